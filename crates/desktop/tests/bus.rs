//! Notifications and tray icon on a real bus, with services that stand for a desktop's.
#![cfg(target_os = "linux")]

mod private_bus;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use desktop::{Lack, Presence, Status, Use, Wish, follow};
use private_bus::goes_on_a_bus;
use station::{Call, CallState, Lamp, Language, Registration, RegistrationState, Ring, Screen};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use zbus::zvariant::{OwnedValue, Value};
use zbus::{Connection, interface, proxy};

/// How long anything may take before the test gives up on it.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a desktop was told to show.
#[derive(Clone, Debug, PartialEq)]
enum Told {
    Shown {
        id: u32,
        replaces: u32,
        summary: String,
        body: String,
        actions: Vec<String>,
        urgency: u8,
    },
    Closed(u32),
}

/// A desktop that shows notifications.
struct Board {
    told: mpsc::UnboundedSender<Told>,
    last: u32,
    capabilities: &'static [&'static str],
}

#[interface(name = "org.freedesktop.Notifications")]
impl Board {
    fn get_capabilities(&self) -> Vec<String> {
        let all = self.capabilities.iter();
        all.map(|capability| (*capability).to_owned()).collect()
    }

    #[expect(clippy::too_many_arguments, reason = "so it is in the specification")]
    fn notify(
        &mut self,
        _app_name: String,
        replaces: u32,
        _app_icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        let id = if replaces > 0 {
            replaces
        } else {
            self.last += 1;
            self.last
        };
        let urgency = u8::try_from(hints["urgency"].clone()).expect("a byte");
        let shown = Told::Shown {
            id,
            replaces,
            summary,
            body,
            actions,
            urgency,
        };
        self.told.send(shown).expect("the test listens");
        id
    }

    fn close_notification(&mut self, id: u32) {
        self.told.send(Told::Closed(id)).expect("the test listens");
    }
}

/// A panel that takes icons.
struct Panel(mpsc::UnboundedSender<String>);

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Panel {
    fn register_status_notifier_item(&mut self, service: String) {
        self.0.send(service).expect("the test listens");
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

#[proxy(
    interface = "org.kde.StatusNotifierItem",
    default_path = "/StatusNotifierItem",
    gen_blocking = false
)]
trait Item {
    fn activate(&self, x: i32, y: i32) -> zbus::Result<()>;
    #[zbus(property(emits_changed_signal = "false"))]
    fn status(&self) -> zbus::Result<String>;
    #[zbus(property(emits_changed_signal = "false"))]
    fn tool_tip(&self) -> zbus::Result<(String, Vec<(i32, i32, Vec<u8>)>, String, String)>;
    #[zbus(property(emits_changed_signal = "false"))]
    fn icon_pixmap(&self) -> zbus::Result<Vec<(i32, i32, Vec<u8>)>>;
}

/// A part of a menu: number, properties, parts below.
type Entry = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

#[proxy(
    interface = "com.canonical.dbusmenu",
    default_path = "/MenuBar",
    gen_blocking = false
)]
trait Menu {
    fn get_layout(&self, parent: i32, depth: i32, names: &[&str]) -> zbus::Result<(u32, Entry)>;
    fn event(&self, id: i32, event: &str, data: Value<'_>, timestamp: u32) -> zbus::Result<()>;
}

/// A phone of which the desktop is told.
struct Bench {
    screens: watch::Sender<Arc<Screen>>,
    used: watch::Sender<Use>,
    wishes: mpsc::Receiver<Wish>,
    status: watch::Receiver<Status>,
}

impl Bench {
    fn start(used: Use) -> Self {
        let (screens, seen) = watch::channel(Arc::new(idle()));
        let (used, uses) = watch::channel(used);
        let (wish, wishes) = mpsc::channel(desktop::WISH_QUEUE);
        let (tell, status) = watch::channel(Status::default());
        tokio::spawn(follow(uses, seen, wish, tell));
        Self {
            screens,
            used,
            wishes,
            status,
        }
    }

    fn show(&self, screen: Screen) {
        self.screens.send_replace(Arc::new(screen));
    }

    async fn wish(&mut self) -> Wish {
        let wish = timeout(PATIENCE, self.wishes.recv()).await;
        wish.expect("it comes").expect("the task runs")
    }

