//! Pauses that are not sent: what goes out, what is heard in their place, and the figures.

mod line;

use std::time::Duration;

use media::packet::Packet;
use media::{
    Codec, ComfortNoise, Playback, Received, Receiver, ReceiverConfig, Senders, SilenceSuppressor,
    Transmitter, TransmitterConfig, Verdict, receiver,
};
use proptest::prelude::*;

use line::{CLEAN, Chance, DEVICE, Line, PEER, speech, steps::largest_step};

/// White noise, −55 dBov or so.
fn room(samples: usize, chance: &mut Chance) -> Vec<i16> {
    (0..samples)
        .map(|_| ((chance.next() * 2.0 - 1.0) * 100.0) as i16)
        .collect()
}

/// Four seconds of speech, four of pause, three times; noise of a room everywhere.
fn talk() -> Vec<i16> {
    let mut chance = Chance(11);
    let voice = speech(8000 * 4);
    let mut said = Vec::new();
    for _ in 0..3 {
        let noise = room(voice.len(), &mut chance);
        said.extend(voice.iter().zip(noise).map(|(&a, b)| a.saturating_add(b)));
        said.extend(room(8000 * 4, &mut chance));
    }
    said
}

fn level(sound: &[i16]) -> f64 {
    let power: f64 = sound.iter().map(|&s| f64::from(s).powi(2)).sum();
    10.0 * (power / sound.len() as f64 / 32768.0f64.powi(2) + 1e-12).log10()
}

fn transmitter(ptime_ms: u32) -> Transmitter {
    Transmitter::new(TransmitterConfig {
        event_payload_type: Some(101),
        ssrc: 5,
        ..TransmitterConfig::new(Codec::Pcmu, ptime_ms)
    })
    .expect("a packet length")
}

fn listener() -> (Receiver, media::Playout) {
    receiver(ReceiverConfig {
        senders: Senders::Peer(PEER),
        ..ReceiverConfig::new(Codec::Pcmu)
    })
}

/// What is sent of a sound: payload type, marker, sequence and timestamp of each packet.
fn sent(said: &[i16], ptime_ms: u32) -> Vec<(u8, bool, u16, u32)> {
    let mut transmitter = transmitter(ptime_ms);
    let mut suppressor = SilenceSuppressor::new(8000, Codec::Pcmu);
    let mut sent = Vec::new();
    for block in said.chunks_exact(transmitter.samples_per_packet()) {
        let datagram = match suppressor.judge(block) {
            Verdict::Sound => transmitter.packet(block),
            Verdict::Noise(noise) => transmitter.comfort_noise(&noise),
            Verdict::Nothing => {
                transmitter.skip();
                continue;
            }
        };
        let packet = Packet::parse(datagram).expect("our own packet");
        sent.push((
            packet.payload_type,
            packet.marker,
            packet.sequence,
            packet.timestamp,
        ));
    }
    sent
}

#[test]
fn a_pause_is_a_few_packets_of_noise_and_the_speech_after_it_is_marked() {
    for ptime_ms in [10, 20, 30, 60] {
        let said = talk();
        let sent = sent(&said, ptime_ms);
        let of_all = said.len() / (8 * ptime_ms as usize);
        assert!(
            sent.len() < of_all * 3 / 4,
            "{ptime_ms} ms: {} of {of_all}",
            sent.len()
        );
        for (at, pair) in sent.windows(2).enumerate() {
            let [before, packet] = pair else {
                unreachable!("windows of two")
            };
            assert_eq!(packet.2, before.2.wrapping_add(1), "sequence at {at}");
            let (spoke, speaks) = (before.0 == 0, packet.0 == 0);
            assert_eq!(packet.1, speaks && !spoke, "marker at {at}");
            let step = packet.3.wrapping_sub(before.3);
            if spoke {
                assert_eq!(step, 8 * ptime_ms, "timestamps at {at}");
            } else if !speaks {
                assert!(
                    (8 * 200..=8 * 2060).contains(&step),
                    "told again after {step}"
                );
            }
        }
        let noise = sent.iter().filter(|packet| packet.0 == 13).count();
        assert!((6..=40).contains(&noise), "{ptime_ms} ms: {noise}");
    }
}

#[test]
fn speech_itself_is_sent_whole() {
    let said = talk();
    let mut suppressor = SilenceSuppressor::new(8000, Codec::Pcmu);
    for (at, block) in said.chunks_exact(160).enumerate() {
        let verdict = suppressor.judge(block);
        if level(block) > -40.0 {
            assert_eq!(verdict, Verdict::Sound, "packet {at}, {}", level(block));
        }
    }
}

