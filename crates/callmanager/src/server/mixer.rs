//! The sound of a conference: each party hears the sum of all others.
//!
//! Not a thread and not a socket: `streams` asks for a block whenever one is due and
//! sends the packets that come of it. Every party has a [`Playout`] of its own, which
//! keeps its packets for as long as their jitter calls for, and no longer. Nothing is
//! allocated but when a party joins.

use media::{Playback as _, Playout};

use super::sounds::RATE_HZ;
use crate::StreamId;

/// Milliseconds mixed at a time: packets of every length consist of such blocks.
pub(super) const BLOCK_MS: u32 = 10;

/// Samples in a block; 80.
const BLOCK: usize = (RATE_HZ / 1_000 * BLOCK_MS) as usize;

/// Parties in one conference: their sum then fits 32 bits by far, and the core's own
/// bound is below.
const MAX_PARTIES: usize = 64;

/// One party's share.
struct Party {
    stream: StreamId,
    playout: Playout,
    /// What it says in this block.
    said: [i16; BLOCK],
    /// The packet to it, as far as it is filled.
    packet: Vec<i16>,
    filled: usize,
}

/// A conference.
#[derive(Default)]
pub(super) struct Mixer {
    parties: Vec<Party>,
}

impl Mixer {
    /// Takes a party in, with packets of `samples` to it; false when there is no room.
    pub(super) fn join(&mut self, stream: StreamId, playout: Playout, samples: usize) -> bool {
        self.leave(stream);
        if self.parties.len() >= MAX_PARTIES || samples == 0 {
            return false;
        }
        self.parties.push(Party {
            stream,
            playout,
            said: [0; BLOCK],
            packet: vec![0; samples],
            filled: 0,
        });
        true
    }

    /// Lets a party go.
    pub(super) fn leave(&mut self, stream: StreamId) {
        self.parties.retain(|party| party.stream != stream);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parties.is_empty()
    }

    /// Mixes one block; `send` is given each packet that it completes.
    pub(super) fn mix(&mut self, mut send: impl FnMut(StreamId, &[i16])) {
        let mut sum = [0_i32; BLOCK];
        for party in &mut self.parties {
            party.playout.pull(&mut party.said);
            for (sum, said) in sum.iter_mut().zip(&party.said) {
                *sum += i32::from(*said);
            }
        }
        for party in &mut self.parties {
            for (sum, said) in sum.iter().zip(&party.said) {
                if let Some(slot) = party.packet.get_mut(party.filled) {
                    *slot = saturate(sum - i32::from(*said));
                }
                party.filled += 1;
                if party.filled >= party.packet.len() {
                    send(party.stream, &party.packet);
                    party.filled = 0;
                }
            }
        }
    }
}

