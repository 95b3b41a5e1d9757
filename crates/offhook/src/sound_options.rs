//! Which sound devices the audio modes and the ringer use: options, file, and both merged.

#[cfg(feature = "window")]
mod kept;

use clap::Args;
use serde::Deserialize;
use softphone::voice::SoundModes;
use softphone::{AudioPath, Volumes};
use sound::DeviceChoice;

use crate::enhancing::{GainDb, Gains};
use crate::settings::SettingsError;

#[cfg(feature = "window")]
pub(crate) use self::kept::keep;

/// Devices of the audio modes on the command line.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct SoundOptions {
    /// The headset's microphone, when it is not that of --input
    #[arg(long, value_name = "SOUND")]
    headset_input: Option<String>,
    /// What the headset plays on, when it is not that of --output
    #[arg(long, value_name = "SOUND")]
    headset_output: Option<String>,
    /// The handset's microphone
    #[arg(long, value_name = "SOUND")]
    handset_input: Option<String>,
    /// What the handset plays on
    #[arg(long, value_name = "SOUND")]
    handset_output: Option<String>,
    /// The microphone of the loudspeaker mode
    #[arg(long, value_name = "SOUND")]
    speaker_input: Option<String>,
    /// The loudspeaker
    #[arg(long, value_name = "SOUND")]
    speaker_output: Option<String>,
    /// How much louder the headset's microphone is made, dB: -20 to 20
    #[arg(long, value_name = "DB", allow_negative_numbers = true)]
    headset_input_gain: Option<GainDb>,
    /// How much louder the handset's microphone is made, dB
    #[arg(long, value_name = "DB", allow_negative_numbers = true)]
    handset_input_gain: Option<GainDb>,
    /// How much louder the microphone of the loudspeaker mode is made, dB
    #[arg(long, value_name = "DB", allow_negative_numbers = true)]
    speaker_input_gain: Option<GainDb>,
    /// Where it rings; on the loudspeaker when it is not said
    #[arg(long, value_name = "SOUND", env = "OFFHOOK_RINGER")]
    ringer: Option<String>,
    /// Hear your own voice softly in headset and handset
    #[arg(long, env = "OFFHOOK_SIDE_TONE")]
    side_tone: bool,
}

/// What the configuration file says of an audio mode, in a table of its name.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ModeTable {
    /// The microphone.
    pub(crate) input: Option<String>,
    /// How much louder it is made, dB.
    pub(crate) input_gain: Option<GainDb>,
    /// The speaker.
    pub(crate) output: Option<String>,
    /// How loud, 0 to 100.
    #[serde(deserialize_with = "volume")]
    pub(crate) volume: Option<u8>,
}

/// What it says of the ringer.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RingerTable {
    /// What it rings on.
    pub(crate) output: Option<String>,
    /// How loud, 0 to 100.
    #[serde(deserialize_with = "volume")]
    pub(crate) volume: Option<u8>,
}

/// What the file says of all of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SoundTables<'a> {
    pub(crate) headset: &'a ModeTable,
    pub(crate) handset: &'a ModeTable,
    pub(crate) speaker: &'a ModeTable,
    pub(crate) ringer: &'a RingerTable,
    pub(crate) side_tone: bool,
}

impl SoundTables<'_> {
    const fn of(&self, path: AudioPath) -> &ModeTable {
        match path {
            AudioPath::Headset => self.headset,
            AudioPath::Handset => self.handset,
            AudioPath::Speaker => self.speaker,
        }
    }

    /// How loud it is at the start.
    pub(crate) fn volumes(&self) -> Volumes {
        let mut volumes = Volumes::default();
        for path in AudioPath::ALL {
            if let Some(volume) = self.of(path).volume {
                *volumes.of_mut(Some(path)) = volume;
            }
        }
        volumes.ringer = self.ringer.volume.unwrap_or(volumes.ringer);
        volumes
    }
}

/// What the file calls it.
const fn name(path: AudioPath) -> &'static str {
    match path {
        AudioPath::Headset => "headset",
        AudioPath::Handset => "handset",
        AudioPath::Speaker => "speaker",
    }
}

impl SoundOptions {
    /// How much louder the microphones are made: by the command line, else by the file.
    pub(crate) fn gains(&self, file: &SoundTables<'_>) -> Gains {
        let gain = |given: Option<GainDb>, path| given.or(file.of(path).input_gain);
        Gains {
            headset: gain(self.headset_input_gain, AudioPath::Headset).unwrap_or_default(),
            handset: gain(self.handset_input_gain, AudioPath::Handset).unwrap_or_default(),
            speaker: gain(self.speaker_input_gain, AudioPath::Speaker).unwrap_or_default(),
        }
    }

