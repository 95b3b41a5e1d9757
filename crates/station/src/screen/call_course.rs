//! The figures of a call from its beginning on, and of calls that are over.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::{Call, CallFigures, FigureSample, Moment, StreamStatistics};

/// Samples of a call at most: half an hour, one a second. Of a longer call, a sample is
/// the worst of 2, 4, 8 … seconds.
pub const MAX_COURSE_SAMPLES: usize = 1800;

/// How the sound of a call was, from its beginning on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CallCourse {
    /// The server's number for the call.
    pub call_reference: u32,
    /// Name of the other side; empty when unknown.
    pub remote_name: String,
    /// Number of the other side; empty when unknown.
    pub remote_number: String,
    /// What the times of samples count from: when the call was connected.
    pub began: Moment,
    /// Whether it is over.
    pub over: bool,
    /// The newest figures; those at its end when the call is over.
    pub newest: StreamStatistics,
    /// What was measured, oldest first; [`MAX_COURSE_SAMPLES`] at most.
    pub samples: VecDeque<FigureSample>,
    /// How many measurements have one sample: 1, and twice as many each time that there is no
    /// more room.
    per_sample: u32,
    /// How many of these the last sample has.
    in_last: u32,
}

impl CallCourse {
    /// The course of a call of which nothing was measured yet.
    pub fn of(call_reference: u32, began: Moment) -> Self {
        Self {
            call_reference,
            began,
            per_sample: 1,
            ..Self::default()
        }
    }

    /// Takes what the phone shows of the call.
    pub fn see_call(&mut self, call: &Call) {
        self.remote_name.clone_from(&call.remote_name);
        self.remote_number.clone_from(&call.remote_number);
        if let Some(connected_at) = call.connected_at {
            self.began = connected_at;
        }
    }

    /// Whether these figures are newer than what it has.
    pub fn is_behind(&self, figures: &CallFigures) -> bool {
        let newest = figures.samples.back().map(|sample| sample.at);
        newest > self.samples.back().map(|sample| sample.at) || self.newest != figures.newest
    }

    /// Takes what is new in the figures.
    pub fn take(&mut self, figures: &CallFigures) {
        let last = self.samples.back().map(|sample| sample.at);
        let newer = figures.samples.iter().rev();
        let newer: Vec<_> = newer.take_while(|sample| Some(sample.at) > last).collect();
        for sample in newer.into_iter().rev() {
            self.add(*sample);
        }
        self.newest.clone_from(&figures.newest);
    }

    fn add(&mut self, sample: FigureSample) {
        if let Some(last) = self.samples.back_mut()
            && self.in_last < self.per_sample
        {
            *last = worst(*last, sample);
            self.in_last += 1;
            return;
        }
        if self.samples.len() == MAX_COURSE_SAMPLES {
            self.thin_out();
        }
        self.samples.push_back(sample);
        self.in_last = 1;
    }

    /// One sample in place of two.
    fn thin_out(&mut self) {
        let mut all = std::mem::take(&mut self.samples).into_iter();
        while let Some(first) = all.next() {
            let both = all.next().map_or(first, |second| worst(first, second));
            self.samples.push_back(both);
        }
        self.per_sample = self.per_sample.saturating_mul(2);
    }
}

/// Two samples as one, at the time of the later.
fn worst(a: FigureSample, b: FigureSample) -> FigureSample {
    let mos_lqk = match (a.mos_lqk, b.mos_lqk) {
        // Nothing was heard yet.
        (0.0, mos) | (mos, 0.0) => mos,
        (a, b) => a.min(b),
    };
    FigureSample {
        at: b.at,
        mos_lqk,
        jitter_ms: a.jitter_ms.max(b.jitter_ms),
        loss_ratio: a.loss_ratio.max(b.loss_ratio),
        conceal_ratio: a.conceal_ratio.max(b.conceal_ratio),
        playout_delay_ms: a.playout_delay_ms.max(b.playout_delay_ms),
        round_trip_ms: b.round_trip_ms.or(a.round_trip_ms),
        peer: b.peer.or(a.peer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A call that was bad in its tenth second.
    fn take_seconds(course: &mut CallCourse, seconds: u32) {
        let mut figures = CallFigures::of(7);
        for second in 1..=seconds {
            let lost = if second >= 10 { 25 } else { 0 };
            let statistics = StreamStatistics {
                packets_received: second * 50 - lost,
                packets_lost: lost,
                ..StreamStatistics::default()
            };
            figures.take(Moment::from_secs(second.into()), &statistics);
            assert!(course.is_behind(&figures));
            course.take(&figures);
            assert!(!course.is_behind(&figures));
        }
    }

    #[test]
    fn a_call_of_hours_keeps_its_beginning_and_its_worst_second_in_bounded_room() {
        let mut course = CallCourse::of(7, Moment::START);
        take_seconds(&mut course, 4 * 3600);
        assert!(course.samples.len() <= MAX_COURSE_SAMPLES);
        let first = course.samples.front().expect("samples").at;
        assert!(first < Moment::from_secs(60), "{first:?}");
        let last = course.samples.back().expect("samples").at;
        assert_eq!(last, Moment::from_secs(4 * 3600));
        let worst = course.samples.iter().map(|sample| sample.loss_ratio);
        assert!(worst.fold(0.0, f32::max) > 0.4, "the bad second is seen");
        let in_order = course.samples.iter().map(|sample| sample.at);
        assert!(in_order.is_sorted());
    }

    #[test]
    fn times_count_from_the_connection_once_it_is_known() {
        let mut course = CallCourse::of(7, Moment::from_secs(5));
        course.see_call(&Call {
            remote_number: "600".to_owned(),
            connected_at: Some(Moment::from_secs(3)),
            ..Call::default()
        });
        assert_eq!(course.began, Moment::from_secs(3));
        assert_eq!(course.remote_number, "600");
    }
}
