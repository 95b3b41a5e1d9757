//! Samples as they are: 16 bits in network order (RFC 3551, 4.5.11).

/// Writes `samples` to the front of `payload`; returns the bytes written.
pub(super) fn encode(samples: &[i16], payload: &mut [u8]) -> usize {
    let mut written = 0;
    for (bytes, sample) in payload.chunks_exact_mut(2).zip(samples) {
        bytes.copy_from_slice(&sample.to_be_bytes());
        written += 2;
    }
    written
}

/// Reads `payload` to the front of `samples`; returns the samples written.
pub(super) fn decode(payload: &[u8], samples: &mut [i16]) -> usize {
    let mut written = 0;
    for (sample, bytes) in samples.iter_mut().zip(payload.chunks_exact(2)) {
        *sample = i16::from_be_bytes([bytes[0], bytes[1]]);
        written += 1;
    }
    written
}
