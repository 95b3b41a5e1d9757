//! A phone as the server knows it. Which phones there are is in the module above.

use std::collections::BTreeMap;

use sccp::Language;

use crate::conference::list::OpenList;
use crate::directory::buttons::Buttons;
use crate::features::presence::Presence;
use crate::port::ConnectionId;

/// A phone's place in the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PhoneIndex(pub(crate) usize);

/// A phone that is configured, or has registered at least once.
#[derive(Clone, Debug)]
pub(crate) struct Phone {
    pub(crate) device: String,
    /// The number of its first line.
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) language: Language,
    /// Whether it may be given keys for encrypted sound.
    pub(crate) encrypts: bool,
    /// The codecs of its calls, when it has its own.
    pub(crate) codecs: Option<Vec<u32>>,
    pub(crate) buttons: Buttons,
    /// Numbers it was given because no buttons are configured for it.
    pub(crate) given: Vec<String>,
    /// Its connection while it is registered.
    pub(crate) connection: Option<ConnectionId>,
    /// The last number it dialled.
    pub(crate) last_number: Option<String>,
    /// References of its calls, oldest first.
    pub(crate) legs: Vec<u32>,
    /// The conference list it shows.
    pub(crate) conference_list: Option<OpenList>,
    /// The lamps as it was told them, by line.
    pub(crate) lamps: BTreeMap<u32, sccp::LampMode>,
    /// The state of its features, by button type; one that is not there is off.
    pub(crate) features: BTreeMap<u32, u32>,
    /// What its busy lamps show, by instance.
    pub(crate) busy_lamps: BTreeMap<u32, Presence>,
}

impl Phone {
    /// The number of one of its lines.
    pub(crate) fn line_number(&self, line_instance: u32) -> Option<String> {
        self.buttons.line(line_instance).map(str::to_owned)
    }
}
