//! Scripts in the configuration: numbers that tell a phone something, step by step.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Step;

/// The scripts that are there by default.
static BUILT_IN: LazyLock<Vec<ScriptConfig>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Scripts {
        script: Vec<ScriptConfig>,
    }
    let scripts: Scripts =
        toml::from_str(include_str!("scripts.toml")).expect("a test reads the built-in scripts");
    scripts.script
});

/// A number that plays a script to who dials it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct ScriptConfig {
    /// Its number.
    pub number: String,
    /// The name that the caller sees.
    pub name: String,
    /// What the phone is told.
    pub steps: Vec<Step>,
}

impl ScriptConfig {
    /// The scripts that are there by default.
    pub(super) fn built_in() -> Vec<Self> {
        BUILT_IN.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_scripts_have_numbers_of_their_own_and_steps() {
        let scripts = ScriptConfig::built_in();
        assert_eq!(scripts.len(), 10);
        for script in scripts {
            assert!(script.number.starts_with("65") && !script.steps.is_empty());
        }
    }
}
