//! How a voice channel did.

use crate::declaration::message;
use crate::fields::layout_of_answer;
use crate::{Data, StatisticsMode, StatisticsNumber, StatsProcessing};

message! {
    /// Asks for the counters of a call (reference 3.1, 0x0107).
    ConnectionStatisticsReq = 0x0107, "StationConnectionStatisticsReqMessage", ToStation, min 24;
    /// The directory number.
    directory_num: StatisticsNumber as "directoryNum",
    /// The call.
    call_reference: u32 as "callReference",
    /// Whether to start counting anew.
    stats_processing_mode: StatsProcessing as "statsProcessingMode",
}

message! {
    /// The counters of a call (reference 3.1, 0x0023). Three forms are on the
    /// wire; arithmetic tells them apart.
    ConnectionStatisticsRes = 0x0023, "StationConnectionStatisticsResMessage", ToServer, min 60, layout layout_of_answer;
    /// The directory number.
    directory_num: StatisticsNumber as "directoryNum",
    /// The call.
    call_reference: u32 as "callReference",
    /// As asked.
    stats_processing_mode: StatisticsMode as "statsProcessingMode",
    /// RTP packets sent.
    number_packets_sent: u32 as "numberPacketsSent",
    /// RTP payload bytes sent.
    number_octets_sent: u32 as "numberOctetsSent",
    /// RTP packets received.
    number_packets_received: u32 as "numberPacketsReceived",
    /// RTP payload bytes received.
    number_octets_received: u32 as "numberOctetsReceived",
    /// RTP packets lost.
    number_packets_lost: u32 as "numberPacketsLost",
    /// Interarrival jitter in milliseconds.
    jitter: u32 as "jitter",
    /// Delay in milliseconds.
    latency: u32 as "latency",
    /// Quality as text: `MLQK=4.5;MLQKav=…`. Since version 11.
    data: Data as "data" since 11,
}
