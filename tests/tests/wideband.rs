//! Two phones and the call server with the codecs that carry more than a telephone's band: a
//! tone that no narrow codec lets through is heard at the other end, both ways.

use std::path::Path;
use std::time::Duration;

use callmanager::{Config, Server, ServerConfig};
use tests::phone::Phone;
use tests::signal::{read_wav, seconds_of_tone};

/// Each phone says one; both are above the 4 kHz of a telephone.
const TONES_HZ: [u32; 2] = [5000, 6000];

/// How long they talk.
const TALK: Duration = Duration::from_secs(4);

/// Seconds of it that have to be heard: a quarter, so that a machine may be busy.
const HEARD_S: f64 = 1.0;

fn phone(server: &Server, codec: &str, place: usize, file: &Path) -> anyhow::Result<Phone> {
    let mut phone = Phone::start(&[
        "--server",
        &server.local_addr().to_string(),
        "--device",
        &format!("SEP00000000E00{place}"),
        "--codecs",
        codec,
        "--input",
        &format!("tone:{}", TONES_HZ[place]),
        "--output",
        &format!("file:{}", file.display()),
    ])?;
    phone.until_registered()?;
    Ok(phone)
}

fn talk(codec: &str, number: u32, name: &str) -> anyhow::Result<()> {
    let folder = std::env::temp_dir().join(format!("offhook-{codec}-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let files = ["a.wav", "b.wav"].map(|file| folder.join(file));
    let server = Server::start(ServerConfig {
        core: Config {
            codecs: vec![number],
            ..Config::default()
        },
        ..ServerConfig::default()
    })?;
    let mut a = phone(&server, codec, 0, &files[0])?;
    let mut b = phone(&server, codec, 1, &files[1])?;
    a.say("dial 1002")?;
    b.until_state("RingIn")?;
    b.say("answer")?;
    a.until_state("Connected")?;
    std::thread::sleep(TALK);
    for phone in [&mut a, &mut b] {
        phone.say("stats")?;
        let figures = phone.until("figures", |event| event["event"] == "stats")?["rtp"].take();
        assert_eq!(figures["codec"], name, "{figures}");
    }
    a.quit()?;
    b.quit()?;
    for (file, hz) in files.iter().zip([TONES_HZ[1], TONES_HZ[0]]) {
        let (sound, rate) = read_wav(file)?;
        let heard = seconds_of_tone(&sound, rate, f64::from(hz));
        assert!(heard >= HEARD_S, "{hz} Hz heard for {heard} s by {codec}");
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

#[test]
fn g722_carries_what_a_telephone_does_not() -> anyhow::Result<()> {
    talk("g722", 6, "G.722 64k")
}

#[test]
fn opus_carries_what_a_telephone_does_not() -> anyhow::Result<()> {
    talk("opus", 90, "Opus")
}

#[test]
fn linear_wideband_carries_what_a_telephone_does_not() -> anyhow::Result<()> {
    talk("wideband", 25, "L16 wideband 256k")
}
