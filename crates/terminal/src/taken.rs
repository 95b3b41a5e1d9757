//! The terminal while it is the phone's: raw, on its other page, without a cursor. What was
//! there before comes back when it is dropped, also by a panic.

use std::io::{self, Write, stdout};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, KeyboardEnhancementFlags,
    PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
    supports_keyboard_enhancement,
};
use ratatui::crossterm::{cursor, execute};

use crate::quiet::Quiet;

/// Puts the window's title aside, and back (XTWINOPS 22 and 23).
const KEEP_TITLE: &[u8] = b"\x1b[22;2t";
const OLD_TITLE: &[u8] = b"\x1b[23;2t";

/// A terminal that is the phone's.
pub(crate) struct Taken {
    /// What draws.
    pub(crate) terminal: Terminal<CrosstermBackend<io::Stdout>>,
    /// The terminal tells all chords apart.
    pub(crate) all_chords: bool,
    /// It has a title.
    titled: bool,
    // After the terminal is back: what was said meanwhile is written then.
    quiet: Option<Quiet>,
}

impl Taken {
    /// Takes the terminal. `titled`: its window has a title.
    pub(crate) fn take(asks_for_keys: bool, titled: bool) -> io::Result<Self> {
        // Drawing begins on the other page, so what other parts say has to go elsewhere first.
        let quiet = Quiet::begin()?;
        enable_raw_mode()?;
        let taken = Self {
            terminal: Terminal::new(CrosstermBackend::new(stdout()))?,
            all_chords: asks_for_keys && supports_keyboard_enhancement().unwrap_or(false),
            titled,
            quiet,
        };
        let mut out = stdout();
        if titled {
            out.write_all(KEEP_TITLE)?;
        }
        execute!(
            out,
            EnterAlternateScreen,
            EnableBracketedPaste,
            cursor::Hide
        )?;
        if taken.all_chords {
            let flags = KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES;
            execute!(out, PushKeyboardEnhancementFlags(flags))?;
        }
        Ok(taken)
    }

    /// Names the terminal's window.
    pub(crate) fn title(&self, title: &str) -> io::Result<()> {
        if self.titled {
            let title: String = title.chars().filter(|c| !c.is_control()).collect();
            execute!(stdout(), SetTitle(title))?;
        }
        Ok(())
    }

    /// Has the terminal sound its bell, or mark its window as urgent.
    pub(crate) fn bell(&self) -> io::Result<()> {
        let mut out = stdout();
        out.write_all(b"\x07")?;
        out.flush()
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let mut out = stdout();
        // The terminal may be gone; then there is nothing to give back.
        if self.all_chords {
            let _ = execute!(out, PopKeyboardEnhancementFlags);
        }
        let _ = execute!(
            out,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            cursor::Show
        );
        if self.titled {
            let _ = out.write_all(OLD_TITLE).and_then(|()| out.flush());
        }
        let _ = disable_raw_mode();
        drop(self.quiet.take());
    }
}
