//! Files that nobody writes and everybody meets: no panic, no loss, no more than linear time.

mod common;

use std::time::{Duration, Instant};

use awesome_lint::source::{Source, SourceError};

type Shape = fn(usize) -> String;

/// Texts by their size: unclosed, nested, long.
fn shapes() -> Vec<(&'static str, Shape)> {
    vec![
        ("an unclosed fence in an item", |n| format!("- [a](u) - x\n  ```sh\n{}", "1. y\n".repeat(n))),
        ("an unclosed comment", |n| format!("<!-- \n{}", "- [a](https://example.org)\n".repeat(n))),
        ("NULs", |n| "- [a\0](https://example.org/\0) \0\n".repeat(n)),
        ("one line", |n| format!("- {}", "[a](https://example.org/x) ".repeat(n))),
        ("one word", |n| "a".repeat(n * 20)),
        ("blanks at the end of one line", |n| format!("- [a](https://example.org){}", " ".repeat(n * 10))),
        ("open brackets", |n| format!("- {}", "[".repeat(n * 4))),
        ("open emphasis", |n| format!("- {}", "*a _b ".repeat(n))),
        ("backticks", |n| (1..n / 40).map(|k| format!("{} ", "`".repeat(k % 90 + 1))).collect()),
        ("blank lines", |n| format!("- [a](https://example.org)\n{}- [b](https://example.com)\n", "\n".repeat(n * 4))),
        ("headings", |n| "# a\n".repeat(n)),
        ("anchors", |n| format!("# A\n\n{}", "- [a](#b)\n".repeat(n))),
        ("one table", |n| format!("| a | b |\n| - | - |\n{}", "| [x](https://example.org) | 2024-01-02 |\n".repeat(n))),
        ("references", |n| format!("{}\n\n[a]: http://github.com/o/r/\n", "- [x][a] - y\n".repeat(n))),
        ("HTML", |n| format!("<p>{}", "<a href='https://example.org'><img src=x></a>\n".repeat(n))),
        ("dates", |n| "- [x](https://example.org) (Feb. 30, 2024) 2024-13-45 (June 6, 2024)\n".repeat(n)),
        ("carriage returns", |n| "- [a](https://example.org)\r- b\r\n".repeat(n)),
        ("marks", |n| "\u{feff}\u{200b}\u{202e}é👨‍👩‍👧 ".repeat(n)),
        ("unsorted entries", |n| {
            (0..n).map(|k| format!("- [{:x}](https://example.org/{k})\n", k * 7919 % 10007)).collect()
        }),
    ]
}

#[test]
fn hostile_texts_keep_the_laws() {
    for (name, shape) in shapes() {
        if let Err(broken) = common::check_laws(&shape(40)) {
            panic!("{name}: {broken}");
        }
    }
}

#[test]
fn nesting_is_survived() {
    for text in [
        "> ".repeat(10_000) + "[a](https://example.org)",
        (0..10_000).map(|depth| format!("{}- [a](https://example.org)\n", " ".repeat(depth.min(2000) * 2))).collect(),
        "- ".repeat(10_000) + "[a](https://example.org)",
        "[".repeat(10_000) + &"](u)".repeat(10_000),
        "<b>".repeat(10_000),
    ] {
        let findings = common::lint_text(&text);
        assert!(findings.diagnostics.len() < 20_000);
    }
}

#[test]
fn empty_texts_have_no_entries() {
    for text in ["", "\n", "\u{feff}", " ", "# Awesome\n", "---\na: b\n---\n"] {
        let rules: Vec<_> = common::lint_text(text).diagnostics.iter().map(|found| found.rule).collect();
        assert!(rules.contains(&"no-entries"), "{text:?}: {rules:?}");
        common::check_laws(text).unwrap();
    }
}

#[test]
fn invalid_utf8_is_named_by_its_offset() {
    let error = Source::from_bytes(b"- [a](u)\n\xc3(").unwrap_err();
    assert_eq!(error, SourceError::InvalidUtf8 { offset: 9, line: 2 });
}

/// Eight times the text takes about eight times as long; quadratic work would take sixty-four times.
#[test]
fn time_is_linear() {
    for (name, shape) in shapes() {
        let (small, large) = (shape(2_500), shape(20_000));
        let ratio = |small: Duration, large: Duration| large.as_secs_f64() / small.as_secs_f64().max(0.002);
        // A busy machine can slow one of the two; the best of three runs counts.
        let best = (0..3).map(|_| ratio(time(&small), time(&large))).fold(f64::MAX, f64::min);
        assert!(best < 24.0, "{name}: eight times the text took {best:.0} times as long");
    }
}

fn time(text: &str) -> Duration {
    let start = Instant::now();
    let findings = common::lint_text(text);
    assert!(findings.coverage.entries < usize::MAX);
    #[cfg(feature = "cli")]
    assert!(!common::export::all_formats(text)[0].is_empty());
    start.elapsed()
}
