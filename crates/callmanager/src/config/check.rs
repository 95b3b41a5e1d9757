//! What makes no sense in a configuration, though every part of it is right.

use std::collections::HashSet;

use super::button::is_number;
use super::{ButtonConfig, Config, ScriptConfig};
use crate::directory::buttons::MAX_BUTTONS;
use crate::directory::numbers::{SERVICES, Service};

/// The most calls a line can have: what a phone still shows in some order.
const MAX_LINE_CALLS: usize = 50;

/// The longest server name: its field in ServerRes holds 48 bytes (reference, 0x009E).
const MAX_SERVER_NAME: usize = 47;

/// Phones a conference may be set to have: fewer are no conference, more are too many
/// for the mixer.
const CONFERENCE_SIZES: std::ops::RangeInclusive<usize> = 3..=64;

/// Milliseconds of sound a packet may have.
const PTIMES_MS: std::ops::RangeInclusive<u32> = 10..=60;

/// The longest device name: its field in Register holds 16 bytes with the NUL (reference, 0x0001).
const MAX_DEVICE_NAME: usize = 15;

/// A part of the file that a reason is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    General,
    Phone(usize),
    Line(usize),
    PickupGroup(usize),
    HuntGroup(usize),
    PageGroup(usize),
    Script(usize),
}

impl Config {
    /// Takes away the scripts that nobody asked for where their numbers are wanted.
    pub(super) fn make_way(&mut self) {
        if self.scripts != ScriptConfig::built_in() {
            return;
        }
        let buttons = self.phones.iter().flat_map(|phone| &phone.buttons);
        let on_buttons = buttons.filter_map(|button| match button {
            ButtonConfig::Line(number) => Some(number),
            _ => None,
        });
        let lines = self.lines.iter().map(|line| &line.number);
        let pickup = self.pickup_groups.iter();
        let pickup = pickup.filter_map(|group| group.number.as_ref());
        let hunt = self.hunt_groups.iter().map(|group| &group.number);
        let page = self.page_groups.iter().map(|group| &group.number);
        let taken: HashSet<&String> = [&self.voicemail.number, &self.paging.number]
            .into_iter()
            .chain(on_buttons)
            .chain(lines)
            .chain(pickup)
            .chain(hunt)
            .chain(page)
            .collect();
        self.scripts.retain(|script| {
            !taken.contains(&script.number)
                && !self.park.contains(&script.number)
                && !self.meet_me.contains(&script.number)
        });
    }

    /// Looks for what makes no sense.
    pub(super) fn check(&self) -> Result<(), (Part, String)> {
        self.check_general()
            .map_err(|reason| (Part::General, reason))?;
        let mut devices = HashSet::new();
        for (place, phone) in self.phones.iter().enumerate() {
            let wrong = |reason| Err((Part::Phone(place), reason));
            if !is_device_name(&phone.device) {
                return wrong(format!(
                    "{:?} is no device name; write SEP and twelve hexadecimal digits, or up to 15 letters, digits, - and _",
                    phone.device
                ));
            }
            if !devices.insert(&phone.device) {
                return wrong(format!("the phone {:?} is there twice", phone.device));
            }
            if let Err(reason) = check_buttons(&phone.buttons) {
                return wrong(reason);
            }
        }
        self.check_numbers()?;
        self.check_references()
    }

    fn check_general(&self) -> Result<(), String> {
        let says = |is_right: bool, reason: &str| is_right.then_some(()).ok_or(reason.to_owned());
        says(
            self.server_name.len() <= MAX_SERVER_NAME,
            "the server's name is longer than 47 bytes",
        )?;
        says(
            PTIMES_MS.contains(&self.ptime_ms),
            "ptime_ms has to be 10 to 60",
        )?;
        says(
            is_date_template(&self.date_template),
            "date_template has to be D, M and Y with \".\", \"/\" or \"-\" between, and an A at the end for a 12-hour clock",
        )?;
        says(
            (1..=MAX_LINE_CALLS).contains(&self.max_calls),
            "max_calls has to be 1 to 50",
        )?;
        says(
            CONFERENCE_SIZES.contains(&self.conference_size),
            "conference_size has to be 3 to 64",
        )?;
        says(self.busy_trigger > 0, "busy_trigger has to be at least 1")?;
        says(
            (1..=2).contains(&self.unknown_phones.lines),
            "unknown_phones.lines has to be 1 or 2",
        )?;
        says(
            self.paging.group.ip().is_multicast(),
            "paging.group is no multicast group; those are 224.0.0.0 to 239.255.255.255",
        )
    }

