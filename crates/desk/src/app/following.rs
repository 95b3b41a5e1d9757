//! What goes on whether or not the window can be seen: waking, title, theme, attention, and
//! leaving in order.

use std::time::Instant;

use egui::{Context, UserAttentionType, ViewportCommand};
use station::{CallState, Intent, Ring, Screen};

use super::{Desk, NAME, Room};
use crate::Phone;
use crate::pasted::Pasted;
use crate::theme::Theme;
use crate::tokens::time;

impl Desk {
    /// What goes on whether or not the window can be seen.
    pub(super) fn look(&mut self, ctx: &Context) {
        self.wake_on_change(ctx);
        self.leave(ctx);
        let phone = match &self.room {
            Room::Phone(phone) => Some(phone.as_ref()),
            Room::Welcome(_) => None,
        };
        let screen = phone.map(Phone::screen).unwrap_or_default();
        if let Some(number) = self.around.look(ctx, phone, &screen)
            && let Some(phone) = phone
        {
            let found = phone.numbers().map(|numbers| numbers.in_text(&number));
            match found {
                Some(found) if !screen.off_hook => self.pasted = Some(Pasted::of(found)),
                // It waits in the phone, as it will be dialled.
                Some(found) => {
                    let first = found.into_iter().next();
                    let number = first.map_or(number, |found| found.number);
                    phone.send(Intent::Offer(number));
                }
                None => phone.send(Intent::Offer(number)),
            }
        }
        if let Some(keys) = phone
            .and_then(Phone::key_choice)
            .and_then(|choice| choice.changed())
        {
            self.keys = keys;
        }
        if let Some(look) = phone.and_then(Phone::new_look) {
            self.geometry.wear(ctx, &mut self.look, look);
        }
        // Another theme was chosen in the phone's menu.
        if self.seen_theme != screen.theme {
            self.seen_theme.clone_from(&screen.theme);
            self.look.theme = Theme::of_word(&screen.theme).unwrap_or(self.look.theme);
        }
        let title = title(&screen);
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        self.geometry.follow(ctx, &mut self.look, &screen);
        self.keep_look();
        let rings = screen.ring != Ring::Off;
        if rings != self.rang {
            self.rang = rings;
            let attention = if rings {
                UserAttentionType::Critical
            } else {
                UserAttentionType::Reset
            };
            ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(attention));
        }
        if let Some(screenshot) = &mut self.screenshot
            && screenshot.step(ctx, &screen)
        {
            self.screenshot = None;
        }
    }

    /// Tell the phone how the window looks now, if that is news.
    fn keep_look(&mut self) {
        if let Room::Phone(phone) = &self.room
            && self.look != self.kept_look
        {
            phone.keep_look(&self.look);
            self.kept_look = self.look;
        }
    }

    /// Have every change of the screen wake the window, from the first pass on.
    fn wake_on_change(&mut self, ctx: &Context) {
        if self.woken {
            return;
        }
        if let Room::Phone(phone) = &self.room {
            self.has_sound = phone.has_sound();
            let ctx = ctx.clone();
            phone.on_change(Box::new(move || ctx.request_repaint()));
            self.woken = true;
        }
    }

    /// A window that is closed lets the phone leave first.
    fn leave(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if self.gone {
            return;
        }
        // A phone that is only tried has a registration to give back as well.
        let (phone, in_use) = match &self.room {
            Room::Phone(phone) => (phone.as_ref(), true),
            Room::Welcome(welcome) => match welcome.phone() {
                Some(phone) => (phone, false),
                None => return,
            },
        };
        if asked && in_use {
            self.geometry.note(ctx, &mut self.look);
        }
        let finished = phone.finished();
        let stays = asked && in_use && !finished && self.leaving.is_none();
        if stays && self.around.hides(ctx, phone) {
            return;
        }
        if asked && !finished {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            if self.leaving.is_none() {
                phone.send(Intent::Quit);
                self.leaving = Some(Instant::now() + time::LEAVE);
            }
        }
        let late = self.leaving.is_some_and(|until| Instant::now() >= until);
        if finished || late {
            if late && !finished {
                tracing::warn!("the phone did not leave within {:?}", time::LEAVE);
            }
            self.gone = true;
            self.keep_look();
            ctx.send_viewport_cmd(ViewportCommand::Close);
        } else if self.leaving.is_some() {
            ctx.request_repaint_after(time::LEAVE_LOOK);
        }
    }
}

fn title(screen: &Screen) -> String {
    let mut calls = screen.calls.iter();
    if let Some(call) = calls.find(|call| call.state == CallState::RingIn) {
        let names = [&call.remote_name, &call.remote_number];
        let who = names.into_iter().find(|name| !name.is_empty());
        let incoming = call.state_words(screen.language);
        return match who {
            Some(who) => format!("{incoming}: {who} – {NAME}"),
            None => format!("{incoming} – {NAME}"),
        };
    }
    if screen.own_number.is_empty() {
        NAME.to_owned()
    } else {
        format!("{} – {NAME}", screen.own_number)
    }
}
