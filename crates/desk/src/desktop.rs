//! The seam to the desktop around the window: what comes to the window from outside it, by a
//! link, a second start of the program, a notification or the tray; and what of the desktop a
//! person wants used.
//!
//! A window is without it in tests, and where nobody can reach it.

use egui::{Context, UserAttentionType, ViewportCommand, WindowLevel};
use station::{CallState, Direction, Screen};

use crate::Phone;
use crate::theme::Theme;

/// What is wanted of the window from outside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outside {
    /// To come to the front, from wherever it is.
    Raise,
    /// To be hidden where it is seen, to be seen where it is hidden.
    ShowOrHide,
    /// To offer this number to be dialled.
    Offer(String),
    /// To let the phone leave, and close.
    Quit,
}

/// The desktop around the window.
pub trait Desktop {
    /// Call `wake` whenever there is something to take, from any thread.
    ///
    /// Called once, before the first drawing.
    fn wake_by(&self, wake: Box<dyn Fn() + Send + Sync>);

    /// The next thing that is wanted. Never waits.
    fn next(&self) -> Option<Outside>;

    /// Whether the desktop is dark or light, where it says so.
    fn theme(&self) -> Option<Theme> {
        None
    }
}

/// When the window comes to the front by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RaiseWhen {
    /// Never.
    #[default]
    Never,
    /// A call rings.
    Ringing,
    /// A call that came in is answered.
    Answered,
}

/// What of the desktop a person wants used, and how the window behaves on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DesktopChoice {
    /// Notifications of calls.
    pub notifications: bool,
    /// The icon in the tray.
    pub tray: bool,
    /// Closing the window hides it, and the phone goes on; where there is a tray to show it again.
    pub close_hides: bool,
    /// The window is hidden at the start, where there is a tray.
    pub start_hidden: bool,
    /// When the window comes to the front by itself.
    pub raise: RaiseWhen,
    /// The window is over all others.
    pub on_top: bool,
    /// The phone starts with the desktop.
    pub at_login: bool,
}

impl Default for DesktopChoice {
    fn default() -> Self {
        Self {
            notifications: true,
            tray: true,
            close_hides: false,
            start_hidden: false,
            raise: RaiseWhen::Never,
            on_top: false,
            at_login: false,
        }
    }
}

/// What the desktop has of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DesktopFound {
    /// An icon of the phone is in the tray.
    pub tray: bool,
    /// Why there are no notifications; nothing: there are, or none are wanted.
    pub no_notifications: Option<DesktopLack>,
    /// Why there is no tray; nothing: there is one, or none is wanted, or nobody knows yet.
    pub no_tray: Option<DesktopLack>,
}

/// What a desktop has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesktopLack {
    /// The bus that its programs talk over.
    Bus,
    /// A program that shows notifications.
    Notifications,
    /// A place for icons.
    Tray,
    /// The phone does not know how to ask for it on this system.
    System,
}

impl DesktopLack {
    /// What is missing, and what a person can do about it.
    pub(crate) const fn english(self) -> &'static str {
        match self {
            Self::Bus => {
                "The desktop's bus (D-Bus) cannot be reached. Start the phone from the desktop itself, as its own user."
            }
            Self::Notifications => {
                "No program of this desktop shows notifications. Install one, such as dunst, or turn them on in the desktop's settings."
            }
            Self::Tray => {
                "The panel of this desktop has no place for icons. GNOME needs the extension AppIndicator, others a panel with a system tray."
            }
            Self::System => "The phone cannot do this on this system yet.",
        }
    }
}

/// Who knows and keeps what of the desktop is used.
pub trait DesktopChoices {
    /// What is chosen.
    fn choice(&self) -> DesktopChoice;

    /// Use it so from now on, and keep it.
    fn choose(&self, choice: DesktopChoice);

    /// What the desktop has.
    fn found(&self) -> DesktopFound;
}

/// The pass in which a window that begins hidden is hidden: the first one paints it.
const HIDE_AFTER: u8 = 2;

/// What the window knows of the desktop around it.
#[derive(Default)]
pub(crate) struct Around {
    desktop: Option<Box<dyn Desktop>>,
    woken: bool,
    /// Came while there was no phone yet; the newest counts.
    offered: Option<String>,
    hidden: bool,
    /// Passes until the window is hidden: eframe shows every window once it has painted, so a
    /// window that begins hidden is hidden after that.
    hide_in: u8,
    /// Closing means the end, whatever the cross of the window does.
    quits: bool,
    /// Over all others, as last told to the window system.
    on_top: bool,
    /// The calls that rang at the last look.
    rang: Vec<u32>,
}

impl Around {
    /// With this desktop; the window may begin hidden.
    pub(crate) fn new(desktop: Option<Box<dyn Desktop>>, hidden: bool) -> Self {
        Self {
            desktop,
            hidden,
            hide_in: if hidden { HIDE_AFTER } else { 0 },
            ..Self::default()
        }
    }

    /// The window is another from now on.
    pub(crate) const fn move_house(&mut self) {
        self.woken = false;
    }

