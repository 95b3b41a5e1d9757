//! The real window on a real (virtual) display: a call placed and ended by the keyboard.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use station::{CallState, Event, Output, RegistrationState, Screen};
use tests::display::Display;
use tests::phone::{PATIENCE, binary};
use tests::skip::repository;

/// Part of the window's title.
const TITLE: &str = "Offhook";

/// What the phone has done so far, by the recording that it writes while it runs.
fn outputs(recording: &Path) -> Vec<Output> {
    let Ok(text) = fs::read_to_string(recording) else {
        return Vec::new();
    };
    let whole_lines = text.rfind('\n').map_or("", |end| &text[..=end]);
    station::recording::replay(whole_lines.as_bytes())
        .map(|outputs| outputs.into_iter().map(|(_, output)| output).collect())
        .unwrap_or_default()
}

/// Waits until an output of this kind has come.
fn until(recording: &Path, what: &str, fits: impl Fn(&Output) -> bool) -> anyhow::Result<()> {
    let start = Instant::now();
    while !outputs(recording).iter().any(&fits) {
        anyhow::ensure!(start.elapsed() < PATIENCE, "{what} did not come");
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

fn in_state(output: &Output, wanted: CallState) -> bool {
    matches!(output, Output::Event(Event::CallState { state, .. }) if *state == wanted)
}

/// How many different colours a picture has.
fn colours(display: &Display, picture: &Path) -> anyhow::Result<u32> {
    let output = display
        .command("identify")
        .args(["-format", "%k"])
        .arg(picture)
        .output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse()?)
}

#[test]
fn a_call_is_placed_and_ended_by_keyboard_in_the_real_window() -> anyhow::Result<()> {
    let Some(display) = Display::open(1280, 1024)? else {
        return Ok(());
    };
    let folder = std::env::temp_dir().join(format!("offhook-window-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let recording = folder.join("window.jsonl");
    // OFFHOOK_SCREENSHOT=docs/screenshot.png keeps the picture as the README's.
    let picture = std::env::var_os("OFFHOOK_SCREENSHOT").map_or_else(
        || folder.join("window.png"),
        |path| repository().join(PathBuf::from(path)),
    );
    let mut phone = display
        .command(binary())
        .args([
            "demo",
            "--device",
            "SEP00DE300C0001",
            "--input",
            "silence",
            "--output",
            "silence",
            "--record",
        ])
        .arg(&recording)
        .env("XDG_CONFIG_HOME", &folder)
        .spawn()?;

    display.focus(TITLE)?;
    until(&recording, "registration", |output| {
        matches!(
            output,
            Output::Event(Event::Registration {
                state: RegistrationState::Registered,
                ..
            })
        )
    })?;
    display.press(&["6", "0", "0", "Return"])?;
    until(&recording, "the connection", |output| {
        in_state(output, CallState::Connected)
    })?;
    // The timer has to show something other than nothing.
    std::thread::sleep(Duration::from_millis(2500));
    // A pointer over a key would show its tip.
    display.point(1279, 1023)?;
    std::thread::sleep(Duration::from_millis(700));
    display.photograph(TITLE, &picture)?;
    assert!(
        colours(&display, &picture)? > 200,
        "the window is drawn, with shades"
    );

    // The second soft key of a call that is connected is EndCall.
    display.press(&["F3"])?;
    until(&recording, "the end of the call", |output| {
        in_state(output, CallState::OnHook)
    })?;
    let idle = |screen: &Screen| screen.calls.is_empty() && !screen.off_hook;
    let last = outputs(&recording)
        .into_iter()
        .rev()
        .find_map(|output| match output {
            Output::Screen(screen) => Some(screen),
            _ => None,
        });
    assert!(
        last.is_some_and(|screen| idle(&screen)),
        "the phone is idle again"
    );

    display.press(&["alt+x"])?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = phone.try_wait()? {
            break status;
        }
        anyhow::ensure!(start.elapsed() < PATIENCE, "the window does not close");
        std::thread::sleep(Duration::from_millis(50));
    };
    assert!(status.success(), "the phone left with {status}");
    fs::remove_dir_all(&folder)?;
    Ok(())
}
