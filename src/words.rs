//! Fixed sets of words that are asked about often and seldom hold the answer.

/// A set of words, ASCII letter case aside.
#[derive(Debug)]
pub(crate) struct WordSet {
    words: &'static [&'static str],
    /// For each first byte, as [`slot`] cuts it, a bit for each length in bytes.
    lengths: [u32; SLOTS],
    /// For each first byte the words from the first that begins with it to the last.
    places: [(u8, u8); SLOTS],
}

const SLOTS: usize = 64;

/// Letters of both cases share a slot, and bytes outside ASCII share none with them.
const fn slot(first: u8) -> usize {
    (first & 31 | (first >> 7) << 5) as usize
}

impl WordSet {
    /// Takes fewer than 256 words of up to 31 bytes, none of them empty. Those with one first letter stand together
    /// best.
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        let mut lengths = [0; SLOTS];
        let mut places = [(0, 0); SLOTS];
        assert!(words.len() < 256, "a place is a byte");
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            assert!(!word.is_empty() && word.len() < 32, "a word has 1 to 31 bytes");
            let slot = slot(word[0]);
            if lengths[slot] == 0 {
                places[slot].0 = at as u8;
            }
            places[slot].1 = at as u8 + 1;
            lengths[slot] |= 1 << word.len();
            at += 1;
        }
        Self { words, lengths, places }
    }

    /// Whether a word is in the set.
    pub(crate) fn contains(&self, word: &str) -> bool {
        // Most words have a length that none of the set with their first letter has.
        let Some(first) = word.bytes().next() else { return false };
        if word.len() >= 32 || self.lengths[slot(first)] & (1 << word.len()) == 0 {
            return false;
        }
        let (from, to) = self.places[slot(first)];
        self.words[from.into()..to.into()].iter().any(|known| known.eq_ignore_ascii_case(word))
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
