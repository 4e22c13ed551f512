//! The fields of entries: what each part of an entry means.
//!
//! - `fields.rs`: all steps, from the tokens of entries to their fields
//! - `tokens.rs`: the texts, links, images and code of an entry, with the marks around each
//! - `pieces.rs`: tokens joined to runs of text, and cut where a date, a venue or names begin
//! - `titles.rs`: which piece is the title
//! - `habits.rs`: what the other entries of the group have in the same place
//! - `columns.rs`: what the columns of a table hold
//! - `assign.rs`: the fields of one entry
//! - `roles.rs`: the words that name a field: keys and headers
//! - `tags.rs`: the tags in one text
//! - `labels.rs`: words that name a kind of page
//! - `separator.rs`: the separator between an entry's link and its description
//! - `dates.rs`: dates, and their positions within entries

mod assign;
mod columns;
mod dates;
mod habits;
mod labels;
mod pieces;
mod roles;
mod separator;
mod tags;
mod titles;
mod tokens;

use std::{mem::discriminant, ops::Range};

use rustc_hash::FxHashMap;

use super::{Date, DateId, Entry, EntryGroup, GroupKind, List, Part, PartId};
use crate::{
    TextRange, TextSize,
    dates::{Date as WrittenDate, YearStyle},
    hosts::Target,
};
use assign::{Around, Fields};
use columns::Columns;
use dates::Years;
use habits::{Habits, Place};
use pieces::{Class, Piece, Pieces};
use titles::{Candidate, Votes};
use tokens::Tokens;

pub use labels::{is_label, label_word};
pub use roles::Role;
pub use separator::{Separator, SeparatorKind};

/// Reads the fields of all entries.
pub(super) fn read(list: &mut List) {
    let reading = Reading::of(list);
    let all: Vec<Fields> = (0..list.entries.len()).map(|at| reading.fields(list, at)).collect();
    let (found, dates) = (reading.pieces, reading.dates);
    for (at, (fields, read)) in all.into_iter().zip(&reading.entries).enumerate() {
        store(list, at, &fields, &found[read.pieces()], &dates[read.dates.clone()]);
    }
}

/// What was read of one entry.
#[derive(Debug, Clone)]
struct Read {
    pieces: Range<u32>,
    dates: Range<usize>,
    candidates: Range<u32>,
}

impl Read {
    fn pieces(&self) -> Range<usize> {
        self.pieces.start as usize..self.pieces.end as usize
    }
}

/// The pieces of all entries, and what they say of each other.
struct Reading {
    entries: Vec<Read>,
    pieces: Vec<Piece>,
    dates: Vec<WrittenDate>,
    candidates: Vec<Candidate>,
    groups: Vec<Group>,
    /// The titles and habits of all groups of one kind, for groups that are too small.
    kinds: Vec<(GroupKind, Votes, Habits)>,
}

/// What the entries of one group say.
#[derive(Default)]
struct Group {
    votes: Votes,
    columns: Columns,
    habits: Habits,
}

impl Reading {
    fn of(list: &List) -> Self {
        let mut tokens = Tokens::new(list);
        let mut pieces = Pieces::new(list);
        let mut reading = Self {
            entries: Vec::with_capacity(list.entries.len()),
            pieces: Vec::new(),
            dates: Vec::new(),
            candidates: Vec::new(),
            groups: list
                .groups
                .iter()
                .map(|group| Group { columns: Columns::read(list, group), ..Group::default() })
                .collect(),
            kinds: Vec::new(),
        };
        let mut read = |entry: &Entry, years: Years, all: &mut Vec<WrittenDate>| {
            let own = list.own_range(entry);
            let mut dates = Vec::new();
            dates::find(list, entry, own, years, &mut dates);
            if years == Years::Short && dates.is_empty() {
                return None;
            }
            let first = tokens.read(entry, own);
            pieces.short_months = reading.groups[entry.group as usize].columns.short_months;
            let read = pieces.read(&tokens.found[first..], &mut dates);
            let start = all.len();
            all.append(&mut dates);
            Some(Read { pieces: read, dates: start..all.len(), candidates: 0..0 })
        };
        for entry in &list.entries {
            reading.entries.extend(read(entry, Years::Full, &mut reading.dates));
        }
        // Reads the entries without a date again where the others show that `June 24` is a month.
        if dates::are_months(&reading.dates) {
            for (entry, known) in list.entries.iter().zip(&mut reading.entries) {
                if known.dates.is_empty()
                    && let Some(again) = read(entry, Years::Short, &mut reading.dates)
                {
                    *known = again;
                }
            }
        }
        reading.pieces = pieces.found;
        reading.vote_titles(list);
        reading.vote_habits(list);
        reading
    }

