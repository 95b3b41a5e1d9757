//! A test that cannot run here says so loudly; on CI it fails instead.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

/// Says that `what` is skipped because of `why`.
///
/// # Panics
///
/// When `CI` is set in the environment: there nothing may be skipped.
pub fn skip(what: &str, why: &str) {
    assert!(
        std::env::var_os("CI").is_none(),
        "{what} cannot run on CI: {why}"
    );
    say(&format!("SKIPPED: {what}: {why}"));
}

/// Says what everybody shall see: of a test that passes, the harness hides what `eprintln!` prints.
pub fn say(text: &str) {
    // Nobody to tell is no failure.
    let _ = writeln!(std::io::stderr(), "\n*** {text}\n");
}

/// Whether a program can be started by this name; if not, says that `what` is skipped.
pub fn has_program(program: &str, what: &str) -> bool {
    let found = std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    });
    if !found {
        skip(
            what,
            &format!("{program} is not installed (scripts/test installs it)"),
        );
    }
    found
}

/// Whether this process is root; if not, says that `what` is skipped.
pub fn is_root(what: &str) -> bool {
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    if !root {
        skip(what, "needs root");
    }
    root
}

/// The folder of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ lies in the repository")
}
