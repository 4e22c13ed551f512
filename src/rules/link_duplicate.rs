//! `link-duplicate`: two entries link to the same page.

use std::{collections::hash_map::Entry as Slot, hash::BuildHasher};

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::{
    TextRange,
    diagnostic::Severity,
    hosts::{Repository, Target, identity_of},
    list::{Entry, EntryId, GroupKind, Link},
    rule::{Check, Context, Rule},
    text::on_one_line,
    text::{floor, shortened},
    votes::Share,
};

pub(super) static RULE: Rule = Rule { checks: &[Check::List(check)], ..rule!("link-duplicate") };

fn check(cx: &mut Context) {
    let list = cx.list;
    // The key is the hash of a link's identity, which is several times as long. It saves 4 % of a run on a list of
    // 400 KB, mostly because less memory is touched (hyperfine, interleaved).
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
        if cx.config.rules.link_duplicate.allow.iter().any(|allowed| allowed.fits(link.url)) {
            continue;
        }
        let same_section = earlier.section == entry.section;
        // Two groups of one section are different topics, like two sections.
        let same_list = earlier.group == entry.group;
        let place = link.destination.filter(|place| link.range.contains_range(*place)).unwrap_or(link.range);
        let (title, other) = (title(entry, cx), title(earlier, cx));
        let where_else = match list.section(earlier.section).heading.as_ref().filter(|_| !same_section) {
            Some(heading) => format!("in section `{}`", heading.text),
            None => "above".to_owned(),
        };
        let at = earlier.title.unwrap_or(earlier.head);
        let pair = Pair { entry, earlier, link, title: &title, other: &other, same_list };
        if !title.is_empty() && !other.is_empty() && differ(&title, &other) {
            // Two papers may share a repository but hardly ever an identifier.
            let is_label = entry.title != Some(link.label);
            if is_label && !is_work(link) && !is_document(link.url) {
                continue;
            }
            let pasted = is_pasted(&pair, cx);
            cx.report(place, format!("`{}` is also the link of `{}` {where_else}", link.url, shortened(&other, 60)))
                .severity(if pasted { Severity::Warning } else { Severity::Info })
                .label(at, "the other entry")
                .help("look up the right link: one of the two was most likely pasted from the other entry");
        } else {
            let what = if title.is_empty() { link.url.into() } else { shortened(&title, 60) };
            let again = same_list && !is_another(&pair, cx);
            cx.report(place, format!("`{what}` is listed twice: also {where_else}"))
                .severity(if again { Severity::Warning } else { Severity::Info })
                .label(at, "the other entry")
                .help(if again {
                    "remove one of them"
                } else {
                    "keep both entries only if they belong in both places"
                });
        }
    }
}

/// Two entries with the same link.
struct Pair<'a, 't> {
    entry: &'a Entry,
    earlier: &'a Entry,
    /// The link of the later entry.
    link: &'a Link<'t>,
    title: &'a str,
    other: &'a str,
    same_list: bool,
}

/// Whether the link names one work, which has one entry in a list.
fn is_work(link: &Link) -> bool {
    matches!(link.target, Target::Paper(_) | Target::Video(_))
}

/// Whether a URL ends in `.pdf`, ignoring case: such a page is one paper.
fn is_document(url: &str) -> bool {
    url.len().checked_sub(4).and_then(|at| url.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(".pdf"))
}

