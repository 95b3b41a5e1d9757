//! The window: takes the phone's newest screen, draws it, hands back intents, and
//! asks for the next pass only when there will be something new to see.

use std::time::Instant;

use egui::{
    Context, IconData, Key, Popup, Pos2, Rect, Ui, UiBuilder, UserAttentionType, ViewportCommand,
};
use keymap::KeyMap;
use station::{CallState, Intent, Language, Preference, Ring, Screen};
use thiserror::Error;

use crate::broken_file::BrokenFile;
use crate::desktop::{Around, Desktop};
use crate::geometry::Geometry;
use crate::keyboard::{self, Command, Reading};
use crate::look::{Face, Look};
use crate::pasted::{Done, Pasted};
use crate::pen::{Pen, Scale, Sheen};
use crate::screenshot::{Pending, Screenshot};
use crate::sheet::Sheet;
use crate::theme::{self, Theme};
use crate::tokens::{DARK, Palette, time};
use crate::welcome::{Connect, FirstRun, Welcome};
use crate::windows::{SideWindow, Windows};
use crate::words::Words;
use crate::{Phone, body, compact, fonts, keypad, keys, ring, screen, sound, window_menu};

/// The program's name, as the window says it.
const NAME: &str = "Offhook";

/// What the window starts with.
pub enum Start {
    /// A phone that runs already.
    Phone(Box<dyn Phone>),
    /// Nobody has said with which server: ask, then start a phone by this.
    Welcome(Connect),
    /// The same, and the server is tried before.
    FirstRun(Box<dyn FirstRun>),
}

/// How the window starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Size of a face that has none in `look`; 1.0 is 652 by 664 points for the full one.
    pub factor: f32,
    /// The server that the welcome offers; empty for none.
    pub server: String,
    /// The device name that the welcome offers; empty for none.
    pub device: String,
    /// Theme and face, and where the window was.
    pub look: Look,
    /// The language of the welcome; a phone brings its own.
    pub language: Language,
    /// Which keys of the computer do what.
    pub keys: KeyMap,
    /// A picture to take of the window.
    pub screenshot: Option<Screenshot>,
    /// The configuration file was wrong: the person is told.
    pub broken_file: Option<BrokenFile>,
    /// The window is not shown until something calls for it.
    pub hidden: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            factor: 1.1,
            server: String::new(),
            device: String::new(),
            look: Look::default(),
            language: Language::English,
            keys: KeyMap::default(),
            screenshot: None,
            broken_file: None,
            hidden: false,
        }
    }
}

/// Why there is no window.
#[derive(Debug, Error)]
pub enum DeskError {
    /// The window system refused, or there is none.
    #[error(
        "cannot open a window: {reason}; without a display the phone runs with --tui or --headless"
    )]
    NoWindow {
        /// The window system's words.
        reason: String,
    },
}

/// Open the window and stay until it is closed.
///
/// A closing window sends [`Intent::Quit`] and waits up to five seconds for
/// [`Phone::finished`]. Must be called on the main thread.
///
/// # Errors
/// [`DeskError::NoWindow`] when the window cannot be opened.
pub fn run(
    start: Start,
    options: Options,
    desktop: Option<Box<dyn Desktop>>,
) -> Result<(), DeskError> {
    let mut desk = Desk::new(start, options).on(desktop);
    let viewport = desk
        .geometry
        .builder(&desk.look)
        .with_title(NAME)
        .with_app_id("offhook")
        .with_icon(icon())
        .with_visible(!desk.options.hidden);
    let native = eframe::NativeOptions {
        viewport,
        // They are looked for later than eframe would.
        system_font_fallback: false,
        ..Default::default()
    };
    let create: eframe::AppCreator<'_> = Box::new(|created| {
        desk.prepare(&created.egui_ctx);
        Ok(Box::new(desk))
    });
    eframe::run_native(NAME, native, create).map_err(|error| DeskError::NoWindow {
        reason: error.to_string(),
    })
}

/// The picture that stands for the window in lists and bars.
fn icon() -> IconData {
    match eframe::icon_data::from_png_bytes(include_bytes!("../../../assets/icons/offhook-256.png"))
    {
        Ok(icon) => icon,
        Err(error) => {
            tracing::warn!(%error, "the window's icon cannot be read");
            IconData::default()
        }
    }
}

