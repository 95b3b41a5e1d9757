//! What a theme is made of: a colour for every part of the window, and how bold its
//! lines are.

use egui::Color32;

/// The colours of a theme.
///
/// Every pair of text and ground that occurs is held to a contrast by the tests of
/// [`super::contrast`].
#[derive(Debug, PartialEq)]
pub(crate) struct Palette {
    /// Light text on dark ground, as far as the windows beside the phone go.
    pub(crate) dark: bool,
    /// How many times the usual width the lines round things have.
    pub(crate) edges: f32,
    /// How strongly lamps shine on what is round them, 0 to 1.
    pub(crate) glow: f32,
    /// Nothing moves: what would flash is steady, and told by its shape.
    pub(crate) still: bool,

    /// Behind the phone.
    pub(crate) backdrop_top: Color32,
    /// Behind the phone, lower end.
    pub(crate) backdrop_bottom: Color32,
    /// The graphite body, upper and lower end of its shading.
    pub(crate) body_top: Color32,
    /// See [`Self::body_top`].
    pub(crate) body_bottom: Color32,
    /// The light on the body's upper edge.
    pub(crate) body_edge: Color32,
    /// The dark line round the body.
    pub(crate) body_outline: Color32,
    /// The shadow under the body.
    pub(crate) body_shadow: Color32,
    /// The sunken field behind keys.
    pub(crate) well: Color32,
    /// The light on a well's lower edge.
    pub(crate) well_edge: Color32,
    /// Printed on the body.
    pub(crate) print: Color32,
    /// Printed on the body, of less weight.
    pub(crate) print_faint: Color32,
    /// A key's cap, upper and lower end.
    pub(crate) key_top: Color32,
    /// See [`Self::key_top`].
    pub(crate) key_bottom: Color32,
    /// A key under the pointer.
    pub(crate) key_hover_top: Color32,
    /// See [`Self::key_hover_top`].
    pub(crate) key_hover_bottom: Color32,
    /// A key held down.
    pub(crate) key_down_top: Color32,
    /// See [`Self::key_down_top`].
    pub(crate) key_down_bottom: Color32,
    /// A key that does nothing now.
    pub(crate) key_disabled_top: Color32,
    /// See [`Self::key_disabled_top`].
    pub(crate) key_disabled_bottom: Color32,
    /// Round a key.
    pub(crate) key_outline: Color32,
    /// The light on a key's upper edge.
    pub(crate) key_edge: Color32,
    /// Under a key.
    pub(crate) key_shadow: Color32,
    /// Round a key that does nothing now.
    pub(crate) key_outline_disabled: Color32,
    /// On a key.
    pub(crate) key_text: Color32,
    /// On a key, of less weight.
    pub(crate) key_text_faint: Color32,
    /// On a key that does nothing now.
    pub(crate) key_text_disabled: Color32,
    /// Round the control that the keyboard is on.
    pub(crate) focus: Color32,
    /// The key that starts a call.
    pub(crate) call_top: Color32,
    /// See [`Self::call_top`].
    pub(crate) call_bottom: Color32,
    /// The key that ends a call.
    pub(crate) end_top: Color32,
    /// See [`Self::end_top`].
    pub(crate) end_bottom: Color32,
    /// The light on the upper edge of the keys that start and end a call.
    pub(crate) call_edge: Color32,
    /// Text on the keys that start and end a call.
    pub(crate) call_text: Color32,

    /// Round a lamp: the socket that it sits in.
    pub(crate) lamp_socket: Color32,
    /// A dark lamp.
    pub(crate) lamp_dark: Color32,
    /// Green: the line is in use here.
    pub(crate) lamp_green: Color32,
    /// Amber: it rings.
    pub(crate) lamp_amber: Color32,
    /// Red: in use elsewhere, muted, messages.
    pub(crate) lamp_red: Color32,
    /// The strip on top without light, upper and lower end.
    pub(crate) strip_top: Color32,
    /// See [`Self::strip_top`].
    pub(crate) strip_bottom: Color32,
    /// Behind the bars of the volume.
    pub(crate) gauge_ground: Color32,
    /// What of the volume's bars is on.
    pub(crate) gauge_on: Color32,
    /// What of them is off.
    pub(crate) gauge_off: Color32,

