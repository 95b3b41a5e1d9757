//! A problem report: what somebody needs who is to find out what went wrong, in one file, and
//! nothing that tells who was called.

pub(crate) mod log_lines;
mod masking;
mod settings;

use std::fmt::Write as _;
use std::io::{self, Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Local, SecondsFormat, Utc};
use softphone::journal::{JournalEntry, JournalNews};
use softphone::{CallCourse, Moment, PhoneHandle, Screen, StatusMessage};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::journal::saved::{capture, replace, write_document};
use crate::journal::{JournalReader, end_words, stream_words};
use masking::mask_numbers;

/// What of a phone goes into its report.
#[derive(Debug)]
struct Gathered {
    at: DateTime<Local>,
    now: Moment,
    screen: Arc<Screen>,
    status: Vec<StatusMessage>,
    courses: Vec<Arc<CallCourse>>,
    entries: Vec<JournalEntry>,
    settings: Option<PathBuf>,
}

/// Writes a report of this phone into the person's documents, or into this file. `settings` is
/// its configuration file.
///
/// # Errors
/// When the file cannot be written.
pub(crate) async fn write(
    phone: &PhoneHandle,
    settings: Option<PathBuf>,
    to: Option<PathBuf>,
) -> io::Result<PathBuf> {
    let gathered = Gathered {
        at: Local::now(),
        now: phone.now(),
        screen: phone.screen(),
        status: phone.status_messages().await,
        courses: phone.courses(),
        entries: phone.journal().since(0),
        settings,
    };
    let write = move || {
        let stem = gathered.at.format("offhook-report-%Y%m%d-%H%M%S");
        let content = gathered.zip()?;
        match to {
            Some(path) => replace(&path, &content).map(|()| path),
            None => write_document(&stem.to_string(), "zip", &content),
        }
    };
    tokio::task::spawn_blocking(write)
        .await
        .map_err(io::Error::other)?
}

