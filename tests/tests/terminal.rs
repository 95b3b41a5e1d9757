//! The phone in a real terminal (tmux): a call by keyboard, other sizes, and a terminal that
//! is as it was when the phone has left, however it leaves.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use station::{Intent, Moment, Screen};
use terminal::{Look, Options, Phone, Theme};
use tests::phone::{PATIENCE, binary};
use tests::tmux::Tmux;

/// Keeps the terminal's settings, for [`assert_restored`].
const KEEP: &str = "kept=$(stty -g)";

/// The demo as a line of the shell.
fn demo(more: &str) -> String {
    format!(
        "{} demo --tui --device SEP00DE300C0002 --input silence --output silence {more}; echo status=$?",
        binary().display()
    )
}

/// The shell has its terminal back, with a cursor, its own page and the same settings.
fn assert_restored(terminal: &Tmux) -> anyhow::Result<()> {
    assert_eq!(terminal.fact("#{alternate_on}")?, "0");
    assert_eq!(terminal.fact("#{cursor_flag}")?, "1");
    terminal.line("clear; [ \"$kept\" = \"$(stty -g)\" ] && echo as it was")?;
    terminal.until("the terminal's settings", |rows| {
        rows.lines().any(|row| row == "as it was")
    })?;
    Ok(())
}

/// The phone is registered and shows its soft keys.
fn is_idle(rows: &str) -> bool {
    rows.contains("NewCall") && rows.contains("F2") && !rows.contains("Connected")
}

#[test]
fn a_call_is_placed_and_ended_by_keyboard_in_a_terminal() -> anyhow::Result<()> {
    let Some(terminal) = Tmux::open(80, 24)? else {
        return Ok(());
    };
    terminal.line(KEEP)?;
    // What is logged must not go into the picture.
    terminal.line(&demo("--log trace"))?;
    terminal.until("the phone", is_idle)?;
    assert_eq!(terminal.fact("#{alternate_on}")?, "1");

    terminal.press(&["6", "0", "0"])?;
    terminal.until("the number", |rows| {
        rows.contains("To dial") && rows.contains("600")
    })?;
    terminal.press(&["Enter"])?;
    let talk = terminal.until("the connection", |rows| rows.contains("Connected"))?;
    assert!(talk.contains("To 600"), "{talk}");
    terminal.until("the running timer", |rows| {
        ["0:01", "0:02", "0:03", "0:04", "0:05"]
            .iter()
            .any(|time| rows.contains(time))
    })?;

    for (columns, rows) in [("40", "12"), ("132", "40"), ("80", "24")] {
        terminal.run(&["resize-window", "-x", columns, "-y", rows])?;
        let last: usize = rows.parse()?;
        let picture = terminal.until("the other size", |picture| {
            let foot = picture.lines().nth(last - 1);
            foot.is_some_and(|foot| foot.ends_with("? Keys"))
        })?;
        assert!(picture.contains("Connected"), "{picture}");
        assert!(!picture.contains("TRACE"), "{picture}");
    }

    terminal.press(&["?"])?;
    terminal.until("the page of keys", |rows| rows.contains("Hang up"))?;
    terminal.press(&["Escape"])?;
    terminal.until("the talk again", |rows| rows.contains("Connected"))?;

    // One key does not end a call.
    terminal.press(&["C-q"])?;
    terminal.until("the question", |rows| rows.contains("A call is on"))?;
    // The second soft key of a call that is connected is EndCall.
    terminal.press(&["F3"])?;
    terminal.until("the end of the call", is_idle)?;

    terminal.press(&["C-q"])?;
    terminal.until("the end", |rows| rows.contains("status=0"))?;
    assert_restored(&terminal)
}

#[cfg(unix)]
#[test]
fn a_phone_in_a_terminal_is_asked_from_outside_where_that_is_wanted() -> anyhow::Result<()> {
    let Some(terminal) = Tmux::open(80, 24)? else {
        return Ok(());
    };
    let name = format!("offhook-tests-terminal-{}", std::process::id());
    let place = std::env::temp_dir().join(name);
    terminal.line(&demo(&format!("--control {}", place.display())))?;
    terminal.until("the phone", is_idle)?;
    let asked = std::process::Command::new(binary())
        .args(["dial", "600", "--now", "--control"])
        .arg(&place)
        .status()?;
    assert!(asked.success(), "{asked}");
    terminal.until("the connection", |rows| rows.contains("Connected"))?;
    Ok(())
}

