//! Words of a text, and sets of words.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;
use unicase::Ascii;

/// The words of a text on one line, one blank apart.
pub(crate) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A set of words, ignoring ASCII case.
#[derive(Debug)]
pub(crate) struct WordSet {
    words: &'static [&'static str],
    /// Built when the set is asked for the first time.
    set: OnceLock<FxHashSet<Ascii<&'static str>>>,
}

impl WordSet {
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        Self { words, set: OnceLock::new() }
    }

    /// Whether a word is in the set.
    pub(crate) fn contains(&self, word: &str) -> bool {
        let set = self.set.get_or_init(|| self.words.iter().copied().map(Ascii::new).collect());
        set.contains(&Ascii::new(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_blank_stands_between_words() {
        for (text, expected) in [("", ""), (" a  b\tc ", "a b c"), ("a\u{a0}b\r\nc", "a b c"), ("茶\u{3000}b", "茶 b")]
        {
            assert_eq!(on_one_line(text), expected, "{text:?}");
        }
    }

    #[test]
    fn finds_words_in_any_case() {
        static SET: WordSet = WordSet::new(&["paper", "pdf", "论文", "3d"]);
        for word in ["paper", "PDF", "论文", "3D"] {
            assert!(SET.contains(word), "{word}");
        }
        for word in ["papers", "pdq", "论", "", "a word that is longer than any in the set"] {
            assert!(!SET.contains(word), "{word}");
        }
    }
}
