//! What runs in a sound callback neither allocates nor frees.

mod line;

use std::sync::Arc;
use std::time::Duration;

use assert_no_alloc::{AllocDisabler, assert_no_alloc};
use media::volume::gain;
use media::{
    Amplifier, AmplifierControl, BuiltInTune, Capture, Codec, Playback, ReceiverConfig, Region,
    RingMode, SIDE_TONE, Senders, SilenceSuppressor, Tone, Transmitter, TransmitterConfig, Verdict,
    ear, mouth, receiver, side_tone,
};

use line::{Chance, DEVICE, Line, PEER, speech};

#[global_allocator]
static ALLOCATOR: AllocDisabler = AllocDisabler;

#[test]
fn the_ear_allocates_nothing_whatever_it_is_told_and_whatever_the_line_does() {
    let (mut ear, mut control) = ear(8000);
    let _played = ear.hand_over_played();
    let said = speech(8000);
    let mut chance = Chance(3);
    let mut transmitter = Transmitter::new(TransmitterConfig {
        ssrc: 9,
        ..TransmitterConfig::new(Codec::Pcma, 20)
    })
    .expect("a packet length");
    let config = ReceiverConfig {
        senders: Senders::Peer(PEER),
        ..ReceiverConfig::new(Codec::Pcma)
    };
    let mut out = vec![0; 480];
    let mut heard = 0u64;
    for call in 0..4u32 {
        let (mut receiver, playout) = receiver(config);
        control.add(call, playout).expect("there is room");
        for packet in 0..400u64 {
            match packet {
                50 => control.play_tone(Tone::of(0x2d, Region::NorthAmerica)),
                90 => control.play_tone(Tone::of(0x23, Region::Europe)),
                130 => control.play_tone(None),
                150 => control.start_ring(RingMode::Outside, true),
                160 | 180 => {
                    let built_in = BuiltInTune::ALL[call as usize + usize::from(packet == 180)];
                    control.set_ring_tune(Some(Arc::new(built_in.tune(8000))));
                    control.start_ring(RingMode::Inside, false);
                }
                190 => control.set_ring_tune(None),
                200 => control.stop_ring(),
                210 => control.play_clip(Some(said[..4000].into())),
                215 => control.play_clip(Some(said[4000..].into())),
                230 => control.play_clip(None),
                220 => control.set_speech_gain(gain(90)),
                390 => control.remove(call),
                _ => {}
            }
            let at = (packet as usize * 160) % 7000;
            // Loss, jitter and a device that changes its period, stalls and comes back.
            let sent = transmitter.packet(&said[at..at + 160]).to_vec();
            if chance.next() > 0.1 {
                receiver.handle(&sent, PEER, Duration::from_millis(packet * 20));
            }
            let pulls: &[usize] = match packet {
                0..100 => &[80, 80],
                100..120 => &[],
                120..200 => &[37, 123],
                200..260 => &[160],
                _ if packet % 3 == 0 => &[480],
                _ => &[],
            };
            for &length in pulls {
                assert_no_alloc(|| ear.pull(&mut out[..length]));
                heard += out[..length]
                    .iter()
                    .map(|&sample| u64::from(sample.unsigned_abs()))
                    .sum::<u64>();
            }
        }
    }
    assert!(heard > 1_000_000);
}

#[test]
fn the_side_tone_allocates_nothing_on_either_side() {
    let (ear, _control) = ear(8000);
    let (mouth, _reader) = mouth(8000);
    let (mut mouth, mut ear, side_tone) = side_tone(mouth, ear, 8000);
    let mut out = [0; 480];
    let mut heard = false;
    let lengths = [80, 480, 37, 160, 0, 240];
    for (turn, length) in lengths.into_iter().cycle().take(60).enumerate() {
        side_tone.set(if turn < 40 { SIDE_TONE } else { 0.0 });
        assert_no_alloc(|| {
            mouth.push(&[3000; 160]);
            ear.pull(&mut out[..length]);
        });
        heard |= out[..length].iter().any(|&sample| sample != 0);
    }
    assert!(heard);
}

#[test]
fn a_microphone_with_a_gain_allocates_nothing_while_it_changes() {
    let (mouth, mut reader) = mouth(8000);
    let control = AmplifierControl::default();
    let mut amplifier = Amplifier::new(mouth, &control, 8000);
    let mut said = [0; 160];
    let mut loudest = 0;
    for gain_db in [0, 6, 20, -20, 0] {
        control.set_db(gain_db);
        for length in [80, 480, 37, 0, 683] {
            assert_no_alloc(|| amplifier.push(&[3000; 683][..length]));
        }
        for _ in 0..8 {
            reader.read(&mut said);
            loudest = said.into_iter().max().unwrap_or(0).max(loudest);
        }
    }
    assert!(loudest > 20_000, "{loudest}");
}

