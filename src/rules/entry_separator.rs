//! `entry-separator`: the separator between an entry's link and its description differs from that of the list's other
//! entries.

use crate::{
    TextRange,
    conventions::entries::Spelling,
    edit::{Edit, Fix, Phase},
    list::{Entry, SeparatorKind},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule =
    Rule { fixes: Fixes::Always, checks: &[Check::Entry(check)], ..rule!("entry-separator") };

fn check(entry: &Entry, cx: &mut Context) {
    let Some((separator, spelling)) = entry.separator.zip(Spelling::of(cx.list, entry)) else { return };
    let Some(habit) = cx.conventions.entries.separator() else { return };
    if spelling == habit.value {
        return;
    }
    let colons = [spelling.kind, habit.value.kind].map(|kind| kind == SeparatorKind::Colon);
    let after = cx.text(TextRange::new(separator.range.end(), entry.head.end().max(separator.range.end())));
    // A colon comes before a subtitle if the usual separator follows.
    if colons[0] && !colons[1] && after.contains(&habit.value.to_string()) {
        return;
    }
    let title = format!("write `{}`", habit.value);
    let edits = vec![Edit::replace(separator.range, habit.value.to_string())];
    // The text after a colon may not be a description but a translation, an author or more links.
    let fix = Fix::safe_if(colons[0] == colons[1], Phase::Content, title, edits);
    cx.report(separator.range, format!("the separator is `{spelling}`: expected `{}`", habit.value))
        .help(habit.evidence.say(&format!("entries have `{}`", habit.value), &format!("`{}`", habit.value)))
        .fix(fix);
}
