//! Two call servers, of which the first is killed or falls silent: idle phones are with
//! the second at once, and a talk between two phones goes on until they hang up.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use callmanager::{Config, Server, ServerConfig, Tokens};
use serde_json::Value;
use tests::namespaces::ServerProcess;
use tests::phone::{Phone, binary};
use tests::signal::{longest_pause_in_tone, read_wav, seconds_of_tone};

const ALICE_HZ: f64 = 440.0;
const BOB_HZ: f64 = 620.0;

/// Both servers, as a phone is told them.
struct Servers {
    primary: Server,
    secondary: Server,
    list: String,
}

impl Servers {
    fn start() -> anyhow::Result<Self> {
        Self::start_as(ServerConfig::default())
    }

    /// The same, with a primary of this configuration.
    fn start_as(primary: ServerConfig) -> anyhow::Result<Self> {
        let primary = Server::start(primary)?;
        let secondary = Server::start(ServerConfig::default())?;
        let list = format!("{},{}", primary.local_addr(), secondary.local_addr());
        Ok(Self {
            primary,
            secondary,
            list,
        })
    }
}

/// A phone registered with the primary, which sends a tone and writes what it hears.
fn phone(servers: &Servers, device: &str, hz: f64) -> anyhow::Result<(Phone, PathBuf)> {
    let file = format!("offhook-lost-{device}-{}.wav", std::process::id());
    let heard = std::env::temp_dir().join(file);
    let (input, output) = (format!("tone:{hz}"), format!("file:{}", heard.display()));
    let mut phone = Phone::start(&[
        "--server",
        &servers.list,
        "--device",
        device,
        "--input",
        &input,
        "--output",
        &output,
    ])?;
    until_registered_with(&mut phone, &servers.primary)?;
    Ok((phone, heard))
}

fn until_registered_with(phone: &mut Phone, server: &Server) -> anyhow::Result<Value> {
    let address = server.local_addr().to_string();
    phone.until(&format!("registration with {address}"), |event| {
        event["event"] == "registered" && event["server"] == address
    })
}

fn until_preserved(phone: &mut Phone) -> anyhow::Result<Value> {
    phone.until("the call that goes on", |event| {
        let screen = &event["screen"];
        screen["prompt"] == "CM down, features disabled" && screen["calls"][0]["receiving"] == true
    })
}

/// Real time passes: the sound files are written at its pace.
fn talk(seconds: u64) {
    std::thread::sleep(Duration::from_secs(seconds));
}

/// Seconds of a tone in a file, and the longest pause in them.
fn heard(path: &Path, hz: f64) -> anyhow::Result<(f64, f64)> {
    let (samples, rate) = read_wav(path)?;
    Ok((
        seconds_of_tone(&samples, rate, hz),
        longest_pause_in_tone(&samples, rate, hz),
    ))
}

/// A way to a server that can be made to swallow everything, as a dead machine does.
struct Way {
    address: SocketAddr,
    swallows: Arc<AtomicBool>,
}

impl Way {
    /// A way to this server, for one phone.
    fn to(server: SocketAddr) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let swallows = Arc::new(AtomicBool::new(false));
        let swallow = Arc::clone(&swallows);
        std::thread::spawn(move || -> std::io::Result<()> {
            let phone = listener.accept()?.0;
            let server = TcpStream::connect(server)?;
            let back = (server.try_clone()?, phone.try_clone()?);
            let swallow_back = Arc::clone(&swallow);
            std::thread::spawn(move || carry(back.0, back.1, &swallow_back));
            carry(phone, server, &swallow)
        });
        Ok(Self { address, swallows })
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, swallow: &AtomicBool) -> std::io::Result<()> {
    let mut buffer = [0; 4096];
    loop {
        let length = from.read(&mut buffer)?;
        if length == 0 {
            return Ok(());
        }
        if !swallow.load(Ordering::Relaxed) {
            to.write_all(&buffer[..length])?;
        }
    }
}

#[test]
fn an_idle_phone_is_registered_with_the_second_server_when_the_first_is_killed()
-> anyhow::Result<()> {
    let servers = Servers::start()?;
    let mut phone = Phone::start(&[
        "--server",
        &servers.list,
        "--device",
        "SEP0000000000A0",
        "--input",
        "silence",
        "--output",
        "silence",
    ])?;
    until_registered_with(&mut phone, &servers.primary)?;
    servers.primary.stop();
    until_registered_with(&mut phone, &servers.secondary)?;
    let told: Vec<&str> = phone
        .seen()
        .iter()
        .filter(|event| event["event"] == "registration" && event["state"] == "waiting")
        .filter_map(|event| event["text"].as_str())
        .collect();
    assert!(
        matches!(told.as_slice(), [lost] if lost.contains("closed the connection")),
        "the loss is told, and nothing was waited for: {told:?}"
    );
    assert!(phone.quit()?.0.success());
    Ok(())
}

