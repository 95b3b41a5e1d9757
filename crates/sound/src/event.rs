//! What happens to a sound device, in words for the screen.

use std::fmt;

/// Which way the sound goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the microphone into the call.
    Input,
    /// From the call to the ear.
    Output,
}

/// Why a device does not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The system does not have it (any more).
    Gone,
    /// Another program holds it.
    Busy,
    /// The system does not let this program use it.
    Forbidden,
    /// It moves no sound any more.
    Stalled,
    /// It cannot do what is needed, in the system's words.
    Unsupported(String),
    /// Anything else, in the system's words.
    Failed(String),
}

/// A change of the sound devices of one direction.
///
/// Its `Display` is a plain sentence that says what the person can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SoundEvent {
    /// This device is used from now on.
    Using {
        /// Which way the sound goes.
        direction: Direction,
        /// The device, as people know it.
        device: String,
        /// The wanted device it stands in for; `None` when it is the wanted one.
        instead_of: Option<String>,
    },
    /// The wanted device is not there.
    Missing {
        /// Which way the sound goes.
        direction: Direction,
        /// The device, as it was asked for.
        device: String,
    },
    /// A device is there but cannot be opened.
    Refused {
        /// Which way the sound goes.
        direction: Direction,
        /// The device, as people know it.
        device: String,
        /// Why.
        trouble: Trouble,
    },
    /// The device in use stopped working.
    Lost {
        /// Which way the sound goes.
        direction: Direction,
        /// The device, as people know it.
        device: String,
        /// Why.
        trouble: Trouble,
    },
    /// The wanted device works again.
    Recovered {
        /// Which way the sound goes.
        direction: Direction,
        /// The device, as people know it.
        device: String,
    },
    /// No device works; calls go on in silence until one does.
    Silent {
        /// Which way the sound goes.
        direction: Direction,
    },
    /// The device's buffer was made larger, since it ran dry.
    Enlarged {
        /// Which way the sound goes.
        direction: Direction,
        /// The device, as people know it.
        device: String,
        /// The buffer it is asked for now, ms.
        period_ms: u32,
    },
    /// An input file was played to its end; silence follows.
    Ended {
        /// The file, as it was asked for.
        device: String,
    },
}

impl Direction {
    /// What people call a device of this direction.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Input => "microphone",
            Self::Output => "speaker",
        }
    }

    fn capital(self) -> &'static str {
        match self {
            Self::Input => "Microphone",
            Self::Output => "Speaker",
        }
    }
}

impl SoundEvent {
    /// What the screen shall say from now on; empty when all is well again, `None` to leave it as it is.
    #[must_use]
    pub fn notice(&self) -> Option<String> {
        match self {
            Self::Using {
                instead_of: None, ..
            }
            | Self::Recovered { .. } => Some(String::new()),
            Self::Enlarged { .. } | Self::Ended { .. } => None,
            trouble => Some(trouble.to_string()),
        }
    }

    /// Which way the sound goes.
    #[must_use]
    pub fn direction(&self) -> Direction {
        match self {
            Self::Using { direction, .. }
            | Self::Missing { direction, .. }
            | Self::Refused { direction, .. }
            | Self::Lost { direction, .. }
            | Self::Recovered { direction, .. }
            | Self::Silent { direction }
            | Self::Enlarged { direction, .. } => *direction,
            Self::Ended { .. } => Direction::Input,
        }
    }
}

impl fmt::Display for SoundEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = self.direction().capital();
        match self {
            Self::Using {
                device,
                instead_of: None,
                ..
            } => write!(f, "{side}: {device}"),
            Self::Using {
                device,
                instead_of: Some(wanted),
                ..
            } => {
                write!(
                    f,
                    "{side} \"{wanted}\" does not work: \"{device}\" is used until it does"
                )
            }
            Self::Missing { device, .. } => write!(
                f,
                "{side} \"{device}\" is not there: connect it, or choose another one"
            ),
            Self::Refused {
                device, trouble, ..
            } => write!(f, "{side} \"{device}\" {trouble}"),
            Self::Lost {
                device, trouble, ..
            } => write!(f, "{side} \"{device}\" was lost: it {trouble}"),
            Self::Recovered { device, .. } => write!(f, "{side} \"{device}\" is back"),
            Self::Silent {
                direction: Direction::Input,
            } => f.write_str(
                "No microphone works: calls go on, but nobody hears you until one is connected",
            ),
            Self::Silent {
                direction: Direction::Output,
            } => f.write_str(
                "No speaker works: calls go on, but you hear nothing until one is connected",
            ),
            Self::Enlarged {
                device, period_ms, ..
            } => write!(
                f,
                "{side} \"{device}\" could not keep up: its buffer is {period_ms} ms now, which adds a little delay"
            ),
            Self::Ended { device } => {
                write!(
                    f,
                    "\"{device}\" has been played to its end: silence follows"
                )
            }
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone => {
                f.write_str("is not there any more: connect it again, or choose another one")
            }
            Self::Busy => {
                f.write_str("is in use by another program: close that, or choose another device")
            }
            Self::Forbidden => f.write_str(
                "may not be used: allow this program to use sound devices in the system's settings",
            ),
            Self::Stalled => {
                f.write_str("stopped moving sound: connect it again, or choose another one")
            }
            Self::Unsupported(words) => {
                write!(f, "cannot do what is needed ({words}): choose another one")
            }
            Self::Failed(words) => write!(f, "failed ({words}): check it, or choose another one"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_stays_on_the_screen_until_the_wanted_device_works() {
        let direction = Direction::Output;
        let device = "Jabra".to_owned();
        let lost = SoundEvent::Lost {
            direction,
            device: device.clone(),
            trouble: Trouble::Gone,
        };
        assert!(
            lost.notice()
                .is_some_and(|words| words.contains("Jabra") && words.contains("connect"))
        );
        let period_ms = 30;
        assert_eq!(
            SoundEvent::Enlarged {
                direction,
                device: device.clone(),
                period_ms
            }
            .notice(),
            None
        );
        assert_eq!(
            SoundEvent::Recovered { direction, device }.notice(),
            Some(String::new())
        );
    }
}
