//! The recordings of voice mail: in memory, and as WAV files if there is a folder.
//!
//! Which messages there are is the matter of the core.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tracing::{info, warn};

use super::mail_files::{self, Files};
use super::sounds::RATE_HZ;
use crate::{Envelope, MessageId};

/// Samples of all messages together: an hour, 58 MB.
const MAX_SAMPLES: usize = 3_600 * RATE_HZ as usize;

/// A message shorter than this is a caller who has hung up at the beep.
const SHORTEST: usize = RATE_HZ as usize / 2;

/// The recordings.
#[derive(Debug)]
pub(super) struct Mailboxes {
    messages: HashMap<MessageId, Message>,
    samples: usize,
    files: Option<Files>,
}

#[derive(Debug)]
struct Message {
    samples: Arc<[i16]>,
    path: Option<PathBuf>,
}

/// A message that was there before.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) message: MessageId,
    pub(super) envelope: Envelope,
    pub(super) heard: bool,
}

impl Mailboxes {
    /// Without messages, or with those that are in the folder.
    pub(super) fn open(folder: Option<&Path>) -> io::Result<(Self, Vec<Stored>)> {
        let mut mailboxes = Self {
            messages: HashMap::new(),
            samples: 0,
            files: None,
        };
        let Some(folder) = folder else {
            return Ok((mailboxes, Vec::new()));
        };
        std::fs::create_dir_all(folder)?;
        let stored = mailboxes.load(folder)?;
        mailboxes.files = Some(Files::start(folder)?);
        Ok((mailboxes, stored))
    }

    fn load(&mut self, folder: &Path) -> io::Result<Vec<Stored>> {
        let mut stored = Vec::new();
        for ((path, envelope, heard), number) in mail_files::found_in(folder)?.into_iter().zip(1..)
        {
            // What the header claims beyond the memory for all is not taken in.
            let samples = match mail_files::read(&path, MAX_SAMPLES) {
                Ok(samples) => samples,
                Err(error) => {
                    warn!(path = %path.display(), %error, "a message cannot be read; it is left alone");
                    continue;
                }
            };
            if self.samples + samples.len() > MAX_SAMPLES {
                warn!(folder = %folder.display(), "there are more messages than memory is meant for; the newer ones are left alone");
                break;
            }
            self.samples += samples.len();
            let message = MessageId(number);
            let path = Some(path);
            self.messages.insert(message, Message { samples, path });
            stored.push(Stored {
                message,
                envelope,
                heard,
            });
        }
        info!(messages = stored.len(), folder = %folder.display(), "voice mail is loaded");
        Ok(stored)
    }

    /// The samples of a message; none if it is gone.
    pub(super) fn samples(&self, message: MessageId) -> Arc<[i16]> {
        let found = self.messages.get(&message);
        found.map_or_else(Arc::default, |message| Arc::clone(&message.samples))
    }

    /// Keeps a recording; gives how long it is, nothing when it is not kept.
    pub(super) fn keep(
        &mut self,
        message: MessageId,
        envelope: &Envelope,
        samples: Vec<i16>,
    ) -> Duration {
        if samples.len() < SHORTEST {
            return Duration::ZERO;
        }
        if self.samples + samples.len() > MAX_SAMPLES {
            warn!("the memory for voice mail is full; a message is not kept");
            return Duration::ZERO;
        }
        self.samples += samples.len();
        let length = Duration::from_secs_f64(samples.len() as f64 / f64::from(RATE_HZ));
        let samples: Arc<[i16]> = samples.into();
        let files = self.files.as_ref();
        let path = files.map(|files| files.write(envelope, Arc::clone(&samples)));
        self.messages.insert(message, Message { samples, path });
        length
    }

    /// Notes that a message was heard.
    pub(super) fn heard(&mut self, message: MessageId) {
        let Some((files, path)) = self.files.as_ref().zip(
            self.messages
                .get_mut(&message)
                .and_then(|m| m.path.as_mut()),
        ) else {
            return;
        };
        files.mark_heard(path);
    }

    /// Drops a message.
    pub(super) fn forget(&mut self, message: MessageId) {
        let Some(gone) = self.messages.remove(&message) else {
            return;
        };
        self.samples = self.samples.saturating_sub(gone.samples.len());
        if let Some((files, path)) = self.files.as_ref().zip(gone.path) {
            files.remove(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder for one test, removed with it.
    struct Folder(PathBuf);

    impl Folder {
        fn new(test: &str) -> Self {
            let name = format!("offhook-voicemail-{}-{test}", std::process::id());
            Self(std::env::temp_dir().join(name))
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            // Nothing is lost when it stays.
            let _removed = std::fs::remove_dir_all(&self.0);
        }
    }

    fn envelope(unix_ms: i64) -> Envelope {
        Envelope {
            mailbox: "1002".to_owned(),
            from: "*71#".to_owned(),
            unix_ms,
        }
    }

    #[test]
    fn messages_are_there_again_after_a_restart() -> io::Result<()> {
        let folder = Folder::new("restart");
        let sound: Vec<i16> = (0..8_000).map(|n| (n % 100) * 50).collect();
        let (mut mailboxes, stored) = Mailboxes::open(Some(&folder.0))?;
        assert!(stored.is_empty());
        for (number, unix_ms) in [(1, 30), (2, 10), (3, 20)] {
            let length = mailboxes.keep(MessageId(number), &envelope(unix_ms), sound.clone());
            assert_eq!(length, Duration::from_secs(1));
        }
        mailboxes.heard(MessageId(3));
        mailboxes.forget(MessageId(2));
        drop(mailboxes);

        std::fs::write(folder.0.join("notes.txt"), "not ours")?;
        let (mailboxes, stored) = Mailboxes::open(Some(&folder.0))?;
        let told: Vec<_> = stored
            .iter()
            .map(|s| (s.envelope.clone(), s.heard))
            .collect();
        assert_eq!(told, [(envelope(20), true), (envelope(30), false)]);
        assert_eq!(mailboxes.samples(stored[0].message).as_ref(), sound);
        Ok(())
    }

    #[test]
    fn a_caller_who_hangs_up_at_the_beep_leaves_nothing() -> io::Result<()> {
        let (mut mailboxes, _) = Mailboxes::open(None)?;
        let length = mailboxes.keep(MessageId(1), &envelope(1), vec![0; 800]);
        assert_eq!(length, Duration::ZERO);
        assert!(mailboxes.samples(MessageId(1)).is_empty());
        Ok(())
    }

    #[test]
    fn the_memory_for_messages_has_an_end() -> io::Result<()> {
        let (mut mailboxes, _) = Mailboxes::open(None)?;
        let minute = || vec![0; 60 * RATE_HZ as usize];
        let kept = (1..=100).filter(|number| {
            !mailboxes
                .keep(MessageId(*number), &envelope(1), minute())
                .is_zero()
        });
        assert_eq!(kept.count(), 60);
        mailboxes.forget(MessageId(1));
        assert!(
            !mailboxes
                .keep(MessageId(200), &envelope(1), minute())
                .is_zero()
        );
        Ok(())
    }
}
