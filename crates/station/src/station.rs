//! The station itself: what it holds, and the way of an input through it.
//!
//! Every subject has a room of its own (calls, streams, dialling, …) whose state
//! is a field here and whose behaviour is an `impl Station` there. This room only
//! passes inputs on, keeps the deadlines together and collects outputs.

use std::collections::VecDeque;
use std::sync::Arc;

use sccp::{FrameReader, Locale, Message, Packet, ProtocolVersion, RawFrame};

use crate::application::Applications;
use crate::calls::{Calls, Inferred, Log};
use crate::connection::{AWAKE, Connection, Registering, Version};
use crate::dialling::Dialling;
use crate::display::DateTemplate;
use crate::display::Display;
use crate::hook::Hook;
use crate::keys::{ButtonTemplate, SoftKeyTemplate};
use crate::lines::Features;
use crate::lines::Lines;
use crate::lines::Watching;
use crate::menu::{KeyHelp, OpenMenu, Personal, Trace};
use crate::random::Random;
use crate::sounds::Audio;
use crate::sounds::Sounds;
use crate::status_messages::{StatusMessages, Traffic};
use crate::streams::{Sampling, Statistics, Streams};
use crate::{Clock, Event, Input, Intent, Moment, Output, Screen, StationConfig, VoiceReport};

/// A phone without I/O.
///
/// After every [`Station::handle`] drain [`Station::poll_output`] until it gives
/// nothing, carry the outputs out in order, and give [`Input::Tick`] when the
/// moment of [`Station::deadline`] has come. The first tick starts the phone.
#[derive(Debug)]
pub struct Station {
    pub(crate) config: StationConfig,
    pub(crate) now: Moment,
    pub(crate) random: Random,
    pub(crate) connection: Connection,
    pub(crate) registering: Registering,
    pub(crate) version: Version,
    pub(crate) buttons: ButtonTemplate,
    pub(crate) soft_keys: SoftKeyTemplate,
    pub(crate) soft_key_page: usize,
    pub(crate) idle_keys: Option<crate::keys::KeySelection>,
    pub(crate) lines: Lines,
    pub(crate) features: Features,
    pub(crate) watching: Watching,
    pub(crate) active_line: u32,
    /// The line of the last call, which servers take when none is named; 0 when it is not known.
    pub(crate) last_line: u32,
    pub(crate) calls: Calls,
    pub(crate) inferred: Inferred,
    pub(crate) call_log: Log,
    pub(crate) streams: Streams,
    pub(crate) statistics: Statistics,
    pub(crate) sampling: Sampling,
    pub(crate) display: Display,
    pub(crate) date_template: DateTemplate,
    pub(crate) clock: Option<Clock>,
    pub(crate) hook: Hook,
    pub(crate) audio: Audio,
    pub(crate) sounds: Sounds,
    pub(crate) dialling: Dialling,
    pub(crate) menu: Option<OpenMenu>,
    pub(crate) personal: Personal,
    pub(crate) trace: Trace,
    pub(crate) key_help: KeyHelp,
    pub(crate) status_messages: StatusMessages,
    pub(crate) traffic: Traffic,
    pub(crate) applications: Applications,
    reader: FrameReader,
    anomalies: u64,
    screen: Arc<Screen>,
    outputs: VecDeque<Output>,
}

impl Station {
    /// A phone that has not started; its deadline is at once.
    pub fn new(config: StationConfig) -> Self {
        let mut station = Self {
            now: Moment::START,
            random: Random::new(config.seed),
            connection: Connection::new(&config),
            registering: Registering::default(),
            version: Version::new(config.protocol_version),
            buttons: ButtonTemplate::new(),
            soft_keys: SoftKeyTemplate::new(),
            soft_key_page: 0,
            idle_keys: None,
            lines: Lines::default(),
            features: Features::default(),
            watching: Watching::default(),
            active_line: 1,
            last_line: 1,
            calls: Calls::default(),
            inferred: Inferred::default(),
            call_log: Log::of_last_time(config.call_log.clone()),
            streams: Streams::default(),
            statistics: Statistics::default(),
            sampling: Sampling::default(),
            display: Display::default(),
            date_template: DateTemplate::default(),
            clock: None,
            hook: Hook::default(),
            audio: Audio::with(config.volumes),
            sounds: Sounds::default(),
            dialling: Dialling::after(&config.call_log),
            menu: None,
            personal: Personal::default(),
            trace: Trace::default(),
            key_help: KeyHelp::default(),
            status_messages: StatusMessages::default(),
            traffic: Traffic::default(),
            applications: Applications::default(),
            reader: FrameReader::new(),
            anomalies: 0,
            screen: Arc::default(),
            outputs: VecDeque::new(),
            config,
        };
        station.screen = Arc::new(station.render());
        station
    }

