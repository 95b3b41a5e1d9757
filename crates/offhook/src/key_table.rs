//! The tables `[keys]` and `[hot_keys]` of the configuration file.

use std::fmt;

use keymap::{Action, Chord, HotKeys, KeyMap};
use numbers::Letters;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// Which keys of the computer do what, and what letters do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct KeyTable {
    /// Which chord does which action.
    pub(crate) map: KeyMap,
    /// What a letter that is typed on the idle phone is: a digit, or the begin of a name.
    pub(crate) letters: Letters,
}

impl<'de> Deserialize<'de> for KeyTable {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = KeyTable;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table like answer = [\"Ctrl+A\", \"F9\"]")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<KeyTable, A::Error> {
                let mut entries = Vec::new();
                let mut letters = Letters::default();
                while let Some(key) = map.next_key()? {
                    match key {
                        KeyName::Letters => letters = map.next_value()?,
                        KeyName::Action(action) => {
                            let Chords(chords) = map.next_value()?;
                            entries.push((action, chords));
                        }
                    }
                }
                let map = KeyMap::changed(entries).map_err(de::Error::custom)?;
                Ok(KeyTable { map, letters })
            }
        }

        from.deserialize_map(Entries)
    }
}

/// Which keys work while another program has the keyboard.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct HotKeyTable(pub(crate) HotKeys);

impl<'de> Deserialize<'de> for HotKeyTable {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = HotKeyTable;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table like answer = \"Ctrl+Alt+A\"")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<HotKeyTable, A::Error> {
                let mut keys = HotKeys::default();
                while let Some(ActionName(action)) = map.next_key()? {
                    let text: String = map.next_value()?;
                    let chord = text.parse().map_err(de::Error::custom)?;
                    keys.set(action, Some(chord)).map_err(de::Error::custom)?;
                }
                Ok(HotKeyTable(keys))
            }
        }

        from.deserialize_map(Entries)
    }
}

struct ActionName(Action);

impl<'de> Deserialize<'de> for ActionName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let id = String::deserialize(from)?;
        id.parse().map(Self).map_err(de::Error::custom)
    }
}

/// What stands on the left in `[keys]`.
enum KeyName {
    /// What letters do.
    Letters,
    Action(Action),
}

impl<'de> Deserialize<'de> for KeyName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let id = String::deserialize(from)?;
        match id.as_str() {
            "letters" => Ok(Self::Letters),
            id => id.parse().map(Self::Action).map_err(de::Error::custom),
        }
    }
}

/// One chord, or a list of them.
struct Chords(Vec<Chord>);

impl<'de> Deserialize<'de> for Chords {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct OneOrSeveral;

        impl<'de> Visitor<'de> for OneOrSeveral {
            type Value = Chords;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("keys like \"Ctrl+A\", or a list of them, [] for none")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Chords, E> {
                let chord = text.parse().map_err(E::custom)?;
                Ok(Chords(vec![chord]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Chords, A::Error> {
                let mut chords = Vec::new();
                while let Some(text) = list.next_element::<String>()? {
                    chords.push(text.parse().map_err(de::Error::custom)?);
                }
                Ok(Chords(chords))
            }
        }

        from.deserialize_any(OneOrSeveral)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFile;

    fn chord(text: &str) -> Chord {
        text.parse().expect(text)
    }

    #[test]
    fn the_file_says_which_key_does_what() {
        let file: ConfigFile = toml::from_str(
            r#"
            [keys]
            answer = ["Ctrl+M", "F9"]
            soft_key_1 = "F7"
            redial = []
            letters = "name"
            "#,
        )
        .expect("it is right");
        assert_eq!(file.keys.letters, Letters::Name);
        let map = &file.keys.map;
        assert_eq!(map.action(chord("Ctrl+M")), Some(Action::Answer));
        assert_eq!(map.action(chord("F9")), Some(Action::Answer));
        assert_eq!(map.action(chord("F7")), Some(Action::SoftKey(1)));
        assert_eq!(map.chords(Action::Redial), []);
        assert_eq!(map.action(chord("Ctrl+T")), Some(Action::Mute));
    }

    #[test]
    fn the_file_says_which_keys_work_everywhere() {
        let file: ConfigFile =
            toml::from_str("[hot_keys]\nanswer = \"Ctrl+Alt+A\"\nmute = \"F9\"\n")
                .expect("it is right");
        let keys = file.hot_keys.0;
        assert_eq!(keys.chord(Action::Answer), Some(chord("Ctrl+Alt+A")));
        assert_eq!(keys.chord(Action::Mute), Some(chord("F9")));
        for (entry, part) in [
            ("quit = \"F9\"", "`quit` cannot have a key everywhere"),
            ("mute = \"Enter\"", "`Enter` is needed by other programs"),
            ("mute = \"\"", "is no key"),
        ] {
            let error = toml::from_str::<ConfigFile>(&format!("[hot_keys]\n{entry}\n"))
                .expect_err("it is wrong")
                .to_string();
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (entry, parts) in [
            (
                "anser = \"F9\"",
                ["line 2", "`anser` is nothing a key can do"],
            ),
            ("answer = \"Strg+A\"", ["line 2", "`Strg+A` is no key"]),
            ("answer = [\"F9\", \"7\"]", ["line 2", "`7` alone dials"]),
            ("answer = 9", ["line 2", "keys like"]),
            (
                "answer = \"F9\"\nmute = \"F9\"",
                ["line 1", "F9 cannot be both answer and mute"],
            ),
        ] {
            let text = format!("[keys]\n{entry}\n");
            let error = toml::from_str::<ConfigFile>(&text)
                .expect_err("it is wrong")
                .to_string();
            for part in parts {
                assert!(error.contains(part), "{part} is missing in\n{error}");
            }
        }
    }
}
