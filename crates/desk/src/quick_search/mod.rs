//! The card that looks for a person while a few letters or digits are typed, in the address books
//! and among past calls, and dials; and the same with the numbers that were placed last.

mod finder;

use egui::accesskit::{Live, Role};
use egui::text::{CCursor, CCursorRange};
use egui::{
    Align2, Context, Event, Id, Key, Modifiers, Rect, Response, ScrollArea, Sense, TextEdit, Ui,
    WidgetInfo, Window, vec2,
};
use keymap::{Action, KeyMap};
use station::Intent;

use crate::Phone;
use crate::pasted::{Done, named};
use crate::search_field;
use crate::shortcut;
use crate::windows::list::{self, Style};
use crate::words::Words;

pub(crate) use finder::{Among, Finder, Hit};

/// Most that are listed: more than a person looks through.
const MOST: usize = 40;
/// Longest text that is looked for.
const LONGEST: usize = 64;
/// Width of the card, points; a small window has less.
const WIDTH: f32 = 400.0;
/// Height of somebody in the list.
const ROW: f32 = 36.0;
/// How many of them are seen, where there is room.
const ROWS: f32 = 6.0;
/// What the card needs besides its list.
const FRAME: f32 = 170.0;

/// The card while it is open.
pub(crate) struct QuickSearch {
    among: Among,
    text: String,
    finder: Finder,
    /// Who is in front, by place.
    chosen: usize,
    /// That one is to be seen.
    reveal: bool,
    begun: bool,
}

impl QuickSearch {
    /// Among these, with a text that was typed already.
    pub(crate) fn new(among: Among, text: String) -> Self {
        Self {
            among,
            text,
            finder: Finder::default(),
            chosen: 0,
            reveal: false,
            begun: false,
        }
    }

    /// More of the text has been typed before the field was there.
    pub(crate) fn type_on(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Draw it over the phone.
    pub(crate) fn draw(
        &mut self,
        ctx: &Context,
        words: Words,
        phone: &dyn Phone,
        keys: &KeyMap,
    ) -> Done {
        if self.is_closed_by_its_key(ctx, keys) {
            return Done::Left;
        }
        let room = ctx.content_rect().size();
        let width = WIDTH.min(room.x - 24.0);
        let mut done = Done::Nothing;
        Window::new(words.say(self.title()))
            .id(Id::unique("quick search"))
            .anchor(Align2::CENTER_TOP, vec2(0.0, (room.y * 0.06).min(48.0)))
            .default_width(width)
            .max_width(width)
            .collapsible(false)
            .resizable(false)
            .show(ctx, |ui| {
                ui.set_width(width - 16.0);
                done = self.content(ui, words, phone, room.y);
            });
        done
    }

    const fn title(&self) -> &'static str {
        match self.among {
            Among::All => "Quick search",
            Among::Placed => "Redial list",
        }
    }

