//! Moves whole items of a group. Each item gets its own fix, so that a fix moves only the item that its finding names.

use super::List;
use crate::{
    TextRange,
    edit::{Edit, Fix, Phase, Turn},
    source::LineCursor,
    text::line_start,
};

/// The destination of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    /// Directly above this item.
    Before(usize),
    /// Directly below this item.
    After(usize),
}

/// The items of a group, some of which are to be moved.
#[derive(Debug)]
pub(crate) struct Moves<'a> {
    items: &'a [TextRange],
    text: &'a str,
    /// For each item, the bytes before it on its line, and whether they include a tab.
    indents: Vec<(usize, bool)>,
    /// Whether an item extends to the end of the text, as an open fence does.
    open: bool,
    /// For each item, whether a comment is on the line above it; the comment may be about the item.
    bound: Vec<bool>,
    /// For each item, whether it and all items above it in its part are moved.
    leading: Vec<bool>,
}

impl<'a> Moves<'a> {
    /// Takes the items of a group from top to bottom; for each, the part of the group that contains it and whether it
    /// is moved.
    pub(crate) fn new(items: &'a [TextRange], parts: &[usize], moved: &[bool], list: &List<'a>) -> Self {
        let text = list.source.text;
        let bound = items.iter().map(|item| has_comment_above(text, item.start().into())).collect();
        let mut leading = moved.to_vec();
        for index in 1..items.len() {
            leading[index] &= parts[index] != parts[index - 1] || leading[index - 1];
        }
        let mut lines = LineCursor::new(text);
        let mut indent = |item: &TextRange| {
            let start = usize::from(item.start());
            let before = &text[lines.at(start).start..start];
            (before.len(), before.contains('\t'))
        };
        let indents = items.iter().map(&mut indent).collect();
        let open = items.iter().any(|item| list.ends_in_open_block(item.end().into()));
        Self { items, text, indents, open, bound, leading }
    }

    /// Returns the edits that move an item together with the spaces and the line ending on one side of it. `place` is
    /// its index among all items that move to the same destination. Returns none if the item would be parsed
    /// differently there, or if a comment would end up above another item.
    pub(crate) fn fix(&self, item: usize, to: Goal, place: usize, title: String) -> Option<Fix> {
        let below = match to {
            Goal::Before(other) => other,
            Goal::After(other) => other + 1,
        };
        let is_bound = |index: usize| self.bound.get(index).is_some_and(|bound| *bound);
        if self.open || is_bound(item) || is_bound(item + 1) || is_bound(below) {
            return None;
        }
        // An item below a less indented one may become nested in it, so items that get a new neighbour must have the
        // same indentation.
        let around = [item.checked_sub(1), Some(item + 1), below.checked_sub(1), Some(below)];
        let mut indents = around.into_iter().flatten().filter_map(|other| self.indents.get(other));
        if indents.any(|other| *other != self.indents[item]) {
            return None;
        }
        let range = self.items[item];
        // If the items above and below are moved as well, they take the other gap with them.
        let (taken, gap) = if self.leading[item] {
            let next = self.items.get(item + 1)?.start();
            (TextRange::new(range.start(), next), TextRange::new(range.end(), next))
        } else {
            let last = self.items[item.checked_sub(1)?].end();
            (TextRange::new(last, range.end()), TextRange::new(last, range.start()))
        };
        let (text, gap) = (&self.text[range], &self.text[gap]);
        let put = match to {
            Goal::Before(other) => Edit::insert(self.items[other].start(), [text, gap].concat()),
            Goal::After(other) => Edit::insert(self.items[other].end(), [gap, text].concat()),
        };
        let group = u32::from(self.items.first()?.start());
        let turn = Turn { group, place: u32::try_from(place).ok()? };
        let edits = vec![Edit::delete(taken).in_turn(turn), put.in_turn(turn)];
        Some(Fix::safe(Phase::Order, title, edits))
    }
}

/// Returns whether a comment that starts on its own line ends on the line above a byte.
fn has_comment_above(text: &str, at: usize) -> bool {
    let above = &text[..line_start(text, at)];
    let above = above.strip_suffix('\n').unwrap_or(above).trim_end_matches('\r');
    let above = above.trim_end_matches([' ', '\t']);
    above.ends_with("-->")
        && above.rfind("<!--").is_some_and(|start| {
            let before = above[..start].trim_end_matches([' ', '\t']);
            before.is_empty() || before.ends_with('\n')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_above_an_item() {
        for (text, expected) in [
            ("<!-- a -->\n- b", true),
            ("<!-- a\n\nb -->  \r\n- b", true),
            ("- a\n  <!-- c -->\n- b", true),
            ("- a <!-- c -->\n- b", false),
            ("<!-- a -->\n\n- b", false),
            ("- b", false),
            ("-->\n- b", false),
        ] {
            assert_eq!(has_comment_above(text, text.rfind('-').unwrap_or(0)), expected, "{text:?}");
        }
    }
}
