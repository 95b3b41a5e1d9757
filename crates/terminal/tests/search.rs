//! Looking for a person in a terminal.

use keymap::KeyMap;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use station::{Intent, Language, Moment, Screen};
use terminal::{Command, Face, Keyboard, Look, People, Person, Theme, Whence};

/// Those of a small firm.
struct Firm;

impl People for Firm {
    fn find(&self, text: &str, placed: bool) -> Vec<Person> {
        let person = |name: &str, number: &str, from| Person {
            name: name.to_owned(),
            number: number.to_owned(),
            dial: number.replace('+', "00"),
            from,
        };
        let all = [
            person("Zoë Müller", "+49301", Whence::Home),
            person("Bob Smith", "1003", Whence::Work),
            person("Boris Call", "602", Whence::Placed),
        ];
        let fits = |person: &Person| {
            let name = person.name.to_lowercase();
            name.starts_with(text) && (!placed || person.from == Whence::Placed)
        };
        all.into_iter().filter(fits).collect()
    }
}

struct Phone {
    face: Face,
    screen: Screen,
}

impl Phone {
    fn new(language: Language) -> Self {
        let keyboard = Keyboard::new(KeyMap::default(), false);
        Self {
            face: Face::new(Look::unicode(Theme::Plain), keyboard),
            screen: Screen {
                language,
                ..Screen::default()
            },
        }
    }

    fn press(&mut self, code: KeyCode, held: KeyModifiers) -> Vec<Command> {
        let event = Event::Key(KeyEvent::new(code, held));
        let commands = self.face.take(&event, &self.screen);
        if let Some((text, placed)) = self.face.looks_for() {
            let found = Firm.find(text, placed);
            self.face.found(found);
        }
        commands
    }

    fn write(&mut self, text: &str) {
        for typed in text.chars() {
            let commands = self.press(KeyCode::Char(typed), KeyModifiers::NONE);
            assert_eq!(commands, [], "{typed} dials nothing");
        }
    }

    fn shown(&mut self, columns: u16, rows: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a grid");
        terminal
            .draw(|frame| {
                let now = Moment::from_secs(1);
                self.face.draw(frame.buffer_mut(), &self.screen, now);
            })
            .expect("a grid takes all");
        terminal.backend().to_string()
    }
}

#[test]
fn a_few_letters_find_a_person_and_enter_dials() {
    let mut phone = Phone::new(Language::English);
    assert_eq!(phone.press(KeyCode::Char('k'), KeyModifiers::ALT), []);
    let shown = phone.shown(80, 24);
    assert!(shown.contains("Quick search") && shown.contains("Boris Call"));
    phone.write("bo");
    let shown = phone.shown(40, 12);
    assert!(
        shown.contains("bo") && shown.contains("1003  Work"),
        "{shown}"
    );
    assert!(!shown.contains("Zoë"), "{shown}");
    let down = phone.press(KeyCode::Down, KeyModifiers::NONE);
    assert_eq!(down, []);
    let dialled = phone.press(KeyCode::Enter, KeyModifiers::NONE);
    assert_eq!(dialled, [Command::Phone(Intent::Dial("602".to_owned()))]);
    assert!(!phone.shown(80, 24).contains("Quick search"));
}

#[test]
fn alt_and_enter_put_the_number_on_the_phone_to_be_changed() {
    let mut phone = Phone::new(Language::English);
    phone.press(KeyCode::Char('k'), KeyModifiers::ALT);
    phone.write("zo");
    let offered = phone.press(KeyCode::Enter, KeyModifiers::ALT);
    let offer = Intent::Offer("0049301".to_owned());
    assert_eq!(offered, [Command::Phone(offer)]);
}

#[test]
fn escape_and_the_key_that_opened_it_close_it_and_nobody_is_said_to_be_nobody() {
    for (code, held) in [
        (KeyCode::Esc, KeyModifiers::NONE),
        (KeyCode::Char('k'), KeyModifiers::ALT),
    ] {
        let mut phone = Phone::new(Language::German);
        phone.press(KeyCode::Char('k'), KeyModifiers::ALT);
        phone.write("xaver");
        assert!(phone.shown(80, 24).contains("Niemand heißt so"));
        assert_eq!(phone.press(KeyCode::Enter, KeyModifiers::NONE), []);
        assert_eq!(phone.press(code, held), []);
        assert!(!phone.shown(80, 24).contains("Schnellsuche"));
        let digit = phone.press(KeyCode::Char('5'), KeyModifiers::NONE);
        assert_eq!(digit, [Command::Phone(Intent::Key('5'))]);
    }
}

#[test]
fn letters_begin_a_name_where_that_is_preferred_and_nothing_is_typed_yet() {
    let mut phone = Phone::new(Language::English);
    let keyboard = Keyboard::new(KeyMap::default(), false).with_names(true);
    phone.face = Face::new(Look::unicode(Theme::Plain), keyboard);
    phone.write("zo");
    assert!(phone.shown(80, 24).contains("Zoë Müller"));
    assert_eq!(phone.press(KeyCode::Esc, KeyModifiers::NONE), []);
    let digit = |phone: &mut Phone, typed| phone.press(KeyCode::Char(typed), KeyModifiers::NONE);
    let five = [Command::Phone(Intent::Key('5'))];
    assert_eq!(digit(&mut phone, '5'), five);
    phone.screen.dialled = "0800".to_owned();
    assert_eq!(digit(&mut phone, 'j'), five, "behind digits, letters dial");
}

#[test]
fn the_redial_list_has_only_calls_that_were_placed() {
    let mut phone = Phone::new(Language::English);
    phone.press(KeyCode::Char('d'), KeyModifiers::ALT);
    let shown = phone.shown(80, 24);
    assert!(
        shown.contains("Redial list") && shown.contains("602"),
        "{shown}"
    );
    assert!(!shown.contains("Bob"), "{shown}");
    let left = phone.press(KeyCode::Char('c'), KeyModifiers::CONTROL);
    assert_eq!(left, [Command::Quit], "one can leave from here");
}