/// Whether two entries with different titles have the same link by mistake. On purpose, they can be a data set and a
/// model of one paper, two tools of one repository, or a work and its nickname.
fn is_pasted(pair: &Pair, cx: &Context) -> bool {
    let Pair { entry, earlier, link, title, other, same_list } = *pair;
    let is_one = || {
        let (one, two) = (spoken(entry, cx), spoken(earlier, cx));
        // "Our paper is out": both are news about the same thing.
        let tells_of = |title: &[String], said: &[String]| {
            let long: Vec<_> = title.iter().filter(|word| is_long(word)).collect();
            long.len() > 1 && long.iter().all(|word| said.binary_search(word).is_ok())
        };
        let titles = (words(title), words(other));
        is_one_work(&one, &two, &titles) || tells_of(&titles.0, &two) || tells_of(&titles.1, &one)
    };
    if same_list {
        let differs = match link.target {
            Target::Repository(repository) => is_named(title, &repository) != is_named(other, &repository),
            _ => true,
        };
        let two_versions = matches!(versions(pair, cx), (Some(one), Some(two)) if one != two);
        return differs && !two_versions && !is_one();
    }
    if !is_work(link) {
        return false;
    }
    // In another section, a work often has a nickname or the title of its first version.
    let plain = |title: &str| words(title.split(['<', '[']).find(|part| !part.trim().is_empty()).unwrap_or_default());
    let (mut one, mut two) = (plain(title), plain(other));
    // A venue with a year is not a title.
    one.retain(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
    two.retain(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
    let shared = one.iter().filter(|word| two.contains(word)).count();
    let html = |entry: &Entry| cx.list.groups[entry.group as usize].kind == GroupKind::Html;
    one.len().min(two.len()) >= 3 && shared == 0 && !html(entry) && !html(earlier) && !is_one()
}

/// Whether two entries with similar titles are different things: table rows that begin differently, two versions of a
/// paper, or names that differ in one word.
fn is_another(pair: &Pair, cx: &Context) -> bool {
    let Pair { entry, earlier, link, title, other, .. } = *pair;
    let kind = cx.list.groups[entry.group as usize].kind;
    // The text of the row before the title, without dates and numbers.
    let before = |entry: &Entry| {
        let title = entry.title.map_or(entry.range.end(), TextRange::start).max(entry.range.start());
        let mut before = words(cx.text(TextRange::new(entry.range.start(), title)));
        before.retain(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
        before
    };
    let other_row = || kind == GroupKind::Table && before(entry) != before(earlier);
    // Most titles are identical.
    let other_work = || {
        let (one, two) = (words(title), words(other));
        let versions = versions(pair, cx);
        let nickname = is_work(link) && one.len().max(two.len()) <= 3 && one.concat() != two.concat();
        one != two && versions.0 != versions.1 || nickname
    };
    // "Written by:" and "Drawn by:" are not about the person that they name.
    let label = |entry: &Entry| {
        let title = entry.title.map_or(entry.head.start(), TextRange::start).max(entry.head.start());
        let before = cx.text(TextRange::new(entry.head.start(), title)).trim_end_matches([' ', '*', '_', '[']);
        before.strip_suffix([':', '：'])
    };
    let other_label = || label(entry).zip(label(earlier)).is_some_and(|(one, two)| one != two);
    kind == GroupKind::Html || other_row() || title != other && other_work() || other_label()
}

/// Returns the versions of a paper that the two links name.
fn versions(pair: &Pair, cx: &Context) -> (Option<u32>, Option<u32>) {
    let version = |link: &Link| link.target.arxiv().and_then(|id| id.version);
    (cx.list.link_of(pair.earlier).and_then(version), version(pair.link))
}

/// Whether a title names a repository or its owner.
fn is_named(title: &str, repository: &Repository) -> bool {
    let title = words(title).concat();
    words(repository.name).into_iter().chain(words(repository.owner)).any(|word| title.contains(&word))
}

/// Returns the first words of an entry as readers see them, without the targets of its links.
fn spoken(entry: &Entry, cx: &Context) -> Vec<String> {
    /// The length that is read, in bytes. Titles and authors are shorter.
    const ENOUGH: usize = 600;
    let (mut at, end) = (usize::from(entry.range.start()), usize::from(entry.range.end()));
    let end = end.min(at + ENOUGH);
    let text = &cx.list.source.text;
    let mut found = Vec::new();
    for destination in cx.list.links_of(entry).iter().filter_map(|link| link.destination) {
        let (from, to) = (usize::from(destination.start()), usize::from(destination.end()));
        if from > end {
            break;
        }
        if at <= from {
            found.extend(words(&text[at..from]));
            at = to;
        }
    }
    if at < end {
        let end = floor(text, end);
        found.extend(words(&text[at..end]));
    }
    found.retain(|word| is_long(word));
    found.sort();
    found.dedup();
    found
}

fn is_long(word: &str) -> bool {
    word.chars().count() > 3
}

/// Whether two entries say the same, apart from the words that their titles share: those are only their topic.
fn is_one_work(one: &[String], other: &[String], titles: &(Vec<String>, Vec<String>)) -> bool {
    let topic = |word: &String| titles.0.contains(word) && titles.1.contains(word);
    let shared = one.iter().filter(|word| other.binary_search(word).is_ok() && !topic(word)).count();
    shared >= 4 && Share::HALF.is_reached(shared, one.len().min(other.len()))
}

/// Returns the title of an entry on one line.
fn title(entry: &Entry, cx: &Context) -> String {
    on_one_line(entry.title.map_or("", |title: TextRange| cx.text(title)))
}

/// Words that are common in titles of any topic.
const SMALL: [&str; 16] =
    ["a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "of", "on", "the", "to", "with"];

/// Whether two titles are hardly for the same work: less than two thirds of the words of the shorter one are in the
/// other.
fn differ(one: &str, other: &str) -> bool {
    if one == other {
        return false;
    }
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    let few = !Share::TWO_THIRDS.is_reached(shared, short.len());
    // `RingAttention` and "Ring Attention" have the same letters with different spaces.
    let fused = |word: &String| word.len() > 7 && !long.contains(word) && long.concat().contains(word);
    let within = long.concat().contains(&short.concat()) || short.iter().any(fused);
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
        assert!(differ("Gardening by Night", "A Survey of Gardening Tools"));
        assert!(!differ("RingAttention", "SP: Ring Attention"));
        assert!(!differ("TROWEL", "Trowel: A Benchmark"));
        assert!(!differ("Weeds are all you need", "Weeds Are All You Need (v2)"));
    }
}
