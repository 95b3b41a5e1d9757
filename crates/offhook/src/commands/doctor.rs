//! `offhook doctor audio`: how long sound takes on the chosen devices, and where.

use std::io::{self, Write};

use media::Codec;
use serde_json::{Value, json};
use softphone::sound_check::{SoundCheck, SoundCheckConfig, Verdict, check_sound};
use softphone::voice::{Microphone, Speaker};

use crate::args::{AudioDoctorArguments, DoctorArguments, DoctorCommand};
use crate::config::ConfigFile;
use crate::exit::Outcome;
use crate::sound_options::sound_choice;

/// Milliseconds of sound in a packet: what nearly every server asks for.
const PTIME_MS: u32 = 20;

/// Measures what is asked for.
pub(crate) fn run(arguments: DoctorArguments, file: &ConfigFile) -> anyhow::Result<Outcome> {
    match arguments.what {
        DoctorCommand::Audio(arguments) => audio(arguments, file),
    }
}

fn audio(arguments: AudioDoctorArguments, file: &ConfigFile) -> anyhow::Result<Outcome> {
    let input = arguments.input.or_else(|| file.input.clone());
    let output = arguments.output.or_else(|| file.output.clone());
    let config = SoundCheckConfig {
        speaker: Speaker::Device(sound_choice("output", false, output)?.unwrap_or_default()),
        microphone: Microphone::Device(sound_choice("input", true, input)?.unwrap_or_default()),
        codec: Codec::Pcmu,
        ptime_ms: PTIME_MS,
        time: arguments.duration,
    };
    if !arguments.json {
        eprintln!("Playing chirps, and listening for them…");
    }
    let check = check_sound(config)?;
    let text = if arguments.json {
        format!("{}\n", as_json(&check))
    } else {
        as_words(&check)
    };
    // A reader that is gone has seen what it wanted.
    let _gone = io::stdout().write_all(text.as_bytes());
    Ok(match check.verdict() {
        Verdict::Heard => Outcome::Done,
        Verdict::Silent | Verdict::SomethingElse => Outcome::Failed,
    })
}

fn as_json(check: &SoundCheck) -> Value {
    let device = |figures: &sound::Figures| {
        json!({
            "device": figures.device,
            "wanted": figures.wanted,
            "period_ms": figures.period_ms,
            "underruns": figures.underruns,
            "delay_ms": rounded(milliseconds(figures.delay)),
            "resampling_ms": rounded(milliseconds(figures.resampling)),
        })
    };
    let parts = check.parts.iter();
    let parts: Vec<_> = parts
        .map(|part| json!({ "part": part.name, "ms": rounded(part.ms) }))
        .collect();
    let events: Vec<_> = check.events.iter().map(ToString::to_string).collect();
    json!({
        "heard": check.heard.is_some(),
        "round_trip_ms": check.heard.map(|heard| rounded(heard.round_trip_ms)),
        "gain": check.heard.map(|heard| rounded(f64::from(heard.gain))),
        "chirps": check.heard.map_or(0, |heard| heard.chirps),
        "parts": parts,
        "unexplained_ms": check.unexplained_ms().map(rounded),
        "speaker": device(&check.speaker),
        "microphone": device(&check.microphone),
        "peak_db": check.peak_db().map(rounded),
        "packets_sent": check.packets.0,
        "packets_received": check.packets.1,
        "events": events,
        "advice": advice(check),
    })
}