    /// Take an input. Time never runs backwards: an earlier `now` counts as the last one.
    pub fn handle(&mut self, input: Input, now: Moment) {
        let slept = self.has_slept(now);
        self.now = self.now.max(now);
        if slept {
            self.ask_whether_there(AWAKE);
        }
        self.expire();
        match input {
            Input::Tick => {}
            Input::Connected { local, peer } => self.on_connected(local, peer),
            Input::ConnectFailed { reason } => self.on_connect_failed(&reason),
            Input::Disconnected { reason } => self.on_disconnected(&reason),
            Input::Received(bytes) => self.on_received(&bytes),
            Input::Intent(intent) => self.on_intent(intent),
            Input::Voice(report) => self.on_voice(report),
            Input::Standby { standby, news } => self.on_standby(standby, news),
            Input::Network(news) => self.on_network(news),
            Input::Trace(news) => self.on_trace(news),
        }
        self.settle();
    }

    /// The next thing to carry out.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When the station wants an [`Input::Tick`], if nothing comes before.
    pub fn deadline(&self) -> Option<Moment> {
        if self.connection.has_left() {
            return None;
        }
        [
            self.connection.deadline(),
            self.home_deadline(),
            self.registering.deadline(),
            self.display.deadline(),
            self.calls.deadline(),
            self.hook.deadline(),
            self.dialling.deadline(),
            self.statistics.deadline(),
            self.sampling.deadline(),
            self.watching.deadline(),
            self.streams.deadline(),
            self.menu_deadline(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// What the phone shows now.
    pub const fn screen(&self) -> &Arc<Screen> {
        &self.screen
    }

    /// How texts of the server are read and phrases said.
    pub(crate) const fn locale(&self) -> Locale {
        Locale {
            language: self.config.language,
            charset: self.config.charset,
        }
    }

    /// How many odd things the server has sent since the phone started.
    pub const fn anomalies(&self) -> u64 {
        self.anomalies
    }

    /// The protocol version in use: what was agreed, before that what is offered.
    pub const fn protocol_version(&self) -> ProtocolVersion {
        self.version.effective()
    }

    /// Everything whose time has come.
    fn expire(&mut self) {
        self.expire_connection();
        self.expire_registering();
        self.display.expire(self.now);
        self.calls.expire(self.now);
        self.expire_hook();
        self.expire_dialling();
        self.expire_statistics();
        self.expire_watching();
        self.expire_streams();
        self.expire_menu();
    }

    /// What follows from the state as it is now: after every message and input.
    pub(crate) fn settle(&mut self) {
        self.dial_what_waited();
        self.type_what_was_offered();
        self.ring_for_others();
        self.follow_microphone();
        self.sample_figures();
        self.forget_hidden_pages();
        self.watch_what_is_shown();
        let screen = self.render();
        if screen != *self.screen {
            self.screen = Arc::new(screen);
            self.outputs
                .push_back(Output::Screen(Arc::clone(&self.screen)));
        }
    }

    /// Bytes from the server, cut anyhow.
    pub(crate) fn on_received(&mut self, bytes: &[u8]) {
        if !self.connection.is_open() {
            return;
        }
        self.traffic.bytes_received += bytes.len() as u64;
        self.reader.push(bytes);
        while let Some(frame) = self.reader.next() {
            match frame {
                Ok(frame) => {
                    self.on_frame(&frame);
                    self.settle();
                }
                Err(error) => {
                    // No way to find the next frame (section 1): close and begin anew.
                    self.anomaly(error.to_string());
                    self.lose(&error.to_string(), true);
                    return;
                }
            }
            // A frame may have ended the connection; what follows it is not ours any more.
            if !self.connection.is_open() {
                return;
            }
        }
    }

    /// One frame.
    fn on_frame(&mut self, frame: &RawFrame) {
        self.traffic.messages_received += 1;
        match Packet::decode(frame, self.version.effective()) {
            Ok(packet) => self.on_packet(packet),
            Err(error) => self.anomaly(error.to_string()),
        }
    }

    /// A new connection begins with an empty reader.
    pub(crate) fn forget_bytes(&mut self) {
        self.reader = FrameReader::new();
        self.applications.forget_parts();
        self.leave_pages();
    }

    /// Another connection takes over, with what it has read so far.
    pub(crate) fn read_on(&mut self, reader: FrameReader) {
        self.reader = reader;
    }

    /// News from the voice path.
    fn on_voice(&mut self, report: VoiceReport) {
        match report {
            VoiceReport::ReceiveOpened { stream, port } => self.on_receive_opened(stream, port),
            VoiceReport::ReceiveFailed { stream, reason } => {
                self.on_receive_failed(stream, &reason)
            }
            VoiceReport::TransmitStarted { stream, port } => self.on_transmit_started(stream, port),
            VoiceReport::TransmitFailed { stream, reason } => {
                self.on_transmit_failed(stream, &reason)
            }
            VoiceReport::GroupJoined { stream } => self.on_group_joined(stream),
            VoiceReport::GroupFailed { stream, reason } => self.on_group_failed(stream, &reason),
            VoiceReport::PortReserved { stream, port } => self.on_port_reserved(stream, port),
            VoiceReport::PortFailed { stream, .. } => self.on_port_reserved(stream, 0),
            VoiceReport::SpokenMuted => self.remind_of_muting(),
            VoiceReport::DigitHeard { stream, digit } => self.on_digit_heard(stream, digit),
            VoiceReport::Statistics { stream, statistics } => {
                self.on_figures(stream, statistics);
                self.end_silent_calls();
            }
            VoiceReport::SoundNotice(text) => {
                self.audio.output_notice = self.output_words(&text);
                let text = self.sound_words(&text);
                self.note_status(text.clone());
                self.audio.notice = text;
            }
            VoiceReport::Recording(news) => self.on_recording(news),
        }
    }

    /// A wish of the person.
    pub(crate) fn on_intent(&mut self, intent: Intent) {
        if self.explains(&intent) {
            return;
        }
        if self.connection.is_preserving() && self.needs_server(&intent) {
            self.say_features_disabled();
            return;
        }
        match intent {
            Intent::Key(key) => self.press_key(key),
            Intent::Dial(number) => self.dial(&number),
            Intent::Paste(text) => self.paste(&text),
            Intent::Offer(text) => self.offer(&text),
            Intent::SoftKeyPlace(place) => self.press_soft_key_place(place),
            Intent::SoftKey(label) => self.press_soft_key(&label),
            Intent::LineKey(position) => self.press_line_key(position),
            Intent::Focus(call_reference) => self.calls.focus(call_reference),
            Intent::Navigate(arrow) => self.navigate(arrow),
            Intent::Enter => self.press_enter(),
            Intent::Escape => self.press_escape(),
            Intent::Backspace => self.press_backspace(),
            Intent::Answer => self.answer(),
            Intent::Decline(call_reference) => self.decline(call_reference),
            Intent::HangUp => self.hang_up(),
            Intent::Silence => self.silence(),
            Intent::Hook => self.press_hook(),
            Intent::Path(path) => self.press_path(path),
            Intent::Mute => self.toggle_mute(),
            Intent::Record(wanted) => self.record(wanted),
            Intent::VolumeUp => self.change_volume(true),
            Intent::VolumeDown => self.change_volume(false),
            Intent::Volume(volume) => self.set_volume(self.audio.path, volume),
            Intent::VolumeOf(path, volume) => self.set_volume(path, volume),
            Intent::HardKey(key) => self.press_hard_key(key),
            Intent::Menu(wish) => self.wish_of_menu(wish),
            Intent::Prefer(preference) => self.prefer(preference),
            Intent::PreviewRing(ring) => self.preview_ring(&ring),
            Intent::PersonalDirectory(entries) => self.personal.set(entries),
            Intent::DialAs(numbers) => self.dialling.dial_as(numbers),
            Intent::Redial => self.redial(),
            Intent::ForgetCalls(calls) => self.forget_calls(&calls),
            Intent::SeeMissedCalls => self.see_missed_calls(),
            Intent::SendData(data) => self.send_data(&data),
            Intent::Quit => self.quit(),
        }
    }

    /// Put something out.
    pub(crate) fn put(&mut self, output: Output) {
        self.outputs.push_back(output);
    }

    /// Tell something that a screen does not say.
    pub(crate) fn tell(&mut self, event: Event) {
        self.outputs.push_back(Output::Event(event));
    }

    /// The server did something odd.
    pub(crate) fn anomaly(&mut self, text: impl Into<String>) {
        self.anomalies += 1;
        self.tell(Event::Anomaly { text: text.into() });
    }

    /// Send a message in the layout of the agreed version.
    pub(crate) fn send(&mut self, message: impl Into<Message>) {
        self.send_as(message, self.version.effective());
    }

    /// Send a message in the layout of this version.
    pub(crate) fn send_as(&mut self, message: impl Into<Message>, version: ProtocolVersion) {
        self.send_packet(&Packet::new(message, version));
    }

    /// Send a packet as it is. Nothing goes out without a connection.
    pub(crate) fn send_packet(&mut self, packet: &Packet) {
        if self.connection.is_open() {
            let frame = packet.encode();
            self.traffic.messages_sent += 1;
            self.traffic.bytes_sent += frame.len() as u64;
            self.put(Output::Send(frame));
        }
    }
}
