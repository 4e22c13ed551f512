//! `venue-spelling`: the venue of an entry is spelled differently from the same venue elsewhere in the list.

use crate::{
    conventions::venues::venue_of,
    edit::{Edit, Fix, Phase},
    list::Entry,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Always, checks: &[Check::Entry(check)], ..rule!("venue-spelling") };

fn check(entry: &Entry, cx: &mut Context) {
    let Some(place) = venue_of(cx.list, entry) else { return };
    let venue = cx.text(place);
    let Some((usual, evidence)) = cx.conventions.venues().expected(venue) else { return };
    let why = match evidence {
        Some(evidence) => evidence.say(&format!("spell it `{usual}`"), &format!("`{usual}`")),
        None => format!("its owner spells it `{usual}`, and the list has no usual spelling"),
    };
    cx.report(place, format!("the venue `{venue}` has an unusual spelling: expected `{usual}`"))
        .help(why)
        .fix(Fix::safe(Phase::Content, format!("write `{usual}`"), vec![Edit::replace(place, usual)]));
}
