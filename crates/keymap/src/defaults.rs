//! The keys as IP Communicator has them, and those that it has not.

use crate::Action;

/// The chords of an action at the start; a number's own is [`soft_key`] and [`line_key`].
pub(crate) const fn of(action: Action) -> &'static [&'static str] {
    match action {
        Action::SoftKey(number) => soft_key(number),
        Action::LineKey(number) => line_key(number),
        Action::Answer => &["Ctrl+A", "Ctrl+Enter"],
        Action::HangUp => &["Ctrl+E", "Ctrl+Escape", "Shift+Escape"],
        Action::Hook => &["Ctrl+O"],
        Action::Redial => &["Ctrl+L"],
        Action::Record => &["Alt+R"],
        Action::Messages => &["Ctrl+M"],
        Action::Directories => &["Ctrl+D"],
        Action::Services => &["Ctrl+R"],
        Action::Settings => &["Ctrl+S"],
        Action::Help => &["Ctrl+I", "?"],
        Action::Mute => &["Ctrl+T"],
        Action::Headset => &["Ctrl+H"],
        Action::Speaker => &["Ctrl+P"],
        Action::Handset => &["Ctrl+G"],
        Action::VolumeUp => &["PageUp"],
        Action::VolumeDown => &["PageDown"],
        Action::Enter => &["Enter"],
        Action::Escape => &["Escape"],
        Action::Backspace => &["Backspace", "Delete"],
        Action::Up => &["Up"],
        Action::Down => &["Down"],
        Action::Left => &["Left"],
        Action::Right => &["Right"],
        Action::Copy => &["Ctrl+C"],
        Action::Paste => &["Ctrl+V"],
        Action::RedialList => &["Alt+D"],
        Action::QuickSearch => &["Alt+K", "Ctrl+F"],
        Action::History => &["Alt+H"],
        Action::Contacts => &["Alt+C"],
        Action::Preferences => &["Alt+S", "Ctrl+,"],
        Action::SoundDevices => &["Alt+U"],
        Action::Tuning => &["Alt+A"],
        Action::Statistics => &["Alt+I"],
        Action::Ladder => &["Alt+L"],
        Action::ProblemReport => &["Alt+P"],
        Action::Keys => &["F1", "Ctrl+/"],
        Action::Menu => &["Shift+F10"],
        Action::Compact => &["Alt+M"],
        Action::Theme => &["Alt+T"],
        Action::Larger => &["Ctrl++", "Ctrl+="],
        Action::Smaller => &["Ctrl+-"],
        Action::OriginalSize => &["Ctrl+0"],
        Action::OnTop => &["Alt+O"],
        Action::Quit => &["Alt+X", "Ctrl+Q"],
    }
}

const fn soft_key(number: u8) -> &'static [&'static str] {
    match number {
        1 => &["F2"],
        2 => &["F3"],
        3 => &["F4"],
        4 => &["F5"],
        5 => &["F6"],
        _ => &[],
    }
}

const fn line_key(number: u8) -> &'static [&'static str] {
    match number {
        1 => &["Ctrl+1"],
        2 => &["Ctrl+2"],
        3 => &["Ctrl+3"],
        4 => &["Ctrl+4"],
        5 => &["Ctrl+5"],
        6 => &["Ctrl+6"],
        7 => &["Ctrl+7"],
        8 => &["Ctrl+8"],
        _ => &[],
    }
}
