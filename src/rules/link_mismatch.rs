//! `link-mismatch`: the text of a link is the URL of another page than its target.

use crate::{
    diagnostic::Severity,
    hosts::{self, Target},
    list::Link,
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule =
    Rule { severity: Severity::Error, checks: &[Check::Link(check)], ..rule!("link-mismatch") };

fn check(link: &Link, cx: &mut Context) {
    if link.badge.is_some() || !hosts::names_another(cx.text(link.label), &link.target) {
        return;
    }
    let text = cx.text(link.label).trim();
    let (what, severity) = match link.target {
        Target::Paper(_) => ("paper", Severity::Error),
        // A repository can have moved to another owner.
        Target::Repository(_) => ("repository", Severity::Warning),
        _ => ("video", Severity::Error),
    };
    let finding =
        cx.report(link.label, format!("the text `{text}` names another {what} than its link: `{}`", link.url));
    finding
        .severity(severity)
        .help("open both and keep the right one: one of the two was most likely pasted by mistake");
    if let Some(destination) = link.destination {
        finding.label(destination, "the target");
    }
}