    /// The key that opened it closes it; what the key writes is not typed.
    fn is_closed_by_its_key(&self, ctx: &Context, keys: &KeyMap) -> bool {
        let own = match self.among {
            Among::All => Action::QuickSearch,
            Among::Placed => Action::RedialList,
        };
        let is_own = |event: &Event| match event {
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } => {
                shortcut::chord(*key, *modifiers).and_then(|chord| keys.action(chord)) == Some(own)
            }
            _ => false,
        };
        self.begun && ctx.input(|input| input.events.iter().any(is_own))
    }

    fn content(&mut self, ui: &mut Ui, words: Words, phone: &dyn Phone, height: f32) -> Done {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::NONE, Key::Escape) {
            return Done::Left;
        }
        let edits = pressed(Modifiers::COMMAND, Key::Enter);
        let steps = [
            (Key::ArrowUp, -1),
            (Key::ArrowDown, 1),
            (Key::PageUp, -5),
            (Key::PageDown, 5),
        ];
        let mut steps = steps.into_iter();
        let step = steps.find_map(|(key, step)| pressed(Modifiers::NONE, key).then_some(step));
        let enters = self.field(ui, words);
        let hits = self.finder.find(phone, &self.text, self.among, MOST);
        let last = hits.len().saturating_sub(1);
        if let Some(step) = step {
            self.chosen = self.chosen.saturating_add_signed(step);
            self.reveal = true;
        }
        self.chosen = self.chosen.min(last);
        let reveal = std::mem::take(&mut self.reveal);
        let room = (height - FRAME).clamp(ROW, ROWS * (ROW + 1.0));
        let touched = list_of(ui, words, hits, self.chosen, reveal, room);
        if hits.is_empty() {
            let none = match (self.text.trim().is_empty(), self.among) {
                (true, _) => words.say("No calls yet"),
                (false, Among::All) => words.say("Nobody is called so"),
                (false, Among::Placed) => words.say("No call fits"),
            };
            let label = ui.weak(none);
            polite(ui, &label);
        } else if let Some(hit) = hits.get(self.chosen) {
            // Who listens hears who is in front; it is seen already.
            let place = words.with("{} of {}", &[&(self.chosen + 1), &hits.len()]);
            let told = format!("{place}: {}, {}", hit.title(words), hit.about(words));
            let at = Rect::from_min_size(ui.cursor().min, vec2(1.0, 1.0));
            let status = ui.interact(at, Id::unique("quick search status"), Sense::hover());
            status.widget_info(|| WidgetInfo::labeled(Role::Status, true, &told));
            polite(ui, &status);
        }
        let hit = hits.get(self.chosen);
        let mut dials = enters;
        let mut edits = edits;
        let mut leaves = false;
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            let mut button = |name: &'static str, key: &str, enabled: bool| {
                let button = egui::Button::new(words.say(name)).shortcut_text(key);
                let button = ui.add_enabled(enabled, button);
                named(&button, words.say(name));
                button.clicked()
            };
            dials |= button("Dial", words.say("Enter"), hit.is_some());
            let key = format!("{}+{}", words.say("Ctrl"), words.say("Enter"));
            edits |= button("Edit, then dial", &key, hit.is_some());
            leaves |= button("Leave it", words.say("Esc"), true);
        });
        if leaves {
            return Done::Left;
        }
        match (touched, hit) {
            (Some(Touched::Meant(row)), _) => match hits.get(row) {
                Some(hit) => Done::Wanted(hit.call(phone)),
                None => Done::Nothing,
            },
            (_, Some(hit)) if edits => Done::Wanted(Intent::Offer(hit.to_dial(phone))),
            (_, Some(hit)) if dials => Done::Wanted(hit.call(phone)),
            (Some(Touched::Chosen(row)), _) => {
                self.chosen = row;
                ui.ctx().request_repaint();
                Done::Nothing
            }
            _ => Done::Nothing,
        }
    }

    /// The field; says whether Enter was pressed in it.
    fn field(&mut self, ui: &mut Ui, words: Words) -> bool {
        let name = words.say("Look for a name or number");
        let before = self.text.clone();
        let id = ui.make_persistent_id("quick search field");
        let fresh = !std::mem::replace(&mut self.begun, true);
        if fresh {
            // The field has the keyboard from the next pass on; what is typed in this one stays.
            let typed = ui.input(|input| typed_in(&input.events));
            self.text.push_str(&typed);
        }
        let field = TextEdit::singleline(&mut self.text)
            .id(id)
            .char_limit(LONGEST)
            .hint_text(name)
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        search_field::tell(&field, name, &self.text);
        if fresh {
            field.request_focus();
            // One goes on typing behind the letter that opened it.
            let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
            let end = CCursor::new(self.text.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::one(end)));
            TextEdit::store_state(ui.ctx(), id, state);
        }
        if self.text != before {
            self.chosen = 0;
            self.reveal = true;
        }
        // On a button, Enter presses that.
        (field.has_focus() || field.lost_focus()) && ui.input(|input| input.key_pressed(Key::Enter))
    }
}

/// The text of these events.
fn typed_in(events: &[Event]) -> String {
    let texts = events.iter().filter_map(|event| match event {
        Event::Text(text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

/// Draw the card as long as somebody is looked for; gives what is wanted of the phone.
pub(crate) fn show(
    ctx: &Context,
    words: Words,
    phone: &dyn Phone,
    keys: &KeyMap,
    search: &mut Option<QuickSearch>,
) -> Option<Intent> {
    let done = search.as_mut()?.draw(ctx, words, phone, keys);
    if done != Done::Nothing {
        *search = None;
        ctx.request_repaint();
    }
    match done {
        Done::Wanted(intent) => Some(intent),
        Done::Nothing | Done::Left => None,
    }
}

/// What was done with the list.
enum Touched {
    Chosen(usize),
    /// This one is wanted at once.
    Meant(usize),
}

/// Those who may be meant, one in front.
fn list_of(
    ui: &mut Ui,
    words: Words,
    hits: &[Hit],
    chosen: usize,
    reveal: bool,
    room: f32,
) -> Option<Touched> {
    let mut touched = None;
    ui.add_space(2.0);
    ScrollArea::vertical().max_height(room).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (place, hit) in hits.iter().enumerate() {
            let (title, about) = (hit.title(words), hit.about(words));
            let row = list::row(ui, ROW, place == chosen, true, &format!("{title}, {about}"));
            let (left, right) = (row.rect.left(), row.rect.right());
            row.upper(ui, &title, left, right, Style::Strong);
            row.lower(ui, &about, left, right, Style::Small);
            if place == chosen && reveal {
                row.response.scroll_to_me(None);
            }
            if row.response.double_clicked() {
                touched = Some(Touched::Meant(place));
            } else if row.response.clicked() {
                touched = Some(Touched::Chosen(place));
            }
        }
    });
    touched
}

/// Have it read to who listens.
fn polite(ui: &Ui, response: &Response) {
    let ctx = ui.ctx();
    ctx.accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}
