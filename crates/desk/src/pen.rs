//! Drawing in design units: one factor, one origin, and the few strokes that every
//! part of the phone is made of.
//!
//! All of it is vectors.

use std::sync::Arc;

use egui::emath::GuiRounding;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Align2, Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2,
    vec2,
};

use crate::fonts;
use crate::rounded::Rounded;
use crate::tokens::Palette;

/// Brings design units to the window's points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    origin: Pos2,
    factor: f32,
}

impl Scale {
    /// The largest scale at which this part of the sheet fits into `window`, centred, its
    /// aspect ratio kept.
    pub(crate) fn fit(window: Rect, part: Rect) -> Self {
        let factor = (window.width() / part.width())
            .min(window.height() / part.height())
            .max(0.05);
        let origin = window.center() - part.center().to_vec2() * factor;
        Self { origin, factor }
    }

    /// A point.
    fn pos(&self, at: Pos2) -> Pos2 {
        self.origin + at.to_vec2() * self.factor
    }

    /// A rectangle.
    pub(crate) fn rect(&self, area: Rect) -> Rect {
        Rect::from_min_max(self.pos(area.min), self.pos(area.max))
    }

    /// A length.
    pub(crate) fn len(&self, length: f32) -> f32 {
        length * self.factor
    }
}

/// Draws in design units.
#[derive(Clone)]
pub(crate) struct Pen {
    painter: Painter,
    scale: Scale,
    /// The colours of the theme.
    pub(crate) palette: &'static Palette,
}

impl Pen {
    /// A pen for this painter.
    pub(crate) fn new(painter: Painter, scale: Scale, palette: &'static Palette) -> Self {
        Self {
            painter,
            scale,
            palette,
        }
    }

    /// The same pen at another scale.
    pub(crate) fn at(self, scale: Scale) -> Self {
        Self { scale, ..self }
    }

    /// The scale it draws at.
    pub(crate) fn scale(&self) -> Scale {
        self.scale
    }

    /// A filled rectangle with rounded corners.
    pub(crate) fn fill(&self, area: Rect, radius: f32, colour: Color32) {
        self.filled(self.scale.rect(area), self.radius(radius), colour);
    }

    /// A rectangle shaded from top to bottom.
    pub(crate) fn shade(&self, area: Rect, radius: f32, top: Color32, bottom: Color32) {
        let soft = self.pixel();
        self.rounded(Rounded {
            area: self.scale.rect(area),
            radius: self.radius(radius),
            soft,
            // One that shines through has the other behind it.
            top: bottom.blend(top),
            bottom,
        });
    }

    /// An edge of whole pixels round a rectangle, to be drawn before what it surrounds.
    pub(crate) fn edge(&self, area: Rect, radius: f32, width: f32, colour: Color32) {
        let pixels_per_point = self.painter.pixels_per_point();
        let pixels = (self.scale.len(width * self.palette.edges) * pixels_per_point)
            .round()
            .max(1.0);
        let width = pixels / pixels_per_point;
        let rect = self.scale.rect(area).round_to_pixels(pixels_per_point);
        let radius = rounded_corner(self.scale.len(radius) + width);
        self.filled(rect.expand(width), radius, colour);
    }

    /// The outline of a rectangle, inside its edge.
    pub(crate) fn outline(&self, area: Rect, radius: f32, width: f32, colour: Color32) {
        self.painter.rect_stroke(
            self.scale.rect(area),
            self.scale.len(radius).round(),
            self.stroke(width * self.palette.edges, colour),
            StrokeKind::Inside,
        );
    }

    /// The outline of something that has none where shades tell things apart.
    pub(crate) fn contour(&self, area: Rect, radius: f32) {
        if self.palette.outlined() {
            self.outline(area, radius, 1.0, self.palette.key_outline);
        }
    }

    /// A line between parts of the display, where shades do not tell them apart.
    pub(crate) fn rule(&self, from: Pos2, to: Pos2) {
        if self.palette.outlined() {
            self.line(&[from, to], 1.0, self.palette.card_edge);
        }
    }

    /// The outline of a rectangle as it is drawn, whatever the theme: part of a sign.
    pub(crate) fn frame(&self, area: Rect, radius: f32, width: f32, colour: Color32) {
        self.painter.rect_stroke(
            self.scale.rect(area),
            self.scale.len(radius).round(),
            self.stroke(width, colour),
            StrokeKind::Inside,
        );
    }

    /// A soft shadow of a rounded rectangle.
    pub(crate) fn shadow(&self, area: Rect, radius: f32, down: f32, blur: f32, colour: Color32) {
        let blur = self.scale.len(blur).round().max(1.0);
        let down = self.scale.len(down).round();
        self.rounded(Rounded {
            area: self.scale.rect(area).translate(vec2(0.0, down)),
            // Inside of the soft edge the corner is as round as the shape's.
            radius: self.radius(radius) + blur / 2.0,
            soft: blur,
            top: colour,
            bottom: colour,
        });
    }

