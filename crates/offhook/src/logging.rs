//! What the program logs: on standard error, and little unless asked.

use anyhow::Context;
use tracing_subscriber::EnvFilter;

use crate::standard_error::LogLines;

/// What is logged when nobody says: what the person has to know. The window system's
/// remarks on displays are not of that kind.
const DEFAULT_FILTER: &str = "warn,winit=error";

/// Begins to log by this filter, like `info` or `station=debug`.
pub(crate) fn start(filter: Option<&str>) -> anyhow::Result<()> {
    let filter = filter.unwrap_or(DEFAULT_FILTER);
    let parsed = check(filter)?;
    tracing_subscriber::fmt()
        .with_env_filter(parsed)
        .with_writer(LogLines::default)
        .init();
    Ok(())
}

/// The filter that these words are.
pub(crate) fn check(filter: &str) -> anyhow::Result<EnvFilter> {
    filter
        .parse()
        .with_context(|| format!("`{filter}` is no log filter; try info or station=debug"))
}
