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
    fork_join::ForkJoin,
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
pub(super) fn read(list: &mut List, join: Option<ForkJoin>) {
    let reading = Reading::of(list, join);
    for (at, read) in reading.entries.iter().enumerate() {
        let fields = reading.fields(list, at);
        store(list, at, &fields, &reading.pieces[read.pieces()], &reading.dates[read.dates()]);
    }
}

/// What was read of one entry.
#[derive(Debug, Clone)]
struct Read {
    pieces: Range<u32>,
    dates: Range<u32>,
    candidates: Range<u32>,
    /// The number of its title among its pieces, once all have voted.
    title: Option<u32>,
}

impl Read {
    fn pieces(&self) -> Range<usize> {
        self.pieces.start as usize..self.pieces.end as usize
    }

    fn dates(&self) -> Range<usize> {
        self.dates.start as usize..self.dates.end as usize
    }
}

/// The pieces of all entries, and what they say of each other.
#[derive(Default)]
struct Reading {
    entries: Vec<Read>,
    pieces: Vec<Piece>,
    dates: Vec<WrittenDate>,
    candidates: Vec<Candidate>,
    groups: Vec<Group>,
    /// The titles and habits of all groups of one kind, for groups that are too small.
    kinds: Vec<(GroupKind, Votes, Habits)>,
}

/// Reads entries one after the other.
struct Reader<'l, 't> {
    tokens: Tokens<'l, 't>,
    pieces: Pieces<'l, 't>,
    /// The dates of the entry that is read.
    dates: Vec<WrittenDate>,
}

impl Reader<'_, '_> {
    /// Reads an entry, and adds its dates to all dates; none if only short years are asked for and there are none.
    fn read(
        &mut self,
        list: &List,
        entry: &Entry,
        groups: &[Group],
        years: Years,
        all: &mut Vec<WrittenDate>,
    ) -> Option<Read> {
        let own = list.own_range(entry);
        self.dates.clear();
        dates::find(list, entry, own, years, &mut self.dates);
        if years == Years::Short && self.dates.is_empty() {
            return None;
        }
        self.tokens.read(entry, own);
        self.pieces.short_months = groups[entry.group as usize].columns.short_months;
        let read = self.pieces.read(&self.tokens.found, &mut self.dates);
        let start = all.len() as u32;
        all.append(&mut self.dates);
        Some(Read { pieces: read, dates: start..all.len() as u32, candidates: 0..0, title: None })
    }
}

/// What the entries of one group say.
#[derive(Default)]
struct Group {
    votes: Votes,
    columns: Columns,
    habits: Habits,
}

impl Reading {
    fn of(list: &List, join: Option<ForkJoin>) -> Self {
        /// The number of entries from which a second thread saves more than it costs.
        const MANY: usize = 64;
        let entries = &list.entries;
        let groups: Vec<Group> =
            list.groups.iter().map(|group| Group { columns: Columns::read(list, group), ..Group::default() }).collect();
        let mut reading = match join.filter(|_| entries.len() >= MANY) {
            None => Self::alone(list, entries, &groups, entries.len()),
            Some(join) => {
                let (start, end) = entries.split_at(entries.len() / 2);
                let (mut reading, other) = join.both(
                    || Self::alone(list, start, &groups, entries.len()),
                    || Self::alone(list, end, &groups, end.len()),
                );
                reading.append(other);
                reading
            }
        };
        reading.groups = groups;
        if dates::are_months(&reading.dates) {
            reading.read_short_years(list);
        }
        let repeated = repeated_texts(list);
        reading.vote_titles(list, &repeated);
        reading.vote_habits(list, &repeated);
        reading
    }

    /// Reads the pieces of entries, each by itself, with room for those of a number of entries.
    fn alone(list: &List, entries: &[Entry], groups: &[Group], room: usize) -> Self {
        let mut reading = Self { entries: Vec::with_capacity(room), ..Self::default() };
        let mut reader = Reader { tokens: Tokens::new(list), pieces: Pieces::new(list, room), dates: Vec::new() };
        for entry in entries {
            reading.entries.extend(reader.read(list, entry, groups, Years::Full, &mut reading.dates));
        }
        reading.pieces = reader.pieces.found;
        reading
    }

    /// Reads the entries without a date again where the others show that `June 24` is a month.
    fn read_short_years(&mut self, list: &List) {
        let mut pieces = Pieces::new(list, 0);
        pieces.found = std::mem::take(&mut self.pieces);
        let mut reader = Reader { tokens: Tokens::new(list), pieces, dates: Vec::new() };
        for (entry, known) in list.entries.iter().zip(&mut self.entries) {
            if known.dates.is_empty()
                && let Some(again) = reader.read(list, entry, &self.groups, Years::Short, &mut self.dates)
            {
                *known = again;
            }
        }
        self.pieces = reader.pieces.found;
    }

