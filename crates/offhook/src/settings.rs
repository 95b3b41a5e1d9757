//! What a phone is run with: command line over environment over file over default.
//!
//! The command line and the environment come merged from clap, in that order.

#[cfg(feature = "window")]
mod anew;
mod station;

use std::path::PathBuf;

use keymap::HotKeys;
use netem::Impairment;
use softphone::StationConfig;
use softphone::voice::{OwnRing, SoundModes};
use sound::DeviceChoice;
use thiserror::Error;

use self::station::station_of;
use crate::args::{OnOff, PhoneOptions};
use crate::book_options::{ContactsTable, DiallingTable};
use crate::config::ConfigFile;
use crate::control::ControlChoice;
use crate::desktop_table::DesktopTable;
use crate::enhancing::Enhancing;
use crate::key_table::KeyTable;
use crate::look_table::{LookTable, ThemeWord};
use crate::recording_choice::RecordingChoice;
use crate::sound_options::sound_choice;
use crate::tuning_table::TuningTable;
use crate::values::{
    CallLogChoice, LanguageChoice, PortRange, RegionChoice, RtcpChoice, ServerName,
};

/// What a phone is run with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settings {
    /// Who the phone is, and which servers it registers with.
    pub(crate) station: StationConfig,
    /// The microphone; none when nothing was said of it.
    pub(crate) input: Option<DeviceChoice>,
    /// The speaker; none when nothing was said of it.
    pub(crate) output: Option<DeviceChoice>,
    /// Audio modes with devices of their own, and the ringer.
    pub(crate) modes: SoundModes,
    /// The configuration file, where the window keeps what is chosen of them.
    pub(crate) file: Option<PathBuf>,
    /// What is done to the microphone's sound.
    pub(crate) enhancing: Enhancing,
    /// The UDP ports for voice; none for any.
    pub(crate) rtp_ports: Option<PortRange>,
    /// Whether reports about the voice are sent and taken.
    pub(crate) rtcp: RtcpChoice,
    /// Whose call progress tones to play.
    pub(crate) region: RegionChoice,
    /// The language that was asked for; none when nothing was said of it, which is English in
    /// `station`.
    pub(crate) language: Option<LanguageChoice>,
    /// Where to write a recording of all inputs.
    pub(crate) record: Option<PathBuf>,
    /// Where to write a capture of the connection.
    pub(crate) trace: Option<PathBuf>,
    /// Whether the voice is in it.
    pub(crate) trace_rtp: bool,
    /// What goes wrong with the voice, when that is asked for.
    pub(crate) impairment: Option<Impairment>,
    /// The call lists are kept where nothing else is said.
    pub(crate) keeps_call_log: bool,
    /// What was said besides the file.
    pub(crate) given: Box<Given>,
    /// Which keys of the computer do what in the window.
    pub(crate) keys: KeyTable,
    /// Which keys work while another program has the keyboard.
    pub(crate) hot_keys: HotKeys,
    /// Where calls are recorded, if they are.
    pub(crate) record_calls: Option<RecordingChoice>,
    /// Where the phone can be asked from outside; none when nothing was said of it.
    pub(crate) control: Option<ControlChoice>,
    /// How numbers from elsewhere are dialled.
    pub(crate) dialling: DiallingTable,
    /// The address book.
    pub(crate) contacts: ContactsTable,
    /// How the window looks.
    pub(crate) look: LookTable,
    /// The echo, and the sound devices that were seen before.
    pub(crate) tuning: TuningTable,
    /// Whether the buttons of USB headsets control calls; none when nothing was said of it.
    pub(crate) headset_buttons: Option<bool>,
    /// What of the desktop around the window is used.
    pub(crate) desktop: DesktopTable,
    /// Nothing of it is used in this run, whatever is chosen for others.
    pub(crate) no_desktop: bool,
    /// The rings of the person's own.
    pub(crate) own_rings: Vec<OwnRing>,
    /// Where to keep the call lists; none when nothing was said of it.
    pub(crate) call_log: Option<CallLogChoice>,
}

