//! What CallInfo says about calls that were sent on, picked up or came back, to phones
//! that speak plain SCCP.

mod bench;

use std::time::Duration;

use bench::{ANSWER, Exchange, PARK, Phone};
use callmanager::Config;
use sccp::{CallStateCode, CallType, Charset, Message};

/// Calling, called, original and last redirecting number, and the two reasons.
type Told = (CallType, [String; 4], [u32; 2]);

/// What a phone was last told about who is in a call.
fn call_info(exchange: &Exchange, phone: Phone) -> Told {
    macro_rules! told {
        ($info:expr) => {
            (
                $info.call_type,
                [
                    $info.calling_party.to_display(Charset::Utf8).into_owned(),
                    $info.called_party.to_display(Charset::Utf8).into_owned(),
                    $info
                        .original_called_party
                        .to_display(Charset::Utf8)
                        .into_owned(),
                    $info
                        .last_redirecting_party
                        .to_display(Charset::Utf8)
                        .into_owned(),
                ],
                [
                    $info.original_cdpn_redirect_reason,
                    $info.last_redirecting_reason,
                ],
            )
        };
    }
    let told = exchange
        .told(phone)
        .iter()
        .rev()
        .find_map(|message| match message {
            Message::CallInfo(info) => Some(told!(info)),
            Message::CallInfoV2(info) => Some(told!(info)),
            _ => None,
        });
    told.unwrap_or_else(|| panic!("phone {phone} was told of no call"))
}

fn expected(call_type: CallType, parties: [&str; 4], reasons: [u32; 2]) -> Told {
    (call_type, parties.map(str::to_owned), reasons)
}

fn exchange<const COUNT: usize>(config: &str, versions: [u8; COUNT]) -> (Exchange, [Phone; COUNT]) {
    let mut exchange = Exchange::new(Config::from_toml(config).expect("it is right"));
    let phones = std::array::from_fn(|n| {
        exchange.phone_of(&format!("SEP00000000000{}", n + 1), versions[n], 30_006)
    });
    (exchange, phones)
}

#[test]
fn a_forwarded_call_names_who_was_called_first_and_who_sent_it_on() {
    let config = "[[line]]\nnumber = \"1002\"\nforward_all = \"1003\"\n\
                  [[line]]\nnumber = \"1003\"\nbusy_trigger = 0\nforward_busy = \"1004\"\n";
    for version in [22, 17, 11, 5, 3] {
        let (mut exchange, [a, _, _, d]) = exchange(config, [version; 4]);
        exchange.dial(a, "1002");
        let parties = ["1001", "1004", "1002", "1003"];
        assert_eq!(
            call_info(&exchange, d),
            expected(CallType::FORWARD, parties, [15, 1]),
            "version {version}"
        );
        assert_eq!(
            call_info(&exchange, a),
            expected(CallType::OUT_BOUND, parties, [15, 1]),
            "version {version}"
        );
    }
}

#[test]
fn a_call_that_nobody_answered_says_so_where_it_goes() {
    let config =
        "[[line]]\nnumber = \"1002\"\nno_answer_seconds = 5\nforward_no_answer = \"1003\"\n";
    let (mut exchange, [a, b, c]) = exchange(config, [22; 3]);
    exchange.dial(a, "1002");
    exchange.forget();
    exchange.wait(Duration::from_secs(5));
    assert_eq!(exchange.states(b), ["OnHook"]);
    assert_eq!(
        exchange.states(a),
        [] as [&str; 0],
        "it rings out as before"
    );
    assert_eq!(
        call_info(&exchange, c),
        expected(CallType::FORWARD, ["1001", "1003", "1002", "1002"], [2, 2])
    );
}

#[test]
fn a_call_that_was_picked_up_names_whom_it_rang_for() {
    const PICK_UP: u32 = 17;
    let (mut exchange, [a, b, c]) = exchange("", [22; 3]);
    exchange.dial(a, "1002");
    exchange.forget();
    exchange.soft_key(c, PICK_UP, 0);
    assert_eq!(
        call_info(&exchange, c),
        expected(CallType::FORWARD, ["1001", "1003", "1002", "1002"], [5, 5])
    );
    assert_eq!(exchange.states(c), ["OffHook", "Connected"]);
    // It is not among the missed calls of the phone that rang.
    let names = exchange.names(b);
    assert_eq!(names.first(), Some(&"CallHistoryInfo"), "{names:?}");
    assert_eq!(exchange.states(b), ["OnHook"]);
}

#[test]
fn a_parked_call_that_comes_back_names_its_slot() {
    let (mut exchange, [a, b]) = exchange("", [22; 2]);
    exchange.dial(a, "1002");
    let called = exchange.call(b, CallStateCode::RING_IN);
    exchange.soft_key(b, ANSWER, called);
    exchange.soft_key(b, PARK, called);
    exchange.forget();
    exchange.wait(Duration::from_secs(60));
    assert_eq!(exchange.states(b), ["RingIn"]);
    assert_eq!(exchange.prompt(b), "Call Park Reversion");
    assert_eq!(
        call_info(&exchange, b),
        expected(CallType::FORWARD, ["1001", "1002", "620", "620"], [11, 11])
    );
}

#[test]
fn a_member_of_a_hunt_group_is_told_of_the_group() {
    let config = "[[hunt_group]]\nnumber = \"650\"\nname = \"Support\"\nmembers = [\"1002\"]\n";
    let (mut exchange, [a, b]) = exchange(config, [22; 2]);
    exchange.dial(a, "650");
    let pilot = exchange.told(b).iter().find_map(|message| match message {
        Message::CallInfoV2(info) => Some((
            info.hunt_pilot_number
                .to_display(Charset::Utf8)
                .into_owned(),
            info.hunt_pilot_name.to_display(Charset::Utf8).into_owned(),
        )),
        _ => None,
    });
    assert_eq!(pilot, Some(("650".to_owned(), "Support".to_owned())));
}

#[test]
fn old_phones_are_told_new_phrases_in_words() {
    const DND: u32 = 22;
    for version in [3, 5, 22] {
        let (mut exchange, [a]) = exchange("", [version]);
        exchange.forget();
        exchange.soft_key(a, DND, 0);
        assert_eq!(exchange.prompt(a), "Do Not Disturb is active");
        let has_token = exchange.told(a).iter().any(|message| match message {
            Message::DisplayPromptStatus(prompt) => prompt.prompt_status.as_bytes()[0] == 0x1E,
            Message::DisplayPromptStatusV2(prompt) => prompt.prompt_status.as_bytes()[0] == 0x1E,
            _ => false,
        });
        assert_eq!(has_token, version == 22, "version {version}");
    }
}