    async fn until(&mut self, fits: impl Fn(&Status) -> bool) -> Status {
        let found = timeout(PATIENCE, self.status.wait_for(fits)).await;
        found.expect("it comes").expect("the task runs").clone()
    }
}

fn idle() -> Screen {
    Screen {
        own_number: "1001".to_owned(),
        registration: Registration {
            state: RegistrationState::Registered,
            ..Registration::default()
        },
        ..Screen::default()
    }
}

fn ringing(name: &str) -> Screen {
    Screen {
        calls: vec![Call {
            call_reference: 7,
            state: CallState::RingIn,
            remote_name: name.to_owned(),
            remote_number: "1003".to_owned(),
            via: "Hotline".to_owned(),
            ..Call::default()
        }],
        ring: Ring::Inside,
        ..idle()
    }
}

async fn board(
    capabilities: &'static [&'static str],
) -> (Connection, mpsc::UnboundedReceiver<Told>) {
    let (told, heard) = mpsc::unbounded_channel();
    let board = Board {
        told,
        last: 0,
        capabilities,
    };
    let connection = zbus::connection::Builder::session()
        .and_then(|builder| builder.serve_at("/org/freedesktop/Notifications", board))
        .and_then(|builder| builder.name("org.freedesktop.Notifications"))
        .expect("the names are right")
        .build()
        .await
        .expect("there is a bus");
    (connection, heard)
}

async fn next(heard: &mut mpsc::UnboundedReceiver<Told>) -> Told {
    let told = timeout(PATIENCE, heard.recv()).await;
    told.expect("it comes").expect("the board is there")
}

async fn press(connection: &Connection, id: u32, action: &str) {
    connection
        .emit_signal(
            None::<zbus::names::BusName<'_>>,
            "/org/freedesktop/Notifications",
            "org.freedesktop.Notifications",
            "ActionInvoked",
            &(id, action),
        )
        .await
        .expect("the bus takes it");
}

fn only_notifications() -> Use {
    Use {
        tray: false,
        ..Use::default()
    }
}

#[tokio::test]
async fn a_call_that_rings_is_told_with_its_buttons_and_goes_with_the_call() {
    if goes_on_a_bus("a_call_that_rings_is_told_with_its_buttons_and_goes_with_the_call") {
        return;
    }
    let (connection, mut heard) = board(&["actions", "body", "body-markup"]).await;
    let mut bench = Bench::start(only_notifications());
    bench
        .until(|status| status.notifications == Presence::There)
        .await;
    bench.show(ringing("Ada <Lovelace>"));
    let Told::Shown {
        id,
        replaces,
        summary,
        body,
        actions,
        urgency,
    } = next(&mut heard).await
    else {
        panic!("it is shown first");
    };
    assert_eq!((replaces, urgency), (0, 2));
    assert_eq!(summary, "Ada <Lovelace>");
    assert_eq!(body, "Incoming call · 1003 · via Hotline");
    let keys: Vec<_> = actions.iter().step_by(2).map(String::as_str).collect();
    assert_eq!(keys, ["default", "answer", "decline", "silence"]);

    for (action, wish) in [
        ("silence", Wish::Silence),
        ("default", Wish::Show),
        ("decline", Wish::Decline(7)),
        ("answer", Wish::Answer(7)),
    ] {
        press(&connection, id, action).await;
        assert_eq!(bench.wish().await, wish);
    }
    // What is pressed on another program's is not ours.
    press(&connection, id + 100, "answer").await;

    // A silenced call has no button for that any more, and is the same notification.
    bench.show(Screen {
        ring_silenced: true,
        ..ringing("Ada <Lovelace>")
    });
    let Told::Shown {
        replaces, actions, ..
    } = next(&mut heard).await
    else {
        panic!("it changes");
    };
    assert_eq!(replaces, id);
    assert!(!actions.contains(&"silence".to_owned()), "{actions:?}");

    bench.show(idle());
    assert_eq!(next(&mut heard).await, Told::Closed(id));
    assert!(bench.wishes.try_recv().is_err());
}

