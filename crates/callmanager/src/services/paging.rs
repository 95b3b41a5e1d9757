//! Paging: one speaks, several phones hear it on their speakers.
//!
//! The pager's sound goes to a stream of the server, which sends it on to a
//! multicast group. A phone that cannot join the group, or does not say that it
//! did, is sent to by itself. Phones in a call, and those whose person does not
//! want to be disturbed, are left alone. Source: the reference, 0x0101, 0x0103,
//! 0x0021 and section 5.11.

use std::net::SocketAddrV4;
use std::time::Duration;

use sccp::{
    ButtonType, CallStateCode, DeviceTone, MulticastStatus, StartMulticastMediaReception,
    StopMulticastMediaReception,
};
use tracing::debug;

use crate::calls::{Failure, Far, Leg, LegState, Party, Path};
use crate::config::PageGroup;
use crate::directory::PhoneIndex;
use crate::display::texts::Text;
use crate::manager::Deadline;
use crate::{CallManager, MediaCommand, Source, StreamId};

/// How long a phone may take to say that it has joined the group.
const JOINING: Duration = Duration::from_secs(2);

/// Phones in a page: more than anybody listens to in a lab.
const MAX_PAGED: usize = 256;

/// Ports between those of two pages at the same time: RTP and RTCP (RFC 3550, section 11).
const PORTS: u16 = 2;

impl CallManager {
    /// The page group with that number.
    pub(crate) fn page_group(&self, number: &str) -> Option<&PageGroup> {
        let groups = &self.config.page_groups;
        groups.iter().find(|group| group.number == number)
    }

    /// The stream of who pages has begun: brings in the phones.
    pub(crate) fn page_started(&mut self, pager: u32, stream: StreamId) {
        let Some(leg) = self.legs.get(&pager) else {
            return;
        };
        let number = leg.called.number.clone();
        let phones = self.paged_phones(pager, &number);
        if phones.is_empty() {
            self.fail(pager, Failure::Busy);
            return self.say(pager, Text::NobodyToPage);
        }
        let paging = &self.config.paging;
        let (interface, ttl, limit) = (paging.interface, paging.ttl, paging.limit);
        if paging.multicast {
            let group = self.free_group(&number);
            self.pages.insert(pager, group);
            self.media(MediaCommand::SendToGroup {
                stream,
                group,
                interface,
                ttl,
            });
        }
        debug!(call_reference = pager, phones = phones.len(), "a page");
        self.say(pager, Text::Paging);
        self.timers.set(Deadline::Leg(pager), self.now + limit);
        for (phone, line_instance) in phones {
            self.page_phone(pager, phone, line_instance);
        }
    }

    /// The phones a page goes to, each with the line that shows it.
    fn paged_phones(&self, pager: u32, number: &str) -> Vec<(PhoneIndex, u32)> {
        let own = self.legs.get(&pager).map(|leg| leg.phone);
        let listed = self
            .page_group(number)
            .map_or(&[][..], |group| &group.members);
        let places: Vec<(PhoneIndex, u32)> = if listed.is_empty() {
            self.directory.iter().map(|(phone, _)| (phone, 1)).collect()
        } else {
            let places = listed.iter().map(|member| self.directory.places(member));
            places.flatten().copied().collect()
        };
        let mut phones: Vec<(PhoneIndex, u32)> = Vec::new();
        for (phone, line_instance) in places {
            let entry = self.directory.get(phone);
            let is_free = entry.connection.is_some()
                && entry.legs.is_empty()
                && self.feature(phone, ButtonType::DO_NOT_DISTURB) == 0;
            let is_new = phones.iter().all(|(known, _)| *known != phone);
            if is_free && is_new && own != Some(phone) && phones.len() < MAX_PAGED {
                phones.push((phone, line_instance));
            }
        }
        phones
    }

    /// The multicast group of a page, with a port that no other page has now.
    fn free_group(&self, number: &str) -> SocketAddrV4 {
        let own = self.page_group(number).and_then(|group| group.group);
        let mut group = own.unwrap_or(self.config.paging.group);
        while self.pages.values().any(|taken| *taken == group) {
            // There are fewer pages than ports.
            group.set_port(group.port().wrapping_add(PORTS));
        }
        group
    }

