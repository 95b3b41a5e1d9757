//! Shows made-up screens in the real window, for those who work on how it looks.
//!
//! `cargo run -p desk --example gallery -- talk` opens one of them; `-- talk 1.5`
//! at another size; `-- talk 1 shot.png` writes a picture and leaves; `-- talk de` shows
//! it in another language.

mod screens;

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use desk::{Choice, Options, Phone, Screenshot, Sound, SoundChoice, SoundDevice, Start};
use station::{Intent, Language, Moment, Screen};

/// A phone that shows one screen and tells what is wanted of it.
struct Picture {
    screen: Arc<Screen>,
    started: Instant,
    finished: RefCell<bool>,
    sound: RefCell<Sound>,
}

impl Picture {
    fn of(screen: Screen) -> Box<dyn Phone> {
        Box::new(Self {
            screen: Arc::new(screen),
            started: Instant::now(),
            finished: RefCell::new(false),
            sound: RefCell::new(devices()),
        })
    }
}

impl Phone for Picture {
    fn screen(&self) -> Arc<Screen> {
        Arc::clone(&self.screen)
    }

    fn send(&self, intent: Intent) {
        println!("{intent:?}");
        if intent == Intent::Quit {
            *self.finished.borrow_mut() = true;
        }
    }

    fn now(&self) -> Moment {
        screens::NOW + self.started.elapsed()
    }

    fn on_change(&self, _: Box<dyn Fn() + Send + Sync>) {}

    fn has_sound(&self) -> bool {
        true
    }

    fn sound(&self) -> Option<Sound> {
        Some(self.sound.borrow().clone())
    }

    fn choose_sound(&self, chosen: SoundChoice) {
        println!("{chosen:?}");
        self.sound.borrow_mut().chosen = chosen;
    }

    fn finished(&self) -> bool {
        *self.finished.borrow()
    }
}

/// Made-up sound devices; Alt+S shows them.
fn devices() -> Sound {
    let device = |id: &str, name: &str, input| SoundDevice {
        id: id.to_owned(),
        name: name.to_owned(),
        input,
        output: !input,
    };
    let mut sound = Sound {
        devices: vec![
            device("usb.in", "Jabra Evolve 30 II", true),
            device("pci.in", "Built-in Audio Analog Stereo", true),
            device("usb.out", "Jabra Evolve 30 II", false),
            device("pci.out", "Built-in Audio Analog Stereo", false),
        ],
        ..Sound::default()
    };
    sound.chosen.headset.input = Some("usb.in".to_owned());
    sound.chosen.headset.output = Some("usb.out".to_owned());
    sound.chosen.handset.output = Some("Plantronics".to_owned());
    sound.chosen.side_tone = true;
    sound
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "talk".to_owned());
    let (mut factor, mut language, mut screenshot) = (1.0, Language::English, None);
    for argument in arguments {
        if argument.ends_with(".png") {
            screenshot = Some(Screenshot {
                path: PathBuf::from(argument),
                once: None,
                after: Duration::from_millis(400),
                then_close: true,
            });
        } else if let Ok(size) = argument.parse() {
            factor = size;
        } else {
            language = argument.parse().unwrap_or_else(|error| {
                eprintln!("{error}");
                std::process::exit(2);
            });
        }
    }
    let screen = screens::named(&name).map(|screen| screens::in_language(screen, language));
    let start = match screen {
        Some(screen) => Start::Phone(Picture::of(screen)),
        None if name == "welcome" => Start::Welcome(Box::new(move |choice| match choice {
            Choice::Demo => Ok(Picture::of(screens::in_language(screens::idle(), language))),
            Choice::Server { server, .. } => Err(format!(
                "Cannot reach {server}: connection refused. Is the call server running there?"
            )),
        })),
        None => {
            eprintln!(
                "there is no screen {name}; there are welcome, {}",
                screens::NAMES.join(", ")
            );
            std::process::exit(2);
        }
    };
    let device = "SEP02A4F10C77E1".to_owned();
    if let Err(error) = desk::run(
        start,
        Options {
            factor,
            screenshot,
            device,
            language,
            ..Options::default()
        },
        None,
    ) {
        eprintln!("{error}");
        std::process::exit(1);
    }
}
