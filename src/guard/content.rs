//! Checks that a pass of the phase `Content` changes only what its edits declare.
//!
//! An edit declares the bytes that it replaces and the bytes that it writes, both extended to whole words. The
//! structure of their lines may change: a corrected bullet makes an item.

use std::ops::Range;

use super::{
    compare::{clip, describe, difference},
    token::{Kind, Token, is_boundary, is_space},
    units::{line_end, line_start},
};
use crate::edit::Edit;

/// The ranges of one of the two texts that the edits of a pass touch.
pub(super) struct Touched<'s> {
    text: &'s str,
    /// The ranges that the edits replace, or write.
    edits: Vec<Range<usize>>,
    /// The same ranges, extended to whole words and merged. The n-th range here belongs to the n-th range of the other
    /// text, because both are extended over the same bytes.
    clusters: Vec<Range<usize>>,
    /// The same ranges, extended to whole lines.
    lines: Vec<Range<usize>>,
}

impl<'s> Touched<'s> {
    /// Returns the touched ranges of both texts. The edits are sorted.
    pub(super) fn both(before: &'s str, after: &'s str, edits: &[Edit]) -> [Self; 2] {
        let old: Vec<Range<usize>> = edits.iter().map(|edit| edit.range().into()).collect();
        let mut shift: isize = 0;
        let new = edits.iter().zip(&old).map(|(edit, old)| {
            let start = old.start.wrapping_add_signed(shift);
            shift += edit.content.len().cast_signed() - old.len().cast_signed();
            start..start + edit.content.len()
        });
        let new = new.collect();
        [Self::new(before, old), Self::new(after, new)]
    }

    fn new(text: &'s str, edits: Vec<Range<usize>>) -> Self {
        let clusters = merged(edits.iter().map(|edit| widened(text, edit)));
        let lines = merged(edits.iter().map(|edit| line_start(text, edit.start)..line_end(text, edit.end)));
        Self { text, edits, clusters, lines }
    }

    /// Returns the clusters that a token overlaps.
    fn clusters_of(&self, token: &Token) -> Range<usize> {
        let start = self.clusters.partition_point(|cluster| cluster.end <= token.at.start);
        let end = self.clusters.partition_point(|cluster| cluster.start < token.at.end);
        start..end.max(start)
    }

    fn touches(&self, token: &Token) -> bool {
        if token.kind.is_content() {
            return !self.clusters_of(token).is_empty();
        }
        let at = token.at.start;
        let line = self.lines.partition_point(|line| line.end < at);
        self.lines.get(line).is_some_and(|line| line.start <= at)
    }

    /// Whether the whole token is replaced, or written.
    fn covers(&self, token: &Token) -> bool {
        let edit = self.edits.partition_point(|edit| edit.end < token.whole.end);
        self.edits.get(edit).is_some_and(|edit| edit.start <= token.whole.start)
    }

    /// Returns the parts of a word that no edit replaces, or writes.
    fn kept(&self, token: &Token) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        if !self.is_verbatim(token) {
            return parts;
        }
        let mut at = token.at.start;
        let first = self.edits.partition_point(|edit| edit.end < at);
        for edit in self.edits[first..].iter().take_while(|edit| edit.start <= token.at.end) {
            parts.push(at..edit.start.max(at));
            at = edit.end.clamp(at, token.at.end);
        }
        parts.push(at..token.at.end);
        parts.retain(|part| !is_markup(&self.text[part.clone()]));
        parts
    }

    /// Whether the text of a token is equal to its bytes. Escapes and entities differ.
    fn is_verbatim(&self, token: &Token) -> bool {
        self.text.get(token.at.clone()) == Some(&*token.text)
    }

    /// Returns the offset in the other text of a byte that no edit replaces, or writes.
    fn moved(&self, other: &Self, at: usize) -> usize {
        match self.edits.partition_point(|edit| edit.end <= at).checked_sub(1) {
            Some(last) => other.edits[last].end + (at - self.edits[last].end),
            None => at,
        }
    }
}

/// Whether a text can be read as structure, like `##`, `-` and `1.`.
fn is_markup(text: &str) -> bool {
    let marker = text.strip_suffix(['.', ')']).unwrap_or_default();
    text.bytes().all(|byte| byte.is_ascii_punctuation())
        || !marker.is_empty() && marker.bytes().all(|byte| byte.is_ascii_digit())
}

/// Extends a range to the next space or boundary on both sides.
fn widened(text: &str, range: &Range<usize>) -> Range<usize> {
    let ends = |c: char| is_space(c) || is_boundary(c);
    let start = text[..range.start].char_indices().rev().find(|&(_, c)| ends(c));
    let end = text[range.end..].find(ends);
    start.map_or(0, |(at, c)| at + c.len_utf8())..end.map_or(text.len(), |length| range.end + length)
}

