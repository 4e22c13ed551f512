//! `link-label`: the label of a link is spelled differently from the same label elsewhere in the list.

use crate::{
    edit::{Edit, Fix, Phase},
    list::Link,
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Always, checks: &[Check::Link(check)], ..rule!("link-label") };

/// Names whose spelling is right, regardless of the list's other labels.
const NAMES: [&str; 11] = [
    "BibTeX",
    "DOI",
    "GitHub",
    "HTML",
    "Hugging Face",
    "HuggingFace",
    "OpenReview",
    "PyTorch",
    "TensorFlow",
    "YouTube",
    "arXiv",
];

fn check(link: &Link, cx: &mut Context) {
    if link.entry.is_none() || link.badge.is_some() {
        return;
    }
    let label = cx.text(link.label);
    let Some(word) = cx.list.label_of(link) else { return };
    if NAMES.contains(&word) {
        return;
    }
    let Some(habit) = cx.conventions.entries.label(word).filter(|habit| habit.value != word) else { return };
    if begins_a_sentence(word, link, cx) {
        return;
    }
    let Some(inside) = label.find(word) else { return };
    let start = usize::from(link.label.start()) + inside;
    let place = range(start, start + word.len());
    let usual = habit.value;
    cx.report(place, format!("the label `{word}` has an unusual spelling: expected `{usual}`"))
        .help(habit.evidence.say(&format!("are spelled `{usual}`"), &format!("`{usual}`")))
        .fix(Fix::safe(Phase::Content, format!("write `{usual}`"), vec![Edit::replace(place, usual)]));
}

/// Whether a label is the first word of a sentence that follows another one, as in "It is out. `[Paper](u) and
/// [code](v)"`.
fn begins_a_sentence(word: &str, link: &Link, cx: &Context) -> bool {
    let text = cx.list.source.text;
    let (start, end) = (usize::from(link.range.start()), usize::from(link.range.end()));
    let goes_on = text[end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
    goes_on && word.starts_with(char::is_uppercase) && text[..start].ends_with(". ")
}
