//! The tones of North America, and those that are the same everywhere.

use super::{Segment, Tone};

const STUTTER_ON: Segment = Segment::two(350.0, 440.0, 100);
const STUTTER_OFF: Segment = Segment::silence(100);
const DIAL: Segment = Segment::two(350.0, 440.0, 0);
const BEEP_440: Segment = Segment::one(440.0, 100);
const SHORT_GAP: Segment = Segment::silence(100);
const ZIP: Segment = Segment::one(480.0, 100);
const WARNING: Segment = Segment::one(1400.0, 100);

const DIAL_TONE: Tone = Tone::ending_in_last(&[DIAL]);
const STUTTER_DIAL: Tone = Tone::ending_in_last(&[
    STUTTER_ON,
    STUTTER_OFF,
    STUTTER_ON,
    STUTTER_OFF,
    STUTTER_ON,
    STUTTER_OFF,
    STUTTER_ON,
    STUTTER_OFF,
    STUTTER_ON,
    STUTTER_OFF,
    DIAL,
]);
const RECALL_DIAL: Tone = Tone::ending_in_last(&[
    STUTTER_ON,
    STUTTER_OFF,
    STUTTER_ON,
    STUTTER_OFF,
    STUTTER_ON,
    STUTTER_OFF,
    DIAL,
]);
const BUSY: Tone = Tone::repeating(&[
    Segment::two(480.0, 620.0, 500).soft(),
    Segment::silence(500),
]);
const REORDER: Tone = Tone::repeating(&[
    Segment::two(480.0, 620.0, 250).soft(),
    Segment::silence(250),
]);
const RING_BACK: Tone = Tone::repeating(&[
    Segment::two(440.0, 480.0, 2000).soft(),
    Segment::silence(4000),
]);
const PRECEDENCE_RING_BACK: Tone = Tone::repeating(&[
    Segment::two(440.0, 480.0, 1640).soft(),
    Segment::silence(360),
]);
const RECORDING: Tone = Tone::repeating(&[Segment::one(1400.0, 500), Segment::silence(15_000)]);
const RECORDER_DETECTED: Tone =
    Tone::repeating(&[Segment::one(440.0, 500), Segment::silence(5000)]);
const CALL_WAITING: Tone = Tone::repeating(&[Segment::one(440.0, 300), Segment::silence(9700)]);
const PRIORITY_CALL_WAITING: Tone = Tone::repeating(&[
    BEEP_440,
    SHORT_GAP,
    BEEP_440,
    SHORT_GAP,
    BEEP_440,
    Segment::silence(9500),
]);
const BUSY_VERIFICATION: Tone =
    Tone::ending_in_last(&[Segment::one(440.0, 1500), Segment::silence(0)]);
const CONFIRMATION: Tone = Tone::once(&[
    STUTTER_ON,
    STUTTER_OFF,
    STUTTER_ON,
    STUTTER_OFF,
    Segment::two(350.0, 440.0, 300),
]);
const CAMP_ON: Tone = Tone::once(&[Segment::one(440.0, 1000)]);
const OFF_HOOK: Tone = Tone::repeating(&[
    Segment::sound([1400.0, 2060.0, 2450.0, 2600.0], -12.0, 100),
    Segment::silence(100),
]);
/// Special information tone (ITU-T E.180), the "no circuit, vacant code" form.
const NO_SUCH_NUMBER: Tone = Tone::repeating(&[
    Segment::one(950.0, 330),
    Segment::one(1400.0, 330),
    Segment::one(1800.0, 330),
    Segment::silence(1000),
]);
const BEEP_BONK: Tone = Tone::once(&[
    Segment::one(1000.0, 100),
    Segment::silence(50),
    Segment::one(500.0, 150),
]);
const HOLD: Tone = Tone::repeating(&[ZIP, SHORT_GAP, ZIP, Segment::silence(9700)]);
const MONITOR_WARNING: Tone =
    Tone::repeating(&[Segment::one(1400.0, 300), Segment::silence(14_700)]);
