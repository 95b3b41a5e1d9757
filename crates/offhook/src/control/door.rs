//! The phone's side of what is asked: what goes to the phone, what to its window.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::json;
use softphone::{Call, Intent, PhoneHandle, Screen};
#[cfg(feature = "window")]
use tokio::sync::Notify;

use crate::config::config_path;
use crate::dialling_now::DiallingNow;
use crate::problem_report;

use super::link::number_in;
use super::{Asked, Reply, Request};

/// How many wishes wait for the window at most: it takes them as it draws.
const MOST_WISHES: usize = 32;

/// What is wanted of the window from outside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outside {
    /// To come to the front.
    Raise,
    /// To be hidden where it is seen, to be seen where it is hidden.
    #[cfg(feature = "window")]
    ShowOrHide,
    /// To let the phone leave, and close.
    #[cfg(feature = "window")]
    Quit,
    /// To offer the number in this text or link.
    Offer(String),
}

/// Wakes the window.
type Wake = Box<dyn Fn() + Send + Sync>;

/// What comes in from outside goes through here, on whichever thread it comes.
pub(crate) struct Door {
    /// How numbers are dialled, and whether links are dialled at once.
    dialling: Arc<DiallingNow>,
    has_window: bool,
    /// The window looks for the first time.
    #[cfg(feature = "window")]
    drawn: Notify,
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    /// Nothing as long as the welcome is open.
    phone: Option<PhoneHandle>,
    wishes: VecDeque<Outside>,
    wake: Option<Wake>,
}

impl Door {
    /// That of a phone without a window.
    pub(crate) fn headless(phone: PhoneHandle, dialling: Arc<DiallingNow>) -> Arc<Self> {
        let inside = Inside {
            phone: Some(phone),
            ..Inside::default()
        };
        Arc::new(Self {
            dialling,
            has_window: false,
            #[cfg(feature = "window")]
            drawn: Notify::new(),
            inside: Mutex::new(inside),
        })
    }

    /// Has the window do something.
    pub(crate) fn wish(&self, wish: Outside) {
        let mut inside = self.inside();
        // Only a window that hangs leaves them lying; the newest counts then.
        if inside.wishes.len() == MOST_WISHES {
            inside.wishes.pop_front();
        }
        inside.wishes.push_back(wish);
        if let Some(wake) = &inside.wake {
            wake();
        }
    }

    /// A number or a link, from wherever.
    pub(crate) async fn dial(&self, text: &str, now: bool) -> Reply {
        let Some(number) = number_in(&self.dialling.dialling(), text) else {
            return Reply::refused(format!("`{text}` names no number"));
        };
        let phone = self.inside().phone.clone();
        if now || self.dialling.links_at_once() {
            let Some(phone) = phone else {
                return self.offer(text);
            };
            if phone.screen().off_hook {
                return Reply::refused(
                    "the phone is off hook; a second call is not dialled into it",
                );
            }
            phone.perform(Intent::Dial(number)).await;
            return Reply::done("dialling");
        }
        match phone {
            Some(phone) if !self.has_window => {
                phone.perform(Intent::Offer(number)).await;
                Reply::done("the number stands in the phone, to be dialled")
            }
            _ => self.offer(text),
        }
    }

    /// The window applies the rules itself, and shows what was written.
    fn offer(&self, text: &str) -> Reply {
        self.wish(Outside::Offer(text.to_owned()));
        self.wish(Outside::Raise);
        Reply::done("the number stands in the window, to be dialled")
    }

    fn phone(&self) -> Result<PhoneHandle, Reply> {
        let phone = self.inside().phone.clone();
        phone.ok_or_else(|| {
            Reply::refused("no phone runs yet: its window still asks for a call server")
        })
    }

