//! Three phones in a conference of the call server, each with a tone of its own: what
//! each of them hears is written to a file and listened to.

use std::path::PathBuf;
use std::time::Duration;

use callmanager::{Server, ServerConfig};
use serde_json::Value;
use tests::phone::Phone;
use tests::signal::{read_wav, share_at};

/// None is part of a call progress tone, which a phone hears before it is connected.
const TONES_HZ: [f64; 3] = [700.0, 930.0, 1170.0];

/// A phone that sends a tone and writes what it hears.
fn phone(server: &Server, place: usize) -> anyhow::Result<(Phone, PathBuf)> {
    let heard = std::env::temp_dir().join(format!(
        "offhook-conference-{place}-{}.wav",
        std::process::id()
    ));
    let mut phone = Phone::start(&[
        "--server",
        &server.local_addr().to_string(),
        "--device",
        &format!("SEP00000000C00{place}"),
        "--input",
        &format!("tone:{}", TONES_HZ[place]),
        "--output",
        &format!("file:{}", heard.display()),
    ])?;
    phone.until_registered()?;
    Ok((phone, heard))
}

fn is_in_conference(screen: &Value) -> bool {
    let call = &screen["calls"][0];
    call["remote_name"] == "Conference" && call["receiving"] == true && call["transmitting"] == true
}

/// Real time passes: the sound files are written at its pace.
fn listen(seconds: u64) {
    std::thread::sleep(Duration::from_secs(seconds));
}

/// Blocks of 50 ms in a second.
const BLOCKS: f64 = 20.0;

/// Seconds in which exactly those tones are heard, each with its fair part.
fn seconds_of(samples: &[i16], rate: u32, tones: &[usize]) -> f64 {
    let fair = 0.6 / tones.len() as f64;
    let blocks = samples.chunks_exact(rate as usize / 20).filter(|block| {
        block.iter().any(|sample| sample.unsigned_abs() > 300)
            && TONES_HZ.iter().enumerate().all(|(place, hz)| {
                let share = share_at(block, rate, *hz);
                if tones.contains(&place) {
                    share > fair
                } else {
                    share < 0.02
                }
            })
    });
    blocks.count() as f64 / BLOCKS
}

#[test]
fn each_of_three_phones_hears_the_two_others_and_no_music_when_one_holds() -> anyhow::Result<()> {
    let server = Server::start(ServerConfig::default())?;
    let [(mut a, heard_a), (mut b, heard_b), (mut c, heard_c)] =
        [phone(&server, 0)?, phone(&server, 1)?, phone(&server, 2)?];
    a.say("dial 1002")?;
    b.until_state("RingIn")?;
    b.say("answer")?;
    b.until_state("Connected")?;
    b.say("softkey Confrn")?;
    b.until_state("OffHook")?;
    b.say("dial 1003")?;
    c.until_state("RingIn")?;
    c.say("answer")?;
    b.until_screen("both calls", |screen| {
        screen["calls"][1]["state"] == "Connected" && screen["calls"][1]["receiving"] == true
    })?;
    b.say("softkey Confrn")?;
    for phone in [&mut a, &mut b, &mut c] {
        phone.until_screen("the conference", is_in_conference)?;
    }
    listen(4);
    a.say("softkey Hold")?;
    a.until_state("Hold")?;
    listen(3);
    for phone in [a, b, c] {
        let (status, _) = phone.quit()?;
        assert!(status.success());
    }
    server.stop();

    let files = [heard_a, heard_b, heard_c];
    let mut sounds = Vec::new();
    for file in &files {
        sounds.push(read_wav(file)?);
        std::fs::remove_file(file)?;
    }
    for (place, (samples, rate)) in sounds.iter().enumerate() {
        let others: Vec<usize> = (0..3).filter(|other| *other != place).collect();
        let together = seconds_of(samples, *rate, &others);
        assert!(together > 2.5, "{place} hears both others for {together} s");
        // A phone that heard itself would do so for all of the conference. A lone block
        // where a tone starts or is concealed has a little of every frequency.
        let own = samples
            .chunks_exact(*rate as usize / 20)
            .filter(|block| share_at(block, *rate, TONES_HZ[place]) > 0.1)
            .count();
        let own = own as f64 / BLOCKS;
        assert!(own < 0.25, "{place} hears itself for {own} s");
    }
    // Of the two that talk on, each hears the other alone, and for all of the time.
    for (place, other) in [(1, 2), (2, 1)] {
        let (samples, rate) = &sounds[place];
        let alone = seconds_of(samples, *rate, &[other]);
        assert!(alone > 2.0, "{place} hears {other} alone for {alone} s");
    }
    Ok(())
}
