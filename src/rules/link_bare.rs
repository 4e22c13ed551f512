//! `link-bare`: a bare URL among links with a text.

use super::link_brackets::broken;
use crate::{
    conventions::votes::Quorum,
    diagnostic::Severity,
    markdown::LinkStyle,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "link-bare",
    severity: Severity::Info,
    fixes: Fixes::Never,
    page: include_str!("../../rules/link-bare.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

/// Four in five of at least five links in entries have a text.
const WITH_TEXT: Quorum = Quorum { votes: 5, percent: 80 };

fn check(cx: &mut Context) {
    let list = cx.list;
    let in_entries = || list.links.iter().filter(|link| link.entry.is_some());
    let bare = in_entries().filter(|link| link.style == LinkStyle::Bare).count();
    if bare == 0 {
        return;
    }
    let all = in_entries().count();
    let with_text = all - bare;
    if all < WITH_TEXT.votes || with_text * 100 < all * WITH_TEXT.percent {
        return;
    }
    for link in in_entries().filter(|link| link.style == LinkStyle::Bare) {
        // `[text] (URL)` has a text, and is the business of link-malformed.
        let before = list.source.text[..link.range.start().into()].strip_suffix('(');
        if before.is_some_and(|before| before.trim_end_matches(' ').ends_with(']')) {
            continue;
        }
        if broken(list, link).is_some() {
            continue;
        }
        let message = format!("`{}` stands bare, {with_text} of {all} links in entries here have a text", link.url);
        cx.report(link.range, message).help("write `[text](URL)`, with a text that says what is there");
    }
}
