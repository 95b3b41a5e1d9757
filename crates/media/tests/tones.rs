//! Every tone number: it sounds as the table says, or is silent for the reason there.
//!
//! The table is that of `docs/tones.md`; with `UPDATE_SNAPSHOTS` set it is written anew.

use std::fmt::Write as _;
use std::path::Path;

use media::tone::{Segment, why_silent};
use media::{Region, RingMode, RingPlayer, Tone, TonePlayer};

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/tones.md");

/// All values of `DeviceTone` (section 4.6 of the reference).
const TONES: [(u32, &str); 107] = [
    (0x00, "Silence"),
    (0x01, "Dtmf1"),
    (0x02, "Dtmf2"),
    (0x03, "Dtmf3"),
    (0x04, "Dtmf4"),
    (0x05, "Dtmf5"),
    (0x06, "Dtmf6"),
    (0x07, "Dtmf7"),
    (0x08, "Dtmf8"),
    (0x09, "Dtmf9"),
    (0x0A, "Dtmf0"),
    (0x0E, "DtmfStar"),
    (0x0F, "DtmfPound"),
    (0x10, "DtmfA"),
    (0x11, "DtmfB"),
    (0x12, "DtmfC"),
    (0x13, "DtmfD"),
    (0x21, "InsideDialTone"),
    (0x22, "OutsideDialTone"),
    (0x23, "LineBusyTone"),
    (0x24, "AlertingTone"),
    (0x25, "ReorderTone"),
    (0x26, "RecorderWarningTone"),
    (0x27, "RecorderDetectedTone"),
    (0x28, "RevertingTone"),
    (0x29, "ReceiverOffHookTone"),
    (0x2A, "MessageWaitingDialTone"),
    (0x2B, "NoSuchNumberTone"),
    (0x2C, "BusyVerificationTone"),
    (0x2D, "CallWaitingTone"),
    (0x2E, "ConfirmationTone"),
    (0x2F, "CampOnIndicationTone"),
    (0x30, "RecallDialTone"),
    (0x31, "ZipZip"),
    (0x32, "Zip"),
    (0x33, "BeepBonk"),
    (0x34, "MusicTone"),
    (0x35, "HoldTone"),
    (0x36, "TestTone"),
    (0x37, "DialToneMonitorWarning"),
    (0x38, "MonitorWarningTone"),
    (0x39, "SecureWarningTone"),
    (0x40, "AddCallWaiting"),
    (0x41, "PriorityCallWait"),
    (0x42, "RecallDial"),
    (0x43, "BargIn"),
    (0x44, "DistinctAlert"),
    (0x45, "PriorityAlert"),
    (0x46, "ReminderRing"),
    (0x47, "PrecedenceRingBack"),
    (0x48, "PreemptionTone"),
    (0x49, "NonSecureWarningTone"),
    (0x50, "MF1"),
    (0x51, "MF2"),
    (0x52, "MF3"),
    (0x53, "MF4"),
    (0x54, "MF5"),
    (0x55, "MF6"),
    (0x56, "MF7"),
    (0x57, "MF8"),
    (0x58, "MF9"),
    (0x59, "MF0"),
    (0x5A, "MFKP1"),
    (0x5B, "MFST"),
    (0x5C, "MFKP2"),
    (0x5D, "MFSTP"),
    (0x5E, "MFST3P"),
    (0x5F, "MILLIWATT"),
    (0x60, "MILLIWATTTEST"),
    (0x61, "HIGHTONE"),
    (0x62, "FLASHOVERRIDE"),
    (0x63, "FLASH"),
    (0x64, "PRIORITY"),
    (0x65, "IMMEDIATE"),
    (0x66, "PREAMPWARN"),
    (0x67, "2105HZ"),
    (0x68, "2600HZ"),
    (0x69, "440HZ"),
    (0x6A, "300HZ"),
    (0x6B, "Mobility_WP"),
    (0x6C, "Mobility_UAC"),
    (0x6D, "Mobility_WTDN"),
    (0x6E, "Mobility_MON"),
    (0x6F, "Mobility_MOFF"),
    (0x70, "Mobility_UKC"),
    (0x71, "Mobility_VMA"),
    (0x72, "Mobility_FAC"),
    (0x73, "Mobility_CMC"),
    (0x77, "MLPP_PALA"),
    (0x78, "MLPP_ICA"),
    (0x79, "MLPP_VCA"),
    (0x7A, "MLPP_BPA"),
    (0x7B, "MLPP_BNEA"),
    (0x7C, "MLPP_UPA"),
    (0x7D, "TUA"),
    (0x7E, "GONE"),
    (0x7F, "NoTone"),
    (0x80, "MeetMe_Greeting"),
    (0x81, "MeetMe_NumberInvalid"),
    (0x82, "MeetMe_NumberFailed"),
    (0x83, "MeetMe_EnterPIN"),
    (0x84, "MeetMe_InvalidPIN"),
    (0x85, "MeetMe_FailedPIN"),
    (0x86, "MeetMe_CFB_Failed"),
    (0x87, "MeetMe_EnterAccessCode"),
    (0x88, "MeetMe_AccessCodeInvalid"),
    (0x89, "MeetMe_AccessCodeFailed"),
];

