//! Sample values of every declared message, for tests: each declaration makes
//! its own, so that a new message is tested without a word.

use std::net::Ipv4Addr;

use crate::fields::*;
use crate::{DynText, Features, OpenText, Text};

/// Numbers that look random and are the same for the same seed (SplitMix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn text(&mut self, longest: usize) -> String {
        let length = self.below(longest + 1);
        (0..length)
            .map(|_| char::from(b' ' + self.below(95) as u8))
            .collect()
    }
}

/// A value that is rarely blank and that every layout can hold.
pub(crate) trait Sample {
    fn sample(chance: &mut Chance) -> Self;
}

macro_rules! integer {
    ($($type:ty),*) => {$(
        impl Sample for $type {
            fn sample(chance: &mut Chance) -> Self {
                chance.next() as Self
            }
        }
    )*};
}

integer!(u8, u16, u32, i32);

impl<T: Sample, const N: usize> Sample for [T; N] {
    fn sample(chance: &mut Chance) -> Self {
        std::array::from_fn(|_| T::sample(chance))
    }
}

impl<T: Sample, const N: usize> Sample for Slots<T, N> {
    fn sample(chance: &mut Chance) -> Self {
        (0..N).map(|_| T::sample(chance)).collect()
    }
}

impl<T: Sample> Sample for Trailing<T> {
    fn sample(chance: &mut Chance) -> Self {
        Self((chance.below(2) == 0).then(|| T::sample(chance)))
    }
}

impl<const N: usize> Sample for Text<N> {
    fn sample(chance: &mut Chance) -> Self {
        chance.text(N - 1).into()
    }
}

impl<const N: usize> Sample for OpenText<N> {
    fn sample(chance: &mut Chance) -> Self {
        chance.text(N - 1).into()
    }
}

impl Sample for DynText {
    fn sample(chance: &mut Chance) -> Self {
        chance.text(40).into()
    }
}

impl Sample for Rest {
    fn sample(chance: &mut Chance) -> Self {
        // Whole words: what pads a frame would be part of it.
        let words = chance.below(20);
        Self((0..4 * words).map(|_| u8::sample(chance)).collect())
    }
}

impl Sample for DirNumber {
    fn sample(chance: &mut Chance) -> Self {
        chance.text(23).into()
    }
}

impl Sample for StatisticsNumber {
    fn sample(chance: &mut Chance) -> Self {
        chance.text(23).as_str().into()
    }
}

impl Sample for StatisticsMode {
    fn sample(chance: &mut Chance) -> Self {
        Self((chance.below(256) as u32).into())
    }
}

impl Sample for EnblocLine {
    fn sample(chance: &mut Chance) -> Self {
        // One less than the three bytes that make the forms ambiguous.
        (chance.below(0xFF_FFFF) as u32 + 1).into()
    }
}

impl Sample for DateTemplate {
    fn sample(chance: &mut Chance) -> Self {
        ["D.M.Y", "M/D/YA", "Y-M-D"][chance.below(3)].into()
    }
}

impl Sample for Address {
    fn sample(chance: &mut Chance) -> Self {
        Ipv4Field::sample(chance).0.into()
    }
}

impl Sample for Ipv4Field {
    fn sample(chance: &mut Chance) -> Self {
        Self(Ipv4Addr::from(chance.next() as u32))
    }
}

impl Sample for Ipv6Field {
    fn sample(chance: &mut Chance) -> Self {
        Self(<[u8; 16]>::sample(chance).into())
    }
}

impl Sample for EncryptionInfo {
    fn sample(chance: &mut Chance) -> Self {
        Self {
            algorithm_id: (chance.below(7) as u32).into(),
            key_len: 16,
            salt_len: 14,
            key: Sample::sample(chance),
            salt: Sample::sample(chance),
            // Not in every layout.
            is_mki_present: 0,
            key_derivation_rate: 0,
        }
    }
}

impl Sample for ButtonDefinition {
    fn sample(chance: &mut Chance) -> Self {
        Self {
            instance_number: Sample::sample(chance),
            button_definition: (chance.below(256) as u32).into(),
        }
    }
}

impl Sample for Data {
    fn sample(chance: &mut Chance) -> Self {
        chance.text(200).as_str().into()
    }
}

impl Sample for UserData {
    fn sample(chance: &mut Chance) -> Self {
        Self {
            application_id: Sample::sample(chance),
            line_instance: Sample::sample(chance),
            call_reference: Sample::sample(chance),
            transaction_id: Sample::sample(chance),
            data: Sample::sample(chance),
        }
    }
}

impl Sample for UserDataVersion1 {
    fn sample(chance: &mut Chance) -> Self {
        Self {
            application_id: Sample::sample(chance),
            line_instance: Sample::sample(chance),
            call_reference: Sample::sample(chance),
            transaction_id: Sample::sample(chance),
            sequence_flag: Sample::sample(chance),
            display_priority: Sample::sample(chance),
            conference_id: Sample::sample(chance),
            app_instance_id: Sample::sample(chance),
            routing_id: Sample::sample(chance),
            data: Sample::sample(chance),
        }
    }
}

macro_rules! wrapped {
    ($($type:ident),*) => {$(
        impl Sample for $type {
            fn sample(chance: &mut Chance) -> Self {
                Self(Sample::sample(chance))
            }
        }
    )*};
}

use crate::ButtonDefinition;
wrapped!(Bits, MacAddress, Features);
