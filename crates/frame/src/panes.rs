//! All windows, and what they have in common.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use eframe::UserEvent;
use egui::{
    Color32, Context, FullOutput, IconData, ImmediateViewport, OrderedViewportIdMap, Pos2,
    RawInput, Rect, ViewportBuilder, ViewportId, ViewportInfo, ViewportOutput,
};
use raster::{MAX_SIDE, Textures};
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::window::WindowId;

use crate::FrameError;
use crate::pane::Pane;

/// All windows, and the pictures and the clock that they have in common.
pub(crate) struct Panes {
    panes: BTreeMap<ViewportId, Pane>,
    /// The first one's, which those beside it have as well.
    icon: Option<Arc<IconData>>,
    /// Those that the content wants and that are not open yet.
    wanted: BTreeMap<ViewportId, ViewportBuilder>,
    /// Those that could not be opened are not tried at each pass.
    refused: Vec<ViewportId>,
    textures: Textures,
    began: Instant,
    /// The window that is asked when a picture may come, where the window system says so.
    pace: WindowId,
    proxy: EventLoopProxy<UserEvent>,
}

impl Panes {
    /// With the first one open.
    pub(crate) fn new(
        ctx: &Context,
        first: ViewportBuilder,
        event_loop: &ActiveEventLoop,
        proxy: EventLoopProxy<UserEvent>,
    ) -> Result<Self, FrameError> {
        let id = ViewportId::ROOT;
        let icon = first.icon.clone();
        let pane = Pane::open(ctx, id, first, event_loop, proxy.clone())?;
        Ok(Self {
            pace: pane.id(),
            panes: BTreeMap::from([(id, pane)]),
            icon,
            wanted: BTreeMap::new(),
            refused: Vec::new(),
            textures: Textures::default(),
            began: Instant::now(),
            proxy,
        })
    }

    pub(crate) fn first(&mut self) -> Option<&mut Pane> {
        self.panes.get_mut(&ViewportId::ROOT)
    }

    pub(crate) fn get(&mut self, id: ViewportId) -> Option<&mut Pane> {
        self.panes.get_mut(&id)
    }

    /// The one of the window system's name.
    pub(crate) fn of(&mut self, window: WindowId) -> Option<&mut Pane> {
        self.panes.values_mut().find(|pane| pane.id() == window)
    }

    /// Have the window system say when a picture may come.
    pub(crate) fn ask(&mut self) {
        let mut panes = self.panes.values();
        let pane = panes.find(|pane| pane.id() == self.pace);
        if let Some(pane) = pane.or_else(|| self.panes.get(&ViewportId::ROOT)) {
            self.pace = pane.id();
            pane.window().request_redraw();
        }
    }

    /// The window that was asked is not answered for: nobody sees it. Another is asked, if there
    /// is one.
    pub(crate) fn ask_another(&mut self) {
        let windows: Vec<WindowId> = self.panes.values().map(Pane::id).collect();
        if let Some(next) = after(&windows, &self.pace)
            && next != self.pace
        {
            self.pace = next;
            self.ask();
        }
    }

    /// Whether any can be seen.
    pub(crate) fn are_seen(&self) -> bool {
        self.panes.values().any(Pane::is_seen)
    }

    /// What happened in this window since its last pass.
    pub(crate) fn input(&mut self, ctx: &Context, id: ViewportId) -> Option<RawInput> {
        let pane = self.panes.get_mut(&id)?;
        pane.look(ctx);
        let input = pane.input();
        Some(self.with_all(input))
    }

    /// Input tells of all windows, and all have one clock.
    fn with_all(&self, input: RawInput) -> RawInput {
        let infos = self.panes.iter().map(|(id, pane)| (*id, pane.info.clone()));
        RawInput {
            time: Some(self.began.elapsed().as_secs_f64()),
            viewports: infos.collect(),
            ..input
        }
    }

    /// Shows what a pass gave for this window; where it is not open, only keeps the pictures.
    pub(crate) fn draw(
        &mut self,
        ctx: &Context,
        id: ViewportId,
        background: Color32,
        mut output: FullOutput,
    ) -> Result<(), FrameError> {
        match self.panes.get_mut(&id) {
            Some(pane) => pane.draw(ctx, &mut self.textures, background, output),
            None => {
                self.textures.set(&output.textures_delta);
                self.textures.free(&output.textures_delta);
                output.textures_delta.clear();
                Ok(())
            }
        }
    }

