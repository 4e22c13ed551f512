//! The order of a group's entries, found despite a few entries that are out of order.
//!
//! Each order is tried on each group whose entries all have its key. The longest run that is in order
//! (<https://en.wikipedia.org/wiki/Longest_increasing_subsequence>) shows how many entries would have to move. A group
//! decides its own order if chance is unlikely to produce it. A small or disordered group needs other groups of the
//! list with the same order.

mod describe;
mod evidence;
mod fits;
mod letters;
mod titles;

use std::cmp::Ordering;

use super::{convention::ALPHABETICAL, markers::Markers};
use crate::{
    dates::DateValue,
    list::{EntryGroup, GroupKind, GroupRole, List},
    votes::Share,
};
pub(super) use describe::describe;
use evidence::Support;
pub(crate) use fits::fits_otherwise;
use letters::{Marked, has_marks};
pub use titles::sort_key;
use titles::{COLLATIONS, Texts, first_letter, push_sort_key, titles};

/// An order of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// By date, newest first.
    NewestFirst,
    /// By date, oldest first.
    OldestFirst,
    /// By title, ignoring case.
    Alphabetical,
    /// By arXiv identifier, in either direction: rarely intended, but it explains dates that seem out of order.
    Identifier,
}

impl Order {
    /// Returns the name that users see.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NewestFirst => "newest first",
            Self::OldestFirst => "oldest first",
            Self::Alphabetical => ALPHABETICAL,
            Self::Identifier => "by arXiv identifier",
        }
    }

    const ALL: [Self; 4] = [Self::NewestFirst, Self::OldestFirst, Self::Alphabetical, Self::Identifier];
}

/// The smallest number of entries for a group to have its own order.
pub(crate) const SMALLEST: usize = 4;
/// If this many alphabetical groups have entries at the front, the list puts them there on purpose…
const FRONTED: usize = 3;
/// …where each such entry is more than this many places above its sorted place.
const FRONTED_BY: usize = 3;

/// The order of a group, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupOrder {
    /// The order.
    pub order: Order,
    /// For each entry of the group, whether it is in the longest run.
    pub in_run: Vec<bool>,
    /// For each place of the ordered group, the entry that belongs there, as an index into the group.
    pub sorted: Vec<usize>,
    /// Whether the configuration asks for it.
    pub pinned: bool,
}

impl GroupOrder {
    /// Returns the number of entries in the longest run.
    #[must_use]
    pub fn run(&self) -> usize {
        self.in_run.iter().filter(|in_run| **in_run).count()
    }

    /// Returns the entries at the front of an alphabetical group, before its run, if each is far above its sorted
    /// place: recommended or sponsored entries.
    fn in_front(&self) -> usize {
        if self.order != Order::Alphabetical {
            return 0;
        }
        let front = self.in_run.iter().take_while(|in_run| !**in_run).count();
        let mut places = self.sorted.iter().enumerate().take(front + FRONTED_BY);
        let near = places.any(|(place, &entry)| entry < front && place <= entry + FRONTED_BY);
        if near { 0 } else { front }
    }

    /// Counts the entries at the front as being in order.
    fn keep_in_front(&mut self) {
        let front = self.in_front();
        self.in_run[..front].fill(true);
        self.sorted.retain(|&entry| entry >= front);
        self.sorted.splice(0..0, 0..front);
    }
}

/// Returns the order of each group of a list, by the group's index; none if a group has no order.
pub(super) fn learn(list: &List, markers: &Markers) -> Vec<Option<GroupOrder>> {
    let whole = |group: &EntryGroup| !markers.is_part(group.id);
    let tried = list.groups.iter().map(|group| if whole(group) { candidates(list, group) } else { Vec::new() });
    let tried: Vec<Vec<Candidate>> = tried.collect();
    let support = Order::ALL.map(|order| Support::of(order, &tried));
    let mut orders: Vec<Option<GroupOrder>> = tried
        .into_iter()
        .map(|candidates| {
            let holding = candidates.into_iter().filter(|candidate| {
                let support = support.iter().find(|support| support.order == candidate.order);
                candidate.holds(support)
            });
            // Prefers the order with the longest run; dates are stronger evidence than titles.
            let best = holding.fold(None, |best: Option<Candidate>, next| match best {
                Some(best) if best.run >= next.run => Some(best),
                _ => Some(next),
            });
            best.filter(|best| best.order != Order::Identifier).map(Candidate::sorted)
        })
        .collect();
    let fronted = orders.iter().flatten().filter(|order| order.in_front() > 0).count();
    if fronted >= FRONTED {
        orders.iter_mut().flatten().for_each(GroupOrder::keep_in_front);
    }
    orders
}

/// An order that was tried on a group.
#[derive(Debug)]
pub(super) struct Candidate<'t> {
    pub(super) order: Order,
    /// The number of entries in the longest run.
    pub(super) run: usize,
    in_run: Vec<bool>,
    keys: Keys<'t>,
}

