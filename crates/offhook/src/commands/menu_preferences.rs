//! What a person chooses in the phone's own menus, kept in the configuration file.

use softphone::{AudioPath, Change, Changes, Event, Language, Preference};
use tokio::task::spawn_blocking;

use crate::config::kept::{Draft, Kept};

/// Keeps every preference that the phone tells of, until it has left.
pub(crate) async fn keep_preferences(mut changes: Changes, file: Kept) {
    while let Some(change) = changes.next().await {
        let Change::Event(Event::Preferred(preference)) = change.change else {
            continue;
        };
        let file = file.clone();
        let kept = spawn_blocking(move || file.change(|draft| put(draft, &preference)));
        match kept.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "what was chosen cannot be kept"),
            Err(error) => tracing::warn!(%error, "what was chosen is not kept"),
        }
    }
}

fn put(draft: &mut Draft, preference: &Preference) {
    match preference {
        Preference::Ring(ring) => draft.set("rings.default", ring.as_str()),
        Preference::LineRing { line, ring } => {
            draft.set_or_remove(&format!("rings.lines.{line}"), ring.as_deref());
        }
        Preference::VisualRing(on) => draft.set_or_remove("look.visual_ring", on.then_some(true)),
        Preference::MuteReminder(on) => {
            draft.set_or_remove("mute_reminder", (!on).then_some(false));
        }
        // The window keeps how it looks; quiet is for this time.
        Preference::Theme(_) | Preference::DoNotDisturb(_) => {}
        Preference::Language(language) => draft.set("language", code(*language)),
        Preference::Volume { path, volume } => {
            let table = match path {
                None => "ringer",
                Some(AudioPath::Headset) => "headset",
                Some(AudioPath::Handset) => "handset",
                Some(AudioPath::Speaker) => "speaker",
            };
            draft.set(&format!("{table}.volume"), i64::from(*volume));
        }
    }
}

/// The language as the file has it.
const fn code(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::German => "de",
        Language::French => "fr",
        Language::Spanish => "es",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFile;

    #[test]
    fn what_is_chosen_in_the_menus_is_what_the_file_says_at_the_next_start() {
        let chosen = [
            Preference::Ring("Bells".into()),
            Preference::LineRing {
                line: 2,
                ring: Some("Chirp 1".into()),
            },
            Preference::LineRing {
                line: 3,
                ring: Some("Soft".into()),
            },
            Preference::LineRing {
                line: 3,
                ring: None,
            },
            Preference::VisualRing(true),
            Preference::Language(Language::French),
            Preference::Volume {
                path: None,
                volume: 30,
            },
        ];
        let text = Draft::changed("# mine\n", |draft| {
            for preference in &chosen {
                put(draft, preference);
            }
        })
        .expect("it is TOML");
        assert!(text.contains("# mine"), "{text}");
        let file = ConfigFile::parse(&text).expect("the phone reads it");
        assert_eq!(file.rings.default.as_deref(), Some("Bells"));
        assert_eq!(file.rings.lines.len(), 1, "{text}");
        assert_eq!(file.rings.lines[&2], "Chirp 1");
        assert!(file.look.visual_ring);
        assert_eq!(file.sound().volumes().ringer, 30);
        let language = file.language.map(crate::values::LanguageChoice::language);
        assert_eq!(language, Some(Language::French));
    }
}
