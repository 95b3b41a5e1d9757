//! Application data on the wire: in which form they came, and parts put together.
//!
//! Long data come in parts of at most 2000 bytes: first, more, last. A whole one
//! is a last without a first (section 3.1, 0x013F).

use sccp::{Data, SequenceFlag};

/// Bytes of a part (section 3.1).
pub(crate) const PART: usize = 2_000;

/// Bytes put together at most: 100 items of a menu with long URLs.
const MAX_WHOLE: usize = 64 * 1024;

/// Data being put together at once; one is usual.
const MAX_OPEN: usize = 4;

/// Which messages carry the data; answers go in the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// 0x011E, 0x002E, 0x002F: without parts.
    Plain,
    /// 0x013F, 0x0041, 0x0042.
    #[default]
    Version1,
}

/// Where data come from and belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) form: Form,
    pub(crate) application_id: u32,
    pub(crate) line_instance: u32,
    pub(crate) call_reference: u32,
    pub(crate) transaction_id: u32,
    pub(crate) conference_id: u32,
    pub(crate) app_instance_id: u32,
    pub(crate) routing_id: u32,
}

impl Head {
    pub(crate) fn of(data: &sccp::UserData) -> Self {
        Self {
            form: Form::Plain,
            application_id: data.application_id,
            line_instance: data.line_instance,
            call_reference: data.call_reference,
            transaction_id: data.transaction_id,
            ..Self::default()
        }
    }

    pub(crate) fn of_version1(data: &sccp::UserDataVersion1) -> Self {
        Self {
            form: Form::Version1,
            application_id: data.application_id,
            line_instance: data.line_instance,
            call_reference: data.call_reference,
            transaction_id: data.transaction_id,
            conference_id: data.conference_id,
            app_instance_id: data.app_instance_id,
            routing_id: data.routing_id,
        }
    }

    /// The body of a message without parts.
    pub(crate) fn plain(&self, data: &[u8]) -> sccp::UserData {
        sccp::UserData {
            application_id: self.application_id,
            line_instance: self.line_instance,
            call_reference: self.call_reference,
            transaction_id: self.transaction_id,
            data: Data::new(data),
        }
    }

    /// The bodies of the messages that carry the data in parts.
    pub(crate) fn parts(&self, data: &[u8]) -> Vec<sccp::UserDataVersion1> {
        let chunks: Vec<&[u8]> = if data.is_empty() {
            vec![&[]]
        } else {
            data.chunks(PART).collect()
        };
        let last = chunks.len() - 1;
        let part = |(place, chunk): (usize, &[u8])| sccp::UserDataVersion1 {
            application_id: self.application_id,
            line_instance: self.line_instance,
            call_reference: self.call_reference,
            transaction_id: self.transaction_id,
            sequence_flag: match place {
                place if place == last => SequenceFlag::LAST,
                0 => SequenceFlag::FIRST,
                _ => SequenceFlag::MORE,
            },
            conference_id: self.conference_id,
            app_instance_id: self.app_instance_id,
            routing_id: self.routing_id,
            data: Data::new(chunk),
            ..Default::default()
        };
        chunks.into_iter().enumerate().map(part).collect()
    }
}

/// Data that are not whole yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unfinished {
    open: Vec<(Head, Vec<u8>)>,
}

impl Unfinished {
    /// Take a part; gives the whole when it was the last one, and words when it makes no sense.
    pub(crate) fn add(
        &mut self,
        head: Head,
        flag: SequenceFlag,
        part: &[u8],
    ) -> Result<Option<Vec<u8>>, &'static str> {
        let same = |open: &Head| {
            open.application_id == head.application_id && open.transaction_id == head.transaction_id
        };
        let at = self.open.iter().position(|(open, _)| same(open));
        let mut whole = match (flag, at) {
            // A first one begins anew.
            (SequenceFlag::FIRST, at) => {
                at.map(|at| self.open.remove(at));
                Vec::new()
            }
            (_, Some(at)) => self.open.remove(at).1,
            (SequenceFlag::LAST, None) => return Ok(Some(part.to_vec())),
            (_, None) => return Err("a part of application data whose beginning is missing"),
        };
        if whole.len() + part.len() > MAX_WHOLE {
            return Err("application data are too long");
        }
        whole.extend_from_slice(part);
        if flag == SequenceFlag::LAST {
            return Ok(Some(whole));
        }
        if self.open.len() >= MAX_OPEN {
            self.open.remove(0);
        }
        self.open.push((head, whole));
        Ok(None)
    }

    /// The connection that they came over is gone.
    pub(crate) fn forget(&mut self) {
        self.open.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: Head = Head {
        form: Form::Version1,
        application_id: 9081,
        line_instance: 1,
        call_reference: 2,
        transaction_id: 3,
        conference_id: 0,
        app_instance_id: 9081,
        routing_id: 1,
    };

    #[test]
    fn what_was_cut_is_put_together_again() {
        for size in [0, 1, PART, PART + 1, 3 * PART] {
            let data: Vec<u8> = (0..size).map(|at| at as u8).collect();
            let mut unfinished = Unfinished::default();
            let parts = HEAD.parts(&data);
            let (last, before) = parts.split_last().expect("at least one");
            for part in before {
                let none = unfinished.add(HEAD, part.sequence_flag, part.data.as_bytes());
                assert_eq!(none, Ok(None));
            }
            let whole = unfinished.add(HEAD, last.sequence_flag, last.data.as_bytes());
            assert_eq!(whole, Ok(Some(data)), "{size}");
            assert!(unfinished.open.is_empty());
        }
    }

    #[test]
    fn transactions_do_not_mix() {
        let other = Head {
            transaction_id: 4,
            ..HEAD
        };
        let mut unfinished = Unfinished::default();
        assert_eq!(unfinished.add(HEAD, SequenceFlag::FIRST, b"a"), Ok(None));
        assert_eq!(unfinished.add(other, SequenceFlag::FIRST, b"x"), Ok(None));
        assert_eq!(unfinished.add(HEAD, SequenceFlag::MORE, b"b"), Ok(None));
        let whole = unfinished.add(HEAD, SequenceFlag::LAST, b"c");
        assert_eq!(whole, Ok(Some(b"abc".to_vec())));
        let whole = unfinished.add(other, SequenceFlag::LAST, b"y");
        assert_eq!(whole, Ok(Some(b"xy".to_vec())));
    }

    #[test]
    fn a_server_cannot_fill_the_memory() {
        let mut unfinished = Unfinished::default();
        for transaction_id in 0..1000 {
            let head = Head {
                transaction_id,
                ..HEAD
            };
            assert_eq!(
                unfinished.add(head, SequenceFlag::FIRST, &[0; PART]),
                Ok(None)
            );
        }
        assert_eq!(unfinished.open.len(), MAX_OPEN);
        let head = Head {
            transaction_id: 999,
            ..HEAD
        };
        let refused = (0..100).any(|_| {
            unfinished
                .add(head, SequenceFlag::MORE, &[0; PART])
                .is_err()
        });
        assert!(refused);
    }

    #[test]
    fn a_part_without_its_beginning_is_told() {
        let mut unfinished = Unfinished::default();
        assert!(unfinished.add(HEAD, SequenceFlag::MORE, b"a").is_err());
        assert!(unfinished.add(HEAD, 7.into(), b"a").is_err());
    }
}
