//! Registration: who we are, then everything the phone has to know (section 5.3).
//!
//! Requests go out in the order of the reference, those of one step together;
//! servers answer in order. Each has its own time-out, and a missing answer never
//! stops the sequence: some servers leave several unanswered.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use sccp::ProtocolVersion;

use crate::connection::{Link, Reason};
use crate::keys::{ButtonTemplate, is_feature};
use crate::{LineKeyKind, Moment, Station};

/// How long each answer may take (section 5.3: 3 to 5 s).
const ANSWER_TIMEOUT: Duration = Duration::from_secs(4);

/// Lines the phone could show: the buttons of a 7970 or IP Communicator. A server that gives
/// more, as for expansion modules, gets them all shown.
const MAX_LINES: u32 = 8;

/// Media streams at once: what phones of this class announce.
const MAX_STREAMS: u32 = 5;

/// `ipV4AddressScope` as phones send it (section 3.1, Register).
const IP_SCOPE: u32 = 3;

/// An answer that is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Request {
    /// CapabilitiesReq, which the server sends by itself.
    Capabilities,
    ButtonTemplate,
    SoftKeyTemplate,
    SoftKeySet,
    ConfigStat,
    LineStat(u32),
    ForwardStat(u32),
    SpeedDialStat(u32),
    FeatureStat(u32),
    ServiceUrlStat(u32),
    ServerRes,
    TimeDate,
}

impl Request {
    /// Servers are known not to answer it (section 6), which is nothing to tell.
    const fn is_often_unanswered(self) -> bool {
        matches!(
            self,
            Self::ConfigStat
                | Self::ServerRes
                | Self::ForwardStat(_)
                | Self::SpeedDialStat(_)
                | Self::FeatureStat(_)
                | Self::ServiceUrlStat(_)
        )
    }
}

/// Which step of the sequence is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    /// Not in the sequence.
    #[default]
    None,
    /// The server is to ask for the capabilities.
    Capabilities,
    /// Templates are asked for.
    Templates,
    /// Lines and the rest are asked for, the time last.
    Lines,
}

/// The sequence and what it waits for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Registering {
    step: Step,
    /// Bounded by the buttons of the template.
    waiting: BTreeMap<Request, Moment>,
}

impl Registering {
    /// When an answer has been waited for long enough.
    pub(crate) fn deadline(&self) -> Option<Moment> {
        self.waiting.values().min().copied()
    }
}

impl Station {
    /// Alarm and Register: all that may be sent before the acknowledgement.
    pub(crate) fn send_registration(&mut self, local: SocketAddr) {
        let (alarm, register) = self.registration(local, self.connection.last_reason);
        // Header version 0 and the oldest forms: nothing is agreed on yet.
        self.send_as(alarm, ProtocolVersion::OLDEST);
        self.send_as(register, self.version.offered());
    }

    /// Alarm and Register, from this own address and for this reason.
    pub(super) fn registration(
        &self,
        local: SocketAddr,
        reason: Reason,
    ) -> (sccp::Alarm, sccp::Register) {
        let (code, last) = reason.alarm();
        let text = sccp::Alarm::registering(code, &self.config.device, &self.config.load, last);
        let alarm = sccp::Alarm {
            alarm_severity: sccp::AlarmSeverity::INFORMATIONAL,
            text: text.into(),
            parm2: ipv4_of(local).map_or(0, |address| u32::from_le_bytes(address.octets())),
            ..Default::default()
        };
        (alarm, self.register(local))
    }

    /// Who we are.
    pub(super) fn identifier(&self) -> sccp::StationIdentifier {
        sccp::StationIdentifier {
            device_name: self.config.device.as_str().into(),
            instance: 1,
            ..Default::default()
        }
    }

    fn register(&self, local: SocketAddr) -> sccp::Register {
        sccp::Register {
            sid: self.identifier(),
            station_ip_addr: ipv4_of(local).unwrap_or(Ipv4Addr::UNSPECIFIED).into(),
            device_type: self.config.device_type.into(),
            max_streams: MAX_STREAMS,
            protocol_ver: self.version.offered().number(),
            features: sccp::Features::STATION.in_charset(self.config.charset),
            max_conferences: 1,
            mac_address: sccp::MacAddress::raw(mac_of(&self.config.device)),
            ip_v4_address_scope: IP_SCOPE,
            max_number_of_lines: MAX_LINES,
            firmware_load_name: self.config.load.as_str().into(),
            ..Default::default()
        }
    }

    /// The server has taken us.
    pub(crate) fn on_register_ack(&mut self, ack: &sccp::RegisterAck, version_byte: Option<u8>) {
        if !matches!(self.connection.link, Link::Registering { .. }) {
            self.anomaly("RegisterAck, though nothing was asked");
            return;
        }
        self.version.acknowledge(version_byte);
        self.date_template = crate::display::DateTemplate::parse(ack.date_template.as_str());
        self.connection.refusals = 0;
        self.connection.registration_begins(self.now);
        self.start_keepalives(ack.keep_alive_interval);
        self.connection.acknowledges(version_byte.is_some());
        // The short form of old servers has no second interval.
        let standby = version_byte.map_or(0, |_| ack.secondary_keep_alive_interval);
        self.set_standby_interval(standby);
        let text = self.words_with(
            "Registered with {}, asking for lines …",
            &[&self.connection.server()],
        );
        self.step(Link::Configuring, text);
        if self.version.is_callmanager_2() {
            self.choose_port();
        } else if !self.version.is_at_least(11) {
            // An old formality (section 3.1, IpPort); some servers close when it comes before the acknowledgement.
            self.send(sccp::IpPort {
                rtp_media_port: 16384,
            });
        }
        self.registering.step = Step::Capabilities;
        self.registering
            .waiting
            .insert(Request::Capabilities, self.now + ANSWER_TIMEOUT);
    }

