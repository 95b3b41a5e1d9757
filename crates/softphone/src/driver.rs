//! The task that runs one phone: it brings the station its inputs with their time
//! and carries out what the station asks for. It decides nothing of the protocol.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use station::{CallLog, Input, Intent, Moment, Output, Screen, Station, TraceNews, VoiceReport};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, Interval, sleep, sleep_until, timeout};

use crate::SoftphoneConfig;
use crate::call_log_file::CallLogFile;
use crate::changes::{Change, ChangeSender};
use crate::clock::{LOOK_EVERY, PhoneClock};
use crate::connection::{Connection, LinkEvent};
use crate::courses::Courses;
use crate::figures::{Answer, Figures};
use crate::handle::Request;
use crate::live_trace::{Ends, LiveTrace};
use crate::names::{Names, People};
use crate::network::Network;
use crate::restart::{NextPhone, Restart};
use crate::standbys::Standbys;
use crate::voice_path::VoicePath;
use crate::witnesses::Witnesses;

/// How long leaving may take: calls ended, unregistered, disconnected. Then the phone
/// goes without the server's consent. The station's own limits are a little shorter;
/// this one and the next leave room in the five seconds that leaving may take in all.
const LEAVE_LIMIT: Duration = Duration::from_millis(3600);

/// How long the last frames, the recording, the call lists and the sound files may take to be
/// written.
pub(crate) const CLOSE_LIMIT: Duration = Duration::from_millis(600);

/// A phone that runs.
pub(crate) struct Driver {
    pub(crate) station: Station,
    pub(crate) clock: PhoneClock,
    pub(crate) connect_limit: Duration,
    pub(crate) connection: Option<Connection>,
    /// The connections beside it.
    pub(crate) standbys: Standbys,
    /// The network of the connection that was open last.
    pub(crate) network: Option<Network>,
    /// When to look at it.
    pub(crate) network_looks: Interval,
    /// The connection closed last, while it writes what waits.
    pub(crate) closing: Option<JoinHandle<()>>,
    pub(crate) requests: mpsc::Receiver<Request>,
    pub(crate) voice: Box<dyn VoicePath>,
    pub(crate) reports: mpsc::Receiver<VoiceReport>,
    pub(crate) screens: watch::Sender<Arc<Screen>>,
    /// Names for the numbers on them.
    pub(crate) names: Names,
    /// What the phone was told of people, for the one that it becomes when it begins anew.
    pub(crate) people: People,
    pub(crate) changes: ChangeSender,
    /// Those who keep what it says.
    pub(crate) witnesses: Witnesses,
    /// How the sound of the last calls was.
    pub(crate) courses: Courses,
    /// The ends of the open connection.
    pub(crate) ends: Option<Ends>,
    pub(crate) call_log: Option<CallLogFile>,
    pub(crate) call_logs: watch::Sender<Arc<CallLog>>,
    pub(crate) figures: Figures,
    pub(crate) finished: watch::Sender<bool>,
    pub(crate) progress: Progress,
    /// What it was told at the start.
    pub(crate) running: SoftphoneConfig,
    /// What it is to be after this, when it may leave, and what it leaves for now.
    pub(crate) restart: Option<Box<Restart>>,
    pub(crate) next: Option<NextPhone>,
}

/// How far the phone has come on its way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// It is there to stay.
    Running,
    /// It was told to quit and goes at this time at the latest.
    Leaving(Instant),
    /// It has left.
    Left,
}

/// What woke the driver.
enum Wake {
    Request(Option<Request>),
    Report(VoiceReport),
    Link(Option<LinkEvent>),
    Standby(Input),
    Deadline,
    /// Time to look at the network.
    Network,
    /// Time to see whether the machine has slept.
    Look,
    TooLate,
}

impl Driver {
    /// Runs the phone until it has left.
    pub(crate) async fn run(mut self) {
        self.handle(Input::Tick);
        self.tell_trace();
        loop {
            self.leave_for_restart();
            if self.progress == Progress::Left {
                match self.next.take() {
                    Some(next) => {
                        self.begin_anew(next).await;
                        self.tell_trace();
                    }
                    None => break,
                }
            }
            match self.wait().await {
                Wake::Request(Some(request)) => self.request(request),
                // Nobody holds the phone any more.
                Wake::Request(None) => self.intent(Intent::Quit),
                Wake::Report(report) => self.report(report),
                Wake::Link(event) => self.link(event),
                Wake::Standby(news) => self.handle(news),
                Wake::Network => {
                    if let Some(news) = self.network.as_mut().and_then(Network::look) {
                        tracing::info!(?news, "the network has changed");
                        self.handle(Input::Network(news));
                    }
                }
                Wake::Deadline => self.handle(Input::Tick),
                Wake::Look => {
                    if self.clock.look() {
                        tracing::info!("the machine has slept");
                        self.handle(Input::Tick);
                    }
                }
                Wake::TooLate => {
                    tracing::warn!("the server did not let the phone go in time");
                    self.progress = Progress::Left;
                }
            }
        }
        self.finish().await;
    }

