//! Splits a text into parts that can be read on their own, and finds the parts that a change affects.

use std::ops::Range;

use crate::{
    edit::Edit,
    markdown::{Kind, NodeRef, Tree},
};

/// A part outside other blocks: a list item, a table row, another block, or a link definition.
#[derive(Debug, Clone)]
pub(super) struct Unit<'t, 's> {
    /// The start of its first line.
    pub(super) start: usize,
    /// The end of its last line, without trailing spaces.
    pub(super) end: usize,
    /// None for a link definition.
    pub(super) node: Option<NodeRef<'t, 's>>,
    /// For a table row, the header and the line below it. Otherwise empty.
    pub(super) header: Range<usize>,
}

impl Unit<'_, '_> {
    pub(super) fn kind(&self) -> Option<Kind> {
        self.node.map(NodeRef::kind)
    }

    /// The number of nodes in it. Equal bytes that are read differently, such as a reference without its definition,
    /// hardly have the same number.
    fn size(&self) -> u32 {
        self.node.map_or(0, |node| node.end() - node.index())
    }

    pub(super) fn is_numbered(&self) -> bool {
        self.node.is_some_and(|node| node.text().starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether it can be an entry, which can change places with its neighbours.
    pub(super) fn is_movable(&self) -> bool {
        matches!(self.kind(), Some(Kind::Item | Kind::TableRow | Kind::HtmlBlock))
    }
}

/// Returns the units of a text in order.
pub(super) fn units<'t, 's>(tree: &'t Tree<'s>) -> Vec<Unit<'t, 's>> {
    let mut units = Vec::new();
    let mut definitions = tree.definitions.iter().peekable();
    for block in tree.blocks() {
        let range = block.range();
        while let Some(definition) = definitions.next_if(|definition| definition.range.start() < range.end()) {
            // A definition inside the block is part of it.
            if definition.range.start() < range.start() {
                units.push(definition_unit(tree.text, definition.range));
            }
        }
        match block.kind() {
            Kind::List { .. } => units.extend(block.children().map(|item| unit(tree.text, item, 0..0))),
            Kind::Table => table_units(tree.text, block, &mut units),
            _ => units.push(unit(tree.text, block, 0..0)),
        }
    }
    units.extend(definitions.map(|definition| definition_unit(tree.text, definition.range)));
    units
}

fn unit<'t, 's>(text: &str, node: NodeRef<'t, 's>, header: Range<usize>) -> Unit<'t, 's> {
    let range: Range<usize> = node.range().into();
    let start = line_start(text, range.start);
    Unit { start, end: start + text[start..line_end(text, range.end)].trim_end().len(), node: Some(node), header }
}

fn definition_unit<'t, 's>(text: &str, range: crate::TextRange) -> Unit<'t, 's> {
    let start: usize = range.start().into();
    let end = start + text[range].trim_end().len();
    Unit { start: line_start(text, start), end, node: None, header: 0..0 }
}

fn table_units<'t, 's>(text: &str, table: NodeRef<'t, 's>, units: &mut Vec<Unit<'t, 's>>) {
    let mut header = 0..0;
    for row in table.children() {
        let mut row = unit(text, row, header.clone());
        if row.kind() == Some(Kind::TableHead) {
            let rows = table.children().nth(1);
            let end = rows.map_or(table.range().end().into(), |first| line_start(text, first.range().start().into()));
            header = row.start..end.max(row.end);
            row.end = row.start + text[header.clone()].trim_end().len();
        }
        units.push(row);
    }
}

/// Returns the start of the line that contains a byte.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let start = memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..at]).map_or(0, |newline| newline + 1);
    // A byte-order mark is not part of the first line.
    if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8().min(at) } else { start }
}

/// Returns the end of the line that contains a byte, without its line ending.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length)
}

/// One of the two texts.
#[derive(Clone, Copy)]
pub(super) struct Side<'u, 't, 's> {
    pub(super) text: &'s str,
    /// The start of its Markdown.
    pub(super) body: usize,
    pub(super) tree: &'t Tree<'s>,
    pub(super) units: &'u [Unit<'t, 's>],
}

impl Side<'_, '_, '_> {
    /// Whether nothing above a unit can reach into it, for either parser. A blank line ends blocks that are not
    /// containers or open to the end of the text, and missing indentation ends containers. The items of one list and
    /// the rows of one table can be many, and their own marks separate them.
    fn is_seam(&self, at: usize) -> bool {
        let Some(above) = at.checked_sub(1) else { return true };
        let (above, unit) = (&self.units[above], &self.units[at]);
        let alike = match unit.kind() {
            None | Some(Kind::Item) => above.kind() == unit.kind(),
            Some(Kind::TableRow) => true,
            _ => false,
        };
        let between = self.text.get(above.end..unit.start).unwrap_or_default();
        let lines = between.bytes().filter(|&byte| byte == b'\n').count();
        alike || lines > 1 && !self.text[unit.start..].starts_with([' ', '\t'])
    }
}

/// A range of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) units: Range<usize>,
    pub(super) text: Range<usize>,
}

/// A changed stretch, before and after, with as much text around it as is needed to check its edges.
#[derive(Debug, Clone)]
pub(super) struct Window {
    pub(super) before: Stretch,
    pub(super) after: Stretch,
}

impl Window {
    fn overlaps(&self, other: &Self) -> bool {
        other.before.units.start < self.before.units.end || other.after.units.start < self.after.units.end
    }

    /// Adds a window that starts or ends after the end of this one.
    fn join(&mut self, other: Self) {
        for (this, other) in [(&mut self.before, other.before), (&mut self.after, other.after)] {
            this.units = this.units.start.min(other.units.start)..this.units.end.max(other.units.end);
            this.text = this.text.start.min(other.text.start)..this.text.end.max(other.text.end);
        }
    }
}

