//! Who talks with whom: CallInfo in the form of a phone's version.

use sccp::{CallInfo, CallInfoV2, CallSecurityStatus, CallType, Message};

use crate::CallManager;
use crate::calls::{Leg, Redirect};
use crate::registration::session::Session;

impl CallManager {
    /// Shows who talks with whom, in the form of the phone's version.
    pub(crate) fn call_info(&mut self, reference: u32) {
        if let Some(leg) = self.legs.get(&reference).cloned() {
            self.call_info_of(reference, &leg);
        }
    }

    /// Shows a call as that leg would be shown.
    pub(crate) fn call_info_of(&mut self, reference: u32, leg: &Leg) {
        let Some(session) = self.session_of(leg.phone) else {
            return;
        };
        let security = leg.security.unwrap_or_else(|| {
            if leg.told_encrypted {
                CallSecurityStatus::ENCRYPTED
            } else {
                self.security(leg)
            }
        });
        let message = if session.is_dynamic() {
            dynamic_call_info(leg, reference, session, security).into()
        } else {
            Message::from(static_call_info(leg, reference, session, security))
        };
        let phone = leg.phone;
        self.tell(phone, message);
    }
}

fn call_type(leg: &Leg) -> CallType {
    if let Some(told) = leg.call_type {
        told
    } else if leg.outbound {
        CallType::OUT_BOUND
    } else if leg.redirect.is_some() {
        CallType::FORWARD
    } else {
        CallType::IN_BOUND
    }
}

/// Who was called first and who sent the call on; without that, who is called.
fn redirect(leg: &Leg) -> Redirect {
    leg.redirect.clone().unwrap_or_else(|| Redirect {
        original: leg.called.clone(),
        ..Redirect::default()
    })
}

fn static_call_info(
    leg: &Leg,
    reference: u32,
    session: &Session,
    security: CallSecurityStatus,
) -> CallInfo {
    let text = |text: &str| session.text(text);
    let redirect = redirect(leg);
    CallInfo {
        calling_party_name: text(&leg.calling.name).as_slice().into(),
        calling_party: leg.calling.number.as_str().into(),
        called_party_name: text(&leg.called.name).as_slice().into(),
        called_party: leg.called.number.as_str().into(),
        line_instance: leg.line_instance,
        call_reference: reference,
        call_type: call_type(leg),
        original_called_party_name: text(&redirect.original.name).as_slice().into(),
        original_called_party: redirect.original.number.as_str().into(),
        last_redirecting_party_name: text(&redirect.last.name).as_slice().into(),
        last_redirecting_party: redirect.last.number.as_str().into(),
        original_cdpn_redirect_reason: redirect.original_reason,
        last_redirecting_reason: redirect.last_reason,
        call_instance: leg.call_instance,
        call_security_status: security,
        ..Default::default()
    }
}

fn dynamic_call_info(
    leg: &Leg,
    reference: u32,
    session: &Session,
    security: CallSecurityStatus,
) -> CallInfoV2 {
    let text = |text: &str| session.text(text);
    let pilot = leg.pilot.clone().unwrap_or_default();
    let redirect = redirect(leg);
    CallInfoV2 {
        line_instance: leg.line_instance,
        call_reference: reference,
        call_type: call_type(leg),
        call_instance: leg.call_instance,
        call_security_status: security,
        calling_party: leg.calling.number.as_str().into(),
        called_party: leg.called.number.as_str().into(),
        original_called_party: redirect.original.number.as_str().into(),
        last_redirecting_party: redirect.last.number.as_str().into(),
        original_cdpn_redirect_reason: redirect.original_reason,
        last_redirecting_reason: redirect.last_reason,
        calling_party_name: text(&leg.calling.name).as_slice().into(),
        called_party_name: text(&leg.called.name).as_slice().into(),
        original_called_party_name: text(&redirect.original.name).as_slice().into(),
        last_redirecting_party_name: text(&redirect.last.name).as_slice().into(),
        hunt_pilot_number: pilot.number.as_str().into(),
        hunt_pilot_name: text(&pilot.name).as_slice().into(),
        ..Default::default()
    }
}
