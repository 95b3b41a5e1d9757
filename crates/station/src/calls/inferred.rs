//! Calls of CallManager 2, which tells neither their states nor their references: they
//! follow from lamps, tones, rings and media.
//!
//! Such messages are shorter than those of later servers, which is how they are told
//! apart: a server with the short acknowledgement that does tell states is believed.
//! The order in which they come was seen in captures (`docs/servers.md`).

use std::collections::BTreeMap;

use sccp::{CallStateCode, DeviceTone, Message};

use crate::calls::CallFacts;
use crate::lines::LINE;
use crate::streams::{NOWHERE, Wanted, Wish};
use crate::{CallState, Direction, Lamp, Station, VoiceCommand};

/// References that this phone gives to such calls count from here; no server is near it.
const FIRST_REFERENCE: u32 = 0xC200_0000;

/// The stream of such calls, whose media have no `passThroughPartyId`.
const STREAM: u32 = 0;

/// Longest CallInfo that names no call: two names and two numbers.
const NAMES_ONLY: usize = 128;

/// Longest StartTone and SetRinger that name no call: the tone, the ring.
const NUMBER_ONLY: usize = 4;

/// Lines looked at: the most buttons of a phone of that time were lines up to here.
const LINES: u32 = 16;

/// What is known beside the call table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inferred {
    /// The call of each line; at most [`LINES`] of them.
    by_line: BTreeMap<u32, u32>,
    /// References given so far.
    given: u32,
    /// Who calls, told before it rings.
    caller: Option<CallFacts>,
    /// The port of IpPort, which the server tells the other side.
    told_port: Option<u16>,
}

impl Station {
    /// A message of a server that tells no call states; whether that was all there is to it.
    /// `came`: its length, when something is left out at its end.
    pub(crate) fn infer_calls(&mut self, message: &Message, came: usize) -> bool {
        if !self.version.is_callmanager_2() {
            return false;
        }
        match message {
            Message::CallInfo(info) if came <= NAMES_ONLY => {
                self.infer_parties(CallFacts::of(info, self.locale()));
                return true;
            }
            Message::StartTone(tone) if came <= NUMBER_ONLY => self.infer_from_tone(tone.tone),
            Message::SetRinger(ringer) if came <= NUMBER_ONLY && ringer.ring_mode.code() > 1 => {
                self.infer_ringing();
            }
            Message::SetLamp(lamp)
                if lamp.stimulus.code() == LINE
                    && Lamp::from_mode(lamp.lamp_mode.code()) == Some(Lamp::Off) =>
            {
                if let Some(reference) = self.inferred.by_line.remove(&lamp.stimulus_instance) {
                    self.end_call(reference, CallState::OnHook);
                }
            }
            Message::StartMediaTransmission(start) if start.pass_through_party_id == STREAM => {
                self.infer_talking();
            }
            Message::StartMediaReception(_) => self.infer_talking(),
            _ => {}
        }
        false
    }

    /// A line without a call whose lamp is so, the one in front first.
    fn free_line(&self, wanted: impl Fn(Lamp) -> bool) -> u32 {
        let free = |line: &u32| !self.inferred.by_line.contains_key(line);
        let in_front = self.active_line.max(1);
        let lamp = |line: u32| self.lines.lamp(LINE, line).unwrap_or_default();
        std::iter::once(in_front)
            .chain(1..=LINES)
            .find(|line| free(line) && wanted(lamp(*line)))
            .unwrap_or(in_front)
    }

    fn infer_from_tone(&mut self, tone: DeviceTone) {
        let state = match tone {
            DeviceTone::INSIDE_DIAL_TONE | DeviceTone::OUTSIDE_DIAL_TONE => {
                let line = self.free_line(|lamp| lamp == Lamp::On);
                self.infer_call(line, CallStateCode::OFF_HOOK);
                return;
            }
            DeviceTone::ALERTING_TONE => CallStateCode::RING_OUT,
            DeviceTone::LINE_BUSY_TONE => CallStateCode::BUSY,
            DeviceTone::REORDER_TONE => CallStateCode::CONGESTION,
            _ => return,
        };
        if let Some(line) = self.inferred_in(CallState::is_active) {
            self.infer_call(line, state);
        }
    }