    /// A filled circle.
    pub(crate) fn disc(&self, centre: Pos2, radius: f32, colour: Color32) {
        self.painter
            .circle_filled(self.scale.pos(centre), self.scale.len(radius), colour);
    }

    /// A circle's outline.
    pub(crate) fn circle(&self, centre: Pos2, radius: f32, width: f32, colour: Color32) {
        self.painter.circle_stroke(
            self.scale.pos(centre),
            self.scale.len(radius),
            self.stroke(width, colour),
        );
    }

    /// A light that fades outwards.
    pub(crate) fn glow(&self, area: Rect, reach: f32, colour: Color32) {
        // Thin layers instead of a blur, which breaks up when it is wider than the shape.
        const LAYERS: usize = 6;
        let strength = 0.085 * self.palette.glow;
        if strength <= 0.0 {
            return;
        }
        for layer in 1..=LAYERS {
            let area = area.expand(reach * layer as f32 / LAYERS as f32);
            self.fill(area, area.height() / 2.0, colour.gamma_multiply(strength));
        }
    }

    /// Connected lines with round joints and ends.
    pub(crate) fn line(&self, points: &[Pos2], width: f32, colour: Color32) {
        let points: Vec<Pos2> = points.iter().map(|point| self.scale.pos(*point)).collect();
        let stroke = self.stroke(width, colour);
        if stroke.width > 1.2 {
            for end in [points.first(), points.last()].into_iter().flatten() {
                self.painter.circle_filled(*end, stroke.width / 2.0, colour);
            }
        }
        self.painter.line(points, stroke);
    }

    /// A filled convex polygon.
    pub(crate) fn polygon(&self, points: &[Pos2], colour: Color32) {
        let points = points.iter().map(|point| self.scale.pos(*point)).collect();
        self.painter
            .add(Shape::convex_polygon(points, colour, Stroke::NONE));
    }

    /// A piece of a circle, between two angles in radians, clockwise from the right.
    pub(crate) fn arc(
        &self,
        centre: Pos2,
        radius: f32,
        from: f32,
        to: f32,
        width: f32,
        colour: Color32,
    ) {
        const STEPS: usize = 20;
        let points: Vec<Pos2> = (0..=STEPS)
            .map(|step| {
                let angle = from + (to - from) * step as f32 / STEPS as f32;
                centre + radius * Vec2::angled(angle)
            })
            .collect();
        self.line(&points, width, colour);
    }

    /// One line of text at an anchor, cut with an ellipsis at `room`; gives the room it took.
    pub(crate) fn text(
        &self,
        at: Pos2,
        anchor: Align2,
        style: Type,
        room: f32,
        text: &str,
    ) -> Rect {
        let galley = self.galley(style, room, 1, text);
        let size = galley.size() / self.scale.factor;
        let rect = anchor.anchor_size(at, size);
        self.painter
            .galley(self.scale.pos(rect.min), galley, style.colour);
        rect
    }

    /// How wide a line of text is.
    pub(crate) fn width(&self, style: Type, text: &str) -> f32 {
        self.galley(style, f32::INFINITY, 1, text).size().x / self.scale.factor
    }

    /// The type for a word of a key: a little smaller where the word of a language is too long.
    pub(crate) fn fitting(&self, style: Type, room: f32, text: &str) -> Type {
        const SMALLEST: f32 = 0.8;
        // A hair less, as letters stand on whole pixels.
        let part = 0.98 * room / self.width(style, text).max(1.0);
        Type {
            size: style.size * part.clamp(SMALLEST, 1.0),
            ..style
        }
    }

    /// Text on several lines, in the middle of an area; lines begin at the left, or are centred.
    pub(crate) fn paragraph(
        &self,
        area: Rect,
        align: Align,
        style: Type,
        lines: usize,
        text: &str,
    ) {
        let mut job = self.job(style, area.width(), lines, text);
        job.halign = align;
        let galley = self.painter.layout_job(job);
        let top = area.center().y - galley.size().y / self.scale.factor / 2.0;
        // The galley's origin is where its lines are aligned.
        let x = if align == Align::Center {
            area.center().x
        } else {
            area.left()
        };
        self.painter
            .galley(self.scale.pos(pos2(x, top)), galley, style.colour);
    }

    /// How high a text is on as many lines as it needs.
    pub(crate) fn block_height(&self, style: Type, room: f32, text: &str) -> f32 {
        let galley = self
            .painter
            .layout_job(self.job(style, room, usize::MAX, text));
        galley.size().y / self.scale.factor
    }

