//! What a reader sees of a text, as a flat sequence of tokens.
//!
//! Not among them is what no reader sees: where a list starts and ends, how loose it is, which marker
//! an item or emphasis has, blank lines.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    /// A run of text without blanks and without [`is_boundary`] characters.
    Word,
    /// One [`is_boundary`] character of text or HTML.
    Punctuation,
    /// As `Word`, in the alternative text of an image.
    Alt,
    /// As `Word`, in HTML as written.
    Html,
    /// A code span.
    Code,
    /// The start of a link; its text is URL and title, or the label of a reference in brackets.
    Link,
    /// The end of a link.
    LinkEnd,
    /// An image; its text is as of `Link`, and its alternative text follows.
    Image,
    /// A link definition: label, URL, title.
    Definition,
    /// `[^x]`.
    FootnoteReference,
    /// Two blanks or a backslash at the end of a line.
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
    /// A paragraph; the text of a tight list item has one too.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A list item.
    Item {
        /// Whether a number is shown.
        ordered: bool,
        /// The state of its box, where it has one.
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
    /// A footnote's definition.
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

    /// Whether it carries text of its own, and so a place as narrow as that text; the others are structure.
    pub(super) fn is_content(self) -> bool {
        use Kind::*;
        matches!(self, Word | Alt | Html | Code | CodeBlock | Link | Image | Definition | FootnoteReference)
    }
}

/// One thing that a reader sees.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Empty for structure.
    pub(super) text: Box<str>,
    /// The number that an item shows, where that is known.
    pub(super) number: Option<u32>,
    /// Quotes, items and footnotes around a block; 0 for what stands in a line of text.
    pub(super) level: u32,
    /// Whether blanks stand before it on its line of text.
    pub(super) spaced: bool,
    /// Its bytes; for a link or image those behind its text.
    pub(super) at: Range<usize>,
    /// The bytes of all of it.
    pub(super) whole: Range<usize>,
}

impl Token {
    /// What must be equal in every phase; blanks and an item's number are left out.
    pub(super) fn key(&self) -> (Kind, &str, u32) {
        (self.kind, &self.text, self.level)
    }
}

/// Whether a character ends a word beside blanks: those that Markdown and HTML write links with.
pub(super) fn is_boundary(c: char) -> bool {
    matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | '"' | '`')
}

/// A blank as HTML folds them.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// Collects tokens and keeps track of blanks between them.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) tokens: Vec<Token>,
    /// Quotes, items and footnotes around what is written.
    pub(super) level: u32,
    blanks: bool,
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

    /// Writes something that stands in a line of text.
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
        let spaced = std::mem::take(&mut self.blanks) && !self.line_start && !kind.is_block();
        let level = if kind.is_block() { self.level } else { 0 };
        self.tokens.push(Token { kind, text, number: None, level, spaced, whole: at.clone(), at });
    }

    /// Notes a blank.
    pub(super) fn blank(&mut self) {
        self.blanks = true;
    }

    /// Writes the words of `value`, which reads `source`, found at the byte `base`.
    ///
    /// Escapes and entities make the two differ; each character's place is then the next one like it in
    /// the source, which is right again at the next plain word.
    pub(super) fn words(&mut self, kind: Kind, value: &str, source: &str, base: usize) {
        let mut cursor = 0;
        let mut word = String::new();
        let mut place = 0..0;
        for c in value.chars() {
            if is_blank(c) {
                self.word(kind, &mut word, place.clone());
                self.blank();
                let rest = source.get(cursor..).unwrap_or_default();
                cursor += rest.len() - rest.trim_start_matches(is_blank).len();
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

/// Where `c` stands in `source` behind `from`, not further than an entity or a line's prefix is long.
fn locate(source: &str, from: usize, c: char) -> Option<usize> {
    const REACH: usize = 64;
    let rest = source.get(from..)?;
    if rest.starts_with(c) {
        return Some(from);
    }
    rest.char_indices().take(REACH).find(|&(_, found)| found == c).map(|(at, _)| from + at)
}

/// URL and title as one text.
pub(super) fn target(url: &str, title: Option<&str>) -> Box<str> {
    match title {
        Some(title) => format!("{url} \"{}\"", title.replace("\r\n", "\n")).into(),
        None => url.into(),
    }
}
