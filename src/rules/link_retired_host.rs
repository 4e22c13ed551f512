//! `link-retired-host`: a link or an image is on a service that has closed.

use crate::{
    diagnostic::Severity,
    hosts::{self, Target},
    list::{Badge, Link},
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule = Rule {
    severity: Severity::Info,
    checks: &[Check::Link(check_link), Check::Badge(check_badge)],
    ..rule!("link-retired-host")
};

fn check_link(link: &Link, cx: &mut Context) {
    // A paper can be on a closed site that showed papers. No other known host has closed.
    if link.repeats || link.needs_no_url_check || !matches!(link.target, Target::Page | Target::Paper(_)) {
        return;
    }
    if let Some(fate) = hosts::retired(link.url) {
        cx.report(link.destination.unwrap_or(link.range), format!("`{}` leads to a retired service: {fate}", link.url))
            .help("find the new address of the page, or remove the link");
    }
}

fn check_badge(badge: &Badge, cx: &mut Context) {
    // A badge is reported only once.
    if cx.list.link_around(badge).is_some_and(|link| hosts::retired(link.url).is_some()) {
        return;
    }
    if let Some(fate) = hosts::retired(badge.url) {
        cx.report(
            badge.destination.unwrap_or(badge.image),
            format!("the image `{}` comes from a retired service: {fate}", badge.url),
        )
        .help("use another image, or remove it");
    }
}