    /// Adds the pieces of the entries that follow.
    fn append(&mut self, mut other: Self) {
        let (pieces, dates) = (self.pieces.len() as u32, self.dates.len() as u32);
        for read in &mut other.entries {
            read.pieces = read.pieces.start + pieces..read.pieces.end + pieces;
            read.dates = read.dates.start + dates..read.dates.end + dates;
        }
        self.entries.append(&mut other.entries);
        self.pieces.append(&mut other.pieces);
        self.dates.append(&mut other.dates);
    }

    /// Finds the pieces that can be titles, and in which place each group has them.
    fn vote_titles(&mut self, list: &List, repeated: &FxHashMap<&str, u32>) {
        let mut found = Vec::new();
        for (entry, read) in list.entries.iter().zip(&mut self.entries) {
            let group = &mut self.groups[entry.group as usize];
            let pieces = &self.pieces[read.pieces()];
            let is_repeated = |piece: &Piece| {
                let text = list.text(piece.range());
                text.len() <= LONGEST_LABEL && repeated.get(text).is_some_and(|count| *count >= REPEATED)
            };
            let is_paper = |piece: &Piece| {
                let link = piece.link().map(|link| &list.links[link as usize]);
                link.is_some_and(|link| {
                    let word = label_word(list.text(link.label)).unwrap_or_default();
                    matches!(link.target, Target::Paper(_))
                        || PAPERS.iter().any(|paper| word.eq_ignore_ascii_case(paper))
                })
            };
            titles::candidates(pieces, |cell| group.columns.header(cell), is_repeated, is_paper, &mut found);
            if let Some(slot) = titles::best_slot(&found) {
                group.votes.add(slot);
                kind_of(&mut self.kinds, list.groups[entry.group as usize].kind).1.add(slot);
            }
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
    fn vote_habits(&mut self, list: &List, repeated: &FxHashMap<&str, u32>) {
        let common = (list.entries.len() as u32 / 8).max(REPEATED);
        for entry in &list.entries {
            let group = &list.groups[entry.group as usize];
            let title = self.title(entry, group);
            self.entries[entry.id as usize].title = title.map(|title| title as u32);
            let pieces = &mut self.pieces[self.entries[entry.id as usize].pieces()];
            for (at, piece) in pieces.iter_mut().enumerate() {
                let is_doubtful = piece.link().is_some() && piece.class == Class::People && !piece.sure;
                if is_doubtful
                    && Some(at) != title
                    && repeated.get(list.text(piece.range())).is_some_and(|count| *count >= common)
                {
                    piece.class = Class::Label;
                }
            }
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
                let read = &self.entries[id as usize];
                Some(self.pieces[(read.pieces.start + read.title?) as usize].token.cell)
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
        let dates = &self.dates[read.dates()];
        let title = read.title.map(|title| title as usize);
        assign::assign(list.source.text, &self.pieces[read.pieces()], title, &around, dates)
    }
}

/// Labels of links to papers.
const PAPERS: [&str; 4] = ["paper", "pdf", "arxiv", "论文"];

/// The number of entries from which the same text of a link is a label in all of them.
const REPEATED: u32 = 4;

/// The length of the longest label, in bytes.
const LONGEST_LABEL: usize = 24;

/// Returns in how many links of entries each short text stands.
fn repeated_texts<'t>(list: &List<'t>) -> FxHashMap<&'t str, u32> {
    let mut found = FxHashMap::default();
    for link in list.links.iter().filter(|link| link.entry.is_some() && link.badge.is_none()) {
        if !link.label.is_empty() && usize::from(link.label.len()) <= LONGEST_LABEL {
            // `[[Code]](u)`
            let text = list.text(link.label).trim_matches(['[', ']', '\\', ' ']);
            *found.entry(text).or_default() += 1;
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
    let Some(&(open, close)) = PAIRS.iter().find(|(_, close)| *close == next) else { return range };
    let count = |of: char| text[range].matches(of).count();
    let closes = if open == close { count(open) % 2 == 1 } else { count(open) > count(close) };
    let length = if closes { next.len_utf8() as u32 } else { 0 };
    TextRange::new(range.start(), range.end() + TextSize::from(length))
}

/// Returns a title without the full stop that only separates it from what follows.
fn without_stop(text: &str, title: TextRange) -> TextRange {
    /// Words whose full stop belongs to them.
    const ABBREVIATIONS: [&str; 13] =
        ["al", "co", "corp", "ed", "eds", "etc", "inc", "jr", "ltd", "no", "sr", "vol", "vs"];
    let last = text[title].rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_word = |word: &&str| {
        let initial = word.chars().count() < 2;
        !initial && !word.contains('.') && !ABBREVIATIONS.iter().any(|known| word.eq_ignore_ascii_case(known))
    };
    match last.strip_suffix('.').filter(is_word) {
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
