//! Every pair of text and ground that occurs can be read in every theme.
//!
//! The measure is the contrast ratio of WCAG 2.2 (1.4.3 and 1.4.6): 4.5 to 1 for text,
//! 7 to 1 in high contrast, 3 to 1 for signs and for what cannot be used now.

use egui::Color32;

use super::{DARK, HIGH_CONTRAST, LIGHT, Palette};

/// Relative luminance of an opaque colour.
fn luminance(colour: Color32) -> f32 {
    let linear = |part: u8| {
        let part = f32::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

fn ratio(one: Color32, other: Color32) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// A translucent colour over an opaque one.
fn over(above: Color32, below: Color32) -> Color32 {
    below.blend(above)
}

fn between(one: Color32, other: Color32) -> Color32 {
    one.lerp_to_gamma(other, 0.5)
}

/// What is read on which grounds.
fn texts(of: &Palette) -> Vec<(&'static str, Color32, Vec<Color32>)> {
    let body = vec![of.body_top, of.body_bottom];
    let caps = vec![
        of.key_top,
        of.key_bottom,
        of.key_hover_top,
        of.key_hover_bottom,
        of.key_down_top,
        of.key_down_bottom,
    ];
    // The letters stand in the lower half of a key.
    let lower = vec![
        between(of.key_top, of.key_bottom),
        of.key_bottom,
        between(of.key_hover_top, of.key_hover_bottom),
        of.key_hover_bottom,
    ];
    let bars = vec![of.bar_top, of.bar_bottom];
    let shown = [of.display_top, of.display_bottom];
    let on_display = |above: &[Color32]| -> Vec<Color32> {
        let grounds = above
            .iter()
            .flat_map(|above| shown.map(|shown| over(*above, shown)));
        grounds.collect()
    };
    let cards = on_display(&[of.card, of.card_front, of.card_hover]);
    let labels = on_display(&[of.line_label, of.line_label_active, of.card_hover]);
    let all = [shown.to_vec(), cards.clone(), labels.clone()].concat();
    let calls = [cards, labels].concat();
    let rings = [calls.clone(), vec![of.card_rings]].concat();
    let panels = vec![
        of.panel,
        of.panel_stripe,
        of.panel_key,
        of.panel_key_hover,
        of.panel_marked,
    ];
    let plain = vec![of.panel, of.panel_stripe];
    vec![
        ("print", of.print, body.clone()),
        ("faint print", of.print_faint, body.clone()),
        ("what failed in the first start", of.panel_warning, body),
        ("on a key", of.key_text, caps),
        ("letters on a key", of.key_text_faint, lower),
        (
            "on the hook",
            of.call_text,
            vec![of.call_top, of.call_bottom, of.end_top, of.end_bottom],
        ),
        ("on a bar", of.bar_text, bars.clone()),
        ("faint on a bar", of.bar_text_faint, bars),
        (
            "ink",
            of.ink,
            [all.clone(), vec![of.prompt, of.card_rings]].concat(),
        ),
        ("faint ink", of.ink_faint, all),
        ("notice", of.notice_text, vec![of.notice]),
        ("marked item", of.accent_text, vec![of.accent]),
        ("a call that talks", of.state_talk, calls.clone()),
        ("a call that rings", of.state_ring, rings),
        ("a held call", of.state_hold, calls.clone()),
        ("a failed call", of.state_fail, calls.clone()),
        ("a quiet call", of.state_quiet, calls),
        ("in a window", of.panel_text, panels),
        ("faint in a window", of.panel_text_faint, plain.clone()),
        ("a link", of.panel_accent, plain.clone()),
        ("a warning", of.panel_warning, plain.clone()),
        ("an error", of.panel_error, plain),
        ("typed", of.field_text, vec![of.field]),
        ("a hint", of.field_hint, vec![of.field]),
    ]
}

/// Signs, edges, and what cannot be used now.
fn marks(of: &Palette) -> Vec<(&'static str, Color32, Vec<Color32>)> {
    vec![
        (
            "a key that does nothing",
            of.key_text_disabled,
            vec![of.key_disabled_top, of.key_disabled_bottom],
        ),
        (
            "focus on the body",
            of.focus,
            vec![of.body_top, of.body_bottom],
        ),
        (
            "what went well in the first start",
            of.panel_good,
            vec![of.body_top, of.body_bottom],
        ),
        ("focus in a window", of.focus, vec![of.panel, of.field]),
        ("a notice's sign", of.notice_mark, vec![of.notice]),
        ("muted", of.lamp_amber, vec![of.bar_top, of.bar_bottom]),
        ("a field's edge", of.field_edge, vec![of.field]),
        ("a slider's rail", of.field_edge, vec![of.panel]),
        ("green lamp", of.lamp_green, vec![of.lamp_dark]),
        ("amber lamp", of.lamp_amber, vec![of.lamp_dark]),
        ("red lamp", of.lamp_red, vec![of.lamp_dark]),
        ("missed calls", of.state_ring, vec![of.card_front]),
    ]
}

fn failures(of: &Palette, text: f32, mark: f32) -> Vec<String> {
    let pairs = texts(of).into_iter().map(|pair| (pair, text));
    let pairs = pairs.chain(marks(of).into_iter().map(|pair| (pair, mark)));
    pairs
        .flat_map(|((what, ink, grounds), least)| {
            grounds.into_iter().filter_map(move |ground| {
                let ratio = ratio(ink, ground);
                let words = || format!("{what}: {ink:?} on {ground:?} is {ratio:.2} to 1");
                (ratio < least).then(words)
            })
        })
        .collect()
}

#[test]
fn text_can_be_read_in_the_dark_theme() {
    assert_eq!(failures(DARK, 4.5, 3.0), [""; 0]);
}

#[test]
fn text_can_be_read_in_the_light_theme() {
    assert_eq!(failures(LIGHT, 4.5, 3.0), [""; 0]);
}

#[test]
fn text_stands_out_in_high_contrast() {
    assert_eq!(failures(HIGH_CONTRAST, 7.0, 7.0), [""; 0]);
}

#[test]
fn the_ratio_is_that_of_the_recommendation() {
    assert!((ratio(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    // The grey that just passes on white.
    let grey = Color32::from_rgb(0x76, 0x76, 0x76);
    assert!((ratio(grey, Color32::WHITE) - 4.54).abs() < 0.01);
}
