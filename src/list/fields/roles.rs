//! What a part of an entry is, and the words that name it: `Authors:`, the header `Venue`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicase::Ascii;

use crate::words;

/// What a part of an entry means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// What the thing is called.
    Title,
    /// A nickname, acronym or name of a method beside the title.
    Name,
    /// People or groups who made it.
    Authors,
    /// A conference, journal, preprint server or publisher, without its year.
    Venue,
    /// The date of the thing.
    Date,
    /// The prose that describes it.
    Description,
    /// A short label that classifies it.
    Tag,
    /// A link named for the kind of page that it leads to, or the word before such links.
    Label,
    /// Anything else: a number of stars, a running number, an affiliation.
    Other,
}

/// The words for each role, in lowercase letters.
static WORDS: LazyLock<FxHashMap<Ascii<&'static str>, Role>> = LazyLock::new(|| {
    let role = |name| match name {
        "title" => Role::Title,
        "name" => Role::Name,
        "authors" => Role::Authors,
        "venue" => Role::Venue,
        "date" => Role::Date,
        "description" => Role::Description,
        "tag" => Role::Tag,
        "label" => Role::Label,
        _ => Role::Other,
    };
    words::read_pairs(include_str!("roles.txt")).map(|(name, word)| (Ascii::new(word), role(name))).collect()
});

/// The longest word in the list, in bytes.
const LONGEST: usize = 32;

/// Returns the role that a word before a colon or in the header of a column names.
pub(super) fn named(text: &str) -> Option<Role> {
    let word = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '#');
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    WORDS.get(&Ascii::new(word)).copied()
}

/// Returns the role of a column by its header; the last word decides where the whole is unknown: `Language Model`.
pub(super) fn of_header(text: &str) -> Option<Role> {
    let first = || text.split(['/', '(', '（', '&', ',']).next().and_then(named);
    let last = || text.trim().rsplit(' ').next().and_then(named);
    named(text).or_else(first).or_else(last)
}