    /// Ranges share no number with each other, nor with what has one of its own.
    fn check_ranges(&self) -> Result<(), (Part, String)> {
        let fixed = SERVICES.iter().map(|(number, _)| *number);
        let own = [&self.voicemail.number, &self.paging.number];
        let single: Vec<&str> = fixed.chain(own.into_iter().map(String::as_str)).collect();
        for (name, range) in [("park", self.park), ("meet_me", self.meet_me)] {
            if let Some(number) = single.iter().find(|number| range.contains(number)) {
                let reason =
                    format!("{name} = \"{range}\" covers {number}, which has another meaning");
                return Err((Part::General, reason));
            }
        }
        if self.park.first <= self.meet_me.last && self.meet_me.first <= self.park.last {
            let reason = format!(
                "park = \"{}\" and meet_me = \"{}\" share numbers",
                self.park, self.meet_me
            );
            return Err((Part::General, reason));
        }
        Ok(())
    }

    /// Every number has one meaning.
    fn check_numbers(&self) -> Result<(), (Part, String)> {
        self.check_ranges()?;
        let mut taken: HashSet<&str> = [&self.voicemail.number, &self.paging.number]
            .into_iter()
            .map(String::as_str)
            .collect();
        let lines = self.lines.iter().enumerate();
        let lines = lines.map(|(place, line)| (Part::Line(place), Some(&line.number)));
        let pickup = self.pickup_groups.iter().enumerate();
        let pickup = pickup.map(|(place, group)| (Part::PickupGroup(place), group.number.as_ref()));
        let hunt = self.hunt_groups.iter().enumerate();
        let hunt = hunt.map(|(place, group)| (Part::HuntGroup(place), Some(&group.number)));
        let page = self.page_groups.iter().enumerate();
        let page = page.map(|(place, group)| (Part::PageGroup(place), Some(&group.number)));
        let script = self.scripts.iter().enumerate();
        let script = script.map(|(place, script)| (Part::Script(place), Some(&script.number)));
        let groups_and_scripts = pickup.chain(hunt).chain(page).chain(script);
        for (part, number) in lines.chain(groups_and_scripts) {
            let Some(number) = number else { continue };
            if !is_number(number) {
                return Err((
                    part,
                    format!(
                        "{number:?} cannot be a number: up to 24 of the keys 0 to 9, * and # can"
                    ),
                ));
            }
            let is_free = Service::from_number(number).is_none()
                && !self.park.contains(number)
                && !self.meet_me.contains(number)
                && taken.insert(number);
            if !is_free {
                return Err((part, format!("the number {number} has another meaning")));
            }
        }
        Ok(())
    }

    /// What refers to something finds it, and groups are multicast ones.
    fn check_references(&self) -> Result<(), (Part, String)> {
        let groups: HashSet<&str> = self.pickup_groups.iter().map(|g| g.name.as_str()).collect();
        for (place, line) in self.lines.iter().enumerate() {
            if let Some(group) = &line.pickup_group
                && !groups.contains(group.as_str())
            {
                let reason = format!("there is no [[pickup_group]] with the name {group:?}");
                return Err((Part::Line(place), reason));
            }
        }
        for (place, group) in self.pickup_groups.iter().enumerate() {
            if let Some(other) = group.others.iter().find(|o| !groups.contains(o.as_str())) {
                let reason = format!("there is no [[pickup_group]] with the name {other:?}");
                return Err((Part::PickupGroup(place), reason));
            }
        }
        for (place, group) in self.hunt_groups.iter().enumerate() {
            if group.members.contains(&group.number) {
                let reason = "it is a member of itself".to_owned();
                return Err((Part::HuntGroup(place), reason));
            }
        }
        for (place, group) in self.page_groups.iter().enumerate() {
            if group.group.is_some_and(|group| !group.ip().is_multicast()) {
                let reason =
                    "its group is no multicast group; those are 224.0.0.0 to 239.255.255.255";
                return Err((Part::PageGroup(place), reason.to_owned()));
            }
        }
        Ok(())
    }
}

/// Whether a phone can register with this name.
fn is_device_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=MAX_DEVICE_NAME).contains(&name.len()) && name.bytes().all(plain)
}

fn check_buttons(buttons: &[ButtonConfig]) -> Result<(), String> {
    if buttons.is_empty() {
        return Ok(());
    }
    if buttons.len() > MAX_BUTTONS {
        return Err(format!(
            "{} buttons are more than the {MAX_BUTTONS} of a phone with two expansion modules",
            buttons.len()
        ));
    }
    let mut lines = HashSet::new();
    for button in buttons {
        if let ButtonConfig::Line(number) = button {
            if Service::from_number(number).is_some() {
                return Err(format!("the number {number} has another meaning"));
            }
            if !lines.insert(number) {
                return Err(format!("the line {number} is on two of its buttons"));
            }
        }
    }
    if lines.is_empty() {
        return Err("none of its buttons is a line".to_owned());
    }
    Ok(())
}

/// Phones can write dates so: the three letters once each, in any order.
fn is_date_template(template: &str) -> bool {
    let date = template.strip_suffix('A').unwrap_or(template);
    let letters: Vec<_> = date.split(['.', '/', '-']).collect();
    letters.len() == 3
        && ["D", "M", "Y"]
            .iter()
            .all(|letter| letters.contains(letter))
}
