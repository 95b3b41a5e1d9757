//! The window as assistive technology has it: the accessible tree of every screen, what is
//! announced, and where the keyboard goes.

use std::collections::BTreeSet;

use egui::accesskit::{Action, Live, Role, Toggled};
use egui::{Key, Modifiers, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use station::{AudioPath, Call, CallState, Direction, Screen};

use crate::fake::{idle, window};
use crate::screens;

/// A node of the tree, as far as it matters here.
#[derive(Debug)]
struct Seen {
    role: Role,
    name: String,
    /// It can be pressed, or the keyboard can be on it.
    works: bool,
    disabled: bool,
    live: Live,
    focused: bool,
}

fn seen(window: &Harness<'_>) -> Vec<Seen> {
    let nodes = window.root().children_recursive();
    let nodes = nodes.map(|node| {
        let node = node.accesskit_node();
        let can = |action| node.data().supports_action(action);
        Seen {
            role: node.role(),
            name: node.label().or_else(|| node.value()).unwrap_or_default(),
            works: can(Action::Click) || can(Action::Focus),
            disabled: node.is_disabled(),
            live: node.live(),
            focused: node.is_focused(),
        }
    });
    nodes.collect()
}

fn shown(screen: Screen) -> Harness<'static> {
    let (mut window, phone) = window(screen);
    phone.set_now(screens::NOW);
    window.run_ok();
    window
}

fn ringing() -> Screen {
    Screen {
        calls: vec![Call {
            call_reference: 5,
            state: CallState::RingIn,
            direction: Direction::Inbound,
            remote_name: "Grete Hermann".to_owned(),
            remote_number: "1002".to_owned(),
            ..Call::default()
        }],
        focused_call: Some(5),
        ..idle()
    }
}

#[test]
fn every_control_of_every_screen_has_a_role_and_a_name() {
    for name in screens::NAMES {
        let screen = screens::named(name).expect("it is listed");
        let seen = seen(&shown(screen));
        let controls = seen.iter().filter(|node| node.works);
        assert!(controls.clone().count() > 20, "{name}: {seen:#?}");
        for control in controls {
            let vague = [Role::Unknown, Role::GenericContainer];
            assert!(!vague.contains(&control.role), "{name}: {control:?}");
            assert!(!control.name.trim().is_empty(), "{name}: {control:?}");
        }
        for told in &seen {
            let speaks = [Role::Label, Role::Status, Role::Alert, Role::Heading];
            let empty = speaks.contains(&told.role) && told.name.trim().is_empty();
            assert!(!empty, "{name}: {told:?}");
        }
    }
}

#[test]
fn the_window_is_known_by_its_title_which_names_a_caller() {
    let window = shown(ringing());
    let title = window.root().accesskit_node().label();
    assert_eq!(title.as_deref(), Some("Incoming: Grete Hermann – Offhook"));
}

#[test]
fn what_can_be_on_says_whether_it_is() {
    let mut screen = Screen {
        off_hook: true,
        muted: true,
        audio_path: Some(AudioPath::Speaker),
        ..ringing()
    };
    screen.calls[0].state = CallState::Connected;
    let window = shown(screen);
    for (name, on) in [
        ("Mute", true),
        ("Speaker", true),
        ("Headset", false),
        ("Handset", false),
        ("Hook", true),
    ] {
        let toggled = window.get_by_label(name).accesskit_node().toggled();
        let wanted = if on { Toggled::True } else { Toggled::False };
        assert_eq!(toggled, Some(wanted), "{name}");
    }
}

#[test]
fn the_volume_is_a_value_between_its_ends() {
    let window = shown(idle());
    let gauge = window.get_by_label("Ringer volume 50 percent");
    let gauge = gauge.accesskit_node();
    assert_eq!(gauge.role(), Role::Meter);
    assert_eq!(gauge.numeric_value(), Some(50.0));
    assert_eq!(gauge.min_numeric_value(), Some(0.0));
    assert_eq!(gauge.max_numeric_value(), Some(100.0));
}

