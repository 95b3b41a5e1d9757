//! Numbers in free text: a mail, a web page, a signature.

use std::ops::Range;

use crate::clean::{MAX_NUMBER, clean, plain};
use crate::letters::Letters;
use crate::uri::{Scheme, Uri};

/// Most numbers that are found in a text: what a person can choose among.
pub const MAX_FOUND: usize = 20;

/// Most bytes of a text that are looked at.
const MAX_TEXT: usize = 64 * 1024;

/// Fewest digits of a number that nothing but its digits tells of.
const FEWEST: usize = 3;

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it is written, in bytes.
    pub place: Range<usize>,
    /// As it is written.
    pub written: String,
    /// Cleaned up.
    pub number: String,
    /// The extension behind it.
    pub extension: Option<String>,
}

/// How sure it is that digits are a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    /// Some digits.
    Perhaps,
    /// It looks like one.
    Likely,
    /// It says so itself: with `+`, behind "Tel", in a URI.
    Certain,
}

/// The numbers in a text, in its order, each once.
///
/// Dates, times of day, amounts, network addresses and words with digits are none. When one of
/// the numbers is surely one, digits of which that is not sure are left out.
pub fn find(text: &str) -> Vec<Found> {
    let mut end = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text.get(..end).unwrap_or_default();
    let mut found: Vec<(Sure, Found)> = Vec::new();
    for (at, line) in lines(text) {
        numbers_of_line(line, at, &mut found);
    }
    let surest = found.iter().map(|(sure, _)| *sure).max();
    let mut seen = Vec::new();
    found.retain(|(sure, number)| {
        let wanted = *sure > Sure::Perhaps || surest == Some(Sure::Perhaps);
        let new = !seen.contains(&number.number);
        seen.push(number.number.clone());
        wanted && new
    });
    found
        .into_iter()
        .map(|(_, found)| found)
        .take(MAX_FOUND)
        .collect()
}

/// Lines and what else parts numbers for sure, each with its place.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(['\n', '\r', '\t', ',', ';', '<', '>', '"', '|', '\u{2028}'])
        .map(move |line| {
            let begin = at;
            at += line.len();
            (begin, line)
        })
}

/// Bounded, so that a text of digits costs no more than its length.
fn numbers_of_line(line: &str, offset: usize, found: &mut Vec<(Sure, Found)>) {
    let mut rest = 0;
    while let Some(begin) = next_begin(line, rest) {
        if found.len() >= 10 * MAX_FOUND {
            return;
        }
        let end = end_of_run(line, begin);
        let before = line.get(..begin).unwrap_or_default();
        let after = line.get(end..).unwrap_or_default();
        let mut written = line.get(begin..end).unwrap_or_default();
        rest = end.max(begin + 1);
        let uri = scheme_before(before)
            .and_then(|scheme| Uri::parse(&format!("{scheme}:{}", uri_text(line, begin))).ok());
        let clean = match &uri {
            Some(uri) => {
                written = uri_text(line, begin);
                rest = rest.max(begin + written.len());
                Some((uri.number.clone(), uri.extension.clone()))
            }
            None if is_something_else(before, written, after) => None,
            None => with_extension(line, begin, end).map(|(number, extension, to)| {
                written = line.get(begin..to).unwrap_or(written);
                rest = rest.max(to);
                (number, extension)
            }),
        };
        let Some((number, extension)) = clean else {
            continue;
        };
        let sure = match uri.is_some() {
            true => Sure::Certain,
            false => how_sure(before, &number, written),
        };
        let digits = number.chars().filter(char::is_ascii_digit).count();
        if digits < FEWEST && sure != Sure::Certain {
            continue;
        }
        let begin = offset + begin;
        found.push((
            sure,
            Found {
                place: begin..begin + written.len(),
                written: written.to_owned(),
                number,
                extension,
            },
        ));
    }
}

