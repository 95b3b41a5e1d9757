//! Applications on the server: their data, the pages they show, and what they want done.
//!
//! Data come by UserToDeviceData and go by DeviceToUserData (section 5.11), whole
//! and unchanged. When they are an object of a phone service it is shown as a menu
//! or carried out; pages of the web are not fetched here.

mod object;
mod page;
mod parts;
mod uri;
mod xml;

use std::fmt::Write as _;

use quick_xml::escape::escape;
use serde::{Deserialize, Serialize};

use crate::dialling::number_in;
use crate::display::until;
use crate::menu::Page;
use crate::{AudioPath, CallList, Charset, Event, HardKey, Intent, Navigate, Station};
use object::{Execute, Object};
use page::OpenPage;
pub(crate) use parts::Head;
use parts::{Form, PART, Unfinished};
use uri::{SendUri, Uri};

/// URIs that lead to further ones: a key, the item it selects, what that does. More is a loop.
const MAX_STEPS: usize = 4;

/// Seconds that words about an application stand.
const WORDS_FOR: u32 = 10;

/// What the answer to a URI says when it was carried out, and when it was not.
const SUCCESS: (u32, &str) = (0, "Success");
const FAILURE: (u32, &str) = (6, "Failure");

/// `CiscoIPPhoneError`: the object cannot be read.
const NOT_READABLE: u32 = 1;

/// Data of an application, as the server sent them or as they are to be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationData {
    /// The application's number.
    pub application_id: u32,
    /// The line, 0 for none.
    pub line_instance: u32,
    /// The call, 0 for none.
    pub call_reference: u32,
    /// The number of the exchange that this belongs to.
    pub transaction_id: u32,
    /// The bytes, whole; usually XML, or a few words in answer to it.
    #[serde(with = "crate::port::hexadecimal")]
    pub data: Vec<u8>,
}

/// The applications that the server runs on this phone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Applications {
    unfinished: Unfinished,
    /// Open pages, the one in front last.
    pages: Vec<OpenPage>,
    /// How the server sends; answers to nothing go in the same way.
    form: Form,
    /// How many URIs are being carried out within each other.
    steps: usize,
}

impl Applications {
    /// The connection is another one: what was half sent never comes.
    pub(crate) fn forget_parts(&mut self) {
        self.unfinished.forget();
    }

    /// A page is open.
    pub(crate) const fn has_pages(&self) -> bool {
        !self.pages.is_empty()
    }
}

impl Station {
    /// Data of the server, without parts.
    pub(crate) fn on_user_data(&mut self, data: &sccp::UserData) {
        self.on_application_data(Head::of(data), data.data.as_bytes());
    }

    /// Data of the server, or a part of them.
    pub(crate) fn on_user_data_version1(&mut self, data: &sccp::UserDataVersion1) {
        let head = Head::of_version1(data);
        let part = data.data.as_bytes();
        match self
            .applications
            .unfinished
            .add(head, data.sequence_flag, part)
        {
            Ok(Some(whole)) => self.on_application_data(head, &whole),
            Ok(None) => {}
            Err(words) => self.anomaly(words),
        }
    }

    /// Whole data.
    fn on_application_data(&mut self, head: Head, data: &[u8]) {
        self.applications.form = head.form;
        self.tell(Event::ApplicationData(ApplicationData {
            application_id: head.application_id,
            line_instance: head.line_instance,
            call_reference: head.call_reference,
            transaction_id: head.transaction_id,
            data: data.to_vec(),
        }));
        let text = decoded(data, self.config.charset);
        let text = text.trim_end_matches('\0').trim();
        if !text.starts_with('<') {
            return;
        }
        match Object::parse(text) {
            Ok(Some(Object::Page(page))) => self.show_page(head, page),
            Ok(Some(Object::Execute(items))) => self.execute(head, &items),
            Ok(Some(Object::Error(number))) => {
                self.say_for(
                    WORDS_FOR,
                    self.words_with("The application reports error {}", &[&number]),
                );
            }
            Ok(Some(Object::Response) | None) => {}
            Err(error) => {
                self.anomaly(format!("an application object cannot be read: {error}"));
                let answer = format!("<CiscoIPPhoneError Number=\"{NOT_READABLE}\"/>");
                self.answer_application(head, &answer);
            }
        }
    }