    /// Finds the pieces that can be titles, and in which place each group has them.
    fn vote_titles(&mut self, list: &List) {
        let repeated = repeated_texts(list);
        let mut found = Vec::new();
        for (entry, read) in list.entries.iter().zip(&mut self.entries) {
            let group = &mut self.groups[entry.group as usize];
            let pieces = &self.pieces[read.pieces()];
            let is_repeated =
                |piece: &Piece| repeated.get(list.text(piece.range())).is_some_and(|count| *count >= REPEATED);
            let is_paper = |piece: &Piece| {
                let link = piece.link().map(|link| &list.links[link as usize]);
                link.is_some_and(|link| {
                    let word = label_word(list.text(link.label)).unwrap_or_default();
                    matches!(link.target, Target::Paper(_))
                        || PAPERS.iter().any(|paper| word.eq_ignore_ascii_case(paper))
                })
            };
            titles::candidates(pieces, |cell| group.columns.header(cell), is_repeated, is_paper, &mut found);
            group.votes.add(&found);
            let kind = list.groups[entry.group as usize].kind;
            kind_of(&mut self.kinds, kind).1.add(&found);
            let start = self.candidates.len() as u32;
            self.candidates.append(&mut found);
            read.candidates = start..self.candidates.len() as u32;
            group.columns.add(pieces);
        }
    }

    fn title(&self, entry: &Entry, group: &EntryGroup) -> Option<usize> {
        let candidates = &self.entries[entry.id as usize].candidates;
        let candidates = &self.candidates[candidates.start as usize..candidates.end as usize];
        let own = &self.groups[group.id as usize].votes;
        let all = self.kinds.iter().find(|(kind, ..)| discriminant(kind) == discriminant(&group.kind));
        let votes = if own.is_enough() { own } else { all.map_or(own, |(_, votes, _)| votes) };
        votes.choose(candidates)
    }

    /// Counts what stands in each place beside the titles.
    fn vote_habits(&mut self, list: &List) {
        for entry in &list.entries {
            let group = &list.groups[entry.group as usize];
            let title = self.title(entry, group);
            let pieces = &self.pieces[self.entries[entry.id as usize].pieces()];
            let kind = kind_of(&mut self.kinds, group.kind);
            let own = &mut self.groups[group.id as usize];
            for (at, piece) in pieces.iter().enumerate() {
                let counts = matches!(piece.class, Class::Words | Class::People | Class::Venue);
                if Some(at) != title && counts && !piece.inside {
                    let place = Place::of(piece, title.is_some_and(|title| at < title));
                    own.habits.add(piece, place);
                    kind.2.add(piece, place);
                }
            }
        }
        for group in &list.groups {
            let cells = group.entries.iter().filter_map(|&id| {
                let title = self.title(list.entry(id), group)?;
                Some(self.pieces[self.entries[id as usize].pieces()][title].token.cell)
            });
            let mut counts = [0_u32; 256];
            cells.for_each(|cell| counts[usize::from(cell)] += 1);
            if group.kind == GroupKind::Table || counts[0] == 0 {
                let title = (1..=u8::MAX).rev().max_by_key(|cell| counts[usize::from(*cell)]).unwrap_or(1);
                self.groups[group.id as usize].columns.decide(title);
            }
        }
    }

    fn fields(&self, list: &List, at: usize) -> Fields {
        let entry = &list.entries[at];
        let group = &list.groups[entry.group as usize];
        let read = &self.entries[at];
        let own = &self.groups[group.id as usize];
        let all = self.kinds.iter().find(|(kind, ..)| discriminant(kind) == discriminant(&group.kind));
        let around =
            Around { habits: [&own.habits, all.map_or(&own.habits, |(.., habits)| habits)], columns: &own.columns };
        let dates = &self.dates[read.dates.clone()];
        assign::assign(list.source.text, &self.pieces[read.pieces()], self.title(entry, group), &around, dates)
    }
}

/// Labels of links to papers.
const PAPERS: [&str; 4] = ["paper", "pdf", "arxiv", "论文"];

/// The number of entries from which the same text of a link is a label in all of them.
const REPEATED: u32 = 4;

