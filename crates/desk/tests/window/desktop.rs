//! The window on a desktop: links, notifications and the tray call for it, and it hides and
//! comes to the front as the person has chosen.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use desk::{
    Desk, Desktop, DesktopChoice, DesktopChoices, DesktopFound, DesktopLack, FoundNumber, Numbers,
    Options, Outside, Phone, RaiseWhen, Start, Theme,
};
use egui::{ViewportCommand, ViewportEvent, ViewportId, WindowLevel};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use station::{Call, CallState, Direction, Intent, Moment, Screen};

use crate::fake::{Fake, idle};

/// The test's end of a desktop.
#[derive(Clone, Default)]
struct Around(Rc<Inside>);

#[derive(Default)]
struct Inside {
    wishes: RefCell<VecDeque<Outside>>,
    choice: Cell<DesktopChoice>,
    found: RefCell<DesktopFound>,
    theme: Cell<Option<Theme>>,
    wake: RefCell<Option<Box<dyn Fn() + Send + Sync>>>,
}

impl Desktop for Around {
    fn wake_by(&self, wake: Box<dyn Fn() + Send + Sync>) {
        *self.0.wake.borrow_mut() = Some(wake);
    }

    fn theme(&self) -> Option<Theme> {
        self.0.theme.get()
    }

    fn next(&self) -> Option<Outside> {
        self.0.wishes.borrow_mut().pop_front()
    }
}

impl DesktopChoices for Around {
    fn choice(&self) -> DesktopChoice {
        self.0.choice.get()
    }

    fn choose(&self, choice: DesktopChoice) {
        self.0.choice.set(choice);
    }

    fn found(&self) -> DesktopFound {
        self.0.found.borrow().clone()
    }
}

/// A phone on that desktop.
struct OnDesktop(Fake, Around);

impl Phone for OnDesktop {
    fn screen(&self) -> Arc<Screen> {
        self.0.screen()
    }

    fn send(&self, intent: Intent) {
        self.0.send(intent);
    }

    fn now(&self) -> Moment {
        self.0.now()
    }

    fn on_change(&self, wake: Box<dyn Fn() + Send + Sync>) {
        self.0.on_change(wake);
    }

    fn desktop(&self) -> Option<&dyn DesktopChoices> {
        Some(&self.1)
    }

    fn numbers(&self) -> Option<&dyn Numbers> {
        self.0.numbers()
    }

    fn finished(&self) -> bool {
        self.0.finished()
    }
}

fn window(choice: DesktopChoice, found: DesktopFound) -> (Harness<'static>, Fake, Around) {
    let phone = Fake::showing(idle());
    let around = Around::default();
    around.choose(choice);
    *around.0.found.borrow_mut() = found;
    let start = Start::Phone(Box::new(OnDesktop(phone.clone(), around.clone())));
    let hidden = choice.start_hidden;
    let options = Options {
        hidden,
        ..Options::default()
    };
    let mut desk = Desk::new(start, options).on(Some(Box::new(around.clone())));
    let mut window = Harness::builder()
        .with_size([668.0, 680.0])
        .with_step_dt(1.0 / 60.0)
        .build_ui(move |ui| desk.pass(ui));
    window.run_ok();
    (window, phone, around)
}

fn with_tray() -> DesktopFound {
    DesktopFound {
        tray: true,
        ..DesktopFound::default()
    }
}

fn commands(window: &Harness<'_>) -> Vec<ViewportCommand> {
    window.output().viewport_output[&ViewportId::ROOT]
        .commands
        .clone()
}

/// What the window asks of the window system in the next pass.
fn step(window: &mut Harness<'_>) -> Vec<ViewportCommand> {
    window.step();
    commands(window)
}

fn close(window: &mut Harness<'_>) -> Vec<ViewportCommand> {
    let info = window
        .input_mut()
        .viewports
        .entry(ViewportId::ROOT)
        .or_default();
    info.events.push(ViewportEvent::Close);
    step(window)
}

fn ringing(state: CallState) -> Screen {
    Screen {
        calls: vec![Call {
            call_reference: 7,
            state,
            direction: Direction::Inbound,
            ..Call::default()
        }],
        ..idle()
    }
}

#[test]
fn a_link_brings_the_window_to_the_front_and_its_number_into_the_phone() {
    let (mut window, phone, around) = window(DesktopChoice::default(), DesktopFound::default());
    let wishes = [Outside::Offer("600".to_owned()), Outside::Raise];
    around.0.wishes.borrow_mut().extend(wishes);
    let commands = step(&mut window);
    assert!(commands.contains(&ViewportCommand::Focus), "{commands:?}");
    assert!(commands.contains(&ViewportCommand::Visible(true)));
    assert_eq!(phone.intents(), [Intent::Offer("600".to_owned())]);
}

#[test]
fn a_link_is_asked_about_and_waits_as_it_will_be_dialled_while_the_phone_is_off_hook() {
    let (mut window, phone, around) = window(DesktopChoice::default(), DesktopFound::default());
    phone.finds(vec![FoundNumber {
        number: "00491".to_owned(),
        written: "+491".to_owned(),
        name: String::new(),
    }]);
    let offer = || Outside::Offer("tel:+491".to_owned());
    around.0.wishes.borrow_mut().push_back(offer());
    window.run_ok();
    window.get_by_label("Dial this number?");
    assert_eq!(phone.intents(), []);
    window.key_press(egui::Key::Escape);
    window.run_ok();
    phone.show(Screen {
        off_hook: true,
        ..idle()
    });
    around.0.wishes.borrow_mut().push_back(offer());
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::Offer("00491".to_owned())]);
}

