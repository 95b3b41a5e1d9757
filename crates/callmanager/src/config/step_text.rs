//! Steps of scripts as they are written.
//!
//! A step is a word and what it takes, like `call_state ring_in precedence=1`. Names
//! are those that traces show, in any case, with `_` where one likes; a number does
//! as well.

use std::str::FromStr;
use std::time::Duration;

use sccp::{
    ButtonType, CallHistoryDisposition, CallSecurityStatus, CallStateCode, CallType, DeviceTone,
    LampMode, MESSAGES, MicrophoneMode, RecordingState, RingDuration, RingMode, SoftKeySet,
    SpeakerMode,
};

use super::values::first_word;
use super::{CallInfoStep, Step, StepError};
use crate::features::precedence::ROUTINE;

/// The highest number that is looked for a name; those of one enumeration are far below.
const LAST_CODE: u32 = 0x1FF;

/// The longest body of a message given as bytes: the largest declared one is smaller.
const MAX_BODY: usize = 4_096;

impl FromStr for Step {
    type Err = StepError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let (word, rest) = first_word(text);
        let needs = |needs| StepError::Needs {
            step: text.to_owned(),
            needs,
        };
        Ok(match word {
            "wait" if rest == "key" => Self::WaitKey,
            "wait" => Self::Wait(time(rest).ok_or(needs("a time like 2s or 500ms, or \"key\""))?),
            "call_state" => call_state(rest).map_err(needs)?,
            "call_info" => Self::CallInfo(Box::new(call_info(rest).ok_or(needs(
                "calling=, calling_name=, called=, called_name=, security= or type=",
            ))?)),
            "tone" => {
                let tone = code(rest, |code| DeviceTone(code).name());
                Self::Tone(DeviceTone(tone.ok_or(needs("a tone like BeepBonk"))?))
            }
            "stop_tone" => Self::StopTone,
            "ring" => ring(rest).map_err(needs)?,
            "lamp" => lamp(rest).ok_or(needs("a button and a lamp like \"line blink\""))?,
            "speaker" => Self::Speaker(
                on_off(rest, SpeakerMode::ON, SpeakerMode::OFF).ok_or(needs("on or off"))?,
            ),
            "microphone" => Self::Microphone(
                on_off(rest, MicrophoneMode::ON, MicrophoneMode::OFF).ok_or(needs("on or off"))?,
            ),
            "recording" => Self::Recording(
                on_off(rest, RecordingState::ON, RecordingState::OFF).ok_or(needs("on or off"))?,
            ),
            "keys" => {
                let set = code(rest, |code| SoftKeySet(code).name());
                Self::Keys(SoftKeySet(set.ok_or(needs("a set of keys like ring_in"))?))
            }
            "prompt" => Self::Prompt(phrased(rest)),
            "clear_prompt" => Self::ClearPrompt,
            "notify" => {
                let (seconds, text) = first_word(rest);
                let seconds = seconds.parse().ok().ok_or(needs("seconds and a text"))?;
                Self::Notify(seconds, phrased(text))
            }
            "clear_notify" => Self::ClearNotify,
            "priority_notify" => {
                let (priority, rest) = first_word(rest);
                let (seconds, text) = first_word(rest);
                let numbers = priority.parse().ok().zip(seconds.parse().ok());
                let (priority, seconds) = numbers.ok_or(needs("a priority, seconds and a text"))?;
                Self::PriorityNotify(priority, seconds, phrased(text))
            }
            "clear_priority_notify" => {
                Self::ClearPriorityNotify(rest.parse().ok().ok_or(needs("a priority"))?)
            }
            "display" => Self::Display(phrased(rest)),
            "clear_display" => Self::ClearDisplay,
            "call_history" => {
                let list = code(rest, |code| CallHistoryDisposition(code).name());
                Self::CallHistory(CallHistoryDisposition(
                    list.ok_or(needs("a list like missedcalls"))?,
                ))
            }
            "message" => {
                message(rest).ok_or(needs("a message's name or id, and its body in hexadecimal"))?
            }
            "hang_up" => Self::HangUp,
            _ => return Err(StepError::Unknown(text.to_owned())),
        })
    }
}

