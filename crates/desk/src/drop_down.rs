//! Lists that drop down from a button, for the keyboard as for the pointer: it goes into a list
//! that it opens, what it chooses closes the list, and then it is on the button again.

use egui::{ComboBox, FocusDirection, Id, InnerResponse, Key, Ui};

use crate::windows::follow_focus;

/// Which list the keyboard has opened, and enters in the next pass.
#[derive(Clone, Copy)]
struct Entering(Id);

/// Whether a list was open in the last pass.
#[derive(Clone, Copy)]
struct Open(bool);

/// A button with a list below it.
pub(crate) trait DropDown {
    /// Draw the button, and the list while it is open.
    fn drop_down<R>(
        self,
        ui: &mut Ui,
        contents: impl FnOnce(&mut Ui) -> R,
    ) -> InnerResponse<Option<R>>;
}

impl DropDown for ComboBox<'_> {
    fn drop_down<R>(
        self,
        ui: &mut Ui,
        contents: impl FnOnce(&mut Ui) -> R,
    ) -> InnerResponse<Option<R>> {
        let entering = Id::unique("list that is entered");
        let entered = ui.data(|data| data.get_temp::<Entering>(entering));
        let focused = ui.memory(|memory| memory.focused());
        if let Some(Entering(button)) = entered
            && focused == Some(button)
        {
            // What is drawn behind the button is the list's first entry.
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
        }
        let shown = self.show_ui(ui, |ui| {
            let found = contents(ui);
            close_when_chosen(ui);
            follow_focus(ui);
            found
        });
        let button = shown.response.id;
        let open = shown.inner.is_some();
        let before = ui.data(|data| data.get_temp(button)).unwrap_or(Open(false));
        let pointer = ui.input(|input| input.pointer.any_pressed() || input.pointer.any_released());
        if entered.is_some_and(|Entering(of)| of == button) {
            ui.data_mut(|data| data.remove::<Entering>(entering));
        }
        if open != before.0 {
            ui.data_mut(|data| data.insert_temp(button, Open(open)));
            if open && shown.response.has_focus() && !pointer {
                ui.data_mut(|data| data.insert_temp(entering, Entering(button)));
                ui.ctx().request_repaint();
            }
            if !open && !pointer {
                shown.response.request_focus();
            }
        }
        shown
    }
}

/// Only what the pointer chooses closes a list by itself.
fn close_when_chosen(ui: &Ui) {
    let chosen = ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space));
    let focused = ui.memory(|memory| memory.focused());
    let entry = focused.and_then(|id| ui.ctx().read_response(id));
    if chosen && entry.is_some_and(|entry| entry.layer_id == ui.layer_id()) {
        ui.close();
    }
}
