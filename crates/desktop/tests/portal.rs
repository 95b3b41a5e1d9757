//! The desktop's colours on a real bus, with services that stand for portals.
#![cfg(target_os = "linux")]
#![allow(missing_docs, reason = "zbus makes methods of signals without any")]

mod private_bus;

use std::time::Duration;

use desktop::{ColourScheme, follow_colour_scheme};
use private_bus::goes_on_a_bus;
use tokio::sync::watch;
use tokio::time::timeout;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedValue, Value};
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