/// Where the next number may begin: at a `+`, `(`, `*`, `#` or digit, not within a word.
fn next_begin(line: &str, from: usize) -> Option<usize> {
    let rest = line.get(from..)?;
    let mut before = line.get(..from)?.chars().next_back();
    for (at, c) in rest.char_indices() {
        let begins = plain(c).is_some_and(|c| c.is_ascii_digit() || "+(*#".contains(c));
        let in_word = before.is_some_and(|before| before.is_alphanumeric() || before == '_');
        if begins && !in_word {
            return Some(from + at);
        }
        before = Some(c);
    }
    None
}

/// Where the run of digits and what parts them ends.
fn end_of_run(line: &str, begin: usize) -> usize {
    let mut end = begin;
    let mut gap = String::new();
    let mut digits = 0;
    for (at, c) in line.get(begin..).unwrap_or_default().char_indices() {
        let here = begin + at;
        match plain(c) {
            None => {}
            Some(key @ ('0'..='9' | '*' | '#')) => {
                // "030 123 / 0171 123" are two, and so are digits far from each other.
                let two = gap.len() > 3 || (gap == " / " && digits > 5 && "0+".contains(key));
                if two || digits >= MAX_NUMBER {
                    break;
                }
                digits += 1;
                gap.clear();
                end = here + c.len_utf8();
            }
            Some('+') if digits == 0 => {}
            Some(c @ (' ' | '-' | '/' | '.' | '(' | ')' | '[' | ']')) => gap.push(c),
            Some(_) => break,
        }
    }
    end
}

/// The number of this run, with the extension behind it; its end there.
fn with_extension(line: &str, begin: usize, end: usize) -> Option<(String, Option<String>, usize)> {
    let written = line.get(begin..end)?;
    let whole = clean(written, Letters::Name)?;
    // Behind it: a word and digits, all within a few characters.
    let mut to = end;
    for (at, c) in line.get(end..)?.char_indices().take(24) {
        if c.is_ascii_digit() {
            to = end + at + 1;
        } else if to > end {
            break;
        }
    }
    let longer = line
        .get(begin..to)
        .and_then(|text| clean(text, Letters::Name));
    match longer {
        Some(longer) if longer.extension.is_some() => Some((longer.number, longer.extension, to)),
        _ => Some((whole.number, whole.extension, end)),
    }
}

/// The text of a URI from here on.
fn uri_text(line: &str, begin: usize) -> &str {
    let rest = line.get(begin..).unwrap_or_default();
    let end = rest.find(|c: char| c.is_whitespace() || ")]}'".contains(c));
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

/// The scheme that stands right before a number.
fn scheme_before(before: &str) -> Option<&'static str> {
    let before = before.trim_end_matches('/').strip_suffix(':')?;
    Scheme::ALL.into_iter().map(|(name, _)| name).find(|name| {
        let word = before.len().checked_sub(name.len());
        let word = word.and_then(|at| Some((before.get(..at)?, before.get(at..)?)));
        word.is_some_and(|(rest, word)| {
            word.eq_ignore_ascii_case(name) && !rest.ends_with(char::is_alphanumeric)
        })
    })
}

/// Whether digits are part of something that is no telephone number.
fn is_something_else(before: &str, written: &str, after: &str) -> bool {
    let mut behind = after.chars();
    let next = behind.next();
    let follows = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    // Words with digits in them: 3rd, 5G. An extension's "x6" is none.
    let in_word = next.is_some_and(|c| c.is_alphabetic() && !matches!(c, 'x' | 'X' | 'e' | 'E'));
    let unit = |c: char| "%€$£¥§°²³".contains(c);
    let amount = after.trim_start().starts_with(unit) || before.trim_end().ends_with(unit);
    let time = (next == Some(':') && follows(behind.next()))
        || (before.ends_with(':')
            && before
                .trim_end_matches(':')
                .ends_with(|c: char| c.is_ascii_digit()));
    let address = next == Some('@') || before.ends_with('@');
    let decimals = before.ends_with(|c: char| ".=&".contains(c)) || next == Some('=');
    in_word || amount || time || address || decimals || is_date_or_address(written)
}

