//! How the sound of the last calls was, for a front end that shows it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use station::{CallCourse, CallFigures, Screen};

/// Calls whose course is kept: those that one switches between, and the last ones.
pub(crate) const MAX_COURSES: usize = 4;

/// The courses of the last calls; clones are the same.
#[derive(Clone, Debug, Default)]
pub(crate) struct Courses {
    /// The call that was measured last comes last.
    kept: Arc<Mutex<Vec<Arc<CallCourse>>>>,
}

impl Courses {
    /// The courses of the last calls, that of the newest first.
    pub(crate) fn newest_first(&self) -> Vec<Arc<CallCourse>> {
        self.lock().iter().rev().cloned().collect()
    }

    /// Takes what is new in the station's figures.
    pub(crate) fn see_figures(&self, figures: &CallFigures, screen: &Screen) {
        let mut kept = self.lock();
        let is_this = |course: &Arc<CallCourse>| course.call_reference == figures.call_reference;
        let newest = figures.samples.back().map(|sample| sample.at);
        let known = kept.iter().position(is_this);
        let new = match known {
            Some(at) if !kept[at].is_behind(figures) => return,
            Some(at) => kept.remove(at),
            // A call without a sample has no course.
            None => {
                let Some(first) = newest else { return };
                if kept.len() == MAX_COURSES {
                    kept.remove(0);
                }
                Arc::new(CallCourse::of(figures.call_reference, first))
            }
        };
        kept.push(new);
        if let Some(newest) = kept.last_mut() {
            let course = Arc::make_mut(newest);
            course.take(figures);
            see_call(course, screen);
        }
    }

    /// Takes what the phone shows of the calls: who it is, and when one is over.
    pub(crate) fn see_screen(&self, screen: &Screen) {
        for course in self.lock().iter_mut() {
            let over = !has(screen, course.call_reference);
            if over != course.over {
                see_call(Arc::make_mut(course), screen);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Arc<CallCourse>>> {
        // What a panic left is whole: every change is one assignment or a push.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn has(screen: &Screen, call_reference: u32) -> bool {
    let mut calls = screen.calls.iter();
    calls.any(|call| call.call_reference == call_reference)
}

fn see_call(course: &mut CallCourse, screen: &Screen) {
    course.over = !has(screen, course.call_reference);
    let mut calls = screen.calls.iter();
    if let Some(call) = calls.find(|call| call.call_reference == course.call_reference) {
        course.see_call(call);
    }
}

#[cfg(test)]
mod tests {
    use station::{Call, Moment, StreamStatistics};

    use super::*;

    fn measured(call_reference: u32, second: u64) -> CallFigures {
        let mut figures = CallFigures::of(call_reference);
        figures.take(Moment::from_secs(second), &StreamStatistics::default());
        figures
    }

    fn showing(call_reference: u32) -> Screen {
        let call = Call {
            call_reference,
            remote_name: format!("caller {call_reference}"),
            ..Call::default()
        };
        Screen {
            calls: vec![call],
            ..Screen::default()
        }
    }

    #[test]
    fn two_calls_in_turn_have_a_course_each() {
        let courses = Courses::default();
        for second in 1..=10 {
            let call = 1 + u32::try_from(second % 2).expect("small");
            courses.see_figures(&measured(call, second), &showing(call));
        }
        let kept = courses.newest_first();
        let samples: Vec<_> = kept
            .iter()
            .map(|course| (course.call_reference, course.samples.len()))
            .collect();
        assert_eq!(samples, [(1, 5), (2, 5)]);
        assert_eq!(kept[0].remote_name, "caller 1");
    }

    #[test]
    fn the_last_call_stays_to_be_looked_at_and_old_ones_go() {
        let courses = Courses::default();
        for call in 1..=10 {
            courses.see_figures(&measured(call, call.into()), &showing(call));
        }
        assert_eq!(courses.newest_first().len(), MAX_COURSES);
        assert!(!courses.newest_first()[0].over);
        courses.see_screen(&Screen::default());
        let last = &courses.newest_first()[0];
        assert!(last.over);
        assert_eq!(last.remote_name, "caller 10");
    }
}
