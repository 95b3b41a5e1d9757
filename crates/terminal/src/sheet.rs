//! What the rooms of the face draw on: a grid of characters, and what they draw of.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use station::{Moment, Screen};

use crate::look::{Look, Role};
use crate::words::Words;

/// The grid, the screen, and when there will be something new to see.
pub(crate) struct Sheet<'a> {
    buffer: &'a mut Buffer,
    pub(crate) screen: &'a Screen,
    pub(crate) now: Moment,
    pub(crate) words: Words,
    pub(crate) look: Look,
    wake: Option<Moment>,
}

impl<'a> Sheet<'a> {
    /// An empty sheet.
    pub(crate) fn new(buffer: &'a mut Buffer, screen: &'a Screen, now: Moment, look: Look) -> Self {
        let area = buffer.area;
        buffer.set_style(area, look.base());
        Self {
            buffer,
            screen,
            now,
            words: Words::of(screen.language),
            look,
            wake: None,
        }
    }

    /// Something changes by itself at this moment.
    pub(crate) fn wake_at(&mut self, at: Moment) {
        self.wake = Some(self.wake.map_or(at, |wake| wake.min(at)));
    }

    /// When something changes by itself next.
    pub(crate) fn wake(&self) -> Option<Moment> {
        self.wake
    }

    /// Colour an area.
    pub(crate) fn fill(&mut self, area: Rect, role: Role) {
        self.buffer.set_style(area, self.look.style(role));
    }

    /// Empty an area that something else was drawn on.
    pub(crate) fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            self.buffer[position].reset();
        }
        self.buffer.set_style(area, self.look.base());
    }

    /// Write at the left of an area's first row; gives the columns that were taken.
    pub(crate) fn left(&mut self, area: Rect, role: Role, text: &str) -> u16 {
        self.write(area, self.look.style(role), text)
    }

    /// The same at its right end.
    pub(crate) fn right(&mut self, area: Rect, role: Role, text: &str) -> u16 {
        let text = visible(self.look, text);
        let taken = width(&text).min(area.width);
        let area = Rect {
            x: area.right() - taken,
            width: taken,
            ..area
        };
        self.write(area, self.look.style(role), &text)
    }

    /// The same in its middle.
    pub(crate) fn middle(&mut self, area: Rect, role: Role, text: &str) -> u16 {
        let text = visible(self.look, text);
        let taken = width(&text).min(area.width);
        let area = Rect {
            x: area.x + (area.width - taken) / 2,
            width: taken,
            ..area
        };
        self.write(area, self.look.style(role), &text)
    }

    /// Write in a style of its own at the left of an area's first row.
    pub(crate) fn write(&mut self, area: Rect, style: Style, text: &str) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let text = visible(self.look, text);
        let room = usize::from(area.width);
        let (end, _) = self.buffer.set_stringn(area.x, area.y, &text, room, style);
        if width(&text) > area.width {
            let last = area.right() - 1;
            self.buffer
                .set_stringn(last, area.y, self.look.ellipsis(), 1, style);
            return area.width;
        }
        end - area.x
    }

    /// Write words over as many rows as they need and the area has; gives the rows.
    pub(crate) fn paragraph(&mut self, area: Rect, role: Role, middle: bool, text: &str) -> u16 {
        let rows = rows(&visible(self.look, text), area.width);
        let fitting = rows.len().min(usize::from(area.height));
        for (row, words) in area.rows().zip(rows.iter().take(fitting)) {
            if middle {
                self.middle(row, role, words);
            } else {
                self.left(row, role, words);
            }
        }
        if let (true, Some(row)) = (rows.len() > fitting, area.rows().nth(fitting.max(1) - 1)) {
            // What has no room is told of where it would go on.
            self.right(row, role, self.look.ellipsis());
        }
        // It has been limited by the area's height.
        u16::try_from(fitting).unwrap_or(u16::MAX)
    }
}

