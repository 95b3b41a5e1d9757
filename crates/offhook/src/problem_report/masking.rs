//! Numbers of calls out of texts that are given away.

use std::net::{IpAddr, SocketAddr};

/// So many digits in a row may be a number that somebody dialled.
const SHORTEST: usize = 3;

/// What an IP address with a port is made of, besides digits.
const OF_ADDRESSES: &[char] = &['.', ':', '[', ']', '%', '/'];

/// The text with `x` for each digit of what may be the number of a call. Addresses with their
/// ports, times, and digits behind letters (device names, versions) stay.
pub(crate) fn mask_numbers(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(is_between).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        mask_word(word, &mut masked);
        let between = after.find(|c| !is_between(c)).unwrap_or(after.len());
        masked.push_str(&after[..between]);
        rest = &after[between..];
    }
    masked
}

/// What words of a log stand between.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '=' | ',' | ';' | '(' | ')' | '{' | '}')
}

fn mask_word(word: &str, masked: &mut String) {
    if is_address(word) || is_time(word) {
        masked.push_str(word);
        return;
    }
    let mut rest = word;
    let mut before = None;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len());
        if digits == 0 {
            let other = rest.find(char::is_numeric).unwrap_or(rest.len());
            masked.push_str(&rest[..other]);
            before = rest[..other].chars().next_back();
            rest = &rest[other..];
            continue;
        }
        let run = &rest[..digits];
        let behind_letter = before.is_some_and(char::is_alphabetic);
        if run.chars().count() >= SHORTEST && !behind_letter {
            masked.extend(run.chars().map(|_| 'x'));
        } else {
            masked.push_str(run);
        }
        before = run.chars().next_back();
        rest = &rest[digits..];
    }
}

fn is_address(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ':', '!', '?']);
    if !word.contains(OF_ADDRESSES) {
        return false;
    }
    word.parse::<SocketAddr>().is_ok() || word.parse::<IpAddr>().is_ok()
}

/// A time as logs have it: `2026-11-22T19:25:03.123456Z`.
fn is_time(word: &str) -> bool {
    chrono::DateTime::parse_from_rfc3339(word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_calls_go() {
        for (text, masked) in [
            ("dialling 5550172943", "dialling xxxxxxxxxx"),
            ("number=\"0172 94 3\"", "number=\"xxxx 94 3\""),
            ("tel:+15550172943;ext=600", "tel:+xxxxxxxxxxx;ext=xxx"),
            ("sip:600@192.0.2.1", "sip:xxx@xxx.0.2.1"),
            ("Dial(\"600#\")", "Dial(\"xxx#\")"),
            ("٦٠٠", "xxx"),
        ] {
            assert_eq!(mask_numbers(text), masked);
        }
    }

    #[test]
    fn addresses_times_and_device_names_stay() {
        for text in [
            "connected to 192.0.2.10:2000, from [2001:db8::1]:50000.",
            "2026-11-22T19:25:03.123456Z  INFO softphone: SEP001122334455 is registered",
            "codec G722 in packets of 20 ms, version 22",
            "server 192.0.2.10: no answer",
        ] {
            assert_eq!(mask_numbers(text), text);
        }
    }
}