/// 2026-11-22, 22.11.2026, 11/22/26, 192.0.2.7.
fn is_date_or_address(written: &str) -> bool {
    let mark = written.chars().find(|c| !c.is_ascii_digit());
    let Some(mark @ ('-' | '.' | '/')) = mark else {
        return false;
    };
    let groups: Vec<&str> = written.split(mark).collect();
    if groups
        .iter()
        .any(|group| group.is_empty() || !group.chars().all(|c| c.is_ascii_digit()))
    {
        return false;
    }
    let values: Vec<u32> = groups
        .iter()
        .filter_map(|group| group.parse().ok())
        .collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let day = |at: usize| values.get(at).is_some_and(|value| (1..=31).contains(value));
    match (lengths.as_slice(), mark) {
        ([4, 1..=2, 1..=2], _) => day(1) && day(2),
        ([1..=2, 1..=2, 4 | 2], _) => day(0) && day(1),
        ([1..=3, 1..=3, 1..=3, 1..=3], '.') => {
            values.iter().all(|value| *value <= 255)
                && !groups
                    .iter()
                    .any(|group| group.len() > 1 && group.starts_with('0'))
        }
        // 12.50
        ([_, 1..=2], '.') => true,
        _ => false,
    }
}

/// By its looks, and by the word before it.
fn how_sure(before: &str, number: &str, written: &str) -> Sure {
    const LABELS: [&str; 28] = [
        "tel",
        "telefon",
        "telephone",
        "teléfono",
        "téléphone",
        "tél",
        "phone",
        "fon",
        "mobil",
        "mobile",
        "móvil",
        "handy",
        "cell",
        "call",
        "dial",
        "fax",
        "office",
        "büro",
        "portable",
        "direct",
        "durchwahl",
        "ext",
        "extension",
        "anruf",
        "ruf",
        "appel",
        "llamar",
        "number",
    ];
    let before = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    if LABELS.contains(&word.as_str()) || (number.starts_with('+') && digits > 6) {
        Sure::Certain
    } else if digits > 6 && (number.starts_with('0') || written.contains([' ', '-', '(', '/'])) {
        Sure::Likely
    } else {
        Sure::Perhaps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        find(text).into_iter().map(|found| found.number).collect()
    }

    #[test]
    fn the_numbers_of_a_signature_are_found() {
        let text = "Bob Smith, Room 1204\nTel.: +49 (0)30 / 123-45 ext. 6\nMobile 0171 1234567\n\
                    bob@example.com, 10115 Berlin, https://example.com/2026";
        assert_eq!(numbers(text), ["+493012345", "01711234567"]);
        let found = find(text);
        assert_eq!(found[0].extension.as_deref(), Some("6"));
        assert_eq!(&text[found[0].place.clone()], found[0].written);
        assert_eq!(found[0].written, "+49 (0)30 / 123-45 ext. 6");
    }

    #[test]
    fn what_looks_like_digits_but_is_no_number_is_left_out() {
        for text in [
            "2026-11-22",
            "22.11.2026",
            "at 19:30",
            "192.0.2.7",
            "costs 12.50",
            "120 000 €",
            "$ 500",
            "50%",
            "x86_64",
            "the 3rd 5G",
            "v1.2.3",
            "1003@example.com",
        ] {
            assert_eq!(numbers(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn two_numbers_in_a_line_are_two() {
        assert_eq!(
            numbers("030 123456 / 0171 123456"),
            ["030123456", "0171123456"]
        );
        assert_eq!(
            numbers("+4930123456 +4171123456"),
            ["+4930123456", "+4171123456"]
        );
        assert_eq!(numbers("1003, 1004; 1003"), ["1003", "1004"]);
    }

    #[test]
    fn a_uri_in_a_text_is_one() {
        assert_eq!(
            numbers("<a href=\"tel:+49-30-123;ext=6\">us</a>, 2000 people"),
            ["+4930123"]
        );
        assert_eq!(numbers("(sip:17@pbx.example)"), ["17"]);
    }

    #[test]
    fn short_numbers_are_found_when_there_is_nothing_surer() {
        assert_eq!(numbers("Call Bob on 1003"), ["1003"]);
        assert_eq!(numbers("Room 1204, phone 1003"), ["1003"]);
    }
}
