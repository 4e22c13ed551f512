//! `badge-malformed`: the badge service cannot serve the URL of a badge's image.

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts,
    list::Badge,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    severity: Severity::Error,
    fixes: Fixes::Sometimes,
    checks: &[Check::Badge(check)],
    ..rule!("badge-malformed")
};

fn check(badge: &Badge, cx: &mut Context) {
    let Some(found) = hosts::badge_malformed(badge.url) else { return };
    let place = badge.destination.unwrap_or(badge.image);
    let literal = badge.destination.is_some_and(|destination| cx.text(destination) == badge.url);
    let finding = cx.report(place, format!("the badge `{}` {}", badge.url, found.what));
    finding.help("copy the URL from the badge service again: readers see a broken image or an error");
    if let Some(repair) = found.repair.filter(|_| literal) {
        finding.fix(Fix::safe(Phase::Content, format!("write `{repair}`"), vec![Edit::replace(place, repair)]));
    }
}
