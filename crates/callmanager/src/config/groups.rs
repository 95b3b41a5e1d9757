//! Groups in the configuration: for pickup, for hunting, for paging.

use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::Duration;

use serde::Deserialize;

use super::values;

/// Lines whose calls may be picked up by each other. A line names its group.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct PickupGroup {
    /// Its name.
    pub name: String,
    /// The number that picks up a call of it, dialled after the GPickUp key.
    #[serde(default)]
    pub number: Option<String>,
    /// Names of the groups whose calls the OPickUp key takes, in this order.
    #[serde(default)]
    pub others: Vec<String>,
}

/// In which order a hunt group tries its members.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum HuntOrder {
    /// From the first member on, every time.
    #[default]
    TopDown,
    /// From the one after the last that was tried.
    Circular,
    /// The one that has been idle for longest.
    LongestIdle,
    /// All at once.
    Broadcast,
}

/// Lines behind one number.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct HuntGroup {
    /// Its number.
    pub number: String,
    /// The name that callers see.
    #[serde(default)]
    pub name: String,
    /// In which order its members are tried.
    #[serde(default)]
    pub order: HuntOrder,
    /// Numbers of its lines.
    pub members: Vec<String>,
    /// How long each member rings; none: as long as all.
    #[serde(
        default,
        rename = "no_answer_seconds",
        deserialize_with = "values::optional_seconds"
    )]
    pub no_answer: Option<Duration>,
    /// The number that calls go to which no member takes.
    #[serde(default)]
    pub forward_no_answer: Option<String>,
}

/// Phones that can be spoken to at once.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct PageGroup {
    /// Its number.
    pub number: String,
    /// The name that callers see.
    #[serde(default)]
    pub name: String,
    /// Numbers of the lines whose phones are paged; none: all phones.
    #[serde(default)]
    pub members: Vec<String>,
    /// The multicast group and port of this page group; none: as for all.
    #[serde(default)]
    pub group: Option<SocketAddrV4>,
}

/// How paging is done.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Paging {
    /// The number that pages all phones; empty: none.
    pub number: String,
    /// Whether to speak to a multicast group; otherwise to each phone by itself.
    pub multicast: bool,
    /// The multicast group and port; each page takes the next even port that is free.
    #[serde(deserialize_with = "values::group")]
    pub group: SocketAddrV4,
    /// The address of the interface to send from; none: that of the server, or
    /// loopback when the server listens on loopback.
    pub interface: Option<Ipv4Addr>,
    /// How many networks the packets may cross: 0 stays on the machine, 1 in the network.
    pub ttl: u8,
    /// How long a page may last.
    #[serde(rename = "limit_seconds", deserialize_with = "values::seconds")]
    pub limit: Duration,
}

impl Default for Paging {
    fn default() -> Self {
        Self {
            number: "640".to_owned(),
            multicast: true,
            // Of the administratively scoped range (RFC 2365), which routers keep inside.
            group: SocketAddrV4::new(Ipv4Addr::new(239, 255, 64, 0), 21_640),
            interface: None,
            ttl: 1,
            limit: Duration::from_secs(60),
        }
    }
}