impl TryFrom<String> for Step {
    type Error = StepError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// `2s`, `0.5s`, `500ms`.
fn time(text: &str) -> Option<Duration> {
    match text.strip_suffix("ms") {
        Some(ms) => ms.parse().ok().map(Duration::from_millis),
        None => Duration::try_from_secs_f64(text.strip_suffix('s')?.parse().ok()?).ok(),
    }
}

fn on_off<T>(text: &str, on: T, off: T) -> Option<T> {
    match text {
        "on" => Some(on),
        "off" => Some(off),
        _ => None,
    }
}

/// The number behind a name, or the number itself.
fn code(text: &str, name_of: impl Fn(u32) -> Option<&'static str>) -> Option<u32> {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let wanted = plain(text);
    if wanted.is_empty() {
        return None;
    }
    (0..=LAST_CODE)
        .find(|code| name_of(*code).is_some_and(|name| plain(name) == wanted))
        .or_else(|| number(text))
}

/// A number, decimal or with `0x`.
fn number(text: &str) -> Option<u32> {
    match text.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// `key=value` pairs; a value in single quotes may have spaces.
fn options_of(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut options = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=')?;
        let (value, after) = match after.strip_prefix('\'') {
            Some(quoted) => quoted.split_once('\'')?,
            None => first_word(after),
        };
        options.push((key.trim(), value));
        rest = after.trim();
    }
    Some(options)
}

/// A state and its precedence, or what is missing.
fn call_state(text: &str) -> Result<Step, &'static str> {
    let (name, options) = first_word(text);
    let state = code(name, |code| CallStateCode(code).name());
    let mut precedence = ROUTINE;
    for (key, value) in options_of(options).ok_or("options like key=value")? {
        precedence = match (key, value.parse()) {
            ("precedence", Ok(level)) => level,
            _ => return Err("no option but precedence=0…4"),
        };
    }
    let state = state.ok_or("a state like ring_in")?;
    Ok(Step::CallState(CallStateCode(state), precedence))
}

/// A ring and how long it lasts, or what is missing.
fn ring(text: &str) -> Result<Step, &'static str> {
    let (mode, duration) = first_word(text);
    let ring = |code| RingMode(code).name();
    // "inside" is as good as the wire's "InsideRing".
    let mode = code(mode, ring)
        .or_else(|| code(&format!("{mode}ring"), ring))
        .or_else(|| (text == "off").then_some(RingMode::OFF.0));
    let duration = match duration {
        "" => RingDuration::NORMAL,
        "single" => RingDuration::SINGLE,
        _ => return Err("nothing after the ring but \"single\""),
    };
    let mode = mode.ok_or("a ring like inside")?;
    Ok(Step::Ring(RingMode(mode), duration))
}

fn call_info(text: &str) -> Option<CallInfoStep> {
    let mut info = CallInfoStep::default();
    for (key, value) in options_of(text)? {
        match key {
            "calling" => info.calling = Some(value.to_owned()),
            "calling_name" => info.calling_name = Some(phrased(value)),
            "called" => info.called = Some(value.to_owned()),
            "called_name" => info.called_name = Some(phrased(value)),
            "security" => {
                let status = code(value, |code| CallSecurityStatus(code).name())?;
                info.security = Some(CallSecurityStatus(status));
            }
            "type" => {
                let kind = code(value, |code| CallType(code).name())?;
                info.call_type = Some(CallType(kind));
            }
            _ => return None,
        }
    }
    Some(info)
}

fn lamp(text: &str) -> Option<Step> {
    let (button, rest) = first_word(text);
    let (mode, options) = first_word(rest);
    let mut instance = None;
    for (key, value) in options_of(options)? {
        instance = match key {
            "instance" => Some(number(value)?),
            _ => return None,
        };
    }
    let button = code(button, |code| ButtonType(code).name())?;
    let mode = code(mode, |code| LampMode(code).name())?;
    Some(Step::Lamp(ButtonType(button), LampMode(mode), instance))
}

