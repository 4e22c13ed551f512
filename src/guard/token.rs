//! Represents what readers see of a text as a flat sequence of tokens.
//!
//! The tokens leave out what readers do not see: the start and end of a list, whether it is loose, the markers of items
//! and emphasis, and blank lines.

use std::ops::Range;

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    /// A run of text without spaces and without [`is_boundary`] characters.
    Word,
    /// One [`is_boundary`] character of text or HTML.
    Punctuation,
    /// Like `Word`, in the alternative text of an image.
    Alt,
    /// Like `Word`, in HTML as it is written.
    Html,
    /// A code span.
    Code,
    /// The start of a link. Its text is the URL and title, or the label of a reference in brackets.
    Link,
    /// The end of a link.
    LinkEnd,
    /// An image. Its text is like the text of `Link`, and the alternative text follows.
    Image,
    /// A link definition: label, URL, title.
    Definition,
    /// `[^x]`.
    FootnoteReference,
    /// Two spaces or a backslash at the end of a line.
    Break,
    /// The start of emphasis.
    Emphasis,
    /// The start of strong emphasis.
    Strong,
    /// The start of struck text.
    Strikethrough,
    /// The end of one of the three.
    MarkEnd,
    /// The start of a table cell.
    Cell,
    /// A paragraph. The text of a tight list item is one too.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A list item.
    Item {
        /// Whether a number is shown.
        ordered: bool,
        /// The state of its task box. None without a box.
        checked: Option<bool>,
    },
    /// A block quote.
    Quote,
    /// A thematic break.
    Rule,
    /// Code between paragraphs: its info string, a line ending, its lines.
    CodeBlock,
    /// HTML between paragraphs.
    HtmlBlock,
    /// A table row.
    Row {
        /// Whether it is the header.
        head: bool,
    },
    /// The definition of a footnote.
    Footnote,
}

impl Kind {
    /// Whether it starts a block.
    pub(super) fn is_block(self) -> bool {
        use Kind::*;
        matches!(
            self,
            Paragraph
                | Heading(_)
                | Item { .. }
                | Quote
                | Rule
                | CodeBlock
                | HtmlBlock
                | Row { .. }
                | Footnote
                | Definition
        )
    }

    /// Whether it has text, so that its place is the range of that text. Other tokens are structure.
    pub(super) fn is_content(self) -> bool {
        use Kind::*;
        matches!(self, Word | Alt | Html | Code | CodeBlock | Link | Image | Definition | FootnoteReference)
    }
}

/// One thing that readers see.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Empty for structure.
    pub(super) text: Box<str>,
    /// The number of an item. None where it is unknown.
    pub(super) number: Option<u32>,
    /// The number of quotes, items and footnotes around a block. 0 for inlines.
    pub(super) level: u32,
    /// Whether spaces come before it on its line of text.
    pub(super) spaced: bool,
    /// Its bytes. For a link or image, the bytes after its text.
    pub(super) at: Range<usize>,
    /// The bytes of the whole construct.
    pub(super) whole: Range<usize>,
}

impl Token {
    /// Returns what must be equal in each phase, without spaces and the number of an item.
    pub(super) fn key(&self) -> (Kind, &str, u32) {
        (self.kind, &self.text, self.level)
    }
}

/// Whether a character ends a word, as spaces do: Markdown and HTML write links with these characters.
pub(super) fn is_boundary(c: char) -> bool {
    matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | '"' | '`')
}

/// Whether a character is a space that HTML collapses.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// Collects tokens and keeps track of the spaces between them.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) tokens: Vec<Token>,
    /// The number of quotes, items and footnotes around the current token.
    pub(super) level: u32,
    spaces: bool,
    line_start: bool,
}

impl Writer {
    /// Starts a block.
    pub(super) fn block(&mut self, kind: Kind, text: &str, at: Range<usize>) {
        self.push(kind, text.into(), at);
        self.line_start = true;
    }

    /// Gives a number to the item that was just started.
    pub(super) fn number(&mut self, number: Option<u32>) {
        if let Some(item) = self.tokens.last_mut() {
            item.number = number;
        }
    }

    /// Writes an inline.
    pub(super) fn inline(&mut self, kind: Kind, text: Box<str>, at: Range<usize>) {
        self.push(kind, text, at);
        self.line_start = matches!(kind, Kind::Break | Kind::Cell);
    }

    /// Starts a link or image whose target is written at `at`.
    pub(super) fn target(&mut self, kind: Kind, text: Box<str>, at: Range<usize>, whole: Range<usize>) {
        self.inline(kind, text, at);
        if let Some(token) = self.tokens.last_mut() {
            token.whole = whole;
        }
    }

    fn push(&mut self, kind: Kind, text: Box<str>, at: Range<usize>) {
        let spaced = std::mem::take(&mut self.spaces) && !self.line_start && !kind.is_block();
        let level = if kind.is_block() { self.level } else { 0 };
        self.tokens.push(Token { kind, text, number: None, level, spaced, whole: at.clone(), at });
    }

    /// Records a space.
    pub(super) fn space(&mut self) {
        self.spaces = true;
    }

    /// Writes the words of `value`, whose source text is `source` at the byte `base`.
    ///
    /// Escapes and entities make the two differ. The place of a character is then the next equal character in the
    /// source, which is correct again at the next plain word.
    pub(super) fn words(&mut self, kind: Kind, value: &str, source: &str, base: usize) {
        let mut cursor = 0;
        let mut word = String::new();
        let mut place = 0..0;
        for c in value.chars() {
            if is_space(c) {
                self.word(kind, &mut word, place.clone());
                self.space();
                let rest = source.get(cursor..).unwrap_or_default();
                cursor += rest.len() - rest.trim_start_matches(is_space).len();
                continue;
            }
            let found = locate(source, cursor, c);
            let start = found.unwrap_or(cursor);
            cursor = found.map_or(cursor, |at| at + c.len_utf8());
            if is_boundary(c) {
                self.word(kind, &mut word, place.clone());
                let kind = if kind == Kind::Alt { Kind::Alt } else { Kind::Punctuation };
                self.inline(kind, c.to_string().into(), base + start..base + cursor);
                continue;
            }
            if word.is_empty() {
                place.start = base + start;
            }
            place.end = base + cursor;
            word.push(c);
        }
        self.word(kind, &mut word, place);
    }

    fn word(&mut self, kind: Kind, word: &mut String, at: Range<usize>) {
        if !word.is_empty() {
            self.inline(kind, std::mem::take(word).into(), at);
        }
    }
}

/// Returns the offset of `c` in `source` at or after `from`, within the length of an entity or of the prefix of a line.
fn locate(source: &str, from: usize, c: char) -> Option<usize> {
    const REACH: usize = 64;
    let rest = source.get(from..)?;
    if rest.starts_with(c) {
        return Some(from);
    }
    rest.char_indices().take(REACH).find(|&(_, found)| found == c).map(|(at, _)| from + at)
}

/// Returns URL and title as one text.
pub(super) fn target(url: &str, title: Option<&str>) -> Box<str> {
    match title {
        Some(title) => format!("{url} \"{}\"", title.replace("\r\n", "\n")).into(),
        None => url.into(),
    }
}