    /// The glass round the display.
    pub(crate) bezel_top: Color32,
    /// See [`Self::bezel_top`].
    pub(crate) bezel_bottom: Color32,
    /// Round the bezel.
    pub(crate) bezel_edge: Color32,
    /// The display, upper and lower end.
    pub(crate) display_top: Color32,
    /// See [`Self::display_top`].
    pub(crate) display_bottom: Color32,
    /// Bars of the display.
    pub(crate) bar_top: Color32,
    /// See [`Self::bar_top`].
    pub(crate) bar_bottom: Color32,
    /// Round what can be pressed on a bar.
    pub(crate) bar_edge: Color32,
    /// On a bar.
    pub(crate) bar_text: Color32,
    /// On a bar, of less weight.
    pub(crate) bar_text_faint: Color32,
    /// The prompt's strip.
    pub(crate) prompt: Color32,
    /// The strip while a notice covers the prompt.
    pub(crate) notice: Color32,
    /// Text of a notice.
    pub(crate) notice_text: Color32,
    /// The sign in front of it.
    pub(crate) notice_mark: Color32,
    /// Text of the display.
    pub(crate) ink: Color32,
    /// Text of less weight.
    pub(crate) ink_faint: Color32,
    /// Marks of little weight: axes, the scroll bar, the sign of an empty place.
    pub(crate) ink_ghost: Color32,
    /// A card of the call list.
    pub(crate) card: Color32,
    /// A card while it rings.
    pub(crate) card_rings: Color32,
    /// The card in front.
    pub(crate) card_front: Color32,
    /// A card under the pointer.
    pub(crate) card_hover: Color32,
    /// Round a card.
    pub(crate) card_edge: Color32,
    /// Round the card in front.
    pub(crate) card_front_edge: Color32,
    /// Under the card in front.
    pub(crate) card_shadow: Color32,
    /// The marked item, what can be pressed.
    pub(crate) accent: Color32,
    /// On the accent.
    pub(crate) accent_text: Color32,
    /// A label beside a line key.
    pub(crate) line_label: Color32,
    /// The label of the line in front.
    pub(crate) line_label_active: Color32,
    /// States of a call: talking.
    pub(crate) state_talk: Color32,
    /// Ringing here or there.
    pub(crate) state_ring: Color32,
    /// Held.
    pub(crate) state_hold: Color32,
    /// Failed or refused.
    pub(crate) state_fail: Color32,
    /// Anything quiet.
    pub(crate) state_quiet: Color32,

    /// Windows beside the phone, menus and tips.
    pub(crate) panel: Color32,
    /// Every other row of a list in them.
    pub(crate) panel_stripe: Color32,
    /// Text in them.
    pub(crate) panel_text: Color32,
    /// Text of less weight in them.
    pub(crate) panel_text_faint: Color32,
    /// Round them, and the lines that part things in them.
    pub(crate) panel_edge: Color32,
    /// A button in them.
    pub(crate) panel_key: Color32,
    /// The same under the pointer.
    pub(crate) panel_key_hover: Color32,
    /// What is marked in them, and links.
    pub(crate) panel_accent: Color32,
    /// What text that is marked stands on.
    pub(crate) panel_marked: Color32,
    /// What is worth a second look.
    pub(crate) panel_warning: Color32,
    /// What went well.
    pub(crate) panel_good: Color32,
    /// What failed.
    pub(crate) panel_error: Color32,
    /// Where something is typed.
    pub(crate) field: Color32,
    /// Round such a field.
    pub(crate) field_edge: Color32,
    /// What is typed.
    pub(crate) field_text: Color32,
    /// What stands in an empty field.
    pub(crate) field_hint: Color32,
}

impl Palette {
    /// Things are told apart by the lines round them and not by shades.
    pub(crate) fn outlined(&self) -> bool {
        self.edges > 1.0
    }
}

/// An opaque colour, as it is written everywhere.
pub(super) const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Black at an opacity.
pub(super) const fn black(alpha: u8) -> Color32 {
    Color32::from_black_alpha(alpha)
}

/// White at an opacity, premultiplied.
pub(super) const fn white(alpha: u8) -> Color32 {
    Color32::from_rgba_premultiplied(alpha, alpha, alpha, alpha)
}
