//! The buttons of a phone with their instances: as configured, or by its device type.
//!
//! The numbers of buttons are those that servers assume (reference, section 4.8).
//! Lines, services and the rest are counted from 1 each on their own; features go
//! on where speed dials and busy lamps end, since phones ask for busy lamps as
//! features too and must not mix them up.

use sccp::{ButtonType, Language};

use crate::config::ButtonConfig;
use crate::directory::numbers::SERVICES;

/// The most buttons a phone has: 8, and two expansion modules of 24.
pub(crate) const MAX_BUTTONS: usize = 56;

/// Speed dials that phones get which are not configured, in the order of their buttons.
const SPEED_DIALS: usize = 3;

/// The buttons of a phone, from the first, with their instances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Buttons(Vec<(ButtonConfig, u32)>);

impl Buttons {
    /// The buttons that were configured.
    pub(crate) fn listed(buttons: &[ButtonConfig]) -> Self {
        let dials = buttons.iter().filter(|button| is_dial(button));
        let (mut line, mut dial, mut service) = (0, 0, 0);
        // At most MAX_BUTTONS.
        let mut feature = u32::try_from(dials.count()).unwrap_or(0);
        let mut next = |button: &ButtonConfig| {
            let counter = match button {
                ButtonConfig::Line(_) => &mut line,
                ButtonConfig::SpeedDial { .. } | ButtonConfig::BusyLamp { .. } => &mut dial,
                ButtonConfig::Feature { .. } => &mut feature,
                ButtonConfig::Service { .. } => &mut service,
                ButtonConfig::Unused => return 0,
            };
            *counter += 1;
            *counter
        };
        let listed = buttons.iter().take(MAX_BUTTONS);
        Self(
            listed
                .map(|button| (button.clone(), next(button)))
                .collect(),
        )
    }

    /// The buttons of a device type: these lines if there is room, and speed dials named in this
    /// language.
    pub(crate) fn of(device_type: u32, numbers: &[String], language: Language) -> Self {
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
            numbers.len()
        } else {
            1
        };
        let line = numbers.iter().take(lines).cloned().map(ButtonConfig::Line);
        let services = SERVICES.iter().take(SPEED_DIALS);
        let speed_dial = services.map(|(number, service)| ButtonConfig::SpeedDial {
            number: (*number).to_owned(),
            label: service.name(language).to_owned(),
        });
        let buttons: Vec<_> = line
            .chain(speed_dial)
            .chain(std::iter::repeat(ButtonConfig::Unused))
            .take(count)
            .collect();
        Self::listed(&buttons)
    }

    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = (&ButtonConfig, u32)> {
        self.0.iter().map(|(button, instance)| (button, *instance))
    }

    pub(crate) fn lines(&self) -> u32 {
        self.count_of(|button| matches!(button, ButtonConfig::Line(_)))
    }

    /// Speed dials, with those that have a busy lamp.
    pub(crate) fn speed_dials(&self) -> u32 {
        self.count_of(is_dial)
    }

    /// The number of a line.
    pub(crate) fn line(&self, line_instance: u32) -> Option<&str> {
        self.iter().find_map(|(button, instance)| match button {
            ButtonConfig::Line(number) if instance == line_instance => Some(number.as_str()),
            _ => None,
        })
    }

    /// The lines with their instances.
    pub(crate) fn line_numbers(&self) -> impl Iterator<Item = (u32, &str)> {
        self.iter().filter_map(|(button, instance)| match button {
            ButtonConfig::Line(number) => Some((instance, number.as_str())),
            _ => None,
        })
    }

    /// The number and the label of a speed dial, with a busy lamp or without.
    pub(crate) fn speed_dial(&self, index: u32) -> Option<(&str, &str)> {
        self.iter().find_map(|(button, instance)| match button {
            ButtonConfig::SpeedDial { number, label }
            | ButtonConfig::BusyLamp { number, label }
                if instance == index =>
            {
                Some((number.as_str(), label.as_str()))
            }
            _ => None,
        })
    }

    /// Buttons with a busy lamp: their instances and the numbers they watch.
    pub(crate) fn busy_lamps(&self) -> impl Iterator<Item = (u32, &str)> {
        self.iter().filter_map(|(button, instance)| match button {
            ButtonConfig::BusyLamp { number, .. } => Some((instance, number.as_str())),
            _ => None,
        })
    }

    /// Feature buttons: their instances and what they are.
    pub(crate) fn features(&self) -> impl Iterator<Item = (u32, ButtonType)> {
        self.iter().filter_map(|(button, instance)| match button {
            ButtonConfig::Feature { feature, .. } => Some((instance, *feature)),
            _ => None,
        })
    }

    /// The button that a phone means by a feature's index: a feature or a busy lamp.
    pub(crate) fn feature(&self, index: u32) -> Option<&ButtonConfig> {
        let mut buttons = self.iter().filter(|(button, _)| {
            matches!(
                button,
                ButtonConfig::Feature { .. } | ButtonConfig::BusyLamp { .. }
            )
        });
        buttons
            .find(|(_, instance)| *instance == index)
            .map(|(button, _)| button)
    }

    /// The URL and the label of a service.
    pub(crate) fn service(&self, index: u32) -> Option<(&str, &str)> {
        self.iter().find_map(|(button, instance)| match button {
            ButtonConfig::Service { url, label } if instance == index => {
                Some((url.as_str(), label.as_str()))
            }
            _ => None,
        })
    }

    fn count_of(&self, wanted: impl Fn(&ButtonConfig) -> bool) -> u32 {
        // At most MAX_BUTTONS.
        self.iter()
            .map(|(button, _)| u32::from(wanted(button)))
            .sum()
    }
}