    /// Carry out a list of URIs, and say what became of each.
    fn execute(&mut self, head: Head, items: &[Execute]) {
        let mut answer = "<CiscoIPPhoneResponse>".to_owned();
        for item in items {
            let busy = item.priority > 0 && (self.menu.is_some() || self.calls.focused().is_some());
            let done = !busy && self.carry_out(head, &item.url);
            let (status, words) = if done { SUCCESS } else { FAILURE };
            let url = escape(item.url.as_str());
            // Writing to a String does not fail.
            let _ = write!(
                answer,
                "<ResponseItem Status=\"{status}\" Data=\"{words}\" URL=\"{url}\"/>"
            );
        }
        answer.push_str("</CiscoIPPhoneResponse>");
        self.answer_application(head, &answer);
    }

    /// Carry out a URI of this application; `false`: it is not for this phone.
    fn carry_out(&mut self, head: Head, url: &str) -> bool {
        if self.applications.steps >= MAX_STEPS {
            self.anomaly("the URIs of an application lead in a circle");
            return false;
        }
        self.applications.steps += 1;
        let done = self.carry_out_uri(head, Uri::parse(url));
        self.applications.steps -= 1;
        done
    }

    fn carry_out_uri(&mut self, head: Head, uri: Uri) -> bool {
        match uri {
            Uri::Key(name) => match intent_of(&name) {
                Some(intent) => self.on_intent(intent),
                None => return false,
            },
            Uri::SoftKey(name) => return self.do_of_page(&name),
            Uri::Dial(number) => {
                self.menu = None;
                self.dial(&number_in(&number));
            }
            Uri::EditDial(number) => {
                self.menu = None;
                self.dialling.typed.clear();
                self.paste(&number);
            }
            Uri::SendDigits(digits) => {
                if !self.takes_digits() {
                    return false;
                }
                self.paste(&digits);
            }
            // Some servers close their pages so.
            Uri::Init(what) if what.eq_ignore_ascii_case("services") => self.leave_pages(),
            Uri::Close(application) => self.close_pages_of(match application {
                0 => head.application_id,
                other => other,
            }),
            Uri::Application(name) => match name.to_ascii_lowercase().as_str() {
                "cisco/missedcalls" => self.open_page(Page::List(CallList::Missed)),
                "cisco/receivedcalls" => self.open_page(Page::List(CallList::Received)),
                "cisco/placedcalls" => self.open_page(Page::List(CallList::Placed)),
                _ => return false,
            },
            Uri::Send(what, key) => {
                self.send_uri(head, &what);
                if let Some(key) = key {
                    self.do_of_page(&key);
                }
            }
            Uri::Web(url) => {
                let words = self.words_with("Pages of the web are not opened yet: {}", &[&url]);
                self.say_for(WORDS_FOR, words);
                return false;
            }
            Uri::Init(_) | Uri::Other(_) => return false,
        }
        true
    }

    /// Send what a URI says.
    fn send_uri(&mut self, head: Head, what: &SendUri) {
        let to = Head {
            application_id: what.application_id,
            line_instance: what.line_instance,
            call_reference: what.call_reference,
            transaction_id: what.transaction_id.unwrap_or(head.transaction_id),
            ..head
        };
        let data = self.config.charset.encode(&what.data).into_owned();
        self.send_application_data(to, &data);
    }

    /// Send data to an application because the person, or a program, wants it.
    pub(crate) fn send_data(&mut self, data: &ApplicationData) {
        let head = Head {
            form: self.applications.form,
            application_id: data.application_id,
            line_instance: data.line_instance,
            call_reference: data.call_reference,
            transaction_id: data.transaction_id,
            conference_id: data.call_reference,
            app_instance_id: data.application_id,
            routing_id: 1,
        };
        self.send_application_data(head, &data.data);
    }

    /// The form without parts carries no more than one; longer data go in the other.
    fn send_application_data(&mut self, head: Head, data: &[u8]) {
        if head.form == Form::Plain && data.len() <= PART {
            self.send(sccp::DeviceToUserData {
                device_to_user_data: head.plain(data),
            });
            return;
        }
        for device_to_user_data in head.parts(data) {
            self.send(sccp::DeviceToUserDataVersion1 {
                device_to_user_data,
            });
        }
    }