#[test]
fn closing_hides_where_that_is_chosen_and_a_tray_brings_it_back() {
    let choice = DesktopChoice {
        close_hides: true,
        ..DesktopChoice::default()
    };
    let (mut window, phone, around) = window(choice, with_tray());
    let commands = close(&mut window);
    assert!(
        commands.contains(&ViewportCommand::CancelClose),
        "{commands:?}"
    );
    assert!(commands.contains(&ViewportCommand::Visible(false)));
    assert_eq!(phone.intents(), []);

    around.0.wishes.borrow_mut().push_back(Outside::ShowOrHide);
    assert!(step(&mut window).contains(&ViewportCommand::Visible(true)));
    around.0.wishes.borrow_mut().push_back(Outside::ShowOrHide);
    assert!(step(&mut window).contains(&ViewportCommand::Visible(false)));

    // The tray's own end is the end.
    around.0.wishes.borrow_mut().push_back(Outside::Quit);
    assert!(step(&mut window).contains(&ViewportCommand::Close));
    close(&mut window);
    assert_eq!(phone.intents(), [Intent::Quit]);
}

#[test]
fn without_a_tray_closing_is_the_end_and_nothing_stays_hidden() {
    let choice = DesktopChoice {
        close_hides: true,
        ..DesktopChoice::default()
    };
    let (mut open, phone, _) = window(choice, DesktopFound::default());
    close(&mut open);
    assert_eq!(phone.intents(), [Intent::Quit]);

    let choice = DesktopChoice {
        start_hidden: true,
        ..DesktopChoice::default()
    };
    let (mut hidden, _, around) = window(choice, DesktopFound::default());
    assert!(!step(&mut hidden).contains(&ViewportCommand::Visible(true)));
    around.0.found.borrow_mut().no_tray = Some(DesktopLack::Tray);
    assert!(step(&mut hidden).contains(&ViewportCommand::Visible(true)));
}

#[test]
fn the_window_comes_to_the_front_when_that_is_chosen_and_once() {
    for (raise, at_ring, at_answer) in [
        (RaiseWhen::Never, false, false),
        (RaiseWhen::Ringing, true, false),
        (RaiseWhen::Answered, false, true),
    ] {
        let choice = DesktopChoice {
            raise,
            ..DesktopChoice::default()
        };
        let (mut window, phone, _) = window(choice, DesktopFound::default());
        let front = ViewportCommand::Focus;
        phone.show(ringing(CallState::RingIn));
        assert_eq!(step(&mut window).contains(&front), at_ring, "{raise:?}");
        assert!(!step(&mut window).contains(&front), "{raise:?}");
        phone.show(ringing(CallState::Connected));
        assert_eq!(step(&mut window).contains(&front), at_answer, "{raise:?}");
        assert!(!step(&mut window).contains(&front), "{raise:?}");
    }
}

#[test]
fn the_window_that_was_on_top_is_so_again() {
    let choice = DesktopChoice {
        on_top: true,
        ..DesktopChoice::default()
    };
    let (mut window, _, around) = window(choice, DesktopFound::default());
    around.choose(DesktopChoice::default());
    let level = ViewportCommand::WindowLevel(WindowLevel::Normal);
    assert!(step(&mut window).contains(&level));
}

#[test]
fn what_the_desktop_lacks_is_said_where_it_is_chosen() {
    let found = DesktopFound {
        tray: false,
        no_notifications: Some(DesktopLack::Bus),
        no_tray: Some(DesktopLack::Tray),
    };
    let (mut window, _, around) = window(DesktopChoice::default(), found);
    window.get_by_label("Key 5").click_secondary();
    window.run_ok();
    window.get_by_label("Desktop…").click();
    window.run_ok();
    window.get_by_label_contains("No notifications: The desktop's bus (D-Bus)");
    window.get_by_label_contains("No tray: The panel of this desktop has no place for icons");
    window.get_by_label("When a call rings").click();
    window.run_ok();
    assert_eq!(around.choice().raise, RaiseWhen::Ringing);
    window.get_by_label("Notifications of calls").click();
    window.run_ok();
    assert!(!around.choice().notifications);
}

#[test]
fn the_window_is_dark_or_light_as_the_desktop_is_and_goes_with_it() {
    let (mut window, phone, around) = window(DesktopChoice::default(), with_tray());
    assert_eq!(window.ctx.theme(), egui::Theme::Dark, "it says nothing");
    for (told, shown) in [
        (Some(Theme::Light), egui::Theme::Light),
        (Some(Theme::Dark), egui::Theme::Dark),
        (Some(Theme::Light), egui::Theme::Light),
        (None, egui::Theme::Dark),
    ] {
        around.0.theme.set(told);
        (around.0.wake.borrow().as_ref().expect("it wants to know"))();
        window.run_ok();
        assert_eq!(window.ctx.theme(), shown, "{told:?}");
    }
    // A theme of one's own is stronger.
    around.0.theme.set(Some(Theme::Light));
    phone.show(Screen {
        theme: "dark".to_owned(),
        ..idle()
    });
    window.run_ok();
    assert_eq!(window.ctx.theme(), egui::Theme::Dark);
}
