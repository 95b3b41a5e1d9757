//! What is asked of a stream of the sound server, in either direction.

use std::ffi::CString;
use std::time::Duration;

use pulseaudio::protocol::{Prop, Props};

use crate::callback::Shape;
use crate::event::Trouble;

/// How to play or to record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish<'a> {
    /// The server's name of the device; nothing: its default.
    pub(super) device: Option<&'a str>,
    /// What people call it.
    pub(super) name: &'a str,
    /// Samples a second of the object on loan.
    pub(super) bus_hz: u32,
    /// Frames a second of the stream, which the server changes to the device's.
    pub(super) device_hz: u32,
    /// Period asked for, ms.
    pub(super) period_ms: u32,
}

impl Wish<'_> {
    /// The server's name of the device.
    pub(super) fn device(&self) -> Result<Option<CString>, Trouble> {
        let name = self.device.map(CString::new).transpose();
        name.map_err(|_| Trouble::Unsupported("its name cannot be asked for".into()))
    }

    /// Of the stream: the server holds what is not taken in time, and tells of what is missing.
    pub(super) fn shape(&self) -> Shape {
        Shape {
            bus_hz: self.bus_hz,
            device_hz: self.device_hz,
            channels: 1,
            patience: Duration::MAX,
        }
    }

    /// Room for a quarter of a second: more at once goes in pieces.
    pub(super) fn block(&self) -> Vec<i16> {
        vec![0; self.device_hz as usize / 4]
    }
}

/// What the server tells people of the stream.
pub(super) fn props() -> Props {
    let mut props = Props::new();
    props.set(Prop::MediaName, c"Call");
    props.set(Prop::MediaRole, c"phone");
    props
}