#[test]
fn the_playout_allocates_nothing_in_a_storm() {
    let mut line = Line::new(speech(8000 * 5), 20);
    let storm = "jitter=90ms,loss=0.1";
    for _ in 0..300 {
        // The line allocates, the playout at its end must not.
        line.run(10.0, storm, DEVICE);
        let mut out = [0; 7];
        assert_no_alloc(|| line.playout.pull(&mut out));
    }
    assert!(line.statistics().concealed_ms > 0);
}

#[test]
fn silence_is_suppressed_and_noise_played_without_allocating() {
    let (mut receiver, mut playout) = receiver(ReceiverConfig {
        senders: Senders::Peer(PEER),
        ..ReceiverConfig::new(Codec::Pcmu)
    });
    let mut transmitter = Transmitter::new(TransmitterConfig {
        ssrc: 9,
        ..TransmitterConfig::new(Codec::Pcmu, 20)
    })
    .expect("a packet length");
    let mut suppressor = SilenceSuppressor::new(8000, Codec::Pcmu);
    let said = speech(8000);
    let mut out = [0; 160];
    let mut told = 0;
    for n in 0..300u64 {
        let speaks = !(100..250).contains(&n);
        let from = (n as usize % 49) * 160;
        let at = Duration::from_millis(n * 20);
        told += assert_no_alloc(|| {
            let block = if speaks {
                &said[from..from + 160]
            } else {
                &[0; 160]
            };
            let verdict = suppressor.judge(block);
            match &verdict {
                Verdict::Sound => receiver.handle(transmitter.packet(block), PEER, at),
                Verdict::Noise(noise) => {
                    receiver.handle(transmitter.comfort_noise(noise), PEER, at)
                }
                Verdict::Nothing => {
                    transmitter.skip();
                    playout.pull(&mut out);
                    return 0;
                }
            };
            playout.pull(&mut out);
            u32::from(verdict != Verdict::Sound)
        });
    }
    assert!(told >= 2, "{told}");
}

#[test]
fn the_mouth_allocates_nothing_even_when_nobody_reads() {
    let (mut mouth, mut reader) = mouth(8000);
    let sound = speech(4800);
    for length in [80, 480, 37, 4800] {
        assert_no_alloc(|| mouth.push(&sound[..length]));
    }
    let mut block = [0; 160];
    assert_no_alloc(|| reader.read(&mut block));
    assert!(reader.statistics().shed > 0);
}

#[test]
fn sending_and_receiving_allocate_nothing_either() {
    let (mut receiver, _playout) = receiver(ReceiverConfig {
        event_payload_type: Some(101),
        senders: Senders::Peer(PEER),
        ..ReceiverConfig::new(Codec::Pcmu)
    });
    let mut transmitter = Transmitter::new(TransmitterConfig {
        event_payload_type: Some(101),
        ssrc: 9,
        ..TransmitterConfig::new(Codec::Pcmu, 20)
    })
    .expect("a packet length");
    for n in 0..100 {
        if n % 20 == 0 {
            transmitter.push_digit('7').expect("a digit");
        }
        assert_no_alloc(|| {
            let datagram = transmitter.packet(&[1000; 160]);
            receiver.handle(datagram, PEER, Duration::from_millis(n * 20))
        });
    }
    assert!(receiver.statistics().digits >= 5);
}

#[test]
fn no_codec_allocates_in_a_packet_or_in_a_pull() {
    for codec in Codec::ALL.into_iter().filter(|codec| codec.is_available()) {
        // One end has the codec's rate, the other has not.
        let rate_hz = 24_000 - codec.rate_hz();
        let (mut receiver, mut playout) = receiver(ReceiverConfig {
            senders: Senders::Peer(PEER),
            rate_hz,
            ..ReceiverConfig::new(codec)
        });
        let mut transmitter =
            Transmitter::new(TransmitterConfig::new(codec, 20)).expect("a packet length");
        let packet = transmitter.samples_per_packet();
        let said = speech(packet * 200);
        let mut out = vec![0; rate_hz as usize / 50];
        for (n, said) in (0u64..).zip(said.chunks_exact(packet)) {
            assert_no_alloc(|| {
                let datagram = transmitter.packet(said);
                // Some are lost, some are broken.
                if n % 9 != 5 {
                    let length = if n % 20 == 7 { 15 } else { datagram.len() };
                    receiver.handle(&datagram[..length], PEER, Duration::from_millis(n * 20));
                }
                playout.pull(&mut out);
            });
        }
        let figures = receiver.statistics();
        let made_up = figures.concealed_ms + 20 * figures.recovered;
        assert!(
            figures.packets > 150 && made_up > 200,
            "{codec:?}: {figures:?}"
        );
    }
}
