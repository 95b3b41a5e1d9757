//! The desktop's colours and its keys for everywhere on a real bus, with services that stand for portals.
#![cfg(target_os = "linux")]
#![allow(missing_docs, reason = "zbus makes methods of signals without any")]

mod private_bus;

use std::collections::HashMap;
use std::time::Duration;

use desktop::{BoundShortcut, ColourScheme, Lack, Shortcut, ShortcutSession, follow_colour_scheme};
use private_bus::goes_on_a_bus;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use zbus::message::Header;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, fdo, interface};

/// How long anything may take before the test gives up on it.
const PATIENCE: Duration = Duration::from_secs(60);

const PATH: &str = "/org/freedesktop/portal/desktop";
const NAME: &str = "org.freedesktop.portal.Desktop";
const GROUP: &str = "org.freedesktop.appearance";

/// A portal that knows whether it is dark; an old one gives it wrapped twice, and knows nothing
/// else.
struct Portal {
    scheme: u32,
    is_old: bool,
}

#[interface(name = "org.freedesktop.portal.Settings")]
impl Portal {
    fn read_one(&self, namespace: &str, key: &str) -> fdo::Result<OwnedValue> {
        if self.is_old || (namespace, key) != (GROUP, "color-scheme") {
            return Err(fdo::Error::UnknownMethod("ReadOne".to_owned()));
        }
        Ok(OwnedValue::from(self.scheme))
    }

    fn read(&self, namespace: &str, key: &str) -> fdo::Result<OwnedValue> {
        if (namespace, key) != (GROUP, "color-scheme") {
            return Err(fdo::Error::Failed("no such setting".to_owned()));
        }
        let inner = Value::Value(Box::new(Value::U32(self.scheme)));
        OwnedValue::try_from(inner).map_err(|error| fdo::Error::Failed(error.to_string()))
    }

    #[zbus(signal)]
    async fn setting_changed(
        emitter: &SignalEmitter<'_>,
        namespace: &str,
        key: &str,
        value: Value<'_>,
    ) -> zbus::Result<()>;
}

async fn portal(scheme: u32, is_old: bool) -> Connection {
    let connection = zbus::connection::Builder::session()
        .and_then(|builder| builder.name(NAME))
        .and_then(|builder| builder.serve_at(PATH, Portal { scheme, is_old }))
        .expect("a bus");
    connection.build().await.expect("a portal")
}

async fn becomes(seen: &mut watch::Receiver<Option<ColourScheme>>, wanted: Option<ColourScheme>) {
    let waited = timeout(PATIENCE, seen.wait_for(|seen| *seen == wanted)).await;
    waited.expect("in time").expect("it is followed");
}

#[test]
fn the_colours_of_the_desktop_are_read_and_followed() {
    if goes_on_a_bus("the_colours_of_the_desktop_are_read_and_followed") {
        return;
    }
    run(async {
        let portal = portal(2, false).await;
        let (tell, mut seen) = watch::channel(None);
        tokio::spawn(follow_colour_scheme(None, tell));
        becomes(&mut seen, Some(ColourScheme::Light)).await;
        let emitter = SignalEmitter::new(&portal, PATH).expect("a path");
        for (group, key, value) in [
            ("org.gnome.desktop", "color-scheme", Value::U32(0)),
            (GROUP, "accent-color", Value::U32(0)),
            (GROUP, "color-scheme", Value::U32(1)),
        ] {
            Portal::setting_changed(&emitter, group, key, value)
                .await
                .expect("it is sent");
        }
        becomes(&mut seen, Some(ColourScheme::Dark)).await;
        Portal::setting_changed(&emitter, GROUP, "color-scheme", Value::U32(0))
            .await
            .expect("it is sent");
        becomes(&mut seen, None).await;
    });
}

#[test]
fn an_old_portal_is_understood_too() {
    if goes_on_a_bus("an_old_portal_is_understood_too") {
        return;
    }
    run(async {
        let _portal = portal(1, true).await;
        let (tell, mut seen) = watch::channel(None);
        tokio::spawn(follow_colour_scheme(None, tell));
        becomes(&mut seen, Some(ColourScheme::Dark)).await;
    });
}

#[test]
fn without_a_portal_or_a_bus_nothing_is_said() {
    if goes_on_a_bus("without_a_portal_or_a_bus_nothing_is_said") {
        return;
    }
    run(async {
        let (tell, seen) = watch::channel(None);
        let nowhere = Some("unix:path=/nonexistent/bus".to_owned());
        let ended = timeout(PATIENCE, follow_colour_scheme(nowhere, tell)).await;
        assert!(ended.is_ok(), "it does not wait for a bus");
        assert_eq!(*seen.borrow(), None);
        // A bus without a portal: it waits for one, as long as somebody wants to know.
        let (tell, seen) = watch::channel(None);
        let following = tokio::spawn(follow_colour_scheme(None, tell));
        assert_eq!(*seen.borrow(), None);
        drop(seen);
        let ended = timeout(PATIENCE, following).await;
        ended.expect("in time").expect("it ends quietly");
    });
}

fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(test);
}

/// A portal that gives the keys that it is asked for, but for one.
struct Keys;

