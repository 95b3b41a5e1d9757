//! Where a headset's buttons and lamps are in its reports.

use hidparser::{ReportField, parse_report_descriptor};
use thiserror::Error;

/// Usage pages (HID Usage Tables, chapter 3).
const LED: u16 = 0x08;
const BUTTON: u16 = 0x09;
const TELEPHONY: u16 = 0x0b;
const CONSUMER: u16 = 0x0c;

/// Longest descriptor that is read, bytes: the system's own limit (`HID_MAX_DESCRIPTOR_SIZE`).
const LONGEST: usize = 4096;

/// Longest report, bytes.
const LONGEST_REPORT: usize = 1024;

/// A button of a headset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Control {
    /// Hook switch (telephony 0x20).
    HookSwitch,
    /// Phone mute (telephony 0x2F).
    Mute,
    /// Flash: hold, resume, swap (telephony 0x21).
    Flash,
    /// Redial (telephony 0x24).
    Redial,
    /// Drop (telephony 0x26), or a programmable button, which refuses calls.
    Reject,
    /// Volume increment (consumer 0xE9).
    Louder,
    /// Volume decrement (consumer 0xEA).
    Softer,
}

impl Control {
    fn of(page: u16, usage: u16) -> Option<Self> {
        Some(match (page, usage) {
            (TELEPHONY, 0x20) => Self::HookSwitch,
            (TELEPHONY, 0x21) => Self::Flash,
            (TELEPHONY, 0x24) => Self::Redial,
            (TELEPHONY, 0x2f) => Self::Mute,
            // A programmable button (0x07), whichever page it ends up on: the makers differ.
            (TELEPHONY, 0x26 | 0x07) | (BUTTON, _) => Self::Reject,
            (CONSUMER, 0xe9) => Self::Louder,
            (CONSUMER, 0xea) => Self::Softer,
            _ => return None,
        })
    }
}

/// A lamp of a headset, or what stands for one: some ring or speak by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lamp {
    /// Off-hook (LED 0x17).
    OffHook,
    /// Mute (LED 0x09).
    Mute,
    /// Ring (LED 0x18).
    Ring,
    /// Hold (LED 0x20).
    Hold,
    /// Microphone (LED 0x21); used where there is no lamp for mute.
    Microphone,
    /// Ringer (telephony 0x9E).
    Ringer,
}

impl Lamp {
    fn of(page: u16, usage: u16) -> Option<Self> {
        Some(match (page, usage) {
            (LED, 0x09) => Self::Mute,
            (LED, 0x17) => Self::OffHook,
            (LED, 0x18) => Self::Ring,
            (LED, 0x20) => Self::Hold,
            (LED, 0x21) => Self::Microphone,
            (TELEPHONY, 0x9e) => Self::Ringer,
            _ => return None,
        })
    }
}

/// A button's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Button {
    pub(crate) control: Control,
    pub(crate) report: Option<u8>,
    /// The bit after the report's number.
    pub(crate) bit: usize,
    /// It says that it was pressed, and not where it stands.
    pub(crate) momentary: bool,
}

/// A lamp's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Light {
    pub(crate) lamp: Lamp,
    pub(crate) report: Option<u8>,
    pub(crate) bit: usize,
}

/// Where a headset's buttons and lamps are in its reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub(crate) buttons: Vec<Button>,
    pub(crate) lights: Vec<Light>,
    /// The reports with lamps: number, and bytes after it.
    pub(crate) outputs: Vec<(Option<u8>, usize)>,
}

/// Why a descriptor is none.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum BadDescriptor {
    /// Longer than any.
    #[error("a report descriptor of {0} bytes is longer than {LONGEST}")]
    TooLong(usize),
    /// It makes no sense.
    #[error("the report descriptor makes no sense: {0}")]
    Senseless(String),
}

impl Layout {
    /// Reads a report descriptor; nothing when the device controls no calls.
    ///
    /// The system has checked it before it gives it out (sizes of reports, above all).
    ///
    /// # Errors
    /// When it is no descriptor.
    pub fn read(descriptor: &[u8]) -> Result<Option<Self>, BadDescriptor> {
        if descriptor.len() > LONGEST {
            return Err(BadDescriptor::TooLong(descriptor.len()));
        }
        let read = parse_report_descriptor(descriptor)
            .map_err(|error| BadDescriptor::Senseless(format!("{error:?}")))?;
        let mut layout = Self {
            buttons: Vec::new(),
            lights: Vec::new(),
            outputs: Vec::new(),
        };
        for report in &read.input_reports {
            let number = number(report.report_id.map(u32::from));
            for field in &report.fields {
                let ReportField::Variable(field) = field else {
                    continue;
                };
                let (page, usage) = (field.usage.page(), field.usage.id());
                let in_telephony = is_in(&field.member_of, TELEPHONY);
                let wanted = in_telephony || page == CONSUMER;
                if !wanted || field.attributes.constant || field.bits.len() != 1 {
                    continue;
                }
                if let Some(control) = Control::of(page, usage) {
                    layout.buttons.push(Button {
                        control,
                        report: number,
                        bit: field.bits.start as usize,
                        momentary: field.attributes.relative || !field.attributes.no_preferred,
                    });
                }
            }
        }
        for report in &read.output_reports {
            let number = number(report.report_id.map(u32::from));
            let bytes = report.size_in_bits.div_ceil(8);
            if bytes > LONGEST_REPORT {
                continue;
            }
            let before = layout.lights.len();
            for field in &report.fields {
                let ReportField::Variable(field) = field else {
                    continue;
                };
                let is_wanted = is_in(&field.member_of, TELEPHONY)
                    && !field.attributes.constant
                    && field.bits.len() == 1
                    && (field.bits.end as usize) <= bytes * 8;
                let lamp = Lamp::of(field.usage.page(), field.usage.id());
                if let Some(lamp) = lamp.filter(|_| is_wanted) {
                    layout.lights.push(Light {
                        lamp,
                        report: number,
                        bit: field.bits.start as usize,
                    });
                }
            }
            if layout.lights.len() > before {
                layout.outputs.push((number, bytes));
            }
        }
        let controls_calls = layout.has(Control::HookSwitch) || layout.has(Control::Mute);
        Ok(controls_calls.then_some(layout))
    }

    /// Whether it has this button.
    pub fn has(&self, control: Control) -> bool {
        self.buttons.iter().any(|button| button.control == control)
    }

    /// Whether it has this lamp.
    pub fn has_lamp(&self, lamp: Lamp) -> bool {
        self.lights.iter().any(|light| light.lamp == lamp)
    }
}

fn number(report: Option<u32>) -> Option<u8> {
    report.and_then(|number| u8::try_from(number).ok())
}

/// Whether one of the collections is of this page.
fn is_in(collections: &[hidparser::ReportCollection], page: u16) -> bool {
    let mut collections = collections.iter();
    collections.any(|collection| collection.usage.page() == page)
}
