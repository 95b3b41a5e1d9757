//! The desktop around the window: notifications and tray follow the phone, what is pressed
//! there goes to the phone or to its window, and what is chosen is kept.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use desk::{DesktopChoice, DesktopChoices, DesktopFound, DesktopLack, RaiseWhen};
use desktop::{Lack, Presence, Status, Use, WISH_QUEUE, Wish};
use softphone::{Intent, PhoneHandle, Preference};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, watch};

use crate::config::kept::Kept;
use crate::control::{Door, Outside};
use crate::desktop_file::Places;
use crate::desktop_table::{DesktopTable, RaiseChoice};

/// How long after the window's first look the desktop is looked for: it draws undisturbed.
pub(crate) const AFTER_THE_WINDOW: Duration = Duration::from_millis(500);

/// What of the desktop is used by a phone in a window.
pub(crate) struct WindowDesktop {
    used: watch::Sender<Use>,
    unused: bool,
    status: watch::Receiver<Status>,
    choice: Arc<Mutex<DesktopChoice>>,
    file: Option<Kept>,
    runtime: Handle,
}

impl WindowDesktop {
    /// Begins to follow the phone, once its window is there; with `unused` nothing of what is
    /// chosen is used in this run.
    pub(crate) fn start(
        phone: &PhoneHandle,
        door: &Arc<Door>,
        (table, unused): (DesktopTable, bool),
        file: Option<Kept>,
        runtime: &Handle,
    ) -> Self {
        let choice = choice_of(table);
        let (used, uses) = watch::channel(use_of(choice, unused));
        let (tell, status) = watch::channel(Status::default());
        let (wish, wishes) = mpsc::channel(WISH_QUEUE);
        let screens = phone.screens();
        let window = Arc::clone(door);
        runtime.spawn(async move {
            window.drawn().await;
            tokio::time::sleep(AFTER_THE_WINDOW).await;
            desktop::follow(uses, screens, wish, tell).await;
        });
        runtime.spawn(carry_out(wishes, phone.clone(), Arc::clone(door)));
        runtime.spawn(wake(status.clone(), Arc::clone(door)));
        Self {
            used,
            unused,
            status,
            choice: Arc::new(Mutex::new(choice)),
            file,
            runtime: runtime.clone(),
        }
    }
}

impl WindowDesktop {
    /// The file says so from now on.
    pub(crate) fn set(&self, table: DesktopTable) {
        let new = choice_of(table);
        let mut choice = self.choice.lock().unwrap_or_else(PoisonError::into_inner);
        *choice = DesktopChoice {
            at_login: choice.at_login,
            ..new
        };
        self.use_of(*choice);
    }

    fn use_of(&self, choice: DesktopChoice) {
        self.used.send_if_modified(|used| {
            let wanted = use_of(choice, self.unused);
            let changed = *used != wanted;
            *used = wanted;
            changed
        });
    }
}

impl DesktopChoices for WindowDesktop {
    fn choice(&self) -> DesktopChoice {
        *self.choice.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn choose(&self, choice: DesktopChoice) {
        let mut kept = self.choice.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *kept, choice);
        drop(kept);
        self.use_of(choice);
        let newest = Arc::clone(&self.choice);
        let file = self.file.clone();
        self.runtime.spawn_blocking(move || {
            // Several writings may wait for each other, and the last choice counts.
            let choice = *newest.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(file) = file
                && let Err(error) = keep(&file, choice)
            {
                tracing::warn!(%error, "what is chosen of the desktop cannot be kept for the next start");
            }
            if choice.at_login != before.at_login
                && let Err(error) = start_at_login(choice.at_login)
            {
                tracing::warn!(%error, "whether the phone starts with the desktop cannot be changed");
            }
        });
    }

    fn found(&self) -> DesktopFound {
        let status = self.status.borrow();
        // The bus' own words are in the log, where the desktop was asked.
        let why = |presence: &Presence| match presence {
            Presence::Lacking(Lack::Bus(_)) => Some(DesktopLack::Bus),
            Presence::Lacking(Lack::Notifications(_)) => Some(DesktopLack::Notifications),
            Presence::Lacking(Lack::Tray(_)) => Some(DesktopLack::Tray),
            Presence::Lacking(Lack::System | Lack::Shortcuts(_)) => Some(DesktopLack::System),
            Presence::Unknown | Presence::Off | Presence::There => None,
        };
        DesktopFound {
            tray: status.tray == Presence::There,
            no_notifications: why(&status.notifications),
            no_tray: why(&status.tray),
        }
    }
}

