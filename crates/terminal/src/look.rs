//! How things look in this terminal: colours and signs.
//!
//! Colours are the terminal's own sixteen, so that they fit its background and a Linux
//! console has them; what they tell is told by a sign and a word too.

use ratatui::style::{Color, Modifier, Style};
use station::{CallState, Lamp, LampColour, LineKey, LineKeyKind, Presence};

/// Which colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own background, with a few colours.
    #[default]
    Terminal,
    /// Light letters on black.
    Dark,
    /// Dark letters on white.
    Light,
    /// Black and white with bright colours, nothing faint.
    HighContrast,
    /// No colours at all: bold, underlined and reversed letters.
    Plain,
}

/// The signs of a terminal that can show these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signs {
    /// Those that nearly every font has (WGL4).
    Unicode,
    /// For terminals without UTF-8.
    Ascii,
}

/// Colours and signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    theme: Theme,
    signs: Signs,
}

/// What a part of the face is, which decides on its colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Text to read.
    Plain,
    /// Text that stands out.
    Strong,
    /// Text of less weight.
    Faint,
    /// The bar at the top.
    Title,
    /// The marked item, the line in front.
    Marked,
    /// A key that can be pressed.
    Key,
    /// A notice over the prompt.
    Notice,
    /// A talk; a lamp that is green.
    Talk,
    /// A call on hold.
    Hold,
    /// A ring; a lamp that is amber.
    Ring,
    /// What failed; a lamp that is red.
    Fail,
}

impl Look {
    /// By what the environment says: `NO_COLOR`, `TERM`, and the character set of `LC_ALL`,
    /// `LC_CTYPE` or `LANG`. The theme is for terminals with colours.
    pub fn of_environment(theme: Theme, variable: impl Fn(&str) -> Option<String>) -> Self {
        let said = |name| variable(name).filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(said);
        let locale = locale.unwrap_or_default().to_ascii_lowercase();
        let is_utf8 = locale.contains("utf-8") || locale.contains("utf8");
        let colourless = said("NO_COLOR").is_some()
            || said("TERM").is_some_and(|term| term == "dumb" || term.starts_with("vt"));
        Self {
            theme: if colourless { Theme::Plain } else { theme },
            signs: if is_utf8 || cfg!(windows) {
                Signs::Unicode
            } else {
                Signs::Ascii
            },
        }
    }

    /// This theme with all signs.
    pub const fn unicode(theme: Theme) -> Self {
        Self {
            theme,
            signs: Signs::Unicode,
        }
    }

    /// This theme with signs of ASCII only.
    pub const fn ascii(theme: Theme) -> Self {
        Self {
            theme,
            signs: Signs::Ascii,
        }
    }

    /// The letters of what has this role.
    pub(crate) fn style(self, role: Role) -> Style {
        let base = self.base();
        let bold = base.add_modifier(Modifier::BOLD);
        let plain = self.theme == Theme::Plain;
        let contrast = self.theme == Theme::HighContrast;
        let light = self.theme == Theme::Light;
        let coloured = |dark: Color, on_white: Color| match self.theme {
            Theme::Plain => bold,
            Theme::Light => bold.fg(on_white),
            _ => bold.fg(dark),
        };
        match role {
            Role::Plain => base,
            Role::Strong => bold,
            Role::Faint if plain || contrast => base,
            Role::Faint if light || self.theme == Theme::Dark => base.fg(Color::DarkGray),
            Role::Faint => base.add_modifier(Modifier::DIM),
            Role::Title | Role::Marked | Role::Notice if plain => {
                bold.add_modifier(Modifier::REVERSED)
            }
            Role::Title if contrast => bold.fg(Color::Black).bg(Color::White),
            Role::Title => bold.fg(Color::White).bg(Color::Blue),
            Role::Marked if contrast => bold.fg(Color::Black).bg(Color::Yellow),
            Role::Marked => bold.fg(Color::Black).bg(Color::Cyan),
            Role::Notice => bold.fg(Color::Black).bg(Color::Yellow),
            Role::Key => base.add_modifier(Modifier::REVERSED),
            Role::Talk => coloured(Color::Green, Color::Green),
            Role::Hold => coloured(Color::Cyan, Color::Blue),
            Role::Ring => coloured(Color::Yellow, Color::Magenta),
            Role::Fail => coloured(Color::Red, Color::Red),
        }
    }

