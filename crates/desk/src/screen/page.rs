//! A page of text that an application of the server shows: lines and paragraphs, which
//! the wheel and the arrows move when they do not fit.

use egui::accesskit::Role;
use egui::{Context, Id, Rect};
use station::Navigate;

use crate::button;
use crate::pen::Type;
use crate::sheet::Sheet;
use crate::tokens::{font, size};

/// What an arrow moves, in design units: three lines.
const STEP: f32 = 48.0;

/// How far a page is moved. The view's own matter: the phone knows nothing of lines.
#[derive(Clone, Debug, Default, PartialEq)]
struct Scroll {
    /// The page it belongs to; another one begins at its top.
    text: String,
    offset: f32,
}

fn id() -> Id {
    Id::unique("page scroll")
}

/// Draw the page.
pub(super) fn draw(sheet: &mut Sheet<'_>, area: Rect, text: &str) {
    // Under the title, which stands in a little.
    let area = area.with_min_x(area.left() + 4.0);
    let style = Type::new(font::NORMAL, sheet.pen.palette.ink);
    let room = area.width() - size::STAGE_MARGIN;
    let height = sheet.pen.block_height(style, room, text);
    let most = (height - area.height()).max(0.0);
    let place = sheet.pen.place(area);
    let wheel = sheet.ui.input(|input| {
        let over = input
            .pointer
            .hover_pos()
            .is_some_and(|at| place.contains(at));
        if over {
            input.smooth_scroll_delta.y
        } else {
            0.0
        }
    });
    let moved = of_page(sheet.ui.ctx(), text).offset - sheet.pen.units(wheel);
    let offset = moved.clamp(0.0, most);
    keep(sheet.ui.ctx(), text, offset);
    sheet.pen.block(area, style, room, text, offset);
    if most > 0.0 {
        super::menu::scroll_bar(sheet, area, offset, area.height(), height);
    }
    button::label(sheet, "page", area, Role::Document, text);
}

/// An arrow was pressed while this page is shown.
pub(crate) fn navigate(ctx: &Context, text: &str, arrow: Navigate) {
    let by = match arrow {
        Navigate::Up => -STEP,
        Navigate::Down => STEP,
        Navigate::Left | Navigate::Right => return,
    };
    // Drawing keeps it within the page.
    keep(ctx, text, of_page(ctx, text).offset + by);
}

fn of_page(ctx: &Context, text: &str) -> Scroll {
    ctx.data(|data| data.get_temp::<Scroll>(id()))
        .filter(|scroll| scroll.text == text)
        .unwrap_or_default()
}

fn keep(ctx: &Context, text: &str, offset: f32) {
    let scroll = Scroll {
        text: text.to_owned(),
        offset,
    };
    ctx.data_mut(|data| data.insert_temp(id(), scroll));
}
