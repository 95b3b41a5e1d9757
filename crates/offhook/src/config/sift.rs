//! What of a configuration file is right, and everything that is wrong with it: each key is tried
//! by itself, those of a table too, and so is each element of a list.

use std::fmt;
use std::ops::Range;

use toml_edit::{Document, DocumentMut, Item, Value};

use super::ConfigFile;
use crate::args::PhoneOptions;
use crate::logging;
use crate::settings::Settings;

/// So many lines that are no TOML are left out by themselves. A text with more of them is not
/// understood, and what stands behind the first one is not guessed at.
const MOST_LINES: usize = 20;

/// What is wrong with a text, and where it begins, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) at: usize,
    pub(super) reason: String,
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

/// The first thing that is wrong with a text, if anything is. What the phone's own reasons are
/// about is not known by place; these are at the beginning.
pub(super) fn slip(text: &str) -> Option<Slip> {
    let file = match ConfigFile::parse(text) {
        Ok(file) => file,
        Err(error) => {
            return Some(Slip {
                at: error.span().map_or(0, |span| span.start),
                reason: reason(&error),
            });
        }
    };
    let reason = is_usable(&file).err()?;
    Some(Slip { at: 0, reason })
}

/// What of the text can be used, and what was left out of it, in the order of the text.
pub(super) fn sift(text: &str) -> (String, Vec<Slip>) {
    let (text, mut slips) = lines_of_toml(text);
    let (Ok(places), Ok(mut right)) = (Document::parse(text.as_str()), text.parse::<DocumentMut>())
    else {
        return (String::new(), slips);
    };
    let sifting = Sifting {
        root: right.as_item().clone(),
        places,
    };
    match sifting.sift(&[], &mut slips) {
        Some(Item::Table(table)) => *right.as_table_mut() = table,
        _ => return (String::new(), slips),
    }
    slips.sort_by_key(|slip| slip.at);
    let lines = right.to_string();
    let lines = lines.split_inclusive('\n').filter(|line| !is_blanked(line));
    (lines.collect(), slips)
}

/// A line that was no TOML.
fn is_blanked(line: &str) -> bool {
    let line = line.trim_end_matches(['\r', '\n']);
    !line.is_empty() && line.bytes().all(|byte| byte == b' ')
}

/// Whether a phone can be run with it.
fn is_usable(file: &ConfigFile) -> Result<(), String> {
    let device = || "SEP020000000001".to_owned();
    Settings::merge(PhoneOptions::default(), Vec::new(), file, device)
        .map_err(|error| error.to_string())?;
    if let Some(filter) = &file.log {
        logging::check(filter).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// The reason in a line: which keys there are stands in the manual.
fn reason(error: &toml::de::Error) -> String {
    let message = error.message();
    let message = match message.split_once(", expected one of") {
        Some((what, _)) if message.starts_with("unknown field") => what,
        _ => message,
    };
    message.lines().collect::<Vec<_>>().join("; ")
}

/// The text with spaces in place of keys that are no TOML, such as a word without quotes. Where
/// that does not help, it ends before the first line that is none: behind a broken name of a table
/// nobody knows which table a key belongs to.
fn lines_of_toml(text: &str) -> (String, Vec<Slip>) {
    let mut blanked = text.to_owned();
    let mut slips = Vec::new();
    while slips.len() < MOST_LINES {
        let Err(error) = blanked.parse::<DocumentMut>() else {
            return (blanked, slips);
        };
        let (start, end) = line_of(&blanked, error.span().map_or(0, |span| span.start));
        let message: Vec<&str> = error.message().lines().collect();
        slips.push(Slip {
            at: error.span().map_or(0, |span| span.start),
            reason: message.join("; "),
        });
        let line = &blanked[start..end];
        let is_key = line.contains('=') && !line.trim_start().starts_with('[');
        if !is_key || line.contains("\"\"\"") || line.contains("'''") {
            break;
        }
        blanked.replace_range(start..end, &" ".repeat(end - start));
    }
    slips.truncate(1);
    let mut end = slips.first().map_or(0, |slip| line_of(text, slip.at).0);
    while text[..end].parse::<DocumentMut>().is_err() {
        // A line less each time.
        end = text[..end.saturating_sub(1)]
            .rfind('\n')
            .map_or(0, |line| line + 1);
    }
    (text[..end].to_owned(), slips)
}

/// Where the line with this place begins and ends, in bytes, without what ends it.
fn line_of(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = text[start..]
        .find('\n')
        .map_or(text.len(), |end| start + end);
    (start, end)
}

/// A way from a table, or a list, to something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Element(usize),
}

/// A text that is sifted.
struct Sifting<'a> {
    root: Item,
    /// The same, with where everything stands in the text.
    places: Document<&'a str>,
}

