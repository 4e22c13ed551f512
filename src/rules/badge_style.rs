//! `badge-style`: another spelling of the same badge than the list's.

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts::ImageKind,
    list::Badge,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "badge-style",
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    yields_to: &["badge-malformed"],
    page: include_str!("../../rules/badge-style.md"),
    checks: &[Check::Badge(check)],
    ..Rule::DEFAULT
};

fn check(badge: &Badge, cx: &mut Context) {
    if badge.entry.is_none() {
        return;
    }
    let Some(written) = badge.template else { return };
    let Some(habit) = cx.conventions.badges.spelling(written.kind) else { return };
    let own = habit.value;
    if own == written {
        return;
    }
    let subject = match badge.shows {
        ImageKind::Repository { repository, .. } => format!("{}/{}", repository.owner, repository.name),
        ImageKind::Arxiv(Some(id)) => id.plain().into_owned(),
        _ => String::new(),
    };
    // A spelling that shows an identifier cannot be made from one that has none, and taking one out loses it.
    let same_parts = own.suffix.is_some() == written.suffix.is_some();
    let expected = own.render(&subject);
    let same_label = own.label() == written.label();
    let place = badge.destination.unwrap_or(badge.image);
    let literal = badge.destination.is_some_and(|destination| cx.text(destination) == badge.url);
    let why = habit.evidence.say("badges of its kind", "another spelling");
    let finding = cx.report(place, format!("`{}` is written differently from {why}", badge.url));
    finding.help(format!("the list's spelling is `{expected}`"));
    if own.looks_like(&written) {
        finding.severity(Severity::Info);
    }
    if same_parts && literal {
        let (title, edits) = (format!("write `{expected}`"), vec![Edit::replace(place, expected)]);
        finding.fix(if same_label {
            Fix::safe(Phase::Content, title, edits)
        } else {
            Fix::needs_review(Phase::Content, title, edits)
        });
    }
}
