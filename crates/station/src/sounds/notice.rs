//! What is wrong with the sound, in the phone's language.
//!
//! The sound devices and the files of sound have words of their own, which come as English text, a
//! line each; their forms stand here.

use crate::Station;
use crate::own_words::{fill_words, translated, values_in};

/// The line of what is wrong with the microphone, behind that of the speaker.
const MICROPHONE_LINE: usize = 1;

const NO_MICROPHONE: &str =
    "No microphone works: calls go on, but nobody hears you until one is connected";
const NO_SPEAKER: &str =
    "No speaker works: calls go on, but you hear nothing until one is connected";

/// Both of them in fewer words: a notice has two lines.
const NEITHER: &str =
    "No speaker and no microphone works: calls go on without sound until they are connected";

/// The forms, as the sound devices say them.
const FORMS: &[&str] = &[
    NO_MICROPHONE,
    NO_SPEAKER,
    "{} \"{}\" does not work: \"{}\" is used until it does",
    "{} \"{}\" is not there: connect it, or choose another one",
    "{} \"{}\" was lost: it {}",
    // What a device does that does not work.
    "is not there any more: connect it again, or choose another one",
    "is in use by another program: close that, or choose another device",
    "may not be used: allow this program to use sound devices in the system's settings",
    "stopped moving sound: connect it again, or choose another one",
    "cannot do what is needed ({}): choose another one",
    "failed ({}): check it, or choose another one",
    // Of what cannot be opened.
    "cannot read the sound file {}: {}",
    "cannot write the sound file {}: {}",
    "the sound file {} is {}; a WAV of 8 to 32 bits with 1 or 2 channels is needed",
    "of {} channels",
    "of {} bits",
    "sampled at {} Hz",
    "the ring {} cannot be read: {}",
    "{} is no ring ({}); a ring is WAV, Ogg Vorbis, or raw µ-law of 240 to 16080 bytes",
    "it holds no sound",
    "there is no sound in it",
    "{} bytes",
    "\"{}\" can only be an input; an output can be a device, file:PATH.wav or silence",
    "samples at {} Hz are not handled: use 8000 to 48000",
    "the system gives no thread for sound: {}; close other programs",
    "the sound system does not answer: restart its service, then choose the device again",
];

/// Those of who reads the files, and of the system.
const FORMS_OF_OTHERS: &[&str] = &[
    "Ill-formed WAVE file: {}",
    "The wave format of the file is not supported.",
    "No such file or directory (os error {})",
    "Permission denied (os error {})",
    "Is a directory (os error {})",
    "Not a directory (os error {})",
    "No space left on device (os error {})",
    "Read-only file system (os error {})",
];

impl Station {
    /// The notices, a line each, in the phone's language, as far as their forms are known.
    pub(crate) fn sound_words(&self, english: &str) -> String {
        let mut notices: Vec<&str> = Vec::new();
        for notice in english.lines().filter(|line| !line.is_empty()) {
            // The same trouble in two places is said once.
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        }
        if [NO_SPEAKER, NO_MICROPHONE]
            .iter()
            .all(|one| notices.contains(one))
        {
            notices.retain(|&notice| notice != NO_MICROPHONE && notice != NO_SPEAKER);
            notices.insert(0, NEITHER);
        }
        let words = notices.iter().map(|notice| self.sound_notice(notice));
        words.collect::<Vec<_>>().join("; ")
    }

    /// Those of what plays.
    pub(crate) fn output_words(&self, english: &str) -> String {
        let of_output = english.lines().enumerate();
        let of_output = of_output.filter(|(place, _)| *place != MICROPHONE_LINE);
        let lines: Vec<&str> = of_output.map(|(_, line)| line).collect();
        self.sound_words(&lines.join("\n"))
    }

    fn sound_notice(&self, english: &str) -> String {
        self.known_sound_words(english)
            .unwrap_or_else(|| english.to_owned())
    }

    fn known_sound_words(&self, english: &str) -> Option<String> {
        for form in FORMS.iter().chain([&NEITHER]).chain(FORMS_OF_OTHERS) {
            let Some(values) = values_in(form, english) else {
                continue;
            };
            let values: Vec<_> = values.iter().map(|value| self.part(value)).collect();
            let values: Vec<_> = values.iter().map(|value| value as _).collect();
            let words = translated(self.config.language, form)?;
            return Some(fill_words(words, &values));
        }
        // A device, and what it does.
        let (device, does) = english.split_once("\" ")?;
        let (side, name) = device.split_once(" \"")?;
        let does = self.known_sound_words(does)?;
        let words = translated(self.config.language, "{} \"{}\" {}")?;
        Some(fill_words(words, &[&self.part(side), &name, &does]))
    }

