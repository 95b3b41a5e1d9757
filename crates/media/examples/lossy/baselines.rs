//! What others do for lost packets, to compare the playout with: no delay to adapt, no
//! packets to reorder, so they are for lines without jitter.

use media::{Codec, Decoder, Encoder};
use netem::{Impairment, Network};
use std::time::Duration;

/// Samples of a packet.
const PACKET: usize = 160;

/// Pitch periods that are looked for, samples: 200 to 66 Hz.
const SHORTEST_PERIOD: usize = 40;
const LONGEST_PERIOD: usize = 120;

/// Sound compared for the period, samples.
const COMPARED: usize = 160;

/// Samples from full loudness to silence: 50 ms.
const FADED: f64 = 400.0;

/// A concealment of the field.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Baseline {
    /// Silence.
    Zero,
    /// The last packet once more, as often as needed.
    Repeat,
    /// The last pitch period again and again, overlapped by a quarter period at both ends
    /// and faded out in 50 ms: the common short form of G.711 Appendix I.
    Period,
}

impl Baseline {
    pub(crate) const NAMES: [&str; 3] = ["zero", "repeat", "period"];

    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "zero" => Some(Self::Zero),
            "repeat" => Some(Self::Repeat),
            "period" => Some(Self::Period),
            _ => None,
        }
    }

    /// What is heard of `said` through a network that loses packets.
    pub(crate) fn heard(self, said: &[i16], network: &str) -> Vec<i16> {
        let impairment: Impairment = network.parse().unwrap_or_default();
        let mut network = Network::new(impairment);
        let mut heard: Vec<i16> = Vec::with_capacity(said.len());
        let mut period = Period::default();
        for packet in said.chunks_exact(PACKET) {
            network.send((), PACKET, Duration::ZERO);
            let came = network.poll(Duration::MAX).is_some();
            let mut payload = [0; PACKET];
            let mut real = [0; PACKET];
            Encoder::new(Codec::Pcmu).encode(packet, &mut payload);
            Decoder::new(Codec::Pcmu).decode(&payload, &mut real);
            match (came, self) {
                (true, Self::Period) => period.take(&mut heard, &real),
                (true, _) => heard.extend(real),
                (false, Self::Zero) => heard.extend([0; PACKET]),
                (false, Self::Repeat) => {
                    let last = heard.len().saturating_sub(PACKET)..heard.len();
                    heard.extend_from_within(last);
                    heard.resize(heard.len().next_multiple_of(PACKET), 0);
                }
                (false, Self::Period) => period.fill(&mut heard),
            }
        }
        heard
    }
}

/// One pitch period that is repeated.
#[derive(Default)]
struct Period {
    wave: Vec<f64>,
    at: usize,
    /// Samples made up in this gap.
    made: usize,
}

impl Period {
    fn next(&mut self) -> f64 {
        let loudness = (1.0 - self.made as f64 / FADED).max(0.0);
        let sample = self.wave[self.at] * loudness;
        self.at = (self.at + 1) % self.wave.len();
        self.made += 1;
        sample
    }

    fn begin(&mut self, heard: &[i16]) {
        let mut past = vec![0.0; (2 * LONGEST_PERIOD + COMPARED).saturating_sub(heard.len())];
        let kept = heard.len().min(2 * LONGEST_PERIOD + COMPARED);
        past.extend(heard[heard.len() - kept..].iter().map(|&s| f64::from(s)));
        let end = past.len();
        let difference = |lag: usize| -> f64 {
            (end - COMPARED..end)
                .map(|n| (past[n] - past[n - lag]).abs())
                .sum()
        };
        let lag = (SHORTEST_PERIOD..=LONGEST_PERIOD)
            .min_by(|&a, &b| difference(a).total_cmp(&difference(b)))
            .unwrap_or(LONGEST_PERIOD);
        self.wave = past[end - lag..].to_vec();
        let overlap = lag / 4;
        for n in 0..overlap {
            // Towards its end the period turns into what came before its beginning.
            let weight = (n + 1) as f64 / (overlap + 1) as f64;
            let before = past[end - lag - overlap + n];
            let last = lag - overlap + n;
            self.wave[last] = self.wave[last] * (1.0 - weight) + before * weight;
        }
        self.at = 0;
        self.made = 0;
    }

    fn fill(&mut self, heard: &mut Vec<i16>) {
        if self.made == 0 {
            self.begin(heard);
        }
        heard.extend((0..PACKET).map(|_| self.next() as i16).collect::<Vec<_>>());
    }

    fn take(&mut self, heard: &mut Vec<i16>, real: &[i16]) {
        let start = heard.len();
        heard.extend(real);
        if self.made > 0 {
            let overlap = self.wave.len() / 4;
            for n in 0..overlap {
                let weight = (n + 1) as f64 / (overlap + 1) as f64;
                let sample = &mut heard[start + n];
                *sample = (self.next() * (1.0 - weight) + f64::from(*sample) * weight) as i16;
            }
            self.made = 0;
        }
    }
}
