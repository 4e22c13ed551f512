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
    ..Rule::DEFAULT
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
    if is_a_name(word, entry, cx) {
        return;
    }
    let start = usize::from(at.start());
    cx.report(range(start, start + word.len()), format!("the description begins with a small letter: `{word}`"))
        .help(habit.evidence.say("descriptions begin with a capital", "a capital"));
}

/// What "is" stands behind in a sentence without a name.
const NOUNS: [&str; 9] = ["this", "it", "that", "there", "here", "what", "which", "he", "she"];

/// So many entries above and below are looked at for a name.
const NEAR: usize = 20;

/// Whether a word is what an entry nearby is called, or a name of several parts in the entry's own title:
/// `pre-commit` of `pre-commit-tea`.
fn is_a_name(word: &str, entry: &Entry, cx: &Context) -> bool {
    let title = |entry: &Entry| entry.title.map_or("", |title| cx.text(title).trim_matches(['*', '`', '_']));
    let own = || title(entry).to_lowercase().contains(word);
    // "teapot is a pot": an own name that is not the title's.
    let behind = entry.description.map_or("", |at| cx.text(at)).strip_prefix(word).unwrap_or_default();
    if behind.trim_start().starts_with("is ") && !NOUNS.contains(&word) {
        return true;
    }
    let siblings = &cx.list.groups[entry.group as usize].entries;
    let at = siblings.partition_point(|&id| id < entry.id);
    let near = &siblings[at.saturating_sub(NEAR)..siblings.len().min(at + NEAR)];
    word.contains('-') && own() || near.iter().any(|&id| title(cx.list.entry(id)) == word)
}