    async fn wait(&mut self) -> Wake {
        let deadline = self
            .station
            .deadline()
            .map(|moment| self.clock.instant(moment));
        let leave_by = match self.progress {
            Progress::Leaving(time) => Some(time),
            Progress::Running | Progress::Left => None,
        };
        let held = !self.requests.is_closed() || !self.requests.is_empty() || leave_by.is_none();
        tokio::select! {
            request = self.requests.recv(), if held => Wake::Request(request),
            Some(report) = self.reports.recv() => Wake::Report(report),
            event = next_of(&mut self.connection) => Wake::Link(event),
            news = self.standbys.next() => Wake::Standby(news),
            () = until(deadline) => Wake::Deadline,
            () = until(leave_by) => Wake::TooLate,
            _ = self.network_looks.tick(), if self.network.is_some() => Wake::Network,
            () = sleep(LOOK_EVERY) => Wake::Look,
        }
    }

    fn request(&mut self, request: Request) {
        match request {
            Request::Intent { intent, done } => {
                self.intent(intent);
                if let Some(done) = done {
                    // An error means that the asker did not wait.
                    let _asker_gone = done.send(());
                }
            }
            Request::Sound(modes) => self.voice.choose_sound(*modes),
            Request::Names(names) => {
                self.names = names;
                let named = self.names.on(Arc::clone(self.station.screen()));
                if *self.screens.borrow() != named {
                    self.courses.see_screen(&named);
                    self.screens.send_replace(Arc::clone(&named));
                    self.changes.push(self.clock.now(), Change::Screen(named));
                }
            }
            Request::Enhance(settings) => self.voice.enhance(settings),
            Request::Tune(tune, shows) => self.voice.tune(tune, shows),
            // One that waits is overtaken: whoever asked is told by the end of the channel.
            Request::Restart(restart) => self.restart = Some(restart),
            Request::Leave => {
                (self.restart, self.next) = (None, None);
                self.progress = Progress::Left;
            }
            Request::StatusMessages { answer } => {
                let messages = self.station.status_messages().cloned().collect();
                // An error means that the asker did not wait.
                let _asker_gone = answer.send(messages);
            }
            Request::Statistics { done } => {
                for command in self.figures.ask(done) {
                    self.voice.command(command);
                }
            }
        }
    }

    fn report(&mut self, report: VoiceReport) {
        if let VoiceReport::Statistics { stream, statistics } = &report
            && let Answer::FrontEnd(event) = self.figures.answer(*stream, statistics)
        {
            self.changes.push(self.clock.now(), Change::Event(event));
            return;
        }
        self.handle(Input::Voice(report));
    }

    fn intent(&mut self, intent: Intent) {
        if intent == Intent::Quit {
            // Whoever wants to go is not kept by what the phone was to become.
            (self.restart, self.next) = (None, None);
            self.leave_in_time();
        }
        self.people.note(&intent);
        self.handle(Input::Intent(intent));
    }

    /// From now on it has its limit to leave in.
    pub(crate) fn leave_in_time(&mut self) {
        if self.progress == Progress::Running {
            self.progress = Progress::Leaving(Instant::now() + LEAVE_LIMIT);
        }
    }

    fn link(&mut self, event: Option<LinkEvent>) {
        match event {
            Some(LinkEvent::Open { local, peer }) => {
                self.opened(local, peer);
                self.handle(Input::Connected { local, peer });
            }
            Some(LinkEvent::Received(bytes)) => self.handle(Input::Received(bytes)),
            Some(LinkEvent::Failed(error)) => {
                self.connection = None;
                self.handle(Input::ConnectFailed {
                    reason: error.to_string(),
                });
            }
            Some(LinkEvent::Lost(reason)) => self.lose_connection(reason),
            None => self.lose_connection("the connection ended".to_owned()),
        }
    }

    /// The phone's connection has these ends from now on.
    fn opened(&mut self, local: SocketAddr, peer: SocketAddr) {
        self.ends = Some((local, peer));
        self.voice.set_local_ip(local.ip());
        self.network = Network::of(local, peer);
    }

    fn lose_connection(&mut self, reason: String) {
        self.connection = None;
        self.handle(Input::Disconnected { reason });
    }

    /// One step of the station, and all that follows from it.
    pub(crate) fn handle(&mut self, input: Input) {
        // Whatever woke the phone may be the first thing after a sleep.
        self.clock.look();
        let now = self.clock.now();
        self.step(input, now);
        // A server that takes nothing any more is found out while sending, in the
        // middle of the outputs; the station hears of it after them.
        if self.connection.as_ref().is_some_and(Connection::is_stuck) {
            self.connection = None;
            self.step(
                Input::Disconnected {
                    reason: "the server takes no more data".to_owned(),
                },
                now,
            );
        }
        if let Some(news) = self.standbys.drop_stuck() {
            self.step(news, now);
        }
    }

