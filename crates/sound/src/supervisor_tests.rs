//! The supervisor on virtual time, with devices that fail on request.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::*;
use crate::backend::Opened;
use crate::device::{Device, Gauge, Health};
use crate::loan::{Loan, loan};

/// The object under care: it counts who asked it.
type Object = Vec<String>;

/// What the test and the stand-in devices share.
#[derive(Default)]
struct World {
    /// What becomes of an attempt to open a device, by name; absent means it is not there.
    openable: Vec<(String, Result<(), Trouble>)>,
    default_id: Option<String>,
    /// The system tells of its devices: those that can be opened are listed by their names.
    tells: bool,
    changes: u64,
    running: Vec<Arc<Stub>>,
    opened: Vec<(String, u32)>,
}

/// One running stand-in.
struct Stub {
    name: String,
    gauge: Gauge,
    loan: Mutex<Option<Loan<Object>>>,
    frozen: AtomicU32,
    listed: bool,
}

struct StubDevice(Arc<Stub>);

#[derive(Clone, Default)]
struct Lab(Arc<Mutex<World>>);

impl Device for StubDevice {
    fn name(&self) -> &str {
        &self.0.name
    }

    fn health(&self) -> Health {
        self.0.gauge.health(Duration::ZERO)
    }

    fn listed_as(&self) -> Option<&str> {
        self.0.listed.then_some(&self.0.name)
    }
}

impl Drop for StubDevice {
    fn drop(&mut self) {
        self.0.loan.lock().unwrap().take();
    }
}

impl Stub {
    fn run(&self) {
        if self.frozen.load(Ordering::Relaxed) > 0 {
            return;
        }
        self.gauge.pulse();
        if let Some(loan) = &mut *self.loan.lock().unwrap()
            && let Some(object) = loan.get()
        {
            object.push(self.name.clone());
        }
    }
}

impl World {
    fn change(&mut self) {
        self.changes += u64::from(self.tells);
    }
}

impl Lab {
    fn set(&self, name: &str, outcome: Result<(), Trouble>) {
        let mut world = self.0.lock().unwrap();
        world.change();
        world.openable.retain(|(known, _)| known != name);
        world.openable.push((name.into(), outcome));
    }

    fn unplug(&self, name: &str) {
        let mut world = self.0.lock().unwrap();
        world.change();
        world.openable.retain(|(known, _)| known != name);
    }

    fn start(&self, name: &str) -> Opened<Object> {
        let (lender, loan) = loan();
        let mut world = self.0.lock().unwrap();
        let listed = world.tells && !["default", "silence"].contains(&name);
        let stub = Arc::new(Stub {
            name: name.into(),
            gauge: Gauge::default(),
            loan: Mutex::new(Some(loan)),
            frozen: AtomicU32::new(0),
            listed,
        });
        world.running.push(stub.clone());
        (Box::new(StubDevice(stub)), lender)
    }

    fn stub(&self, name: &str) -> Arc<Stub> {
        let world = self.0.lock().unwrap();
        world
            .running
            .iter()
            .rev()
            .find(|stub| stub.name == name)
            .unwrap()
            .clone()
    }

    fn run(&self) {
        self.0
            .lock()
            .unwrap()
            .running
            .iter()
            .for_each(|stub| stub.run());
    }

    fn opened(&self) -> Vec<(String, u32)> {
        self.0.lock().unwrap().opened.clone()
    }
}

impl Backend<Object> for Lab {
    fn open(&mut self, target: &Target, period_ms: u32) -> Result<Opened<Object>, Trouble> {
        let name = match target {
            Target::Default => "default",
            Target::Named(name) => name,
        };
        let outcome = {
            let mut world = self.0.lock().unwrap();
            world.opened.push((name.into(), period_ms));
            let found = world.openable.iter().find(|(known, _)| known == name);
            found.map_or(Err(Trouble::Gone), |(_, outcome)| outcome.clone())
        };
        outcome.map(|()| self.start(name))
    }

