//! One call through real (virtual) sound devices: what is spoken into one phone's
//! microphone comes out of the other's speaker.

use std::path::Path;

use callmanager::{Server, ServerConfig};
use media::probe::{ProbeListener, ProbeSource};
use tests::phone::Phone;
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