#[test]
fn tones_and_music_are_sent_however_long_they_last() {
    let mut suppressor = SilenceSuppressor::new(8000, Codec::Pcmu);
    for n in 0..1500usize {
        let hz = [262.0, 330.0, 392.0][n / 100 % 3];
        let block: Vec<i16> = (0..160)
            .map(|m| {
                let t = (n * 160 + m) as f64 / 8000.0;
                (2000.0 * (std::f64::consts::TAU * hz * t).sin()) as i16
            })
            .collect();
        assert_eq!(suppressor.judge(&block), Verdict::Sound, "packet {n}");
    }
}

#[test]
fn a_muted_microphone_tells_silence_at_once_after_the_hang_over() {
    let mut suppressor = SilenceSuppressor::new(8000, Codec::Pcmu);
    let mut verdicts = Vec::new();
    for block in speech(12_000).chunks_exact(160) {
        suppressor.judge(block);
    }
    for _ in 0..15 {
        verdicts.push(suppressor.judge(&[0; 160]));
    }
    let noise = verdicts
        .iter()
        .find(|verdict| **verdict != Verdict::Sound)
        .expect("a pause within 300 ms");
    assert!(
        matches!(noise, Verdict::Noise(noise) if noise.level() > 100),
        "{noise:?}"
    );
}

#[test]
fn the_background_is_told_again_when_it_changes() {
    let mut chance = Chance(4);
    let mut suppressor = SilenceSuppressor::new(8000, Codec::Pcmu);
    let mut levels = Vec::new();
    for n in 0..600 {
        // Louder by 6 dB at a time, slowly enough to stay background.
        let loud = 1 << (n / 200);
        let block: Vec<i16> = room(160, &mut chance).iter().map(|s| s * loud).collect();
        if let Verdict::Noise(noise) = suppressor.judge(&block) {
            levels.push(noise.level());
        }
    }
    let (first, last) = (levels[0], levels[levels.len() - 1]);
    assert!(first.abs_diff(55) <= 2, "{levels:?}");
    assert!(last.abs_diff(43) <= 2, "{levels:?}");
}

#[test]
fn the_pause_sounds_like_the_room_and_conceals_nothing() {
    let said = talk();
    let mut line = Line::new(said, 20);
    line.suppress_silence();
    line.run(23_900.0, CLEAN, DEVICE);
    let statistics = line.statistics();
    assert_eq!((statistics.lost, statistics.late), (0, 0), "{statistics:?}");
    assert_eq!(statistics.concealed_ms, 0, "{statistics:?}");
    assert_eq!(statistics.quality.concealed_seconds, 0);
    assert!(statistics.packets < 900, "{statistics:?}");
    // Well inside the second pause, against the room that was not sent.
    let pause = &line.heard[8000 * 13..8000 * 15];
    assert!((level(pause) + 55.0).abs() < 2.0, "{}", level(pause));
    assert!(
        pause
            .chunks(400)
            .all(|piece| (level(piece) + 55.0).abs() < 4.0)
    );
}

#[test]
fn loss_in_a_talk_with_pauses_is_counted_as_what_was_sent_and_lost() {
    for seed in 1..=5 {
        let mut line = Line::new(talk(), 20);
        line.suppress_silence();
        line.run(1000.0, CLEAN, DEVICE);
        line.run(22_900.0, &format!("loss=5%,seed={seed}"), DEVICE);
        let statistics = line.statistics();
        assert!(statistics.lost > 10, "{statistics:?}");
        let most = statistics.lost * 20;
        assert!(
            statistics.concealed_ms <= most + 20 && statistics.concealed_ms * 2 >= most,
            "seed {seed}: {statistics:?}"
        );
        for at in [5, 6, 13, 14, 21, 22] {
            let pause = &line.heard[8000 * at + 4000..8000 * (at + 1)];
            assert!(
                level(pause) > -62.0,
                "seed {seed}, {at} s: {}",
                level(pause)
            );
        }
    }
}

#[test]
fn speech_after_a_long_pause_is_heard_whole_whatever_the_clocks_do() {
    let mut chance = Chance(2);
    let voice = speech(8000 * 2);
    let mut said = voice.clone();
    said.extend(room(8000 * 60, &mut chance));
    said.extend(&voice);
    for drift_ppm in [-300.0, 0.0, 300.0] {
        let mut line = Line::new(said.clone(), 20);
        line.suppress_silence();
        let device = line::Device {
            drift_ppm,
            ..DEVICE
        };
        line.run(63_900.0, CLEAN, device);
        let statistics = line.statistics();
        assert_eq!(
            (statistics.lost, statistics.late, statistics.concealed_ms),
            (0, 0, 0),
            "{drift_ppm} ppm: {statistics:?}"
        );
        assert!(
            statistics.playout_delay_ms < 40,
            "{drift_ppm} ppm: {statistics:?}"
        );
        let speech_ends = &line.heard[line.heard.len() - 8000..];
        assert!(level(speech_ends) > -30.0, "{drift_ppm} ppm");
    }
}

