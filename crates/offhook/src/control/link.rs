//! A link with a number, as browsers and mail programs hand it over.

use std::str::FromStr;

use numbers::Dialling;
use numbers::uri::{NoUri, Uri};

/// A link of a scheme that telephones have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link(pub(crate) String);

impl FromStr for Link {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match Uri::parse(text) {
            Ok(_) => Ok(Self(text.to_owned())),
            Err(NoUri::Scheme) => {
                Err("this is neither a command nor a link like tel:, callto: or sccp:".to_owned())
            }
            Err(error) => Err(error.to_string()),
        }
    }
}

/// The number in a link or a text, as it is dialled by these rules; nothing when there is none.
pub(crate) fn number_in(dialling: &Dialling, text: &str) -> Option<String> {
    Some(dialling.prepare(text)?.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_from_commands_that_there_are_not() {
        assert!("https://example.org/600".parse::<Link>().is_err());
        assert!("dmeo".parse::<Link>().is_err());
        assert!("tel:".parse::<Link>().is_err());
        assert!("tel:600".parse::<Link>().is_ok());
        assert!("callto://+4930123".parse::<Link>().is_ok());
    }

    #[test]
    fn numbers_are_found_in_links_and_texts() {
        for (text, number) in [
            ("tel:7042;phone-context=example.com", Some("7042")),
            ("sccp:%2A21%23", Some("*21#")),
            ("600", Some("600")),
            ("hello", None),
        ] {
            let found = number_in(&Dialling::default(), text);
            assert_eq!(found.as_deref(), number, "{text}");
        }
    }
}
