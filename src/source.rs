//! The text of one file, kept byte for byte, and what lies around its Markdown.

use std::{ops::Range, sync::OnceLock};

use memchr::{memchr, memchr_iter, memrchr};

use crate::{TextRange, TextSize, range};

/// How the lines of a text end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnding {
    /// `\n`; also a text of one line.
    Lf,
    /// `\r\n`.
    Crlf,
}

impl LineEnding {
    /// The bytes that end a line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::Crlf => "\r\n",
        }
    }
}

/// Why bytes are no text that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceError {
    /// The first byte that is not UTF-8 stands at `offset`, on the 1-based line `line`.
    InvalidUtf8 {
        /// Bytes before it.
        offset: usize,
        /// 1-based.
        line: usize,
    },
    /// 4 GiB or more.
    TooLarge,
}

impl std::fmt::Display for SourceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::InvalidUtf8 { offset, line } => {
                write!(f, "not UTF-8: invalid byte at offset {offset} (line {line}); save the file as UTF-8")
            }
            Self::TooLarge => write!(f, "4 GiB or more; split the list"),
        }
    }
}

impl std::error::Error for SourceError {}

/// A 1-based place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// 1-based.
    pub line: usize,
    /// 1-based, in Unicode scalar values; a byte-order mark is none.
    pub column: usize,
    /// In bytes from the start of the file.
    pub offset: usize,
}

/// A text and its line index. Offsets count from the first byte of the file, the byte-order mark included.
#[derive(Debug)]
pub struct Source<'s> {
    /// The whole file.
    pub text: &'s str,
    /// Where the Markdown starts: behind a byte-order mark and front matter.
    pub body: TextSize,
    /// The front matter between its `---` or `+++` fences, fences included.
    pub front_matter: Option<TextRange>,
    /// The commoner line ending.
    pub line_ending: LineEnding,
    /// Lines that end otherwise than the others.
    pub odd_line_endings: usize,
    /// Where each line starts.
    starts: Vec<u32>,
    /// The characters before each multiple of [`BLOCK`] bytes.
    blocks: OnceLock<Vec<usize>>,
}

/// Bytes of a line, blank ones counted in: few lists have shorter ones.
const USUAL_LINE: usize = 48;

/// Bytes between two entries of the index of characters.
const BLOCK: usize = 4096;

impl<'s> Source<'s> {
    /// Reads bytes as UTF-8 text.
    ///
    /// # Errors
    /// Where they are not UTF-8 or too many to be addressed by 32 bits.
    pub fn from_bytes(bytes: &'s [u8]) -> Result<Self, SourceError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let offset = error.valid_up_to();
            SourceError::InvalidUtf8 { offset, line: memchr_iter(b'\n', &bytes[..offset]).count() + 1 }
        })?;
        Self::new(text)
    }

    /// Takes a text as it is.
    ///
    /// # Errors
    /// Where it is too large to be addressed by 32 bits.
    pub fn new(text: &'s str) -> Result<Self, SourceError> {
        if u32::try_from(text.len()).is_err() {
            return Err(SourceError::TooLarge);
        }
        let start = byte_order_mark(text);
        let front_matter = front_matter(text, start);
        let body = front_matter.as_ref().map_or(start, |found| found.end);
        let (mut lf, mut crlf) = (0, 0);
        let mut starts = Vec::with_capacity(text.len() / USUAL_LINE + 1);
        starts.push(0);
        for at in memchr_iter(b'\n', text.as_bytes()) {
            if at > 0 && text.as_bytes()[at - 1] == b'\r' {
                crlf += 1;
            } else {
                lf += 1;
            }
            starts.push(at as u32 + 1);
        }
        Ok(Self {
            text,
            body: crate::offset(body),
            front_matter: front_matter.map(|found| range(found.start, found.end)),
            line_ending: if crlf > lf { LineEnding::Crlf } else { LineEnding::Lf },
            odd_line_endings: lf.min(crlf),
            starts,
            blocks: OnceLock::new(),
        })
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn position(&self, at: TextSize) -> Position {
        let offset: usize = at.into();
        let line = self.starts.partition_point(|&start| start <= u32::from(at)) - 1;
        // No program shows the byte-order mark as a character.
        let start = if line == 0 { byte_order_mark(self.text).min(offset) } else { self.starts[line] as usize };
        let column = self.characters(start..offset) + 1;
        Position { line: line + 1, column, offset }
    }

    /// The line that holds a byte, with its line ending; the end of the text is on the last line.
    #[must_use]
    pub fn line_at(&self, at: TextSize) -> Range<usize> {
        let next = self.starts.partition_point(|&start| start <= u32::from(at));
        let end = self.starts.get(next).map_or(self.text.len(), |&start| start as usize);
        self.starts[next - 1] as usize..end
    }

    /// How many characters start in a range of bytes. The cost does not grow with the range, so that
    /// thousands of findings on one line of a megabyte stay cheap.
    fn characters(&self, range: Range<usize>) -> usize {
        let bytes = self.text.as_bytes();
        if range.len() <= BLOCK {
            return character_starts(&bytes[range]);
        }
        let blocks = self.blocks.get_or_init(|| {
            let counts = bytes.chunks(BLOCK).map(character_starts);
            std::iter::once(0)
                .chain(counts.scan(0, |sum, count| {
                    *sum += count;
                    Some(*sum)
                }))
                .collect()
        });
        let before = |at: usize| blocks[at / BLOCK] + character_starts(&bytes[at / BLOCK * BLOCK..at]);
        before(range.end) - before(range.start)
    }

    /// The lines, each with its line ending, as byte ranges.
    pub fn lines(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let whole = self.starts.windows(2).map(|pair| pair[0] as usize..pair[1] as usize);
        // Behind the last line feed.
        let last = self.starts.last().map_or(0, |&start| start as usize)..self.text.len();
        whole.chain(Some(last).filter(|last| !last.is_empty()))
    }
}

