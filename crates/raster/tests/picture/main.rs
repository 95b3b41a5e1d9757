//! What the canvas shows for scenes of every kind.

mod anything;
mod changes;
mod gui;

mod plain;
mod shapes;
mod stage;
mod textures;
