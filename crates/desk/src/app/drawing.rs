//! One pass over what can be seen: the phone or its welcome, the pages over it, and the
//! commands that come of keys, menus and windows.

use egui::{Context, Key, Popup, Pos2, Rect, Ui, UiBuilder};
use station::Screen;

use super::commands::shown_number;
use super::{Desk, Room};
use crate::key_choice::KeyChoice;
use crate::keyboard::{self, Command, Reading};
use crate::look::Face;
use crate::pasted::{Done, Pasted};
use crate::pen::{Pen, Scale};
use crate::sheet::Sheet;
use crate::tokens::size;
use crate::windows::name_for_readers;
use crate::words::Words;
use crate::{
    Phone, body, compact, keypad, keys, new_device, quick_search, ring, screen, sound, window_menu,
};

impl Desk {
    pub(super) fn draw(&mut self, ui: &mut Ui) {
        self.dress(ui.ctx());
        name_for_readers(ui.ctx(), &self.title);
        let palette = self.palette();
        let window = ui.max_rect();
        let scale = Scale::fit(window, self.geometry.part());
        let pen = Pen::new(ui.painter().clone(), scale, palette);
        // The backdrop is the window's own, whatever the phone's scale.
        let ground = Rect::from_min_size(Pos2::ZERO, window.size());
        let whole = Scale::fit(window, ground);
        let whole = Pen::new(ui.painter().clone(), whole, palette);
        match self.look.face {
            Face::Full => body::backdrop(&whole, ground),
            Face::Compact => compact::backdrop(&whole, ground),
        }
        match &mut self.room {
            Room::Welcome(welcome) => {
                if let Some(phone) = welcome.draw(ui, &pen, &self.keys) {
                    self.room = Room::Phone(phone);
                    ui.ctx().request_repaint();
                }
            }
            Room::Phone(_) if self.sound => self.draw_sound(ui, pen),
            Room::Phone(_) => self.draw_phone(ui, pen),
        }
        self.draw_notice(ui.ctx(), scale);
    }

    /// What was wrong with the configuration file, while there is no call to look at.
    fn draw_notice(&mut self, ctx: &Context, scale: Scale) {
        let (language, room) = match &self.room {
            Room::Phone(phone) => {
                let screen = phone.screen();
                if !screen.calls.is_empty() {
                    return;
                }
                (screen.language, size::NOTICE)
            }
            Room::Welcome(_) => (self.options.language, size::WELCOME_NOTICE),
        };
        if let Some(broken) = &self.options.broken_file
            && broken.draw(ctx, Words::of(language), scale.rect(room))
        {
            self.options.broken_file = None;
        }
    }

    /// The page of sound devices, over a phone that rests meanwhile.
    fn draw_sound(&mut self, ui: &mut Ui, pen: Pen) {
        let Room::Phone(phone) = &self.room else {
            return;
        };
        let showing = phone.screen();
        let window = ui.max_rect();
        let behind = ui.new_child(UiBuilder::new().max_rect(window).disabled());
        let quiet = Pen::new(behind.painter().clone(), pen.scale(), pen.palette);
        let mut resting = Sheet::new(&behind, quiet, &showing, phone.now());
        resting.face = self.look.face;
        draw_sheet(&mut resting);
        let pen = pen.at(Scale::fit(window, sound::room(self.geometry.part())));
        let escaped =
            !Popup::is_any_open(ui.ctx()) && ui.input(|input| input.key_pressed(Key::Escape));
        let done = phone
            .sound()
            .map(|sound| sound::draw(ui, &pen, &showing, &sound));
        let close = escaped || done.as_ref().is_none_or(|done| done.close);
        if let Some(done) = done {
            done.intents
                .into_iter()
                .for_each(|intent| phone.send(intent));
            if let Some(chosen) = done.chosen {
                phone.choose_sound(chosen);
            }
        }
        if close {
            phone.forget_sound();
            self.sound = false;
            ui.ctx().request_repaint();
        }
    }