/// The nearest sample.
fn saturate(sum: i32) -> i16 {
    // In range by the clamp.
    sum.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::f64::consts::TAU;
    use std::net::SocketAddr;
    use std::time::Duration;

    use assert_no_alloc::assert_no_alloc;
    use media::packet::Packet;
    use media::{
        Codec, Receiver, ReceiverConfig, Senders, Transmitter, TransmitterConfig, receiver,
    };

    use super::*;

    // In a release build nothing is watched.
    #[cfg(debug_assertions)]
    #[global_allocator]
    static ALLOCATOR: assert_no_alloc::AllocDisabler = assert_no_alloc::AllocDisabler;

    /// A phone in the conference: it sends a tone and keeps what it hears.
    struct Phone {
        stream: StreamId,
        receiver: Receiver,
        transmitter: Transmitter,
        /// The tone: Hz and peak.
        tone: (f64, f64),
        ptime_ms: u32,
        at: usize,
        heard: Vec<i16>,
        packets: usize,
    }

    fn peer() -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], 5_004))
    }

    impl Phone {
        fn join(mixer: &mut Mixer, number: u32, tone: (f64, f64), ptime_ms: u32) -> Self {
            let codec = if number.is_multiple_of(2) {
                Codec::Pcma
            } else {
                Codec::Pcmu
            };
            let (receiver, playout) = receiver(ReceiverConfig {
                event_payload_type: Some(101),
                senders: Senders::Peer(peer()),
                rate_hz: RATE_HZ,
                ..ReceiverConfig::new(codec)
            });
            let transmitter = Transmitter::new(TransmitterConfig {
                event_payload_type: Some(101),
                rate_hz: RATE_HZ,
                ssrc: number,
                first_sequence: 1,
                first_timestamp: 77 * number,
                ..TransmitterConfig::new(codec, ptime_ms)
            })
            .expect("a packet length");
            let samples = transmitter.samples_per_packet();
            assert!(mixer.join(StreamId(number), playout, samples));
            Self {
                stream: StreamId(number),
                receiver,
                transmitter,
                tone,
                ptime_ms,
                at: 0,
                heard: Vec::new(),
                packets: 0,
            }
        }

        fn speak(&mut self, now_ms: u32) {
            if !now_ms.is_multiple_of(self.ptime_ms) || self.tone.1 == 0.0 {
                return;
            }
            let (hz, peak) = self.tone;
            let samples: Vec<i16> = (self.at..self.at + self.transmitter.samples_per_packet())
                .map(|n| (peak * (TAU * hz * n as f64 / f64::from(RATE_HZ)).sin()) as i16)
                .collect();
            self.at += samples.len();
            let datagram = self.transmitter.packet(&samples);
            let at = Duration::from_millis(now_ms.into());
            self.receiver.handle(datagram, peer(), at);
        }
    }

    /// Lets a conference go on for so many ms from a moment on.
    fn talk(mixer: &mut Mixer, phones: &mut [Phone], from_ms: u32, ms: u32) {
        for now in (from_ms..from_ms + ms).step_by(BLOCK_MS as usize) {
            for phone in phones.iter_mut() {
                phone.speak(now);
            }
            mixer.mix(|stream, packet| {
                let phone = phones.iter_mut().find(|phone| phone.stream == stream);
                let phone = phone.expect("only parties are sent to");
                assert_eq!(packet.len(), phone.transmitter.samples_per_packet());
                phone.heard.extend_from_slice(packet);
                phone.packets += 1;
            });
        }
    }

    /// The peak of one frequency in the last half second of a sound (Goertzel).
    fn peak_at(sound: &[i16], hz: f64) -> f64 {
        let last = &sound[sound.len() - 4_000..];
        let (mut re, mut im) = (0.0, 0.0);
        for (n, sample) in last.iter().enumerate() {
            let angle = TAU * hz * n as f64 / f64::from(RATE_HZ);
            re += f64::from(*sample) * angle.cos();
            im += f64::from(*sample) * angle.sin();
        }
        2.0 * re.hypot(im) / last.len() as f64
    }

    #[test]
    fn everybody_hears_the_others_at_their_level_and_nobody_himself() {
        let mut mixer = Mixer::default();
        let tones = [(400.0, 4_000.0), (700.0, 6_000.0), (1_100.0, 2_000.0)];
        // Packets of all lengths, A-law and µ-law, in one conference.
        let mut phones: Vec<Phone> = tones
            .into_iter()
            .zip(1..)
            .map(|(tone, number)| Phone::join(&mut mixer, number, tone, 10 * number))
            .collect();
        talk(&mut mixer, &mut phones, 0, 3_000);
        for phone in &phones {
            assert_eq!(phone.packets, 3_000 / phone.ptime_ms as usize);
            for (hz, peak) in tones {
                let heard = peak_at(&phone.heard, hz);
                if hz == phone.tone.0 {
                    assert!(heard < 40.0, "hears itself at {hz} Hz with {heard}");
                } else {
                    let level = 20.0 * (heard / peak).log10();
                    assert!(level.abs() < 0.3, "{hz} Hz comes with {level:+.2} dB");
                }
            }
        }
    }

    #[test]
    fn loud_parties_together_are_clipped_and_never_wrap_round() {
        assert_eq!(saturate(3 * 32_767), 32_767);
        assert_eq!(saturate(-3 * 32_768), -32_768);
        let mut mixer = Mixer::default();
        let mut phones: Vec<Phone> = (1..=4)
            .map(|number| Phone::join(&mut mixer, number, (500.0, 30_000.0), 20))
            .collect();
        talk(&mut mixer, &mut phones, 0, 1_000);
        // Three sines of the same phase, far above full scale: a square wave of them.
        let heard = &phones[0].heard[4_000..];
        let loud = heard.iter().filter(|sample| sample.unsigned_abs() > 30_000);
        assert!(loud.count() > heard.len() / 2);
        let steps = heard
            .windows(2)
            .filter(|pair| (i32::from(pair[0]) - i32::from(pair[1])).abs() > 60_000);
        assert_eq!(steps.count(), 0, "a wrapped sum jumps from end to end");
    }

    #[test]
    fn who_leaves_is_heard_no_more_and_the_others_go_on() {
        let mut mixer = Mixer::default();
        let mut phones = vec![
            Phone::join(&mut mixer, 1, (400.0, 4_000.0), 20),
            Phone::join(&mut mixer, 2, (700.0, 4_000.0), 20),
            Phone::join(&mut mixer, 3, (1_100.0, 4_000.0), 20),
        ];
        talk(&mut mixer, &mut phones, 0, 1_000);
        mixer.leave(StreamId(3));
        let gone = phones.remove(2);
        talk(&mut mixer, &mut phones, 1_000, 1_000);
        assert!(peak_at(&phones[0].heard, 1_100.0) < 40.0);
        assert!(peak_at(&phones[0].heard, 700.0) > 3_800.0);
        assert_eq!((gone.packets, phones[0].packets), (50, 100));
        mixer.leave(StreamId(1));
        mixer.leave(StreamId(2));
        assert!(mixer.is_empty());
    }

    #[test]
    fn who_is_silent_hears_and_who_is_alone_hears_silence() {
        let mut mixer = Mixer::default();
        let mut phones = vec![Phone::join(&mut mixer, 1, (400.0, 4_000.0), 20)];
        talk(&mut mixer, &mut phones, 0, 500);
        assert!(phones[0].heard.iter().all(|sample| *sample == 0));
        phones.push(Phone::join(&mut mixer, 2, (0.0, 0.0), 20));
        talk(&mut mixer, &mut phones, 500, 1_000);
        assert!(phones[0].heard.iter().all(|sample| *sample == 0));
        assert!(peak_at(&phones[1].heard, 400.0) > 3_800.0);
    }

    #[test]
    fn keys_pressed_are_told_and_not_heard() {
        let mut mixer = Mixer::default();
        let mut phones = [
            Phone::join(&mut mixer, 1, (0.0, 0.0), 20),
            Phone::join(&mut mixer, 2, (0.0, 0.0), 20),
        ];
        let presser = &mut phones[0];
        presser.transmitter.push_digit('5').expect("a digit");
        let mut told = Vec::new();
        for n in 0..20 {
            let at = Duration::from_millis(20 * n);
            let datagram = presser.transmitter.packet(&[0; 160]).to_vec();
            let packet = Packet::parse(&datagram).expect("RTP");
            told.push((
                packet.payload_type,
                presser.receiver.handle(&datagram, peer(), at),
            ));
            mixer.mix(|_, packet| assert!(packet.iter().all(|sample| sample.abs() < 16)));
            mixer.mix(|_, packet| assert!(packet.iter().all(|sample| sample.abs() < 16)));
        }
        let events = told.iter().filter(|(payload_type, _)| *payload_type == 101);
        assert!(events.count() >= 5);
        let digits: Vec<_> = told
            .iter()
            .filter(|(_, received)| *received == media::receive::Received::Digit('5'))
            .collect();
        assert_eq!(digits.len(), 1);
    }

    #[test]
    fn late_packets_within_the_jitter_are_heard_all_the_same() {
        let mut mixer = Mixer::default();
        let mut phones = [
            Phone::join(&mut mixer, 1, (0.0, 0.0), 20),
            Phone::join(&mut mixer, 2, (700.0, 4_000.0), 20),
        ];
        // Each packet is 0, 10, 20 or 30 ms late, in turn.
        let mut on_their_way: BTreeMap<u32, Vec<Vec<u8>>> = BTreeMap::new();
        for now in (0..4_000_u32).step_by(10) {
            let speaker = &mut phones[1];
            if now.is_multiple_of(20) {
                let samples: Vec<i16> = (0..160)
                    .map(|n| (f64::from(n) + f64::from(now) * 8.0) / 8_000.0)
                    .map(|s| (4_000.0 * (TAU * 700.0 * s).sin()) as i16)
                    .collect();
                let datagram = speaker.transmitter.packet(&samples).to_vec();
                let late = now / 20 % 4 * 10;
                on_their_way.entry(now + late).or_default().push(datagram);
            }
            for datagram in on_their_way.remove(&now).unwrap_or_default() {
                let at = Duration::from_millis(now.into());
                speaker.receiver.handle(&datagram, peer(), at);
            }
            mixer.mix(|stream, packet| {
                if stream == StreamId(1) {
                    phones[0].heard.extend_from_slice(packet);
                }
            });
        }
        let level = 20.0 * (peak_at(&phones[0].heard, 700.0) / 4_000.0).log10();
        assert!(level.abs() < 1.0, "{level:+.2} dB");
        let figures = phones[1].receiver.statistics();
        assert!(figures.playout_delay_ms <= 80, "{figures:?}");
    }

    #[test]
    fn mixing_allocates_nothing() {
        let mut mixer = Mixer::default();
        let mut phones: Vec<Phone> = (1..=5)
            .map(|number| Phone::join(&mut mixer, number, (300.0, 9_000.0), 20))
            .collect();
        let mut encoders: Vec<Transmitter> = phones
            .iter()
            .map(|phone| Transmitter::new(*phone.transmitter.config()).expect("20 ms"))
            .collect();
        let mut sent = 0;
        for now in (0..5_000).step_by(20) {
            for phone in &mut phones {
                phone.speak(now);
            }
            for _ in 0..2 {
                assert_no_alloc(|| {
                    mixer.mix(|stream, packet| {
                        let encoder = encoders.get_mut(stream.0 as usize - 1);
                        sent += encoder.map_or(0, |encoder| encoder.packet(packet).len());
                    });
                });
            }
        }
        assert_eq!(sent, 5 * 250 * 172);
    }

    #[test]
    fn no_party_beyond_the_bound_and_none_twice() {
        let mut mixer = Mixer::default();
        let playout = || receiver(ReceiverConfig::new(Codec::Pcmu)).1;
        for number in 0..MAX_PARTIES {
            let stream = StreamId(u32::try_from(number).expect("few"));
            assert!(mixer.join(stream, playout(), 160));
        }
        assert!(!mixer.join(StreamId(1_000), playout(), 160));
        assert!(mixer.join(StreamId(3), playout(), 160), "again, not twice");
        assert_eq!(mixer.parties.len(), MAX_PARTIES);
    }

    /// Not a test of speed: prints what ten parties who all talk cost.
    #[test]
    #[ignore = "a measurement, for a release build"]
    fn the_cost_of_ten_parties() {
        let mut mixer = Mixer::default();
        let mut phones: Vec<Phone> = (1..=10)
            .map(|number| Phone::join(&mut mixer, number, (100.0 * f64::from(number), 3_000.0), 20))
            .collect();
        let datagrams: Vec<Vec<Vec<u8>>> = phones
            .iter_mut()
            .map(|phone| {
                (0..3_000)
                    .map(|_| phone.transmitter.packet(&[1_234; 160]).to_vec())
                    .collect()
            })
            .collect();
        let mut encoders: Vec<Transmitter> = phones
            .iter()
            .map(|phone| Transmitter::new(*phone.transmitter.config()).expect("20 ms"))
            .collect();
        let started = super::super::instant();
        let mut sent = 0;
        for round in 0..3_000_usize {
            let at = Duration::from_millis(20 * round as u64);
            for (phone, datagrams) in phones.iter_mut().zip(&datagrams) {
                phone.receiver.handle(&datagrams[round], peer(), at);
            }
            for _ in 0..2 {
                mixer.mix(|stream, packet| {
                    sent += encoders[stream.0 as usize - 1].packet(packet).len();
                });
            }
        }
        let spent = super::super::instant() - started;
        assert_eq!(sent, 3_000 * 10 * 172);
        println!(
            "60 s of ten parties take {:.1} ms: {:.3} % of a core",
            spent.as_secs_f64() * 1e3,
            spent.as_secs_f64() / 60.0 * 100.0
        );
    }
}
