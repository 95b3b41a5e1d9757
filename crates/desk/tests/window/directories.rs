//! The tab of dialling rules, emergency numbers and address books.

use std::collections::BTreeMap;

use desk::{ReadFile, Value};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use numbers::{Dialling, Rule};

use crate::fake::{Fake, click, idle, window_of};
use crate::preferences::{enter, pick, text};

type Entry = BTreeMap<String, Value>;

fn rule(fields: &[(&str, Value)]) -> Entry {
    let fields = fields.iter().cloned();
    fields.map(|(key, value)| (key.to_owned(), value)).collect()
}

/// The tab of a phone with these rules.
fn directories(rules: Vec<Entry>) -> (Harness<'static>, Fake) {
    let phone = Fake::showing(idle());
    phone.has_set(&[("dialling.rule", Value::Entries(rules))]);
    let mut window = window_of(&phone);
    window.key_press_modifiers(Modifiers::ALT, Key::S);
    window.run_ok();
    // The key of the phone has the same name.
    let tabs: Vec<_> = window.query_all_by_label("Directories").collect();
    tabs.last().expect("there is one").click();
    drop(tabs);
    window.run_ok();
    (window, phone)
}

fn outside() -> Entry {
    rule(&[("length", Value::Number(7)), ("prefix", text("9"))])
}

fn at_home() -> Entry {
    rule(&[
        ("name", text("at home")),
        ("pattern", text("+4930555XXXX")),
        ("replace", text("$1")),
    ])
}

fn rules(phone: &Fake) -> Vec<Entry> {
    match phone.set("dialling.rule") {
        Some(Value::Entries(rules)) => rules,
        _ => Vec::new(),
    }
}

#[test]
fn rules_are_moved_and_removed() {
    let (mut window, phone) = directories(vec![outside(), at_home()]);
    click(&mut window, "Rule 2: up");
    assert_eq!(rules(&phone), [at_home(), outside()]);
    click(&mut window, "Rule 1: remove");
    assert_eq!(rules(&phone), [outside()]);
    click(&mut window, "Undo");
    assert_eq!(rules(&phone), [outside(), at_home()]);
    click(&mut window, "Rule 1: remove");
    click(&mut window, "Rule 1: remove");
    assert_eq!(phone.set("dialling.rule"), None);
}

#[test]
fn a_new_rule_is_kept_once_it_is_one() {
    let (mut window, phone) = directories(vec![at_home()]);
    click(&mut window, "Add a rule");
    window.get_by_label_contains("Rule 2: It needs a begin or a length");
    enter(&mut window, "Rule 2: begin with", "+");
    assert_eq!(rules(&phone), [at_home()], "it does nothing yet");
    enter(&mut window, "Rule 2: Take away", "1");
    enter(&mut window, "Rule 2: Put in front", "00");
    let international = rule(&[
        ("begins_with", text("+")),
        ("strip", Value::Number(1)),
        ("prefix", text("00")),
    ]);
    assert_eq!(rules(&phone), [at_home(), international]);
    assert!(window.query_by_label_contains("It needs a begin").is_none());
}

#[test]
fn a_rule_is_written_by_the_keyboard_alone() {
    let (mut window, phone) = directories(vec![outside()]);
    window.get_by_label("Add a rule").focus();
    window.run_ok();
    window.key_press(Key::Space);
    window.run_ok();
    let name = window.get_by_label("Rule 2: Name");
    assert!(name.is_focused(), "it is what one writes first");
    name.type_text("abroad");
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    let name = window.get_by_label("Rule 2: Name");
    assert!(name.is_focused(), "Tab goes on from there");
    window.get_by_label("Rule 2: remove").focus();
    window.run_ok();
    window.key_press(Key::Space);
    window.run_ok();
    assert!(window.get_by_label("Add a rule").is_focused());
    assert_eq!(rules(&phone), [outside()]);
}

#[test]
fn a_rule_that_is_wrong_says_why_and_stays_as_it_was() {
    let (mut window, phone) = directories(vec![outside(), at_home()]);
    enter(&mut window, "Rule 1: Length", "x");
    window.get_by_label_contains("Rule 1: Length and what is taken away are numbers");
    enter(&mut window, "Rule 2: Name", "!");
    let renamed = rules(&phone)[1]["name"].clone();
    assert_eq!(renamed, text("at home!"), "the others are kept");
    assert_eq!(rules(&phone)[0], outside());
    enter(&mut window, "Rule 2: are of the pattern", "q");
    window.get_by_label_contains("“q” has no meaning in a pattern");
}

