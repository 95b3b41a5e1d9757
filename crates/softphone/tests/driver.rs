//! The driver on real sockets, with a server that says little.

use std::sync::Arc;
use std::time::Duration;

use sccp::{FrameReader, Message, Packet, ProtocolVersion};
use softphone::{
    CallList, CallLogEntry, Change, Changes, Event, Intent, Names, PhoneHandle, REPORT_QUEUE,
    RegistrationState, Screen, Softphone, SoftphoneConfig, StationConfig, VoiceCommand, VoicePath,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(20);

/// A voice path that has no voice.
struct Mute;

impl VoicePath for Mute {
    fn command(&mut self, _: VoiceCommand) {}

    fn set_local_ip(&mut self, _: std::net::IpAddr) {}
}

fn start(config: SoftphoneConfig) -> (PhoneHandle, Changes) {
    let (_reports, from_voice) = mpsc::channel(REPORT_QUEUE);
    let runtime = tokio::runtime::Handle::current();
    Softphone::start_with(config, Box::new(Mute), from_voice, &runtime)
        .expect("nothing can go wrong here")
}

fn config(server: &str) -> SoftphoneConfig {
    let station = StationConfig {
        device: "SEP001122334455".to_owned(),
        servers: vec![server.to_owned()],
        ..StationConfig::default()
    };
    SoftphoneConfig {
        station,
        ..SoftphoneConfig::default()
    }
}

async fn server() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("loopback is there");
    let address = listener.local_addr().expect("it is bound").to_string();
    (listener, address)
}

async fn accept(listener: &TcpListener) -> TcpStream {
    let accepted = timeout(PATIENCE, listener.accept())
        .await
        .expect("the phone connects");
    accepted.expect("the listener is open").0
}

/// The next message that the phone sends.
async fn message(stream: &mut TcpStream, reader: &mut FrameReader) -> Message {
    let version = ProtocolVersion::new(22);
    loop {
        if let Some(frame) = reader.next() {
            let frame = frame.expect("the phone's frames are right");
            return Packet::decode(&frame, version)
                .expect("the phone's messages are right")
                .message;
        }
        let mut bytes = [0; 1024];
        let length = timeout(PATIENCE, stream.read(&mut bytes))
            .await
            .expect("the phone sends");
        reader.push(&bytes[..length.expect("the connection is open")]);
    }
}

async fn reaches(changes: &mut Changes, wanted: RegistrationState) {
    let reached = timeout(PATIENCE, async {
        while let Some(change) = changes.next().await {
            if matches!(change.change, Change::Event(Event::Registration { state, .. }) if state == wanted)
            {
                return true;
            }
        }
        false
    });
    assert!(
        reached.await.expect("the phone goes on"),
        "never {wanted:?}"
    );
}

#[tokio::test]
async fn connects_and_registers() {
    let (listener, address) = server().await;
    let (phone, mut changes) = start(config(&address));
    let mut stream = accept(&listener).await;
    let mut reader = FrameReader::new();
    while !matches!(
        message(&mut stream, &mut reader).await,
        Message::Register(_)
    ) {}
    reaches(&mut changes, RegistrationState::Registering).await;
    assert_eq!(
        phone.screen().registration.state,
        RegistrationState::Registering
    );
}

#[tokio::test]
async fn tells_why_there_is_no_connection_and_tries_again() {
    let (listener, address) = server().await;
    drop(listener);
    let (phone, mut changes) = start(config(&address));
    reaches(&mut changes, RegistrationState::Waiting).await;
    let text = phone.screen().registration.text.clone();
    assert!(text.contains("nothing listens there"), "{text}");
    reaches(&mut changes, RegistrationState::Connecting).await;
}

#[tokio::test]
async fn connects_again_when_the_server_closes() {
    let (listener, address) = server().await;
    let (_phone, _changes) = start(config(&address));
    drop(accept(&listener).await);
    accept(&listener).await;
}

#[tokio::test]
async fn an_intent_is_dealt_with_when_perform_is_done() {
    let (_listener, address) = server().await;
    let (phone, _changes) = start(config(&address));
    let before = phone.screen().volume;
    assert!(phone.perform(Intent::VolumeUp).await);
    assert!(phone.screen().volume > before);
}

#[tokio::test]
async fn quitting_ends_the_changes_and_then_the_phone() {
    let (listener, address) = server().await;
    let (phone, mut changes) = start(config(&address));
    let _stream = accept(&listener).await;
    phone.send(Intent::Quit);
    timeout(PATIENCE, async { while changes.next().await.is_some() {} })
        .await
        .expect("the changes end");
    timeout(PATIENCE, phone.finished())
        .await
        .expect("the phone ends");
    assert!(phone.is_finished());
    assert!(!phone.perform(Intent::Redial).await);
}

