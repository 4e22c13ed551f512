//! `link-bare`: a bare URL among links with a text.

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
    yields_to: &["link-brackets", "link-malformed"],
    page: include_str!("../../rules/link-bare.md"),
    checks: &[Check::List(check)],
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
        let message = format!("`{}` stands bare, {with_text} of {all} links in entries here have a text", link.url);
        cx.report(link.range, message).help("write `[text](URL)`, with a text that says what is there");
    }
}