    fn draw_phone(&mut self, ui: &mut Ui, pen: Pen) {
        let Room::Phone(phone) = &self.room else {
            return;
        };
        // Keys belong to a menu of the window while it is open, and to a field that is typed into.
        let now_showing = phone.screen();
        let by = Reading {
            keys: &self.keys,
            screen: &now_showing,
            on_top: self.around.is_on_top(),
            theme: self.look.theme,
            letters: phone
                .key_choice()
                .map(KeyChoice::letters)
                .unwrap_or_default(),
        };
        let elsewhere = Popup::is_any_open(ui.ctx())
            || ui.ctx().text_edit_focused()
            || self.windows.catch_keys(ui.ctx())
            || self.pasted.is_some()
            || self.search.is_some();
        let mut commands = if elsewhere {
            Vec::new()
        } else {
            ui.input_mut(|input| keyboard::take(&mut input.events, by))
        };
        commands.extend(window_menu::show(
            ui,
            Words::of(now_showing.language),
            shown_number(&now_showing),
            std::mem::take(&mut self.menu),
            window_menu::Showing {
                keys: &self.keys,
                on_top: self.around.is_on_top(),
                face: self.look.face,
                theme: self.look.theme,
                has_sound: self.has_sound,
                has_report: phone.problem_report().is_some(),
                has_ladder: phone.ladder().is_some(),
                has_statistics: phone.statistics().is_some(),
                has_tuning: phone.tuning().is_some(),
                has_preferences: phone.preferences().is_some(),
                has_desktop: phone.desktop().is_some(),
                in_call: !now_showing.calls.is_empty(),
                has_history: phone.history().is_some(),
                has_contacts: phone.contacts().is_some(),
                recording: now_showing.recording,
                do_not_disturb: now_showing.do_not_disturb,
            },
        ));
        let looks = (self.look, self.geometry.now(ui.ctx()));
        commands.extend(self.windows.show(
            ui.ctx(),
            phone.as_ref(),
            &now_showing,
            &self.keys,
            looks,
        ));
        commands.extend(take_dropped(
            ui.ctx(),
            phone.as_ref(),
            &now_showing,
            &mut self.pasted,
        ));
        let words = Words::of(now_showing.language);
        let wanted = quick_search::show(
            ui.ctx(),
            words,
            phone.as_ref(),
            &self.keys,
            &mut self.search,
        );
        commands.extend(wanted.map(Command::Phone));
        self.matches.follow(phone.as_ref(), &now_showing);
        let mut sheet = Sheet::new(ui, pen, &now_showing, phone.now()).with_keys(&self.keys);
        sheet.matches = Some(&self.matches);
        sheet.face = self.look.face;
        sheet.still |= self.look.still;
        let other_face = draw_sheet(&mut sheet);
        commands.extend(new_device::draw(&sheet, phone.as_ref()));

        let wake = sheet.wake();
        let now = sheet.now;
        let pressed = std::mem::take(&mut sheet.intents);
        commands.extend(other_face.then_some(Command::OtherFace));
        for command in commands
            .into_iter()
            .chain(pressed.into_iter().map(Command::Phone))
        {
            match self.matches.take(command) {
                Some(command) => self.carry_out(ui.ctx(), &now_showing, command),
                None => ui.ctx().request_repaint(),
            }
        }
        if let Some(wake) = wake {
            // The context wakes a frame early; a frame more, and one pass is enough.
            let frame = ui.input(|input| input.predicted_dt);
            let frame = std::time::Duration::try_from_secs_f32(frame).unwrap_or_default();
            ui.ctx().request_repaint_after(wake.since(now) + frame);
        }
    }
}

/// All of the phone, or its compact face; says whether the other one is wanted.
fn draw_sheet(sheet: &mut Sheet<'_>) -> bool {
    if sheet.face == Face::Compact {
        return compact::draw(sheet);
    }
    body::draw(sheet);
    screen::draw(sheet);
    keys::draw(sheet);
    ring::draw(sheet);
    keypad::draw(sheet);
    false
}

/// Look into a file that is dropped on the phone, and ask about what was pasted or dropped.
fn take_dropped(
    ctx: &Context,
    phone: &dyn Phone,
    screen: &Screen,
    pasted: &mut Option<Pasted>,
) -> Option<Command> {
    let numbers = phone.numbers()?;
    let dropped = ctx.input(|input| input.raw.dropped_files.first().cloned());
    if let Some(dropped) = dropped {
        let ctx = ctx.clone();
        numbers.look_into(dropped.path(), Box::new(move || ctx.request_repaint()));
    }
    if let Some(found) = numbers.of_file() {
        *pasted = Some(found.map_or_else(Pasted::trouble, Pasted::of));
    }
    let asked = pasted.as_mut()?;
    let done = asked.draw(ctx, Words::of(screen.language), numbers);
    if done != Done::Nothing {
        *pasted = None;
        ctx.request_repaint();
    }
    match done {
        Done::Wanted(intent) => Some(Command::Phone(intent)),
        Done::Nothing | Done::Left => None,
    }
}
