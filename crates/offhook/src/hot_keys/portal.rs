//! Keys for everywhere by the desktop's portal: the way of Wayland.

use desk::HotKeyState;
use desktop::{Shortcut, ShortcutSession};
use keymap::{Action, Chord, HotKeys, Key};
use tokio::sync::watch;

use super::{Pressed, newest};

/// Does as the newest wish says, until nobody wishes anything any more.
pub(super) async fn serve(
    wishes: &mut watch::Receiver<HotKeys>,
    pressed: &Pressed,
    tell: impl Fn(HotKeyState),
) {
    let mut session: Option<ShortcutSession> = None;
    loop {
        tokio::select! {
            keys = newest(wishes) => {
                // A session is asked for its keys once: others need another one.
                if let Some(session) = session.take() {
                    session.close().await;
                }
                let Some(keys) = keys else { return };
                let (state, new) = bind(&keys).await;
                tell(state);
                session = new;
            }
            id = next(&mut session) => match id.map(|id| id.parse::<Action>()) {
                Some(Ok(action)) => pressed(action),
                Some(Err(error)) => tracing::warn!(%error, "the desktop tells of a key"),
                None => session = None,
            },
        }
    }
}

async fn next(session: &mut Option<ShortcutSession>) -> Option<String> {
    match session {
        Some(session) => session.next().await,
        None => std::future::pending().await,
    }
}

async fn bind(keys: &HotKeys) -> (HotKeyState, Option<ShortcutSession>) {
    if keys.is_empty() {
        return (HotKeyState::Unused, None);
    }
    let shortcuts: Vec<Shortcut> = keys.iter().map(shortcut).collect();
    match ShortcutSession::bind(None, &shortcuts).await {
        Ok(session) => {
            let bound = session.bound().iter();
            let given = bound.filter_map(|bound| {
                let action = bound.id.parse().ok()?;
                Some((action, bound.trigger.clone()))
            });
            (HotKeyState::ByDesktop(given.collect()), Some(session))
        }
        Err(lack) => {
            tracing::info!("{lack}");
            (HotKeyState::Wayland, None)
        }
    }
}

fn shortcut((action, chord): (Action, Chord)) -> Shortcut {
    Shortcut {
        id: action.to_string(),
        description: format!("Offhook: {}", action.title()),
        trigger: trigger(chord),
    }
}

/// The chord as portals write it (freedesktop.org's Shortcuts Specification), where its key has
/// a name there.
fn trigger(chord: Chord) -> Option<String> {
    let key = match chord.key() {
        Key::Letter(letter) => letter.to_ascii_lowercase().to_string(),
        Key::Digit(digit) => digit.to_string(),
        Key::Function(number) => format!("F{number}"),
        Key::PageUp => "Page_Up".to_owned(),
        Key::PageDown => "Page_Down".to_owned(),
        Key::Space => "space".to_owned(),
        Key::Home => "Home".to_owned(),
        Key::End => "End".to_owned(),
        Key::Insert => "Insert".to_owned(),
        Key::Delete => "Delete".to_owned(),
        // The person is asked.
        _ => return None,
    };
    let held = chord.modifiers();
    let mut trigger = String::new();
    for (is_held, name) in [
        (held.ctrl, "CTRL+"),
        (held.alt, "ALT+"),
        (held.shift, "SHIFT+"),
    ] {
        if is_held {
            trigger.push_str(name);
        }
    }
    Some(trigger + &key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chord_is_proposed_in_the_words_of_portals() {
        for (chord, wanted) in [
            ("Ctrl+Alt+A", Some("CTRL+ALT+a")),
            ("F9", Some("F9")),
            ("Alt+Shift+PageUp", Some("ALT+SHIFT+Page_Up")),
            ("Ctrl+,", None),
        ] {
            let chord = chord.parse().expect("a chord");
            assert_eq!(trigger(chord).as_deref(), wanted);
        }
    }
}