const SECURE_WARNING: Tone = Tone::once(&[WARNING, SHORT_GAP, WARNING, SHORT_GAP, WARNING]);
const NON_SECURE_WARNING: Tone = Tone::once(&[
    WARNING, SHORT_GAP, WARNING, SHORT_GAP, WARNING, SHORT_GAP, WARNING, SHORT_GAP, WARNING,
    SHORT_GAP, WARNING,
]);
const DISTINCT_ALERT: Tone = Tone::once(&[BEEP_440, SHORT_GAP, BEEP_440]);
const PRIORITY_ALERT: Tone = Tone::once(&[BEEP_440, SHORT_GAP, BEEP_440, SHORT_GAP, BEEP_440]);
const ZIP_ZIP: Tone = Tone::once(&[ZIP, SHORT_GAP, ZIP]);
const ONE_ZIP: Tone = Tone::once(&[ZIP]);
const TEST: Tone = Tone::ending_in_last(&[Segment::one(1004.0, 0)]);
const BARGE_IN: Tone = Tone::once(&[Segment::one(440.0, 300)]);
const REMINDER: Tone = Tone::once(&[Segment::two(440.0, 480.0, 500)]);
const PREEMPTION: Tone = Tone::ending_in_last(&[Segment::two(440.0, 620.0, 0).soft()]);
const HIGH_TONE: Tone = Tone::ending_in_last(&[Segment::one(480.0, 0)]);
const HZ_2105: Tone = Tone::ending_in_last(&[Segment::one(2105.0, 0)]);
const HZ_2600: Tone = Tone::ending_in_last(&[Segment::one(2600.0, 0)]);
const HZ_440: Tone = Tone::ending_in_last(&[Segment::one(440.0, 0)]);
const HZ_300: Tone = Tone::ending_in_last(&[Segment::one(300.0, 0)]);

/// 1 mW: 0 dBm0, the level all others are measured by.
const MILLIWATT: Tone = Tone::ending_in_last(&[Segment::sound([1004.0, 0.0, 0.0, 0.0], 0.0, 0)]);

/// The tone of a number; `None` for what has no tone or a digit's.
pub(super) fn tone(number: u32) -> Option<Tone> {
    let tone = match number {
        0x21 | 0x22 => DIAL_TONE,
        0x23 => BUSY,
        0x24 => RING_BACK,
        0x25 => REORDER,
        0x26 => RECORDING,
        0x27 => RECORDER_DETECTED,
        // A held call comes back: told like a call that waits.
        0x28 | 0x2d | 0x40 => CALL_WAITING,
        0x29 => OFF_HOOK,
        0x2a => STUTTER_DIAL,
        0x2b => NO_SUCH_NUMBER,
        0x2c => BUSY_VERIFICATION,
        0x2e => CONFIRMATION,
        0x2f => CAMP_ON,
        0x30 | 0x42 => RECALL_DIAL,
        0x31 => ZIP_ZIP,
        0x32 => ONE_ZIP,
        0x33 => BEEP_BONK,
        0x35 => HOLD,
        0x36 => TEST,
        0x37 | 0x38 => MONITOR_WARNING,
        0x39 => SECURE_WARNING,
        0x41 => PRIORITY_CALL_WAITING,
        0x43 => BARGE_IN,
        0x44 => DISTINCT_ALERT,
        0x45 => PRIORITY_ALERT,
        0x46 => REMINDER,
        0x47 => PRECEDENCE_RING_BACK,
        // The warning before it, and the thing itself.
        0x48 | 0x66 => PREEMPTION,
        0x49 => NON_SECURE_WARNING,
        0x5f | 0x60 => MILLIWATT,
        0x61 => HIGH_TONE,
        0x67 => HZ_2105,
        0x68 => HZ_2600,
        0x69 => HZ_440,
        0x6a => HZ_300,
        _ => return None,
    };
    Some(tone)
}
