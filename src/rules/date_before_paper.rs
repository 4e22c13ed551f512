//! `date-before-paper`: the date of an entry is two or more months before its arXiv paper appeared.

use crate::{
    diagnostic::Severity,
    hosts::ArxivId,
    list::{Date, DatePlace, Entry, List},
    rule::{Check, Context, Rule},
    votes::Share,
};

pub(super) static RULE: Rule = Rule { checks: &[Check::List(check)], ..rule!("date-before-paper") };

/// The number of months for which arXiv hardly ever holds a paper back. In real lists, gaps of two to four months were
/// as often right as wrong; gaps of six or more months were all wrong.
const HELD: i32 = 6;

/// The number of entries from which dates before papers are a habit…
const EARLY: usize = 5;
/// …if they are more than this share of the dates beside papers: such dates are those of releases.
const EARLY_SHARE: Share = Share::percent(10);

/// A date and the paper of its entry.
struct Dated<'e, 't> {
    entry: &'e Entry,
    date: &'e Date,
    paper: ArxivId<'t>,
    /// The year and the month in which the paper appeared.
    appeared: (i32, u32),
    /// The number of months by which the date is earlier; negative if it is later.
    months: i32,
}

fn check(cx: &mut Context) {
    let list = cx.list;
    let dated: Vec<Dated> = list.entries.iter().filter_map(|entry| read(list, entry)).collect();
    for place in [DatePlace::Before, DatePlace::After, DatePlace::Field, DatePlace::Badge] {
        let here = || dated.iter().filter(|dated| dated.date.place == place);
        let early = here().filter(|dated| dated.months >= 2 && !dated.date.is_of_venue()).count();
        let is_habit = early >= EARLY && EARLY_SHARE.is_exceeded(early, here().count());
        for Dated { entry, date, paper, appeared: (year, month), months } in here().filter(|dated| dated.months >= 2) {
            let at = date.written.range;
            let message = format!("`{}` is before paper `{}` appeared ({year}-{month:02})", cx.text(at), paper.id);
            // arXiv can hold a paper back for some months, and still shows the day of submission.
            let is_sure = *months >= HELD && !is_habit && !date.is_of_venue() && !was_presented(list, entry, date);
            let severity = if is_sure { Severity::Warning } else { Severity::Info };
            cx.report(at, message)
                .severity(severity)
                .help("check the date and the identifier: arXiv numbers papers in the month in which they appear");
        }
    }
}

fn read<'e, 't>(list: &'e List<'t>, entry: &'e Entry) -> Option<Dated<'e, 't>> {
    let date = list.date_of(entry)?;
    let paper = list.paper_of(entry)?;
    Some(Dated { entry, date, paper, appeared: paper.month()?, months: list.months_before_paper(entry)? })
}

/// Returns whether an entry names a venue of the year of its date, where the paper was before it was on arXiv.
fn was_presented(list: &List, entry: &Entry, date: &Date) -> bool {
    let is_elsewhere = entry.venue.is_some_and(|venue| !list.text(venue).to_ascii_lowercase().contains("arxiv"));
    let year = date.written.value.year();
    is_elsewhere && list.dates_of(entry).iter().any(|other| other.is_of_venue() && other.written.value.year() == year)
}
