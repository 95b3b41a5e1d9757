//! A window beside the phone as a desktop has it: of a size of its own, with its own keys, its
//! own text on the ground, and its own accessible tree.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use desk::{Desk, Options, Start};
use egui::accesskit::{Action, NodeId, Role};
use egui::epaint::ClippedShape;
use egui::{
    Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, Shape, Vec2, ViewportBuilder,
    ViewportId, ViewportInfo, pos2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, Queryable, State};

use crate::fake::Fake;

/// A phone, and the window beside it that is shown.
pub(crate) struct Beside {
    pub(crate) phone: Harness<'static>,
    stage: Rc<Stage>,
}

#[derive(Default)]
struct Stage {
    /// The size that it is given; nothing: the one that it asks for.
    size: Cell<Option<Vec2>>,
    events: RefCell<VecDeque<Event>>,
    shown: RefCell<Option<Shown>>,
}

/// What was shown last.
struct Shown {
    builder: ViewportBuilder,
    size: Vec2,
    shapes: Vec<ClippedShape>,
    tree: State,
    pixels: f32,
}

/// A control.
#[derive(Clone, Debug)]
pub(crate) struct Control {
    pub(crate) id: NodeId,
    pub(crate) role: Role,
    pub(crate) name: String,
    pub(crate) rect: Rect,
    pub(crate) enabled: bool,
    pub(crate) focused: bool,
}

/// A text on the ground.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) rect: Rect,
    clip: Rect,
    elided: bool,
}

impl Beside {
    /// A phone whose text is of this size, on a screen of this many pixels.
    pub(crate) fn of(phone: &Fake, text_scale: f32, screen: Vec2) -> Self {
        let stage = Rc::new(Stage::default());
        let shown_on = Rc::clone(&stage);
        egui::Context::set_immediate_viewport_renderer(move |ctx, viewport| {
            let mut draw = viewport.viewport_ui_cb;
            let asked = viewport.builder.inner_size.expect("it says its size");
            let size = shown_on.size.get().unwrap_or(asked);
            let id = viewport.ids.this;
            let info = ViewportInfo {
                native_pixels_per_point: Some(1.0),
                ..ViewportInfo::default()
            };
            let input = RawInput {
                viewport_id: id,
                viewports: [(id, info)].into_iter().collect(),
                screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
                events: shown_on
                    .events
                    .borrow_mut()
                    .pop_front()
                    .into_iter()
                    .collect(),
                predicted_dt: 1.0 / 60.0,
                ..RawInput::default()
            };
            let mut output = ctx.run_ui(input, |ui| draw(ui));
            output.textures_delta.clear();
            let tree = output.platform_output.accesskit_update.take();
            *shown_on.shown.borrow_mut() = Some(Shown {
                builder: viewport.builder,
                size,
                shapes: std::mem::take(&mut output.shapes),
                tree: State::new(tree.expect("it is switched on")),
                pixels: output.pixels_per_point,
            });
        });
        let mut options = Options::default();
        options.look.text_scale = Some(text_scale);
        let mut desk = Desk::new(Start::Phone(Box::new(phone.clone())), options);
        let mut phone = Harness::builder()
            .with_size(Vec2::new(668.0, 680.0))
            .with_step_dt(1.0 / 60.0)
            .build_ui(move |ui| desk.pass(ui));
        phone.ctx.set_embed_viewports(false);
        let root = phone.input_mut().viewports.entry(ViewportId::ROOT);
        root.or_default().monitor_size = Some(screen / text_scale);
        phone.run_ok();
        Self { phone, stage }
    }

    /// Let what was done take effect.
    pub(crate) fn settle(&mut self) {
        self.step();
        while !self.stage.events.borrow().is_empty() {
            self.step();
        }
        // What is asked for in one pass is there in the next, and moves others in a third.
        for _ in 0..3 {
            self.step();
        }
    }

    fn step(&mut self) {
        *self.stage.shown.borrow_mut() = None;
        self.phone.step();
    }

    /// Whether there is a window beside the phone.
    pub(crate) fn is_open(&self) -> bool {
        self.stage.shown.borrow().is_some()
    }

    /// Open it by a key of the phone.
    pub(crate) fn open(&mut self, modifiers: Modifiers, key: Key) {
        self.phone.key_press_modifiers(modifiers, key);
        self.phone.run_ok();
        self.settle();
        assert!(self.is_open(), "{key:?} opens no window");
    }

