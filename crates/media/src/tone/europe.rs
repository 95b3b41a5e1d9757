//! The tones of Europe where they differ: 425 Hz throughout.

use super::{Segment, Tone};

const HZ: f32 = 425.0;
const DIAL: Segment = Segment::one(HZ, 0);

const SPECIAL_DIAL: Tone = Tone::repeating(&[Segment::one(HZ, 500), Segment::silence(50)]);
const BUSY: Tone = Tone::repeating(&[Segment::one(HZ, 500).soft(), Segment::silence(500)]);
const CONGESTION: Tone = Tone::repeating(&[Segment::one(HZ, 250).soft(), Segment::silence(250)]);
const RING_BACK: Tone = Tone::repeating(&[Segment::one(HZ, 1000).soft(), Segment::silence(4000)]);
const CALL_WAITING: Tone = Tone::repeating(&[
    Segment::one(HZ, 200),
    Segment::silence(200),
    Segment::one(HZ, 200),
    Segment::silence(9000),
]);
const CONFIRMATION: Tone = Tone::once(&[
    Segment::one(HZ, 100),
    Segment::silence(100),
    Segment::one(HZ, 100),
    Segment::silence(100),
    Segment::one(HZ, 300),
]);
const RECORDING: Tone = Tone::repeating(&[Segment::one(1400.0, 400), Segment::silence(15_000)]);

const CAMP_ON: Tone = Tone::once(&[Segment::one(HZ, 1000)]);
const DIAL_TONE: Tone = Tone::ending_in_last(&[DIAL]);

/// The tone of a number; `None` where Europe has none of its own.
pub(super) fn tone(number: u32) -> Option<Tone> {
    let tone = match number {
        0x21 | 0x22 => DIAL_TONE,
        0x23 => BUSY,
        0x24 => RING_BACK,
        0x25 => CONGESTION,
        0x26 => RECORDING,
        0x28 | 0x2d | 0x40 => CALL_WAITING,
        0x2a | 0x30 | 0x42 => SPECIAL_DIAL,
        0x2e => CONFIRMATION,
        0x2f => CAMP_ON,
        _ => return None,
    };
    Some(tone)
}
