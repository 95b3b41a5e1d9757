//! Where files go that a person has written, and files as a person names them.

use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, choose_base_strategy};

/// The person's folder of documents: as the desktop names it, else the usual one if it is
/// there, else the home folder.
pub(crate) fn folder() -> Option<PathBuf> {
    let strategy = choose_base_strategy().ok()?;
    let home = strategy.home_dir();
    if cfg!(all(unix, not(target_os = "macos"))) {
        let file = strategy.config_dir().join("user-dirs.dirs");
        let named = std::fs::read_to_string(file).ok();
        let named = named.and_then(|text| named_in(&text, home));
        if let Some(folder) = named.filter(|folder| folder.is_dir()) {
            return Some(folder);
        }
    }
    let usual = home.join("Documents");
    Some(match usual.is_dir() {
        true => usual,
        false => home.to_owned(),
    })
}

/// A file of this name among the documents that is not there yet: `calls.csv`, `calls-2.csv`.
#[cfg(feature = "window")]
pub(crate) fn free_file(stem: &str, ending: &str) -> String {
    let folder = folder().unwrap_or_default();
    let more = (2..100).map(|count| format!("{stem}-{count}.{ending}"));
    let usual = format!("{stem}.{ending}");
    let mut names = std::iter::once(usual.clone()).chain(more);
    let name = names.find(|name| !folder.join(name).exists());
    folder.join(name.unwrap_or(usual)).display().to_string()
}

/// A path as a person types or pastes it: from the home folder on, in the quotes in which
/// desktops copy it, or a name alone, which is among the documents unless it is right here.
#[cfg(feature = "window")]
pub(crate) fn typed(path: &str) -> PathBuf {
    let path = path.trim();
    let quoted = ['"', '\'']
        .into_iter()
        .find_map(|quote| path.strip_prefix(quote)?.strip_suffix(quote));
    let path = quoted.unwrap_or(path);
    let home = || Some(choose_base_strategy().ok()?.home_dir().to_owned());
    if let Some((rest, home)) = path.strip_prefix("~/").zip(home()) {
        return home.join(rest);
    }
    let path = PathBuf::from(path);
    match folder().filter(|_| path.is_relative() && !path.exists()) {
        Some(folder) => folder.join(path),
        None => path,
    }
}

/// What the desktop's list of folders says; the home folder itself means that there is none.
fn named_in(text: &str, home: &Path) -> Option<PathBuf> {
    let line = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("XDG_DOCUMENTS_DIR="))?;
    let value = line.trim().trim_matches('"');
    let folder = match value.strip_prefix("$HOME") {
        Some(rest) => home.join(rest.trim_start_matches('/')),
        None => PathBuf::from(value),
    };
    (folder.is_absolute() && folder != home).then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_documents_is_the_one_the_desktop_names() {
        let home = Path::new("/home/ada");
        let named = |text| named_in(text, home);
        let text =
            "# comment\nXDG_MUSIC_DIR=\"$HOME/Musik\"\nXDG_DOCUMENTS_DIR=\"$HOME/Dokumente\"\n";
        assert_eq!(named(text), Some(home.join("Dokumente")));
        assert_eq!(
            named("XDG_DOCUMENTS_DIR=\"/srv/ada\""),
            Some(PathBuf::from("/srv/ada"))
        );
        assert_eq!(named("XDG_DOCUMENTS_DIR=\"$HOME/\""), None);
        assert_eq!(named(""), None);
    }

    #[cfg(feature = "window")]
    #[test]
    fn a_path_is_taken_as_it_is_typed_or_pasted() {
        assert_eq!(typed(" /a b/c.vcf "), PathBuf::from("/a b/c.vcf"));
        assert_eq!(typed("'/a b/c.vcf'"), PathBuf::from("/a b/c.vcf"));
        assert_eq!(typed("\"/c.vcf\""), PathBuf::from("/c.vcf"));
        assert_eq!(typed("/\"c.vcf\""), PathBuf::from("/\"c.vcf\""));
        for path in ["~/no such.vcf", "no such.vcf"] {
            let path = typed(path);
            assert!(path.is_absolute(), "{}", path.display());
            assert!(path.ends_with("no such.vcf"));
        }
    }
}
