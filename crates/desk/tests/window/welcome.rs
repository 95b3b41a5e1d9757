//! The first start.

use std::cell::RefCell;
use std::rc::Rc;

use desk::{Adapter, Choice, FirstRun, Look, Options, Phone, Reach, Reaching, Start};
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use station::{Intent, Registration, RegistrationState, Screen};

use crate::fake::{Fake, Tried as TriedSound, click, idle, open, open_with};

type Choices = Rc<RefCell<Vec<Choice>>>;

/// A start that notes choices, and succeeds only with the demo.
fn start() -> (Start, Choices) {
    let choices = Choices::default();
    let noted = Rc::clone(&choices);
    let start = Start::Welcome(Box::new(move |choice| {
        noted.borrow_mut().push(choice.clone());
        match choice {
            Choice::Demo => Ok(Box::new(Fake::showing(idle()))),
            Choice::Server { .. } => Err("Connection refused".to_owned()),
        }
    }));
    (start, choices)
}

#[test]
fn the_demo_is_one_click_away() {
    let (start, choices) = start();
    let mut window = open(start);
    click(&mut window, "Try the demo");
    assert_eq!(*choices.borrow(), [Choice::Demo]);
    assert!(window.query_by_label("Key 5").is_some());
    assert!(window.query_by_label("Try the demo").is_none());
}

#[test]
fn a_server_and_a_device_name_are_enough_to_connect() {
    let (start, choices) = start();
    let mut window = open(start);
    assert!(
        window
            .get_by_label("Connect")
            .accesskit_node()
            .is_disabled()
    );
    for (field, text) in [
        ("Call server", " pbx.example:2000 "),
        ("Device name", "SEP001122334455"),
    ] {
        window.get_by_label(field).focus();
        window.run_ok();
        window.get_by_label(field).type_text(text);
        window.run_ok();
    }
    click(&mut window, "Connect");
    let server = "pbx.example:2000".to_owned();
    let device = "SEP001122334455".to_owned();
    assert_eq!(*choices.borrow(), [Choice::Server { server, device }]);
}

#[test]
fn fields_show_their_text_whole_whatever_the_size_of_texts() {
    for text_scale in [1.0, 2.0] {
        let (start, _) = start();
        let look = Look {
            text_scale: Some(text_scale),
            ..Look::default()
        };
        let mut window = open_with(
            start,
            Options {
                look,
                device: "SEP001122334455".to_owned(),
                ..Options::default()
            },
        );
        window.run_ok();
        let mut texts = Vec::new();
        for clipped in &window.output().shapes {
            crate::beside::read(&clipped.shape, clipped.clip_rect, &mut texts);
        }
        for (field, words) in [
            ("Call server", "host or host:port"),
            ("Device name", "SEP001122334455"),
        ] {
            let text = texts.iter().find(|text| text.text == words);
            let text = text.expect("it is drawn").rect;
            let field = window.get_by_label(field).rect();
            assert!(
                field.expand(1.0).contains_rect(text),
                "{words} at {text_scale}: {text:?} in {field:?}"
            );
            let off = field.center().y - text.center().y;
            assert!(off.abs() < 3.0, "{words} is {off} off the middle");
        }
    }
}

#[test]
fn what_failed_is_said_and_can_be_tried_again() {
    let (start, choices) = start();
    let mut window = open(start);
    for (field, text) in [("Call server", "pbx"), ("Device name", "SEP1")] {
        window.get_by_label(field).focus();
        window.run_ok();
        window.get_by_label(field).type_text(text);
        window.run_ok();
    }
    click(&mut window, "Connect");
    window.get_by_label("Connection refused");
    click(&mut window, "Connect");
    assert_eq!(choices.borrow().len(), 2);
}

/// A first start whose server is reached as the test says, with a phone that it shows.
#[derive(Clone)]
pub(crate) struct Tried {
    pub(crate) reach: Rc<RefCell<Reach>>,
    pub(crate) phone: Fake,
}

impl FirstRun for Tried {
    fn start(&mut self, _: Choice) -> Result<Box<dyn Phone>, String> {
        Ok(Box::new(self.phone.clone()))
    }

    fn reach(&mut self, _: &str, _: Box<dyn Fn() + Send + Sync>) -> Option<Box<dyn Reaching>> {
        Some(Box::new(self.clone()))
    }

    fn adapters(&self) -> Vec<Adapter> {
        vec![Adapter {
            name: "eth0".to_owned(),
            device: "SEP0200000000AA".to_owned(),
        }]
    }
}