    /// Answer an object.
    fn answer_application(&mut self, head: Head, answer: &str) {
        let data = self.config.charset.encode(answer).into_owned();
        if head.form == Form::Plain && data.len() <= PART {
            self.send(sccp::DeviceToUserDataResponse {
                device_to_user_data: head.plain(&data),
            });
            return;
        }
        for device_to_user_data in head.parts(&data) {
            self.send(sccp::DeviceToUserDataResponseVersion1 {
                device_to_user_data,
            });
        }
    }

    fn say_for(&mut self, seconds: u32, words: String) {
        let until = until(self.now, seconds);
        self.display.say(words, until);
    }
}

/// The characters of an object: in the set that it names itself, else in the server's.
fn decoded(data: &[u8], charset: Charset) -> String {
    /// Where a document says its character set.
    const DECLARATION: usize = 100;
    let head = data.get(..DECLARATION.min(data.len())).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let declared = head
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split("?>").next())
        .and_then(|declaration| declaration.split("encoding=").nth(1))
        .and_then(|value| value.split(['"', '\'']).nth(1))
        .and_then(|name| name.parse().ok());
    declared.unwrap_or(charset).decode(data).into_owned()
}

/// What a key of this name does on the phone. Keys that a person alone may press, as those that
/// would reset the phone, are none.
fn intent_of(name: &str) -> Option<Intent> {
    let name = name.to_ascii_lowercase();
    let number = |prefix: &str| name.strip_prefix(prefix)?.parse::<usize>().ok();
    if let Some(digit) = name.strip_prefix("keypad") {
        return match digit {
            "star" => Some(Intent::Key('*')),
            "pound" => Some(Intent::Key('#')),
            digit if digit.len() == 1 => digit.chars().next().map(Intent::Key),
            _ => None,
        };
    }
    if let Some(place) = number("soft") {
        return place.checked_sub(1).map(Intent::SoftKeyPlace);
    }
    if let Some(position) = number("line") {
        return Some(Intent::LineKey(position));
    }
    Some(match name.as_str() {
        "volup" => Intent::VolumeUp,
        "voldwn" | "voldown" => Intent::VolumeDown,
        "headset" => Intent::Path(AudioPath::Headset),
        "speaker" => Intent::Path(AudioPath::Speaker),
        "mute" => Intent::Mute,
        "info" | "help" => Intent::HardKey(HardKey::Help),
        "messages" => Intent::HardKey(HardKey::Messages),
        "services" => Intent::HardKey(HardKey::Services),
        "directories" => Intent::HardKey(HardKey::Directories),
        "settings" | "setup" => Intent::HardKey(HardKey::Settings),
        "navup" => Intent::Navigate(Navigate::Up),
        "navdwn" | "navdown" => Intent::Navigate(Navigate::Down),
        "navleft" => Intent::Navigate(Navigate::Left),
        "navright" => Intent::Navigate(Navigate::Right),
        "navselect" => Intent::Enter,
        "navback" => Intent::Escape,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_in_the_set_that_it_names() {
        let document = b"<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><T>\xF8</T>";
        assert!(decoded(document, Charset::Utf8).ends_with("<T>ř</T>"));
        assert_eq!(decoded(b"<T>\xFC</T>", Charset::Utf8), "<T>ü</T>");
        let utf8 = "<T>ü</T>".as_bytes();
        assert_eq!(decoded(utf8, Charset::Utf8), "<T>ü</T>");
        assert_eq!(decoded(b"", Charset::Utf8), "");
    }

    #[test]
    fn keys_have_the_names_of_phone_services() {
        assert_eq!(intent_of("KeyPad5"), Some(Intent::Key('5')));
        assert_eq!(intent_of("KeyPadPound"), Some(Intent::Key('#')));
        assert_eq!(intent_of("Soft2"), Some(Intent::SoftKeyPlace(1)));
        assert_eq!(intent_of("Line3"), Some(Intent::LineKey(3)));
        for none in ["Soft0", "KeyPad12", "Reset", ""] {
            assert_eq!(intent_of(none), None, "{none}");
        }
    }
}