#[test]
fn a_talk_between_two_phones_outlives_its_server() -> anyhow::Result<()> {
    let servers = Servers::start()?;
    let (mut alice, alice_heard) = phone(&servers, "SEP0000000000A1", ALICE_HZ)?;
    let (mut bob, bob_heard) = phone(&servers, "SEP0000000000B2", BOB_HZ)?;
    alice.say("dial 1002")?;
    bob.until_state("RingIn")?;
    bob.say("answer")?;
    alice.until_state("Connected")?;
    bob.until_state("Connected")?;
    talk(2);

    let secondary = servers.secondary;
    servers.primary.stop();
    until_preserved(&mut alice)?;
    until_preserved(&mut bob)?;
    talk(3);
    for phone in [&alice, &bob] {
        let ended = |event: &&Value| event["event"] == "media" && event["started"] == false;
        assert_eq!(phone.seen().iter().find(ended), None, "media never stop");
    }
    assert!(
        secondary.phones().is_empty(),
        "nobody registers in the call"
    );

    alice.say("hangup")?;
    alice.until_state("OnHook")?;
    until_registered_with(&mut alice, &secondary)?;
    bob.say("softkey EndCall")?;
    bob.until_state("OnHook")?;
    bob.until("the figures of the call", |event| event["event"] == "stats")?;
    until_registered_with(&mut bob, &secondary)?;

    // And the next call goes through the second server.
    alice.say("dial 1002")?;
    bob.until_state("RingIn")?;
    alice.say("hangup")?;
    alice.until_state("OnHook")?;
    assert!(alice.quit()?.0.success());
    assert!(bob.quit()?.0.success());
    for (path, hz) in [(bob_heard, ALICE_HZ), (alice_heard, BOB_HZ)] {
        let (seconds, pause) = heard(&path, hz)?;
        assert!(seconds > 4.0, "{hz} Hz was heard for {seconds} s");
        assert!(pause < 0.5, "{hz} Hz was not heard for {pause} s");
        std::fs::remove_file(&path)?;
    }
    Ok(())
}

#[test]
fn a_server_that_falls_silent_is_left_after_three_keepalives() -> anyhow::Result<()> {
    let core = Config {
        keep_alive: Duration::from_secs(3),
        ..Config::default()
    };
    let primary = Server::start(ServerConfig {
        core,
        ..ServerConfig::default()
    })?;
    let secondary = Server::start(ServerConfig::default())?;
    let way = Way::to(primary.local_addr())?;
    let list = format!("{},{}", way.address, secondary.local_addr());
    let mut arguments = vec!["--server", &list, "--device", "SEP0000000000A4"];
    arguments.extend(["--input", "silence", "--output", "silence"]);
    let mut phone = Phone::start(&arguments)?;
    phone.until_registered()?;
    way.swallows.store(true, Ordering::Relaxed);
    phone.until("the loss", |event| {
        let text = event["text"].as_str().unwrap_or_default();
        event["event"] == "registration" && text.contains("does not answer any more")
    })?;
    until_registered_with(&mut phone, &secondary)?;
    assert!(phone.quit()?.0.success());
    Ok(())
}

fn idle_phone(list: &str, device: &str) -> anyhow::Result<Phone> {
    let mut arguments = vec!["--server", list, "--device", device];
    arguments.extend(["--connection-monitor", "2s"]);
    arguments.extend(["--input", "silence", "--output", "silence"]);
    Phone::start(&arguments)
}

fn until_standing_by(phone: &mut Phone, server: SocketAddr) -> anyhow::Result<Value> {
    let address = server.to_string();
    phone.until(&format!("the standby connection to {address}"), |event| {
        event["screen"]["registration"]["standby"] == address
    })
}

/// What the phone has told of its way to a registration.
fn states(phone: &Phone) -> Vec<&str> {
    phone
        .seen()
        .iter()
        .filter(|event| event["event"] == "registration")
        .filter_map(|event| event["state"].as_str())
        .collect()
}

#[test]
fn an_idle_phone_registers_on_its_standby_connection_when_its_server_is_killed()
-> anyhow::Result<()> {
    let servers = Servers::start()?;
    let mut phone = idle_phone(&servers.list, "SEP0000000000A5")?;
    until_registered_with(&mut phone, &servers.primary)?;
    until_standing_by(&mut phone, servers.secondary.local_addr())?;
    let before = states(&phone).len();
    servers.primary.stop();
    until_registered_with(&mut phone, &servers.secondary)?;
    let told = states(&phone);
    assert!(
        !told[before..].contains(&"connecting"),
        "nothing had to be opened: {told:?}"
    );
    assert!(phone.quit()?.0.success());
    Ok(())
}

/// Kills the primary, waits for the secondary, starts the primary again on its port.
fn killed_and_back(phone: &mut Phone, servers: Servers, core: Config) -> anyhow::Result<Server> {
    let Servers {
        primary, secondary, ..
    } = servers;
    until_registered_with(phone, &primary)?;
    let listen = primary.local_addr();
    primary.stop();
    until_registered_with(phone, &secondary)?;
    let primary = Server::start(ServerConfig {
        listen,
        core,
        ..ServerConfig::default()
    })?;
    until_registered_with(phone, &primary)?;
    anyhow::ensure!(
        secondary.phones().iter().all(|phone| !phone.registered),
        "it has left the lower server"
    );
    Ok(primary)
}

