//! Lists that the server sends in parts, with garbage in unused slots (sections 3.1 and 5.3).
//!
//! Only the announced count of each part is taken.

/// Parts of a list, put together.
#[derive(Clone, Debug)]
pub(super) struct Parts<T> {
    pub(super) slots: Vec<Option<T>>,
}

impl<T: Clone> Parts<T> {
    pub(super) const fn new() -> Self {
        Self { slots: Vec::new() }
    }

    /// Take a part; one that begins at 0 begins anew.
    pub(super) fn add(
        &mut self,
        offset: u32,
        count: u32,
        total: u32,
        limit: usize,
        part: impl Iterator<Item = T>,
    ) {
        let bounded = |number: u32| usize::try_from(number).unwrap_or(usize::MAX).min(limit);
        let (offset, count, total) = (bounded(offset), bounded(count), bounded(total));
        if offset == 0 {
            self.slots.clear();
        }
        // Some servers leave the total at the count of the part.
        let size = total
            .max(offset.saturating_add(count))
            .min(limit)
            .max(self.slots.len());
        self.slots.resize(size, None);
        let room = self.slots.iter_mut().skip(offset).take(count);
        for (slot, item) in room.zip(part) {
            *slot = Some(item);
        }
    }

    /// Every slot is filled.
    pub(super) fn is_complete(&self) -> bool {
        !self.slots.is_empty() && self.slots.iter().all(Option::is_some)
    }
}
