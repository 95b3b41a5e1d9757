//! The second page of the first start: the server is tried for real, and every step is said.

use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Align, Align2, Id, Key, Rect, Sense, Spinner, Ui, WidgetInfo, pos2, vec2};
use station::{Refusal, Registration, RegistrationState, Screen};

use super::{FirstRun, Reach, Reaching, advice, card, press};
use crate::Phone;
use crate::button::Cap;
use crate::pen::{Pen, Type};
use crate::tokens::font;
use crate::welcome::Choice;
use crate::words::Words;

/// How long a server may take to answer a registration before that is said; it goes on being tried.
const PATIENCE: Duration = Duration::from_secs(8);

/// The place of the step that says the phone's lines.
const LINES: usize = 3;

/// A look at the phone while it registers.
const LOOK: Duration = Duration::from_millis(100);

/// A server that is tried.
pub(super) struct Trying {
    server: String,
    device: String,
    reach: Box<dyn Reaching>,
    /// Once the server is reached.
    phone: Option<Box<dyn Phone>>,
    began: Option<Instant>,
    /// Why there is no phone.
    problem: Option<String>,
    /// How the phone failed to register; it goes on trying, and this stands until it succeeds.
    failed: Option<Registration>,
}

/// What the person wants then.
pub(super) enum Wish {
    /// To choose again.
    Back,
    /// The same once more.
    Again,
    /// This phone, with its sound set up before or not.
    Use(Box<dyn Phone>, bool),
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Later,
    Now,
    Done,
    Failed,
}

impl Trying {
    pub(super) fn new(server: String, device: String, reach: Box<dyn Reaching>) -> Self {
        Self {
            server,
            device,
            reach,
            phone: None,
            began: None,
            problem: None,
            failed: None,
        }
    }

    /// The phone, once there is one.
    pub(super) fn phone(&self) -> Option<&dyn Phone> {
        self.phone.as_deref()
    }

    /// What was typed.
    pub(super) fn typed(&self) -> (&str, &str) {
        (&self.server, &self.device)
    }

