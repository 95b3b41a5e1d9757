//! The phone's face: which part of the terminal shows what.
//!
//! Title, stage and line keys beside each other, prompt, soft keys, foot; the same parts as a
//! 7970 has, from 40 columns and 12 rows on.

mod calls;
mod figures;
mod foot;
mod idle;
mod keys_page;
mod lines;
mod menu;
mod prompt;
mod search;
mod soft_keys;
mod title;

use ratatui::buffer::Buffer;
use ratatui::crossterm::event::Event;
use ratatui::layout::{Rect, Size};
use station::{Intent, Moment, Navigate, Screen};

use self::search::{Search, Taken};
use crate::keyboard::{Command, Keyboard};
use crate::look::{Look, Role};
use crate::people::Person;
use crate::sheet::Sheet;
use crate::words::Words;

/// The smallest terminal that the face has room in.
pub const SMALLEST: Size = Size {
    width: 40,
    height: 12,
};

/// Below this many rows each row counts.
const LOW: u16 = 16;

/// The longest row of a call or an item, in columns.
const LONGEST: u16 = 80;

/// The face, with what is its own matter and not the phone's: which page of keys is open, how
/// far a text is moved.
#[derive(Clone, Debug)]
pub struct Face {
    look: Look,
    keyboard: Keyboard,
    /// How far the page of keys is moved, while it is open.
    keys_page: Option<u16>,
    /// Somebody is looked for.
    search: Option<Search>,
    /// How far the text of a page is moved, and which text.
    moved: (String, u16),
    /// Words of the terminal itself that stand in place of the prompt, in English.
    notice: Option<&'static str>,
}

/// Where the parts are.
struct Places {
    title: Rect,
    stage: Rect,
    lines: Rect,
    prompt: Rect,
    soft_labels: Rect,
    soft_keys: Rect,
    foot: Rect,
}

impl Face {
    /// A face that looks like this, with these keys.
    pub fn new(look: Look, keyboard: Keyboard) -> Self {
        Self {
            look,
            keyboard,
            keys_page: None,
            search: None,
            moved: (String::new(), 0),
            notice: None,
        }
    }

    /// Say this in place of the prompt until the next key; one of the terminal's own words.
    pub(crate) fn say(&mut self, words: Option<&'static str>) {
        self.notice = words;
    }

    /// Draw what the phone shows now; says when something changes by itself next.
    pub fn draw(&mut self, buffer: &mut Buffer, screen: &Screen, now: Moment) -> Option<Moment> {
        let area = buffer.area;
        let mut sheet = Sheet::new(buffer, screen, now, self.look);
        if area.width < SMALLEST.width || area.height < SMALLEST.height {
            too_small(&mut sheet, area);
            return sheet.wake();
        }
        let places = Places::of(area, screen);
        title::draw(&mut sheet, places.title);
        lines::draw(&mut sheet, places.lines);
        self.stage(&mut sheet, places.stage);
        prompt::draw(&mut sheet, places.prompt, self.notice);
        soft_keys::draw(&mut sheet, places.soft_labels, places.soft_keys);
        foot::draw(&mut sheet, places.foot);
        let page = Rect::new(
            area.x,
            places.title.bottom(),
            area.width,
            places.prompt.y - places.title.bottom(),
        );
        if let Some(search) = &self.search {
            sheet.clear(page);
            search.draw(&mut sheet, page);
        } else if let Some(moved) = &mut self.keys_page {
            sheet.clear(page);
            *moved = keys_page::draw(&mut sheet, page, &self.keyboard, *moved);
        }
        sheet.wake()
    }

    /// Who is looked for, and whether only among the calls that were placed; nothing: nobody.
    pub fn looks_for(&self) -> Option<(&str, bool)> {
        self.search.as_ref().map(Search::wanted)
    }

    /// These may be meant by what is looked for.
    pub fn found(&mut self, people: Vec<Person>) {
        if let Some(search) = &mut self.search {
            search.found(people);
        }
    }

    fn stage(&mut self, sheet: &mut Sheet<'_>, area: Rect) {
        let screen = sheet.screen;
        // Names and what belongs to them stay near each other in a wide terminal.
        let whole = area;
        let area = Rect {
            width: area.width.min(LONGEST),
            ..area
        };
        match (&screen.menu, &screen.figures) {
            (Some(menu), Some(figures)) => figures::draw(sheet, area, menu, figures),
            (Some(menu), None) => {
                if self.moved.0 != menu.text {
                    self.moved = (menu.text.clone(), 0);
                }
                self.moved.1 = menu::draw(sheet, area, menu, self.moved.1);
            }
            (None, _) if screen.calls.is_empty() => idle::draw(sheet, whole),
            (None, _) => calls::draw(sheet, area),
        }
    }

