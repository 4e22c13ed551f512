//! `date-missing`: an entry without a date where nearly all others have one.

use crate::{
    TextRange,
    diagnostic::Severity,
    list::{Entry, EntryGroup, GroupKind, GroupRole},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "date-missing",
    severity: Severity::Warning,
    fixes: Fixes::Never,
    page: include_str!("../../rules/date-missing.md"),
    checks: &[Check::Group(check)],
    ..Rule::DEFAULT
};

/// Entries of a group that show the habit, and how many of a hundred must have a date.
const ENTRIES: usize = 10;
const PERCENT: usize = 90;

fn check(group: &EntryGroup, cx: &mut Context) {
    if group.role != GroupRole::Entries || group.entries.len() < ENTRIES || group.kind == GroupKind::Html {
        return;
    }
    let entries = || group.entries.iter().map(|&id| cx.list.entry(id));
    let dated = entries().filter(|entry| !entry.dates.is_empty()).count();
    let (total, lacking) = (group.entries.len(), group.entries.len() - dated);
    if lacking == 0 || dated * 100 < total * PERCENT {
        return;
    }
    let found: Vec<TextRange> = entries()
        .filter(|entry| entry.dates.is_empty() && entry.children.is_empty() && !has_year(entry, cx))
        .map(|entry| entry.title.unwrap_or(entry.head))
        .collect();
    for place in found {
        cx.report(place, format!("the entry has no date, {dated} of {total} in this group have one"))
            .help("readers sort and skim by date");
    }
}

/// Whether a year stands somewhere outside the targets of links: a date in a form that is not known.
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
