//! The program's entry on a desktop.

use std::path::PathBuf;
use std::process::Command;

use crate::harness::{Finished, Running, offhook};

struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Self {
        let name = format!("offhook-install-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("there is room");
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> Finished {
        let mut command = offhook(arguments);
        command
            .env("XDG_DATA_HOME", self.0.join("share"))
            .env("XDG_CONFIG_HOME", self.0.join("config"));
        let finished = Running::start(&mut command).finish();
        finished.ended_with(0);
        finished
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // It is in the system's temporary folder.
        let _left = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_entry_follows_links_is_right_and_goes_again() {
    let home = Home::new("entry");
    home.run(&["install"]);
    let entry = home.0.join("share/applications/offhook.desktop");
    let text = std::fs::read_to_string(&entry).expect("it was written");
    for line in [
        "MimeType=x-scheme-handler/tel;x-scheme-handler/callto;x-scheme-handler/sccp;x-scheme-handler/skinny;",
        "Icon=offhook",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}:\n{text}");
    }
    let start = text.lines().find_map(|line| line.strip_prefix("Exec="));
    let program = start.expect("it starts something");
    assert_eq!(program, format!("\"{}\" %u", env!("CARGO_BIN_EXE_offhook")));
    assert!(
        home.0
            .join("share/icons/hicolor/256x256/apps/offhook.png")
            .is_file()
    );

    match Command::new("desktop-file-validate").arg(&entry).output() {
        Ok(judged) => assert!(judged.status.success(), "{judged:?}"),
        Err(error) => {
            assert!(
                std::env::var_os("CI").is_none(),
                "desktop-file-validate: {error}"
            );
            eprintln!(
                "*** SKIPPED: desktop-file-validate is not installed (scripts/test installs it)"
            );
        }
    }

    let removed = home.run(&["install", "--remove"]);
    assert!(!entry.exists(), "{removed:?}");
    let again = home.run(&["install", "--remove"]);
    assert_eq!(again.lines, ["Nothing was there."]);
}
