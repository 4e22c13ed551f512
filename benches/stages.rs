//! The stages of a run, each on a small list, a large one and a large table: `cargo bench`.
//!
//! `walk` is pulldown-cmark alone over the same text: what reading and rules are measured against.

use awesome_lint::{
    conventions::Conventions,
    edit::Applicability,
    fix::fix,
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

/// About 400 KB of sections with described entries, a few of them flawed.
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

/// About 400 KB in one table.
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
        .bench_local(|| black_box(lint::run(&list, &conventions, &options).len()));
}

/// Reading, conventions and rules together.
#[divan::bench(args = INPUTS)]
fn lint_all(bencher: Bencher, name: &str) {
    let text = input(name);
    let options = Options::default();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let source = Source::new(black_box(&text)).expect("small enough");
        black_box(lint::lint(&source, &options).diagnostics.len())
    });
}

/// Fixing to the end, the guard included.
#[divan::bench(args = INPUTS)]
fn fix_all(bencher: Bencher, name: &str) {
    let text = input(name);
    let options = Options::default();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| black_box(fix(black_box(&text), &options, Applicability::Safe).text.len()));
}
