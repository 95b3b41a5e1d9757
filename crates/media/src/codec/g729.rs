//! G.729 in packets of several frames (RFC 3551, 4.5.6).

use g729::{FRAME_BYTES, FRAME_SAMPLES, Frame, SILENCE_BYTES};

/// A packet's frames as far as they are sent.
pub(super) struct Encoded {
    /// Samples before the first frame that is sent.
    pub(super) left_out: usize,
    /// Bytes written; none in a pause.
    pub(super) length: usize,
}

/// Encodes a packet.
///
/// Where pauses are left out, a packet holds speech, and at its end one description of the
/// background at most: what comes before speech that begins within it is left out.
pub(super) fn encode(encoder: &mut g729::Encoder, samples: &[i16], payload: &mut [u8]) -> Encoded {
    let mut encoded = Encoded {
        left_out: 0,
        length: 0,
    };
    let mut pausing = false;
    for (at, frame) in (0..)
        .step_by(FRAME_SAMPLES)
        .zip(samples.chunks(FRAME_SAMPLES))
    {
        let mut whole = [0; FRAME_SAMPLES];
        whole[..frame.len()].copy_from_slice(frame);
        let mut bytes = [0; FRAME_BYTES];
        let length = encoder.encode(&whole, &mut bytes);
        if length == 0 {
            pausing = true;
            continue;
        }
        if pausing || encoded.length == 0 {
            encoded.left_out = at;
            encoded.length = 0;
        }
        pausing = length < FRAME_BYTES;
        let Some(place) = payload.get_mut(encoded.length..encoded.length + length) else {
            break;
        };
        place.copy_from_slice(&bytes[..length]);
        encoded.length += length;
    }
    encoded
}

/// A packet ends with a description of the background: a pause follows.
pub(super) const fn ends_in_pause(length: usize) -> bool {
    length % FRAME_BYTES == SILENCE_BYTES
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