#[tokio::test]
async fn leaving_at_once_does_not_wait_for_the_server() {
    let (listener, address) = server().await;
    let (phone, mut changes) = start(config(&address));
    let _stream = accept(&listener).await;
    phone.leave_at_once();
    timeout(PATIENCE, phone.finished())
        .await
        .expect("the phone ends");
    let mut unregisters = false;
    while let Some(change) = changes.next().await {
        unregisters |= matches!(
            change.change,
            Change::Event(Event::Registration {
                state: RegistrationState::Unregistering,
                ..
            })
        );
    }
    assert!(!unregisters);
}

#[tokio::test]
async fn a_phone_that_nobody_holds_leaves() {
    let (_listener, address) = server().await;
    let (phone, mut changes) = start(config(&address));
    drop(phone);
    timeout(PATIENCE, async { while changes.next().await.is_some() {} })
        .await
        .expect("the phone ends");
}

#[tokio::test]
async fn records_only_on_request() {
    let (listener, address) = server().await;
    let path =
        std::env::temp_dir().join(format!("offhook-driver-{}.recording", std::process::id()));
    let (phone, _changes) = start(SoftphoneConfig {
        record: Some(path.clone()),
        ..config(&address)
    });
    let _stream = accept(&listener).await;
    assert!(phone.perform(Intent::Quit).await);
    timeout(PATIENCE, phone.finished())
        .await
        .expect("the phone ends");
    let recording = std::fs::read_to_string(&path).expect("it was recorded");
    std::fs::remove_file(&path).expect("it was recorded");
    assert!(
        recording.contains("SEP001122334455") && recording.contains("quit"),
        "{recording}"
    );
}

#[tokio::test]
async fn call_lists_are_there_from_the_start_and_follow_what_is_forgotten() {
    let (_listener, address) = server().await;
    let mut config = config(&address);
    let placed = ["600", "1003"].map(|number| CallLogEntry {
        list: CallList::Placed,
        name: String::new(),
        number: number.to_owned(),
        via: String::new(),
        line_instance: 1,
        began: None,
        duration_secs: None,
        new: false,
    });
    config.station.call_log.entries = placed.to_vec();
    let (phone, _changes) = start(config);
    let mut logs = phone.call_logs();
    assert_eq!(phone.call_log().entries, placed);
    assert!(
        phone
            .perform(Intent::ForgetCalls(vec![placed[0].clone()]))
            .await
    );
    timeout(PATIENCE, logs.changed())
        .await
        .expect("the lists change")
        .expect("the phone runs");
    assert_eq!(phone.call_log().entries, placed[1..]);
}

#[tokio::test]
async fn a_caller_without_a_name_has_the_one_of_the_book_wherever_the_screen_is_seen() {
    let (listener, address) = server().await;
    let (phone, mut changes) = start(config(&address));
    assert!(phone.name_numbers(named("Bob")));
    let mut stream = accept(&listener).await;
    let mut reader = FrameReader::new();
    while !matches!(
        message(&mut stream, &mut reader).await,
        Message::Register(_)
    ) {}
    let version = ProtocolVersion::new(11);
    let ack = sccp::RegisterAck {
        keep_alive_interval: 30,
        max_protocol_ver: 11,
        ..Default::default()
    };
    let ringing = sccp::CallState {
        call_state: 4.into(),
        line_instance: 1,
        call_reference: 7,
        ..Default::default()
    };
    let caller = sccp::CallInfo {
        calling_party: "1003".into(),
        line_instance: 1,
        call_reference: 7,
        call_type: 1.into(),
        ..Default::default()
    };
    let messages: [Message; 3] = [ack.into(), ringing.into(), caller.into()];
    for message in messages {
        let frame = Packet::new(message, version).encode();
        stream.write_all(&frame).await.expect("the phone reads");
    }
    let mut screens = phone.screens();
    let is_called = |name: &'static str| {
        move |screen: &Arc<Screen>| screen.calls.iter().any(|call| call.remote_name == name)
    };
    timeout(PATIENCE, screens.wait_for(is_called("Bob")))
        .await
        .expect("it is named")
        .expect("the phone runs");
    // Nobody has seen the number without its name.
    let unnamed = |change: &Change| match change {
        Change::Screen(screen) => screen
            .calls
            .iter()
            .any(|call| !call.remote_number.is_empty() && call.remote_name.is_empty()),
        _ => false,
    };
    // The book is another one in the middle of the call.
    assert!(phone.name_numbers(named("Robert")));
    timeout(PATIENCE, screens.wait_for(is_called("Robert")))
        .await
        .expect("it is named anew")
        .expect("the phone runs");
    phone.leave_at_once();
    while let Some(change) = changes.next().await {
        assert!(!unnamed(&change.change), "{change:?}");
    }
}

/// A book in which 1003 is called so.
fn named(name: &'static str) -> Names {
    Names::new(move |number| (number == "1003").then(|| name.to_owned()))
}
