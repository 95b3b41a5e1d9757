//! The windows beside the phone: each shows one subject and is opened by a command.
//!
//! Where the window system allows, each is a window of its own; otherwise it is one inside
//! the phone's. What they show comes from the phone each time they are drawn; a window holds
//! only what a person is typing or has marked.

pub(crate) mod contacts;
mod desktop;
mod foot;
pub(crate) mod history;
mod keys;
mod ladder;
pub(crate) mod list;
mod preferences;
mod problem_report;
mod statistics;
mod tuning;

use egui::style::ScrollStyle;
use egui::{
    Context, Frame, Key, Response, ScrollArea, Sense, Ui, UiBuilder, Vec2, ViewportBuilder,
    ViewportCommand, ViewportId,
};
use keymap::KeyMap;
use station::Screen;

use crate::Phone;
use crate::focus::mark_field;
use crate::keyboard::Command;
use crate::look::{BARS, Look};
use crate::words::Words;

pub(crate) use tuning::TuningWindow;

/// A window that goes with text of twice the size on a screen of 1280 by 720, points.
const LEAST: Vec2 = Vec2::new(560.0, 280.0);

/// Which window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SideWindow {
    /// What of the desktop is used.
    Desktop,
    /// What every key of the computer does.
    Keys,
    /// What the phone said lately.
    Ladder,
    /// A problem report.
    ProblemReport,
    /// The figures of calls.
    Statistics,
    /// What is set.
    Preferences,
    /// The sound of each mode, step by step.
    Tuning,
    /// Past calls.
    History,
    /// The address book.
    Contacts,
}

impl SideWindow {
    /// A new one, as it is when it opens.
    fn content(self) -> Box<dyn Content> {
        match self {
            Self::Desktop => Box::<desktop::DesktopWindow>::default(),
            Self::Keys => Box::<keys::Keys>::default(),
            Self::Ladder => Box::<ladder::LadderWindow>::default(),
            Self::ProblemReport => Box::<problem_report::ProblemReportWindow>::default(),
            Self::Statistics => Box::<statistics::StatisticsWindow>::default(),
            Self::Preferences => Box::<preferences::PreferencesWindow>::default(),
            Self::Tuning => Box::<tuning::TuningWindow>::default(),
            Self::History => Box::<history::Calls>::default(),
            Self::Contacts => Box::<contacts::AddressBook>::default(),
        }
    }
}

/// What a window shows.
pub(crate) trait Content {
    /// What stands over it.
    fn title(&self, words: Words) -> String;

    /// Its size when it opens, points.
    fn size(&self) -> Vec2;

    /// The smallest size in which nothing of it is cut off; what is smaller scrolls.
    fn least(&self) -> Vec2 {
        (self.size() - Vec2::splat(24.0)).min(LEAST)
    }

    /// Every key that is pressed is wanted here now, also Escape and the phone's.
    fn catches_keys(&self) -> bool {
        false
    }

    /// It is closed: nobody looks any more.
    fn closed(&mut self, _phone: &dyn Phone) {}

    /// Escape ends something in it now, and does not close it.
    fn takes_escape(&self) -> bool {
        false
    }

    /// Show this contact, to be changed and kept; only the address book does.
    fn edit(&mut self, _contact: ::contacts::Contact) {}

    /// Draw it, and see what is done in it.
    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>);
}

/// What a window is given, and what it gives.
pub(crate) struct Beside<'a> {
    /// The phone it stands beside.
    pub(crate) phone: &'a dyn Phone,
    /// What the phone shows now.
    pub(crate) screen: &'a Screen,
    /// Says it in the phone's language.
    pub(crate) words: Words,
    /// Which keys of the computer do what.
    pub(crate) keys: &'a KeyMap,
    /// How the phone's window looks.
    pub(crate) look: Look,
    /// How large the phone is in it; 1.0 is the design's size.
    pub(crate) factor: f32,
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

    /// Open the address book with this contact, to be changed and kept.
    pub(crate) fn edit_contact(&mut self, ctx: &Context, contact: ::contacts::Contact) {
        self.open(ctx, SideWindow::Contacts);
        let mut open = self.open.iter_mut();
        if let Some((_, book)) = open.find(|(window, _)| *window == SideWindow::Contacts) {
            book.edit(contact);
        }
    }

    /// Whether one of them wants every key that is pressed.
    ///
    /// One inside the phone's window shares its keys.
    pub(crate) fn catch_keys(&self, ctx: &Context) -> bool {
        let inside = ctx.embed_viewports();
        let mut open = self.open.iter();
        open.any(|(_, content)| content.catches_keys() || inside && content.takes_escape())
    }

    /// Draw all that are open; gives what is wanted in them, in order.
    pub(crate) fn show(
        &mut self,
        ctx: &Context,
        phone: &dyn Phone,
        screen: &Screen,
        keys: &KeyMap,
        (look, factor): (Look, f32),
    ) -> Vec<Command> {
        let mut beside = Beside {
            phone,
            screen,
            words: Words::of(screen.language),
            keys,
            look,
            factor,
            commands: Vec::new(),
            close: false,
        };
        self.open.retain_mut(|(window, content)| {
            beside.close = false;
            show_one(ctx, *window, content.as_mut(), &mut beside);
            if beside.close {
                content.closed(phone);
            }
            !beside.close
        });
        beside.commands
    }
}

