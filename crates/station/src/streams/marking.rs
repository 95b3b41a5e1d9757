//! How packets are marked for routers: the TOS byte of a stream, by the server's word (section 2).

/// The TOS byte that a server means by `precedenceValue` or `DSCPValue`; nothing: it leaves it to
/// the phone.
///
/// Most write the byte itself, some the code point that stands in its upper six bits. Asterisk
/// writes 127, and others nothing, where they have no opinion.
pub(super) fn told_tos(value: u32) -> Option<u8> {
    const NO_OPINION: u8 = 127;
    match u8::try_from(value).ok()? {
        0 | NO_OPINION => None,
        // The two lowest bits of the byte are the network's own (RFC 3168), so a server that sets
        // them means a code point.
        code_point @ 1..64 if code_point & 0b11 != 0 => Some(code_point << 2),
        tos => Some(tos & !0b11),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_a_code_point_and_no_opinion_are_told_apart() {
        // Expedited forwarding as byte and as code point, AF41 and class selector 3 as bytes.
        for (told, tos) in [(184, 184), (46, 184), (136, 136), (96, 96)] {
            assert_eq!(told_tos(told), Some(tos));
        }
        for told in [0, 127, 256, u32::MAX] {
            assert_eq!(told_tos(told), None);
        }
    }
}
