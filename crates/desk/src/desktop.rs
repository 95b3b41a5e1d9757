//! The seam to the desktop around the window: what comes to the window from outside it, by a
//! link, a second start of the program, a notification or the tray.
//!
//! A window is without it in tests, and where nobody can reach it.

use egui::{Context, UserAttentionType, ViewportCommand};
use station::Intent;

use crate::Phone;

/// What is wanted of the window from outside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outside {
    /// To come to the front, from wherever it is.
    Raise,
    /// To offer this number to be dialled.
    Offer(String),
}

/// The desktop around the window.
pub trait Desktop {
    /// Call `wake` whenever there is something to take, from any thread.
    ///
    /// Called once, before the first drawing.
    fn wake_by(&self, wake: Box<dyn Fn() + Send + Sync>);

    /// The next thing that is wanted. Never waits.
    fn next(&self) -> Option<Outside>;
}

/// What the window knows of it.
#[derive(Default)]
pub(crate) struct Around {
    desktop: Option<Box<dyn Desktop>>,
    woken: bool,
    /// Came while there was no phone yet; the newest counts.
    offered: Option<String>,
}

impl Around {
    /// With this desktop.
    pub(crate) fn new(desktop: Option<Box<dyn Desktop>>) -> Self {
        Self {
            desktop,
            ..Self::default()
        }
    }

    /// Does what is wanted, with a phone if there is one.
    pub(crate) fn look(&mut self, ctx: &Context, phone: Option<&dyn Phone>) {
        let Some(desktop) = &self.desktop else {
            return;
        };
        if !self.woken {
            let ctx = ctx.clone();
            desktop.wake_by(Box::new(move || ctx.request_repaint()));
            self.woken = true;
        }
        while let Some(wish) = desktop.next() {
            match wish {
                Outside::Raise => raise(ctx),
                Outside::Offer(number) => self.offered = Some(number),
            }
        }
        if let Some(phone) = phone
            && let Some(number) = self.offered.take()
        {
            phone.send(Intent::Offer(number));
        }
    }
}

/// Bring the window to the front, or have the person look for it where it may not come by itself.
pub(crate) fn raise(ctx: &Context) {
    ctx.send_viewport_cmd(ViewportCommand::Visible(true));
    ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
    ctx.send_viewport_cmd(ViewportCommand::Focus);
    if !ctx.input(|input| input.focused) {
        let attention = UserAttentionType::Informational;
        ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(attention));
    }
    ctx.request_repaint();
}
