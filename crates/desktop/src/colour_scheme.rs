//! Whether the desktop is dark or light, by the settings portal
//! (`org.freedesktop.portal.Settings`).
//!
//! Who has no portal, or one that says nothing, is told nothing: asking costs no one any time.

use futures_lite::StreamExt;
use tokio::sync::watch;
use zbus::proxy;
use zbus::zvariant::OwnedValue;

use crate::{ColourScheme, bus};

/// What the portal calls it.
const GROUP: &str = "org.freedesktop.appearance";
const KEY: &str = "color-scheme";

#[proxy(
    interface = "org.freedesktop.portal.Settings",
    default_service = "org.freedesktop.portal.Desktop",
    default_path = "/org/freedesktop/portal/desktop",
    gen_blocking = false
)]
trait Settings {
    /// Version 2 of the portal.
    fn read_one(&self, namespace: &str, key: &str) -> zbus::Result<OwnedValue>;

    /// Version 1: the value is inside another one.
    fn read(&self, namespace: &str, key: &str) -> zbus::Result<OwnedValue>;

    #[zbus(signal)]
    fn setting_changed(&self, namespace: &str, key: &str, value: OwnedValue) -> zbus::Result<()>;
}

/// Follows what the desktop prefers, until nobody wants to know any more; `bus` is the bus by its
/// address, or nothing for the session's.
pub async fn follow_colour_scheme(bus: Option<String>, tell: watch::Sender<Option<ColourScheme>>) {
    tokio::select! {
        followed = follow(bus.as_deref(), &tell) => {
            if let Err(reason) = followed {
                tracing::info!(%reason, "the desktop does not say whether it is dark or light");
            }
        }
        () = tell.closed() => {}
    }
}

async fn follow(
    bus: Option<&str>,
    tell: &watch::Sender<Option<ColourScheme>>,
) -> Result<(), String> {
    let connection = bus::connect(bus).await.map_err(|lack| lack.to_string())?;
    let settings = SettingsProxy::new(&connection)
        .await
        .map_err(|error| error.to_string())?;
    // Heard before it is asked: no change falls between the two.
    let mut changes = settings
        .receive_setting_changed()
        .await
        .map_err(|error| error.to_string())?;
    let now = match settings.read_one(GROUP, KEY).await {
        Ok(value) => Ok(value),
        Err(_) => settings.read(GROUP, KEY).await,
    };
    match now {
        Ok(value) => said(tell, &value),
        // A portal that starts later tells of its changes all the same.
        Err(error) => tracing::info!(%error, "the desktop does not say yet whether it is dark"),
    }
    while let Some(change) = changes.next().await {
        let Ok(change) = change.args() else { continue };
        if change.namespace == GROUP && change.key == KEY {
            said(tell, &change.value);
        }
    }
    Ok(())
}

fn said(tell: &watch::Sender<Option<ColourScheme>>, value: &OwnedValue) {
    let scheme = scheme(value);
    tell.send_if_modified(|told| std::mem::replace(told, scheme) != scheme);
}

/// What a value of the portal means: 1 dark, 2 light, anything else no preference.
fn scheme(value: &zbus::zvariant::Value<'_>) -> Option<ColourScheme> {
    match value {
        zbus::zvariant::Value::U32(1) => Some(ColourScheme::Dark),
        zbus::zvariant::Value::U32(2) => Some(ColourScheme::Light),
        zbus::zvariant::Value::Value(inner) => scheme(inner),
        _ => None,
    }
}
