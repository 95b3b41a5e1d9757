//! Lamps: a mode and the time make light or darkness; mode and colour are told by
//! shape too, for those who do not see the colour or the rhythm.

use std::time::Duration;

use egui::{Color32, Rect, pos2};
use station::{Lamp, Moment};

use crate::pen::Pen;
use crate::tokens::{Palette, time};

/// The colour of a lamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Light {
    /// In use here.
    Green,
    /// It rings, or wants attention.
    Amber,
    /// In use elsewhere, muted, messages.
    Red,
}

impl Light {
    /// As it shines.
    pub(crate) fn colour(self, palette: &Palette) -> Color32 {
        match self {
            Self::Green => palette.lamp_green,
            Self::Amber => palette.lamp_amber,
            Self::Red => palette.lamp_red,
        }
    }

    /// The same colour as it can be read on the display.
    pub(crate) fn ink(self, palette: &Palette) -> Color32 {
        match self {
            Self::Green => palette.state_talk,
            Self::Amber => palette.state_ring,
            Self::Red => palette.state_fail,
        }
    }
}

/// Draw the light of a bar-shaped lamp: whole when it is steady, in two parts when it
/// winks, in three when it blinks, in dots when it flashes. Green fills the bar, red is
/// its outline, amber a thin line.
pub(crate) fn bar(pen: &Pen, slot: Rect, lamp: Lamp, light: Light) {
    let colour = light.colour(pen.palette);
    for part in parts(slot, lamp) {
        let part = match light {
            Light::Green | Light::Red => part,
            Light::Amber if lamp == Lamp::Flash => part,
            Light::Amber => part.shrink2(egui::vec2(0.0, part.height() * 0.22)),
        };
        let radius = part.height() / 2.0;
        pen.fill(part, radius, colour);
        if light == Light::Red && lamp != Lamp::Flash {
            let inside = part.shrink(part.height() * 0.27);
            pen.fill(inside, inside.height() / 2.0, pen.palette.lamp_dark);
        }
    }
}

/// The parts of a bar that shine.
pub(crate) fn parts(slot: Rect, lamp: Lamp) -> impl Iterator<Item = Rect> {
    let (count, gap) = match lamp {
        Lamp::Off => (0_u8, 0.0),
        Lamp::On => (1, 0.0),
        Lamp::Wink => (2, slot.height() * 0.9),
        Lamp::Blink => (3, slot.height() * 0.6),
        Lamp::Flash => (5, 0.0),
    };
    let pitch = (slot.width() + gap) / f32::from(count.max(1));
    (0..count).map(move |part| {
        let left = slot.left() + pitch * f32::from(part);
        let whole = Rect::from_min_max(
            pos2(left, slot.top()),
            pos2(left + pitch - gap, slot.bottom()),
        );
        if lamp == Lamp::Flash {
            Rect::from_center_size(whole.center(), egui::Vec2::splat(slot.height()))
        } else {
            whole
        }
    })
}

/// How long a lamp is lit and dark in turn; nothing when it does not change by itself.
fn rhythm(lamp: Lamp) -> Option<[Duration; 2]> {
    match lamp {
        Lamp::Off | Lamp::On => None,
        Lamp::Wink => Some(time::WINK),
        Lamp::Flash => Some(time::FLASH),
        Lamp::Blink => Some(time::BLINK),
    }
}

/// Whether the lamp gives light at this moment.
///
/// All lamps of a mode keep step, as they count from the phone's start.
pub(crate) fn lit(lamp: Lamp, now: Moment) -> bool {
    match rhythm(lamp) {
        None => lamp == Lamp::On,
        Some([on, off]) => phase(now, on + off) < on,
    }
}

/// When the lamp changes next by itself.
pub(crate) fn next_edge(lamp: Lamp, now: Moment) -> Option<Moment> {
    let [on, off] = rhythm(lamp)?;
    let phase = phase(now, on + off);
    let edge = if phase < on { on } else { on + off };
    Some(now + (edge - phase))
}

/// The lamp's mode in words, English ones.
pub(crate) fn word(lamp: Lamp) -> &'static str {
    match lamp {
        Lamp::Off => "Lamp off",
        Lamp::On => "Lamp on",
        Lamp::Wink => "Lamp winking",
        Lamp::Flash => "Lamp flashing",
        Lamp::Blink => "Lamp blinking",
    }
}

fn phase(now: Moment, period: Duration) -> Duration {
    // A period is under two seconds, so its microseconds fit.
    let period = u64::try_from(period.as_micros()).unwrap_or(u64::MAX);
    Duration::from_micros(now.as_micros() % period)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mode_has_a_shape_of_its_own() {
        let slot = Rect::from_min_size(pos2(10.0, 20.0), egui::vec2(44.0, 7.0));
        let counts = [Lamp::Off, Lamp::On, Lamp::Wink, Lamp::Blink, Lamp::Flash]
            .map(|lamp| parts(slot, lamp).count());
        assert_eq!(counts, [0, 1, 2, 3, 5]);
        for lamp in [Lamp::On, Lamp::Wink, Lamp::Blink, Lamp::Flash] {
            let parts: Vec<Rect> = parts(slot, lamp).collect();
            assert!(
                parts
                    .iter()
                    .all(|part| slot.expand(0.01).contains_rect(*part))
            );
            let apart = parts
                .windows(2)
                .all(|two| two[1].left() - two[0].right() > 1.0);
            assert!(apart, "{lamp:?}: {parts:?}");
        }
    }

    #[test]
    fn steady_lamps_never_change() {
        for now in [0, 500, 12_345] {
            let now = Moment::from_millis(now);
            assert!(lit(Lamp::On, now));
            assert!(!lit(Lamp::Off, now));
            assert_eq!(next_edge(Lamp::On, now), None);
            assert_eq!(next_edge(Lamp::Off, now), None);
        }
    }

    #[test]
    fn a_winking_lamp_is_dark_for_64_of_512_ms() {
        assert!(lit(Lamp::Wink, Moment::from_millis(447)));
        assert!(!lit(Lamp::Wink, Moment::from_millis(448)));
        assert!(lit(Lamp::Wink, Moment::from_millis(512)));
    }

    #[test]
    fn the_next_edge_is_where_the_light_changes() {
        for lamp in [Lamp::Wink, Lamp::Flash, Lamp::Blink] {
            let mut now = Moment::from_millis(77_777);
            for _ in 0..6 {
                let before = lit(lamp, now);
                let edge = next_edge(lamp, now).expect("these lamps change");
                let just_before = Moment::from_micros(edge.as_micros() - 1);
                assert_eq!(lit(lamp, just_before), before);
                assert_ne!(lit(lamp, edge), before);
                now = edge;
            }
        }
    }

    #[test]
    fn no_lamp_flashes_more_than_three_times_a_second() {
        for lamp in [Lamp::Flash, Lamp::Blink] {
            let [on, off] = rhythm(lamp).expect("these lamps change");
            assert!((on + off) * 3 > Duration::from_secs(1));
        }
    }
}
