//! What a command does to the window and its phone.

use egui::{Context, ViewportCommand};
use station::{Intent, Preference, Screen};

use super::{Desk, Room};
use crate::keyboard::Command;
use crate::pasted::Pasted;
use crate::quick_search::QuickSearch;
use crate::screen;
use crate::windows::SideWindow;

impl Desk {
    pub(super) fn carry_out(&mut self, ctx: &Context, screen: &Screen, command: Command) {
        let Room::Phone(phone) = &self.room else {
            return;
        };
        match command {
            Command::Phone(Intent::Paste(text))
                if is_at_rest(screen) && phone.numbers().is_some() =>
            {
                let found = phone.numbers().map(|numbers| numbers.in_text(&text));
                self.pasted = found.map(Pasted::of);
                ctx.request_repaint();
            }
            Command::Phone(intent) => {
                if let (Intent::Navigate(arrow), Some(menu)) = (&intent, &screen.menu) {
                    screen::page::navigate(ctx, &menu.text, *arrow);
                }
                phone.send(intent);
            }
            Command::Copy => {
                if let Some(number) = shown_number(screen) {
                    ctx.copy_text(number.to_owned());
                }
            }
            Command::Resize(resize) => self.geometry.resize(ctx, resize),
            Command::Paste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Command::OnTop(on_top) => self.around.keep_on_top(ctx, phone.as_ref(), on_top),
            Command::Theme(theme) => {
                self.look.theme = theme;
                phone.send(Intent::Prefer(Preference::Theme(theme.word().to_owned())));
                ctx.request_repaint();
            }
            Command::Wear(look) => {
                self.geometry.wear(ctx, &mut self.look, look);
                let theme = look.theme.word().to_owned();
                phone.send(Intent::Prefer(Preference::Theme(theme)));
                ctx.request_repaint();
            }
            Command::OtherFace => {
                self.look.face = self.look.face.other();
                ctx.request_repaint();
            }
            Command::Sound => {
                self.sound = self.has_sound;
                ctx.request_repaint();
            }
            Command::Menu => {
                self.menu = true;
                ctx.request_repaint();
            }
            Command::UseKeys(keys) => {
                self.keys = *keys;
                if let Some(choice) = phone.key_choice() {
                    choice.keep(&self.keys);
                }
                ctx.request_repaint();
            }
            Command::Open(SideWindow::Preferences) if phone.preferences().is_none() => {
                self.sound = self.has_sound;
                ctx.request_repaint();
            }
            Command::Search(among, text) => {
                match &mut self.search {
                    // Of a name that is typed fast, letters come together.
                    Some(open) if !text.is_empty() => open.type_on(&text),
                    _ => self.search = Some(QuickSearch::new(among, text)),
                }
                ctx.request_repaint();
            }
            Command::Open(window) => self.windows.open(ctx, window),
            Command::EditContact(contact) => self.windows.edit_contact(ctx, *contact),
            Command::Close => {
                self.around.quit();
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }
}

/// What is pasted now is a number of its own: nothing that is typed already, in a call or a menu.
fn is_at_rest(screen: &Screen) -> bool {
    !screen.off_hook && screen.menu.is_none() && screen.dialled.is_empty()
}

/// The number to copy: what is typed, or who is on the phone.
pub(super) fn shown_number(screen: &Screen) -> Option<&str> {
    let call = screen
        .calls
        .iter()
        .find(|call| Some(call.call_reference) == screen.focused_call);
    let number = call.map_or(&screen.dialled, |call| &call.remote_number);
    (!number.is_empty()).then_some(number.as_str())
}
