//! Losses in bursts and in gaps between them, as RFC 3611, 4.7.2 and A.2 define them.

/// Packets received in a row that end a burst (`Gmin`, RFC 3611's recommendation).
pub const G_MIN: u8 = 16;

/// Packets of one source, told one after the other.
///
/// A packet that comes late, after a later one, has counted as lost by then.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bursts {
    /// Received since the last loss.
    run: u32,
    /// Lost in the present burst.
    lost: u32,
    // Transitions between the states of RFC 3611, A.2; 1 and 4 are in a gap, 2 and 3 in a burst.
    c11: u32,
    c13: u32,
    c14: u32,
    c22: u32,
    c23: u32,
    c33: u32,
}

/// What the bursts and the gaps were like.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BurstFigures {
    /// Lost of the packets in bursts, 0 to 1.
    pub burst_density: f32,
    /// Lost of the packets in gaps, 0 to 1.
    pub gap_density: f32,
    /// Mean length of a burst, packets; 0 without one.
    pub burst_packets: f32,
    /// Mean length of a gap, packets.
    pub gap_packets: f32,
}

impl Bursts {
    /// A packet came, after so many that did not.
    pub fn take(&mut self, missing: u64) {
        // More than a minute of them says no more than a minute.
        for _ in 0..missing.min(3000) {
            self.lose();
        }
        self.run = self.run.saturating_add(1);
    }

    fn lose(&mut self) {
        if self.run >= u32::from(G_MIN) || (self.lost == 0 && self.c11 == 0) {
            match self.lost {
                0 => {}
                1 => self.c14 += 1,
                _ => self.c13 += 1,
            }
            self.lost = 1;
            self.c11 = self.c11.saturating_add(self.run);
        } else {
            self.lost += 1;
            if self.run == 0 {
                self.c33 = self.c33.saturating_add(1);
            } else {
                self.c23 = self.c23.saturating_add(1);
                self.c22 = self.c22.saturating_add(self.run - 1);
            }
        }
        self.run = 0;
    }

    /// The figures so far.
    pub fn figures(&self) -> BurstFigures {
        // What has not ended yet ends here; counts of packets are exact enough in f32.
        let mut now = *self;
        match now.lost {
            0 => {}
            1 => now.c14 += 1,
            _ => now.c13 += 1,
        }
        if now.run >= u32::from(G_MIN) || now.lost <= 1 {
            now.c11 = now.c11.saturating_add(now.run);
        }
        let of = |count: u32| count as f32;
        let (c11, c13, c14) = (of(now.c11), of(now.c13), of(now.c14));
        let (c22, c23, c33) = (of(now.c22), of(now.c23), of(now.c33));
        let in_gaps = c11 + c14;
        let gap_density = if in_gaps > 0.0 { c14 / in_gaps } else { 0.0 };
        if now.c13 == 0 {
            return BurstFigures {
                gap_density,
                gap_packets: in_gaps,
                ..BurstFigures::default()
            };
        }
        // Each burst has one loss that begins it; the others are counted by their transitions.
        let lost = c13 + c23 + c33;
        let in_bursts = lost + c22 + c23;
        BurstFigures {
            burst_density: lost / in_bursts,
            gap_density,
            burst_packets: in_bursts / c13,
            gap_packets: in_gaps / c13,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(missing: &[u64]) -> BurstFigures {
        let mut bursts = Bursts::default();
        for &missing in missing {
            bursts.take(missing);
        }
        bursts.figures()
    }

    #[test]
    fn without_loss_all_is_one_gap() {
        assert_eq!(
            of(&[0; 100]),
            BurstFigures {
                gap_packets: 100.0,
                ..BurstFigures::default()
            }
        );
    }

    #[test]
    fn losses_far_apart_are_in_gaps() {
        let mut packets = vec![0; 100];
        packets[30] = 1;
        packets[60] = 1;
        let figures = of(&packets);
        assert_eq!((figures.burst_density, figures.burst_packets), (0.0, 0.0));
        assert!((figures.gap_density - 2.0 / 102.0).abs() < 1e-6);
    }

    #[test]
    fn losses_close_together_are_a_burst() {
        let mut packets = vec![0; 200];
        // Three lost, two received, one lost: six packets, of which four were lost.
        packets[100] = 3;
        packets[102] = 1;
        let figures = of(&packets);
        assert!((figures.burst_packets - 6.0).abs() < 1e-6, "{figures:?}");
        assert!((figures.burst_density - 4.0 / 6.0).abs() < 1e-6);
        assert_eq!(figures.gap_density, 0.0);
        assert_eq!(figures.gap_packets, 198.0);
    }
}
