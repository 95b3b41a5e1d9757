//! The keys of the phone's keypad, as a person types them.

/// The digit that a typed character stands for.
#[must_use]
pub fn digit(typed: char) -> Option<char> {
    Some(match typed.to_ascii_uppercase() {
        key @ ('0'..='9' | '*' | '#') => key,
        // On the number pad, where a keyboard has no #.
        '/' => '#',
        'A'..='C' => '2',
        'D'..='F' => '3',
        'G'..='I' => '4',
        'J'..='L' => '5',
        'M'..='O' => '6',
        'P'..='S' => '7',
        'T'..='V' => '8',
        'W'..='Z' => '9',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_the_digit_it_stands_on() {
        let typed: String = ('a'..='z').filter_map(digit).collect();
        assert_eq!(typed, "22233344455566677778889999");
        assert_eq!(digit('/'), Some('#'));
        assert_eq!(digit('é'), None);
        assert_eq!(digit(' '), None);
    }
}
