//! Tables of phrases, and the search for the longest one.

use super::tokens::{SMALL, Token};
use crate::words::{self, Lines, Table};

/// A phrase of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    /// As the table writes it, without its mark.
    pub(super) spelling: &'static str,
    /// The mark before it, if the table has marks.
    pub(super) mark: Option<u8>,
    /// Whether it ends in a small word, so that more has to follow: `Journal of`.
    pub(super) is_open: bool,
}

/// The phrases of a table, found by the hashes of their words; `SLOTS` is [`slots`] of its file.
///
/// The compiler reads the file, so that nothing has to be built. A search neither copies the text nor compares it, see
/// [`Table`].
#[derive(Debug)]
pub(super) struct Phrases<const SLOTS: usize> {
    file: &'static str,
    /// Every start of a phrase.
    starts: Table<Start, SLOTS>,
}

/// The start of a phrase, and the phrase that ends there.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// The offset in the file, and the length in bytes, which is 0 if no phrase ends there.
    at: u16,
    length: u8,
    /// The mark, or 0.
    mark: u8,
    is_open: bool,
}

/// The start of longer phrases only.
const UNFINISHED: Start = Start { at: 0, length: 0, mark: 0, is_open: false };

/// The bits of words at the edges of phrases.
pub(super) const FIRST: u8 = 1;
pub(super) const LAST: u8 = 2;

/// The first and the last words of phrases, with the bits for both.
pub(super) type Edges<const SLOTS: usize> = Table<u8, SLOTS>;

/// Returns the number of slots for the phrases of a table: some more than words, of which many start several phrases.
pub(super) const fn slots(file: &str) -> usize {
    let (mut lines, mut count) = (Lines::of(file), 1);
    while let Some(line) = lines.next() {
        let mut at = 0;
        while let Some((_, end)) = token(line, at) {
            count += 1;
            at = end;
        }
    }
    count + count / 4
}

impl<const SLOTS: usize> Phrases<SLOTS> {
    /// Reads a table: each line has one or more phrases with `|` between them, each with or without one of the marks
    /// before it.
    pub(super) const fn read(file: &'static str, marks: &[u8]) -> Self {
        let mut starts: Table<Start, SLOTS> = Table::new(UNFINISHED);
        let mut phrases = Reader::of(file);
        while let Some((start, end)) = phrases.next(marks) {
            let (text, mut key, mut is_open, mut at) = (file.as_bytes(), 0, false, start);
            while let Some((from, to)) = token_in(text, at, end) {
                is_open = is_left_out(text, start, at, (from, to));
                if !is_open {
                    key = extend(key, words::hash(words::part(text, from, to)));
                    if starts.get_key(key).is_none() {
                        starts.insert_key(key, UNFINISHED);
                    }
                }
                at = to;
            }
            let mark = if start > 0 && has(marks, text[start - 1]) { text[start - 1] } else { 0 };
            assert!(start <= u16::MAX as usize && end - start <= u8::MAX as usize, "the table is too long");
            let phrase = Start { at: start as u16, length: (end - start) as u8, mark, is_open };
            starts.insert_key(key, phrase);
        }
        Self { file, starts }
    }

    /// Returns whether a phrase starts with a word.
    pub(super) fn may_start(&self, word: &str) -> bool {
        self.starts.get_key(extend(0, words::hash(word.as_bytes()))).is_some()
    }

    /// Returns the longest phrase that the tokens start with, of those that pass the test, and the number of its tokens.
    pub(super) fn longest(&self, tokens: &[Token], passes: impl Fn(&Phrase, usize) -> bool) -> Option<(usize, Phrase)> {
        let (mut key, mut found) = (0, None);
        for (index, token) in tokens.iter().enumerate() {
            key = extend(key, token.hash);
            let Some(start) = self.starts.get_key(key) else { break };
            if let Some(phrase) = self.phrase(start)
                && passes(&phrase, index + 1)
            {
                found = Some((index + 1, phrase));
            }
        }
        found
    }

    fn phrase(&self, start: Start) -> Option<Phrase> {
        let at = usize::from(start.at);
        let spelling = &self.file[at..at + usize::from(start.length)];
        let mark = Some(start.mark).filter(|mark| *mark != 0);
        (start.length > 0).then_some(Phrase { spelling, mark, is_open: start.is_open })
    }
}

/// Adds the first and the last words of the phrases of a table, those that `kinds` has the bits of.
pub(super) const fn with_edges<const SLOTS: usize>(
    mut edges: Edges<SLOTS>,
    (file, marks): (&str, &[u8]),
    kinds: u8,
) -> Edges<SLOTS> {
    let mut phrases = Reader::of(file);
    let text = file.as_bytes();
    while let Some((start, end)) = phrases.next(marks) {
        let (mut at, mut last): (usize, &[u8]) = (start, &[]);
        while let Some((from, to)) = token_in(text, at, end) {
            if !is_left_out(text, start, at, (from, to)) {
                if last.is_empty() {
                    edges = with_edge(edges, words::part(text, from, to), kinds & FIRST);
                }
                last = words::part(text, from, to);
            }
            at = to;
        }
        edges = with_edge(edges, last, kinds & LAST);
    }
    edges
}

