//! `date-before-paper`: the date of an entry is two or more months before its arXiv paper appeared.

use crate::{
    dates::DateValue,
    diagnostic::Severity,
    hosts::ArxivId,
    list::Entry,
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule = Rule { checks: &[Check::Entry(check)], ..rule!("date-before-paper") };

/// The number of months for which arXiv hardly ever holds a paper back. In real lists, gaps of two to four months were
/// as often right as wrong; gaps of six or more months were all wrong.
const HELD: i32 = 6;

fn check(entry: &Entry, cx: &mut Context) {
    let Some(date) = cx.list.date_of(entry) else { return };
    let Some(paper) = only_paper(entry, cx) else { return };
    let Some((year, month)) = paper.month() else { return };
    let announced = year * 12 + month as i32;
    let value = date.written.value;
    // A bare year is usually the year of a conference, which can be before the public copy of the paper.
    let months = match (value, value.month()) {
        (DateValue::Impossible { .. } | DateValue::Ambiguous { .. }, _) => 0,
        (_, Some(month)) => announced - (value.year() * 12 + month as i32),
        (_, None) => (year - value.year() - 1) * 12,
    };
    if months >= 2 {
        let at = date.written.range;
        let written = cx.text(at);
        let message = format!("`{written}` is before paper `{}` appeared ({year}-{month:02})", paper.id);
        // arXiv can hold a paper back for some months, and still shows the day of submission.
        let severity = if months < HELD { Severity::Info } else { Severity::Warning };
        cx.report(at, message)
            .severity(severity)
            .help("check the date and the identifier: arXiv numbers papers in the month in which they appear");
    }
}

/// Returns the paper that the links of an entry name. None where they name several or none.
fn only_paper<'t>(entry: &Entry, cx: &Context<'_, 't>) -> Option<ArxivId<'t>> {
    let mut papers = cx.list.links_of(entry).iter().filter_map(|link| link.target.arxiv());
    let first = papers.next()?;
    papers.all(|other| other.same(&first)).then_some(first)
}
