//! A call in which one phone's microphone hears its own speaker, through a real sound server:
//! with echo cancellation the far end does not hear itself.

use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use callmanager::{Server, ServerConfig};
use enhance::scene::{amplified, level_dbov};
use tests::phone::Phone;
use tests::sound_server::SoundServer;

/// Sampling rate of the speech and of what comes back, Hz.
const RATE: usize = 8000;

/// How long the far end speaks, s: the last ones count.
const TALK_S: u64 = 12;
const COUNTED_S: usize = 8;

/// Echo that has to be gone, dB. Some 30 are; but each stutter of the sound server on a busy
/// machine shifts the two sides, and the canceller begins anew.
const LEAST_DB: f64 = 12.0;

/// Talks with echo cancellation at most: a machine that stands still for moments gives an echo
/// another delay each time, which no canceller follows.
const MOST_TALKS: usize = 3;

#[test]
fn the_far_end_does_not_hear_itself_from_a_speaker_that_leaks() -> anyhow::Result<()> {
    let Some(sound) = SoundServer::start("leaking-speaker", &["alice"])? else {
        return Ok(());
    };
    let leak = sound
        .command("pactl")
        .args([
            "load-module",
            "module-loopback",
            "source=alice_speaker.monitor",
        ])
        .args(["sink=alice_mic", "latency_msec=40"])
        .status()?;
    anyhow::ensure!(leak.success(), "the loopback cannot be loaded: {leak}");
    let runtime = tokio::runtime::Runtime::new()?;
    let _inside = runtime.enter();
    let server = Server::start(ServerConfig::default())?;
    let address = server.local_addr().to_string();
    let speech = sound.folder().join("speech.wav");
    write_speech(&speech)?;

    let come_back = |modes: &str| -> anyhow::Result<f64> {
        let heard = sound.folder().join(format!("heard-{modes}.wav"));
        let (speech, heard_by) = (speech.display().to_string(), heard.display().to_string());
        let mut bob = Phone::start(&[
            "--server",
            &address,
            "--device",
            "SEP000000000B0B",
            "--input",
            &format!("loop:{speech}"),
            "--output",
            &format!("file:{heard_by}"),
        ])?;
        bob.until_registered()?;
        let mut alice = Phone::start_in(
            &[
                "--server",
                &address,
                "--device",
                "SEP000000000A11",
                "--input",
                "default",
                "--output",
                "default",
                "--echo-cancel",
                modes,
            ],
            &sound.environment("alice"),
        )?;
        alice.until_registered()?;
        bob.say("dial 1002")?;
        alice.until_state("RingIn")?;
        alice.say("answer")?;
        bob.until_state("Connected")?;
        std::thread::sleep(Duration::from_secs(TALK_S));
        for phone in [bob, alice] {
            let (status, events) = phone.quit()?;
            anyhow::ensure!(status.success(), "{events:?}");
        }
        level_at_the_end(&heard)
    };
    let without = come_back("off")?;
    let mut with = come_back("all")?;
    for _ in 1..MOST_TALKS {
        if without - with <= LEAST_DB {
            with = with.min(come_back("all")?);
        }
    }
    server.stop();
    println!("{without:.1} dBov come back without echo cancellation, {with:.1} with");
    assert!(
        without > -45.0,
        "the speaker does not leak: {without:.1} dBov"
    );
    assert!(
        without - with > LEAST_DB,
        "{without:.1} dBov without echo cancellation, {with:.1} with"
    );
    Ok(())
}

/// The level of what came back in the last seconds of the talk, dBov: in the middle one of its half
/// seconds, so that a stutter of the sound server does not count.
fn level_at_the_end(path: &Path) -> anyhow::Result<f64> {
    let mut wav = hound::WavReader::open(path)?;
    let heard: Vec<i16> = wav.samples::<i16>().collect::<Result<_, _>>()?;
    // The last second is that of hanging up.
    let end = heard.len().saturating_sub(RATE);
    let counted = &heard[end.saturating_sub(COUNTED_S * RATE)..end];
    let mut levels: Vec<f64> = counted.chunks_exact(RATE / 2).map(level_dbov).collect();
    levels.sort_by(f64::total_cmp);
    let middle = levels.get(levels.len() / 2);
    middle.copied().context("nothing was recorded")
}

/// Writes what the far end says over and over: announcements of the house.
fn write_speech(path: &Path) -> anyhow::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/announcements");
    let mut speech = Vec::new();
    for name in ["enter_digits", "4", "you_pressed", "7", "star", "9"] {
        let mut wav = hound::WavReader::open(folder.join(name).with_extension("wav"))?;
        speech.extend(wav.samples::<i16>().collect::<Result<Vec<_>, _>>()?);
        speech.extend([0; RATE / 10]);
    }
    let speech = amplified(&speech, -26.0 - level_dbov(&speech));
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: RATE as u32,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(path, spec)?;
    for sample in speech {
        writer.write_sample(sample)?;
    }
    Ok(writer.finalize()?)
}
