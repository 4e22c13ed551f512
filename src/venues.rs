//! Mentions of conferences, journals, preprint servers and publishers: `NeurIPS'23 (Oral)`.
//!
//! - `venues.rs`: what a mention is, and mentions at the end of a text
//! - `mention.rs`: the grammar of a mention
//! - `tokens.rs`: splits a text into words and numbers
//! - `phrases.rs`: tables of phrases
//! - `years.rs`: the ways to write a year beside a venue
//! - `unknown.rs`: words that look like the acronym of a conference
//! - `names.txt`, `heads.txt`: names, and the starts of names
//! - `remarks.txt`: words beside a name that are not part of it
//! - `small_words.txt`: words that names drop when they are abbreviated
//! - `no_venues.txt`: words in capitals that are no venues
//! - `kinds.rs`, `kinds.txt`: tells conferences, journals, preprint servers and publishers apart
//!
//! All functions are pure. They are asked about most parts of most entries, so they reject prose by its first or its
//! last word. `cases.rs` has tables of texts that are venues and of texts that are not.

#[cfg(test)]
mod cases;
mod kinds;
#[cfg(test)]
mod laws;
mod mention;
mod phrases;
mod tokens;
mod unknown;
mod years;

use std::ops::Range;

pub use kinds::{Kind, kind};

use crate::text::ceil;

/// No mention is longer, in bytes.
const LONGEST: usize = 140;

/// A venue in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Venue {
    /// The bytes of the name, as written, without its year and remarks. A track directly beside it belongs to it:
    /// `Findings of ACL`, `CVPR Workshop`.
    pub name: Range<usize>,
    /// The bytes of a track that a year separates from the name: `Findings` in `ACL 2023 Findings`.
    pub track: Option<Range<usize>>,
    /// The year, if there is one.
    pub when: Option<When>,
    /// Whether this is certainly a venue. If false, the text only looks like one, and other entries have to confirm it:
    /// an acronym in no table (`QWXZ 2020`), or a common word or a subject without a year (`Science`).
    pub known: bool,
}

/// The year, or year and month, that is beside a venue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The bytes, with the apostrophe of `'23`.
    pub range: Range<usize>,
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u32>,
}

/// Reads a text that is nothing but a venue, with a year and remarks such as `Oral`; none for any other text. White
/// space, brackets, emphasis and separators around it do not matter.
#[must_use]
pub fn whole(text: &str) -> Option<Venue> {
    if text.len() > LONGEST {
        return None;
    }
    mention::read(text).map(|mention| mention.venue)
}

/// Reads a venue at the end of a text, after a separator or in brackets: `Title, CVPR 2022`, `Title (EMNLP'22)`. Also
/// returns the byte where the mention begins, with its bracket, or with the words that lead to it (`In Proc. of`).
///
/// Only names that are known are read, and common words only beside a year.
#[must_use]
pub fn trailing(text: &str) -> Option<(usize, Venue)> {
    if !mention::may_end(text, false) {
        return None;
    }
    let floor = ceil(text, text.len().saturating_sub(LONGEST));
    let mut found: Option<(usize, mention::Mention)> = None;
    let mut tries = 0;
    for start in starts(&text[floor..]).map(|at| floor + at) {
        let read = mention::read(&text[start..]).map(|mention| shifted(mention, start));
        let fits = |mention: &mention::Mention| {
            mention.is_led && mention.venue.known && (mention.venue.when.is_some() || mention.is_distinct)
        };
        // What is further left belongs to the mention if it only leads to the same name.
        let extends = |mention: &mention::Mention| {
            found.as_ref().is_none_or(|(old_start, old)| {
                let added = &text[start..*old_start];
                // Another year or number in front belongs to what is before.
                let first = added.chars().find(|c| c.is_alphanumeric());
                let is_number = first.is_some_and(|c| c.is_ascii_digit()) && old.venue.when.is_some();
                let is_part = first.is_some() || added.starts_with(OPENING);
                mention.venue.name.end == old.venue.name.end && is_part && !is_number
            })
        };
        match read.filter(|mention| fits(mention) && extends(mention)) {
            Some(mention) => found = Some((start, mention)),
            None => tries += 1,
        }
        if tries == MOST_TRIES {
            break;
        }
    }
    found.map(|(start, mention)| (start, mention.venue))
}

/// Marks of emphasis and code.
const MARKS: [char; 3] = ['*', '_', '`'];

/// Brackets and marks that a mention can be in.
const OPENING: [char; 7] = ['(', '[', '（', '【', '*', '_', '`'];

/// The most places before a venue that are tried in vain.
const MOST_TRIES: usize = 8;

/// Returns the bytes where a mention could begin, from right to left.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().rev().filter_map(move |(at, c)| {
        let after = at + c.len_utf8();
        let (before, rest) = (&text[..at], &text[after..]);
        let has_space = || rest.starts_with(char::is_whitespace);
        let start = match c {
            '(' | '[' | '（' | '【' => return Some(at),
            ')' | ']' | '）' | '】' | '"' | '”' | '，' | '。' | '|' | '\n' if !rest.starts_with(MARKS) => after,
            ',' | '.' | ';' | ':' | '?' | '!' | '·' | '•' | '*' | '_' | '`' if has_space() => after,
            '*' | '_' | '`' if before.ends_with(char::is_whitespace) => return Some(at),
            '-' | '–' | '—' if has_space() && before.ends_with(char::is_whitespace) => after,
            _ => return None,
        };
        let spaces = rest.len() - rest.trim_start().len();
        (start + spaces < text.len()).then_some(start + spaces)
    })
}

/// Moves the ranges of a mention.
fn shifted(mut mention: mention::Mention, by: usize) -> mention::Mention {
    let venue = &mut mention.venue;
    let ranges = [Some(&mut venue.name), venue.track.as_mut(), venue.when.as_mut().map(|when| &mut when.range)];
    for range in ranges.into_iter().flatten() {
        *range = range.start + by..range.end + by;
    }
    mention
}
