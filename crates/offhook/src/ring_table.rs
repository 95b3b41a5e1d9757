//! The table `[rings]` of the configuration file: which ring sounds, and rings of one's own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer};
use softphone::voice::{OwnRing, USUAL_RING, ring_names};

use crate::settings::SettingsError;

/// What the file says. Every key may be left out.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RingsTable {
    /// The ring of all lines that have none of their own.
    pub(crate) default: Option<String>,
    /// Those of lines, by their number; 1 is the first.
    #[serde(deserialize_with = "by_line")]
    pub(crate) lines: BTreeMap<u32, String>,
    /// Files that ring as well.
    #[serde(deserialize_with = "one_or_several")]
    pub(crate) own: Vec<PathBuf>,
}

impl RingsTable {
    /// The rings of the person's own; paths are from the folder of the configuration file on.
    pub(crate) fn own_rings(&self, file: Option<&Path>) -> Vec<OwnRing> {
        let folder = file.and_then(Path::parent).unwrap_or(Path::new(""));
        let own = self.own.iter();
        own.map(|path| OwnRing::of(folder.join(path))).collect()
    }

    /// What the phone is told of them; a name that nothing rings by is told at the start, not when
    /// a call comes.
    pub(crate) fn tell(
        &self,
        station: &mut softphone::StationConfig,
        own: &[OwnRing],
    ) -> Result<(), SettingsError> {
        let names = ring_names(own);
        let mut chosen = self.default.iter().chain(self.lines.values());
        if let Some(name) = chosen.find(|name| !name.is_empty() && !names.contains(name)) {
            return Err(SettingsError::Ring {
                name: name.clone(),
                names: names.join(", "),
            });
        }
        station.choices.rings = names;
        let preferences = &mut station.preferences;
        preferences.ring = match &self.default {
            Some(ring) => ring.clone(),
            None => USUAL_RING.to_owned(),
        };
        preferences.line_rings = self.lines.clone();
        Ok(())
    }
}

fn by_line<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<u32, String>, D::Error> {
    let lines: BTreeMap<String, String> = BTreeMap::deserialize(from)?;
    lines
        .into_iter()
        .map(|(line, ring)| match line.parse() {
            Ok(line) => Ok((line, ring)),
            Err(_) => Err(serde::de::Error::custom(format!(
                "`{line}` is no number of a line"
            ))),
        })
        .collect()
}

fn one_or_several<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<PathBuf>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Files {
        One(PathBuf),
        Several(Vec<PathBuf>),
    }
    Ok(match Files::deserialize(from)? {
        Files::One(file) => vec![file],
        Files::Several(files) => files,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_are_chosen_for_all_lines_and_for_one_and_files_ring_too() {
        let table: RingsTable = toml::from_str(
            "default = \"Bells\"\nown = [\"bell.ogg\", \"/rings/horn.wav\"]\n[lines]\n2 = \"horn\"\n",
        )
        .expect("it is right");
        let own = table.own_rings(Some(Path::new("/home/me/.config/offhook/config.toml")));
        assert_eq!(own[0].file, Path::new("/home/me/.config/offhook/bell.ogg"));
        assert_eq!(own[1].name, "horn");
        let mut station = softphone::StationConfig::default();
        table.tell(&mut station, &own).expect("they are there");
        assert_eq!(station.preferences.ring, "Bells");
        assert_eq!(station.preferences.line_rings[&2], "horn");
        assert!(station.choices.rings.contains(&"horn".to_owned()));
        assert!(station.choices.rings.contains(&"Bells".to_owned()));
        let gone = table
            .tell(&mut station, &[])
            .expect_err("its file is not named");
        assert!(
            gone.to_string()
                .starts_with("`horn` is no ring of this phone; it has Marimba"),
            "{gone}"
        );
        let one: RingsTable = toml::from_str("own = \"bell.ogg\"").expect("it is right");
        assert_eq!(one.own, [PathBuf::from("bell.ogg")]);
        assert!(toml::from_str::<RingsTable>("[lines]\nfirst = \"Bells\"\n").is_err());
    }
}