#[test]
fn the_terminal_is_given_back_when_the_program_is_told_to_end() -> anyhow::Result<()> {
    let Some(terminal) = Tmux::open(80, 24)? else {
        return Ok(());
    };
    terminal.line(KEEP)?;
    terminal.line(&demo(""))?;
    terminal.until("the phone", is_idle)?;
    terminal.press(&["6", "0", "0", "Enter"])?;
    terminal.until("the connection", |rows| rows.contains("Connected"))?;
    let shell = terminal.fact("#{pane_pid}")?;
    let ended = std::process::Command::new("pkill")
        .args(["-TERM", "-P", &shell])
        .status()?;
    assert!(ended.success(), "the phone is the shell's child");
    terminal.until("the end", |rows| rows.contains("status=0"))?;
    assert_restored(&terminal)
}

#[test]
fn the_phone_leaves_when_its_terminal_goes() -> anyhow::Result<()> {
    let Some(terminal) = Tmux::open(80, 24)? else {
        return Ok(());
    };
    terminal.line(&demo(""))?;
    terminal.until("the phone", is_idle)?;
    let shell = terminal.fact("#{pane_pid}")?;
    let children = std::process::Command::new("pgrep")
        .args(["-P", &shell])
        .output()?;
    let phone = String::from_utf8(children.stdout)?.trim().to_owned();
    let process = std::path::PathBuf::from("/proc").join(&phone);
    assert!(!phone.is_empty() && process.exists(), "{phone:?}");
    terminal.run(&["kill-server"])?;
    let start = Instant::now();
    while process.exists() {
        anyhow::ensure!(
            start.elapsed() < PATIENCE,
            "the phone stays without a terminal"
        );
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    Ok(())
}

/// Set for the program that the test of panics starts.
const PANICS: &str = "OFFHOOK_TEST_PANICS";

/// A phone that breaks when it is looked at again.
#[derive(Default)]
struct Breaking {
    looks: AtomicU32,
}

impl Phone for Breaking {
    fn screen(&self) -> Arc<Screen> {
        let looks = self.looks.fetch_add(1, Ordering::Relaxed);
        assert!(looks < 2, "this phone breaks on purpose");
        Arc::new(Screen {
            prompt: "All is well".to_owned(),
            ..Screen::default()
        })
    }

    fn send(&self, _: Intent) {}

    fn now(&self) -> Moment {
        Moment::START
    }

    fn on_change(&self, _: Box<dyn Fn() + Send + Sync>) {}

    fn finished(&self) -> bool {
        false
    }
}

#[test]
#[ignore = "the test below runs it in a terminal"]
fn a_phone_that_breaks() {
    if std::env::var_os(PANICS).is_none() {
        return;
    }
    let options = Options {
        look: Look::unicode(Theme::Terminal),
        keys: keymap::KeyMap::default(),
        names: false,
        term: "tmux".to_owned(),
    };
    terminal::run(&Breaking::default(), options).expect("it is in a terminal");
}

#[test]
fn the_terminal_is_given_back_after_a_panic() -> anyhow::Result<()> {
    let Some(terminal) = Tmux::open(80, 24)? else {
        return Ok(());
    };
    terminal.line(KEEP)?;
    let program = std::env::current_exe()?;
    terminal.line(&format!(
        "RUST_BACKTRACE=0 {PANICS}=1 {} --ignored --exact a_phone_that_breaks --nocapture; echo status=$?",
        program.display()
    ))?;
    terminal.until("the phone", |rows| rows.contains("All is well"))?;
    terminal.press(&["5"])?;
    let said = terminal.until("the end", |rows| rows.contains("status="))?;
    assert!(!said.contains("status=0"), "{said}");
    assert!(said.contains("this phone breaks on purpose"), "{said}");
    assert_restored(&terminal)
}