fn message(text: &str) -> Option<Step> {
    let (name, body) = first_word(text);
    let kind = MESSAGES
        .iter()
        .find(|kind| kind.name.eq_ignore_ascii_case(name));
    let id = kind.map(|kind| kind.id).or_else(|| number(name))?;
    let digits: Vec<u8> = body
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let byte = |pair: &[u8]| {
        let text = std::str::from_utf8(pair).ok().filter(|_| pair.len() == 2)?;
        u8::from_str_radix(text, 16).ok()
    };
    let body: Option<Vec<u8>> = digits.chunks(2).map(byte).collect();
    let body = body.filter(|body| body.len() <= MAX_BODY)?;
    Some(Step::Message(id, body))
}

/// The text with `{36}` as phrase number 36 of the phones' dictionary. U+0080 stands
/// for the prefix of a phrase, as in all texts of the core.
fn phrased(text: &str) -> String {
    let mut pieces = text.split('{');
    let mut phrased = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once('}') {
            Some((digits, rest)) if digits.parse().is_ok_and(|n: u8| n < 0x80) => {
                let number = digits.parse::<u8>().unwrap_or_default();
                phrased.push('\u{80}');
                phrased.push(char::from(number));
                phrased.push_str(rest);
            }
            _ => {
                phrased.push('{');
                phrased.push_str(piece);
            }
        }
    }
    phrased
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_read_as_they_are_written() {
        let read = |text: &str| text.parse::<Step>();
        assert_eq!(
            read("wait 1.5s"),
            Ok(Step::Wait(Duration::from_millis(1_500)))
        );
        assert_eq!(
            read("wait 500ms"),
            Ok(Step::Wait(Duration::from_millis(500)))
        );
        assert_eq!(read("wait key"), Ok(Step::WaitKey));
        assert_eq!(
            read("call_state ring_in precedence=1"),
            Ok(Step::CallState(CallStateCode::RING_IN, 1))
        );
        assert_eq!(
            read("call_state RemoteHold"),
            Ok(Step::CallState(CallStateCode::REMOTE_HOLD, 4))
        );
        assert_eq!(read("tone 0x2E"), Ok(Step::Tone(DeviceTone(0x2E))));
        assert_eq!(
            read("ring inside single"),
            Ok(Step::Ring(RingMode::INSIDE, RingDuration::SINGLE))
        );
        assert_eq!(
            read("lamp voicemail flash instance=0"),
            Ok(Step::Lamp(ButtonType::VOICEMAIL, LampMode::FLASH, Some(0)))
        );
        let info = CallInfoStep {
            calling_name: Some("Anna B.".to_owned()),
            security: Some(CallSecurityStatus::ENCRYPTED),
            ..CallInfoStep::default()
        };
        assert_eq!(
            read("call_info calling_name='Anna B.' security=encrypted"),
            Ok(Step::CallInfo(Box::new(info)))
        );
        assert_eq!(
            read("prompt {36}, {nobody}"),
            Ok(Step::Prompt("\u{80}\u{24}, {nobody}".to_owned()))
        );
        assert_eq!(
            read("message ClearNotify 01 02FF"),
            Ok(Step::Message(0x0115, vec![1, 2, 255]))
        );
    }

    #[test]
    fn a_step_that_makes_no_sense_is_refused_with_what_it_needs() {
        for (text, part) in [
            ("dance", "there are wait"),
            ("wait long", "a time like 2s"),
            ("call_state sleeping", "a state like"),
            ("call_state ring_in loudness=3", "precedence"),
            ("call_info colour=red", "calling="),
            ("ring inside twice", "single"),
            ("lamp line", "a button and a lamp"),
            ("speaker maybe", "on or off"),
            ("priority_notify 3 now Hello", "a priority, seconds"),
            ("message ClearNotify 012", "hexadecimal"),
            ("message NoSuchMessage 00", "hexadecimal"),
        ] {
            let error = text.parse::<Step>().expect_err(text).to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
