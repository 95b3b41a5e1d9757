//! The window's place among the programs of its user: one phone runs, and what is asked of
//! it comes to its window.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use desk::{Desktop, Theme};
use desktop::{ColourScheme, follow_colour_scheme};
use tokio::sync::watch;

use crate::commands::running::Engine;
use crate::control::{
    ControlChoice, Door, HoldError, Link, Outside, Place, Reply, Request, ask, listen,
};
use crate::dialling_now::DiallingNow;

/// How often, and after how long each time, one that is just starting is asked again.
const ASK_AGAIN: (u32, Duration) = (20, Duration::from_millis(100));

/// How the window was called.
pub(crate) struct Called {
    /// With this link.
    pub(crate) link: Option<Link>,
    /// As another phone beside one that runs.
    pub(crate) new: bool,
}

/// A window's door, open or not.
pub(crate) enum Way {
    /// A phone runs already, and has done what the program was called for.
    Done(Reply),
    /// This program is the one.
    Open(Arc<Door>),
}

/// Has the running phone do it; nothing when none runs.
pub(crate) fn hand_over(called: &Called, control: &ControlChoice) -> anyhow::Result<Option<Reply>> {
    match control.place().filter(|_| !called.new) {
        Some(place) => ask_for(called, &place),
        None => Ok(None),
    }
}

/// Opens the door of the window that people start without a command.
pub(crate) fn open(
    called: &Called,
    control: &ControlChoice,
    engine: &Engine,
    dialling: Arc<DiallingNow>,
) -> anyhow::Result<Way> {
    let door = Door::with_window(dialling);
    let Some(place) = control.place() else {
        return Ok(Way::Open(door));
    };
    match listen_at(&place, &door, engine) {
        Ok(()) => return Ok(Way::Open(door)),
        Err(HoldError::Taken(_)) if !called.new => {}
        Err(error) => {
            tracing::info!(%error, "this phone is not asked from outside");
            return Ok(Way::Open(door));
        }
    }
    // Another one has started at the same moment: it will answer soon.
    let (times, pause) = ASK_AGAIN;
    for _ in 0..times {
        if let Some(reply) = ask_for(called, &place)? {
            return Ok(Way::Done(reply));
        }
        std::thread::sleep(pause);
    }
    tracing::warn!(path = %place.path().display(), "another phone holds the place and does not answer");
    Ok(Way::Open(door))
}

/// Opens the door of a phone that was started by a command. It must have the place only if
/// that was asked for.
pub(crate) fn open_for(
    control: Option<&ControlChoice>,
    usually: ControlChoice,
    engine: &Engine,
    dialling: Arc<DiallingNow>,
) -> anyhow::Result<Arc<Door>> {
    let door = Door::with_window(dialling);
    if let Some(place) = control.unwrap_or(&usually).place() {
        match listen_at(&place, &door, engine) {
            Err(error) if control.is_some() => return Err(error.into()),
            Err(error) => tracing::info!(%error, "this phone is not asked from outside"),
            Ok(()) => {}
        }
    }
    Ok(door)
}

fn listen_at(place: &Place, door: &Arc<Door>, engine: &Engine) -> Result<(), HoldError> {
    let _inside = engine.handle().enter();
    let held = place.hold()?;
    engine.handle().spawn(listen(held, Arc::clone(door)));
    Ok(())
}

fn ask_for(called: &Called, place: &Place) -> anyhow::Result<Option<Reply>> {
    let request = match &called.link {
        Some(Link(link)) => Request::Dial {
            number: link.clone(),
            now: false,
        },
        None => Request::Show,
    };
    ask(place, &request).context("offhook --new starts another phone")
}

/// The door as the window sees it.
pub(crate) struct WindowDoor {
    door: Arc<Door>,
    /// Whether the desktop is dark or light, as far as it says so.
    scheme: watch::Receiver<Option<ColourScheme>>,
}

impl WindowDoor {
    /// The door, and the colours of the desktop, which are asked for beside the window: it
    /// never waits for an answer.
    pub(crate) fn new(door: Arc<Door>, engine: &Engine) -> Self {
        let (tell, scheme) = watch::channel(None);
        engine.handle().spawn(follow_colour_scheme(None, tell));
        let mut changes = scheme.clone();
        let window = Arc::clone(&door);
        engine.handle().spawn(async move {
            while changes.changed().await.is_ok() {
                window.wake();
            }
        });
        Self { door, scheme }
    }
}

impl Desktop for WindowDoor {
    fn wake_by(&self, wake: Box<dyn Fn() + Send + Sync>) {
        self.door.wake_by(wake);
    }

    fn next(&self) -> Option<desk::Outside> {
        Some(match self.door.next()? {
            Outside::Raise => desk::Outside::Raise,
            Outside::ShowOrHide => desk::Outside::ShowOrHide,
            Outside::Quit => desk::Outside::Quit,
            Outside::Offer(number) => desk::Outside::Offer(number),
        })
    }

    fn theme(&self) -> Option<Theme> {
        Some(match (*self.scheme.borrow())? {
            ColourScheme::Dark => Theme::Dark,
            ColourScheme::Light => Theme::Light,
        })
    }
}
