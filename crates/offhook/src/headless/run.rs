//! Carries out a script on a phone, and tells what happens.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use softphone::{Change, Changes, Event, Intent, Moment, PhoneHandle, RecordingNews, TimedChange};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until, timeout};

use crate::exit::Outcome;
use crate::headless::echo::Echo;
use crate::headless::report::Report;
use crate::headless::script::Command;
use crate::headless::steps::Step;
use crate::headless::summary::Summary;
use crate::headless::waiting::{Condition, Sight, has_soft_key};
use crate::problem_report;
use crate::signals::StopSignals;

/// How long leaving may take: a little more than a phone needs whose server hangs.
const LEAVE_LIMIT: Duration = Duration::from_millis(4250);

/// How long closing the files may take when leaving at once.
const CLOSE_LIMIT: Duration = Duration::from_secs(1);

/// How long the voice may take to tell its figures; it takes milliseconds.
const FIGURES_LIMIT: Duration = Duration::from_secs(1);

/// What a phone is to do.
#[derive(Debug)]
pub(crate) struct Script {
    /// The lines.
    pub(crate) steps: mpsc::Receiver<Step>,
    /// The phone leaves when a line fails; else the next line comes all the same.
    pub(crate) ends_at_failure: bool,
    /// The signal that the phone sends, and the ear for it.
    pub(crate) echo: Option<Echo>,
    /// The configuration file, for reports of problems.
    pub(crate) settings: Option<PathBuf>,
}

/// What a session came to.
#[derive(Debug)]
pub(crate) struct Ended {
    /// What the phone did.
    pub(crate) summary: Summary,
    /// Whether the script went as it says.
    pub(crate) outcome: Outcome,
    /// When it ended.
    pub(crate) at: Moment,
    /// Tells the rest.
    pub(crate) report: Report,
}

/// Runs the script until it ends, `quit`s or is told to stop, and lets the phone leave.
pub(crate) async fn run(
    phone: PhoneHandle,
    changes: Changes,
    script: Script,
    report: Report,
    mut stop: StopSignals,
) -> Ended {
    let sight = Sight::new(phone.screen());
    let mut session = Session {
        phone,
        changes,
        report,
        sight,
        summary: Summary::new(),
        outcome: Outcome::Done,
        doing: Doing::Ready,
        stopped: false,
        sound_notice: String::new(),
        ends_at_failure: script.ends_at_failure,
        echo: script.echo,
        settings: script.settings,
    };
    session.run(script.steps, &mut stop).await;
    if let Some(echo) = &session.echo {
        session.summary.set_echo(echo.heard());
    }
    Ended {
        summary: session.summary,
        outcome: session.outcome,
        at: session.phone.now(),
        report: session.report,
    }
}

struct Session {
    phone: PhoneHandle,
    changes: Changes,
    report: Report,
    sight: Sight,
    summary: Summary,
    outcome: Outcome,
    doing: Doing,
    /// A signal has come.
    stopped: bool,
    /// The trouble with the sound devices that was told last.
    sound_notice: String,
    ends_at_failure: bool,
    echo: Option<Echo>,
    settings: Option<PathBuf>,
}

/// What the script is at.
#[derive(Debug)]
enum Doing {
    /// The next line can come.
    Ready,
    /// A line waits for something.
    Waiting {
        line: Option<usize>,
        goal: Goal,
        until: Instant,
        limit: Duration,
    },
    /// The phone leaves.
    Leaving { until: Instant },
}

/// How long a soft key may take to appear: the server names the keys of a call's new state
/// a moment after the state.
const SOFT_KEY_LIMIT: Duration = Duration::from_secs(1);

/// How often it is looked whether the sent signal has come back.
const LISTEN_EVERY: Duration = Duration::from_millis(100);

/// What a line waits for.
#[derive(Debug)]
enum Goal {
    Condition(Condition),
    Prompt(String),
    /// A soft key, to press it.
    SoftKey(String),
    /// Nothing but time.
    Sleep,
    /// The sent signal, which comes back until then or not at all.
    Echo {
        last: Instant,
    },
}

enum Wake {
    Change(Option<TimedChange>),
    Step(Option<Step>),
    Time,
    Picture,
    Stop,
}