    async fn try_answer(&self, request: Request) -> Result<Reply, Reply> {
        Ok(match request {
            Request::Show if self.has_window => {
                self.wish(Outside::Raise);
                Reply::done("the window comes to the front")
            }
            Request::Show => Reply::refused("the running phone has no window"),
            Request::Dial { number, now } => self.dial(&number, now).await,
            Request::Answer => {
                let phone = self.phone()?;
                let screen = phone.screen();
                let ringing = screen.calls.iter().find(|call| call.state.is_ringing());
                let Some(call) = ringing else {
                    return Err(Reply::refused("no call rings"));
                };
                phone.perform(Intent::Answer).await;
                Reply::done(format!("answering {}", who(call)))
            }
            Request::HangUp => {
                let phone = self.phone()?;
                let screen = phone.screen();
                if !has_call(&screen) {
                    return Err(Reply::refused("there is no call"));
                }
                phone.perform(Intent::HangUp).await;
                Reply::done("hanging up")
            }
            Request::Mute { on } => {
                let phone = self.phone()?;
                if on != Some(phone.screen().muted) {
                    phone.perform(Intent::Mute).await;
                }
                let muted = phone.screen().muted;
                if on.is_some_and(|on| on != muted) {
                    return Err(Reply::refused("the microphone cannot be muted now"));
                }
                Reply::done(if muted {
                    "the microphone is muted"
                } else {
                    "the microphone is on"
                })
            }
            Request::Report { file } => {
                let phone = self.phone()?;
                let written = problem_report::write(&phone, config_path(None), file.clone()).await;
                match problem_report::told(written, file.as_deref()) {
                    Ok(path) => Reply::done(format!("the report is in {}", path.display())),
                    Err(reason) => Reply::refused(reason),
                }
            }
            Request::Status => {
                let phone = self.phone()?;
                let time = (phone.now().as_micros() / 1000) as f64 / 1000.0;
                let screen = phone.screen();
                let screen = json!({ "event": "screen", "time": time, "screen": &*screen });
                Reply {
                    screen: Some(screen),
                    ..Reply::default()
                }
            }
        })
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The window's side.
#[cfg(feature = "window")]
impl Door {
    /// That of a phone in a window, which may come later.
    pub(crate) fn with_window(dialling: Arc<DiallingNow>) -> Arc<Self> {
        Arc::new(Self {
            dialling,
            has_window: true,
            drawn: Notify::new(),
            inside: Mutex::default(),
        })
    }

    /// How numbers are dialled.
    pub(crate) fn dialling(&self) -> Arc<DiallingNow> {
        Arc::clone(&self.dialling)
    }

    /// The phone is here.
    pub(crate) fn has(&self, phone: PhoneHandle) {
        self.inside().phone = Some(phone);
    }

    /// The window is woken by this when there is something for it.
    pub(crate) fn wake_by(&self, wake: Wake) {
        let mut inside = self.inside();
        if !inside.wishes.is_empty() {
            wake();
        }
        inside.wake = Some(wake);
        self.drawn.notify_one();
    }

    /// Waits until the window is there, for the one who asks.
    pub(crate) async fn drawn(&self) {
        self.drawn.notified().await;
    }

    /// The window looks again at what it shows.
    pub(crate) fn wake(&self) {
        if let Some(wake) = &self.inside().wake {
            wake();
        }
    }

    /// The next thing for the window.
    pub(crate) fn next(&self) -> Option<Outside> {
        self.inside().wishes.pop_front()
    }
}

impl Asked for Door {
    async fn answer(&self, request: Request) -> Reply {
        self.try_answer(request).await.unwrap_or_else(|reply| reply)
    }
}

fn has_call(screen: &Screen) -> bool {
    let mut calls = screen.calls.iter();
    screen.off_hook || calls.any(|call| !call.state.is_over() && !call.state.is_elsewhere())
}

/// Name and number of the other side, as far as they are known.
pub(crate) fn who(call: &Call) -> String {
    match (call.remote_name.as_str(), call.remote_number.as_str()) {
        ("", "") => "an unknown number".to_owned(),
        ("", number) => number.to_owned(),
        (name, "") => name.to_owned(),
        (name, number) if name == number => number.to_owned(),
        (name, number) => format!("{name} ({number})"),
    }
}