/// The keys by which the entries of a group are compared, one for each.
#[derive(Debug)]
enum Keys<'t> {
    Dates(Vec<(i32, u32, u32)>),
    Papers(Vec<&'t str>),
    Titles(Texts),
    /// The first letters of titles in lowercase: entries that are not in order by these are not in order by title.
    Letters(Vec<char>),
}

impl<'t> Candidate<'t> {
    fn new(order: Order, keys: Keys<'t>, size: usize) -> Self {
        let in_run = longest_run(size, |a, b| keys.compare(order, a, b));
        Self { order, run: in_run.iter().filter(|in_run| **in_run).count(), in_run, keys }
    }

    fn sorted(self) -> GroupOrder {
        let mut sorted: Vec<usize> = (0..self.in_run.len()).collect();
        if self.run < self.in_run.len() {
            sorted.sort_by(|&a, &b| self.keys.compare(self.order, a, b));
        }
        GroupOrder { order: self.order, in_run: self.in_run, sorted, pinned: false }
    }
}

impl Keys<'_> {
    fn compare(&self, order: Order, a: usize, b: usize) -> Ordering {
        let ascending = match self {
            Self::Dates(keys) => keys[a].cmp(&keys[b]),
            Self::Papers(keys) => keys[a].cmp(keys[b]),
            Self::Titles(keys) => keys.get(a).cmp(keys.get(b)),
            Self::Letters(keys) => keys[a].cmp(&keys[b]),
        };
        if order == Order::NewestFirst { ascending.reverse() } else { ascending }
    }
}

/// Returns a group in the order from the configuration; none if its entries do not have the order's key.
pub(crate) fn asked(list: &List, group: &EntryGroup, order: Order) -> Option<GroupOrder> {
    let size = group.entries.len();
    if size < 2 || !can_have_order(list, group) {
        return None;
    }
    let candidate = match order {
        Order::NewestFirst | Order::OldestFirst => Candidate::new(order, Keys::Dates(date_keys(list, group)?), size),
        Order::Alphabetical => by_title(&titles(list, group)?, |_| true)?,
        Order::Identifier => Candidate::new(order, Keys::Papers(paper_keys(list, group)?), size),
    };
    Some(GroupOrder { pinned: true, ..candidate.sorted() })
}

/// Returns whether all items of a group are entries that can change places.
fn can_have_order(list: &List, group: &EntryGroup) -> bool {
    let carried = matches!(group.kind, GroupKind::Paragraphs | GroupKind::Headings | GroupKind::Html);
    !carried && group.role == GroupRole::Entries && group.entries.len() == group.items.len() && !is_counted(list, group)
}

/// Returns the orders that can be tried on a group, each with its longest run.
pub(super) fn candidates<'t>(list: &List<'t>, group: &EntryGroup) -> Vec<Candidate<'t>> {
    let size = group.entries.len();
    if size < SMALLEST || !can_have_order(list, group) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(keys) = date_keys(list, group).filter(|keys| distinct(keys.iter())) {
        found.push(Candidate::new(Order::NewestFirst, Keys::Dates(keys.clone()), size));
        found.push(Candidate::new(Order::OldestFirst, Keys::Dates(keys), size));
    }
    if let Some(keys) = paper_keys(list, group) {
        found.push(Candidate::new(Order::Identifier, Keys::Papers(keys.iter().rev().copied().collect()), size));
        found.push(Candidate::new(Order::Identifier, Keys::Papers(keys), size));
    }
    if let Some(titles) = titles(list, group) {
        let letters = Keys::Letters(titles.iter().map(|title| first_letter(title)).collect());
        let by_letter = Candidate::new(Order::Alphabetical, letters, size);
        if Share::HALF.is_reached(by_letter.run, size) {
            found.extend(by_title(&titles, |keys| distinct(keys.iter())));
        } else {
            found.push(by_letter);
        }
    }
    found
}

/// Returns the way to sort titles that explains a group best; of equally good ones, the simplest.
fn by_title<'t>(titles: &[&str], suffices: fn(&Texts) -> bool) -> Option<Candidate<'t>> {
    let size = titles.len();
    // Of two equally good ways, the one that sorts letters with marks next to those without is more common.
    let marked = if titles.iter().any(|title| has_marks(title)) { &Marked::ALL[..] } else { &[] };
    let spellings = || marked.iter().copied().map(Some).chain([None]);
    let mut best: Option<Candidate> = None;
    let sort_keys = Texts::of(titles.iter(), |title, out| push_sort_key(title, out));
    for collation in COLLATIONS.iter().filter(|collation| sort_keys.iter().any(|key| (collation.matters)(key))) {
        for spelling in spellings() {
            let keys = Texts::of(titles.iter().zip(sort_keys.iter()), |(title, key), out| {
                let start = out.len();
                (collation.key)(title, key, out);
                if let Some(marked) = spelling {
                    let spelled = marked.spell(&out[start..]);
                    out.truncate(start);
                    out.push_str(&spelled);
                }
            });
            if !suffices(&keys) {
                continue;
            }
            let way = Candidate::new(Order::Alphabetical, Keys::Titles(keys), size);
            // Sorted groups follow a way to sort, and groups far from sorted follow none.
            let settled = way.run == size || !Share::HALF.is_reached(way.run, size);
            if best.as_ref().is_none_or(|best| way.run > best.run) {
                best = Some(way);
            }
            if settled {
                return best;
            }
        }
    }
    best
}

