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
pub(crate) struct WordSet(FxHashSet<Ascii<&'static str>>);

impl WordSet {
    /// Reads a list in a text file.
    pub(crate) fn read(file: &'static str) -> Self {
        Self(read(file).map(Ascii::new).collect())
    }

    /// Returns whether a word is in the set, ignoring ASCII case.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.0.contains(&Ascii::new(word))
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
