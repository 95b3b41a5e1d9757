//! The system's fonts, for scripts that the typeface has not: nothing is read before the
//! first sign of such a script is drawn, and then on a thread of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::epaint::text::{FallbackRequest, FontInsert, FontProvider};
use egui::{Context, FontFamily};
use egui_system_font_provider::SystemFontProvider;

/// Have the system's fonts found once a sign is missing.
pub(super) fn look_when_missing(ctx: &Context) {
    ctx.set_font_providers(vec![Arc::new(NotYet {
        ctx: ctx.clone(),
        begun: AtomicBool::new(false),
    })]);
}

/// Stands for the system's fonts until they are known; asked for a sign that is missing, it
/// begins to look for them.
struct NotYet {
    ctx: Context,
    begun: AtomicBool,
}

impl FontProvider for NotYet {
    fn font_for(&self, _: &FallbackRequest<'_>) -> Option<FontInsert> {
        if !self.begun.swap(true, Ordering::Relaxed) {
            let ctx = self.ctx.clone();
            let begun = std::thread::Builder::new()
                .name("system-fonts".to_owned())
                .spawn(move || look(&ctx));
            if let Err(error) = begun {
                tracing::warn!(%error, "the system's fonts cannot be looked for");
            }
        }
        None
    }
}

/// Finds the system's fonts, and then has the window ask for what is missing once more.
fn look(ctx: &Context) {
    let fonts = SystemFontProvider::new();
    // The first question waits until all are known: better here than while something is drawn.
    fonts.font_for(&FallbackRequest {
        cluster: "\u{10d0}",
        family: &FontFamily::Proportional,
    });
    ctx.set_font_providers(vec![Arc::new(fonts)]);
    ctx.request_repaint();
}
