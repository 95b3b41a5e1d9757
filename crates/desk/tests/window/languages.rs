//! The window in the language of its phone.

use std::collections::BTreeSet;

use desk::{Face, Options, Start};
use egui::Shape;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use station::{Call, CallState, Lamp, Language, Precedence, RegistrationState, Screen};

use crate::fake::{Fake, idle, open_with, window};
use crate::screens;

#[path = "../../src/words/german/mod.rs"]
mod german;

/// What a window tells: drawn, or read out.
#[derive(Default)]
struct Told {
    /// All of it.
    texts: BTreeSet<String>,
    /// What is drawn, but not to its end.
    cut: BTreeSet<String>,
}

impl Told {
    fn by(window: &Harness<'_>) -> Self {
        let mut told = Self::default();
        for node in window.root().children_recursive() {
            let node = node.accesskit_node();
            told.texts.extend(node.label());
            told.texts.extend(node.description());
        }
        for clipped in &window.output().shapes {
            told.look(&clipped.shape);
        }
        told
    }

    fn look(&mut self, shape: &Shape) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.look(shape)),
            Shape::Text(text) => {
                let drawn = text.galley.text().to_owned();
                if text.galley.elided {
                    self.cut.insert(drawn.clone());
                }
                self.texts.insert(drawn);
            }
            _ => {}
        }
    }
}

/// What the window of this screen tells.
fn told(screen: Screen) -> Told {
    told_by(Face::Full, screen)
}

/// The same by this face.
fn told_by(face: Face, screen: Screen) -> Told {
    let phone = Fake::showing(screen);
    let mut options = Options::default();
    options.look.face = face;
    let mut window = open_with(Start::Phone(Box::new(phone.clone())), options);
    phone.set_now(screens::NOW);
    window.run_ok();
    Told::by(&window)
}

/// The texts that the phone gives: everything quoted in its screen.
fn of_the_phone(screen: &Screen) -> Vec<String> {
    let json = format!("{screen:?}");
    let mut texts: Vec<String> = json
        .split('"')
        .skip(1)
        .step_by(2)
        .filter(|text| !text.is_empty())
        .map(|text| text.replace("\\n", "\n"))
        .collect();
    // Longer ones first, as they may contain shorter ones.
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts
}

/// Whether these words stand in a text, whole.
fn says(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + words.len()..].chars().next();
        [before, behind]
            .into_iter()
            .flatten()
            .all(|letter| !letter.is_alphanumeric())
    })
}

/// The English words, without the places of values, that are others in German.
fn english_words() -> Vec<&'static str> {
    let different = german::WORDS
        .iter()
        .copied()
        .flatten()
        .filter(|(english, german)| english != german);
    different
        .flat_map(|(english, german)| {
            let parts = english
                .split("{}")
                .map(|part| part.trim_matches([' ', ',']));
            parts.filter(move |part| part.len() > 1 && !says(german, part))
        })
        .collect()
}

fn assert_german(name: &str, screen: &Screen, told: &Told) {
    let given = of_the_phone(screen);
    for text in &told.texts {
        let mut own = text.clone();
        for given in &given {
            own = own.replace(given.as_str(), "1");
        }
        for english in english_words() {
            assert!(!says(&own, english), "{name}: {english:?} in {text:?}");
        }
    }
}

#[test]
fn a_german_phone_has_no_english_word_on_any_screen() {
    for name in screens::NAMES {
        let screen = screens::named(name).expect("it is listed");
        let screen = screens::in_language(screen, Language::German);
        assert_german(name, &screen, &told(screen.clone()));
    }
}

#[test]
fn every_state_of_a_call_a_lamp_and_a_registration_has_its_german_words() {
    use CallState as C;
    let states = [
        C::Idle,
        C::OffHook,
        C::OnHook,
        C::RingOut,
        C::RingIn,
        C::Connected,
        C::Busy,
        C::Congestion,
        C::Hold,
        C::CallWaiting,
        C::CallTransfer,
        C::CallPark,
        C::Proceed,
        C::CallRemoteMultiline,
        C::InvalidNumber,
        C::HoldRevert,
        C::Whisper,
        C::RemoteHold,
        C::Other(77),
    ];
    let lamps = [Lamp::Off, Lamp::On, Lamp::Wink, Lamp::Flash, Lamp::Blink];
    for (at, state) in states.into_iter().enumerate() {
        let mut screen = screens::in_language(idle(), Language::German);
        screen.line_keys[0].call_state = state;
        screen.line_keys[0].lamp = lamps[at % lamps.len()];
        screen.line_keys[0].forwarded_no_answer_to = Some("1500".to_owned());
        screen.calls = vec![Call {
            call_reference: 1,
            state,
            ..Call::default()
        }];
        assert_german(&format!("{state:?}"), &screen, &told(screen.clone()));
    }
    use RegistrationState as R;
    for state in [
        R::Offline,
        R::Connecting,
        R::Registering,
        R::Configuring,
        R::Registered,
        R::Rejected,
        R::Waiting,
        R::Unregistering,
    ] {
        let mut screen = screens::in_language(idle(), Language::German);
        screen.registration.state = state;
        assert_german(&format!("{state:?}"), &screen, &told(screen.clone()));
    }
    use Precedence as P;
    for precedence in [P::Priority, P::Immediate, P::Flash, P::FlashOverride] {
        let mut screen = screens::in_language(idle(), Language::German);
        screen.calls = vec![Call {
            precedence,
            state: C::RingIn,
            ..Call::default()
        }];
        assert_german(&format!("{precedence:?}"), &screen, &told(screen.clone()));
    }
}

#[test]
fn the_words_are_found_on_an_english_phone() {
    let told = told(screens::named("talk").expect("it is listed"));
    for words in ["Hang up", "Messages", "To 600", "more", "Lamp on"] {
        assert!(told.texts.contains(words), "{words} in {:?}", told.texts);
    }
}

#[test]
fn no_word_of_the_window_is_cut_off_in_any_language() {
    let mut found = Vec::new();
    for name in screens::NAMES {
        let named = |language| {
            let screen = screens::named(name).expect("it is listed");
            screens::in_language(screen, language)
        };
        for face in Face::ALL {
            let cut = |language| told_by(face, named(language)).cut;
            let too_long_anyway = cut(Language::English).len();
            for language in Language::ALL {
                let cut = cut(language);
                if cut.len() > too_long_anyway {
                    found.push(format!("{name} in {language}, {face:?}: {cut:?}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn missed_calls_are_counted_in_every_language() {
    for (language, one, two) in [
        (Language::English, "1 missed call", "2 missed calls"),
        (Language::German, "1 verpasster Anruf", "2 verpasste Anrufe"),
        (Language::French, "1 appel manqué", "2 appels manqués"),
        (
            Language::Spanish,
            "1 llamada perdida",
            "2 llamadas perdidas",
        ),
    ] {
        for (missed_calls, words) in [(1, one), (2, two)] {
            let (window, _) = window(Screen {
                language,
                missed_calls,
                ..idle()
            });
            window.get_by_label(words);
        }
    }
}

#[test]
fn the_welcome_is_in_the_language_that_it_is_given() {
    for language in Language::ALL {
        let start = Start::Welcome(Box::new(|_| Ok(Box::new(Fake::showing(idle())))));
        let options = Options {
            language,
            ..Options::default()
        };
        let told = Told::by(&open_with(start, options));
        assert!(told.cut.is_empty(), "{language}: {:?}", told.cut);
        if language == Language::German {
            assert!(told.texts.contains("Demo ausprobieren"), "{:?}", told.texts);
            assert_german("welcome", &Screen::default(), &told);
        }
    }
}
