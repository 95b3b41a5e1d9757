//! How a picture gets into a window.

use std::num::NonZeroU32;
use std::rc::Rc;

use raster::{Canvas, Damage};
use softbuffer::{Context, Rect, SoftBufferError};
use winit::event_loop::OwnedDisplayHandle;
use winit::window::Window;

use crate::wire::Wire;

/// The window system's memory for one window's pixels.
pub(crate) struct Surface {
    memory: softbuffer::Surface<OwnedDisplayHandle, Rc<Window>>,
    size: [u32; 2],
    /// Instead, where the window system is too far away for memory.
    wire: Option<Wire>,
}

impl Surface {
    /// For this window.
    pub(crate) fn new(
        display: OwnedDisplayHandle,
        window: Rc<Window>,
    ) -> Result<Self, SoftBufferError> {
        let wire = Wire::to(&window);
        Ok(Self {
            wire,
            memory: softbuffer::Surface::new(&Context::new(display)?, window)?,
            size: [0; 2],
        })
    }

    /// Shows the canvas, where it has changed; everything when the window has lost what it had.
    pub(crate) fn show(
        &mut self,
        canvas: &Canvas,
        damage: &[Damage],
        lost: bool,
    ) -> Result<(), SoftBufferError> {
        let [width, height] = canvas.size();
        let (Some(columns), Some(rows)) = (NonZeroU32::new(width), NonZeroU32::new(height)) else {
            return Ok(());
        };
        let resized = self.size != [width, height];
        if let Some(wire) = &self.wire {
            self.size = [width, height];
            let whole = [Damage {
                x: 0,
                y: 0,
                width,
                height,
            }];
            let parts = if lost || resized { &whole } else { damage };
            return wire.show(canvas, parts).map_err(|error| {
                SoftBufferError::PlatformError(Some(error.to_string()), Some(Box::new(error)))
            });
        }
        if resized {
            self.memory.resize(columns, rows)?;
            self.size = [width, height];
        }
        let mut memory = self.memory.buffer_mut()?;
        // 1: it holds the last picture.
        if memory.age() == 1 && !resized {
            for part in damage {
                copy(part, width as usize, canvas.pixels(), &mut memory);
            }
        } else {
            memory.copy_from_slice(canvas.pixels());
        }
        if lost || resized {
            return memory.present();
        }
        let parts: Vec<Rect> = damage.iter().filter_map(rect).collect();
        memory.present_with_damage(&parts)
    }
}

fn copy(part: &Damage, width: usize, from: &[u32], to: &mut [u32]) {
    for row in part.y..part.y + part.height {
        let begin = row as usize * width + part.x as usize;
        let columns = begin..begin + part.width as usize;
        to[columns.clone()].copy_from_slice(&from[columns]);
    }
}

fn rect(part: &Damage) -> Option<Rect> {
    Some(Rect {
        x: part.x,
        y: part.y,
        width: NonZeroU32::new(part.width)?,
        height: NonZeroU32::new(part.height)?,
    })
}
