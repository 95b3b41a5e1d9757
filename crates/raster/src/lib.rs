//! Draws egui's triangles into memory, without a graphics driver.
//!
//! It gives the picture that egui's OpenGL painter gives, within a few levels:
//! colours are premultiplied sRGB bytes, multiplied and blended as they are,
//! triangles are sampled at the middles of pixels. What did not change since
//! the last picture is not drawn again, and [`Canvas::draw`] says which parts
//! did. It knows nothing of windows: whoever has one shows [`Canvas::pixels`]
//! there.

mod canvas;
mod scene;
mod textures;

pub use canvas::Canvas;
pub use scene::{Damage, MAX_SIDE, Scene};
pub use textures::Textures;
