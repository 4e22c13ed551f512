//! The sequence of the elements of an entry.

use super::{
    convention::{Convention, Topic},
    sequence::Sequences,
};
use crate::{
    TextRange,
    list::{Entry, GroupKind, List},
    votes::criteria,
};

/// An element of an entry.
#[derive(Debug, Clone, Copy)]
pub enum Part<'t> {
    /// A short name.
    Name,
    /// The title.
    Title,
    /// The date.
    Date,
    /// A link named for the kind of page it leads to.
    Label(&'t str),
}

impl PartialEq for Part<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Name, Self::Name) | (Self::Title, Self::Title) | (Self::Date, Self::Date) => true,
            (Self::Label(a), Self::Label(b)) => a.eq_ignore_ascii_case(b),
            _ => false,
        }
    }
}

impl Part<'_> {
    /// Returns the name for messages.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Name => "the short name".to_owned(),
            Self::Title => "the title".to_owned(),
            Self::Date => "the date".to_owned(),
            Self::Label(word) => format!("`{word}`"),
        }
    }
}

/// Entries with more elements than this have no single sequence.
const MOST: usize = 8;

/// Replaces what `found` holds by the elements of an entry in sequence, each kind once.
pub fn parts<'t>(list: &List<'t>, entry: &Entry, found: &mut Vec<(Part<'t>, TextRange)>) {
    found.clear();
    let mut add = |part: Part<'t>, range: TextRange| {
        if found.len() < MOST && !found.iter().any(|(known, _)| *known == part) {
            found.push((part, range));
        }
    };
    if let Some(name) = entry.name {
        add(Part::Name, name);
    }
    if let Some(title) = entry.title {
        add(Part::Title, title);
    }
    if let Some(date) = list.date_of(entry) {
        add(Part::Date, date.written.range);
    }
    for link in list.links_of(entry).iter().filter(|link| link.badge.is_none() && !link.html) {
        if let Some(word) = list.label_of(link) {
            add(Part::Label(word), link.range);
        }
    }
    found.sort_by_key(|(_, range)| range.start());
}

/// Returns the entries whose elements are on one line: those of lists.
pub fn entries_in_lists<'l>(list: &'l List) -> impl Iterator<Item = &'l Entry> {
    let is_list = |kind| matches!(kind, GroupKind::Bullets { .. } | GroupKind::Numbered { .. });
    list.entries.iter().filter(move |entry| is_list(list.groups[entry.group as usize].kind))
}

pub(super) fn learn<'t>(list: &List<'t>) -> Sequences<Part<'t>> {
    let mut sequences = Sequences::new(&criteria::PARTS);
    let mut found = Vec::new();
    for entry in entries_in_lists(list) {
        parts(list, entry, &mut found);
        sequences.vote(&found, |(part, _)| *part);
    }
    sequences
}

pub(super) fn describe(sequences: &Sequences<Part>, out: &mut Vec<Convention>) {
    for (pair, question) in sequences.iter().filter(|(_, question)| !question.is_too_small()) {
        let (first, second) = (pair.0.name(), pair.1.name());
        let outcome = question.outcome(|forward| {
            if forward { format!("{first} before {second}") } else { format!("{second} before {first}") }
        });
        out.push(Convention::new(Topic::Parts, format!("{first}, {second}"), "entries", outcome));
    }
}