/// Give the keyboard to the phone's own window.
fn to_phone(ctx: &Context) {
    ctx.send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Focus);
}

fn window_id(window: SideWindow) -> ViewportId {
    ViewportId::from_hash_of(("side window", window))
}

/// The size of a window that is to be seen whole, also with large text on a small screen.
fn on_screen(ctx: &Context, size: Vec2) -> Vec2 {
    let monitor: Option<Vec2> = ctx.input(|input| input.viewport().monitor_size);
    match monitor.filter(|monitor| monitor.min_elem() > 200.0) {
        Some(monitor) => size.min(monitor - BARS / ctx.zoom_factor()),
        None => size,
    }
}

fn show_one(ctx: &Context, window: SideWindow, content: &mut dyn Content, beside: &mut Beside<'_>) {
    let size = on_screen(ctx, content.size());
    let title = content.title(beside.words);
    let builder = ViewportBuilder::default()
        .with_title(&title)
        .with_app_id("offhook")
        .with_inner_size(size)
        .with_min_inner_size(size.min(content.least() + margins(ctx)));
    ctx.show_viewport_immediate(window_id(window), builder, |ui, _| {
        name_for_readers(ui.ctx(), &title);
        // Looked at first: what happens inside may end that it wants them.
        let kept = content.catches_keys() || content.takes_escape();
        let escaped = !kept && ui.input(|input| input.key_pressed(Key::Escape));
        // Looked at first, too: Escape closes it while it is drawn.
        let menu = egui::Popup::is_any_open(ui.ctx());
        let asked = ui.input(|input| input.viewport().close_requested());
        Frame::central_panel(ui.style()).show(ui, |ui| draw_in(ui, content, beside));
        mark_field(ui);
        // A menu or a field that is open takes Escape for itself.
        let left = escaped && !menu;
        beside.close |= asked || left;
        if left {
            to_phone(ui.ctx());
        }
    });
}

/// Screen readers know a window by the name of its root, not by its title.
pub(crate) fn name_for_readers(ctx: &Context, title: &str) {
    ctx.accesskit_node_builder(egui::accesskit_root_id(), |root| root.set_label(title));
}

/// What the ground of a window has at its sides.
fn margins(ctx: &Context) -> Vec2 {
    Frame::central_panel(&ctx.global_style())
        .total_margin()
        .sum()
}

/// Draw what a window shows; where the window is too small for it, it scrolls.
fn draw_in(ui: &mut Ui, content: &mut dyn Content, beside: &mut Beside<'_>) {
    let room = ui.available_size();
    let least = content.least();
    if room.x + 1.0 >= least.x && room.y + 1.0 >= least.y {
        return content.draw(ui, beside);
    }
    // Its bars stand beside what they scroll: one over a row of keys would take their clicks.
    let floating = std::mem::replace(&mut ui.spacing_mut().scroll, ScrollStyle::solid());
    ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().scroll = floating;
        let (area, _) = ui.allocate_exact_size(room.max(least), Sense::hover());
        let mut inside = ui.new_child(UiBuilder::new().max_rect(area));
        content.draw(&mut inside, beside);
        follow_focus(ui);
    });
}

/// Whether Enter was pressed in this field.
fn entered(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

/// Has a field keep the keyboard in which Enter was pressed: Tab goes on from there.
fn stay(ui: &Ui, field: &Response) {
    if entered(ui, field) {
        field.request_focus();
    }
}

/// In an area that scrolls, bring the control into sight that has just got the keyboard, other
/// than by a click; called when all of the area is drawn.
pub(crate) fn follow_focus(ui: &Ui) {
    if ui.input(|input| input.pointer.any_pressed() || input.pointer.any_released()) {
        return;
    }
    let focused = ui.memory(|memory| memory.focused());
    let control = focused.and_then(|id| ui.ctx().read_response(id));
    if let Some(control) = control.filter(Response::gained_focus)
        && ui.min_rect().contains(control.rect.center())
    {
        ui.scroll_to_rect(control.rect.expand(4.0), None);
    }
}
