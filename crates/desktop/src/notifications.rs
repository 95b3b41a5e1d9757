//! Notifications of calls, after the Desktop Notifications Specification 1.2.
//!
//! A call that rings has one, with buttons, which changes with the call and goes with it.
//! Missed calls have one together, which makes no noise and goes when they have been seen.

use std::collections::HashMap;
use std::sync::Arc;

use futures_lite::StreamExt;
use station::Screen;
use tokio::sync::{mpsc, watch};
use zbus::zvariant::Value;
use zbus::{Connection, proxy};

use crate::words::Words;
use crate::{Lack, Presence, Ringing, Sight, Status, Use, Wish, bus};

/// The service that shows them.
#[proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
trait Notifications {
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    #[expect(clippy::too_many_arguments, reason = "so it is in the specification")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;

    fn close_notification(&self, id: u32) -> zbus::Result<()>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;

    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

/// Shows what is to be told of the phone, for as long as it is used.
pub(crate) async fn follow(
    mut used: watch::Receiver<Use>,
    mut screens: watch::Receiver<Arc<Screen>>,
    wishes: mpsc::Sender<Wish>,
    status: Arc<watch::Sender<Status>>,
) {
    let tell = |presence: Presence| {
        status.send_if_modified(|status| {
            let changed = status.notifications != presence;
            status.notifications = presence;
            changed
        });
    };
    loop {
        let wanted = used.borrow_and_update().clone();
        if wanted.notifications {
            let board = Board::open(wanted.bus.as_deref()).await;
            match board {
                Ok(mut board) => {
                    tell(Presence::There);
                    let goes_on = board.follow(&mut used, &mut screens, &wishes, &tell).await;
                    board.clear().await;
                    if !goes_on {
                        return;
                    }
                    continue;
                }
                Err(lack) => {
                    tracing::info!("no notifications of calls: {lack}");
                    tell(Presence::Lacking(lack));
                }
            }
        } else {
            tell(Presence::Off);
        }
        tokio::select! {
            changed = used.changed() => if changed.is_err() { return },
            () = ended(&mut screens) => return,
        }
    }
}

/// Waits until the phone has gone.
pub(crate) async fn ended(screens: &mut watch::Receiver<Arc<Screen>>) {
    while screens.changed().await.is_ok() {}
}

/// What is shown of a call that rings.
#[derive(Debug)]
struct Shown {
    call: Ringing,
    silenced: bool,
    /// The service's number for it; nothing once the person has closed it.
    id: Option<u32>,
}

/// What is shown now, and where.
struct Board {
    service: NotificationsProxy<'static>,
    /// Bodies are read as markup.
    has_markup: bool,
    /// There can be buttons.
    has_actions: bool,
    shown: Vec<Shown>,
    /// Missed calls that are told, and the number of the notification.
    missed: usize,
    missed_id: Option<u32>,
    /// Who rang last.
    last_caller: Option<String>,
}

impl Board {
    async fn open(address: Option<&str>) -> Result<Self, Lack> {
        let connection = bus::connect(address).await?;
        let lacking = |error: zbus::Error| Lack::Notifications(error.to_string());
        let service = Self::service(&connection).await.map_err(lacking)?;
        let capabilities = service.get_capabilities().await.map_err(lacking)?;
        let has = |what: &str| capabilities.iter().any(|capability| capability == what);
        Ok(Self {
            has_markup: has("body-markup"),
            has_actions: has("actions"),
            service,
            shown: Vec::new(),
            missed: 0,
            missed_id: None,
            last_caller: None,
        })
    }

    async fn service(connection: &Connection) -> zbus::Result<NotificationsProxy<'static>> {
        NotificationsProxy::builder(connection)
            .cache_properties(zbus::proxy::CacheProperties::No)
            .build()
            .await
    }

    /// Shows every change, until what is used changes (`true`) or the phone has gone.
    async fn follow(
        &mut self,
        used: &mut watch::Receiver<Use>,
        screens: &mut watch::Receiver<Arc<Screen>>,
        wishes: &mpsc::Sender<Wish>,
        tell: &impl Fn(Presence),
    ) -> bool {
        let streams = (
            self.service.receive_action_invoked().await,
            self.service.receive_notification_closed().await,
        );
        let (Ok(mut actions), Ok(mut closed)) = streams else {
            tell(Presence::Lacking(Lack::Notifications(
                "its signals cannot be heard".to_owned(),
            )));
            return used.changed().await.is_ok();
        };
        let first = Sight::of(&screens.borrow_and_update());
        // What was missed before the start is no news.
        self.missed = first.missed;
        let mut sight = Sight::default();
        let mut newest = first;
        loop {
            if newest != sight {
                sight = newest;
                match self.show(&sight).await {
                    Ok(()) => tell(Presence::There),
                    Err(error) => {
                        let lack = Lack::Notifications(error.to_string());
                        tracing::debug!("a notification could not be shown: {lack}");
                        tell(Presence::Lacking(lack));
                    }
                }
            }
            tokio::select! {
                changed = screens.changed() => if changed.is_err() { return false },
                changed = used.changed() => return changed.is_ok(),
                Some(action) = actions.next() => {
                    if let Ok(action) = action.args()
                        && let Some(wish) = self.pressed(action.id, &action.action_key)
                    {
                        crate::wish(wishes, wish);
                    }
                }
                Some(close) = closed.next() => {
                    if let Ok(close) = close.args() {
                        self.closed(close.id);
                    }
                }
            }
            newest = Sight::of(&screens.borrow_and_update());
        }
    }

