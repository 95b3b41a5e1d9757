//! The address book from the command line.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::harness::{Running, offhook};

/// A folder with a configuration whose books are in it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("offhook-contacts-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("temporary folders can be made");
        let folder = Self(folder);
        folder.write(
            "config.toml",
            "[contacts]\nfile = \"mine.vcf\"\nbooks = [\"firm.vcf\"]\n\
             [[dialling.rule]]\nbegins_with = \"+\"\nstrip = 1\nprefix = \"00\"\n",
        );
        folder.write(
            "firm.vcf",
            "BEGIN:VCARD\nVERSION:4.0\nFN:Eve Bobcat\nTEL:1004\nEND:VCARD\n",
        );
        folder
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        fs::write(&path, text).expect("it can be written");
        path.display().to_string()
    }

    fn run(&self, arguments: &[&str]) -> crate::harness::Finished {
        let config = self.0.join("config.toml").display().to_string();
        let mut command = offhook(&["contacts"]);
        command.args(arguments).args(["--config", &config]);
        Running::start(&mut command).finish()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left lies in the folder of temporary files.
        let _left = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn files_are_taken_into_the_own_book_and_everybody_is_found() {
    let folder = Folder::new("import");
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Bob Smith\nTEL;TYPE=cell:+49 171 1234567\nEND:VCARD\n";
    let cards = folder.write("phone.vcf", card);
    let table = folder.write("table.csv", "Name,Phone\nZoë Müller,1005\n");
    let finished = folder.run(&["import", &cards, &table]);
    finished.ended_with(0);
    assert!(
        finished.lines[0].ends_with("1 added, 0 completed, 0 known already"),
        "{finished:?}"
    );
    let finished = folder.run(&["import", &cards]);
    assert!(finished.lines[0].contains("0 added"), "{finished:?}");

    let finished = folder.run(&["search", "--json", "bob"]);
    let found: Vec<Value> = finished
        .lines
        .iter()
        .map(|line| serde_json::from_str(line).expect("an object a line"))
        .collect();
    let told: Vec<_> = found
        .iter()
        .map(|one| {
            (
                one["name"].as_str(),
                one["dialled"].as_str(),
                one["book"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some("Bob Smith"), Some("00491711234567"), None),
            (Some("Eve Bobcat"), Some("1004"), Some("firm")),
        ]
    );
    let finished = folder.run(&["search", "zoe", "mul"]);
    assert_eq!(finished.lines, ["Zoë Müller  1005  Work"]);
}

#[test]
fn who_was_called_lately_is_found_first_as_in_the_quick_search() {
    let folder = Folder::new("recent");
    folder.write(
        "mine.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Bob Smith\nTEL:1003\nEND:VCARD\n",
    );
    let names = |folder: &Folder| -> Vec<String> {
        let finished = folder.run(&["search", "--json", "bob"]);
        let lines = finished.lines.iter();
        let found = lines.map(|line| serde_json::from_str::<Value>(line).expect("an object"));
        found.map(|one| one["name"].to_string()).collect()
    };
    assert_eq!(names(&folder), ["\"Bob Smith\"", "\"Eve Bobcat\""]);
    let calls = folder.write(
        "calls.json",
        r#"{"format":1,"calls":[{"list":"placed","number":"1004"}]}"#,
    );
    let config = fs::read_to_string(folder.0.join("config.toml")).expect("it is there");
    folder.write("config.toml", &format!("call_log = \"{calls}\"\n{config}"));
    assert_eq!(names(&folder), ["\"Eve Bobcat\"", "\"Bob Smith\""]);
}

#[test]
fn a_further_book_that_is_not_there_is_named_and_the_others_are_looked_into() {
    let folder = Folder::new("gone");
    folder.write(
        "config.toml",
        "[contacts]\nfile = \"mine.vcf\"\nbooks = [\"gone.vcf\", \"firm.vcf\"]\n",
    );
    let finished = folder.run(&["search", "eve"]);
    finished.ended_with(1);
    finished.said("gone.vcf cannot be read");
    assert!(!finished.errors.contains("mine.vcf"), "{finished:?}");
    assert!(finished.lines[0].contains("Eve Bobcat"), "{finished:?}");
}

#[test]
fn nobody_and_a_file_that_is_none_end_with_a_status_of_their_own() {
    let folder = Folder::new("nobody");
    let finished = folder.run(&["search", "xaver"]);
    finished.ended_with(1);
    let finished = folder.run(&["import", "/nonexistent/cards.vcf"]);
    finished.ended_with(1);
    finished.said("/nonexistent/cards.vcf");
}