/// The bytes of the mark that a text may begin with.
fn byte_order_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Whether a line is blank to Markdown; other blanks than these are text to it.
/// <https://spec.commonmark.org/0.31.2/#blank-line>
#[must_use]
pub fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// The bytes that start a character: all but the continuation bytes of UTF-8.
fn character_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

/// The line around each of a growing sequence of offsets: each byte of the text is looked at once, however many
/// offsets a line has.
#[derive(Debug)]
pub struct LineCursor<'s> {
    text: &'s str,
    line: Range<usize>,
}

impl<'s> LineCursor<'s> {
    /// Starts at the first line.
    #[must_use]
    pub fn new(text: &'s str) -> Self {
        Self { text, line: 0..memchr(b'\n', text.as_bytes()).unwrap_or(text.len()) }
    }

    /// The line that holds the byte at `at`, without its line ending. An `at` before the last one gives its line.
    pub fn at(&mut self, at: usize) -> Range<usize> {
        if at > self.line.end {
            let bytes = self.text.as_bytes();
            let start = memrchr(b'\n', &bytes[self.line.end..at]).map_or(self.line.end, |found| self.line.end + found);
            // The end of a line is the line feed before the next one.
            let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found);
            self.line = start + 1..end;
        }
        self.line.clone()
    }
}

/// Front matter as Jekyll, Hugo and others have it: a first line of `---` or `+++`, closed by the same
/// line (YAML also by `...`). One that is never closed is Markdown.
fn front_matter(text: &str, start: usize) -> Option<Range<usize>> {
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next()?;
    let fence @ ("---" | "+++") = first.trim_end() else { return None };
    let mut end = start + first.len();
    for (number, line) in lines.enumerate() {
        end += line.len();
        let line = line.trim_end();
        if line == fence || (fence == "---" && line == "...") {
            return (number > 0).then_some(start..end);
        }
        // A heading underlined by dashes or a rule is not front matter: its first line holds a key.
        if number == 0 && (line.is_empty() || line.starts_with('#') && fence == "+++") {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_utf8_names_the_offset() {
        let error = Source::from_bytes(b"a\nb\xff").unwrap_err();
        assert_eq!(error, SourceError::InvalidUtf8 { offset: 3, line: 2 });
    }

    #[test]
    fn front_matter_must_be_closed() {
        let source = Source::new("---\ntitle: x\n---\n# T\n").unwrap();
        assert_eq!(source.front_matter, Some(range(0, 17)));
        assert_eq!(u32::from(source.body), 17);
        assert_eq!(Source::new("---\n- a\n- b").unwrap().front_matter, None);
        assert_eq!(Source::new("---\n\n- a\n\n---\n").unwrap().front_matter, None);
    }

    #[test]
    fn byte_order_mark_is_before_the_body() {
        let source = Source::new("\u{feff}# T\r\n").unwrap();
        assert_eq!(u32::from(source.body), 3);
        assert_eq!((source.position(3.into()).column, source.position(5.into()).column), (1, 3));
        assert_eq!((source.position(0.into()).column, source.line_at(4.into())), (1, 0..8));
        assert_eq!(source.line_ending, LineEnding::Crlf);
    }

    #[test]
    fn columns_count_characters() {
        let source = Source::new("é👍x\nü").unwrap();
        let at = source.position(6.into());
        assert_eq!((at.line, at.column, at.offset), (1, 3, 6));
        assert_eq!(source.position(10.into()).line, 2);
        let ends = Source::new("a\n").unwrap();
        assert_eq!((ends.position(1.into()).column, ends.position(2.into()).line), (2, 2));
        assert_eq!(Source::new("").unwrap().position(0.into()), Position { line: 1, column: 1, offset: 0 });
    }

    #[test]
    fn columns_of_a_long_line_are_counted_from_its_start() {
        let text = format!("é\n{}", "aé👍\u{300}".repeat(2000));
        let source = Source::new(&text).unwrap();
        for (at, _) in text.char_indices().filter(|&(at, _)| at > 2).step_by(97) {
            assert_eq!(source.position(crate::offset(at)).column, text[3..at].chars().count() + 1, "at {at}");
        }
        assert_eq!(source.position(crate::offset(text.len())).column, 8001);
    }

    #[test]
    fn a_line_cursor_follows_its_offsets() {
        let text = "ab\n\ncé\nd";
        let mut cursor = LineCursor::new(text);
        for (at, line) in [(0, "ab"), (2, "ab"), (3, ""), (4, "cé"), (5, "cé"), (8, "d"), (9, "d")] {
            assert_eq!(&text[cursor.at(at)], line, "{at}");
        }
        assert_eq!(&text[LineCursor::new(text).at(8)], "d");
        assert_eq!(LineCursor::new("").at(0), 0..0);
    }

    #[test]
    fn lines_keep_their_endings() {
        let source = Source::new("a\r\n\nb").unwrap();
        assert_eq!(source.lines().collect::<Vec<_>>(), [0..3, 3..4, 4..5]);
    }
}
