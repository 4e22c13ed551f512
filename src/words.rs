//! Fixed sets of words that are asked about often and seldom hold the answer.

/// A set of words, ASCII letter case aside.
#[derive(Debug)]
pub(crate) struct WordSet {
    words: &'static [&'static str],
    /// For each first byte, cut to what letters of both cases share, a bit for each length in bytes.
    lengths: [u32; 32],
}

impl WordSet {
    /// Takes words of up to 31 bytes, none of them empty.
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        let mut lengths = [0; 32];
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            assert!(!word.is_empty() && word.len() < 32, "a word has 1 to 31 bytes");
            lengths[(word[0] & 31) as usize] |= 1 << word.len();
            at += 1;
        }
        Self { words, lengths }
    }

    /// Whether a word is in the set.
    pub(crate) fn contains(&self, word: &str) -> bool {
        // Most words have a length that none of the set with their first letter has.
        let Some(first) = word.bytes().next() else { return false };
        word.len() < 32
            && self.lengths[usize::from(first & 31)] & (1 << word.len()) != 0
            && self.words.iter().any(|known| known.eq_ignore_ascii_case(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
