//! The window: takes the phone's newest screen, draws it, hands back intents, and
//! asks for the next pass only when there will be something new to see.

mod commands;
mod drawing;
mod following;
mod open_gl;
mod start;

use std::time::Instant;

use egui::{Color32, Context, RawInput, Ui};
use frame::Content;
use keymap::KeyMap;

pub use self::start::{DeskError, Options, Start, run};
use crate::atlas::Atlas;
use crate::desktop::{Around, Desktop};
use crate::geometry::Geometry;
use crate::held::Held;
use crate::look::{Face, Look};
use crate::matches::Matches;
use crate::pasted::Pasted;
use crate::quick_search::QuickSearch;
use crate::screenshot::Pending;
use crate::shared_pictures::SharedPictures;
use crate::tokens::{DARK, Palette};
use crate::welcome::Welcome;
use crate::windows::Windows;
use crate::{Phone, fonts, theme};

/// The program's name, as the window says it.
const NAME: &str = "Offhook";

/// The window's content.
pub struct Desk {
    room: Room,
    options: Options,
    /// Typeface and colours are there.
    prepared: bool,
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
    /// Which of them are held.
    held: Held,
    /// There are sound devices to choose, and the page that does it is open.
    has_sound: bool,
    sound: bool,
    screenshot: Option<Pending>,
    /// The menu of the window is opened by a key.
    menu: bool,
    /// A number that was pasted or dropped, until it is dialled or left.
    pasted: Option<Pasted>,
    /// Who may be meant by what is typed.
    matches: Matches,
    /// Somebody is looked for.
    search: Option<QuickSearch>,
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
            prepared: false,
            dressed: None,
            woken: false,
            leaving: None,
            gone: false,
            title: NAME.to_owned(),
            seen_theme: String::new(),
            rang: false,
            keys,
            held: Held::default(),
            has_sound: false,
            sound: false,
            screenshot,
            menu: false,
            pasted: None,
            matches: Matches::default(),
            search: None,
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
        if self.prepared {
            self.draw(ui);
        } else {
            self.prepare(ui.ctx());
        }
    }

    /// What has to be there before the first drawing: typeface, colours, no zoom by egui's keys.
    fn prepare(&mut self, ctx: &Context) {
        ctx.add_plugin(Atlas);
        ctx.add_plugin(SharedPictures::default());
        fonts::load(ctx);
        // The window's size is the scale; the keys for it are the phone's.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        self.dress(ctx);
        self.prepared = true;
        ctx.request_repaint();
    }

    /// Menu, tips and the windows beside the phone go with its colours.
    fn dress(&mut self, ctx: &Context) {
        // Sizes and places of windows are told in points of this zoom; the phone fills its
        // window in any.
        ctx.set_zoom_factor(self.look.text_scale());
        let palette = self.look.theme.palette(self.around.theme(ctx));
        if self.dressed != Some(palette) {
            self.dressed = Some(palette);
            theme::dress(ctx, palette);
        }
    }

    fn palette(&self) -> &'static Palette {
        self.dressed.unwrap_or(DARK)
    }
}

impl Content for Desk {
    fn open(&mut self, ctx: &Context) {
        // Another window may have been open before; in this one everything has to be there again.
        self.dressed = None;
        self.woken = false;
        self.around.move_house();
        self.prepare(ctx);
    }

    fn logic(&mut self, ctx: &Context) {
        self.look(ctx);
    }

    fn ui(&mut self, ui: &mut Ui) {
        self.draw(ui);
    }

    fn raw_input_hook(&mut self, _: &Context, input: &mut RawInput) {
        self.held.rename(&mut input.events);
    }

    fn background(&self) -> Color32 {
        self.palette().backdrop_bottom
    }
}
