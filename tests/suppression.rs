//! Checks every list with suppression comments and with a configuration.

mod common;
#[path = "common/lists.rs"]
mod lists;

use std::{fs, path::PathBuf};

use awesome_lint::{
    config::{Config, Preset},
    edit::Applicability,
    fix::fix,
    lint::{Options, lint},
    source::Source,
};
use proptest::{prelude::*, test_runner::RngSeed};

fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 40;
        config.rng_seed = RngSeed::Fixed(1);
    }
    config
}

/// If everything is suppressed, nothing is found and nothing is changed.
fn is_left_alone(text: &str) -> Result<(), String> {
    let findings = common::lint_text(text).diagnostics;
    if let Some(found) = findings.first() {
        return Err(format!("{} is found: {}", found.rule, found.message));
    }
    for accept in [Applicability::Safe, Applicability::Unsafe] {
        if fix(text, &common::options(), accept).text != text {
            return Err("the text is changed".to_owned());
        }
    }
    Ok(())
}

/// Returns a list, and ways to suppress everything in it, if the end of the list has room for a comment.
fn switched_off(list: &str) -> Vec<String> {
    let body = list.strip_prefix('\u{feff}').unwrap_or(list);
    if body.starts_with("---") || body.starts_with("+++") {
        // After front matter; a heading's line is the first that can contain one.
        let Some(at) = body.find("\n# ") else { return Vec::new() };
        let (front, rest) = body.split_at(at + 1);
        return vec![format!("{front}<!-- awesome-lint disable-file -->\n\n{rest}")];
    }
    [
        "<!-- awesome-lint disable -->",
        "<!-- awesome-lint disable-file: as it was given to us -->",
        "<!--lint disable-->",
    ]
    .map(|comment| format!("{comment}\n\n{body}"))
    .to_vec()
}

/// The comment is useful only if there are findings.
fn check(list: &str) -> Result<(), TestCaseError> {
    if common::lint_text(list).diagnostics.is_empty() {
        return Ok(());
    }
    for text in switched_off(list) {
        is_left_alone(&text).map_err(|broken| TestCaseError::fail(format!("{broken}\n{text:?}")))?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_list_with_everything_off_is_left_alone(text in lists::list()) {
        check(&text)?;
    }

    /// The laws also hold if a comment suppresses some lines of a list.
    #[test]
    fn lists_with_comments_keep_the_laws(text in lists::list(), places in proptest::collection::vec((0..200_usize, 0..6_usize), 1..4)) {
        const COMMENTS: [&str; 6] = [
            "<!-- awesome-lint disable entry-order, date-format -->",
            "<!-- awesome-lint enable -->",
            "<!-- awesome-lint disable-next-line -->",
            "<!-- awesome-lint disable-file trailing-whitespace list-marker -->",
            "<!--lint ignore double-link-->",
            "<!-- awesome-lint disable-line no-such-rule -->",
        ];
        let mut lines: Vec<&str> = text.lines().collect();
        for (at, comment) in places {
            // Between blocks: a comment inside a block would split it into another kind of text.
            let Some(at) = (at..lines.len()).find(|&at| at > 0 && lines[at - 1].is_empty()) else { continue };
            lines.insert(at, COMMENTS[comment]);
        }
        let text = lines.join("\n") + "\n";
        common::check_laws(&text).map_err(|broken| TestCaseError::fail(format!("{broken}\n{text:?}")))?;
    }
}

fn fixtures() -> Vec<(PathBuf, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/lists");
    let folders = fs::read_dir(folder).expect("the fixtures are part of the checkout").flatten();
    let files = folders.map(|folder| folder.path().join("README.md"));
    files.map(|file| (file.clone(), fs::read_to_string(file).expect("a fixture has a list"))).collect()
}

#[test]
fn fixtures_with_everything_off_are_left_alone() {
    for (file, text) in fixtures() {
        for text in switched_off(&text) {
            if let Err(broken) = is_left_alone(&text) {
                panic!("{}: {broken}", file.display());
            }
        }
    }
}

/// Fixing by a preset also terminates, and leaves no fixable findings.
#[test]
fn fixtures_are_fixed_by_the_preset() {
    let options = Options { config: Config::preset(Preset::Awesome).into(), ..common::options() };
    let mut pinned = 0;
    for (file, text) in fixtures() {
        let outcome = fix(&text, &options, Applicability::Safe);
        assert!(outcome.cycle.is_empty() && outcome.refused.is_empty(), "{}: {:?}", file.display(), outcome.refused);
        assert_eq!(fix(&outcome.text, &options, Applicability::Safe).text, outcome.text, "{}", file.display());
        let source = Source::new(&outcome.text).expect("fixtures are small");
        let asked = |help: &str| help.starts_with("the configuration asks for");
        let found = lint(&source, &options).diagnostics;
        pinned += found.iter().filter(|found| found.help.as_deref().is_some_and(asked)).count();
    }
    assert!(pinned > 0, "what is left rests on the preset here and there");
}
