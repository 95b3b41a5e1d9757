//! The side that asks: one connection, one line there, one line back.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use thiserror::Error;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::time::timeout;

use super::{LONGEST_REPLY, Place, Reply, Request, system};

/// How long a phone may take to answer; it takes milliseconds.
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);

/// Asks whoever holds the place; nothing when nobody does.
///
/// # Errors
/// When somebody is there who does not answer as a phone does.
pub(crate) fn ask(place: &Place, request: &Request) -> Result<Option<Reply>, AskError> {
    let failed = |source| AskError {
        path: place.path().to_owned(),
        source,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(failed)?;
    let within = async { timeout(ANSWERS_WITHIN, exchange(place, request)).await };
    runtime
        .block_on(within)
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
        .map_err(failed)
}

async fn exchange(place: &Place, request: &Request) -> io::Result<Option<Reply>> {
    let Some(stream) = system::connect(place.path()).await? else {
        return Ok(None);
    };
    let mut line = serde_json::to_string(request)?;
    line.push('\n');
    let mut stream = BufReader::new(stream);
    stream.get_mut().write_all(line.as_bytes()).await?;
    let mut answer = String::new();
    (&mut stream)
        .take(LONGEST_REPLY)
        .read_line(&mut answer)
        .await?;
    if answer.is_empty() {
        // It has closed: the phone is just leaving.
        return Ok(None);
    }
    Ok(Some(serde_json::from_str(&answer)?))
}

/// Somebody is there, but does not answer as a phone does.
#[derive(Debug, Error)]
#[error("the running phone does not answer at {path}: {source}")]
pub(crate) struct AskError {
    path: PathBuf,
    source: io::Error,
}
