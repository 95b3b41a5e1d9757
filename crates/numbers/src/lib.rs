//! Telephone numbers as people and programs write them, and what a phone dials for them.
//!
//! Text goes in, a number to dial comes out: [`Dialling::prepare`] reads a number or a URI,
//! cleans it up, and applies the dialling rules, [`Dialling::find`] does so with the numbers in
//! free text. An emergency number is dialled as it is, whatever the rules say. Keys that a
//! person presses digit by digit are not the matter of this crate, nor is any signalling.
//!
//! ```
//! use numbers::{Dialling, Rule};
//!
//! let rule = Rule::replacing("+49!", "00$1").expect("it is a pattern");
//! let dialling = Dialling::default().with_rules([rule]);
//! let prepared = dialling.prepare("+49 (0)30 / 123-45").expect("it is a number");
//! assert_eq!(prepared.number, "003012345");
//! ```

mod application_rules;
mod clean;
mod dialling;
mod emergency;
mod find;
mod letters;
mod pattern;
mod rule;
pub mod uri;

pub use application_rules::{NoDialRules, application_dial_rules};
pub use clean::{Clean, MAX_NUMBER, clean};
pub use dialling::{AppliedRule, Dialling, Prepared};
pub use emergency::{EMERGENCY_NUMBERS, Emergency};
pub use find::{Found, MAX_FOUND, find};
pub use letters::{Letters, digit_of, digits_of};
pub use pattern::{BadPattern, Pattern};
pub use rule::{BadRule, Rule};
