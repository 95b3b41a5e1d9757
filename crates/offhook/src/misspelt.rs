//! A first word that is no command: what is said of it, before what stands behind it is looked at.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Command, Error};

/// So many letters may be wrong for a command to be meant.
const MOST_WRONG: usize = 2;

/// The error that helps: where the first word is neither a command nor like a link, that is what is
/// wrong, and not what follows it.
pub(crate) fn explained(error: Error, commands: &mut Command, words: &[OsString]) -> Error {
    let is_about_words = matches!(
        error.kind(),
        ErrorKind::UnknownArgument | ErrorKind::ValueValidation
    );
    let first = words.get(1).and_then(|word| word.to_str());
    let Some(first) = first.filter(|word| is_about_words && looks_like_a_command(word)) else {
        return error;
    };
    let names: Vec<&str> = commands.get_subcommands().map(Command::get_name).collect();
    if names.contains(&first) || first == "help" {
        return error;
    }
    let meant = names.iter().map(|name| (letters_wrong(first, name), name));
    let meant = meant.filter(|&(wrong, _)| wrong <= MOST_WRONG).min();
    let tip = meant.map_or_else(String::new, |(_, name)| format!("; is `{name}` meant?"));
    let text =
        format!("`{first}` is neither a command nor a link like tel:, callto: or sccp:{tip}");
    commands.error(ErrorKind::InvalidSubcommand, text)
}

fn looks_like_a_command(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic())
}

/// How many letters are missing, too many, others, or swapped with their neighbour.
fn letters_wrong(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let width = other.len() + 1;
    // Row by row: what the first letters of one cost against the first ones of the other.
    let mut costs: Vec<usize> = (0..width).collect();
    let mut above: Vec<usize> = Vec::new();
    for row in 1..=one.len() {
        let mut next = vec![row];
        for column in 1..width {
            let (letter, against) = (one[row - 1], other[column - 1]);
            let mut cost = (costs[column - 1] + usize::from(letter != against))
                .min(costs[column] + 1)
                .min(next[column - 1] + 1);
            let are_swapped =
                row > 1 && column > 1 && letter == other[column - 2] && one[row - 2] == against;
            if are_swapped {
                cost = cost.min(above[column - 2] + 1);
            }
            next.push(cost);
        }
        above = std::mem::replace(&mut costs, next);
    }
    costs[width - 1]
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{CommandFactory, Parser};

    use crate::args::Arguments;

    fn said(line: &str) -> String {
        let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let error = Arguments::try_parse_from(&words).expect_err(line);
        explained(error, &mut Arguments::command(), &words).to_string()
    }

    #[test]
    fn a_command_that_is_misspelt_is_named_whatever_follows_it() {
        for (line, meant) in [
            ("offhook dmeo", "`demo`"),
            ("offhook dail 600 --now", "`dial`"),
            ("offhook callmanger --listen 127.0.0.1:0", "`callmanager`"),
            ("offhook device --json", "`devices`"),
        ] {
            let said = said(line);
            assert!(
                said.contains(&format!("is {meant} meant?")),
                "{line}: {said}"
            );
        }
        let nothing_like_it = said("offhook teapot");
        assert!(nothing_like_it.contains("`teapot` is neither a command nor"));
        assert!(!nothing_like_it.contains("meant"), "{nothing_like_it}");
    }

    #[test]
    fn what_is_wrong_behind_a_command_or_with_a_link_is_said_as_it_is() {
        for (line, part) in [
            ("offhook dial 600 --nwo", "'--nwo'"),
            ("offhook trace x --port y", "'y'"),
            ("offhook tel: 600", "600"),
            ("offhook http://example.org", "'http://example.org'"),
        ] {
            let said = said(line);
            assert!(said.contains(part), "{line}: {said}");
            assert!(!said.contains("meant"), "{line}: {said}");
        }
    }

    #[test]
    fn letters_are_missing_too_many_others_or_swapped() {
        for (one, other, wrong) in [
            ("demo", "demo", 0),
            ("dmeo", "demo", 1),
            ("dem", "demo", 1),
            ("demmo", "demo", 1),
            ("dumo", "demo", 1),
            ("", "demo", 4),
            ("trcae", "trace", 1),
            ("config", "contacts", 5),
        ] {
            assert_eq!(letters_wrong(one, other), wrong, "{one} {other}");
        }
    }
}
