//! Lists of words, each in a text file beside the module that asks for it.

/// The lines of a list in a text file, comments left out: `include_str!("words.txt")`.
pub(crate) fn read(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#'))
}

/// The lines of such a list, each cut at its first space: a word, and what is said of it.
pub(crate) fn read_pairs(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    read(file).filter_map(|line| line.split_once(' '))
}

/// A set of words that is asked about often and seldom holds the answer, ignoring case in ASCII.
#[derive(Debug)]
pub(crate) struct WordSet {
    words: Vec<&'static str>,
    /// For each first byte, as [`slot`] cuts it, a bit for each length in bytes.
    lengths: [u32; SLOTS],
    /// For each first byte the words from the first that begins with it to the last.
    places: [(u8, u8); SLOTS],
}

const SLOTS: usize = 64;

/// Letters of both cases share a slot, and bytes outside ASCII share none with them.
fn slot(first: u8) -> usize {
    (first & 31 | (first >> 7) << 5) as usize
}

impl WordSet {
    /// Takes fewer than 256 words of up to 31 bytes, none of them empty. Those with one first letter are best kept
    /// together.
    pub(crate) fn read(file: &'static str) -> Self {
        let words: Vec<_> = read(file).collect();
        let (mut lengths, mut places) = ([0; SLOTS], [(0, 0); SLOTS]);
        assert!(words.len() < 256, "a place is a byte");
        for (at, word) in words.iter().enumerate() {
            assert!(!word.is_empty() && word.len() < 32, "a word has 1 to 31 bytes");
            let slot = slot(word.as_bytes()[0]);
            if lengths[slot] == 0 {
                places[slot].0 = at as u8;
            }
            places[slot].1 = at as u8 + 1;
            lengths[slot] |= 1 << word.len();
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
        let set = WordSet::read("# What to read.\npaper\npdf\n论文\n3d\n");
        for word in ["paper", "PDF", "论文", "3D"] {
            assert!(set.contains(word), "{word}");
        }
        for word in ["papers", "pdq", "论", "", "# What to read.", "a word that is longer than any in the set"] {
            assert!(!set.contains(word), "{word}");
        }
    }
}
