//! The lines of a vCard: put together, and taken apart into name, parameters and value.

use std::borrow::Cow;

/// A property of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// As it stands in the file, put together.
    pub(super) whole: &'a str,
    /// Its name in capitals, without the group in front.
    pub(super) name: String,
    /// Its parameters in capitals, each a name (empty in version 2.1) and a value.
    pub(super) parameters: Vec<(String, String)>,
    /// What follows the colon.
    pub(super) value: &'a str,
}

/// The lines of a text, folded ones put together.
pub(super) fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split(['\n', '\r']) {
        if line.is_empty() {
            continue;
        }
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            // Of version 2.1: a value in quoted-printable goes on behind a `=` at the end, and
            // a space at the beginning is one of its own.
            (_, Some(last)) if last.ends_with('=') && is_quoted_printable(last) => {
                last.pop();
                last.push_str(line);
            }
            (Some(more), Some(last)) => last.push_str(more),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

fn is_quoted_printable(line: &str) -> bool {
    let head = line.split(':').next().unwrap_or_default();
    head.to_ascii_uppercase().contains("QUOTED-PRINTABLE")
}

impl<'a> Line<'a> {
    /// Takes a line apart; nothing for one that is no property.
    pub(super) fn parse(whole: &'a str) -> Option<Self> {
        let colon = colon_of(whole)?;
        let (head, value) = (whole.get(..colon)?, whole.get(colon + 1..)?);
        let mut parts = split_unquoted(head).into_iter();
        let name = parts.next()?.trim();
        let name = name.rsplit('.').next().unwrap_or(name).to_ascii_uppercase();
        let mut parameters = Vec::new();
        for part in parts {
            let (key, values) = part.split_once('=').unwrap_or(("", part));
            // Some put several values into one pair of quotes.
            for value in values.split(',') {
                let value = value.trim().trim_matches('"').to_ascii_uppercase();
                parameters.push((key.trim().to_ascii_uppercase(), value));
            }
        }
        (!name.is_empty()).then_some(Self {
            whole,
            name,
            parameters,
            value,
        })
    }

    /// Whether it has this parameter, by name or, in version 2.1, without one.
    pub(super) fn has(&self, key: &str, value: &str) -> bool {
        let mut all = self.parameters.iter();
        all.any(|(name, is)| (name == key || name.is_empty()) && is == value)
    }

    /// The value as text: decoded where it is encoded.
    pub(super) fn text(&self) -> Cow<'a, str> {
        if !self.has("ENCODING", "QUOTED-PRINTABLE") {
            return Cow::Borrowed(self.value);
        }
        let bytes = quoted_printable(self.value);
        let charset = self.parameters.iter().find(|(name, _)| name == "CHARSET");
        let encoding =
            charset.and_then(|(_, label)| encoding_rs::Encoding::for_label(label.as_bytes()));
        match encoding {
            Some(encoding) => Cow::Owned(encoding.decode(&bytes).0.into_owned()),
            None => Cow::Owned(crate::text::decoded(&bytes).into_owned()),
        }
    }
}

/// The colon before the value: not one within quotes.
fn colon_of(line: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ':' if !quoted => return Some(at),
            _ => {}
        }
    }
    // Quotes that nobody closed: the first colon, then.
    line.find(':')
}

fn split_unquoted(text: &str) -> Vec<&str> {
    let mut quoted = false;
    text.split(|c: char| {
        quoted ^= c == '"';
        c == ';' && !quoted
    })
    .collect()
}

fn quoted_printable(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        let code = match (first, others) {
            (b'=', [high, low, ..]) => {
                let digit = |c: &u8| char::from(*c).to_digit(16);
                digit(high).zip(digit(low))
            }
            _ => None,
        };
        // Two digits to base 16 are a byte.
        match code.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = others.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = others;
            }
        }
    }
    bytes
}

/// The parts of a value with several, each as text.
pub(super) fn parts(value: &str, mark: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for c in value.chars() {
        if !escaped && c == mark {
            parts.push(String::new());
            continue;
        }
        if !escaped && c == '\\' {
            escaped = true;
            continue;
        }
        // There is always one.
        if let Some(part) = parts.last_mut() {
            match c {
                'n' | 'N' if escaped => part.push('\n'),
                c if escaped && !matches!(c, '\\' | ',' | ';' | ':') => part.extend(['\\', c]),
                c => part.push(c),
            }
        }
        escaped = false;
    }
    parts
}

/// A value as text.
pub(super) fn unescaped(value: &str) -> String {
    // No text has this character: one part.
    let mut parts = parts(value, '\0');
    parts.pop().unwrap_or_default()
}

/// Text as a value.
pub(super) fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            '\r' => {}
            c => value.push(c),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_are_put_together() {
        let text = "FN:Bob\r\n Smi\r\n\tth\r\nNOTE;ENCODING=QUOTED-PRINTABLE:a=3D=\r\n Ab=\r\nc\r\nX:=\r\nY:1";
        assert_eq!(
            unfolded(text),
            [
                "FN:BobSmith",
                "NOTE;ENCODING=QUOTED-PRINTABLE:a=3D Abc",
                "X:=",
                "Y:1"
            ]
        );
    }

    #[test]
    fn a_line_is_taken_apart() {
        let line = Line::parse("item1.tel;type=\"work,voice\",pref;X=\"a:b\":+49").expect("a line");
        assert_eq!(line.name, "TEL");
        assert_eq!(line.value, "+49");
        assert!(line.has("TYPE", "PREF"));
        assert!(line.has("X", "A:B"));
        let old =
            Line::parse("TEL;WORK;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=AB=").expect("one");
        assert!(old.has("TYPE", "WORK"));
        assert_eq!(old.text(), "ë=");
        assert_eq!(Line::parse("no colon"), None);
    }

    #[test]
    fn escapes_go_and_come() {
        assert_eq!(parts("a\\;b;c\\\\;\\n\\x", ';'), ["a;b", "c\\", "\n\\x"]);
        for text in ["a,b;c\\d\ne", "", "\\n", ":"] {
            assert_eq!(unescaped(&escaped(text)), text);
        }
    }
}
