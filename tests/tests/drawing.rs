//! The real window without OpenGL: windows beside it, what another window had covered, the
//! clipboard, icons, screens of other colours or without shared memory, and a graphics driver
//! that fails.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};

use tests::demo::Demo;
use tests::display::Display;
use tests::skip;

/// Part of the window's title.
const TITLE: &str = "Offhook";

/// How long something may take to appear; nothing is measured by it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A demo on a display.
struct Stage(Demo);

impl Stage {
    /// The phone drawn by this, with these variables, registered; the name is of its folder.
    fn open(
        display: Display,
        name: &str,
        drawing: &str,
        environment: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        let look = format!("drawing = \"{drawing}\"\nsize = 1.0\nposition = [0.0, 0.0]");
        let demo = Demo::start(display, &format!("drawing-{name}"), &look, environment)?;
        // The server's number stands in the title then.
        demo.display.focus("1001")?;
        demo.display.point(1279, 1023)?;
        Ok(Self(demo))
    }

    /// What libraries the phone has loaded.
    fn libraries(&self) -> anyhow::Result<String> {
        Ok(fs::read_to_string(format!(
            "/proc/{}/maps",
            self.0.phone.0.id()
        ))?)
    }

    /// The phone's window, without what tells the time.
    fn picture(&self) -> anyhow::Result<image::RgbImage> {
        let file = self.0.folder.join("window.png");
        self.0.display.photograph(TITLE, &file)?;
        let mut picture = image::open(file)?.to_rgb8();
        for y in 40..350 {
            for x in 40..390 {
                picture.put_pixel(x, y, image::Rgb([0; 3]));
            }
        }
        Ok(picture)
    }

    /// How many colours the phone's window has.
    fn shades(&self) -> anyhow::Result<usize> {
        let colours = self.picture()?.pixels().map(|pixel| pixel.0).collect();
        Ok(BTreeSet::<[u8; 3]>::len(&colours))
    }

    /// Waits for the phone to be gone, and says how it left.
    fn left(&mut self) -> anyhow::Result<ExitStatus> {
        let start = Instant::now();
        loop {
            if let Some(status) = self.0.phone.0.try_wait()? {
                return Ok(status);
            }
            anyhow::ensure!(start.elapsed() < PATIENCE, "the phone does not end");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits until this is so.
    fn until(
        &self,
        what: &str,
        is_so: impl Fn(&Self) -> anyhow::Result<bool>,
    ) -> anyhow::Result<()> {
        let start = Instant::now();
        while !is_so(self)? {
            anyhow::ensure!(start.elapsed() < PATIENCE, "{what} does not come");
            std::thread::sleep(Duration::from_millis(200));
        }
        Ok(())
    }
}

#[test]
fn a_window_that_another_had_covered_is_whole_again() -> anyhow::Result<()> {
    let Some(display) = Display::open(1280, 1024)? else {
        return Ok(());
    };
    let stage = Stage::open(display, "covered", "processor", &[])?;
    let loaded = stage.libraries()?;
    assert!(!loaded.contains("libGL"), "no OpenGL is loaded: {loaded}");
    stage.until("a picture that stays", |stage| {
        std::thread::sleep(Duration::from_millis(500));
        Ok(stage.picture()? == stage.picture()?)
    })?;
    let before = stage.picture()?;

    stage.0.display.press(&["alt+h"])?;
    stage.0.display.focus("Call history")?;
    stage.until("the history over the phone", |stage| {
        Ok(stage.picture()? != before)
    })?;
    stage.0.display.press(&["Escape"])?;
    stage.until("the end of the history", |stage| {
        Ok(!stage.0.display.has("Call history")?)
    })?;
    stage.0.display.focus(TITLE)?;
    stage.until("the picture from before", |stage| {
        Ok(stage.picture()? == before)
    })
}

#[test]
fn numbers_are_taken_from_other_programs_and_given_to_them() -> anyhow::Result<()> {
    let Some(display) = Display::open(1280, 1024)? else {
        return Ok(());
    };
    if !skip::has_program("xclip", "the clipboard") {
        return Ok(());
    }
    let stage = Stage::open(display, "clipboard", "processor", &[])?;
    let mut other = stage
        .0
        .display
        .command("xclip")
        .args(["-selection", "clipboard"])
        .stdin(Stdio::piped())
        .spawn()?;
    if let Some(mut text) = other.stdin.take() {
        text.write_all(b"+49 (30) 600 12")?;
    }
    other.wait()?;
    let before = stage.picture()?;
    stage.0.display.focus(TITLE)?;
    stage.0.display.press(&["ctrl+v"])?;
    // A card asks whether this is to be dialled.
    stage.until("the question", |stage| Ok(stage.picture()? != before))?;
    stage.0.display.press(&["Escape"])?;
    stage.0.display.press(&["6", "1", "2", "ctrl+c"])?;
    stage.until("the number at the other program", |stage| {
        let output = stage
            .0
            .display
            .command("xclip")
            .args(["-o", "-selection", "clipboard"])
            .output()?;
        Ok(output.stdout == b"612")
    })
}

#[test]
fn where_opengl_fails_the_processor_draws() -> anyhow::Result<()> {
    let Some(display) = Display::open_with(1280, 1024, 24, &["-extension", "GLX"])? else {
        return Ok(());
    };
    let no_driver = [("__EGL_VENDOR_LIBRARY_FILENAMES", "/nonexistent.json")];
    let mut stage = Stage::open(display, "failing", "opengl", &no_driver)?;
    stage.until("a window with shades", |stage| Ok(stage.shades()? > 200))?;
    stage.0.display.press(&["alt+x"])?;
    let status = stage.left()?;
    assert!(status.success(), "the phone left with {status}");
    Ok(())
}

#[test]
fn opengl_draws_on_a_screen_whose_colours_the_processor_has_not() -> anyhow::Result<()> {
    let Some(display) = Display::open_with(1280, 1024, 16, &[])? else {
        return Ok(());
    };
    let stage = Stage::open(display, "depth", "processor", &[])?;
    stage.until("a window with shades", |stage| Ok(stage.shades()? > 50))
}

#[test]
fn a_display_without_shared_memory_is_drawn_on() -> anyhow::Result<()> {
    let Some(display) = Display::open_with(1280, 1024, 24, &["-extension", "MIT-SHM"])? else {
        return Ok(());
    };
    let stage = Stage::open(display, "no-shm", "processor", &[])?;
    stage.until("a window with shades", |stage| Ok(stage.shades()? > 200))?;
    let before = stage.picture()?;
    stage.0.display.press(&["6"])?;
    stage.until("the digit", |stage| Ok(stage.picture()? != before))
}

#[test]
fn windows_beside_the_phone_have_its_icon_and_its_frame() -> anyhow::Result<()> {
    let Some(display) = Display::open(1280, 1024)? else {
        return Ok(());
    };
    if !skip::has_program("xprop", "what windows tell of themselves") {
        return Ok(());
    }
    let stage = Stage::open(display, "icon", "processor", &[])?;
    stage.0.display.press(&["alt+h"])?;
    stage.until("the history", |stage| stage.0.display.has("Call history"))?;
    for (name, format) in [("_NET_WM_ICON", "32c"), ("_GTK_THEME_VARIANT", "8u")] {
        let of_phone = stage.0.display.property("1001 – Offhook", name, format)?;
        assert!(!of_phone.is_empty(), "the phone has {name}");
        stage.until(name, |stage| {
            Ok(stage.0.display.property("Call history", name, format)? == of_phone)
        })?;
    }
    Ok(())
}