    /// The same signs with the theme that comes after this one.
    pub(crate) const fn next(self) -> Self {
        let theme = match self.theme {
            Theme::Terminal => Theme::Dark,
            Theme::Dark => Theme::Light,
            Theme::Light => Theme::HighContrast,
            Theme::HighContrast => Theme::Plain,
            Theme::Plain => Theme::Terminal,
        };
        Self { theme, ..self }
    }

    /// Letters and background where nothing else is said.
    pub(crate) fn base(self) -> Style {
        match self.theme {
            Theme::Terminal | Theme::Plain => Style::new(),
            Theme::Dark => Style::new().fg(Color::Gray).bg(Color::Black),
            Theme::HighContrast => Style::new().fg(Color::White).bg(Color::Black),
            Theme::Light => Style::new().fg(Color::Black).bg(Color::White),
        }
    }

    /// What the terminal does itself with a lamp of this mode.
    pub(crate) fn blinking(self, lamp: Lamp) -> Modifier {
        match lamp {
            Lamp::Off | Lamp::On => Modifier::empty(),
            Lamp::Wink | Lamp::Flash | Lamp::Blink => Modifier::SLOW_BLINK,
        }
    }

    /// Whether only ASCII may be written.
    pub(crate) fn is_ascii(self) -> bool {
        self.signs == Signs::Ascii
    }

    fn sign(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        match self.signs {
            Signs::Unicode => unicode,
            Signs::Ascii => ascii,
        }
    }