/// The window's content.
pub struct Desk {
    room: Room,
    options: Options,
    sheen: Option<Sheen>,
    look: Look,
    /// What the phone was told of it last.
    kept_look: Look,
    geometry: Geometry,
    /// The colours that egui has been given.
    dressed: Option<&'static Palette>,
    woken: bool,
    leaving: Option<Instant>,
    gone: bool,
    title: String,
    /// The theme that the phone named last.
    seen_theme: String,
    rang: bool,
    /// Which keys of the computer do what.
    keys: KeyMap,
    /// There are sound devices to choose, and the page that does it is open.
    has_sound: bool,
    sound: bool,
    screenshot: Option<Pending>,
    /// A number that was pasted or dropped, until it is dialled or left.
    pasted: Option<Pasted>,
    /// Those beside the phone.
    windows: Windows,
    /// The desktop it is on.
    around: Around,
}

enum Room {
    Welcome(Box<Welcome>),
    Phone(Box<dyn Phone>),
}

impl Desk {
    /// The content for this start.
    pub fn new(start: Start, options: Options) -> Self {
        let room = match start {
            Start::Phone(phone) => Room::Phone(phone),
            Start::FirstRun(first_run) => Room::Welcome(Box::new(Welcome::new(
                first_run,
                options.language,
                &options.server,
                &options.device,
            ))),
            Start::Welcome(connect) => Room::Welcome(Box::new(Welcome::plain(
                connect,
                options.language,
                &options.server,
                &options.device,
            ))),
        };
        let mut look = options.look;
        if matches!(room, Room::Welcome(_)) {
            look.face = Face::Full;
        }
        let screenshot = options.screenshot.clone().map(Pending::new);
        let keys = options.keys.clone();
        Self {
            room,
            look,
            kept_look: look,
            geometry: Geometry::new(&look, options.factor),
            options,
            sheen: None,
            dressed: None,
            woken: false,
            leaving: None,
            gone: false,
            title: NAME.to_owned(),
            seen_theme: String::new(),
            rang: false,
            keys,
            has_sound: false,
            sound: false,
            screenshot,
            pasted: None,
            windows: Windows::default(),
            around: Around::default(),
        }
    }

    /// The same on this desktop.
    #[must_use]
    pub fn on(mut self, desktop: Option<Box<dyn Desktop>>) -> Self {
        self.around = Around::new(desktop, self.options.hidden);
        self
    }

    /// One pass: look at the phone, draw it, hand over what the person wants.
    ///
    /// The first pass only loads the typeface, and asks for the next.
    pub fn pass(&mut self, ui: &mut Ui) {
        self.look(ui.ctx());
        if self.sheen.is_some() {
            self.draw(ui);
        } else {
            self.prepare(ui.ctx());
        }
    }

    /// What has to be there before the first drawing: typeface, shading, no zoom of egui's own.
    fn prepare(&mut self, ctx: &Context) {
        fonts::load(ctx);
        // The window's size is the scale; a zoom inside it would get in its way.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        self.dress(ctx);
        self.sheen = Some(Sheen::new(ctx));
        ctx.request_repaint();
    }

    /// Menu, tips and the windows beside the phone go with its colours.
    fn dress(&mut self, ctx: &Context) {
        let palette = self.look.theme.palette(ctx.system_theme());
        if self.dressed != Some(palette) {
            self.dressed = Some(palette);
            theme::dress(ctx, palette);
        }
    }

