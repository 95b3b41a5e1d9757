//! A phone that becomes another one while it runs, against the embedded call server.

use std::time::Duration;

use callmanager::{Server, ServerConfig};
use softphone::voice::{Microphone, Speaker, VoiceConfig};
use softphone::{
    CallState, Intent, PhoneHandle, RegistrationState, Screen, Softphone, SoftphoneConfig,
    StationConfig,
};
use sound::DeviceChoice;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(30);
const OLD: &str = "SEP0000000000E1";
const NEW: &str = "SEP0000000000E2";

fn config(server: &Server, device: &str) -> SoftphoneConfig {
    let station = StationConfig {
        device: device.to_owned(),
        servers: vec![server.local_addr().to_string()],
        ..StationConfig::default()
    };
    SoftphoneConfig {
        station,
        ..SoftphoneConfig::default()
    }
}

fn voice() -> VoiceConfig {
    VoiceConfig {
        speaker: Speaker::Device(DeviceChoice::Silence),
        microphone: Microphone::Device(DeviceChoice::Silence),
        ..VoiceConfig::default()
    }
}

async fn until(phone: &PhoneHandle, what: &str, fits: impl Fn(&Screen) -> bool) {
    let mut screens = phone.screens();
    let shown = timeout(PATIENCE, screens.wait_for(|screen| fits(screen))).await;
    assert!(shown.is_ok_and(|shown| shown.is_ok()), "{what}");
}

fn is_registered(screen: &Screen, device: &str) -> bool {
    screen.registration.state == RegistrationState::Registered && screen.device == device
}

fn start(server: &Server) -> PhoneHandle {
    let runtime = tokio::runtime::Handle::current();
    Softphone::start(config(server, OLD), voice(), &runtime)
        .expect("nothing can go wrong here")
        .0
}

#[tokio::test]
async fn becomes_another_phone_under_the_same_handle() {
    let server = Server::start(ServerConfig::default()).expect("a free port");
    let phone = start(&server);
    until(&phone, "registered", |screen| is_registered(screen, OLD)).await;
    let begun = timeout(PATIENCE, phone.restart(config(&server, NEW), voice())).await;
    assert!(begun.expect("in time").expect("nothing is wrong"));
    until(&phone, "registered anew", |screen| {
        is_registered(screen, NEW)
    })
    .await;
    assert!(!phone.is_finished());
    assert!(phone.perform(Intent::Dial("600".to_owned())).await);
    let talks = |screen: &Screen| has_call(screen);
    until(&phone, "a call of the new one", talks).await;
    phone.send(Intent::Quit);
    timeout(PATIENCE, phone.finished())
        .await
        .expect("it leaves");
}

fn has_call(screen: &Screen) -> bool {
    let mut calls = screen.calls.iter();
    calls.any(|call| call.state == CallState::Connected)
}

#[tokio::test]
async fn no_call_is_cut_for_it_and_the_last_wish_counts() {
    let server = Server::start(ServerConfig::default()).expect("a free port");
    let phone = start(&server);
    until(&phone, "registered", |screen| is_registered(screen, OLD)).await;
    phone.send(Intent::Dial("600".to_owned()));
    until(&phone, "connected", has_call).await;
    let overtaken = tokio::spawn({
        let (phone, config) = (phone.clone(), config(&server, "SEP0000000000E3"));
        async move { phone.restart(config, voice()).await }
    });
    // What the phone is told next comes behind it.
    tokio::task::yield_now().await;
    while !phone.perform(Intent::VolumeUp).await {}
    let last = tokio::spawn({
        let (phone, config) = (phone.clone(), config(&server, NEW));
        async move { phone.restart(config, voice()).await }
    });
    let overtaken = timeout(PATIENCE, overtaken).await.expect("in time");
    assert!(!overtaken.expect("no panic").expect("nothing is wrong"));
    assert!(phone.perform(Intent::VolumeDown).await);
    let screen = phone.screen();
    assert!(has_call(&screen) && screen.device == OLD);
    phone.send(Intent::HangUp);
    let last = timeout(PATIENCE, last).await.expect("in time");
    assert!(last.expect("no panic").expect("nothing is wrong"));
    until(&phone, "registered anew", |screen| {
        is_registered(screen, NEW)
    })
    .await;
}

#[tokio::test]
async fn a_phone_that_cannot_begin_anew_goes_on() {
    let server = Server::start(ServerConfig::default()).expect("a free port");
    let phone = start(&server);
    until(&phone, "registered", |screen| is_registered(screen, OLD)).await;
    let wrong = VoiceConfig {
        microphone: Microphone::Device(DeviceChoice::File("/no/such/file.wav".into())),
        ..voice()
    };
    let refused = timeout(PATIENCE, phone.restart(config(&server, NEW), wrong)).await;
    let error = refused
        .expect("in time")
        .expect_err("there is no such file");
    assert!(error.to_string().contains("/no/such/file.wav"), "{error}");
    assert!(is_registered(&phone.screen(), OLD));
}

#[tokio::test]
async fn who_quits_meanwhile_leaves_for_good() {
    let server = Server::start(ServerConfig::default()).expect("a free port");
    let phone = start(&server);
    until(&phone, "registered", |screen| is_registered(screen, OLD)).await;
    phone.send(Intent::Dial("600".to_owned()));
    until(&phone, "connected", has_call).await;
    let waiting = tokio::spawn({
        let (phone, config) = (phone.clone(), config(&server, NEW));
        async move { phone.restart(config, voice()).await }
    });
    tokio::task::yield_now().await;
    phone.send(Intent::Quit);
    timeout(PATIENCE, phone.finished())
        .await
        .expect("it leaves");
    let waited = timeout(PATIENCE, waiting).await.expect("in time");
    assert!(!waited.expect("no panic").expect("nothing is wrong"));
}