    fn silence(&mut self) -> Option<Opened<Object>> {
        Some(self.start("silence"))
    }

    fn others(&mut self) -> Vec<Target> {
        let world = self.0.lock().unwrap();
        world
            .openable
            .iter()
            .map(|(name, _)| Target::Named(name.clone()))
            .collect()
    }

    fn default_id(&mut self) -> Option<String> {
        self.0.lock().unwrap().default_id.clone()
    }

    fn is_listed(&mut self, id: &str) -> bool {
        let world = self.0.lock().unwrap();
        world.openable.iter().any(|(name, _)| name == id)
    }

    fn changes(&mut self) -> u64 {
        self.0.lock().unwrap().changes
    }

    fn end(&mut self, device: Box<dyn Device>) {
        drop(device);
    }

    fn settle(&mut self, _: Duration) {}
}

/// A supervisor, its world and the virtual clock.
struct Bench {
    lab: Lab,
    supervisor: Supervisor<Object, Lab>,
    now: Duration,
    /// When the supervisor wants to look again.
    next: Duration,
    told: Vec<String>,
}

impl Bench {
    fn wanting(lab: &Lab, target: Target) -> Self {
        let supervisor = Supervisor::new(Direction::Output, lab.clone(), Box::default());
        let mut bench = Self {
            lab: lab.clone(),
            supervisor,
            now: Duration::ZERO,
            next: Duration::ZERO,
            told: Vec::new(),
        };
        bench
            .supervisor
            .want(Wanted::Hardware(target), Duration::ZERO);
        bench
    }

    /// Lets this much time pass, the devices' callbacks coming every 10 ms.
    fn pass(&mut self, ms: u64) {
        let end = self.now + Duration::from_millis(ms);
        while self.now < end {
            self.now += Duration::from_millis(10);
            self.lab.run();
            while self.next <= self.now {
                self.next = self.now + self.supervisor.step(self.now);
            }
            self.told.extend(
                self.supervisor
                    .take_events()
                    .iter()
                    .map(ToString::to_string),
            );
        }
    }

    /// From now on `file:x.wav` is wanted.
    fn want_file(&mut self) {
        let file = self.lab.start("file:x.wav");
        self.supervisor.want(Wanted::Own(file), self.now);
    }

    fn news(&mut self) -> Vec<String> {
        std::mem::take(&mut self.told)
    }

    fn device(&self) -> String {
        self.supervisor.figures().device
    }
}

fn named(name: &str) -> Target {
    Target::Named(name.into())
}

#[path = "supervisor_tests/listed.rs"]
mod listed;

#[test]
fn uses_the_wanted_device_and_says_so_once() {
    let lab = Lab::default();
    lab.set("jabra", Ok(()));
    let mut bench = Bench::wanting(&lab, named("jabra"));
    bench.pass(5000);
    assert_eq!(bench.news(), ["Speaker: jabra"]);
    assert_eq!(lab.opened(), [("jabra".into(), PERIODS_MS[0])]);
}

#[test]
fn pulls_without_a_break_while_a_device_is_lost_and_comes_back() {
    let lab = Lab::default();
    lab.set("default", Ok(()));
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.pass(6000);
    lab.unplug("default");
    lab.stub("default").gauge.end(Trouble::Gone);
    bench.pass(3000);
    assert_eq!(bench.device(), "silence");
    lab.set("default", Ok(()));
    bench.pass(6000);
    assert_eq!(bench.device(), "default");
    let news = bench.news();
    assert!(
        news[0] == "Speaker: default" && news.len() == 5,
        "{news:#?}"
    );
    assert!(
        news[1].contains("was lost") && news[2].contains("not there"),
        "{news:#?}"
    );
    assert!(
        news[3].contains("No speaker works") && news[4] == "Speaker \"default\" is back",
        "{news:#?}"
    );
    let object = bench.supervisor.close().unwrap();
    let asked = *object;
    // 15 s of 10 ms callbacks; the changes may cost a few of them.
    assert!(
        (1480..=1500).contains(&asked.len()),
        "{} calls",
        asked.len()
    );
    assert_eq!(
        asked.iter().filter(|name| *name == "silence").count() / 100,
        3
    );
}