/// What a person presses goes to the phone or to its window.
async fn carry_out(mut wishes: mpsc::Receiver<Wish>, phone: PhoneHandle, door: Arc<Door>) {
    while let Some(wish) = wishes.recv().await {
        match wish {
            Wish::Answer(call) => {
                phone.send(Intent::Focus(call));
                phone.send(Intent::Answer);
            }
            Wish::Decline(call) => {
                phone.send(Intent::Decline(call));
            }
            Wish::Silence => {
                phone.send(Intent::Silence);
            }
            Wish::HangUp => {
                phone.send(Intent::HangUp);
            }
            Wish::Mute => {
                phone.send(Intent::Mute);
            }
            Wish::DoNotDisturb(on) => {
                phone.send(Intent::Prefer(Preference::DoNotDisturb(on)));
            }
            Wish::Show => door.wish(Outside::Raise),
            Wish::ShowOrHide => door.wish(Outside::ShowOrHide),
            Wish::Quit => door.wish(Outside::Quit),
        }
    }
}

/// The window looks again when the desktop has changed.
async fn wake(mut status: watch::Receiver<Status>, door: Arc<Door>) {
    while status.changed().await.is_ok() {
        door.wake();
    }
}

fn choice_of(table: DesktopTable) -> DesktopChoice {
    let at_login = Places::of_user().is_some_and(|places| places.starts_at_login());
    DesktopChoice {
        notifications: table.notifications,
        tray: table.tray,
        close_hides: table.close_hides,
        start_hidden: table.start_hidden,
        raise: match table.raise {
            RaiseChoice::Never => RaiseWhen::Never,
            RaiseChoice::Ringing => RaiseWhen::Ringing,
            RaiseChoice::Answered => RaiseWhen::Answered,
        },
        on_top: table.on_top,
        at_login,
    }
}

fn use_of(choice: DesktopChoice, unused: bool) -> Use {
    Use {
        notifications: choice.notifications && !unused,
        tray: choice.tray && !unused,
        bus: None,
    }
}

/// What is not as at the start goes into the file; the rest is taken out.
fn keep(file: &Kept, choice: DesktopChoice) -> Result<(), crate::config::kept::KeptError> {
    let usual = DesktopChoice::default();
    let raise = match choice.raise {
        RaiseWhen::Never => RaiseChoice::Never,
        RaiseWhen::Ringing => RaiseChoice::Ringing,
        RaiseWhen::Answered => RaiseChoice::Answered,
    };
    file.change(|draft| {
        for (key, now, usual) in [
            ("notifications", choice.notifications, usual.notifications),
            ("tray", choice.tray, usual.tray),
            ("close_hides", choice.close_hides, usual.close_hides),
            ("start_hidden", choice.start_hidden, usual.start_hidden),
            ("on_top", choice.on_top, usual.on_top),
        ] {
            let key = format!("desktop.{key}");
            draft.set_or_remove(&key, (now != usual).then_some(now));
        }
        let raise = (choice.raise != usual.raise).then(|| raise.word());
        draft.set_or_remove("desktop.raise", raise);
    })
}

fn start_at_login(start: bool) -> anyhow::Result<()> {
    let program: PathBuf = std::env::current_exe()?;
    if let Some(places) = Places::of_user() {
        places.start_at_login(&program, start)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFile;

    #[test]
    fn the_next_start_has_what_was_chosen() {
        let folder = std::env::temp_dir().join(format!("offhook-desktop-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("config.toml");
        let file = Kept::open(&path);
        let choice = DesktopChoice {
            notifications: false,
            close_hides: true,
            raise: RaiseWhen::Answered,
            on_top: true,
            at_login: choice_of(DesktopTable::default()).at_login,
            ..DesktopChoice::default()
        };
        keep(&file, choice).expect("there is room");
        let read = ConfigFile::load(Some(&path)).expect("it is right");
        assert_eq!(choice_of(read.desktop), choice);
        let usual = DesktopChoice::default();
        keep(&file, usual).expect("there is room");
        let text = std::fs::read_to_string(&path).expect("it is there");
        assert!(!text.contains("raise"), "{text}");
        std::fs::remove_dir_all(&folder).expect("it was made");
    }
}
