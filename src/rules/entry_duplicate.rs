//! `entry-duplicate`: two entries have the same title but different links.

use std::collections::hash_map::Entry as Slot;

use rustc_hash::FxHashMap;

use crate::{
    diagnostic::Severity,
    hosts::{Target, identity_of},
    list::{Entry, EntryId, List},
    rule::{Check, Context, Rule},
    text::on_one_line,
};

pub(super) static RULE: Rule = Rule { checks: &[Check::List(check)], ..rule!("entry-duplicate") };

/// The number of words below which a title is a name. Different things can share a name.
const WORDS: usize = 4;
/// The number of words from which two works with the same title are the same work. Pages need more: they can be two
/// editions.
const WORDS_OF_WORK: usize = 5;
/// The number of words from which no two things share a title.
const LONG: usize = 8;
/// The number of titles with the same letters in a different order that are distinguished. The limit keeps a text that
/// consists of such titles from taking quadratic time.
const ANAGRAMS: u64 = 16;

fn check(cx: &mut Context) {
    let list = cx.list;
    let mut first: FxHashMap<u64, EntryId> = FxHashMap::default();
    first.reserve(list.entries.len());
    for entry in &list.entries {
        let Some(title) = entry.title.map(|at| cx.text(at)) else { continue };
        // Counting words is slow, so that is done only for repeated titles. Most short titles have too few spaces.
        if title.bytes().map(|byte| usize::from(byte <= b' ')).sum::<usize>() < WORDS - 1 {
            continue;
        }
        let Some(earlier) = earlier(title, entry, &mut first, list) else { continue };
        // The same link is reported by `link-duplicate`.
        let Some(other) = earlier.title.filter(|_| !share_target(list, entry, earlier)) else { continue };
        let words = title.split_whitespace().count();
        if words < WORDS {
            continue;
        }
        let is_work = [entry, earlier].iter().any(|entry| is_work(list, entry));
        // A paper has another date and venue where it is published than as a preprint.
        if !is_work && list.are_distinct(entry, earlier) {
            continue;
        }
        let same_section = earlier.section == entry.section;
        let where_else = match &list.section(earlier.section).heading {
            Some(heading) if !same_section => format!("in section `{}`", heading.text),
            _ => "above".to_owned(),
        };
        let is_one = is_work && !are_two_papers(list, entry, earlier);
        let is_sure = words >= LONG || words >= WORDS_OF_WORK && is_one;
        let at = entry.title.unwrap_or(entry.head);
        let shown = on_one_line(title);
        cx.report(at, format!("`{shown}` is listed twice with different links: also {where_else}"))
            .severity(if same_section && is_sure { Severity::Warning } else { Severity::Info })
            .label(other, "the other entry")
            .help(if same_section {
                "keep the entry with the better link"
            } else {
                "keep both entries only if they belong in both sections"
            });
    }
}

/// Whether an entry is about a publication.
fn is_work(list: &List, entry: &Entry) -> bool {
    list.link_of(entry).is_some_and(|link| matches!(link.target, Target::Paper(_)))
}

/// Whether two entries are about different papers of one archive. Many papers have a title like "X: A Survey".
fn are_two_papers(list: &List, one: &Entry, other: &Entry) -> bool {
    let paper = |entry| list.link_of(entry).and_then(|link| link.target.arxiv());
    paper(one).zip(paper(other)).is_some_and(|(one, other)| !one.same(&other))
}

/// Returns the characters by which titles are compared: lowercase letters and digits, and `+` and `#`, which
/// distinguish `C` from `C++` and `C#`.
fn letters(title: &str) -> impl Iterator<Item = char> {
    title.chars().filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#')).flat_map(char::to_lowercase)
}

/// Returns the first entry with the same letters in its title. `first` maps the [`sum`] of the letters to it; other
/// titles with the same sum are at the next numbers. Sums rather than the letters themselves save 7 % of the
/// instructions of a run on 136 lists (callgrind), and 8 % of its time over letters in lower case by the standard
/// library (hyperfine, interleaved).
fn earlier<'l>(title: &str, entry: &Entry, first: &mut FxHashMap<u64, EntryId>, list: &'l List) -> Option<&'l Entry> {
    let sum = sum(title);
    for step in 0..ANAGRAMS {
        match first.entry(sum.wrapping_add(step)) {
            Slot::Vacant(slot) => {
                slot.insert(entry.id);
                return None;
            }
            Slot::Occupied(slot) => {
                let earlier = list.entry(*slot.get());
                let other = earlier.title.map_or("", |at| list.text(at));
                if title == other || letters(title).eq(letters(other)) {
                    return Some(earlier);
                }
            }
        }
    }
    None
}

/// Returns a number that is equal for titles with the same [`letters`], and for few others except anagrams. In a sum,
/// no step has to wait for the byte before, as it has to in a hash.
fn sum(title: &str) -> u64 {
    let add = |sum: u64, byte: u8| sum.wrapping_add(BITS[usize::from(byte)]);
    if title.is_ascii() {
        return title.bytes().fold(0, add);
    }
    title.chars().fold(0, |sum, c| {
        if c.is_ascii() {
            add(sum, c as u8)
        } else if c.is_alphanumeric() {
            c.to_lowercase().fold(sum, |sum, letter| letter.encode_utf8(&mut [0; 4]).bytes().fold(sum, add))
        } else {
            sum
        }
    })
}

/// Bits for each byte: the same for the upper and lower case of a letter, and none for bytes that [`letters`] leaves
/// out.
const BITS: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    loop {
        if byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'#' || !byte.is_ascii() {
            // Mixed as by <https://prng.di.unimi.it/splitmix64.c>.
            let mut bits = (byte.to_ascii_lowercase() as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            table[byte as usize] = bits ^ (bits >> 31);
        }
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};

/// Whether the main links of two entries lead to the same page, or may do so.
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
    fn equal_letters_have_equal_sums() {
        let long = "Tea and Time: A Survey of Everything That Was Ever Brewed in a Pot, Over Nine Hundred Years";
        for (one, other) in
            [("Tea and Time", "TEA – and time!"), (long, &format!("“{}”", long.to_lowercase())), ("Чай", "чАЙ")]
        {
            assert!(letters(one).eq(letters(other)), "{one}");
            assert_eq!(sum(one), sum(other), "{one}");
        }
        assert_ne!(sum("C"), sum("C++"));
    }

    #[test]
    fn anagrams_are_distinguished() {
        let titles = ["Image to Text Now", "Text to Image Now", "Now Image to Text", "Text to Image Now"];
        let items = titles.iter().enumerate().map(|(at, title)| format!("- [{title}](https://example.org/{at})\n"));
        let text: String = items.collect();
        let found = lint(&Source::new(&text).unwrap(), &Options::default()).diagnostics;
        let found: Vec<_> =
            found.iter().filter(|found| found.rule == RULE.name).map(|found| &text[found.range]).collect();
        assert_eq!(found, ["Text to Image Now"]);
    }
}