/// Answers a request on its own path.
async fn answer(
    connection: &Connection,
    header: &Header<'_>,
    options: &HashMap<String, OwnedValue>,
    results: HashMap<&str, Value<'_>>,
) -> OwnedObjectPath {
    let token = String::try_from(options["handle_token"].clone()).expect("it has one");
    let sender = header.sender().expect("somebody").replace([':'], "");
    let sender = sender.replace('.', "_");
    let path = format!("{PATH}/request/{sender}/{token}");
    let path = OwnedObjectPath::try_from(path).expect("a path");
    let interface = "org.freedesktop.portal.Request";
    connection
        .emit_signal(
            None::<&str>,
            &path,
            interface,
            "Response",
            &(0_u32, results),
        )
        .await
        .expect("it is sent");
    path
}

const SESSION: &str = "/org/freedesktop/portal/desktop/session/one";

#[interface(name = "org.freedesktop.portal.GlobalShortcuts")]
impl Keys {
    async fn create_session(
        &self,
        options: HashMap<String, OwnedValue>,
        #[zbus(connection)] connection: &Connection,
        #[zbus(header)] header: Header<'_>,
    ) -> OwnedObjectPath {
        let results = HashMap::from([("session_handle", Value::from(SESSION))]);
        answer(connection, &header, &options, results).await
    }

    async fn bind_shortcuts(
        &self,
        session: OwnedObjectPath,
        shortcuts: Vec<(String, HashMap<String, OwnedValue>)>,
        _parent_window: String,
        options: HashMap<String, OwnedValue>,
        #[zbus(connection)] connection: &Connection,
        #[zbus(header)] header: Header<'_>,
    ) -> OwnedObjectPath {
        assert_eq!(session.as_str(), SESSION);
        let given = shortcuts.iter().filter(|(id, _)| id != "mute");
        let given: Vec<(String, HashMap<String, Value<'_>>)> = given
            .map(|(id, options)| {
                let asked = String::try_from(options["preferred_trigger"].clone());
                let words = format!("Press {}", asked.expect("a key is proposed"));
                let told = HashMap::from([("trigger_description".to_owned(), words.into())]);
                (id.clone(), told)
            })
            .collect();
        let results = HashMap::from([("shortcuts", Value::from(given))]);
        answer(connection, &header, &options, results).await
    }

    #[zbus(signal)]
    async fn activated(
        emitter: &SignalEmitter<'_>,
        session: ObjectPath<'_>,
        shortcut: &str,
        timestamp: u64,
        options: HashMap<&str, Value<'_>>,
    ) -> zbus::Result<()>;
}

/// The session of the keys.
struct OfKeys(mpsc::UnboundedSender<()>);

#[interface(name = "org.freedesktop.portal.Session")]
impl OfKeys {
    fn close(&self) {
        self.0.send(()).expect("the test listens");
    }
}

fn shortcut(id: &str, trigger: &str) -> Shortcut {
    Shortcut {
        id: id.to_owned(),
        description: id.to_owned(),
        trigger: Some(trigger.to_owned()),
    }
}

#[test]
fn the_portal_gives_keys_tells_when_they_are_pressed_and_takes_them_back() {
    if goes_on_a_bus("the_portal_gives_keys_tells_when_they_are_pressed_and_takes_them_back") {
        return;
    }
    run(async {
        let (closed, mut closes) = mpsc::unbounded_channel();
        let portal = zbus::connection::Builder::session()
            .and_then(|builder| builder.name(NAME))
            .and_then(|builder| builder.serve_at(PATH, Keys))
            .and_then(|builder| builder.serve_at(SESSION, OfKeys(closed)))
            .expect("a bus");
        let portal = portal.build().await.expect("a portal");
        let wanted = [shortcut("answer", "CTRL+ALT+a"), shortcut("mute", "F9")];
        let session = timeout(PATIENCE, ShortcutSession::bind(None, &wanted)).await;
        let mut session = session.expect("in time").expect("it gives them");
        let bound = BoundShortcut {
            id: "answer".to_owned(),
            trigger: "Press CTRL+ALT+a".to_owned(),
        };
        assert_eq!(session.bound(), [bound]);
        let emitter = SignalEmitter::new(&portal, PATH).expect("a path");
        for (of, id) in [("/other/session", "hang_up"), (SESSION, "answer")] {
            let of = ObjectPath::try_from(of).expect("a path");
            Keys::activated(&emitter, of, id, 1, HashMap::new())
                .await
                .expect("it is sent");
        }
        let pressed = timeout(PATIENCE, session.next()).await.expect("in time");
        assert_eq!(
            pressed.as_deref(),
            Some("answer"),
            "that of others is not ours"
        );
        session.close().await;
        timeout(PATIENCE, closes.recv())
            .await
            .expect("it is closed");
    });
}

#[test]
fn a_desktop_without_such_a_portal_says_so() {
    if goes_on_a_bus("a_desktop_without_such_a_portal_says_so") {
        return;
    }
    run(async {
        let wanted = [shortcut("answer", "F9")];
        let none = timeout(PATIENCE, ShortcutSession::bind(None, &wanted)).await;
        assert!(matches!(none, Ok(Err(Lack::Shortcuts(_)))));
        let _settings = portal(1, false).await;
        let none = timeout(PATIENCE, ShortcutSession::bind(None, &wanted)).await;
        assert!(matches!(none, Ok(Err(Lack::Shortcuts(_)))));
        let nowhere = Some("unix:path=/nonexistent/bus");
        let none = timeout(PATIENCE, ShortcutSession::bind(nowhere, &wanted)).await;
        assert!(matches!(none, Ok(Err(Lack::Bus(_)))));
    });
}