    /// Lets a phone hear a page: it answers by itself, with its microphone off.
    fn page_phone(&mut self, pager: u32, phone: PhoneIndex, line_instance: u32) {
        let Some(calling) = self.legs.get(&pager) else {
            return;
        };
        let mut leg = Leg::new(phone, line_instance, false, LegState::Connected);
        leg.far = Far::Page(pager);
        leg.calling = calling.calling.clone();
        leg.called = Party {
            number: calling.called.number.clone(),
            name: calling.called.name.clone(),
        };
        leg.without_group = !self.pages.contains_key(&pager);
        leg.connected_at = Some(self.now);
        let reference = self.add_leg(leg);
        // The codec is the pager's: what does not know it cannot listen.
        let common = self.agree(reference, self.legs.get(&pager).map(|leg| leg.phone));
        let Some((codec, _)) = self.paged_codec(reference) else {
            return;
        };
        if common.is_none_or(|(known, _)| known != codec) {
            self.forget_leg(reference);
            return;
        }
        self.call_state(reference, CallStateCode::RING_IN);
        self.call_info(reference);
        self.speaker(phone, true);
        self.microphone(phone, false);
        self.start_tone(reference, DeviceTone::ZIP);
        self.light(phone, line_instance);
        self.call_state(reference, CallStateCode::CONNECTED);
        self.select_keys(reference);
        self.prompt_caller(reference);
        self.activate(phone, line_instance);
        self.settle(reference);
    }

    /// Takes a leg away that its phone was not told of.
    fn forget_leg(&mut self, reference: u32) {
        if let Some(leg) = self.legs.remove(&reference) {
            let legs = &mut self.directory.get_mut(leg.phone).legs;
            legs.retain(|other| *other != reference);
        }
    }

    /// Codec and ms in a packet of the page that a leg listens to.
    pub(crate) fn paged_codec(&self, reference: u32) -> Option<(u32, u32)> {
        let Far::Page(pager) = self.legs.get(&reference)?.far else {
            return None;
        };
        let channel = &self.legs.get(&pager)?.channel;
        Some((channel.codec, channel.ptime_ms))
    }

    /// Where a leg hears a page.
    pub(crate) fn paged_path(&self, leg: &Leg, pager: u32) -> Path {
        let stream = self.legs.get(&pager).and_then(|leg| leg.channel.stream());
        match (stream, self.pages.get(&pager)) {
            // What goes to a group goes in the clear.
            (Some(_), Some(group)) if !leg.without_group && self.may_be_open() => {
                Path::Group(*group)
            }
            (Some(stream), _) => Path::Stream(Source::Paged(stream)),
            (None, _) => Path::None,
        }
    }

    /// Tells a phone to join the group of a page.
    pub(crate) fn join_group(&mut self, reference: u32, group: SocketAddrV4) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        leg.channel.receive = crate::calls::Receive::Closed;
        let channel = &leg.channel;
        let (party, codec, ptime_ms) = (channel.party, channel.codec, channel.ptime_ms);
        self.timers
            .set(Deadline::Leg(reference), self.now + JOINING);
        self.tell_leg(reference, |_| StartMulticastMediaReception {
            conference_id: reference,
            pass_through_party_id: party,
            multicast_ip_addr: std::net::IpAddr::V4(*group.ip()).into(),
            multicast_port_number: group.port().into(),
            milli_second_packet_size: ptime_ms,
            compression_type: sccp::PayloadType(codec),
            call_reference: reference,
            ..Default::default()
        });
    }

    pub(crate) fn leave_group(&mut self, reference: u32, party: u32) {
        self.tell_leg(reference, |_| StopMulticastMediaReception {
            conference_id: reference,
            pass_through_party_id: party,
            call_reference: reference,
        });
    }

    /// A phone says whether it has joined.
    pub(crate) fn group_joined(&mut self, party: u32, status: MulticastStatus) {
        let Some(reference) = self.parties.get(&party).copied() else {
            return;
        };
        if status == MulticastStatus::OK {
            self.timers.clear(Deadline::Leg(reference));
        } else {
            self.without_group(reference);
        }
    }

    /// A phone does not hear the group: it is sent to by itself.
    pub(crate) fn without_group(&mut self, reference: u32) {
        self.timers.clear(Deadline::Leg(reference));
        if let Some(leg) = self.legs.get_mut(&reference)
            && !std::mem::replace(&mut leg.without_group, true)
        {
            debug!(call_reference = reference, "paged without multicast");
            self.settle(reference);
        }
    }

    /// The server cannot send to the group of a page.
    pub(crate) fn no_group(&mut self, stream: StreamId) {
        if let Some(pager) = self.leg_of_stream(stream) {
            for reference in self.paged(pager) {
                self.without_group(reference);
            }
        }
    }

    /// Who paged speaks no more.
    pub(crate) fn end_page(&mut self, pager: u32) {
        self.pages.remove(&pager);
        for reference in self.paged(pager) {
            self.release(reference);
        }
    }

    /// A phone listens to a page no more: its microphone is its person's again.
    pub(crate) fn left_page(&mut self, phone: PhoneIndex) {
        self.microphone(phone, true);
    }

    /// The legs that listen to a page.
    fn paged(&self, pager: u32) -> Vec<u32> {
        let legs = self.legs.iter();
        legs.filter(|(_, leg)| leg.far == Far::Page(pager))
            .map(|(reference, _)| *reference)
            .collect()
    }
}
