//! Every colour, size, font size and duration of the window, in one place.
//!
//! Sizes are design units: the phone is drawn on a sheet of [`size::PHONE`] units
//! and one factor brings it to the window. No other file names a colour.

/// Colours.
pub(crate) mod colour {
    use egui::Color32;

    const fn rgb(hex: u32) -> Color32 {
        Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
    }

    const fn black(alpha: u8) -> Color32 {
        Color32::from_black_alpha(alpha)
    }

    /// White at an opacity, premultiplied.
    const fn white(alpha: u8) -> Color32 {
        Color32::from_rgba_premultiplied(alpha, alpha, alpha, alpha)
    }

    /// Behind the phone.
    pub(crate) const BACKDROP_TOP: Color32 = rgb(0x0020_242B);
    /// Behind the phone, lower end.
    pub(crate) const BACKDROP_BOTTOM: Color32 = rgb(0x0014_171C);

    /// The graphite body, upper and lower end of its shading.
    pub(crate) const BODY_TOP: Color32 = rgb(0x0049_505A);
    /// See [`BODY_TOP`].
    pub(crate) const BODY_BOTTOM: Color32 = rgb(0x002B_3037);
    /// The light on the body's upper edge.
    pub(crate) const BODY_EDGE: Color32 = white(34);
    /// The dark line round the body.
    pub(crate) const BODY_OUTLINE: Color32 = black(150);
    /// The shadow under the body.
    pub(crate) const BODY_SHADOW: Color32 = black(120);
    /// The sunken field behind keys.
    pub(crate) const WELL: Color32 = black(46);
    /// The light on a well's lower edge.
    pub(crate) const WELL_EDGE: Color32 = white(14);
    /// Printed on the body.
    pub(crate) const PRINT: Color32 = rgb(0x00B9_C1CC);
    /// Printed on the body, of less weight.
    pub(crate) const PRINT_FAINT: Color32 = rgb(0x0093_9CA8);

    /// A key's cap, upper and lower end.
    pub(crate) const KEY_TOP: Color32 = rgb(0x0056_5E69);
    /// See [`KEY_TOP`].
    pub(crate) const KEY_BOTTOM: Color32 = rgb(0x003A_4049);
    /// A key under the pointer.
    pub(crate) const KEY_HOVER_TOP: Color32 = rgb(0x0064_6D79);
    /// See [`KEY_HOVER_TOP`].
    pub(crate) const KEY_HOVER_BOTTOM: Color32 = rgb(0x0046_4D57);
    /// A key held down.
    pub(crate) const KEY_DOWN_TOP: Color32 = rgb(0x002C_3138);
    /// See [`KEY_DOWN_TOP`].
    pub(crate) const KEY_DOWN_BOTTOM: Color32 = rgb(0x003B_424B);
    /// A key that does nothing now.
    pub(crate) const KEY_DISABLED_TOP: Color32 = rgb(0x003F_454D);
    /// See [`KEY_DISABLED_TOP`].
    pub(crate) const KEY_DISABLED_BOTTOM: Color32 = rgb(0x0034_3A41);
    /// Round a key.
    pub(crate) const KEY_OUTLINE: Color32 = black(165);
    /// The light on a key's upper edge.
    pub(crate) const KEY_EDGE: Color32 = white(26);
    /// Under a key.
    pub(crate) const KEY_SHADOW: Color32 = black(90);
    /// On a key.
    pub(crate) const KEY_TEXT: Color32 = rgb(0x00F1_F4F7);
    /// On a key, of less weight.
    pub(crate) const KEY_TEXT_FAINT: Color32 = rgb(0x00B4_BDC8);
    /// On a key that does nothing now.
    pub(crate) const KEY_TEXT_DISABLED: Color32 = rgb(0x007B_838D);
    /// Round the control that the keyboard is on.
    pub(crate) const FOCUS: Color32 = rgb(0x0076_C7FF);

    /// The key that starts a call.
    pub(crate) const CALL_TOP: Color32 = rgb(0x0037_A367);
    /// See [`CALL_TOP`].
    pub(crate) const CALL_BOTTOM: Color32 = rgb(0x0022_7A49);
    /// The key that ends a call.
    pub(crate) const END_TOP: Color32 = rgb(0x00D1_5353);
    /// See [`END_TOP`].
    pub(crate) const END_BOTTOM: Color32 = rgb(0x00A2_3434);

    /// A dark lamp.
    pub(crate) const LAMP_DARK: Color32 = rgb(0x0021_252A);
    /// Green: the line is in use here.
    pub(crate) const LAMP_GREEN: Color32 = rgb(0x0048_E08A);
    /// Amber: it rings.
    pub(crate) const LAMP_AMBER: Color32 = rgb(0x00FF_B938);
    /// Red: in use elsewhere, muted, messages.
    pub(crate) const LAMP_RED: Color32 = rgb(0x00FF_5A52);

    /// The glass round the display.
    pub(crate) const BEZEL_TOP: Color32 = rgb(0x0014_171B);
    /// See [`BEZEL_TOP`].
    pub(crate) const BEZEL_BOTTOM: Color32 = rgb(0x000B_0D10);
    /// Round the bezel.
    pub(crate) const BEZEL_EDGE: Color32 = white(20);

