//! Spaces at the ends of lines.

use std::ops::Range;

use super::convention::{Convention, Topic};
use crate::{
    TextRange,
    list::List,
    markdown::Kind,
    range,
    votes::{Question, criteria},
};

/// The spaces at the ends of a list's lines that have no effect.
#[derive(Debug)]
pub struct LineEnds {
    /// All such spaces.
    pub found: Vec<LineEnd>,
    /// The votes on whether lines with text end in spaces.
    lines: Question<bool>,
    /// The same votes, with the number of entries as the total.
    entries: Question<bool>,
}

/// Spaces at the end of one line.
#[derive(Debug, Clone, Copy)]
pub struct LineEnd {
    /// The byte range.
    pub place: TextRange,
    /// Whether the line has only spaces.
    pub is_all: bool,
}

impl LineEnds {
    pub(super) fn learn(list: &List) -> Self {
        let mut found = Vec::new();
        let source = list.source;
        let mut breaks: Option<Vec<Range<usize>>> = None;
        let mut opaque = list.opaque.iter().peekable();
        let mut texts = 0;
        for line in source.lines() {
            let text = source.text[line.clone()].trim_end_matches(['\n', '\r']);
            let kept = text.trim_end_matches([' ', '\t']).len();
            texts += usize::from(kept > 0);
            if kept == text.len() || line.start < source.body.into() {
                continue;
            }
            let (from, to) = (line.start + kept, line.start + text.len());
            while opaque.next_if(|next| usize::from(next.end()) <= from).is_some() {}
            if opaque.peek().is_some_and(|next| usize::from(next.start()) <= from) {
                continue;
            }
            if has_effect(&text[..kept], &text[kept..]) {
                continue;
            }
            let breaks = breaks
                .get_or_insert_with(|| list.tree.nodes_of([Kind::HardBreak]).map(|node| node.range().into()).collect());
            let before = breaks.partition_point(|at| at.end < to);
            if kept > 0 && breaks.get(before).is_some_and(|at| at.start <= to) {
                continue;
            }
            found.push(LineEnd { place: range(from, to), is_all: kept == 0 });
        }
        let ends = found.iter().filter(|end| !end.is_all).count();
        let question = |criterion, all: usize| {
            let mut question = Question::new(criterion);
            question.add(true, ends.min(all));
            question.add(false, all.saturating_sub(ends));
            question
        };
        Self {
            lines: question(&criteria::LINE_END, texts),
            entries: question(&criteria::ENTRY_LINE_END, list.entries.len()),
            found,
        }
    }

    /// Returns whether spaces at the ends of lines are a habit of the list, as if left by a script or an editor: on
    /// every fourth line, or on every second entry.
    #[must_use]
    pub fn are_habit(&self) -> bool {
        self.lines.holds_for(true) || self.entries.holds_for(true)
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        if self.lines.count(true) == 0 {
            return;
        }
        let yes = "end in spaces";
        let mut outcome = self.lines.outcome(|ends| if ends { yes } else { "end without spaces" }.to_owned());
        outcome.value = self.are_habit().then(|| yes.to_owned());
        out.push(Convention::new(Topic::LineEnds, "lines", "lines", outcome));
    }
}

/// Returns whether a line would have another meaning without the spaces at its end.
fn has_effect(kept: &str, spaces: &str) -> bool {
    // The next line is inside the item `- `; without the space, not every parser agrees.
    kept.ends_with(['-', '*', '+', '>', '.', ')']) && is_bare_marker(kept)
        // Without the space, the backslash would be a line break.
        || kept.ends_with('\\')
        // Not every parser accepts a tab as a space after the hashes that close a heading.
        || kept.ends_with('#') && spaces.contains('\t')
}

/// Returns whether a line has only the bullet of an item, or markers of quotes and items.
fn is_bare_marker(line: &str) -> bool {
    let is_marker = |word: &str| {
        let number = word.strip_suffix(['.', ')']).unwrap_or_default();
        matches!(word, "-" | "*" | "+" | ">") || !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    // `* * *` is a thematic break rather than items inside items.
    let is_rule = |mark: char| line.matches(mark).count() > 2 && line.chars().all(|c| c == mark || c.is_whitespace());
    if is_rule('*') || is_rule('-') {
        return false;
    }
    let mut words = line.split_ascii_whitespace();
    words.next_back().is_some_and(|last| last != ">" && is_marker(last)) && words.all(is_marker)
}
