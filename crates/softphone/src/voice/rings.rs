//! The rings that a person can choose from, found by their names.
//!
//! Those of files are read by a thread of their own at the start, so that none is read when the
//! phone rings.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use media::{BuiltInTune, RingTune};
use sound::read_ring;

use super::reports::{Place, Reports};

/// The phone's own melody, which differs by the way to ring.
pub const USUAL_RING: &str = "Marimba";

/// A ring that is seen, not heard.
pub const SILENT_RING: &str = "Silent";

/// Files that are read at most.
const MAX_OWN: usize = 32;

/// A ring of the person's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRing {
    /// What it is called.
    pub name: String,
    /// WAV, Ogg Vorbis or raw µ-law.
    pub file: PathBuf,
}

impl OwnRing {
    /// The ring in this file, called by the file's name without its ending.
    pub fn of(file: PathBuf) -> Self {
        let name = file.file_stem().map(|stem| stem.to_string_lossy());
        Self {
            name: name.unwrap_or_default().into_owned(),
            file,
        }
    }
}

/// The names of all rings, those of the person's own last.
pub fn ring_names(own: &[OwnRing]) -> Vec<String> {
    let built_in = BuiltInTune::ALL.map(BuiltInTune::name);
    [USUAL_RING]
        .into_iter()
        .chain(built_in)
        .chain([SILENT_RING])
        .map(str::to_owned)
        .chain(own.iter().take(MAX_OWN).map(|ring| ring.name.clone()))
        .collect()
}

/// What a ring of some name sounds like.
#[derive(Clone, Debug, Default)]
pub(super) enum RingSound {
    /// The phone's own melody.
    #[default]
    Usual,
    Tune(Arc<RingTune>),
    Silent,
}

impl RingSound {
    /// The tune, where it is not the phone's own melody.
    pub(super) fn tune(&self) -> Option<Arc<RingTune>> {
        match self {
            Self::Tune(tune) => Some(Arc::clone(tune)),
            Self::Usual | Self::Silent => None,
        }
    }
}

/// The rings of one phone.
pub(super) struct Rings {
    rate_hz: u32,
    /// By name: those of files, when they have been read, and those that were used.
    found: Arc<Mutex<BTreeMap<String, Arc<RingTune>>>>,
}

impl Rings {
    /// The built-in ones, and these.
    pub(super) fn new(own: Vec<OwnRing>, rate_hz: u32, reports: Reports) -> Self {
        let found = Arc::default();
        if !own.is_empty() {
            let into = Arc::clone(&found);
            let reading = std::thread::Builder::new()
                .name("rings".to_owned())
                .spawn(move || read_all(own, rate_hz, &into, &reports));
            if let Err(error) = reading {
                tracing::warn!(%error, "the rings of files cannot be read");
            }
        }
        Self { rate_hz, found }
    }

    /// The ring of this name; the usual one where there is none, or its file cannot be read.
    pub(super) fn sound(&self, name: &str) -> RingSound {
        match name {
            "" | USUAL_RING => return RingSound::Usual,
            SILENT_RING => return RingSound::Silent,
            _ => {}
        }
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tune) = found.get(name) {
            return RingSound::Tune(Arc::clone(tune));
        }
        let mut all = BuiltInTune::ALL.into_iter();
        let Some(built_in) = all.find(|built_in| built_in.name() == name) else {
            tracing::warn!(name, "there is no such ring; the usual one rings");
            return RingSound::Usual;
        };
        let tune = Arc::new(built_in.tune(self.rate_hz));
        found.insert(name.to_owned(), Arc::clone(&tune));
        RingSound::Tune(tune)
    }
}

fn read_all(
    own: Vec<OwnRing>,
    rate_hz: u32,
    into: &Mutex<BTreeMap<String, Arc<RingTune>>>,
    reports: &Reports,
) {
    for ring in own.into_iter().take(MAX_OWN) {
        match read_ring(&ring.file, rate_hz) {
            Ok(tune) => {
                let mut found = into.lock().unwrap_or_else(PoisonError::into_inner);
                found.insert(ring.name, Arc::new(tune));
            }
            Err(error) => reports.notice(Place::Ringer, error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rings() -> Rings {
        let (sender, _reports) = tokio::sync::mpsc::channel(1);
        Rings::new(Vec::new(), 16_000, Reports::new(sender))
    }

    #[test]
    fn every_name_of_the_list_has_its_sound() {
        let rings = rings();
        let names = ring_names(&[OwnRing::of("/home/me/my bell.ogg".into())]);
        assert_eq!(names.first().map(String::as_str), Some(USUAL_RING));
        assert_eq!(names.last().map(String::as_str), Some("my bell"));
        assert!(names.len() >= 9, "{names:?}");
        for name in &names {
            let as_named = match rings.sound(name) {
                RingSound::Usual => name == USUAL_RING || name == "my bell",
                RingSound::Silent => name == SILENT_RING,
                RingSound::Tune(_) => true,
            };
            assert!(as_named, "{name}");
        }
    }
}