/// Returns whether the entries of a numbered list are counted: moving one would change the numbers of others.
fn is_counted(list: &List, group: &EntryGroup) -> bool {
    matches!(group.kind, GroupKind::Numbered { .. })
        && group.entries.windows(2).any(|pair| {
            let number = |id| list.text(list.entry(id).marker);
            number(pair[0]) != number(pair[1])
        })
}

/// Returns the dates of all entries, cut to the coarsest precision among them.
fn date_keys(list: &List, group: &EntryGroup) -> Option<Vec<(i32, u32, u32)>> {
    let values: Option<Vec<DateValue>> =
        group.entries.iter().map(|&id| list.date_of(list.entry(id)).map(|date| date.written.value)).collect();
    let keys: Option<Vec<_>> = values?.into_iter().map(parts).collect();
    let mut keys = keys?;
    let (mut months, mut days) = (true, true);
    for (_, month, day) in &keys {
        months &= *month > 0;
        days &= *day > 0;
    }
    for (_, month, day) in &mut keys {
        *month *= u32::from(months);
        *day *= u32::from(days);
    }
    Some(keys)
}

fn parts(value: DateValue) -> Option<(i32, u32, u32)> {
    use chrono::Datelike;
    match value {
        DateValue::Year(year) => Some((year, 0, 0)),
        DateValue::Month { year, month } => Some((year, month, 0)),
        DateValue::Day(day) => Some((day.year(), day.month(), day.day())),
        _ => None,
    }
}

/// Returns the arXiv identifiers of all entries; only those of the new scheme, which sort as text.
fn paper_keys<'t>(list: &List<'t>, group: &EntryGroup) -> Option<Vec<&'t str>> {
    let keys = group.entries.iter().map(|&id| {
        let paper = list.link_of(list.entry(id))?.target.arxiv()?;
        paper.id.starts_with(|c: char| c.is_ascii_digit()).then_some(paper.id)
    });
    let keys: Option<Vec<&str>> = keys.collect();
    keys.filter(|keys| distinct(keys.iter()))
}

/// Returns whether there are enough different keys to recognise an order.
fn distinct<K: PartialEq>(keys: impl ExactSizeIterator<Item = K>) -> bool {
    let enough = SMALLEST.min(keys.len());
    let mut seen: Vec<K> = Vec::with_capacity(enough);
    for key in keys {
        if seen.len() == enough {
            break;
        }
        if !seen.contains(&key) {
            seen.push(key);
        }
    }
    seen.len() == enough
}

/// Marks a longest subsequence of `0..size` in which no element compares greater than the next one.
pub(crate) fn longest_run(size: usize, compare: impl Fn(usize, usize) -> Ordering) -> Vec<bool> {
    // `ends[n]` is the last element of the run of `n + 1` elements with the lowest end.
    let mut ends: Vec<usize> = Vec::with_capacity(size);
    let mut before: Vec<Option<usize>> = Vec::with_capacity(size);
    for element in 0..size {
        // In an ordered list, most elements extend the longest run.
        let fits = |&end: &usize| compare(end, element) != Ordering::Greater;
        let length = if ends.last().is_none_or(fits) { ends.len() } else { ends.partition_point(fits) };
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() { ends.push(element) } else { ends[length] = element }
    }
    let mut marks = vec![false; size];
    let mut at = ends.last().copied();
    while let Some(element) = at {
        marks[element] = true;
        at = before[element];
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(keys: &[i32]) -> usize {
        longest_run(keys.len(), |a, b| keys[a].cmp(&keys[b])).iter().filter(|mark| **mark).count()
    }

    #[test]
    fn longest_runs() {
        assert_eq!(run(&[]), 0);
        assert_eq!(run(&[1, 2, 2, 3]), 4);
        assert_eq!(run(&[3, 2, 1]), 1);
        assert_eq!(run(&[1, 9, 2, 8, 3, 7, 4]), 4);
    }

    #[test]
    fn titles_compare_without_marks_and_case() {
        assert_eq!(sort_key("**`Beta`**"), "beta");
        assert_eq!(sort_key(".NET"), "net");
        assert_eq!(sort_key("中文"), "中文");
        assert_eq!(sort_key("++"), "++");
        for title in ["**`Beta`**", ".NET", "中文", "Éclair", "2048"] {
            assert_eq!(sort_key(title).chars().next(), Some(first_letter(title)), "{title}");
        }
    }
}
