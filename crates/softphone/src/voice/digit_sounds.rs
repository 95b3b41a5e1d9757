//! Digits as sound in what is sent, where the server takes no events.

use std::collections::VecDeque;

use media::tone::dtmf_burst;
use media::transmit::MAX_QUEUED_DIGITS;
use media::{TonePlayer, TransmitError};

/// Samples mixed at a time: the longest packet.
const BLOCK: usize = 960;

/// Digits that wait, and the one that sounds.
#[derive(Debug)]
pub(super) struct DigitSounds {
    rate_hz: u32,
    waiting: VecDeque<char>,
    player: Option<TonePlayer>,
}

impl DigitSounds {
    /// None waits, and the sound has so many samples a second.
    pub(super) fn new(rate_hz: u32) -> Self {
        Self {
            rate_hz,
            waiting: VecDeque::new(),
            player: None,
        }
    }

    /// Queues a digit.
    pub(super) fn push(&mut self, digit: char) -> Result<(), TransmitError> {
        media::event::event_code(digit)?;
        if self.waiting.len() >= MAX_QUEUED_DIGITS {
            return Err(TransmitError::TooManyDigits);
        }
        self.waiting.push_back(digit);
        Ok(())
    }

    /// Puts a digit in the place of what is said, if there is one: both at once, and the far
    /// end would recognise neither.
    pub(super) fn replace(&mut self, said: &mut [i16]) {
        if self.player.as_ref().is_none_or(TonePlayer::is_over) {
            let next = self.waiting.pop_front().and_then(dtmf_burst);
            self.player = next.map(|tone| TonePlayer::new(tone, self.rate_hz));
        }
        let Some(player) = &mut self.player else {
            return;
        };
        let mut sum = [0; BLOCK];
        for said in said.chunks_mut(BLOCK) {
            let sum = &mut sum[..said.len()];
            sum.fill(0);
            player.mix(sum);
            for (sample, &sum) in said.iter_mut().zip(&*sum) {
                // Exact after the clamp.
                *sample = sum.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_sound_one_after_the_other_and_then_speech_comes_back() {
        let mut digits = DigitSounds::new(8000);
        let mut said = [7; 160];
        digits.replace(&mut said);
        assert_eq!(said, [7; 160], "nothing waits");
        for digit in "12".chars() {
            digits.push(digit).expect("a digit");
        }
        assert!(digits.push('x').is_err());
        // A burst is 100 ms of sound and 60 ms of silence; the next packet finds it over.
        let mut loud = Vec::new();
        for _ in 0..19 {
            let mut said = [7; 160];
            digits.replace(&mut said);
            loud.push(match said.iter().map(|sample| sample.abs()).max() {
                Some(7) => 's',
                Some(peak) if peak > 3000 => 'd',
                _ => '-',
            });
        }
        assert_eq!(loud.iter().collect::<String>(), "ddddd----ddddd----s");
    }

    #[test]
    fn too_many_digits_are_refused() {
        let mut digits = DigitSounds::new(8000);
        for _ in 0..MAX_QUEUED_DIGITS {
            digits.push('1').expect("room");
        }
        assert_eq!(digits.push('1'), Err(TransmitError::TooManyDigits));
    }
}