/// The columns that a text takes.
pub(crate) fn width(text: &str) -> u16 {
    u16::try_from(Span::raw(text).width()).unwrap_or(u16::MAX)
}

/// The text in rows of at most this width, at its own line ends and between words.
pub(crate) fn rows(text: &str, room: u16) -> Vec<String> {
    let mut rows = Vec::new();
    for line in text.split('\n') {
        let mut row = String::new();
        for word in line.split_whitespace() {
            if !row.is_empty() && width(&row).saturating_add(1 + width(word)) > room {
                rows.push(std::mem::take(&mut row));
            }
            if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(word);
        }
        rows.push(row);
    }
    while rows.last().is_some_and(String::is_empty) {
        rows.pop();
    }
    rows
}

/// What can be shown as it is: nothing that a server says may steer the terminal, and a
/// terminal without UTF-8 gets the letters that it has.
pub(crate) fn visible(look: Look, text: &str) -> String {
    let plain = |c: char| {
        if c == '\n' || !c.is_control() { c } else { ' ' }
    };
    let shown = text.chars().map(plain);
    if !look.is_ascii() {
        return shown.collect();
    }
    let mut ascii = String::with_capacity(text.len());
    for letter in shown {
        match letter {
            c if c.is_ascii() => ascii.push(c),
            'ä' => ascii.push_str("ae"),
            'ö' => ascii.push_str("oe"),
            'ü' => ascii.push_str("ue"),
            'ß' => ascii.push_str("ss"),
            'Ä' => ascii.push_str("Ae"),
            'Ö' => ascii.push_str("Oe"),
            'Ü' => ascii.push_str("Ue"),
            'à'..='å' => ascii.push('a'),
            'ç' => ascii.push('c'),
            'è'..='ë' => ascii.push('e'),
            'ì'..='ï' => ascii.push('i'),
            'ñ' => ascii.push('n'),
            'ò'..='õ' => ascii.push('o'),
            'ù'..='û' => ascii.push('u'),
            'À'..='Å' => ascii.push('A'),
            'Ç' => ascii.push('C'),
            'È'..='Ë' => ascii.push('E'),
            '…' => ascii.push_str("..."),
            '’' | '‘' => ascii.push('\''),
            '·' | '–' | '—' => ascii.push('-'),
            '\u{a0}' | '\u{202f}' => ascii.push(' '),
            _ => ascii.push('?'),
        }
    }
    ascii
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Theme;

    #[test]
    fn what_a_server_says_does_not_steer_the_terminal() {
        for look in [Look::unicode(Theme::Plain), Look::ascii(Theme::Plain)] {
            let shown = visible(look, "\u{1b}[2J\rHello\u{9b}m");
            assert!(!shown.chars().any(char::is_control), "{shown:?}");
            assert!(shown.contains("Hello"));
        }
    }

    #[test]
    fn a_terminal_without_utf_8_reads_umlauts() {
        let shown = visible(Look::ascii(Theme::Plain), "Hörer für Zoë · 日");
        assert_eq!(shown, "Hoerer fuer Zoe - ?");
    }

    #[test]
    fn rows_break_between_words_and_where_the_text_does() {
        assert_eq!(rows("one two three", 8), ["one two", "three"]);
        assert_eq!(rows("one\n\ntwo\n", 8), ["one", "", "two"]);
        assert_eq!(rows("", 8), [""; 0]);
    }

    #[test]
    fn a_text_without_room_ends_with_a_sign() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        let screen = Screen::default();
        let look = Look::unicode(Theme::Plain);
        let mut sheet = Sheet::new(&mut buffer, &screen, Moment::START, look);
        assert_eq!(
            sheet.left(Rect::new(0, 0, 5, 1), Role::Plain, "Hello there"),
            5
        );
        let row: String = buffer.content().iter().map(|cell| cell.symbol()).collect();
        assert_eq!(row, "Hell…   ");
    }
}
