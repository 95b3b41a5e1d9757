//! The last page of the first start: the sound of the phone, by the same piece that tunes it later.

use std::time::Duration;

use egui::{Frame, Rect, Ui, UiBuilder, vec2};
use keymap::KeyMap;

use crate::Phone;
use crate::keyboard::Command;
use crate::look::Look;
use crate::windows::{Beside, Content as _, TuningWindow};
use crate::words::Words;

/// Nobody else looks at the phone yet: devices that come and calls that change are seen so.
const LOOK: Duration = Duration::from_millis(200);

/// A phone whose sound is set up before it is used.
pub(super) struct Sounding {
    pub(super) phone: Box<dyn Phone>,
    window: TuningWindow,
}

impl Sounding {
    pub(super) fn of(phone: Box<dyn Phone>) -> Self {
        let window = TuningWindow::default();
        Self { phone, window }
    }

    /// Draws it; says whether the person has done with it.
    pub(super) fn draw(&mut self, ui: &mut Ui, keys: &KeyMap) -> bool {
        let phone = self.phone.as_ref();
        let screen = phone.screen();
        let mut beside = Beside {
            phone,
            screen: &screen,
            words: Words::of(screen.language),
            keys,
            look: Look::default(),
            factor: 1.0,
            commands: Vec::new(),
            close: false,
        };
        let room = ui.max_rect().shrink(12.0);
        let size = (self.window.size() + vec2(24.0, 24.0)).min(room.size());
        let area = Rect::from_center_size(room.center(), size);
        ui.scope_builder(UiBuilder::new().max_rect(area), |ui| {
            Frame::window(ui.style()).inner_margin(14).show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                self.window.draw(ui, &mut beside);
            });
        });
        for command in beside.commands {
            if let Command::Phone(intent) = command {
                phone.send(intent);
            }
        }
        ui.ctx().request_repaint_after(LOOK);
        if beside.close {
            self.window.closed(phone);
        }
        beside.close
    }
}
