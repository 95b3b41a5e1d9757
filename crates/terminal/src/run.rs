//! The terminal's loop: takes the phone's newest screen, draws it, hands back intents, and
//! sleeps until something changes.

use std::io::{self, IsTerminal, stdin, stdout};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use keymap::KeyMap;
use ratatui::crossterm::event::{self, Event};
use station::{Intent, Ring, Screen};
use thiserror::Error;

use crate::face::{self, Face};
use crate::keyboard::{Command, Keyboard};
use crate::look::Look;
use crate::phone::Phone;
use crate::taken::Taken;

/// How long the phone may take to leave: its calls end, and it unregisters.
const LEAVE: Duration = Duration::from_secs(5);

/// News that wait for the loop: keys typed ahead. Which screens there were is not kept, the
/// loop takes the newest.
const MAX_NEWS: usize = 256;

/// How the terminal starts.
#[derive(Clone, Debug)]
pub struct Options {
    /// Colours and signs.
    pub look: Look,
    /// Which key does what.
    pub keys: KeyMap,
    /// Letters that are typed on the idle phone begin a name, instead of dialling.
    pub names: bool,
    /// The name of the terminal, as `TERM` says it.
    pub term: String,
}

/// Why the phone is not in the terminal any more, or never was.
#[derive(Debug, Error)]
pub enum TerminalError {
    /// Standard input or output goes elsewhere.
    #[error(
        "--tui draws on a terminal, and standard input or output is none; without a terminal the phone runs with --headless"
    )]
    NoTerminal,
    /// The terminal cannot be drawn on.
    #[error("the terminal cannot be drawn on: {source}")]
    Draw {
        /// The system's words.
        source: io::Error,
    },
}

impl From<io::Error> for TerminalError {
    fn from(source: io::Error) -> Self {
        Self::Draw { source }
    }
}

/// What wakes the loop.
enum News {
    /// The phone shows something else, or has gone.
    Phone,
    /// A key, a paste, another size.
    Terminal(Event),
    /// The terminal is gone.
    Gone,
}

/// Draw the phone on the terminal and stay until it has left.
///
/// Whoever leaves by a key, or whose terminal goes, lets the phone leave first
/// ([`Intent::Quit`]) and waits up to five seconds for [`Phone::finished`].
///
/// # Errors
/// [`TerminalError`] when there is no terminal, or it cannot be drawn on.
pub fn run(phone: &dyn Phone, options: Options) -> Result<(), TerminalError> {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(TerminalError::NoTerminal);
    }
    // Multiplexers and consoles do not know that question, or answer for another terminal.
    let is_one_of = |names: &[&str]| names.iter().any(|name| options.term.starts_with(name));
    let asks_for_keys = !is_one_of(&["linux", "screen", "tmux", "dumb", "vt"]);
    let titled = !is_one_of(&["linux", "dumb", "vt"]);
    let taken = Taken::take(asks_for_keys, titled)?;
    let keyboard = Keyboard::new(options.keys, taken.all_chords).with_names(options.names);
    let (news, heard) = sync_channel(MAX_NEWS);
    let wake = news.clone();
    phone.on_change(Box::new(move || {
        // A full queue wakes the loop anyway.
        let _ = wake.try_send(News::Phone);
    }));
    // It ends with the program: nothing else can wake it while it waits for a key.
    thread::Builder::new()
        .name("terminal-keys".to_owned())
        .spawn(move || read_keys(&news))?;
    let mut session = Session {
        phone,
        face: Face::new(options.look, keyboard),
        taken,
        leaving: None,
        asked: false,
        rang: false,
        title: String::new(),
        gone: false,
    };
    let ended = session.stay(&heard);
    if ended.is_err() {
        // The phone leaves in order though nobody sees it.
        phone.send(Intent::Quit);
        let until = Instant::now() + LEAVE;
        while !phone.finished() && Instant::now() < until {
            let left = until.saturating_duration_since(Instant::now());
            if let Err(RecvTimeoutError::Disconnected) = heard.recv_timeout(left) {
                thread::sleep(Duration::from_millis(20));
            }
        }
    }
    // A terminal that is gone is a way to leave.
    if session.gone { Ok(()) } else { Ok(ended?) }
}