    /// The display, upper and lower end.
    pub(crate) const DISPLAY_TOP: Color32 = rgb(0x00F4_F8FB);
    /// See [`DISPLAY_TOP`].
    pub(crate) const DISPLAY_BOTTOM: Color32 = rgb(0x00D3_E0EA);
    /// Bars of the display.
    pub(crate) const BAR_TOP: Color32 = rgb(0x0027_4A63);
    /// See [`BAR_TOP`].
    pub(crate) const BAR_BOTTOM: Color32 = rgb(0x0019_3448);
    /// On a bar.
    pub(crate) const BAR_TEXT: Color32 = rgb(0x00F2_F7FA);
    /// On a bar, of less weight.
    pub(crate) const BAR_TEXT_FAINT: Color32 = rgb(0x00BC_D0DE);
    /// The prompt's strip.
    pub(crate) const PROMPT: Color32 = rgb(0x00BF_D1DE);
    /// The strip while a notice covers the prompt.
    pub(crate) const NOTICE: Color32 = rgb(0x00FB_E3A6);
    /// Text of the display.
    pub(crate) const INK: Color32 = rgb(0x0011_2736);
    /// Text of less weight.
    pub(crate) const INK_FAINT: Color32 = rgb(0x0047_5E6F);
    /// Text of a place that is empty.
    pub(crate) const INK_GHOST: Color32 = rgb(0x0095_A9B7);
    /// A card of the call list.
    pub(crate) const CARD: Color32 = white(150);
    /// A card while it rings.
    pub(crate) const CARD_RINGS: Color32 = rgb(0x00FF_F1D0);
    /// The card in front.
    pub(crate) const CARD_FRONT: Color32 = rgb(0x00FF_FFFF);
    /// A card under the pointer.
    pub(crate) const CARD_HOVER: Color32 = white(215);
    /// Round a card.
    pub(crate) const CARD_EDGE: Color32 = black(26);
    /// Under the card in front.
    pub(crate) const CARD_SHADOW: Color32 = black(38);
    /// The marked item, what can be pressed.
    pub(crate) const ACCENT: Color32 = rgb(0x0016_6C9E);
    /// On the accent.
    pub(crate) const ACCENT_TEXT: Color32 = rgb(0x00FF_FFFF);
    /// A label beside a line key.
    pub(crate) const LINE_LABEL: Color32 = white(120);
    /// The label of the line in front.
    pub(crate) const LINE_LABEL_ACTIVE: Color32 = rgb(0x00FF_FFFF);

    /// States of a call: talking.
    pub(crate) const STATE_TALK: Color32 = rgb(0x0012_7A45);
    /// Ringing here or there.
    pub(crate) const STATE_RING: Color32 = rgb(0x00A4_5F00);
    /// Held.
    pub(crate) const STATE_HOLD: Color32 = rgb(0x0023_63B0);
    /// Failed or refused.
    pub(crate) const STATE_FAIL: Color32 = rgb(0x00B3_2B2B);
    /// Anything quiet.
    pub(crate) const STATE_QUIET: Color32 = rgb(0x004A_5F6E);
}

/// Sizes in design units.
pub(crate) mod size {
    use egui::{Rect, Vec2, pos2, vec2};

    /// A rectangle by its corner and size.
    pub(crate) const fn area(x: f32, y: f32, width: f32, height: f32) -> Rect {
        Rect {
            min: pos2(x, y),
            max: pos2(x + width, y + height),
        }
    }

    /// Sizes of the window that its menu offers.
    pub(crate) const FACTORS: [f32; 5] = [0.75, 1.0, 1.25, 1.5, 2.0];
    /// The whole sheet.
    pub(crate) const PHONE: Vec2 = vec2(652.0, 664.0);
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
}

/// Font sizes in design units.
pub(crate) mod font {
    /// The idle clock.
    pub(crate) const HUGE: f32 = 44.0;
    /// Digits being typed.
    pub(crate) const LARGE: f32 = 23.0;
    /// Digits of the keypad.
    pub(crate) const DIGIT: f32 = 17.0;
    /// Letters under them.
    pub(crate) const LETTERS: f32 = 8.5;
    /// A headline.
    pub(crate) const TITLE: f32 = 16.0;
    /// Names in the call list, prompt, soft keys.
    pub(crate) const NORMAL: f32 = 13.5;
    /// Numbers, times, labels.
    pub(crate) const SMALL: f32 = 12.0;
    /// Printed on keys.
    pub(crate) const TINY: f32 = 10.5;
}

/// Durations.
pub(crate) mod time {
    use std::time::Duration;

    /// A winking lamp: 448 of 512 ms.
    pub(crate) const WINK: [Duration; 2] = [Duration::from_millis(448), Duration::from_millis(64)];
    /// A flashing lamp: fast, but below three flashes a second, which can hurt.
    pub(crate) const FLASH: [Duration; 2] =
        [Duration::from_millis(192), Duration::from_millis(192)];
    /// A blinking lamp.
    pub(crate) const BLINK: [Duration; 2] =
        [Duration::from_millis(512), Duration::from_millis(512)];
    /// How long a closing window waits for the phone to leave.
    pub(crate) const LEAVE: Duration = Duration::from_secs(5);
    /// How often a closing window looks.
    pub(crate) const LEAVE_LOOK: Duration = Duration::from_millis(40);
}
