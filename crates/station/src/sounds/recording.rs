//! The phone's own recording of a call, which the server knows nothing of.

use std::time::Duration;

use crate::{Event, RecordingNews, Station, VoiceCommand};

/// How long the person is told that a recording failed.
const NOTICE: Duration = Duration::from_secs(10);

/// What the person wants recorded, until that call is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RecordWish {
    #[default]
    Nothing,
    /// There was no call yet: the first one that has media.
    NextCall,
    Call(u32),
}

impl Station {
    /// The person wants the call in front recorded, or not any more.
    pub(crate) fn record(&mut self, wanted: bool) {
        let front = self.calls.focused().map(|call| call.call_reference);
        self.audio.record_wish = match (wanted, front) {
            (false, _) => RecordWish::Nothing,
            (true, None) => RecordWish::NextCall,
            (true, Some(call_reference)) => RecordWish::Call(call_reference),
        };
        // Before the call sends, the voice path could take another one for it.
        let sends = front.is_some_and(|front| self.streams.directions(front).1);
        if !wanted || sends {
            self.voice(VoiceCommand::Record(wanted));
        }
    }

    /// The call has media, for the first time or after a hold: the voice path, which knows of no
    /// calls, ends a recording with the talk, and is asked again.
    pub(crate) fn record_on(&mut self, call_reference: u32) {
        match self.audio.record_wish {
            RecordWish::NextCall => self.audio.record_wish = RecordWish::Call(call_reference),
            RecordWish::Call(wished) if wished == call_reference => {}
            RecordWish::Call(_) | RecordWish::Nothing => return,
        }
        self.voice(VoiceCommand::Record(true));
    }

    /// The call is over, and what was wanted of it.
    pub(crate) fn forget_record_wish(&mut self, call_reference: u32) {
        if self.audio.record_wish == RecordWish::Call(call_reference) {
            self.audio.record_wish = RecordWish::Nothing;
        }
    }

    /// How the recording goes.
    pub(crate) fn on_recording(&mut self, news: RecordingNews) {
        self.audio.recording = matches!(news, RecordingNews::Began { .. });
        if let RecordingNews::Failed { .. } = news {
            self.audio.record_wish = RecordWish::Nothing;
            let text = self.words("The call is not recorded").to_owned();
            self.note_status(text.clone());
            self.display.notify(text, Some(self.now + NOTICE));
        }
        self.tell(Event::Recording(news));
    }
}
