//! Streams that do not keep to the rules: survived, and heard again soon.

mod line;

use std::time::Duration;

use media::{Codec, Playback, ReceiverConfig, Senders, receiver};
use proptest::prelude::*;

use line::{CLEAN, DEVICE, Line, PEER, speech, steps::largest_step};

#[test]
fn another_source_takes_over_without_a_click_or_a_long_pause() {
    let said: Vec<i16> = (0..80_000)
        .map(|n| ((n as f32 * std::f32::consts::TAU * 200.0 / 8000.0).sin() * 12_000.0) as i16)
        .collect();
    let usual = largest_step(&said);
    let mut line = Line::new(said, 20);
    line.run(2000.0, CLEAN, DEVICE);
    line.replace_source();
    line.run(1000.0, CLEAN, DEVICE);
    let step = largest_step(&line.heard);
    assert!(step <= usual * 3 / 2, "step {step}, usual {usual}");
    let after = &line.heard[line.heard.len() - 8000..];
    let longest_silence = after
        .split(|sample| sample.abs() > 2000)
        .map(<[i16]>::len)
        .max();
    assert!(
        longest_silence.is_some_and(|samples| samples < 8 * 60),
        "{longest_silence:?}"
    );
    let statistics = line.statistics();
    assert_eq!((statistics.lost, statistics.late), (0, 0), "{statistics:?}");
}

#[test]
fn a_pause_of_the_sender_is_not_concealed_for_ever() {
    let mut line = Line::new(speech(8000 * 13), 20);
    line.run(2000.0, CLEAN, DEVICE);
    line.run(20_000.0, "loss=1.0", DEVICE);
    let statistics = line.statistics();
    assert!(
        (900..=1010).contains(&statistics.concealed_ms),
        "{statistics:?}"
    );
    assert!(line.heard[8000 * 4..].iter().all(|&sample| sample == 0));
    let before = line.heard.len();
    line.run(300.0, CLEAN, DEVICE);
    assert!(
        line.heard[before..]
            .iter()
            .any(|&sample| sample.abs() > 500)
    );
}

#[test]
fn timestamps_that_stood_still_in_a_pause_are_followed() {
    for pause in [300.0, 900.0, 1500.0, 8000.0] {
        let mut line = Line::new(speech(8000 * 13), 20);
        line.run(3000.0, CLEAN, DEVICE);
        // Pulled with nothing sent: afterwards everything is late by the pause.
        let mut out = vec![0; 80];
        for _ in 0..(pause / 10.0) as usize {
            line.playout.pull(&mut out);
        }
        line.run(1000.0, CLEAN, DEVICE);
        line.receiver.clear_statistics();
        line.run(3000.0, CLEAN, DEVICE);
        let statistics = line.statistics();
        println!("pause {pause}: {statistics:?}");
        assert_eq!(
            (statistics.late, statistics.concealed_ms),
            (0, 0),
            "pause {pause}"
        );
        assert!(
            statistics.playout_delay_ms < 40,
            "pause {pause}: {statistics:?}"
        );
    }
}

/// A datagram with these numbers.
#[test]
fn timestamps_that_leap_for_ever_are_counted_and_hurt_nothing() {
    let (mut receiver, _playout) = receiver(ReceiverConfig {
        senders: Senders::Peer(PEER),
        ..ReceiverConfig::new(Codec::Pcmu)
    });
    let (mut sequence, mut timestamp) = (0u16, 0u32);
    for n in 0..10_000 {
        receiver.handle(
            &datagram(sequence, timestamp, 7, 160),
            PEER,
            Duration::from_millis(20 * n),
        );
        sequence = sequence.wrapping_add(1);
        timestamp = timestamp.wrapping_add(i32::MAX.cast_unsigned());
    }
    assert_eq!(receiver.statistics().packets, 10_000);
}

fn datagram(sequence: u16, timestamp: u32, ssrc: u32, payload: usize) -> Vec<u8> {
    let mut bytes = vec![0x80, 0];
    bytes.extend(sequence.to_be_bytes());
    bytes.extend(timestamp.to_be_bytes());
    bytes.extend(ssrc.to_be_bytes());
    bytes.resize(12 + payload, 0x55);
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_numbers_can_hurt(
        packets in proptest::collection::vec(
            (any::<u16>(), prop_oneof![any::<u32>(), 0..20_000u32], 0..3u32, 0..600usize, 0..900usize),
            1..120,
        )
    ) {
        let (mut receiver, mut playout) = receiver(ReceiverConfig {
            event_payload_type: Some(101),
            senders: Senders::Peer(PEER),
            ..ReceiverConfig::new(Codec::Pcmu)
        });
        let mut out = [0; 900];
        let mut pulled = 0;
        for (sequence, timestamp, ssrc, payload, pull) in packets {
            receiver.handle(&datagram(sequence, timestamp, ssrc, payload), PEER, Duration::ZERO);
            playout.pull(&mut out[..pull]);
            pulled += pull as u64;
        }
        prop_assert!(receiver.statistics().played_ms <= pulled / 8 + 1);
    }
}
