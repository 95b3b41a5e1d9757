//! The windows beside the phone as assistive technology has them: names, roles, the order of
//! the keyboard, where it is, and how one leaves.

use std::collections::{BTreeMap, BTreeSet};

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect, Vec2, ViewportCommand, ViewportId, vec2};
use station::{Language, Screen};

use crate::beside::{Beside, Control};
use crate::beside_cases::{CASES, Case};

const SCREEN: Vec2 = vec2(1920.0, 1080.0);

fn opened(case: &Case, language: Language) -> Beside {
    let phone = case.phone();
    let mut beside = Beside::of(&phone, 1.0, SCREEN);
    case.open(&mut beside);
    phone.show(Screen {
        language,
        ..Screen::clone(&desk::Phone::screen(&phone))
    });
    beside.settle();
    beside
}

#[test]
fn every_control_has_a_role_and_a_name_that_no_other_has() {
    let mut found = Vec::new();
    for case in CASES {
        for language in [Language::English, Language::German] {
            let beside = opened(case, language);
            let mut names: BTreeMap<(String, String), usize> = BTreeMap::new();
            for control in beside.controls() {
                let vague = [Role::Unknown, Role::GenericContainer];
                if vague.contains(&control.role) || control.name.trim().is_empty() {
                    found.push(format!("{}, {language}: {control:?}", case.name));
                }
                let role = format!("{:?}", control.role);
                *names.entry((role, control.name)).or_default() += 1;
            }
            let twice = names.iter().filter(|(_, times)| **times > 1);
            found.extend(
                twice.map(|(name, _)| format!("{}, {language}: twice {name:?}", case.name)),
            );
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_window_has_a_name() {
    for case in CASES {
        let name = opened(case, Language::English).name();
        assert!(!name.trim().is_empty(), "{}", case.name);
    }
}

/// The controls that Tab goes to, in order, until it begins again.
fn tabbed(beside: &mut Beside, modifiers: Modifiers) -> Vec<Control> {
    let mut way: Vec<Control> = Vec::new();
    if beside.controls().is_empty() {
        return way;
    }
    for _ in 0..150 {
        beside.press(modifiers, Key::Tab);
        let Some(on) = beside
            .controls()
            .into_iter()
            .find(|control| control.focused)
        else {
            continue;
        };
        if way.iter().any(|before| before.id == on.id) {
            return way;
        }
        way.push(on);
    }
    let names: Vec<_> = way.iter().map(|control| &control.name).collect();
    let last = beside.controls();
    panic!("Tab does not come back to where it began: {names:#?} of {last:#?}");
}

#[test]
fn tab_goes_to_every_control_once_in_reading_order_and_shows_where_it_is() {
    let mut found = Vec::new();
    for case in CASES.iter().filter(|case| !case.name.starts_with("keys, ")) {
        let name = case.name;
        let mut beside = opened(case, Language::English);
        let all = beside.controls();
        let way = tabbed(&mut beside, Modifiers::NONE);
        let reached: BTreeSet<_> = way.iter().map(|control| control.id).collect();
        // A curve is for the pointer; what it says stands in its title. In a list Tab stops at
        // one row, and arrows go on from there.
        let rows = [Role::ListBoxOption, Role::ListItem];
        let stops = way.iter().filter(|on| rows.contains(&on.role)).count();
        let has_rows = all.iter().any(|control| rows.contains(&control.role));
        if stops != usize::from(has_rows) {
            found.push(format!("{name}: Tab stops {stops} times in the list"));
        }
        let keys = |control: &&Control| {
            let by_tab = control.role != Role::GraphicsObject && !rows.contains(&control.role);
            control.enabled && by_tab
        };
        for control in all.iter().filter(keys) {
            if !reached.contains(&control.id) {
                found.push(format!("{name}: Tab does not reach {:?}", control.name));
            }
        }
        // Where they were before anything was scrolled.
        let way: Vec<Control> = way
            .into_iter()
            .map(|on| {
                all.iter()
                    .find(|one| one.id == on.id)
                    .cloned()
                    .unwrap_or(on)
            })
            .collect();
        // The field that had the keyboard at first may stand anywhere: it goes on from there.
        let start = way.iter().enumerate().min_by(|(_, a), (_, b)| {
            let key = |control: &Control| (control.rect.top(), control.rect.left());
            key(a).partial_cmp(&key(b)).expect("numbers")
        });
        let start = start.map_or(0, |(at, _)| at);
        let around: Vec<_> = way[start..].iter().chain(&way[..start]).collect();
        for pair in around.windows(2) {
            let [before, after] = pair else { continue };
            let below = after.rect.top() >= before.rect.center().y;
            let right = after.rect.left() >= before.rect.center().x;
            if !below && !right {
                let (before, after) = (&before.name, &after.name);
                found.push(format!("{name}: {after:?} comes behind {before:?}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_control_that_the_keyboard_is_on_is_marked_and_in_sight() {
    let mut found = Vec::new();
    for case in CASES.iter().filter(|case| !case.name.starts_with("keys, ")) {
        let name = case.name;
        let mut beside = opened(case, Language::English);
        // The smallest window scrolls most.
        let smallest = beside.smallest();
        beside.resize(Some(smallest));
        let mut seen = BTreeSet::new();
        let mut before: Option<(Control, Vec<String>)> = None;
        for _ in 0..150 {
            beside.press(Modifiers::NONE, Key::Tab);
            let controls = beside.controls();
            let Some(on) = controls.iter().find(|control| control.focused) else {
                continue;
            };
            if let Some((left, marked)) = before.take()
                && let Some(now) = controls.iter().find(|control| control.id == left.id)
                && now.id != on.id
                && beside.painted(now) == marked
            {
                found.push(format!("{name}: {:?} is not marked", left.name));
            }
            if !seen.insert(on.id) {
                break;
            }
            let window = Rect::from_min_size(Pos2::ZERO, beside.size());
            if !window.contains(on.rect.center()) {
                let (name_of_it, rect) = (&on.name, on.rect);
                found.push(format!("{name}: {name_of_it:?} is out of sight: {rect:?}"));
            }
            before = Some((on.clone(), beside.painted(on)));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn escape_closes_the_window_and_gives_the_keyboard_back_to_the_phone() {
    for case in CASES {
        let name = case.name;
        let mut beside = opened(case, Language::English);
        if case.keeps_escape {
            beside.press(Modifiers::NONE, Key::Escape);
            assert!(beside.is_open(), "{name}: only what was asked ends");
        }
        beside.press_once(Key::Escape);
        let output = &beside.phone.output().viewport_output[&ViewportId::ROOT];
        let back = output.commands.contains(&ViewportCommand::Focus);
        assert!(back, "{name}: {:?}", output.commands);
        beside.settle();
        assert!(!beside.is_open(), "{name}");
    }
}

/// A rail in the colour of the window's ground, and a handle that only changes its own, are not
/// seen in high contrast.
#[test]
fn a_slider_has_a_rail_and_the_mark_of_a_key_when_the_keyboard_is_on_it() {
    let visuals = |beside: &Beside| beside.phone.ctx.global_style().visuals.clone();
    for theme in ["dark", "light", "high-contrast"] {
        let case = CASES.iter().find(|case| case.name == "tuning");
        let case = case.expect("it is listed");
        let phone = case.phone();
        let mut beside = Beside::of(&phone, 1.0, SCREEN);
        case.open(&mut beside);
        phone.show(Screen {
            theme: theme.to_owned(),
            ..Screen::clone(&desk::Phone::screen(&phone))
        });
        beside.settle();
        let slider = |beside: &Beside| {
            let mut controls = beside.controls().into_iter();
            controls.find(|control| control.name == "Headset: volume")
        };
        let on = slider(&beside).expect("it is there");
        let mark = format!("{:?}", visuals(&beside).widgets.active.bg_stroke);
        let rail = format!("{:?}", visuals(&beside).widgets.inactive.bg_stroke.color);
        let marked = |styles: &[String]| styles.iter().any(|style| style.ends_with(&mark));
        let painted = beside.painted(&on);
        assert!(
            painted.iter().any(|style| style.starts_with(&rail)),
            "{theme}: {painted:?}"
        );
        assert!(!marked(&painted), "{theme}: {painted:?}");
        beside.tab_to("Headset: volume");
        let on = slider(&beside).expect("it is there");
        let painted = beside.painted(&on);
        assert!(marked(&painted), "{theme}: {painted:?}");
    }
}

#[test]
fn a_field_has_the_mark_of_a_key_while_the_keyboard_is_in_it() {
    let case = CASES.iter().find(|case| case.name == "history");
    let mut beside = opened(case.expect("it is listed"), Language::English);
    let visuals = beside.phone.ctx.global_style().visuals.clone();
    let mark = format!("{:?}", visuals.widgets.active.bg_stroke);
    let field = |beside: &Beside| {
        let fields = [Role::TextInput, Role::SearchInput];
        let controls = beside.controls();
        let found = controls
            .iter()
            .find(|control| fields.contains(&control.role));
        found.unwrap_or_else(|| panic!("{controls:#?}")).clone()
    };
    let name = field(&beside).name;
    for wanted in [true, false] {
        if wanted {
            beside.tab_to(&name);
        } else {
            beside.press(Modifiers::NONE, Key::Tab);
        }
        let field = field(&beside);
        assert_eq!(field.focused, wanted);
        let painted = beside.painted(&field);
        let marked = painted.iter().any(|style| style.ends_with(&mark));
        assert_eq!(marked, wanted, "{painted:?}");
    }
}
