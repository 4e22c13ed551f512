//! Finds where suppression comments in the list disable rules.
//!
//! - `suppress.rs`: turns comments into the ranges of the text in which a rule is disabled
//! - `comment.rs`: parses one comment
//! - `spans.rs`: the ranges of one rule, and whether a place is in one
//! - `peers.rs`: the names of the rules of other linters
//!
//! A section for which the configuration disables a rule is such a range too. Comments of other linters are read, but
//! are not reported.

mod comment;
mod peers;
mod spans;

pub use comment::{Comment, Named, Verb};

use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    TextRange,
    config::{Config, Level, Section},
    diagnostic::Diagnostic,
    edit::Phase,
    list::List,
    markdown::{Kind, NodeRef},
    source::Source,
    text::starts_with_ignore_case,
};
use spans::{Cause, Spans};

/// The ranges in which rules are disabled.
#[derive(Debug, Default)]
pub struct Suppressions<'t> {
    /// The names of all rules.
    names: &'static [&'static str],
    comments: Vec<Comment<'t>>,
    /// The ranges by rule. [`ALL`] has the ranges of comments that name no rule.
    spans: FxHashMap<&'static str, Spans>,
    /// Starts of the comments that must not be moved.
    placed: Vec<u32>,
}

/// The key for all rules.
const ALL: &str = "";

