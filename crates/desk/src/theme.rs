//! Which colours the window has, and egui's own controls in the same ones.

use std::str::FromStr;

use egui::style::{Selection, WidgetVisuals, Widgets};
use egui::{Context, CornerRadius, Shadow, Stroke, Visuals};

use crate::tokens::{DARK, HIGH_CONTRAST, LIGHT, Palette};

/// The colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark or light as the desktop is; dark where the desktop does not say.
    #[default]
    System,
    /// A graphite phone.
    Dark,
    /// A silver phone.
    Light,
    /// White and yellow on black, thick lines, nothing that flashes.
    HighContrast,
}

impl Theme {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::System, Self::Dark, Self::Light, Self::HighContrast];

    /// The one after it in the menu.
    #[must_use]
    pub fn next(self) -> Self {
        let mut after = Self::ALL
            .into_iter()
            .cycle()
            .skip_while(|theme| *theme != self);
        after.nth(1).unwrap_or_default()
    }

    /// The word that stands for it in the configuration.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
        }
    }

    /// The theme that this word stands for.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }

    /// What the menu says, in English.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::System => "As the desktop",
            Self::Dark => "Dark",
            Self::Light => "Light",
            Self::HighContrast => "High contrast",
        }
    }

    /// Its colours; `desktop` is what the desktop says, if it says anything.
    pub(crate) fn palette(self, desktop: Option<egui::Theme>) -> &'static Palette {
        match (self, desktop) {
            (Self::HighContrast, _) => HIGH_CONTRAST,
            (Self::Light, _) | (Self::System, Some(egui::Theme::Light)) => LIGHT,
            (Self::Dark, _) | (Self::System, _) => DARK,
        }
    }
}

impl FromStr for Theme {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|theme| theme.word() == word)
            .ok_or_else(|| {
                let words = Self::ALL.map(Self::word).join(", ");
                format!("there is no theme {word:?}; there are {words}")
            })
    }
}

/// Have menus, tips, fields and the windows beside the phone in these colours.
pub(crate) fn dress(ctx: &Context, palette: &Palette) {
    let theme = if palette.dark {
        egui::Theme::Dark
    } else {
        egui::Theme::Light
    };
    ctx.set_theme(theme);
    ctx.set_visuals_of(theme, visuals(palette));
}

fn visuals(palette: &Palette) -> Visuals {
    let basis = if palette.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    let line = |colour| Stroke::new(palette.edges, colour);
    let widget = |fill, edge, stroke: f32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(palette.edges * stroke, edge),
        corner_radius: CornerRadius::same(5),
        fg_stroke: Stroke::new(1.2, palette.panel_text),
        expansion: 0.0,
    };
    let shadow = Shadow {
        offset: [0, 4],
        blur: 14,
        spread: 0,
        color: palette.body_shadow,
    };
    Visuals {
        dark_mode: palette.dark,
        override_text_color: None,
        weak_text_color: Some(palette.panel_text_faint),
        widgets: Widgets {
            noninteractive: WidgetVisuals {
                fg_stroke: Stroke::new(1.0, palette.panel_text),
                ..widget(palette.panel, palette.panel_edge, 1.0)
            },
            // A field and a box to tick are seen by their edge.
            inactive: widget(palette.panel_key, palette.field_edge, 1.0),
            hovered: widget(palette.panel_key_hover, palette.panel_accent, 1.0),
            // Also the control that the keyboard is on.
            active: widget(palette.panel_key_hover, palette.focus, 2.0),
            open: widget(palette.panel_key_hover, palette.panel_edge, 1.0),
        },
        selection: Selection {
            bg_fill: palette.panel_marked,
            stroke: line(palette.panel_text),
        },
        hyperlink_color: palette.panel_accent,
        faint_bg_color: palette.panel_stripe,
        extreme_bg_color: palette.field,
        text_edit_bg_color: Some(palette.field),
        code_bg_color: palette.panel_stripe,
        warn_fg_color: palette.panel_warning,
        error_fg_color: palette.panel_error,
        window_fill: palette.panel,
        window_stroke: line(palette.panel_edge),
        window_shadow: shadow,
        popup_shadow: shadow,
        panel_fill: palette.panel,
        // What cannot be used now is still to be read.
        disabled_alpha: if palette.outlined() { 0.7 } else { 0.55 },
        ..basis
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_found_by_its_word() {
        for theme in Theme::ALL {
            assert_eq!(theme.word().parse(), Ok(theme));
        }
        let none: Result<Theme, _> = "pink".parse();
        assert!(none.is_err_and(|words| words.contains("high-contrast")));
    }

    #[test]
    fn the_system_theme_follows_the_desktop() {
        let light = Theme::System.palette(Some(egui::Theme::Light));
        assert_eq!(light, LIGHT);
        assert_eq!(Theme::System.palette(Some(egui::Theme::Dark)), DARK);
        assert_eq!(Theme::System.palette(None), DARK);
        let chosen = Theme::Dark.palette(Some(egui::Theme::Light));
        assert_eq!(chosen, DARK, "a choice is stronger than the desktop");
    }
}
