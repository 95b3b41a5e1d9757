//! Icons, drawn with lines and shapes on a grid of 24 by 24.

use std::f32::consts::{FRAC_PI_4, PI, TAU};

use egui::{Color32, Pos2, Rect, Vec2, pos2, vec2};
use station::CallState;

use crate::pen::Pen;
use crate::tokens::Palette;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// A handset on its cradle.
    OnHook,
    /// A handset lifted.
    OffHook,
    /// A handset with sound on both sides.
    Talking,
    /// A handset that calls out.
    Calling,
    /// A bell.
    Bell,
    /// Two bars.
    Pause,
    /// A cross in a circle.
    Failed,
    /// An arrow to elsewhere.
    Transfer,
    /// A P in a frame.
    Park,
    /// A handset in a circle: in use elsewhere.
    Elsewhere,
    /// A lightning: dials at once.
    SpeedDial,
    /// The outline of a star.
    Feature,
    /// A star: the feature is on.
    FeatureOn,
    /// A bar in a circle.
    DoNotDisturb,
    /// A dot in a circle: it is recorded.
    Recorded,
    /// An arrow that bounces off a handset.
    Missed,
    /// Four tiles.
    Services,
    /// A desk phone.
    Phone,
    /// An envelope.
    Envelope,
    /// A book.
    Book,
    /// A gear.
    Gear,
    /// A question mark.
    Question,
    /// A headset.
    Headset,
    /// A loudspeaker with waves.
    Speaker,
    /// A microphone crossed out.
    Muted,
    /// A lock.
    Lock,
    /// A shield.
    Shield,
    /// A triangle with an exclamation mark.
    Warning,
    /// A curved arrow.
    Forward,
    /// Arrows that chase each other.
    Waiting,
}

impl Icon {
    /// The icon of a call in this state.
    pub(crate) fn of_call(state: CallState) -> Self {
        match state {
            CallState::Idle | CallState::OnHook | CallState::Other(_) => Self::OnHook,
            CallState::OffHook => Self::OffHook,
            CallState::RingOut | CallState::Proceed => Self::Calling,
            CallState::RingIn | CallState::CallWaiting => Self::Bell,
            CallState::Connected | CallState::Whisper => Self::Talking,
            CallState::Busy | CallState::Congestion | CallState::InvalidNumber => Self::Failed,
            CallState::Hold | CallState::HoldRevert => Self::Pause,
            CallState::CallTransfer => Self::Transfer,
            CallState::CallPark => Self::Park,
            CallState::CallRemoteMultiline | CallState::RemoteHold => Self::Elsewhere,
        }
    }

