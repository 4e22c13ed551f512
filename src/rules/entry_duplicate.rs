//! `entry-duplicate`: the title of an earlier entry, with another link.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

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
    let mut buffer = Vec::new();
    for entry in &list.entries {
        let Some(title) = entry.title.map(|at| cx.text(at)) else { continue };
        if title.split_ascii_whitespace().nth(WORDS - 1).is_none() {
            continue;
        }
        let earlier = list.entry(*first.entry(hash(title, &mut buffer)).or_insert(entry.id));
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

/// A number that is equal for titles with the same [`letters`], which `buffer` is used to collect.
fn hash(title: &str, buffer: &mut Vec<u8>) -> u64 {
    buffer.clear();
    if title.is_ascii() {
        // Each byte is written, and the next one over it where it does not count: no branch to guess wrong.
        buffer.resize(title.len(), 0);
        let mut length = 0;
        for byte in title.bytes() {
            let letter = SMALL_LETTERS[usize::from(byte)];
            buffer[length] = letter;
            length += usize::from(letter != 0);
        }
        buffer.truncate(length);
    } else {
        for c in title.chars() {
            match u8::try_from(c).ok().filter(u8::is_ascii) {
                Some(byte) => buffer.extend(Some(SMALL_LETTERS[usize::from(byte)]).filter(|letter| *letter != 0)),
                None if c.is_alphanumeric() => c
                    .to_lowercase()
                    .for_each(|letter| buffer.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes())),
                None => {}
            }
        }
    }
    let mut hasher = FxHasher::default();
    hasher.write(buffer);
    hasher.finish()
}

/// For each byte of ASCII what [`letters`] makes of it, 0 where it leaves it out.
const SMALL_LETTERS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'#' {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
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
            assert_eq!(hash(one, &mut Vec::new()), hash(other, &mut Vec::new()), "{one}");
        }
        assert_ne!(hash("C", &mut Vec::new()), hash("C++", &mut Vec::new()));
    }
}
