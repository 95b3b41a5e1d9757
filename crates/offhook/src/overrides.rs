//! What was said on the command line or in the environment, for the preferences: what stands in
//! the file does not count in this run.

use std::collections::BTreeMap;

use crate::settings::Given;

/// A setting of the file, with the option and the variable that go over it.
struct Source {
    key: &'static str,
    option: &'static str,
    variable: Option<&'static str>,
}

const fn source(key: &'static str, option: &'static str, variable: &'static str) -> Source {
    Source {
        key,
        option,
        variable: Some(variable),
    }
}

const fn option(key: &'static str, option: &'static str) -> Source {
    Source {
        key,
        option,
        variable: None,
    }
}

/// All of them, by the keys of the file.
const SOURCES: &[Source] = &[
    source("server", "--server", "OFFHOOK_SERVER"),
    source("last_resort", "--last-resort", "OFFHOOK_LAST_RESORT"),
    source(
        "connection_monitor",
        "--connection-monitor",
        "OFFHOOK_CONNECTION_MONITOR",
    ),
    option("ask_servers", "--ask-servers"),
    source("device", "--device", "OFFHOOK_DEVICE"),
    source("type", "--type", "OFFHOOK_TYPE"),
    source("protocol", "--protocol", "OFFHOOK_PROTOCOL"),
    source("codecs", "--codecs", "OFFHOOK_CODECS"),
    option("low_bandwidth", "--low-bandwidth"),
    source(
        "silence_suppression",
        "--silence-suppression",
        "OFFHOOK_SILENCE_SUPPRESSION",
    ),
    source("input", "--input", "OFFHOOK_INPUT"),
    source("output", "--output", "OFFHOOK_OUTPUT"),
    option("headset.input", "--headset-input"),
    option("headset.output", "--headset-output"),
    option("handset.input", "--handset-input"),
    option("handset.output", "--handset-output"),
    option("speaker.input", "--speaker-input"),
    option("speaker.output", "--speaker-output"),
    option("headset.input_gain", "--headset-input-gain"),
    option("handset.input_gain", "--handset-input-gain"),
    option("speaker.input_gain", "--speaker-input-gain"),
    source("ringer.output", "--ringer", "OFFHOOK_RINGER"),
    source("side_tone", "--side-tone", "OFFHOOK_SIDE_TONE"),
    source("echo_cancel", "--echo-cancel", "OFFHOOK_ECHO_CANCEL"),
    source(
        "noise_suppression",
        "--noise-suppression",
        "OFFHOOK_NOISE_SUPPRESSION",
    ),
    source("auto_gain", "--auto-gain", "OFFHOOK_AUTO_GAIN"),
    source("rtp_ports", "--rtp-ports", "OFFHOOK_RTP_PORTS"),
    source("audio_dscp", "--audio-dscp", "OFFHOOK_AUDIO_DSCP"),
    source("rtcp", "--rtcp", "OFFHOOK_RTCP"),
    source("region", "--region", "OFFHOOK_REGION"),
    source("language", "--language", "OFFHOOK_LANGUAGE"),
    source("charset", "--charset", "OFFHOOK_CHARSET"),
    option("trace", "--trace"),
    option("trace_rtp", "--trace-rtp"),
    option("watch_speed_dials", "--watch-speed-dials"),
    source("call_log", "--call-log", "OFFHOOK_CALL_LOG"),
    option("impair", "--impair"),
    source("record_calls", "--record-calls", "OFFHOOK_RECORD_CALLS"),
    option("record_when_asked", "--record-when-asked"),
    option("record_format", "--record-format"),
    option("record_notice", "--record-notice"),
    source(
        "headset_buttons",
        "--headset-buttons",
        "OFFHOOK_HEADSET_BUTTONS",
    ),
    source("desktop", "--desktop", "OFFHOOK_DESKTOP"),
    source("log", "--log", "OFFHOOK_LOG"),
];

/// What goes over a setting of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Override {
    /// The option or the variable.
    pub(crate) by: String,
    /// What it says; `on` for an option that says nothing more.
    pub(crate) value: String,
}