/// Merges sorted ranges that overlap or touch.
fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => {
                last.start = last.start.min(range.start);
                last.end = last.end.max(range.end);
            }
            _ => merged.push(range),
        }
    }
    merged
}

/// Compares the tokens of one stretch.
pub(super) fn content(before: &[Token], after: &[Token], touched: &[Touched; 2]) -> Result<(), String> {
    let [old, new] = touched;
    let (untouched_before, untouched_after) = (untouched(before, old), untouched(after, new));
    let same = untouched_before.len() == untouched_after.len()
        && untouched_before.iter().zip(&untouched_after).all(|(a, b)| a.key() == b.key());
    if !same {
        return Err(difference(untouched_before.into_iter(), untouched_after.into_iter()));
    }
    kept(before, old, after, new, "disappear")?;
    kept(after, new, before, old, "appear")?;
    counted(before, old, after, new)
}

fn untouched<'t>(tokens: &'t [Token], side: &Touched) -> Vec<&'t Token> {
    tokens.iter().filter(|token| !side.touches(token)).collect()
}

/// Whether everything that has to stay is in the same places. [`content`] does not check places.
pub(super) fn stays(before: &[Token], after: &[Token], touched: &[Touched; 2]) -> bool {
    let [old, new] = touched;
    let (untouched_before, untouched_after) = (untouched(before, old), untouched(after, new));
    untouched_before.len() == untouched_after.len()
        && untouched_before.iter().zip(&untouched_after).all(|(a, b)| old.moved(new, a.at.start) == b.at.start)
        && parts_stay(before, old, after, new)
        && parts_stay(after, new, before, old)
}

/// Whether the kept parts of words are in their places.
fn parts_stay(from: &[Token], side: &Touched, to: &[Token], other: &Touched) -> bool {
    let mut parts = from.iter().filter(|token| is_word(token)).flat_map(|token| side.kept(token));
    parts.all(|part| {
        let start = side.moved(other, part.start);
        let holds = |token: &&Token| token.at.start <= start && start + part.len() <= token.at.end;
        to.iter().filter(holds).any(|token| other.is_verbatim(token))
    })
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, Kind::Word | Kind::Alt | Kind::Html)
}

/// Checks that the parts of touched words outside the edits still exist.
fn kept(from: &[Token], side: &Touched, to: &[Token], other: &Touched, verb: &str) -> Result<(), String> {
    let content = to.iter().filter(|token| token.kind.is_content());
    let mut found: Vec<(usize, &Token)> =
        content.flat_map(|token| other.clusters_of(token).map(move |cluster| (cluster, token))).collect();
    found.sort_by_key(|(cluster, _)| *cluster);
    for token in from.iter().filter(|token| is_word(token)) {
        let clusters = side.clusters_of(token);
        if clusters.is_empty() {
            continue;
        }
        let start = found.partition_point(|(cluster, _)| *cluster < clusters.start);
        let end = found.partition_point(|(cluster, _)| *cluster < clusters.end);
        for part in side.kept(token) {
            let part = &side.text[part];
            let visible = |other: &&Token| (other.kind == Kind::Html) <= (token.kind == Kind::Html);
            let mut others = found[start..end].iter().map(|(_, other)| *other).filter(visible);
            if !others.any(|other| other.text.contains(part) || other.text.contains(['&', '\\'])) {
                return Err(format!("the text “{}” would {verb}", clip(part)));
            }
        }
    }
    Ok(())
}

/// Checks that touched links, images, items, headings, rows and cells disappear only if the edits replace them as a
/// whole.
fn counted(before: &[Token], old: &Touched, after: &[Token], new: &Touched) -> Result<(), String> {
    let classes: [fn(&Kind) -> bool; 6] = [
        |kind| *kind == Kind::Link,
        |kind| *kind == Kind::Image,
        |kind| matches!(kind, Kind::Item { .. }),
        |kind| matches!(kind, Kind::Heading(_)),
        |kind| matches!(kind, Kind::Row { .. }),
        |kind| *kind == Kind::Cell,
    ];
    for class in classes {
        let gone = before.iter().filter(|token| class(&token.kind) && old.touches(token) && !old.covers(token));
        let there = after.iter().filter(|token| class(&token.kind) && new.touches(token)).count();
        if let Some(token) = gone.clone().nth(there) {
            let lost = gone.into_iter().find(|token| !after.iter().any(|other| other.key() == token.key()));
            return Err(format!("{} would disappear", describe(lost.unwrap_or(token))));
        }
    }
    Ok(())
}
