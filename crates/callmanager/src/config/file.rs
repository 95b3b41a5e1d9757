//! The configuration file: read, and checked for what makes no sense.
//!
//! TOML. Errors name the line and the reason.

use std::ops::Range;

use serde::Deserialize;
use serde::de::IgnoredAny;
use thiserror::Error;
use toml::Spanned;

use super::Config;
use super::check::Part;

/// Why a configuration cannot be used.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// It is no TOML, or has a key or a value that is not known. Names the line.
    #[error("{0}")]
    Syntax(#[from] Box<toml::de::Error>),
    /// Every part is right, but not together.
    #[error("line {line}: {reason}")]
    Sense {
        /// Where the part begins that is wrong, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

impl Config {
    /// The example: every setting, with its default where it has one.
    pub const EXAMPLE: &str = concat!(include_str!("example.toml"), include_str!("scripts.toml"));

    /// Reads a configuration file.
    ///
    /// ```
    /// use callmanager::Config;
    ///
    /// let config = Config::from_toml("[[phone]]\ndevice = \"SEP001122334455\"\nname = \"Anna\"\n")?;
    /// assert_eq!(config.phones[0].name, "Anna");
    /// assert_eq!(Config::from_toml(Config::EXAMPLE)?, Config::default());
    /// # Ok::<(), callmanager::ConfigError>(())
    /// ```
    ///
    /// # Errors
    /// When it is no TOML, has keys or values that are not known, or contradicts itself.
    pub fn from_toml(text: &str) -> Result<Self, ConfigError> {
        let mut config: Self = toml::from_str(text).map_err(Box::new)?;
        config.make_way();
        match config.check() {
            Ok(()) => Ok(config),
            Err((part, reason)) => Err(ConfigError::Sense {
                line: line_of(text, part),
                reason,
            }),
        }
    }
}

/// The line of the file where a part begins.
fn line_of(text: &str, part: Part) -> usize {
    let Ok(places) = toml::from_str::<Places>(text) else {
        return 1;
    };
    let (list, place) = match part {
        Part::General => return 1,
        Part::Phone(place) => (&places.phone, place),
        Part::Line(place) => (&places.line, place),
        Part::PickupGroup(place) => (&places.pickup_group, place),
        Part::HuntGroup(place) => (&places.hunt_group, place),
        Part::PageGroup(place) => (&places.page_group, place),
        Part::Script(place) => (&places.script, place),
    };
    let Range { start, .. } = list.get(place).map_or(0..0, Spanned::span);
    1 + text
        .bytes()
        .take(start)
        .filter(|byte| *byte == b'\n')
        .count()
}

/// Where the parts of a file are.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Places {
    phone: Vec<Spanned<IgnoredAny>>,
    line: Vec<Spanned<IgnoredAny>>,
    pickup_group: Vec<Spanned<IgnoredAny>>,
    hunt_group: Vec<Spanned<IgnoredAny>>,
    page_group: Vec<Spanned<IgnoredAny>>,
    script: Vec<Spanned<IgnoredAny>>,
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use sccp::ButtonType;

    use super::super::{ButtonConfig, HuntOrder, Language, LineRing};
    use super::*;
    use crate::directory::buttons::MAX_BUTTONS;

    /// The example with its examples as settings.
    fn with_examples() -> String {
        let line = |line: &'static str| match line.strip_prefix('#') {
            Some(rest) if rest.starts_with(|first: char| first != ' ') => rest,
            Some(rest) if rest.starts_with("  \"") || rest == "]" => rest,
            _ => line,
        };
        Config::EXAMPLE
            .lines()
            .map(line)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn the_example_is_the_default() {
        let config = Config::from_toml(Config::EXAMPLE).expect("it is right");
        assert_eq!(config, Config::default());
        assert_eq!(Config::from_toml("").expect("nothing is needed"), config);
    }

    #[test]
    fn the_settings_that_the_example_only_shows_are_right_too() {
        let config = Config::from_toml(&with_examples()).expect("it is right");
        let [anna, bob] = config.phones.as_slice() else {
            panic!("two phones");
        };
        assert_eq!((anna.name.as_str(), bob.name.as_str()), ("Anna", "Bob"));
        assert_eq!(anna.language, Some(Language::German));
        assert_eq!(anna.buttons.len(), 7);
        assert_eq!(
            anna.buttons[5],
            ButtonConfig::Feature {
                feature: ButtonType::DO_NOT_DISTURB,
                label: "Do Not Disturb".to_owned()
            }
        );
        let [sales, direct] = config.lines.as_slice() else {
            panic!("two lines");
        };
        assert_eq!(sales.no_answer, Some(Duration::from_secs(15)));
        assert_eq!(sales.ring, LineRing::Outside);
        assert_eq!(sales.pickup_group.as_deref(), Some("sales"));
        assert_eq!(direct.hotline.as_deref(), Some("600"));
        assert_eq!(config.hunt_groups[0].order, HuntOrder::TopDown);
        assert_eq!(config.page_groups[0].members, ["1001", "1002"]);
        assert!(config.voicemail.folder.is_some());
    }

    #[test]
    fn what_the_documentation_shows_is_right() {
        let text = include_str!("../../../../docs/callmanager.md");
        let examples: Vec<&str> = text
            .split("```toml\n")
            .skip(1)
            .filter_map(|rest| rest.split("```").next())
            .collect();
        assert_eq!(examples.len(), 2);
        for example in examples {
            let config = Config::from_toml(example);
            assert!(config.is_ok(), "{config:?}");
        }
    }

    #[test]
    fn the_example_names_every_feature() {
        for (name, ..) in super::super::FEATURES {
            assert!(Config::EXAMPLE.contains(name), "{name}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, parts) in [
            ("nam = \"x\"\n", ["line 1", "nam"]),
            ("name = \"x\"\nlanguage = \"la\"\n", ["line 2", "la"]),
            ("keep_alive_seconds = 0\n", ["line 1", "at least 1"]),
            ("no_answer_seconds = -1\n", ["line 1", "-1"]),
            ("codecs = [\"gsm\"]\n", ["line 1", "gsm"]),
            ("ptime_ms = 5\n", ["line 1", "10 to 60"]),
            (
                "[[phone]]\ndevice = \"SEP1\"\nbuttons = [\n  \"line 1001\",\n  \"feature tea\",\n]\n",
                ["line 3", "feature tea"],
            ),
            (
                "[[phone]]\ndevice = \"SEP 1\"\n",
                ["line 1", "no device name"],
            ),
            (
                "[paging]\ngroup = \"239.1.2.3\"\n",
                ["line 2", "like \"239.255.64.0:21640"],
            ),
            (
                "[[phone]]\ndevice = \"A\"\n\n[[phone]]\ndevice = \"A\"\n",
                ["line 4", "twice"],
            ),
            (
                "[[phone]]\ndevice = \"A\"\nbuttons = [\"speed dial 600\"]\n",
                ["line 1", "none of its buttons is a line"],
            ),
            (
                "[[phone]]\ndevice = \"A\"\nbuttons = [\"line 1\", \"line 1\"]\n",
                ["line 1", "two of its buttons"],
            ),
            (
                "[[line]]\nnumber = \"600\"\n",
                ["line 1", "another meaning"],
            ),
            (
                "[[line]]\nnumber = \"625\"\n",
                ["line 1", "another meaning"],
            ),
            ("[[line]]\nname = \"x\"\n", ["line 1", "number"]),
            (
                "[[line]]\nnumber = \"1\"\npickup_group = \"x\"\n",
                ["line 1", "no [[pickup_group]]"],
            ),
            (
                "[[line]]\nnumber = \"1\"\n[[hunt_group]]\nnumber = \"1\"\nmembers = []\n",
                ["line 3", "another meaning"],
            ),
            ("park = \"600-640\"\n", ["line 1", "covers 600"]),
            ("meet_me = \"625-635\"\n", ["line 1", "share numbers"]),
            (
                "[[hunt_group]]\nnumber = \"1\"\nmembers = [\"1\"]\n",
                ["line 1", "member of itself"],
            ),
            (
                "[paging]\ngroup = \"192.0.2.1:5000\"\n",
                ["line 1", "no multicast group"],
            ),
            (
                "date_template = \"DD.MM.YYYY\"\n",
                ["line 1", "date_template has to be D, M and Y"],
            ),
        ] {
            let error = Config::from_toml(text).expect_err(text).to_string();
            for part in parts {
                assert!(error.contains(part), "{text}: {error}");
            }
        }
    }

    #[test]
    fn a_built_in_script_makes_way_for_a_number_that_is_wanted() {
        let text = "park = \"651-652\"\n[[hunt_group]]\nnumber = \"650\"\nmembers = []\n";
        let config = Config::from_toml(text).expect("it is right");
        let scripts = config.scripts.iter().map(|script| script.number.as_str());
        assert_eq!(
            scripts.collect::<Vec<_>>(),
            ["653", "654", "655", "656", "657", "658", "659"]
        );
    }

    #[test]
    fn a_phone_has_at_most_the_buttons_of_two_expansion_modules() {
        let file = |count: usize| {
            let buttons = vec!["\"speed dial 600\""; count - 1].join(", ");
            format!("[[phone]]\ndevice = \"A\"\nbuttons = [\"line 1\", {buttons}]\n")
        };
        assert!(Config::from_toml(&file(MAX_BUTTONS)).is_ok());
        let error = Config::from_toml(&file(MAX_BUTTONS + 1)).expect_err("too many");
        assert!(error.to_string().contains("57 buttons"), "{error}");
    }
}
