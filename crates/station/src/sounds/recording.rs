//! The phone's own recording of a call, which the server knows nothing of.

use std::time::Duration;

use crate::{Event, RecordingNews, Station};

/// How long the person is told that a recording failed.
const NOTICE: Duration = Duration::from_secs(10);

impl Station {
    /// How the recording goes.
    pub(crate) fn on_recording(&mut self, news: RecordingNews) {
        self.audio.recording = matches!(news, RecordingNews::Began { .. });
        if let RecordingNews::Failed { .. } = news {
            let text = self.words("The call is not recorded").to_owned();
            self.display.notify(text, Some(self.now + NOTICE));
        }
        self.tell(Event::Recording(news));
    }
}
