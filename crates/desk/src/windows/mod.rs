//! The windows beside the phone: each shows one subject and is opened by a command.
//!
//! Where the window system allows, each is a window of its own; otherwise it is one inside
//! the phone's. What they show comes from the phone each time they are drawn; a window holds
//! only what a person is typing or has marked.

use egui::{Context, Frame, Key, Ui, Vec2, ViewportBuilder, ViewportCommand, ViewportId};
use station::Screen;

use crate::Phone;
use crate::keyboard::Command;
use crate::words::Words;

/// Which window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SideWindow {}

impl SideWindow {
    /// A new one, as it is when it opens.
    fn content(self) -> Box<dyn Content> {
        match self {}
    }
}

/// What a window shows.
pub(crate) trait Content {
    /// What stands over it.
    fn title(&self, words: Words) -> String;

    /// Its size when it opens, points.
    fn size(&self) -> Vec2;

    /// Draw it, and see what is done in it.
    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>);
}

/// What a window is given, and what it gives.
#[allow(dead_code, reason = "until the first of them is there")]
pub(crate) struct Beside<'a> {
    /// The phone it stands beside.
    pub(crate) phone: &'a dyn Phone,
    /// What the phone shows now.
    pub(crate) screen: &'a Screen,
    /// Says it in the phone's language.
    pub(crate) words: Words,
    /// What the person wants, in order.
    pub(crate) commands: Vec<Command>,
    /// Set by the window that wants to be closed.
    pub(crate) close: bool,
}

/// The windows that are open.
#[derive(Default)]
pub(crate) struct Windows {
    open: Vec<(SideWindow, Box<dyn Content>)>,
}

impl Windows {
    /// Open it, or bring it to the front when it is open already.
    pub(crate) fn open(&mut self, ctx: &Context, window: SideWindow) {
        if self.open.iter().any(|(open, _)| *open == window) {
            ctx.send_viewport_cmd_to(window_id(window), ViewportCommand::Focus);
        } else {
            self.open.push((window, window.content()));
            ctx.request_repaint();
        }
    }

    /// Draw all that are open; gives what is wanted in them, in order.
    pub(crate) fn show(
        &mut self,
        ctx: &Context,
        phone: &dyn Phone,
        screen: &Screen,
    ) -> Vec<Command> {
        let mut beside = Beside {
            phone,
            screen,
            words: Words::of(screen.language),
            commands: Vec::new(),
            close: false,
        };
        self.open.retain_mut(|(window, content)| {
            beside.close = false;
            show_one(ctx, *window, content.as_mut(), &mut beside);
            !beside.close
        });
        beside.commands
    }
}

fn window_id(window: SideWindow) -> ViewportId {
    ViewportId::from_hash_of(("side window", window))
}

fn show_one(ctx: &Context, window: SideWindow, content: &mut dyn Content, beside: &mut Beside<'_>) {
    let size = content.size();
    let builder = ViewportBuilder::default()
        .with_title(content.title(beside.words))
        .with_app_id("offhook")
        .with_inner_size(size)
        .with_min_inner_size(size * 0.6);
    ctx.show_viewport_immediate(window_id(window), builder, |ui, _| {
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        let asked = ui.input(|input| input.viewport().close_requested());
        Frame::central_panel(ui.style()).show(ui, |ui| content.draw(ui, beside));
        // A menu or a field that is open takes Escape for itself.
        beside.close |= asked || escaped && !egui::Popup::is_any_open(ui.ctx());
    });
}
