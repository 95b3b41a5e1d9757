//! Every codec from one end of a stream to the other.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use media::packet::Packet;
use media::{
    Codec, Playback as _, Playout, Received, Receiver, ReceiverConfig, Senders, Transmitter,
    TransmitterConfig, receiver,
};

const PEER: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 40000);

/// The codecs of this machine; on CI all of them are there.
fn codecs() -> impl Iterator<Item = Codec> {
    Codec::ALL.into_iter().filter(|codec| {
        let there = codec.is_available();
        if !there {
            assert!(std::env::var_os("CI").is_none(), "{codec:?} is missing");
            eprintln!("LEFT OUT: {codec:?}, whose library is missing");
        }
        there
    })
}

fn transmitter(codec: Codec, ptime_ms: u32, rate_hz: u32) -> Transmitter {
    Transmitter::new(TransmitterConfig {
        rate_hz,
        event_payload_type: Some(101),
        first_timestamp: u32::MAX - 5000,
        ..TransmitterConfig::new(codec, ptime_ms)
    })
    .expect("a packet length of the codec")
}

fn listener(codec: Codec, rate_hz: u32) -> (Receiver, Playout) {
    receiver(ReceiverConfig {
        rate_hz,
        senders: Senders::Peer(PEER),
        event_payload_type: Some(101),
        ..ReceiverConfig::new(codec)
    })
}

fn sine(hz: f64, rate_hz: u32, from: usize, count: usize) -> Vec<i16> {
    let turn = std::f64::consts::TAU * hz / f64::from(rate_hz);
    (from..from + count)
        .map(|n| (8000.0 * (turn * n as f64).sin()) as i16)
        .collect()
}

/// Amplitude of a frequency.
fn amplitude(sound: &[i16], hz: f64, rate_hz: u32) -> f64 {
    let (mut re, mut im) = (0.0, 0.0);
    for (n, &sample) in sound.iter().enumerate() {
        let angle = std::f64::consts::TAU * hz * n as f64 / f64::from(rate_hz);
        re += f64::from(sample) * angle.cos();
        im += f64::from(sample) * angle.sin();
    }
    2.0 * re.hypot(im) / sound.len() as f64
}

#[test]
fn is_heard_in_every_packet_length_and_at_either_rate_of_both_ends() {
    for codec in codecs() {
        for ptime_ms in [10, 20, 30, 40, 50, 60] {
            if !codec.takes_ptime(ptime_ms) {
                continue;
            }
            for (said_hz, heard_hz) in [(8000, 8000), (16_000, 16_000), (8000, 16_000)] {
                let mut sender = transmitter(codec, ptime_ms, said_hz);
                let (mut receiver, mut playout) = listener(codec, heard_hz);
                let packet = sender.samples_per_packet();
                assert_eq!(packet as u32, said_hz / 1000 * ptime_ms);
                let mut heard = Vec::new();
                for n in 0..1500 / ptime_ms as usize {
                    let at = Duration::from_millis(n as u64 * u64::from(ptime_ms));
                    let said = sine(1000.0, said_hz, n * packet, packet);
                    let received = receiver.handle(sender.packet(&said), PEER, at);
                    assert_eq!(received, Received::Sound, "{codec:?}");
                    for _ in 0..ptime_ms / 10 {
                        let mut out = vec![0; heard_hz as usize / 100];
                        playout.pull(&mut out);
                        heard.extend(out);
                    }
                }
                let what = format!("{codec:?}, {ptime_ms} ms, {said_hz} to {heard_hz} Hz");
                let loud = amplitude(&heard[heard.len() / 2..], 1000.0, heard_hz);
                assert!((5600.0..10_500.0).contains(&loud), "{what}: {loud}");
                let figures = receiver.statistics();
                assert_eq!(figures.concealed_ms, 0, "{what}");
                assert_eq!((figures.lost, figures.broken), (0, 0), "{what}");
                assert!(figures.jitter_ms < 0.1, "{what}: {}", figures.jitter_ms);
            }
        }
    }
}

#[test]
fn only_wideband_carries_what_is_above_four_kilohertz() {
    for codec in codecs() {
        let mut sender = transmitter(codec, 20, 16_000);
        let (mut receiver, mut playout) = listener(codec, 16_000);
        let mut heard = Vec::new();
        for n in 0..100 {
            let said = sine(5500.0, 16_000, n * 320, 320);
            receiver.handle(
                sender.packet(&said),
                PEER,
                Duration::from_millis(20 * n as u64),
            );
            let mut out = [0; 320];
            playout.pull(&mut out);
            heard.extend(out);
        }
        let loud = amplitude(&heard[16_000..], 5500.0, 16_000);
        if codec.rate_hz() == 16_000 {
            assert!(loud > 5000.0, "{codec:?}: {loud}");
        } else {
            assert!(loud < 100.0, "{codec:?}: {loud}");
        }
    }
}

