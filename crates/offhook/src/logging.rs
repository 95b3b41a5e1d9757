//! What the program logs: on standard error, and little unless asked.

use std::sync::OnceLock;

use anyhow::Context;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _, reload};

use crate::problem_report::log_lines::KeptLines;
use crate::standard_error::LogLines;

/// What is logged when nobody says: what the person has to know. The window system's
/// remarks on displays are not of that kind.
const DEFAULT_FILTER: &str = "warn,winit=error";

/// What is kept in memory for a problem report, whatever is shown.
const KEPT_FILTER: &str = "info,winit=error";

/// Changes what is logged.
static CHANGE: OnceLock<Box<dyn Fn(EnvFilter) + Send + Sync>> = OnceLock::new();

/// Logs by this filter from now on; nothing: as when nobody says.
#[cfg(feature = "window")]
pub(crate) fn change(filter: Option<&str>) {
    if let (Some(change), Ok(filter)) = (CHANGE.get(), check(filter.unwrap_or(DEFAULT_FILTER))) {
        change(filter);
    }
}

/// Begins to log by this filter, like `info` or `station=debug`.
pub(crate) fn start(filter: Option<&str>) -> anyhow::Result<()> {
    let filter = filter.unwrap_or(DEFAULT_FILTER);
    let parsed = check(filter)?;
    let (shown_filter, filter) = reload::Layer::new(parsed);
    let change = move |new| {
        // An error means that nothing is logged any more.
        let _gone = filter.reload(new);
    };
    let shown = tracing_subscriber::fmt::layer()
        .with_writer(LogLines::default)
        .with_filter(shown_filter);
    let kept = tracing_subscriber::fmt::layer()
        .with_writer(KeptLines::default)
        .with_filter(check(KEPT_FILTER)?);
    tracing_subscriber::registry().with(shown).with(kept).init();
    let _first = CHANGE.set(Box::new(change));
    Ok(())
}

/// The filter that these words are.
pub(crate) fn check(filter: &str) -> anyhow::Result<EnvFilter> {
    filter
        .parse()
        .with_context(|| format!("`{filter}` is no log filter; try info or station=debug"))
}
