//! Which packets are lost: each by itself, or in bursts.

use crate::Impairment;
use crate::chance::Chance;

/// The Gilbert-Elliott model in its simple form: a good state that loses nothing and a
/// bad one that loses everything. With a mean burst of 1 it is plain chance.
#[derive(Clone, Debug)]
pub(crate) struct Loss {
    /// From good to bad, for each packet.
    begin: f64,
    /// From bad to good, for each packet.
    end: f64,
    bad: bool,
}

impl Loss {
    /// The loss of an impairment.
    pub(crate) fn new(impairment: &Impairment) -> Self {
        let (loss, burst) = (impairment.loss, impairment.burst);
        if burst <= 1.0 {
            // Each packet by itself: whatever the last one met.
            return Self {
                begin: loss,
                end: 1.0 - loss,
                bad: false,
            };
        }
        let end = 1.0 / burst;
        Self {
            // So that the share of time in the bad state is the loss asked for; a burst too
            // short for so much loss begins anew with every packet.
            begin: if loss < 1.0 {
                (end * loss / (1.0 - loss)).min(1.0)
            } else {
                1.0
            },
            end: if loss < 1.0 { end } else { 0.0 },
            bad: false,
        }
    }

    /// Whether the next packet is lost.
    pub(crate) fn takes_next(&mut self, chance: &mut Chance) -> bool {
        let drawn = chance.share();
        self.bad = if self.bad {
            drawn >= self.end
        } else {
            drawn < self.begin
        };
        self.bad
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Share lost and mean length of a run of lost packets.
    fn measured(loss: f64, burst: f64) -> (f64, f64) {
        const PACKETS: usize = 400_000;
        let mut chance = Chance::new(3);
        let mut model = Loss::new(&Impairment {
            loss,
            burst,
            ..Impairment::default()
        });
        let lost: Vec<bool> = (0..PACKETS)
            .map(|_| model.takes_next(&mut chance))
            .collect();
        let count = lost.iter().filter(|lost| **lost).count() as f64;
        let runs = lost.windows(2).filter(|pair| !pair[0] && pair[1]).count();
        (count / PACKETS as f64, count / runs.max(1) as f64)
    }

    #[test]
    fn loses_the_share_asked_for_in_bursts_of_the_length_asked_for() {
        for (loss, burst) in [(0.01, 1.0), (0.1, 1.0), (0.1, 3.0), (0.05, 8.0)] {
            let (share, run) = measured(loss, burst);
            assert!((share / loss - 1.0).abs() < 0.05, "{loss}: {share}");
            // By plain chance a run goes on with the probability of a loss.
            let wanted = if burst > 1.0 {
                burst
            } else {
                1.0 / (1.0 - loss)
            };
            assert!((run / wanted - 1.0).abs() < 0.05, "{loss} {burst}: {run}");
        }
    }

    #[test]
    fn nothing_and_everything_are_possible() {
        assert_eq!(measured(0.0, 1.0).0, 0.0);
        assert_eq!(measured(0.0, 5.0).0, 0.0);
        assert_eq!(measured(1.0, 1.0).0, 1.0);
        assert_eq!(measured(1.0, 5.0).0, 1.0);
    }
}
