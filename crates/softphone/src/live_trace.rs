//! A trace that is begun and ended while the phone runs.
//!
//! The station asks for it ([`Output::Trace`](station::Output::Trace)); what becomes of it goes
//! back as an input. A file begins with the connection that is open then.

use std::net::SocketAddr;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use station::{Input, TraceNews, civil_from_days};

use crate::trace_file::TraceFile;

/// The open connection: own end and the server's.
pub(crate) type Ends = (SocketAddr, SocketAddr);

/// Where traces go that are asked for while the phone runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LiveTrace<'a> {
    folder: Option<&'a Path>,
    device: &'a str,
}

impl<'a> LiveTrace<'a> {
    /// Into this folder, which is made when it is needed; with none, nothing can be traced.
    pub(crate) const fn new(folder: Option<&'a Path>, device: &'a str) -> Self {
        Self { folder, device }
    }

    /// Begins one.
    pub(crate) fn begin(
        &self,
        ends: Option<Ends>,
        now: SystemTime,
    ) -> (Option<TraceFile>, TraceNews) {
        let Some(folder) = self.folder else {
            let reason = "this phone has no folder for it".to_owned();
            return (None, TraceNews::Failed { reason });
        };
        let path = folder.join(self.file_name(now));
        match create(folder, &path) {
            Ok(mut trace) => {
                if let Some((local, peer)) = ends {
                    trace.input(&Input::Connected { local, peer }, now);
                }
                let file = path.display().to_string();
                (Some(trace), TraceNews::Began { file })
            }
            Err(error) => {
                let reason = format!("{}: {error}", path.display());
                (None, TraceNews::Failed { reason })
            }
        }
    }

    /// Named by device and second (UTC), so that none replaces another.
    fn file_name(&self, now: SystemTime) -> String {
        let seconds = now
            .duration_since(UNIX_EPOCH)
            .map_or(0, |time| time.as_secs());
        let (day, of_day) = (seconds / 86_400, seconds % 86_400);
        let (year, month, day) = civil_from_days(i64::try_from(day).unwrap_or_default());
        let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        format!(
            "trace-{}-{year:04}{month:02}{day:02}-{hour:02}{minute:02}{second:02}Z.pcapng",
            self.device
        )
    }
}

/// Readable by its owner alone: it holds what was dialled.
fn create(folder: &Path, path: &Path) -> std::io::Result<TraceFile> {
    std::fs::create_dir_all(folder)?;
    let trace = TraceFile::create(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    }
    Ok(trace)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn without_a_folder_it_says_why_there_is_no_trace() {
        let (trace, news) = LiveTrace::new(None, "SEP1").begin(None, SystemTime::now());
        assert!(trace.is_none());
        assert!(matches!(news, TraceNews::Failed { .. }), "{news:?}");
    }

    #[test]
    fn a_file_of_its_own_is_made_in_a_folder_that_was_not_there() {
        let folder = std::env::temp_dir().join(format!("offhook-trace-{}", std::process::id()));
        let inside = folder.join("traces");
        let traces = LiveTrace::new(Some(&inside), "SEP001122334455");
        let evening = UNIX_EPOCH + Duration::from_secs(1_795_412_241);
        let (trace, news) = traces.begin(None, evening);
        let TraceNews::Began { file } = news else {
            panic!("it begins: {news:?}");
        };
        drop(trace);
        assert!(
            file.ends_with("trace-SEP001122334455-20261123-053721Z.pcapng"),
            "{file}"
        );
        let begins = std::fs::read(&file).expect("it is there");
        assert!(begins.starts_with(&[0x0a, 0x0d, 0x0d, 0x0a]), "pcapng");
        std::fs::remove_dir_all(folder).expect("it was ours");
    }
}
