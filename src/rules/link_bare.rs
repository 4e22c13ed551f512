//! `link-bare`: a bare URL among links with a text.

use crate::{
    diagnostic::Severity,
    markdown::LinkStyle,
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule = Rule {
    severity: Severity::Info,
    yields_to: &["link-brackets", "link-malformed"],
    checks: &[Check::List(check)],
    ..rule!("link-bare")
};

fn check(cx: &mut Context) {
    let list = cx.list;
    let with_text = &cx.conventions.links().with_text;
    let Some(habit) = with_text.habit().filter(|habit| habit.value && !with_text.is_unanimous()) else { return };
    let why = habit.evidence.say("links in entries here have a text", "a text");
    for link in list.links.iter().filter(|link| link.entry.is_some() && link.style == LinkStyle::Bare) {
        let message = format!("`{}` is a bare URL: {why}", link.url);
        cx.report(link.range, message).help("write `[text](URL)`, with a text that says what is there");
    }
}
