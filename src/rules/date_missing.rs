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
        .filter(|entry| entry.dates.is_empty() && entry.children.is_empty() && !has_year(entry, cx))
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

fn holds_year(text: &str) -> bool {
    text.as_bytes()
        .windows(4)
        .any(|four| (four.starts_with(b"19") || four.starts_with(b"20")) && four[2..].iter().all(u8::is_ascii_digit))
}
