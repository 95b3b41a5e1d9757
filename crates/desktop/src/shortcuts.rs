//! Keys that work while another program has the keyboard, by the desktop's portal
//! (`org.freedesktop.portal.GlobalShortcuts`): the way of Wayland.
//!
//! The desktop asks the person, and may give other keys than those that were proposed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use futures_lite::{Stream, StreamExt};
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, proxy};

use crate::{BoundShortcut, Lack, Shortcut, bus};

const SERVICE: &str = "org.freedesktop.portal.Desktop";

/// Values by name, as portals take and give them.
type Options<'a> = HashMap<&'a str, Value<'a>>;
type Results = HashMap<String, OwnedValue>;

#[proxy(
    interface = "org.freedesktop.portal.GlobalShortcuts",
    default_service = "org.freedesktop.portal.Desktop",
    default_path = "/org/freedesktop/portal/desktop",
    gen_blocking = false
)]
trait GlobalShortcuts {
    fn create_session(&self, options: Options<'_>) -> zbus::Result<OwnedObjectPath>;

    fn bind_shortcuts(
        &self,
        session: &ObjectPath<'_>,
        shortcuts: &[(&str, Options<'_>)],
        parent_window: &str,
        options: Options<'_>,
    ) -> zbus::Result<OwnedObjectPath>;

    #[zbus(signal)]
    fn activated(
        &self,
        session: OwnedObjectPath,
        shortcut: String,
        timestamp: u64,
        options: Results,
    ) -> zbus::Result<()>;
}

#[proxy(
    interface = "org.freedesktop.portal.Request",
    default_service = "org.freedesktop.portal.Desktop",
    gen_blocking = false
)]
trait Request {
    #[zbus(signal)]
    fn response(&self, response: u32, results: Results) -> zbus::Result<()>;
}

#[proxy(
    interface = "org.freedesktop.portal.Session",
    default_service = "org.freedesktop.portal.Desktop",
    gen_blocking = false
)]
trait Session {
    fn close(&self) -> zbus::Result<()>;
}

/// Keys that the desktop gave. They go with it.
pub struct ShortcutSession {
    connection: Connection,
    session: OwnedObjectPath,
    bound: Vec<BoundShortcut>,
    pressed: std::pin::Pin<Box<dyn Stream<Item = String> + Send>>,
}

impl ShortcutSession {
    /// Asks the desktop for these keys; waits for the person, whom the desktop may ask. `bus` is
    /// the bus by its address, or nothing for the session's.
    ///
    /// # Errors
    /// [`Lack`] where there is no bus or no portal, or the person wants none.
    pub async fn bind(bus: Option<&str>, shortcuts: &[Shortcut]) -> Result<Self, Lack> {
        let connection = bus::connect(bus).await?;
        let lack = |error: zbus::Error| Lack::Shortcuts(error.to_string());
        let portal = GlobalShortcutsProxy::new(&connection).await.map_err(lack)?;
        let own = token();
        let results = ask(&connection, |request| {
            let options = HashMap::from([
                ("handle_token", Value::from(request)),
                ("session_handle_token", Value::from(own)),
            ]);
            portal.create_session(options)
        })
        .await?;
        let session = results
            .get("session_handle")
            .and_then(|handle| String::try_from(handle.clone()).ok())
            .and_then(|handle| OwnedObjectPath::try_from(handle).ok())
            .ok_or_else(|| Lack::Shortcuts("the portal names no session".to_owned()))?;
        // Heard before the keys are there: none that is pressed is missed.
        let pressed = portal.receive_activated().await.map_err(lack)?;
        let of = session.clone();
        let pressed = pressed.filter_map(move |signal| {
            let pressed = signal.args().ok()?;
            (pressed.session == of).then(|| pressed.shortcut.clone())
        });
        let wanted: Vec<_> = shortcuts.iter().map(options_of).collect();
        let results = ask(&connection, |request| {
            let options = HashMap::from([("handle_token", Value::from(request))]);
            let (portal, session, wanted) = (&portal, &session, &wanted);
            async move { portal.bind_shortcuts(session, wanted, "", options).await }
        })
        .await?;
        let bound = results.get("shortcuts").map(bound).unwrap_or_default();
        Ok(Self {
            connection,
            session,
            bound,
            pressed: Box::pin(pressed),
        })
    }

    /// The keys that there are now, in the desktop's words.
    pub fn bound(&self) -> &[BoundShortcut] {
        &self.bound
    }

    /// The next one that is pressed; nothing when the desktop tells no more.
    pub async fn next(&mut self) -> Option<String> {
        self.pressed.next().await
    }

    /// Gives the keys back.
    pub async fn close(self) {
        let session = SessionProxy::builder(&self.connection).path(&self.session);
        let Ok(session) = session else { return };
        let closed = match session.build().await {
            Ok(session) => session.close().await,
            Err(error) => Err(error),
        };
        if let Err(error) = closed {
            tracing::info!(%error, "the desktop did not take its keys back");
        }
    }
}

/// Asks the portal for something that it answers later, on a path of the request's own.
async fn ask<'a, F>(
    connection: &Connection,
    call: impl FnOnce(String) -> F,
) -> Result<Results, Lack>
where
    F: Future<Output = zbus::Result<OwnedObjectPath>> + 'a,
{
    let lack = |error: zbus::Error| Lack::Shortcuts(error.to_string());
    let request = token();
    let name = connection.unique_name().map(ToString::to_string);
    let sender = name.unwrap_or_default().replace(':', "").replace('.', "_");
    let path = format!("/org/freedesktop/portal/desktop/request/{sender}/{request}");
    let answers = RequestProxy::builder(connection)
        .destination(SERVICE)
        .and_then(|builder| builder.path(path))
        .map_err(lack)?
        .build()
        .await
        .map_err(lack)?;
    let mut answers = answers.receive_response().await.map_err(lack)?;
    call(request).await.map_err(lack)?;
    let answer = answers.next().await;
    let answer = answer.ok_or_else(|| Lack::Shortcuts("the bus has gone".to_owned()))?;
    let answer = answer.args().map_err(lack)?;
    match answer.response {
        0 => Ok(answer.results.clone()),
        1 => Err(Lack::Shortcuts("it was declined".to_owned())),
        _ => Err(Lack::Shortcuts("the portal refused".to_owned())),
    }
}

/// A name that no other request of this program has.
fn token() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("offhook_{}_{number}", std::process::id())
}

fn options_of(shortcut: &Shortcut) -> (&str, Options<'_>) {
    let mut options = HashMap::from([("description", Value::from(shortcut.description.as_str()))]);
    if let Some(trigger) = &shortcut.trigger {
        options.insert("preferred_trigger", Value::from(trigger.as_str()));
    }
    (shortcut.id.as_str(), options)
}

fn bound(value: &OwnedValue) -> Vec<BoundShortcut> {
    let list: Result<Vec<(String, Results)>, _> = value.clone().try_into();
    let list = list.unwrap_or_default().into_iter();
    list.map(|(id, options)| BoundShortcut {
        id,
        trigger: options
            .get("trigger_description")
            .and_then(|text| String::try_from(text.clone()).ok())
            .unwrap_or_default(),
    })
    .collect()
}