    /// The icon that an application of the server names; nothing for names not known.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "onhook" => Self::OnHook,
            "offhook" => Self::OffHook,
            "connected" => Self::Talking,
            "ringout" | "proceed" => Self::Calling,
            "ringin" | "callwaiting" => Self::Bell,
            "hold" | "holdrevert" => Self::Pause,
            "transfer" => Self::Transfer,
            "park" => Self::Park,
            "remoteinuse" | "remotehold" => Self::Elsewhere,
            "authenticated" => Self::Shield,
            "encrypted" | "secure" => Self::Lock,
            "mute" | "muted" => Self::Muted,
            _ => return None,
        })
    }

    /// Draw it, `size` high and wide, around `centre`.
    pub(crate) fn draw(self, pen: &Pen, centre: Pos2, size: f32, ink: Color32) {
        let grid = Grid {
            pen,
            centre,
            unit: size / 24.0,
            ink,
        };
        match self {
            Self::OnHook => {
                grid.handset(vec2(0.0, -2.0), 1.0, 0.0);
                grid.line(&[(5.0, 19.5), (19.0, 19.5)], 2.2);
            }
            Self::OffHook => grid.handset(Vec2::ZERO, 1.0, -3.0 * FRAC_PI_4),
            Self::Talking => {
                grid.handset(vec2(-1.5, 1.5), 0.95, -3.0 * FRAC_PI_4);
                grid.waves(pos2(13.0, 11.0), &[4.0, 8.0]);
            }
            Self::Calling => {
                grid.handset(vec2(-1.5, 1.5), 0.95, -3.0 * FRAC_PI_4);
                grid.line(&[(14.0, 10.0), (20.5, 3.5)], 2.0);
                grid.line(&[(15.5, 3.5), (20.5, 3.5), (20.5, 8.5)], 2.0);
            }
            Self::Bell => grid.bell(),
            Self::Pause => {
                grid.line(&[(8.0, 6.0), (8.0, 18.0)], 4.4);
                grid.line(&[(16.0, 6.0), (16.0, 18.0)], 4.4);
            }
            Self::Failed => {
                grid.circle((12.0, 12.0), 9.0, 2.2);
                grid.line(&[(8.5, 8.5), (15.5, 15.5)], 2.2);
                grid.line(&[(15.5, 8.5), (8.5, 15.5)], 2.2);
            }
            Self::Transfer => {
                grid.line(&[(3.0, 8.0), (20.0, 8.0)], 2.2);
                grid.line(&[(15.5, 3.5), (20.0, 8.0), (15.5, 12.5)], 2.2);
                grid.line(&[(21.0, 17.0), (5.0, 17.0)], 2.2);
            }
            Self::Park => {
                grid.frame(3.5, 3.5, 17.0, 17.0, 4.0, 2.0);
                grid.line(&[(9.5, 17.0), (9.5, 7.5), (13.0, 7.5)], 2.2);
                grid.arc((12.7, 10.2), 2.7, -PI / 2.0, PI / 2.0, 2.2);
                grid.line(&[(9.5, 12.9), (12.7, 12.9)], 2.2);
            }
            Self::Elsewhere => {
                grid.circle((12.0, 12.0), 10.2, 1.8);
                grid.handset(Vec2::ZERO, 0.62, -3.0 * FRAC_PI_4);
            }
            Self::SpeedDial => {
                grid.polygon(&[(14.0, 2.0), (5.0, 13.5), (11.5, 13.5)]);
                grid.polygon(&[(10.0, 22.0), (19.0, 10.5), (12.5, 10.5)]);
            }
            Self::Feature => grid.star_outline(),
            Self::FeatureOn => grid.star(),
            Self::DoNotDisturb => {
                grid.circle((12.0, 12.0), 9.0, 2.2);
                grid.line(&[(7.5, 12.0), (16.5, 12.0)], 3.0);
            }
            Self::Missed => {
                grid.handset(vec2(0.0, 4.0), 0.95, 0.0);
                grid.line(&[(4.0, 3.5), (12.0, 10.0), (20.0, 3.5)], 2.0);
                grid.line(&[(15.5, 3.0), (20.4, 3.0), (20.4, 7.8)], 2.0);
            }
            Self::Recorded => {
                grid.circle((12.0, 12.0), 9.0, 2.0);
                grid.disc((12.0, 12.0), 5.0);
            }
            Self::Services => {
                for (x, y) in [(4.0, 4.0), (13.5, 4.0), (4.0, 13.5), (13.5, 13.5)] {
                    grid.frame(x, y, 6.5, 6.5, 1.6, 2.0);
                }
            }
            Self::Phone => {
                grid.frame(3.0, 3.0, 18.0, 18.0, 2.6, 1.8);
                grid.frame(6.2, 6.2, 11.6, 5.2, 1.0, 1.4);
                for x in [7.8, 12.0, 16.2] {
                    grid.disc((x, 14.4), 1.2);
                    grid.disc((x, 17.8), 1.2);
                }
            }
            Self::Envelope => {
                grid.frame(3.0, 5.5, 18.0, 13.5, 2.0, 2.0);
                grid.line(&[(4.2, 7.0), (12.0, 13.2), (19.8, 7.0)], 2.0);
            }
            Self::Book => {
                grid.frame(5.0, 3.0, 15.0, 18.0, 2.2, 2.0);
                grid.line(&[(9.0, 3.5), (9.0, 20.5)], 1.8);
                grid.line(&[(12.5, 8.0), (16.5, 8.0)], 1.8);
                grid.line(&[(12.5, 11.5), (16.5, 11.5)], 1.8);
            }
            Self::Gear => grid.gear(),
            Self::Question => {
                grid.circle((12.0, 12.0), 9.4, 1.9);
                grid.arc((12.0, 9.6), 2.9, -PI, PI * 0.42, 2.0);
                grid.line(&[(12.9, 12.3), (12.0, 13.2), (12.0, 14.2)], 2.0);
                grid.disc((12.0, 17.2), 1.3);
            }
            Self::Headset => {
                grid.arc((12.0, 12.5), 8.5, -PI, 0.0, 2.0);
                grid.line(&[(4.2, 13.5), (4.2, 17.5)], 3.8);
                grid.line(&[(19.8, 13.5), (19.8, 17.5)], 3.8);
                grid.line(&[(19.8, 19.0), (18.4, 21.0), (14.5, 21.4)], 1.8);
            }
            Self::Speaker => {
                grid.polygon(&[(3.0, 9.2), (7.0, 9.2), (7.0, 14.8), (3.0, 14.8)]);
                grid.polygon(&[(6.8, 9.2), (12.5, 4.5), (12.5, 19.5), (6.8, 14.8)]);
                grid.arc((12.0, 12.0), 5.0, -0.8, 0.8, 2.0);
                grid.arc((12.0, 12.0), 9.0, -0.8, 0.8, 2.0);
            }
            Self::Muted => {
                grid.line(&[(12.0, 6.0), (12.0, 11.5)], 6.0);
                grid.arc((12.0, 11.5), 6.2, 0.0, PI, 1.9);
                grid.line(&[(12.0, 18.0), (12.0, 21.0)], 1.9);
                grid.line(&[(8.5, 21.2), (15.5, 21.2)], 1.9);
                grid.line(&[(3.5, 3.0), (20.5, 20.0)], 2.1);
            }
            Self::Lock => {
                grid.arc((12.0, 9.5), 4.6, -PI, 0.0, 2.0);
                grid.polygon(&[(5.0, 10.0), (19.0, 10.0), (19.0, 20.5), (5.0, 20.5)]);
            }
            Self::Shield => {
                grid.polygon(&[
                    (12.0, 2.5),
                    (20.0, 5.5),
                    (19.5, 12.5),
                    (16.5, 18.0),
                    (12.0, 21.5),
                    (7.5, 18.0),
                    (4.5, 12.5),
                    (4.0, 5.5),
                ]);
            }
            Self::Warning => {
                grid.line(&[(12.0, 3.5), (21.5, 20.0), (2.5, 20.0), (12.0, 3.5)], 2.0);
                grid.line(&[(12.0, 9.5), (12.0, 14.0)], 2.0);
                grid.disc((12.0, 17.0), 1.3);
            }
            Self::Forward => {
                grid.line(&[(4.0, 19.0), (4.0, 14.0), (8.0, 10.0), (19.0, 10.0)], 2.4);
                grid.line(&[(14.0, 4.5), (19.5, 10.0), (14.0, 15.5)], 2.4);
            }
            Self::Waiting => {
                grid.arc((12.0, 12.0), 8.5, -2.6, -0.35, 2.2);
                grid.arc((12.0, 12.0), 8.5, 0.54, 2.79, 2.2);
                grid.polygon(&[(22.6, 8.8), (17.4, 10.4), (21.4, 13.4)]);
                grid.polygon(&[(1.4, 15.2), (6.6, 13.6), (2.6, 10.6)]);
            }
        }
    }
}

