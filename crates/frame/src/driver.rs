//! Between the window system's events and the passes.

use std::time::Instant;

use eframe::UserEvent;
use egui::{Context, ViewportBuilder};
use winit::application::ApplicationHandler;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy};
use winit::raw_window_handle::{HasDisplayHandle as _, RawDisplayHandle};
use winit::window::WindowId;

use crate::FrameError;
use crate::content::Content;
use crate::panes::Panes;
use crate::pass::Showing;
use crate::rhythm::{Due, Rhythm};

/// Takes the window system's events, and has passes made when they are due.
pub(crate) struct Driver<'a, C> {
    proxy: EventLoopProxy<UserEvent>,
    first: ViewportBuilder,
    /// Until the first window is open.
    content: Option<&'a mut C>,
    showing: Option<Showing<'a, C>>,
    rhythm: Rhythm,
    /// The window system says when a picture may come, and keeps what is in a window.
    paced: bool,
    failed: Option<FrameError>,
}

impl<'a, C: Content> Driver<'a, C> {
    pub(crate) fn new(
        event_loop: &EventLoop<UserEvent>,
        first: ViewportBuilder,
        content: &'a mut C,
    ) -> Self {
        Self {
            proxy: event_loop.create_proxy(),
            first,
            content: Some(content),
            showing: None,
            rhythm: Rhythm::default(),
            paced: false,
            failed: None,
        }
    }

    pub(crate) fn finish(self) -> Result<(), FrameError> {
        self.failed.map_or(Ok(()), Err)
    }

    fn open(&mut self, event_loop: &ActiveEventLoop) -> Result<(), FrameError> {
        let Some(content) = self.content.take() else {
            return Ok(());
        };
        let ctx = context(self.proxy.clone());
        self.paced = is_wayland(event_loop);
        let first = self.first.clone();
        let panes = Panes::new(&ctx, first, event_loop, self.proxy.clone())?;
        content.open(&ctx);
        self.showing = Some(Showing::new(ctx, content, panes));
        self.rhythm.want(Instant::now());
        Ok(())
    }

    fn pass(&mut self, event_loop: &ActiveEventLoop) {
        let Some(showing) = &mut self.showing else {
            return;
        };
        self.rhythm.begin(Instant::now());
        if let Err(error) = showing.pass(event_loop) {
            self.fail(error, event_loop);
        }
    }

    fn fail(&mut self, error: FrameError, event_loop: &ActiveEventLoop) {
        self.failed = Some(error);
        event_loop.exit();
    }

    /// On Windows the loop does not come to wait as long as a window is moved, or made larger or
    /// smaller: there every event has to do what is due.
    fn go_on_at_once(&mut self, event_loop: &ActiveEventLoop) {
        if cfg!(windows) {
            self.go_on(event_loop);
        }
    }

    /// Does what is due and says until when to sleep.
    fn go_on(&mut self, event_loop: &ActiveEventLoop) {
        let now = Instant::now();
        match self.rhythm.due(now) {
            Due::Picture if self.paced => {
                if let Some(showing) = &self.showing {
                    showing.panes.borrow_mut().ask();
                }
                self.rhythm.ask(now);
            }
            Due::Picture => self.pass(event_loop),
            Due::Logic => {
                self.rhythm.begin(now);
                if let Some(showing) = &mut self.showing {
                    showing.logic();
                    showing.panes.borrow_mut().ask_another();
                }
            }
            Due::Nothing(_) => {}
        }
        if self.showing.as_ref().is_some_and(|showing| showing.closed) {
            event_loop.exit();
        }
        let next = match self.rhythm.due(Instant::now()) {
            Due::Nothing(next) => next,
            Due::Picture | Due::Logic => Some(Instant::now()),
        };
        event_loop.set_control_flow(next.map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
    }
}

impl<C: Content> ApplicationHandler<UserEvent> for Driver<'_, C> {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        if let Err(error) = self.open(event_loop) {
            self.fail(error, event_loop);
        }
    }

    fn user_event(&mut self, event_loop: &ActiveEventLoop, event: UserEvent) {
        let Some(showing) = &self.showing else {
            return;
        };
        match event {
            UserEvent::RequestRepaint {
                viewport_id,
                when,
                cumulative_pass_nr,
            } => {
                // One that the passes since have served already is left.
                let now = showing.ctx.cumulative_pass_nr_for(viewport_id);
                if now == cumulative_pass_nr || now == cumulative_pass_nr + 1 {
                    self.rhythm.want(when);
                }
            }
            UserEvent::AccessKitActionRequest(event) => {
                let mut panes = showing.panes.borrow_mut();
                if panes
                    .of(event.window_id)
                    .is_some_and(|pane| pane.take_access(event.window_event))
                {
                    self.rhythm.want(Instant::now());
                }
            }
        }
        self.go_on_at_once(event_loop);
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, window: WindowId, event: WindowEvent) {
        let Some(showing) = &self.showing else {
            return;
        };
        let mut panes = showing.panes.borrow_mut();
        let Some(pane) = panes.of(window) else {
            return;
        };
        if event == WindowEvent::RedrawRequested {
            // Where nobody here asked, the window has lost something, or has a new frame.
            if !self.rhythm.has_asked() {
                pane.lose();
                self.rhythm.want(Instant::now());
            }
            if self.paced {
                drop(panes);
                return self.pass(event_loop);
            }
        } else if pane.take(&event) {
            self.rhythm.want(Instant::now());
        }
        drop(panes);
        self.go_on_at_once(event_loop);
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        self.go_on(event_loop);
    }

    fn exiting(&mut self, _: &ActiveEventLoop) {
        if let Some(showing) = self.showing.take() {
            showing.ctx.on_exit();
        }
    }
}

/// egui, that asks for passes through the window system's queue, from any thread.
fn context(proxy: EventLoopProxy<UserEvent>) -> Context {
    let ctx = Context::default();
    ctx.set_embed_viewports(false);
    ctx.options_mut(|options| {
        options.max_passes = const { std::num::NonZeroUsize::new(2).unwrap() }
    });
    ctx.set_request_repaint_callback(move |wish| {
        // One for the end of time needs nothing.
        let Some(when) = Instant::now().checked_add(wish.delay) else {
            return;
        };
        let request = UserEvent::RequestRepaint {
            viewport_id: wish.viewport_id,
            when,
            cumulative_pass_nr: wish.current_cumulative_pass_nr,
        };
        // Fails after the end, when nothing is drawn any more.
        let _ = proxy.send_event(request);
    });
    ctx
}

fn is_wayland(event_loop: &ActiveEventLoop) -> bool {
    event_loop
        .display_handle()
        .is_ok_and(|handle| matches!(handle.as_raw(), RawDisplayHandle::Wayland(_)))
}