fn read_keys(news: &SyncSender<News>) {
    loop {
        let (news_of_it, last) = match event::read() {
            Ok(event) => (News::Terminal(event), false),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => (News::Gone, true),
        };
        match news.try_send(news_of_it) {
            Ok(()) if !last => {}
            // So many keys were typed ahead that this one is lost, as on any keyboard.
            Err(TrySendError::Full(_)) if !last => {}
            _ => return,
        }
    }
}

/// A phone on a terminal.
struct Session<'a> {
    phone: &'a dyn Phone,
    face: Face,
    taken: Taken,
    /// Until when the phone may take to leave.
    leaving: Option<Instant>,
    /// Whether the person was asked if calls may end.
    asked: bool,
    rang: bool,
    title: String,
    gone: bool,
}

impl Session<'_> {
    fn stay(&mut self, heard: &Receiver<News>) -> io::Result<()> {
        loop {
            let screen = self.phone.screen();
            let now = self.phone.now();
            self.announce(&screen)?;
            let mut wake = None;
            let face = &mut self.face;
            self.taken.terminal.draw(|frame| {
                wake = face.draw(frame.buffer_mut(), &screen, now);
            })?;
            if self.phone.finished() {
                return Ok(());
            }
            let next = wake.map(|at| at.since(now));
            if self.wait(heard, next)? {
                return Ok(());
            }
        }
    }

    /// Waits for news and carries out what keys ask for; says whether it is over.
    fn wait(&mut self, heard: &Receiver<News>, next: Option<Duration>) -> io::Result<bool> {
        let left = self
            .leaving
            .map(|until| until.saturating_duration_since(Instant::now()));
        if left == Some(Duration::ZERO) {
            return Ok(true);
        }
        let limit = [next, left].into_iter().flatten().min();
        let first = match limit {
            Some(limit) => match heard.recv_timeout(limit) {
                Ok(news) => Some(news),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(true),
            },
            None => match heard.recv() {
                Ok(news) => Some(news),
                Err(_) => return Ok(true),
            },
        };
        // All that has come meanwhile is drawn at once.
        for news in first.into_iter().chain(heard.try_iter()) {
            match news {
                News::Phone => {}
                News::Gone => {
                    self.gone = true;
                    return Err(io::ErrorKind::BrokenPipe.into());
                }
                News::Terminal(event) => self.take(&event)?,
            }
        }
        Ok(false)
    }

    fn take(&mut self, event: &Event) -> io::Result<()> {
        let mut asked = false;
        if matches!(event, Event::Key(_)) {
            // The question stands until the next key.
            asked = std::mem::take(&mut self.asked);
            self.face.say(None);
        }
        let screen = self.phone.screen();
        for command in self.face.take(event, &screen) {
            match command {
                Command::Phone(intent) => self.phone.send(intent),
                Command::Redraw => self.taken.terminal.clear()?,
                Command::Quit => self.leave(&screen, asked),
                // The face's own matter.
                Command::Keys | Command::Search { .. } | Command::Theme => {}
            }
        }
        if let Some((text, placed)) = self.face.looks_for() {
            let people = self.phone.people();
            let found = people.map(|people| people.find(text, placed));
            self.face.found(found.unwrap_or_default());
        }
        Ok(())
    }

    /// Lets the phone leave; a call is not ended by one key.
    fn leave(&mut self, screen: &Screen, asked: bool) {
        let talks = screen.calls.iter().any(|call| !call.state.is_over());
        if talks && !asked {
            self.asked = true;
            self.face
                .say(Some("A call is on: the same key again ends it and leaves"));
            return;
        }
        if self.leaving.is_none() {
            self.phone.send(Intent::Quit);
            self.leaving = Some(Instant::now() + LEAVE);
        }
    }

    /// What is told beside the picture: the title of the terminal's window, and its bell.
    fn announce(&mut self, screen: &Screen) -> io::Result<()> {
        let title = face::title(screen);
        if title != self.title {
            self.taken.title(&title)?;
            self.title = title;
        }
        let rings = screen.ring != Ring::Off;
        if rings && !self.rang {
            self.taken.bell()?;
        }
        self.rang = rings;
        Ok(())
    }
}
