//! Which parts of the picture are as they were.

use crate::hash::follow;
use crate::scene::{Bounds, Damage};

/// The side of a tile in pixels: few enough that a changed label draws little
/// anew, enough that a whole picture has few.
const SIDE: i32 = 64;

/// The canvas in squares, each with a hash of all that touches it, in order.
#[derive(Default)]
pub(crate) struct Tiles {
    size: [u32; 2],
    columns: i32,
    rows: i32,
    now: Vec<u64>,
    last: Vec<u64>,
    /// Which are to be drawn, and how many.
    dirty: Vec<bool>,
    count: usize,
}

impl Tiles {
    /// Begins a picture; the seed is of what concerns all of it.
    pub(crate) fn begin(&mut self, size: [u32; 2], seed: u64) {
        // Sides are at most MAX_SIDE.
        let [columns, rows] = size.map(|side| side.div_ceil(SIDE.cast_unsigned()));
        let count = columns as usize * rows as usize;
        if self.size != size {
            self.size = size;
            self.columns = columns as i32;
            self.rows = rows as i32;
            self.last.clear();
        }
        self.now.clear();
        self.now.resize(count, seed);
    }

    /// Says that a shape touches the tiles under these pixels.
    #[inline]
    pub(crate) fn touch(&mut self, bounds: Bounds, hash: u64) {
        let (left, right) = (bounds.left / SIDE, (bounds.right - 1) / SIDE);
        for row in bounds.top / SIDE..=(bounds.bottom - 1) / SIDE {
            let first = row * self.columns;
            let tiles = (first + left) as usize..=(first + right) as usize;
            if let Some(tiles) = self.now.get_mut(tiles) {
                for tile in tiles {
                    *tile = follow(*tile, hash);
                }
            }
        }
    }

    /// Ends the picture: from here on it is known which tiles have changed.
    pub(crate) fn end(&mut self) {
        self.dirty.clear();
        if self.last.len() == self.now.len() {
            let changed = self
                .now
                .iter()
                .zip(&self.last)
                .map(|(now, last)| now != last);
            self.dirty.extend(changed);
        } else {
            self.dirty.resize(self.now.len(), true);
        }
        self.count = self.dirty.iter().filter(|&&dirty| dirty).count();
        std::mem::swap(&mut self.now, &mut self.last);
    }

    /// The changed tiles, as few rectangles.
    pub(crate) fn damage(&self, into: &mut Vec<Damage>) {
        into.clear();
        let [width, height] = self.size.map(|side| side as i32);
        let whole = Bounds {
            left: 0,
            top: 0,
            right: width,
            bottom: height,
        };
        if whole.is_empty() || self.count == 0 {
            return;
        }
        self.dirty_within(whole, |part| {
            let [x, y, right, bottom] =
                [part.left, part.top, part.right, part.bottom].map(i32::cast_unsigned);
            let (width, height) = (right - x, bottom - y);
            let above = into
                .iter_mut()
                .find(|above| above.x == x && above.width == width && above.y + above.height == y);
            match above {
                Some(above) => above.height += height,
                None => into.push(Damage {
                    x,
                    y,
                    width,
                    height,
                }),
            }
        });
    }

    /// Visits the parts of a rectangle that lie in changed tiles.
    #[inline]
    pub(crate) fn dirty_within(&self, bounds: Bounds, mut visit: impl FnMut(Bounds)) {
        if self.count == self.dirty.len() {
            return visit(bounds);
        }
        if self.count == 0 {
            return;
        }
        let (left, right) = (bounds.left / SIDE, (bounds.right - 1) / SIDE);
        for row in bounds.top / SIDE..=(bounds.bottom - 1) / SIDE {
            let first = row * self.columns;
            let is_dirty = |column: i32| {
                let tile = self.dirty.get((first + column) as usize);
                tile.is_some_and(|&dirty| dirty)
            };
            let mut column = left;
            while column <= right {
                let start = column;
                while column <= right && is_dirty(column) {
                    column += 1;
                }
                if column > start {
                    visit(bounds.within(Bounds {
                        left: start * SIDE,
                        top: row * SIDE,
                        right: column * SIDE,
                        bottom: (row + 1) * SIDE,
                    }));
                }
                column += 1;
            }
        }
    }
}
