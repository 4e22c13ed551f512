//! Unusual input: no panic, no loss, nothing missed, and no more than linear time.

mod common;

use std::{hint::black_box, time::Duration};

use awesome_lint::source::{Source, SourceError};

/// Generates a text by the number of repetitions.
type Text = fn(usize) -> String;

/// The expected counts: entries, links, and findings of a rule.
type Read = fn(usize) -> (usize, usize, &'static str, usize);

/// Unclosed, nested and long input.
const SHAPES: &[(&str, Text, Read)] = &[
    (
        "an unclosed fence in an item",
        |n| format!("- [a](u) - x\n  ```sh\n{}", "1. y\n".repeat(n)),
        |_| (1, 1, "heading-title", 1),
    ),
    (
        "an unclosed comment",
        |n| format!("<!-- \n{}", "- [a](https://example.org)\n".repeat(n)),
        |_| (0, 0, "no-entries", 1),
    ),
    ("NULs", |n| "- [a\0](https://example.org/\0) \0\n".repeat(n), |n| (n, n, "link-duplicate", n - 1)),
    ("one line", |n| format!("- {}", "[a](https://example.org/x) ".repeat(n)), |n| (1, n, "trailing-whitespace", 1)),
    ("one word", |n| "a".repeat(n * 20), |_| (0, 0, "final-newline", 1)),
    (
        "spaces at the end of one line",
        |n| format!("- [a](https://example.org){}", " ".repeat(n * 10)),
        |_| (1, 1, "trailing-whitespace", 1),
    ),
    ("open brackets", |n| format!("- {}", "[".repeat(n * 4)), |_| (0, 0, "no-entries", 1)),
    ("open emphasis", |n| format!("- {}", "*a _b ".repeat(n)), |_| (0, 0, "trailing-whitespace", 1)),
    (
        "backticks",
        |n| (1..n / 40).map(|k| format!("{} ", "`".repeat(k % 90 + 1))).collect(),
        |_| (0, 0, "no-entries", 1),
    ),
    (
        "blank lines",
        |n| format!("- [a](https://example.org)\n{}- [b](https://example.com)\n", "\n".repeat(n * 4)),
        |_| (2, 2, "blank-lines", 1),
    ),
    ("headings", |n| "# a\n".repeat(n), |n| (0, 0, "heading-duplicate", n - 1)),
    ("anchors", |n| format!("# A\n\n{}", "- [a](#b)\n".repeat(n)), |n| (0, n, "link-anchor", n)),
    (
        "one table",
        |n| format!("| a | b |\n| - | - |\n{}", "| [x](https://example.org) | 2024-01-02 |\n".repeat(n)),
        |n| (n, n, "link-duplicate", n - 1),
    ),
    (
        "references",
        |n| format!("{}\n\n[a]: http://github.com/o/r/\n", "- [x][a] - y\n".repeat(n)),
        |n| (n, n, "link-duplicate", n - 1),
    ),
    (
        "HTML",
        |n| format!("<p>{}", "<a href='https://example.org'><img src=x></a>\n".repeat(n)),
        |n| (n, n, "no-entries", 0),
    ),
    (
        "dates",
        |n| "- [x](https://example.org) (Feb. 30, 2024) 2024-13-45 (June 6, 2024)\n".repeat(n),
        |n| (n, n, "date-impossible", 2 * n),
    ),
    ("carriage returns", |n| "- [a](https://example.org)\r- b\r\n".repeat(n), |n| (2 * n, n, "link-duplicate", n - 1)),
    (
        "marks",
        |n| "\u{feff}\u{200b}\u{202e}é👨‍👩‍👧 ".repeat(n),
        // The first one is the byte-order mark of the file.
        |n| (0, 0, "invisible-character", 3 * n - 1),
    ),
    (
        "unsorted entries",
        |n| (0..n).map(|k| format!("- [{:x}](https://example.org/{k})\n", k * 7919 % 10007)).collect(),
        |n| (n, n, "entry-order", 0),
    ),
];

#[test]
fn hostile_texts_keep_the_laws() {
    for (name, text, _) in SHAPES {
        if let Err(broken) = common::check_laws(&text(40)) {
            panic!("{name}: {broken}");
        }
    }
}

/// Every repetition is read and reported.
#[test]
fn hostile_texts_are_read_to_the_end() {
    for (name, text, read) in SHAPES {
        for times in [40, 1_000] {
            let found = common::lint_text(&text(times));
            let (entries, links, rule, count) = read(times);
            assert_eq!((found.coverage.entries, found.coverage.links), (entries, links), "{name}, {times} times");
            let of_rule = found.diagnostics.iter().filter(|diagnostic| diagnostic.rule == rule).count();
            assert_eq!(of_rule, count, "{name}, {times} times: findings of {rule}");
        }
    }
}

/// Nesting deeper than any parser follows is read without a panic, and every range fits the text.
#[test]
fn nesting_is_survived() {
    for (text, links) in [
        ("> ".repeat(10_000) + "[a](https://example.org)", 1),
        (nested_items(10_000), 10_000),
        ("- ".repeat(10_000) + "[a](https://example.org)", 1),
        ("[".repeat(10_000) + &"](u)".repeat(10_000), 1),
        ("<b>".repeat(10_000), 0),
    ] {
        let found = common::lint_text(&text);
        assert_eq!(found.coverage.links, links, "{}", &text[..20]);
        common::in_bounds(&text, &found).unwrap();
        common::nested(&text).unwrap();
    }
}

fn nested_items(count: usize) -> String {
    (0..count).map(|depth| format!("{}- [a](https://example.org)\n", " ".repeat(depth.min(2000) * 2))).collect()
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

/// Time grows by less than twice for each doubling of the text, over three doublings.
const MOST: f64 = 16.0;

#[test]
fn time_is_linear() {
    for (name, text, _) in SHAPES {
        let growth = growth(|n| {
            let text = text(n);
            time(|| {
                black_box(common::lint_text(&text));
                #[cfg(feature = "cli")]
                black_box(common::export::all_formats(&text));
            })
        });
        assert!(growth < MOST, "{name}: eight times the text took {growth:.0} times as long");
    }
}

/// The measure above can fail: it distinguishes quadratic work from linear work.
#[test]
fn quadratic_work_is_noticed() {
    let lines = |n: usize| "- [a](https://example.org)\n".repeat(n);
    let count = |text: &str| text.bytes().filter(|byte| *byte == b'\n').count();
    let linear = |n| {
        let text = lines(n);
        time(|| (0..20).map(|_| count(black_box(&text))).sum::<usize>())
    };
    let quadratic = |n| {
        let text = lines(n);
        time(|| text.match_indices('\n').map(|(at, _)| count(black_box(&text[..at / 20]))).sum::<usize>())
    };
    assert!(growth(linear) < MOST);
    assert!(growth(quadratic) > 2.0 * MOST);
}

/// Returns the ratio of the times for an eightfold size, which is large enough to measure; the best of three.
fn growth(work: impl Fn(usize) -> Duration) -> f64 {
    let mut size = 500;
    while size < 20_000 && work(size) < Duration::from_millis(5) {
        size *= 2;
    }
    let best = |size| (0..3).map(|_| work(size)).min().unwrap_or_default();
    best(8 * size).as_secs_f64() / best(size).as_secs_f64()
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = clock();
    black_box(work());
    clock().saturating_sub(start)
}

/// Returns the processor time of this thread, so that a busy machine does not distort the result.
#[cfg(unix)]
fn clock() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.try_into().expect("no time is negative")
}

#[cfg(not(unix))]
fn clock() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}