#[test]
fn a_rule_becomes_one_of_a_pattern() {
    let (mut window, phone) = directories(Vec::new());
    click(&mut window, "Add a rule");
    pick(&mut window, "Rule 1: Numbers that", "are of the pattern");
    enter(&mut window, "Rule 1: are of the pattern", "+49!");
    enter(&mut window, "Rule 1: Replace by", "0$1");
    let wanted = rule(&[("pattern", text("+49!")), ("replace", text("0$1"))]);
    assert_eq!(rules(&phone), [wanted]);
}

#[test]
fn a_number_is_tried_and_the_rule_that_changes_it_is_named() {
    let (mut window, phone) = directories(vec![outside(), at_home()]);
    let own = [
        Rule::prefixing("", Some(7), 0, "9"),
        Rule::replacing("+4930555XXXX", "$1").map(|rule| rule.named("at home")),
        Rule::prefixing("+", None, 1, "900"),
    ];
    let own = own.map(|rule| rule.expect("a rule"));
    phone.dials_by(Dialling::default().with_rules(own));
    for (typed, told) in [
        ("555 1234", "95551234 is dialled, by rule 1"),
        ("+49 (0)30 555-1003", "1003 is dialled, by rule 2 (at home)"),
        (
            "+1 555 0100",
            "90015550100 is dialled, by rule 1 of the file",
        ),
        ("112", "112 is dialled: an emergency number stays as it is"),
        ("1003", "1003 is dialled: no rule changes it"),
        ("nobody", "This is no number"),
    ] {
        let field = window.get_by_label("Try a number");
        field.focus();
        window.run_ok();
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.run_ok();
        window.get_by_label("Try a number").type_text(typed);
        window.run_ok();
        window.get_by_label(told);
    }
}

#[test]
fn files_say_what_is_in_them_or_what_is_wrong_and_are_read_again() {
    let (mut window, phone) = directories(Vec::new());
    let file = |path: &str, entries: Result<usize, &str>| ReadFile {
        path: path.to_owned(),
        entries: entries.map_err(str::to_owned),
    };
    let wrong = "rule 3 of the file of dial rules, in line 5, is wrong: `x` cannot be dialled";
    phone.has_read(
        Some(file("/etc/rules.xml", Err(wrong))),
        vec![
            file("/home/me/contacts.vcf", Ok(42)),
            file("/srv/company.vcf", Err("there is no such file")),
        ],
    );
    window.run_ok();
    window.get_by_label(&format!("/etc/rules.xml: {wrong}"));
    window.get_by_label("42 contacts in /home/me/contacts.vcf");
    window.get_by_label("/srv/company.vcf: there is no such file");
    click(&mut window, "Read the files again");
    assert_eq!(phone.reloads(), 1);
}

#[test]
fn files_letters_links_and_emergency_numbers_are_settings_of_the_file() {
    let (mut window, phone) = directories(Vec::new());
    let list = |entry: &str| Some(Value::List(vec![entry.to_owned()]));
    enter(&mut window, "Rules of a call manager", "rules.xml");
    assert_eq!(phone.set("dialling.rules_file"), Some(text("rules.xml")));
    enter(&mut window, "Emergency numbers of one's own", "0112");
    assert_eq!(phone.set("dialling.emergency"), list("0112"));
    pick(&mut window, "Letters in a number", "Make it a name");
    assert_eq!(phone.set("dialling.letters"), Some(text("name")));
    click(&mut window, "Dial links of other programs without asking");
    assert_eq!(phone.set("dialling.dial_links"), Some(Value::Switch(true)));
    enter(&mut window, "Own book", "mine.vcf");
    assert_eq!(phone.set("contacts.file"), Some(text("mine.vcf")));
    enter(&mut window, "Further books, only read", "company.vcf");
    assert_eq!(phone.set("contacts.books"), list("company.vcf"));
    let undo = window.get_by_label("Undo");
    assert!(!undo.accesskit_node().is_disabled());
}