impl<'t> Suppressions<'t> {
    /// Reads the comments of a list, and the sections for which the configuration disables rules. `sections` is the
    /// result of [`Config::sections_of`], `names` are the names of all rules.
    #[must_use]
    pub fn read(
        list: &List<'t>,
        config: &Config,
        sections: &[Option<&Section>],
        names: &'static [&'static str],
    ) -> Self {
        let mut own = Self { names, comments: comments(list, names), ..Self::default() };
        if !own.comments.is_empty() {
            own.read_comments(list);
        }
        own.read_sections(list, config, sections);
        for spans in own.spans.values_mut() {
            spans.finish();
        }
        own
    }

    /// Whether no rule is disabled anywhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The comments.
    #[must_use]
    pub fn comments(&self) -> &[Comment<'t>] {
        &self.comments
    }

    fn read_sections(&mut self, list: &List, config: &Config, sections: &[Option<&Section>]) {
        if sections.is_empty() {
            return;
        }
        // These rules are enabled only in some sections.
        let is_elsewhere = |rule: &str| config.rules.level(rule) == Some(Level::Off) && config.runs(rule);
        let elsewhere: FxHashSet<&str> = self.names.iter().copied().filter(|rule| is_elsewhere(rule)).collect();
        let end = crate::offset(list.source.text.len());
        for (section, part) in list.sections.iter().zip(sections) {
            let is_off = |rule: &&&str| match part.and_then(|part| part.rules.level(rule)) {
                Some(level) => level == Level::Off,
                None => elsewhere.contains(**rule),
            };
            let off = self.names.iter().filter(is_off);
            let section_end = if section.range.end() == end { end + crate::offset(1) } else { section.range.end() };
            for rule in off {
                let place = TextRange::new(section.range.start(), section_end);
                self.spans.entry(rule).or_default().add_range(place, Cause::Other);
            }
        }
    }

    fn read_comments(&mut self, list: &List) {
        let text = list.source.text;
        let next_lines = next_lines(list.source, &self.comments);
        let next_blocks = next_blocks(list, &self.comments);
        // The place where each rule was disabled, by our comments and by those of other linters.
        let mut open: [FxHashMap<&'static str, (u32, usize, usize)>; 2] = Default::default();
        for index in 0..self.comments.len() {
            let comment = &self.comments[index];
            let (own, place) = (comment.own, comment.range);
            if comment.is_placed() {
                self.placed.push(place.start().into());
            }
            let verb = comment.verb;
            let span = match verb {
                Verb::Line => Some(lines_of(list.source, place)),
                Verb::NextLine => next_lines[index],
                Verb::NextBlock => next_blocks[index],
                Verb::File => Some(TextRange::up_to(crate::offset(text.len()))),
                Verb::Disable | Verb::Enable | Verb::Unknown(..) => None,
            };
            if let Some(span) = span {
                self.add(index, span, verb);
            }
            if !matches!(verb, Verb::Disable | Verb::Enable) {
                continue;
            }
            let comment = &self.comments[index];
            let open = &mut open[usize::from(own)];
            let named = !comment.names.is_empty();
            let mut each: Vec<(&'static str, usize)> = Vec::new();
            for (at, name) in comment.names.iter().enumerate() {
                each.extend(name.rules.iter().map(|rule| (*rule, at)));
            }
            if !named {
                each.extend(self.names.iter().map(|rule| (*rule, 0)));
            }
            match verb {
                Verb::Disable => {
                    for (rule, at) in each {
                        open.entry(rule).or_insert((place.start().into(), index, at));
                    }
                }
                Verb::Enable => {
                    let mut used = vec![false; self.comments[index].names.len().max(1)];
                    for (rule, at) in each {
                        if let Some(start) = open.remove(rule) {
                            used[at] = true;
                            self.close(rule, own, start, place.start().into());
                        }
                    }
                    let comment = &mut self.comments[index];
                    comment.used = used[0];
                    comment.names.iter_mut().zip(used).for_each(|(name, used)| name.used = used);
                }
                _ => {}
            }
        }
        let end = text.len() as u32 + 1;
        for (own, open) in [false, true].into_iter().zip(open) {
            for (rule, start) in open {
                self.close(rule, own, start, end);
            }
        }
    }

    fn close(&mut self, rule: &'static str, own: bool, (start, comment, name): (u32, usize, usize), end: u32) {
        let cause = if own { Cause::Own { comment, name } } else { Cause::Other };
        self.spans.entry(rule).or_default().add_range(TextRange::new(start.into(), end.into()), cause);
    }

    /// Adds the span of a comment for each rule that it names.
    fn add(&mut self, index: usize, span: TextRange, verb: Verb) {
        let comment = &self.comments[index];
        let mut add = |rule, name| {
            let cause = if comment.own { Cause::Own { comment: index, name } } else { Cause::Other };
            let spans: &mut Spans = self.spans.entry(rule).or_default();
            match verb {
                Verb::File => spans.add_file(cause),
                Verb::NextBlock => spans.add_range(span, Cause::Other),
                _ => spans.add_line(span, cause),
            }
        };
        if comment.names.is_empty() {
            add(ALL, 0);
        }
        for (at, name) in comment.names.iter().enumerate() {
            name.rules.iter().for_each(|rule| add(rule, at));
        }
    }

    /// Removes the findings at places where their rule is disabled, and the fixes that would change such a place.
    /// Returns the number of suppressed findings.
    pub fn apply(&mut self, diagnostics: &mut Vec<Diagnostic>) -> usize {
        if self.spans.is_empty() && self.placed.is_empty() {
            return 0;
        }
        let before = diagnostics.len();
        let mut skipped = FxHashSet::default();
        diagnostics.retain_mut(|found| {
            let at = u32::from(found.range.start());
            let mut off = false;
            for key in [found.rule, ALL] {
                if let Some(cause) = self.spans.get(key).and_then(|spans| spans.at(at)) {
                    off = true;
                    self.comments.mark(cause);
                    break;
                }
            }
            if off {
                skipped.extend(extent(found));
                return false;
            }
            true
        });
        let taken = before - diagnostics.len();
        for found in diagnostics.iter_mut() {
            let Some(fix) = &found.fix else { continue };
            // A fix that several findings share is kept for all of them or for none.
            let mut touched = extent(found).is_some_and(|extent| skipped.contains(&extent));
            for edit in &fix.edits {
                let place = edit.range();
                touched |= fix.phase == Phase::Order && self.holds_placed(place);
                for key in [found.rule, ALL] {
                    if let Some(cause) = self.spans.get(key).and_then(|spans| spans.touching(place)) {
                        touched = true;
                        self.comments.mark(cause);
                    }
                }
            }
            if touched {
                found.fix = None;
            }
        }
        taken
    }

    /// Whether a range contains a comment that is about the text after it.
    fn holds_placed(&self, place: TextRange) -> bool {
        let at = self.placed.partition_point(|&start| start < u32::from(place.start()));
        self.placed.get(at).is_some_and(|&start| start < u32::from(place.end()))
    }
}

/// Returns a key that two findings of a rule have in common only if they share a fix: the start and end of the fix, and
/// its number of edits.
fn extent(found: &Diagnostic) -> Option<(&'static str, TextRange, usize)> {
    let edits = &found.fix.as_ref()?.edits;
    let (first, last) = (edits.first()?, edits.last()?);
    Some((found.rule, first.range().cover(last.range()), edits.len()))
}

/// Records that comments have an effect.
trait Mark {
    fn mark(&mut self, cause: Cause);
}

impl Mark for Vec<Comment<'_>> {
    fn mark(&mut self, cause: Cause) {
        let Cause::Own { comment, name } = cause else { return };
        let comment = &mut self[comment];
        match comment.names.get_mut(name) {
            Some(name) => name.used = true,
            None => comment.used = true,
        }
    }
}

