//! `date-missing`: an entry has no date, but nearly all entries of its group have one.

use crate::{
    TextRange,
    conventions::presence,
    list::{Entry, EntryGroup},
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule = Rule { checks: &[Check::Group(check)], ..rule!("date-missing") };

fn check(group: &EntryGroup, cx: &mut Context) {
    let Some(dates) = presence::dates(cx.list, group).filter(|dates| !dates.is_unanimous()) else { return };
    let Some(habit) = dates.habit().filter(|habit| habit.value) else { return };
    let why = habit.evidence.say("entries of this group have one", "one");
    let entries = group.entries.iter().map(|&id| cx.list.entry(id));
    let found: Vec<TextRange> = entries
        .filter(|entry| entry.dates.is_empty() && entry.children.is_empty())
        .filter(|entry| !has_year(entry, cx) && !has_short_year(entry, cx))
        .map(|entry| entry.title.unwrap_or(entry.head))
        .collect();
    for place in found {
        cx.report(place, format!("the entry has no date: {why}")).help("add one: readers sort and skim by date");
    }
}

/// Whether the entry contains a year outside the targets of its links: such a year is a date in an unknown form.
fn has_year(entry: &Entry, cx: &Context) -> bool {
    let mut from = entry.range.start();
    let targets = cx.list.links_of(entry).iter().filter_map(|link| link.destination);
    let end = TextRange::empty(entry.range.end());
    for target in targets.chain(std::iter::once(end)) {
        if target.start() < from || target.end() > entry.range.end() {
            continue;
        }
        if holds_year(cx.text(TextRange::new(from, target.start()))) {
            return true;
        }
        from = target.end();
    }
    false
}

/// Whether a text contains a number that can be a year: also that of an old book.
fn holds_year(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let mut years = numbers.filter(|number| number.len() == 4);
    years.any(|number| ("1000".."2100").contains(&number)) || text.as_bytes().windows(4).any(is_recent)
}

/// Whether four bytes of a longer number can be a year: `20240601`.
fn is_recent(four: &[u8]) -> bool {
    (four.starts_with(b"19") || four.starts_with(b"20")) && four[2..].iter().all(u8::is_ascii_digit)
}

/// Whether the venue ends in a number of two digits, or one follows it: `EMNLP 18`.
fn has_short_year(entry: &Entry, cx: &Context) -> bool {
    let Some(venue) = entry.venue else { return false };
    let last = cx.text(venue).rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    let end = entry.range.end().max(venue.end());
    let after = cx.text(TextRange::new(venue.end(), end)).trim_start_matches([' ', '\'', '’', '-', ',']);
    let next = after.split(|c: char| !c.is_alphanumeric()).next();
    let is_short = |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    last.into_iter().chain(next).any(is_short)
}