impl Gathered {
    fn zip(&self) -> io::Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let texts = [
            ("README.txt", include_str!("readme.txt").to_owned()),
            ("about.txt", self.about()),
            (
                "settings.toml",
                settings::without_secrets(self.settings.as_deref()),
            ),
            ("status.txt", self.status()),
            ("journal.txt", self.journal()),
            ("log.txt", mask_lines(&log_lines::text())),
            ("statistics.json", self.statistics()),
            ("devices.txt", devices()),
        ];
        for (name, text) in texts {
            zip.start_file(name, options).map_err(io::Error::other)?;
            zip.write_all(text.as_bytes())?;
        }
        zip.start_file("journal.pcapng", options)
            .map_err(io::Error::other)?;
        zip.write_all(&capture(&self.entries, |_| true, true))?;
        let file = zip.finish().map_err(io::Error::other)?;
        Ok(file.into_inner())
    }

    fn about(&self) -> String {
        let mut text = format!(
            "Offhook {}\nwritten {}\nthe phone has run for {} s\n{} on {}\n",
            env!("CARGO_PKG_VERSION"),
            self.at.to_rfc3339_opts(SecondsFormat::Secs, false),
            self.now.since_start().as_secs(),
            std::env::consts::OS,
            std::env::consts::ARCH,
        );
        for file in ["/proc/sys/kernel/osrelease", "/etc/os-release"] {
            if let Ok(content) = std::fs::read_to_string(file) {
                text += content.trim_end();
                text.push('\n');
            }
        }
        // What of the environment says where the window is.
        for name in [
            "XDG_CURRENT_DESKTOP",
            "XDG_SESSION_TYPE",
            "WAYLAND_DISPLAY",
            "DISPLAY",
            "LANG",
        ] {
            let value = std::env::var(name).unwrap_or_default();
            line(&mut text, &format!("{name}={value}"));
        }
        text
    }

    fn status(&self) -> String {
        let screen = &self.screen;
        let registration = &screen.registration;
        let mut text = format!(
            "device {}\nregistration {:?}: {}\nserver {}\nstandby server {}\nprotocol version {}\n",
            screen.device,
            registration.state,
            mask_numbers(&registration.text),
            registration.server,
            registration.standby,
            registration.protocol_version,
        );
        for (name, said) in [
            ("prompt", screen.prompt.as_str()),
            ("sound", screen.sound_notice.as_str()),
        ] {
            line(&mut text, &format!("{name} {}", mask_numbers(said)));
        }
        if let Some(notify) = &screen.notify {
            line(&mut text, &format!("notice {}", mask_numbers(&notify.text)));
        }
        for key in &screen.line_keys {
            let label = mask_all(&key.label);
            line(
                &mut text,
                &format!("line key {}: {:?} {label}", key.position, key.kind),
            );
        }
        for call in &screen.calls {
            let (reference, state) = (call.call_reference, call.state);
            line(
                &mut text,
                &format!("call {reference} on line {}: {state:?}", call.line_instance),
            );
        }
        line(&mut text, "\nstatus messages, newest first:");
        for message in &self.status {
            let ago = self.now.since(message.at).as_secs();
            let said = mask_numbers(&message.text);
            line(
                &mut text,
                &format!("{ago} s ago, {} times: {said}", message.times),
            );
        }
        text
    }

    fn journal(&self) -> String {
        let mut text = String::new();
        let mut reader = JournalReader::default();
        for entry in &self.entries {
            let time = DateTime::<Utc>::from(entry.at).to_rfc3339_opts(SecondsFormat::Micros, true);
            let message = reader.message(entry);
            let said = match (&entry.news, message) {
                (JournalNews::Frame { sent, .. }, Some(message)) => {
                    let way = if *sent { "->" } else { "<-" };
                    let call = message
                        .call_reference
                        .map_or_else(String::new, |call| format!("(call {call}) "));
                    format!("{way} {call}{}", lab::discreet_line(&message))
                }
                (JournalNews::Frame { .. }, None) => "-- a frame that could not be read".to_owned(),
                (JournalNews::Opened(link), _) => {
                    format!("-- {} is connected to {}", link.phone, link.server)
                }
                (JournalNews::Closed { link, by_phone }, _) => {
                    let who = if *by_phone {
                        "the phone"
                    } else {
                        "the server or network"
                    };
                    format!("-- {who} ends the connection to {}", link.server)
                }
                (JournalNews::Broken(link), _) => {
                    format!("-- what {} sends is no SCCP", link.server)
                }
                (JournalNews::MediaBegan(stream), _) => {
                    let way = if stream.sent { "=>" } else { "<=" };
                    let call = stream.call_reference;
                    format!("{way} (call {call}) {} begins", stream_words(stream))
                }
                (JournalNews::MediaEnded { stream, figures }, _) => {
                    let way = if stream.sent { "=>" } else { "<=" };
                    let call = stream.call_reference;
                    format!("{way} (call {call}) {}", end_words(stream, figures))
                }
            };
            line(&mut text, &format!("{time} {said}"));
        }
        text
    }

    fn statistics(&self) -> String {
        let courses: Vec<CallCourse> = self
            .courses
            .iter()
            .map(|course| {
                let mut course = CallCourse::clone(course);
                course.remote_name.clear();
                course.remote_number.clear();
                course
            })
            .collect();
        serde_json::to_string_pretty(&courses).unwrap_or_default()
    }
}

/// Every digit of a text that is a number by itself.
fn mask_all(text: &str) -> String {
    let masked = text.chars();
    masked
        .map(|c| if c.is_numeric() { 'x' } else { c })
        .collect()
}

fn mask_lines(text: &str) -> String {
    text.lines().map(|line| mask_numbers(line) + "\n").collect()
}

fn line(text: &mut String, more: &str) {
    // Writing into a text cannot fail.
    let _always = writeln!(text, "{more}");
}

fn devices() -> String {
    match sound::devices() {
        Ok(devices) => crate::commands::devices::as_words(&devices),
        Err(error) => format!("the sound devices cannot be listed: {error}\n"),
    }
}

/// The words for where a report went, or why it did not.
pub(crate) fn told(written: io::Result<PathBuf>, to: Option<&Path>) -> Result<PathBuf, String> {
    written.map_err(|error| match to {
        Some(path) => format!("{} cannot be written: {error}", path.display()),
        None => format!("the report cannot be written: {error}"),
    })
}