    /// The server asks what the phone can do.
    pub(crate) fn on_capabilities_req(&mut self) {
        self.send_media_paths();
        self.send_capabilities();
        self.answered(Request::Capabilities);
    }

    /// Ask for something and wait for the answer.
    fn ask(&mut self, request: Request) {
        self.registering
            .waiting
            .insert(request, self.now + ANSWER_TIMEOUT);
        match request {
            Request::Capabilities => {}
            Request::ButtonTemplate => self.send(sccp::ButtonTemplateReq::default()),
            Request::SoftKeyTemplate => self.send(sccp::SoftKeyTemplateReq::default()),
            Request::SoftKeySet => self.send(sccp::SoftKeySetReq::default()),
            Request::ConfigStat => self.send(sccp::ConfigStatReq::default()),
            Request::LineStat(line_number) => self.send(sccp::LineStatReq { line_number }),
            Request::ForwardStat(line_number) => self.send(sccp::ForwardStatReq { line_number }),
            Request::SpeedDialStat(speed_dial_number) => {
                self.send(sccp::SpeedDialStatReq { speed_dial_number })
            }
            Request::FeatureStat(feature_index) => {
                self.send(sccp::FeatureStatReq {
                    feature_index,
                    feature_capabilities: 1,
                });
            }
            Request::ServiceUrlStat(service_url_index) => {
                self.send(sccp::ServiceUrlStatReq { service_url_index });
            }
            Request::ServerRes => self.send(sccp::ServerReq::default()),
            Request::TimeDate => self.send(sccp::TimeDateReq::default()),
        }
    }

    /// An answer has come.
    pub(crate) fn answered(&mut self, request: Request) {
        if self.registering.waiting.remove(&request).is_some() {
            self.continue_registering(request);
        }
    }

    /// Answers that were waited for long enough.
    pub(crate) fn expire_registering(&mut self) {
        let now = self.now;
        let late: Vec<Request> = self
            .registering
            .waiting
            .iter()
            .filter(|(_, until)| **until <= now)
            .map(|(request, _)| *request)
            .collect();
        for request in late {
            self.registering.waiting.remove(&request);
            if !request.is_often_unanswered() && !self.version.is_callmanager_2() {
                self.anomaly(format!(
                    "the server did not answer {request:?} within {} s",
                    ANSWER_TIMEOUT.as_secs()
                ));
            }
            self.continue_registering(request);
        }
    }

    /// On to the next step when this request, answered or not, ends one.
    fn continue_registering(&mut self, request: Request) {
        match (self.registering.step, request) {
            (Step::Capabilities, Request::Capabilities) => {
                self.registering.step = Step::Templates;
                self.ask(Request::ButtonTemplate);
                self.ask(Request::SoftKeyTemplate);
                self.ask(Request::SoftKeySet);
                self.ask(Request::ConfigStat);
                if self.config.ask_for_servers {
                    self.ask(Request::ServerRes);
                }
            }
            (Step::Templates, Request::ButtonTemplate) => {
                if !self.buttons.is_complete() && self.buttons.buttons().is_empty() {
                    self.buttons = ButtonTemplate::one_line();
                }
                if self
                    .buttons
                    .instances(|kind| kind == LineKeyKind::Line)
                    .len()
                    > 1
                {
                    // Asterisk keeps the line that the device used last before it registered.
                    self.last_line = 0;
                }
                self.registering.step = Step::Lines;
                self.ask_for_lines();
            }
            (Step::Lines, Request::TimeDate) => {
                self.registering.step = Step::None;
                self.connection.succeeded();
                self.settle_before_standby();
                let text = self.words_with(
                    "Registered with {}, protocol {}",
                    &[&self.connection.server(), &self.version.agreed_number()],
                );
                self.traffic.registrations += 1;
                self.note_status(text.clone());
                if self.connection.is_last_resort() {
                    self.note_fallback();
                }
                self.step(Link::Registered, text);
            }
            _ => {}
        }
    }

    /// What stands behind every button, and the time last: it ends the registration.
    fn ask_for_lines(&mut self) {
        let lines = self.buttons.instances(|kind| kind == LineKeyKind::Line);
        for line in &lines {
            self.ask(Request::LineStat(*line));
        }
        for line in &lines {
            self.ask(Request::ForwardStat(*line));
        }
        for speed_dial in self
            .buttons
            .instances(|kind| kind == LineKeyKind::SpeedDial)
        {
            self.ask(Request::SpeedDialStat(speed_dial));
        }
        for feature in self.buttons.instances(is_feature) {
            self.ask(Request::FeatureStat(feature));
        }
        for service in self.buttons.instances(|kind| kind == LineKeyKind::Service) {
            self.ask(Request::ServiceUrlStat(service));
        }
        let shown = u32::try_from(lines.len()).unwrap_or(MAX_LINES);
        self.send(sccp::RegisterAvailableLines {
            max_num_of_avail_lines: shown.max(MAX_LINES),
        });
        self.ask(Request::TimeDate);
    }
}

/// The IPv4 address, when it is one.
pub(super) const fn ipv4_of(address: SocketAddr) -> Option<Ipv4Addr> {
    match address.ip() {
        IpAddr::V4(address) => Some(address),
        IpAddr::V6(address) => address.to_ipv4_mapped(),
    }
}

/// The MAC address in a name like `SEP001122334455`; zeroes in any other.
fn mac_of(device: &str) -> [u8; 6] {
    let mut mac = [0; 6];
    let Some(digits) = device
        .strip_prefix("SEP")
        .filter(|digits| digits.len() == 12 && digits.is_ascii())
    else {
        return mac;
    };
    for (at, byte) in mac.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).unwrap_or(0);
    }
    mac
}
