//! The window of contacts.

use contacts::{Book, Contact, Import, Kind};
use desk::{BookNews, Start};
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use numbers::{Dialling, Rule};
use station::Intent;

use crate::beside::Beside;
use crate::fake::{Asked, Fake, click, idle, open};

/// The same with an id, as the own book keeps it.
fn with_id(uid: &str, name: &str, numbers: &[(Kind, &str)]) -> Contact {
    Contact {
        uid: uid.to_owned(),
        ..Contact::new(name, numbers)
    }
}

fn bob() -> Contact {
    with_id(
        "1",
        "Bob Smith",
        &[(Kind::Work, "1003"), (Kind::Mobile, "+49 171 1")],
    )
}

fn book() -> Book {
    Book::of_all(
        vec![bob(), with_id("2", "Zoë Müller", &[(Kind::Home, "0301")])],
        vec![(
            "firm".to_owned(),
            vec![with_id("3", "Eve", &[(Kind::Work, "1004")])],
        )],
    )
}

/// The window of contacts, opened by its key.
fn contacts(book: Book) -> (Harness<'static>, Fake) {
    let phone = Fake::showing(idle());
    phone.knows(book);
    let mut window = open(Start::Phone(Box::new(phone.clone())));
    window.key_press_modifiers(Modifiers::ALT, Key::C);
    window.run_ok();
    (window, phone)
}

#[test]
fn a_contact_is_found_and_every_number_can_be_dialled() {
    let (mut window, phone) = contacts(book());
    let rule = Rule::prefixing("+", None, 1, "00").expect("a rule");
    phone.dials_by(Dialling::default().with_rules([rule]));
    let field = window.get_by_label("Look for a name or number");
    field.focus();
    field.type_text("bo sm");
    window.run_ok();
    assert!(window.query_by_label("Zoë Müller, 0301").is_none());
    click(&mut window, "Dial +49 171 1");
    assert_eq!(phone.intents(), [Intent::Dial("00491711".to_owned())]);
    click(&mut window, "Edit 1003, then dial");
    assert_eq!(phone.intents(), [Intent::Offer("1003".to_owned())]);
}

#[test]
fn arrows_and_enter_call_who_is_in_front() {
    let (mut window, phone) = contacts(book());
    window.key_press(Key::ArrowDown);
    window.run_ok();
    window.key_press(Key::ArrowDown);
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::Dial("1004".to_owned())]);
}

#[test]
fn a_contact_is_changed_and_kept() {
    let (mut window, phone) = contacts(book());
    click(&mut window, "Bob Smith, 1003");
    click(&mut window, "Edit…");
    let field = window.get_by_label("Organisation");
    field.focus();
    field.type_text("Sky Works");
    window.run_ok();
    click(&mut window, "Remove number 2");
    click(&mut window, "Save");
    let kept = Contact {
        organisation: "Sky Works".to_owned(),
        numbers: bob().numbers[..1].to_vec(),
        ..bob()
    };
    assert_eq!(phone.asked_of_book(), [Asked::Put(kept)]);
}

#[test]
fn a_contact_is_written_and_kept_by_the_keyboard_alone() {
    let phone = Fake::showing(idle());
    phone.knows(book());
    let mut beside = Beside::of(&phone, 1.0, vec2(1920.0, 1080.0));
    beside.open(Modifiers::ALT, Key::C);
    beside.tab_to("New contact…");
    beside.press(Modifiers::NONE, Key::Enter);
    assert_eq!(beside.focused(), "Name");
    beside.type_text("Ada");
    beside.tab_to("Add a number");
    beside.press(Modifiers::NONE, Key::Enter);
    assert_eq!(beside.focused(), "Number 2", "one types it at once");
    beside.type_text("1005");
    beside.press(Modifiers::NONE, Key::Enter);
    let kept = Contact::new("Ada", &[(Kind::default(), "1005")]);
    assert_eq!(phone.asked_of_book(), [Asked::Put(kept)]);
    assert_eq!(beside.focused(), "Look for a name or number");
    assert_eq!(phone.intents(), []);
}

#[test]
fn escape_leaves_a_contact_as_it_is_and_the_window_open() {
    let (mut window, phone) = contacts(book());
    click(&mut window, "New contact…");
    assert!(window.query_by_label("New contact").is_some());
    window.key_press(Key::Escape);
    window.run_ok();
    assert!(window.query_by_label("New contact").is_none());
    assert!(window.query_by_label("New contact…").is_some());
    assert_eq!(phone.asked_of_book(), []);
}

#[test]
fn a_contact_is_deleted_when_that_is_confirmed() {
    let (mut window, phone) = contacts(book());
    click(&mut window, "Zoë Müller, 0301");
    click(&mut window, "Delete…");
    assert!(
        window
            .query_by_label("Delete Zoë Müller for good?")
            .is_some()
    );
    click(&mut window, "Delete");
    assert_eq!(phone.asked_of_book(), [Asked::Remove(vec!["2".to_owned()])]);
}

#[test]
fn contacts_of_another_book_are_only_read() {
    let (mut window, phone) = contacts(book());
    click(&mut window, "Eve, 1004");
    assert!(window.query_by_label("Delete…").is_none());
    click(&mut window, "Copy into the own book…");
    click(&mut window, "Save");
    let asked = phone.asked_of_book();
    let [Asked::Put(copy)] = asked.as_slice() else {
        panic!("{asked:?}");
    };
    assert_eq!((copy.uid.as_str(), copy.name.as_str()), ("", "Eve"));
}

#[test]
fn a_file_is_taken_in_and_its_outcome_told() {
    let (mut window, phone) = contacts(Book::default());
    click(&mut window, "Import a file…");
    let field = window.get_by_label("File");
    field.focus();
    field.type_text("/tmp/export.vcf");
    window.run_ok();
    click(&mut window, "Import");
    assert_eq!(
        phone.asked_of_book(),
        [Asked::Import("/tmp/export.vcf".into())]
    );
    phone.book_tells(BookNews::Imported(Import {
        added: 12,
        completed: 1,
        known: 3,
        skipped: 0,
    }));
    window.run_ok();
    let told = "12 added, 1 completed, 3 known already";
    assert!(window.query_by_label(told).is_some());
    phone.book_tells(BookNews::Imported(Import {
        added: 1,
        skipped: 2,
        ..Import::default()
    }));
    window.run_ok();
    let told = "1 added, 0 completed, 0 known already, 2 without name and number left out";
    assert!(window.query_by_label(told).is_some());
}

#[test]
fn what_is_listed_is_written_into_a_file() {
    let (mut window, phone) = contacts(book());
    let field = window.get_by_label("Look for a name or number");
    field.focus();
    field.type_text("bo");
    window.run_ok();
    click(&mut window, "Export…");
    let field = window.get_by_label("File");
    assert_eq!(field.value().as_deref(), Some("/home/ada/contacts.vcf"));
    window.key_press(Key::Enter);
    window.run_ok();
    let file = "/home/ada/contacts.vcf".to_owned();
    assert_eq!(phone.asked_of_book(), [Asked::Export(file.clone(), 1)]);
    phone.book_tells(BookNews::Exported(file));
    window.run_ok();
    assert!(
        window
            .query_by_label("Written into /home/ada/contacts.vcf")
            .is_some()
    );
}
