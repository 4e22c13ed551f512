//! Proves changes inside table cells, one cell at a time.
//!
//! A row is split into cells at its pipes, except escaped ones, before anything else in it is read
//! (<https://github.github.com/gfm/#tables-extension->). So if a row has no backslash in either text and has the same
//! pipes in both, no cell affects another, and only the changed cells have to be read. This saves time on long tables,
//! which often have a change in each row.
//!
//! Other changes are proved by windows, which do not distinguish cells.

use std::{collections::HashMap, ops::Range};

use super::{
    content::{self, Touched},
    markdown_rs::{self, Labels},
    pulldown,
    units::{Pair, Side, Stretch, Unit},
};
use crate::{
    edit::Edit,
    markdown::{Kind, NodeRef},
};

/// The limit of cells that the second parser reads at once. It reads tables in quadratic time.
const CELLS: usize = 64;
/// The length in bytes above which cells are hardly alike.
const LARGEST_SHAPE: usize = 1024;

/// A change that is to be proved.
#[derive(Clone, Copy)]
pub(super) struct Change<'c, 'u, 't, 's> {
    pub(super) before: Side<'u, 't, 's>,
    pub(super) after: Side<'u, 't, 's>,
    pub(super) edits: &'c [Edit],
    pub(super) touched: &'c [Touched<'s>; 2],
}

/// The pairs that are proved.
#[derive(Debug, Default)]
pub(super) struct Proved {
    /// The numbers of the pairs, sorted.
    pub(super) pairs: Vec<usize>,
    /// The number of bytes of both texts that were read.
    pub(super) bytes_read: usize,
}

/// A cell that has changed.
#[derive(Debug)]
struct Cell {
    /// The number of the pair of its row.
    row: usize,
    /// Its number in the row.
    column: usize,
    /// The ranges between its pipes, before and after.
    text: [Range<usize>; 2],
    /// The edits in it.
    edits: Range<usize>,
}

impl Cell {
    fn len(&self) -> usize {
        self.text[0].len() + self.text[1].len()
    }
}

/// Proves the pairs of rows in which only cells have changed.
pub(super) fn prove<'a>(change: Change, pairs: &[Pair], labels: impl FnOnce() -> [&'a Labels; 2]) -> Proved {
    let mut proved = Proved::default();
    let mut cells = Vec::new();
    let mut tables = Tables::default();
    for (number, pair) in pairs.iter().enumerate().filter(|(_, pair)| !pair.edits.is_empty()) {
        let (Some(old), Some(new)) = (change.before.units.get(pair.before), change.after.units.get(pair.after)) else {
            continue;
        };
        if old.kind() == Some(Kind::TableRow)
            && let Some(changed) = changed_cells(change, number, pair, (old, new))
            && is_seen_alike(change, &changed, (old, new))
            && tables.is_known(change, (old, new))
            && !is_deep(change, pair)
        {
            proved.pairs.push(number);
            proved.bytes_read += changed.iter().map(Cell::len).sum::<usize>();
            cells.extend(changed);
        }
    }
    if !cells.is_empty() {
        let refused = refused(change, &cells, labels());
        proved.pairs.retain(|pair| refused.binary_search(pair).is_err());
    }
    proved
}

fn is_deep(change: Change, pair: &Pair) -> bool {
    let deep = |side: Side, unit: usize| pulldown::is_deep(side, &Stretch { units: unit..unit + 1, text: 0..0 });
    deep(change.before, pair.before) || deep(change.after, pair.after)
}

/// Returns the changed cells of a row. None if anything else in it has changed.
fn changed_cells(change: Change, row: usize, pair: &Pair, units: (&Unit, &Unit)) -> Option<Vec<Cell>> {
    let (old, new) = units;
    let (before, after) = (&change.before.text[old.start..old.end], &change.after.text[new.start..new.end]);
    let indentation = before.len() - before.trim_start_matches(' ').len();
    // A line that starts with a pipe cannot start another block.
    if indentation > 3 || !before[indentation..].starts_with('|') {
        return None;
    }
    let is_plain = |text: &str| memchr::memchr3(b'\\', b'\n', b'\r', text.as_bytes()).is_none();
    if !is_plain(before) || !is_plain(after) {
        return None;
    }
    let mut pipes = memchr::memchr_iter(b'|', before.as_bytes()).map(|at| old.start + at);
    let mut pipes_after = memchr::memchr_iter(b'|', after.as_bytes()).map(|at| new.start + at);
    let mut next = pair.edits.start;
    let mut cells = Vec::new();
    let (mut start, mut start_after) = (pipes.next()? + 1, pipes_after.next()? + 1);
    for column in 0.. {
        let (end, end_after) = match (pipes.next(), pipes_after.next()) {
            (Some(end), Some(end_after)) => (end, end_after),
            (None, None) => break,
            _ => return None,
        };
        let first = next;
        let mut length = end - start;
        while let Some(edit) = change.edits[..pair.edits.end].get(next) {
            let replaced: Range<usize> = edit.range().into();
            if replaced.start > end {
                break;
            }
            if replaced.start < start || replaced.end > end {
                return None;
            }
            length = length + edit.content.len() - replaced.len();
            next += 1;
        }
        if length != end_after - start_after {
            return None;
        }
        if next > first {
            cells.push(Cell { row, column, text: [start..end, start_after..end_after], edits: first..next });
        }
        (start, start_after) = (end + 1, end_after + 1);
    }
    (next == pair.edits.end).then_some(cells)
}