    /// Which way the sound goes, the system's choice, or what a device does; names stay.
    fn part(&self, value: &str) -> String {
        match value {
            "Microphone" | "Speaker" | "system default" => self.words(value).to_owned(),
            value => self.sound_notice(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Language, Station, StationConfig};

    use super::*;

    fn station(language: Language) -> Station {
        Station::new(StationConfig {
            language,
            ..StationConfig::default()
        })
    }

    #[test]
    fn what_is_wrong_with_the_sound_is_said_in_the_phones_language() {
        let german = station(Language::German);
        for (english, words) in [
            (
                "No microphone works: calls go on, but nobody hears you until one is connected",
                "Kein Mikrofon geht: Gespräche laufen weiter, doch niemand hört Sie",
            ),
            (
                "Speaker \"Jabra \"30\"\" does not work: \"Built-in\" is used until it does",
                "Lautsprecher „Jabra \"30\"“ geht nicht: So lange wird „Built-in“ benutzt",
            ),
            (
                "Microphone \"Jabra\" was lost: it stopped moving sound: connect it again, or choose another one",
                "Mikrofon „Jabra“ ist ausgefallen: gibt keinen Ton mehr; neu anschließen oder ein anderes wählen",
            ),
            (
                "Microphone \"Jabra\" failed (EIO): check it, or choose another one",
                "Mikrofon „Jabra“ versagt (EIO); prüfen oder ein anderes wählen",
            ),
            (
                "Microphone \"x\" does not work: \"system default\" is used until it does",
                "Mikrofon „x“ geht nicht: So lange wird „Standard des Systems“ benutzt",
            ),
            (
                "cannot read the sound file /a/b.wav: No such file or directory (os error 2)",
                "Die Klangdatei /a/b.wav ist nicht lesbar: Diese Datei gibt es nicht (os error 2)",
            ),
            (
                "cannot read the sound file b.wav: Ill-formed WAVE file: no RIFF tag found",
                "Die Klangdatei b.wav ist nicht lesbar: keine richtige WAV-Datei (no RIFF tag found)",
            ),
            (
                "the sound file b.wav is of 6 channels; a WAV of 8 to 32 bits with 1 or 2 channels is needed",
                "Die Klangdatei b.wav passt nicht (6 Kanäle); nötig ist WAV mit 8 bis 32 Bit und 1 oder 2 Kanälen",
            ),
            (
                "/a/b.raw is no ring (7 bytes); a ring is WAV, Ogg Vorbis, or raw µ-law of 240 to 16080 bytes",
                "/a/b.raw ist kein Klingelton (7 Byte); das sind WAV, Ogg Vorbis oder rohes µ-law von 240 bis 16080 Byte",
            ),
            ("something else", "something else"),
            ("", ""),
        ] {
            assert_eq!(german.sound_words(english), words);
            let same = station(Language::English).sound_words(english);
            assert_eq!(same, english);
        }
    }

    #[test]
    fn what_is_wrong_in_two_places_is_said_in_one_sentence_or_in_two() {
        let german = station(Language::German);
        let both = format!("{NO_SPEAKER}\n{NO_MICROPHONE}");
        assert_eq!(
            german.sound_words(&both),
            "Weder Lautsprecher noch Mikrofon geht: Gespräche laufen ohne Ton weiter"
        );
        assert_eq!(station(Language::English).sound_words(&both), NEITHER);
        let two = format!(
            "Speaker \"Jabra\" failed (EIO): check it, or choose another one\n{NO_MICROPHONE}"
        );
        assert_eq!(
            german.sound_words(&two),
            "Lautsprecher „Jabra“ versagt (EIO); prüfen oder ein anderes wählen; \
             Kein Mikrofon geht: Gespräche laufen weiter, doch niemand hört Sie"
        );
    }

    #[test]
    fn what_plays_is_told_from_the_microphone_and_trouble_of_two_places_is_said_once() {
        let english = station(Language::English);
        let one = "the system gives no thread for sound: x; close other programs";
        let lines = format!("{one}\n{NO_MICROPHONE}\n{one}");
        assert_eq!(
            english.sound_words(&lines),
            format!("{one}; {NO_MICROPHONE}")
        );
        assert_eq!(english.output_words(&lines), one);
        assert_eq!(english.output_words(&format!("\n{NO_MICROPHONE}\n")), "");
    }

    #[test]
    fn every_form_is_written_where_it_is_from_and_known_in_every_language() {
        let mut written = String::new();
        for file in ["event", "error", "choice", "wav", "ring_file"] {
            let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/../sound/src");
            let path = format!("{sources}/{file}.rs");
            written += &std::fs::read_to_string(path).expect("the sources are there");
        }
        for name in [
            "side",
            "wanted",
            "device",
            "trouble",
            "words",
            "path",
            "source",
            "what",
            "reason",
            "0",
            "channels",
            "sample_rate",
            "bits_per_sample",
            "length",
        ] {
            written = written.replace(&format!("{{{name}}}"), "{}");
        }
        for form in FORMS {
            let quoted = format!("\"{}\"", form.replace('"', "\\\""));
            assert!(written.contains(&quoted), "{form}");
        }
        for form in FORMS.iter().chain([&NEITHER]).chain(FORMS_OF_OTHERS) {
            for language in Language::ALL.into_iter().skip(1) {
                assert!(translated(language, form).is_some(), "{language}: {form}");
            }
        }
    }
}
