//! Why something failed, and what else other rooms tell, in the words of the window's language.
//!
//! Files, the X server and the system are asked in other rooms, and what these say of a
//! failure comes as English text, which is also what the log has. Its forms stand here, each with
//! `{}` for what it names; what fits none is the words of somebody else, and stays as it is.

use station::{fill_words, values_in};

use crate::words::Words;

/// The forms, as they are written where they are from.
const FORMS: &[&str] = &[
    // Of the keys for everywhere.
    "the X server cannot be reached: {}",
    "the X server is gone: {}",
    "the X server refuses: {}",
    // Of the configuration file.
    "the configuration file {} cannot be read: {}",
    "the configuration file {} cannot be written: {}",
    "another program holds the configuration file {}",
    "the configuration file {} is wrong:\n{}",
    "that cannot be kept in the configuration file {}: {}",
    "protocol version {} cannot be offered; 3 to 22 can",
    "{} is no DSCP code point; 0 to 63 are",
    "{} is no volume; 0 to 100 are",
    "the codec {} needs a library that this machine does not have; docs/media.md names it",
    "`{}` is no device name; write SEP and twelve hexadecimal digits, or up to 15 letters, digits, - and _",
    "`{}` is no server; write it like host, host:2000 or [::1]:2000",
    "`{}` is no device type of this phone; it has 7960, 7970 and 30016",
    "`{}` is no range of ports; write it like 20000-20100, from 1024 on",
    "`{}` is no region of this phone; it has north-america, europe and united-kingdom",
    "`{}` is no codec of this phone; it has {}",
    "`{}` is no length of time; write it like 300ms, 5s or 1m",
    "`{}` is no noise suppression; write off, low, moderate or high",
    "`{}` is no audio mode; there are headset, handset and speaker",
    "`{}` is no key: write it as Ctrl+Shift+A, Alt+K, F2, PageUp, Enter, with Ctrl, Alt and Shift before it",
    "`{}` is no ring of this phone; it has {}",
    // Of what is written as a sound device.
    "no sound device named: write default, silence, tone:440, file:PATH.wav or a device's name",
    "\"{}:\" needs the path of a WAV file behind it, for example {}:greeting.wav",
    "\"device:\" needs a device's name behind it; `offhook devices` lists them",
    "\"{}\" is no frequency for a tone: write one from 20 to 20000 Hz, for example tone:440",
    "\"{}\" can only be an input; an output can be a device, file:PATH.wav or silence",
    // Of the files of numbers and names.
    "the contacts in {} cannot be read: {}",
    "the contacts cannot be kept in {}: {}",
    "there are no contacts in {}; vCard (.vcf) and CSV files are read",
    "line {} of the file of dial rules is no XML: {}",
    "there is no <DialRules> in the file of dial rules",
    "rule {} of the file of dial rules, in line {}, is wrong: {}",
    "the file has more than {} dial rules",
    "the report cannot be written: {}",
    "the file cannot be written: {}",
    "{} cannot be written: {}",
    // Of the ladder: what is no message.
    "connected",
    "disconnected",
    "no SCCP",
    "{} begins",
    "RTP ends: {} packets",
    "RTP ends: {} packets, {} lost there, jitter {} ms",
    "RTP ends: {} packets, {} lost, jitter {}/{} ms, MOS {}",
    "{} bytes, {}",
    "dialled digits",
    "may hold keys",
    "not decoded",
    // Of a file that is replaced.
    "it is no file",
    "the folder {} cannot be made: {}",
    "in the folder {} you need the right to make files: {}",
];

/// Those of who reads the configuration file, and of the system.
const FORMS_OF_OTHERS: &[&str] = &[
    "unknown field `{}`",
    "unknown variant `{}`, expected one of {}",
    "unknown variant `{}`, expected `{}` or `{}`",
    "invalid type: {}, expected {}",
    "invalid value: {}, expected {}",
    "duplicate key",
    "No such file or directory (os error {})",
    "Permission denied (os error {})",
    "Is a directory (os error {})",
    "Not a directory (os error {})",
    "File exists (os error {})",
    "No space left on device (os error {})",
    "Read-only file system (os error {})",
    "Connection refused (os error {})",
    "stream did not contain valid UTF-8",
];

impl Words {
    /// Why something failed, in this language as far as the words are ours.
    pub(crate) fn reason(self, english: &str) -> String {
        self.known_reason(english)
            .unwrap_or_else(|| english.to_owned())
    }

    /// The same where it stands alone, as a sentence.
    pub(crate) fn sentence(self, english: &str) -> String {
        let said = self.reason(english);
        let is_ours = |form: &&str| {
            form.starts_with(char::is_lowercase) && values_in(form, english).is_some()
        };
        let mut letters = said.chars();
        match letters.next().filter(|_| FORMS.iter().any(is_ours)) {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => said,
        }
    }

    /// What is wrong with a file; words of the one who reads it are quoted.
    pub(crate) fn wrong(self, english: &str) -> String {
        self.known_reason(english)
            .unwrap_or_else(|| self.with("this cannot be read (“{}”)", &[&english]))
    }