impl Session {
    async fn run(&mut self, mut steps: mpsc::Receiver<Step>, stop: &mut StopSignals) {
        loop {
            let until = match self.doing {
                Doing::Ready => None,
                Doing::Waiting { until, .. } | Doing::Leaving { until } => Some(until),
            };
            let wake = tokio::select! {
                // In this order: what has happened counts before the next line.
                biased;
                () = stop.next() => Wake::Stop,
                change = self.changes.next() => Wake::Change(change),
                step = steps.recv(), if matches!(self.doing, Doing::Ready) => Wake::Step(step),
                () = sleep_to(until) => Wake::Time,
                () = sleep_to(self.report.due()) => Wake::Picture,
            };
            match wake {
                Wake::Change(Some(change)) => self.see(&change),
                Wake::Change(None) => return,
                Wake::Step(Some(step)) => self.begin(step).await,
                Wake::Step(None) => self.leave(),
                Wake::Stop => self.stop(),
                Wake::Time if matches!(self.doing, Doing::Leaving { .. }) => return,
                Wake::Time => self.time_is_up(),
                Wake::Picture => self.report.draw(),
            }
            self.check().await;
        }
    }

    /// Begins with a line.
    async fn begin(&mut self, step: Step) {
        let line = step.line;
        let command = match step.command {
            Ok(command) => command,
            Err(error) => return self.fail(Outcome::Usage, line, &error.to_string()),
        };
        match command {
            Command::Act(intents) => {
                if let [Intent::SoftKey(label)] = intents.as_slice() {
                    self.wait(line, Goal::SoftKey(label.clone()), SOFT_KEY_LIMIT);
                } else if let Some(missing) = self.sight.missing(&intents) {
                    self.fail(Outcome::Failed, line, &missing);
                } else {
                    // The far end may have been faster: no failure, but told.
                    if let Some(needless) = self.sight.needless(&intents) {
                        self.tell(line, needless);
                    }
                    self.act(intents).await;
                }
            }
            Command::Wait { condition, limit } => {
                self.wait(line, Goal::Condition(condition), limit)
            }
            Command::ExpectPrompt { text, limit } => self.wait(line, Goal::Prompt(text), limit),
            Command::Sleep(duration) => self.wait(line, Goal::Sleep, duration),
            Command::Listen(limit) => self.listen(line, Instant::now() + limit),
            Command::Screen => self.report.screen(self.sight.newest(), self.phone.now()),
            Command::Stats => self.stats().await,
            Command::Report(path) => self.write_report(line, path).await,
            Command::Quit => self.leave(),
        }
    }

    async fn write_report(&mut self, line: Option<usize>, path: PathBuf) {
        let written =
            problem_report::write(&self.phone, self.settings.clone(), Some(path.clone())).await;
        match problem_report::told(written, Some(&path)) {
            Ok(path) => {
                let path = path.display();
                self.report.note(&format!("the report is in {path}"));
            }
            Err(reason) => self.fail(Outcome::Failed, line, &reason),
        }
    }

    async fn act(&mut self, intents: Vec<Intent>) {
        self.see_what_waits();
        self.sight.before_act();
        for intent in intents {
            // When the phone has ended, the end of the changes says so.
            let _ended = self.phone.perform(intent).await;
        }
        self.see_what_waits();
        self.sight.after_act();
    }

    async fn stats(&mut self) {
        let told = timeout(FIGURES_LIMIT, self.phone.tell_statistics()).await;
        if !told.unwrap_or(false) {
            self.report.note("no stream is open");
        }
    }

    fn wait(&mut self, line: Option<usize>, goal: Goal, limit: Duration) {
        self.doing = Doing::Waiting {
            line,
            goal,
            until: Instant::now() + limit,
            limit,
        };
    }

    /// Look for the sent signal now, and again a little later while there is a call.
    fn listen(&mut self, line: Option<usize>, last: Instant) {
        let missed = self.echo.as_ref().is_some_and(|echo| !echo.heard().heard);
        let in_call = !Condition::Idle.holds(self.sight.newest());
        if missed && in_call && Instant::now() < last {
            self.wait(line, Goal::Echo { last }, LISTEN_EVERY);
        }
    }

    /// A signal: leave in order. Only a second one means that the person insists; one
    /// that comes with the end of the input, or after `quit`, does not.
    fn stop(&mut self) {
        if self.stopped {
            self.leave_at_once();
        } else if !matches!(self.doing, Doing::Leaving { .. }) {
            self.leave();
        }
        self.stopped = true;
    }

    fn leave(&mut self) {
        self.phone.send(Intent::Quit);
        self.doing = Doing::Leaving {
            until: Instant::now() + LEAVE_LIMIT,
        };
    }

