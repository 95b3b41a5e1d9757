//! The sound devices behind one small trait.
//!
//! [`Output`] lets a device pull from a [`media::Playback`], [`Input`] lets one
//! push into a [`media::Capture`]. Files, tones, silence and custom devices are as
//! good as real ones. Whatever happens to a device, the object goes on being
//! served: by the next device, or by a silent timer until one is back, and each
//! change is told as a [`SoundEvent`].
//!
//! It knows no codecs and no network. Real devices come from cpal, at their own
//! rate, resampled in the callback; the callback never locks, allocates, logs or
//! waits.
//!
//! ```
//! use sound::{DeviceChoice, Input};
//!
//! struct Loudest(i16);
//!
//! impl media::Capture for Loudest {
//!     fn push(&mut self, samples: &[i16]) {
//!         self.0 = samples.iter().fold(self.0, |most, sample| most.max(sample.saturating_abs()));
//!     }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let choice: DeviceChoice = "tone:440".parse()?;
//! let input = Input::open(&choice, 8000, Box::new(Loudest(0)), |event| println!("{event}"))?;
//! std::thread::sleep(std::time::Duration::from_millis(50));
//! let _loudest = input.close();
//! # Ok(())
//! # }
//! ```

#[cfg(target_os = "linux")]
mod alsa_capture;
#[cfg(target_os = "linux")]
mod alsa_playback;
mod backend;
mod callback;
mod choice;
mod device;
mod device_watch;
mod devices;
mod error;
mod event;
mod handle;
mod hardware;
mod input;
mod listing;
mod loan;
mod machine;
mod output;
mod pacer;
mod platform;
mod resample;
mod ring_file;
mod supervisor;
#[cfg(target_os = "linux")]
mod threaded;
mod timed;
mod watched;
mod wav;

pub use choice::{ChoiceError, DeviceChoice};
pub use device_watch::DeviceWatch;
pub use devices::{DeviceInfo, ListError, devices, rates_hz};
pub use error::OpenError;
pub use event::{Direction, SoundEvent, Trouble};
pub use input::Input;
pub use output::Output;
pub use pacer::{PacedDevice, Pacer};
pub use ring_file::{RingFileError, read_ring};
pub use supervisor::Figures;
pub use timed::{SampleSink, SampleSource};
pub use wav::FileError;

/// Lets a test forbid allocation: `assert_no_alloc` aborts on one.
#[cfg(test)]
#[global_allocator]
static ALLOCATOR: assert_no_alloc::AllocDisabler = assert_no_alloc::AllocDisabler;
