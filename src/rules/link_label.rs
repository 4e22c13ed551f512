//! `link-label`: `[paper]` where the list writes `[Paper]`.

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    list::{Link, label_word},
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "link-label",
    severity: Severity::Warning,
    fixes: Fixes::Always,
    page: include_str!("../../rules/link-label.md"),
    checks: &[Check::Link(check)],
    ..Rule::DEFAULT
};

/// Names whose right spelling is right whatever the others do.
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
    let Some(word) = label_word(label) else { return };
    if NAMES.contains(&word) {
        return;
    }
    let Some(habit) = cx.conventions.entries.label(word).filter(|habit| habit.own != word) else { return };
    if begins_a_sentence(word, link, cx) {
        return;
    }
    let Some(inside) = label.find(word) else { return };
    let start = usize::from(link.label.start()) + inside;
    let place = range(start, start + word.len());
    let own = habit.own;
    cx.report(place, format!("`{word}` is written `{own}` in this list's other links"))
        .help(habit.evidence.say(&format!("are written `{own}`"), &format!("`{own}`")))
        .fix(Fix::safe(Phase::Content, format!("write `{own}`"), vec![Edit::replace(place, own)]));
}

/// Whether a link's word is the first of a sentence behind another, as in "It is out. `[Paper](u) and [code](v)"`.
fn begins_a_sentence(word: &str, link: &Link, cx: &Context) -> bool {
    let text = cx.list.source.text;
    let (start, end) = (usize::from(link.range.start()), usize::from(link.range.end()));
    let goes_on = text[end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
    goes_on && word.starts_with(char::is_uppercase) && text[..start].ends_with(". ")
}