    /// The person insists: files are closed, and that is all.
    fn leave_at_once(&mut self) {
        self.phone.leave_at_once();
        self.doing = Doing::Leaving {
            until: Instant::now() + CLOSE_LIMIT,
        };
    }

    fn see_what_waits(&mut self) {
        while let Some(change) = self.changes.try_next() {
            self.see(&change);
        }
    }

    fn see(&mut self, change: &TimedChange) {
        if let Change::Screen(screen) = &change.change {
            self.sight.see(Arc::clone(screen));
            if screen.sound_notice != self.sound_notice {
                self.sound_notice.clone_from(&screen.sound_notice);
                if !self.sound_notice.is_empty() {
                    self.report.error(&self.sound_notice, change.at);
                }
            }
        }
        if let Change::Event(Event::CallState {
            call_reference,
            state,
            ..
        }) = &change.change
        {
            self.sight.hear(*call_reference, *state);
        }
        if let Change::Event(Event::Registration { text, .. }) = &change.change {
            tracing::info!(%text, "registration");
        }
        if let Change::Event(Event::Recording(RecordingNews::Failed { reason })) = &change.change {
            // The call goes on, and the script with it.
            self.outcome = self.outcome.max(Outcome::Failed);
            let text = format!("not recorded: {reason}");
            self.report.error(&text, change.at);
        }
        if let Some(echo) = &self.echo {
            echo.see(change);
        }
        self.summary.see(change);
        self.report.change(change, self.sight.newest());
    }

    /// Whether the line that waits has what it waits for, or waits in vain.
    async fn check(&mut self) {
        let Doing::Waiting { line, goal, .. } = &self.doing else {
            return;
        };
        let reached = match goal {
            Goal::Condition(condition) => condition.holds(self.sight.newest()),
            Goal::Prompt(text) => self.sight.has_prompted(text),
            Goal::SoftKey(label) => has_soft_key(self.sight.newest(), label),
            Goal::Sleep | Goal::Echo { .. } => false,
        };
        if reached {
            let key = match goal {
                Goal::SoftKey(label) => Some(Intent::SoftKey(label.clone())),
                _ => None,
            };
            self.doing = Doing::Ready;
            if let Some(key) = key {
                self.act(vec![key]).await;
            }
        } else if matches!(goal, Goal::Condition(Condition::Connected))
            && let Some(reason) = self.sight.call_failure()
        {
            let line = *line;
            self.doing = Doing::Ready;
            self.fail(Outcome::Failed, line, &format!("not connected: {reason}"));
        }
    }

    fn time_is_up(&mut self) {
        let Doing::Waiting {
            line, goal, limit, ..
        } = std::mem::replace(&mut self.doing, Doing::Ready)
        else {
            return;
        };
        let limit = limit.as_secs_f64();
        match goal {
            Goal::Sleep => {}
            Goal::Echo { last } => self.listen(line, last),
            Goal::SoftKey(label) => {
                let keys = &self.sight.newest().soft_keys.keys;
                let names: Vec<_> = keys.iter().map(|key| key.label.as_str()).collect();
                let text = format!(
                    "no soft key \"{label}\" within {limit} s; keys: {}",
                    if names.is_empty() {
                        "none".to_owned()
                    } else {
                        names.join(", ")
                    },
                );
                self.fail(Outcome::Failed, line, &text);
            }
            Goal::Condition(condition) => {
                let screen = self.sight.newest();
                let states: Vec<_> = screen.calls.iter().map(|call| call.state).collect();
                let text = format!(
                    "not {} within {limit} s; registration: {}; calls: {states:?}",
                    condition.word(),
                    screen.registration.text,
                );
                self.fail(Outcome::Failed, line, &text);
            }
            Goal::Prompt(wanted) => {
                let seen = self.sight.prompts_since_act();
                let text = format!("no prompt \"{wanted}\" within {limit} s; prompts: {seen:?}");
                self.fail(Outcome::Failed, line, &text);
            }
        }
    }

    fn fail(&mut self, outcome: Outcome, line: Option<usize>, text: &str) {
        self.outcome = self.outcome.max(outcome);
        self.tell(line, text);
        if self.ends_at_failure {
            self.leave();
        }
    }

    fn tell(&self, line: Option<usize>, text: &str) {
        let now = self.phone.now();
        match line {
            Some(line) => self.report.error(&format!("line {line}: {text}"), now),
            None => self.report.error(text, now),
        }
    }
}

async fn sleep_to(time: Option<Instant>) {
    match time {
        Some(time) => sleep_until(time).await,
        None => std::future::pending().await,
    }
}
