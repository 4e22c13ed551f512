//! `link-duplicate`: two entries link to the same page, or two labels of one entry.
//!
//! - `link_duplicate.rs`: entries with the same link
//! - `pair.rs`: judges two such entries
//! - `labels.rs`: labels with the same link

mod labels;
mod pair;

use std::{collections::hash_map::Entry as Slot, hash::BuildHasher, mem};

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::{
    TextRange,
    diagnostic::Severity,
    hosts::identity_of,
    list::{Entry, EntryId, Link, List},
    rule::{Check, Context, Rule},
    text::{on_one_line, shortened},
};
use pair::{Pair, differ, is_another, is_document, is_pasted, is_work};

pub(super) static RULE: Rule =
    Rule { checks: &[Check::List(check), Check::List(labels::check)], ..rule!("link-duplicate") };

/// The number of different titles from which their link is a stand-in, such as the page of a conference. A link that
/// was pasted by mistake is usually that of two entries.
const MANY: usize = 3;

fn check(cx: &mut Context) {
    let list = cx.list;
    let repeats = repeats(list);
    let mut stand_ins = stand_ins(&repeats, cx);
    for (earlier, entry) in repeats.iter().map(|&(earlier, entry)| (list.entry(earlier), list.entry(entry))) {
        let Some(link) = list.link_of(entry).filter(|link| !is_allowed(link, cx)) else { continue };
        let (title, other) = (title(entry, cx), title(earlier, cx));
        // Two groups of one section are different topics, like two sections.
        let same_list = earlier.group == entry.group;
        let pair = Pair { entry, earlier, link, title: &title, other: &other, same_list };
        if title.is_empty() || other.is_empty() || !differ(&title, &other) {
            report_same(&pair, cx);
            continue;
        }
        // Two papers may share a repository but hardly ever an identifier.
        let is_label = !list.is_named_by(entry, link);
        if is_label && !is_one_paper(link) {
            continue;
        }
        match stand_ins.get_mut(&earlier.id).map(mem::take) {
            // One finding for all entries is enough.
            Some(0) => {}
            Some(count) => report_stand_in(&pair, count, cx),
            None => report_other(&pair, cx),
        }
    }
}

/// Returns the entries whose main link leads to the page of an earlier entry, each after that one.
fn repeats(list: &List) -> Vec<(EntryId, EntryId)> {
    // The key is the hash of a link's identity, which is several times as long. It saves 4 % of a run on a list of
    // 400 KB, mostly because less memory is touched (hyperfine, interleaved).
    let mut first: FxHashMap<u64, EntryId> = FxHashMap::default();
    first.reserve(list.entries.len());
    let mut repeats = Vec::new();
    for entry in &list.entries {
        let Some(link) = list.link_of(entry).filter(|link| link.badge.is_none()) else { continue };
        let Some(key) = identity_of(link.url, link.target) else { continue };
        match first.entry(FxBuildHasher.hash_one(key)) {
            Slot::Occupied(earlier) => {
                let link = list.link_of(list.entry(*earlier.get()));
                if link.and_then(|link| identity_of(link.url, link.target)) == Some(key) {
                    repeats.push((*earlier.get(), entry.id));
                }
            }
            Slot::Vacant(slot) => {
                slot.insert(entry.id);
            }
        }
    }
    repeats
}

/// Returns the first entries of those that link to a stand-in, each with the number of entries.
fn stand_ins(repeats: &[(EntryId, EntryId)], cx: &Context) -> FxHashMap<EntryId, usize> {
    let mut sharing: FxHashMap<EntryId, Vec<EntryId>> = FxHashMap::default();
    for &(earlier, entry) in repeats {
        sharing.entry(earlier).or_default().push(entry);
    }
    let is_page = |entry| cx.list.link_of(cx.list.entry(entry)).is_some_and(|link| !is_one_paper(link));
    sharing.retain(|&first, others| {
        // The link of a paper or a video is not that of three.
        if others.len() + 1 < MANY || !is_page(first) {
            return false;
        }
        let own = title(cx.list.entry(first), cx);
        let titles = others.iter().map(|&other| title(cx.list.entry(other), cx));
        let different: FxHashSet<String> = titles.filter(|other| differ(&own, other)).collect();
        different.len() + 1 >= MANY
    });
    sharing.into_iter().map(|(first, others)| (first, others.len() + 1)).collect()
}

/// Whether the page is a single paper or video, which has one entry in a list.
fn is_one_paper(link: &Link) -> bool {
    is_work(link) || is_document(link.url)
}

fn is_allowed(link: &Link, cx: &Context) -> bool {
    cx.config.rules.link_duplicate.allow.iter().any(|allowed| allowed.fits(link.url))
}

fn place(link: &Link) -> TextRange {
    link.destination.filter(|place| link.range.contains_range(*place)).unwrap_or(link.range)
}

/// Reports an entry with the title and the link of another.
fn report_same(pair: &Pair, cx: &mut Context) {
    let what = if pair.title.is_empty() { pair.link.url.into() } else { shortened(pair.title, 60) };
    let message = format!("`{what}` is listed twice: also {}", where_else(pair, cx));
    let again = pair.same_list && !is_another(pair, cx) && is_title(pair.title) && is_title(pair.other);
    cx.report(place(pair.link), message)
        .severity(if again { Severity::Warning } else { Severity::Info })
        .label(pair.earlier.title.unwrap_or(pair.earlier.head), "the other entry")
        .help(if again { "remove one of them" } else { "keep both entries only if they belong in both places" });
}

/// Reports an entry with another title and the same link.
fn report_other(pair: &Pair, cx: &mut Context) {
    let other = shortened(pair.other, 60);
    let message = format!("`{}` is also the link of `{other}` {}", pair.link.url, where_else(pair, cx));
    let pasted = is_pasted(pair, cx) && is_title(pair.title) && is_title(pair.other);
    cx.report(place(pair.link), message)
        .severity(if pasted { Severity::Warning } else { Severity::Info })
        .label(pair.earlier.title.unwrap_or(pair.earlier.head), "the other entry")
        .help("look up the right link: one of the two was most likely pasted from the other entry");
}

/// Whether a title names the work: not its URL, and not its authors, whom a sentence cites.
fn is_title(title: &str) -> bool {
    !title.starts_with("http") && !title.trim_end_matches('.').ends_with(" et al")
}

/// Reports the second of `count` entries that link to one page.
fn report_stand_in(pair: &Pair, count: usize, cx: &mut Context) {
    cx.report(place(pair.link), format!("`{}` is the link of {count} entries", pair.link.url))
        .severity(Severity::Info)
        .label(pair.earlier.title.unwrap_or(pair.earlier.head), "the first of them")
        .help("link each entry to its own page, if it has one");
}

/// Returns the place of the earlier entry, in words.
fn where_else(pair: &Pair, cx: &Context) -> String {
    let same_section = pair.earlier.section == pair.entry.section;
    match cx.list.section(pair.earlier.section).heading.as_ref().filter(|_| !same_section) {
        Some(heading) => format!("in section `{}`", heading.text),
        None => "above".to_owned(),
    }
}

/// Returns the title of an entry on one line.
fn title(entry: &Entry, cx: &Context) -> String {
    on_one_line(entry.title.map_or("", |title: TextRange| cx.text(title)))
}