#[test]
fn timestamps_and_digits_count_in_the_clock_of_the_codec() {
    for codec in codecs() {
        let mut sender = transmitter(codec, 20, 8000);
        let mut before = None;
        for n in 0..12u32 {
            if n == 3 {
                sender.push_digit('5').expect("a digit");
            }
            let packet = Packet::parse(sender.packet(&[0; 160])).expect("our own packet");
            if packet.payload_type == 101 {
                let duration = u16::from_be_bytes([packet.payload[2], packet.payload[3]]);
                let ticks = u32::from(duration);
                assert!(
                    ticks.is_multiple_of(codec.clock_hz() / 50),
                    "{codec:?}: {ticks}"
                );
                assert!(ticks <= codec.clock_hz() / 10, "{codec:?}: {ticks}");
                continue;
            }
            let ticks =
                before.map(|(at, timestamp)| packet.timestamp.wrapping_sub(timestamp) / (n - at));
            assert!(
                ticks.is_none_or(|ticks| ticks == codec.clock_hz() / 50),
                "{codec:?}"
            );
            before = Some((n, packet.timestamp));
        }
    }
}

#[test]
fn a_payload_type_that_is_given_is_the_only_one_taken() {
    let mut sender = Transmitter::new(TransmitterConfig {
        payload_type: 96,
        ..TransmitterConfig::new(Codec::L16, 20)
    })
    .expect("a packet length");
    let (mut receiver, _playout) = receiver(ReceiverConfig {
        payload_type: 96,
        senders: Senders::Peer(PEER),
        ..ReceiverConfig::new(Codec::L16)
    });
    let datagram = sender.packet(&[0; 320]).to_vec();
    assert_eq!(
        receiver.handle(&datagram, PEER, Duration::ZERO),
        Received::Sound
    );
    let mut other = sender.packet(&[0; 320]).to_vec();
    other[1] = 97;
    assert_eq!(
        receiver.handle(&other, PEER, Duration::ZERO),
        Received::Broken
    );
}

/// What is no payload of a codec: refused at once, or found out by the decoder.
fn rubbish(codec: Codec) -> Vec<Vec<u8>> {
    match codec {
        // Every code is a sound: only what is too long is none.
        Codec::Pcmu | Codec::Pcma | Codec::G722 => vec![vec![0; 1300]],
        Codec::L16 => vec![vec![0; 321], vec![0; 1300]],
        Codec::G729 => vec![vec![0; 7], vec![0; 13]],
        // No frames, frames of uneven lengths, a length beyond the end.
        Codec::Opus => vec![vec![0x4b, 0], vec![0x49, 1, 2, 3], vec![0x4a, 200, 1]],
    }
}

#[test]
fn broken_and_unknown_payloads_are_concealed_and_counted() {
    for codec in codecs() {
        for broken in rubbish(codec) {
            let mut sender = transmitter(codec, 20, codec.rate_hz());
            let (mut receiver, mut playout) = listener(codec, codec.rate_hz());
            let packet = sender.samples_per_packet();
            let mut out = vec![0; packet];
            for n in 0..50 {
                let said = sine(400.0, codec.rate_hz(), n * packet, packet);
                let mut datagram = sender.packet(&said).to_vec();
                if n == 25 {
                    datagram.truncate(12);
                    datagram.extend(&broken);
                }
                if n == 40 {
                    datagram[1] = 77;
                }
                receiver.handle(&datagram, PEER, Duration::from_millis(20 * n as u64));
                playout.pull(&mut out);
            }
            let figures = receiver.statistics();
            let what = format!("{codec:?}, {broken:02x?}");
            assert_eq!(figures.broken, 2, "{what}");
            let made_up = figures.concealed_ms + 20 * figures.recovered;
            assert!((20..80).contains(&made_up), "{what}: {figures:?}");
        }
    }
}

/// Speech-like sound: what repeats nothing when it is steady.
fn voice(from: usize, count: usize) -> Vec<i16> {
    (from..from + count)
        .map(|n| {
            let t = n as f64 / 16_000.0;
            let loud = (std::f64::consts::TAU * 2.5 * t).sin().powi(2);
            let phase = std::f64::consts::TAU * (150.0 + 40.0 * (t * 4.0).sin()) * t;
            let buzz: f64 = (1..12)
                .map(|k| (phase * f64::from(k)).sin() / f64::from(k))
                .sum();
            (loud * 6000.0 * buzz) as i16
        })
        .collect()
}

/// What is heard in Opus when packets come in pairs and every so many-th is lost, and the figures.
fn opus_in_pairs(one_lost_in: usize) -> (Vec<i16>, media::ReceiveStatistics) {
    let mut sender = transmitter(Codec::Opus, 20, 16_000);
    let (mut receiver, mut playout) = listener(Codec::Opus, 16_000);
    let mut heard = Vec::new();
    for n in 0..400 {
        let datagram = sender.packet(&voice(n * 320, 320)).to_vec();
        let at = Duration::from_millis(40 * (n as u64 / 2));
        if n % one_lost_in != one_lost_in - 1 {
            receiver.handle(&datagram, PEER, at);
        }
        if n % 2 == 1 {
            for _ in 0..4 {
                let mut out = [0; 160];
                playout.pull(&mut out);
                heard.extend(out);
            }
        }
    }
    (heard, receiver.statistics())
}

