//! What a part of an entry is, and the words that name it: `Authors:`, the header `Venue`.

use crate::words::{self, Lines, Table};

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
static WORDS: Table<Role, { words::slots(FILE) }> = {
    let (mut table, mut lines) = (Table::new(Role::Other), Lines::of(FILE));
    while let Some((name, word)) = lines.next_pair() {
        table.insert(word, role(name));
    }
    table
};
const FILE: &str = include_str!("roles.txt");

/// Returns the role that `roles.txt` names.
const fn role(name: &[u8]) -> Role {
    match name {
        b"title" => Role::Title,
        b"name" => Role::Name,
        b"authors" => Role::Authors,
        b"venue" => Role::Venue,
        b"date" => Role::Date,
        b"description" => Role::Description,
        b"tag" => Role::Tag,
        b"label" => Role::Label,
        _ => Role::Other,
    }
}

/// Returns the role that a word before a colon or in the header of a column names.
pub(super) fn named(text: &str) -> Option<Role> {
    let word = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '#');
    WORDS.get(word)
}

/// Returns the role of a column by its header; the last word decides where the whole is unknown: `Language Model`.
pub(super) fn of_header(text: &str) -> Option<Role> {
    let first = || text.split(['/', '(', '（', '&', ',']).next().and_then(named);
    let last = || text.trim().rsplit(' ').next().and_then(named);
    named(text).or_else(first).or_else(last)
}
