//! Word lists, each in a text file next to the module that uses it.

use rustc_hash::FxHashSet;
use unicase::Ascii;

/// Returns the lines of a list in a text file, without comments: `include_str!("words.txt")`.
pub(crate) fn read(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#'))
}

/// Returns the lines of such a list, each split at its first space: a word, and its value.
pub(crate) fn read_pairs(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    read(file).filter_map(|line| line.split_once(' '))
}

/// A set of words that ignores ASCII case.
#[derive(Debug)]
pub(crate) struct WordSet {
    words: FxHashSet<Ascii<&'static str>>,
    /// The length of the longest word, in bytes: most texts that are asked about are longer.
    longest: usize,
}

impl WordSet {
    /// Reads a list in a text file.
    pub(crate) fn read(file: &'static str) -> Self {
        let words: FxHashSet<_> = read(file).map(Ascii::new).collect();
        Self { longest: words.iter().map(|word| word.len()).max().unwrap_or(0), words }
    }

    /// Returns whether a word is in the set, ignoring ASCII case.
    pub(crate) fn contains(&self, word: &str) -> bool {
        word.len() <= self.longest && self.words.contains(&Ascii::new(word))
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
