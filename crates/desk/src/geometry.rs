//! The window on the desktop: how large it is for the part of the sheet that it shows,
//! and where each face was.

use std::time::{Duration, Instant};

use egui::{Context, Rect, Vec2, ViewportBuilder, ViewportCommand};
use station::Screen;

use crate::keyboard::Resize;
use crate::look::{Face, Look, Place, fitting};
use crate::screen;
use crate::tokens::size;

/// How long a window may take to get the size that was asked for; what it has until then is
/// not what the person chose.
const SETTLE: Duration = Duration::from_secs(1);

/// Factors that make a window that can be used.
const FACTORS: std::ops::RangeInclusive<f32> = size::MIN_FACTOR..=4.0;

/// The window and what it shows of the sheet.
pub(crate) struct Geometry {
    /// The factor of a face that has none of its own.
    usual: f32,
    face: Face,
    part: Rect,
    fitted: bool,
    settling: Option<Instant>,
}

impl Geometry {
    pub(crate) fn new(look: &Look, usual: f32) -> Self {
        Self {
            usual,
            face: look.face,
            part: screen::part(&Screen::default(), look.face),
            fitted: false,
            settling: None,
        }
    }

    /// What the window shows of the sheet.
    pub(crate) fn part(&self) -> Rect {
        self.part
    }

    /// The window as it opens.
    pub(crate) fn builder(&self, look: &Look) -> ViewportBuilder {
        let builder = ViewportBuilder::default()
            .with_inner_size(self.part.size() * self.factor(look))
            .with_min_inner_size(self.part.size() * size::MIN_FACTOR);
        match look.place(self.face).corner {
            Some(corner) => builder.with_position(corner),
            None => builder,
        }
    }

    /// Have the window go with the face and with the modules that the phone's keys need.
    pub(crate) fn follow(&mut self, ctx: &Context, look: &mut Look, screen: &Screen) {
        let part = screen::part(screen, look.face);
        if look.face != self.face {
            let (before, after) = (self.face, look.face);
            self.note_as(before, ctx, look);
            self.face = after;
            self.part = part;
            let factor = self.fitting_factor(ctx, look);
            self.demand(ctx, factor);
            if let Some(corner) = look.place(after).corner {
                let corner = corner / ctx.zoom_factor();
                ctx.send_viewport_cmd(ViewportCommand::OuterPosition(corner));
            }
        } else if part != self.part {
            // The phone keeps its size beside its modules.
            let factor = self.now(ctx);
            self.part = part;
            self.demand(ctx, factor);
        } else if !self.fitted {
            let (wanted, factor) = (self.factor(look), self.fitting_factor(ctx, look));
            if factor < wanted {
                self.demand(ctx, factor);
            }
        }
        self.fitted = true;
    }

    /// Make the window larger or smaller, as the person wants it.
    pub(crate) fn resize(&mut self, ctx: &Context, resize: Resize) {
        let now = self.now(ctx);
        let factor = match resize {
            Resize::Larger => now * 1.15,
            Resize::Smaller => now / 1.15,
            Resize::Original => self.usual,
            Resize::To(factor) => factor,
        };
        // What is larger already, by hand, is not made smaller by "larger".
        let fits = self.fitting(ctx, factor).max(now.min(factor));
        self.demand(ctx, fits);
    }

    /// Look like this, wherever the window is.
    pub(crate) fn wear(&mut self, ctx: &Context, look: &mut Look, new: Look) {
        let resized = look.place(look.face).factor != new.place(new.face).factor;
        *look = Look {
            full: Place {
                factor: new.full.factor,
                ..look.full
            },
            compact: Place {
                factor: new.compact.factor,
                ..look.compact
            },
            ..new
        };
        // Another face brings its size with it.
        if new.face == self.face && resized {
            let factor = self.fitting_factor(ctx, look);
            self.demand(ctx, factor);
        }
    }

    /// Note where the window is, to be kept.
    pub(crate) fn note(&self, ctx: &Context, look: &mut Look) {
        self.note_as(self.face, ctx, look);
    }

    fn note_as(&self, face: Face, ctx: &Context, look: &mut Look) {
        let settled = self.settling.is_none_or(|until| Instant::now() >= until);
        let usable = ctx.input(|input| {
            let viewport = input.viewport();
            viewport.minimized != Some(true)
                && viewport.maximized != Some(true)
                && viewport.fullscreen != Some(true)
        });
        if !usable {
            return;
        }
        let place = look.place_mut(face);
        if settled {
            let now = self.now(ctx);
            let fits = place.factor.map(|chosen| self.fitting(ctx, chosen));
            place.factor = chosen(place.factor.zip(fits), now, self.usual);
        }
        if let Some(outer) = ctx.input(|input| input.viewport().outer_rect) {
            place.corner = Some(outer.min * ctx.zoom_factor());
        }
    }

    /// The factor at which the window shows the sheet now; texts of another size change nothing.
    pub(crate) fn now(&self, ctx: &Context) -> f32 {
        (ctx.content_rect().size() * ctx.zoom_factor() / self.part.size()).min_elem()
    }

    fn factor(&self, look: &Look) -> f32 {
        let factor = look.place(self.face).factor.unwrap_or(self.usual);
        factor.clamp(*FACTORS.start(), *FACTORS.end())
    }

    /// The same, but not larger than the monitor: it may have been chosen for another one, and
    /// the key that hangs up stands at the lower edge.
    fn fitting_factor(&self, ctx: &Context, look: &Look) -> f32 {
        self.fitting(ctx, self.factor(look))
    }

    fn fitting(&self, ctx: &Context, factor: f32) -> f32 {
        let monitor: Option<Vec2> = ctx.input(|input| input.viewport().monitor_size);
        let monitor = monitor.map(|size| size * ctx.zoom_factor());
        fitting(factor, self.part.size(), monitor)
    }

    fn demand(&mut self, ctx: &Context, factor: f32) {
        let factor = factor.max(*FACTORS.start());
        self.settling = Some(Instant::now() + SETTLE);
        // Points of the window system are larger by the zoom of texts.
        let part = self.part.size() / ctx.zoom_factor();
        ctx.send_viewport_cmd(ViewportCommand::MinInnerSize(part * size::MIN_FACTOR));
        ctx.send_viewport_cmd(ViewportCommand::InnerSize(part * factor));
    }
}

/// The factor to keep for a window that shows the sheet at this one now. What was chosen
/// before stays while the window is just as large as the monitor has room for.
fn chosen(before: Option<(f32, f32)>, now: f32, usual: f32) -> Option<f32> {
    let same = |one: f32, other: f32| (one - other).abs() <= 0.01;
    match before {
        Some((chosen, fits)) if fits < chosen && same(now, fits) => Some(chosen),
        Some(_) => Some(now),
        // The usual size is none that was chosen.
        None => (!same(now, usual)).then_some(now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_that_the_monitor_has_no_room_for_is_kept_for_the_next_one() {
        assert_eq!(chosen(Some((2.0, 0.95)), 0.95, 1.1), Some(2.0));
        assert_eq!(chosen(Some((2.0, 0.95)), 0.8, 1.1), Some(0.8), "by hand");
        assert_eq!(chosen(Some((2.0, 2.0)), 1.5, 1.1), Some(1.5));
        assert_eq!(chosen(None, 1.1, 1.1), None);
        assert_eq!(chosen(None, 1.3, 1.1), Some(1.3));
    }
}