const fn with_edge<const SLOTS: usize>(mut edges: Edges<SLOTS>, word: &[u8], kind: u8) -> Edges<SLOTS> {
    let known = match edges.get_key(words::hash(word)) {
        Some(known) => known,
        None => 0,
    };
    edges.insert(word, known | kind);
    edges
}

/// Reads the phrases of a file one by one.
struct Reader<'f> {
    file: &'f [u8],
    at: usize,
}

impl<'f> Reader<'f> {
    const fn of(file: &'f str) -> Self {
        Self { file: file.as_bytes(), at: 0 }
    }

    /// Returns the bytes of the next phrase, without its mark.
    const fn next(&mut self, marks: &[u8]) -> Option<(usize, usize)> {
        while self.at < self.file.len() {
            let mut start = self.at;
            let is_comment = self.file[start] == b'#' && (start == 0 || self.file[start - 1] == b'\n');
            let mut end = start;
            while end < self.file.len() && self.file[end] != b'\n' && (is_comment || self.file[end] != b'|') {
                end += 1;
            }
            self.at = end + 1;
            while start < end && self.file[start].is_ascii_whitespace() {
                start += 1;
            }
            while start < end && self.file[end - 1].is_ascii_whitespace() {
                end -= 1;
            }
            if !is_comment && start < end {
                return Some((if has(marks, self.file[start]) { start + 1 } else { start }, end));
            }
        }
        None
    }
}

/// Returns whether a mark is among those of a table.
const fn has(marks: &[u8], mark: u8) -> bool {
    let mut at = 0;
    while at < marks.len() && marks[at] != mark {
        at += 1;
    }
    at < marks.len()
}

/// Returns whether a word is one of the small ones that are left out, as [`super::tokens::Tokens`] leaves them out; `at`
/// is the end of the word before it, or the start of the phrase.
const fn is_left_out(text: &[u8], start: usize, at: usize, (from, to): (usize, usize)) -> bool {
    let word = words::part(text, from, to);
    at > start && from > at && to - from <= 4 && !matches!(word, b"The") && SMALL.get_key(words::hash(word)).is_some()
}

/// Returns the next run of letters or of digits, as [`super::tokens::next`] does.
const fn token(text: &[u8], at: usize) -> Option<(usize, usize)> {
    token_in(text, at, text.len())
}

const fn token_in(text: &[u8], at: usize, end: usize) -> Option<(usize, usize)> {
    let mut from = at;
    while from < end && gap_at(text, from) > 0 {
        from += gap_at(text, from);
    }
    let mut to = from;
    while to < end && gap_at(text, to) == 0 && text[to].is_ascii_digit() == text[from].is_ascii_digit() {
        to += 1;
    }
    if from < to { Some((from, to)) } else { None }
}

/// Returns the length in bytes of a character that is neither a letter nor a digit; 0 for the others. Beyond ASCII, the
/// tables have no other signs than those of Chinese texts, see
/// <https://www.unicode.org/charts/PDF/U3000.pdf> and <https://www.unicode.org/charts/PDF/UFF00.pdf>.
const fn gap_at(text: &[u8], at: usize) -> usize {
    match text[at] {
        0xe3 if text[at + 1] == 0x80 => 3,
        0xef if text[at + 1] == 0xbc => 3,
        byte => (byte.is_ascii() && !byte.is_ascii_alphanumeric()) as usize,
    }
}

/// Returns the key of a sequence of tokens and one more, of which the hash is given.
const fn extend(key: u64, hash: u64) -> u64 {
    (key.rotate_left(9) ^ hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{mention, tokens::Tokens},
        *,
    };

    const FILE: &str = "# What.\nACM | =ACM Transactions on Graphics\nNature\nArchives of";
    static PHRASES: Phrases<{ slots(FILE) }> = Phrases::read(FILE, b"=");
    static EDGES: Edges<{ slots(FILE) }> = with_edges(Table::new(0), (FILE, b"="), FIRST | LAST);

    #[test]
    fn the_longest_phrase_is_found() {
        for (text, expected) in [
            ("ACM", Some((1, "ACM", None, false))),
            ("acm transactions", Some((1, "ACM", None, false))),
            ("ACM Transactions Graphics 2020", Some((3, "ACM Transactions on Graphics", Some(b'='), false))),
            ("Archives", Some((1, "Archives of", None, true))),
            ("A Nature", None),
        ] {
            let mut tokens = Tokens::default();
            tokens.refill(text).unwrap();
            let found = PHRASES.longest(&tokens, |_, _| true);
            let found = found.map(|(count, phrase)| (count, phrase.spelling, phrase.mark, phrase.is_open));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn edges_are_the_first_and_the_last_words() {
        let words = ["graphics", "transactions", "acm", "nature"];
        assert_eq!(words.map(|word| EDGES.get(word)), [Some(2), None, Some(3), Some(3)]);
    }

    #[test]
    fn tables_are_split_into_the_same_words_as_texts() {
        for (file, marks) in mention::TABLES {
            for text in words::read(file).flat_map(|line| line.split('|')).map(str::trim) {
                let spelling = text.strip_prefix(|c: char| c.is_ascii() && marks.contains(&(c as u8))).unwrap_or(text);
                let mut tokens = Tokens::default();
                assert!(tokens.refill(spelling).is_some(), "{text}");
                assert!(mention::has_phrase(&tokens), "{text}");
            }
        }
    }
}