#[test]
fn a_sender_that_falls_silent_without_a_word_has_lost_nothing() {
    let (mut receiver, mut playout) = listener();
    let mut transmitter = transmitter(20);
    let said = speech(8000);
    let mut out = [0; 160];
    for n in 0..150u64 {
        let at = Duration::from_millis(n * 20);
        if (50..80).contains(&n) {
            transmitter.skip();
        } else {
            let from = (n as usize % 49) * 160;
            receiver.handle(transmitter.packet(&said[from..from + 160]), PEER, at);
        }
        playout.pull(&mut out);
    }
    let statistics = receiver.statistics();
    assert_eq!(statistics.concealed_ms, 0, "{statistics:?}");
}

#[test]
fn noise_is_played_for_both_payload_types_and_with_times_of_its_own() {
    for (payload_type, timestamp) in [(13, None), (19, None), (13, Some(77))] {
        let (mut receiver, mut playout) = listener();
        let mut transmitter = transmitter(20);
        let said = speech(8000);
        let mut out = [0; 160];
        let mut heard = Vec::new();
        for n in 0..200u64 {
            let at = Duration::from_millis(n * 20);
            let from = (n as usize % 49) * 160;
            let datagram = match n {
                50 => {
                    let mut noise = transmitter.comfort_noise(&ComfortNoise::white(45)).to_vec();
                    noise[1] = payload_type;
                    if let Some(timestamp) = timestamp {
                        noise[4..8].copy_from_slice(&u32::to_be_bytes(timestamp));
                    }
                    Some(noise)
                }
                51..150 => {
                    transmitter.skip();
                    None
                }
                _ => Some(transmitter.packet(&said[from..from + 160]).to_vec()),
            };
            if let Some(datagram) = datagram {
                let done = receiver.handle(&datagram, PEER, at);
                let expected = match n {
                    50 => Received::ComfortNoise,
                    _ => Received::Sound,
                };
                assert_eq!(done, expected);
            }
            playout.pull(&mut out);
            heard.extend(out);
        }
        let pause = level(&heard[160 * 60..160 * 145]);
        assert!((pause + 45.0).abs() < 1.5, "type {payload_type}: {pause}");
        let statistics = receiver.statistics();
        assert_eq!(
            (statistics.lost, statistics.late, statistics.concealed_ms),
            (0, 0, 0),
            "type {payload_type}: {statistics:?}"
        );
    }
}

#[test]
fn the_ends_of_a_pause_make_no_click() {
    let (mut receiver, mut playout) = listener();
    let mut transmitter = transmitter(20);
    let mut out = [0; 160];
    let mut heard = Vec::new();
    let hum =
        |n: usize| (6000.0 * (std::f64::consts::TAU * 150.0 * n as f64 / 8000.0).sin()) as i16;
    let usual = largest_step(&(0..800).map(hum).collect::<Vec<_>>());
    for n in 0..120u64 {
        let at = Duration::from_millis(n * 20);
        let said: Vec<i16> = (0..160).map(|m| hum(n as usize * 160 + m)).collect();
        match n {
            // At an unlucky phase of the hum.
            31 => {
                receiver.handle(
                    transmitter.comfort_noise(&ComfortNoise::white(60)),
                    PEER,
                    at,
                );
            }
            32..77 => transmitter.skip(),
            _ => {
                receiver.handle(transmitter.packet(&said), PEER, at);
            }
        }
        playout.pull(&mut out);
        heard.extend(out);
    }
    let step = largest_step(&heard);
    assert!(step <= usual * 2, "step {step}, usual {usual}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_noise_can_hurt(
        packets in proptest::collection::vec(
            (
                any::<bool>(),
                prop_oneof![any::<u16>(), 0..200u16],
                prop_oneof![any::<u32>(), 0..20_000u32],
                proptest::collection::vec(any::<u8>(), 0..40),
                0..900usize,
            ),
            1..120,
        )
    ) {
        let (mut receiver, mut playout) = listener();
        let mut out = [0; 900];
        let mut pulled = 0;
        for (noise, sequence, timestamp, payload, pull) in packets {
            let mut datagram = vec![0x80, if noise { 13 } else { 0 }];
            datagram.extend(sequence.to_be_bytes());
            datagram.extend(timestamp.to_be_bytes());
            datagram.extend([0, 0, 0, 1]);
            datagram.extend(payload);
            receiver.handle(&datagram, PEER, Duration::ZERO);
            playout.pull(&mut out[..pull]);
            pulled += pull as u64;
        }
        let statistics = receiver.statistics();
        prop_assert!(statistics.concealed_ms <= statistics.played_ms.max(1));
        prop_assert!(statistics.played_ms <= pulled / 8 + 1);
    }
}
