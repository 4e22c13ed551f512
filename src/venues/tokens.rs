//! Splits a short text into words and numbers.

use std::ops::Deref;

use crate::words::{self, WordSet};

/// Texts with more tokens are no venue.
const MOST: usize = 24;

/// Words within names that lists leave out or abbreviate: `Proceedings of the ACM` is `Proceedings ACM`.
pub(super) static SMALL: WordSet<{ words::slots(SMALL_FILE) }> = WordSet::read(SMALL_FILE);
const SMALL_FILE: &str = include_str!("small_words.txt");

/// What is between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: `CVPR|22`.
    Glued,
    /// An apostrophe, also after a space: `CVPR'22`.
    Apostrophe,
    /// A hyphen or dash without spaces.
    Hyphen,
    /// `@` without spaces.
    At,
    /// `/`, `&` or `+`, with or without spaces.
    Joint,
    /// Spaces, or small words between them.
    Space,
    /// Any other punctuation, or the start of the text.
    Break,
}

/// A run of letters or of digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// The byte where it starts.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
    /// The hash of its lowercase letters.
    pub(super) hash: u64,
    /// Whether it is a run of digits.
    pub(super) is_number: bool,
    /// What is before it.
    pub(super) gap: Gap,
    /// Whether a small word (`of`) before it was left out.
    pub(super) after_small: bool,
}

impl Token {
    /// Returns the token of a text that is one word.
    pub(super) fn alone(word: &str) -> Self {
        Self { start: 0, end: word.len(), hash: hash(word), is_number: false, gap: Gap::Break, after_small: false }
    }
}

/// The tokens of a text, without small words after the first token.
pub(super) struct Tokens {
    all: [Token; MOST],
    len: usize,
    /// Whether small words follow the last token: `Journal of`.
    pub(super) is_open: bool,
}

impl Deref for Tokens {
    type Target = [Token];

    fn deref(&self) -> &[Token] {
        &self.all[..self.len]
    }
}

impl Default for Tokens {
    fn default() -> Self {
        Self { all: [EMPTY; MOST], len: 0, is_open: false }
    }
}

impl Tokens {
    /// Splits a text into these tokens, in place of those that were there; none if it has too many, or characters between
    /// them that no mention of a venue has.
    pub(super) fn refill(&mut self, text: &str) -> Option<()> {
        let (mut at, mut after_small, mut gap_start) = (0, false, 0);
        self.len = 0;
        while let Some((start, end)) = next(text, at) {
            at = end;
            let word = &text[start..end];
            let is_number = word.as_bytes()[0].is_ascii_digit();
            let gap = if self.len == 0 { leading_gap(&text[..start])? } else { gap(&text[gap_start..start])? };
            // A capital `The` starts a name: `In The Lancet`.
            if self.len > 0 && gap != Gap::Glued && word.len() <= 4 && word != "The" && SMALL.contains(word) {
                // The gap of the next token is measured from the token before the small word.
                after_small = true;
                continue;
            }
            *self.all.get_mut(self.len)? = Token { start, end, hash: hash(word), is_number, gap, after_small };
            self.len += 1;
            (after_small, gap_start) = (false, end);
        }
        self.is_open = after_small;
        (self.len > 0).then_some(())
    }
}

const EMPTY: Token = Token { start: 0, end: 0, hash: 0, is_number: false, gap: Gap::Break, after_small: false };

/// Returns the next run of letters or of digits at or after a byte.
pub(super) fn next(text: &str, at: usize) -> Option<(usize, usize)> {
    let mut start = at;
    let first = loop {
        match part_at(text, start)? {
            (Part::Other, len) => start += len,
            (part, len) => break (part, start + len),
        }
    };
    let (part, mut end) = first;
    while let Some((_, len)) = part_at(text, end).filter(|(next, _)| *next == part) {
        end += len;
    }
    Some((start, end))
}

/// The kinds of characters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Letter,
    Digit,
    Other,
}

/// Returns the kind and the length of the character at a byte; none at the end.
fn part_at(text: &str, at: usize) -> Option<(Part, usize)> {
    Some(match text.as_bytes().get(at)? {
        b'a'..=b'z' | b'A'..=b'Z' => (Part::Letter, 1),
        b'0'..=b'9' => (Part::Digit, 1),
        0..=0x7f => (Part::Other, 1),
        _ => {
            let c = text[at..].chars().next()?;
            (if c.is_alphabetic() { Part::Letter } else { Part::Other }, c.len_utf8())
        }
    })
}