impl Sifting<'_> {
    /// What is right of the item at this path; nothing, if that is nothing.
    fn sift(&self, path: &[Step], slips: &mut Vec<Slip>) -> Option<Item> {
        let item = at(&self.root, path)?;
        let Some(whole) = self.slip_of(path, item.clone()) else {
            return Some(item);
        };
        // An element is one thing: a rule without what is wrong of it would be another rule.
        let steps = match path.last() {
            Some(Step::Element(_)) => Vec::new(),
            // Unknown by itself, whatever stands in it.
            Some(_) if self.slip_of(path, with(&item, &[])).is_some() => Vec::new(),
            _ => steps(&item),
        };
        let before = slips.len();
        let mut right = Vec::new();
        let mut doubtful = Vec::new();
        for step in steps {
            let inner = [path, std::slice::from_ref(&step)].concat();
            let known = slips.len();
            match self.sift(&inner, slips) {
                Some(item) => right.push((step, item)),
                None => doubtful.push((step, slips.split_off(known))),
            }
        }
        // What is right by itself may not go with the others: two keys for one action.
        let mut together = Vec::new();
        for (step, inner) in right {
            together.push((step.clone(), inner));
            if let Some(slip) = self.slip_of(path, with(&item, &together)) {
                let inner = [path, &[step]].concat();
                let place = place_of(self.places.as_item(), &inner);
                let at = place.map_or(slip.at, |(name, _)| name);
                slips.push(Slip { at, ..slip });
                together.pop();
            }
        }
        // What is wrong by itself may need the others: the ring of a file that is named beside it.
        for (step, wrong) in doubtful {
            let Some(inner) = at(&item, std::slice::from_ref(&step)) else {
                continue;
            };
            together.push((step, inner));
            if self.slip_of(path, with(&item, &together)).is_some() {
                slips.extend(wrong);
                together.pop();
            }
        }
        if slips.len() == before {
            slips.push(whole);
        }
        (!together.is_empty()).then(|| with(&item, &together))
    }

    /// What is wrong when the text has nothing in it but this at this path.
    fn slip_of(&self, path: &[Step], item: Item) -> Option<Slip> {
        let mut document = DocumentMut::new();
        *document.as_table_mut() = nested(&self.root, path, item).into_table().ok()?;
        let text = document.to_string();
        let slip = slip(&text)?;
        let Some((name, value)) = place_of(self.places.as_item(), path) else {
            return Some(Slip { at: 0, ..slip });
        };
        // The same value stands in both texts at other places.
        let path: Vec<Step> = path.iter().map(alone).collect();
        let there = Document::parse(text.as_str()).ok();
        let there = there.and_then(|there| place_of(there.as_item(), &path)?.1);
        let at = match (value, there) {
            (Some(value), Some(there)) if there.contains(&slip.at) => {
                value.start + (slip.at - there.start)
            }
            _ => name,
        };
        Some(Slip { at, ..slip })
    }
}

/// Where the elements and keys of an item lead.
fn steps(item: &Item) -> Vec<Step> {
    if let Some(table) = item.as_table_like() {
        return table
            .iter()
            .map(|(key, _)| Step::Key(key.to_owned()))
            .collect();
    }
    let count = match item {
        Item::ArrayOfTables(tables) => tables.len(),
        Item::Value(Value::Array(list)) => list.len(),
        _ => 0,
    };
    (0..count).map(Step::Element).collect()
}

