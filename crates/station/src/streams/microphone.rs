//! One microphone among several calls.

use crate::{CallState, Station, VoiceCommand};

impl Station {
    /// One microphone among several calls: it goes to the connected call in front.
    pub(crate) fn follow_microphone(&mut self) {
        let in_front = self.calls.focused().filter(|call| is_talking(call.state));
        let call = in_front
            .filter(|call| self.streams.sending(call.call_reference).is_some())
            .or_else(|| self.calls.active());
        let stream = call
            .and_then(|call| self.streams.sending(call.call_reference))
            .map(|(party, _)| party);
        if stream != self.streams.microphone {
            self.streams.microphone = stream;
            self.voice(VoiceCommand::Microphone { stream });
        }
    }
}

/// The person talks, or hears early media and may be heard.
const fn is_talking(state: CallState) -> bool {
    matches!(
        state,
        CallState::Connected | CallState::RingOut | CallState::Proceed | CallState::CallTransfer
    )
}