/// Returns the comments of a text that may be suppression comments, in document order.
fn comments<'t>(list: &List<'t>, names: &'static [&'static str]) -> Vec<Comment<'t>> {
    let text = list.source.text;
    let mut found = Vec::new();
    let mut at = list.source.body.into();
    while let Some(start) = memmem::find(&text.as_bytes()[at..], b"<!--") {
        let start = at + start;
        let words = text[start + 4..].trim_start();
        if !starts_with_ignore_case(words, comment::OWN) && !words.starts_with(comment::PEER) {
            at = start + 4;
            continue;
        }
        let Some(length) = memmem::find(&text.as_bytes()[start + 4..], b"-->") else { break };
        at = start + 4 + length + 3;
        found.extend(Comment::read(&text[start + 4..start + 4 + length], start, names));
    }
    if found.is_empty() {
        return found;
    }
    // In code and front matter they are text.
    let html: Vec<TextRange> = list.tree.nodes_of([Kind::Html, Kind::HtmlBlock]).map(NodeRef::range).collect();
    found.retain(|comment: &Comment| {
        let next = html.partition_point(|html| html.end() <= comment.range.start());
        html.get(next).is_some_and(|html| html.contains_range(comment.range))
    });
    found
}

/// Returns the lines of a range, including the line ending. The last line reaches beyond the end of the text.
fn lines_of(source: &Source, place: TextRange) -> TextRange {
    let (start, end) = (source.line_at(place.start()).start, source.line_at(place.end()).end);
    let end = if source.text[..end].ends_with('\n') { end } else { end + 1 };
    TextRange::new(crate::offset(start), crate::offset(end))
}

/// Returns for each comment the next line that has text other than such comments.
fn next_lines(source: &Source, comments: &[Comment]) -> Vec<Option<TextRange>> {
    let text = source.text;
    let mut found = vec![None; comments.len()];
    // The loop runs backwards, so that each of several comments in a row only needs the result of the next one.
    for index in (0..comments.len()).rev() {
        let line = source.line_at(comments[index].range.end());
        let next = comments.get(index + 1);
        // Comments on the same line have the same next line.
        if next.is_some_and(|next| usize::from(next.range.end()) < line.end) {
            found[index] = found[index + 1];
            continue;
        }
        let start = text.len() - text[line.end..].trim_start().len();
        if start == text.len() {
            continue;
        }
        let stacked = next.filter(|next| usize::from(next.range.start()) == start);
        let is_alone = stacked.is_some_and(|next| {
            let end = usize::from(next.range.end());
            text[end..source.line_at(next.range.end()).end].trim().is_empty()
        });
        found[index] =
            if is_alone { found[index + 1] } else { Some(lines_of(source, TextRange::empty(crate::offset(start)))) };
    }
    found
}

/// Returns for each comment that is a block of its own the next block with the same parent: the block that `ignore`
/// refers to in remark.
fn next_blocks(list: &List, comments: &[Comment]) -> Vec<Option<TextRange>> {
    let mut found = vec![None; comments.len()];
    let mut at = 0;
    let mut enclosing: Vec<NodeRef> = Vec::new();
    let mut nodes = list.tree.nodes().peekable();
    while let Some(node) = nodes.next() {
        while enclosing.last().is_some_and(|around| around.end() <= node.index()) {
            enclosing.pop();
        }
        if node.kind() == Kind::HtmlBlock {
            let is_inside = |next: &&NodeRef| enclosing.last().is_none_or(|around| next.index() < around.end());
            let next = nodes.peek().filter(is_inside).map(|next| next.range());
            while comments.get(at).is_some_and(|comment| comment.range.start() < node.range().end()) {
                if node.range().contains_range(comments[at].range) {
                    found[at] = next;
                }
                at += 1;
            }
        }
        enclosing.push(node);
    }
    found
}

#[cfg(test)]
mod tests;
