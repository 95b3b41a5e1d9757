//! The window of the desktop: notifications, tray, and how the phone's window behaves.

use egui::{Color32, RichText, ScrollArea, Ui, Vec2, vec2};

use super::{Beside, Content, follow_focus};
use crate::desktop::{DesktopChoice, DesktopChoices, DesktopLack, RaiseWhen};
use crate::words::Words;

/// What of the desktop is used.
#[derive(Default)]
pub(crate) struct DesktopWindow;

impl Content for DesktopWindow {
    fn title(&self, words: Words) -> String {
        words.say("Desktop").to_owned()
    }

    fn size(&self) -> Vec2 {
        vec2(480.0, 500.0)
    }

    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        let Some(choices) = beside.phone.desktop() else {
            return;
        };
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            choose(ui, beside.words, choices);
            follow_focus(ui);
        });
    }
}

/// The controls of all that is chosen of the desktop; also the preferences have them.
pub(super) fn choose(ui: &mut Ui, words: Words, choices: &dyn DesktopChoices) {
    let before = choices.choice();
    let found = choices.found();
    let mut choice = before;
    ui.checkbox(
        &mut choice.notifications,
        words.say("Notifications of calls"),
    );
    lack(ui, words, "No notifications:", found.no_notifications);
    ui.checkbox(&mut choice.tray, words.say("Icon in the tray"));
    lack(ui, words, "No tray:", found.no_tray);
    ui.add_enabled_ui(choice.tray && found.no_tray.is_none(), |ui| {
        ui.checkbox(
            &mut choice.close_hides,
            words.say("Closing the window hides it in the tray"),
        );
        ui.checkbox(&mut choice.start_hidden, words.say("Start hidden"));
    });
    ui.separator();
    ui.label(words.say("Bring the window to the front"));
    for (raise, text) in [
        (RaiseWhen::Never, "Never by itself"),
        (RaiseWhen::Ringing, "When a call rings"),
        (RaiseWhen::Answered, "When a call is answered"),
    ] {
        ui.radio_value(&mut choice.raise, raise, words.say(text));
    }
    ui.checkbox(&mut choice.on_top, words.say("Always on top"));
    ui.separator();
    ui.checkbox(&mut choice.at_login, words.say("Start with the desktop"));
    if choice != before {
        choices.choose(sound(choice));
    }
}

/// A window that hides needs a tray to come back from.
const fn sound(choice: DesktopChoice) -> DesktopChoice {
    DesktopChoice {
        close_hides: choice.close_hides && choice.tray,
        start_hidden: choice.start_hidden && choice.tray,
        ..choice
    }
}

/// Why something is not there.
fn lack(ui: &mut Ui, words: Words, what: &'static str, why: Option<DesktopLack>) {
    if let Some(why) = why {
        let colour: Color32 = ui.visuals().warn_fg_color;
        let text = format!("{} {}", words.say(what), words.say(why.english()));
        ui.indent(what, |ui| ui.label(RichText::new(text).color(colour)));
    }
}