    fn palette(&self) -> &'static Palette {
        self.dressed.unwrap_or(DARK)
    }

    /// What goes on whether or not the window can be seen.
    fn look(&mut self, ctx: &Context) {
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
            match phone.numbers().filter(|_| !screen.off_hook) {
                Some(numbers) => self.pasted = Some(Pasted::of(numbers.in_text(&number))),
                None => phone.send(Intent::Offer(number)),
            }
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

    fn draw(&mut self, ui: &mut Ui) {
        self.dress(ui.ctx());
        let palette = self.palette();
        let window = ui.max_rect();
        let Some(sheen) = self.sheen.clone() else {
            return;
        };
        let scale = Scale::fit(window, self.geometry.part());
        let pen = Pen::new(ui.painter().clone(), scale, &sheen, palette);
        // The backdrop is the window's own, whatever the phone's scale.
        let ground = Rect::from_min_size(Pos2::ZERO, window.size());
        let whole = Scale::fit(window, ground);
        let whole = Pen::new(ui.painter().clone(), whole, &sheen, palette);
        match self.look.face {
            Face::Full => body::backdrop(&whole, ground),
            Face::Compact => compact::backdrop(&whole, ground),
        }
        match &mut self.room {
            Room::Welcome(welcome) => {
                if let Some((phone, sound)) = welcome.draw(ui, &pen) {
                    self.room = Room::Phone(phone);
                    if sound {
                        self.windows.open(ui.ctx(), SideWindow::Preferences);
                    }
                    ui.ctx().request_repaint();
                }
            }
            Room::Phone(_) if self.sound => self.draw_sound(ui, pen),
            Room::Phone(_) => self.draw_phone(ui, pen),
        }
        self.draw_notice(ui.ctx());
    }

    fn draw_notice(&mut self, ctx: &Context) {
        let language = match &self.room {
            Room::Phone(phone) => phone.screen().language,
            Room::Welcome(_) => self.options.language,
        };
        if let Some(broken) = &self.options.broken_file
            && broken.draw(ctx, Words::of(language))
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
        let Some(sheen) = &self.sheen else { return };
        let quiet = Pen::new(behind.painter().clone(), pen.scale(), sheen, pen.palette);
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
        };
        let elsewhere = Popup::is_any_open(ui.ctx())
            || ui.ctx().text_edit_focused()
            || self.windows.catch_keys(ui.ctx())
            || self.pasted.is_some();
        let mut commands = if elsewhere {
            Vec::new()
        } else {
            ui.input_mut(|input| keyboard::take(&mut input.events, by))
        };
        commands.extend(window_menu::show(
            ui,
            Words::of(now_showing.language),
            shown_number(&now_showing),
            window_menu::Showing {
                keys: &self.keys,
                on_top: self.around.is_on_top(),
                face: self.look.face,
                theme: self.look.theme,
                has_sound: self.has_sound,
                has_report: phone.problem_report().is_some(),
                has_ladder: phone.ladder().is_some(),
                has_statistics: phone.statistics().is_some(),
                has_preferences: phone.preferences().is_some(),
                has_desktop: phone.desktop().is_some(),
                in_call: !now_showing.calls.is_empty(),
                has_history: phone.history().is_some(),
                has_contacts: phone.contacts().is_some(),
                recording: now_showing.recording,
            },
        ));
        commands.extend(
            self.windows
                .show(ui.ctx(), phone.as_ref(), &now_showing, &self.keys),
        );
        commands.extend(take_dropped(
            ui.ctx(),
            phone.as_ref(),
            &now_showing,
            &mut self.pasted,
        ));
        let mut sheet = Sheet::new(ui, pen, &now_showing, phone.now()).with_keys(&self.keys);
        sheet.face = self.look.face;
        sheet.still |= self.look.still;
        let other_face = draw_sheet(&mut sheet);

        let wake = sheet.wake();
        let now = sheet.now;
        let pressed = std::mem::take(&mut sheet.intents);
        commands.extend(other_face.then_some(Command::OtherFace));
        for command in commands
            .into_iter()
            .chain(pressed.into_iter().map(Command::Phone))
        {
            self.carry_out(ui.ctx(), &now_showing, command);
        }
        if let Some(wake) = wake {
            // The context wakes a frame early; a frame more, and one pass is enough.
            let frame = ui.input(|input| input.predicted_dt);
            let frame = std::time::Duration::try_from_secs_f32(frame).unwrap_or_default();
            ui.ctx().request_repaint_after(wake.since(now) + frame);
        }
    }

    fn carry_out(&mut self, ctx: &Context, screen: &Screen, command: Command) {
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
            Command::OtherFace => {
                self.look.face = self.look.face.other();
                ctx.request_repaint();
            }
            Command::Sound => {
                self.sound = self.has_sound;
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
            Command::Open(window) => self.windows.open(ctx, window),
            Command::EditContact(contact) => self.windows.edit_contact(ctx, *contact),
            Command::Close => {
                self.around.quit();
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }
}

impl eframe::App for Desk {
    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        self.look(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.draw(ui);
    }

    fn clear_color(&self, _: &egui::Visuals) -> [f32; 4] {
        self.palette().backdrop_bottom.to_normalized_gamma_f32()
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

/// What is pasted now is a number of its own: nothing that is typed already, in a call or a menu.
fn is_at_rest(screen: &Screen) -> bool {
    !screen.off_hook && screen.menu.is_none() && screen.dialled.is_empty()
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

/// The number to copy: what is typed, or who is on the phone.
fn shown_number(screen: &Screen) -> Option<&str> {
    let call = screen
        .calls
        .iter()
        .find(|call| Some(call.call_reference) == screen.focused_call);
    let number = call.map_or(&screen.dialled, |call| &call.remote_number);
    (!number.is_empty()).then_some(number.as_str())
}

fn title(screen: &Screen) -> String {
    let mut calls = screen.calls.iter();
    if let Some(call) = calls.find(|call| call.state == CallState::RingIn) {
        let names = [&call.remote_name, &call.remote_number];
        let who = names.into_iter().find(|name| !name.is_empty());
        let incoming = Words::of(screen.language).say("Incoming");
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
