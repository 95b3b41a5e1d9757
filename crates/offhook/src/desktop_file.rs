//! The program's entry in the menus of a desktop, with the links that it follows, and its
//! start with the desktop (freedesktop.org's Desktop Entry and Autostart Specifications).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, choose_base_strategy};

/// What the entry is called everywhere; the window says the same (`app_id`).
const NAME: &str = "offhook";

/// The icons, as they are embedded: folder in the theme, file, content.
const ICONS: [(&str, &str, &[u8]); 2] = [
    (
        "256x256",
        "offhook.png",
        include_bytes!("../../../assets/icons/offhook-256.png"),
    ),
    (
        "scalable",
        "offhook.svg",
        include_bytes!("../../../assets/icons/offhook.svg"),
    ),
];

/// The links that the entry offers to follow.
const SCHEMES: [&str; 4] = ["tel", "callto", "sccp", "skinny"];

/// Where entries stand.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    data: PathBuf,
    config: PathBuf,
}

impl Places {
    /// Those of this user; nothing where there are none.
    pub(crate) fn of_user() -> Option<Self> {
        let strategy = choose_base_strategy().ok()?;
        Some(Self {
            data: strategy.data_dir(),
            config: strategy.config_dir(),
        })
    }

    /// The folder of entries.
    pub(crate) fn applications(&self) -> PathBuf {
        self.data.join("applications")
    }

    /// The entry.
    pub(crate) fn entry(&self) -> PathBuf {
        self.applications().join(format!("{NAME}.desktop"))
    }

    /// The entry of what starts with the desktop.
    pub(crate) fn at_login(&self) -> PathBuf {
        self.config
            .join("autostart")
            .join(format!("{NAME}.desktop"))
    }

    fn icons(&self) -> impl Iterator<Item = (PathBuf, &'static [u8])> {
        let theme = self.data.join("icons/hicolor");
        ICONS
            .into_iter()
            .map(move |(size, file, content)| (theme.join(size).join("apps").join(file), content))
    }

    /// Puts entry and icons there; gives what was written.
    pub(crate) fn install(&self, program: &Path) -> io::Result<Vec<PathBuf>> {
        let mut written = Vec::new();
        for (path, content) in self.icons() {
            write(&path, content)?;
            written.push(path);
        }
        let path = self.entry();
        write(&path, entry(program).as_bytes())?;
        written.push(path);
        Ok(written)
    }

    /// Takes all away that was put there; gives what was found.
    pub(crate) fn remove(&self) -> io::Result<Vec<PathBuf>> {
        let icons = self.icons().map(|(path, _)| path);
        let mut removed = Vec::new();
        for path in icons.chain([self.entry(), self.at_login()]) {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                Err(_) => {}
                Ok(()) => removed.push(path),
            }
        }
        Ok(removed)
    }

    /// Whether the program starts with the desktop.
    #[cfg(feature = "window")]
    pub(crate) fn starts_at_login(&self) -> bool {
        self.at_login().is_file()
    }

    /// Has it start with the desktop, or not.
    #[cfg(feature = "window")]
    pub(crate) fn start_at_login(&self, program: &Path, start: bool) -> io::Result<()> {
        let path = self.at_login();
        if start {
            return write(&path, autostart(program).as_bytes());
        }
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content)
}

/// The entry for a program at this path.
fn entry(program: &Path) -> String {
    let program = quoted(program);
    let schemes: String = SCHEMES
        .iter()
        .map(|scheme| format!("x-scheme-handler/{scheme};"))
        .collect();
    format!(
        "\
[Desktop Entry]
Type=Application
Version=1.4
Name=Offhook
GenericName=Telephone
GenericName[de]=Telefon
GenericName[es]=Teléfono
GenericName[fr]=Téléphone
Comment=Desktop phone for SCCP call servers
Comment[de]=Tischtelefon für SCCP-Telefonanlagen
Comment[es]=Teléfono de escritorio para centralitas SCCP
Comment[fr]=Téléphone de bureau pour serveurs d’appels SCCP
Exec={program} %u
Icon={NAME}
Terminal=false
Categories=Network;Telephony;
Keywords=phone;call;SCCP;Skinny;VoIP;
MimeType={schemes}
StartupNotify=true
StartupWMClass={NAME}
Actions=answer;hangup;mute;

[Desktop Action answer]
Name=Answer
Name[de]=Annehmen
Name[es]=Contestar
Name[fr]=Répondre
Exec={program} answer

[Desktop Action hangup]
Name=Hang up
Name[de]=Auflegen
Name[es]=Colgar
Name[fr]=Raccrocher
Exec={program} hangup

[Desktop Action mute]
Name=Mute
Name[de]=Stumm
Name[es]=Silencio
Name[fr]=Muet
Exec={program} mute
"
    )
}

/// The entry of what starts with the desktop.
#[cfg(feature = "window")]
fn autostart(program: &Path) -> String {
    format!(
        "\
[Desktop Entry]
Type=Application
Version=1.4
Name=Offhook
Exec={}
Icon={NAME}
Terminal=false
",
        quoted(program)
    )
}

/// A path as `Exec` wants it: in quotes, with what means something in them, and in the file,
/// written otherwise.
fn quoted(program: &Path) -> String {
    let mut text = String::from("\"");
    for c in program.display().to_string().chars() {
        match c {
            // Once for the quotes, and each backslash again for the value of a file.
            '"' | '`' | '$' => text.push_str("\\\\"),
            '\\' => text.push_str("\\\\\\"),
            '%' => text.push('%'),
            _ => {}
        }
        text.push(c);
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_paths_are_written_so_that_a_desktop_reads_them() {
        for (path, text) in [
            ("/usr/bin/offhook", "\"/usr/bin/offhook\""),
            ("/home/a b/offhook", "\"/home/a b/offhook\""),
            ("/50%/off$hook", "\"/50%%/off\\\\$hook\""),
        ] {
            assert_eq!(quoted(Path::new(path)), text);
        }
    }

    #[test]
    fn all_that_was_put_there_is_taken_away_again() {
        let folder = std::env::temp_dir().join(format!("offhook-entry-{}", std::process::id()));
        let places = Places {
            data: folder.join("data"),
            config: folder.join("config"),
        };
        let written = places
            .install(Path::new("/usr/bin/offhook"))
            .expect("there is room");
        assert_eq!(written.len(), 3);
        assert!(written.iter().all(|path| path.is_file()));
        let removed = places.remove().expect("they are there");
        assert_eq!(removed, written);
        assert_eq!(
            places.remove().expect("that is no fault"),
            Vec::<PathBuf>::new()
        );
        fs::remove_dir_all(&folder).expect("it was made");
    }
}
