//! Each codec against another implementation of it, in both directions.
//!
//! G.711 is held to the tables of its Recommendation beside its code. For the others the
//! other side is ffmpeg, whose own codecs (not libopus, not bcg729) share no code with
//! those used here. Where ffmpeg is missing the tests say so and are left out; on CI that
//! is a failure.

mod ffmpeg;
mod ogg_stream;

use ffmpeg::{ffmpeg, samples_of};
use media::packet::{MAX_PACKET_SAMPLES, MAX_PAYLOAD};
use media::{Codec, Decoder, Encoder};

/// Samples of 20 ms of wideband, and of narrowband.
const WIDE: usize = 320;
const NARROW: usize = 160;

/// Something like a voice: a gliding buzz that comes and goes, with harmonics up to half the rate.
fn voice(rate_hz: u32, seconds: usize) -> Vec<i16> {
    let rate = f64::from(rate_hz);
    let mut phase = 0.0;
    (0..seconds * rate_hz as usize)
        .map(|n| {
            let t = n as f64 / rate;
            let hz = 140.0 + 30.0 * (std::f64::consts::TAU * 0.7 * t).sin();
            phase += std::f64::consts::TAU * hz / rate;
            let loud = (std::f64::consts::TAU * 1.5 * t).sin().max(0.0).powi(2);
            let harmonics = (0.45 * rate / hz) as u32;
            let buzz: f64 = (1..=harmonics)
                .map(|k| (phase * f64::from(k)).sin() / f64::from(k).powf(1.3))
                .sum();
            (loud * 5000.0 * buzz) as i16
        })
        .collect()
}

fn bytes_of(samples: &[i16]) -> Vec<u8> {
    samples
        .iter()
        .flat_map(|sample| sample.to_le_bytes())
        .collect()
}

/// The payloads of a sound in packets of `packet` samples.
fn encoded(codec: Codec, sound: &[i16], packet: usize) -> Vec<Vec<u8>> {
    let mut encoder = Encoder::new(codec);
    sound
        .chunks_exact(packet)
        .map(|samples| {
            let mut payload = [0; MAX_PAYLOAD];
            let length = encoder.encode(samples, &mut payload);
            payload[..length].to_vec()
        })
        .collect()
}

/// What payloads sound like.
fn decoded<'a>(codec: Codec, payloads: impl IntoIterator<Item = &'a [u8]>) -> Vec<i16> {
    let mut decoder = Decoder::new(codec);
    let mut sound = Vec::new();
    for payload in payloads {
        let mut samples = [0; MAX_PACKET_SAMPLES];
        let made = decoder.decode(payload, &mut samples);
        assert_eq!(made, codec.samples_in(payload), "{codec:?}");
        sound.extend_from_slice(&samples[..made]);
    }
    sound
}

/// Where two sounds begin to differ.
fn first_difference(one: &[i16], other: &[i16]) -> Option<(usize, i16, i16)> {
    let pairs = one.iter().zip(other).enumerate();
    pairs
        .map(|(n, (&one, &other))| (n, one, other))
        .find(|&(_, one, other)| one != other)
}

/// Level of `wanted` above its difference to `got`, dB.
fn signal_to_noise(wanted: &[i16], got: &[i16]) -> f64 {
    let power = |samples: &mut dyn Iterator<Item = f64>| samples.map(|x| x * x).sum::<f64>();
    let signal = power(&mut wanted.iter().map(|&sample| f64::from(sample)));
    let pairs = wanted.iter().zip(got);
    let noise = power(&mut pairs.map(|(&a, &b)| f64::from(a) - f64::from(b)));
    10.0 * (signal / noise.max(1.0)).log10()
}

/// The [`signal_to_noise`] with `got` up to `most` samples later or earlier, whatever fits best.
fn aligned_signal_to_noise(wanted: &[i16], got: &[i16], most: usize) -> f64 {
    let middle = &wanted[most..wanted.len().min(got.len()) - most];
    // A loud part of it is enough to find the shift.
    let part = middle.len() * 3 / 8..middle.len() * 3 / 8 + 2000;
    let ratio = |shift: &usize| signal_to_noise(&middle[part.clone()], &got[shift + part.start..]);
    let shift = (0..=2 * most).max_by(|one, other| ratio(one).total_cmp(&ratio(other)));
    signal_to_noise(middle, &got[shift.unwrap_or(most)..])
}

#[test]
fn g722_of_ffmpeg_decodes_to_the_same_samples() {
    let sound = voice(16_000, 4);
    let Some(payload) = ffmpeg(
        &["-f", "s16le", "-ar", "16000", "-ac", "1"],
        &bytes_of(&sound),
        &["-c:a", "g722", "-f", "g722"],
    ) else {
        return;
    };
    let there = ffmpeg(&["-f", "g722"], &payload, &["-f", "s16le"]).expect("it decodes, too");
    let here = decoded(Codec::G722, payload.chunks_exact(NARROW));
    assert!(here.len() > 60_000);
    let there = samples_of(&there);
    // The crate begins with other scale factors than the Recommendation; within a quarter
    // of a second the adaptation has forgotten them, and none of it can be heard.
    let (begin, rest) = here.split_at(4000);
    let apart = |(one, other): (&i16, &i16)| (i32::from(*one) - i32::from(*other)).abs();
    assert!(begin.iter().zip(&there).map(apart).max() < Some(32));
    assert_eq!(first_difference(rest, &there[4000..]), None);
}

