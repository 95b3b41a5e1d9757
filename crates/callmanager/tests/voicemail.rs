//! Voice mail with real stations: leaving, lamp and prompt, hearing, deleting.

mod lab;

use std::time::Duration;

use callmanager::{Clip, Config, ConfigError, Envelope, Input, MessageId};
use lab::{Lab, dial};
use station::{CallState, HardKey, Intent, Lamp};

const ANNA: &str = "SEP0000000000A1";
const BOB: &str = "SEP0000000000B2";

const OFFICE: &str = r#"
[voicemail]
for_all = true
messages = 2

[[phone]]
device = "SEP0000000000A1"
name = "Anna"
buttons = ["line 2001", "line 2100"]

[[phone]]
device = "SEP0000000000B2"
name = "Bob"
language = "de"
buttons = ["line 2002"]

[[line]]
number = "2001"
voicemail = true
no_answer_seconds = 10
"#;

fn office() -> Result<(Lab, usize, usize), ConfigError> {
    let mut lab = Lab::new(Config::from_toml(OFFICE)?);
    let (anna, bob) = (lab.phone(ANNA), lab.phone(BOB));
    Ok((lab, anna, bob))
}

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// Bob calls Anna in vain and leaves a message.
fn leave_message(lab: &mut Lab, bob: usize) {
    lab.wish(bob, dial("2001"));
    lab.run(seconds(12));
    assert_eq!(lab.recordings.len(), 1, "{:?}", lab.screen(bob));
    lab.run(seconds(5));
    lab.wish(bob, Intent::HangUp);
}

#[test]
fn a_call_that_nobody_answers_leaves_a_message_and_lights_the_lamp() -> Result<(), ConfigError> {
    let (mut lab, anna, bob) = office()?;
    assert_eq!(lab.screen(anna).message_waiting, Lamp::Off);
    lab.wish(bob, dial("2001"));
    lab.run(seconds(30));
    assert_eq!(lab.phones[bob].state(), Some(CallState::Connected));
    assert_eq!(lab.screen(bob).prompt, "Nachricht, Ende mit #");
    let digits = "2001".chars().map(Clip::Key);
    assert_eq!(lab.clips, digits.chain([Clip::Beep]).collect::<Vec<_>>());
    assert_eq!(lab.phones[anna].state(), None);
    lab.run(seconds(3));
    assert_eq!(lab.recordings.len(), 1);
    lab.run(seconds(4));
    lab.wish(bob, Intent::HangUp);
    let left = &lab.recorded[0];
    assert_eq!(
        (left.mailbox.as_str(), left.from.as_str()),
        ("2001", "2002")
    );
    assert_eq!(lab.screen(anna).message_waiting, Lamp::On);
    assert_eq!(lab.screen(anna).prompt, "You Have VoiceMail");
    assert_eq!(lab.screen(bob).message_waiting, Lamp::Off);
    // The tone off hook tells of it too.
    lab.wish(anna, Intent::Hook);
    assert_eq!(
        lab.screen(anna).tone.as_deref(),
        Some("MessageWaitingDialTone")
    );
    Ok(())
}

#[test]
fn the_messages_key_plays_what_is_there_and_the_lamp_goes_out() -> Result<(), ConfigError> {
    let (mut lab, anna, bob) = office()?;
    leave_message(&mut lab, bob);
    leave_message(&mut lab, bob);
    lab.wish(anna, Intent::HardKey(HardKey::Messages));
    assert_eq!(lab.phones[anna].state(), Some(CallState::Connected));
    assert_eq!(lab.screen(anna).prompt, "Message 1 of 2 from 2002");
    assert_eq!(
        lab.clips,
        [Clip::Key('2'), Clip::Beep, Clip::Message(MessageId(1))]
    );
    lab.run(seconds(3));
    assert_eq!(lab.heard, [MessageId(1)]);
    assert_eq!(lab.screen(anna).message_waiting, Lamp::On);
    lab.wish(anna, Intent::Key('*'));
    assert_eq!(lab.clips, [Clip::Beep, Clip::Message(MessageId(1))]);
    lab.wish(anna, Intent::Key('#'));
    assert_eq!(lab.screen(anna).prompt, "Message 2 of 2 from 2002");
    lab.run(seconds(3));
    assert_eq!(lab.heard, [MessageId(1), MessageId(2)]);
    assert_eq!(lab.screen(anna).message_waiting, Lamp::Off);
    // The end comes by itself.
    lab.run(seconds(10));
    assert_eq!(lab.phones[anna].state(), None);
    assert_eq!(lab.screen(anna).prompt, "Your current options");
    Ok(())
}

