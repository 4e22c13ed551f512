//! Sort keys for titles.

use std::borrow::Cow;

use crate::{
    TextRange,
    characters::is_right_to_left,
    list::{Entry, EntryGroup, List},
    votes::Share,
};

/// A way to sort titles.
#[derive(Clone, Copy)]
pub(super) struct Collation {
    /// The name of what is compared.
    pub(super) key: Key,
    /// Whether a title with this [`sort_key`] can have another place in this way of sorting.
    pub(super) matters: fn(&str) -> bool,
    /// Whether an entry that fits in this way of sorting is left alone, however the others are sorted. This is false
    /// for sorting by bytes: a lowercase letter at the end is a common mistake.
    pub(super) excuses: bool,
}

/// Appends the key, built from a title and its [`sort_key`].
pub(super) type Key = fn(&str, &str, &mut String);

/// The ways to sort titles, commonest first: ignoring case; by letters and digits alone; without the article; by lines,
/// as editors do; by the values of numbers; by bytes.
pub(super) const COLLATIONS: [Collation; 6] = [
    Collation { key: |_, key, out| out.push_str(key), matters: |_| true, excuses: true },
    Collation {
        key: |_, key, out| out.extend(key.chars().filter(|c| c.is_alphanumeric())),
        matters: |_| true,
        excuses: true,
    },
    Collation {
        key: |_, key, out| {
            out.push_str(ARTICLES.iter().find_map(|article| key.strip_prefix(article)).unwrap_or(key));
        },
        matters: |key| ARTICLES.iter().any(|article| key.starts_with(article)),
        excuses: true,
    },
    // The bracket after the title is compared as well, so "Tea Pot" comes before "Tea".
    Collation {
        key: |_, key, out| {
            out.push_str(key);
            out.push(']');
        },
        matters: |_| true,
        excuses: true,
    },
    Collation { key: |_, key, out| natural(key, out), matters: has_long_number, excuses: true },
    Collation { key: |title, _, out| out.push_str(title), matters: |_| true, excuses: false },
];

const ARTICLES: [&str; 3] = ["the ", "a ", "an "];

/// Returns whether a text has numbers of two or more digits; single digits sort by value as they are written.
fn has_long_number(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1].is_ascii_digit())
}

/// Appends a key with the length of each number before it, so that 9 comes before 10.
fn natural(key: &str, out: &mut String) {
    let mut rest = key;
    while let Some(c) = rest.chars().next() {
        if !c.is_ascii_digit() {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(end);
        let value = digits.trim_start_matches('0');
        out.extend(std::iter::repeat_n('9', value.len() / 9));
        out.push(char::from(b"012345678"[value.len() % 9]));
        out.push_str(value);
        rest = after;
    }
}

/// Returns the beginnings of the entries, if all begin in one script. The order of two scripts, and the order within
/// Chinese and Japanese, differs from list to list.
pub(super) fn titles<'t>(list: &List<'t>, group: &EntryGroup) -> Option<Vec<&'t str>> {
    let titles: Option<Vec<&str>> = group.entries.iter().map(|&id| leading_text(list, list.entry(id))).collect();
    let titles = titles?;
    // Words before many links are what the links are grouped by, and no order is safe if the direction of the text
    // changes.
    let led = group.entries.iter().map(|&id| list.entry(id)).zip(&titles);
    let led = led.filter(|(entry, title)| entry.title.is_some_and(|own| usize::from(own.len()) < title.len())).count();
    if Share::percent(10).is_exceeded(led, titles.len()) || titles.iter().any(|title| turns(title)) {
        return None;
    }
    let mut letters = titles.iter().filter_map(|title| title.chars().find(|c| c.is_alphanumeric()));
    let scripts: Vec<Script> = letters.by_ref().map(Script::of).collect();
    let mut spoken = scripts.iter().filter(|script| **script != Script::Digits);
    let first = spoken.next()?;
    let one_script = |title: &&str| title.chars().filter(|c| c.is_alphabetic()).all(|c| Script::of(c) == *first);
    // Numbers at the start usually count the entries.
    let digits = scripts.iter().filter(|script| **script == Script::Digits).count();
    let numbered = Share::HALF.is_exceeded(digits, scripts.len());
    (!numbered
        && *first != Script::Unsorted
        && spoken.all(|script| script == first)
        && (*first == Script::Latin || titles.iter().all(one_script)))
    .then_some(titles)
}

/// Returns whether parts of a text are right-to-left: Hebrew, Arabic and related scripts, or a directional mark.
fn turns(text: &str) -> bool {
    text.contains('&') && text.contains("&rlm;")
        || !text.is_ascii() && text.chars().any(|c| is_right_to_left(c) || matches!(c, '\u{200f}' | '\u{202b}'))
}

/// Returns the text from the start of an entry to the end of its title.
pub(super) fn leading_text<'t>(list: &List<'t>, entry: &Entry) -> Option<&'t str> {
    let title = entry.title?;
    let link = list.link_of(entry)?;
    // If the title is not the text of a link, the entry is a row of labels or prose.
    if !list.is_named_by(entry, link) {
        return None;
    }
    let before = list.text(TextRange::new(entry.head.start(), title.start()));
    if before.contains(char::is_alphanumeric) {
        Some(list.text(TextRange::new(entry.head.start(), title.end())))
    } else {
        Some(list.text(title))
    }
}

/// A script whose alphabetical order follows code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Digits,
    Latin,
    Greek,
    Cyrillic,
    Hangul,
    /// Any other script.
    Unsorted,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            '0'..='9' => Self::Digits,
            'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{370}'..='\u{3ff}' => Self::Greek,
            '\u{400}'..='\u{4ff}' => Self::Cyrillic,
            '\u{ac00}'..='\u{d7a3}' => Self::Hangul,
            _ => Self::Unsorted,
        }
    }
}

/// Returns the sort key of a title: lowercase letters, without marks of emphasis and code.
#[must_use]
pub fn sort_key(title: &str) -> String {
    let mut out = String::new();
    push_sort_key(title, &mut out);
    out
}

/// Appends the [`sort_key`].
pub(super) fn push_sort_key(title: &str, out: &mut String) {
    let marks = ['*', '`', '\\'];
    let title = title.trim();
    let plain = if title.contains(marks) { Cow::Owned(title.replace(marks, "")) } else { Cow::Borrowed(title) };
    let key = plain.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = out.len();
    if key.is_empty() {
        out.push_str(&plain);
    } else if key.is_ascii() {
        out.push_str(key);
        out[start..].make_ascii_lowercase();
    } else {
        out.push_str(&key.to_lowercase());
    }
}

/// Returns the first letter of the [`sort_key`].
pub(super) fn first_letter(title: &str) -> char {
    let letter = title.chars().find(|c| c.is_alphanumeric()).or_else(|| title.chars().next());
    letter.map_or('\0', |letter| letter.to_lowercase().next().unwrap_or(letter))
}

/// Several texts in one allocation.
#[derive(Debug)]
pub(super) struct Texts {
    all: String,
    /// The end offset of each.
    ends: Vec<usize>,
}

impl Texts {
    /// Collects the text that `append` adds for each item.
    pub(super) fn of<T>(things: impl ExactSizeIterator<Item = T>, append: impl Fn(T, &mut String)) -> Self {
        /// The usual length of a title in bytes.
        const TITLE: usize = 24;
        let mut all = String::with_capacity(things.len() * TITLE);
        let ends = things.map(|thing| {
            append(thing, &mut all);
            all.len()
        });
        let ends = ends.collect();
        Self { all, ends }
    }

    pub(super) fn get(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[index]]
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len()).map(|index| self.get(index))
    }
}
