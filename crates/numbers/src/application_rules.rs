//! The file of application dial rules of a Cisco call manager (`AppDialRules.xml`).
//!
//! ```xml
//! <DialRules>
//!   <DialRule BeginsWith="+1" NumDigits="12" DigitsToRemove="1" PrefixWith="9"/>
//! </DialRules>
//! ```
//!
//! Elements and attributes are those of Cisco's guide to CallManager Express ("Application Dial
//! Rules"). A `NumDigits` of 0 or none is any length, and counts every character, `+` among
//! them; the first rule that fits is applied.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use thiserror::Error;

use crate::rule::Rule;

/// Most rules that are read of a file; a call manager has some dozens.
const MAX_RULES: usize = 1000;

/// Why a file has no dialling rules.
#[derive(Debug, Error)]
pub enum NoDialRules {
    /// It is no XML.
    #[error("line {line} of the file of dial rules is no XML: {source}")]
    NoXml {
        /// Which line, 1 the first.
        line: usize,
        /// What is wrong with it.
        source: quick_xml::Error,
    },
    /// It is something else.
    #[error("there is no <DialRules> in the file of dial rules")]
    SomethingElse,
    /// A rule that makes no sense.
    #[error("rule {at} of the file of dial rules, in line {line}, is wrong: {reason}")]
    Rule {
        /// Which, 1 the first.
        at: usize,
        /// The line that it ends in, 1 the first.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// More than any server has.
    #[error("the file has more than {MAX_RULES} dial rules")]
    TooMany,
}

/// The rules in the text of such a file, in order.
pub fn application_dial_rules(text: &str) -> Result<Vec<Rule>, NoDialRules> {
    let begin = text.trim_start_matches('\u{FEFF}').trim_start();
    let before = text.len() - begin.len();
    let line_at = |position: u64| {
        let position = usize::try_from(position).unwrap_or(usize::MAX);
        let read = text.bytes().take(before.saturating_add(position));
        read.filter(|byte| *byte == b'\n').count() + 1
    };
    let mut reader = Reader::from_str(begin);
    let mut rules = Vec::new();
    let mut begun = false;
    loop {
        let event = reader.read_event().map_err(|source| NoDialRules::NoXml {
            line: line_at(reader.error_position()),
            source,
        })?;
        match event {
            Event::Start(element) | Event::Empty(element) => {
                match element.local_name().as_ref() {
                    b"DialRules" => begun = true,
                    b"DialRule" if begun => {
                        if rules.len() == MAX_RULES {
                            return Err(NoDialRules::TooMany);
                        }
                        let at = rules.len() + 1;
                        let line = line_at(reader.buffer_position());
                        let wrong = |reason| NoDialRules::Rule { at, line, reason };
                        rules.push(rule(&element, at).map_err(wrong)?);
                    }
                    // Others add something to the rules that is not needed to dial.
                    _ => {}
                }
            }
            Event::Eof if begun => return Ok(rules),
            Event::Eof => return Err(NoDialRules::SomethingElse),
            _ => {}
        }
    }
}

fn rule(element: &BytesStart<'_>, at: usize) -> Result<Rule, String> {
    let text = |name: &str| -> Result<String, String> {
        let found = element
            .try_get_attribute(name)
            .map_err(|error| error.to_string())?;
        let Some(found) = found else {
            return Ok(String::new());
        };
        let value = std::str::from_utf8(&found.value).map_err(|error| error.to_string())?;
        Ok(value.trim().to_owned())
    };
    let number = |name: &str| -> Result<usize, String> {
        match text(name)?.as_str() {
            "" => Ok(0),
            digits => digits
                .parse()
                .map_err(|_| format!("{name} is no number: {digits:?}")),
        }
    };
    let length = Some(number("NumDigits")?).filter(|length| *length > 0);
    let begins_with = text("BeginsWith")?;
    let rule = Rule::prefixing(
        &begins_with,
        length,
        number("DigitsToRemove")?,
        &text("PrefixWith")?,
    );
    let name = Some(text("Name")?).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| at.to_string());
    rule.map(|rule| rule.named(&name))
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?><DialRules>
        <DialRule BeginsWith="+1" NumDigits="12" DigitsToRemove="1" PrefixWith="9"/>
        <DialRule BeginsWith="919" NumDigits="10" DigitsToRemove="3" PrefixWith="9"></DialRule>
        <DialRule BeginsWith="" NumDigits="7" DigitsToRemove="" PrefixWith="9"/>
        <DialRule BeginsWith="+" NumDigits="0" DigitsToRemove="1" PrefixWith="9011"/>
    </DialRules>"#;

    #[test]
    fn the_first_rule_that_fits_is_applied() {
        let rules = application_dial_rules(FILE).expect("rules");
        assert_eq!(rules.len(), 4);
        let dialled = |number: &str| rules.iter().find_map(|rule| rule.apply(number));
        assert_eq!(dialled("+15550109999").as_deref(), Some("915550109999"));
        assert_eq!(dialled("9195551234").as_deref(), Some("95551234"));
        assert_eq!(dialled("5551234").as_deref(), Some("95551234"));
        assert_eq!(dialled("+4930123").as_deref(), Some("90114930123"));
        assert_eq!(dialled("1003"), None);
    }

    #[test]
    fn what_is_no_such_file_says_why() {
        for text in ["", "BeginsWith=1", "<html/>", "<DialRules", "<a></b>"] {
            assert!(application_dial_rules(text).is_err(), "{text}");
        }
        let wrong = "\n<DialRules>\n<DialRule NumDigits=\"x\"/></DialRules>";
        let error = application_dial_rules(wrong).expect_err("it is wrong");
        assert!(error.to_string().contains("rule 1"), "{error}");
        assert!(error.to_string().contains("line 3"), "{error}");
        let error = application_dial_rules("<DialRules>\n\n</Rules>").expect_err("it is wrong");
        assert!(error.to_string().starts_with("line 3"), "{error}");
    }
}
