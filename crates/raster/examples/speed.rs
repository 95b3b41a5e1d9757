//! How long a picture takes: a window as large and as full as the phone's,
//! whole, with one changed label and unchanged.
//!
//! `cargo run --release -p raster --example speed [picture.ppm]`

use std::io::Write;
use std::time::{Duration, Instant};

use egui::epaint::{Mesh, Primitive};
use egui::{Color32, Context, FontData, FontDefinitions, FontFamily, RawInput, Rect, Ui, Vec2};
use egui::{Pos2, Shape, Stroke, pos2, vec2};
use raster::{Canvas, Damage, Scene, Textures};

const SIZE: [u32; 2] = [717, 730];
const FONT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../assets/fonts/Inter-Regular.otf"
);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut fonts = FontDefinitions::empty();
    let font = FontData::from_owned(std::fs::read(FONT)?);
    fonts.font_data.insert("Inter".into(), font.into());
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(family, vec!["Inter".into()]);
    }
    let ctx = Context::default();
    ctx.set_fonts(fonts);

    let mut textures = Textures::default();
    let labels = ["00:01", "00:02"];
    // Twice, as the first pass only measures.
    let mut frames = Vec::new();
    for label in labels.into_iter().chain(labels) {
        let whole = Vec2::from(SIZE.map(|side| side as f32));
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, whole)),
            ..RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| phone(ui, label));
        textures.set(&output.textures_delta);
        textures.free(&output.textures_delta);
        output.textures_delta.clear();
        frames.push(ctx.tessellate(output.shapes, output.pixels_per_point));
    }
    let frames = &frames[2..];
    let triangles = frames[0].iter().map(|part| match &part.primitive {
        Primitive::Mesh(mesh) => mesh.indices.len() / 3,
        Primitive::Callback(_) => 0,
    });
    println!("{} triangles", triangles.sum::<usize>());

    let mut canvas = Canvas::default();
    let mut draw = |frame: usize, background: u8| {
        let scene = Scene {
            size: SIZE,
            pixels_per_point: 1.0,
            background: Color32::from_gray(background),
            primitives: &frames[frame],
            textures: &textures,
        };
        let start = Instant::now();
        let damage = canvas.draw(&scene).to_vec();
        (start.elapsed(), damage)
    };
    report("whole", (0..100).map(|i| draw(0, i % 2)));
    report("one label", (0..500).map(|i| draw(i % 2, 1)));
    report("the same", (0..500).map(|_| draw(1, 1)));

    if let Some(path) = std::env::args().nth(1) {
        let image = canvas.image();
        let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
        writeln!(file, "P6 {} {} 255", SIZE[0], SIZE[1])?;
        for pixel in image.pixels {
            file.write_all(&pixel.to_array()[..3])?;
        }
    }
    Ok(())
}

/// The median and the least of many drawings, in milliseconds.
fn report(what: &str, drawings: impl Iterator<Item = (Duration, Vec<Damage>)>) {
    let (mut times, damage): (Vec<_>, Vec<_>) = drawings.unzip();
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let pixels = damage.last().map(|parts| {
        let sizes = parts.iter().map(|part| part.width * part.height);
        sizes.sum::<u32>()
    });
    println!(
        "{what}: {:.3} ms, at best {:.3} ms, {} pixels",
        milliseconds(times[times.len() / 2]),
        milliseconds(times[0]),
        pixels.unwrap_or_default(),
    );
}

/// Something like a phone: shaded keys with rounded corners and shadows, a
/// screen with text, lamps.
fn phone(ui: &mut Ui, label: &str) {
    let painter = ui.painter().clone();
    let [width, height] = SIZE.map(|side| side as f32);
    painter.add(shaded(
        Rect::from_min_size(Pos2::ZERO, vec2(width, height)),
        Color32::from_gray(60),
        Color32::from_gray(35),
    ));
    let screen = Rect::from_min_size(pos2(40.0, 40.0), vec2(width - 80.0, 260.0));
    painter.add(shaded(
        screen,
        Color32::from_rgb(225, 235, 245),
        Color32::WHITE,
    ));
    for row in 0..12 {
        let at = pos2(60.0, 50.0 + 20.0 * row as f32);
        let text = format!("{row} Someone with a long name in the directory +49 30 123456{row}");
        let font = egui::FontId::proportional(14.0);
        painter.text(
            at,
            egui::Align2::LEFT_TOP,
            text,
            font.clone(),
            Color32::BLACK,
        );
        let at = pos2(width - 60.0, at.y);
        let text = if row == 5 { label } else { "Monday 09:14" };
        painter.text(at, egui::Align2::RIGHT_TOP, text, font, Color32::DARK_BLUE);
    }
    for key in 0..40 {
        let at = pos2(
            45.0 + 80.0 * (key % 8) as f32,
            320.0 + 80.0 * (key / 8) as f32,
        );
        let place = Rect::from_min_size(at, vec2(66.0, 62.0));
        let shadow = egui::Shadow {
            offset: [0, 3],
            blur: 8,
            spread: 0,
            color: Color32::from_black_alpha(110),
        };
        painter.add(shadow.as_shape(place, 10));
        painter.rect_filled(place, 10.0, Color32::from_gray(90));
        painter.add(shaded(
            place.shrink(6.0),
            Color32::from_gray(130),
            Color32::from_gray(80),
        ));
        let edge = Stroke::new(1.0, Color32::from_white_alpha(40));
        painter.rect_stroke(place, 10.0, edge, egui::StrokeKind::Inside);
        painter.circle(
            place.right_top() + vec2(-12.0, 12.0),
            4.5,
            Color32::GREEN,
            edge,
        );
        let font = egui::FontId::proportional(20.0);
        painter.text(
            place.center(),
            egui::Align2::CENTER_CENTER,
            key.to_string(),
            font,
            Color32::WHITE,
        );
        let turn = (0..40).map(|i| {
            let angle = i as f32 / 40.0 * std::f32::consts::TAU;
            place.left_bottom() + vec2(14.0, -14.0) + 7.0 * vec2(angle.cos(), angle.sin())
        });
        painter.add(Shape::closed_line(
            turn.collect(),
            Stroke::new(1.5, Color32::WHITE),
        ));
    }
}

/// A rectangle that grows darker downwards.
fn shaded(place: Rect, above: Color32, below: Color32) -> Shape {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(place, above);
    for vertex in &mut mesh.vertices[2..] {
        vertex.color = below;
    }
    Shape::mesh(mesh)
}