fn frequencies(segment: &Segment) -> Vec<u32> {
    let sounding = segment.hz.iter().filter(|hz| **hz > 0.0);
    sounding.map(|hz| hz.round() as u32).collect()
}

/// A tone in words: `480+620 500, pause 500, again`.
fn written(tone: &Tone) -> String {
    let mut text = String::new();
    for segment in tone.segments {
        if !text.is_empty() {
            text.push_str(", ");
        }
        let hz = frequencies(segment);
        let sound = match hz.is_empty() {
            true => "pause".to_owned(),
            false => hz.iter().map(u32::to_string).collect::<Vec<_>>().join("+"),
        };
        match segment.ms {
            0 => write!(text, "{sound} on and on"),
            ms => write!(text, "{sound} {ms}"),
        }
        .expect("a string takes it");
    }
    if tone.repeat_from == Some(0) && tone.segments.iter().all(|segment| segment.ms > 0) {
        text.push_str(", again");
    }
    text
}

fn row(number: u32, name: &str) -> String {
    let sound = |region| Tone::of(number, region).map(|tone| written(&tone));
    let here = match sound(Region::NorthAmerica) {
        Some(text) => text,
        None => format!("silent: {}", why_silent(number).unwrap_or("?")),
    };
    let elsewhere = |region| match sound(region) {
        Some(text) if text != here => text,
        _ => String::new(),
    };
    let (europe, kingdom) = (elsewhere(Region::Europe), elsewhere(Region::UnitedKingdom));
    format!("| 0x{number:02X} | {name} | {here} | {europe} | {kingdom} |")
}

