//! The configuration file without what nobody else should read.

use std::path::Path;

use toml::{Table, Value};

use super::masking::mask_numbers;

/// What stands in place of a secret.
const HIDDEN: &str = "<hidden>";

/// Words in the names of keys whose values are never shown.
const SECRETS: [&str; 6] = ["password", "secret", "token", "pin", "credential", "auth"];

/// Keys whose texts have digits that are no numbers of calls.
const PLAIN: [&str; 8] = [
    "server",
    "servers",
    "last_resort",
    "device",
    "type",
    "codecs",
    "rtp_ports",
    "protocol",
];

/// The file as text, without its comments, with secrets hidden and the digits of numbers
/// masked; a file that is none as an explanation.
pub(super) fn without_secrets(path: Option<&Path>) -> String {
    let Some(path) = path else {
        return "# there is no configuration file\n".to_owned();
    };
    match std::fs::read_to_string(path) {
        Ok(text) => masked(&text),
        Err(error) => format!("# the configuration file cannot be read: {error}\n"),
    }
}

fn masked(text: &str) -> String {
    match text.parse::<Table>() {
        Ok(table) => mask_table(table).to_string(),
        // Its message quotes the line, which may be anything.
        Err(_) => "# the configuration file is no TOML\n".to_owned(),
    }
}

fn mask_table(table: Table) -> Table {
    let entries = table.into_iter();
    entries
        .map(|(key, value)| {
            let value = mask_value(&key, value);
            // Keys may be numbers, too.
            (mask_numbers(&key), value)
        })
        .collect()
}

fn mask_value(key: &str, value: Value) -> Value {
    let name = key.to_ascii_lowercase();
    if SECRETS.iter().any(|secret| name.contains(secret)) {
        return Value::String(HIDDEN.to_owned());
    }
    match value {
        Value::String(_) | Value::Integer(_) if PLAIN.contains(&name.as_str()) => value,
        Value::String(text) => Value::String(mask_numbers(&text)),
        Value::Integer(number) if number.unsigned_abs() >= 100 => {
            Value::String(mask_numbers(&number.to_string()))
        }
        Value::Array(values) => {
            let values = values.into_iter();
            Value::Array(values.map(|value| mask_value(key, value)).collect())
        }
        Value::Table(table) => Value::Table(mask_table(table)),
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_stay_and_secrets_and_numbers_go() {
        let text = "# my phone\nserver = \"192.0.2.1:2000\"\ndevice = \"SEP001122334455\"\n\
                    web_password = \"hunter2\"\nvolume = 80\n[dialling]\nprefix = \"00495551\"\n\
                    emergency = [\"112\", 911]\n[speed]\n5551234 = \"Ada\"\n";
        let masked = masked(text);
        for kept in ["192.0.2.1:2000", "SEP001122334455", "volume = 80", "Ada"] {
            assert!(masked.contains(kept), "{kept}: {masked}");
        }
        for gone in ["hunter2", "5551", "112\"", "911", "my phone"] {
            assert!(!masked.contains(gone), "{gone}: {masked}");
        }
        assert!(masked.contains("web_password = \"<hidden>\""), "{masked}");
    }

    #[test]
    fn a_file_that_is_wrong_is_not_quoted() {
        assert_eq!(
            masked("dial 5551234 ="),
            "# the configuration file is no TOML\n"
        );
    }
}
