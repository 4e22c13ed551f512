//! Names of people and groups in a text, as those of the authors of an entry.
//!
//! - `people.rs`: what is read
//! - `tokens.rs`: the words and marks of the text
//! - `shape.rs`: the shape of a word
//! - `lexicon.rs`: words that say what a word beside or in a name is, each list in a text file
//! - `item.rs`: what is between two separators: a name or something else
//! - `reader.rs`: the names of the whole text
//!
//! The text is as written in Markdown: emphasis, links, HTML tags and marks of affiliation may be between and around
//! names. All functions are pure. Most texts are prose, which is rejected at its first word in lower case.

mod item;
mod lexicon;
mod reader;
mod shape;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

use crate::text::strip_prefix_ignore_case;

/// The names in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    /// The byte range of each name, without marks of affiliation and emphasis around it.
    pub names: Vec<Range<usize>>,
    /// Whether the text alone shows that these are people: two or more names of persons, a name with an initial, or
    /// "et al.". Otherwise it can also be something else, such as the name of a tool.
    pub sure: bool,
}

/// Reads a text that has nothing but names; none for any other text.
///
/// A remark in brackets after a name is skipped, and so is the group that a single person belongs to. A full stop may
/// be at the end.
#[must_use]
pub fn whole(text: &str) -> Option<People> {
    reader::whole(text)
}

/// Reads names at the start of a text, up to a full stop, a colon, a remark in brackets that begins with a year, a
/// quote, another opening bracket, or words after a comma that cannot be a name: `A. Leaf, B. Cup and C. Mug. "Title"`.
/// Returns the names, which are sure, and the offset of the first byte after them, which is that sign or word.
#[must_use]
pub fn leading(text: &str) -> Option<(People, usize)> {
    reader::leading(text).filter(|(people, _)| people.sure)
}

/// Words before the names of those who made something, in lowercase letters.
const BY: [&str; 12] = [
    "written by",
    "created by",
    "made by",
    "developed by",
    "maintained by",
    "built by",
    "presented by",
    "by",
    "from",
    "от",
    "por",
    "par",
];

/// Returns whether a text is only a word such as "by", and names are to follow.
#[must_use]
pub fn is_by(text: &str) -> bool {
    BY.iter().any(|by| text.eq_ignore_ascii_case(by)) && !text.eq_ignore_ascii_case("from")
}

/// Returns the text after a word such as "by" at the start of a text, without a full stop at its end and without the
/// place that the people are from.
#[must_use]
pub fn after_by(text: &str) -> Option<&str> {
    let first = text.as_bytes().first()?;
    if !matches!(first.to_ascii_lowercase(), b'w' | b'c' | b'm' | b'd' | b'b' | b'p' | 0xd0) {
        return None;
    }
    let rest = BY.iter().find_map(|by| strip_prefix_ignore_case(text, by)?.strip_prefix(' '))?;
    let rest = rest.trim_end_matches(['.', '。']).trim();
    // The link to the group of the people follows.
    Some([" from", " at", " of"].iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest))
}
