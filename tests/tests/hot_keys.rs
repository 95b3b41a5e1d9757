//! A key that works while another program has the keyboard, on a real (virtual) display.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use station::{CallState, Event, Output};
use tests::demo::Program;
use tests::display::Display;
use tests::phone::{PATIENCE, binary};
use tests::skip;

/// What the phone has shown so far, by the recording that it writes while it runs.
fn screens(recording: &Path) -> Vec<Output> {
    let text = fs::read_to_string(recording).unwrap_or_default();
    let whole_lines = text.rfind('\n').map_or("", |end| &text[..=end]);
    station::recording::replay(whole_lines.as_bytes())
        .map(|outputs| outputs.into_iter().map(|(_, output)| output).collect())
        .unwrap_or_default()
}

fn until(recording: &Path, what: &str, fits: impl Fn(&Output) -> bool) -> anyhow::Result<()> {
    let start = Instant::now();
    while !screens(recording).iter().any(&fits) {
        anyhow::ensure!(start.elapsed() < PATIENCE, "{what} did not come");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    Ok(())
}

#[test]
fn a_key_mutes_the_call_while_another_program_has_the_keyboard() -> anyhow::Result<()> {
    if !skip::has_program("xev", "keys for everywhere") {
        return Ok(());
    }
    let Some(display) = Display::open(1280, 1024)? else {
        return Ok(());
    };
    let folder = std::env::temp_dir().join(format!("offhook-hot-keys-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let (recording, config) = (folder.join("phone.jsonl"), folder.join("config.toml"));
    fs::write(&config, "[hot_keys]\nmute = \"Ctrl+Alt+M\"\n")?;
    let phone = display
        .command(binary())
        .args(["demo", "--device", "SEP00DE300C0002"])
        .args(["--input", "silence", "--output", "silence", "--config"])
        .arg(&config)
        .arg("--record")
        .arg(&recording)
        .env("XDG_CONFIG_HOME", &folder)
        .env_remove("WAYLAND_SOCKET")
        .spawn()?;
    let phone = Program(phone);
    display.focus("Offhook")?;
    until(
        &recording,
        "registration",
        |output| matches!(output, Output::Screen(screen) if !screen.own_number.is_empty()),
    )?;
    display.press(&["6", "0", "0", "Return"])?;
    until(&recording, "the connection", |output| {
        let connected = CallState::Connected;
        matches!(output, Output::Event(Event::CallState { state, .. }) if *state == connected)
    })?;

    let other = display.command("xev").stdout(Stdio::null()).spawn()?;
    let _other = Program(other);
    display.focus("Event Tester")?;
    // The key is there soon after the window; until then it is the other program's.
    let muted = |output: &Output| matches!(output, Output::Screen(screen) if screen.muted);
    let start = Instant::now();
    while !screens(&recording).iter().any(muted) {
        anyhow::ensure!(start.elapsed() < PATIENCE, "the key is not heard");
        display.press(&["ctrl+alt+m"])?;
        std::thread::sleep(std::time::Duration::from_millis(300));
    }
    drop(phone);
    fs::remove_dir_all(&folder)?;
    Ok(())
}
