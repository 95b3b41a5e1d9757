//! Service buttons and the Services menu.
//!
//! What stands behind a service is a URL. Those of the phone itself are carried out here;
//! of all others the server is told, which may push what it shows.

use crate::keys::stimulus_of;
use crate::menu::{Choice, Entry, OpenMenu, Page, item, menu_item};
use crate::{CallList, HardKey, LineKeyKind, Station};

/// What a URL of the phone itself asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OwnService<'a> {
    Open(Page),
    Dial(&'a str),
    Edit(&'a str),
    Messages,
}

/// The service of the phone itself that a URL names, as CallManager writes them.
fn own_service(url: &str) -> Option<OwnService<'_>> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    match (scheme, rest) {
        ("Dial", number) => Some(OwnService::Dial(number)),
        ("EditDial", number) => Some(OwnService::Edit(number)),
        ("Application", "Cisco/MissedCalls") => {
            Some(OwnService::Open(Page::List(CallList::Missed)))
        }
        ("Application", "Cisco/ReceivedCalls") => {
            Some(OwnService::Open(Page::List(CallList::Received)))
        }
        ("Application", "Cisco/PlacedCalls") => {
            Some(OwnService::Open(Page::List(CallList::Placed)))
        }
        ("Application", "Cisco/PersonalDirectory") => Some(OwnService::Open(Page::Personal)),
        ("Application", "Cisco/Voicemail") | ("Key", "Messages") => Some(OwnService::Messages),
        ("Key", "Directories") => Some(OwnService::Open(Page::Directories)),
        ("Key", "Services") => Some(OwnService::Open(Page::Services)),
        ("Key", "Settings") => Some(OwnService::Open(Page::Settings)),
        _ => None,
    }
}

impl Station {
    /// The services as a menu.
    pub(crate) fn service_items(&self) -> Vec<Entry> {
        let services: Vec<_> = self
            .lines
            .services()
            .map(|(index, service)| {
                (
                    menu_item(service.text(), service.number.clone()),
                    Choice::Service(index),
                )
            })
            .collect();
        if services.is_empty() {
            vec![item(self.words("No services"), "")]
        } else {
            services
        }
    }

    /// A service button: its service when the phone or, without a URL, the server has it; else
    /// the menu, at the service.
    pub(crate) fn press_service(&mut self, index: u32) {
        let at = self.lines.services().position(|(known, _)| known == index);
        let url = self
            .lines
            .services()
            .find(|(known, _)| *known == index)
            .map_or("", |(_, service)| &service.number);
        match at {
            Some(selected) if !url.is_empty() && own_service(url).is_none() => {
                self.menu = Some(OpenMenu::at(Page::Services, selected));
            }
            _ => self.start_service(index),
        }
    }

    /// Carry a service out.
    pub(crate) fn start_service(&mut self, index: u32) {
        let url = self
            .lines
            .services()
            .find(|(known, _)| *known == index)
            .map(|(_, service)| service.number.clone())
            .unwrap_or_default();
        self.menu = None;
        match own_service(&url) {
            Some(OwnService::Open(page)) => self.open_page(page),
            Some(OwnService::Dial(number)) => self.dial(number),
            Some(OwnService::Edit(number)) => self.paste(number),
            Some(OwnService::Messages) => self.press_hard_key(HardKey::Messages),
            None => self.send_stimulus(stimulus_of(LineKeyKind::Service), index, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_of_the_phone_itself_are_known() {
        assert_eq!(own_service("Dial:1003"), Some(OwnService::Dial("1003")));
        assert_eq!(
            own_service("Application:Cisco/MissedCalls"),
            Some(OwnService::Open(Page::List(CallList::Missed)))
        );
        assert_eq!(own_service("http://192.0.2.1/menu"), None);
        assert_eq!(own_service(""), None);
    }
}
