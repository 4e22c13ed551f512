//! The text of one file, kept byte for byte, with the parts around its Markdown.

use std::{ops::Range, sync::OnceLock};

use memchr::{memchr, memchr_iter, memrchr};

use crate::{TextRange, TextSize, range};

/// The line ending of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnding {
    /// `\n`; also the line ending of a text with one line.
    Lf,
    /// `\r\n`.
    Crlf,
}

impl LineEnding {
    /// Returns the bytes of the line ending.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::Crlf => "\r\n",
        }
    }
}

/// The reason why bytes cannot be read as a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceError {
    /// The bytes are not UTF-8; the first invalid byte is at `offset`, on the 1-based line `line`.
    InvalidUtf8 {
        /// The number of bytes before it.
        offset: usize,
        /// Its 1-based line.
        line: usize,
    },
    /// The text has 4 GiB or more.
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

/// A position in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The 1-based line.
    pub line: usize,
    /// The 1-based column in Unicode scalar values, not counting a byte-order mark.
    pub column: usize,
    /// The offset in bytes from the start of the file.
    pub offset: usize,
}

/// A text and its line index. Offsets are counted from the first byte of the file, including a byte-order mark.
#[derive(Debug)]
pub struct Source<'s> {
    /// The whole file.
    pub text: &'s str,
    /// The start of the Markdown, after a byte-order mark and front matter.
    pub body: TextSize,
    /// The front matter, including its `---` or `+++` fences.
    pub front_matter: Option<TextRange>,
    /// The line ending that most lines have.
    pub line_ending: LineEnding,
    /// The number of lines with the other line ending.
    pub odd_line_endings: usize,
    /// The offset of each line.
    starts: Vec<u32>,
    /// The number of characters before each multiple of [`BLOCK`] bytes.
    blocks: OnceLock<Vec<usize>>,
}

/// The estimated bytes for each line, including blank lines; few lists have shorter lines on average.
const USUAL_LINE: usize = 48;

/// The number of bytes between two entries of the character index.
const BLOCK: usize = 4096;

impl<'s> Source<'s> {
    /// Reads bytes as UTF-8 text.
    ///
    /// # Errors
    /// If the bytes are not UTF-8, or too many for 32-bit offsets.
    pub fn from_bytes(bytes: &'s [u8]) -> Result<Self, SourceError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let offset = error.valid_up_to();
            SourceError::InvalidUtf8 { offset, line: memchr_iter(b'\n', &bytes[..offset]).count() + 1 }
        })?;
        Self::new(text)
    }

    /// Wraps a text.
    ///
    /// # Errors
    /// If the text is too long for 32-bit offsets.
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

    /// Returns the line and the column of a byte offset.
    #[must_use]
    pub fn position(&self, at: TextSize) -> Position {
        let offset: usize = at.into();
        let line = self.starts.partition_point(|&start| start <= u32::from(at)) - 1;
        // Editors do not show the byte-order mark as a character.
        let start = if line == 0 { byte_order_mark(self.text).min(offset) } else { self.starts[line] as usize };
        let column = self.characters(start..offset) + 1;
        Position { line: line + 1, column, offset }
    }

    /// Returns the line that contains a byte, with its line ending; the end of the text belongs to the last line.
    #[must_use]
    pub fn line_at(&self, at: TextSize) -> Range<usize> {
        let next = self.starts.partition_point(|&start| start <= u32::from(at));
        let end = self.starts.get(next).map_or(self.text.len(), |&start| start as usize);
        self.starts[next - 1] as usize..end
    }

    /// Returns the number of characters that start in a range of bytes. The cost does not grow with the range, so
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

    /// Returns the byte ranges of all lines, each with its line ending.
    pub fn lines(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let whole = self.starts.windows(2).map(|pair| pair[0] as usize..pair[1] as usize);
        // After the last line feed.
        let last = self.starts.last().map_or(0, |&start| start as usize)..self.text.len();
        whole.chain(Some(last).filter(|last| !last.is_empty()))
    }
}

/// Returns the length of the byte-order mark at the start of a text, in bytes; 0 if there is none.
fn byte_order_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Returns whether a line is blank in Markdown; spaces other than these are text.
/// <https://spec.commonmark.org/0.31.2/#blank-line>
#[must_use]
pub fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// Returns the bytes that start a character: all except the continuation bytes of UTF-8.
fn character_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

/// Finds the lines of a growing sequence of offsets. Each byte of the text is read once, however many offsets a line
/// has.
#[derive(Debug)]
pub struct LineCursor<'s> {
    text: &'s str,
    line: Range<usize>,
}

impl<'s> LineCursor<'s> {
    /// Creates a finder at the first line.
    #[must_use]
    pub fn new(text: &'s str) -> Self {
        Self { text, line: 0..memchr(b'\n', text.as_bytes()).unwrap_or(text.len()) }
    }

    /// Returns the line that contains the byte at `at`, without its line ending. An `at` before the last one returns
    /// the last line.
    pub fn at(&mut self, at: usize) -> Range<usize> {
        if at > self.line.end {
            let bytes = self.text.as_bytes();
            let start = memrchr(b'\n', &bytes[self.line.end..at]).map_or(self.line.end, |found| self.line.end + found);
            // A line ends with the next line feed.
            let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found);
            self.line = start + 1..end;
        }
        self.line.clone()
    }
}

/// Returns front matter in the form of Jekyll, Hugo and others: a first line of `---` or `+++`, closed by the same line
/// (YAML also by `...`). If it is never closed, the text is Markdown.
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
        // The first line of front matter holds a key. Otherwise the dashes are a thematic break or underline a heading.
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
