//! Word lists, each in a text file next to the module that uses it.
//!
//! Lists that are asked about single words are [`Table`]s, which the compiler fills: a table that is built when it is
//! first used would cost more than checking a small list.

/// Returns the lines of a list in a text file, without comments: `include_str!("words.txt")`.
pub(crate) fn read(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#'))
}

/// Returns the lines of such a list, each split at its first space: a word, and its value.
pub(crate) fn read_pairs(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    read(file).filter_map(|line| line.split_once(' '))
}

/// Words and their values, ignoring ASCII case.
///
/// The keys are hashes of 64 bits, which are taken for the words themselves: two among some thousand are equal with a
/// probability below 10⁻¹². A key is in its slot or, if that is taken, in one after it.
#[derive(Debug)]
pub(crate) struct Table<V, const SLOTS: usize> {
    /// The key in each slot; 0 for an empty one.
    keys: [u64; SLOTS],
    values: [V; SLOTS],
    /// The lengths of the words, by their first letter. They reject most texts that are asked about.
    lengths: [u32; 32],
}

/// A set of words that ignores ASCII case.
pub(crate) type WordSet<const SLOTS: usize> = Table<(), SLOTS>;

/// Returns the number of slots for the words in a list: more than twice as many as lines.
pub(crate) const fn slots(file: &str) -> usize {
    let (mut lines, mut count) = (Lines::of(file), 1);
    while lines.next().is_some() {
        count += 2;
    }
    count
}

impl<const SLOTS: usize> WordSet<SLOTS> {
    /// Reads a list in a text file.
    pub(crate) const fn read(file: &str) -> Self {
        Table::new(()).with_words(file, ())
    }

    /// Returns whether a word is in the set, ignoring ASCII case.
    pub(crate) const fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

impl<V: Copy, const SLOTS: usize> Table<V, SLOTS> {
    /// Returns a table without words. `empty` is a value for the slots that stay empty.
    pub(crate) const fn new(empty: V) -> Self {
        Self { keys: [0; SLOTS], values: [empty; SLOTS], lengths: [0; 32] }
    }

    /// Adds the words of a list in a text file, all with the same value.
    pub(crate) const fn with_words(mut self, file: &str, value: V) -> Self {
        let mut lines = Lines::of(file);
        while let Some(word) = lines.next() {
            self.insert(word, value);
        }
        self
    }

    /// Adds a word, or replaces its value.
    pub(crate) const fn insert(&mut self, word: &[u8], value: V) {
        let (letter, length) = start_of(word);
        self.lengths[letter] |= length;
        self.insert_key(hash(word), value);
    }

    /// Adds a word by its hash.
    pub(crate) const fn insert_key(&mut self, key: u64, value: V) {
        assert!(key != 0, "0 stands for an empty slot");
        let slot = self.slot(key);
        (self.keys[slot], self.values[slot]) = (key, value);
    }

    /// Returns the value of a word, ignoring ASCII case.
    pub(crate) const fn get(&self, word: &str) -> Option<V> {
        let (letter, length) = start_of(word.as_bytes());
        if self.lengths[letter] & length == 0 { None } else { self.get_key(hash(word.as_bytes())) }
    }

    /// Returns the value of a word by its hash.
    pub(crate) const fn get_key(&self, key: u64) -> Option<V> {
        let slot = self.slot(key);
        if self.keys[slot] == key { Some(self.values[slot]) } else { None }
    }

    /// Returns the slot in which a key is, or the empty one in which it would be.
    const fn slot(&self, key: u64) -> usize {
        // The highest bits depend on all bytes of a word only after a multiplication.
        let spread = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut slot = ((spread as u128 * SLOTS as u128) >> 64) as usize;
        while self.keys[slot] != 0 && self.keys[slot] != key {
            slot = if slot + 1 == SLOTS { 0 } else { slot + 1 };
        }
        slot
    }
}

/// Returns the number of the first byte of a word, which is the same for capitals and small letters, and the bit of its
/// length.
const fn start_of(word: &[u8]) -> (usize, u32) {
    match word {
        [] => (0, 0),
        [first, ..] => ((*first & 31) as usize, 1 << (if word.len() < 31 { word.len() } else { 31 })),
    }
}

/// Returns the hash of a word, ignoring ASCII case (FNV-1a, <https://datatracker.ietf.org/doc/html/rfc9923>).
pub(crate) const fn hash(word: &[u8]) -> u64 {
    let (mut hash, mut at) = (0xcbf2_9ce4_8422_2325, 0);
    while at < word.len() {
        hash = (hash ^ word[at].to_ascii_lowercase() as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

/// The lines of a list in a text file, without comments and empty lines, one by one.
pub(crate) struct Lines<'f> {
    file: &'f [u8],
    at: usize,
}

impl<'f> Lines<'f> {
    pub(crate) const fn of(file: &'f str) -> Self {
        Self { file: file.as_bytes(), at: 0 }
    }

    /// Returns the next line.
    pub(crate) const fn next(&mut self) -> Option<&'f [u8]> {
        while self.at < self.file.len() {
            let start = self.at;
            let mut end = start;
            while end < self.file.len() && self.file[end] != b'\n' {
                end += 1;
            }
            self.at = end + 1;
            if end > start && self.file[end - 1] == b'\r' {
                end -= 1;
            }
            if end > start && self.file[start] != b'#' {
                return Some(part(self.file, start, end));
            }
        }
        None
    }

    /// Returns the next line, split at its first space: a word, and its value.
    pub(crate) const fn next_pair(&mut self) -> Option<(&'f [u8], &'f [u8])> {
        let Some(line) = self.next() else { return None };
        let mut at = 0;
        while line[at] != b' ' {
            at += 1;
        }
        Some((part(line, 0, at), part(line, at + 1, line.len())))
    }
}

/// Returns the bytes from `start` up to `end`.
pub(crate) const fn part(bytes: &[u8], start: usize, end: usize) -> &[u8] {
    bytes.split_at(end).0.split_at(start).1
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# What to read.\npaper\npdf\r\n\n论文\n3d";

    #[test]
    fn finds_words_in_any_case() {
        static SET: WordSet<{ slots(FILE) }> = WordSet::read(FILE);
        for word in ["paper", "PDF", "论文", "3D"] {
            assert!(SET.contains(word), "{word}");
        }
        for word in ["papers", "pdq", "论", "", "# What to read.", "a word that is longer than any in the set"] {
            assert!(!SET.contains(word), "{word}");
        }
    }

    #[test]
    fn finds_every_word_where_slots_are_few() {
        static TABLE: Table<u8, 5> = {
            let mut table = Table::new(0).with_words(FILE, 1);
            table.insert(b"PDF", 2);
            table
        };
        let values = ["paper", "pdf", "论文", "3d", "book"].map(|word| TABLE.get(word));
        assert_eq!(values, [Some(1), Some(2), Some(1), Some(1), None]);
    }

    #[test]
    fn splits_lines_into_pairs() {
        let mut lines = Lines::of("# a b\nand und noch\nor oder");
        let pairs: Vec<_> = std::iter::from_fn(|| lines.next_pair()).collect();
        assert_eq!(pairs, [(&b"and"[..], &b"und noch"[..]), (b"or", b"oder")]);
    }
}
