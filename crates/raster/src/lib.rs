//! Draws egui's triangles into memory, without a graphics driver.