/// Returns the last run of letters or of digits.
pub(super) fn last(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let mut end = bytes.len();
    while end > 0 && bytes[end - 1].is_ascii() && !bytes[end - 1].is_ascii_alphanumeric() {
        end -= 1;
    }
    let is_number = bytes[..end].last()?.is_ascii_digit();
    let is_same = |byte: u8| byte.is_ascii_alphanumeric() && byte.is_ascii_digit() == is_number;
    let mut start = end;
    while start > 0 && is_same(bytes[start - 1]) {
        start -= 1;
    }
    if bytes[..start].last().is_none_or(u8::is_ascii) {
        return Some(&text[start..end]);
    }
    let text = text.trim_end_matches(|c| !is_part(c));
    let is_number = text.as_bytes().last()?.is_ascii_digit();
    Some(&text[text.trim_end_matches(|c: char| is_part(c) && c.is_ascii_digit() == is_number).len()..])
}

fn is_part(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphabetic() }
}

/// Returns the hash of a word, ignoring ASCII case.
pub(super) fn hash(word: &str) -> u64 {
    words::hash(word.as_bytes())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '′' | '`')
}

/// Returns the length in bytes of the apostrophe at the end of a text, 0 without one.
pub(super) fn apostrophe_before(text: &str) -> usize {
    text.chars().next_back().filter(|c| is_apostrophe(*c)).map_or(0, char::len_utf8)
}

/// Returns the gap before the first token; none if it says that the token is a handle or an amount.
fn leading_gap(text: &str) -> Option<Gap> {
    match text.chars().next_back() {
        Some('@' | '#' | '$' | '€' | '£' | '+' | '<' | '>' | '=' | '/' | '?' | '&') => None,
        Some(c) if is_apostrophe(c) => Some(Gap::Apostrophe),
        _ => Some(Gap::Break),
    }
}

fn gap(text: &str) -> Option<Gap> {
    let mut found = Gap::Glued;
    for c in text.chars() {
        found = match (c, found) {
            (c, Gap::Glued) if c.is_whitespace() => Gap::Space,
            (c, found) if c.is_whitespace() => found,
            (c, Gap::Glued | Gap::Space | Gap::Break) if is_apostrophe(c) => Gap::Apostrophe,
            ('-' | '–' | '—' | '‑', Gap::Glued) => Gap::Hyphen,
            ('@', Gap::Glued) => Gap::At,
            ('/' | '&' | '+', Gap::Glued | Gap::Space) | ('+', Gap::Joint) => Gap::Joint,
            // A small word that was left out.
            (c, Gap::Glued | Gap::Space) if is_part(c) => Gap::Space,
            (c, _) if is_part(c) || is_apostrophe(c) => Gap::Break,
            (
                '.' | '!' | ',' | ';' | ':' | '(' | ')' | '[' | ']' | '{' | '}' | '"' | '“' | '”' | '*' | '_' | '|'
                | '\\' | '/' | '-' | '–' | '—' | '‑' | '&' | '@' | '%' | '·' | '•' | '（' | '）' | '【' | '】' | '，'
                | '、' | '。' | '：' | '；' | '~',
                _,
            ) => Gap::Break,
            _ => return None,
        };
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_tell_how_tokens_are_joined() {
        use Gap::*;
        for (text, expected) in [
            ("CVPR 2022", &[("CVPR", Break), ("2022", Space)][..]),
            ("CVPR'22", &[("CVPR", Break), ("22", Apostrophe)]),
            ("CVPR ’22", &[("CVPR", Break), ("22", Apostrophe)]),
            ("’22 CVPR", &[("22", Apostrophe), ("CVPR", Space)]),
            ("AAAI-20", &[("AAAI", Break), ("20", Hyphen)]),
            ("3DV, 2020", &[("3", Break), ("DV", Glued), ("2020", Break)]),
            ("SCALR@COLM", &[("SCALR", Break), ("COLM", At)]),
            ("IEEE/CVF", &[("IEEE", Break), ("CVF", Joint)]),
            ("Proc. of the ACM", &[("Proc", Break), ("ACM", Break)]),
            ("Findings of ACL", &[("Findings", Break), ("ACL", Space)]),
            ("In 中国", &[("In", Break), ("中国", Space)]),
        ] {
            let mut tokens = Tokens::default();
            tokens.refill(text).unwrap();
            let found: Vec<_> = tokens.iter().map(|token| (&text[token.start..token.end], token.gap)).collect();
            assert_eq!(found, expected, "{text}");
        }
        for text in ["", "…", "a?b", "a=b", "@ACL", "$20"] {
            assert!(Tokens::default().refill(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_last_token_is_a_run_of_one_kind() {
        for (text, expected) in [("CVPR22).", Some("22")), ("a b’s", Some("s")), ("2048x", Some("x")), ("!", None)] {
            assert_eq!(last(text), expected, "{text}");
        }
    }
}
