//! Labels of one entry that lead to the same page: `[[Paper](u)] [[Website](u)]`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{is_allowed, place};
use crate::{
    diagnostic::Severity,
    hosts::identity_of,
    list::{Link, LinkId},
    rule::Context,
    votes::criteria,
};

/// The number of links before a label that it is compared with. An entry can be as long as a file.
const BESIDE: usize = 8;

/// Two labels, in lowercase letters and in the order of the alphabet.
type Pair = (String, String);

pub(super) fn check(cx: &mut Context) {
    let list = cx.list;
    let mut shared: Vec<(Pair, LinkId, LinkId)> = Vec::new();
    for entry in &list.entries {
        let links = list.links_of(entry);
        for (at, link) in links.iter().enumerate().skip(1) {
            let beside = &links[at.saturating_sub(BESIDE)..at];
            let Some(first) = beside.iter().find(|other| is_same_page(other.url, link.url)) else { continue };
            if let Some(pair) = pair(first, link, cx) {
                shared.push((pair, first.id, link.id));
            }
        }
    }
    if shared.is_empty() {
        return;
    }
    let habits = habits(&shared, cx);
    for (pair, first, link) in shared {
        let (first, link) = (&list.links[first as usize], &list.links[link as usize]);
        if habits.contains(&pair) || is_allowed(link, cx) {
            continue;
        }
        let (word, other) = (cx.text(link.label), cx.text(first.label));
        cx.report(place(link), format!("`{word}` leads to the same page as `{other}`: `{}`", link.url))
            .severity(Severity::Info)
            .label(place(first), "the other link")
            .help("link each label to its own page, or remove one of them");
    }
}

/// Returns the labels of two links with the same target, if these are different words. A target that is written once
/// and used twice is meant.
fn pair(first: &Link, link: &Link, cx: &Context) -> Option<Pair> {
    let word = |link: &Link| {
        let is_label = link.badge.is_none() && !link.repeats;
        is_label.then(|| cx.list.label_of(link).map(str::to_lowercase))?
    };
    let (first, second) = (word(first)?, word(link)?);
    let is_page = identity_of(link.url, link.target).is_some();
    (is_page && first != second).then(|| if first < second { (first, second) } else { (second, first) })
}

/// Returns the pairs of labels that have the same target by habit.
fn habits(shared: &[(Pair, LinkId, LinkId)], cx: &Context) -> FxHashSet<Pair> {
    let list = cx.list;
    let mut votes: FxHashMap<&Pair, (usize, usize)> = FxHashMap::default();
    for (pair, ..) in shared {
        votes.entry(pair).or_default().0 += 1;
    }
    for entry in &list.entries {
        let links = list.links_of(entry).iter().filter(|link| link.badge.is_none()).take(BESIDE + 1);
        let words: Vec<&str> = links.filter_map(|link| list.label_of(link)).collect();
        let has = |word: &str| words.iter().any(|other| other.to_lowercase() == word);
        if words.len() > 1 {
            for ((one, other), (_, all)) in &mut votes {
                *all += usize::from(has(one) && has(other));
            }
        }
    }
    let is_habit = |(same, all): (usize, usize)| criteria::SHARED_PAGE.is_met(same, all.max(same));
    votes.into_iter().filter(|&(_, votes)| is_habit(votes)).map(|(pair, _)| pair.clone()).collect()
}

fn is_same_page(one: &str, other: &str) -> bool {
    one.len().abs_diff(other.len()) < 2 && one.trim_end_matches('/') == other.trim_end_matches('/')
}
