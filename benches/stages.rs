//! Benchmarks the stages of a run, each on a small list, a large one and a large table: `cargo bench`.
//!
//! `walk` is pulldown-cmark alone on the same text: the baseline for parsing and rules.

use awesome_lint::{
    conventions::Conventions,
    edit::{Applicability, Edit, Phase, splice},
    fix::fix,
    guard::verify,
    lint::{self, Options},
    list::List,
    markdown::Tree,
    source::Source,
};
use divan::{Bencher, black_box, counter::BytesCount};
use pulldown_cmark::{Options as MarkdownOptions, Parser};

fn main() {
    divan::main();
}

const INPUTS: [&str; 3] = ["small", "large", "table"];

fn input(name: &str) -> String {
    match name {
        "small" => include_str!("../fixtures/lists/badge-lines/README.md").to_owned(),
        "large" => large(),
        _ => table(),
    }
}

/// Returns about 400 KB of sections with described entries, a few of them with mistakes.
fn large() -> String {
    let mut text = String::from("# Awesome Things\n\n## Contents\n\n");
    for section in 0..130 {
        text.push_str(&format!("- [Section {section}](#section-{section})\n"));
    }
    for section in 0..130 {
        text.push_str(&format!("\n## Section {section}\n\n"));
        for entry in 0..25 {
            let scheme = if entry == 7 && section % 10 == 0 { "http" } else { "https" };
            text.push_str(&format!(
                "- [thing-{entry:02}-{section}]({scheme}://github.com/owner-{section}/thing-{entry:02}) - Does the {entry}th thing of \
                 section {section} quickly, safely and with few words.\n"
            ));
        }
    }
    text
}

/// Returns about 400 KB in one table.
fn table() -> String {
    let mut text = String::from("# Awesome Papers\n\n| Paper | Venue | Date | Code |\n|---|---|---|---|\n");
    for row in 0..2600 {
        let (year, month, day) = (2025 - row / 336, 12 - row / 28 % 12, 28 - row % 28);
        text.push_str(&format!(
            "| [**Paper number {row} on many things**](https://arxiv.org/abs/{:02}{month:02}.{:05}) | arXiv | \
             {year}-{month:02}-{day:02} | [Github](https://github.com/owner/paper-{row}) |\n",
            year - 2000,
            row + 1
        ));
    }
    text
}

#[divan::bench(args = INPUTS)]
fn walk(bencher: Bencher, name: &str) {
    let text = input(name);
    let options = MarkdownOptions::ENABLE_TABLES
        | MarkdownOptions::ENABLE_FOOTNOTES
        | MarkdownOptions::ENABLE_STRIKETHROUGH
        | MarkdownOptions::ENABLE_TASKLISTS
        | MarkdownOptions::ENABLE_GFM;
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| Parser::new_ext(black_box(&text), options).into_offset_iter().map(|(_, at)| at.start).sum::<usize>());
}

#[divan::bench(args = INPUTS)]
fn read(bencher: Bencher, name: &str) {
    let text = input(name);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let source = Source::new(black_box(&text)).expect("small enough");
        black_box(Tree::parse(&source).nodes().count())
    });
}

#[divan::bench(args = INPUTS)]
fn list(bencher: Bencher, name: &str) {
    let text = input(name);
    let source = Source::new(&text).expect("small enough");
    let tree = Tree::parse(&source);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| black_box(List::read(&source, &tree).entries.len()));
}

#[divan::bench(args = INPUTS)]
fn conventions(bencher: Bencher, name: &str) {
    let text = input(name);
    let source = Source::new(&text).expect("small enough");
    let tree = Tree::parse(&source);
    let list = List::read(&source, &tree);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| black_box(Conventions::learn(&list)));
}

#[divan::bench(args = INPUTS)]
fn rules(bencher: Bencher, name: &str) {
    let text = input(name);
    let source = Source::new(&text).expect("small enough");
    let tree = Tree::parse(&source);
    let list = List::read(&source, &tree);
    let conventions = Conventions::learn(&list);
    let options = Options::default();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| black_box(lint::run(&list, &conventions, &options).diagnostics.len()));
}

/// Parsing, conventions and rules together.
#[divan::bench(args = INPUTS)]
fn lint_all(bencher: Bencher, name: &str) {
    let text = input(name);
    let options = Options::default();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let source = Source::new(black_box(&text)).expect("small enough");
        black_box(lint::lint(&source, &options).diagnostics.len())
    });
}

/// The guard on the first pass of fixes: both texts are parsed, and the parts around the edits are compared.
#[divan::bench(args = INPUTS)]
fn guard(bencher: Bencher, name: &str) {
    let before = input(name);
    let source = Source::new(&before).expect("small enough");
    let found = lint::lint(&source, &Options::default()).diagnostics;
    let fixes = found.iter().filter_map(|found| found.fix.as_ref()).filter(|fix| fix.phase == Phase::Content);
    let mut edits: Vec<Edit> = fixes.flat_map(|fix| fix.edits.clone()).collect();
    edits.sort();
    edits.dedup();
    // Two rules may edit the same bytes; a pass takes only one of the edits.
    let mut end = 0.into();
    edits.retain(|edit| {
        edit.range().start() >= end && {
            end = edit.range().end();
            true
        }
    });
    let after = splice(&before, &edits).expect("the edits are sorted and do not overlap");
    bencher
        .counter(BytesCount::of_str(&before))
        .bench(|| verify(black_box(&before), &after, &edits, Phase::Content).expect("the rules' own fixes are sound"));
}

/// Fixing until nothing changes, including the guard.
#[divan::bench(args = INPUTS)]
fn fix_all(bencher: Bencher, name: &str) {
    let text = input(name);
    let options = Options::default();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| black_box(fix(black_box(&text), &options, Applicability::Safe).text.len()));
}
