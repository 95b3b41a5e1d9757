//! The phone's screen drawn with characters, for people without a window.

use softphone::{Call, CallState, Lamp, LineKeyKind, RegistrationState, Screen, SoftKeyPlace};

/// Characters between the borders.
const WIDTH: usize = 64;

/// Draws the screen. Equal pictures mean that there is nothing new to see.
pub(crate) fn draw(screen: &Screen) -> String {
    let mut picture = Picture::default();
    picture.border('┌', '┐', &title(screen));
    for key in screen
        .line_keys
        .iter()
        .filter(|key| key.kind != LineKeyKind::Unused)
    {
        let label = if key.label.is_empty() {
            &key.number
        } else {
            &key.label
        };
        let forwarded = key
            .forwarded_to
            .as_ref()
            .map(|to| format!("  → {to}"))
            .unwrap_or_default();
        picture.row(
            &format!("{} {:>2}  {label}{forwarded}", lamp(key.lamp), key.position),
            "",
        );
    }
    if let Some(text) = &screen.display_text {
        picture.paragraph(text);
    }
    for call in &screen.calls {
        let front = if screen.focused_call == Some(call.call_reference) {
            '▸'
        } else {
            ' '
        };
        picture.row(&format!("{front} {}", who(call)), &state_words(call.state));
    }
    if let Some(menu) = &screen.menu {
        picture.row(&menu.title, "");
        for line in menu.text.lines() {
            picture.paragraph(line);
        }
        for (index, item) in menu.items.iter().enumerate() {
            let mark = if index == menu.selected { '▸' } else { ' ' };
            let icon = if item.icon.is_empty() {
                String::new()
            } else {
                format!(" ({})", item.icon)
            };
            picture.row(&format!("{mark} {}{icon}", item.label), &item.detail);
        }
        picture.paragraph(&menu.prompt);
    }
    if !screen.dialled.is_empty() {
        picture.row(&format!("# {}", screen.dialled), "");
    }
    for notice in [prompt(screen), &screen.sound_notice] {
        picture.paragraph(notice);
    }
    picture.row(&soft_keys(screen), "");
    picture.border('└', '┘', &foot(screen));
    picture.text
}

/// Whether so much has changed that a person wants to have seen both screens.
pub(crate) fn is_new_scene(before: &Screen, after: &Screen) -> bool {
    let states = |screen: &Screen| {
        screen
            .calls
            .iter()
            .map(|call| call.state)
            .collect::<Vec<_>>()
    };
    let registration = |screen: &Screen| registration_words(screen.registration.state);
    registration(before) != registration(after) || states(before) != states(after)
}

fn title(screen: &Screen) -> String {
    let Screen {
        device,
        own_number,
        registration,
        ..
    } = screen;
    let number = if own_number.is_empty() {
        String::new()
    } else {
        format!(" · {own_number}")
    };
    format!(
        "{device}{number} · {}",
        registration_words(registration.state)
    )
}

fn foot(screen: &Screen) -> String {
    let mut foot = match screen.audio_path {
        Some(path) => format!("{path:?}"),
        None => "on hook".to_owned(),
    };
    foot += &format!(" · volume {}", screen.volume);
    if screen.muted {
        foot += " · muted";
    }
    if screen.ring != softphone::Ring::Off {
        foot += " · ringing";
    }
    if let Some(tone) = &screen.tone {
        foot += &format!(" · ♪ {tone}");
    }
    if screen.message_waiting != Lamp::Off {
        foot += " · message waiting";
    }
    foot
}

fn prompt(screen: &Screen) -> &str {
    screen
        .notify
        .as_ref()
        .map_or(&screen.prompt, |notify| &notify.text)
}

fn soft_keys(screen: &Screen) -> String {
    let row = screen.soft_keys.row();
    let labels = row.iter().filter_map(|place| match place {
        SoftKeyPlace::Key(_, key) => Some(format!("[{}]", key.label)),
        SoftKeyPlace::Empty => None,
        SoftKeyPlace::More => Some("[more]".to_owned()),
    });
    labels.collect::<Vec<_>>().join(" ")
}

fn lamp(lamp: Lamp) -> char {
    match lamp {
        Lamp::Off => '○',
        Lamp::On => '●',
        Lamp::Wink | Lamp::Flash | Lamp::Blink => '◐',
    }
}

fn who(call: &Call) -> String {
    let Call {
        remote_name,
        remote_number,
        ..
    } = call;
    match (remote_name.is_empty(), remote_number.is_empty()) {
        (true, true) => format!("line {}", call.line_instance),
        (false, true) => remote_name.clone(),
        (true, false) => remote_number.clone(),
        (false, false) => format!("{remote_name} ({remote_number})"),
    }
}

