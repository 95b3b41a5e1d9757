//! Windows for egui that are drawn by the processor, without OpenGL.
