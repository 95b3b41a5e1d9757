//! The seam between a phone and its voice: commands in, reports out by a channel.

use std::net::IpAddr;

use station::VoiceCommand;

use crate::rtp_tap::RtpTap;
use crate::voice::{EnhanceSettings, SoundModes, Tune, Tuning};

/// The voice path as the driver sees it. What it has to report comes by a channel;
/// every [`VoiceCommand::QueryStatistics`] is answered, in order.
pub trait VoicePath: Send + 'static {
    /// Begins to carry out a command; never waits.
    fn command(&mut self, command: VoiceCommand);

    /// This is the own address of the server connection, which voice is to come to.
    fn set_local_ip(&mut self, ip: IpAddr);

    /// The audio modes have these devices from now on, in a call as well. A voice path without
    /// sound devices has nothing to choose.
    fn choose_sound(&mut self, _modes: SoundModes) {}

    /// The recorded sound is cleaned like this from now on. A voice path without a microphone has
    /// nothing to clean.
    fn enhance(&mut self, _settings: EnhanceSettings) {}

    /// A person tries the sound of a mode, and looks at `shows`. A voice path without sound
    /// devices has nothing to try.
    fn tune(&mut self, _tune: Tune, _shows: Tuning) {}

    /// Everything that is sent and received as RTP goes into this trace from now on. A voice path
    /// without sockets of its own has nothing to tell.
    fn trace_rtp(&mut self, _tap: RtpTap) {}
}