    /// Open that of the desktop, by the menu of the phone.
    pub(crate) fn open_desktop(&mut self) {
        self.phone.get_by_label("Key 5").click_secondary();
        self.phone.run_ok();
        self.phone.get_by_label("Desktop…").scroll_to_me();
        self.phone.run_ok();
        self.phone.get_by_label("Desktop…").click();
        self.phone.run_ok();
        self.settle();
        assert!(self.is_open(), "the menu opens no window");
    }

    /// Give it this size; nothing: the one that it asks for.
    pub(crate) fn resize(&mut self, size: Option<Vec2>) {
        self.stage.size.set(size);
        self.settle();
    }

    /// The smallest size that it lets a person drag it to.
    pub(crate) fn smallest(&self) -> Vec2 {
        let shown = self.stage.shown.borrow();
        let builder = &shown.as_ref().expect("it is open").builder;
        builder.min_inner_size.expect("it says its smallest size")
    }

    pub(crate) fn size(&self) -> Vec2 {
        self.stage.shown.borrow().as_ref().expect("it is open").size
    }

    /// Press a key in it.
    pub(crate) fn press(&mut self, modifiers: Modifiers, key: Key) {
        let changed = |modifiers| Event::ModifiersChanged(modifiers);
        let events = &self.stage.events;
        events.borrow_mut().push_back(changed(modifiers));
        for pressed in [true, false] {
            let event = Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers,
            };
            self.stage.events.borrow_mut().push_back(event);
        }
        events.borrow_mut().push_back(changed(Modifiers::NONE));
        self.settle();
    }

    /// Press a key in it, and look at the very next pass.
    pub(crate) fn press_once(&mut self, key: Key) {
        let event = Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        self.stage.events.borrow_mut().push_back(event);
        self.step();
    }

    /// Press Tab until the control of this name has the keyboard.
    pub(crate) fn tab_to(&mut self, name: &str) {
        let has = |control: &Control| control.focused && control.name == name;
        for _ in 0..150 {
            if self.controls().iter().any(has) {
                return;
            }
            self.press(Modifiers::NONE, Key::Tab);
        }
        panic!("Tab does not reach {name}");
    }

    /// What the control is called that has the keyboard.
    pub(crate) fn focused(&self) -> String {
        let controls = self.controls();
        let focused = controls.into_iter().find(|control| control.focused);
        focused.map(|control| control.name).unwrap_or_default()
    }

    /// Type into the field that has the keyboard.
    pub(crate) fn type_text(&mut self, text: &str) {
        let typed = Event::Text(text.to_owned());
        self.stage.events.borrow_mut().push_back(typed);
        self.settle();
    }

    /// Click the control of this name.
    pub(crate) fn click(&mut self, name: &str) {
        let controls = self.controls();
        let found = controls.iter().find(|control| control.name == name);
        let found = found.unwrap_or_else(|| panic!("{name} is not there: {controls:#?}"));
        let pos = found.rect.center();
        let mut events = vec![Event::PointerMoved(pos)];
        events.extend([true, false].map(|pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        }));
        events.push(Event::PointerGone);
        self.stage.events.borrow_mut().extend(events);
        self.settle();
    }

    /// What a screen reader calls the window.
    pub(crate) fn name(&self) -> String {
        let shown = self.stage.shown.borrow();
        let shown = shown.as_ref().expect("it is open");
        shown.tree.root().label().unwrap_or_default()
    }

    /// What can be pressed or typed into, in the order of the tree.
    pub(crate) fn controls(&self) -> Vec<Control> {
        let shown = self.stage.shown.borrow();
        let shown = shown.as_ref().expect("it is open");
        let mut controls = Vec::new();
        collect(shown.tree.root(), shown.pixels, &mut controls);
        controls
    }

    /// How a control is painted, wherever it stands: fills and strokes of all that is no text.
    pub(crate) fn painted(&self, control: &Control) -> Vec<String> {
        let shown = self.stage.shown.borrow();
        let shapes = &shown.as_ref().expect("it is open").shapes;
        let mut styles = Vec::new();
        for shape in shapes {
            styles_of(&shape.shape, control.rect.expand(4.0), &mut styles);
        }
        styles
    }

    /// All texts that are painted.
    pub(crate) fn texts(&self) -> Vec<Text> {
        let shown = self.stage.shown.borrow();
        let shapes = &shown.as_ref().expect("it is open").shapes;
        let mut texts = Vec::new();
        for shape in shapes {
            read(&shape.shape, shape.clip_rect, &mut texts);
        }
        texts
    }

    /// What is wrong with how it is laid out; texts with one of these in them may be cut, as
    /// they come from elsewhere.
    pub(crate) fn faults(&self, given: &[&str]) -> Vec<String> {
        let window = Rect::from_min_size(Pos2::ZERO, self.size());
        let texts = self.texts();
        let mut faults = text_faults(&texts, window, given);
        faults.extend(overlaps(&texts));
        for control in self.controls() {
            let rect = control.rect;
            if rect.left() < -1.0 || rect.right() > window.right() + 1.0 {
                let name = &control.name;
                faults.push(format!("{name:?} is outside: {rect:?} of {window:?}"));
            }
        }
        faults
    }
}

