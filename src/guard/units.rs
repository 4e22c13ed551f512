//! The parts of a text that can be read on their own, and which of them a change concerns.

use std::ops::Range;

use crate::{
    edit::Edit,
    markdown::{Kind, NodeRef, Tree},
};

/// A part that stands in no block: an item of a list, a row of a table, another block, a link definition.
#[derive(Debug, Clone)]
pub(super) struct Unit<'t, 's> {
    /// The start of its first line.
    pub(super) start: usize,
    /// Behind the last byte of its last line that is no blank.
    pub(super) end: usize,
    /// None for a link definition.
    pub(super) node: Option<NodeRef<'t, 's>>,
    /// For a table row, the header and the line under it; else empty.
    pub(super) header: Range<usize>,
}

impl Unit<'_, '_> {
    pub(super) fn kind(&self) -> Option<Kind> {
        self.node.map(NodeRef::kind)
    }

    /// Nodes in it: bytes that are the same but read otherwise, as a reference does that has lost its
    /// definition, hardly have the same number of them.
    fn size(&self) -> u32 {
        self.node.map_or(0, |node| node.end() - node.index())
    }

    pub(super) fn is_numbered(&self) -> bool {
        self.node.is_some_and(|node| node.text().starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether an entry can be it: a part that can change places with its neighbours.
    pub(super) fn is_movable(&self) -> bool {
        matches!(self.kind(), Some(Kind::Item | Kind::TableRow | Kind::HtmlBlock))
    }
}

/// The units of a text in order.
pub(super) fn units<'t, 's>(tree: &'t Tree<'s>) -> Vec<Unit<'t, 's>> {
    let mut units = Vec::new();
    let mut definitions = tree.definitions.iter().peekable();
    for block in tree.blocks() {
        let range = block.range();
        while let Some(definition) = definitions.next_if(|definition| definition.range.start() < range.end()) {
            // One inside the block is part of it.
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

/// The start of the line on which a byte stands.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let start = memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..at]).map_or(0, |newline| newline + 1);
    // A byte-order mark is no part of the first line.
    if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8().min(at) } else { start }
}

/// The end of the line on which a byte stands, its line ending not included.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length)
}

/// One of the two texts.
#[derive(Clone, Copy)]
pub(super) struct Side<'u, 't, 's> {
    pub(super) text: &'s str,
    /// Where its Markdown starts.
    pub(super) body: usize,
    pub(super) tree: &'t Tree<'s>,
    pub(super) units: &'u [Unit<'t, 's>],
}

impl Side<'_, '_, '_> {
    /// Whether nothing that stands above a unit can reach into it, whichever parser reads: a blank line keeps out
    /// what is not a container or open to the end of the text, a missing indentation containers. Items of one list
    /// and rows of one table can be many, and their own marks keep them apart.
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

/// A stretch of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) units: Range<usize>,
    pub(super) text: Range<usize>,
}

/// A stretch that has changed, before and after, with what is needed around it to see the joints.
#[derive(Debug, Clone)]
pub(super) struct Window {
    pub(super) before: Stretch,
    pub(super) after: Stretch,
}

impl Window {
    fn overlaps(&self, other: &Self) -> bool {
        other.before.units.start < self.before.units.end || other.after.units.start < self.after.units.end
    }

    /// Takes in a window that starts or ends behind the end of this one.
    fn join(&mut self, other: Self) {
        for (this, other) in [(&mut self.before, other.before), (&mut self.after, other.after)] {
            this.units = this.units.start.min(other.units.start)..this.units.end.max(other.units.end);
            this.text = this.text.start.min(other.text.start)..this.text.end.max(other.text.end);
        }
    }
}

/// Of what has not changed, so many bytes are read on either side at most.
const LARGEST_MARGIN: usize = 16 * 1024;
/// And so many units: blocks without a blank line between them can be many.
const LONGEST_MARGIN: usize = 16;

/// Where the two texts differ but for the pairs, of which nothing is left to prove; a pair is the positions of a
/// unit before and after. What is outside the pairs and windows is the same bytes.
///
/// `together` keeps changes apart only where something stands between them that is not movable.
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

/// How many of the unchanged units that a change follows are read with it: the one above it, and those from
/// which something could reach into that one.
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

/// The same for those that follow a change.
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

/// A unit of the text before and the one of the same kind that stands in its place afterwards.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) before: usize,
    pub(super) after: usize,
    /// Which of the edits touch it; one that starts or ends beside it does.
    pub(super) edits: Range<usize>,
}

impl Pair {
    /// Whether no edit touches it and both trees show it alike.
    pub(super) fn is_unchanged(&self, before: Side, after: Side) -> bool {
        self.edits.is_empty() && before.units[self.before].size() == after.units[self.after].size()
    }
}

/// The units that start and end in the same places but for what the edits before and in them add and remove.
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

/// The text between two units, with the units that stand there.
fn gap(side: Side, previous: Option<usize>, following: Option<usize>) -> Range<usize> {
    let start = previous.map_or(side.body, |at| side.units[at].end);
    let end = following.map_or(side.text.len(), |at| side.units[at].start);
    start..end.max(start)
}

/// Takes in so many unchanged units above and below.
fn stretch(side: Side, units: Range<usize>, text: Range<usize>, (above, below): (usize, usize)) -> Stretch {
    let units = units.start - above..units.end + below;
    let start = if above > 0 { side.units[units.start].start } else { text.start };
    let end = if below > 0 { side.units[units.end - 1].end } else { text.end };
    Stretch { units, text: start..end }
}
