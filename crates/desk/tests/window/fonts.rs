//! The typeface, and the system's fonts for what it lacks.

use std::path::Path;
use std::time::{Duration, Instant};

use egui::{FontFamily, FontId, MissingGlyphPolicy};
use station::{Call, CallState, Screen};

use crate::fake::{idle, window};

/// Far more than it takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn the_typeface_has_latin_greek_and_cyrillic() {
    let (window, _) = window(idle());
    let ranges = [
        ' '..='~',
        '\u{a0}'..='\u{ac}',
        '\u{ae}'..='\u{148}',
        '\u{14a}'..='\u{17f}',
        '\u{391}'..='\u{3a1}',
        '\u{3a3}'..='\u{3ce}',
        '\u{400}'..='\u{45f}',
        '\u{490}'..='\u{491}',
        '\u{1e80}'..='\u{1e85}',
        '\u{1ea0}'..='\u{1ef9}',
    ];
    for (family, font) in [
        (FontFamily::Proportional, "Inter"),
        (FontFamily::Name("strong".into()), "Inter SemiBold"),
    ] {
        let missing: String = window.ctx.fonts_mut(|fonts| {
            let known = fonts.characters(&family);
            let has = |sign: &char| {
                let fonts = known.get(sign);
                fonts.is_some_and(|fonts| fonts.iter().any(|name| name == font))
            };
            let signs = ranges.iter().flat_map(Clone::clone);
            signs.filter(|sign| !has(sign)).collect()
        });
        assert_eq!(missing, "", "in {font}");
    }
}

#[test]
fn another_script_comes_from_the_systems_fonts() {
    const GEORGIAN: &str = "\u{10d0}\u{10d1}\u{10d2}";
    let font = Path::new("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");
    if !font.exists() {
        eprintln!("not tested: {} is not here", font.display());
        return;
    }
    let (mut window, phone) = window(idle());
    window
        .ctx
        .set_missing_glyph_policy(MissingGlyphPolicy::default());
    window.run_ok();
    let drawn = |window: &egui_kittest::Harness<'_>| {
        window
            .ctx
            .fonts_mut(|fonts| fonts.has_glyphs(&FontId::proportional(14.0), GEORGIAN))
    };
    phone.show(Screen {
        calls: vec![Call {
            call_reference: 1,
            state: CallState::RingIn,
            remote_name: GEORGIAN.to_owned(),
            ..Call::default()
        }],
        ..idle()
    });
    let until = Instant::now() + PATIENCE;
    loop {
        window.run_steps(2);
        if drawn(&window) {
            break;
        }
        assert!(Instant::now() < until, "the letters are still missing");
        std::thread::sleep(Duration::from_millis(20));
    }
}
