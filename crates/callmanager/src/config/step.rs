//! A step of a script: what a phone is told, or what is waited for.
//!
//! How steps are written is in `step_text`.

use std::time::Duration;

use sccp::{
    ButtonType, CallHistoryDisposition, CallSecurityStatus, CallStateCode, CallType, DeviceTone,
    LampMode, MicrophoneMode, RecordingState, RingDuration, RingMode, SoftKeySet, SpeakerMode,
};
use serde::Deserialize;
use thiserror::Error;

/// Parties and marks of a call; what is not given stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallInfoStep {
    /// Number of the caller.
    pub calling: Option<String>,
    /// Name of the caller.
    pub calling_name: Option<String>,
    /// Number of who is called.
    pub called: Option<String>,
    /// Name of who is called.
    pub called_name: Option<String>,
    /// How well the call is protected.
    pub security: Option<CallSecurityStatus>,
    /// Which way it goes.
    pub call_type: Option<CallType>,
}

/// One step of a script.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
pub enum Step {
    /// `wait 2s`
    Wait(Duration),
    /// `wait key`: for any key of the phone.
    WaitKey,
    /// `call_state NAME precedence=0…4`
    CallState(CallStateCode, u32),
    /// `call_info calling=1234 calling_name='Anna B.' security=encrypted type=inboundcall`
    CallInfo(Box<CallInfoStep>),
    /// `tone NAME`
    Tone(DeviceTone),
    /// `stop_tone`
    StopTone,
    /// `ring MODE`, or `ring MODE single`
    Ring(RingMode, RingDuration),
    /// `lamp BUTTON MODE instance=1`; without an instance that of the line
    Lamp(ButtonType, LampMode, Option<u32>),
    /// `speaker on`
    Speaker(SpeakerMode),
    /// `microphone off`
    Microphone(MicrophoneMode),
    /// `keys SET`
    Keys(SoftKeySet),
    /// `prompt TEXT`
    Prompt(String),
    /// `clear_prompt`
    ClearPrompt,
    /// `notify SECONDS TEXT`
    Notify(u32, String),
    /// `clear_notify`
    ClearNotify,
    /// `priority_notify PRIORITY SECONDS TEXT`
    PriorityNotify(u32, u32, String),
    /// `clear_priority_notify PRIORITY`
    ClearPriorityNotify(u32),
    /// `display TEXT`
    Display(String),
    /// `clear_display`
    ClearDisplay,
    /// `call_history NAME`
    CallHistory(CallHistoryDisposition),
    /// `recording on`
    Recording(RecordingState),
    /// `message NAME 01000000 02…`: any message, its body in hexadecimal
    Message(u32, Vec<u8>),
    /// `hang_up`
    HangUp,
}

/// Why a text is no step.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StepError {
    /// It begins with no known word.
    #[error(
        "the step {0:?} is not known; there are wait, call_state, call_info, tone, stop_tone, ring, lamp, speaker, microphone, keys, prompt, clear_prompt, notify, clear_notify, priority_notify, clear_priority_notify, display, clear_display, call_history, recording, message and hang_up"
    )]
    Unknown(String),
    /// What follows the word makes no sense.
    #[error("the step {step:?} needs {needs}")]
    Needs {
        /// The step as it was written.
        step: String,
        /// What it needs.
        needs: &'static str,
    },
}