impl Reaching for Tried {
    fn now(&self) -> Reach {
        self.reach.borrow().clone()
    }
}

pub(crate) fn in_state(state: RegistrationState, text: &str) -> Screen {
    Screen {
        registration: Registration {
            state,
            text: format!("pbx refused or closed. {text}. Trying again in 60 s"),
            reason: text.to_owned(),
            ..Registration::default()
        },
        ..idle()
    }
}

/// The second page, with a server that is being looked for.
fn trying() -> (Harness<'static>, Tried) {
    let tried = Tried {
        reach: Rc::new(RefCell::new(Reach::Naming)),
        phone: Fake::showing(in_state(RegistrationState::Registering, "")),
    };
    let mut window = open(Start::FirstRun(Box::new(tried.clone())));
    window.get_by_label("Call server").focus();
    window.run_ok();
    window.get_by_label("Call server").type_text("pbx");
    window.run_ok();
    click(&mut window, "From a network adapter");
    click(&mut window, "eth0 – SEP0200000000AA");
    click(&mut window, "Connect");
    (window, tried)
}

impl Tried {
    fn reaches(&self, window: &mut Harness<'_>, reach: Reach) {
        *self.reach.borrow_mut() = reach;
        window.run_ok();
    }
}

fn at() -> String {
    "192.0.2.1:2000".to_owned()
}

#[test]
fn every_step_of_trying_a_server_is_said_up_to_its_lines() {
    let (mut window, tried) = trying();
    window.get_by_label("Looking for pbx…");
    tried.reaches(&mut window, Reach::Connecting { address: at() });
    window.get_by_label("Connecting to 192.0.2.1:2000…");
    tried.reaches(&mut window, Reach::Open { address: at() });
    window.run_ok();
    window.get_by_label("Registering as SEP0200000000AA…");
    tried.phone.show(idle());
    window.run_ok();
    window.get_by_label("The server takes SEP0200000000AA");
    window.get_by_label("Lines: 1001");
    click(&mut window, "Begin");
    assert!(window.query_by_label("Key 5").is_some());
}

#[test]
fn enter_goes_on_with_what_the_page_is_for() {
    let (mut window, tried) = trying();
    tried.phone.has(desk::Sound::default());
    tried.phone.measures(station::TuningNow::default());
    window.key_press(Key::Enter);
    window.run_ok();
    window.get_by_label("Looking for pbx…");
    tried.phone.show(idle());
    tried.reaches(&mut window, Reach::Open { address: at() });
    window.run_ok();
    window.get_by_label("The phone is ready");
    window.key_press(Key::Enter);
    window.run_ok();
    window.get_by_label("How the headset sounds");
}

#[test]
fn the_sound_is_set_up_in_the_first_start_itself() {
    let (mut window, tried) = trying();
    tried.phone.has(desk::Sound::default());
    tried.phone.measures(station::TuningNow::default());
    tried.phone.show(idle());
    tried.reaches(&mut window, Reach::Open { address: at() });
    window.run_ok();
    click(&mut window, "Set up the sound");
    window.run_ok();
    window.get_by_label("How the headset sounds");
    window.get_by_label("Headset: microphone");
    window.get_by_label("Level of the microphone");
    click(&mut window, "Ringer");
    click(&mut window, "Let it ring");
    assert!(tried.phone.tried().contains(&TriedSound::Ring));
    click(&mut window, "Summary");
    click(&mut window, "Done");
    assert!(window.query_by_label("Key 5").is_some());
    assert_eq!(tried.phone.tried().last(), Some(&TriedSound::End));
}

#[test]
fn what_keeps_a_server_from_being_reached_is_said_with_what_can_be_done() {
    let (mut window, tried) = trying();
    for (reach, said, advice) in [
        (
            Reach::NoName,
            "There is no server of the name pbx",
            "written",
        ),
        (
            Reach::NoWay { address: at() },
            "There is no way to 192.0.2.1:2000",
            "VPN",
        ),
        (
            Reach::Closed { address: at() },
            "Nothing listens at 192.0.2.1:2000",
            "port 2000",
        ),
        (
            Reach::Silent { address: at() },
            "192.0.2.1:2000 does not answer",
            "firewall",
        ),
        (
            Reach::Other {
                says: "SSH-2.0".to_owned(),
            },
            "Something answers that is no SCCP server",
            "It says: SSH-2.0",
        ),
    ] {
        tried.reaches(&mut window, reach);
        window.get_by_label(said);
        window.get_by_label_contains(advice);
        window.get_by_label("Try again");
    }
    click(&mut window, "Change");
    assert!(window.query_by_label("Try the demo").is_some());
    assert_eq!(tried.phone.intents(), [], "no phone was started");
}

