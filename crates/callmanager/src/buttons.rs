//! Which buttons a phone gets, by its device type.
//!
//! The numbers of buttons are those that servers assume (reference, section 4.8).

use crate::numbers::SERVICES;

/// Speed dials in the order they are put on buttons.
pub(crate) const SPEED_DIALS: usize = 3;

/// What a button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Button {
    Line(u32),
    SpeedDial(u32),
    Unused,
}

/// The buttons of a phone, from the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Buttons(Vec<Button>);

impl Buttons {
    /// The buttons of a device type, with up to `lines` lines.
    pub(crate) fn of(device_type: u32, lines: u32) -> Self {
        let count = match device_type {
            // ATA, VGC, analogue phones, 7902, 7905, 7912, 7920, 7906, 7911, 6901: one line and no button.
            12 | 13 | 10 | 30027 | 30028 | 30008 | 20000 | 30007 | 369 | 307 | 547 => 1,
            // 7910, 7940, 7941, 7942, 7945, 6911, 6921.
            6 | 8 | 115 | 309 | 434 | 435 | 548 | 495 => 2,
            // 7960, 7961, 7962, 7965, and types not listed.
            7 | 30018 | 308 | 404 | 436 => 6,
            // 7970, 7971, 7975, IP Communicator.
            30006 | 119 | 118 | 437 | 30016 => 8,
            _ => 6,
        };
        let lines = if count > SPEED_DIALS {
            lines.clamp(1, 2)
        } else {
            1
        };
        let line = (1..=lines).map(Button::Line);
        let speed_dial = (1..).take(SPEED_DIALS).map(Button::SpeedDial);
        Self(
            line.chain(speed_dial)
                .chain(std::iter::repeat(Button::Unused))
                .take(count)
                .collect(),
        )
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Button> + '_ {
        self.0.iter().copied()
    }

    pub(crate) fn count(&self) -> u32 {
        self.count_of(|_| true)
    }

    pub(crate) fn lines(&self) -> u32 {
        self.count_of(|button| matches!(button, Button::Line(_)))
    }

    pub(crate) fn speed_dials(&self) -> u32 {
        self.count_of(|button| matches!(button, Button::SpeedDial(_)))
    }

    fn count_of(&self, wanted: impl Fn(Button) -> bool) -> u32 {
        // At most 8 buttons.
        self.iter().map(|button| u32::from(wanted(button))).sum()
    }
}

/// The number and the label behind a speed dial index.
pub(crate) fn speed_dial(index: u32) -> Option<(&'static str, &'static str)> {
    let place = usize::try_from(index).ok()?.checked_sub(1)?;
    let (number, service) = SERVICES.get(..SPEED_DIALS)?.get(place)?;
    Some((number, service.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_7970_has_two_lines_and_three_speed_dials() {
        let buttons = Buttons::of(30006, 2);
        assert_eq!(
            (
                buttons.lines(),
                buttons.speed_dials(),
                buttons.iter().count()
            ),
            (2, 3, 8)
        );
        assert_eq!(buttons.iter().nth(2), Some(Button::SpeedDial(1)));
        assert_eq!(speed_dial(1), Some(("600", "Echo")));
        assert_eq!(speed_dial(4), None);
        assert_eq!(speed_dial(0), None);
    }

    #[test]
    fn a_7940_keeps_its_second_button_for_the_echo() {
        assert_eq!(
            Buttons::of(8, 2).iter().collect::<Vec<_>>(),
            [Button::Line(1), Button::SpeedDial(1)]
        );
        assert_eq!(
            Buttons::of(12, 2).iter().collect::<Vec<_>>(),
            [Button::Line(1)]
        );
    }
}