fn as_words(check: &SoundCheck) -> String {
    let mut text = String::new();
    for (side, figures, dry) in [
        ("Microphone", &check.microphone, "over"),
        ("Speaker", &check.speaker, "dry"),
    ] {
        let period = match figures.period_ms {
            0 => String::new(),
            ms => format!(", periods of {ms} ms asked for"),
        };
        let underruns = figures.underruns;
        let times = if underruns == 1 { "time" } else { "times" };
        let device = &figures.device;
        text += &format!("{side:<12}{device}{period}, ran {dry} {underruns} {times}\n");
    }
    let (sent, came) = check.packets;
    text += &format!("{:<12}{sent} sent, {came} received\n", "Packets");
    let events = check.events.iter();
    let troubles = events.filter(|event| event.notice().is_some_and(|notice| !notice.is_empty()));
    for trouble in troubles {
        text += &format!("{trouble}\n");
    }
    match check.heard {
        Some(heard) => {
            text += &format!(
                "{:<12}{:.1} ms ({} chirps agree, {:.2} times as loud)\n",
                "Round trip", heard.round_trip_ms, heard.chirps, heard.gain
            );
        }
        None => text += "Round trip  not measured. Of what is known without it:\n",
    }
    for part in &check.parts {
        text += &format!("{:>10.1} ms  {}\n", part.ms, part.what);
    }
    if let Some(ms) = check.unexplained_ms() {
        text += &format!("{ms:>10.1} ms  the rest: air or cable, and buffers nobody tells of\n");
    }
    if let Some(advice) = advice(check) {
        text += &format!("{advice}\n");
    }
    text
}

/// What the person can do.
fn advice(check: &SoundCheck) -> Option<String> {
    match check.verdict() {
        Verdict::Heard => None,
        Verdict::Silent => Some(
            "Nothing was heard: the microphone gives silence. Is it muted, or is another one meant? \
             `offhook devices` lists them."
                .to_owned(),
        ),
        Verdict::SomethingElse => {
            let peak = check.peak_db().unwrap_or_default();
            Some(format!(
                "The chirps were not heard, though the microphone gives sound (peak {peak:.0} dB of \
                 full scale). Turn the speaker up and bring the microphone near it, join both by a \
                 cable, or take the speaker's monitor as the microphone; echo cancellation of the \
                 system takes chirps out, too."
            ))
        }
    }
}

fn milliseconds(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// To two places.
fn rounded(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use media::ProbeHeard;
    use softphone::sound_check::DelayPart;
    use sound::{Direction, Figures, SoundEvent};

    use super::*;

    fn check(heard: bool, loudest: u16) -> SoundCheck {
        let part = |name, what, ms| DelayPart { name, what, ms };
        SoundCheck {
            heard: heard.then_some(ProbeHeard {
                round_trip_ms: 71.25,
                gain: 0.5,
                chirps: 5,
            }),
            parts: vec![
                part("input_device", "microphone device", 12.0),
                part("packet", "filling a packet", 20.0),
            ],
            speaker: Figures {
                device: "Headset".to_owned(),
                wanted: true,
                period_ms: 10,
                underruns: 1,
                ..Figures::default()
            },
            microphone: Figures::default(),
            loudest,
            packets: (400, 399),
            events: vec![SoundEvent::Missing {
                direction: Direction::Input,
                device: "Webcam".to_owned(),
            }],
        }
    }

    #[test]
    fn tells_where_each_millisecond_goes() {
        let text = as_words(&check(true, 5000));
        for line in [
            "Speaker     Headset, periods of 10 ms asked for, ran dry 1 time\n",
            "Packets     400 sent, 399 received\n",
            "Round trip  71.2 ms (5 chirps agree, 0.50 times as loud)\n",
            "      20.0 ms  filling a packet\n",
            "      39.2 ms  the rest",
            "Webcam",
        ] {
            assert!(text.contains(line), "{line} is missing in\n{text}");
        }
    }

    #[test]
    fn says_what_to_do_when_nothing_comes_back() {
        let silent = as_words(&check(false, 0));
        assert!(silent.contains("muted"), "{silent}");
        let loud = as_words(&check(false, 3277));
        assert!(loud.contains("peak -20 dB"), "{loud}");
        assert!(loud.contains("not measured"), "{loud}");
    }

    #[test]
    fn json_has_the_same_figures() {
        let value = as_json(&check(true, 5000));
        assert_eq!(value["round_trip_ms"], 71.25);
        assert_eq!(value["parts"][1]["part"], "packet");
        assert_eq!(value["parts"][1]["ms"], 20.0);
        assert_eq!(value["unexplained_ms"], 39.25);
        assert_eq!(value["speaker"]["underruns"], 1);
        assert_eq!(value["advice"], Value::Null);
        assert_eq!(as_json(&check(false, 0))["heard"], false);
    }
}
