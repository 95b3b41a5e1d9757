//! How the window looks: theme and face, and where each face was on the desktop; kept
//! from one start to the next.

use std::str::FromStr;

use egui::{Pos2, Vec2};

use crate::theme::Theme;

/// What of the phone is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// All of it, with its keys.
    #[default]
    Full,
    /// The display, its soft keys, and one row of the keys that are needed most.
    Compact,
}

impl Face {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Full, Self::Compact];

    /// The word that stands for it in the configuration.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Compact => "compact",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Full => Self::Compact,
            Self::Compact => Self::Full,
        }
    }
}

impl FromStr for Face {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|face| face.word() == word)
            .ok_or_else(|| format!("there is no face {word:?}; there are full, compact"))
    }
}

/// What draws the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawing {
    /// The graphics card where there is one, else the processor.
    #[default]
    Auto,
    /// OpenGL, even where that means a graphics card made of software.
    OpenGl,
    /// The processor, without OpenGL.
    Processor,
}

/// Where a face is on the desktop.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Its size; 1.0 is the design's. Nothing: as large as fits well.
    pub factor: Option<f32>,
    /// The window's upper left corner in points, where the desktop tells it.
    pub corner: Option<Pos2>,
}

/// How the window looks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// The colours.
    pub theme: Theme,
    /// Nothing flashes or pulses, in any theme.
    pub still: bool,
    /// How large texts are in menus, in tips, and in the windows beside the phone; 1.0 is the
    /// usual size, which nothing stands for, too. The phone itself is as large as its window.
    pub text_scale: Option<f32>,
    /// What is shown.
    pub face: Face,
    /// What draws the window, from the next start on.
    pub drawing: Drawing,
    /// Where the full face is.
    pub full: Place,
    /// Where the compact face is.
    pub compact: Place,
}

impl Look {
    /// How large texts are, 1.0 the usual size.
    #[must_use]
    pub fn text_scale(&self) -> f32 {
        let scale = self.text_scale.filter(|scale| scale.is_finite());
        scale.map_or(1.0, |scale| scale.clamp(0.75, 3.0))
    }

    /// Where this face is.
    #[must_use]
    pub fn place(&self, face: Face) -> Place {
        match face {
            Face::Full => self.full,
            Face::Compact => self.compact,
        }
    }

    /// The same to be changed.
    pub fn place_mut(&mut self, face: Face) -> &mut Place {
        match face {
            Face::Full => &mut self.full,
            Face::Compact => &mut self.compact,
        }
    }
}

/// What the window's title and the desktop's bars take of a monitor.
pub(crate) const BARS: Vec2 = Vec2::new(16.0, 88.0);

/// The factor at which a sheet fits a monitor with room for bars and title, at most `wanted`.
pub(crate) fn fitting(wanted: f32, sheet: Vec2, monitor: Option<Vec2>) -> f32 {
    let Some(monitor) = monitor.filter(|size| size.min_elem() > 200.0) else {
        return wanted;
    };
    let room = (monitor - BARS) / sheet;
    wanted.min(room.min_elem())
}

#[cfg(test)]
mod tests {
    use egui::vec2;

    use super::*;
    use crate::tokens::size;

    #[test]
    fn a_face_is_found_by_its_word() {
        for face in Face::ALL {
            assert_eq!(face.word().parse(), Ok(face));
            assert_eq!(face.other().other(), face);
        }
        assert!("tiny".parse::<Face>().is_err());
    }

    #[test]
    fn the_first_window_fits_a_small_laptop() {
        let factor = fitting(1.1, size::PHONE, Some(vec2(1280.0, 720.0)));
        let height = size::PHONE.y * factor;
        assert!((550.0..=640.0).contains(&height), "{height} points high");
        assert_eq!(fitting(1.1, size::PHONE, Some(vec2(1920.0, 1080.0))), 1.1);
        assert_eq!(
            fitting(1.1, size::PHONE, None),
            1.1,
            "nobody knows the monitor"
        );
    }
}
