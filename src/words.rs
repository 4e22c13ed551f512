//! Lists of words, each in a text file beside the module that asks for it.

use rustc_hash::FxHashSet;
use unicase::Ascii;

/// The lines of a list in a text file, comments left out: `include_str!("words.txt")`.
pub(crate) fn read(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#'))
}

/// The lines of such a list, each cut at its first space: a word, and what is said of it.
pub(crate) fn read_pairs(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    read(file).filter_map(|line| line.split_once(' '))
}

/// A set of words, ignoring case in ASCII.
#[derive(Debug)]
pub(crate) struct WordSet(FxHashSet<Ascii<&'static str>>);

impl WordSet {
    /// Reads a list in a text file.
    pub(crate) fn read(file: &'static str) -> Self {
        Self(read(file).map(Ascii::new).collect())
    }

    /// Whether a word is in the set.
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
