//! The icon in the tray (`org.kde.StatusNotifierItem`): what waits, and a menu.

use std::sync::Arc;

use ksni::menu::{CheckmarkItem, MenuItem, StandardItem};
use ksni::{Category, Handle, Icon, OfflineReason, ToolTip, Tray, TrayMethods};
use station::Screen;
use tokio::sync::{mpsc, watch};

use crate::icon::{Badges, SIZES, draw};
use crate::notifications::ended;
use crate::words::Words;
use crate::{Lack, Presence, Sight, Status, Use, Wish};

/// Shows the icon, for as long as it is used.
pub(crate) async fn follow(
    mut used: watch::Receiver<Use>,
    mut screens: watch::Receiver<Arc<Screen>>,
    wishes: mpsc::Sender<Wish>,
    status: Arc<watch::Sender<Status>>,
) {
    loop {
        let wanted = used.borrow_and_update().tray;
        let icon = if wanted {
            let sight = Sight::of(&screens.borrow_and_update());
            open(sight, &wishes, &status).await
        } else {
            tell(&status, Presence::Off);
            None
        };
        let Some(icon) = icon else {
            tokio::select! {
                changed = used.changed() => if changed.is_err() { return },
                () = ended(&mut screens) => return,
            }
            continue;
        };
        loop {
            tokio::select! {
                changed = screens.changed() => {
                    if changed.is_err() {
                        icon.shutdown().await;
                        return;
                    }
                    let sight = Sight::of(&screens.borrow_and_update());
                    show(&icon, sight).await;
                }
                changed = used.changed() => {
                    let stays = changed.is_ok() && used.borrow_and_update().tray;
                    if !stays {
                        icon.shutdown().await;
                        if changed.is_err() {
                            return;
                        }
                        break;
                    }
                }
            }
        }
        tell(&status, Presence::Off);
    }
}

fn tell(status: &watch::Sender<Status>, presence: Presence) {
    status.send_if_modified(|status| {
        let changed = status.tray != presence;
        status.tray = presence;
        changed
    });
}

async fn open(
    sight: Sight,
    wishes: &mpsc::Sender<Wish>,
    status: &Arc<watch::Sender<Status>>,
) -> Option<Handle<PhoneIcon>> {
    let icon = PhoneIcon {
        pictures: pictures(&sight),
        sight,
        wishes: wishes.clone(),
        status: Arc::clone(status),
    };
    // The panel may start after the phone: then the icon comes with it.
    match icon.assume_sni_available(true).spawn().await {
        Ok(handle) => {
            status.send_if_modified(|status| {
                let is_news = status.tray == Presence::Unknown || status.tray == Presence::Off;
                if is_news {
                    status.tray = Presence::There;
                }
                is_news
            });
            Some(handle)
        }
        Err(error) => {
            let lack = match error {
                ksni::Error::Dbus(error) => Lack::Bus(error.to_string()),
                error => Lack::Tray(error.to_string()),
            };
            tracing::info!("no icon in the tray: {lack}");
            tell(status, Presence::Lacking(lack));
            None
        }
    }
}

/// Shows what has changed of the phone.
async fn show(icon: &Handle<PhoneIcon>, sight: Sight) {
    let same = icon.update(|icon| icon.sight == sight);
    // An update without a change costs a comparison; a panel that is gone has ended it.
    if same.await != Some(false) {
        return;
    }
    let _shown = icon
        .update(|icon| {
            if badges(&icon.sight) != badges(&sight) {
                icon.pictures = pictures(&sight);
            }
            icon.sight = sight;
        })
        .await;
}

fn badges(sight: &Sight) -> Badges {
    Badges {
        missed: sight.missed.min(9),
        message: sight.message,
        muted: sight.muted && sight.can_hang_up,
        grey: sight.trouble.is_some(),
    }
}

/// The icon in the form of the panel: ARGB, the high byte first.
fn pictures(sight: &Sight) -> Vec<Icon> {
    let badges = badges(sight);
    let pictures = SIZES.into_iter().map(|size| {
        let mut data = draw(size, badges).into_raw();
        for pixel in data.chunks_exact_mut(4) {
            pixel.rotate_right(1);
        }
        Icon {
            width: size as i32,
            height: size as i32,
            data,
        }
    });
    pictures.collect()
}

/// The icon, as the panel asks for it.
struct PhoneIcon {
    sight: Sight,
    pictures: Vec<Icon>,
    wishes: mpsc::Sender<Wish>,
    status: Arc<watch::Sender<Status>>,
}

