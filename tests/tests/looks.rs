//! The real window looks as it did: pictures from a virtual display beside those kept in
//! `tests/looks`, in themes and faces, drawn by OpenGL and by the processor.
//!
//! Both are compared small, so that another way of drawing an edge or a letter does not
//! count; what shows the time or a port is left out. `OFFHOOK_LOOKS=write` keeps the
//! pictures as the new ones.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use image::imageops::thumbnail;
use image::{Rgb, RgbImage};
use tests::demo::Demo;
use tests::display::Display;
use tests::skip::repository;

/// Part of the window's title.
const TITLE: &str = "Offhook";

/// How long a look may take to appear; nothing is measured by it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Pixels of the window for one that is compared, in both directions.
const REDUCTION: u32 = 4;

/// How far a part of a colour may be off, of 255.
const OFF: u8 = 40;

/// The share of pixels that may be further off.
const SHARE: f64 = 0.012;

/// What is not compared, in pixels of the window: left, top, width, height.
type Mask = [u32; 4];

/// Time and date in the title bar, and on the idle phone's stage.
const CLOCK: Mask = [44, 50, 160, 29];
const STAGE: Mask = [44, 79, 334, 260];
/// The timer of the first call.
const TIMER: Mask = [290, 86, 82, 26];

/// A look: what its picture is called, and what of the whole phone is left out.
struct Look {
    name: &'static str,
    masks: &'static [Mask],
}

const IDLE: &[Mask] = &[CLOCK, STAGE];
const IN_CALL: &[Mask] = &[CLOCK, TIMER];

/// Where the window of the compact face begins on the whole phone.
const COMPACT: [u32; 2] = [30, 36];

/// What draws the window, as `[look]` names it.
const DRAWINGS: [&str; 2] = ["opengl", "processor"];

/// A demo on a display.
struct Stage(Demo);

impl Stage {
    /// The phone in this look, or nothing where there is no display.
    fn open(name: &str, drawing: &str, look: &str) -> anyhow::Result<Option<Self>> {
        let Some(display) = Display::open(1280, 1024)? else {
            return Ok(None);
        };
        let look = format!("drawing = \"{drawing}\"\nsize = 1.0\ncompact_size = 1.0\n{look}");
        let demo = Demo::start(display, &format!("looks-{name}-{drawing}"), &look, &[])?;
        demo.display.focus(TITLE)?;
        // A pointer over a key would light it.
        demo.display.point(1279, 1023)?;
        Ok(Some(Self(demo)))
    }

    /// Presses these keys in the window.
    fn press(&self, keys: &[&str]) -> anyhow::Result<()> {
        self.0.display.focus(TITLE)?;
        self.0.display.press(keys)
    }

