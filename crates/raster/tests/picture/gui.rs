//! Pictures of a real egui context.

use egui::{ClippedPrimitive, Color32, Context, FontData, FontDefinitions, RawInput, Rect, Ui};
use egui::{FontFamily, ImageData, RichText, Vec2};
use raster::{Canvas, Damage, Scene, Textures};

use crate::plain::{self, Pictures};
use crate::stage::difference;

const SIZE: [u32; 2] = [300, 200];

/// A window of egui's, with its textures in the crate's form and the plain one.
struct Window {
    ctx: Context,
    textures: Textures,
    pictures: Pictures,
    canvas: Canvas,
    scale: f32,
    primitives: Vec<ClippedPrimitive>,
}

impl Window {
    fn new(scale: f32) -> Self {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../assets/fonts/Inter-Regular.otf"
        );
        let font = FontData::from_owned(std::fs::read(path).expect("the font is in the tree"));
        let mut fonts = FontDefinitions::empty();
        fonts.font_data.insert("Inter".into(), font.into());
        for family in [FontFamily::Proportional, FontFamily::Monospace] {
            fonts.families.insert(family, vec!["Inter".into()]);
        }
        let ctx = Context::default();
        ctx.set_fonts(fonts);
        Self {
            ctx,
            textures: Textures::default(),
            pictures: Pictures::default(),
            canvas: Canvas::default(),
            scale,
            primitives: Vec::new(),
        }
    }

    /// One frame; gives what changed.
    fn show(&mut self, content: impl FnMut(&mut Ui)) -> Vec<Damage> {
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(
                egui::Pos2::ZERO,
                Vec2::from(SIZE.map(|side| side as f32)) / self.scale,
            )),
            ..RawInput::default()
        };
        let viewport = input.viewports.entry(input.viewport_id).or_default();
        viewport.native_pixels_per_point = Some(self.scale);
        let mut output = self.ctx.run_ui(input, content);
        self.textures.set(&output.textures_delta);
        self.keep(&output.textures_delta);
        self.primitives = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let scene = Scene {
            size: SIZE,
            pixels_per_point: output.pixels_per_point,
            background: Color32::from_gray(27),
            primitives: &self.primitives,
            textures: &self.textures,
        };
        let damage = self.canvas.draw(&scene).to_vec();
        self.textures.free(&output.textures_delta);
        output.textures_delta.clear();
        damage
    }

    fn keep(&mut self, delta: &egui::TexturesDelta) {
        for (&id, changes) in &delta.set {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                let Some([left, top]) = change.pos else {
                    let picture = (image.as_ref().clone(), change.options);
                    self.pictures.insert(id, picture);
                    continue;
                };
                let (picture, _) = self.pictures.get_mut(&id).expect("was set before");
                for y in 0..image.height() {
                    for x in 0..image.width() {
                        picture[(left + x, top + y)] = image[(x, y)];
                    }
                }
            }
        }
    }

    fn plain(&self) -> egui::ColorImage {
        let background = Color32::from_gray(27);
        plain::draw(
            SIZE,
            self.scale,
            background,
            &self.primitives,
            &self.pictures,
        )
    }
}

/// Some of everything that egui has.
fn content(ui: &mut Ui, label: &str) {
    egui::CentralPanel::default().show(ui, |ui| {
        ui.heading("Incoming call");
        ui.horizontal(|ui| {
            let _ = ui.button("Answer");
            let _ = ui.button("Decline");
            ui.checkbox(&mut true, "Headset");
            let _ = ui.radio(true, "Mute");
        });
        ui.add(egui::Slider::new(&mut 0.3, 0.0..=1.0));
        ui.label(label);
        ui.label(RichText::new("small and red").small().color(Color32::RED));
        let place = ui.available_rect_before_wrap();
        let shade = egui::Shadow {
            offset: [3, 5],
            blur: 8,
            spread: 1,
            color: Color32::from_black_alpha(120),
        };
        let card = place.shrink(12.0);
        ui.painter().add(shade.as_shape(card, 9));
        ui.painter()
            .rect_filled(card, 9.0, Color32::from_rgb(40, 90, 140));
        ui.painter()
            .circle_filled(card.center(), 11.3, Color32::YELLOW);
        let stroke = (1.5, Color32::WHITE);
        ui.painter()
            .line_segment([card.left_top(), card.right_bottom()], stroke);
        ui.painter().circle_stroke(card.center(), 20.0, stroke);
    });
}

#[test]
fn a_gui_at_every_scale_is_the_plain_picture() {
    for scale in [1.0, 1.25, 2.0] {
        let mut window = Window::new(scale);
        for label in ["1001", "2002 and new letters"] {
            window.show(|ui| content(ui, label));
            let (most, at) = difference(&window.canvas.image(), &window.plain());
            assert!(most <= 2, "scale {scale}: {most} levels at {at:?}");
        }
    }
}

#[test]
fn text_appears() {
    let mut window = Window::new(1.0);
    window.show(|ui| {
        let (place, colour) = (egui::pos2(20.0, 20.0), Color32::from_rgb(0, 255, 0));
        let font = egui::FontId::proportional(40.0);
        ui.painter()
            .text(place, egui::Align2::LEFT_TOP, "HHH", font, colour);
    });
    let image = window.canvas.image();
    let green = image
        .pixels
        .iter()
        .filter(|pixel| pixel[1] > 250 && pixel[0] < 5);
    // Two stems of each letter, 30 pixels high and several wide.
    assert!(green.count() > 6 * 25 * 2);
}

#[test]
fn a_changed_label_damages_its_own_tiles() {
    let mut window = Window::new(1.0);
    for label in ["00:01", "00:02", "00:01"] {
        window.show(|ui| content(ui, label));
    }
    assert_eq!(window.show(|ui| content(ui, "00:01")), []);
    let damage = window.show(|ui| content(ui, "00:02"));
    let [part] = damage.as_slice() else {
        panic!("one part, not {damage:?}");
    };
    assert!(part.width <= 64 && part.height <= 128, "{part:?}");
}
