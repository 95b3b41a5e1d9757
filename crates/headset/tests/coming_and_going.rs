//! Headsets that are plugged in and out, and those that may not be opened.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use headset::{Event, Found, HeadsetInfo, PhoneState, Port, Ports, Watch};

const PATIENCE: Duration = Duration::from_secs(60);

/// A hook switch that stands, a mute key, and lamps for off-hook and ring.
const DESCRIPTOR: [u8; 44] = [
    0x05, 0x0b, 0x09, 0x05, 0xa1, 0x01, 0x85, 0x02, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x01,
    0x09, 0x20, 0x81, 0x22, 0x09, 0x2f, 0x81, 0x06, 0x95, 0x06, 0x81, 0x01, 0x05, 0x08, 0x09, 0x17,
    0x09, 0x18, 0x95, 0x02, 0x91, 0x22, 0x95, 0x06, 0x91, 0x01, 0xc0, 0x00,
];

/// The test's end of a system.
#[derive(Clone, Default)]
struct Desk(Arc<Mutex<Inside>>);

#[derive(Default)]
struct Inside {
    found: Vec<Found>,
    forbidden: bool,
    /// The buttons of the headset that was opened last.
    press: Option<Sender<Vec<u8>>>,
    written: Vec<Vec<u8>>,
}

impl Desk {
    fn plug_in(&self) {
        self.0.lock().expect("whole").found.push(Found {
            path: "/dev/hidraw7".to_owned(),
            name: "Example 100".to_owned(),
            descriptor: DESCRIPTOR[..43].to_vec(),
        });
    }

    fn press(&self, report: &[u8]) {
        let inside = self.0.lock().expect("whole");
        let press = inside.press.as_ref().expect("it is open");
        press.send(report.to_vec()).expect("it is read");
    }
}

struct Plug {
    desk: Desk,
    pressed: Arc<Mutex<Option<Receiver<Vec<u8>>>>>,
}

impl Port for Plug {
    fn read(&mut self, report: &mut [u8]) -> io::Result<usize> {
        let pressed = self.pressed.lock().expect("whole");
        let pressed = pressed.as_ref().ok_or(io::ErrorKind::UnexpectedEof)?;
        let told = pressed.recv().map_err(|_| io::ErrorKind::UnexpectedEof)?;
        report[..told.len()].copy_from_slice(&told);
        Ok(told.len())
    }

    fn another(&self) -> io::Result<Box<dyn Port>> {
        Ok(Box::new(Self {
            desk: self.desk.clone(),
            pressed: Arc::clone(&self.pressed),
        }))
    }

    fn write(&mut self, report: &[u8]) -> io::Result<()> {
        let mut inside = self.desk.0.lock().expect("whole");
        inside.written.push(report.to_vec());
        Ok(())
    }
}

impl Ports for Desk {
    fn list(&mut self) -> Vec<Found> {
        self.0.lock().expect("whole").found.clone()
    }

    fn open(&mut self, _: &Found) -> io::Result<Box<dyn Port>> {
        let mut inside = self.0.lock().expect("whole");
        if inside.forbidden {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let (press, pressed) = channel();
        inside.press = Some(press);
        Ok(Box::new(Plug {
            desk: self.clone(),
            pressed: Arc::new(Mutex::new(Some(pressed))),
        }))
    }
}

fn until(what: &str, fits: impl Fn() -> bool) {
    let start = Instant::now();
    while !fits() {
        assert!(start.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_headset_that_is_plugged_in_later_is_lit_and_heard_and_may_go() {
    let desk = Desk::default();
    let (events, heard) = channel();
    let watch = Watch::start(desk.clone(), move |event| {
        // The test may have ended.
        let _told = events.send(event);
    })
    .expect("a thread");
    assert_eq!(watch.headsets(), []);
    let ringing = PhoneState {
        ringing: true,
        ..PhoneState::default()
    };
    watch.phone(ringing);
    desk.plug_in();
    until("it is found", || watch.headsets().len() == 1);
    assert_eq!(watch.headsets()[0].problem, None);
    until("it rings", || {
        let inside = desk.0.lock().expect("whole");
        inside.written.last() == Some(&vec![2, 0b10])
    });
    desk.press(&[2, 1]);
    assert_eq!(heard.recv_timeout(PATIENCE), Ok(Event::OffHook));
    watch.phone(PhoneState {
        off_hook: true,
        ..PhoneState::default()
    });
    until("it talks", || {
        let inside = desk.0.lock().expect("whole");
        inside.written.last() == Some(&vec![2, 0b01])
    });
    {
        let mut inside = desk.0.lock().expect("whole");
        inside.found.clear();
        inside.press = None;
    }
    until("it is gone", || watch.headsets().is_empty());
}

#[test]
fn no_lamp_is_left_burning_when_nobody_follows_any_more() {
    let desk = Desk::default();
    desk.plug_in();
    let watch = Watch::start(desk.clone(), |_| {}).expect("a thread");
    watch.phone(PhoneState {
        off_hook: true,
        ..PhoneState::default()
    });
    let lamps = |wanted: u8| {
        let inside = desk.0.lock().expect("whole");
        inside.written.last() == Some(&vec![2, wanted])
    };
    until("it talks", || lamps(0b01));
    drop(watch);
    until("its lamps are out", || lamps(0));
}

#[test]
fn a_headset_that_may_not_be_opened_says_what_helps() {
    let mut desk = Desk::default();
    desk.0.lock().expect("whole").forbidden = true;
    desk.plug_in();
    let found = HeadsetInfo::list(&mut desk);
    let problem = found[0].problem.as_deref().expect("it has one");
    for part in ["/dev/hidraw7", "70-offhook-headsets.rules"] {
        assert!(problem.contains(part), "{part}: {problem}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_system_is_read_from_its_folders() {
    let folder = std::env::temp_dir().join(format!("offhook-hidraw-{}", std::process::id()));
    let device = folder.join("class/hidraw3/device");
    std::fs::create_dir_all(&device).expect("there is room");
    std::fs::write(device.join("report_descriptor"), &DESCRIPTOR[..43]).expect("there is room");
    std::fs::write(
        device.join("uevent"),
        "DRIVER=hid-generic\nHID_NAME=Example 100\n",
    )
    .expect("there is room");
    let mut system = headset::Hidraw::at(&folder.join("class"), &folder.join("dev"));
    let found = HeadsetInfo::list(&mut system);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].name, "Example 100");
    let problem = found[0].problem.as_deref().expect("there is no device");
    assert!(problem.contains("cannot be opened"), "{problem}");
    std::fs::remove_dir_all(&folder).expect("it was made");
}