#[test]
fn g722_of_ours_is_as_good_to_ffmpeg_as_its_own() {
    let sound = voice(16_000, 4);
    let payloads = encoded(Codec::G722, &sound, WIDE);
    assert!(payloads.iter().all(|payload| payload.len() == NARROW));
    let payload = payloads.concat();
    let Some(there) = ffmpeg(&["-f", "g722"], &payload, &["-f", "s16le"]) else {
        return;
    };
    let there = samples_of(&there);
    assert_eq!(
        there,
        decoded(Codec::G722, payloads.iter().map(Vec::as_slice))
    );
    let own = ffmpeg(
        &["-f", "s16le", "-ar", "16000", "-ac", "1"],
        &bytes_of(&sound),
        &["-c:a", "g722", "-f", "g722"],
    )
    .and_then(|own| ffmpeg(&["-f", "g722"], &own, &["-f", "s16le"]))
    .expect("it encodes, too");
    // The filter bank delays by 22 samples.
    let ours = aligned_signal_to_noise(&sound, &there, 32);
    let own = aligned_signal_to_noise(&sound, &samples_of(&own), 32);
    assert!(
        ours > 15.0 && ours > own - 0.5,
        "{ours} dB, ffmpeg {own} dB"
    );
}

#[test]
fn uncompressed_wideband_is_in_network_order() {
    let sound = voice(16_000, 1);
    let raw = ["-ar", "16000", "-ac", "1"];
    let big = [&["-f", "s16be"], &raw[..]].concat();
    let little = [&["-f", "s16le"], &raw[..]].concat();
    let Some(there) = ffmpeg(&little, &bytes_of(&sound), &["-f", "s16be"]) else {
        return;
    };
    let payloads = encoded(Codec::L16, &sound, WIDE);
    assert!(payloads.concat() == there, "other bytes than ffmpeg's");
    let back = ffmpeg(&big, &payloads.concat(), &["-f", "s16le"]).expect("it decodes, too");
    assert_eq!(samples_of(&back), sound);
    assert_eq!(
        decoded(Codec::L16, payloads.iter().map(Vec::as_slice)),
        sound
    );
}

#[test]
fn opus_of_ours_is_understood_by_ffmpeg() {
    let sound = voice(16_000, 4);
    for packet in [WIDE / 2, WIDE, 2 * WIDE, 3 * WIDE] {
        let payloads = encoded(Codec::Opus, &sound, packet);
        let file = ogg_stream::write(&payloads);
        // Its own decoder goes astray in packets of several frames that repeat the ones before.
        let decoder = if packet > WIDE { "libopus" } else { "opus" };
        let decoding = ["-c:a", decoder, "-f", "ogg"];
        let Some(there) = ffmpeg(&decoding, &file, &["-ar", "16000", "-f", "s16le"]) else {
            return;
        };
        let here = decoded(Codec::Opus, payloads.iter().map(Vec::as_slice));
        let ratio = aligned_signal_to_noise(&here, &samples_of(&there), 200);
        assert!(ratio > 20.0, "{packet} samples: {ratio} dB");
        let heard = aligned_signal_to_noise(&sound, &here, 200);
        assert!(heard > 5.0, "{packet} samples: {heard} dB");
    }
}

#[test]
fn opus_of_ffmpeg_is_understood_here() {
    let sound = voice(16_000, 4);
    let raw = ["-f", "s16le", "-ar", "16000", "-ac", "1"];
    // Its own encoder makes music's frames, libopus speech's.
    for encoder in [
        &[
            "-c:a",
            "opus",
            "-strict",
            "experimental",
            "-b:a",
            "64k",
            "-ar",
            "48000",
        ][..],
        &["-c:a", "libopus", "-b:a", "24k", "-application", "voip"][..],
    ] {
        let encoding = [encoder, &["-f", "ogg"]].concat();
        let Some(file) = ffmpeg(&raw, &bytes_of(&sound), &encoding) else {
            return;
        };
        let payloads = ogg_stream::read(&file);
        let here = decoded(Codec::Opus, payloads.iter().map(Vec::as_slice));
        let there = ffmpeg(
            &["-c:a", "opus", "-f", "ogg"],
            &file,
            &["-ar", "16000", "-f", "s16le"],
        )
        .expect("it decodes, too");
        let ratio = aligned_signal_to_noise(&here, &samples_of(&there), 200);
        assert!(ratio > 20.0, "{}: {ratio} dB", encoder[1]);
        let heard = aligned_signal_to_noise(&sound, &here, 200);
        assert!(heard > 5.0, "{}: {heard} dB", encoder[1]);
    }
}

#[test]
fn g729_of_ours_is_understood_by_ffmpeg_and_decodes_alike() {
    if !Codec::G729.is_available() {
        ffmpeg::left_out("libbcg729");
        return;
    }
    let sound = voice(8000, 4);
    let payloads = encoded(Codec::G729, &sound, NARROW);
    assert!(payloads.iter().all(|payload| payload.len() == 20));
    let Some(there) = ffmpeg(&["-f", "g729"], &payloads.concat(), &["-f", "s16le"]) else {
        return;
    };
    let here = decoded(Codec::G729, payloads.iter().map(Vec::as_slice));
    let ratio = aligned_signal_to_noise(&here, &samples_of(&there), 40);
    assert!(ratio > 20.0, "{ratio} dB");
}