#[tokio::test]
async fn missed_calls_have_one_quiet_notification_until_they_are_seen() {
    if goes_on_a_bus("missed_calls_have_one_quiet_notification_until_they_are_seen") {
        return;
    }
    let (connection, mut heard) = board(&["actions", "body", "body-markup"]).await;
    let mut bench = Bench::start(only_notifications());
    // Those of yesterday are no news.
    let missed = |missed_calls| Screen {
        missed_calls,
        ..idle()
    };
    bench.show(missed(3));
    bench
        .until(|status| status.notifications == Presence::There)
        .await;
    bench.show(missed(0));
    bench.show(ringing("Ada & Co"));
    let Told::Shown { id: call, body, .. } = next(&mut heard).await else {
        panic!("the call is told");
    };
    assert_eq!(body, "Incoming call · 1003 · via Hotline");
    bench.show(missed(1));
    assert_eq!(next(&mut heard).await, Told::Closed(call));
    let Told::Shown {
        id,
        summary,
        body,
        urgency,
        ..
    } = next(&mut heard).await
    else {
        panic!("the missed call is told");
    };
    assert_eq!(
        (summary.as_str(), body.as_str()),
        ("Missed call", "Ada &amp; Co")
    );
    assert_eq!(urgency, 0);
    press(&connection, id, "default").await;
    assert_eq!(bench.wish().await, Wish::Show);
    bench.show(missed(2));
    let Told::Shown {
        replaces, summary, ..
    } = next(&mut heard).await
    else {
        panic!("the second one is told");
    };
    assert_eq!((replaces, summary.as_str()), (id, "2 missed calls"));
    bench.show(missed(0));
    assert_eq!(next(&mut heard).await, Told::Closed(id));
}

#[tokio::test]
async fn a_desktop_without_buttons_gets_none_and_the_words_are_the_phones() {
    if goes_on_a_bus("a_desktop_without_buttons_gets_none_and_the_words_are_the_phones") {
        return;
    }
    let (_connection, mut heard) = board(&["body"]).await;
    let mut bench = Bench::start(only_notifications());
    bench
        .until(|status| status.notifications == Presence::There)
        .await;
    bench.show(Screen {
        language: Language::German,
        ..ringing("A & B")
    });
    let Told::Shown {
        body, actions, id, ..
    } = next(&mut heard).await
    else {
        panic!("it is shown");
    };
    assert_eq!(body, "Ankommender Anruf · 1003 · über Hotline");
    assert_eq!(actions, Vec::<String>::new());
    // Turned off, what stands there goes.
    bench.used.send_modify(|used| used.notifications = false);
    assert_eq!(next(&mut heard).await, Told::Closed(id));
    bench
        .until(|status| status.notifications == Presence::Off)
        .await;
}

#[tokio::test]
async fn a_desktop_without_them_is_told_in_words() {
    if goes_on_a_bus("a_desktop_without_them_is_told_in_words") {
        return;
    }
    let mut bench = Bench::start(Use::default());
    let is_lacking = |presence: &Presence| matches!(presence, Presence::Lacking(_));
    let status = bench
        .until(|status| is_lacking(&status.notifications) && is_lacking(&status.tray))
        .await;
    let Presence::Lacking(lack) = status.notifications else {
        panic!("{status:?}");
    };
    assert!(matches!(lack, Lack::Notifications(_)), "{lack}");
    let Presence::Lacking(lack) = status.tray else {
        panic!("{lack:?}");
    };
    assert!(lack.to_string().contains("no tray"), "{lack}");
}

#[tokio::test]
async fn without_a_bus_that_is_said() {
    let mut bench = Bench::start(Use {
        bus: Some("unix:path=/nonexistent/bus".to_owned()),
        ..only_notifications()
    });
    let status = bench
        .until(|status| matches!(status.notifications, Presence::Lacking(_)))
        .await;
    let Presence::Lacking(lack) = status.notifications else {
        panic!("{status:?}");
    };
    assert!(lack.to_string().contains("no D-Bus session"), "{lack}");
}