#[test]
fn a_ring_is_announced_at_once_and_the_rest_when_there_is_time() {
    let announced = |screen: Screen, live: Live| -> Vec<String> {
        let seen = seen(&shown(screen)).into_iter();
        let named = seen.filter(|node| node.live == live && !node.name.is_empty());
        named.map(|node| node.name).collect()
    };
    let at_once = announced(ringing(), Live::Assertive);
    assert_eq!(at_once, ["Incoming: Grete Hermann, From 1002"]);
    assert!(announced(idle(), Live::Assertive).is_empty());
    let prompt = "Your current options".to_owned();
    assert!(announced(idle(), Live::Polite).contains(&prompt));
    let mut talk = ringing();
    talk.calls[0].state = CallState::Connected;
    assert!(announced(talk.clone(), Live::Assertive).is_empty());
    let polite = announced(talk, Live::Polite);
    let told = "Connected: Grete Hermann, From 1002".to_owned();
    assert!(polite.contains(&told), "{polite:?}");
    // Also while a menu covers the calls.
    let mut menu = screens::named("menu").expect("it is listed");
    menu.calls = ringing().calls;
    assert_eq!(announced(menu, Live::Assertive).len(), 1);
}

/// The names that Tab goes to, in order, until it begins again.
fn tabbed(window: &mut Harness<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for _ in 0..200 {
        window.key_press(Key::Tab);
        window.run_ok();
        let focused = seen(window).into_iter().find(|node| node.focused);
        let Some(node) = focused.filter(|node| node.works) else {
            continue;
        };
        if names.first() == Some(&node.name) {
            return names;
        }
        names.push(node.name);
    }
    panic!("Tab does not come back to where it began: {names:#?}");
}

#[test]
fn tab_goes_to_every_control_once_in_the_order_of_the_phone() {
    for name in ["idle", "talk", "menu"] {
        let mut window = shown(screens::named(name).expect("it is listed"));
        let controls: BTreeSet<String> = seen(&window)
            .into_iter()
            .filter(|node| node.works && !node.disabled)
            .map(|node| node.name)
            .collect();
        let order = tabbed(&mut window);
        let reached: BTreeSet<String> = order.iter().cloned().collect();
        assert_eq!(reached, controls, "{name}");
        // What belongs together is gone through together: a group is not left and come back to.
        let group = |name: &str| {
            let groups = ["Soft key", "Key ", "Navigate", "Volume", "Line "];
            groups.into_iter().find(|group| name.starts_with(group))
        };
        let mut left: BTreeSet<&str> = BTreeSet::new();
        let mut last = None;
        for control in &order {
            let now = group(control);
            if let (true, Some(before)) = (now != last, last) {
                left.insert(before);
            }
            if let Some(now) = now {
                assert!(!left.contains(now), "{name}: {control} of {order:#?}");
            }
            last = now;
        }
    }
}

#[test]
fn the_way_back_is_the_same_way() {
    let mut window = shown(idle());
    let mut forth = tabbed(&mut window);
    let mut back: Vec<String> = Vec::new();
    for _ in 0..forth.len() {
        window.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        window.run_ok();
        let focused = seen(&window).into_iter().find(|node| node.focused);
        back.extend(focused.map(|node| node.name));
    }
    back.reverse();
    forth.sort_unstable();
    let mut same = back.clone();
    same.sort_unstable();
    assert_eq!(same, forth);
}

/// How many outlines are drawn.
fn outlines(window: &Harness<'_>) -> usize {
    fn count(shape: &Shape) -> usize {
        match shape {
            Shape::Vec(shapes) => shapes.iter().map(count).sum(),
            Shape::Rect(rect) => usize::from(rect.stroke.width > 0.0),
            Shape::Circle(circle) => usize::from(circle.stroke.width > 0.0),
            _ => 0,
        }
    }
    let shapes = &window.output().shapes;
    shapes.iter().map(|clipped| count(&clipped.shape)).sum()
}

#[test]
fn the_control_that_the_keyboard_is_on_is_marked() {
    let mut window = shown(screens::named("talk").expect("it is listed"));
    let without = outlines(&window);
    let first = {
        window.key_press(Key::Tab);
        window.run_ok();
        outlines(&window)
    };
    assert!(first > without, "{first} outlines, {without} before");
    for _ in 0..60 {
        window.key_press(Key::Tab);
        window.run_ok();
        let focused = seen(&window).into_iter().find(|node| node.focused);
        if let Some(node) = focused.filter(|node| node.works) {
            assert!(outlines(&window) > without, "{} is not marked", node.name);
        }
    }
}
