//! With a system that tells which devices there are.

use super::*;

/// How soon a device that is gone must be left, and one that is back be taken, ms.
const PROMPTLY_MS: u64 = 500;

fn telling(devices: &[&str]) -> Lab {
    let lab = Lab::default();
    lab.0.lock().unwrap().tells = true;
    for device in devices {
        lab.set(device, Ok(()));
    }
    lab
}

#[test]
fn leaves_a_device_that_is_listed_no_more_though_its_callback_goes_on() {
    let lab = telling(&["default", "jabra"]);
    let mut bench = Bench::wanting(&lab, named("jabra"));
    bench.pass(1000);
    assert_eq!(bench.device(), "jabra");
    // The server has moved the stream elsewhere: it moves sound as before.
    lab.unplug("jabra");
    bench.pass(PROMPTLY_MS);
    assert_eq!(bench.device(), "default");
    let news = bench.news();
    assert!(news[1].contains("\"jabra\" was lost"), "{news:#?}");
    assert!(
        news.last().unwrap().contains("\"default\" is used"),
        "{news:#?}"
    );
}

#[test]
fn takes_a_device_back_as_soon_as_it_is_listed_again() {
    let lab = telling(&["default", "jabra"]);
    let mut bench = Bench::wanting(&lab, named("jabra"));
    bench.pass(1000);
    lab.unplug("jabra");
    // Long enough for the pauses between attempts to be at their longest.
    bench.pass(30_000);
    lab.set("jabra", Ok(()));
    bench.pass(PROMPTLY_MS);
    assert_eq!(bench.device(), "jabra");
    assert_eq!(bench.news().last().unwrap(), "Speaker \"jabra\" is back");
}

#[test]
fn a_device_that_comes_and_goes_costs_no_sound_but_a_few_callbacks() {
    let lab = telling(&["default", "jabra"]);
    let mut bench = Bench::wanting(&lab, named("jabra"));
    for _ in 0..5 {
        bench.pass(1000);
        lab.unplug("jabra");
        bench.pass(1000);
        lab.set("jabra", Ok(()));
    }
    let calls = bench.supervisor.close().unwrap();
    // 10 s of 10 ms callbacks.
    assert!((950..=1000).contains(&calls.len()), "{} calls", calls.len());
    let silent = calls.iter().filter(|name| *name == "silence").count();
    assert!(silent < 50, "{silent} calls of silence");
}

#[test]
fn follows_another_default_as_soon_as_the_system_tells_it() {
    let lab = telling(&["default"]);
    lab.0.lock().unwrap().default_id = Some("built-in".to_owned());
    let mut bench = Bench::wanting(&lab, Target::Default);
    bench.pass(1000);
    assert_eq!(lab.opened().len(), 1);
    {
        let mut world = lab.0.lock().unwrap();
        world.default_id = Some("jabra".to_owned());
        world.change();
    }
    bench.pass(PROMPTLY_MS);
    assert_eq!(lab.opened().len(), 2);
    assert_eq!(bench.news(), ["Speaker: default"]);
}
