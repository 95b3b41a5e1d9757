//! The notice of a configuration file that was wrong.

use desk::{BrokenFile, Options, Start};
use egui_kittest::kittest::Queryable;

use crate::fake::{Fake, click, idle, open_with};

#[test]
fn a_wrong_file_is_said_over_the_phone_until_it_is_read() {
    let broken_file = Some(BrokenFile {
        path: "/home/me/.config/offhook/config.toml".to_owned(),
        aside: Some("/home/me/.config/offhook/config.toml.broken-1".to_owned()),
        line: 3,
        column: 7,
        reason: "99 is no protocol".to_owned(),
    });
    let options = Options {
        broken_file,
        ..Options::default()
    };
    let phone = Fake::showing(idle());
    let mut window = open_with(Start::Phone(Box::new(phone)), options);
    window.get_by_label("Line 3, column 7: 99 is no protocol");
    window.get_by_label_contains("config.toml.broken-1");
    click(&mut window, "Understood");
    window.run_ok();
    assert!(window.query_by_label_contains("column 7").is_none());
    assert!(window.query_by_label("Key 5").is_some());
}