/// What is wrong with these texts in a window of this area.
pub(crate) fn text_faults(texts: &[Text], window: Rect, given: &[&str]) -> Vec<String> {
    const SLACK: f32 = 1.5;
    let mut faults = Vec::new();
    for text in texts {
        let Text {
            text: words,
            rect,
            clip,
            elided,
        } = text;
        let is_given = given.iter().any(|given| words.contains(given));
        if *elided && !is_given {
            faults.push(format!("{words:?} is cut short"));
        }
        let scrolls = !clip.contains_rect(window.shrink(0.5));
        let out_of_sight = rect.bottom() <= clip.top() || rect.top() >= clip.bottom();
        if scrolls && out_of_sight {
            continue;
        }
        let room = clip.intersect(window).expand(SLACK);
        if (rect.left() < room.left() || rect.right() > room.right()) && !is_given {
            faults.push(format!(
                "{words:?} is cut off at a side: {rect:?} of {room:?}"
            ));
        }
        if !scrolls && (rect.top() < room.top() || rect.bottom() > room.bottom()) {
            faults.push(format!("{words:?} is cut off: {rect:?} of {room:?}"));
        }
    }
    faults
}

/// Texts that are painted over each other.
fn overlaps(texts: &[Text]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut seen: Vec<(&str, Rect)> = Vec::new();
    for text in texts {
        let visible = text.rect.intersect(text.clip);
        for (other, there) in &seen {
            let both = there.intersect(visible);
            if both.width() > 2.0 && both.height() > 2.0 {
                let words = &text.text;
                faults.push(format!("{words:?} is painted over {other:?}: {both:?}"));
            }
        }
        seen.push((&text.text, visible));
    }
    faults
}

/// All texts of a shape.
pub(crate) fn read(shape: &Shape, clip: Rect, into: &mut Vec<Text>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| read(shape, clip, into)),
        Shape::Text(text) if text.galley.mesh_bounds.is_positive() => into.push(Text {
            text: text.galley.text().to_owned(),
            rect: text.galley.mesh_bounds.translate(text.pos.to_vec2()),
            clip,
            elided: text.galley.elided,
        }),
        _ => {}
    }
}

fn styles_of(shape: &Shape, area: Rect, into: &mut Vec<String>) {
    if let Shape::Vec(shapes) = shape {
        shapes.iter().for_each(|shape| styles_of(shape, area, into));
        return;
    }
    if !area.contains_rect(shape.visual_bounding_rect()) {
        return;
    }
    into.push(match shape {
        Shape::Rect(rect) => format!("{:?} {:?}", rect.fill, rect.stroke),
        Shape::Circle(circle) => format!("{:?} {:?}", circle.fill, circle.stroke),
        Shape::LineSegment { stroke, .. } => format!("{stroke:?}"),
        Shape::Path(path) => format!("{:?} {:?}", path.fill, path.stroke),
        _ => return,
    });
}

fn collect(node: AccessKitNode<'_>, pixels: f32, into: &mut Vec<Control>) {
    let can = |action| node.data().supports_action(action);
    let works = can(Action::Click) || can(Action::Focus);
    // Text that can be marked with the pointer is no control, nor is what moves by itself when
    // the keyboard goes on, nor an edge that is dragged.
    let named = node.label().unwrap_or_default();
    let texts = [
        Role::Label,
        Role::Heading,
        Role::Status,
        Role::Alert,
        Role::ScrollBar,
    ];
    let other = texts.contains(&node.role()) || named == "Resize panel";
    if works && !other {
        let bounds = node.bounding_box().unwrap_or_default();
        let at = |x: f64, y: f64| pos2(x as f32 / pixels, y as f32 / pixels);
        into.push(Control {
            id: node.locate().0,
            role: node.role(),
            name: named,
            rect: Rect::from_min_max(at(bounds.x0, bounds.y0), at(bounds.x1, bounds.y1)),
            enabled: !node.is_disabled(),
            focused: node.is_focused(),
        });
    }
    for child in node.children() {
        collect(child, pixels, into);
    }
}