#[test]
fn a_deleted_message_makes_room_and_is_gone() -> Result<(), ConfigError> {
    let (mut lab, anna, bob) = office()?;
    leave_message(&mut lab, bob);
    leave_message(&mut lab, bob);
    lab.wish(bob, dial("2001"));
    lab.run(seconds(11));
    assert_eq!(lab.recordings, []);
    assert_eq!(lab.screen(bob).prompt, "Die Mailbox ist voll");
    lab.run(seconds(5));
    assert_eq!(lab.phones[bob].state(), None);

    lab.wish(anna, dial("610"));
    lab.wish(anna, Intent::Key('7'));
    assert_eq!(lab.forgotten, [MessageId(1)]);
    assert_eq!(lab.screen(anna).prompt, "Message 2 of 2 from 2002");
    lab.wish(anna, Intent::Key('7'));
    assert_eq!(lab.screen(anna).prompt, "No more messages");
    lab.run(seconds(5));
    assert_eq!(lab.screen(anna).message_waiting, Lamp::Off);
    leave_message(&mut lab, bob);
    assert_eq!(lab.screen(anna).message_waiting, Lamp::On);
    Ok(())
}

#[test]
fn a_line_without_messages_says_so_in_the_phones_language() -> Result<(), ConfigError> {
    let (mut lab, _, bob) = office()?;
    lab.wish(bob, dial("610"));
    assert_eq!(lab.screen(bob).prompt, "Keine Nachrichten");
    assert_eq!(lab.clips, [Clip::Key('0')]);
    lab.run(seconds(4));
    assert_eq!(lab.phones[bob].state(), None);
    Ok(())
}

#[test]
fn a_key_ends_a_message_and_the_longest_ends_by_itself() -> Result<(), ConfigError> {
    let (mut lab, _, bob) = office()?;
    for keys in ["#", ""] {
        lab.wish(bob, dial("2001"));
        lab.run(seconds(33));
        assert_eq!(lab.recordings.len(), 1);
        for key in keys.chars() {
            lab.wish(bob, Intent::Key(key));
        }
        if keys.is_empty() {
            lab.run(seconds(60));
        }
        assert_eq!(lab.recordings, []);
        lab.run(seconds(3));
        assert_eq!(lab.phones[bob].state(), None, "{keys:?}");
    }
    assert_eq!(lab.recorded.len(), 2);
    Ok(())
}

#[test]
fn a_caller_can_be_diverted_to_voice_mail_while_it_rings() -> Result<(), ConfigError> {
    let (mut lab, anna, bob) = office()?;
    lab.wish(bob, dial("2001"));
    assert_eq!(lab.phones[anna].state(), Some(CallState::RingIn));
    lab.wish(anna, Intent::SoftKey("iDivert".to_owned()));
    assert_eq!(lab.phones[anna].state(), None);
    assert_eq!(lab.phones[bob].state(), Some(CallState::Connected));
    assert_eq!(
        lab.screen(bob).tone,
        None,
        "it does not ring into the message"
    );
    lab.run(seconds(4));
    assert_eq!(lab.recordings.len(), 1);
    Ok(())
}

#[test]
fn messages_from_before_the_start_light_the_lamp_when_the_phone_registers()
-> Result<(), ConfigError> {
    let mut lab = Lab::new(Config::from_toml(OFFICE)?);
    lab.serve(Input::Stored {
        message: MessageId(9),
        envelope: Envelope {
            mailbox: "2001".to_owned(),
            from: "600".to_owned(),
            unix_ms: 1,
        },
        heard: false,
    });
    let anna = lab.phone(ANNA);
    assert_eq!(lab.screen(anna).message_waiting, Lamp::On);
    assert_eq!(lab.screen(anna).prompt, "You Have VoiceMail");
    let bob = lab.phone(BOB);
    leave_message(&mut lab, bob);
    lab.wish(anna, dial("610"));
    assert_eq!(lab.clips[2], Clip::Message(MessageId(9)));
    lab.wish(anna, Intent::Key('#'));
    assert_eq!(lab.clips[1], Clip::Message(MessageId(10)));
    Ok(())
}

#[test]
fn a_caller_who_hangs_up_during_the_greeting_leaves_nothing() -> Result<(), ConfigError> {
    let (mut lab, anna, bob) = office()?;
    lab.wish(bob, dial("2001"));
    lab.run(seconds(10));
    lab.wish(bob, Intent::HangUp);
    assert_eq!(lab.recorded, []);
    assert_eq!(lab.screen(anna).message_waiting, Lamp::Off);
    Ok(())
}
