//! One window.

use std::rc::Rc;
use std::sync::Arc;

use eframe::UserEvent;
use egui::{
    Context, Event, FullOutput, PlatformOutput, RawInput, ViewportBuilder, ViewportCommand,
    ViewportEvent, ViewportId, ViewportInfo,
};
use egui_winit::accesskit_winit::WindowEvent as AccessEvent;
use egui_winit::{ActionRequested, State};
use raster::{Canvas, MAX_SIDE, Scene, Textures};
use softbuffer::SoftBufferError;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::window::{Window, WindowId};

use crate::FrameError;
use crate::surface::Surface;

/// One window, the first or one beside it.
pub(crate) struct Pane {
    window: Rc<Window>,
    /// Between the window system and egui.
    state: State,
    surface: Surface,
    canvas: Canvas,
    pub(crate) info: ViewportInfo,
    builder: ViewportBuilder,
    actions: Vec<ActionRequested>,
    /// What was in the window is gone, as after another was over it.
    lost: bool,
    /// It is kept back until there is something in it.
    unshown: bool,
    /// It is to be seen, as far as it goes by the content.
    to_be_shown: bool,
}

impl Pane {
    pub(crate) fn open(
        ctx: &Context,
        id: ViewportId,
        builder: ViewportBuilder,
        event_loop: &ActiveEventLoop,
        proxy: EventLoopProxy<UserEvent>,
    ) -> Result<Self, FrameError> {
        let hidden = builder.clone().with_visible(false);
        let window = Rc::new(egui_winit::create_window(ctx, event_loop, &hidden)?);
        let surface = Surface::new(event_loop.owned_display_handle(), Rc::clone(&window))
            .map_err(FrameError::Screen)?;
        let mut state = State::new(
            ctx.clone(),
            id,
            event_loop,
            Some(window.scale_factor() as f32),
            event_loop.system_theme(),
            Some(MAX_SIDE as usize),
        );
        // Has to be there before the window is seen.
        state.init_accesskit(event_loop, &window, proxy);
        let mut info = ViewportInfo::default();
        egui_winit::update_viewport_info(&mut info, ctx, &window, true);
        Ok(Self {
            window,
            state,
            surface,
            canvas: Canvas::default(),
            info,
            unshown: true,
            to_be_shown: builder.visible != Some(false),
            builder,
            actions: Vec::new(),
            lost: true,
        })
    }

    pub(crate) fn id(&self) -> WindowId {
        self.window.id()
    }

    pub(crate) fn window(&self) -> &Window {
        &self.window
    }

    /// Whether anybody can see it, or wants a picture of it all the same.
    pub(crate) fn is_seen(&self) -> bool {
        // Wayland hides no window that was shown.
        let stays = !self.unshown && self.window.is_visible().is_none();
        (self.to_be_shown || stays) && self.info.visible() != Some(false)
            || self.actions.iter().any(ActionRequested::wants_paint)
    }

    /// The window has to be drawn whole.
    pub(crate) const fn lose(&mut self) {
        self.lost = true;
    }

    /// Take in what happened; says whether a picture is wanted for it.
    pub(crate) fn take(&mut self, event: &WindowEvent) -> bool {
        match event {
            WindowEvent::Resized(_) => self.lost = true,
            WindowEvent::Occluded(occluded) => {
                self.info.occluded = Some(*occluded);
                self.lost = true;
            }
            WindowEvent::CloseRequested => {
                self.info.events.push(ViewportEvent::Close);
                // Twice: the content learns of it, and then no longer shows the window.
                self.state.egui_ctx().request_repaint();
                return true;
            }
            _ => {}
        }
        self.state.on_window_event(&self.window, event).repaint
    }

    /// Take in what a screen reader wants; says whether a picture is wanted for it.
    pub(crate) fn take_access(&mut self, event: AccessEvent) -> bool {
        match event {
            AccessEvent::InitialTreeRequested => self.state.egui_ctx().enable_accesskit(),
            AccessEvent::ActionRequested(request) => {
                self.state.on_accesskit_action_request(request);
            }
            AccessEvent::AccessibilityDeactivated => {
                self.state.egui_ctx().disable_accesskit();
                return false;
            }
        }
        true
    }

