//! The prompt: the server's words on what can be done now, a notice over them.

use ratatui::layout::Rect;

use crate::look::Role;
use crate::sheet::Sheet;

/// Draw it; `own` are words of the terminal itself, in English.
pub(super) fn draw(sheet: &mut Sheet<'_>, area: Rect, own: Option<&'static str>) {
    let screen = sheet.screen;
    let own = own.map(|words| sheet.words.say(words));
    let notice = own.or(screen.notify.as_ref().map(|notify| notify.text.as_str()));
    // What an application asks for stands where the server's own words do.
    let asked = screen.menu.as_ref().map(|menu| menu.prompt.as_str());
    let asked = asked.filter(|words| !words.is_empty());
    let role = if notice.is_some() {
        sheet.fill(area, Role::Notice);
        Role::Notice
    } else {
        Role::Strong
    };
    let inner = Rect {
        x: area.x + 1,
        width: area.width - 2,
        ..area
    };
    sheet.left(inner, role, notice.or(asked).unwrap_or(&screen.prompt));
}
