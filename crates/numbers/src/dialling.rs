//! From what is written to what is dialled.

use crate::clean::{Clean, clean};
use crate::emergency::Emergency;
use crate::find::{Found, find};
use crate::letters::Letters;
use crate::rule::Rule;
use crate::uri::Uri;

/// How a phone dials numbers that nobody typed digit by digit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialling {
    /// The first that is for a number rewrites it.
    rules: Vec<Rule>,
    emergency: Emergency,
    letters: Letters,
}

/// A number, ready to dial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// What to dial: digits, `*`, `#`, and perhaps a `+` in front.
    pub number: String,
    /// The number as it was written, without what surrounds it: what to show.
    pub display: String,
    /// The extension behind it, which a person dials when the other side answers.
    pub extension: Option<String>,
    /// The rule that changed the number.
    pub rule: Option<AppliedRule>,
    /// It is an emergency number, and dialled as it is.
    pub emergency: bool,
}

/// A rule that changed a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedRule {
    /// Its place among the rules, 1 the first.
    pub at: usize,
    /// What it is called; empty when it has no name.
    pub name: String,
    /// The number before it.
    pub before: String,
}

impl Dialling {
    /// The same with these rules, in this order, instead of its own.
    #[must_use]
    pub fn with_rules(self, rules: impl IntoIterator<Item = Rule>) -> Self {
        let rules = rules.into_iter().collect();
        Self { rules, ..self }
    }

    /// The same with these emergency numbers.
    #[must_use]
    pub fn with_emergency(self, emergency: Emergency) -> Self {
        Self { emergency, ..self }
    }

    /// The same with letters read so.
    #[must_use]
    pub fn with_letters(self, letters: Letters) -> Self {
        Self { letters, ..self }
    }

    /// What letters in a number are.
    pub fn letters(&self) -> Letters {
        self.letters
    }

    /// Whether this is an emergency number.
    pub fn is_emergency(&self, number: &str) -> bool {
        self.emergency.is(number)
    }

    /// The number that a text is: written, or as a URI. Of a text with more in it the first
    /// number; nothing when there is none.
    pub fn prepare(&self, text: &str) -> Option<Prepared> {
        let whole = self.whole(text);
        whole.or_else(|| find(text).first().map(|found| self.found(found)))
    }

    /// The numbers that a text has, in its order; one when the whole text is a number.
    pub fn find(&self, text: &str) -> Vec<Prepared> {
        match self.whole(text) {
            Some(prepared) => vec![prepared],
            None => find(text).iter().map(|found| self.found(found)).collect(),
        }
    }

    fn whole(&self, text: &str) -> Option<Prepared> {
        let written = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Ok(uri) = Uri::parse(text) {
            return Some(self.ruled(uri.number.clone(), uri.number, uri.extension));
        }
        // Two numbers that make one when they are put together are two.
        if find(text).len() > 1 {
            return None;
        }
        let Clean { number, extension } = clean(text, self.letters)?;
        Some(self.ruled(number, written, extension))
    }

    fn found(&self, found: &Found) -> Prepared {
        let written = found.written.split_whitespace().collect::<Vec<_>>();
        self.ruled(
            found.number.clone(),
            written.join(" "),
            found.extension.clone(),
        )
    }

    fn ruled(&self, number: String, display: String, extension: Option<String>) -> Prepared {
        let emergency = self.emergency.is(&number);
        let mut rules = self.rules.iter().enumerate();
        let applied = rules
            .find_map(|(at, rule)| Some((at + 1, rule, rule.apply(&number)?)))
            .filter(|_| !emergency);
        let (number, rule) = match applied {
            None => (number, None),
            Some((_, _, after)) if after == number => (number, None),
            Some((at, rule, after)) => {
                let name = rule.name.clone();
                let before = number;
                (after, Some(AppliedRule { at, name, before }))
            }
        };
        Prepared {
            number,
            display,
            extension,
            rule,
            emergency,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialling() -> Dialling {
        let rules = [
            Rule::replacing("+4930555XXXX", "$1").map(|rule| rule.named("own")),
            Rule::prefixing("+49", None, 3, "00"),
            Rule::prefixing("+", None, 1, "000"),
            Rule::prefixing("", Some(3), 0, "9"),
        ];
        let rules = rules.into_iter().map(|rule| rule.expect("a rule"));
        Dialling::default().with_rules(rules)
    }

    #[test]
    fn the_first_rule_that_fits_rewrites_the_number() {
        let prepared = dialling()
            .prepare(" +49 (0)30 555-1003 ")
            .expect("a number");
        assert_eq!(prepared.number, "1003");
        assert_eq!(prepared.display, "+49 (0)30 555-1003");
        let rule = prepared.rule.expect("it was rewritten");
        assert_eq!((rule.at, rule.name.as_str()), (1, "own"));
        assert_eq!(rule.before, "+49305551003");
        let number = |text: &str| dialling().prepare(text).map(|prepared| prepared.number);
        assert_eq!(number("tel:+49-30-123").as_deref(), Some("0030123"));
        assert_eq!(number("+1 555 0100").as_deref(), Some("00015550100"));
        assert_eq!(number("1003").as_deref(), Some("1003"));
        assert_eq!(number("123").as_deref(), Some("9123"));
        assert_eq!(number("nobody"), None);
    }

    #[test]
    fn an_emergency_number_is_dialled_as_it_is() {
        for text in ["112", "1-1-2", "tel:911", "999", "Call 110!", "000"] {
            let prepared = dialling().prepare(text).expect(text);
            assert!(prepared.emergency, "{text}");
            assert_eq!(prepared.rule, None, "{text}");
            assert_eq!(prepared.number.len(), 3, "{text}");
        }
        let own = dialling().with_emergency(Emergency::with(["222"]));
        assert_eq!(own.prepare("222").expect("a number").number, "222");
    }

    #[test]
    fn of_a_text_every_number_is_ready_to_dial() {
        let found = dialling().find("Bob: +49 30 123456, Eve: +1 555 0100");
        let numbers: Vec<_> = found.iter().map(|found| found.number.as_str()).collect();
        assert_eq!(numbers, ["0030123456", "00015550100"]);
        assert_eq!(dialling().find("0-800 FLOWERS")[0].number, "08003569377");
        let two = dialling().find("030 123456 / 0171 123456");
        assert_eq!(two.len(), 2);
    }
}