    /// Brings what is shown to what is to be shown.
    async fn show(&mut self, sight: &Sight) -> zbus::Result<()> {
        let words = Words(sight.language);
        let is_ringing = |shown: &Shown| {
            let mut ringing = sight.ringing.iter();
            ringing.any(|call| call.call_reference == shown.call.call_reference)
        };
        let (still, gone): (Vec<_>, Vec<_>) =
            self.shown.drain(..).partition(|shown| is_ringing(shown));
        self.shown = still;
        for shown in gone {
            if let Some(id) = shown.id {
                // It may be closed already, which is no fault.
                let _closed = self.service.close_notification(id).await;
            }
        }
        for call in &sight.ringing {
            self.last_caller = call.caller();
            let reference = call.call_reference;
            let known = self
                .shown
                .iter()
                .position(|shown| shown.call.call_reference == reference);
            let before = match known {
                Some(at) => {
                    let shown = &self.shown[at];
                    if shown.call == *call && shown.silenced == sight.silenced {
                        continue;
                    }
                    // The person does not want to see it.
                    let Some(id) = shown.id else { continue };
                    id
                }
                None => 0,
            };
            let id = self.tell_call(call, sight.silenced, before, words).await?;
            let shown = Shown {
                call: call.clone(),
                silenced: sight.silenced,
                id: Some(id),
            };
            match known {
                Some(at) => self.shown[at] = shown,
                None => self.shown.push(shown),
            }
        }
        self.show_missed(sight.missed, words).await
    }

    async fn tell_call(
        &self,
        call: &Ringing,
        silenced: bool,
        before: u32,
        words: Words,
    ) -> zbus::Result<u32> {
        let caller = call.caller();
        let summary = caller.as_deref().unwrap_or(words.say("Unknown caller"));
        let mut body = vec![words.say("Incoming call").to_owned()];
        if !call.number.is_empty() && summary != call.number {
            body.push(call.number.clone());
        }
        if !call.via.is_empty() {
            body.push(words.with("via {}", &[&call.via]));
        }
        if silenced {
            body.push(words.say("The ringer is silent").to_owned());
        }
        let mut actions = vec![
            "default",
            words.say("Show the phone"),
            "answer",
            words.say("Answer"),
            "decline",
            words.say("Decline"),
        ];
        if !silenced {
            actions.extend(["silence", words.say("Silence")]);
        }
        if !self.has_actions {
            actions.clear();
        }
        let hints = HashMap::from([
            ("urgency", Value::U8(2)),
            ("category", Value::from("call.incoming")),
            ("desktop-entry", Value::from("offhook")),
            // The phone rings itself.
            ("suppress-sound", Value::Bool(true)),
            ("resident", Value::Bool(true)),
        ]);
        let body = self.body(&body.join(" · "));
        self.service
            .notify(
                "Offhook", before, "offhook", summary, &body, &actions, hints, 0,
            )
            .await
    }

    async fn show_missed(&mut self, missed: usize, words: Words) -> zbus::Result<()> {
        let before = std::mem::replace(&mut self.missed, missed);
        if missed < before
            && let Some(id) = self.missed_id.take()
        {
            // It may be closed already, which is no fault.
            let _closed = self.service.close_notification(id).await;
        }
        if missed <= before {
            return Ok(());
        }
        let summary = match missed {
            1 => words.say("Missed call").to_owned(),
            missed => words.with("{} missed calls", &[&missed]),
        };
        let last = self.last_caller.as_deref();
        let last = last.unwrap_or(words.say("Unknown caller"));
        let body = match missed {
            1 => last.to_owned(),
            _ => words.with("Last: {}", &[&last]),
        };
        let actions: &[&str] = match self.has_actions {
            true => &["default", words.say("Show the phone")],
            false => &[],
        };
        let hints = HashMap::from([
            ("urgency", Value::U8(0)),
            ("category", Value::from("call.unanswered")),
            ("desktop-entry", Value::from("offhook")),
            ("suppress-sound", Value::Bool(true)),
        ]);
        let replaces = self.missed_id.unwrap_or(0);
        let body = self.body(&body);
        let told = self
            .service
            .notify(
                "Offhook", replaces, "offhook", &summary, &body, actions, hints, -1,
            )
            .await?;
        self.missed_id = Some(told);
        Ok(())
    }

    /// A text as the service reads it.
    fn body(&self, text: &str) -> String {
        if self.has_markup {
            text.replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
        } else {
            text.to_owned()
        }
    }

    /// What the button of this notification means; nothing when it is none of ours.
    fn pressed(&self, id: u32, action: &str) -> Option<Wish> {
        if Some(id) == self.missed_id {
            return Some(Wish::Show);
        }
        let mut shown = self.shown.iter();
        let shown = shown.find(|shown| shown.id == Some(id))?;
        let reference = shown.call.call_reference;
        Some(match action {
            "answer" => Wish::Answer(reference),
            "decline" => Wish::Decline(reference),
            "silence" => Wish::Silence,
            _ => Wish::Show,
        })
    }

    /// The person, or the service, has closed it.
    fn closed(&mut self, id: u32) {
        if self.missed_id == Some(id) {
            self.missed_id = None;
        }
        for shown in &mut self.shown {
            if shown.id == Some(id) {
                shown.id = None;
            }
        }
    }

    /// Nothing is shown any more.
    async fn clear(&mut self) {
        let calls = self.shown.drain(..).filter_map(|shown| shown.id);
        let all: Vec<_> = calls.chain(self.missed_id.take()).collect();
        for id in all {
            // The service may have gone.
            let _closed = self.service.close_notification(id).await;
        }
    }
}
