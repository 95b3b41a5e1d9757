//! The table `[tuning]` of the configuration file: who gives back an echo, and which sound devices
//! were seen before.

use serde::Deserialize;

/// The echo of the call server that is built in.
#[cfg(feature = "window")]
const ECHO: &str = "600";

/// What the file says. Every key may be left out.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct TuningTable {
    /// Who gives back what is said to him.
    pub(crate) echo_number: Option<String>,
    /// Devices that the person was asked about, or that were there at the first start; nothing:
    /// this is the first start.
    pub(crate) known_devices: Option<Vec<String>>,
}

#[cfg(feature = "window")]
impl TuningTable {
    /// Who gives back what is said to him.
    pub(crate) fn echo_number(&self) -> String {
        let number = self.echo_number.as_deref().map(str::trim);
        let number = number.filter(|number| !number.is_empty());
        number.unwrap_or(ECHO).to_owned()
    }
}

#[cfg(all(test, feature = "window"))]
mod tests {
    use super::*;

    #[test]
    fn the_echo_has_the_number_of_the_built_in_server_unless_another_one_is_written() {
        assert_eq!(TuningTable::default().echo_number(), "600");
        let table: TuningTable = toml::from_str("echo_number = \"*43\"").expect("it is right");
        assert_eq!(table.echo_number(), "*43");
        let table: TuningTable = toml::from_str("echo_number = \" \"").expect("it is right");
        assert_eq!(table.echo_number(), "600");
    }
}
