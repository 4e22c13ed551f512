//! `link-scheme`: a link uses `http:` but its host serves `https:`.

use crate::{
    TextRange,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts,
    list::{Badge, Link},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    fixes: Fixes::Sometimes,
    checks: &[Check::Link(check_link), Check::Badge(check_badge)],
    ..rule!("link-scheme")
};

fn check_link(link: &Link, cx: &mut Context) {
    if !link.repeats {
        check(link.url, link.destination, cx);
    }
}

fn check_badge(badge: &Badge, cx: &mut Context) {
    check(badge.url, badge.destination, cx);
}

fn check(url: &str, destination: Option<TextRange>, cx: &mut Context) {
    if !hosts::is_plain_http(url) {
        return;
    }
    let Some(destination) = destination.filter(|destination| cx.text(*destination).starts_with("http:")) else {
        return;
    };
    let scheme = TextRange::at(destination.start(), "http".len().try_into().unwrap_or_default());
    if hosts::is_securable(url) {
        cx.report(destination, format!("`{url}` uses `http:`: its host serves `https:`")).fix(Fix::safe(
            Phase::Content,
            "write `https:`",
            vec![Edit::replace(scheme, "https")],
        ));
    } else {
        cx.report(destination, format!("`{url}` uses `http:`"))
            .severity(Severity::Info)
            .help("check whether the page opens with `https:`");
    }
}
