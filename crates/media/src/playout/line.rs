//! The sound around now: what was just played and what is ready to be played.

use crate::volume::crossfade;

/// A stretch of sound with a mark between past and future.
///
/// The past is kept for concealment and stretching, which look back a few pitch periods.
pub(super) struct Line {
    samples: Box<[i16]>,
    /// Index of the next sample to play.
    now: usize,
    /// Index after the last sample that is ready.
    end: usize,
    /// Samples of past that are kept.
    past: usize,
}

impl Line {
    /// A line that begins with `past` samples of silence and has room for `future` more.
    pub(super) fn new(past: usize, future: usize) -> Self {
        // Twice the need, so that moving it all to the front is rare.
        let room = 2 * (past + future);
        Self {
            samples: vec![0; room].into_boxed_slice(),
            now: past,
            end: past,
            past,
        }
    }

    /// Samples that are ready.
    pub(super) fn ahead(&self) -> usize {
        self.end - self.now
    }

    /// Samples that are ready, the next one first.
    pub(super) fn future(&self) -> &[i16] {
        &self.samples[self.now..self.end]
    }

    /// Everything known, oldest first, up to the last sample that is ready.
    pub(super) fn known(&self) -> &[i16] {
        &self.samples[self.now - self.past..self.end]
    }

    /// Appends as many zeros as asked and gives them out to be written.
    ///
    /// Gives fewer when the line has no room for so many.
    pub(super) fn append(&mut self, count: usize) -> &mut [i16] {
        if self.end + count > self.samples.len() {
            let from = self.now - self.past;
            self.samples.copy_within(from..self.end, 0);
            self.end -= from;
            self.now = self.past;
        }
        let start = self.end;
        self.end = (start + count).min(self.samples.len());
        let fresh = &mut self.samples[start..self.end];
        fresh.fill(0);
        fresh
    }

    /// Plays: moves the next samples to `out`, which must not be longer than what is ready.
    pub(super) fn play(&mut self, out: &mut [i16]) {
        let count = out.len().min(self.ahead());
        out[..count].copy_from_slice(&self.samples[self.now..self.now + count]);
        self.now += count;
    }

    /// Takes `lag` samples out of the future, fading over `fade` samples.
    ///
    /// The caller has made sure that `lag + fade` samples are ready.
    pub(super) fn cut(&mut self, lag: usize, fade: usize) {
        for n in 0..fade {
            let (early, late) = (self.samples[self.now + n], self.samples[self.now + lag + n]);
            self.samples[self.now + n] = crossfade(early, late, n, fade);
        }
        let rest = self.now + lag + fade..self.end;
        self.samples.copy_within(rest, self.now + fade);
        self.end -= lag;
    }

    /// Plays the last `lag` samples once more before the future, fading over `fade` samples.
    ///
    /// The caller has made sure that `fade` samples are ready and `lag` ones are past.
    pub(super) fn repeat(&mut self, lag: usize, fade: usize) {
        self.append(lag);
        let (now, end) = (self.now, self.end);
        self.samples.copy_within(now..end - lag, now + lag);
        for n in 0..lag {
            let again = self.samples[now - lag + n];
            self.samples[now + n] = if n < fade {
                crossfade(self.samples[now + lag + n], again, n, fade)
            } else {
                again
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp_line() -> Line {
        let mut line = Line::new(8, 16);
        for (n, sample) in line.append(16).iter_mut().enumerate() {
            *sample = n as i16;
        }
        let mut out = [0; 8];
        line.play(&mut out);
        line
    }

    #[test]
    fn keeps_its_past_when_it_moves_to_the_front() {
        let mut line = Line::new(4, 8);
        let mut out = [0; 4];
        for round in 0i16..40 {
            for (n, sample) in (0i16..).zip(line.append(4).iter_mut()) {
                *sample = round * 4 + n;
            }
            line.play(&mut out);
            assert_eq!(line.known(), out);
        }
    }

    #[test]
    fn cutting_and_repeating_change_the_length_by_the_lag() {
        let mut line = ramp_line();
        line.cut(3, 2);
        assert_eq!(line.ahead(), 5);
        assert_eq!(line.future()[0], 8);
        assert_eq!(line.future()[2..], [13, 14, 15]);

        let mut line = ramp_line();
        line.repeat(3, 2);
        assert_eq!(line.ahead(), 11);
        assert_eq!(line.future()[0], 8);
        assert_eq!(line.future()[2..5], [7, 8, 9]);
    }
}
