//! Processor time of this program, by the names of its threads (Linux).

use std::fs;
use std::io;
use std::time::Duration;

/// Time spent so far.
#[derive(Clone, Copy, Default)]
pub(crate) struct CpuTime {
    /// By all threads.
    pub(crate) all: Duration,
    /// By those that move packets.
    pub(crate) media: Duration,
    /// By those that move the sound of files.
    pub(crate) pacer: Duration,
}

impl CpuTime {
    /// As the kernel counts it, in nanoseconds.
    pub(crate) fn now() -> io::Result<Self> {
        let mut spent = Self::default();
        for thread in fs::read_dir("/proc/self/task")? {
            let folder = thread?.path();
            let name = fs::read_to_string(folder.join("comm"))?;
            let figures = fs::read_to_string(folder.join("schedstat"))?;
            let first = figures.split(' ').next().and_then(|text| text.parse().ok());
            let time = Duration::from_nanos(first.ok_or(io::ErrorKind::InvalidData)?);
            spent.all += time;
            match name.trim_end() {
                "media" => spent.media += time,
                "sound pacer" => spent.pacer += time,
                _ => {}
            }
        }
        Ok(spent)
    }

    /// What was spent since then.
    pub(crate) fn since(&self, before: &Self) -> Self {
        Self {
            all: self.all.saturating_sub(before.all),
            media: self.media.saturating_sub(before.media),
            pacer: self.pacer.saturating_sub(before.pacer),
        }
    }
}
