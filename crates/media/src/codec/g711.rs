//! ITU-T G.711: logarithmic companding of 16-bit samples to 8 bits.
//!
//! Bit exact with the reference software of ITU-T G.191, which also settles what the
//! Recommendation leaves open: a magnitude on a decision value belongs to the step
//! below for negative samples, since those are folded by the ones' complement.

/// Sample of each µ-law code.
pub const MU_LAW: [i16; 256] = {
    let mut table = [0; 256];
    let mut code = 0;
    while code < 256 {
        // The cast is exact: the loop ends at 256.
        table[code] = decode_mu_law(code as u8);
        code += 1;
    }
    table
};

/// Sample of each A-law code.
pub const A_LAW: [i16; 256] = {
    let mut table = [0; 256];
    let mut code = 0;
    while code < 256 {
        // The cast is exact: the loop ends at 256.
        table[code] = decode_a_law(code as u8);
        code += 1;
    }
    table
};

/// Encodes `samples` to the front of `payload`; returns the bytes written.
pub(super) fn encode(law: fn(i16) -> u8, samples: &[i16], payload: &mut [u8]) -> usize {
    let mut written = 0;
    for (code, &sample) in payload.iter_mut().zip(samples) {
        *code = law(sample);
        written += 1;
    }
    written
}

/// Decodes `payload` to the front of `samples`; returns the samples written.
pub(super) fn decode(table: &[i16; 256], payload: &[u8], samples: &mut [i16]) -> usize {
    let mut written = 0;
    for (sample, &code) in samples.iter_mut().zip(payload) {
        *sample = table[usize::from(code)];
        written += 1;
    }
    written
}

/// µ-law code of a sample.
pub const fn encode_mu_law(sample: i16) -> u8 {
    // 14 bits of magnitude with the bias that makes every segment a power of two.
    let folded = if sample < 0 { !sample } else { sample };
    let mut magnitude = (folded >> 2) + 33;
    if magnitude > 0x1fff {
        magnitude = 0x1fff;
    }
    // Segment 0 holds magnitudes 33 to 63, each further one twice as many.
    let segment = (magnitude as u16 >> 5).ilog2();
    let step = (magnitude as u16 >> (segment + 1)) & 0x0f;
    let code = ((segment as u8) << 4) | step as u8;
    // All bits are sent inverted, and the sign bit says "positive" on the line.
    if sample < 0 { !code & 0x7f } else { !code }
}

/// Sample of a µ-law code.
pub const fn decode_mu_law(code: u8) -> i16 {
    let inverted = !code;
    let segment = (inverted >> 4) & 7;
    let step = (inverted & 0x0f) as i16;
    let magnitude = (((step << 3) + 0x84) << segment) - 0x84;
    if code & 0x80 == 0 {
        -magnitude
    } else {
        magnitude
    }
}

/// A-law code of a sample.
pub const fn encode_a_law(sample: i16) -> u8 {
    let folded = if sample < 0 { !sample } else { sample };
    let magnitude = (folded >> 4) as u16;
    let code = if magnitude < 32 {
        // The first two segments have the same step.
        magnitude as u8
    } else {
        let segment = (magnitude >> 4).ilog2() + 1;
        ((segment as u8) << 4) | ((magnitude >> (segment - 1)) & 0x0f) as u8
    };
    // Even bits are sent inverted.
    let code = code ^ 0x55;
    if sample < 0 { code } else { code | 0x80 }
}