    /// Does what is wanted, with a phone if there is one; gives the number that is offered to it.
    pub(crate) fn look(
        &mut self,
        ctx: &Context,
        phone: Option<&dyn Phone>,
        screen: &Screen,
    ) -> Option<String> {
        self.hide_at_start(ctx);
        while let Some(wish) = self.next(ctx) {
            match wish {
                Outside::Raise => self.raise(ctx),
                Outside::ShowOrHide => self.show_or_hide(ctx, phone),
                Outside::Offer(number) => self.offered = Some(number),
                Outside::Quit => {
                    self.quits = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
            }
        }
        let phone = phone?;
        if let Some(choices) = phone.desktop() {
            let choice = choices.choice();
            if self.calls_for_the_person(screen, choice.raise) {
                self.raise(ctx);
            }
            // Nothing would bring it back.
            if self.hidden && choices.found().no_tray.is_some() {
                self.raise(ctx);
            }
            if choice.on_top != self.on_top {
                self.set_on_top(ctx, choice.on_top);
            }
        }
        self.offered.take()
    }

    /// Whether the desktop is dark or light, where it says so or the window system does.
    pub(crate) fn theme(&self, ctx: &Context) -> Option<egui::Theme> {
        match self.desktop.as_ref().and_then(|desktop| desktop.theme()) {
            Some(Theme::Dark) => Some(egui::Theme::Dark),
            Some(Theme::Light) => Some(egui::Theme::Light),
            _ => ctx.system_theme(),
        }
    }

    fn hide_at_start(&mut self, ctx: &Context) {
        if self.hide_in == 0 {
            return;
        }
        self.hide_in -= 1;
        if self.hide_in == 0 && self.hidden {
            self.hide(ctx);
        } else {
            ctx.request_repaint();
        }
    }

    fn next(&mut self, ctx: &Context) -> Option<Outside> {
        let desktop = self.desktop.as_ref()?;
        if !self.woken {
            let ctx = ctx.clone();
            desktop.wake_by(Box::new(move || ctx.request_repaint()));
            self.woken = true;
        }
        desktop.next()
    }

    /// Whether a call has begun to ring, or has been answered, since the last look.
    fn calls_for_the_person(&mut self, screen: &Screen, raise: RaiseWhen) -> bool {
        let calls = screen.calls.iter();
        let ringing: Vec<u32> = calls
            .filter(|call| call.state.is_ringing())
            .map(|call| call.call_reference)
            .collect();
        let rang = std::mem::replace(&mut self.rang, ringing);
        match raise {
            RaiseWhen::Never => false,
            RaiseWhen::Ringing => self.rang.iter().any(|call| !rang.contains(call)),
            RaiseWhen::Answered => screen.calls.iter().any(|call| {
                call.state == CallState::Connected
                    && call.direction != Direction::Outbound
                    && rang.contains(&call.call_reference)
            }),
        }
    }

    /// Whether a window that is asked to close hides instead; then it does so.
    pub(crate) fn hides(&mut self, ctx: &Context, phone: &dyn Phone) -> bool {
        let hides = !self.quits
            && phone
                .desktop()
                .is_some_and(|choices| choices.choice().close_hides && choices.found().tray);
        if hides {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.hide(ctx);
        }
        hides
    }

    /// Closing means the end from now on.
    pub(crate) const fn quit(&mut self) {
        self.quits = true;
    }

    /// Whether the window is over all others.
    pub(crate) const fn is_on_top(&self) -> bool {
        self.on_top
    }

    /// Keep the window over all others, or not, and do so at the next start.
    pub(crate) fn keep_on_top(&mut self, ctx: &Context, phone: &dyn Phone, on_top: bool) {
        if let Some(choices) = phone.desktop() {
            choices.choose(DesktopChoice {
                on_top,
                ..choices.choice()
            });
        }
        self.set_on_top(ctx, on_top);
    }

    fn set_on_top(&mut self, ctx: &Context, on_top: bool) {
        self.on_top = on_top;
        let level = if on_top {
            WindowLevel::AlwaysOnTop
        } else {
            WindowLevel::Normal
        };
        ctx.send_viewport_cmd(ViewportCommand::WindowLevel(level));
    }

    fn show_or_hide(&mut self, ctx: &Context, phone: Option<&dyn Phone>) {
        let minimised = ctx.input(|input| input.viewport().minimized) == Some(true);
        let has_tray = phone
            .and_then(Phone::desktop)
            .is_some_and(|choices| choices.found().tray);
        if self.hidden || minimised || !has_tray {
            self.raise(ctx);
        } else {
            self.hide(ctx);
        }
    }

    fn hide(&mut self, ctx: &Context) {
        self.hidden = true;
        ctx.send_viewport_cmd(ViewportCommand::Visible(false));
    }

    /// Bring the window to the front, or have the person look for it where it may not come by
    /// itself.
    fn raise(&mut self, ctx: &Context) {
        self.hidden = false;
        ctx.send_viewport_cmd(ViewportCommand::Visible(true));
        ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        ctx.send_viewport_cmd(ViewportCommand::Focus);
        if !ctx.input(|input| input.focused) {
            let attention = UserAttentionType::Informational;
            ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(attention));
        }
        ctx.request_repaint();
    }
}