fn is_dial(button: &ButtonConfig) -> bool {
    matches!(
        button,
        ButtonConfig::SpeedDial { .. } | ButtonConfig::BusyLamp { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers() -> [String; 2] {
        ["1001".to_owned(), "7001".to_owned()]
    }

    #[test]
    fn a_7970_has_two_lines_and_three_speed_dials() {
        let buttons = Buttons::of(30006, &numbers(), Language::English);
        assert_eq!(
            (
                buttons.lines(),
                buttons.speed_dials(),
                buttons.iter().count()
            ),
            (2, 3, 8)
        );
        assert_eq!(buttons.line(2), Some("7001"));
        assert_eq!(buttons.speed_dial(1), Some(("600", "Echo")));
        assert_eq!(buttons.speed_dial(4), None);
        assert_eq!(buttons.speed_dial(0), None);
    }

    #[test]
    fn a_7940_keeps_its_second_button_for_the_echo() {
        let kinds = |device_type| {
            let buttons = Buttons::of(device_type, &numbers(), Language::English);
            (buttons.lines(), buttons.speed_dials(), buttons.iter().len())
        };
        assert_eq!(kinds(8), (1, 1, 2));
        assert_eq!(kinds(12), (1, 0, 1));
    }

    #[test]
    fn busy_lamps_count_with_speed_dials_and_features_after_them() {
        let texts = [
            "feature dnd",
            "line 1",
            "speed dial 600",
            "service http://x",
            "blf 2",
            "line 3",
            "",
            "feature privacy",
        ];
        let buttons: Vec<ButtonConfig> = texts
            .iter()
            .map(|text| text.parse().expect("a button"))
            .collect();
        let buttons = Buttons::listed(&buttons);
        let instances: Vec<u32> = buttons.iter().map(|(_, instance)| instance).collect();
        assert_eq!(instances, [3, 1, 1, 1, 2, 2, 0, 4]);
        assert_eq!(buttons.speed_dial(2), Some(("2", "2")));
        assert_eq!(
            buttons.line_numbers().collect::<Vec<_>>(),
            [(1, "1"), (2, "3")]
        );
    }
}
