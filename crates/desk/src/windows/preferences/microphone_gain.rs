//! The gain of a mode's microphone: its slider, which the tuning of sound has, too.

use egui::{RichText, Slider, Stroke, Ui};
use station::AudioPath;

use super::rows::named;
use crate::focus::SeenSlider;
use crate::preferences::{Change, MICROPHONE_GAIN_DB, PreferenceStore, Preferences, Value};
use crate::words::Words;

/// Length of the slider, points: some for each decibel.
const WIDTH: f32 = 200.0;

/// The key of the file.
pub(in crate::windows) const fn key(path: AudioPath) -> &'static str {
    match path {
        AudioPath::Headset => "headset.input_gain",
        AudioPath::Handset => "handset.input_gain",
        AudioPath::Speaker => "speaker.input_gain",
    }
}

/// What is set for this mode, dB.
pub(in crate::windows) fn of(set: &Preferences, path: AudioPath) -> i64 {
    match set.values.get(key(path)) {
        Some(Value::Number(gain)) => {
            (*gain).clamp(*MICROPHONE_GAIN_DB.start(), *MICROPHONE_GAIN_DB.end())
        }
        _ => 0,
    }
}

/// What the microphone of this mode has in this run, dB.
pub(in crate::windows) fn in_force(store: &dyn PreferenceStore, path: AudioPath) -> i64 {
    let given = store.overridden().remove(key(path));
    let given = given.and_then(|given| given.value.parse().ok());
    given.unwrap_or_else(|| of(&store.preferences(), path))
}

/// What sets this gain; none at all is usual.
pub(in crate::windows) fn changed(path: AudioPath, gain: i64) -> Change {
    let value = (gain != 0).then_some(Value::Number(gain));
    (key(path).to_owned(), value)
}

/// The slider with its figure; gives the new gain.
pub(in crate::windows) fn slider(
    ui: &mut Ui,
    words: Words,
    mode: &'static str,
    now: i64,
) -> Option<i64> {
    let mut gain = now;
    ui.spacing_mut().slider_width = WIDTH;
    // A step of its own, so that the keyboard's arrows take it.
    let slider = Slider::new(&mut gain, MICROPHONE_GAIN_DB)
        .step_by(1.0)
        .show_value(false);
    let response = ui.add(SeenSlider(slider));
    // Where nothing is made louder or quieter.
    let stroke = Stroke::new(1.0, ui.visuals().weak_text_color());
    let foot = response.rect.bottom();
    ui.painter()
        .vline(response.rect.center().x, foot - 4.0..=foot, stroke);
    let figure = figure(gain);
    let name = words.with("{}: gain", &[&words.say(mode)]);
    named(ui, &response, &name, Some(&figure));
    ui.label(RichText::new(format!("{figure:>6}")).monospace());
    (gain != now).then_some(gain)
}

/// A gain as it is written.
pub(in crate::windows) fn figure(gain: i64) -> String {
    match gain {
        0 => "0 dB".to_owned(),
        _ => format!("{gain:+} dB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gain_is_read_and_written_under_the_key_of_its_mode() {
        let mut set = Preferences::default();
        assert_eq!(of(&set, AudioPath::Speaker), 0);
        set.apply(&[changed(AudioPath::Speaker, -7)]);
        assert_eq!(set.values["speaker.input_gain"], Value::Number(-7));
        assert_eq!(of(&set, AudioPath::Speaker), -7);
        assert_eq!(of(&set, AudioPath::Headset), 0);
        set.apply(&[changed(AudioPath::Speaker, 0)]);
        assert!(set.values.is_empty(), "as usual");
    }

    #[test]
    fn a_gain_has_its_sign_before_it() {
        assert_eq!([-20, 0, 6].map(figure), ["-20 dB", "0 dB", "+6 dB"]);
    }
}