/// The limit of unchanged bytes that are read on either side.
const LARGEST_MARGIN: usize = 16 * 1024;
/// The limit of unchanged units that are read on either side. There can be many blocks without blank lines in between.
const LONGEST_MARGIN: usize = 16;

/// Returns the windows in which the two texts differ, without the pairs, which are already proved. A pair consists of
/// the positions of a unit before and after. The text outside the pairs and windows consists of the same bytes.
///
/// `together` separates changes only where something that is not movable is between them.
pub(super) fn windows(before: Side, after: Side, pairs: &[(usize, usize)], together: bool) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    for next in 0..=pairs.len() {
        let previous = next.checked_sub(1).map(|at| pairs[at]);
        let following = pairs.get(next).copied();
        let skipped = (
            previous.map_or(0, |(at, _)| at + 1)..following.map_or(before.units.len(), |(at, _)| at),
            previous.map_or(0, |(_, at)| at + 1)..following.map_or(after.units.len(), |(_, at)| at),
        );
        let gaps = (
            gap(before, previous.map(|pair| pair.0), following.map(|pair| pair.0)),
            gap(after, previous.map(|pair| pair.1), following.map(|pair| pair.1)),
        );
        if skipped.0.is_empty() && skipped.1.is_empty() && before.text[gaps.0.clone()] == after.text[gaps.1.clone()] {
            continue;
        }
        let margins = (margin_above(before, after, &pairs[..next]), margin_below(before, after, &pairs[next..]));
        let mut window = Window {
            before: stretch(before, skipped.0, gaps.0, margins),
            after: stretch(after, skipped.1, gaps.1, margins),
        };
        while let Some(mut last) = windows.pop_if(|last| {
            last.overlaps(&window)
                || together
                    && before.units[last.before.units.end..window.before.units.start].iter().all(Unit::is_movable)
        }) {
            last.join(window);
            window = last;
        }
        windows.push(window);
    }
    windows
}

/// Returns the number of unchanged units above a change that are read with it: the one directly above, and those that
/// could reach into that one.
fn margin_above(before: Side, after: Side, pairs: &[(usize, usize)]) -> usize {
    let mut bytes = 0;
    let mut margin = 0;
    for &(old, new) in pairs.iter().rev().take(LONGEST_MARGIN) {
        bytes += before.units[old].end - before.units[old].start;
        if bytes > LARGEST_MARGIN {
            break;
        }
        margin += 1;
        if before.is_seam(old) && after.is_seam(new) {
            break;
        }
    }
    margin
}

/// Returns the same for the units below a change.
fn margin_below(before: Side, after: Side, pairs: &[(usize, usize)]) -> usize {
    let mut bytes = 0;
    let mut margin = 0;
    for &(old, new) in pairs.iter().take(LONGEST_MARGIN) {
        bytes += before.units[old].end - before.units[old].start;
        if bytes > LARGEST_MARGIN || margin > 0 && before.is_seam(old) && after.is_seam(new) {
            break;
        }
        margin += 1;
    }
    margin
}

/// A unit of the text before, and the unit of the same kind in its place after the change.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) before: usize,
    pub(super) after: usize,
    /// The indices of the edits that touch it, including those that start or end directly next to it.
    pub(super) edits: Range<usize>,
}

impl Pair {
    /// Whether no edit touches it and both trees read it in the same way.
    pub(super) fn is_unchanged(&self, before: Side, after: Side) -> bool {
        self.edits.is_empty() && before.units[self.before].size() == after.units[self.after].size()
    }
}

/// Returns the pairs of units with the same start and end, adjusted by the bytes that the edits before and in them add
/// or remove.
pub(super) fn pairs(before: Side, after: Side, edits: &[Edit]) -> Vec<Pair> {
    let added = |edit: &Edit| edit.content.len().cast_signed() - usize::from(edit.range().len()).cast_signed();
    let mut pairs = Vec::new();
    let (mut next, mut at) = (0, 0);
    let mut shift: isize = 0;
    for (index, unit) in before.units.iter().enumerate() {
        while let Some(edit) = edits.get(next).filter(|edit| usize::from(edit.range().end()) < unit.start) {
            shift += added(edit);
            next += 1;
        }
        let touching = edits[next..].iter().take_while(|edit| usize::from(edit.range().start()) <= unit.end);
        let (count, inside) = touching.fold((0, 0), |(count, inside), edit| (count + 1, inside + added(edit)));
        let (start, end) = (unit.start.wrapping_add_signed(shift), unit.end.wrapping_add_signed(shift + inside));
        while after.units.get(at).is_some_and(|other| other.start < start) {
            at += 1;
        }
        if after.units.get(at).is_some_and(|other| (other.start, other.end, other.kind()) == (start, end, unit.kind()))
        {
            pairs.push(Pair { before: index, after: at, edits: next..next + count });
            at += 1;
        }
    }
    pairs
}

/// Returns the text between two units, with the units in it.
fn gap(side: Side, previous: Option<usize>, following: Option<usize>) -> Range<usize> {
    let start = previous.map_or(side.body, |at| side.units[at].end);
    let end = following.map_or(side.text.len(), |at| side.units[at].start);
    start..end.max(start)
}

/// Extends the stretch by a number of unchanged units above and below.
fn stretch(side: Side, units: Range<usize>, text: Range<usize>, (above, below): (usize, usize)) -> Stretch {
    let units = units.start - above..units.end + below;
    let start = if above > 0 { side.units[units.start].start } else { text.start };
    let end = if below > 0 { side.units[units.end - 1].end } else { text.end };
    Stretch { units, text: start..end }
}
