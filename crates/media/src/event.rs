//! Telephone events (RFC 4733): digits as RTP packets of their own.

use thiserror::Error;

/// The 16 digits in the order of their event codes.
const DIGITS: [char; 16] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', 'A', 'B', 'C', 'D',
];

/// A character that is no digit of a telephone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is no digit: 0 to 9, *, # and A to D are")]
pub struct NoDigit(pub char);

/// Event code (0 to 15) of a digit; small letters count as capitals.
pub fn event_code(digit: char) -> Result<u8, NoDigit> {
    let capital = digit.to_ascii_uppercase();
    let place = DIGITS.iter().position(|&known| known == capital);
    let code = place.and_then(|place| u8::try_from(place).ok());
    code.ok_or(NoDigit(digit))
}

/// Digit of an event code; `None` for events that are no digits.
pub fn digit_of(code: u8) -> Option<char> {
    DIGITS.get(usize::from(code)).copied()
}

/// The payload of a telephone event packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TelephoneEvent {
    /// Event code; 0 to 15 are the digits.
    pub code: u8,
    /// The event is over.
    pub end: bool,
    /// Power below 0 dBm0, dB (0 to 63).
    pub volume: u8,
    /// Length so far, in samples of the RTP clock.
    pub duration: u16,
}

impl TelephoneEvent {
    /// Bytes of one event.
    pub const LEN: usize = 4;

    /// Reads the first event of a payload; `None` when it is too short.
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let [code, flags, high, low, ..] = *payload else {
            return None;
        };
        Some(Self {
            code,
            end: flags & 0x80 != 0,
            volume: flags & 0x3f,
            duration: u16::from_be_bytes([high, low]),
        })
    }

    /// The four bytes of the payload.
    pub const fn to_bytes(self) -> [u8; Self::LEN] {
        let [high, low] = self.duration.to_be_bytes();
        let end = if self.end { 0x80 } else { 0 };
        [self.code, end | (self.volume & 0x3f), high, low]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_codes_are_one_to_one() {
        for (code, digit) in (0u8..).zip(DIGITS) {
            assert_eq!(event_code(digit), Ok(code));
            assert_eq!(digit_of(code), Some(digit));
        }
        assert_eq!(event_code('d'), Ok(15));
        assert_eq!(event_code('x'), Err(NoDigit('x')));
        assert_eq!(digit_of(16), None);
    }

    #[test]
    fn an_event_reads_back_as_written() {
        let event = TelephoneEvent {
            code: 11,
            end: true,
            volume: 10,
            duration: 1120,
        };
        assert_eq!(event.to_bytes(), [11, 0x8a, 0x04, 0x60]);
        assert_eq!(TelephoneEvent::parse(&event.to_bytes()), Some(event));
        assert_eq!(TelephoneEvent::parse(&[1, 2, 3]), None);
    }
}
