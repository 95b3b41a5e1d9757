//! What is chosen of the sound devices, kept for the next start.

use softphone::voice::SoundModes;
use softphone::{AudioPath, Volumes};
use sound::DeviceChoice;

use super::name;
use crate::config::kept::{Draft, Kept, KeptError};

/// Keeps devices, if any are given, and volumes in the file, for the next start; what else it says
/// stays as it is written.
pub(crate) fn keep(
    file: &Kept,
    modes: Option<&SoundModes>,
    volumes: Volumes,
) -> Result<(), KeptError> {
    file.change(|draft| {
        for path in AudioPath::ALL {
            let volume = i64::from(volumes.of(Some(path)));
            draft.set(&format!("{}.volume", name(path)), volume);
        }
        draft.set("ringer.volume", i64::from(volumes.ringer));
        if let Some(modes) = modes {
            keep_modes(draft, modes);
        }
    })
}

fn keep_modes(draft: &mut Draft, modes: &SoundModes) {
    let words = |choice: Option<&DeviceChoice>| choice.map(ToString::to_string);
    for path in AudioPath::ALL {
        let (mode, name) = (modes.of(path), name(path));
        draft.set_or_remove(&format!("{name}.input"), words(mode.microphone.as_ref()));
        draft.set_or_remove(&format!("{name}.output"), words(mode.speaker.as_ref()));
    }
    draft.set_or_remove("ringer.output", words(modes.ringer.as_ref()));
    if modes.side_tone || draft.has("side_tone") {
        draft.set("side_tone", modes.side_tone);
    }
}

#[cfg(test)]
mod tests {
    use super::super::SoundOptions;
    use super::super::tests::{HEADSET, read};
    use super::*;
    use crate::config::ConfigFile;
    use crate::enhancing::{GainDb, Gains};

    #[test]
    fn what_is_kept_is_read_again_and_leaves_all_else_as_it_was() {
        let modes = SoundOptions {
            headset_output: Some("usb.out".to_owned()),
            ringer: Some("device:silence".to_owned()),
            side_tone: true,
            ..SoundOptions::default()
        }
        .modes(&ConfigFile::default().sound())
        .expect("it is right");
        let volumes = Volumes {
            ringer: 10,
            ..Volumes::default()
        };
        let path = std::env::temp_dir().join(format!("offhook-sound-{}.toml", std::process::id()));
        std::fs::write(&path, HEADSET).expect("written");
        let file = Kept::open(&path);
        let kept = |modes: Option<&SoundModes>, volumes| {
            keep(&file, modes, volumes).expect("it is kept");
            std::fs::read_to_string(&path).expect("it is there")
        };
        let text = kept(Some(&modes), volumes);
        assert!(
            text.contains("# mine") && text.contains("# the good one"),
            "{text}"
        );
        let read_again = read(&text);
        assert_eq!(read_again.output.as_deref(), Some("speakers"));
        let again = SoundOptions::default().modes(&read_again.sound());
        assert_eq!(again.expect("it is right"), modes);
        assert_eq!(read_again.sound().volumes(), volumes);
        let louder = kept(None, Volumes::default());
        let again = SoundOptions::default().modes(&read(&louder).sound());
        assert_eq!(
            again.expect("it is right"),
            modes,
            "only the volumes changed"
        );
        let off = SoundModes::default();
        let text = kept(Some(&off), volumes);
        std::fs::remove_file(&path).expect("it was there");
        let again = SoundOptions::default().modes(&read(&text).sound());
        assert_eq!(again.expect("it is right"), off);
    }

    #[test]
    fn a_gain_that_is_kept_is_read_again_and_its_comment_stays() {
        let text = "[headset] # the good one\ninput_gain = 3 # softly spoken\nvolume = 40\n";
        let kept = Draft::changed(text, |draft| draft.set("headset.input_gain", -7));
        let kept = kept.expect("it is TOML");
        assert_eq!(kept, text.replace("= 3 ", "= -7 "));
        let gains = SoundOptions::default().gains(&read(&kept).sound());
        assert_eq!(gains.headset, GainDb(-7));
        let usual = Draft::changed(&kept, |draft| draft.remove("headset.input_gain"));
        let usual = read(&usual.expect("it is TOML"));
        assert_eq!(
            SoundOptions::default().gains(&usual.sound()),
            Gains::default()
        );
    }
}
