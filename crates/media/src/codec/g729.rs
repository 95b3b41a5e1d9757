//! G.729 in packets of several frames (RFC 3551, 4.5.6).

use g729::{FRAME_BYTES, FRAME_SAMPLES, Frame, SILENCE_BYTES};

/// Encodes a packet; returns the bytes written.
pub(super) fn encode(encoder: &mut g729::Encoder, samples: &[i16], payload: &mut [u8]) -> usize {
    let mut written = 0;
    for frame in samples.chunks(FRAME_SAMPLES) {
        let Some(place) = payload[written..].first_chunk_mut::<FRAME_BYTES>() else {
            break;
        };
        let mut whole = [0; FRAME_SAMPLES];
        whole[..frame.len()].copy_from_slice(frame);
        written += encoder.encode(&whole, place);
    }
    written
}

/// Decodes a packet; returns the samples written.
pub(super) fn decode(decoder: &mut g729::Decoder, payload: &[u8], samples: &mut [i16]) -> usize {
    let (frames, rest) = payload.as_chunks::<FRAME_BYTES>();
    let speech = frames.iter().map(Frame::Speech);
    let silence = rest.first_chunk::<SILENCE_BYTES>().map(Frame::Silence);
    let mut written = 0;
    for (frame, place) in speech.chain(silence).zip(samples.as_chunks_mut().0) {
        decoder.decode(frame, place);
        written += FRAME_SAMPLES;
    }
    written
}

/// Samples in a packet: frames of speech, and a last one that may describe the background
/// (Annex B); 0 for what is no such packet.
pub(super) const fn samples_in(length: usize) -> usize {
    let frames = length / FRAME_BYTES;
    match length % FRAME_BYTES {
        0 => frames * FRAME_SAMPLES,
        SILENCE_BYTES => (frames + 1) * FRAME_SAMPLES,
        _ => 0,
    }
}
