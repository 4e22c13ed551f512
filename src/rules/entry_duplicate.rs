//! `entry-duplicate`: the title of an earlier entry, with another link.

use rustc_hash::FxHashMap;

use crate::{
    diagnostic::Severity,
    hosts::{Target, identity_of},
    list::{Entry, EntryId, List},
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
    let mut first: FxHashMap<u64, EntryId> = FxHashMap::default();
    first.reserve(list.entries.len());
    for entry in &list.entries {
        let Some(title) = entry.title.map(|at| cx.text(at)) else { continue };
        // Words are counted where a title comes again; most are told apart by their blanks.
        if title.bytes().map(|byte| usize::from(byte <= b' ')).sum::<usize>() < WORDS - 1 {
            continue;
        }
        let earlier = list.entry(*first.entry(hash(title)).or_insert(entry.id));
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
        if words < WORDS {
            continue;
        }
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

/// A number that is equal for titles with the same [`letters`].
fn hash(title: &str) -> u64 {
    // What is left out turns nothing and changes nothing, without a branch to guess wrong.
    let add = |hash: u64, byte: u8| {
        let bits = BITS[usize::from(byte)];
        hash.rotate_left(if bits == 0 { 0 } else { 5 }) ^ bits
    };
    if title.is_ascii() {
        return title.bytes().fold(0, add);
    }
    title.chars().fold(0, |hash, c| {
        if c.is_ascii() {
            add(hash, c as u8)
        } else if c.is_alphanumeric() {
            c.to_lowercase().fold(hash, |hash, letter| letter.encode_utf8(&mut [0; 4]).bytes().fold(hash, add))
        } else {
            hash
        }
    })
}

/// Bits for each byte, the same for both cases of a letter: none for what [`letters`] leaves out.
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

    #[test]
    fn equal_letters_have_equal_numbers() {
        let long = "Tea and Time: A Survey of Everything That Was Ever Brewed in a Pot, Over Nine Hundred Years";
        for (one, other) in
            [("Tea and Time", "TEA – and time!"), (long, &format!("“{}”", long.to_lowercase())), ("Чай", "чАЙ")]
        {
            assert!(letters(one).eq(letters(other)), "{one}");
            assert_eq!(hash(one), hash(other), "{one}");
        }
        assert_ne!(hash("C"), hash("C++"));
    }
}
