//! The machine's own network: gone, back, or with another address.
//!
//! A lost network is nobody's fault but its own: no server is given up for it while it
//! lasts. A changed address ends the connection and whatever sound was to come to the
//! old one, so the phone registers anew at once and says why.

use std::net::IpAddr;
use std::time::Duration;

use super::keepalive::NETWORK_BACK;
use super::{Link, Reason};
use crate::{NetworkNews, Notify, Output, Station};

/// What the screen says while there is no network.
const NO_NETWORK: &str = "No network. Waiting for it …";

/// Phones of one place get their network back together and must not all come at once.
const SPREAD: Duration = Duration::from_secs(1);

impl Station {
    /// News of the machine's own network.
    pub(crate) fn on_network(&mut self, news: NetworkNews) {
        match news {
            NetworkNews::Lost => {
                self.connection.network_lost = true;
                self.note_status(self.words(NO_NETWORK).to_owned());
                self.drop_standbys();
            }
            NetworkNews::Back => self.on_network_back(),
            NetworkNews::AddressChanged { from, to } => self.on_address_changed(from, to),
        }
    }

    /// What the phone itself has to say over everything else.
    pub(crate) fn network_notice(&self) -> Option<Notify> {
        self.connection.network_lost.then(|| Notify {
            text: self.words(NO_NETWORK).to_owned(),
            priority: 0,
            until: None,
        })
    }

    fn on_network_back(&mut self) {
        self.connection.network_lost = false;
        self.settle_before_standby();
        match self.connection.link {
            Link::Waiting { refused: false, .. } => {
                self.connection.forgive_all();
                let until = self.now + self.random.between(Duration::ZERO, SPREAD);
                let text = self.words("The network is back. Connecting …").to_owned();
                let until = self.connection.short_lived.earliest(until);
                let refused = false;
                self.step(Link::Waiting { until, refused }, text);
            }
            Link::Configuring | Link::Registered => self.ask_whether_there(NETWORK_BACK),
            _ => {}
        }
    }

    fn on_address_changed(&mut self, from: IpAddr, to: IpAddr) {
        self.connection.network_lost = false;
        self.drop_standbys();
        self.settle_before_standby();
        let failure = self.words_with(
            "The address of this computer has changed from {} to {}",
            &[&from, &to],
        );
        self.note_status(failure.clone());
        match self.connection.link {
            Link::EndingCalls { after, .. } | Link::Unregistering { after, .. } => {
                self.left(after, true);
            }
            // Sound that comes to the old address is heard by nobody: the talk is over.
            Link::Preserving { .. } => {
                self.connection.forgive_all();
                self.end_preserved_calls();
            }
            Link::Connecting { .. }
            | Link::Registering { .. }
            | Link::Configuring
            | Link::Registered => {
                self.put(Output::Disconnect);
                self.connection.last_reason = Reason::AddressChanged;
                self.connection.forgive_all();
                self.try_again(failure);
            }
            Link::Waiting { refused: false, .. } => self.on_network_back(),
            _ => {}
        }
    }
}