/// Whether the first parser reads the same cells in a row except the changed ones, and accepts those.
fn is_seen_alike(change: Change, cells: &[Cell], units: (&Unit, &Unit)) -> bool {
    let (Some(old), Some(new)) = (units.0.node, units.1.node) else { return false };
    let inside = |node: NodeRef, text: &Range<usize>| {
        let range: Range<usize> = node.range().into();
        text.start <= range.start && range.end <= text.end
    };
    let mut cells = cells.iter().peekable();
    let (mut nodes, mut nodes_after) = (old.children(), new.children());
    for column in 0.. {
        match (nodes.next(), nodes_after.next()) {
            (Some(old), Some(new)) => {
                let alike = match cells.next_if(|cell| cell.column == column) {
                    None => is_alike(old, new),
                    Some(cell) => {
                        inside(old, &cell.text[0])
                            && inside(new, &cell.text[1])
                            && content::content(&pulldown::cell(old), &pulldown::cell(new), change.touched).is_ok()
                    }
                };
                if !alike {
                    return false;
                }
            }
            (None, None) => break,
            _ => return false,
        }
    }
    // Text after the last column of the table is not shown and must not change.
    cells.next().is_none()
}

/// Whether two ranges of the same bytes are read as the same nodes.
fn is_alike(a: NodeRef, b: NodeRef) -> bool {
    // Links have numbers that differ.
    let kind = |node: NodeRef| match node.kind() {
        Kind::Link(_) => Kind::Link(0),
        Kind::Image(_) => Kind::Image(0),
        kind => kind,
    };
    a.range().len() == b.range().len() && a.descendants().map(kind).eq(b.descendants().map(kind))
}

/// A cache of the answers for tables.
#[derive(Debug, Default)]
struct Tables {
    last: Option<([Range<usize>; 2], bool)>,
}

impl Tables {
    /// Whether the second parser reads the header of the table of the rows as a table header.
    fn is_known(&mut self, change: Change, rows: (&Unit, &Unit)) -> bool {
        let headers = [rows.0.header.clone(), rows.1.header.clone()];
        if let Some((last, known)) = &self.last
            && *last == headers
        {
            return *known;
        }
        let known = markdown_rs::is_header(&change.before.text[headers[0].clone()])
            && markdown_rs::is_header(&change.after.text[headers[1].clone()]);
        self.last = Some((headers, known));
        known
    }
}

/// A cell that the second parser reads.
struct Read<'c> {
    cell: &'c Cell,
    /// Whether it represents other cells too.
    shared: bool,
}

/// Returns the rows, in order, of cells that the second parser does not accept.
fn refused(change: Change, cells: &[Cell], labels: [&Labels; 2]) -> Vec<usize> {
    let numbered = is_numbered(labels);
    // Only one of several similar cells is read.
    let mut shapes: HashMap<String, usize> = HashMap::new();
    let mut read: Vec<Read> = Vec::new();
    let mut numbers: Vec<usize> = Vec::with_capacity(cells.len());
    for cell in cells {
        let next = read.len();
        let number = shape(change, cell, numbered).map_or(next, |shape| *shapes.entry(shape).or_insert(next));
        match read.get_mut(number) {
            Some(read) => read.shared = true,
            None => read.push(Read { cell, shared: false }),
        }
        numbers.push(number);
    }
    let mut sound = Vec::with_capacity(read.len());
    for batch in read.chunks(CELLS) {
        let side = |number: usize, text: &str| {
            let ranges: Vec<Range<usize>> = batch.iter().map(|read| read.cell.text[number].clone()).collect();
            markdown_rs::cells(text, &ranges, labels[number])
        };
        let (old, new) = (side(0, change.before.text), side(1, change.after.text));
        let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
        sound.extend(batch.iter().enumerate().map(|(number, read)| {
            let (Some(old), Some(new)) = (old.get(number), new.get(number)) else { return false };
            // Two words that are equal here can differ in a cell that this one represents.
            content::content(old, new, change.touched).is_ok()
                && (!read.shared || content::stays(old, new, change.touched))
        }));
    }
    let refused = cells.iter().zip(numbers).filter(|(_, number)| !sound[*number]);
    refused.map(|(cell, _)| cell.row).collect()
}

/// Whether a label contains digits.
fn is_numbered(labels: [&Labels; 2]) -> bool {
    let has_digit = |label: &String| label.bytes().any(|byte| byte.is_ascii_digit());
    labels.iter().any(|labels| labels.keys().any(has_digit))
}

/// Returns a key that changed cells have in common if they are read in the same way: the cell without the digits that
/// stay. No inline depends on a digit, except character references and references to definitions. `numbered` is the
/// result of [`is_numbered`].
fn shape(change: Change, cell: &Cell, numbered: bool) -> Option<String> {
    let [old, new] = [&change.before.text[cell.text[0].clone()], &change.after.text[cell.text[1].clone()]];
    if old.len() > LARGEST_SHAPE || new.len() > LARGEST_SHAPE {
        return None;
    }
    let special = |byte: u8| byte == b'&' || byte < b'\t' || byte == b'[' && numbered;
    if old.bytes().chain(new.bytes()).any(special) {
        return None;
    }
    let mut shape = String::with_capacity(old.len() + 16);
    let kept = |shape: &mut String, range: Range<usize>| {
        let kept = &change.before.text[range];
        shape.extend(kept.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }));
    };
    let mut at = cell.text[0].start;
    for edit in &change.edits[cell.edits.clone()] {
        let range: Range<usize> = edit.range().into();
        kept(&mut shape, at..range.start);
        shape.extend(["\u{1}", &change.before.text[range.clone()], "\u{2}", &edit.content, "\u{3}"]);
        at = range.end;
    }
    kept(&mut shape, at..cell.text[0].end);
    Some(shape)
}

#[cfg(test)]
mod tests;
