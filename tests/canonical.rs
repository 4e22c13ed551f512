//! Checks the canonical form: lists that differ only in layout become the same bytes.
//!
//! The layout of a fixed list is scrambled in a few places, and `--fix` must restore it byte for byte.
//! `CANONICAL_SEEDS=200` tries more scrambles of each list.

mod common;
#[path = "common/lists.rs"]
mod lists;
#[path = "common/scramble.rs"]
mod scramble;

use std::{fs, path::PathBuf};

use proptest::{prelude::*, test_runner::RngSeed};
use scramble::scrambled;

/// Scrambles a fixed text and fixes it. An error shows the first line that was not restored, and contains the scrambled
/// text.
fn comes_back(fixed: &str, seed: u64) -> Result<bool, String> {
    let (scrambled, changes) = scrambled(fixed, seed);
    if changes.is_empty() {
        return Ok(false);
    }
    let outcome = common::fix_text(&scrambled);
    if outcome.text == fixed {
        return Ok(true);
    }
    let differs = fixed.split('\n').zip(outcome.text.split('\n')).position(|(a, b)| a != b);
    let line = differs.unwrap_or_else(|| fixed.lines().count().min(outcome.text.lines().count()));
    let show = |text: &str| format!("{:?}", text.split('\n').nth(line).unwrap_or("(the end)"));
    let near = changes.iter().filter(|(at, _)| at.abs_diff(line + 1) < 20);
    let near: Vec<_> = near.map(|(at, what)| format!("{at}: {what}")).collect();
    Err(format!(
        "seed {seed}: line {}\n  was       {}\n  came back {}\nrefused: {:?}\n{} changes, near it:\n  {}",
        line + 1,
        show(fixed),
        show(&outcome.text),
        outcome.refused,
        changes.len(),
        near.join("\n  ")
    ))
}

fn seeds(usual: u64) -> std::ops::Range<u64> {
    0..std::env::var("CANONICAL_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(usual)
}

#[test]
fn scrambled_fixtures_come_back() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/lists");
    let (mut scrambles, mut broken) = (0_u64, Vec::new());
    for entry in fs::read_dir(folder).expect("the fixtures are part of the checkout").flatten() {
        let text = fs::read_to_string(entry.path().join("README.md")).expect("each folder has a list");
        let fixed = common::fix_text(&text).text;
        for seed in seeds(20) {
            match comes_back(&fixed, seed) {
                Ok(changed) => scrambles += u64::from(changed),
                Err(why) => broken.push(format!("{}: {why}", entry.file_name().display())),
            }
        }
    }
    assert!(broken.is_empty(), "{} of {scrambles}:\n{}", broken.len(), broken.join("\n\n"));
    assert!(scrambles > 4 * seeds(20).end, "only {scrambles} scrambles changed something");
}

fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 60;
        config.rng_seed = RngSeed::Fixed(1);
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn scrambled_lists_come_back(text in lists::list(), seed in 0..u64::MAX) {
        let outcome = common::fix_text(&text);
        // Text that the guard rejects stays as it is, and so do its neighbours.
        if outcome.refused.is_empty() {
            comes_back(&outcome.text, seed).map_err(|why| TestCaseError::fail(format!("{why}\n{:?}", outcome.text)))?;
        }
    }
}

/// Real lists, if `../shared/corpus` exists.
#[test]
fn scrambled_real_lists_come_back() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/lists");
    let Ok(entries) = fs::read_dir(folder) else { return };
    let only = std::env::var("CANONICAL_LIST").unwrap_or_default();
    let (mut lists, mut broken) = (0, Vec::new());
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        // Without optimisation, the largest take a minute each.
        if !name.contains(&only) || text.len() > 200_000 {
            continue;
        }
        let fixed = common::fix_text(&text).text;
        for seed in seeds(1) {
            lists += 1;
            if let Err(why) = comes_back(&fixed, seed) {
                broken.push(format!("{name}: {why}"));
            }
        }
    }
    assert!(broken.is_empty(), "{} of {lists} did not come back:\n{}", broken.len(), broken.join("\n\n"));
}
