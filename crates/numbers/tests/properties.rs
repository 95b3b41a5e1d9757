//! What holds for every text.

use numbers::uri::Uri;
use numbers::{
    Dialling, EMERGENCY_NUMBERS, Letters, MAX_FOUND, MAX_NUMBER, Pattern, Rule,
    application_dial_rules, clean, find,
};
use proptest::prelude::*;

/// Text that is like numbers often enough to get far.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-+0-9*#()/. x\\[\\]A-Ze\u{A0}\u{202A}\u{FF11}\u{662}:;=%&@,\n]{0,60}",
        "(tel|callto|sip|SCCP|skinny):[-+0-9*#().;=%a-z/?@]{0,40}",
        "[a-z ]{0,10}\\+?[0-9 ()/-]{0,20} (ext|x|Durchwahl|poste)\\.? ?[0-9]{0,12}[a-z. ]{0,9}",
    ]
}

/// Rules that change nearly everything.
fn rules() -> Vec<Rule> {
    let rules = [
        Rule::replacing("+!", "00$1"),
        Rule::replacing("1X.X", "$2$1#*"),
        Rule::prefixing("0", None, 1, "9"),
        Rule::prefixing("", None, 2, "7777"),
    ];
    rules.map(|rule| rule.expect("a rule")).into()
}

fn is_dialled(number: &str) -> bool {
    let mut keys = number.strip_prefix('+').unwrap_or(number).chars();
    !number.is_empty() && keys.all(|c| c.is_ascii_digit() || c == '*' || c == '#')
}

proptest! {
    #[test]
    fn clean_up_gives_a_number_that_stays_as_it_is(text in text()) {
        for letters in [Letters::Digits, Letters::Name] {
            if let Some(first) = clean(&text, letters) {
                prop_assert!(is_dialled(&first.number), "{}", first.number);
                prop_assert!(first.number.len() <= MAX_NUMBER);
                let again = clean(&first.number, letters).expect("it is a number");
                prop_assert_eq!(&again.number, &first.number);
                prop_assert_eq!(again.extension, None);
            }
        }
    }

    #[test]
    fn what_is_found_stands_in_the_text(text in text()) {
        let found = find(&text);
        prop_assert!(found.len() <= MAX_FOUND);
        for found in found {
            prop_assert_eq!(text.get(found.place), Some(found.written.as_str()));
            prop_assert!(is_dialled(&found.number), "{}", found.number);
        }
    }

    #[test]
    fn a_uri_that_was_read_is_written_and_read_as_the_same(text in text()) {
        if let Ok(uri) = Uri::parse(&text) {
            prop_assert!(is_dialled(&uri.number));
            let again = Uri::parse(&uri.to_string()).expect("it is one");
            prop_assert_eq!(again.number, uri.number);
            prop_assert_eq!(again.extension, uri.extension);
        }
    }

    #[test]
    fn whatever_is_prepared_can_be_dialled(text in text()) {
        let dialling = Dialling::default().with_rules(rules());
        for prepared in dialling.prepare(&text).into_iter().chain(dialling.find(&text)) {
            prop_assert!(is_dialled(&prepared.number), "{}", prepared.number);
            prop_assert!(prepared.number.len() <= MAX_NUMBER);
        }
    }

    #[test]
    fn preparing_without_rules_changes_a_prepared_number_no_more(text in text()) {
        let dialling = Dialling::default();
        if let Some(first) = dialling.prepare(&text) {
            let again = dialling.prepare(&first.number).expect("it is a number");
            prop_assert_eq!(again.number, first.number);
        }
    }

    #[test]
    fn no_rule_changes_an_emergency_number(
        at in 0..EMERGENCY_NUMBERS.len(),
        begin in "[0-9]{0,2}",
        strip in 0_usize..4,
        prefix in "[0-9]{0,4}",
        pattern in "[0-9X!]{1,3}",
    ) {
        let (number, _) = EMERGENCY_NUMBERS[at];
        let own = Rule::prefixing(&begin, None, strip, &prefix).expect("a rule");
        let patterned = Rule::replacing(&pattern, "7$0").ok();
        let all = patterned.into_iter().chain([own]).chain(rules());
        let dialling = Dialling::default().with_rules(all);
        let prepared = dialling.prepare(number).expect("it is a number");
        prop_assert_eq!(prepared.number, number);
        prop_assert!(prepared.emergency && prepared.rule.is_none());
    }

    #[test]
    fn patterns_and_files_of_rules_are_read_without_fear(text in text(), number in "[+0-9*#]{0,9}") {
        if let Ok(pattern) = text.parse::<Pattern>() {
            let parts = pattern.parts(&number);
            prop_assert!(parts.is_none_or(|parts| parts[0] == number));
        }
        let file = format!("<DialRules><DialRule BeginsWith=\"{text}\" NumDigits=\"{number}\"/>");
        for text in [&text, &file] {
            if let Ok(rules) = application_dial_rules(text) {
                prop_assert!(rules.len() <= 1);
            }
        }
    }
}
