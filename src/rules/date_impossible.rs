//! `date-impossible`: a date names a day that does not exist.

use crate::{
    dates::DateValue,
    diagnostic::Severity,
    list::Date,
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule =
    Rule { severity: Severity::Error, checks: &[Check::Date(check)], ..rule!("date-impossible") };

fn check(date: &Date, cx: &mut Context) {
    let DateValue::Impossible { month, day, .. } = date.written.value else { return };
    let at = date.written.range;
    let why = if (1..=12).contains(&month) {
        format!("that month has no day {day}")
    } else {
        format!("there is no month {month}")
    };
    cx.report(at, format!("`{}` is not a date: {why}", cx.text(at))).help("look up the date on the page of the entry");
}