    /// Does what the content wants of its windows: changes, closes and opens them. Says whether
    /// one was opened, which needs a picture.
    pub(crate) fn obey(
        &mut self,
        ctx: &Context,
        outputs: OrderedViewportIdMap<ViewportOutput>,
        event_loop: &ActiveEventLoop,
    ) -> bool {
        self.panes.retain(|id, _| outputs.contains_key(id));
        self.wanted.retain(|id, _| outputs.contains_key(id));
        self.refused.retain(|id| outputs.contains_key(id));
        let mut opened = false;
        for (id, builder) in std::mem::take(&mut self.wanted) {
            match Pane::open(ctx, id, builder, event_loop, self.proxy.clone()) {
                Ok(pane) => {
                    self.panes.insert(id, pane);
                    opened = true;
                }
                Err(error) => {
                    tracing::error!(%error, "a window beside the phone cannot be opened");
                    self.refused.push(id);
                }
            }
        }
        // Some are for a window that has just been opened, as what its frame looks like.
        for (id, output) in outputs {
            if let Some(pane) = self.panes.get_mut(&id) {
                pane.obey(ctx, output.commands);
            }
        }
        opened
    }

    /// What is known of a window beside the first as its pass begins. A new one is opened after
    /// the pass of the first, when the window system can be asked; egui wants its content drawn
    /// already, which then nobody sees.
    fn begin_beside(
        &mut self,
        ctx: &Context,
        id: ViewportId,
        mut builder: ViewportBuilder,
    ) -> RawInput {
        if builder.icon.is_none() {
            builder.icon.clone_from(&self.icon);
        }
        if let Some(pane) = self.panes.get_mut(&id) {
            if !pane.patch(ctx, builder) {
                if let Some(input) = self.input(ctx, id) {
                    return input;
                }
            } else if let Some(pane) = self.panes.remove(&id) {
                self.wanted.insert(id, pane.builder());
            }
        } else if !self.refused.contains(&id) {
            self.wanted.insert(id, builder);
        }
        let size = self.wanted.get(&id).and_then(|builder| builder.inner_size);
        let mut input = self.with_all(RawInput {
            viewport_id: id,
            screen_rect: size.map(|size| Rect::from_min_size(Pos2::ZERO, size)),
            // As in the others, or all letters would be drawn anew.
            max_texture_side: Some(MAX_SIDE as usize),
            system_theme: ctx.system_theme(),
            ..RawInput::default()
        });
        let like_first = input.viewports.get(&ViewportId::ROOT);
        let info = ViewportInfo {
            parent: Some(ViewportId::ROOT),
            native_pixels_per_point: like_first.and_then(|first| first.native_pixels_per_point),
            ..ViewportInfo::default()
        };
        input.viewports.insert(id, info);
        input
    }

    /// Draws a window beside the first, in the middle of the first one's pass.
    pub(crate) fn draw_beside(
        panes: &RefCell<Self>,
        ctx: &Context,
        mut viewport: ImmediateViewport<'_>,
    ) {
        let id = viewport.ids.this;
        let input = panes.borrow_mut().begin_beside(ctx, id, viewport.builder);
        // May come back here for a window beside this one: nothing is borrowed meanwhile.
        let output = ctx.run_ui(input, |ui| (viewport.viewport_ui_cb)(ui));
        let background = ctx.global_style().visuals.panel_fill;
        if let Err(error) = panes.borrow_mut().draw(ctx, id, background, output) {
            tracing::error!(%error, "a window beside the phone cannot be drawn");
        }
    }
}

/// The one that comes after this one in a circle.
fn after<T: Copy + PartialEq>(circle: &[T], one: &T) -> Option<T> {
    let at = circle.iter().position(|other| other == one);
    let next = at.map_or(0, |at| (at + 1) % circle.len());
    circle.get(next).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_asked_in_a_circle_and_one_that_is_closed_gives_way_to_the_first() {
        assert_eq!(after(&[1, 2, 3], &1), Some(2));
        assert_eq!(after(&[1, 2, 3], &3), Some(1));
        assert_eq!(after(&[1, 2, 3], &7), Some(1));
        assert_eq!(after(&[5], &5), Some(5));
        assert_eq!(after(&[], &5), None);
    }
}