    /// What an event of the terminal asks for; the face keeps what is its own matter.
    pub fn take(&mut self, event: &Event, screen: &Screen) -> Vec<Command> {
        let mut commands = self.keyboard.commands(event, screen);
        if let Some(search) = &mut self.search {
            match search.take(event) {
                Taken::Own => return Vec::new(),
                Taken::Closed => {
                    self.search = None;
                    return Vec::new();
                }
                Taken::Wanted(intent) => {
                    self.search = None;
                    return vec![Command::Phone(intent)];
                }
                // The phone's keys rest meanwhile; whoever wants to leave can.
                Taken::Foreign => commands.retain(|command| match command {
                    Command::Search { .. } => {
                        self.search = None;
                        false
                    }
                    Command::Quit | Command::Redraw => true,
                    _ => false,
                }),
            }
            return commands;
        }
        if let Some(moved) = &mut self.keys_page {
            commands.retain(|command| match command {
                Command::Phone(Intent::Navigate(arrow)) => {
                    *moved = step(*moved, *arrow, 1);
                    false
                }
                Command::Phone(Intent::VolumeUp) => {
                    *moved = step(*moved, Navigate::Up, 8);
                    false
                }
                Command::Phone(Intent::VolumeDown) => {
                    *moved = step(*moved, Navigate::Down, 8);
                    false
                }
                _ => true,
            });
        }
        commands.retain(|command| match command {
            Command::Keys => {
                self.keys_page = match self.keys_page {
                    Some(_) => None,
                    None => Some(0),
                };
                false
            }
            Command::Search { placed, text } => {
                self.keys_page = None;
                self.search = Some(Search::new(*placed, text.clone()));
                false
            }
            Command::Theme => {
                self.look = self.look.next();
                false
            }
            Command::Phone(Intent::Escape | Intent::Enter) if self.keys_page.is_some() => {
                self.keys_page = None;
                false
            }
            Command::Phone(Intent::Navigate(arrow)) => {
                if screen
                    .menu
                    .as_ref()
                    .is_some_and(|menu| !menu.text.is_empty())
                {
                    self.moved.1 = step(self.moved.1, *arrow, 3);
                }
                true
            }
            _ => true,
        });
        commands
    }
}

/// What the window of the terminal is called: the number, and what has to be seen.
pub(crate) fn title(screen: &Screen) -> String {
    const NAME: &str = "Offhook";
    let words = Words::of(screen.language);
    let number = if screen.own_number.is_empty() {
        &screen.device
    } else {
        &screen.own_number
    };
    let ringing = screen.calls.iter().find(|call| call.state.is_ringing());
    match ringing {
        Some(call) => {
            let who = [&call.remote_name, &call.remote_number];
            let who = who.into_iter().find(|text| !text.is_empty());
            let who = who.map_or("", String::as_str);
            let rings = words.say("ringing");
            format!("{rings}: {who} {} {NAME}", '–')
        }
        None => format!("{number} – {NAME}"),
    }
}

fn step(moved: u16, arrow: Navigate, rows: u16) -> u16 {
    match arrow {
        Navigate::Up => moved.saturating_sub(rows),
        Navigate::Down => moved.saturating_add(rows),
        Navigate::Left | Navigate::Right => moved,
    }
}

impl Places {
    fn of(area: Rect, screen: &Screen) -> Self {
        let row = |y| Rect::new(area.x, y, area.width, 1);
        let foot = row(area.bottom() - 1);
        let soft_keys = row(area.bottom() - 2);
        let soft_labels = row(area.bottom() - 3);
        // Where there are rows enough, one stays empty above and below the prompt.
        let air = u16::from(area.height >= LOW);
        let prompt = row(soft_labels.y - 1 - air);
        let top = area.y + 1;
        let body = Rect::new(area.x, top, area.width, prompt.y - top - air);
        let lines = lines::width(screen, body);
        Self {
            title: row(area.y),
            stage: Rect {
                width: body.width - lines,
                ..body
            },
            lines: Rect {
                x: body.right() - lines,
                width: lines,
                ..body
            },
            prompt,
            soft_labels,
            soft_keys,
            foot,
        }
    }
}

/// The prompt alone, and what is missing.
fn too_small(sheet: &mut Sheet<'_>, area: Rect) {
    let words = sheet.words.with(
        "{} × {} is too small: {} × {} is needed",
        &[&area.width, &area.height, &SMALLEST.width, &SMALLEST.height],
    );
    let text = format!("{}\n{words}", sheet.screen.prompt);
    sheet.paragraph(area, Role::Plain, false, &text);
}

/// The first of `shown` rows among `all`, so that `front` is one of them.
fn first_shown(all: usize, shown: usize, front: usize) -> usize {
    (front + 1)
        .saturating_sub(shown)
        .min(all.saturating_sub(shown))
}