    /// A lamp: dark, steady, or blinking.
    pub(crate) fn lamp(self, lamp: Lamp) -> &'static str {
        match lamp {
            Lamp::Off => self.sign("○", "."),
            Lamp::On => self.sign("●", "*"),
            Lamp::Wink => self.sign("◘", "="),
            Lamp::Flash | Lamp::Blink => self.sign("◙", "!"),
        }
    }

    /// The state of a call.
    pub(crate) fn call(self, state: CallState) -> &'static str {
        match state {
            CallState::Idle | CallState::OnHook => self.sign("·", "-"),
            CallState::OffHook | CallState::Proceed => self.sign("▲", "^"),
            CallState::RingOut => self.sign("►", ">"),
            CallState::RingIn | CallState::CallWaiting => self.sign("♪", "!"),
            CallState::Connected => self.sign("↔", "#"),
            CallState::Busy | CallState::Congestion | CallState::InvalidNumber => {
                self.sign("×", "x")
            }
            CallState::Hold | CallState::HoldRevert => self.sign("■", "="),
            CallState::CallTransfer => self.sign("→", "}"),
            CallState::CallPark => "P",
            CallState::CallRemoteMultiline | CallState::RemoteHold => self.sign("□", "o"),
            CallState::Whisper => self.sign("«", "<"),
            CallState::Other(_) => "?",
        }
    }

    /// What a line key does, or what the one behind it is doing.
    pub(crate) fn line_key(self, key: &LineKey) -> &'static str {
        match key.presence {
            Some(Presence::InUse) => return self.sign("↔", "#"),
            Some(Presence::Alerting) => return self.sign("♪", "!"),
            Some(Presence::DoNotDisturb) => return self.sign("×", "x"),
            Some(Presence::Idle | Presence::Unknown) | None => {}
        }
        match (key.kind, key.call_state) {
            (LineKeyKind::Line, CallState::Idle | CallState::OnHook) => self.sign("☼", "L"),
            (LineKeyKind::Line, state) => self.call(state),
            (LineKeyKind::SpeedDial, _) => self.sign("»", ">"),
            (LineKeyKind::Service, _) => self.sign("≡", "@"),
            _ => self.sign("▪", "+"),
        }
    }

    /// In front of what is in front.
    pub(crate) fn pointer(self) -> &'static str {
        self.sign("►", ">")
    }

    /// Where a text is cut off.
    pub(crate) fn ellipsis(self) -> &'static str {
        self.sign("…", "~")
    }

    /// Between two things of a row.
    pub(crate) fn dot(self) -> &'static str {
        self.sign("·", "-")
    }

    /// An arrow to where calls go.
    pub(crate) fn arrow(self) -> &'static str {
        self.sign("→", "->")
    }

    /// Beside the column of line keys.
    pub(crate) fn wall(self) -> &'static str {
        self.sign("│", "|")
    }

    /// Letters waiting.
    pub(crate) fn envelope(self) -> &'static str {
        self.sign("■", "M")
    }

    /// Where the next letter goes.
    pub(crate) fn caret(self) -> &'static str {
        self.sign("▌", "_")
    }

    /// A part of a gauge that is full, or empty.
    pub(crate) fn gauge(self, full: bool) -> &'static str {
        if full {
            self.sign("█", "#")
        } else {
            self.sign("░", ".")
        }
    }

    /// A step of a curve, 0 the lowest of eight.
    pub(crate) fn step(self, level: usize) -> &'static str {
        const UNICODE: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
        const ASCII: [&str; 8] = ["_", ".", "-", "-", "=", "+", "*", "#"];
        let level = level.min(7);
        self.sign(UNICODE[level], ASCII[level])
    }

    /// The colour of a line key's lamp.
    pub(crate) fn light(self, key: &LineKey) -> Role {
        match (key.colour, key.kind) {
            (LampColour::Green, _) => Role::Talk,
            (LampColour::Red, _) => Role::Fail,
            (LampColour::Amber, _) => Role::Ring,
            (LampColour::None, LineKeyKind::SpeedDial) => Role::Fail,
            (LampColour::None, LineKeyKind::Line) => match key.lamp {
                Lamp::On => Role::Fail,
                Lamp::Flash | Lamp::Blink => Role::Ring,
                Lamp::Off | Lamp::Wink => Role::Talk,
            },
            (LampColour::None, _) => Role::Ring,
        }
    }

    /// The colour of a call's state.
    pub(crate) fn state(self, state: CallState) -> Role {
        match state {
            CallState::RingIn | CallState::CallWaiting | CallState::RingOut => Role::Ring,
            CallState::Hold | CallState::HoldRevert | CallState::RemoteHold => Role::Hold,
            CallState::Busy | CallState::Congestion | CallState::InvalidNumber => Role::Fail,
            CallState::CallRemoteMultiline => Role::Fail,
            CallState::Idle | CallState::OnHook | CallState::Other(_) => Role::Faint,
            _ => Role::Talk,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(variables: &[(&str, &str)]) -> Look {
        Look::of_environment(Theme::Dark, |name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_terminal_without_utf_8_gets_signs_of_ascii() {
        assert!(look(&[]).is_ascii());
        assert!(look(&[("LANG", "C")]).is_ascii());
        assert!(!look(&[("LANG", "de_DE.UTF-8")]).is_ascii());
        assert!(!look(&[("LANG", "C.utf8")]).is_ascii());
        assert!(look(&[("LC_ALL", "POSIX"), ("LANG", "de_DE.UTF-8")]).is_ascii());
        let ascii = Look::ascii(Theme::Plain);
        for lamp in [Lamp::Off, Lamp::On, Lamp::Wink, Lamp::Flash, Lamp::Blink] {
            assert!(ascii.lamp(lamp).is_ascii());
        }
        for code in 0..20 {
            assert!(ascii.call(CallState::from_code(code)).is_ascii());
        }
    }

    #[test]
    fn no_color_means_no_colour() {
        let plain = look(&[("NO_COLOR", "1"), ("LANG", "C.UTF-8")]);
        assert_eq!(plain, Look::unicode(Theme::Plain));
        for role in [
            Role::Title,
            Role::Marked,
            Role::Fail,
            Role::Notice,
            Role::Key,
        ] {
            let style = plain.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
        assert_eq!(look(&[("NO_COLOR", "")]), Look::ascii(Theme::Dark));
    }

    #[test]
    fn states_differ_without_colours() {
        use CallState as C;
        let states = [
            C::RingIn,
            C::Connected,
            C::Hold,
            C::RingOut,
            C::Busy,
            C::OffHook,
        ];
        for look in [Look::unicode(Theme::Plain), Look::ascii(Theme::Plain)] {
            let signs: std::collections::BTreeSet<_> =
                states.iter().map(|state| look.call(*state)).collect();
            assert_eq!(signs.len(), states.len());
        }
    }
}