#[test]
fn stands_in_with_the_default_until_the_wanted_one_is_connected() {
    let lab = Lab::default();
    lab.set("default", Ok(()));
    let mut bench = Bench::wanting(&lab, named("jabra"));
    bench.pass(3000);
    assert_eq!(bench.device(), "default");
    assert!(!bench.supervisor.figures().wanted);
    lab.set("jabra", Ok(()));
    bench.pass(5000);
    assert_eq!(bench.device(), "jabra");
    let news = bench.news();
    assert_eq!(news.len(), 3, "{news:#?}");
    assert!(news[0].contains("\"jabra\" is not there"));
    assert!(news[1].contains("\"default\" is used"));
    assert!(news[2].contains("\"jabra\" is back"));
}

#[test]
fn takes_any_device_before_silence() {
    let lab = Lab::default();
    lab.set("hdmi", Err(Trouble::Unsupported("0 channels".into())));
    lab.set("usb", Ok(()));
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.pass(1000);
    assert_eq!(bench.device(), "usb");
}

#[test]
fn finds_a_device_that_moves_no_sound_any_more() {
    let lab = Lab::default();
    lab.set("default", Ok(()));
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.pass(6000);
    lab.stub("default").frozen.store(1, Ordering::Relaxed);
    bench.pass(300);
    assert_eq!(bench.news().len(), 1);
    bench.pass(300);
    let news = bench.news();
    assert!(news[0].contains("stopped moving sound"), "{news:#?}");
    // The same device works when opened afresh.
    assert_eq!(news[1..], ["Speaker \"default\" is back"]);
}

#[test]
fn bears_a_device_that_pauses_soon_after_it_was_opened() {
    let lab = Lab::default();
    lab.set("default", Ok(()));
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.pass(300);
    lab.stub("default").frozen.store(1, Ordering::Relaxed);
    bench.pass(1600);
    lab.stub("default").frozen.store(0, Ordering::Relaxed);
    bench.pass(5000);
    assert_eq!(bench.news(), ["Speaker: default"]);
    assert_eq!(lab.opened().len(), 1, "it is not opened anew");
}

#[test]
fn drops_a_stream_that_spins_in_errors_but_forgives_a_burst() {
    let lab = Lab::default();
    lab.set("default", Ok(()));
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.pass(1000);
    let stub = lab.stub("default");
    (0..2500).for_each(|_| stub.gauge.error());
    bench.pass(1000);
    assert_eq!(
        bench.news(),
        ["Speaker: default"],
        "its callback goes on after the burst"
    );
    stub.frozen.store(1, Ordering::Relaxed);
    for _ in 0..3 {
        (0..2500).for_each(|_| stub.gauge.error());
        bench.pass(100);
    }
    assert_eq!(bench.device(), "silence");
    assert!(bench.news()[0].contains("was lost"));
}

#[test]
fn never_lends_to_a_device_that_opens_but_stays_dead() {
    let lab = Lab::default();
    lab.set("default", Ok(()));
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.supervisor.step(Duration::ZERO);
    lab.stub("default").frozen.store(1, Ordering::Relaxed);
    lab.unplug("default");
    bench.pass(1900);
    assert_eq!(bench.device(), "silence");
    assert!(bench.news().is_empty());
    bench.pass(200);
    assert!(bench.news()[0].contains("stopped moving sound"));
}

#[test]
fn says_why_a_busy_device_is_not_used_and_takes_it_when_it_is_free() {
    let lab = Lab::default();
    lab.set("default", Err(Trouble::Busy));
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.pass(20_000);
    let news = bench.news();
    assert_eq!(news.len(), 2, "told once, not at every attempt: {news:#?}");
    assert!(news[0].contains("in use by another program"));
    assert!(news[1].contains("No speaker works"));
    lab.set("default", Ok(()));
    bench.pass(5000);
    assert_eq!(bench.news(), ["Speaker \"default\" is back"]);
}