    /// The devices: of the command line, else of the file.
    pub(crate) fn modes(self, file: &SoundTables<'_>) -> Result<SoundModes, SettingsError> {
        let mut modes = SoundModes {
            side_tone: self.side_tone || file.side_tone,
            ..SoundModes::default()
        };
        let given = [
            (AudioPath::Headset, self.headset_input, self.headset_output),
            (AudioPath::Handset, self.handset_input, self.handset_output),
            (AudioPath::Speaker, self.speaker_input, self.speaker_output),
        ];
        for (path, input, output) in given {
            let table = file.of(path);
            let mode = modes.of_mut(path);
            let option = |side: &str| format!("{}-{side}", name(path));
            let input = input.or_else(|| table.input.clone());
            mode.microphone = sound_choice(&option("input"), true, input)?;
            let output = output.or_else(|| table.output.clone());
            mode.speaker = sound_choice(&option("output"), false, output)?;
        }
        let ringer = self.ringer.or_else(|| file.ringer.output.clone());
        modes.ringer = sound_choice("ringer", false, ringer)?;
        Ok(modes)
    }
}

/// The choice of this option, if one is given; what is played on cannot be all that is recorded
/// from.
pub(crate) fn sound_choice(
    option: &str,
    is_input: bool,
    text: Option<String>,
) -> Result<Option<DeviceChoice>, SettingsError> {
    let parse = |text: String| {
        let choice = text.parse::<DeviceChoice>();
        let fits = match is_input {
            true => choice,
            false => choice.and_then(DeviceChoice::to_play_on),
        };
        fits.map_err(|source| SettingsError::Sound {
            option: option.to_owned(),
            source,
        })
    };
    text.map(parse).transpose()
}

fn volume<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<u8>, D::Error> {
    match u8::deserialize(from)? {
        volume @ 0..=100 => Ok(Some(volume)),
        other => Err(serde::de::Error::custom(format!(
            "{other} is no volume; 0 to 100 are"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFile;

    pub(super) fn read(text: &str) -> ConfigFile {
        toml::from_str(text).expect("it is right")
    }

    pub(super) const HEADSET: &str = "\
# mine
output = \"speakers\"

[headset] # the good one
input = \"jabra\"
volume = 40
";

    #[test]
    fn the_command_line_goes_over_the_file_for_each_device() {
        let file = read(HEADSET);
        let options = SoundOptions {
            headset_output: Some("default".to_owned()),
            ringer: Some("box".to_owned()),
            ..SoundOptions::default()
        };
        let modes = options.modes(&file.sound()).expect("it is right");
        let named = |name: &str| Some(DeviceChoice::Named(name.to_owned()));
        assert_eq!(modes.headset.microphone, named("jabra"));
        assert_eq!(modes.headset.speaker, Some(DeviceChoice::Default));
        assert_eq!(modes.speaker.speaker, None);
        assert_eq!(modes.ringer, named("box"));
        assert_eq!(file.sound().volumes().headset, 40);
        assert_eq!(file.sound().volumes().ringer, Volumes::default().ringer);
    }

    #[test]
    fn a_microphone_is_made_louder_by_the_command_line_else_by_the_file_else_not() {
        let file = read("[headset]\ninput_gain = 12\n\n[speaker]\ninput_gain = -20\n");
        let options = SoundOptions {
            headset_input_gain: "-6".parse().ok(),
            ..SoundOptions::default()
        };
        let gains = options.gains(&file.sound());
        assert_eq!(
            [gains.headset.0, gains.handset.0, gains.speaker.0],
            [-6, 0, -20]
        );
    }

    #[test]
    fn a_gain_that_is_none_is_refused_with_line_and_range() {
        for wrong in ["21", "-21", "300", "1.5", "\"loud\"", "true"] {
            let text = format!("[handset]\ninput_gain = {wrong}\n");
            let error = ConfigFile::parse(&text).expect_err(wrong).to_string();
            for part in ["line 2", wrong.trim_matches('"'), "-20 to 20"] {
                assert!(error.contains(part), "{part} is missing in\n{error}");
            }
        }
    }

    #[test]
    fn says_which_device_or_volume_is_wrong() {
        let options = SoundOptions {
            handset_input: Some("tone:".to_owned()),
            ..SoundOptions::default()
        };
        let error = options.modes(&ConfigFile::default().sound());
        let error = error.expect_err("it is wrong").to_string();
        assert!(error.starts_with("handset-input"), "{error}");
        let error = toml::from_str::<ConfigFile>("[ringer]\nvolume = 101\n");
        assert!(error.expect_err("too loud").to_string().contains("101"));
    }
}
