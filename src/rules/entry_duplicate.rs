//! `entry-duplicate`: the title of an earlier entry, with another link.

use std::collections::hash_map::Entry as Slot;

use rustc_hash::FxHashMap;

use crate::{
    diagnostic::Severity,
    hosts::{Target, identity_of},
    list::{Entry, EntryId, List},
    rule::{Check, Context, Fixes, Rule},
    text::on_one_line,
};

pub(super) static RULE: Rule = Rule {
    name: "entry-duplicate",
    severity: Severity::Warning,
    fixes: Fixes::Never,
    page: include_str!("../../rules/entry-duplicate.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

/// Titles with fewer words are names, which two different things can share.
const WORDS: usize = 4;
/// Two works with one title of so many words are one work; of pages, two editions can stand side by side.
const WORDS_OF_WORK: usize = 5;
/// No two things share a title of so many words.
const LONG: usize = 8;

fn check(cx: &mut Context) {
    let list = cx.list;
    let mut first: FxHashMap<String, EntryId> = FxHashMap::default();
    first.reserve(list.entries.len());
    for entry in &list.entries {
        let Some(title) = entry.title.map(|at| cx.text(at)) else { continue };
        let words = title.split_whitespace().count();
        if words < WORDS {
            continue;
        }
        let earlier = match first.entry(letters(title)) {
            Slot::Occupied(earlier) => list.entry(*earlier.get()),
            Slot::Vacant(slot) => {
                slot.insert(entry.id);
                continue;
            }
        };
        // Where the links agree, link-duplicate speaks.
        let Some(other) = earlier.title.filter(|_| !share_target(list, entry, earlier)) else { continue };
        let same_section = earlier.section == entry.section;
        let where_else = match &list.section(earlier.section).heading {
            Some(heading) if !same_section => format!("in section `{}`", heading.text),
            _ => "further up".to_owned(),
        };
        let is_one = [entry, earlier].iter().any(|entry| is_work(list, entry)) && !are_two_papers(list, entry, earlier);
        let is_sure = words >= LONG || words >= WORDS_OF_WORK && is_one;
        let at = entry.title.unwrap_or(entry.head);
        let shown = on_one_line(title);
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

/// Whether two entries are about papers to which one archive has given two numbers: "X: A Survey" is written by many.
fn are_two_papers(list: &List, one: &Entry, other: &Entry) -> bool {
    let paper = |entry| match list.link_of(entry).map(|link| link.target) {
        Some(Target::Paper(id)) => Some(id),
        _ => None,
    };
    paper(one).zip(paper(other)).is_some_and(|(one, other)| !one.same(&other))
}

/// Returns what titles are compared by: letters and digits in lower case, and what distinguishes `C` from `C++` and `C#`.
fn letters(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        match c {
            '+' | '#' => out.push(c),
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            c if !c.is_ascii() && c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

/// Whether the links that two entries are about lead to the same page, or are not known to lead elsewhere.
fn share_target(list: &List, one: &Entry, other: &Entry) -> bool {
    let key = |entry| list.link_of(entry).and_then(|link| identity_of(link.url, link.target));
    match (key(one), key(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lint::{Options, lint},
        source::Source,
    };

    #[test]
    fn case_and_punctuation_are_ignored() {
        for (one, other) in [("Tea and Time", "“TEA – and time!”"), ("Чай", "чАЙ")] {
            assert_eq!(letters(one), letters(other), "{one}");
        }
        assert_ne!(letters("C"), letters("C++"));
    }

    #[test]
    fn anagrams_are_told_apart() {
        let titles = ["Image to Text Now", "Text to Image Now", "Now Image to Text", "Text to Image Now"];
        let items = titles.iter().enumerate().map(|(at, title)| format!("- [{title}](https://example.org/{at})\n"));
        let text: String = items.collect();
        let found = lint(&Source::new(&text).unwrap(), &Options::default()).diagnostics;
        let found: Vec<_> =
            found.iter().filter(|found| found.rule == RULE.name).map(|found| &text[found.range]).collect();
        assert_eq!(found, ["Text to Image Now"]);
    }
}