/// Words that are read on the page, all together.
fn page(window: &Harness<'_>) -> String {
    let nodes = window.root().children_recursive();
    let names = nodes.filter_map(|node| node.accesskit_node().label());
    names.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_server_that_refuses_is_quoted_once_and_can_be_tried_again_or_changed() {
    let (mut window, tried) = trying();
    tried.reaches(&mut window, Reach::Open { address: at() });
    let no_entry = in_state(RegistrationState::Rejected, "No entry");
    tried.phone.show(no_entry.clone());
    window.run_ok();
    window.get_by_label("That did not work");
    window.get_by_label("The server refuses SEP0200000000AA");
    window.get_by_label_contains("The server says: No entry");
    let said = page(&window);
    assert_eq!(said.matches("No entry").count(), 1, "{said}");
    assert!(!said.contains("Trying again"), "{said}");
    // It is tried anew behind the page, which stands still meanwhile.
    let registering = in_state(RegistrationState::Registering, "");
    tried.phone.show(registering.clone());
    window.run_ok();
    window.get_by_label_contains("The server says: No entry");
    tried.phone.show(registering);
    *tried.reach.borrow_mut() = Reach::Naming;
    click(&mut window, "Try again");
    assert_eq!(
        tried.phone.intents(),
        [Intent::Quit],
        "the first one leaves"
    );
    window.get_by_label("Looking for pbx…");
    tried.reaches(&mut window, Reach::Open { address: at() });
    window.get_by_label("Registering as SEP0200000000AA…");
    tried.phone.show(no_entry);
    window.run_ok();
    click(&mut window, "Change");
    assert_eq!(tried.phone.intents(), [Intent::Quit]);
    click(&mut window, "Connect");
    tried.phone.show(idle());
    window.run_ok();
    window.get_by_label("Lines: 1001");
}

#[test]
fn what_can_be_done_about_a_refusal_fits_the_reason_the_server_gives() {
    let (mut window, tried) = trying();
    tried.reaches(&mut window, Reach::Open { address: at() });
    for (says, advice) in [
        ("Device already registered", "take another name"),
        ("Reload in progress", "The phone asks again by itself"),
        ("Device Unknown", "know a phone of this name"),
        ("Device name is not usable", "SEP and the twelve digits"),
        ("IP Not Authorized", "network address"),
        ("No number is free", "no telephone number left"),
        ("No Authority", "registered by it already"),
        ("No entry", "can tell what it wants"),
    ] {
        let refused = in_state(RegistrationState::Rejected, says);
        tried.phone.show(refused);
        window.run_ok();
        let said = page(&window);
        assert!(
            said.contains(&format!("The server says: {says}\n")),
            "{said}"
        );
        assert!(said.contains(advice), "{says}: {said}");
        let of_name = said.contains("Does the server know");
        assert_eq!(of_name, says == "Device Unknown", "{says}: {said}");
    }
}

#[test]
fn a_phone_that_does_not_register_is_used_all_the_same() {
    let (mut window, tried) = trying();
    tried.reaches(&mut window, Reach::Open { address: at() });
    let closed = "pbx: it closed the connection";
    tried
        .phone
        .show(in_state(RegistrationState::Waiting, closed));
    window.run_ok();
    window.get_by_label_contains(closed);
    window.get_by_label_contains("do not know the device name");
    click(&mut window, "Use it all the same");
    assert!(window.query_by_label("Key 5").is_some());
}

#[test]
fn escape_leads_back_from_a_server_that_fails_or_is_still_tried() {
    let (mut window, tried) = trying();
    tried.reaches(&mut window, Reach::NoName);
    window.key_press(Key::Escape);
    window.run_ok();
    assert!(window.query_by_label("Try the demo").is_some());
    click(&mut window, "Connect");
    tried.reaches(&mut window, Reach::Open { address: at() });
    window.key_press(Key::Escape);
    window.run_ok();
    assert!(window.query_by_label("Try the demo").is_some());
    assert_eq!(tried.phone.intents(), [Intent::Quit]);
}

#[test]
fn a_window_that_is_closed_while_a_server_is_tried_lets_the_phone_leave() {
    let (mut window, tried) = trying();
    tried.reaches(&mut window, Reach::Open { address: at() });
    window
        .input_mut()
        .viewports
        .entry(egui::ViewportId::ROOT)
        .or_default()
        .events
        .push(egui::ViewportEvent::Close);
    window.step();
    assert_eq!(tried.phone.intents(), [Intent::Quit]);
}
