//! `entry-capital`: a description begins with a small letter, against the list's habit.

use crate::{
    conventions::{entries::is_capital, sentence::first_word},
    diagnostic::Severity,
    list::Entry,
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "entry-capital",
    severity: Severity::Warning,
    fixes: Fixes::Never,
    page: include_str!("../../rules/entry-capital.md"),
    checks: &[Check::Entry(check)],
};

fn check(entry: &Entry, cx: &mut Context) {
    let Some(at) = entry.description else { return };
    let Some(habit) = cx.conventions.entries.capital().filter(|habit| habit.own) else { return };
    let text = cx.text(at);
    // Two or three words can be a name: an author's, or another tool's.
    let is_short = || text.split_whitespace().nth(3).is_none();
    if text.starts_with(|c: char| c.is_ascii_uppercase())
        || is_capital(cx.list, entry, text) != Some(false)
        || is_short()
    {
        return;
    }
    let word = first_word(text);
    let start = usize::from(at.start());
    cx.report(range(start, start + word.len()), format!("the description begins with a small letter: `{word}`"))
        .help(format!("{} of {} descriptions begin with a capital", habit.votes, habit.total));
}
