//! A field to look for something in, as screen readers know such fields.

use egui::accesskit::Role;
use egui::{Response, TextEdit, Ui, WidgetInfo};

/// Draws one as wide as its place; its name stands in it while it is empty.
pub(crate) fn show(ui: &mut Ui, name: &str, text: &mut String) -> Response {
    let field = TextEdit::singleline(text)
        .hint_text(name)
        .desired_width(f32::INFINITY);
    let field = ui.add(field);
    tell(&field, name, text);
    field
}

/// Says what a field is and what stands in it.
pub(crate) fn tell(field: &Response, name: &str, text: &str) {
    field.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::SearchInput, true, name);
        info.current_text_value = Some(text.to_owned());
        info
    });
}