    fn step(&mut self, input: Input, now: Moment) {
        self.witnesses.input(&input, now);
        self.station.handle(input, now);
        while let Some(output) = self.station.poll_output() {
            if let Output::Trace(wanted) = output {
                let news = self.switch_trace(wanted);
                self.step(Input::Trace(news), now);
            } else {
                self.carry_out(output, now);
            }
        }
        if let Some(figures) = self.station.call_figures() {
            self.courses.see_figures(figures, self.station.screen());
        }
    }

    /// The station hears of the trace that was asked for at the start.
    fn tell_trace(&mut self) {
        if let Some(path) = &self.running.trace
            && self.witnesses.has_trace()
        {
            let file = path.display().to_string();
            self.handle(Input::Trace(TraceNews::Began { file }));
        }
    }

    /// Begins a trace, or ends the one that is written.
    fn switch_trace(&mut self, wanted: bool) -> TraceNews {
        if let Some(trace) = self.witnesses.set_trace(None) {
            // It waits for its thread.
            let _written = tokio::task::spawn_blocking(move || drop(trace));
        }
        if !wanted {
            return TraceNews::Ended;
        }
        let ends = self.ends.filter(|_| self.connection.is_some());
        let running = &self.running;
        let traces = LiveTrace::new(running.trace_folder.as_deref(), &running.station.device);
        let (trace, news) = traces.begin(ends, SystemTime::now());
        self.witnesses.set_trace(trace);
        news
    }

    fn carry_out(&mut self, output: Output, now: Moment) {
        match output {
            Output::Connect { server } => {
                self.connection = Some(Connection::open(server, self.connect_limit));
            }
            Output::Send(frame) => match &mut self.connection {
                Some(connection) => {
                    self.witnesses.sent(&frame);
                    connection.send(frame);
                }
                None => tracing::debug!("a frame was dropped: there is no connection"),
            },
            Output::Disconnect => {
                if let Some(connection) = self.connection.take() {
                    self.witnesses.closed_by_phone();
                    self.closing = connection.close();
                }
            }
            Output::Standby { standby, order } => {
                self.witnesses.order(standby, &order);
                self.standbys.carry_out(standby, order, self.connect_limit);
            }
            Output::TakeOver { standby } => {
                self.witnesses.take_over(standby);
                // The station takes over only what it was told to be open.
                if let Some((connection, (local, peer))) = self.standbys.take_over(standby) {
                    self.connection = Some(connection);
                    self.opened(local, peer);
                }
            }
            Output::Voice(command) => {
                self.figures.see_command(&command);
                self.witnesses.command(&command);
                self.voice.command(command);
            }
            Output::Screen(screen) => {
                let screen = self.names.on(screen);
                self.courses.see_screen(&screen);
                self.screens.send_replace(Arc::clone(&screen));
                self.changes.push(now, Change::Screen(screen));
            }
            Output::Event(event) => {
                self.figures.see_event(&event);
                self.witnesses.event(&event);
                self.changes.push(now, Change::Event(event));
            }
            Output::CallLog(lists) => {
                if let Some(file) = &self.call_log {
                    file.keep(Arc::clone(&lists));
                }
                self.call_logs.send_replace(lists);
            }
            // Switched where outputs are drained: it has an answer.
            Output::Trace(_) => {}
            Output::Finished => self.progress = Progress::Left,
        }
    }

    /// Closes everything, and only then says that the phone has left.
    async fn finish(mut self) {
        // Nobody who waits for an answer to an intent shall wait on.
        self.requests.close();
        let Self {
            connection,
            closing,
            voice,
            witnesses,
            call_log,
            changes,
            finished,
            ..
        } = self;
        // They wait for their threads.
        let written = tokio::task::spawn_blocking(move || {
            drop(voice);
            drop(witnesses);
            drop(call_log);
        });
        let sent = async {
            if let Some(closing) = connection.and_then(Connection::close).or(closing) {
                // An error means that it was cut off, which is closed too.
                let _cut_off = closing.await;
            }
        };
        if timeout(CLOSE_LIMIT, async { tokio::join!(written, sent) })
            .await
            .is_err()
        {
            tracing::warn!("the sound devices or the connection did not close in time");
        }
        drop(changes);
        finished.send_replace(true);
    }
}

async fn next_of(connection: &mut Option<Connection>) -> Option<LinkEvent> {
    match connection {
        Some(connection) => connection.next().await,
        None => std::future::pending().await,
    }
}

async fn until(time: Option<Instant>) {
    match time {
        Some(time) => sleep_until(time).await,
        None => std::future::pending().await,
    }
}