impl PhoneIcon {
    fn words(&self) -> Words {
        Words(self.sight.language)
    }

    fn entry(&self, label: String, wish: Wish) -> MenuItem<Self> {
        StandardItem {
            // An underscore would be an access key.
            label: label.replace('_', "__"),
            activate: Box::new(move |icon: &mut Self| crate::wish(&icon.wishes, wish.clone())),
            ..StandardItem::default()
        }
        .into()
    }
}

impl Tray for PhoneIcon {
    fn id(&self) -> String {
        "offhook".to_owned()
    }

    fn title(&self) -> String {
        "Offhook".to_owned()
    }

    fn category(&self) -> Category {
        Category::Communications
    }

    fn status(&self) -> ksni::Status {
        if self.sight.ringing.is_empty() {
            ksni::Status::Active
        } else {
            ksni::Status::NeedsAttention
        }
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        self.pictures.clone()
    }

    fn attention_icon_pixmap(&self) -> Vec<Icon> {
        self.pictures.clone()
    }

    fn tool_tip(&self) -> ToolTip {
        let words = self.words();
        let sight = &self.sight;
        let mut lines = Vec::new();
        lines.extend(sight.trouble.clone());
        for call in &sight.ringing {
            let caller = call.caller();
            let caller = caller.as_deref().unwrap_or(words.say("Unknown caller"));
            lines.push(words.with("{} is calling", &[&caller]));
        }
        if let Some(other) = &sight.talk {
            lines.push(words.with("In a call with {}", &[other]));
            if sight.muted {
                lines.push(words.say("The microphone is muted").to_owned());
            }
        }
        if sight.do_not_disturb {
            lines.push(words.say("Do not disturb").to_owned());
        }
        match sight.missed {
            0 => {}
            1 => lines.push(words.say("Missed call").to_owned()),
            missed => lines.push(words.with("{} missed calls", &[&missed])),
        }
        if sight.message {
            lines.push(words.say("A message waits").to_owned());
        }
        let title = match sight.own_number.as_str() {
            "" => "Offhook".to_owned(),
            number => format!("{number} – Offhook"),
        };
        ToolTip {
            title,
            description: lines.join("\n"),
            ..ToolTip::default()
        }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        crate::wish(&self.wishes, Wish::ShowOrHide);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let words = self.words();
        let sight = &self.sight;
        let mut menu = vec![self.entry(words.say("Show or hide").to_owned(), Wish::ShowOrHide)];
        menu.push(MenuItem::Separator);
        for call in &sight.ringing {
            let caller = call.caller();
            let caller = caller.as_deref().unwrap_or(words.say("Unknown caller"));
            let reference = call.call_reference;
            let answer = words.with("Answer {}", &[&caller]);
            menu.push(self.entry(answer, Wish::Answer(reference)));
            let decline = words.with("Decline {}", &[&caller]);
            menu.push(self.entry(decline, Wish::Decline(reference)));
        }
        if !sight.ringing.is_empty() && !sight.silenced {
            menu.push(self.entry(words.say("Silence").to_owned(), Wish::Silence));
        }
        if sight.can_hang_up {
            menu.push(self.entry(words.say("Hang up").to_owned(), Wish::HangUp));
            let mute = CheckmarkItem {
                label: words.say("Mute").to_owned(),
                checked: sight.muted,
                activate: Box::new(|icon: &mut Self| crate::wish(&icon.wishes, Wish::Mute)),
                ..CheckmarkItem::default()
            };
            menu.push(mute.into());
        }
        if menu.len() > 2 {
            menu.push(MenuItem::Separator);
        }
        let quiet = CheckmarkItem {
            label: words.say("Do not disturb").to_owned(),
            checked: sight.do_not_disturb,
            activate: Box::new(|icon: &mut Self| {
                let wish = Wish::DoNotDisturb(!icon.sight.do_not_disturb);
                crate::wish(&icon.wishes, wish);
            }),
            ..CheckmarkItem::default()
        };
        menu.push(quiet.into());
        menu.push(self.entry(words.say("Quit").to_owned(), Wish::Quit));
        menu
    }

    fn watcher_online(&self) {
        tell(&self.status, Presence::There);
    }

    fn watcher_offline(&self, reason: OfflineReason) -> bool {
        let why = match reason {
            OfflineReason::No => "it has ended".to_owned(),
            OfflineReason::Error(error) => error.to_string(),
            other => format!("{other:?}"),
        };
        let lack = Lack::Tray(why);
        tracing::info!("no icon in the tray: {lack}");
        tell(&self.status, Presence::Lacking(lack));
        true
    }
}
