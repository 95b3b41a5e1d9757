//! Buttons and lamps of USB headsets: what is pressed there goes to the phone, what the phone
//! does is shown there.

use headset::{Event, PhoneState};
use softphone::{AudioPath, Intent, PhoneHandle, Screen};

/// What of the phone a headset shows.
fn state_of(screen: &Screen) -> PhoneState {
    let any = |fits: fn(softphone::CallState) -> bool| {
        let mut calls = screen.calls.iter();
        calls.any(|call| fits(call.state))
    };
    PhoneState {
        ringing: any(softphone::CallState::is_ringing),
        off_hook: screen.off_hook,
        muted: screen.muted,
        held: !screen.off_hook && any(softphone::CallState::is_held),
    }
}

/// What the phone is to do for what was pressed; nothing where it has no meaning now.
fn intent_of(event: Event, screen: &Screen, volume: bool) -> Option<Intent> {
    let mut calls = screen.calls.iter();
    let ringing = calls.find(|call| call.state.is_ringing());
    Some(match event {
        // A second call is answered as by the key, the first one with the headset.
        Event::OffHook if screen.off_hook => Intent::Answer,
        Event::OffHook => Intent::Path(AudioPath::Headset),
        // The hook ends the talk, also while another call rings.
        Event::OnHook if screen.off_hook => Intent::Hook,
        Event::OnHook => return None,
        Event::Reject => Intent::Decline(ringing?.call_reference),
        Event::ToggleMute => Intent::Mute,
        Event::Mute(wanted) => (wanted != screen.muted).then_some(Intent::Mute)?,
        Event::Flash if ringing.is_some() => Intent::Answer,
        Event::Flash => {
            let mut keys = screen.soft_keys.keys.iter();
            let key = keys.find(|key| key.is_called("Hold") || key.is_called("Resume"))?;
            Intent::SoftKey(key.label.clone())
        }
        Event::Redial => Intent::Redial,
        Event::Louder => volume.then_some(Intent::VolumeUp)?,
        Event::Softer => volume.then_some(Intent::VolumeDown)?,
    })
}

/// Follows phone and headsets until the phone has gone. Not on this system yet.
#[cfg(not(target_os = "linux"))]
pub(crate) async fn follow(_: PhoneHandle, _: bool) {}

/// Follows phone and headsets until the phone has gone.
///
/// `volume`: the volume keys are the phone's. A desktop hears them itself, and both would be
/// too much.
#[cfg(target_os = "linux")]
pub(crate) async fn follow(phone: PhoneHandle, volume: bool) {
    let mut screens = phone.screens();
    let pressed = phone;
    let watch = headset::Watch::start(headset::Hidraw::default(), move |event| {
        if let Some(intent) = intent_of(event, &pressed.screen(), volume) {
            pressed.send(intent);
        }
    });
    let watch = match watch {
        Ok(watch) => watch,
        Err(error) => {
            tracing::warn!(%error, "the buttons of headsets cannot be used");
            return;
        }
    };
    let mut shown = None;
    loop {
        let state = state_of(&screens.borrow_and_update());
        if shown != Some(state) {
            shown = Some(state);
            watch.phone(state);
        }
        if screens.changed().await.is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use softphone::{Call, CallState, SoftKey, SoftKeyBar};

    fn with(states: &[CallState], off_hook: bool) -> Screen {
        let calls = (1..).zip(states).map(|(call_reference, state)| Call {
            call_reference,
            state: *state,
            ..Call::default()
        });
        Screen {
            calls: calls.collect(),
            off_hook,
            ..Screen::default()
        }
    }

    #[test]
    fn buttons_mean_what_the_phone_can_do_now() {
        let idle = with(&[], false);
        let ringing = with(&[CallState::RingIn], false);
        let talking = with(&[CallState::Connected], true);
        let knocking = with(&[CallState::Connected, CallState::CallWaiting], true);
        let headset = Intent::Path(AudioPath::Headset);
        for (event, screen, wanted) in [
            (Event::OffHook, &idle, Some(headset.clone())),
            (Event::OffHook, &ringing, Some(headset)),
            (Event::OffHook, &knocking, Some(Intent::Answer)),
            (Event::OnHook, &knocking, Some(Intent::Hook)),
            (Event::OnHook, &talking, Some(Intent::Hook)),
            (Event::OnHook, &idle, None),
            (Event::Reject, &ringing, Some(Intent::Decline(1))),
            (Event::Reject, &knocking, Some(Intent::Decline(2))),
            (Event::Reject, &talking, None),
            (Event::Flash, &knocking, Some(Intent::Answer)),
            (Event::Flash, &talking, None),
            (Event::ToggleMute, &talking, Some(Intent::Mute)),
            (Event::Mute(false), &talking, None),
            (Event::Mute(true), &talking, Some(Intent::Mute)),
            (Event::Louder, &talking, None),
        ] {
            assert_eq!(intent_of(event, screen, false), wanted, "{event:?}");
        }
        let louder = intent_of(Event::Louder, &talking, true);
        assert_eq!(louder, Some(Intent::VolumeUp));
    }

    #[test]
    fn flash_holds_by_the_servers_key() {
        let key = SoftKey {
            label: "Halten".to_owned(),
            name: "Hold".to_owned(),
            event: 3,
        };
        let screen = Screen {
            soft_keys: SoftKeyBar {
                keys: vec![key],
                page: 0,
            },
            ..with(&[CallState::Connected], true)
        };
        let wanted = Intent::SoftKey("Halten".to_owned());
        assert_eq!(intent_of(Event::Flash, &screen, false), Some(wanted));
    }

    #[test]
    fn lamps_follow_the_calls() {
        let knocking = state_of(&with(&[CallState::Connected, CallState::CallWaiting], true));
        assert!(knocking.ringing && knocking.off_hook && !knocking.held);
        let held = state_of(&with(&[CallState::Hold], false));
        assert!(held.held && !held.off_hook);
    }
}
