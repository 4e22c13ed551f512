//! The order that a group's entries stand in, seen through the few that stand outside it.
//!
//! Each order is tried on each group whose entries all have its key. The longest run that is in order
//! (<https://en.wikipedia.org/wiki/Longest_increasing_subsequence>) shows how many entries would have to
//! move. A group's own evidence suffices where chance would hardly produce it; a small or much disturbed
//! group needs the other groups of the list to stand in the same order.

mod describe;
mod fits;
mod letters;
mod titles;

use std::cmp::Ordering;

use super::{convention::ALPHABETICAL, markers::Markers};
use crate::{
    dates::DateValue,
    hosts::Target,
    list::{EntryGroup, GroupKind, GroupRole, List},
    votes::{Share, criteria},
};
pub(super) use describe::describe;
pub(crate) use fits::fits_otherwise;
use letters::{Marked, has_marks};
pub use titles::sort_key;
use titles::{COLLATIONS, Texts, first_letter, push_sort_key, titles};

/// An order of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// By date, the newest on top.
    NewestFirst,
    /// By date, the oldest on top.
    OldestFirst,
    /// By title, letter case aside.
    Alphabetical,
    /// By arXiv identifier, either way: seldom meant, but it explains dates that seem out of order.
    Identifier,
}

impl Order {
    /// As users say it.
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

/// Groups smaller than this have no order of their own.
pub(crate) const SMALLEST: usize = 4;
/// A list that has put entries of so many alphabetical groups in front does so on purpose…
const FRONTED: usize = 3;
/// …where such an entry stands more than so many places above its own.
const FRONTED_BY: usize = 3;

/// The order of a group and what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupOrder {
    /// The order.
    pub order: Order,
    /// For each entry of the group, whether it stands in the longest run.
    pub in_run: Vec<bool>,
    /// For each place of the ordered group, the entry that belongs there, as an index into the group.
    pub sorted: Vec<usize>,
    /// Whether the configuration asks for it.
    pub pinned: bool,
}

impl GroupOrder {
    /// Entries in the longest run.
    #[must_use]
    pub fn run(&self) -> usize {
        self.in_run.iter().filter(|in_run| **in_run).count()
    }

    /// The entries of an alphabetical group that stand in front of its run, where each is far above its own place, as
    /// what a list recommends or is paid for.
    fn in_front(&self) -> usize {
        if self.order != Order::Alphabetical {
            return 0;
        }
        let front = self.in_run.iter().take_while(|in_run| !**in_run).count();
        let mut places = self.sorted.iter().enumerate().take(front + FRONTED_BY);
        let near = places.any(|(place, &entry)| entry < front && place <= entry + FRONTED_BY);
        if near { 0 } else { front }
    }

    /// Counts the entries in front as being in order.
    fn keep_in_front(&mut self) {
        let front = self.in_front();
        self.in_run[..front].fill(true);
        self.sorted.retain(|&entry| entry >= front);
        self.sorted.splice(0..0, 0..front);
    }
}

/// The order of each group of a list, in the order of its groups; none where none shows.
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
                holds(candidate, support)
            });
            // Of orders that hold, the one with the longest run; a date says more than a title.
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

struct Support {
    order: Order,
    perfect: usize,
    judged: usize,
}

impl Support {
    fn of(order: Order, tried: &[Vec<Candidate>]) -> Self {
        let candidates = tried.iter().flatten().filter(|candidate| candidate.order == order);
        let (mut perfect, mut judged) = (0, 0);
        for candidate in candidates {
            judged += 1;
            perfect += usize::from(candidate.run == candidate.in_run.len());
        }
        Self { order, perfect, judged }
    }
}

fn holds(candidate: &Candidate, support: Option<&Support>) -> bool {
    let (run, size) = (candidate.run, candidate.in_run.len());
    let is_supported = |support: &Support| {
        let others = support.perfect - usize::from(run == size);
        others >= SUPPORTERS && criteria::ORDER_SUPPORT.is_met(support.perfect, support.judged)
    };
    criteria::ORDER_ALONE.is_met(run, size)
        || criteria::ORDER_SUPPORTED.is_met(run, size) && support.is_some_and(is_supported)
}

/// Groups that lend their order to another one.
const SUPPORTERS: usize = 2;

/// An order that was tried on a group.
#[derive(Debug)]
pub(super) struct Candidate<'t> {
    pub(super) order: Order,
    /// Entries in the longest run.
    pub(super) run: usize,
    in_run: Vec<bool>,
    keys: Keys<'t>,
}

/// What the entries of a group are compared by, one for each.
#[derive(Debug)]
enum Keys<'t> {
    Dates(Vec<(i32, u32, u32)>),
    Papers(Vec<&'t str>),
    Titles(Texts),
    /// The first letters of titles, small: what is not even in order by these is not in order by the titles.
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

/// The order of a group that the configuration asks for; none where its entries lack what that goes by.
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

/// Whether the entries of a group are all there is in it, and could change places.
fn can_have_order(list: &List, group: &EntryGroup) -> bool {
    let carried = matches!(group.kind, GroupKind::Paragraphs | GroupKind::Headings | GroupKind::Html);
    !carried && group.role == GroupRole::Entries && group.entries.len() == group.items.len() && !is_counted(list, group)
}

/// The orders that can be tried on a group, each with its longest run.
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

/// Of the ways in which people sort titles, the one that explains a group best; of equals, the plainest.
fn by_title<'t>(titles: &[&str], suffices: fn(&Texts) -> bool) -> Option<Candidate<'t>> {
    let size = titles.len();
    // Of two ways as good, the one that puts letters with marks beside those without is meant: people sort so.
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
            // What is sorted has its way, and what is far from sorted has none.
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

/// Whether the entries of a numbered list are counted: moving one would change the others' numbers.
fn is_counted(list: &List, group: &EntryGroup) -> bool {
    matches!(group.kind, GroupKind::Numbered { .. })
        && group.entries.windows(2).any(|pair| {
            let number = |id| list.text(list.entry(id).marker);
            number(pair[0]) != number(pair[1])
        })
}

/// The dates of all entries, cut to the coarsest precision among them.
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

/// The arXiv identifiers of all entries; those of the new scheme, which sort as text.
fn paper_keys<'t>(list: &List<'t>, group: &EntryGroup) -> Option<Vec<&'t str>> {
    let keys = group.entries.iter().map(|&id| match list.link_of(list.entry(id))?.target {
        Target::Paper(paper) if paper.id.starts_with(|c: char| c.is_ascii_digit()) => Some(paper.id),
        _ => None,
    });
    let keys: Option<Vec<&str>> = keys.collect();
    keys.filter(|keys| distinct(keys.iter()))
}

/// Whether there are enough different keys to speak of an order.
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

/// Marks a longest subsequence of `0..size` in which no element compares greater than the one behind it.
pub(crate) fn longest_run(size: usize, compare: impl Fn(usize, usize) -> Ordering) -> Vec<bool> {
    // `ends[n]` is the last element of the run of `n + 1` elements that ends lowest.
    let mut ends: Vec<usize> = Vec::with_capacity(size);
    let mut before: Vec<Option<usize>> = Vec::with_capacity(size);
    for element in 0..size {
        // Most elements of a list with an order go to the end.
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
