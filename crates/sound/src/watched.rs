//! One device under watch: when it counts as lost, and how often it ran dry.

use std::time::Duration;

use crate::backend::{Opened, Target};
use crate::device::{Device, Health};
use crate::event::Trouble;
use crate::loan::Lender;

/// No callback for so long means lost: with the time between two looks half a second, and still six
/// of the longest periods asked for, so that a busy machine is not mistaken for an unplugged device.
const STALLED_AFTER: Duration = Duration::from_millis(400);

/// A look that comes so long after the one before was late itself: the whole machine stood still, and what
/// was missed meanwhile is no fault of the device's. Twice the time between two looks.
const LATE_LOOK: Duration = Duration::from_millis(200);

/// A device that has been opened must move sound within this; sound servers wake sleeping hardware first.
const FIRST_PULSE_WITHIN: Duration = Duration::from_secs(2);

/// A device opened less than this ago may pause as long as before its first pulse: a sound server
/// fills its own buffer at once and then stands still until its clock has caught up (0.5 to 1.6 s
/// seen with a virtual sink that may rewind). Changing devices for it would begin the pause anew.
const YOUNG_FOR: Duration = Duration::from_secs(5);

/// So many errors without a callback for so long are a spinning stream (25,000 a second when a
/// sound server dies). Less is a harmless burst: after an under-run ALSA's PulseAudio plugin gives
/// hundreds of EIO within some milliseconds until its new stream stands.
const SPINNING_ERRORS: u32 = 50;
const SPINNING_FOR: Duration = Duration::from_millis(200);

/// Run-dry counts are forgotten after so long: what matters is how often, not how many.
pub(crate) const DRY_WITHIN: Duration = Duration::from_secs(10);

/// Run-dry counts of a device's first moments do not count: its buffers are still filling.
const SETTLING: Duration = Duration::from_secs(1);

/// What the device in use is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// File, tone, chosen silence, custom.
    Own,
    /// A device of the machine.
    Hardware(Target),
    /// The stop-gap.
    Silence,
}

/// A device and what was last seen of it.
pub(crate) struct Watched<T: ?Sized> {
    pub(crate) role: Role,
    pub(crate) device: Box<dyn Device>,
    pub(crate) lender: Lender<T>,
    pub(crate) seen: Health,
    /// When it last moved, or was opened.
    moved_at: Duration,
    /// When it was last looked at, or opened.
    looked_at: Duration,
    /// Its errors up to then.
    errors_then: u32,
    pub(crate) opened_at: Duration,
    pub(crate) default_id: Option<String>,
    /// Times it ran dry, counted since `dry_since`.
    pub(crate) dry: u32,
    dry_since: Duration,
    pub(crate) exhausted_told: bool,
}

impl<T: ?Sized> Watched<T> {
    pub(crate) fn new(
        role: Role,
        (device, lender): Opened<T>,
        default_id: Option<String>,
        now: Duration,
    ) -> Self {
        Self {
            role,
            device,
            lender,
            seen: Health::default(),
            moved_at: now,
            looked_at: now,
            errors_then: 0,
            opened_at: now,
            default_id,
            dry: 0,
            dry_since: now,
            exhausted_told: false,
        }
    }

    /// Looks at the device; what is wrong with it, if anything.
    pub(crate) fn look(&mut self, now: Duration) -> Option<Trouble> {
        let health = self.device.health();
        let since = now.saturating_sub(self.looked_at);
        self.looked_at = now;
        if since > LATE_LOOK {
            self.moved_at += since;
        }
        if health.pulses != self.seen.pulses {
            self.moved_at = now;
            self.errors_then = health.errors;
        }
        let still = now.saturating_sub(self.moved_at);
        let errors = health.errors.wrapping_sub(self.errors_then);
        if now.saturating_sub(self.opened_at) > SETTLING {
            self.dry += health.underruns.wrapping_sub(self.seen.underruns);
        }
        if now.saturating_sub(self.dry_since) > DRY_WITHIN {
            self.dry = 0;
            self.dry_since = now;
        }
        let young = self.moved_at.saturating_sub(self.opened_at) < YOUNG_FOR;
        let patience = if health.pulses == 0 || young {
            FIRST_PULSE_WITHIN
        } else {
            STALLED_AFTER
        };
        self.seen = health;
        // A file's thread that was away, on a busy machine or for a slow disk, comes back; the file
        // could not be opened again without losing what is in it.
        let may_stall = self.role != Role::Own;
        if let Some(trouble) = self.seen.ended.clone() {
            Some(trouble)
        } else if errors >= SPINNING_ERRORS && still >= SPINNING_FOR {
            Some(Trouble::Gone)
        } else if may_stall && still > patience {
            Some(Trouble::Stalled)
        } else {
            None
        }
    }
}
