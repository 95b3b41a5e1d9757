//! The device name of a phone that was given none.
//!
//! `SEP` and the address of the first real network interface, as a desk phone has it;
//! on a machine without one a random address, made once and kept.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;

/// The phone's own device name. `folder` is where a random one is kept.
pub(crate) fn own_device_name(folder: Option<&Path>) -> String {
    if let Ok(Some(address)) = mac_address::get_mac_address() {
        return name_of(address.bytes());
    }
    let file = folder.map(|folder| folder.join("device-name"));
    let kept = file
        .as_ref()
        .and_then(|file| std::fs::read_to_string(file).ok());
    if let Some(name) = kept
        .map(|name| name.trim().to_owned())
        .filter(|name| is_device_name(name))
    {
        return name;
    }
    let name = name_of(random_address());
    if let Some(file) = file {
        let kept = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        if let Err(error) = kept.and_then(|()| std::fs::write(&file, format!("{name}\n"))) {
            tracing::warn!(%error, file = %file.display(), "the device name cannot be kept and will be another one next time");
        }
    }
    name
}

/// The network adapters with an address, each with the device name of it, by name.
#[cfg(feature = "window")]
pub(crate) fn adapters() -> Vec<(String, String)> {
    let Ok(addresses) = mac_address::MacAddressIterator::new() else {
        return Vec::new();
    };
    let addresses = addresses.filter(|address| address.bytes() != [0; 6]);
    let mut adapters: Vec<(String, String)> = addresses
        .map(|address| {
            let name = mac_address::name_by_mac_address(&address).ok().flatten();
            (
                name.unwrap_or_else(|| address.to_string()),
                name_of(address.bytes()),
            )
        })
        .collect();
    adapters.sort();
    adapters.dedup_by(|one, other| one.1 == other.1);
    adapters
}

/// A number that nobody can foresee, for spreading retries, not for secrets.
pub(crate) fn random_number() -> u64 {
    // The standard library seeds every `RandomState` from the system's randomness.
    RandomState::new().build_hasher().finish()
}

fn name_of(address: [u8; 6]) -> String {
    address
        .iter()
        .fold("SEP".to_owned(), |name, byte| format!("{name}{byte:02X}"))
}

/// A locally administered, individual address.
fn random_address() -> [u8; 6] {
    let [mut first, b, c, d, e, f, ..] = random_number().to_be_bytes();
    first = (first | 0x02) & !0x01;
    [first, b, c, d, e, f]
}

fn is_device_name(text: &str) -> bool {
    text.len() == 15
        && text.starts_with("SEP")
        && text[3..]
            .chars()
            .all(|c| c.is_ascii_digit() || ('A'..='F').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sep_and_twelve_digits() {
        assert_eq!(
            name_of([0x00, 0x1b, 0x2c, 0xff, 0x05, 0xa0]),
            "SEP001B2CFF05A0"
        );
        assert!(is_device_name(&own_device_name(None)));
        assert!(!is_device_name("SEPé2345678901"));
    }

    #[test]
    fn random_addresses_are_locally_administered() {
        for _ in 0..100 {
            assert_eq!(random_address()[0] & 0x03, 0x02);
        }
    }
}
