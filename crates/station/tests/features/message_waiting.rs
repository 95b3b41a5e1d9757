//! Message waiting: lamp, icon of each line, notice, stutter tone, the Messages key.

use sccp::Message;
use station::{HardKey, Intent, Lamp};

use crate::bench::{
    OFF, ON, Says, button, call, lamp, phone, priority_notify, stimuli, with_buttons,
};
use crate::rig::{outbound, tone};

const VOICEMAIL: u32 = 0x0f;

#[test]
fn the_lamp_of_the_phone_and_its_notice_say_that_messages_wait() {
    let mut rig = phone();
    rig.says(lamp(VOICEMAIL, 0, ON));
    rig.says(priority_notify(b"\x80\x24: (2/5)", 1, 0));
    let screen = rig.screen();
    assert_eq!(screen.message_waiting, Lamp::On);
    assert_eq!(
        screen.notify.map(|notify| notify.text),
        Some("You Have VoiceMail: (2/5)".into())
    );
    rig.says(lamp(VOICEMAIL, 0, OFF));
    rig.says(sccp::ClearPriNotify { priority: 1 });
    assert_eq!(rig.screen().message_waiting, Lamp::Off);
    assert_eq!(rig.screen().notify, None);
}

#[test]
fn each_line_has_an_icon_of_its_own() {
    let mut rig = phone();
    rig.says(lamp(VOICEMAIL, 2, ON));
    assert_eq!(button(&rig, 1).message_waiting, Lamp::Off);
    assert_eq!(button(&rig, 2).message_waiting, Lamp::On);
    assert_eq!(
        rig.screen().message_waiting,
        Lamp::On,
        "the handset shines for any line"
    );
    rig.says(lamp(VOICEMAIL, 2, OFF));
    assert_eq!(button(&rig, 2).message_waiting, Lamp::Off);
    assert_eq!(rig.screen().message_waiting, Lamp::Off);
}

#[test]
fn the_lamp_is_dark_in_a_call_when_the_server_wants_it_so() {
    // chan-sccp takes it away for the time of a call.
    let mut rig = phone();
    rig.says(lamp(VOICEMAIL, 0, 5));
    assert_eq!(rig.screen().message_waiting, Lamp::Blink);
    rig.incoming(1, 101, "1003");
    rig.says(lamp(VOICEMAIL, 0, OFF));
    assert_eq!(rig.screen().message_waiting, Lamp::Off);
    rig.gives_up(1, 101);
    rig.says(lamp(VOICEMAIL, 0, ON));
    assert_eq!(rig.screen().message_waiting, Lamp::On);
}

#[test]
fn the_dial_tone_stutters_when_messages_wait() {
    let mut rig = phone();
    rig.intent(Intent::LineKey(1));
    rig.dial_tone(1, 101);
    rig.says(tone(0x2a, 1, 101));
    assert!(rig.voice.contains(&station::VoiceCommand::StartTone {
        tone: 0x2a,
        to_network: false
    }));
    let name = rig.screen().tone.expect("a tone sounds");
    assert_ne!(name, "InsideDialTone");
}

#[test]
fn the_messages_key_calls_the_mailbox_of_the_line_in_front() {
    let mut rig = phone();
    rig.intent(Intent::HardKey(HardKey::Messages));
    assert_eq!(stimuli(&rig), [(VOICEMAIL, 1, 0)]);
    rig.dial_tone(1, 101);
    rig.rings_out(1, 101, "610");
    rig.talks(1, 101, 501);
    rig.says(outbound(1, 101, "610"));
    assert_eq!(call(&rig.screen(), 101).remote_number, "610");
    // The PIN goes to the mailbox.
    rig.clear();
    rig.intent(Intent::Key('4'));
    rig.intent(Intent::Key('#'));
    assert_eq!(rig.keypad_digits(), "4#");
    rig.ends(1, 101, 501);
    // From the dial tone of the second line it is the second line's mailbox.
    rig.clear();
    rig.intent(Intent::LineKey(2));
    rig.dial_tone(2, 102);
    rig.clear();
    rig.intent(Intent::HardKey(HardKey::Messages));
    assert_eq!(stimuli(&rig), [(VOICEMAIL, 2, 0)]);
}

#[test]
fn a_mailbox_button_has_lamp_and_label() {
    let mut rig = with_buttons(&[(1, 9), (1, 0x0f)]);
    assert_eq!(button(&rig, 2).label, "Voicemail");
    rig.says(lamp(VOICEMAIL, 1, ON));
    assert_eq!(button(&rig, 2).lamp, Lamp::On);
    rig.intent(Intent::LineKey(2));
    let Some(Message::Stimulus(key)) = rig.sent.last() else {
        panic!("{:?}", rig.sent_names())
    };
    assert_eq!(key.stimulus.code(), VOICEMAIL);
}