    /// The part of a long text from `offset` on that an area shows.
    pub(crate) fn block(&self, area: Rect, style: Type, room: f32, text: &str, offset: f32) {
        let galley = self
            .painter
            .layout_job(self.job(style, room, usize::MAX, text));
        let at = self.scale.pos(area.min - vec2(0.0, offset));
        self.painter
            .with_clip_rect(self.scale.rect(area))
            .galley(at, galley, style.colour);
    }

    /// An area of the sheet in the window's points.
    pub(crate) fn place(&self, area: Rect) -> Rect {
        self.scale.rect(area)
    }

    /// A length of the window in design units.
    pub(crate) fn units(&self, points: f32) -> f32 {
        points / self.scale.factor
    }

    /// Figures that count: every digit as wide as the widest, so that nothing trembles.
    pub(crate) fn figures(&self, at: Pos2, anchor: Align2, style: Type, text: &str) -> Rect {
        let letters: Vec<Arc<Galley>> = text
            .chars()
            .map(|letter| self.galley(style, f32::INFINITY, 1, &letter.to_string()))
            .collect();
        let widest = self.galley(style, f32::INFINITY, 1, "0").size().x;
        let advance = |letter: char, galley: &Galley| {
            if letter.is_ascii_digit() {
                widest
            } else {
                galley.size().x
            }
        };
        let width: f32 = text
            .chars()
            .zip(&letters)
            .map(|(letter, galley)| advance(letter, galley))
            .sum();
        let height = letters.first().map_or(0.0, |galley| galley.size().y);
        let rect = anchor.anchor_size(at, vec2(width, height) / self.scale.factor);
        let mut pen = self.scale.pos(rect.min);
        for (letter, galley) in text.chars().zip(letters) {
            let advance = advance(letter, &galley);
            let inset = (advance - galley.size().x) / 2.0;
            self.painter
                .galley(pen + vec2(inset, 0.0), galley, style.colour);
            pen.x += advance;
        }
        rect
    }

    fn galley(&self, style: Type, room: f32, lines: usize, text: &str) -> Arc<Galley> {
        self.painter.layout_job(self.job(style, room, lines, text))
    }

    fn job(&self, style: Type, room: f32, lines: usize, text: &str) -> LayoutJob {
        let format = TextFormat::simple(
            fonts::font(self.scale.len(style.size), style.strong),
            style.colour,
        );
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.break_on_newline = lines > 1;
        job.wrap = TextWrapping {
            max_width: self.scale.len(room),
            max_rows: lines,
            break_anywhere: lines == 1,
            overflow_character: Some('…'),
        };
        job
    }

    fn stroke(&self, width: f32, colour: Color32) -> Stroke {
        Stroke::new(self.scale.len(width).max(0.75), colour)
    }

    /// A corner's radius in points.
    fn radius(&self, radius: f32) -> f32 {
        rounded_corner(self.scale.len(radius))
    }

    fn pixel(&self) -> f32 {
        1.0 / self.painter.pixels_per_point()
    }

    /// A rectangle of one colour; the window's points.
    fn filled(&self, area: Rect, radius: f32, colour: Color32) {
        // egui draws thin ones as lines, which keeps them sharp.
        if radius <= 0.0 || area.size().min_elem() <= 2.0 * self.pixel() {
            self.painter.rect_filled(area, radius, colour);
            return;
        }
        let soft = self.pixel();
        self.rounded(Rounded {
            area,
            radius,
            soft,
            top: colour,
            bottom: colour,
        });
    }

    fn rounded(&self, mut shape: Rounded) {
        shape.area = shape.area.round_to_pixels(self.painter.pixels_per_point());
        self.painter.add(shape.mesh(self.pixel()));
    }
}

/// Corners have whole points, and a hair more for the look.
fn rounded_corner(radius: f32) -> f32 {
    const MORE: f32 = 0.4;
    match radius.round() {
        radius if radius > 0.0 => radius + MORE,
        _ => 0.0,
    }
}

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Type {
    /// Design units.
    pub(crate) size: f32,
    /// Its colour.
    pub(crate) colour: Color32,
    /// More weight.
    pub(crate) strong: bool,
}

impl Type {
    /// The same with more weight.
    pub(crate) const fn strong(self) -> Self {
        Self {
            strong: true,
            ..self
        }
    }

    /// Type of this size and colour.
    pub(crate) const fn new(size: f32, colour: Color32) -> Self {
        Self {
            size,
            colour,
            strong: false,
        }
    }
}

/// The middle of an area's left edge, moved inwards.
pub(crate) fn left_of(area: Rect, inset: f32) -> Pos2 {
    area.left_center() + vec2(inset, 0.0)
}

/// The middle of an area's right edge, moved inwards.
pub(crate) fn right_of(area: Rect, inset: f32) -> Pos2 {
    area.right_center() - vec2(inset, 0.0)
}
