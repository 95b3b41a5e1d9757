//! Digits as sound: DTMF (ITU-T Q.23) and the multi-frequency code of trunks (Signalling System R1, ITU-T Q.320).

use super::{Segment, Tone};

/// Level of each of the two frequencies, dBm0.
const LEVEL: f32 = -13.0;

/// A digit that lasts until it is stopped.
const fn pair(low: f32, high: f32) -> Segment {
    Segment::sound([low, high, 0.0, 0.0], LEVEL, 0)
}

/// A tone that is this one segment for ever.
macro_rules! steady {
    ($low:literal, $high:literal) => {
        Tone::ending_in_last(&const { [pair($low, $high)] })
    };
}

/// Length of a digit that nobody stops, and of the silence after it, ms: twice and more what
/// ITU-T Q.24 asks of a receiver.
const BURST_MS: u32 = 100;
const BURST_GAP_MS: u32 = 60;

/// A digit's tone once, with silence after it.
macro_rules! burst {
    ($low:literal, $high:literal) => {
        Tone::once(
            &const {
                [
                    Segment::sound([$low, $high, 0.0, 0.0], LEVEL, BURST_MS),
                    Segment::silence(BURST_GAP_MS),
                ]
            },
        )
    };
}

/// One of the sixteen digits (ITU-T Q.23), in the form of `$tone`.
macro_rules! digit {
    ($digit:expr, $tone:ident) => {
        match $digit.to_ascii_uppercase() {
            '1' => $tone!(697.0, 1209.0),
            '2' => $tone!(697.0, 1336.0),
            '3' => $tone!(697.0, 1477.0),
            'A' => $tone!(697.0, 1633.0),
            '4' => $tone!(770.0, 1209.0),
            '5' => $tone!(770.0, 1336.0),
            '6' => $tone!(770.0, 1477.0),
            'B' => $tone!(770.0, 1633.0),
            '7' => $tone!(852.0, 1209.0),
            '8' => $tone!(852.0, 1336.0),
            '9' => $tone!(852.0, 1477.0),
            'C' => $tone!(852.0, 1633.0),
            '*' => $tone!(941.0, 1209.0),
            '0' => $tone!(941.0, 1336.0),
            '#' => $tone!(941.0, 1477.0),
            'D' => $tone!(941.0, 1633.0),
            _ => return None,
        }
    };
}

/// The sound of a digit: `0` to `9`, `*`, `#`, `A` to `D`; lasts until stopped.
pub fn dtmf(digit: char) -> Option<Tone> {
    Some(digit!(digit, steady))
}

/// The sound of a digit, once: long enough to be recognised, and silence to tell it from the
/// next one.
pub fn dtmf_burst(digit: char) -> Option<Tone> {
    Some(digit!(digit, burst))
}

/// The digit tones among the `DeviceTone` numbers.
pub(super) fn tone(number: u32) -> Option<Tone> {
    let digit = match number {
        1..=9 => char::from_digit(number, 10)?,
        0x0a => '0',
        0x0e => '*',
        0x0f => '#',
        0x10 => 'A',
        0x11 => 'B',
        0x12 => 'C',
        0x13 => 'D',
        _ => return trunk(number),
    };
    dtmf(digit)
}

/// MF1 to MFST3P.
fn trunk(number: u32) -> Option<Tone> {
    let tone = match number {
        0x50 => steady!(700.0, 900.0),
        0x51 => steady!(700.0, 1100.0),
        0x52 => steady!(900.0, 1100.0),
        0x53 => steady!(700.0, 1300.0),
        0x54 => steady!(900.0, 1300.0),
        0x55 => steady!(1100.0, 1300.0),
        0x56 => steady!(700.0, 1500.0),
        0x57 => steady!(900.0, 1500.0),
        0x58 => steady!(1100.0, 1500.0),
        0x59 => steady!(1300.0, 1500.0),
        0x5a => steady!(1100.0, 1700.0),
        0x5b => steady!(1500.0, 1700.0),
        0x5c => steady!(1300.0, 1700.0),
        0x5d => steady!(900.0, 1700.0),
        0x5e => steady!(700.0, 1700.0),
        _ => return None,
    };
    Some(tone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_sixteen_digits_differ() {
        let tones: Vec<Tone> = "0123456789*#ABCD".chars().filter_map(dtmf).collect();
        assert_eq!(tones.len(), 16);
        for (n, tone) in tones.iter().enumerate() {
            assert!(!tones[n + 1..].contains(tone));
        }
    }

    #[test]
    fn a_burst_ends_by_itself_and_sounds_like_its_digit() {
        for digit in "0123456789*#abcd".chars() {
            let (burst, steady) = (dtmf_burst(digit), dtmf(digit));
            assert_eq!(
                burst.map(|tone| tone.segments[0].hz),
                steady.map(|tone| tone.segments[0].hz)
            );
            assert_eq!(burst.and_then(|tone| tone.length_ms()), Some(160));
        }
        assert_eq!(dtmf_burst('x'), None);
    }

    #[test]
    fn tone_ten_is_the_digit_nought() {
        assert_eq!(tone(0x0a), dtmf('0'));
        assert_eq!(tone(0x0e), dtmf('*'));
    }
}
