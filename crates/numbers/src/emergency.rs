//! Emergency numbers, which no rule rewrites.

/// Emergency numbers of the world that are dialled as they are: each with where it is one.
pub const EMERGENCY_NUMBERS: &[(&str, &str)] = &[
    ("112", "Europe, and every mobile network"),
    ("911", "North America, parts of South America and Asia"),
    ("999", "United Kingdom, Ireland, parts of Asia and Africa"),
    ("000", "Australia"),
    ("111", "New Zealand"),
    ("110", "Germany, China, Japan"),
    ("113", "Italy, Norway"),
    ("115", "Italy"),
    ("117", "Switzerland"),
    ("118", "Italy, Switzerland"),
    ("119", "Japan, Korea, China"),
    ("120", "China"),
    ("122", "Austria"),
    ("133", "Austria"),
    ("144", "Austria, Switzerland"),
    ("15", "France"),
    ("17", "France"),
    ("18", "France"),
    ("061", "Spain"),
    ("062", "Spain"),
    ("080", "Spain"),
    ("091", "Spain"),
    ("100", "India, Belgium, Greece, Israel"),
    ("101", "India, Belgium, Israel"),
    ("102", "India, Israel"),
    ("108", "India"),
    ("190", "Brazil"),
    ("192", "Brazil"),
    ("193", "Brazil"),
    ("995", "Singapore"),
    ("988", "North America, for lives in danger"),
];

/// The emergency numbers of a phone: those of the world, and those of its own place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Emergency {
    own: Vec<String>,
}

impl Emergency {
    /// The numbers of the world and these, such as one with the code for an outside line.
    pub fn with<T: AsRef<str>>(own: impl IntoIterator<Item = T>) -> Self {
        let own = own.into_iter();
        Self {
            own: own.filter_map(|text| bare(text.as_ref())).collect(),
        }
    }

    /// Whether a text is a number that [`Emergency::with`] takes, with blanks, brackets, dashes,
    /// slashes and dots where people like them; an empty one is nobody's.
    pub fn takes(text: &str) -> bool {
        text.trim().is_empty() || bare(text).is_some()
    }

    /// Whether this is one of them, whole.
    pub fn is(&self, number: &str) -> bool {
        let of_the_world = EMERGENCY_NUMBERS.iter().map(|(known, _)| *known);
        of_the_world
            .chain(self.own.iter().map(String::as_str))
            .any(|known| known == number)
    }
}

/// The number as it is dialled; nothing when something else is in the text.
fn bare(text: &str) -> Option<String> {
    let is_between = |c: char| c.is_whitespace() || "()-/.".contains(c);
    let number: String = text.chars().filter(|&c| !is_between(c)).collect();
    let is_dialled = |c: char| c.is_ascii_digit() || "*#+".contains(c);
    (!number.is_empty() && number.chars().all(is_dialled)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_own_number_may_be_written_as_people_write_it() {
        let emergency = Emergency::with(["9-911", "(0) 112", "12a", "-"]);
        for number in ["9911", "0112"] {
            assert!(emergency.is(number), "{number}");
        }
        for number in ["12", "12a", "-", ""] {
            assert!(!emergency.is(number), "{number}");
        }
        assert!(Emergency::takes("9-911") && Emergency::takes(" "));
        assert!(!Emergency::takes("12a") && !Emergency::takes("nine"));
    }

    #[test]
    fn a_whole_number_is_one_and_a_part_is_not() {
        let emergency = Emergency::with(["0 112", ""]);
        for number in ["112", "911", "999", "110", "000", "0112"] {
            assert!(emergency.is(number), "{number}");
        }
        for number in ["", "1123", "11", "9112", "+112"] {
            assert!(!emergency.is(number), "{number}");
        }
    }
}