#[test]
fn the_phone_goes_home_when_the_first_server_is_back() -> anyhow::Result<()> {
    for tokens in [Tokens::Grant, Tokens::Close] {
        let servers = Servers::start()?;
        let mut phone = idle_phone(&servers.list, "SEP0000000000A6")?;
        let core = Config {
            tokens,
            ..Config::default()
        };
        killed_and_back(&mut phone, servers, core)?;
        let told: Vec<_> = phone
            .seen()
            .iter()
            .filter_map(|event| event["text"].as_str())
            .collect();
        assert!(
            told.iter()
                .any(|text| text.contains("is back. Unregistering from")),
            "{tokens:?}: {told:?}"
        );
        assert!(phone.quit()?.0.success());
    }
    Ok(())
}

#[test]
fn a_phone_in_a_call_goes_home_when_it_has_ended() -> anyhow::Result<()> {
    let Servers {
        primary,
        secondary,
        list,
    } = Servers::start()?;
    let mut phone = idle_phone(&list, "SEP0000000000A7")?;
    until_registered_with(&mut phone, &primary)?;
    let listen = primary.local_addr();
    primary.stop();
    until_registered_with(&mut phone, &secondary)?;
    phone.say("dial 600")?;
    phone.until_state("Connected")?;
    let primary = Server::start(ServerConfig {
        listen,
        ..ServerConfig::default()
    })?;
    until_standing_by(&mut phone, listen)?;
    // Longer than the monitor time.
    talk(4);
    assert!(primary.phones().is_empty(), "not in the call");
    phone.say("hangup")?;
    phone.until_state("OnHook")?;
    until_registered_with(&mut phone, &primary)?;
    assert!(phone.quit()?.0.success());
    Ok(())
}

#[test]
fn the_trace_shows_every_connection() -> anyhow::Result<()> {
    let file = format!("offhook-standby-{}.pcapng", std::process::id());
    let path = std::env::temp_dir().join(file);
    let servers = Servers::start()?;
    let trace = path.display().to_string();
    let mut phone = Phone::start(&[
        "--server",
        &servers.list,
        "--device",
        "SEP0000000000A8",
        "--trace",
        &trace,
        "--input",
        "silence",
        "--output",
        "silence",
    ])?;
    until_registered_with(&mut phone, &servers.primary)?;
    until_standing_by(&mut phone, servers.secondary.local_addr())?;
    servers.primary.stop();
    until_registered_with(&mut phone, &servers.secondary)?;
    let secondary = servers.secondary.local_addr();
    // A standby connection does not begin as those do that are recognised on any port.
    let port = secondary.port().to_string();
    assert!(phone.quit()?.0.success());
    let shown = std::process::Command::new(binary())
        .args(["trace", &trace, "--json", "--port", &port])
        .output()?;
    std::fs::remove_file(&path)?;
    let lines = String::from_utf8(shown.stdout)?;
    let messages: Vec<serde_json::Value> = lines
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let said: Vec<_> = messages
        .iter()
        .filter(|message| message["source"] == secondary.to_string())
        .map(|message| &message["message"])
        .collect();
    let at = |name: &str| said.iter().position(|said| *said == name);
    assert!(
        at("KeepAliveAck").is_some() && at("KeepAliveAck") < at("RegisterAck"),
        "one connection, first standby: {said:?}"
    );
    Ok(())
}

#[test]
fn a_frozen_server_is_left_and_gone_home_to_when_it_goes_on() -> anyhow::Result<()> {
    // Free a moment ago: nobody else asks for it by number.
    let primary = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let file = std::env::temp_dir().join(format!("offhook-frozen-{}.toml", std::process::id()));
    std::fs::write(
        &file,
        "keep_alive_seconds = 3\nstandby_keep_alive_seconds = 3\n",
    )?;
    let (listen, config) = (primary.to_string(), file.display().to_string());
    let command = std::process::Command::new(binary());
    let frozen = ServerProcess::start(command, &["--listen", &listen, "--config", &config])?;
    let secondary = Server::start(ServerConfig::default())?;
    let list = format!("{listen},{}", secondary.local_addr());
    let mut phone = idle_phone(&list, "SEP0000000000A9")?;
    let home = |event: &Value| event["event"] == "registered" && event["server"] == listen;
    phone.until("registration", home)?;
    frozen.freeze()?;
    until_registered_with(&mut phone, &secondary)?;
    // Longer than the monitor time: its system takes connections, and that is not enough.
    talk(5);
    assert_eq!(secondary.phones().len(), 1);
    assert!(secondary.phones()[0].registered);
    frozen.thaw()?;
    phone.until("the way home", home)?;
    assert!(phone.quit()?.0.success());
    std::fs::remove_file(&file)?;
    Ok(())
}
