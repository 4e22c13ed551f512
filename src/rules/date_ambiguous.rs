//! `date-ambiguous`: a date can be read with the month first or with the day first.

use crate::{
    dates::DateValue,
    diagnostic::Severity,
    list::{Date, DatePlace},
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule =
    Rule { severity: Severity::Info, checks: &[Check::Date(check)], ..rule!("date-ambiguous") };

fn check(date: &Date, cx: &mut Context) {
    let DateValue::Ambiguous { month_first, day_first } = date.written.value else { return };
    if date.place == DatePlace::Prose || month_first == day_first {
        return;
    }
    if cx.conventions.dates_in(date.place).is_some_and(|convention| convention.resolve(&date.written).is_some()) {
        return;
    }
    let at = date.written.range;
    let (one, other) = (month_first.format("%B %-d"), day_first.format("%B %-d"));
    cx.report(at, format!("`{}` is {one} or {other}: no other date here shows which", cx.text(at)))
        .help("write the month as a word, or the date as year-month-day");
}
