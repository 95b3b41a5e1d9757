//! What the documents say of the tests is true.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// Shorter words in code letters are commands and fields, not names of tests.
const SHORTEST_NAME: usize = 20;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Adds the names of all functions in the Rust files below a folder.
fn collect_functions(folder: &Path, names: &mut HashSet<String>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            if !path.ends_with("target") {
                collect_functions(&path, names)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path)?;
            let functions = text.split("fn ").skip(1);
            names.extend(functions.filter_map(|rest| Some(rest.split_once('(')?.0.to_owned())));
        }
    }
    Ok(())
}

/// The words in code letters that look like the name of a test.
fn tests_named_in(text: &str) -> Vec<&str> {
    let in_code = text.split('`').skip(1).step_by(2);
    in_code
        .filter(|word| word.len() >= SHORTEST_NAME && word.contains('_'))
        .filter(|word| {
            word.chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        })
        .collect()
}

#[test]
fn every_test_that_a_document_names_is_there() -> anyhow::Result<()> {
    let mut there = HashSet::new();
    for folder in ["crates", "tests"] {
        collect_functions(&root().join(folder), &mut there)?;
    }
    for document in ["docs/features.md", "docs/servers.md"] {
        let text = fs::read_to_string(root().join(document))?;
        let named = tests_named_in(&text);
        assert!(named.len() > 10, "{document} names {} tests", named.len());
        let missing: Vec<&str> = named
            .into_iter()
            .filter(|name| !there.contains(*name))
            .collect();
        assert!(missing.is_empty(), "{document} names {missing:?}");
    }
    Ok(())
}
