//! Real headsets, by their own descriptors: buttons are understood, lamps lit, and what the
//! phone does itself is no wish of the person.

use std::time::Duration;

use headset::{Control, Event, Headset, Lamp, Layout, PhoneState};

fn layout_of(file: &str) -> Option<Layout> {
    let path = format!(
        "{}/tests/descriptors/{file}.hex",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(path).expect("it is there");
    let digits: String = text.split_whitespace().collect();
    let bytes: Vec<u8> = (0..digits.len() / 2)
        .map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).expect("hexadecimal"))
        .collect();
    Layout::read(&bytes).expect("it is a descriptor")
}

fn headset(file: &str) -> Headset {
    Headset::new(layout_of(file).expect("it controls calls"))
}

fn at(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

const IDLE: PhoneState = PhoneState {
    ringing: false,
    off_hook: false,
    muted: false,
    held: false,
};

const RINGING: PhoneState = PhoneState {
    ringing: true,
    ..IDLE
};

const TALKING: PhoneState = PhoneState {
    off_hook: true,
    ..IDLE
};

const WITH_CALL_CONTROL: [&str; 11] = [
    "047f-02e6",
    "047f-02ec",
    "047f-c053",
    "0b0e-0307",
    "0b0e-2453",
    "0b0e-2456",
    "1395-0082",
    "1395-009c",
    "1395-00a2",
    "413c-8223",
    "6993-b02b",
];

#[test]
fn every_headset_with_call_control_has_hook_mute_and_their_lamps() {
    for file in WITH_CALL_CONTROL {
        let layout = layout_of(file).unwrap_or_else(|| panic!("{file} controls calls"));
        for control in [Control::HookSwitch, Control::Mute] {
            assert!(layout.has(control), "{file}: {control:?}");
        }
        for lamp in [Lamp::OffHook, Lamp::Ring, Lamp::Mute] {
            assert!(layout.has_lamp(lamp), "{file}: {lamp:?}");
        }
    }
    assert_eq!(layout_of("046d-0ac4"), None);
}

#[test]
fn a_jabra_answers_and_hangs_up_by_its_hook_switch() {
    // EVOLVE LINK: report 2, hook switch bit 0, mute bit 4 after 0x97 and two others.
    let mut jabra = headset("0b0e-0307");
    jabra.phone(IDLE, at(0));
    let lit = jabra.phone(RINGING, at(1000));
    // Ring is the third lamp of report 2, the ringer the sixth.
    assert_eq!(lit, [vec![2, 0b10_0100, 0]]);
    assert_eq!(jabra.report(&[2, 1, 0], at(2000)), [Event::OffHook]);
    let lit = jabra.phone(TALKING, at(2100));
    assert_eq!(lit, [vec![2, 0b1, 0]]);
    assert_eq!(jabra.report(&[2, 0, 0], at(9000)), [Event::OnHook]);
    assert_eq!(jabra.phone(IDLE, at(9100)), [vec![2, 0, 0]]);
}

#[test]
fn a_call_that_is_answered_on_the_screen_is_no_wish_of_the_headset() {
    let mut jabra = headset("0b0e-0307");
    jabra.phone(RINGING, at(0));
    jabra.phone(TALKING, at(1000));
    // A report of another button, before the headset has followed the lamp, is of the past.
    assert_eq!(jabra.report(&[2, 0, 0], at(1100)), []);
    // It follows.
    assert_eq!(jabra.report(&[2, 1, 0], at(1300)), []);
    assert_eq!(jabra.report(&[2, 0, 0], at(5000)), [Event::OnHook]);
    jabra.phone(IDLE, at(5100));
    // Hung up on the screen: it follows as well, or says nothing.
    jabra.phone(TALKING, at(6000));
    assert_eq!(jabra.report(&[2, 1, 0], at(6200)), []);
    jabra.phone(IDLE, at(8000));
    assert_eq!(jabra.report(&[2, 0, 0], at(8200)), []);
}

#[test]
fn lifting_without_a_call_begins_one() {
    let mut jabra = headset("0b0e-0307");
    jabra.phone(IDLE, at(0));
    assert_eq!(jabra.report(&[2, 1, 0], at(1000)), [Event::OffHook]);
    // A phone that does not lift, since it has no server: the headset gives up after a while.
    assert_eq!(jabra.report(&[2, 0, 0], at(3000)), []);
}

#[test]
fn mute_is_a_press_and_the_lamp_says_where_it_stands() {
    let mut jabra = headset("0b0e-0307");
    jabra.phone(TALKING, at(0));
    jabra.report(&[2, 1, 0], at(100));
    assert_eq!(jabra.report(&[2, 0b101, 0], at(1000)), [Event::ToggleMute]);
    assert_eq!(jabra.report(&[2, 0b001, 0], at(1010)), []);
    let muted = PhoneState {
        muted: true,
        ..TALKING
    };
    assert_eq!(jabra.phone(muted, at(1020)), [vec![2, 0b11, 0]]);
    assert_eq!(jabra.report(&[2, 0b101, 0], at(2000)), [Event::ToggleMute]);
    assert_eq!(jabra.report(&[2, 0b001, 0], at(2010)), []);
}

#[test]
fn a_call_that_knocks_is_told_and_answered() {
    let mut jabra = headset("0b0e-0307");
    jabra.phone(TALKING, at(0));
    jabra.report(&[2, 1, 0], at(100));
    let knocks = PhoneState {
        ringing: true,
        ..TALKING
    };
    assert_eq!(jabra.phone(knocks, at(1000)), [vec![2, 0b10_0101, 0]]);
    assert_eq!(jabra.report(&[2, 0b1001, 0], at(2000)), [Event::Flash]);
    assert_eq!(jabra.report(&[2, 0b0001, 0], at(2050)), []);
}

#[test]
fn a_plantronics_has_a_report_for_each_lamp() {
    let mut blackwire = headset("047f-c053");
    let lit = blackwire.phone(IDLE, at(0));
    assert!(lit.len() >= 4, "{lit:?}");
    assert!(
        lit.iter()
            .all(|report| report[1..].iter().all(|byte| *byte == 0))
    );
    // Ring 0x18, off-hook 0x17, mute 0x09, each the first bit of the report of that number.
    assert_eq!(blackwire.phone(RINGING, at(1000)), [vec![0x18, 1]]);
    let mut lit = blackwire.phone(TALKING, at(2000));
    lit.sort();
    assert_eq!(lit, [vec![0x17, 1], vec![0x18, 0]]);
    assert_eq!(blackwire.phone(TALKING, at(2100)), Vec::<Vec<u8>>::new());
}

#[test]
fn a_plantronics_mutes_by_the_first_and_hangs_up_by_the_second_bit() {
    let mut blackwire = headset("047f-c053");
    blackwire.phone(TALKING, at(0));
    assert_eq!(blackwire.report(&[8, 0b10], at(100)), []);
    assert_eq!(blackwire.report(&[8, 0b11], at(1000)), [Event::ToggleMute]);
    assert_eq!(blackwire.report(&[8, 0b10], at(1020)), []);
    assert_eq!(blackwire.report(&[8, 0b00], at(3000)), [Event::OnHook]);
}

#[test]
fn an_epos_refuses_a_call_by_its_button() {
    // IMPACT D1: report 2: hook, flash, redial, mute, drop, button.
    let mut epos = headset("1395-009c");
    epos.phone(IDLE, at(0));
    // Nothing to refuse.
    assert_eq!(epos.report(&[2, 0b100_0000], at(500)), []);
    epos.report(&[2, 0], at(600));
    epos.phone(RINGING, at(1000));
    let refused = (0..8)
        .map(|bit| epos.report(&[2, 1 << bit], at(2000 + bit)))
        .filter(|events| events.contains(&Event::Reject))
        .count();
    assert!(refused >= 1, "one of its buttons refuses");
}

#[test]
fn a_switch_that_only_says_that_it_was_pressed_means_what_the_phone_does() {
    // Hook switch and mute relative, a report without a number.
    let descriptor = [
        0x05, 0x0b, 0x09, 0x05, 0xa1, 0x01, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x01, 0x09,
        0x20, 0x81, 0x06, 0x09, 0x2f, 0x81, 0x06, 0x95, 0x06, 0x81, 0x01, 0xc0,
    ];
    let layout = Layout::read(&descriptor).expect("a descriptor");
    let mut plain = Headset::new(layout.expect("it controls calls"));
    let press = |plain: &mut Headset, time| {
        let events = plain.report(&[1], at(time));
        assert_eq!(plain.report(&[0], at(time + 10)), []);
        events
    };
    plain.phone(RINGING, at(0));
    assert_eq!(press(&mut plain, 1000), [Event::OffHook]);
    plain.phone(TALKING, at(1100));
    assert_eq!(press(&mut plain, 1200), [Event::OnHook]);
    plain.phone(IDLE, at(1300));
    assert_eq!(press(&mut plain, 1400), [Event::OffHook]);
}

#[test]
fn volume_keys_are_heard_wherever_they_stand() {
    let mut jabra = headset("0b0e-0307");
    // Consumer page, report 1: softer, louder.
    assert_eq!(jabra.report(&[1, 0b01, 0], at(0)), [Event::Softer]);
    assert_eq!(jabra.report(&[1, 0b00, 0], at(10)), []);
    assert_eq!(jabra.report(&[1, 0b10, 0], at(20)), [Event::Louder]);
}

#[test]
fn reports_of_others_and_short_ones_mean_nothing() {
    for file in WITH_CALL_CONTROL {
        let mut headset = headset(file);
        headset.phone(TALKING, at(0));
        assert_eq!(headset.report(&[], at(1)), []);
        assert_eq!(headset.report(&[0xee], at(2)), []);
        assert_eq!(headset.report(&[0xee, 0xff, 0xff], at(3)), []);
    }
}

#[test]
fn what_is_no_descriptor_is_refused() {
    assert!(Layout::read(&vec![0; 5000]).is_err());
    // Nothing in it: nothing controls calls.
    assert!(matches!(Layout::read(&[]), Ok(None) | Err(_)));
}
