//! `link-duplicate`: the same target as the main link of two entries.

use std::{collections::hash_map::Entry as Slot, hash::BuildHasher};

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::{
    TextRange,
    diagnostic::Severity,
    hosts::{Target, identity_of},
    list::{Entry, EntryId},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "link-duplicate",
    severity: Severity::Warning,
    fixes: Fixes::Never,
    page: include_str!("../../rules/link-duplicate.md"),
    checks: &[Check::List(check)],
};

fn check(cx: &mut Context) {
    let list = cx.list;
    // By the hash of a link's identity, which is several times as long.
    let mut first: FxHashMap<u64, EntryId> = FxHashMap::default();
    first.reserve(list.entries.len());
    for entry in &list.entries {
        let Some(link) = list.link_of(entry).filter(|link| link.badge.is_none()) else { continue };
        let Some(key) = identity_of(link.url, link.target) else { continue };
        let earlier = match first.entry(FxBuildHasher.hash_one(key)) {
            Slot::Occupied(earlier) => list.entry(*earlier.get()),
            Slot::Vacant(slot) => {
                slot.insert(entry.id);
                continue;
            }
        };
        if list.link_of(earlier).and_then(|link| identity_of(link.url, link.target)) != Some(key) {
            continue;
        }
        let section = list.section(earlier.section);
        let same_section = earlier.section == entry.section;
        let place = link.destination.filter(|place| link.range.contains_range(*place)).unwrap_or(link.range);
        let (title, other) = (title(entry, cx), title(earlier, cx));
        let is_work = matches!(
            link.target,
            Target::Paper(_) | Target::Doi(_) | Target::OpenReview(_) | Target::Anthology(_) | Target::Video(_)
        );
        let where_else = match section.heading.as_ref().filter(|_| !same_section) {
            Some(heading) => format!("in section `{}`", heading.text),
            None => "further up".to_owned(),
        };
        let at = earlier.title.unwrap_or(earlier.head);
        let severity = if same_section { Severity::Warning } else { Severity::Info };
        if !title.is_empty() && !other.is_empty() && differ(&title, &other) {
            // Two papers may share a repository, but hardly ever an identifier.
            let is_label = entry.title != Some(link.label);
            if is_label && !is_work {
                continue;
            }
            cx.report(place, format!("`{}` is also the link of `{}`, {where_else}", link.url, shorten(&other)))
                .severity(if is_work { Severity::Warning } else { severity })
                .label(at, "the other entry")
                .help("the titles differ: one of the two links was most likely pasted from the other entry");
        } else {
            let what = if title.is_empty() { link.url.to_owned() } else { shorten(&title) };
            cx.report(place, format!("`{what}` is listed twice: also {where_else}"))
                .severity(severity)
                .label(at, "the other entry")
                .help(if same_section { "take one of them out" } else { "fine where it belongs in both sections" });
        }
    }
}

fn title(entry: &Entry, cx: &Context) -> String {
    entry
        .title
        .map_or_else(String::new, |title: TextRange| cx.text(title).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn shorten(title: &str) -> String {
    let short: String = title.chars().take(60).collect();
    if short.len() < title.len() { format!("{short}…") } else { short }
}

/// Words that any two titles may share.
const SMALL: [&str; 16] =
    ["a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "of", "on", "the", "to", "with"];

/// Whether two titles can hardly be meant for the same work: fewer than two thirds of the shorter one's words are
/// in the other.
fn differ(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    let few = shared * 3 < short.len() * 2;
    // `RingAttention` and "Ring Attention": the same letters, cut otherwise.
    let within = long.concat().contains(&short.concat())
        || short.iter().any(|word| word.len() > 7 && long.concat().contains(word));
    !short.is_empty() && few && !within
}

fn words(title: &str) -> Vec<String> {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_lowercase).collect();
    words.retain(|word| !SMALL.contains(&word.as_str()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_differ_by_their_words() {
        assert!(differ("Rakes in the Loop", "Hoses, Revisited"));
        assert!(differ("Walls of Sand", "Walls of Clay"));
        assert!(!differ("RingAttention", "SP: Ring Attention"));
        assert!(!differ("TROWEL", "Trowel: A Benchmark"));
        assert!(!differ("Weeds are all you need", "Weeds Are All You Need (v2)"));
    }
}
