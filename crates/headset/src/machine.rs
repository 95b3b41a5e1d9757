//! What a headset's reports mean, and which reports light its lamps.
//!
//! A hook switch comes in two kinds. One says where it stands, and follows the lamp that the
//! phone lights: then only what differs from the phone's own state is a wish. The other says that
//! it was pressed, and what that means depends on the phone alone.

use std::time::Duration;

use crate::layout::{Button, Control, Lamp, Layout};

/// How long a headset may take to follow the off-hook lamp: until then it says what it knew before.
const FOLLOWS_WITHIN: Duration = Duration::from_millis(600);

/// What of the phone a headset shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PhoneState {
    /// A call rings.
    pub ringing: bool,
    /// The phone is off hook: it dials or talks.
    pub off_hook: bool,
    /// The microphone is muted.
    pub muted: bool,
    /// A call is held, and none talks.
    pub held: bool,
}

/// What a person does on a headset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Lift: answer the call that rings, or begin one.
    OffHook,
    /// Hang up.
    OnHook,
    /// Refuse the call that rings.
    Reject,
    /// Mute the microphone, or give it back: the other way round.
    ToggleMute,
    /// Mute the microphone (`true`) or give it back.
    Mute(bool),
    /// Answer and hold, hold, resume.
    Flash,
    /// Call the last number again.
    Redial,
    /// Louder.
    Louder,
    /// Softer.
    Softer,
}

/// A headset, as a machine without clock and device.
#[derive(Clone, Debug)]
pub struct Headset {
    layout: Layout,
    /// The bits of the last report, button by button.
    down: Vec<bool>,
    phone: PhoneState,
    /// Until when the hook switch may lag behind the lamp.
    settling: Option<Duration>,
    /// What was written last, output by output; nothing before the first.
    written: Vec<Option<Vec<u8>>>,
}

impl Headset {
    /// One with this layout, all lamps dark.
    pub fn new(layout: Layout) -> Self {
        Self {
            down: vec![false; layout.buttons.len()],
            written: vec![None; layout.outputs.len()],
            layout,
            phone: PhoneState::default(),
            settling: None,
        }
    }

    /// Reads a report at this time, since any beginning; gives what the person has done.
    pub fn report(&mut self, report: &[u8], now: Duration) -> Vec<Event> {
        let mut events = Vec::new();
        for at in 0..self.layout.buttons.len() {
            let button = self.layout.buttons[at];
            let Some(down) = bit_of(report, button) else {
                continue;
            };
            let was_down = std::mem::replace(&mut self.down[at], down);
            if down == was_down {
                continue;
            }
            events.extend(self.changed(button, down, now));
        }
        events
    }

    fn changed(&mut self, button: Button, down: bool, now: Duration) -> Option<Event> {
        let phone = self.phone;
        if button.control == Control::HookSwitch && !button.momentary {
            let lags = self.settling.is_some_and(|until| now < until);
            if down == phone.off_hook && !(down && phone.ringing) {
                // It has followed the lamp.
                self.settling = None;
                return None;
            }
            return match down {
                true => Some(Event::OffHook),
                false if lags => None,
                false => Some(Event::OnHook),
            };
        }
        if button.control == Control::Mute && !button.momentary {
            return (down != phone.muted).then_some(Event::Mute(down));
        }
        // Of the others only the press counts.
        if !down {
            return None;
        }
        Some(match button.control {
            Control::HookSwitch if phone.off_hook && !phone.ringing => Event::OnHook,
            Control::HookSwitch => Event::OffHook,
            Control::Mute => Event::ToggleMute,
            Control::Flash => Event::Flash,
            Control::Redial => Event::Redial,
            Control::Reject if phone.ringing => Event::Reject,
            Control::Reject => return None,
            Control::Louder => Event::Louder,
            Control::Softer => Event::Softer,
        })
    }

    /// The phone is in this state at this time; gives the reports to write, each with its number
    /// in front, or 0 when it has none.
    pub fn phone(&mut self, phone: PhoneState, now: Duration) -> Vec<Vec<u8>> {
        if phone.off_hook != self.phone.off_hook {
            self.settling = Some(now + FOLLOWS_WITHIN);
            // A switch that stands follows the lamp, whether or not it says so.
            for (down, button) in self.down.iter_mut().zip(&self.layout.buttons) {
                if button.control == Control::HookSwitch && !button.momentary {
                    *down = phone.off_hook;
                }
            }
        }
        self.phone = phone;
        let mut reports = Vec::new();
        for (&(number, bytes), written) in self.layout.outputs.iter().zip(&mut self.written) {
            let mut report = vec![0; bytes + 1];
            report[0] = number.unwrap_or(0);
            let lights = self.layout.lights.iter();
            for light in lights.filter(|light| light.report == number) {
                if is_lit(light.lamp, phone, &self.layout) {
                    report[1 + light.bit / 8] |= 1 << (light.bit % 8);
                }
            }
            if written.as_ref() != Some(&report) {
                *written = Some(report.clone());
                reports.push(report);
            }
        }
        reports
    }
}

/// Whether this lamp is lit.
fn is_lit(lamp: Lamp, phone: PhoneState, layout: &Layout) -> bool {
    match lamp {
        Lamp::OffHook => phone.off_hook,
        Lamp::Mute => phone.muted && phone.off_hook,
        Lamp::Microphone => phone.muted && phone.off_hook && !layout.has_lamp(Lamp::Mute),
        Lamp::Ring | Lamp::Ringer => phone.ringing,
        Lamp::Hold => phone.held,
    }
}

/// The button's bit; nothing when the report is another one, or too short.
fn bit_of(report: &[u8], button: Button) -> Option<bool> {
    let data = match button.report {
        Some(number) if report.first() == Some(&number) => &report[1..],
        Some(_) => return None,
        None => report,
    };
    let byte = data.get(button.bit / 8)?;
    Some(byte & (1 << (button.bit % 8)) != 0)
}