#[test]
fn enlarges_the_buffer_of_a_device_that_keeps_running_dry() {
    let lab = Lab::default();
    lab.set("default", Ok(()));
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.pass(3000);
    lab.stub("default").gauge.underrun();
    bench.pass(11_000);
    assert_eq!(lab.opened().len(), 1, "one is no reason");
    (0..3).for_each(|_| lab.stub("default").gauge.underrun());
    bench.pass(200);
    assert_eq!(lab.opened()[1], ("default".into(), PERIODS_MS[1]));
    let news = bench.news();
    assert_eq!(news.len(), 2, "{news:#?}");
    assert!(news[1].contains("could not keep up") && news[1].contains("20 ms"));
}

#[test]
fn follows_the_system_to_another_default_device() {
    let lab = Lab::default();
    lab.set("default", Ok(()));
    lab.0.lock().unwrap().default_id = Some("card".into());
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.pass(3000);
    assert_eq!(lab.opened().len(), 1);
    lab.0.lock().unwrap().default_id = Some("headset".into());
    bench.pass(3000);
    assert_eq!(lab.opened().len(), 2);
}

#[test]
fn changes_to_another_device_and_back_without_losing_the_object() {
    let lab = Lab::default();
    lab.set("default", Ok(()));
    lab.set("jabra", Ok(()));
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.pass(1000);
    let now = bench.now;
    bench.supervisor.want(Wanted::Hardware(named("jabra")), now);
    bench.pass(1000);
    bench.want_file();
    bench.pass(1000);
    assert_eq!(
        bench.news(),
        ["Speaker: default", "Speaker: jabra", "Speaker: file:x.wav"]
    );
    let asked = *bench.supervisor.close().unwrap();
    assert!(asked.len() > 290, "{}", asked.len());
    assert_eq!(asked.last().unwrap(), "file:x.wav");
}

#[test]
fn goes_on_in_silence_when_a_file_cannot_be_written_any_further() {
    let lab = Lab::default();
    lab.set("default", Ok(()));
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.pass(100);
    bench.want_file();
    bench.pass(1000);
    lab.stub("file:x.wav")
        .gauge
        .end(Trouble::Failed("No space left on device".into()));
    bench.pass(10_000);
    assert_eq!(
        bench.device(),
        "silence",
        "a loudspeaker nobody asked for stays quiet"
    );
    assert!(bench.news().last().unwrap().contains("No space left"));
}

#[test]
fn a_file_whose_thread_was_away_goes_on_when_it_is_back() {
    let lab = Lab::default();
    lab.set("default", Ok(()));
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.pass(100);
    bench.want_file();
    bench.pass(6000);
    lab.stub("file:x.wav").frozen.store(1, Ordering::Relaxed);
    bench.pass(10_000);
    lab.stub("file:x.wav").frozen.store(0, Ordering::Relaxed);
    bench.pass(1000);
    assert_eq!(bench.device(), "file:x.wav");
    assert_eq!(bench.news(), ["Speaker: default", "Speaker: file:x.wav"]);
    let asked = *bench.supervisor.close().unwrap();
    assert_eq!(asked.last().unwrap(), "file:x.wav");
}

#[test]
fn a_machine_that_stood_still_has_lost_no_device() {
    let lab = Lab::default();
    lab.set("default", Ok(()));
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.pass(6000);
    // Time goes on, nobody runs; who watches runs before the device does.
    bench.now += Duration::from_secs(30);
    bench.next = bench.now + bench.supervisor.step(bench.now);
    bench.pass(1000);
    assert_eq!(bench.news(), ["Speaker: default"]);
    assert_eq!(lab.opened().len(), 1);
}
