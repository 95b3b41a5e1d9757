//! The typeface: Inter in two weights, for Latin, Greek and Cyrillic; what it lacks comes
//! from egui's own fonts, and then from the system's.

mod system;

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId};

const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/Inter-Regular.otf");
const STRONG: &[u8] = include_bytes!("../../../../assets/fonts/Inter-SemiBold.otf");

/// Name of the family with more weight.
const STRONG_FAMILY: &str = "strong";

/// Load the typeface; it is there from the next pass on.
pub(crate) fn load(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    fonts
        .font_data
        .insert("Inter".to_owned(), Arc::new(FontData::from_static(REGULAR)));
    fonts.font_data.insert(
        "Inter SemiBold".to_owned(),
        Arc::new(FontData::from_static(STRONG)),
    );
    let fallback = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let family = |first: &str| {
        let mut names = vec![first.to_owned()];
        names.extend(fallback.iter().cloned());
        names
    };
    fonts
        .families
        .insert(FontFamily::Proportional, family("Inter"));
    fonts.families.insert(
        FontFamily::Name(STRONG_FAMILY.into()),
        family("Inter SemiBold"),
    );
    ctx.set_fonts(fonts);
    system::look_when_missing(ctx);
}

/// A font of this size in points.
pub(crate) fn font(size: f32, strong: bool) -> FontId {
    if strong {
        FontId::new(size, FontFamily::Name(STRONG_FAMILY.into()))
    } else {
        FontId::proportional(size)
    }
}
