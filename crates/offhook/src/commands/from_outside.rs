//! What reaches a phone without a window from outside it: commands and the buttons of headsets,
//! both only where they are wanted, and the system's wish that it ends.

use std::sync::Arc;

use softphone::{Intent, PhoneHandle};
use tokio::runtime::Handle;

use crate::control::{ControlChoice, Door, Held, HoldError, listen};
use crate::dialling_now::DiallingNow;
use crate::headset_buttons::follow;
use crate::settings::Settings;
use crate::signals::StopSignals;

/// Commands and headsets, before there is a phone for them.
pub(crate) struct FromOutside {
    held: Option<Held>,
    dialling: Arc<DiallingNow>,
    headset_buttons: bool,
}

impl FromOutside {
    /// Takes the place where the phone is to be asked, which another phone may have: then this one
    /// is not to start. Inside a runtime.
    pub(crate) fn prepare(
        settings: &Settings,
        dialling: Arc<DiallingNow>,
    ) -> Result<Self, HoldError> {
        let place = settings.control.as_ref().and_then(ControlChoice::place);
        Ok(Self {
            held: place.map(|place| place.hold()).transpose()?,
            dialling,
            headset_buttons: settings.headset_buttons.unwrap_or(false),
        })
    }

    /// The phone is there.
    pub(crate) fn begin(self, phone: &PhoneHandle, runtime: &Handle) {
        if self.headset_buttons {
            runtime.spawn(follow(phone.clone(), true));
        }
        if let Some(held) = self.held {
            let door = Door::headless(phone.clone(), self.dialling);
            runtime.spawn(listen(held, door));
        }
    }
}

/// Lets the phone leave in order when the system wants the program to end; who draws it ends when
/// it has left.
pub(crate) async fn leave_when_told(phone: PhoneHandle) {
    match StopSignals::listen() {
        Ok(mut stop) => {
            stop.next().await;
            phone.send(Intent::Quit);
        }
        Err(error) => tracing::warn!(%error, "the system's signals cannot be listened to"),
    }
}