#[test]
fn the_table_of_the_documentation_is_true() {
    let rows: Vec<String> = TONES
        .iter()
        .map(|(number, name)| row(*number, name))
        .collect();
    let docs = std::fs::read_to_string(Path::new(DOCS)).expect("the documentation is there");
    let head = docs.lines().take_while(|line| !line.starts_with("| 0x"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        let text: Vec<&str> = head.chain(rows.iter().map(String::as_str)).collect();
        std::fs::write(DOCS, text.join("\n") + "\n").expect("it can be written");
        return;
    }
    let stands: Vec<&str> = docs
        .lines()
        .filter(|line| line.starts_with("| 0x"))
        .collect();
    assert_eq!(stands.len(), rows.len());
    for (stands, row) in stands.iter().zip(&rows) {
        assert_eq!(stands, row);
    }
}

#[test]
fn every_tone_sounds_everywhere_or_is_silent_for_a_reason() {
    for (number, name) in TONES {
        for region in Region::ALL {
            let sounds = Tone::of(number, region).is_some();
            assert_ne!(
                sounds,
                why_silent(number).is_some(),
                "{name} in {region:?}: it sounds, or there is a reason"
            );
        }
    }
    for number in [0x0b, 0x14, 0x3a, 0x4a, 0x74, 0x8a, 0x1000, u32::MAX] {
        assert_eq!(
            Tone::of(number, Region::Europe),
            None,
            "{number:#x} is none"
        );
    }
}

/// What is heard in steps of 10 ms, for so long: loud or not.
fn heard(tone: Tone, ms: usize) -> Vec<bool> {
    let mut player = TonePlayer::new(tone, 8000);
    let steps = 0..ms / 10;
    steps
        .map(|_| {
            let mut sum = [0; 80];
            player.mix(&mut sum);
            sum.iter().any(|sample| sample.abs() > 300)
        })
        .collect()
}

/// The cadence of a tone, ms on and off in turn.
fn cadence(number: u32, region: Region, ms: usize) -> Vec<usize> {
    let tone = Tone::of(number, region).expect("a tone");
    let heard = heard(tone, ms);
    let runs = heard.chunk_by(|one, other| one == other);
    // A fade reaches into the next step.
    runs.map(|run| (run.len() * 10 + 5) / 20 * 20).collect()
}

#[test]
fn the_cadences_are_heard_as_the_table_says() {
    use Region::{Europe, NorthAmerica, UnitedKingdom};
    for (number, region, ms, expected) in [
        // Busy, reorder, ring-back.
        (0x23, NorthAmerica, 2000, &[500, 500, 500, 500][..]),
        (0x25, NorthAmerica, 1000, &[250, 250, 250, 250]),
        (0x24, NorthAmerica, 12_000, &[2000, 4000, 2000, 4000]),
        (0x24, Europe, 10_000, &[1000, 4000, 1000, 4000]),
        (0x24, UnitedKingdom, 3000, &[400, 200, 400, 2000]),
        // Call waiting, recording and monitoring warnings come again and again.
        (0x2d, NorthAmerica, 20_000, &[300, 9700, 300, 9700]),
        (0x26, NorthAmerica, 31_000, &[500, 15_000, 500, 15_000]),
        (0x38, NorthAmerica, 30_000, &[300, 14_700, 300, 14_700]),
        // Stutter dial tone: short ones, then on and on.
        (
            0x2a,
            NorthAmerica,
            3000,
            &[100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 2000],
        ),
        // Precedence ring-back; the zips once.
        (0x47, NorthAmerica, 4000, &[1640, 360, 1640, 360]),
        (0x32, NorthAmerica, 1000, &[100, 900]),
        (0x31, NorthAmerica, 1000, &[100, 100, 100, 700]),
        // Pre-emption does not pause.
        (0x48, NorthAmerica, 1000, &[1000]),
    ] {
        let heard = cadence(number, region, ms);
        assert_eq!(
            heard.len(),
            expected.len(),
            "{number:#x} in {region:?}: {heard:?}"
        );
        for (heard, expected) in heard.iter().zip(expected) {
            assert!(
                heard.abs_diff(*expected) <= 30,
                "{number:#x} in {region:?}: {heard} ms, not {expected}"
            );
        }
    }
}

/// When strokes of a ring begin, ms: where it becomes loud again after it was softer.
fn strokes(mode: RingMode, once: bool, ms: usize) -> Vec<usize> {
    let mut player = RingPlayer::new(mode, once, 8000);
    let mut strokes = Vec::new();
    let mut before = 0;
    for at in (0..ms).step_by(10) {
        let mut sum = [0; 80];
        player.mix(&mut sum, 1.0);
        let energy: i64 = sum.iter().map(|sample| i64::from(sample.abs())).sum();
        if energy > before * 3 / 2 && energy > 40_000 {
            strokes.push(at);
        }
        before = energy;
    }
    strokes
}

#[test]
fn every_ring_has_a_cadence_of_its_own_and_comes_once_when_told_so() {
    for (mode, period, trills) in [
        // One long trill, two trills, three notes, and hardly a pause.
        (RingMode::Inside, 5000, 0..1500),
        (RingMode::Outside, 5000, 0..1400),
        (RingMode::Feature, 3000, 0..400),
        (RingMode::Precedence, 2000, 0..1400),
    ] {
        assert_eq!(mode.period_ms(), period, "{mode:?}");
        let period = period as usize;
        let once = strokes(mode, true, 3 * period);
        assert!(once.len() >= 3, "{mode:?}: {once:?}");
        assert!(
            once.iter().all(|at| trills.contains(at)),
            "{mode:?}: {once:?}"
        );
        let again = strokes(mode, false, 3 * period);
        assert_eq!(again.len(), 3 * once.len(), "{mode:?}: {again:?}");
    }
}
