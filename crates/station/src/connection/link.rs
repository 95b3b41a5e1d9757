//! Where the connection stands: the states, and what leads from one to another.

use super::After;
use crate::Moment;

/// Where the connection stands.
///
/// | state | what ends it | next |
/// | --- | --- | --- |
/// | `New` | the first tick | `Connecting`, `Off` without servers |
/// | `Connecting` | `Connected` | `Registering` |
/// | | `ConnectFailed`, 10 s | `Waiting` or the next server |
/// | `Registering` | RegisterAck | `Configuring` |
/// | | RegisterReject, loss, 10 s | `Waiting` or the next server |
/// | `Configuring` | the time, or 4 s without it | `Registered` |
/// | `Configuring`, `Registered` | loss, three silent keepalives, a bad frame | `Waiting` or the next server; `Preserving` when a call can go on |
/// | | another own address | the same server |
/// | | Reset 2 | `Waiting` |
/// | | Quit; Reset 1 and 3 without calls | `EndingCalls`, `Unregistering` |
/// | `Registered` | a token of a better server, without calls | `Unregistering` |
/// | `EndingCalls` | no call left, 1.5 s | `Unregistering` |
/// | `Unregistering` | UnregisterAck, loss, 2 s | `LastFigures`, `Waiting` after a reset, `Registering` with the better server |
/// | `Preserving` | the last call that went on is hung up, or has fallen silent | the next server, or `Waiting` |
/// | | Quit | `LastFigures` |
/// | `LastFigures` | the figures, 300 ms | `Left` |
/// | `Waiting` | its moment | `Connecting` |
///
/// The next server is registered with on its standby connection (`Registering`) when there is
/// one, else connected to.
///
/// Whatever else comes in a state is ignored there, and counted when the server sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// Not started.
    New,
    /// Nothing to connect to; also between two states, so that nothing goes out meanwhile.
    Off,
    /// Disconnected for good; the figures of the last streams are waited for.
    LastFigures {
        /// No longer than until then.
        until: Moment,
    },
    /// Left for good.
    Left,
    /// A connection is being opened.
    Connecting { until: Moment },
    /// Register is sent.
    Registering { until: Moment },
    /// RegisterAck has come; the rest is asked for.
    Configuring,
    /// Ready for calls.
    Registered,
    /// The server is lost; calls go on without it, and the next attempt is when they end.
    /// Whether their sound still comes is looked at then.
    Preserving { look_at: Moment },
    /// The next attempt is at that moment.
    Waiting { until: Moment, refused: bool },
    /// Calls are ended before leaving.
    EndingCalls { until: Moment, after: After },
    /// Unregister is sent.
    Unregistering { until: Moment, after: After },
}
