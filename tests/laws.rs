//! Checks the laws on generated lists. `PROPTEST_CASES=5000 cargo test --test laws` searches longer.

mod common;
#[path = "common/lists.rs"]
mod lists;
#[path = "common/mutation.rs"]
mod mutation;

use std::{fs, path::PathBuf};

use lists::list;
use mutation::{mutated, mutations};
use proptest::{prelude::*, test_runner::RngSeed};

fn check(text: &str) -> Result<(), TestCaseError> {
    common::check_laws(text)
        .and_then(|fixed| common::check_crlf(text, &fixed))
        .map_err(|broken| TestCaseError::fail(format!("{broken}\n{text:?}")))
}

/// Texts that broke a law are kept in `fixtures/regressions`, so proptest need not keep its seed.
fn config() -> ProptestConfig {
    let mut config =
        ProptestConfig { failure_persistence: None, max_shrink_iters: 20_000, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 80;
        // The same lists each time: rare failures are found by searching longer.
        config.rng_seed = RngSeed::Fixed(1);
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn lists_keep_the_laws(text in list()) {
        check(&text)?;
    }

    #[test]
    fn mutated_lists_keep_the_laws(text in list(), changes in mutations(12)) {
        check(&mutated(&text, &changes))?;
    }
}

/// Small texts that once broke a law; the file's name describes it.
#[test]
fn regressions_keep_the_laws() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/regressions");
    let mut broken = Vec::new();
    for entry in fs::read_dir(folder).expect("the regressions are part of the checkout") {
        let file = entry.unwrap().path();
        let text = String::from_utf8(fs::read(&file).unwrap()).unwrap();
        if let Err(law) = common::check_laws(&text).and_then(|fixed| common::check_crlf(&text, &fixed)) {
            broken.push(format!("{}: {law}", file.display()));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