#[tokio::test]
async fn the_icon_in_the_tray_shows_what_waits_and_its_menu_works() {
    if goes_on_a_bus("the_icon_in_the_tray_shows_what_waits_and_its_menu_works") {
        return;
    }
    let mut bench = Bench::start(Use {
        notifications: false,
        ..Use::default()
    });
    // The panel may come later than the phone.
    bench
        .until(|status| matches!(status.tray, Presence::Lacking(_)))
        .await;
    let (taken, mut items) = mpsc::unbounded_channel();
    let connection = zbus::connection::Builder::session()
        .and_then(|builder| builder.serve_at("/StatusNotifierWatcher", Panel(taken)))
        .and_then(|builder| builder.name("org.kde.StatusNotifierWatcher"))
        .expect("the names are right")
        .build()
        .await
        .expect("there is a bus");
    let name = timeout(PATIENCE, items.recv()).await;
    let name = name.expect("it comes").expect("the panel is there");
    bench.until(|status| status.tray == Presence::There).await;
    let item = ItemProxy::builder(&connection)
        .destination(name.clone())
        .expect("it is a name")
        .cache_properties(zbus::proxy::CacheProperties::No)
        .build()
        .await
        .expect("it is there");
    assert_eq!(item.status().await.expect("it says"), "Active");
    let plain = item.icon_pixmap().await.expect("it has one");
    assert_eq!(plain[0].2.len(), 24 * 24 * 4);

    bench.show(Screen {
        missed_calls: 2,
        message_waiting: Lamp::On,
        ..ringing("Ada_L")
    });
    let words = until_tip(&item, "A message waits").await;
    assert_eq!(words, "Ada_L is calling\n2 missed calls\nA message waits");
    assert_eq!(item.status().await.expect("it says"), "NeedsAttention");
    assert_ne!(item.icon_pixmap().await.expect("it has one"), plain);

    item.activate(0, 0).await.expect("it takes it");
    assert_eq!(bench.wish().await, Wish::ShowOrHide);
    for (label, wish) in [
        ("Answer Ada__L", Wish::Answer(7)),
        ("Decline Ada__L", Wish::Decline(7)),
        ("Silence", Wish::Silence),
        ("Do not disturb", Wish::DoNotDisturb(true)),
        ("Quit", Wish::Quit),
    ] {
        choose(&connection, &name, label).await;
        assert_eq!(bench.wish().await, wish);
    }

    bench.show(Screen {
        off_hook: true,
        ..idle()
    });
    until_tip(&item, "").await;
    for (label, wish) in [("Hang up", Wish::HangUp), ("Mute", Wish::Mute)] {
        choose(&connection, &name, label).await;
        assert_eq!(bench.wish().await, wish);
    }
    bench.show(Screen {
        do_not_disturb: true,
        ..idle()
    });
    until_tip(&item, "Do not disturb").await;
    choose(&connection, &name, "Do not disturb").await;
    assert_eq!(bench.wish().await, Wish::DoNotDisturb(false));
    // Turned off, it goes.
    bench.used.send_modify(|used| used.tray = false);
    bench.until(|status| status.tray == Presence::Off).await;
}

/// Waits until the tip has these words.
async fn until_tip(item: &ItemProxy<'_>, words: &str) -> String {
    let found = async {
        loop {
            let (_, _, _, text) = item.tool_tip().await.expect("it has one");
            if text.contains(words) && (!words.is_empty() || text.is_empty()) {
                return text;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, found).await.expect("it changes")
}

/// Picks the entry of this label from the menu.
async fn choose(connection: &Connection, name: &str, label: &str) {
    let menu = MenuProxy::builder(connection)
        .destination(name.to_owned())
        .expect("it is a name")
        .cache_properties(zbus::proxy::CacheProperties::No)
        .build()
        .await
        .expect("it is there");
    let (_, (_, _, entries)) = menu.get_layout(0, -1, &[]).await.expect("it has one");
    let entries: Vec<Entry> = entries
        .into_iter()
        .map(|entry| Entry::try_from(entry).expect("it is an entry"))
        .collect();
    let id = entries.iter().find_map(|(id, properties, _)| {
        let found = String::try_from(properties.get("label")?.clone()).ok()?;
        (found == label).then_some(*id)
    });
    let id = id.unwrap_or_else(|| panic!("no {label} in {entries:?}"));
    menu.event(id, "clicked", Value::I32(0), 0)
        .await
        .expect("it takes it");
}
