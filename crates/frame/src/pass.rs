//! One pass: the content looks, draws, and its windows follow.

use std::cell::RefCell;
use std::rc::Rc;

use egui::{Context, RawInput, ViewportCommand, ViewportId};
use winit::event_loop::ActiveEventLoop;

use crate::FrameError;
use crate::content::Content;
use crate::panes::Panes;

/// The content and its windows.
pub(crate) struct Showing<'a, C> {
    pub(crate) ctx: Context,
    content: &'a mut C,
    pub(crate) panes: Rc<RefCell<Panes>>,
    /// Came while only the logic ran.
    unseen: RawInput,
    /// The first window was closed, and the content let it.
    pub(crate) closed: bool,
}

impl<'a, C: Content> Showing<'a, C> {
    pub(crate) fn new(ctx: Context, content: &'a mut C, panes: Panes) -> Self {
        let panes = Rc::new(RefCell::new(panes));
        // Kept by egui for as long as the thread is there.
        let weak = Rc::downgrade(&panes);
        Context::set_immediate_viewport_renderer(move |ctx, viewport| match weak.upgrade() {
            Some(panes) => Panes::draw_beside(&panes, ctx, viewport),
            None => tracing::warn!("a window is drawn after the end"),
        });
        Self {
            ctx,
            content,
            panes,
            unseen: RawInput::default(),
            closed: false,
        }
    }

    /// A whole pass, or the logic alone where nothing can be seen.
    pub(crate) fn pass(&mut self, event_loop: &ActiveEventLoop) -> Result<(), FrameError> {
        let Some(input) = self.input() else {
            return Ok(());
        };
        if !self.panes.borrow().are_seen() {
            self.logic_by(input);
            return Ok(());
        }
        let closing = input.viewport().close_requested();
        let content = &mut *self.content;
        let mut output = self.ctx.run_ui(input, |ui| {
            content.logic(ui.ctx());
            content.ui(ui);
        });
        let outputs = std::mem::take(&mut output.viewport_output);
        if let Some(first) = outputs.get(&ViewportId::ROOT) {
            self.close_by(closing, &first.commands);
        }
        let background = self.content.background();
        let mut panes = self.panes.borrow_mut();
        panes.draw(&self.ctx, ViewportId::ROOT, background, output)?;
        if panes.obey(&self.ctx, outputs, event_loop) {
            self.ctx.request_repaint();
        }
        Ok(())
    }

    /// The logic alone.
    pub(crate) fn logic(&mut self) {
        if let Some(input) = self.input() {
            self.logic_by(input);
        }
    }

    fn logic_by(&mut self, input: RawInput) {
        let closing = input.viewport().close_requested();
        let content = &mut *self.content;
        let output = self.ctx.run_logic(&input, |ctx| content.logic(ctx));
        self.unseen = input;
        if let Some(commands) = output.viewport_commands.get(&ViewportId::ROOT) {
            self.close_by(closing, commands);
        } else {
            self.close_by(closing, &[]);
        }
        let mut panes = self.panes.borrow_mut();
        if let Some(first) = panes.first() {
            first.tell(output.platform_output);
        }
        for (id, commands) in output.viewport_commands {
            if let Some(pane) = panes.get(id) {
                pane.obey(&self.ctx, commands);
            }
        }
    }

    /// What came since the last pass, as the content wants egui to see it.
    fn input(&mut self) -> Option<RawInput> {
        let new = self.panes.borrow_mut().input(&self.ctx, ViewportId::ROOT)?;
        let mut input = std::mem::take(&mut self.unseen);
        input.append(new);
        self.content.raw_input_hook(&self.ctx, &mut input);
        Some(input)
    }

    fn close_by(&mut self, closing: bool, commands: &[ViewportCommand]) {
        self.closed |= closing && !commands.contains(&ViewportCommand::CancelClose);
    }
}