/// What was said besides the file; it goes over what the file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Given {
    pub(crate) options: PhoneOptions,
    pub(crate) servers: Vec<ServerName>,
    /// What was typed at the first start, until the file has it.
    pub(crate) typed: Option<(ServerName, String)>,
}

/// What is wrong with the settings.
#[derive(Debug, Error)]
pub(crate) enum SettingsError {
    /// The device name is none.
    #[error(
        "`{0}` is no device name; write SEP and twelve hexadecimal digits, or up to 15 letters, digits, - and _"
    )]
    Device(String),
    /// No server where one is needed.
    #[error("no call server: name one with --server HOST, or try `offhook demo`")]
    NoServer,
    /// The protocol version in the file.
    #[error("protocol version {0} cannot be offered; 3 to 22 can")]
    Protocol(u8),
    /// The code point in the file.
    #[error("{0} is no DSCP code point; 0 to 63 are")]
    Dscp(u8),
    /// The codec needs a library.
    #[error(
        "the codec {0} needs a library that this machine does not have; docs/media.md names it"
    )]
    Codec(&'static str),
    /// The ring in the file.
    #[error("`{name}` is no ring of this phone; it has {names}")]
    Ring {
        /// What it says.
        name: String,
        /// The names there are.
        names: String,
    },
    /// The sound device is none.
    #[error("{option}: {source}")]
    Sound {
        /// Which option.
        option: String,
        /// What is wrong.
        source: sound::ChoiceError,
    },
}

impl Settings {
    /// Merges options and file; `own_device` gives the device name when neither has one.
    pub(crate) fn merge(
        options: PhoneOptions,
        servers: Vec<ServerName>,
        file: &ConfigFile,
        own_device: impl FnOnce() -> String,
    ) -> Result<Self, SettingsError> {
        let mut station = station_of(&options, &servers, file, own_device)?;
        let own_rings = file.rings.own_rings(file.path.as_deref());
        file.rings.tell(&mut station, &own_rings)?;
        station.preferences.visual_ring = file.look.visual_ring;
        station.preferences.mute_reminder = file.mute_reminder.unwrap_or(true);
        let given = Box::new(Given {
            options: options.clone(),
            servers,
            typed: None,
        });
        Ok(Self {
            station,
            input: sound_choice("input", true, options.input.or_else(|| file.input.clone()))?,
            output: sound_choice(
                "output",
                false,
                options.output.or_else(|| file.output.clone()),
            )?,
            enhancing: Enhancing {
                gains: options.sound.gains(&file.sound()),
                echo_cancel: options.echo_cancel.or_else(|| file.echo_cancel.clone()),
                noise_suppression: options
                    .noise_suppression
                    .or_else(|| file.noise_suppression.clone()),
                auto_gain: options.auto_gain.or_else(|| file.auto_gain.clone()),
            },
            modes: options.sound.modes(&file.sound())?,
            file: file.path.clone(),
            rtp_ports: options.rtp_ports.or(file.rtp_ports),
            rtcp: options.rtcp.or(file.rtcp).unwrap_or_default(),
            region: options.region.or(file.region).unwrap_or_default(),
            language: options.language.or(file.language),
            record: options.record,
            trace: options.trace.or_else(|| file.trace.clone()),
            trace_rtp: options.trace_rtp || file.trace_rtp,
            impairment: options.impair.or_else(|| file.impair.clone()),
            keeps_call_log: false,
            given,
            record_calls: options
                .record_calls
                .or_else(|| file.record_calls.clone())
                .map(|folder| RecordingChoice {
                    folder,
                    all_calls: !(options.record_when_asked || file.record_when_asked),
                    format: options
                        .record_format
                        .or(file.record_format)
                        .unwrap_or_default(),
                    notice: options
                        .record_notice
                        .or(file.record_notice)
                        .unwrap_or_default(),
                }),
            keys: file.keys.clone(),
            hot_keys: file.hot_keys.0.clone(),
            control: options.control,
            look: file.look,
            tuning: file.tuning.clone(),
            headset_buttons: options
                .headset_buttons
                .map(|wanted| wanted == OnOff::On)
                .or(file.headset_buttons),
            desktop: file.desktop,
            no_desktop: options.desktop == Some(OnOff::Off),
            dialling: file.dialling.clone(),
            contacts: file.contacts.clone(),
            own_rings,
            call_log: options.call_log.or_else(|| file.call_log.clone()),
        })
    }
}

