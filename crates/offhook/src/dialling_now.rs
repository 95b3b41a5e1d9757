//! How numbers are dialled now: what the configuration says, and what it says after a change.
//!
//! Whoever dials a number that came in one piece asks here each time, so that a changed rule
//! is in force at once. Asking never waits for a file.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use numbers::Dialling;
use tokio::sync::watch;

use crate::book_options::DiallingTable;

/// How numbers are dialled, shared by the window, its preferences, and what asks from outside.
#[derive(Debug, Default)]
pub(crate) struct DiallingNow {
    inside: RwLock<Inside>,
    /// Tells whoever holds on to what was made by the rules.
    changed: watch::Sender<()>,
}

#[derive(Clone, Debug, Default)]
struct Inside {
    dialling: Arc<Dialling>,
    /// Links are dialled at once.
    links_at_once: bool,
    /// What it was made of, for the window, where it can be read anew.
    #[cfg(feature = "window")]
    source: Source,
}

#[cfg(feature = "window")]
#[derive(Clone, Debug, Default)]
struct Source {
    rules_file: Option<RulesFile>,
    table: DiallingTable,
    config: Option<PathBuf>,
}

/// A call manager's file of dial rules, and what became of reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RulesFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// How many rules it has, or why they are not used.
    pub(crate) rules: Result<usize, String>,
}

impl DiallingNow {
    /// As this table says; its file of rules, if any, is read. Paths are taken from the folder of
    /// the configuration file.
    pub(crate) fn new(table: &DiallingTable, config: Option<&Path>) -> Arc<Self> {
        let now = Self::default();
        now.set(table, config);
        Arc::new(now)
    }

    /// From now on as this table says. Reads the file of rules.
    pub(crate) fn set(&self, table: &DiallingTable, config: Option<&Path>) {
        let (dialling, rules_file) = table.dialling(config);
        if let Some(RulesFile { path, rules }) = &rules_file
            && let Err(error) = rules
        {
            tracing::warn!(%error, path = %path.display(), "these dial rules are not used");
        }
        let inside = Inside {
            dialling: Arc::new(dialling),
            links_at_once: table.dial_links,
            #[cfg(feature = "window")]
            source: Source {
                rules_file,
                table: table.clone(),
                config: config.map(Path::to_owned),
            },
        };
        *self.inside.write().unwrap_or_else(PoisonError::into_inner) = inside;
        self.changed.send_replace(());
    }

    /// Reads the file of rules again.
    #[cfg(feature = "window")]
    pub(crate) fn reload(&self) {
        let Source { table, config, .. } = self.inside().source.clone();
        self.set(&table, config.as_deref());
    }

    /// How numbers are dialled.
    pub(crate) fn dialling(&self) -> Arc<Dialling> {
        Arc::clone(&self.inside().dialling)
    }

    /// Wakes whenever numbers are dialled otherwise than before.
    pub(crate) fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    /// Whether links from outside are dialled at once.
    pub(crate) fn links_at_once(&self) -> bool {
        self.inside().links_at_once
    }

    /// The call manager's file of rules, if there is to be one.
    #[cfg(feature = "window")]
    pub(crate) fn rules_file(&self) -> Option<RulesFile> {
        self.inside().source.rules_file.clone()
    }

    fn inside(&self) -> std::sync::RwLockReadGuard<'_, Inside> {
        self.inside.read().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_rule_holds_for_the_next_number_and_a_file_that_is_wrong_is_said() {
        let table = |text: &str| toml::from_str::<DiallingTable>(text).expect("right");
        let now = DiallingNow::new(&table("[[rule]]\nlength = 4\nprefix = \"7\""), None);
        let dialled = |now: &DiallingNow| now.dialling().prepare("1003").map(|made| made.number);
        assert_eq!(dialled(&now).as_deref(), Some("71003"));
        assert!(!now.links_at_once());
        let next = "dial_links = true\nrules_file = \"/nonexistent/rules.xml\"\n\
                    [[rule]]\nlength = 4\nprefix = \"8\"";
        now.set(&table(next), None);
        assert_eq!(dialled(&now).as_deref(), Some("81003"));
        assert!(now.links_at_once());
        #[cfg(feature = "window")]
        {
            let file = now.rules_file().expect("it is named");
            assert_eq!(file.path, Path::new("/nonexistent/rules.xml"));
            assert!(file.rules.is_err());
        }
    }
}