/// Returns in how many links of entries each short text stands.
fn repeated_texts<'t>(list: &List<'t>) -> FxHashMap<&'t str, u32> {
    /// The length of the longest label, in bytes.
    const LONGEST: usize = 24;
    let mut found = FxHashMap::default();
    for link in list.links.iter().filter(|link| link.entry.is_some() && link.badge.is_none()) {
        if !link.label.is_empty() && usize::from(link.label.len()) <= LONGEST {
            *found.entry(list.text(link.label)).or_default() += 1;
        }
    }
    found
}

fn kind_of(kinds: &mut Vec<(GroupKind, Votes, Habits)>, kind: GroupKind) -> &mut (GroupKind, Votes, Habits) {
    let known = kinds.iter().position(|(other, ..)| discriminant(other) == discriminant(&kind));
    let at = known.unwrap_or_else(|| {
        kinds.push((kind, Votes::default(), Habits::default()));
        kinds.len() - 1
    });
    &mut kinds[at]
}

/// Writes the fields of an entry into the list.
fn store(list: &mut List, at: usize, fields: &Fields, pieces: &[Piece], dates: &[WrittenDate]) {
    let title = fields.title.map(|title| &pieces[title]);
    let link = title.and_then(Piece::link);
    let entry = &mut list.entries[at];
    if let Some(link) = link {
        entry.link = Some(link);
    }
    entry.title = title.map(|title| without_stop(list.source.text, title.range()));
    entry.name = fields.name.map(|name| pieces[name].range());
    entry.venue = fields.venue.map(|venue| pieces[venue].range());
    let first = list.parts.len() as PartId;
    list.parts.extend(fields.authors.iter().map(|&range| Part { role: Role::Authors, range }));
    for &range in &fields.tags {
        tags::split(list, range);
    }
    let entry = &mut list.entries[at];
    entry.parts = first..list.parts.len() as PartId;
    let separator = separator::separator(list, at);
    let entry = &mut list.entries[at];
    entry.separator = separator;
    entry.description = fields.description.map(|description| closed(list.source.text, description));
    let first = list.dates.len();
    let mut order: Vec<usize> = (0..dates.len()).collect();
    order.sort_by_key(|&date| dates[date].range.start());
    for number in order {
        let piece = pieces.iter().find(|piece| piece.date.map(usize::from) == Some(number));
        // A year of two digits is sure only where nothing else is in its piece.
        if piece.is_none() && dates[number].written.year != YearStyle::Full {
            continue;
        }
        let place = dates::place(list, at, title, piece, fields);
        if fields.date == Some(number) {
            list.entries[at].date = Some(list.dates.len() as DateId);
        }
        let id = list.dates.len() as DateId;
        list.dates.push(Date { id, entry: at as u32, written: dates[number], place });
    }
    list.entries[at].dates = first as DateId..list.dates.len() as DateId;
}

/// Returns a text with the quote or bracket that closes what is opened in it.
fn closed(text: &str, range: TextRange) -> TextRange {
    const PAIRS: [(char, char); 6] = [('(', ')'), ('[', ']'), ('"', '"'), ('“', '”'), ('«', '»'), ('（', '）')];
    let Some(next) = text[range.end().into()..].chars().next() else { return range };
    let count = |of: char| text[range].matches(of).count();
    let closes = PAIRS.iter().any(|&(open, close)| {
        let opened = if open == close { count(open) % 2 == 1 } else { count(open) > count(close) };
        close == next && opened
    });
    let length = if closes { next.len_utf8() as u32 } else { 0 };
    TextRange::new(range.start(), range.end() + TextSize::from(length))
}

/// Returns a title without the full stop that only separates it from what follows.
fn without_stop(text: &str, title: TextRange) -> TextRange {
    /// The length of a word that hardly is an abbreviation, in bytes.
    const LONG: usize = 4;
    let last = text[title].rsplit(char::is_whitespace).next().unwrap_or_default();
    match last.strip_suffix('.').filter(|word| word.len() >= LONG && !word.contains('.')) {
        Some(_) => TextRange::new(title.start(), title.end() - TextSize::from(1)),
        None => title,
    }
}

impl List<'_> {
    /// Returns the part of an entry that no nested entry has, without its marker.
    pub(crate) fn own_range(&self, entry: &Entry) -> TextRange {
        let next = self.entries.get(entry.id as usize + 1).filter(|next| entry.range.contains_range(next.range));
        let end = next.map_or(entry.range.end(), |next| next.range.start());
        TextRange::new(entry.marker.end(), end)
    }
}
