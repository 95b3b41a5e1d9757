//! Lamps: a mode and the time make light or darkness.

use std::time::Duration;

use station::{Lamp, Moment};

use crate::tokens::time;

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
