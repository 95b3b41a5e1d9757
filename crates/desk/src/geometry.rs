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
        self.demand(ctx, factor);
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
            let factor = self.now(ctx);
            // The usual size is none that was chosen.
            let chosen = place.factor.is_some() || (factor - self.usual).abs() > 0.01;
            place.factor = chosen.then_some(factor);
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

    /// The same, but not larger than the monitor where nobody chose it.
    fn fitting_factor(&self, ctx: &Context, look: &Look) -> f32 {
        let factor = self.factor(look);
        let monitor: Option<Vec2> = ctx.input(|input| input.viewport().monitor_size);
        match look.place(self.face).factor {
            Some(_) => factor,
            None => {
                let monitor = monitor.map(|size| size * ctx.zoom_factor());
                fitting(factor, self.part.size(), monitor)
            }
        }
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
