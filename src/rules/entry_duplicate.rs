//! `entry-duplicate`: the title of an earlier entry, with another link.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::{
    diagnostic::Severity,
    hosts::{Target, identity_of},
    list::{Entry, List},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "entry-duplicate",
    severity: Severity::Warning,
    fixes: Fixes::Never,
    page: include_str!("../../rules/entry-duplicate.md"),
    checks: &[Check::List(check)],
};

/// Titles with fewer words are names, which two different things can share.
const WORDS: usize = 4;
/// Two works with one title of so many words are one work; of pages, two editions can stand side by side.
const WORDS_OF_WORK: usize = 5;
/// No two things share a title of so many words.
const LONG: usize = 8;

fn check(cx: &mut Context) {
    let list = cx.list;
    let mut first: FxHashMap<u64, &Entry> = FxHashMap::default();
    first.reserve(list.entries.len());
    for entry in &list.entries {
        let Some(title) = entry.title.map(|at| cx.text(at)) else { continue };
        if title.split_whitespace().nth(WORDS - 1).is_none() {
            continue;
        }
        let mut hasher = FxHasher::default();
        letters(title).for_each(|letter| letter.hash(&mut hasher));
        let earlier = *first.entry(hasher.finish()).or_insert(entry);
        let Some(other) = earlier.title.filter(|_| earlier.id != entry.id) else { continue };
        // Where the links agree, link-duplicate speaks.
        if !letters(title).eq(letters(cx.text(other))) || share_target(list, entry, earlier) {
            continue;
        }
        let same_section = earlier.section == entry.section;
        let where_else = match &list.section(earlier.section).heading {
            Some(heading) if !same_section => format!("in section `{}`", heading.text),
            _ => "further up".to_owned(),
        };
        let words = title.split_whitespace().count();
        let is_sure =
            words >= LONG || words >= WORDS_OF_WORK && [entry, earlier].iter().any(|entry| is_work(list, entry));
        let at = entry.title.unwrap_or(entry.head);
        let shown = title.split_whitespace().collect::<Vec<_>>().join(" ");
        cx.report(at, format!("`{shown}` is listed twice under different links: also {where_else}"))
            .severity(if same_section && is_sure { Severity::Warning } else { Severity::Info })
            .label(other, "the other entry")
            .help(if same_section { "keep one entry, with the better link" } else { "fine where it belongs in both" });
    }
}

/// Whether an entry is about a publication.
fn is_work(list: &List, entry: &Entry) -> bool {
    list.link_of(entry).is_some_and(|link| {
        matches!(link.target, Target::Paper(_) | Target::Doi(_) | Target::OpenReview(_) | Target::Anthology(_))
    })
}

/// What titles are compared by: letters and digits, small, and what tells `C` from `C++` and `C#`.
fn letters(title: &str) -> impl Iterator<Item = char> {
    title.chars().filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#')).flat_map(char::to_lowercase)
}

/// Whether the links that two entries are about lead to the same page, or are not known to lead elsewhere.
fn share_target(list: &List, one: &Entry, other: &Entry) -> bool {
    let key = |entry| list.link_of(entry).and_then(|link| identity_of(link.url, link.target));
    match (key(one), key(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}
