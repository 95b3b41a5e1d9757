//! The line language of a phone without a window: one command a line.
//!
//! It is described for people in `docs/commands.md`. This reads lines; carrying
//! them out is `run.rs`.

use std::path::PathBuf;
use std::time::Duration;

use softphone::{ApplicationData, AudioPath, HardKey, Intent, Navigate};
use thiserror::Error;

use crate::duration::parse_duration;
use crate::headless::waiting::Condition;

/// How long `wait` and `expect` wait when they say nothing.
pub(crate) const DEFAULT_LIMIT: Duration = Duration::from_secs(5);

/// The keys of a keypad.
const KEYS: &str = "0123456789*#ABCD";

/// One command of a script.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    /// Wishes for the phone, in order.
    Act(Vec<Intent>),
    /// Wait until the phone is in this condition.
    Wait {
        condition: Condition,
        limit: Duration,
    },
    /// Wait until the prompt has shown this text since the last act.
    ExpectPrompt { text: String, limit: Duration },
    /// Show the screen.
    Screen,
    /// Show the figures of the streams.
    Stats,
    /// Write a problem report into this file.
    Report(PathBuf),
    /// Do nothing for so long.
    Sleep(Duration),
    /// Let the call go on until the sent signal has come back, for so long at most.
    Listen(Duration),
    /// Leave.
    Quit,
}

/// What is wrong with a line.
#[derive(Debug, Error, PartialEq)]
pub(crate) enum ScriptError {
    #[error("`{0}` is no command; docs/commands.md lists them")]
    UnknownCommand(String),
    #[error("`{command}` wants {wanted}")]
    Argument {
        command: String,
        wanted: &'static str,
    },
    #[error("{0}")]
    Duration(String),
    #[error("`{0}` is no key; the keys are 0 to 9, *, #, A to D")]
    Key(char),
}

/// Reads a line; `None` when it is empty or a comment.
pub(crate) fn parse_line(line: &str) -> Result<Option<Command>, ScriptError> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let word = word.to_ascii_lowercase();
    let argument = Argument {
        command: &word,
        text: rest.trim(),
    };
    if let Some(intent) = plain_intent(&word) {
        argument.none()?;
        return Ok(Some(Command::Act(vec![intent])));
    }
    let command = match word.as_str() {
        "dial" => Command::Act(vec![Intent::Dial(argument.number()?)]),
        "offer" => Command::Act(vec![Intent::Offer(argument.text("a text")?)]),
        "paste" => Command::Act(vec![Intent::Paste(argument.text("a text")?)]),
        "key" => Command::Act(argument.keys()?),
        "softkey" => Command::Act(vec![Intent::SoftKey(argument.text("a label, like Hold")?)]),
        "line" => Command::Act(vec![Intent::LineKey(argument.position()?)]),
        "focus" => Command::Act(vec![Intent::Focus(
            argument.parse("the number of a call, as the events name it")?,
        )]),
        "volume" => Command::Act(vec![argument.volume()?]),
        "data" => Command::Act(vec![argument.data()?]),
        "record" => Command::Act(vec![Intent::Record(argument.start_or_stop()?)]),
        "wait" => argument.wait()?,
        "expect" => argument.expect()?,
        "report" => Command::Report(argument.text("a file")?.into()),
        "sleep" => Command::Sleep(argument.duration()?),
        "screen" => argument.none().map(|()| Command::Screen)?,
        "stats" | "statistics" => argument.none().map(|()| Command::Stats)?,
        "quit" => argument.none().map(|()| Command::Quit)?,
        _ => return Err(ScriptError::UnknownCommand(word)),
    };
    Ok(Some(command))
}

/// Commands that are one word and one wish.
fn plain_intent(word: &str) -> Option<Intent> {
    Some(match word {
        "answer" => Intent::Answer,
        "hangup" => Intent::HangUp,
        "silence" => Intent::Silence,
        "hook" => Intent::Hook,
        "redial" => Intent::Redial,
        "mute" => Intent::Mute,
        "speaker" => Intent::Path(AudioPath::Speaker),
        "headset" => Intent::Path(AudioPath::Headset),
        "handset" => Intent::Path(AudioPath::Handset),
        "enter" => Intent::Enter,
        "escape" => Intent::Escape,
        "backspace" => Intent::Backspace,
        "up" => Intent::Navigate(Navigate::Up),
        "down" => Intent::Navigate(Navigate::Down),
        "left" => Intent::Navigate(Navigate::Left),
        "right" => Intent::Navigate(Navigate::Right),
        "messages" => Intent::HardKey(HardKey::Messages),
        "directories" => Intent::HardKey(HardKey::Directories),
        "services" => Intent::HardKey(HardKey::Services),
        "settings" => Intent::HardKey(HardKey::Settings),
        "help" => Intent::HardKey(HardKey::Help),
        _ => return None,
    })
}

