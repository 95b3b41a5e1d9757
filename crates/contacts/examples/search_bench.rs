//! How long a quick search among ten thousand contacts takes; run it in release.

use std::time::{Duration, Instant};

use contacts::{Book, Recent, read_csv};

const CONTACTS: usize = 10_000;

fn main() {
    let given = [
        "Zoë",
        "Bob",
        "Eve",
        "Ivan",
        "Ελένη",
        "José",
        "Anne-Marie",
        "Łukasz",
    ];
    let family = [
        "Müller",
        "Smith",
        "García",
        "Dupont",
        "Ångström",
        "O'Neill",
        "Weiß",
    ];
    let mut text = "Given Name,Family Name,Company,Phone,Mobile Phone,E-mail\n".to_owned();
    for at in 0..CONTACTS {
        let (given, family) = (given[at % given.len()], family[at / 8 % family.len()]);
        text += &format!(
            "{given} {at},{family},Sky Works {},+49 30 {at:07},0171 {at:07},p{at}@example.com\n",
            at % 50
        );
    }
    let begin = now();
    let book = Book::of(read_csv(text.as_bytes()).contacts);
    println!(
        "{} contacts read in {:?}",
        book.entries().len(),
        begin.elapsed()
    );
    let numbers: Vec<String> = (0..200).map(|at| format!("030{:07}", at * 37)).collect();
    let recent = Recent::of(numbers.iter().map(String::as_str));
    for query in [
        "m", "mu zo", "zm", "sky 12", "6855", "0300004", "262", "nobody",
    ] {
        let mut longest = Duration::ZERO;
        let mut found = 0;
        for _ in 0..20 {
            let begin = now();
            found = book.search(query, &recent, 8).len();
            longest = longest.max(begin.elapsed());
        }
        println!("{query:10} {found} found, at most {longest:?}");
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "a measurement, no part of the crate"
)]
fn now() -> Instant {
    Instant::now()
}