/// Sample of an A-law code.
pub const fn decode_a_law(code: u8) -> i16 {
    let bits = code ^ 0x55;
    let segment = (bits >> 4) & 7;
    let step = (bits & 0x0f) as i16;
    let magnitude = if segment == 0 {
        (step << 4) + 8
    } else {
        ((step << 4) + 0x108) << (segment - 1)
    };
    if code & 0x80 == 0 {
        -magnitude
    } else {
        magnitude
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// G.711 Table 2a as decision values of the 14-bit scale: ends of the segments.
    const MU_SEGMENT_ENDS: [i32; 9] = [0, 31, 95, 223, 479, 991, 2015, 4063, 8159];
    /// G.711 Table 1a on the 13-bit scale (4096 = overload): ends of the segments.
    const A_SEGMENT_ENDS: [i32; 9] = [0, 32, 64, 128, 256, 512, 1024, 2048, 4096];

    /// Decision values x0..x128 and outputs y0..y127 as the Recommendation builds them.
    fn mu_tables() -> (Vec<i32>, Vec<i32>) {
        let mut decisions = vec![0, 1];
        for (segment, &start) in MU_SEGMENT_ENDS[..8].iter().enumerate() {
            let step = 2 << segment;
            let steps = if segment == 0 { 1..16 } else { 1..17 };
            let start = if segment == 0 { 1 } else { start };
            decisions.extend(steps.map(|k| start + step * k));
        }
        let mut outputs = vec![0];
        outputs.extend(
            decisions[1..]
                .windows(2)
                .map(|pair| (pair[0] + pair[1]) / 2),
        );
        (decisions, outputs)
    }

    fn a_tables() -> (Vec<i32>, Vec<i32>) {
        let mut decisions = vec![0];
        for segment in 0..8 {
            let width = (A_SEGMENT_ENDS[segment + 1] - A_SEGMENT_ENDS[segment]) / 16;
            for k in 1..=16 {
                decisions.push(A_SEGMENT_ENDS[segment] + width * k);
            }
        }
        let outputs = decisions
            .windows(2)
            .map(|pair| (pair[0] + pair[1]) / 2)
            .collect();
        (decisions, outputs)
    }

    #[test]
    fn mu_law_outputs_are_those_of_table_2() {
        let (_, outputs) = mu_tables();
        assert_eq!(outputs.len(), 128);
        for (n, &output) in outputs.iter().enumerate() {
            let code = !(n as u8);
            assert_eq!(i32::from(decode_mu_law(code)), output * 4, "positive {n}");
            assert_eq!(
                i32::from(decode_mu_law(code & 0x7f)),
                -output * 4,
                "negative {n}"
            );
        }
    }

    #[test]
    fn a_law_outputs_are_those_of_table_1() {
        let (_, outputs) = a_tables();
        assert_eq!(outputs.len(), 128);
        for (n, &output) in outputs.iter().enumerate() {
            let code = (n as u8 | 0x80) ^ 0x55;
            assert_eq!(i32::from(decode_a_law(code)), output * 8, "positive {n}");
            assert_eq!(
                i32::from(decode_a_law(code & 0x7f)),
                -output * 8,
                "negative {n}"
            );
        }
    }

    #[test]
    fn every_sample_falls_between_its_decision_values() {
        let (mu, _) = mu_tables();
        let (a, _) = a_tables();
        for sample in i16::MIN..=i16::MAX {
            let wide = i32::from(sample);
            let magnitude = if wide < 0 { -wide - 1 } else { wide };
            let sign: u8 = if wide < 0 { 0 } else { 0x80 };

            let clipped = (magnitude / 4).min(8158);
            let n = mu[1..].iter().take_while(|&&x| x <= clipped).count();
            assert_eq!(
                encode_mu_law(sample),
                (!(n as u8) & 0x7f) | sign,
                "mu-law {sample}"
            );

            let n = a[1..].iter().take_while(|&&x| x * 8 <= magnitude).count();
            assert_eq!(
                encode_a_law(sample),
                (n as u8 ^ 0x55) | sign,
                "A-law {sample}"
            );
        }
    }

    #[test]
    fn decoding_and_encoding_again_keeps_every_code() {
        for code in 0..=255 {
            assert_eq!(encode_a_law(decode_a_law(code)), code);
            // Both µ-law zeros decode to 0, which is positive.
            let expected = if code == 0x7f { 0xff } else { code };
            assert_eq!(encode_mu_law(decode_mu_law(code)), expected);
        }
    }
}
