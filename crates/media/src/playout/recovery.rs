//! Lost packets whose sound the packet behind them repeats.

use super::Playout;

impl Playout {
    /// Fills the last `distance` samples of a gap with what the packet behind it repeats of the
    /// one before; false when it repeats nothing.
    pub(super) fn recover(&mut self, distance: i64) -> bool {
        let (Some(next), Some(stream)) = (self.store.first(), &mut self.stream) else {
            return false;
        };
        let slot = &next.slot;
        let lost = stream.packet;
        // Without a missing number the sender has paused, and nothing is lost.
        let behind = slot.sequence.wrapping_sub(stream.sequence);
        let Some(played) = usize::try_from(distance)
            .ok()
            .and_then(|distance| lost.checked_sub(distance))
        else {
            return false;
        };
        if behind <= 1 || slot.noise().is_some() || slot.codec() != self.decoder.codec() {
            return false;
        }
        let sound = &mut self.scratch[..lost];
        if self.decoder.recover(slot.payload(), sound) != lost {
            return false;
        }
        let fresh = &mut sound[played..];
        if self.concealment.is_active() {
            self.concealment.merge(fresh);
        }
        stream.position += distance;
        stream.sequence = slot.sequence.wrapping_sub(1);
        stream.passed = 0;
        stream.counted = 0;
        let room = self.line.append(fresh.len());
        let count = room.len();
        room.copy_from_slice(&fresh[..count]);
        self.figures.count_recovered();
        self.look_ahead.gap(self.clock);
        true
    }
}