    fn infer_ringing(&mut self) {
        let line = self.free_line(|lamp| matches!(lamp, Lamp::Blink | Lamp::Flash | Lamp::Wink));
        self.infer_call(line, CallStateCode::RING_IN);
        let reference = self.inferred.by_line.get(&line).copied();
        if let Some((facts, reference)) = self.inferred.caller.take().zip(reference) {
            self.on_call_info(facts.of_call(line, reference, Direction::Inbound));
        }
    }

    /// Media flow: for the call that was answered, or the one that was dialled.
    fn infer_talking(&mut self) {
        let answered = self.inferred_in(|state| state.is_ringing() || state.is_active());
        if let Some(line) = answered {
            self.infer_call(line, CallStateCode::CONNECTED);
        }
    }

    /// The line of a call of ours in such a state, its lamp steadily on; else any in such a state.
    fn inferred_in(&self, wanted: impl Fn(CallState) -> bool) -> Option<u32> {
        let fits = |reference: &u32| {
            self.calls
                .get(*reference)
                .is_some_and(|call| wanted(call.state))
        };
        let mut lines = self.inferred.by_line.iter();
        let lit = lines.clone().find(|(line, reference)| {
            fits(reference) && self.lines.lamp(LINE, **line) == Some(Lamp::On)
        });
        lit.or_else(|| lines.find(|(_, reference)| fits(reference)))
            .map(|(line, _)| *line)
    }

    /// The call of the line takes a state; it begins when there is none.
    fn infer_call(&mut self, line: u32, call_state: CallStateCode) {
        if line > LINES {
            return;
        }
        let given = &mut self.inferred.given;
        let reference = *self.inferred.by_line.entry(line).or_insert_with(|| {
            *given = given.wrapping_add(1);
            FIRST_REFERENCE | (*given & 0x00ff_ffff)
        });
        self.on_call_state(&sccp::CallState {
            call_state,
            line_instance: line,
            call_reference: reference,
            ..Default::default()
        });
    }

    /// Both parties of a call, without a word which call it is: ours when a number of this
    /// phone calls, else the one that will ring.
    fn infer_parties(&mut self, facts: CallFacts) {
        let calls = self
            .inferred_in(CallState::is_active)
            .filter(|line| facts.calls_from(self.lines.number(*line)));
        let Some(line) = calls else {
            self.inferred.caller = Some(facts);
            return;
        };
        if let Some(reference) = self.inferred.by_line.get(&line).copied() {
            self.on_call_info(facts.of_call(line, reference, Direction::Outbound));
        }
    }

    /// The server will tell others where this phone listens, before any call.
    pub(crate) fn choose_port(&mut self) {
        self.inferred = Inferred::default();
        self.voice(VoiceCommand::ReservePort { stream: STREAM });
    }

    /// The registration is gone: no server sends anybody to that port any more.
    pub(crate) fn release_told_port(&mut self) {
        if self.inferred.told_port.take().is_some() {
            self.voice(VoiceCommand::ReleasePort { stream: STREAM });
        }
    }

    /// This is the stream of the port that was told, which is kept for all calls.
    pub(crate) fn has_told_port(&self, stream: u32) -> bool {
        stream == STREAM && self.version.is_callmanager_2()
    }

    /// The voice path has the port.
    pub(crate) fn tell_port(&mut self, port: u16) {
        if self.inferred.told_port.replace(port) != Some(port) {
            self.send(sccp::IpPort {
                rtp_media_port: u32::from(port),
            });
        }
    }

    /// StartMediaReception: listen on the port that was told.
    pub(crate) fn start_reception(&mut self, start: &sccp::StartMediaReception) {
        self.open_receive(&Wish {
            party: STREAM,
            call_reference: 0,
            conference_id: 0,
            codec: start.compression_type.code(),
            ptime_ms: start.milli_second_packet_size,
            dtmf_payload_type: 0,
            remote: NOWHERE,
            protection: Wanted::Open,
            tos: None,
            payload_type: 0,
            silence_suppression: false,
        });
    }
}
