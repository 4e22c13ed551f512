//! `date-format`: a date is written differently from the list's other dates.

use crate::{
    edit::{Edit, Fix, Phase},
    list::DatePlace,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Always, checks: &[Check::List(check)], ..rule!("date-format") };

fn check(cx: &mut Context) {
    for place in [DatePlace::Before, DatePlace::After, DatePlace::Field, DatePlace::Badge] {
        let Some(convention) = cx.conventions.dates_in(place) else { continue };
        for date in cx.list.dates.iter().filter(|date| date.place == place) {
            let Some(expected) = convention.expected(&date.written) else { continue };
            // In the URL of a badge, spaces and dashes are escaped, and its other text says the same.
            let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
            if place == DatePlace::Badge && !is_plain(&expected) {
                continue;
            }
            let at = date.written.range;
            let written = cx.text(at);
            let evidence = convention.evidence(&date.written);
            let message = if convention.pinned(&date.written).is_some() {
                format!("`{written}` is not written as the configuration asks: expected `{expected}`")
            } else {
                format!("`{written}` is written differently from the list's other dates: expected `{expected}`")
            };
            cx.report(at, message).help(evidence).fix(Fix::safe(
                Phase::Content,
                format!("write `{expected}`"),
                vec![Edit::replace(at, expected)],
            ));
        }
    }
}
