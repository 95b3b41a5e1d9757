//! Keys that work while another program has the keyboard: on X11 by grabbing them, on Wayland by
//! the desktop's portal. Where that has none, the desktop's own settings can run `offhook answer`.

#[cfg(all(unix, not(target_os = "macos")))]
mod portal;
#[cfg(all(unix, not(target_os = "macos")))]
mod x11;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk::HotKeyState;
use keymap::{Action, HotKeys};
#[cfg(all(unix, not(target_os = "macos")))]
use tokio::runtime::Builder;
use tokio::sync::watch;

/// Called with what a key that was pressed does.
pub(crate) type Pressed = Arc<dyn Fn(Action) + Send + Sync>;

/// Called when it became known how it went.
type Wake = Arc<dyn Fn() + Send + Sync>;

/// The keys, on a thread of their own from the first one on.
pub(crate) struct GlobalKeys {
    pressed: Pressed,
    state: Arc<Mutex<HotKeyState>>,
    wake: Arc<Mutex<Option<Wake>>>,
    /// Of several wishes the newest counts.
    thread: Mutex<Option<watch::Sender<HotKeys>>>,
}

impl GlobalKeys {
    /// None yet.
    pub(crate) fn new(pressed: Pressed) -> Self {
        Self {
            pressed,
            state: Arc::default(),
            wake: Arc::default(),
            thread: Mutex::default(),
        }
    }

    /// Whoever shows the state is woken by this.
    pub(crate) fn wake_by(&self, wake: Wake) {
        *locked(&self.wake) = Some(wake);
    }

    /// How it went.
    pub(crate) fn state(&self) -> HotKeyState {
        locked(&self.state).clone()
    }

    /// These from now on.
    pub(crate) fn set(&self, keys: HotKeys) {
        let mut thread = locked(&self.thread);
        if thread.is_none() && keys.is_empty() {
            return;
        }
        let thread = thread.get_or_insert_with(|| {
            let (sender, mut receiver) = watch::channel(HotKeys::default());
            let (pressed, state) = (Arc::clone(&self.pressed), Arc::clone(&self.state));
            let wake = Arc::clone(&self.wake);
            let tell = move |now: HotKeyState| {
                if let HotKeyState::Failed(error) = &now {
                    tracing::warn!(%error, "keys for everywhere do not work");
                }
                *locked(&state) = now;
                let wake = locked(&wake).clone();
                if let Some(wake) = wake {
                    wake();
                }
            };
            let name = "hot keys".to_owned();
            let begun = std::thread::Builder::new().name(name);
            if let Err(error) = begun.spawn(move || serve(&mut receiver, &pressed, tell)) {
                tracing::warn!(%error, "keys for everywhere have no thread");
            }
            sender
        });
        // A thread that has ended has said why.
        let _ = thread.send(keys);
    }
}

/// Do as the newest wish says, until nobody wishes anything any more.
#[cfg(all(unix, not(target_os = "macos")))]
fn serve(wishes: &mut watch::Receiver<HotKeys>, pressed: &Pressed, tell: impl Fn(HotKeyState)) {
    let runtime = match Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return tell(HotKeyState::Failed(error.to_string())),
    };
    let there = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    // What is grabbed of the X server inside a Wayland desktop is only heard while a program
    // of that server has the keyboard.
    if there("WAYLAND_DISPLAY") || there("WAYLAND_SOCKET") {
        return runtime.block_on(portal::serve(wishes, pressed, tell));
    }
    let grabs = match x11::Grabs::connect(Arc::clone(pressed)) {
        Ok(grabs) => grabs,
        Err(error) => return tell(HotKeyState::Failed(error.to_string())),
    };
    while let Some(keys) = runtime.block_on(newest(wishes)) {
        tell(match grabs.set(&keys) {
            Ok(_) if keys.is_empty() => HotKeyState::Unused,
            Ok(taken) => HotKeyState::Working { taken },
            Err(error) => HotKeyState::Failed(error.to_string()),
        });
    }
}

/// Waits for the next wish; nothing when there will be none.
#[cfg(all(unix, not(target_os = "macos")))]
async fn newest(wishes: &mut watch::Receiver<HotKeys>) -> Option<HotKeys> {
    wishes.changed().await.ok()?;
    Some(wishes.borrow_and_update().clone())
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn serve(_: &mut watch::Receiver<HotKeys>, _: &Pressed, tell: impl Fn(HotKeyState)) {
    tell(HotKeyState::Unsupported);
}

fn locked<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}
