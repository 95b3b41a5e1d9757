//! The tones of the United Kingdom where they differ (BT SIN 350): 400 Hz and its neighbours.

use super::{Segment, Tone};

const DIAL: Segment = Segment::two(350.0, 440.0, 0);

const DIAL_TONE: Tone = Tone::ending_in_last(&[DIAL]);
/// Features are on, or messages wait.
const SPECIAL_DIAL: Tone =
    Tone::repeating(&[Segment::two(350.0, 440.0, 750), Segment::one(440.0, 750)]);
const BUSY: Tone = Tone::repeating(&[Segment::one(400.0, 375).soft(), Segment::silence(375)]);
const CONGESTION: Tone = Tone::repeating(&[
    Segment::one(400.0, 400).soft(),
    Segment::silence(350),
    Segment::one(400.0, 225).soft(),
    Segment::silence(525),
]);
const RING_BACK: Tone = Tone::repeating(&[
    Segment::two(400.0, 450.0, 400).soft(),
    Segment::silence(200),
    Segment::two(400.0, 450.0, 400).soft(),
    Segment::silence(2000),
]);
const NUMBER_UNOBTAINABLE: Tone = Tone::ending_in_last(&[Segment::one(400.0, 0).soft()]);
const CALL_WAITING: Tone = Tone::repeating(&[Segment::one(400.0, 100), Segment::silence(3000)]);
const CONFIRMATION: Tone = Tone::once(&[Segment::one(1400.0, 1000)]);
const RECORDING: Tone = Tone::repeating(&[Segment::one(1400.0, 400), Segment::silence(15_000)]);

/// The tone of a number; `None` where the country has none of its own.
pub(super) fn tone(number: u32) -> Option<Tone> {
    let tone = match number {
        0x21 | 0x22 => DIAL_TONE,
        0x23 => BUSY,
        0x24 => RING_BACK,
        0x25 => CONGESTION,
        0x26 => RECORDING,
        0x28 | 0x2d | 0x40 => CALL_WAITING,
        0x2a | 0x30 | 0x42 => SPECIAL_DIAL,
        0x2b => NUMBER_UNOBTAINABLE,
        0x2e => CONFIRMATION,
        _ => return None,
    };
    Some(tone)
}