    /// Draws the steps, and goes on with them.
    pub(super) fn draw(
        &mut self,
        ui: &mut Ui,
        pen: &Pen,
        words: Words,
        first_run: &mut dyn FirstRun,
    ) -> Option<Wish> {
        let reach = self.reach.now();
        if matches!(reach, Reach::Open { .. }) && self.phone.is_none() && self.problem.is_none() {
            let choice = Choice::Server {
                server: self.server.clone(),
                device: self.device.clone(),
            };
            self.began = Some(Instant::now());
            match first_run.start(choice) {
                Ok(phone) => self.phone = Some(phone),
                Err(problem) => self.problem = Some(problem),
            }
        }
        let screen = self.phone.as_ref().map(|phone| phone.screen());
        let screen = screen.as_deref();
        let standing = screen.map(|screen| self.standing(&screen.registration));
        let standing = standing.as_ref();
        let registered =
            standing.is_some_and(|standing| standing.state == RegistrationState::Registered);
        let inner = card(pen);
        let title = if registered {
            "The phone is ready"
        } else if self.has_failed(&reach) {
            "That did not work"
        } else {
            "Trying the server"
        };
        let style = Type::new(font::LARGE, pen.palette.key_text).strong();
        let at = inner.center_top() + vec2(0.0, 24.0);
        let heading = words.say(title);
        let place = pen.text(at, Align2::CENTER_CENTER, style, inner.width(), heading);
        label(ui, pen, "title", place, Role::Heading, heading);
        let mut top = inner.top() + 70.0;
        for (place, (mark, text)) in self.steps(&reach, standing, words).into_iter().enumerate() {
            let area = Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), 46.0));
            step(ui, pen, place, area, mark, &text);
            top += 50.0;
        }
        if registered && let Some(screen) = screen {
            let area = Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), 46.0));
            let said = words.with("Lines: {}", &[&lines(screen)]);
            step(ui, pen, LINES, area, Mark::Done, &said);
        }
        if let Some(advice) = self.advice(&reach, standing, words) {
            let area = Rect::from_min_max(
                pos2(inner.left(), top + 4.0),
                pos2(inner.right(), inner.bottom() - 100.0),
            );
            let style = Type::new(font::SMALL, pen.palette.panel_warning);
            pen.paragraph(area, Align::Min, style, 7, &advice);
            label(ui, pen, "advice", area, Role::Alert, &advice);
        }
        if self.phone.is_some() && !registered {
            ui.ctx().request_repaint_after(LOOK);
        }
        self.keys(ui, pen, words, inner, &reach, registered)
    }

    fn keys(
        &mut self,
        ui: &Ui,
        pen: &Pen,
        words: Words,
        inner: Rect,
        reach: &Reach,
        registered: bool,
    ) -> Option<Wish> {
        let half = (inner.width() - 12.0) / 2.0;
        let key = |column: f32, row: f32| {
            let left = inner.left() + column * (half + 12.0);
            let top = inner.bottom() - 88.0 + row * 48.0;
            Rect::from_min_size(pos2(left, top), vec2(half, 40.0))
        };
        let wide = |row: f32| {
            let area = key(0.0, row);
            area.with_max_x(inner.right())
        };
        let pressed = |area: Rect, name: &'static str, cap: Cap| {
            press(ui, pen, area, words.say(name), cap, true).clicked
        };
        // On a control, Enter presses that.
        let nowhere = ui.memory(|memory| memory.focused().is_none());
        let enter = nowhere && ui.input(|input| input.key_pressed(Key::Enter));
        if registered {
            let sound = pressed(wide(0.0), "Set up the sound", Cap::Call) || enter;
            if sound || pressed(wide(1.0), "Begin", Cap::Plain) {
                return Some(Wish::Use(self.phone.take()?, sound));
            }
            return None;
        }
        let failed = self.has_failed(reach);
        let back = if failed { "Change" } else { "Cancel" };
        let escape = ui.input(|input| input.key_pressed(Key::Escape));
        if pressed(key(0.0, 1.0), back, Cap::Plain) || escape {
            self.give_up();
            return Some(Wish::Back);
        }
        if failed && (pressed(key(1.0, 1.0), "Try again", Cap::Call) || enter) {
            self.give_up();
            return Some(Wish::Again);
        }
        let all_the_same = if failed { wide(0.0) } else { key(1.0, 1.0) };
        if self.phone.is_some() && pressed(all_the_same, "Use it all the same", Cap::Plain) {
            return Some(Wish::Use(self.phone.take()?, false));
        }
        None
    }

    /// It goes no further without the person.
    fn has_failed(&self, reach: &Reach) -> bool {
        self.problem.is_some() || self.failed.is_some() || reach.failed()
    }

    /// The phone leaves, if there is one.
    fn give_up(&mut self) {
        if let Some(phone) = self.phone.take() {
            phone.send(station::Intent::Quit);
        }
    }

    /// How the phone stands with its server: once it has failed, that, until it succeeds. What it
    /// tries in between is nothing to read.
    fn standing(&mut self, now: &Registration) -> Registration {
        match now.state {
            RegistrationState::Registered => self.failed = None,
            RegistrationState::Rejected | RegistrationState::Waiting => {
                self.failed = Some(now.clone());
            }
            _ => {}
        }
        self.failed.as_ref().unwrap_or(now).clone()
    }

    /// The steps in their order, and how each stands.
    fn steps(
        &self,
        reach: &Reach,
        standing: Option<&Registration>,
        words: Words,
    ) -> [(Mark, String); 3] {
        let address = match reach {
            Reach::Connecting { address }
            | Reach::Open { address }
            | Reach::NoWay { address }
            | Reach::Closed { address }
            | Reach::Silent { address } => address.as_str(),
            Reach::Naming | Reach::NoName | Reach::Other { .. } => "",
        };
        let name = match reach {
            Reach::Naming => (Mark::Now, words.with("Looking for {}…", &[&self.server])),
            Reach::NoName => (
                Mark::Failed,
                words.with("There is no server of the name {}", &[&self.server]),
            ),
            _ => (Mark::Done, words.with("{} is known", &[&self.server])),
        };
        let way = match reach {
            Reach::Naming | Reach::NoName => {
                (Mark::Later, words.say("The server answers").to_owned())
            }
            Reach::Connecting { .. } => (Mark::Now, words.with("Connecting to {}…", &[&address])),
            Reach::NoWay { .. } => (
                Mark::Failed,
                words.with("There is no way to {}", &[&address]),
            ),
            Reach::Closed { .. } => (
                Mark::Failed,
                words.with("Nothing listens at {}", &[&address]),
            ),
            Reach::Silent { .. } => (Mark::Failed, words.with("{} does not answer", &[&address])),
            Reach::Other { .. } => (
                Mark::Failed,
                words
                    .say("Something answers that is no SCCP server")
                    .to_owned(),
            ),
            Reach::Open { .. } => (Mark::Done, words.with("{} answers", &[&address])),
        };
        let registering = words.with("Registering as {}…", &[&self.device]);
        let registration = match (&self.problem, standing) {
            (Some(_), _) => (Mark::Failed, words.say("The phone cannot start").to_owned()),
            (None, None) => (
                Mark::Later,
                words.with("The server takes {}", &[&self.device]),
            ),
            (None, Some(standing)) => match standing.state {
                RegistrationState::Registered => (
                    Mark::Done,
                    words.with("The server takes {}", &[&self.device]),
                ),
                RegistrationState::Rejected => (
                    Mark::Failed,
                    words.with("The server refuses {}", &[&self.device]),
                ),
                RegistrationState::Waiting => (
                    Mark::Failed,
                    words
                        .say("The server did not register the phone")
                        .to_owned(),
                ),
                _ => (Mark::Now, registering),
            },
        };
        [name, way, registration]
    }

    /// What the person can do, when something went wrong.
    fn advice(
        &self,
        reach: &Reach,
        standing: Option<&Registration>,
        words: Words,
    ) -> Option<String> {
        let general = |text: &'static str| Some(words.say(text).to_owned());
        match reach {
            Reach::NoName => {
                return general(
                    "Check how it is written. Perhaps the name is known only in the company's network.",
                );
            }
            Reach::NoWay { .. } | Reach::Silent { .. } => {
                return general(
                    "Is this machine in the right network, or does it need a VPN? A firewall may be in the way.",
                );
            }
            Reach::Closed { .. } => {
                return general(
                    "The machine is there. Call servers listen at port 2000; another one is written behind a colon.",
                );
            }
            Reach::Other { says } => {
                let advice =
                    "Call servers listen at port 2000; another one is written behind a colon.";
                return Some(with_own_words(words, "It says: {}", says, advice));
            }
            Reach::Naming | Reach::Connecting { .. } | Reach::Open { .. } => {}
        }
        if let Some(problem) = &self.problem {
            return Some(words.sentence(problem));
        }
        let standing = standing?;
        let said = &standing.reason;
        match standing.state {
            RegistrationState::Rejected => {
                let advice = advice::on(Refusal::of(said));
                Some(with_own_words(words, "The server says: {}", said, advice))
            }
            RegistrationState::Waiting => Some(format!(
                "{said}\n{}",
                words.say(
                    "Some servers close the connection when they do not know the device name."
                )
            )),
            RegistrationState::Registering
                if self.began.is_some_and(|began| began.elapsed() > PATIENCE) =>
            {
                general("It takes the connection and says nothing. Perhaps it is no call server.")
            }
            _ => None,
        }
    }
}