/// The state of a call in words.
fn state_words(state: CallState) -> String {
    match state {
        CallState::Idle => "idle",
        CallState::OffHook => "off hook",
        CallState::OnHook => "ended",
        CallState::RingOut => "ringing there",
        CallState::RingIn => "ringing",
        CallState::Connected => "connected",
        CallState::Busy => "busy",
        CallState::Congestion => "no way through",
        CallState::Hold => "on hold",
        CallState::CallWaiting => "waiting",
        CallState::CallTransfer => "being transferred",
        CallState::CallPark => "parked",
        CallState::Proceed => "being routed",
        CallState::CallRemoteMultiline => "in use on another phone",
        CallState::InvalidNumber => "no such number",
        CallState::HoldRevert => "still on hold",
        CallState::Whisper => "intercom",
        CallState::RemoteHold => "on hold on another phone",
        CallState::Other(number) => return format!("state {number}"),
    }
    .to_owned()
}

fn registration_words(state: RegistrationState) -> &'static str {
    match state {
        RegistrationState::Offline => "offline",
        RegistrationState::Connecting => "connecting",
        RegistrationState::Registering | RegistrationState::Configuring => "registering",
        RegistrationState::Registered => "registered",
        RegistrationState::Rejected => "refused",
        RegistrationState::Waiting => "no server",
        RegistrationState::Unregistering => "leaving",
    }
}

#[derive(Default)]
struct Picture {
    text: String,
}

impl Picture {
    fn border(&mut self, left: char, right: char, title: &str) {
        let title: String = visible(title).take(WIDTH - 4).collect();
        let rest = "─".repeat(WIDTH - 3 - title.chars().count());
        self.text += &format!("{left}─ {title} {rest}{right}\n");
    }

    /// As many rows as the text needs.
    fn paragraph(&mut self, text: &str) {
        let mut row = String::new();
        for word in text.split_whitespace() {
            let length = row.chars().count() + 1 + word.chars().count();
            if !row.is_empty() && length > WIDTH - 2 {
                self.row(&row, "");
                row.clear();
            }
            if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(word);
        }
        if !row.is_empty() {
            self.row(&row, "");
        }
    }

    /// A row with something at its left and its right end.
    fn row(&mut self, left: &str, right: &str) {
        let right: String = visible(right).take(WIDTH / 2).collect();
        let room = WIDTH - 2 - right.chars().count();
        let left: String = visible(left).take(room).collect();
        self.text += &format!("│ {left:<room$}{right} │\n");
    }
}

/// What can be shown as it is: nothing that a server says may steer the terminal.
fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|c| if c.is_control() { ' ' } else { c })
}

#[cfg(test)]
mod tests {
    use super::*;
    use softphone::{LineKey, SoftKey, SoftKeyBar};

    fn busy_screen() -> Screen {
        Screen {
            device: "SEP001122334455".to_owned(),
            own_number: "1001".to_owned(),
            line_keys: vec![LineKey {
                position: 1,
                kind: LineKeyKind::Line,
                label: "1001".to_owned(),
                lamp: Lamp::On,
                ..LineKey::default()
            }],
            calls: vec![Call {
                call_reference: 7,
                state: CallState::Connected,
                remote_name: "Echo".to_owned(),
                remote_number: "600".to_owned(),
                ..Call::default()
            }],
            focused_call: Some(7),
            prompt: "Connected".to_owned(),
            soft_keys: SoftKeyBar {
                keys: vec![SoftKey {
                    label: "Hold".to_owned(),
                    name: "Hold".to_owned(),
                    event: 3,
                }],
                page: 0,
            },
            ..Screen::default()
        }
    }

    #[test]
    fn shows_lines_calls_prompt_and_soft_keys() {
        let picture = draw(&busy_screen());
        for part in [
            "SEP001122334455 · 1001",
            "●  1  1001",
            "▸ Echo (600)",
            "connected",
            "[Hold]",
        ] {
            assert!(picture.contains(part), "{part} is missing in\n{picture}");
        }
    }

    #[test]
    fn a_new_state_is_a_new_scene_and_a_new_prompt_is_not() {
        let before = busy_screen();
        let mut after = busy_screen();
        after.prompt = "Something else".to_owned();
        assert!(!is_new_scene(&before, &after));
        after.calls[0].state = CallState::Hold;
        assert!(is_new_scene(&before, &after));
    }

    #[test]
    fn every_row_is_of_one_width() {
        let mut screen = busy_screen();
        screen.prompt = "A very long prompt ".repeat(10);
        screen.registration.text = "A very long state ".repeat(10);
        for row in draw(&screen).lines() {
            assert_eq!(row.chars().count(), WIDTH + 2, "{row}");
        }
    }

    #[test]
    fn what_a_server_says_does_not_steer_the_terminal() {
        let mut screen = busy_screen();
        screen.prompt = "\u{1b}[2J\r\nHello".to_owned();
        assert!(!draw(&screen).contains(['\u{1b}', '\r']));
    }
}
