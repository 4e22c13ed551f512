//! Tables of phrases, and the search for the longest one.

use rustc_hash::FxHashMap;

use super::tokens::{Token, Tokens};
use crate::words;

/// A phrase of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    /// As the table writes it, without its mark.
    pub(super) spelling: &'static str,
    /// The mark before it, if the table has marks.
    pub(super) mark: Option<char>,
    /// Whether it ends in a small word, so that more has to follow: `Journal of`.
    pub(super) is_open: bool,
}

/// The phrases of a table, found by the hashes of their words.
///
/// The keys are hashes of 64 bits, which are taken for the phrases themselves: two among some thousand are equal with a
/// probability below 10⁻¹². So a search neither copies the text nor compares it.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// Every start of a phrase, with the phrase that ends there.
    starts: FxHashMap<u64, Option<Phrase>>,
    /// The hashes of the first words.
    pub(super) firsts: Vec<u64>,
    /// The hashes of the last words.
    pub(super) lasts: Vec<u64>,
}

impl Phrases {
    /// Reads a table: each line has one or more phrases with `|` between them, each with or without one of the marks
    /// before it.
    pub(super) fn read(file: &'static str, marks: &[char]) -> Self {
        let mut phrases = Self::default();
        // The tables have a new start of a phrase for about every eight bytes.
        phrases.starts.reserve(file.len() / 8);
        let mut tokens = Tokens::default();
        for text in words::read(file).flat_map(|line| line.split('|')).map(str::trim) {
            let mark = text.chars().next().filter(|mark| marks.contains(mark));
            let spelling = &text[mark.map_or(0, char::len_utf8)..];
            if tokens.refill(spelling).is_some() {
                phrases.insert(&tokens, Phrase { spelling, mark, is_open: tokens.is_open });
            }
        }
        phrases
    }

    fn insert(&mut self, tokens: &[Token], phrase: Phrase) {
        let mut key = 0;
        for token in tokens {
            key = extend(key, token);
            self.starts.entry(key).or_default();
        }
        self.starts.insert(key, Some(phrase));
        self.firsts.extend(tokens.first().map(|token| token.hash));
        self.lasts.extend(tokens.last().map(|token| token.hash));
    }

    /// Returns whether a phrase starts with a word.
    pub(super) fn may_start(&self, word: &str) -> bool {
        self.starts.contains_key(&extend(0, &Token::alone(word)))
    }

    /// Returns the longest phrase that the tokens start with, of those that pass the test, and the number of its tokens.
    pub(super) fn longest(&self, tokens: &[Token], passes: impl Fn(&Phrase, usize) -> bool) -> Option<(usize, Phrase)> {
        let (mut key, mut found) = (0, None);
        for (index, token) in tokens.iter().enumerate() {
            key = extend(key, token);
            match self.starts.get(&key) {
                None => break,
                Some(Some(phrase)) if passes(phrase, index + 1) => found = Some((index + 1, *phrase)),
                Some(_) => {}
            }
        }
        found
    }
}

/// Returns the key of a sequence of tokens and one more.
fn extend(key: u64, token: &Token) -> u64 {
    (key.rotate_left(9) ^ token.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::{super::tokens::hash, *};

    #[test]
    fn the_longest_phrase_is_found() {
        let phrases = Phrases::read("# What.\nACM | =ACM Transactions on Graphics\nNature", &['=']);
        for (text, expected) in [
            ("ACM", Some((1, "ACM"))),
            ("acm transactions", Some((1, "ACM"))),
            ("ACM Transactions Graphics 2020", Some((3, "ACM Transactions on Graphics"))),
            ("A Nature", None),
        ] {
            let mut tokens = Tokens::default();
            tokens.refill(text).unwrap();
            let found = phrases.longest(&tokens, |_, _| true);
            assert_eq!(found.map(|(count, phrase)| (count, phrase.spelling)), expected, "{text}");
        }
        assert!(phrases.lasts.contains(&hash("graphics")) && !phrases.lasts.contains(&hash("transactions")));
    }
}