/// The colour that goes with a call's state.
pub(crate) fn state_colour(palette: &Palette, state: CallState) -> Color32 {
    match state {
        CallState::Connected | CallState::Whisper => palette.state_talk,
        CallState::RingIn | CallState::CallWaiting | CallState::RingOut | CallState::HoldRevert => {
            palette.state_ring
        }
        CallState::Hold | CallState::RemoteHold => palette.state_hold,
        CallState::Busy | CallState::Congestion | CallState::InvalidNumber => palette.state_fail,
        CallState::CallRemoteMultiline => palette.state_fail,
        _ => palette.state_quiet,
    }
}

/// The grid an icon is drawn on.
struct Grid<'a> {
    pen: &'a Pen,
    centre: Pos2,
    unit: f32,
    ink: Color32,
}

impl Grid<'_> {
    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        self.centre + vec2(x - 12.0, y - 12.0) * self.unit
    }

    fn line(&self, points: &[(f32, f32)], width: f32) {
        let points: Vec<Pos2> = points.iter().map(|point| self.at(*point)).collect();
        self.pen.line(&points, width * self.unit, self.ink);
    }

    fn polygon(&self, points: &[(f32, f32)]) {
        let points: Vec<Pos2> = points.iter().map(|point| self.at(*point)).collect();
        self.pen.polygon(&points, self.ink);
    }

    fn disc(&self, at: (f32, f32), radius: f32) {
        self.pen.disc(self.at(at), radius * self.unit, self.ink);
    }

    fn circle(&self, at: (f32, f32), radius: f32, width: f32) {
        self.pen
            .circle(self.at(at), radius * self.unit, width * self.unit, self.ink);
    }

    fn arc(&self, at: (f32, f32), radius: f32, from: f32, to: f32, width: f32) {
        self.pen.arc(
            self.at(at),
            radius * self.unit,
            from,
            to,
            width * self.unit,
            self.ink,
        );
    }

    fn frame(&self, x: f32, y: f32, width: f32, height: f32, radius: f32, stroke: f32) {
        let area = Rect::from_min_size(self.at((x, y)), vec2(width, height) * self.unit);
        self.pen
            .frame(area, radius * self.unit, stroke * self.unit, self.ink);
    }

    /// A handset, its grip up, turned by an angle.
    fn handset(&self, moved: Vec2, scale: f32, turn: f32) {
        let (sin, cos) = turn.sin_cos();
        let unit = self.unit * scale;
        let at = |x: f32, y: f32| {
            let turned = vec2(x * cos - y * sin, x * sin + y * cos);
            self.centre + moved * self.unit + turned * unit
        };
        let grip: Vec<Pos2> = (0..=16)
            .map(|step| {
                let angle = PI * (1.18 + 0.64 * step as f32 / 16.0);
                at(10.2 * angle.cos(), 6.5 + 10.2 * angle.sin())
            })
            .collect();
        self.pen.line(&grip, 4.0 * unit, self.ink);
        for side in [-1.0, 1.0] {
            self.pen.line(
                &[at(side * 8.2, 1.0), at(side * 8.6, 3.6)],
                5.6 * unit,
                self.ink,
            );
        }
    }

    fn waves(&self, at: Pos2, radii: &[f32]) {
        for radius in radii {
            self.arc((at.x, at.y), *radius, -PI * 0.5, 0.0, 2.0);
        }
    }

    fn bell(&self) {
        let mut dome: Vec<(f32, f32)> = (0..=12)
            .map(|step| {
                let angle = PI + PI * step as f32 / 12.0;
                (12.0 + 6.0 * angle.cos(), 10.0 + 6.4 * angle.sin())
            })
            .collect();
        dome.extend([(18.6, 16.8), (5.4, 16.8)]);
        self.polygon(&dome);
        self.line(&[(4.4, 17.0), (19.6, 17.0)], 2.0);
        self.disc((12.0, 20.0), 2.1);
        self.disc((12.0, 3.4), 1.4);
    }

    fn star(&self) {
        for point in 0..5 {
            let angle = TAU * point as f32 / 5.0 - PI / 2.0;
            let side = TAU / 10.0;
            let at = |angle: f32, radius: f32| {
                (12.0 + radius * angle.cos(), 12.6 + radius * angle.sin())
            };
            self.polygon(&[
                (12.0, 12.6),
                at(angle - side, 4.4),
                at(angle, 10.5),
                at(angle + side, 4.4),
            ]);
        }
    }

    fn star_outline(&self) {
        let at = |corner: usize| {
            let angle = TAU * corner as f32 / 10.0 - PI / 2.0;
            let radius = if corner.is_multiple_of(2) { 9.6 } else { 4.2 };
            (12.0 + radius * angle.cos(), 12.6 + radius * angle.sin())
        };
        let corners: Vec<(f32, f32)> = (0..=10).map(at).collect();
        self.line(&corners, 1.8);
    }

    fn gear(&self) {
        self.circle((12.0, 12.0), 6.0, 3.0);
        for tooth in 0..8 {
            let angle = TAU * tooth as f32 / 8.0;
            let at = |radius: f32| (12.0 + radius * angle.cos(), 12.0 + radius * angle.sin());
            self.line(&[at(7.6), at(9.4)], 3.0);
        }
    }
}