/// The item at the end of this path.
fn at(root: &Item, path: &[Step]) -> Option<Item> {
    let mut item = root.clone();
    for step in path {
        item = match (step, item) {
            (Step::Key(key), item) => item.as_table_like()?.get(key)?.clone(),
            (Step::Element(place), Item::ArrayOfTables(tables)) => {
                Item::Table(tables.get(*place)?.clone())
            }
            (Step::Element(place), Item::Value(Value::Array(list))) => {
                Item::Value(list.get(*place)?.clone())
            }
            _ => return None,
        };
    }
    Some(item)
}

/// The same table or list with nothing in it but these; remarks beside them stay.
fn with(outer: &Item, inner: &[(Step, Item)]) -> Item {
    let mut outer = outer.clone();
    let elements = inner.iter().map(|(_, item)| item.clone());
    match &mut outer {
        Item::ArrayOfTables(tables) => {
            *tables = elements.filter_map(|item| item.into_table().ok()).collect();
        }
        Item::Value(Value::Array(list)) => {
            list.clear();
            for value in elements.filter_map(|item| item.into_value().ok()) {
                list.push_formatted(value);
            }
        }
        item => {
            let Some(table) = item.as_table_like_mut() else {
                return outer;
            };
            let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
            for key in keys {
                let kept = Step::Key(key.clone());
                match inner.iter().find(|(step, _)| *step == kept) {
                    Some((_, item)) => *table.entry(&key).or_insert(Item::None) = item.clone(),
                    None => _ = table.remove(&key),
                }
            }
        }
    }
    outer
}

/// The whole with nothing in it but this item at this path.
fn nested(root: &Item, path: &[Step], item: Item) -> Item {
    let Some((step, rest)) = path.split_first() else {
        return item;
    };
    let inner = at(root, std::slice::from_ref(step)).map(|inner| nested(&inner, rest, item));
    let inner = inner.map(|inner| (step.clone(), inner));
    with(root, inner.as_slice())
}

/// The same step in a list with nothing else in it.
fn alone(step: &Step) -> Step {
    match step {
        Step::Element(_) => Step::Element(0),
        Step::Key(_) => step.clone(),
    }
}

