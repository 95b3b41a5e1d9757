//! How the window looks, between the configuration file and the window.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use desk::{Drawing, Face, Look, Place, Theme};
use toml_edit::{Array, Value};

use crate::config::kept::{Draft, Kept, KeptError};
use crate::look_table::{DrawingWord, FaceWord, LookTable, ThemeWord};

/// The look that the file asks for.
pub(crate) fn of_table(table: &LookTable) -> Look {
    let place = |factor, corner: Option<[f32; 2]>| Place {
        factor,
        corner: corner.map(Into::into),
    };
    Look {
        theme: match table.theme {
            ThemeWord::System => Theme::System,
            ThemeWord::Dark => Theme::Dark,
            ThemeWord::Light => Theme::Light,
            ThemeWord::HighContrast => Theme::HighContrast,
        },
        still: table.still,
        text_scale: table.text_scale,
        drawing: match table.drawing {
            DrawingWord::Auto => Drawing::Auto,
            DrawingWord::OpenGl => Drawing::OpenGl,
            DrawingWord::Processor => Drawing::Processor,
        },
        face: match table.face {
            FaceWord::Full => Face::Full,
            FaceWord::Compact => Face::Compact,
        },
        full: place(table.size, table.position),
        compact: place(table.compact_size, table.compact_position),
    }
}

/// Keeps looks in the file, in order, on a thread of its own; dropping it waits for the last.
pub(crate) struct LookKeeper {
    looks: Option<Sender<Look>>,
    thread: Option<JoinHandle<()>>,
    /// What the file says since it was changed elsewhere, until the window has seen it.
    elsewhere: Mutex<Option<Look>>,
}

impl LookKeeper {
    /// One that keeps them in this file, or nowhere.
    pub(crate) fn new(file: Option<Kept>) -> Self {
        let Some(file) = file else {
            return Self {
                looks: None,
                thread: None,
                elsewhere: Mutex::default(),
            };
        };
        // A person changes the look; nothing else sends.
        let (looks, wanted) = channel();
        let thread = std::thread::Builder::new()
            .name("keep-look".to_owned())
            .spawn(move || keep_all(&file, &wanted));
        match thread {
            Ok(thread) => Self {
                looks: Some(looks),
                thread: Some(thread),
                elsewhere: Mutex::default(),
            },
            Err(error) => {
                tracing::warn!(%error, "the look of the window is not kept");
                Self {
                    looks: None,
                    thread: None,
                    elsewhere: Mutex::default(),
                }
            }
        }
    }

    /// The file says so from now on.
    pub(crate) fn set(&self, table: &LookTable) {
        *self.elsewhere() = Some(of_table(table));
    }

    /// A look that came from elsewhere since the last time this was asked.
    pub(crate) fn changed(&self) -> Option<Look> {
        self.elsewhere().take()
    }

    fn elsewhere(&self) -> MutexGuard<'_, Option<Look>> {
        self.elsewhere
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Keep this look. Never waits.
    pub(crate) fn keep(&self, look: &Look) {
        if let Some(looks) = &self.looks {
            // Nobody takes it when the thread has failed, which has been told.
            let _ = looks.send(*look);
        }
    }
}

impl Drop for LookKeeper {
    fn drop(&mut self) {
        self.looks = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::warn!("the look of the window may not have been kept");
        }
    }
}

fn keep_all(file: &Kept, wanted: &Receiver<Look>) {
    while let Ok(look) = wanted.recv() {
        // The last of several is enough.
        let look = wanted.try_iter().last().unwrap_or(look);
        if let Err(error) = keep(file, &look) {
            tracing::warn!(%error, "the look of the window cannot be kept");
        }
    }
}

fn keep(file: &Kept, look: &Look) -> Result<(), KeptError> {
    file.change(|draft| {
        word(
            draft,
            "look.theme",
            look.theme.word(),
            Theme::default().word(),
        );
        word(draft, "look.face", look.face.word(), Face::default().word());
        let text_scale = look.text_scale.filter(|scale| *scale != 1.0);
        draft.set_or_remove("look.text_scale", text_scale.map(hundredths));
        draft.set_or_remove("look.still", look.still.then_some(true));
        for (place, size, position) in [
            (look.full, "look.size", "look.position"),
            (look.compact, "look.compact_size", "look.compact_position"),
        ] {
            draft.set_or_remove(size, place.factor.map(hundredths));
            draft.set_or_remove(position, place.corner.map(|at| pair(at.x, at.y)));
        }
    })
}

/// A word that is not the usual one, or one that the file has already.
fn word(draft: &mut Draft, key: &str, word: &str, usual: &str) {
    if word != usual || draft.has(key) {
        draft.set(key, word);
    }
}

/// Nobody sees a finer size, and a person can read this one.
fn hundredths(factor: f32) -> f64 {
    (f64::from(factor) * 100.0).round() / 100.0
}

fn pair(x: f32, y: f32) -> Value {
    // Points of a desktop, far below the limits of an i64.
    Value::Array(Array::from_iter([x.round() as i64, y.round() as i64]))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// A path of this test's own, without a file.
    fn own_path(test: &str) -> PathBuf {
        let folder = format!("offhook-look-{}-{test}", std::process::id());
        let path = std::env::temp_dir().join(folder).join("config.toml");
        let _ = std::fs::remove_file(&path);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("made");
        path
    }

    #[test]
    fn a_look_that_is_kept_is_the_look_of_the_next_start() {
        let path = own_path("kept");
        std::fs::write(
            &path,
            "# mine\ndevice = \"SEP1\"\n[look]\ndrawing = \"processor\"\n",
        )
        .expect("written");
        let look = Look {
            // Chosen in the file alone; it stays.
            drawing: Drawing::Processor,
            theme: Theme::HighContrast,
            still: true,
            text_scale: Some(1.5),
            face: Face::Compact,
            full: Place {
                factor: Some(1.25),
                corner: Some([12.0, 34.0].into()),
            },
            compact: Place {
                factor: Some(0.9),
                corner: None,
            },
        };
        let keeper = LookKeeper::new(Some(Kept::open(&path)));
        keeper.keep(&Look::default());
        keeper.keep(&look);
        drop(keeper);
        let text = std::fs::read_to_string(&path).expect("it is there");
        assert!(text.contains("# mine"), "{text}");
        #[derive(serde::Deserialize)]
        struct File {
            look: LookTable,
        }
        let file: File = toml::from_str(&text).expect("it is right");
        assert_eq!(of_table(&file.look), look);
    }

    #[test]
    fn the_usual_look_leaves_no_trace() {
        let path = own_path("usual");
        let keeper = LookKeeper::new(Some(Kept::open(&path)));
        keeper.keep(&Look::default());
        drop(keeper);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(!text.contains("theme"), "{text}");
    }
}
