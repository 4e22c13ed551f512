//! `badge-style`: the URL of a badge is written differently from those of the list's other badges of its kind.

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts::ImageKind,
    list::Badge,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    fixes: Fixes::Sometimes,
    yields_to: &["badge-malformed"],
    checks: &[Check::Badge(check)],
    ..rule!("badge-style")
};

fn check(badge: &Badge, cx: &mut Context) {
    if badge.entry.is_none() {
        return;
    }
    let Some(written) = badge.template else { return };
    let Some(habit) = cx.conventions.badges.spelling(written.kind) else { return };
    let usual = habit.value;
    if usual == written {
        return;
    }
    let subject = match badge.shows {
        ImageKind::Repository { repository, .. } => format!("{}/{}", repository.owner, repository.name),
        ImageKind::Arxiv(Some(id)) => id.plain().into_owned(),
        _ => String::new(),
    };
    // The fix cannot invent an identifier that the URL does not have, and must not drop one that it has.
    let same_parts = usual.suffix.is_some() == written.suffix.is_some();
    let expected = usual.render(&subject);
    let same_label = usual.label() == written.label();
    let place = badge.destination.unwrap_or(badge.image);
    let literal = badge.destination.is_some_and(|destination| cx.text(destination) == badge.url);
    let finding = cx.report(place, format!("`{}` has an unusual spelling: expected `{expected}`", badge.url));
    finding.help(habit.evidence.say("badges of this kind have the expected spelling", "this spelling"));
    if usual.looks_like(&written) {
        finding.severity(Severity::Info);
    }
    if same_parts && literal {
        let (title, edits) = (format!("write `{expected}`"), vec![Edit::replace(place, expected)]);
        finding.fix(Fix::safe_if(same_label, Phase::Content, title, edits));
    }
}
