//! Nothing of a window beside the phone is cut off or painted over anything: in every language,
//! at its usual and its smallest size, and with text of twice the size on a small screen.

use egui::{Vec2, vec2};
use station::{Language, Screen};

use crate::beside::Beside;
use crate::beside_cases::{CASES, Case, GIVEN};

/// A usual screen, and a small one.
const SCREEN: Vec2 = vec2(1920.0, 1080.0);
const LAPTOP: Vec2 = vec2(1280.0, 720.0);

/// What is wrong with the window of this case with text of this size.
fn faults(case: &Case, text_scale: f32, screen: Vec2) -> Vec<String> {
    let phone = case.phone();
    let mut beside = Beside::of(&phone, text_scale, screen);
    case.open(&mut beside);
    let mut found = Vec::new();
    for smallest in [false, true] {
        let size = smallest.then(|| beside.smallest());
        beside.resize(size);
        for language in Language::ALL {
            phone.show(Screen {
                language,
                ..Screen::clone(&desk::Phone::screen(&phone))
            });
            beside.settle();
            let size = beside.size();
            found.extend(beside.faults(GIVEN).into_iter().map(|fault| {
                let name = case.name;
                format!("{name}, {language}, text {text_scale}, {size:?}: {fault}")
            }));
        }
    }
    found
}

/// Of the cases whose name begins so.
fn assert_fits(name: &str, text_scale: f32, screen: Vec2) {
    let cases: Vec<_> = CASES
        .iter()
        .filter(|case| case.name.starts_with(name))
        .collect();
    assert!(!cases.is_empty(), "no window is called {name}");
    let found: Vec<_> = cases
        .into_iter()
        .flat_map(|case| faults(case, text_scale, screen))
        .collect();
    assert!(found.is_empty(), "{} faults: {found:#?}", found.len());
}

macro_rules! fits {
    ($($name:ident $twice:ident $case:literal),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                assert_fits($case, 1.0, SCREEN);
            }

            #[test]
            fn $twice() {
                assert_fits($case, 2.0, LAPTOP);
            }
        )*
    };
}

fits! {
    the_history_fits the_history_fits_with_large_text "history",
    the_contacts_fit the_contacts_fit_with_large_text "contacts",
    the_preferences_fit the_preferences_fit_with_large_text "preferences",
    the_keys_fit the_keys_fit_with_large_text "keys",
    the_tuning_fits the_tuning_fits_with_large_text "tuning",
    the_statistics_fit the_statistics_fit_with_large_text "statistics",
    the_ladder_fits the_ladder_fits_with_large_text "ladder",
    the_report_fits the_report_fits_with_large_text "report",
    the_desktop_fits the_desktop_fits_with_large_text "desktop",
}
