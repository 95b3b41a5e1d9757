//! The figures of the call in front, once a second: for its page, for the plot, and told as events
//! where that is wanted.

use std::sync::Arc;
use std::time::Duration;

use crate::{CallFigures, Event, Moment, Station, StreamStatistics, VoiceCommand};

/// How often.
const EVERY: Duration = Duration::from_secs(1);

/// Sampling, and what came of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sampling {
    /// When to ask next; nothing without a stream.
    next: Option<Moment>,
    /// The stream that was asked.
    asked: Option<u32>,
    /// When to tell the figures next.
    tell_at: Option<Moment>,
    /// Of the call that was sampled last.
    pub(crate) figures: Option<Arc<CallFigures>>,
}

impl Sampling {
    /// When to ask next.
    pub(crate) const fn deadline(&self) -> Option<Moment> {
        self.next
    }
}

impl Station {
    /// The figures of the call that was sampled last; the call may be over.
    #[must_use]
    pub fn call_figures(&self) -> Option<&Arc<CallFigures>> {
        self.sampling.figures.as_ref()
    }

    /// Asks when it is time; begins with the first stream and ends with the last.
    pub(crate) fn sample_figures(&mut self) {
        if !self.config.sample_figures {
            return;
        }
        let Some(stream) = self.sampled_stream() else {
            self.sampling.next = None;
            self.sampling.tell_at = None;
            return;
        };
        let now = self.now;
        match self.sampling.next {
            Some(next) if next > now => return,
            // By the plan, so that samples stand a second apart; after a sleep, from now on.
            Some(next) if next + EVERY > now => self.sampling.next = Some(next + EVERY),
            Some(_) => self.sampling.next = Some(now + EVERY),
            None => {
                self.sampling.next = Some(now + EVERY);
                self.sampling.tell_at = self.config.tell_figures_every.map(|every| now + every);
                return;
            }
        }
        self.sampling.asked = Some(stream);
        self.voice(VoiceCommand::QueryStatistics {
            stream,
            clear: false,
        });
    }

    /// The stream that the person hears: of the call in front, else any.
    fn sampled_stream(&self) -> Option<u32> {
        let front = self.calls.focused().map(|call| call.call_reference);
        let front = front.and_then(|call| self.streams.of_call(call).first().copied());
        front.or_else(|| self.streams.any())
    }

    /// Figures have come; `true`: they were asked for here, and for nothing else.
    pub(crate) fn take_sample(&mut self, stream: u32, figures: &StreamStatistics) -> bool {
        if self.sampling.asked != Some(stream) {
            return false;
        }
        self.sampling.asked = None;
        let Some(call_reference) = self.streams.call_of_party(stream) else {
            return true;
        };
        let now = self.now;
        Arc::make_mut(self.figures_of(call_reference)).take(now, figures);
        // The answer nearest to the moment planned: answers take a while, and not always the same.
        let due = self.sampling.tell_at.filter(|&at| at <= now + EVERY / 2);
        if let Some(at) = due {
            let next = self.config.tell_figures_every.map(|every| at + every);
            let past = next.is_some_and(|next| next <= now);
            self.sampling.tell_at = if past { Some(now + EVERY) } else { next };
            self.tell(Event::Statistics {
                call_reference,
                statistics: figures.clone(),
            });
        }
        true
    }

    /// The last figures of a call stay to be looked at.
    pub(crate) fn keep_last_figures(&mut self, call_reference: u32, figures: &StreamStatistics) {
        if self.config.sample_figures {
            Arc::make_mut(self.figures_of(call_reference)).newest = figures.clone();
        }
    }

    fn figures_of(&mut self, call_reference: u32) -> &mut Arc<CallFigures> {
        let of_this = |figures: &Arc<CallFigures>| figures.call_reference == call_reference;
        if !self.sampling.figures.as_ref().is_some_and(of_this) {
            self.sampling.figures = None;
        }
        self.sampling
            .figures
            .get_or_insert_with(|| Arc::new(CallFigures::of(call_reference)))
    }
}
