//! From settings to a running phone, and to a running call server.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::Context;
use callmanager::{Server, ServerConfig};
use media::{Codec, Region};
use softphone::voice::{DEFAULT_PORTS, Microphone, Speaker, VoiceConfig};
use softphone::{Changes, Language, PhoneHandle, Softphone, SoftphoneConfig};
use tokio::runtime::{Handle, Runtime};

use crate::config::{config_folder, trace_folder};
use crate::headless::echo::Echo;
use crate::identity::{own_device_name, random_number};
use crate::settings::Settings;
use crate::values::{CallLogChoice, RegionChoice};

/// Threads for sockets and timers; the voice has threads of its own.
const WORKERS: usize = 2;

/// A free port of the loopback interface.
pub(crate) const LOOPBACK: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// How long the runtime may take to end what still runs in it.
const RUNTIME_LIMIT: Duration = Duration::from_millis(100);

/// What phones and servers run on. It ends what still runs when it is dropped.
pub(crate) struct Engine {
    runtime: Option<Runtime>,
}

impl Engine {
    /// Starts the threads.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(WORKERS)
            .enable_all()
            .build()
            .context("cannot start the program's threads")?;
        Ok(Self {
            runtime: Some(runtime),
        })
    }

    /// The runtime.
    pub(crate) fn runtime(&self) -> &Runtime {
        self.runtime.as_ref().expect("only drop takes it")
    }

    /// A handle to the runtime.
    pub(crate) fn handle(&self) -> &Handle {
        self.runtime().handle()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(RUNTIME_LIMIT);
        }
    }
}

/// Wakes who draws a phone at each change of its screen, and once it has finished.
pub(crate) fn wake_with(phone: &PhoneHandle, runtime: &Handle, wake: impl Fn() + Send + 'static) {
    let mut screens = phone.screens();
    let phone = phone.clone();
    runtime.spawn(async move {
        while screens.changed().await.is_ok() {
            wake();
        }
        phone.finished().await;
        wake();
    });
}

/// The device name of a phone that was given none.
pub(crate) fn own_device() -> String {
    own_device_name(config_folder().as_deref())
}

/// Starts a phone; `echo` takes the place of microphone and speaker.
pub(crate) fn start_phone(
    settings: Settings,
    runtime: &Handle,
    echo: Option<&Echo>,
) -> anyhow::Result<(PhoneHandle, Changes)> {
    let (config, voice) = phone_parts(settings, echo)?;
    Ok(Softphone::start(config, voice, runtime)?)
}

/// What a phone with these settings is told at its start.
pub(crate) fn phone_parts(
    settings: Settings,
    echo: Option<&Echo>,
) -> anyhow::Result<(SoftphoneConfig, VoiceConfig)> {
    let Settings {
        mut station,
        input,
        output,
        modes,
        file: _,
        enhancing,
        rtp_ports,
        rtcp,
        region,
        record,
        trace,
        trace_rtp,
        impairment,
        record_calls,
        language: _,
        keys: _,
        hot_keys: _,
        keeps_call_log: _,
        given: _,
        control: _,
        look: _,
        tuning: _,
        desktop: _,
        no_desktop: _,
        dialling: _,
        contacts: _,
        own_rings,
        headset_buttons: _,
        call_log,
    } = settings;
    let (microphone, speaker) = match echo {
        Some(echo) => echo.devices(output.as_ref())?,
        None => (
            Microphone::Device(input.unwrap_or_default()),
            Speaker::Device(output.unwrap_or_default()),
        ),
    };
    // What is played and compared as an echo has the band of a telephone.
    let is_wide =
        |&number: &u32| Codec::from_sccp(number).is_some_and(|codec| codec.rate_hz() > 8000);
    let rate_hz = match echo {
        None if station.codecs.iter().any(is_wide) => 16_000,
        _ => 8_000,
    };
    let ports = rtp_ports.map_or(DEFAULT_PORTS, |ports| ports.first..=ports.last);
    station.choices.rtp_ports = Some((*ports.start(), *ports.end()));
    let voice = VoiceConfig {
        rate_hz,
        ports,
        rtcp: rtcp.0,
        region: match region {
            RegionChoice::NorthAmerica => Region::NorthAmerica,
            RegionChoice::Europe => Region::Europe,
            RegionChoice::UnitedKingdom => Region::UnitedKingdom,
        },
        speaker,
        microphone,
        modes,
        enhance: enhancing.settings(),
        record_calls: record_calls.map(|choice| choice.in_language(station.language)),
        impairment,
        rings: own_rings,
        seed: random_number(),
        ..VoiceConfig::default()
    };
    let config = SoftphoneConfig {
        station,
        record,
        trace,
        trace_rtp,
        trace_folder: trace_folder(),
        call_log: call_log.and_then(CallLogChoice::file),
        ..SoftphoneConfig::default()
    };
    Ok((config, voice))
}

/// The same call server; one that nobody configured says its own names and texts in this language.
pub(crate) fn in_language(core: callmanager::Config, language: Language) -> callmanager::Config {
    match core == callmanager::Config::default() {
        true => callmanager::Config { language, ..core },
        false => core,
    }
}

/// Starts the embedded call server; port 0 takes a free one.
pub(crate) fn start_server(
    listen: SocketAddr,
    core: callmanager::Config,
) -> anyhow::Result<Server> {
    Ok(Server::start(ServerConfig {
        listen,
        core,
        ..ServerConfig::default()
    })?)
}