    /// The same where the words are known.
    fn known_reason(self, english: &str) -> Option<String> {
        for form in FORMS.iter().chain(FORMS_OF_OTHERS) {
            if let Some(values) = values_in(form, english) {
                let values: Vec<_> = values.iter().map(|value| self.reason(value)).collect();
                let values: Vec<_> = values.iter().map(|value| value as _).collect();
                return Some(fill_words(self.say(form), &values));
            }
        }
        // What it is about, and then why.
        let mut ends = english.match_indices(": ");
        ends.find_map(|(at, colon)| {
            let (about, why) = (&english[..at], &english[at + colon.len()..]);
            let why = self.known_reason(why)?;
            Some(format!("{about}: {why}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use station::Language;

    use super::*;

    fn in_german(english: &str) -> String {
        Words::of(Language::German).reason(english)
    }

    #[test]
    fn a_reason_is_said_in_the_language_with_what_it_names_and_its_cause() {
        let gone = "No such file or directory (os error 2)";
        assert_eq!(in_german(gone), "Diese Datei gibt es nicht (os error 2)");
        assert_eq!(
            in_german(&format!(
                "the contacts in /a b/c.vcf cannot be read: {gone}"
            )),
            "Die Kontakte in /a b/c.vcf sind nicht lesbar: Diese Datei gibt es nicht (os error 2)"
        );
        assert_eq!(
            in_german(
                "the configuration file /etc/x cannot be written: Permission denied (os error 13)"
            ),
            "Die Konfigurationsdatei /etc/x kann nicht geschrieben werden: Keine Berechtigung (os error 13)"
        );
        // What the ladder tells that is no message of the protocol.
        assert_eq!(
            in_german("RTP ends: 7 packets, 0 lost, jitter 0.1/0.2 ms, MOS 4.41"),
            "RTP endet: 7 Pakete, 0 verloren, Jitter 0.1/0.2 ms, MOS 4.41"
        );
        assert_eq!(
            in_german("RTP ends: 7 packets, 1 lost there, jitter 0.1 ms"),
            "RTP endet: 7 Pakete, 1 dort verloren, Jitter 0.1 ms"
        );
        assert_eq!(
            in_german("12 bytes, dialled digits"),
            "12 Bytes, gewählte Ziffern"
        );
        // About what, and why.
        assert_eq!(
            in_german(&format!("/tmp/calls.csv: {gone}")),
            "/tmp/calls.csv: Diese Datei gibt es nicht (os error 2)"
        );
    }

    #[test]
    fn a_reason_that_stands_alone_begins_as_a_sentence_does() {
        let english = Words::of(Language::English);
        assert_eq!(
            english.sentence("there are no contacts in a.png; vCard (.vcf) and CSV files are read"),
            "There are no contacts in a.png; vCard (.vcf) and CSV files are read"
        );
        for name in [
            "cm.example.org: no answer",
            "",
            "/tmp/a: File exists (os error 17)",
        ] {
            assert_eq!(english.sentence(name), name);
        }
        let german = Words::of(Language::German);
        assert_eq!(
            german.sentence("it is no file"),
            german.reason("it is no file")
        );
    }

    #[test]
    fn words_of_others_stay_and_are_quoted_where_a_file_is_wrong() {
        let words = "invalid table header; expected `.`, `]`";
        assert_eq!(in_german(words), words);
        let quoted = Words::of(Language::German).wrong(words);
        assert!(quoted.contains(&format!("„{words}“")), "{quoted}");
        let known = Words::of(Language::French).wrong("unknown field `sever`");
        assert!(known.contains("« sever »"), "{known}");
        assert_eq!(
            Words::of(Language::English).wrong("unknown field `sever`"),
            "unknown field `sever`"
        );
    }

    /// A form that nobody writes any more would never be met, and its reason stay English.
    #[test]
    fn every_form_is_written_where_it_is_from() {
        fn read(folder: &Path, into: &mut String) {
            for entry in std::fs::read_dir(folder).expect("the sources are there") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    read(&path, into);
                } else {
                    into.push_str(&std::fs::read_to_string(&path).expect("text"));
                }
            }
        }
        let mut sources = String::new();
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for room in [
            "offhook",
            "contacts",
            "numbers",
            "keymap",
            "enhance",
            "lab",
            "sound",
            "whole_file",
        ] {
            read(&crates.join(room).join("src"), &mut sources);
        }
        // `{path}`, `{0}` and `{source}` are places as well.
        let mut written = String::new();
        let mut rest = sources.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            written.push_str(before);
            written.push('{');
            rest = match after.split_once('}') {
                Some((name, after)) if !name.contains([' ', '{', '\n']) => {
                    written.push('}');
                    after
                }
                _ => after,
            };
        }
        written.push_str(rest);
        for form in FORMS {
            let form = format!("\"{}\"", form.replace('\n', "\\n").replace('"', "\\\""));
            assert!(written.contains(&form), "{form}");
        }
    }
}
