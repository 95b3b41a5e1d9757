//! What is tested, and the runner.

use std::time::{Duration, Instant};

use crate::phone::{self, Phone};
use crate::server::{self, SoundServer};
use crate::signal;

/// What a test is called, and the test.
type Test = (&'static str, fn() -> Outcome);

/// Pieces listened to before a torn tone is believed to stay torn.
const LISTENINGS: usize = 5;

/// Clicks that make a delay believed.
const CLICKS: usize = 8;

type Outcome = Result<(), Box<dyn std::error::Error>>;

const TESTS: &[Test] = &[
    (
        "plays_a_tone_that_is_recognised_in_what_the_speaker_plays",
        plays,
    ),
    ("records_a_tone_that_enters_the_microphone", records),
    (
        "measures_the_level_of_a_tone_that_enters_the_microphone",
        measures,
    ),
    (
        "records_without_spinning_what_comes_in_odd_pieces",
        odd_pieces,
    ),
    ("lists_the_default_device_and_its_rates", lists),
    ("goes_on_when_the_device_is_unplugged", unplugged),
    (
        "goes_on_when_the_sound_server_dies_and_returns_with_it",
        killed,
    ),
    ("goes_on_when_the_sound_server_hangs", hangs),
    ("takes_a_named_device_as_soon_as_it_is_connected", named),
    (
        "leaves_a_device_that_is_unplugged_and_takes_it_back_promptly",
        leaves_promptly,
    ),
    (
        "records_from_a_microphone_of_the_server_by_its_name",
        named_microphone,
    ),
    (
        "returns_to_a_named_device_when_the_sound_server_is_back",
        named_killed,
    ),
    ("follows_the_default_device_to_another_one", default_changes),
    (
        "starts_without_a_sound_server_and_uses_it_when_it_comes",
        late,
    ),
    ("measures_the_delay_of_playing_and_recording", delay),
];

pub(crate) fn main() {
    if let Some(role) = std::env::var_os(phone::ROLE) {
        return phone::run(&role.to_string_lossy());
    }
    if std::env::args().any(|word| word == "--list") {
        TESTS.iter().for_each(|(name, _)| println!("{name}: test"));
        return;
    }
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    if let Err(missing) = server::available() {
        eprintln!("\n*** SKIPPED: the sound devices were not tried, since {missing} is missing.");
        eprintln!(
            "*** Install pulseaudio, pulseaudio-utils and libasound2-plugins to run these tests.\n"
        );
        std::process::exit(i32::from(std::env::var_os("CI").is_some()));
    }
    let mut failed = 0;
    for (name, test) in TESTS {
        if !words.is_empty() && !words.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        match test() {
            Ok(()) => println!("test {name} ... ok"),
            Err(error) => {
                failed += 1;
                println!("test {name} ... FAILED: {error}");
            }
        }
    }
    std::process::exit(i32::from(failed > 0));
}

/// An error unless the condition holds.
fn check(holds: bool, words: impl Into<String>) -> Outcome {
    if holds {
        Ok(())
    } else {
        Err(words.into().into())
    }
}

/// Listens until the phone's tone is as pure as this, nearly without gaps.
///
/// A busy machine tears holes; since the phone takes a larger buffer then, a later piece is whole.
fn hear_tone(server: &SoundServer, source: &str, seconds: u64, least: f64) -> Outcome {
    let mut story = Vec::new();
    for _ in 0..LISTENINGS {
        let heard = server.listen(source, Duration::from_secs(seconds))?;
        let purity = signal::purity(&heard, phone::PLAYED_HZ);
        let gaps = signal::gaps_ms(&heard);
        println!("  tone {:.1} % pure, gaps {gaps:?} ms", purity * 100.0);
        if purity > least && gaps.iter().sum::<u32>() < 300 {
            return Ok(());
        }
        story.push(format!("{purity:.2} of it, gaps of {gaps:?} ms"));
    }
    Err(format!("{} Hz in {source}: {story:#?}", phone::PLAYED_HZ).into())
}

fn plays() -> Outcome {
    let server = SoundServer::start()?;
    let mut phone = Phone::start(&server, "play")?;
    phone.expect_wanted()?;
    hear_tone(&server, "phone_out.monitor", 3, 0.95)?;
    println!("  {}", phone.ask("figures")?);
    phone.quit()
}

fn records() -> Outcome {
    let server = SoundServer::start()?;
    let _speaking = server.speak("phone_mic", phone::SPOKEN_HZ)?;
    let mut phone = Phone::start(&server, "record")?;
    phone.expect_wanted()?;
    let purity = phone.ask_until("purity", |answer| {
        answer.parse().is_ok_and(|purity: f64| purity > 0.95)
    })?;
    println!("  tone {purity} pure, {}", phone.ask("figures")?);
    phone.quit()
}

fn measures() -> Outcome {
    let server = SoundServer::start()?;
    let _speaking = server.speak("phone_mic", phone::SPOKEN_HZ)?;
    let mut phone = Phone::start(&server, "record")?;
    phone.expect_wanted()?;
    // A sine with a peak of 12000, dBov.
    let spoken = 20.0 * (12_000.0_f64 / 32_768.0).log10() - 3.01;
    phone.ask_until("level", |answer| {
        answer
            .parse()
            .is_ok_and(|level: f64| (level - spoken).abs() < 1.0)
    })?;
    phone.quit()
}

/// A device with a name for people, in place of the parts that are read.
const JABRA: &str = "Jabra Evolve 30";

/// How soon a device that is gone must be left, and one that is back be taken. Told by the
/// virtual clock's tests as well; here with what a sound server and a busy machine take.
const PROMPTLY: Duration = Duration::from_millis(500);

fn odd_pieces() -> Outcome {
    let server = SoundServer::start()?;
    let _speaking = server.speak_in_pieces("phone_mic", phone::SPOKEN_HZ, 7)?;
    let mut phone = Phone::start(&server, "record")?;
    phone.expect_wanted()?;
    let time = Duration::from_secs(3);
    let before = phone.processor_time()?;
    let heard = server.listen("phone_mic.monitor", time)?;
    let used = phone.processor_time()? - before;
    println!("  {used:?} of the processor in {time:?}");
    check(!heard.is_empty(), "nothing heard")?;
    // Recording takes a fiftieth of a core, polling again and again a sixth at the least.
    check(used < time / 10, format!("{used:?} of the processor"))?;
    phone.quit()
}

fn lists() -> Outcome {
    let server = SoundServer::start()?;
    let mut phone = Phone::start(&server, "list")?;
    server.connect(JABRA, "jabra")?;
    let listed = phone.ask_until("list", |listed| listed.contains("jabra"))?;
    for device in [
        "phone_out=Null Output out (default)",
        "mic=Remapped Monitor of Null Output in (default)",
        "jabra=Jabra Evolve 30 out [48000]",
    ] {
        check(listed.contains(device), format!("{device} in {listed}"))?;
    }
    check(!listed.contains(".monitor"), format!("listed: {listed}"))?;
    phone.quit()
}

fn unplugged() -> Outcome {
    let server = SoundServer::start()?;
    let mut phone = Phone::start(&server, "play")?;
    phone.expect_wanted()?;
    server.unload_sink("phone_out")?;
    phone.keeps_pulling()?;
    // The server has moved the stream to the only sink left.
    hear_tone(&server, "phone_mic.monitor", 2, 0.9)?;
    phone.quit()
}

fn killed() -> Outcome {
    let mut server = SoundServer::start()?;
    let mut phone = Phone::start(&server, "play")?;
    phone.expect_wanted()?;
    server.kill()?;
    phone.expect("was lost")?;
    phone.keeps_pulling()?;
    phone.expect("No speaker works")?;
    server.restart()?;
    phone.expect("is back")?;
    hear_tone(&server, "phone_out.monitor", 2, 0.9)?;
    phone.quit()
}

fn hangs() -> Outcome {
    let server = SoundServer::start()?;
    let mut phone = Phone::start(&server, "play")?;
    phone.expect_wanted()?;
    server.signal("STOP")?;
    phone.expect("was lost")?;
    phone.keeps_pulling()?;
    server.signal("CONT")?;
    phone.expect("is back")?;
    phone.quit()
}

fn late() -> Outcome {
    let mut server = SoundServer::prepare()?;
    let mut phone = Phone::start(&server, "play")?;
    phone.expect("No speaker works")?;
    phone.keeps_pulling()?;
    server.restart()?;
    phone.expect("is back")?;
    phone.keeps_pulling()?;
    phone.quit()
}

fn named() -> Outcome {
    let server = SoundServer::start()?;
    let mut phone = Phone::start(&server, "play jabra")?;
    phone.expect("\"JABRA\" is not there")?;
    phone.expect("\"system default\" is used")?;
    let connected = Instant::now();
    server.connect(JABRA, "jabra")?;
    phone.expect("\"Jabra Evolve 30\" is back")?;
    println!("  taken after {:?}", connected.elapsed());
    hear_tone(&server, "jabra.monitor", 2, 0.9)?;
    phone.quit()
}

fn leaves_promptly() -> Outcome {
    let server = SoundServer::start()?;
    server.connect(JABRA, "jabra")?;
    let mut phone = Phone::start(&server, "play jabra")?;
    phone.expect_wanted()?;
    hear_tone(&server, "jabra.monitor", 2, 0.9)?;
    // The soonest of three: a busy machine is late at will, a phone that waits is so each time.
    let (mut left, mut taken) = (Duration::MAX, Duration::MAX);
    for _ in 0..3 {
        let unplugged = Instant::now();
        server.unload_sink("jabra")?;
        phone.expect("\"system default\" is used")?;
        left = left.min(unplugged.elapsed());
        hear_tone(&server, "phone_out.monitor", 1, 0.9)?;
        let connected = Instant::now();
        server.connect(JABRA, "jabra")?;
        phone.expect("\"Jabra Evolve 30\" is back")?;
        taken = taken.min(connected.elapsed());
        hear_tone(&server, "jabra.monitor", 1, 0.9)?;
    }
    println!("  left after {left:?}, taken back after {taken:?}");
    check(left < PROMPTLY, format!("left after {left:?}"))?;
    check(taken < PROMPTLY, format!("taken back after {taken:?}"))?;
    phone.keeps_pulling()?;
    phone.quit()
}

fn named_microphone() -> Outcome {
    let server = SoundServer::start()?;
    let _speaking = server.speak("phone_mic", phone::SPOKEN_HZ)?;
    let mut phone = Phone::start(&server, "record phone_mic.monitor")?;
    phone.expect_wanted()?;
    let purity = phone.ask_until("purity", |answer| {
        answer.parse().is_ok_and(|purity: f64| purity > 0.95)
    })?;
    println!("  tone {purity} pure, {}", phone.ask("figures")?);
    phone.quit()
}

fn named_killed() -> Outcome {
    let mut server = SoundServer::start()?;
    let mut phone = Phone::start(&server, "play phone_mic")?;
    phone.expect_wanted()?;
    server.kill()?;
    phone.expect("was lost")?;
    phone.keeps_pulling()?;
    server.restart()?;
    phone.expect("is back")?;
    hear_tone(&server, "phone_mic.monitor", 2, 0.9)?;
    phone.quit()
}

fn default_changes() -> Outcome {
    let server = SoundServer::start()?;
    let mut phone = Phone::start(&server, "play")?;
    phone.expect_wanted()?;
    hear_tone(&server, "phone_out.monitor", 1, 0.9)?;
    server.control(&["set-default-sink", "phone_mic"])?;
    hear_tone(&server, "phone_mic.monitor", 2, 0.9)?;
    phone.keeps_pulling()?;
    phone.quit()
}

fn delay() -> Outcome {
    let server = SoundServer::start()?;
    // What the speaker plays is what the microphone hears.
    server.control(&["set-default-source", "phone_out.monitor"])?;
    let mut phone = Phone::start(&server, "loop")?;
    phone.expect_wanted()?;
    let delays = phone.ask_until("delays", |answer| {
        let count = answer.split_whitespace().nth(3);
        count.is_some_and(|count| count.parse().is_ok_and(|count: usize| count >= CLICKS))
    })?;
    println!("  pulled to pushed, ms (least, median, most, count): {delays}");
    println!("  {}", phone.ask("figures")?);
    let median: f64 = delays
        .split_whitespace()
        .nth(1)
        .ok_or("no clicks came back")?
        .parse()?;
    check(median < 500.0, format!("{median} ms"))?;
    phone.quit()
}
