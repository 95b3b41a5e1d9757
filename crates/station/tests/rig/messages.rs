//! Messages of a server, ready to be said.

use sccp::Message;

pub fn select(line: u32, reference: u32, set: u32) -> Message {
    sccp::SelectSoftKeys {
        line_instance: line,
        call_reference: reference,
        soft_key_set_index: set.into(),
        valid_key_mask: u32::MAX.into(),
    }
    .into()
}

pub fn prompt(text: &[u8], seconds: u32, line: u32, reference: u32) -> Message {
    sccp::DisplayPromptStatus {
        time_out_value: seconds,
        prompt_status: text.into(),
        line_instance: line,
        call_reference: reference,
    }
    .into()
}

pub fn tone(tone: u32, line: u32, reference: u32) -> Message {
    sccp::StartTone {
        tone: tone.into(),
        line_instance: line,
        call_reference: reference,
        ..Default::default()
    }
    .into()
}

pub fn ringer(mode: u32) -> Message {
    sccp::SetRinger {
        ring_mode: mode.into(),
        ring_duration: 1.into(),
        ..Default::default()
    }
    .into()
}

pub fn inbound(line: u32, reference: u32, number: &str) -> Message {
    sccp::CallInfo {
        calling_party: number.into(),
        calling_party_name: "Bob".into(),
        called_party: "1001".into(),
        line_instance: line,
        call_reference: reference,
        call_type: 1.into(),
        ..Default::default()
    }
    .into()
}

pub fn outbound(line: u32, reference: u32, number: &str) -> Message {
    sccp::CallInfo {
        calling_party: "1001".into(),
        called_party: number.into(),
        line_instance: line,
        call_reference: reference,
        call_type: 2.into(),
        ..Default::default()
    }
    .into()
}

pub fn open_receive(party: u32, reference: u32, dtmf: u32) -> Message {
    sccp::OpenReceiveChannel {
        conference_id: reference,
        pass_through_party_id: party,
        milli_second_packet_size: 20,
        compression_type: 4.into(),
        call_reference: reference,
        rfc2833_payload_type: dtmf,
        ..Default::default()
    }
    .into()
}

pub fn start_transmission(party: u32, reference: u32, dtmf: u32) -> Message {
    sccp::StartMediaTransmission {
        conference_id: reference,
        pass_through_party_id: party,
        remote_ip_addr: std::net::Ipv4Addr::new(192, 0, 2, 20).into(),
        remote_port_number: 18_000,
        milli_second_packet_size: 20,
        compression_type: 4.into(),
        precedence_value: 184,
        call_reference: reference,
        rfc2833_payload_type: dtmf,
        ..Default::default()
    }
    .into()
}

/// The group of hold music and pages.
pub const GROUP: std::net::Ipv4Addr = std::net::Ipv4Addr::new(239, 1, 1, 1);

pub fn start_multicast_reception(party: u32, reference: u32) -> Message {
    sccp::StartMulticastMediaReception {
        conference_id: reference,
        pass_through_party_id: party,
        multicast_ip_addr: GROUP.into(),
        multicast_port_number: 16_384,
        milli_second_packet_size: 20,
        compression_type: 4.into(),
        call_reference: reference,
        ..Default::default()
    }
    .into()
}

pub fn start_multicast_transmission(party: u32, reference: u32) -> Message {
    sccp::StartMulticastMediaTransmission {
        conference_id: reference,
        pass_through_party_id: party,
        multicast_ip_addr: GROUP.into(),
        multicast_port_number: 20_480,
        milli_second_packet_size: 20,
        compression_type: 4.into(),
        precedence_value: 184,
        call_reference: reference,
        ..Default::default()
    }
    .into()
}