/// What follows the command's word.
struct Argument<'a> {
    command: &'a str,
    text: &'a str,
}

impl Argument<'_> {
    fn wrong(&self, wanted: &'static str) -> ScriptError {
        ScriptError::Argument {
            command: self.command.to_owned(),
            wanted,
        }
    }

    fn none(&self) -> Result<(), ScriptError> {
        if self.text.is_empty() {
            Ok(())
        } else {
            Err(self.wrong("nothing after it"))
        }
    }

    /// The rest of the line; quotes around it are taken off.
    fn text(&self, wanted: &'static str) -> Result<String, ScriptError> {
        let text = match quoted(self.text) {
            Some((inside, "")) => inside,
            _ => self.text,
        };
        if text.is_empty() {
            Err(self.wrong(wanted))
        } else {
            Ok(text.to_owned())
        }
    }

    fn start_or_stop(&self) -> Result<bool, ScriptError> {
        match self.text {
            "start" => Ok(true),
            "stop" => Ok(false),
            _ => Err(self.wrong("start or stop")),
        }
    }

    fn number(&self) -> Result<String, ScriptError> {
        let wanted = "a number, like 600";
        let text = self.text(wanted)?;
        if text.contains(char::is_whitespace) {
            Err(self.wrong(wanted))
        } else {
            Ok(text)
        }
    }

    fn keys(&self) -> Result<Vec<Intent>, ScriptError> {
        let keys = self.text("keys, like 5 or 12#")?;
        keys.chars()
            .filter(|key| !key.is_whitespace())
            .map(|key| {
                let key = key.to_ascii_uppercase();
                if KEYS.contains(key) {
                    Ok(Intent::Key(key))
                } else {
                    Err(ScriptError::Key(key))
                }
            })
            .collect()
    }

    fn parse<T: std::str::FromStr>(&self, wanted: &'static str) -> Result<T, ScriptError> {
        self.text.parse().map_err(|_error| self.wrong(wanted))
    }

    fn position(&self) -> Result<usize, ScriptError> {
        let wanted = "the position of a button beside the screen, 1 at the top";
        match self.parse(wanted)? {
            0 => Err(self.wrong(wanted)),
            position => Ok(position),
        }
    }

    /// Four numbers and the words.
    fn data(&self) -> Result<Intent, ScriptError> {
        let mut rest = self.text;
        let mut number = || {
            let (word, after) = rest.split_once(char::is_whitespace)?;
            rest = after.trim_start();
            word.parse().ok()
        };
        let numbers = [number(), number(), number(), number()];
        let [
            Some(application_id),
            Some(line_instance),
            Some(call_reference),
            Some(transaction_id),
        ] = numbers
        else {
            return Err(self.wrong("application, line, call, transaction and the data"));
        };
        Ok(Intent::SendData(ApplicationData {
            application_id,
            line_instance,
            call_reference,
            transaction_id,
            data: rest.as_bytes().to_vec(),
        }))
    }

    fn volume(&self) -> Result<Intent, ScriptError> {
        let wanted = "+, - or a number from 0 to 100, with headset, handset, speaker or ringer before it for that one";
        if let Some((of, volume)) = self.text.split_once(char::is_whitespace) {
            let path = match of {
                "headset" => Some(AudioPath::Headset),
                "handset" => Some(AudioPath::Handset),
                "speaker" => Some(AudioPath::Speaker),
                "ringer" => None,
                _ => return Err(self.wrong(wanted)),
            };
            return match volume.trim().parse() {
                Ok(volume @ 0..=100) => Ok(Intent::VolumeOf(path, volume)),
                _ => Err(self.wrong(wanted)),
            };
        }
        match self.text {
            "+" => Ok(Intent::VolumeUp),
            "-" => Ok(Intent::VolumeDown),
            _ => match self.parse(wanted)? {
                volume @ 0..=100 => Ok(Intent::Volume(volume)),
                _ => Err(self.wrong(wanted)),
            },
        }
    }

    fn duration(&self) -> Result<Duration, ScriptError> {
        parse_duration(self.text).map_err(ScriptError::Duration)
    }

    fn wait(&self) -> Result<Command, ScriptError> {
        let (word, limit) = self
            .text
            .split_once(char::is_whitespace)
            .unwrap_or((self.text, ""));
        let condition = Condition::from_word(&word.to_ascii_lowercase()).ok_or_else(|| {
            self.wrong("registered, ringing, ringback, connected, held, busy or idle")
        })?;
        Ok(Command::Wait {
            condition,
            limit: limit_of(limit)?,
        })
    }

    fn expect(&self) -> Result<Command, ScriptError> {
        let wrong = || self.wrong("prompt and a text in quotes, like: expect prompt \"Hold\" 5s");
        let text = self
            .text
            .strip_prefix("prompt")
            .ok_or_else(wrong)?
            .trim_start();
        let (inside, rest) = quoted(text).ok_or_else(wrong)?;
        if inside.is_empty() {
            return Err(wrong());
        }
        Ok(Command::ExpectPrompt {
            text: inside.to_owned(),
            limit: limit_of(rest)?,
        })
    }
}