/// Where the end of this path stands in the text, in bytes: its name, and its value if it is one.
fn place_of(root: &Item, path: &[Step]) -> Option<(usize, Option<Range<usize>>)> {
    let (last, outer) = path.split_last()?;
    let outer = at(root, outer)?;
    let inner = at(&outer, std::slice::from_ref(last))?;
    let name = match last {
        Step::Key(key) => outer.as_table_like()?.get_key_value(key)?.0.span(),
        Step::Element(_) => inner.span(),
    };
    let value = inner.as_value().and_then(Value::span);
    Some((name?.start, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of a text, and the line and the reason of each thing that was not.
    fn sifted(text: &str) -> (String, Vec<(usize, String)>) {
        let (right, slips) = sift(text);
        assert_eq!(slip(&right), None, "what is left is right:\n{right}");
        let lines = slips.into_iter().map(|slip| {
            let line = text[..slip.at].matches('\n').count() + 1;
            (line, slip.reason)
        });
        (right, lines.collect())
    }

    #[test]
    fn a_wrong_key_of_any_table_leaves_the_others_of_it_in_force() {
        for (table, right) in [
            ("headset", "volume = 5"),
            ("handset", "volume = 5"),
            ("speaker", "input_gain = 3"),
            ("ringer", "volume = 5"),
            ("keys", "answer = \"F9\""),
            ("hot_keys", "answer = \"Ctrl+Alt+A\""),
            ("desktop", "tray = false"),
            ("dialling", "dial_links = true"),
            ("look", "theme = \"dark\""),
            ("rings", "default = \"Bells\""),
            ("tuning", "echo_number = \"601\""),
            ("contacts", "file = \"people.vcf\""),
        ] {
            let text = format!("[{table}] # mine\nsever = 1\n{right} # yours\n");
            let (left, wrong) = sifted(&text);
            assert_eq!(left, format!("[{table}] # mine\n{right} # yours\n"));
            assert_eq!(wrong.len(), 1, "{wrong:?}");
            assert_eq!(wrong[0].0, 2, "{wrong:?}");
            assert!(wrong[0].1.contains("sever"), "{wrong:?}");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_named_with_its_line() {
        let text = "sever = \"x\"\n[look]\ntheme = \"blue\"\nstill = true\nface = 3\n\
                    [lok]\ntheme = \"dark\"\nstill = true\n[ringer]\nvolume = 300\n";
        let (left, wrong) = sifted(text);
        assert_eq!(left, "[look]\nstill = true\n");
        let lines: Vec<usize> = wrong.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 3, 5, 6, 10], "{wrong:?}");
    }

    #[test]
    fn of_two_keys_that_exclude_each_other_the_first_stays() {
        let text = "[hot_keys]\nanswer = \"Ctrl+Alt+A\"\nhang-up = \"Ctrl+Alt+A\"\n\
                    mute = \"Ctrl+Alt+M\"\n";
        let (left, wrong) = sifted(text);
        assert_eq!(
            left,
            "[hot_keys]\nanswer = \"Ctrl+Alt+A\"\nmute = \"Ctrl+Alt+M\"\n"
        );
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert_eq!(wrong[0].0, 3, "{wrong:?}");
    }

    #[test]
    fn a_wrong_element_leaves_the_others_of_its_list_and_a_rule_is_left_out_whole() {
        let text = "codecs = [\"alaw\", \"gsm\", \"ulaw\"]\n[dialling]\n\
                    emergency = [\"9911\", \"nine\"]\n\
                    [[dialling.rule]]\nlength = 4\nprefix = \"7\"\n\
                    [[dialling.rule]]\nlength = 5\nprefixes = \"8\"\n\
                    [rings.lines]\n1 = \"Bells\"\nfirst = \"Bells\"\n";
        let (left, wrong) = sifted(text);
        assert_eq!(
            left,
            "codecs = [\"alaw\", \"ulaw\"]\n[dialling]\nemergency = [\"9911\"]\n\
             [[dialling.rule]]\nlength = 4\nprefix = \"7\"\n\
             [rings.lines]\n1 = \"Bells\"\n"
        );
        let lines: Vec<usize> = wrong.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 3, 7, 12], "{wrong:?}");
    }

    #[test]
    fn a_ring_that_is_none_is_told_and_one_of_a_named_file_stays() {
        let text = "[rings]\ndefault = \"horn\"\nown = \"horn.wav\"\nlines.2 = \"Bell\"\n";
        let (left, wrong) = sifted(text);
        assert_eq!(left, "[rings]\ndefault = \"horn\"\nown = \"horn.wav\"\n");
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert_eq!(wrong[0].0, 4, "{wrong:?}");
        assert!(wrong[0].1.starts_with("`Bell` is no ring"), "{wrong:?}");
    }

    #[test]
    fn a_word_without_quotes_costs_nothing_but_its_own_line() {
        let text = "[look]\ntheme = dark\nstill = true\n[ringer]\nvolume = soft\n";
        let (left, wrong) = sifted(text);
        assert_eq!(left, "[look]\nstill = true\n[ringer]\n");
        let lines: Vec<usize> = wrong.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 5], "{wrong:?}");
    }

    #[test]
    fn a_list_that_is_never_closed_ends_what_is_used() {
        let text = "region = \"europe\"\ncodecs = [\"alaw\"\ndevice = \"SEP1\"\n\n[look]\n";
        let (left, wrong) = sifted(text);
        assert_eq!(left, "region = \"europe\"\n");
        assert_eq!(wrong.len(), 1, "{wrong:?}");
    }
}
