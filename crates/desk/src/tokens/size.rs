//! Sizes and places, in design units.

use egui::{Rect, Vec2, pos2, vec2};

/// A rectangle by its corner and size.
pub(crate) const fn area(x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect {
        min: pos2(x, y),
        max: pos2(x + width, y + height),
    }
}

/// Sizes of the window that its menu offers.
pub(crate) const FACTORS: [f32; 7] = [0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0];
/// The whole sheet.
pub(crate) const PHONE: Vec2 = vec2(652.0, 664.0);
/// What of the sheet the compact face shows: the display and a row below it.
pub(crate) const COMPACT: Rect = area(30.0, 36.0, 508.0, 420.0);
/// The glass round the display of the compact face.
pub(crate) const COMPACT_BEZEL: Rect = area(37.0, 43.0, 494.0, 365.0);
/// The row of keys of the compact face.
pub(crate) const COMPACT_ROW: Rect = area(37.0, 414.0, 494.0, 35.0);
/// The smallest factor the window may be dragged to.
pub(crate) const MIN_FACTOR: f32 = 0.6;
/// The body on the sheet.
pub(crate) const BODY: Rect = area(6.0, 6.0, 640.0, 652.0);
/// Rounding of the body.
pub(crate) const BODY_RADIUS: f32 = 26.0;

/// The first expansion module, right of the body.
pub(crate) const MODULE: Rect = area(654.0, 6.0, 222.0, 652.0);
/// From one module to the next.
pub(crate) const MODULE_PITCH: f32 = 230.0;
/// Keys of a module.
pub(crate) const MODULE_KEYS: usize = 14;

/// The strip that tells of messages.
pub(crate) const STRIP: Rect = area(226.0, 17.0, 200.0, 9.0);

/// The program's name.
pub(crate) const NAME: egui::Pos2 = pos2(38.0, 22.0);

/// The glass.
pub(crate) const BEZEL: Rect = area(32.0, 38.0, 504.0, 375.0);
/// Rounding of the glass.
pub(crate) const BEZEL_RADIUS: f32 = 14.0;
/// The display: 320 by 234, one and a half times.
pub(crate) const DISPLAY: Rect = area(44.0, 50.0, 480.0, 351.0);
/// Rounding of the display.
pub(crate) const DISPLAY_RADIUS: f32 = 3.0;
/// The title bar.
pub(crate) const TITLE: Rect = area(44.0, 50.0, 480.0, 29.0);
/// Between title and prompt, left: calls, menus.
pub(crate) const STAGE: Rect = area(44.0, 79.0, 334.0, 212.0 + 48.0);
/// Between title and prompt, right: labels of the line keys.
pub(crate) const LABELS: Rect = area(378.0, 79.0, 146.0, 260.0);
/// The prompt.
pub(crate) const PROMPT: Rect = area(44.0, 339.0, 480.0, 27.0);
/// What is wrong with the sound, above the prompt.
pub(crate) const SOUND_NOTICE: Rect = area(51.0, 295.0, 320.0, 39.0);
/// The card of a new sound device: below the clock, above what is wrong with the sound.
pub(crate) const NEW_DEVICE: Rect = area(52.0, 242.0, 318.0, 52.0);
/// What is wrong with a file, over what is not needed meanwhile: of the phone the display between
/// title and prompt, of the welcome its upper end.
pub(crate) const NOTICE: Rect = area(52.0, 86.0, 464.0, 246.0);
/// See [`NOTICE`].
pub(crate) const WELCOME_NOTICE: Rect = area(12.0, 8.0, 628.0, 170.0);
/// The soft keys' labels.
pub(crate) const SOFT_LABELS: Rect = area(44.0, 366.0, 480.0, 35.0);
/// Buttons beside the display.
pub(crate) const LINE_KEYS: usize = 8;
/// Left edge and width of the line buttons.
pub(crate) const LINE_BUTTON_X: f32 = 550.0;
/// See [`LINE_BUTTON_X`].
pub(crate) const LINE_BUTTON: Vec2 = vec2(66.0, 25.0);
/// The buttons below the display.
pub(crate) const SOFT_BUTTON_Y: f32 = 422.0;
/// See [`SOFT_BUTTON_Y`].
pub(crate) const SOFT_BUTTON: Vec2 = vec2(72.0, 22.0);

/// Height of a card in the call list, and the gap between cards.
pub(crate) const CARD_HEIGHT: f32 = 47.0;
/// See [`CARD_HEIGHT`].
pub(crate) const CARD_GAP: f32 = 4.0;
/// Margin of the stage.
pub(crate) const STAGE_MARGIN: f32 = 8.0;
/// Height of an item of a menu.
pub(crate) const ITEM_HEIGHT: f32 = 27.0;
/// The same where the details take a line of their own.
pub(crate) const TALL_ITEM_HEIGHT: f32 = 43.0;

/// Where the lower half begins.
pub(crate) const DECK_TOP: f32 = 464.0;
/// Its height.
pub(crate) const DECK_HEIGHT: f32 = 172.0;
/// The keys with names.
pub(crate) const HARD_KEYS: Rect = area(32.0, DECK_TOP, 120.0, DECK_HEIGHT);
/// Gap between the keys with names.
pub(crate) const HARD_KEY_GAP: f32 = 7.0;
/// The navigation ring.
pub(crate) const RING: Rect = area(172.0, DECK_TOP, 112.0, 112.0);
/// The volume keys.
pub(crate) const VOLUME: Rect = area(172.0, DECK_TOP + 130.0, 112.0, 42.0);
/// The keypad.
pub(crate) const KEYPAD: Rect = area(304.0, DECK_TOP, 190.0, DECK_HEIGHT);
/// Gap between keys of the keypad.
pub(crate) const KEYPAD_GAP: f32 = 8.0;
/// Headset, handset, speaker, mute, hook.
pub(crate) const AUDIO_KEYS: Rect = area(514.0, DECK_TOP, 106.0, DECK_HEIGHT);
/// Rounding of a key.
pub(crate) const KEY_RADIUS: f32 = 8.0;
/// Radius of a lamp's light.
pub(crate) const LAMP: f32 = 3.6;
