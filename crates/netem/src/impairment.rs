//! What goes wrong in a network, in words and as numbers.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::duration;

/// The longest time that an impairment takes: packets later than this are as good as lost.
const LONGEST: Duration = Duration::from_secs(10);

/// What goes wrong; the default is a perfect network.
///
/// As text, in any order, separated by commas or spaces:
///
/// | word | meaning |
/// | --- | --- |
/// | `loss=3%` | share of packets that never arrive |
/// | `burst=2` | lost packets come in bursts of this mean length (Gilbert-Elliott); 1: each by itself |
/// | `delay=20ms` | every packet takes so long |
/// | `jitter=40ms` | and further, each by itself, evenly from nothing to this |
/// | `ordered` | jitter never lets a packet overtake another |
/// | `reorder=1%` | share of packets that are held back for `hold` |
/// | `hold=30ms` | for how long |
/// | `duplicate=1%` | share of packets that arrive twice |
/// | `rate=128kbit` | bits a second that pass, with `bit`, `kbit` or `mbit` |
/// | `queue=200ms` | longest wait at that rate; packets that would wait longer are lost |
/// | `seed=7` | another seed is another fate of the same kind |
#[derive(Clone, Debug, PartialEq)]
pub struct Impairment {
    /// Share of packets that never arrive, 0 to 1.
    pub loss: f64,
    /// Mean length of a run of lost packets, at least 1; 1 loses each packet by itself.
    pub burst: f64,
    /// What every packet takes.
    pub delay: Duration,
    /// Further delay of each packet by itself, evenly from nothing to this.
    pub jitter: Duration,
    /// Whether jitter keeps the packets' order.
    pub ordered: bool,
    /// Share of packets that are held back, 0 to 1.
    pub reorder: f64,
    /// How long they are held back.
    pub hold: Duration,
    /// Share of packets that arrive twice, 0 to 1.
    pub duplicate: f64,
    /// Bits a second that pass; nothing: any number.
    pub rate_bps: Option<u64>,
    /// Longest wait at that rate.
    pub queue: Duration,
    /// Where all chance comes from.
    pub seed: u64,
}

impl Default for Impairment {
    fn default() -> Self {
        Self {
            loss: 0.0,
            burst: 1.0,
            delay: Duration::ZERO,
            jitter: Duration::ZERO,
            ordered: false,
            reorder: 0.0,
            hold: Duration::from_millis(30),
            duplicate: 0.0,
            rate_bps: None,
            queue: Duration::from_millis(200),
            seed: 1,
        }
    }
}

/// Why a text is no impairment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImpairmentError {
    /// A word that is none of the known ones.
    #[error(
        "\"{0}\" is nothing a network does; known are loss, burst, delay, jitter, ordered, reorder, hold, duplicate, rate, queue and seed, as in loss=3%,burst=2,jitter=40ms"
    )]
    Word(String),
    /// A value that does not fit its word.
    #[error("{word}={value} does not fit: write {wanted}")]
    Value {
        /// The word.
        word: &'static str,
        /// What was given.
        value: String,
        /// What would fit.
        wanted: &'static str,
    },
}

impl FromStr for Impairment {
    type Err = ImpairmentError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut impairment = Self::default();
        let words = text.split([',', ' ']).map(str::trim);
        for word in words.filter(|word| !word.is_empty()) {
            impairment.set(word)?;
        }
        Ok(impairment)
    }
}

impl Impairment {
    /// Takes in one word, like `loss=3%`.
    fn set(&mut self, text: &str) -> Result<(), ImpairmentError> {
        let (word, value) = text.split_once('=').unwrap_or((text, ""));
        match word {
            "loss" => self.loss = share("loss", value)?,
            "burst" => self.burst = burst(value)?,
            "delay" => self.delay = time("delay", value)?,
            "jitter" => self.jitter = time("jitter", value)?,
            "ordered" if value.is_empty() => self.ordered = true,
            "reorder" => self.reorder = share("reorder", value)?,
            "hold" => self.hold = time("hold", value)?,
            "duplicate" => self.duplicate = share("duplicate", value)?,
            "rate" => self.rate_bps = Some(rate(value)?),
            "queue" => self.queue = time("queue", value)?,
            "seed" => self.seed = read("seed", value, "a whole number", |text| text.parse().ok())?,
            _ => return Err(ImpairmentError::Word(text.to_owned())),
        }
        Ok(())
    }
}

fn read<T>(
    word: &'static str,
    value: &str,
    wanted: &'static str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, ImpairmentError> {
    parse(value).ok_or_else(|| ImpairmentError::Value {
        word,
        value: value.to_owned(),
        wanted,
    })
}

