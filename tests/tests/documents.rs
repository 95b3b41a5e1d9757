//! What the documents say of the tests is true.

use std::collections::{BTreeMap, BTreeSet, HashSet};
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

/// The crates of the house, each with those of them that its manifest names, but for its tests.
fn arrows_of_the_manifests() -> anyhow::Result<BTreeMap<String, BTreeSet<String>>> {
    let mut manifests = BTreeMap::new();
    for entry in fs::read_dir(root().join("crates"))? {
        let folder = entry?;
        let manifest = fs::read_to_string(folder.path().join("Cargo.toml"))?;
        let name = folder.file_name().to_string_lossy().into_owned();
        manifests.insert(name, manifest);
    }
    let of = |manifest: &str| {
        let sections = manifest.split("\n[").filter(|section| {
            let head = section.lines().next().unwrap_or_default();
            head.ends_with("dependencies]") && !head.contains("dev-")
        });
        let named = sections.flat_map(str::lines).filter_map(|line| {
            let name = line.split(['.', ' ', '=']).next()?;
            manifests.contains_key(name).then(|| name.to_owned())
        });
        named.collect()
    };
    let arrows = manifests
        .iter()
        .map(|(name, manifest)| (name.clone(), of(manifest)));
    Ok(arrows.collect())
}

/// The same as the map draws it: `name  what it is  -> those it stands on`, with lines that go on.
fn arrows_of_the_map(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let map = text.split("```").nth(1).unwrap_or_default();
    let mut arrows = BTreeMap::<String, BTreeSet<String>>::new();
    let mut from = String::new();
    for line in map.lines().filter(|line| !line.is_empty()) {
        let to = match line.split_once("->") {
            Some((head, to)) => {
                from = head.split(' ').next().unwrap_or_default().to_owned();
                to
            }
            None => line,
        };
        let to = to.split(',').map(|to| to.split('(').next().unwrap_or(to));
        let to = to.map(|to| to.trim().to_owned());
        let known = arrows.entry(from.clone()).or_default();
        known.extend(to.filter(|to| !to.is_empty() && !to.starts_with("nothing")));
    }
    arrows
}

#[test]
fn the_map_of_the_house_has_every_crate_with_the_crates_it_stands_on() -> anyhow::Result<()> {
    let text = fs::read_to_string(root().join("docs/ARCHITECTURE.md"))?;
    let (map, manifests) = (arrows_of_the_map(&text), arrows_of_the_manifests()?);
    for (name, arrows) in &manifests {
        assert_eq!(map.get(name), Some(arrows), "{name}");
    }
    let gone = map.keys().filter(|name| !manifests.contains_key(*name));
    let gone: Vec<_> = gone.collect();
    assert!(gone.is_empty(), "{gone:?}");
    Ok(())
}
