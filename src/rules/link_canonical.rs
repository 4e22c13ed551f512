//! `link-canonical`: the URL of a link has parts that it does not need, such as `www.`, `.git` or `?utm_source=`.

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts::{self, Target},
    list::Link,
    markdown::LinkStyle,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule =
    Rule { fixes: Fixes::Sometimes, checks: &[Check::Link(check)], ..rule!("link-canonical") };

fn check(link: &Link, cx: &mut Context) {
    if link.repeats || link.needs_no_url_check {
        return;
    }
    let Some(canonical) = hosts::canonical(link.url) else { return };
    let place = link.destination.unwrap_or(link.range);
    let literal = link.destination.is_some_and(|destination| cx.text(destination) == link.url);
    // On an unknown site, the parameter may be agreed with a sponsor, or show the site that visitors come from this
    // list.
    let maybe_agreed = link.target == Target::Page && hosts::is_tracked(link.url);
    let finding = cx.report(place, format!("{} in `{}` is not needed", canonical.why, link.url));
    if maybe_agreed {
        finding.severity(Severity::Info);
    }
    if literal && link.style != LinkStyle::Bare {
        let (title, edits) = (format!("write `{}`", canonical.url), vec![Edit::replace(place, canonical.url)]);
        finding
            .help("use the short form: it leads to the same page, and two spellings hide duplicates")
            .fix(Fix::safe_if(!maybe_agreed, Phase::Content, title, edits));
    } else {
        finding.help(format!("write `{}`", canonical.url));
    }
}
