//! What a packet of 20 ms costs each codec: `cargo bench -p media --bench codecs`.

use divan::counter::ItemsCount;
use media::packet::{MAX_PACKET_SAMPLES, MAX_PAYLOAD};
use media::{Codec, Decoder, Encoder};

/// Packets in one run: ten seconds of speech.
const PACKETS: usize = 500;

fn main() {
    divan::main();
}

/// The codecs that this machine has.
fn codecs() -> impl Iterator<Item = Codec> {
    Codec::ALL.into_iter().filter(|codec| codec.is_available())
}

/// Something like speech: a gliding buzz with pauses and some noise.
fn speech(codec: Codec) -> Vec<Vec<i16>> {
    let rate = codec.rate_hz() as f32;
    let packet = codec.rate_hz() as usize / 50;
    let mut chance = 1u32;
    let sample = |n: usize| {
        let t = n as f32 / rate;
        let loud = (std::f32::consts::TAU * 2.0 * t).sin().max(0.0);
        let phase = std::f32::consts::TAU * (120.0 + 20.0 * (t * 3.0).sin()) * t;
        let buzz: f32 = (1..20).map(|k| (phase * k as f32).sin() / k as f32).sum();
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (loud * 6000.0 * buzz) as i16 + (chance >> 24) as i16
    };
    let whole: Vec<i16> = (0..PACKETS * packet).map(sample).collect();
    whole.chunks(packet).map(<[i16]>::to_vec).collect()
}

#[divan::bench(args = codecs())]
fn encode(bencher: divan::Bencher<'_, '_>, codec: Codec) {
    let speech = speech(codec);
    bencher
        .counter(ItemsCount::new(PACKETS))
        .with_inputs(|| Encoder::new(codec))
        .bench_local_values(|mut encoder| {
            let mut payload = [0; MAX_PAYLOAD];
            for packet in &speech {
                divan::black_box(encoder.encode(packet, &mut payload));
            }
        });
}

#[divan::bench(args = codecs())]
fn decode(bencher: divan::Bencher<'_, '_>, codec: Codec) {
    let mut encoder = Encoder::new(codec);
    let encoded = |packet: &Vec<i16>| {
        let mut payload = [0; MAX_PAYLOAD];
        let length = encoder.encode(packet, &mut payload);
        payload[..length].to_vec()
    };
    let payloads: Vec<Vec<u8>> = speech(codec).iter().map(encoded).collect();
    bencher
        .counter(ItemsCount::new(PACKETS))
        .with_inputs(|| Decoder::new(codec))
        .bench_local_values(|mut decoder| {
            let mut samples = [0; MAX_PACKET_SAMPLES];
            for payload in &payloads {
                divan::black_box(decoder.decode(payload, &mut samples));
            }
        });
}
