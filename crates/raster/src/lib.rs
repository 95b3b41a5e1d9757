//! Draws egui's triangles into memory, without a graphics driver.
//!
//! It gives the picture that egui's OpenGL painter gives, within a few levels:
//! colours are premultiplied sRGB bytes, multiplied and blended as they are,
//! triangles are sampled at the middles of pixels. What did not change since
//! the last picture is not drawn again, and [`Canvas::draw`] says which parts
//! did. It knows nothing of windows: whoever has one shows [`Canvas::pixels`]
//! there.
//!
//! A picture takes two walks over the scene. The first takes a hash of all that
//! touches each tile of 64 by 64 pixels; where it is the last picture's, the
//! tile stays. The second draws the shapes into the others, in the order they
//! come. No list of them is kept in between: to find them again costs less than
//! to keep them.

mod blend;
mod canvas;
mod corner;
mod dither;
mod hash;
mod paint;
mod plane;
mod sampler;
mod scene;
mod shapes;
mod textures;
mod tiles;
mod triangle;

pub use canvas::Canvas;
pub use scene::{Damage, MAX_SIDE, Scene};
pub use textures::Textures;