#[test]
fn opus_repeats_lost_packets_in_the_next_ones() {
    let (whole, clean) = opus_in_pairs(usize::MAX);
    assert_eq!((clean.recovered, clean.concealed_ms), (0, 0));
    // Odd, so that the lost one is the first of its pair every other time.
    let (heard, figures) = opus_in_pairs(15);
    assert_eq!(figures.lost, 26);
    assert!((10..=26).contains(&figures.recovered), "{figures:?}");
    // Until the packet behind it comes, the beginning of a gap is made up.
    assert!(figures.concealed_ms < 260, "{figures:?}");
    // The second half, where the delay has settled in both: on a line that loses packets the
    // playout waits for what repeats them.
    let apart = |later: usize| -> f64 {
        let pairs = whole[64_000..].iter().zip(&heard[64_000 + later..]);
        pairs
            .map(|(&a, &b)| (f64::from(a) - f64::from(b)).powi(2))
            .sum()
    };
    let power: f64 = whole[64_000..].iter().map(|&a| f64::from(a).powi(2)).sum();
    let later = (0..=480)
        .min_by(|&a, &b| apart(a).total_cmp(&apart(b)))
        .unwrap_or(0);
    let ratio_db = 10.0 * (power / apart(later)).log10();
    assert!(ratio_db > 6.0, "{ratio_db:.1} dB, {later} samples later");
    assert!(later > 0, "it waits for the packet that repeats");
}

/// Speech for two seconds, then a soft hiss for three, then speech again.
fn with_a_pause(rate_hz: u32) -> Vec<i16> {
    let second = rate_hz as usize;
    let mut chance = 7u32;
    let mut hiss = || {
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (chance >> 16) as i16 / 400
    };
    let speech = voice(0, 16_000 * 6);
    let step = 16_000 / second;
    (0..6 * second)
        .map(|n| match n / second {
            0 | 1 | 5 => speech[n * step].saturating_add(hiss()),
            _ => hiss(),
        })
        .collect()
}

#[test]
fn codecs_that_know_pauses_leave_them_out_and_play_the_background() {
    for codec in codecs().filter(|codec| codec.knows_pauses()) {
        let mut sender = transmitter(codec, 20, codec.rate_hz());
        sender.leave_pauses_out(true);
        let (mut receiver, mut playout) = listener(codec, codec.rate_hz());
        let said = with_a_pause(codec.rate_hz());
        let packet = sender.samples_per_packet();
        let (mut heard, mut sent, mut marked) = (Vec::new(), Vec::new(), 0);
        for (n, said) in (0u64..).zip(said.chunks_exact(packet)) {
            let datagram = sender.packet_or_pause(said);
            sent.push(datagram.is_some());
            if let Some(datagram) = datagram {
                let packet = Packet::parse(datagram).expect("our own packet");
                marked += u32::from(packet.marker);
                receiver.handle(datagram, PEER, Duration::from_millis(20 * n));
            }
            let mut out = vec![0; packet];
            playout.pull(&mut out);
            heard.extend(out);
        }
        let sent_in =
            |part: std::ops::Range<usize>| sent[part].iter().filter(|sent| **sent).count();
        assert!(
            sent_in(0..100) > 90,
            "{codec:?}: {} of speech",
            sent_in(0..100)
        );
        assert!(
            sent_in(150..245) < 25,
            "{codec:?}: {} of a pause",
            sent_in(150..245)
        );
        assert!(
            sent_in(255..300) > 40,
            "{codec:?}: {} of speech",
            sent_in(255..300)
        );
        assert!((2..12).contains(&marked), "{codec:?}: {marked} beginnings");
        let figures = receiver.statistics();
        assert_eq!((figures.lost, figures.broken), (0, 0), "{codec:?}");
        assert!(figures.concealed_ms < 60, "{codec:?}: {figures:?}");
        let second = codec.rate_hz() as usize;
        let loudest = |from: usize, to: usize| {
            let part = &heard[from * second / 10..to * second / 10];
            part.iter()
                .map(|sample| sample.unsigned_abs())
                .max()
                .unwrap_or(0)
        };
        assert!(
            loudest(10, 20) > 3000 && loudest(52, 60) > 3000,
            "{codec:?}"
        );
        if codec == Codec::G729 {
            assert!(
                (10..600).contains(&loudest(35, 48)),
                "{codec:?}: {}",
                loudest(35, 48)
            );
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        cases: 100,
        failure_persistence: None,
        ..Default::default()
    })]
    #[test]
    fn no_bytes_can_hurt_a_decoder(
        payloads in proptest::collection::vec(
            proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400),
            1..20,
        ),
    ) {
        for codec in Codec::ALL {
            let mut decoder = media::Decoder::new(codec);
            for payload in &payloads {
                let mut samples = [0; 1920];
                let made = decoder.decode(payload, &mut samples);
                let recovered = decoder.recover(payload, &mut samples[..320]);
                proptest::prop_assert!(made <= 1920 && recovered <= 320);
            }
        }
    }
}
