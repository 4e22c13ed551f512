//! Judges two entries with the same link: the same work twice, a link that was pasted, or two things on one page.

use crate::{
    TextRange,
    hosts::{Repository, Target},
    list::{Entry, GroupKind, Link},
    rule::Context,
    text::floor,
    votes::Share,
};

/// Two entries with the same link.
pub(super) struct Pair<'a, 't> {
    pub(super) entry: &'a Entry,
    pub(super) earlier: &'a Entry,
    /// The link of the later entry.
    pub(super) link: &'a Link<'t>,
    pub(super) title: &'a str,
    pub(super) other: &'a str,
    pub(super) same_list: bool,
}

/// Whether the link names one work, which has one entry in a list.
pub(super) fn is_work(link: &Link) -> bool {
    matches!(link.target, Target::Paper(_) | Target::Video(_))
}

/// Whether a URL ends in `.pdf`, ignoring case: such a page is one paper.
pub(super) fn is_document(url: &str) -> bool {
    url.len().checked_sub(4).and_then(|at| url.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(".pdf"))
}

/// Whether two entries with different titles have the same link by mistake. On purpose, they can be a data set and a
/// model of one paper, two tools of one repository, or a work and its nickname.
pub(super) fn is_pasted(pair: &Pair, cx: &Context) -> bool {
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
/// paper, names that differ in one word, two events or editions.
pub(super) fn is_another(pair: &Pair, cx: &Context) -> bool {
    let Pair { entry, earlier, link, title, other, .. } = *pair;
    let kind = cx.list.groups[entry.group as usize].kind;
    // The text of the row before the title, without dates and numbers.
    let before = |entry: &Entry| {
        let title = entry.title.map_or(entry.range.end(), TextRange::start).max(entry.range.start());
        let mut before = words(cx.text(TextRange::new(entry.range.start(), title)));
        before.retain(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
        before
    };
    // Rows of different things can share a link.
    let other_row = || kind == GroupKind::Table && (before(entry) != before(earlier) || words(title) != words(other));
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
    // Two editions share the page of an event. Two days of one year are more likely a mistake.
    let year = |entry| cx.list.date_of(entry).map(|date| date.written.value.year());
    let other_year = || year(entry).zip(year(earlier)).is_some_and(|(one, two)| one != two);
    let other_label = || label(entry).zip(label(earlier)).is_some_and(|(one, two)| one != two);
    kind == GroupKind::Html
        || other_row()
        || title != other && other_work()
        || other_label()
        || !is_work(link) && (other_year() || cx.list.rows_differ(entry, earlier))
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

/// Words that are common in titles of any topic.
const SMALL: [&str; 16] =
    ["a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "of", "on", "the", "to", "with"];

/// Whether two titles are hardly for the same work: less than two thirds of the words of the shorter one are in the
/// other.
pub(super) fn differ(one: &str, other: &str) -> bool {
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