fn share(word: &'static str, value: &str) -> Result<f64, ImpairmentError> {
    read(word, value, "a share like 3% or 0.03", |text| {
        let share = match text.strip_suffix('%') {
            Some(percent) => percent.parse::<f64>().ok()? / 100.0,
            None => text.parse().ok()?,
        };
        (0.0..=1.0).contains(&share).then_some(share)
    })
}

fn burst(value: &str) -> Result<f64, ImpairmentError> {
    read(
        "burst",
        value,
        "a mean number of packets from 1 to 1000",
        |text| {
            let burst = text.parse().ok()?;
            (1.0..=1000.0).contains(&burst).then_some(burst)
        },
    )
}

fn time(word: &'static str, value: &str) -> Result<Duration, ImpairmentError> {
    read(word, value, "a time like 40ms, up to 10s", |text| {
        duration::parse(text).filter(|time| *time <= LONGEST)
    })
}

fn rate(value: &str) -> Result<u64, ImpairmentError> {
    read(
        "rate",
        value,
        "bits a second like 128kbit or 1mbit",
        |text| {
            let (number, unit) = match text.strip_suffix("kbit") {
                Some(number) => (number, 1_000),
                None => match text.strip_suffix("mbit") {
                    Some(number) => (number, 1_000_000),
                    None => (text.strip_suffix("bit").unwrap_or(text), 1),
                },
            };
            let rate = number.parse::<u64>().ok()?.checked_mul(unit)?;
            (rate > 0).then_some(rate)
        },
    )
}

impl fmt::Display for Impairment {
    /// Only what differs from a perfect network, so that it reads back as the same.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let perfect = Self::default();
        let mut words = Vec::new();
        let mut say = |differs: bool, word: &str, value: String| {
            if differs {
                words.push(format!("{word}={value}"));
            }
        };
        say(self.loss != perfect.loss, "loss", self.loss.to_string());
        say(self.burst != perfect.burst, "burst", self.burst.to_string());
        say(
            self.delay != perfect.delay,
            "delay",
            duration::write(self.delay),
        );
        say(
            self.jitter != perfect.jitter,
            "jitter",
            duration::write(self.jitter),
        );
        say(
            self.reorder != perfect.reorder,
            "reorder",
            self.reorder.to_string(),
        );
        say(
            self.hold != perfect.hold,
            "hold",
            duration::write(self.hold),
        );
        say(
            self.duplicate != perfect.duplicate,
            "duplicate",
            self.duplicate.to_string(),
        );
        if let Some(rate) = self.rate_bps {
            say(true, "rate", format!("{rate}bit"));
        }
        say(
            self.queue != perfect.queue,
            "queue",
            duration::write(self.queue),
        );
        say(self.seed != perfect.seed, "seed", self.seed.to_string());
        if self.ordered {
            words.push("ordered".to_owned());
        }
        f.write_str(&words.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_person_writes() {
        let read: Impairment = "loss=3%, burst=2,jitter=40ms delay=0.5s,rate=128kbit,ordered"
            .parse()
            .expect("all words are known");
        assert_eq!(
            read,
            Impairment {
                loss: 0.03,
                burst: 2.0,
                jitter: Duration::from_millis(40),
                delay: Duration::from_millis(500),
                rate_bps: Some(128_000),
                ordered: true,
                ..Impairment::default()
            }
        );
        assert_eq!("".parse(), Ok(Impairment::default()));
    }

    #[test]
    fn what_is_written_reads_back() {
        for text in [
            "",
            "loss=0.125,burst=3,seed=9",
            "delay=20ms,jitter=12.5ms,reorder=1%,hold=5ms,duplicate=2%,rate=1mbit,queue=50ms,ordered",
        ] {
            let read: Impairment = text.parse().expect("a good text");
            assert_eq!(read.to_string().parse(), Ok(read), "{text}");
        }
    }

    #[test]
    fn says_what_does_not_fit_and_what_would() {
        for (text, wanted) in [
            ("loss=130%", "3%"),
            ("loss=-1", "3%"),
            ("loss=NaN", "3%"),
            ("burst=0", "1 to 1000"),
            ("jitter=40", "40ms"),
            ("jitter=1e3ms", "40ms"),
            ("delay=11s", "up to 10s"),
            ("rate=0", "128kbit"),
            ("rate=99999999999999999mbit", "128kbit"),
            ("seed=x", "whole number"),
            ("ordered=yes", "jitter=40ms"),
            ("lag=5ms", "known are loss"),
        ] {
            let error = text.parse::<Impairment>().expect_err(text).to_string();
            assert!(error.contains(wanted), "{text}: {error}");
        }
    }
}