/// What goes over the file in this run, by the file's keys.
pub(crate) fn of_this_run(given: &Given) -> BTreeMap<String, Override> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    found(given, &arguments, |name| std::env::var(name).ok())
}

fn found(
    given: &Given,
    arguments: &[String],
    variable: impl Fn(&str) -> Option<String>,
) -> BTreeMap<String, Override> {
    let mut found = BTreeMap::new();
    for source in SOURCES {
        let of_option = said(arguments, source.option).map(|value| Override {
            by: source.option.to_owned(),
            value,
        });
        let of_variable = || {
            let name = source.variable?;
            let value = variable(name).filter(|value| !value.is_empty())?;
            let by = name.to_owned();
            Some(Override { by, value })
        };
        if let Some(by) = of_option.or_else(of_variable) {
            found.insert(source.key.to_owned(), by);
        }
    }
    // The demo has a server of its own, whatever the environment says of others.
    if given.servers.is_empty() {
        found.remove("server");
    } else if arguments.first().is_some_and(|command| command == "demo") {
        let servers: Vec<&str> = given
            .servers
            .iter()
            .map(|server| server.0.as_str())
            .collect();
        let by = Override {
            by: "demo".to_owned(),
            value: servers.join(", "),
        };
        found.insert("server".to_owned(), by);
    }
    found
}

/// What an option says, if it is there.
fn said(arguments: &[String], option: &str) -> Option<String> {
    for (at, argument) in arguments.iter().enumerate() {
        if argument == option {
            let next = arguments.get(at + 1);
            let value = next.filter(|next| !next.starts_with("--"));
            return Some(value.cloned().unwrap_or_else(|| "on".to_owned()));
        }
        if let Some(value) = argument
            .strip_prefix(option)
            .and_then(|rest| rest.strip_prefix('='))
        {
            return Some(value.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Arguments;
    use crate::values::ServerName;
    use clap::CommandFactory;

    fn arguments(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    fn by(by: &str, value: &str) -> Option<Override> {
        Some(Override {
            by: by.to_owned(),
            value: value.to_owned(),
        })
    }

    #[test]
    fn an_option_goes_over_a_variable_and_both_over_the_file() {
        let given = Given {
            servers: vec![ServerName("cucm:2000".to_owned())],
            ..Given::default()
        };
        let line = arguments("phone --server cucm --low-bandwidth --region=europe");
        let variable = |name: &str| match name {
            "OFFHOOK_SERVER" => Some("other".to_owned()),
            "OFFHOOK_LANGUAGE" => Some("de".to_owned()),
            "OFFHOOK_LOG" => Some(String::new()),
            _ => None,
        };
        let found = found(&given, &line, variable);
        let of = |key: &str| found.get(key).cloned();
        assert_eq!(of("server"), by("--server", "cucm"));
        assert_eq!(of("low_bandwidth"), by("--low-bandwidth", "on"));
        assert_eq!(of("region"), by("--region", "europe"));
        assert_eq!(of("language"), by("OFFHOOK_LANGUAGE", "de"));
        assert_eq!(found.len(), 4, "{found:?}");
    }

    #[test]
    fn the_demo_says_that_the_server_is_its_own() {
        let given = Given {
            servers: vec![ServerName("127.0.0.1:40000".to_owned())],
            ..Given::default()
        };
        let found = found(&given, &arguments("demo"), |_| None);
        assert_eq!(found.get("server").cloned(), by("demo", "127.0.0.1:40000"));
    }

    #[test]
    fn every_option_and_variable_is_one_of_the_program() {
        let program = Arguments::command();
        let phone = program.find_subcommand("phone").expect("it is there");
        let all = || program.get_arguments().chain(phone.get_arguments());
        for source in SOURCES {
            let name = source.option.trim_start_matches("--");
            let argument = all().find(|argument| argument.get_long() == Some(name));
            let argument = argument.unwrap_or_else(|| panic!("there is no --{name}"));
            let variable = argument.get_env().and_then(|name| name.to_str());
            assert_eq!(variable, source.variable, "--{name}");
        }
    }
}