impl Reach {
    /// It will go no further.
    const fn failed(&self) -> bool {
        !matches!(
            self,
            Self::Naming | Self::Connecting { .. } | Self::Open { .. }
        )
    }
}

/// What the other side says itself, if anything, and what the person can do.
fn with_own_words(words: Words, who: &'static str, says: &str, advice: &'static str) -> String {
    let advice = words.say(advice);
    match says {
        "" => advice.to_owned(),
        says => format!("{}\n{advice}", words.with(who, &[&says])),
    }
}

/// The numbers of the phone's lines.
fn lines(screen: &Screen) -> String {
    let lines = screen.line_keys.iter();
    let lines = lines.filter(|key| key.kind == station::LineKeyKind::Line);
    let mut labels: Vec<&str> = lines.map(|key| key.label.as_str()).collect();
    labels.dedup();
    labels.join(", ")
}

fn step(ui: &mut Ui, pen: &Pen, place: usize, area: Rect, mark: Mark, text: &str) {
    let at = area.left_center() + vec2(12.0, 0.0);
    let ink = match mark {
        Mark::Later => pen.palette.print_faint,
        Mark::Failed => pen.palette.panel_warning,
        Mark::Now | Mark::Done => pen.palette.key_text,
    };
    match mark {
        Mark::Now => {
            let spin = Rect::from_center_size(at, vec2(20.0, 20.0));
            ui.put(pen.scale().rect(spin), Spinner::new().color(ink));
        }
        Mark::Done => {
            let tick = [vec2(-7.0, 0.0), vec2(-2.0, 5.0), vec2(7.0, -6.0)];
            pen.line(&tick.map(|to| at + to), 2.5, pen.palette.panel_good);
        }
        Mark::Failed => {
            for (from, to) in [
                (vec2(-6.0, -6.0), vec2(6.0, 6.0)),
                (vec2(-6.0, 6.0), vec2(6.0, -6.0)),
            ] {
                pen.line(&[at + from, at + to], 2.5, ink);
            }
        }
        Mark::Later => pen.disc(at, 3.0, ink),
    }
    let room = area.with_min_x(area.left() + 34.0);
    let style = Type::new(font::NORMAL, ink);
    let style = pen.fitting(style, room.width(), text);
    let left = room.left_center();
    pen.text(left, Align2::LEFT_CENTER, style, room.width(), text);
    label(ui, pen, &format!("step {place}"), area, Role::Status, text);
}

fn label(ui: &Ui, pen: &Pen, id: &str, area: Rect, role: Role, text: &str) {
    let place = pen.scale().rect(area);
    ui.interact(place, Id::unique(("trying", id)), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(role, true, text));
}
