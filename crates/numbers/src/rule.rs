//! One dialling rule.

use serde::Deserialize;
use thiserror::Error;

use crate::clean::MAX_NUMBER;
use crate::pattern::{BadPattern, Pattern};

/// What numbers are rewritten, and how.
///
/// In the configuration it is a table with `begins_with` and `length` as its conditions and
/// `strip` and `prefix` as what it does, or with `pattern` and `replace`; `name` is what it is
/// called.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Table")]
pub struct Rule {
    /// What it is called; empty when it has no name.
    pub name: String,
    change: Change,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    /// By begin and length.
    Prefix {
        begins_with: String,
        /// Characters of the number, a `+` among them; nothing: any.
        length: Option<usize>,
        /// Characters to take from its front.
        strip: usize,
        prefix: String,
    },
    /// By pattern.
    Pattern { pattern: Pattern, replace: String },
}

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadRule {
    /// Both ways in one, or none.
    #[error(
        "a dialling rule has a `pattern` with a `replace`, or `begins_with` or `length` with `strip` or `prefix`"
    )]
    Ways,
    /// The pattern is none.
    #[error(transparent)]
    Pattern(#[from] BadPattern),
    /// A text that is to be dialled has something that no key has.
    #[error("`{0}` cannot be dialled")]
    Key(char),
    /// The replacement names a part that the pattern does not have.
    #[error("the pattern has no part ${0}")]
    Part(char),
}

/// A rule as it is written in the configuration.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Table {
    name: String,
    begins_with: Option<String>,
    length: Option<usize>,
    strip: Option<usize>,
    prefix: Option<String>,
    pattern: Option<String>,
    replace: Option<String>,
}

impl Rule {
    /// Numbers that begin so and have so many characters (nothing: any number of them) lose
    /// `strip` characters in front and get `prefix` there.
    pub fn prefixing(
        begins_with: &str,
        length: Option<usize>,
        strip: usize,
        prefix: &str,
    ) -> Result<Self, BadRule> {
        let change = Change::Prefix {
            begins_with: keys(begins_with)?,
            length,
            strip,
            prefix: keys(prefix)?,
        };
        let name = String::new();
        Ok(Self { name, change })
    }

    /// Numbers of this pattern are replaced; `$1` stands for its first part.
    pub fn replacing(pattern: &str, replace: &str) -> Result<Self, BadRule> {
        let pattern: Pattern = pattern.parse()?;
        let replace: String = replace.chars().filter(|c| !c.is_whitespace()).collect();
        let mut signs = replace.chars();
        while let Some(sign) = signs.next() {
            if sign == '$' {
                let part = signs.next().unwrap_or('$');
                let known = part
                    .to_digit(10)
                    .map(|part| part as usize <= pattern.count());
                if known != Some(true) {
                    return Err(BadRule::Part(part));
                }
            } else {
                keys(sign.encode_utf8(&mut [0; 4]))?;
            }
        }
        let change = Change::Pattern { pattern, replace };
        let name = String::new();
        Ok(Self { name, change })
    }

    /// The same with a name.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        let name = name.to_owned();
        Self { name, ..self }
    }

    /// The number that is dialled for one that the rule is for; nothing for others, and where
    /// nothing would be left or it would be longer than [`MAX_NUMBER`].
    pub fn apply(&self, number: &str) -> Option<String> {
        let rewritten = match &self.change {
            Change::Prefix {
                begins_with,
                length,
                strip,
                prefix,
            } => {
                let fits = number.starts_with(begins_with.as_str())
                    && length.is_none_or(|length| number.chars().count() == length);
                if !fits {
                    return None;
                }
                let rest: String = number.chars().skip(*strip).collect();
                format!("{prefix}{rest}")
            }
            Change::Pattern { pattern, replace } => {
                let parts = pattern.parts(number)?;
                let mut rewritten = String::new();
                let mut signs = replace.chars();
                while let Some(sign) = signs.next() {
                    let part = match sign {
                        '$' => signs.next().and_then(|part| part.to_digit(10)),
                        _ => {
                            rewritten.push(sign);
                            continue;
                        }
                    };
                    // There is one: `replacing` looked.
                    let part = part.and_then(|part| parts.get(part as usize));
                    rewritten.push_str(part.copied().unwrap_or_default());
                }
                rewritten
            }
        };
        let any = rewritten.chars().any(|c| c != '+');
        (any && rewritten.len() <= MAX_NUMBER).then_some(rewritten)
    }
}

impl TryFrom<Table> for Rule {
    type Error = BadRule;

    fn try_from(table: Table) -> Result<Self, BadRule> {
        let by_begin = table.begins_with.is_some() || table.length.is_some();
        let prefixes = table.strip.is_some() || table.prefix.is_some();
        let rule = match (table.pattern, table.replace) {
            (Some(pattern), Some(replace)) if !by_begin && !prefixes => {
                Self::replacing(&pattern, &replace)?
            }
            (None, None) if by_begin && prefixes => Self::prefixing(
                &table.begins_with.unwrap_or_default(),
                table.length,
                table.strip.unwrap_or_default(),
                &table.prefix.unwrap_or_default(),
            )?,
            _ => return Err(BadRule::Ways),
        };
        Ok(rule.named(&table.name))
    }
}

/// A text of keys to dial, without blanks.
fn keys(text: &str) -> Result<String, BadRule> {
    let keys = text.chars().filter(|c| !c.is_whitespace());
    keys.map(|c| match c {
        '0'..='9' | '*' | '#' | '+' => Ok(c),
        other => Err(BadRule::Key(other)),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begin_and_length_are_conditions() {
        let outside = Rule::prefixing("", Some(7), 0, "9").expect("a rule");
        assert_eq!(outside.apply("5551234").as_deref(), Some("95551234"));
        assert_eq!(outside.apply("1003"), None);
        let home = Rule::prefixing("+49", None, 3, "00").expect("a rule");
        assert_eq!(home.apply("+4930123").as_deref(), Some("0030123"));
        assert_eq!(home.apply("+4130123"), None);
        assert_eq!(
            Rule::prefixing("+", Some(1), 1, "")
                .expect("a rule")
                .apply("+"),
            None
        );
    }

    #[test]
    fn a_pattern_names_the_parts_to_keep() {
        let own = Rule::replacing("+4930555XXXX", "$1").expect("a rule");
        assert_eq!(own.apply("+49305551003").as_deref(), Some("1003"));
        let swapped = Rule::replacing("XXX.XXXX", "*$2#$1").expect("a rule");
        assert_eq!(swapped.apply("5551234").as_deref(), Some("*1234#555"));
        assert_eq!(Rule::replacing("1X", "$2"), Err(BadRule::Part('2')));
        assert_eq!(Rule::replacing("1X", "a"), Err(BadRule::Key('a')));
    }

    #[test]
    fn a_table_of_the_configuration_is_a_rule() {
        let read = |text: &str| toml::from_str::<Rule>(text);
        let rule = read("name = \"out\"\nbegins_with = \"0\"\nprefix = \"0\"").expect("a rule");
        assert_eq!(rule.name, "out");
        assert_eq!(rule.apply("030").as_deref(), Some("0030"));
        read("pattern = \"+!\"\nreplace = \"00$1\"").expect("a rule");
        for wrong in [
            "",
            "pattern = \"1\"",
            "begins_with = \"1\"",
            "prefix = \"9\"",
            "pattern = \"1\"\nreplace = \"2\"\nstrip = 1",
            "begins_with = \"x\"\nprefix = \"9\"",
            "pattern = \"1\"\nreplace = \"2\"\ncolour = 1",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