impl Settings {
    /// The same for a phone in a window or a terminal, which speaks the language of the
    /// person's system unless another one was asked for.
    pub(crate) fn in_window(mut self) -> Self {
        let choice = self.language.unwrap_or(LanguageChoice::System);
        self.station.language = choice.language();
        self.station.preferences.theme = self.look.theme.word().to_owned();
        self.station.choices.themes = ThemeWord::WORDS.map(str::to_owned).into();
        self
    }

    /// Has the call lists kept in the device's own file, when nothing else was said.
    pub(crate) fn keep_call_log(&mut self) {
        self.keeps_call_log = true;
        if self.call_log.is_none() {
            self.call_log =
                crate::config::call_log_path(&self.station.device).map(CallLogChoice::File);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec_choice::CodecChoice;
    use crate::values::DeviceType;
    use softphone::Language;

    fn own() -> String {
        "SEP020000000001".to_owned()
    }

    #[test]
    fn options_go_over_the_file_and_the_file_over_defaults() {
        let file = ConfigFile {
            device: Some("SEP0000000000F1".to_owned()),
            protocol: Some(17),
            region: Some(RegionChoice::Europe),
            input: Some("tone:440".to_owned()),
            ..ConfigFile::default()
        };
        let options = PhoneOptions {
            device: Some("sep0000000000c1".to_owned()),
            device_type: Some(DeviceType::Phone7960),
            ..PhoneOptions::default()
        };
        let settings = Settings::merge(options, Vec::new(), &file, own).expect("it is right");
        assert_eq!(settings.station.device, "SEP0000000000C1");
        assert_eq!(settings.station.device_type, 7);
        assert_eq!(settings.station.protocol_version, 17);
        assert_eq!(settings.region, RegionChoice::Europe);
        assert_eq!(settings.input, Some(DeviceChoice::Tone(440.0)));
        assert_eq!(settings.output, None);
        let all = CodecChoice::all()
            .into_iter()
            .flat_map(CodecChoice::numbers);
        assert_eq!(settings.station.codecs, all.collect::<Vec<_>>());
    }

    #[test]
    fn the_call_lists_are_kept_where_the_command_line_or_the_file_says() {
        let file: ConfigFile =
            toml::from_str("call_log = \"calls.json\"\nwatch_speed_dials = true\n")
                .expect("both are keys of it");
        let merged = |call_log| {
            let options = PhoneOptions {
                call_log,
                ..PhoneOptions::default()
            };
            Settings::merge(options, Vec::new(), &file, own).expect("nothing is wrong")
        };
        let by_file = merged(None);
        assert!(by_file.station.watch_speed_dials);
        assert_eq!(
            by_file.call_log,
            Some(CallLogChoice::File("calls.json".into()))
        );
        let off = merged(Some("off".to_owned().into()));
        assert_eq!(off.call_log.and_then(CallLogChoice::file), None);
    }

    #[test]
    fn servers_of_the_command_line_replace_those_of_the_file() {
        let file = ConfigFile {
            server: vec![ServerName("file:2000".to_owned())],
            ..ConfigFile::default()
        };
        let with = |servers| {
            let settings = Settings::merge(PhoneOptions::default(), servers, &file, own);
            settings.expect("it is right").station.servers
        };
        assert_eq!(
            with(vec![ServerName("line:2000".to_owned())]),
            ["line:2000"]
        );
        assert_eq!(with(Vec::new()), ["file:2000"]);
    }

    #[test]
    fn takes_the_phones_own_name_when_none_is_given() {
        let settings = Settings::merge(
            PhoneOptions::default(),
            Vec::new(),
            &ConfigFile::default(),
            own,
        );
        assert_eq!(settings.expect("it is right").station.device, own());
    }

    #[test]
    fn speaks_english_unless_asked() {
        let merge = |options, file: &ConfigFile| {
            let settings = Settings::merge(options, Vec::new(), file, own);
            settings.expect("it is right").station.language
        };
        let file = ConfigFile {
            language: Some(LanguageChoice::This(Language::French)),
            ..ConfigFile::default()
        };
        let options = PhoneOptions {
            language: Some(LanguageChoice::This(Language::German)),
            ..PhoneOptions::default()
        };
        let nothing = ConfigFile::default();
        assert_eq!(merge(options, &file), Language::German);
        assert_eq!(merge(PhoneOptions::default(), &file), Language::French);
        assert_eq!(merge(PhoneOptions::default(), &nothing), Language::English);
    }

    #[cfg(feature = "window")]
    #[test]
    fn what_the_window_and_the_running_phone_take_over_needs_no_other_phone() {
        let of = |text: &str| {
            let file = ConfigFile::parse(text).expect(text);
            let options = PhoneOptions::default();
            let merged = Settings::merge(options, Vec::new(), &file, own).expect(text);
            let mut settings = merged.in_window();
            settings.station.seed = 0;
            settings
        };
        let before = of("language = \"de\"");
        for text in [
            "[dialling]\nemergency = [\"0112\"]",
            "[[dialling.rule]]\nlength = 7\nprefix = \"9\"",
            "[contacts]\nbooks = [\"company.vcf\"]",
            "[keys]\nletters = \"name\"\nmute = \"F9\"",
            "[hot_keys]\nmute = \"F9\"",
            "[desktop]\ntray = false",
            "[look]\ntheme = \"light\"\nvisual_ring = true",
            "[rings]\ndefault = \"Bells\"",
            "mute_reminder = false",
            "headset_buttons = false",
            "[tuning]\necho_number = \"*43\"",
            "",
        ] {
            let now = of(&format!("language = \"fr\"\n{text}"));
            assert_ne!(before, now, "{text}");
            assert!(!before.needs_another_phone(&now), "{text}");
        }
        let now = of("language = \"de\"\nprotocol = 17");
        assert!(before.needs_another_phone(&now), "it registers by it");
    }

    #[test]
    fn says_which_value_is_wrong() {
        let merge = |options, file: &ConfigFile| {
            Settings::merge(options, Vec::new(), file, own)
                .expect_err("it is wrong")
                .to_string()
        };
        for device in ["", "SEP 1", "SEP00112233445566", "ä"] {
            let options = PhoneOptions {
                device: Some(device.to_owned()),
                ..PhoneOptions::default()
            };
            assert!(
                merge(options, &ConfigFile::default()).contains("no device name"),
                "{device}"
            );
        }
        let file = ConfigFile {
            protocol: Some(2),
            ..ConfigFile::default()
        };
        assert!(merge(PhoneOptions::default(), &file).contains("version 2"));
        let options = PhoneOptions {
            input: Some("tone:".to_owned()),
            ..PhoneOptions::default()
        };
        assert!(merge(options, &ConfigFile::default()).starts_with("input"));
        for (output, ringer) in [("tone:440", ""), ("silence", "loop:bell.wav")] {
            let options = PhoneOptions {
                input: Some("tone:440".to_owned()),
                output: Some(output.to_owned()),
                ..PhoneOptions::default()
            };
            let file = match ringer {
                "" => String::new(),
                ringer => format!("[ringer]\noutput = \"{ringer}\""),
            };
            let file = ConfigFile::parse(&file).expect("it is TOML");
            let error = merge(options, &file);
            let option = if ringer.is_empty() {
                "output"
            } else {
                "ringer"
            };
            assert!(error.starts_with(&format!("{option}: ")), "{error}");
            assert!(error.contains("can only be an input"), "{error}");
        }
    }
}
