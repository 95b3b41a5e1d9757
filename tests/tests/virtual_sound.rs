//! One call through real (virtual) sound devices: what is spoken into one phone's
//! microphone comes out of the other's speaker.

use std::path::Path;

use callmanager::{Server, ServerConfig};
use media::probe::{ProbeListener, ProbeSource};
use tests::phone::{Phone, binary};
use tests::sound_server::{RATE, SoundServer};

/// Writes so many seconds of the probe signal as a recording.
fn write_probe(path: &Path, seconds: u32) -> anyhow::Result<()> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut samples = vec![0; (RATE * seconds) as usize];
    ProbeSource::new(RATE).fill(&mut samples);
    let mut writer = hound::WavWriter::create(path, spec)?;
    for sample in samples {
        writer.write_sample(sample)?;
    }
    Ok(writer.finalize()?)
}

#[test]
fn a_recording_spoken_into_one_microphone_is_heard_from_the_other_speaker() -> anyhow::Result<()> {
    let Some(sound) = SoundServer::start("virtual-sound", &["alice", "bob"])? else {
        return Ok(());
    };
    let runtime = tokio::runtime::Runtime::new()?;
    let _inside = runtime.enter();
    let server = Server::start(ServerConfig::default())?;
    let address = server.local_addr().to_string();
    let phone = |name: &str, device: &str| {
        Phone::start_in(
            &[
                "--server", &address, "--device", device, "--input", "default", "--output",
                "default",
            ],
            &sound.environment(name),
        )
    };
    let mut alice = phone("alice", "SEP000000000A11")?;
    alice.until_registered()?;
    let mut bob = phone("bob", "SEP000000000B0B")?;
    bob.until_registered()?;

    alice.say("dial 1002")?;
    bob.until_state("RingIn")?;
    bob.say("answer")?;
    alice.until_state("Connected")?;
    bob.until_state("Connected")?;
    let spoken = sound.folder().join("probe.wav");
    write_probe(&spoken, 6)?;
    for (speaker, listener) in [("alice", "bob"), ("bob", "alice")] {
        let recording = sound.record(&format!("{listener}_speaker"))?;
        sound.speak(speaker, &spoken)?;
        let mut ear = ProbeListener::new(RATE, 0);
        ear.take(&recording.finish()?);
        // It has recognised several chirps that agree. On a busy machine not all do: the
        // sound server has no more right to the processor than anything else here.
        assert!(ear.heard().is_some(), "{listener} does not hear {speaker}");
    }

    alice.say("hangup")?;
    bob.until_state("OnHook")?;
    for phone in [alice, bob] {
        let (status, events) = phone.quit()?;
        assert!(status.success(), "{events:?}");
    }
    server.stop();
    Ok(())
}

#[test]
fn the_doctor_hears_the_speaker_in_its_monitor_and_tells_where_the_milliseconds_go()
-> anyhow::Result<()> {
    let Some(sound) = SoundServer::start("doctor-sound", &["alice"])? else {
        return Ok(());
    };
    let examine = |microphone: &str| -> anyhow::Result<(bool, serde_json::Value)> {
        let output = sound
            .command(binary().to_str().expect("a plain path"))
            .args(["doctor", "audio", "--json", "--for", "4s"])
            .args(["--output", "alice_speaker", "--input", microphone])
            .output()?;
        Ok((
            output.status.success(),
            serde_json::from_slice(&output.stdout)?,
        ))
    };
    // A busy machine may take a chirp apart, and none of the others; some do come through.
    let mut seen = serde_json::Value::Null;
    let heard = (0..4).any(|_| match examine("alice_speaker.monitor") {
        Ok((heard, report)) => {
            seen = report;
            heard
        }
        Err(_) => false,
    });
    assert!(heard, "{seen}");
    assert!(
        seen["round_trip_ms"].as_f64().is_some_and(|ms| ms > 20.0),
        "{seen}"
    );
    assert!(
        seen["parts"]
            .as_array()
            .is_some_and(|parts| parts.len() == 7),
        "{seen}"
    );
    for side in ["speaker", "microphone"] {
        assert_eq!(seen[side]["wanted"], true, "{seen}");
        assert!(
            seen[side]["period_ms"].as_u64().is_some_and(|ms| ms > 0),
            "{seen}"
        );
    }

    let (heard, report) = examine("alice_mic.monitor")?;
    assert!(!heard, "nobody speaks there: {report}");
    assert!(
        report["advice"]
            .as_str()
            .is_some_and(|advice| advice.contains("muted")),
        "{report}"
    );
    Ok(())
}
