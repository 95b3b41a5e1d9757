//! Linux' `hidraw` devices: names and descriptors from `/sys`, reports by `/dev`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::device::{Found, Port, Ports};

/// The devices that Linux gives as `hidraw`.
#[derive(Clone, Debug)]
pub struct Hidraw {
    class: PathBuf,
    devices: PathBuf,
}

impl Default for Hidraw {
    fn default() -> Self {
        Self::at(Path::new("/sys/class/hidraw"), Path::new("/dev"))
    }
}

impl Hidraw {
    /// With these folders in place of the system's, for tests.
    pub fn at(class: &Path, devices: &Path) -> Self {
        Self {
            class: class.to_owned(),
            devices: devices.to_owned(),
        }
    }
}

impl Ports for Hidraw {
    fn list(&mut self) -> Vec<Found> {
        // Without the folder there are none.
        let entries = fs::read_dir(&self.class).into_iter().flatten().flatten();
        let mut found: Vec<_> = entries
            .filter_map(|entry| {
                let device = entry.path().join("device");
                let name = fs::read_to_string(device.join("uevent")).unwrap_or_default();
                let name = name.lines().find_map(|line| line.strip_prefix("HID_NAME="));
                Some(Found {
                    path: self
                        .devices
                        .join(entry.file_name())
                        .to_string_lossy()
                        .into_owned(),
                    name: name.unwrap_or("headset").to_owned(),
                    descriptor: fs::read(device.join("report_descriptor")).ok()?,
                })
            })
            .collect();
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found
    }

    fn open(&mut self, found: &Found) -> io::Result<Box<dyn Port>> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(&found.path)?;
        Ok(Box::new(Raw(file)))
    }
}

struct Raw(File);

impl Port for Raw {
    fn read(&mut self, report: &mut [u8]) -> io::Result<usize> {
        match self.0.read(report) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            read => read,
        }
    }

    fn another(&self) -> io::Result<Box<dyn Port>> {
        Ok(Box::new(Self(self.0.try_clone()?)))
    }

    fn write(&mut self, report: &[u8]) -> io::Result<()> {
        self.0.write_all(report)
    }
}
