//! The egui phone: draws a screen, turns clicks and keys into intents.