/// What stands in the quotes that `text` begins with, and what follows them.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let (inside, rest) = text.strip_prefix('"')?.split_once('"')?;
    Some((inside, rest.trim()))
}

fn limit_of(text: &str) -> Result<Duration, ScriptError> {
    match text.trim() {
        "" => Ok(DEFAULT_LIMIT),
        text => parse_duration(text).map_err(ScriptError::Duration),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intents(line: &str) -> Vec<Intent> {
        match parse_line(line) {
            Ok(Some(Command::Act(intents))) => intents,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn reads_every_wish() {
        assert_eq!(intents("dial 600"), [Intent::Dial("600".to_owned())]);
        assert_eq!(intents("  DIAL  600  "), [Intent::Dial("600".to_owned())]);
        assert_eq!(intents("key 5"), [Intent::Key('5')]);
        assert_eq!(
            intents("key 1d#"),
            [Intent::Key('1'), Intent::Key('D'), Intent::Key('#')]
        );
        assert_eq!(
            intents("softkey New Call"),
            [Intent::SoftKey("New Call".to_owned())]
        );
        assert_eq!(
            intents("softkey \"Hold\""),
            [Intent::SoftKey("Hold".to_owned())]
        );
        assert_eq!(intents("line 1"), [Intent::LineKey(1)]);
        assert_eq!(
            intents("data 9081 1 16777217 42 two  words"),
            [Intent::SendData(ApplicationData {
                application_id: 9081,
                line_instance: 1,
                call_reference: 16_777_217,
                transaction_id: 42,
                data: b"two  words".to_vec(),
            })]
        );
        assert_eq!(intents("volume +"), [Intent::VolumeUp]);
        assert_eq!(intents("volume -"), [Intent::VolumeDown]);
        assert_eq!(intents("volume 70"), [Intent::Volume(70)]);
        let of = |path| [Intent::VolumeOf(path, 30)];
        assert_eq!(intents("volume ringer 30"), of(None));
        assert_eq!(intents("volume speaker 30"), of(Some(AudioPath::Speaker)));
        assert_eq!(intents("speaker"), [Intent::Path(AudioPath::Speaker)]);
        for word in [
            "answer",
            "hangup",
            "hook",
            "redial",
            "mute",
            "silence",
            "offer 600",
            "enter",
            "escape",
            "backspace",
        ] {
            assert_eq!(intents(word).len(), 1, "{word}");
        }
    }

    #[test]
    fn reads_waiting_with_and_without_a_limit() {
        assert_eq!(
            parse_line("wait connected 300ms"),
            Ok(Some(Command::Wait {
                condition: Condition::Connected,
                limit: Duration::from_millis(300)
            }))
        );
        assert_eq!(
            parse_line("wait idle"),
            Ok(Some(Command::Wait {
                condition: Condition::Idle,
                limit: DEFAULT_LIMIT
            }))
        );
        assert_eq!(
            parse_line("expect prompt \"Call Proceed\" 2s"),
            Ok(Some(Command::ExpectPrompt {
                text: "Call Proceed".to_owned(),
                limit: Duration::from_secs(2)
            }))
        );
        assert_eq!(
            parse_line("expect prompt \"Hold\""),
            Ok(Some(Command::ExpectPrompt {
                text: "Hold".to_owned(),
                limit: DEFAULT_LIMIT
            }))
        );
    }

    #[test]
    fn passes_over_comments_and_empty_lines() {
        assert_eq!(parse_line(""), Ok(None));
        assert_eq!(parse_line("   "), Ok(None));
        assert_eq!(parse_line("# dial 600"), Ok(None));
    }

    #[test]
    fn says_what_is_wrong_with_a_line() {
        for (line, part) in [
            ("dail 600", "`dail` is no command"),
            ("dial", "a number"),
            ("dial 6 0 0", "a number"),
            ("key", "keys"),
            ("key x", "`X` is no key"),
            ("line 0", "position"),
            ("line one", "position"),
            ("volume 101", "0 to 100"),
            ("volume", "0 to 100"),
            ("wait", "registered"),
            ("wait dinner", "registered"),
            ("wait idle soon", "no length of time"),
            ("expect", "prompt"),
            ("expect prompt Hold", "quotes"),
            ("expect prompt \"\"", "quotes"),
            ("sleep", "no length of time"),
            ("quit now", "nothing after it"),
            ("answer me", "nothing after it"),
        ] {
            let error = parse_line(line).expect_err(line).to_string();
            assert!(error.contains(part), "{line}: {error}");
        }
    }
}
