//! `table-cells`: a table row has more or fewer cells than the header.

use memchr::{memchr, memchr_iter};

use crate::{
    TextRange,
    diagnostic::Severity,
    markdown::Kind,
    range,
    rule::{Check, Context, Rule},
    text::cells,
};

pub(super) static RULE: Rule = Rule { checks: &[Check::List(check)], ..rule!("table-cells") };

fn check(cx: &mut Context) {
    let tables = cx.list.tree.nodes_of([Kind::Table]);
    let mut found = Vec::new();
    for table in tables {
        let mut rows = table.children();
        let Some(head) = rows.next() else { continue };
        let columns = cells(head.text()).count();
        let piped = head.text().trim_start().starts_with('|');
        for row in rows {
            let row = whole_line(cx.list.source.text, row.range());
            let text = cx.text(row);
            let count = count_cells(text);
            if count != columns {
                found.push((row, Row { columns, cells: count, piped }));
            }
        }
    }
    for (row, counts) in found {
        report(row, counts, cx);
    }
}

/// The number of cells of a row.
struct Row {
    columns: usize,
    cells: usize,
    /// Whether the header begins with a pipe.
    piped: bool,
}

fn report(row: TextRange, Row { columns, cells: count, piped }: Row, cx: &mut Context) {
    let text = cx.text(row);
    let start = usize::from(row.start());
    if count < columns {
        if count == 1 && piped && !text.trim_start().starts_with('|') {
            cx.report(row, format!("this line is read as a table row with 1 of {columns} cells"))
                .help("put a blank line above this line if it is not a row: a table ends there");
        } else {
            let message = format!("the row has {count} {} but the header has {columns}", noun(count));
            cx.report(row, message).severity(Severity::Info).help("add the missing cells: they are shown empty");
        }
        return;
    }
    let lost: Vec<_> = cells(text).skip(columns).collect();
    let (from, to) = (lost[0].0, lost.last().map_or(lost[0].1, |last| last.1));
    let place = range(start + from, start + to);
    // `[//]: #x` and comments are hidden on purpose.
    let is_note = |cell: &str| cell.is_empty() || cell.starts_with("[//]:") || cell.starts_with("<!--");
    let written = lost.iter().any(|&(from, to)| !is_note(text[from..to].trim()));
    let message = format!("the row has {count} {} but the header has {columns}", noun(count));
    if written {
        let finding = cx.report(place, format!("{message}: this is not shown")).severity(Severity::Error);
        finding.help("give the header another cell, or write `\\|` for a pipe that is text");
    } else {
        cx.report(place, message)
            .severity(Severity::Info)
            .help("remove the cells after the last column: they are not shown");
    }
}

fn noun(count: usize) -> &'static str {
    if count == 1 { "cell" } else { "cells" }
}

/// Returns the row from its first byte to the end of its line. Cells that are not shown belong to no node.
fn whole_line(text: &str, row: TextRange) -> TextRange {
    let start = usize::from(row.start());
    let line = text[start..].lines().next().unwrap_or_default();
    range(start, start + line.trim_end().len())
}

/// Returns the number of cells in a row. Without backslashes, no pipe is text, so counting the pipes is enough.
fn count_cells(row: &str) -> usize {
    if memchr(b'\\', row.as_bytes()).is_some() {
        return cells(row).count();
    }
    let row = row.trim();
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    if row == "|" { 0 } else { memchr_iter(b'|', inner.as_bytes()).count() + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_rows() {
        for (row, expected) in [
            ("| a | b |", vec![" a ", " b "]),
            ("a | b", vec!["a ", " b"]),
            ("| a \\| b |", vec![" a \\| b "]),
            ("| a | |", vec![" a ", " "]),
            ("| `a|b` |", vec![" `a", "b` "]),
            ("||", vec![""]),
            ("|", vec![]),
            ("é", vec!["é"]),
        ] {
            let found: Vec<_> = cells(row).map(|(from, to)| &row[from..to]).collect();
            assert_eq!(found, expected, "{row}");
            assert_eq!(count_cells(row), expected.len(), "{row}");
        }
    }
}
