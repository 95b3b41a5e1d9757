//! What becomes of files, folders, links and rights when a file is replaced.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use whole_file::{ReplaceError, Rights, replace};

/// A folder of its own for a test, which goes with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("offhook-whole-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("temporary folders can be made");
        Self(folder)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("it is there");
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        entries
            .map(|entry| name(entry.expect("an entry")))
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).expect("it was made here");
    }
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("it is there")
}

#[test]
fn a_file_that_is_not_there_is_made_with_its_folder_and_nothing_stays_beside_it() {
    let folder = Folder::new("new");
    let path = folder.0.join("a/b/kept");
    replace(&path, b"one", Rights::AsBefore).expect("made");
    replace(&path, b"two, and longer", Rights::AsBefore).expect("replaced");
    replace(&path, b"three", Rights::OwnerAlone).expect("replaced");
    assert_eq!(text(&path), "three");
    let beside = fs::read_dir(folder.0.join("a/b")).expect("made").count();
    assert_eq!(beside, 1);
}

#[test]
fn what_is_no_file_stays_as_it_is() {
    let folder = Folder::new("folder");
    let refused = replace(&folder.0, b"text", Rights::AsBefore).expect_err("a folder");
    assert!(matches!(refused, ReplaceError::NoFile), "{refused}");
    assert!(folder.0.is_dir());
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = Folder::new("no-folder");
    let file = folder.0.join("a-file");
    fs::write(&file, "in the way").expect("written");
    let refused = replace(&file.join("kept"), b"text", Rights::AsBefore).expect_err("no folder");
    let said = refused.to_string();
    assert!(said.starts_with("the folder "), "{said}");
    assert!(said.contains("a-file"), "{said}");
    assert_eq!(text(&file), "in the way");
}

#[test]
fn those_who_replace_it_at_once_never_mix_what_they_write() {
    let folder = Folder::new("at-once");
    let path = folder.0.join("kept");
    thread::scope(|scope| {
        for letter in ["a", "b", "c"] {
            let path = &path;
            scope.spawn(move || {
                for _ in 0..10 {
                    replace(path, letter.repeat(5000).as_bytes(), Rights::AsBefore)
                        .expect("replaced");
                }
            });
        }
    });
    let kept = text(&path);
    assert_eq!(kept, kept[..1].repeat(5000));
    assert_eq!(folder.names(), ["kept"]);
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_the_rights_are_those_that_were_asked_for() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = Folder::new("rights");
    let mode = |path: &Path| {
        let found = fs::metadata(path).expect("it is there");
        found.permissions().mode() & 0o777
    };
    let path = folder.0.join("kept");
    fs::write(&path, "before").expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
    let link = folder.0.join("link");
    symlink(&path, &link).expect("a link");
    replace(&link, b"after", Rights::AsBefore).expect("replaced");
    assert_eq!(text(&path), "after");
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(mode(&path), 0o640);
    replace(&link, b"for its owner", Rights::OwnerAlone).expect("replaced");
    assert_eq!(mode(&path), 0o600);
}
