//! Measures how much of real lists is read as entries, compared with a count by the other parser, if `../shared/corpus`
//! exists. The count includes list items and table rows; entries of other shapes are printed, not checked.
//!
//! `cargo test --test coverage -- --nocapture` prints the table.

#![expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "the table is for people")]

use std::{collections::BTreeMap, fs, path::PathBuf};

use awesome_lint::{
    list::{GroupKind, List},
    markdown::Document,
};
use markdown::{ParseOptions, mdast::Node, to_mdast};

/// The percentage of entries counted by the other parser that must be read, in the whole corpus and in each category.
const WHOLE: usize = 97;
const CATEGORY: usize = 90;

#[derive(Default)]
struct Row {
    lists: usize,
    items: usize,
    rows: usize,
    read: usize,
    /// Only counted entries: a list with extra entries does not make up for one with too few.
    found: usize,
    others: usize,
}

#[test]
fn lists_are_read() {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let Ok(index) = fs::read_to_string(corpus.join("index.tsv")) else {
        println!("skipped: the corpus of real lists is not here");
        return;
    };
    let mut table: BTreeMap<&str, Row> = BTreeMap::new();
    let mut unread = Vec::new();
    for line in index.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let Ok(text) = fs::read_to_string(corpus.join("lists").join(fields[0])) else { continue };
        let document = Document::new(&text).expect("lists are small");
        let list = List::read(&document.source, &document.tree);
        let counted = count(&text);
        let (items, rows) = (counted.items, counted.rows);
        let carried = |kind| matches!(kind, GroupKind::Paragraphs | GroupKind::Headings | GroupKind::Html);
        let others = list.entries.iter().filter(|entry| carried(list.groups[entry.group as usize].kind)).count();
        let read = list.entries.len() - others;
        let row = table.entry(fields[5]).or_default();
        row.lists += 1;
        row.items += items;
        row.rows += rows;
        row.read += read;
        row.found += read.min(items + rows);
        row.others += others;
        if list.entries.is_empty() && !list.links.is_empty() {
            unread.push(fields[0].to_owned());
        }
    }
    println!(
        "{:10} {:>5} {:>7} {:>7} {:>7} {:>7} {:>6}",
        "category", "lists", "items", "rows", "read", "others", "share"
    );
    let (mut all, mut found) = (0, 0);
    for (category, row) in &table {
        let counted = row.items + row.rows;
        let share = row.found as f64 * 100.0 / counted as f64;
        println!(
            "{category:10} {:5} {:7} {:7} {:7} {:7} {share:5.1}%",
            row.lists, row.items, row.rows, row.read, row.others
        );
        assert!(row.found * 100 >= counted * CATEGORY, "{category}: {share:.1} %");
        all += counted;
        found += row.found;
    }
    println!("whole corpus: {:.1} %", found as f64 * 100.0 / all as f64);
    assert!(found * 100 >= all * WHOLE);
    assert_eq!(unread, Vec::<String>::new(), "lists with links of which no entry was read");
}

#[derive(Default)]
struct Counted {
    items: usize,
    rows: usize,
}

/// Counts list items with their own link that are not nested in such an item, and table rows with a link.
fn count(text: &str) -> Counted {
    let mut counted = Counted::default();
    for part in parts(text) {
        if let Ok(root) = to_mdast(&part, &ParseOptions::gfm()) {
            walk(&root, false, &mut counted);
        }
    }
    counted
}

fn walk(node: &Node, inside: bool, counted: &mut Counted) {
    let mut inside = inside;
    match node {
        Node::ListItem(_) => {
            let own =
                node.children().into_iter().flatten().any(|child| !matches!(child, Node::List(_)) && links(child));
            counted.items += usize::from(own && !inside);
            inside |= own;
        }
        Node::TableRow(_) => counted.rows += usize::from(links(node)),
        _ => {}
    }
    for child in node.children().into_iter().flatten() {
        walk(child, inside, counted);
    }
}

fn links(node: &Node) -> bool {
    match node {
        Node::Link(link) => link.url.starts_with("http"),
        Node::LinkReference(_) => true,
        _ => node.children().into_iter().flatten().any(links),
    }
}

/// Truncates the text's long tables: the other parser's time grows with the square of a table's rows.
fn parts(text: &str) -> Vec<String> {
    const ROWS: usize = 200;
    let lines: Vec<&str> = text.lines().collect();
    let mut parts = Vec::new();
    let mut rest = String::new();
    let mut at = 0;
    while at < lines.len() {
        let is_table = lines.get(at + 1).is_some_and(|line| {
            line.contains("--") && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
        });
        let length = lines[at..].iter().take_while(|line| !line.trim().is_empty()).count();
        if is_table && length > ROWS {
            for rows in lines[at + 2..at + length].chunks(ROWS) {
                parts.push(format!("{}\n{}\n{}\n", lines[at], lines[at + 1], rows.join("\n")));
            }
            at += length;
        } else {
            rest.push_str(lines[at]);
            rest.push('\n');
            at += 1;
        }
    }
    parts.push(rest);
    parts
}
