//! `entry-capital`: a description begins with a lowercase letter, but the list's others begin with a capital letter.

use crate::{
    conventions::entries::is_capital,
    list::Entry,
    range,
    rule::{Check, Context, Rule},
    text::sentence::first_word,
};

pub(super) static RULE: Rule = Rule { checks: &[Check::Entry(check)], ..rule!("entry-capital") };

fn check(entry: &Entry, cx: &mut Context) {
    let Some(at) = cx.list.text_after_separator(entry) else { return };
    let Some(habit) = cx.conventions.entries.capital().filter(|habit| habit.value) else { return };
    let text = cx.text(at);
    // Two or three words can be the name of an author or of another tool.
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
    cx.report(range(start, start + word.len()), format!("the description begins with a lowercase letter: `{word}`"))
        .help(habit.evidence.say("descriptions begin with a capital letter", "a capital letter"));
}

/// Words that come before "is" in a sentence and are not names.
const NOUNS: [&str; 9] = ["this", "it", "that", "there", "here", "what", "which", "he", "she"];

/// The number of entries above and below whose titles are searched for a name.
const NEAR: usize = 20;

/// Whether a word is a name: the title of a nearby entry, or a part with a hyphen of the title of the entry itself,
/// such as `pre-commit` in `pre-commit-tea`.
fn is_a_name(word: &str, entry: &Entry, cx: &Context) -> bool {
    let title = |entry: &Entry| entry.title.map_or("", |title| cx.text(title).trim_matches(['*', '`', '_']));
    let is_in_title = || title(entry).to_lowercase().contains(word);
    // "teapot is a pot": a name that differs from the title.
    let after = cx.list.text_after_separator(entry).map_or("", |at| cx.text(at)).strip_prefix(word).unwrap_or_default();
    if after.trim_start().starts_with("is ") && !NOUNS.contains(&word) {
        return true;
    }
    let siblings = &cx.list.groups[entry.group as usize].entries;
    let at = siblings.partition_point(|&id| id < entry.id);
    let near = &siblings[at.saturating_sub(NEAR)..siblings.len().min(at + NEAR)];
    word.contains('-') && is_in_title() || near.iter().any(|&id| title(cx.list.entry(id)) == word)
}
