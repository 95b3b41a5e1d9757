//! The part of the settings that the station is told at its start.

use softphone::StationConfig;

use super::SettingsError;
use crate::args::PhoneOptions;
use crate::codec_choice::CodecChoice;
use crate::config::ConfigFile;
use crate::values::ServerName;

/// Who the phone is, which servers it registers with, and what it tells them.
pub(super) fn station_of(
    options: &PhoneOptions,
    servers: &[ServerName],
    file: &ConfigFile,
    own_device: impl FnOnce() -> String,
) -> Result<StationConfig, SettingsError> {
    let addresses = |given, kept| {
        given_or_kept(given, kept)
            .iter()
            .map(|name: &ServerName| name.0.clone())
    };
    let mut station = StationConfig {
        device: match options.device.as_ref().or(file.device.as_ref()) {
            Some(name) => device_name(name)?,
            None => own_device(),
        },
        servers: addresses(servers, &file.server).collect(),
        last_resort: addresses(&options.last_resort, &file.last_resort).collect(),
        ask_for_servers: options.ask_servers || file.ask_servers,
        device_type: options
            .device_type
            .or(file.device_type)
            .unwrap_or_default()
            .number(),
        codecs: codec_numbers(given_or_kept(&options.codecs, &file.codecs))?,
        low_bandwidth: options.low_bandwidth || file.low_bandwidth,
        watch_speed_dials: options.watch_speed_dials || file.watch_speed_dials,
        volumes: file.sound().volumes(),
        seed: crate::identity::random_number(),
        sample_figures: true,
        tell_figures_every: options.stats_every,
        ..StationConfig::default()
    };
    if let Some(time) = options.connection_monitor.or(file.connection_monitor) {
        station.connection_monitor = time;
    }
    if let Some(version) = options.protocol.or(file.protocol) {
        if !(3..=22).contains(&version) {
            return Err(SettingsError::Protocol(version));
        }
        station.protocol_version = version;
    }
    if let Some(language) = options.language.or(file.language) {
        station.language = language.language();
    }
    if let Some(charset) = options.charset.or(file.charset) {
        station.charset = charset.0;
    }
    if let Some(code_point) = options.audio_dscp.or(file.audio_dscp) {
        if code_point > 63 {
            return Err(SettingsError::Dscp(code_point));
        }
        station.audio_dscp = code_point;
    }
    if let Some(silence) = options.silence_suppression.or(file.silence_suppression) {
        station.silence_suppression = silence.setting();
    }
    Ok(station)
}

/// A list of the command line or the environment, where one was given, else that of the file.
const fn given_or_kept<'a, T>(given: &'a [T], kept: &'a [T]) -> &'a [T] {
    if given.is_empty() { kept } else { given }
}

/// The protocol's numbers of the codecs to offer; of all that this machine has when none is named.
fn codec_numbers(named: &[CodecChoice]) -> Result<Vec<u32>, SettingsError> {
    let codecs = match named {
        [] => CodecChoice::all(),
        named => named.to_vec(),
    };
    if let Some(missing) = codecs.iter().find(|codec| !codec.codec().is_available()) {
        return Err(SettingsError::Codec(missing.name()));
    }
    Ok(codecs.into_iter().flat_map(CodecChoice::numbers).collect())
}

/// Checks a device name: it goes into a field of 16 bytes, and into file names of servers.
fn device_name(text: &str) -> Result<String, SettingsError> {
    let text = text.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if text.is_empty() || text.len() > 15 || !text.chars().all(plain) {
        return Err(SettingsError::Device(text.to_owned()));
    }
    // A MAC address as people copy it.
    let is_sep = text
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("SEP"));
    Ok(if is_sep {
        text.to_ascii_uppercase()
    } else {
        text.to_owned()
    })
}
