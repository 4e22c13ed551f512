//! `entry-separator`: another mark between link and description than the list's.

use crate::{
    TextRange,
    conventions::entries::Spelling,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    list::{Entry, SeparatorKind},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "entry-separator",
    severity: Severity::Warning,
    fixes: Fixes::Always,
    page: include_str!("../../rules/entry-separator.md"),
    checks: &[Check::Entry(check)],
    ..Rule::DEFAULT
};

fn check(entry: &Entry, cx: &mut Context) {
    let Some((separator, spelling)) = entry.separator.zip(Spelling::of(cx.list, entry)) else { return };
    let Some(habit) = cx.conventions.entries.separator() else { return };
    if spelling == habit.own {
        return;
    }
    let colons = [spelling.kind, habit.own.kind].map(|kind| kind == SeparatorKind::Colon);
    let behind = cx.text(TextRange::new(separator.range.end(), entry.head.end().max(separator.range.end())));
    // The colon leads to a subtitle where the list's own mark follows.
    if colons[0] && !colons[1] && behind.contains(&habit.own.to_string()) {
        return;
    }
    let title = format!("write `{}`", habit.own);
    let edits = vec![Edit::replace(separator.range, habit.own.to_string())];
    // A colon can lead to something else than a description: a translation, an author, more links.
    let fix = if colons[0] == colons[1] {
        Fix::safe(Phase::Content, title, edits)
    } else {
        Fix::needs_review(Phase::Content, title, edits)
    };
    cx.report(separator.range, format!("`{spelling}` stands before the description instead of `{}`", habit.own))
        .help(habit.evidence.say(&format!("entries have `{}`", habit.own), &format!("`{}`", habit.own)))
        .fix(fix);
}
