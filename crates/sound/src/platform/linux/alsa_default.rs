//! Whether ALSA's "default" is the sound server, and which of its devices.
//!
//! What the person has set up counts: a "default" that is a card, or a server on another machine,
//! is left to ALSA. Its settings are read as alsa-lib writes them out, evaluated and in one form.

use alsa::Output;
use alsa::config::update_ref;

use crate::event::Direction;

/// Settings that refer to each other more often than this go in a circle.
const MOST_STEPS: usize = 8;

/// A device of the sound server: its name, or with none the server's own default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OfServer(pub(super) Option<String>);

/// What "default" stands for in this direction; nothing when that is not the sound server.
pub(super) fn default_of_server(direction: Direction) -> Option<OfServer> {
    let settings = update_ref().ok()?;
    let mut text = Output::buffer_open().ok()?;
    settings.save(&mut text).ok()?;
    text.buffer_string(|text| of_server(&String::from_utf8_lossy(text), direction))
}

fn of_server(settings: &str, direction: Direction) -> Option<OfServer> {
    let settings = Node::read(settings);
    let pcms = settings.get("pcm")?;
    let mut node = pcms.get("default")?;
    for _ in 0..MOST_STEPS {
        node = match node {
            Node::Text(name) => pcms.get(name)?,
            Node::Table(_) => match node.get("type")?.text()? {
                "pulse" if node.get("server").is_some() => return None,
                "pulse" => {
                    let device = node.get("device").and_then(Node::text);
                    return Some(OfServer(device.map(str::to_owned)));
                }
                "plug" => node.get("slave")?.get("pcm")?,
                "asym" => node
                    .get(match direction {
                        Direction::Input => "capture",
                        Direction::Output => "playback",
                    })?
                    .get("pcm")?,
                _ => return None,
            },
        };
    }
    None
}

/// A setting: a value, or others by their names.
#[derive(Debug, PartialEq)]
enum Node {
    Text(String),
    Table(Vec<(String, Self)>),
}

impl Node {
    /// Reads settings as alsa-lib writes them: a name and a value on a line, tables in braces,
    /// lists in brackets, quotes round what is not a plain word, names with dots for tables of
    /// one setting.
    fn read(text: &str) -> Self {
        let mut top = Vec::new();
        read_table(&mut text.lines().map(str::trim), &mut top, 0);
        Self::Table(top)
    }

    fn get(&self, name: &str) -> Option<&Self> {
        let Self::Table(settings) = self else {
            return None;
        };
        let mut settings = settings.iter();
        settings
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Table(_) => None,
        }
    }
}

/// How deep tables may stand in each other; real ones are a handful.
const DEEPEST: usize = 64;

/// Reads settings up to the end of their table.
fn read_table<'a>(
    lines: &mut impl Iterator<Item = &'a str>,
    into: &mut Vec<(String, Node)>,
    depth: usize,
) {
    while let Some(line) = lines.next() {
        if line.starts_with(['}', ']']) {
            return;
        }
        let (name, value) = match line.split_once(' ') {
            Some((name, value)) => (name, value.trim()),
            // An item of a list.
            None => ("", line),
        };
        if value.is_empty() {
            continue;
        }
        let value = if value.ends_with(['{', '[']) && depth < DEEPEST {
            let mut inner = Vec::new();
            read_table(lines, &mut inner, depth + 1);
            Node::Table(inner)
        } else {
            Node::Text(unquoted(value))
        };
        put(into, &unquoted(name), value);
    }
}

/// Puts a setting in its place; the tables that its name goes through may be there already.
fn put(into: &mut Vec<(String, Node)>, name: &str, value: Node) {
    let Some((first, rest)) = name.split_once('.') else {
        into.push((name.to_owned(), value));
        return;
    };
    let there = into.iter().position(|(key, _)| key == first);
    let at = there.unwrap_or_else(|| {
        into.push((first.to_owned(), Node::Table(Vec::new())));
        into.len() - 1
    });
    if let Node::Table(inner) = &mut into[at].1 {
        put(inner, rest, value);
    }
}

fn unquoted(word: &str) -> String {
    let inner = word
        .strip_prefix('\'')
        .and_then(|word| word.strip_suffix('\''));
    inner.unwrap_or(word).replace('\\', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_DEVICES: &str = "defaults.pcm.card 0
pcm.default {
\ttype asym
\tcapture.pcm {
\t\ttype pulse
\t\tdevice 'a_mic.monitor'
\t}
\tplayback.pcm {
\t\ttype pulse
\t\tdevice a_spk
\t\thint {
\t\t\tshow off
\t\t}
\t}
}
ctl.default {
\ttype pulse
}
";

    fn named(name: &str) -> Option<OfServer> {
        Some(OfServer(Some(name.to_owned())))
    }

    #[test]
    fn each_direction_has_the_device_that_the_person_gave_it() {
        assert_eq!(
            of_server(TWO_DEVICES, Direction::Input),
            named("a_mic.monitor")
        );
        assert_eq!(of_server(TWO_DEVICES, Direction::Output), named("a_spk"));
    }

    #[test]
    fn a_default_that_is_the_server_has_the_servers_own_default() {
        let settings =
            "pcm {\n\tdefault {\n\t\ttype pulse\n\t}\n\tpulse {\n\t\ttype pulse\n\t}\n}\n";
        assert_eq!(of_server(settings, Direction::Output), Some(OfServer(None)));
    }

    #[test]
    fn names_and_plugs_are_followed_and_circles_are_not() {
        let settings = "pcm.default {\n\ttype plug\n\tslave.pcm phone\n}
pcm.phone {\n\ttype pulse\n\tdevice jabra\n}\n";
        assert_eq!(of_server(settings, Direction::Input), named("jabra"));
        let circle = "pcm.default {\n\ttype plug\n\tslave.pcm default\n}\n";
        assert_eq!(of_server(circle, Direction::Input), None);
    }

    #[test]
    fn cards_other_machines_and_no_settings_are_left_to_alsa() {
        for settings in [
            "pcm.default {\n\ttype hw\n\tcard 0\n}\n",
            "pcm.default {\n\ttype pulse\n\tserver far\n}\n",
            "pcm.default {\n\t@func refer\n\tname pcm.pulse\n}\n",
            "",
            "}}}{\n[",
            "pcm 3",
        ] {
            assert_eq!(of_server(settings, Direction::Output), None, "{settings}");
        }
    }
}