    /// Make the window as it is wanted now; says whether it has to be opened anew for that.
    pub(crate) fn patch(&mut self, ctx: &Context, builder: ViewportBuilder) -> bool {
        let (commands, anew) = self.builder.patch(builder);
        self.obey(ctx, commands);
        anew
    }

    pub(crate) fn builder(&self) -> ViewportBuilder {
        self.builder.clone()
    }

    pub(crate) fn obey(&mut self, ctx: &Context, commands: Vec<ViewportCommand>) {
        for command in &commands {
            if let ViewportCommand::Visible(visible) = command {
                self.to_be_shown = *visible;
            }
        }
        egui_winit::process_viewport_commands(
            ctx,
            &mut self.info,
            commands,
            &self.window,
            &mut self.actions,
        );
    }

    /// Look at the window before a pass.
    pub(crate) fn look(&mut self, ctx: &Context) {
        egui_winit::update_viewport_info(&mut self.info, ctx, &self.window, false);
    }

    /// What happened since the last pass.
    pub(crate) fn input(&mut self) -> RawInput {
        self.state.take_egui_input(&self.window)
    }

    /// What egui has to say besides the picture. The events of the pass are done with.
    pub(crate) fn tell(&mut self, output: PlatformOutput) {
        self.info.events.clear();
        self.state.handle_platform_output(&self.window, output);
    }

    /// Draws what a pass gave, and shows it.
    pub(crate) fn draw(
        &mut self,
        ctx: &Context,
        textures: &mut Textures,
        background: egui::Color32,
        mut output: FullOutput,
    ) -> Result<(), FrameError> {
        self.tell(std::mem::take(&mut output.platform_output));
        textures.set(&output.textures_delta);
        let shown = if self.is_seen() {
            self.show(ctx, textures, background, &mut output)
        } else {
            // Drawn whole when it can be seen again.
            self.lost = true;
            Ok(())
        };
        textures.free(&output.textures_delta);
        output.textures_delta.clear();
        shown.map_err(FrameError::Surface)
    }

    fn show(
        &mut self,
        ctx: &Context,
        textures: &Textures,
        background: egui::Color32,
        output: &mut FullOutput,
    ) -> Result<(), SoftBufferError> {
        let shapes = std::mem::take(&mut output.shapes);
        let primitives = ctx.tessellate(shapes, output.pixels_per_point);
        let damage = self.canvas.draw(&Scene {
            size: self.window.inner_size().into(),
            pixels_per_point: output.pixels_per_point,
            background,
            primitives: &primitives,
            textures,
        });
        // What is the same as before need not be shown.
        let shown = if damage.is_empty() && !self.lost {
            Ok(())
        } else {
            let damage = damage.to_vec();
            self.window.pre_present_notify();
            self.surface.show(&self.canvas, &damage, self.lost)
        };
        self.lost = false;
        self.act();
        if std::mem::take(&mut self.unshown) {
            self.window.set_visible(self.to_be_shown);
        }
        shown
    }

    /// Does what commands asked for that needs the picture or the clipboard.
    fn act(&mut self) {
        let mut picture = None;
        for action in self.actions.drain(..) {
            match action {
                ActionRequested::Screenshot(callback) => {
                    let picture = picture.get_or_insert_with(|| Arc::new(self.canvas.image()));
                    callback.complete(Arc::clone(picture));
                }
                ActionRequested::Cut => self.state.egui_input_mut().events.push(Event::Cut),
                ActionRequested::Copy => self.state.egui_input_mut().events.push(Event::Copy),
                ActionRequested::Paste => {
                    if let Some(text) = self.state.clipboard_text().filter(|text| !text.is_empty())
                    {
                        let text = text.replace("\r\n", "\n");
                        self.state.egui_input_mut().events.push(Event::Paste(text));
                    }
                }
                // The picture was all it asked for.
                ActionRequested::PaintWhileHidden => {}
            }
        }
    }
}
