//! Calls: dialling, answering, holding, ending, several at once.

mod rig;

use std::time::Duration;

use rig::{Rig, ServerKind, config, prompt, select, tone};
use sccp::Message;
use station::{CallState, Direction, Intent, Ring, VoiceCommand};

fn registered() -> Rig {
    Rig::registered(config(), ServerKind::default())
}

/// A phone in a talk, dialled by hand: line 1, reference 101, party 501.
fn talking() -> Rig {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    rig
}

#[test]
fn dials_digit_by_digit_off_hook() {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    assert_eq!(rig.sent_names(), ["OffHook", "MediaPathEvent"]);
    rig.dial_tone(1, 101);
    assert_eq!(rig.screen().tone.as_deref(), Some("InsideDialTone"));
    assert_eq!(rig.screen().prompt, "Enter number");
    for key in ['6', '0', '0'] {
        rig.intent(Intent::Key(key));
    }
    assert_eq!(rig.keypad_digits(), "600");
    assert_eq!(rig.screen().dialled, "600");
    rig.says(sccp::StopTone {
        line_instance: 1,
        call_reference: 101,
        ..Default::default()
    });
    assert_eq!(rig.screen().tone, None);
    rig.says(sccp::DialedNumber {
        dialed_number: "600".into(),
        line_instance: 1,
        call_reference: 101,
    });
    rig.call_state(12, 1, 101);
    rig.says(rig::outbound(1, 101, "600"));
    rig.media(501, 101, 0);
    rig.call_state(5, 1, 101);
    rig.says(select(1, 101, 1));
    let call = &rig.screen().calls[0];
    assert_eq!(
        (call.state, call.direction),
        (CallState::Connected, Direction::Outbound)
    );
    assert_eq!(call.remote_number, "600");
    assert!(call.receiving && call.transmitting);
    rig.intent(Intent::HangUp);
    assert_eq!(rig.soft_keys_sent(), [(9, 1, 101)]);
    rig.ends(1, 101, 501);
    let screen = rig.screen();
    assert!(screen.calls.is_empty() && !screen.off_hook && screen.audio_path.is_none());
    assert_eq!(
        rig.states_of(101),
        [
            CallState::OffHook,
            CallState::Proceed,
            CallState::Connected,
            CallState::OnHook
        ]
    );
}