    /// Waits until the window looks like this.
    fn looks_like(&self, look: &Look) -> anyhow::Result<()> {
        let kept = kept(look.name);
        let file = self.0.folder.join("window.png");
        if std::env::var_os("OFFHOOK_LOOKS").is_some_and(|value| value == "write") {
            std::thread::sleep(Duration::from_secs(4));
            self.0.display.photograph(TITLE, &file)?;
            reduced(&file, look)?.save(&kept)?;
            return Ok(());
        }
        let wanted = image::open(&kept)
            .with_context(|| format!("reading {}", kept.display()))?
            .to_rgb8();
        let start = Instant::now();
        loop {
            self.0.display.photograph(TITLE, &file)?;
            let seen = reduced(&file, look)?;
            let difference = difference(&seen, &wanted);
            if difference <= SHARE {
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                let there = std::env::temp_dir().join(format!("offhook-look-{}.png", look.name));
                fs::copy(&file, &there)?;
                anyhow::bail!(
                    "{} does not look as it did: {:.1} % differ; the window is in {}",
                    look.name,
                    difference * 100.0,
                    there.display()
                );
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

/// Where the picture of a look is kept.
fn kept(name: &str) -> PathBuf {
    let folder = repository().join("tests").join("looks");
    folder.join(format!("{name}.png"))
}

/// The picture without what is left out, and small.
fn reduced(file: &Path, look: &Look) -> anyhow::Result<RgbImage> {
    let mut picture = image::open(file)?.to_rgb8();
    let [left, top] = match look.name.contains("compact") {
        true => COMPACT,
        false => [0, 0],
    };
    for [x, y, width, height] in look.masks {
        let (x, y) = (x.saturating_sub(left), y.saturating_sub(top));
        for y in y..(y + height).min(picture.height()) {
            for x in x..(x + width).min(picture.width()) {
                picture.put_pixel(x, y, Rgb([128; 3]));
            }
        }
    }
    let (width, height) = picture.dimensions();
    Ok(thumbnail(&picture, width / REDUCTION, height / REDUCTION))
}

/// The share of pixels that differ; all of them where the size does.
fn difference(one: &RgbImage, other: &RgbImage) -> f64 {
    if one.dimensions() != other.dimensions() {
        return 1.0;
    }
    let off = |(one, other): (&Rgb<u8>, &Rgb<u8>)| {
        let mut parts = one.0.iter().zip(other.0);
        parts.any(|(one, other)| one.abs_diff(other) > OFF)
    };
    let pairs = one.pixels().zip(other.pixels());
    let all = u32::max(one.width() * one.height(), 1);
    pairs.filter(|pair| off(*pair)).count() as f64 / f64::from(all)
}

const IDLE_LOOKS: [Look; 4] = [
    Look {
        name: "idle-dark",
        masks: IDLE,
    },
    Look {
        name: "idle-light",
        masks: IDLE,
    },
    Look {
        name: "idle-high-contrast",
        masks: IDLE,
    },
    Look {
        name: "idle-compact-high-contrast",
        masks: IDLE,
    },
];

const CALL_LOOKS: [Look; 3] = [
    Look {
        name: "in-call-light",
        masks: IN_CALL,
    },
    Look {
        name: "in-call-compact-light",
        masks: IN_CALL,
    },
    Look {
        name: "settings-compact-light",
        masks: &[CLOCK],
    },
];

#[test]
fn the_idle_phone_looks_as_it_did_in_all_themes() -> anyhow::Result<()> {
    let words = [
        "theme = \"dark\"",
        "theme = \"light\"",
        "theme = \"high-contrast\"",
        "theme = \"high-contrast\"\nface = \"compact\"",
    ];
    for drawing in DRAWINGS {
        for (look, words) in IDLE_LOOKS.iter().zip(words) {
            let Some(stage) = Stage::open(look.name, drawing, words)? else {
                return Ok(());
            };
            stage.looks_like(look)?;
        }
    }
    Ok(())
}

#[test]
fn a_call_looks_as_it_did_in_both_faces_by_opengl() -> anyhow::Result<()> {
    a_call_looks_as_it_did(DRAWINGS[0])
}

#[test]
fn a_call_looks_as_it_did_in_both_faces_by_the_processor() -> anyhow::Result<()> {
    a_call_looks_as_it_did(DRAWINGS[1])
}

fn a_call_looks_as_it_did(drawing: &str) -> anyhow::Result<()> {
    let Some(stage) = Stage::open("in-call", drawing, "theme = \"light\"")? else {
        return Ok(());
    };
    let [in_call, compact, settings] = &CALL_LOOKS;
    // Registered, as the soft keys and labels say.
    stage.looks_like(&IDLE_LOOKS[1])?;
    stage.press(&["6", "0", "0", "Return"])?;
    stage.looks_like(in_call)?;
    stage.press(&["alt+m"])?;
    stage.looks_like(compact)?;
    stage.press(&["ctrl+s"])?;
    stage.looks_like(settings)
}

#[test]
fn looks_that_a_person_tells_apart_are_told_apart() -> anyhow::Result<()> {
    let looks: Vec<&Look> = IDLE_LOOKS.iter().chain(&CALL_LOOKS).collect();
    let pictures = looks.iter().map(|look| {
        let picture = image::open(kept(look.name))?;
        Ok((look.name, picture.to_rgb8()))
    });
    let pictures: Vec<(&str, RgbImage)> = pictures.collect::<anyhow::Result<_>>()?;
    for (at, (name, picture)) in pictures.iter().enumerate() {
        for (other, like) in &pictures[at + 1..] {
            let difference = difference(picture, like);
            assert!(
                difference > SHARE,
                "{name} passes for {other}: {difference}"
            );
        }
    }
    Ok(())
}
