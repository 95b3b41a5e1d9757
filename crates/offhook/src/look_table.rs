//! The table `[look]` of the configuration file: theme and face of the window, and where
//! each face was.

use serde::Deserialize;

/// What the file says. Every key may be left out.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LookTable {
    /// The colours.
    pub(crate) theme: ThemeWord,
    /// Nothing flashes.
    pub(crate) still: bool,
    /// The whole screen flashes gently when the phone rings.
    pub(crate) visual_ring: bool,
    /// How large texts are in menus and in the windows beside the phone; 1.0 is usual.
    pub(crate) text_scale: Option<f32>,
    /// What draws the window.
    pub(crate) drawing: DrawingWord,
    /// What of the phone is shown.
    pub(crate) face: FaceWord,
    /// Size of the whole phone; 1.0 is the design's.
    pub(crate) size: Option<f32>,
    /// The upper left corner of its window.
    pub(crate) position: Option<[f32; 2]>,
    /// Size of the compact face.
    pub(crate) compact_size: Option<f32>,
    /// The upper left corner of its window.
    pub(crate) compact_position: Option<[f32; 2]>,
}

/// The themes, as the file names them.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ThemeWord {
    /// As the desktop.
    #[default]
    System,
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// White and yellow on black.
    HighContrast,
}

impl ThemeWord {
    /// All of them, as the file names them.
    pub(crate) const WORDS: [&'static str; 4] = ["system", "dark", "light", "high-contrast"];

    /// As the file names it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::System => Self::WORDS[0],
            Self::Dark => Self::WORDS[1],
            Self::Light => Self::WORDS[2],
            Self::HighContrast => Self::WORDS[3],
        }
    }
}

/// The faces, as the file names them.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FaceWord {
    /// The whole phone.
    #[default]
    Full,
    /// Its display and a row of keys.
    Compact,
}

/// What draws, as the file names it.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DrawingWord {
    /// The graphics card where there is one, else the processor.
    #[default]
    Auto,
    /// OpenGL in any case.
    OpenGl,
    /// The processor.
    Processor,
}
