//! The tokens of an entry: texts, links, images and code in a flat sequence, each with the marks around it.
//!
//! Marks and brackets are no tokens of their own: `**[Tea](u)**` is a link with a mark, `[[Paper](u)]` a link in
//! brackets. HTML and Markdown give the same tokens.

mod brackets;
mod html;

use super::super::{BadgeId, Entry, LinkId, List};
use crate::{
    TextRange, TextSize, characters,
    markdown::{Kind, NodeRef},
    text::{ends_in_shortcode, is_rest_of_shortcode},
};

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Plain or marked text.
    Text,
    /// A code span or `<kbd>`.
    Code,
    /// A link around text, or a bare URL.
    Link(LinkId),
    /// An image, with or without a link around it.
    Image(BadgeId),
}

/// The marks around a token, as bits.
pub(super) mod marks {
    pub(in super::super) const STRONG: u8 = 1;
    pub(in super::super) const EMPHASIS: u8 = 2;
    pub(in super::super) const UNDERLINE: u8 = 4;
    pub(in super::super) const STRIKE: u8 = 8;
    pub(in super::super) const QUOTED: u8 = 16;
    pub(in super::super) const HEADING: u8 = 32;
    pub(in super::super) const CODE: u8 = 64;
}

/// The innermost brackets around a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Bracket {
    None,
    Round,
    Square,
    Quote,
    /// `"`, which opens and closes.
    Straight,
}

/// A token of an entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    /// The text as written, without marks, brackets and separators before it; the alternative text of an image.
    pub(super) range: TextRange,
    pub(super) marks: u8,
    pub(super) bracket: Bracket,
    /// The number of its outermost brackets within the entry, or 0.
    pub(super) group: u8,
    /// The line within the entry, as a reader sees it.
    pub(super) line: u8,
    /// The column of its cell, from 1; 0 outside tables.
    pub(super) cell: u8,
    /// Whether it is in a nested list.
    pub(super) nested: bool,
    /// Whether it is the first after a line break that a reader does not see.
    pub(super) soft: bool,
    /// The separator before it, or a space.
    pub(super) separator: u8,
}

/// Reads the tokens of entries, in document order.
pub(super) struct Tokens<'l, 't> {
    list: &'l List<'t>,
    /// All tokens read so far.
    pub(super) found: Vec<Token>,
    /// The first node that may not be before the next entry.
    cursor: u32,
    /// Where the tokens of the entry begin.
    first: usize,
    /// The stretch of text that is not divided yet.
    run: Option<(usize, usize)>,
    state: Token,
    open: Vec<(Bracket, usize)>,
    /// The marks that end with a node: its number, and the mark.
    until: Vec<(u32, u8)>,
    next_link: usize,
    next_badge: usize,
    brackets: u8,
    /// The byte up to which everything is read: the text of a link in HTML.
    done: usize,
}

/// Returns a text without what only separates it from the part before it: marks, spaces, dashes, full stops.
pub(super) fn without_separators(text: &str) -> &str {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        // GitHub shows `:tea:` as an emoji.
        if c == ':'
            && is_rest_of_shortcode(after)
            && let Some(end) = after.find(':')
        {
            rest = &after[end + 1..];
            continue;
        }
        let separates = match c {
            '-' | '–' | '—' | ':' | '：' | ',' | '，' | '、' | ';' | '；' | '|' | '·' | '•' | '/' | '。' | '>'
            | '*' | '_' | '\\' | '→' | '●' | '~' => true,
            // `.NET` is a name.
            '.' => !after.starts_with(char::is_alphanumeric),
            '&' => match space_entity(rest) {
                Some(length) => {
                    rest = &rest[length..];
                    continue;
                }
                None => false,
            },
            _ => c.is_whitespace() || characters::is_odd(c),
        };
        if !separates {
            break;
        }
        rest = after;
    }
    rest
}

/// Entities of spaces, of dots and dashes between parts, and of marks of direction.
const SPACES: [&str; 11] =
    ["&nbsp;", "&emsp;", "&ensp;", "&thinsp;", "&bull;", "&middot;", "&ndash;", "&mdash;", "&rlm;", "&lrm;", "&zwnj;"];

/// Returns the length of such an entity at the start of a text.
fn space_entity(text: &str) -> Option<usize> {
    SPACES.iter().find(|entity| text.starts_with(*entity)).map(|entity| entity.len())
}

/// Returns a text without spaces, their entities, and emoji at its end.
fn without_end(text: &str) -> &str {
    let mut rest = text.trim_end();
    loop {
        let shorter = if rest.ends_with(';') {
            SPACES.iter().find_map(|entity| rest.strip_suffix(entity))
        } else if ends_in_shortcode(rest) {
            rest[..rest.len() - 1].rfind(':').map(|start| &rest[..start])
        } else {
            rest.strip_suffix(['\u{200e}', '\u{200f}'])
        };
        match shorter {
            Some(shorter) => rest = shorter.trim_end(),
            None => return rest,
        }
    }
}

impl<'l, 't> Tokens<'l, 't> {
    pub(super) fn new(list: &'l List<'t>) -> Self {
        let state = Token {
            kind: TokenKind::Text,
            range: TextRange::default(),
            marks: 0,
            bracket: Bracket::None,
            group: 0,
            line: 0,
            cell: 0,
            nested: false,
            soft: false,
            separator: b' ',
        };
        Self {
            list,
            found: Vec::with_capacity(list.links.len() * 3),
            cursor: 0,
            first: 0,
            run: None,
            state,
            open: Vec::new(),
            until: Vec::new(),
            next_link: 0,
            next_badge: 0,
            brackets: 0,
            done: 0,
        }
    }

    /// Reads the tokens of an entry in its own range, and returns where they begin.
    pub(super) fn read(&mut self, entry: &Entry, own: TextRange) -> usize {
        self.first = self.found.len();
        self.state = Token { marks: 0, line: 0, cell: 0, nested: false, soft: false, separator: b' ', ..self.state };
        self.brackets = 0;
        self.until.clear();
        self.next_link = entry.links.start as usize;
        self.next_badge = entry.badges.start as usize;
        let tree = self.list.tree;
        let count = tree.node_count();
        while self.cursor < count && tree.node(self.cursor).range().end() <= own.start() {
            self.cursor = tree.node(self.cursor).end();
        }
        let mut at = self.cursor;
        while at < count {
            let node = tree.node(at);
            let range = node.range();
            if range.start() >= own.end() {
                break;
            }
            while self.until.last().is_some_and(|(end, _)| *end <= at) {
                self.flush();
                self.until.pop();
                self.state.marks = self.until.iter().fold(0, |marks, (_, mark)| marks | mark);
            }
            at = if range.end() <= own.start() { node.end() } else { self.node(node, own) };
        }
        self.end_line();
        self.first
    }

    /// Reads a node, and returns the number of the next one to read.
    fn node(&mut self, node: NodeRef<'t, 't>, own: TextRange) -> u32 {
        let inside = node.range().start() >= own.start();
        let (inner, after) = (node.index() + 1, node.end());
        if usize::from(node.range().end()) <= self.done {
            return after;
        }
        match node.kind() {
            Kind::Text => {
                if let Some(part) = node.range().intersect(own) {
                    self.text(part.start().into(), part.end().into());
                }
            }
            Kind::SoftBreak => {
                self.flush();
                self.state.soft = true;
            }
            Kind::HardBreak => self.end_line(),
            Kind::Strong if inside => return self.mark(after, inner, marks::STRONG),
            Kind::Emphasis if inside => return self.mark(after, inner, marks::EMPHASIS),
            Kind::Strikethrough if inside => return self.mark(after, inner, marks::STRIKE),
            Kind::Heading(_) => {
                self.end_line();
                return if inside { self.mark(after, inner, marks::HEADING) } else { inner };
            }
            Kind::Code => {
                self.flush();
                let text = node.text();
                let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
                let from = usize::from(node.range().start());
                self.push(TokenKind::Code, from + ticks, from + text.len().saturating_sub(ticks));
            }
            Kind::Link(_) => {
                self.flush();
                self.link(node);
                return after;
            }
            Kind::Image(_) => {
                self.flush();
                self.image(node.range().start());
                return after;
            }
            Kind::Html => self.html(node.range(), own),
            Kind::HtmlBlock => {
                self.end_line();
                self.html(node.range(), own);
            }
            Kind::TableCell => {
                self.end_line();
                self.state.line = 0;
                self.state.cell = self.state.cell.saturating_add(1);
                return inner;
            }
            Kind::Item if inside => {
                self.end_line();
                self.state.nested = true;
                return inner;
            }
            Kind::CodeBlock | Kind::Rule | Kind::TaskMarker | Kind::FootnoteReference | Kind::Footnote => return after,
            Kind::Table if inside => return after,
            Kind::Paragraph => {
                self.end_line();
                return inner;
            }
            _ => return inner,
        }
        after
    }

    fn mark(&mut self, end: u32, inner: u32, mark: u8) -> u32 {
        self.flush();
        self.until.push((end, mark));
        self.state.marks |= mark;
        inner
    }

    fn link(&mut self, node: NodeRef<'t, 't>) {
        let links = &self.list.links;
        while links.get(self.next_link).is_some_and(|link| link.range.start() < node.range().start()) {
            self.next_link += 1;
        }
        let Some(link) = links.get(self.next_link).filter(|link| link.range == node.range()) else { return };
        if let Some(badge) = link.badge {
            let alt = self.list.badges[badge as usize].alt;
            return self.push_range(TokenKind::Image(badge), alt, 0);
        }
        let (mut range, mut marks) = (link.label, 0);
        let mut inner = node;
        // The marks around the whole text of the link.
        while inner.index() + 1 < inner.end() {
            let Some(child) = inner.children().next().filter(|child| child.end() == inner.end()) else { break };
            marks |= match child.kind() {
                Kind::Strong => marks::STRONG,
                Kind::Emphasis => marks::EMPHASIS,
                Kind::Code => marks::CODE,
                _ => 0,
            };
            inner = child;
            if child.index() + 1 == child.end() {
                range = child.range();
            } else if let Some(first) = child.children().next() {
                range = child.children().fold(first.range(), |all, part| all.cover(part.range()));
            }
        }
        if marks & marks::CODE != 0 {
            range = trimmed(self.list, range, |c| c == '`');
        }
        if link.label.is_empty() {
            range = link.range;
        }
        let text = self.list.text(range);
        // `[\[PDF\]](u)`, ``[`[pdf]`](u)``
        let bracketed = text.trim_start_matches(['\\', ' ']).starts_with('[') && text.trim_end().ends_with(']');
        let edge = |c: char| c.is_whitespace() || bracketed && matches!(c, '\\' | '[' | ']');
        let range = trimmed(self.list, range, edge);
        let inner = without_end(self.list.text(range));
        let range = TextRange::at(range.start(), TextSize::from(inner.len() as u32));
        let bracket = self.state.bracket;
        if bracketed {
            self.state.bracket = Bracket::Square;
        }
        self.push_range(TokenKind::Link(link.id), range, marks);
        self.state.bracket = bracket;
    }

    fn image(&mut self, start: TextSize) {
        let badges = &self.list.badges;
        while badges.get(self.next_badge).is_some_and(|badge| badge.image.start() < start) {
            self.next_badge += 1;
        }
        let Some(badge) = badges.get(self.next_badge).filter(|badge| badge.image.start() == start) else { return };
        self.push_range(TokenKind::Image(badge.id), badge.alt, 0);
    }

    /// Adds text to the run.
    fn text(&mut self, start: usize, end: usize) {
        match &mut self.run {
            // A backslash can be between two parts of a text.
            Some((_, last)) if start >= *last && start - *last <= 1 => *last = end,
            _ => {
                self.flush();
                self.run = Some((start, end));
            }
        }
    }

    fn end_line(&mut self) {
        self.flush();
        self.open.clear();
        if self.state.marks != 0 {
            self.state.marks = self.until.iter().fold(0, |marks, (_, mark)| marks | mark);
        }
        self.state.soft = false;
        self.state.separator = b' ';
        if self.found.last().is_some_and(|last| self.found.len() > self.first && last.line == self.state.line) {
            self.state.line = self.state.line.saturating_add(1);
        }
    }

    /// Adds a stretch of text as a token, or notes the separator that it is.
    fn piece(&mut self, start: usize, end: usize) {
        if start < end {
            self.push(TokenKind::Text, start, end);
        }
    }

    fn push(&mut self, kind: TokenKind, start: usize, end: usize) {
        let text = without_end(&self.list.source.text[start..end.max(start)]);
        let inner = if kind == TokenKind::Code { text } else { without_separators(text) };
        if let Some(mark) = text[..text.len() - inner.len()].trim_start().bytes().next() {
            self.state.separator = mark;
        }
        if kind == TokenKind::Text && !inner.contains(char::is_alphanumeric) {
            // The end of a sentence, behind a word with marks.
            if text.starts_with(['.', '。', '!', '?', '…']) && self.found.len() > self.first {
                self.state.separator = b' ';
                self.push_range(kind, crate::range(start, start + text.len()), 0);
            }
            return;
        }
        let from = start + text.len() - inner.len();
        self.push_range(kind, crate::range(from, from + inner.len()), 0);
        // What divides the text from the next token: `Tea - [Leaves](u)`.
        if let Some(last) =
            text.chars().next_back().filter(|last| without_separators(last.encode_utf8(&mut [0; 4])).is_empty())
        {
            self.state.separator = last.encode_utf8(&mut [0; 4]).as_bytes()[0];
        }
    }

    fn push_range(&mut self, kind: TokenKind, range: TextRange, marks: u8) {
        self.found.push(Token { kind, range, marks: self.state.marks | marks, ..self.state });
        self.state.soft = false;
        self.state.separator = b' ';
    }
}

/// Returns a range without the characters at its edges that a function takes away.
pub(super) fn trimmed(list: &List, range: TextRange, away: impl Fn(char) -> bool) -> TextRange {
    let text = list.text(range);
    let start = usize::from(range.start()) + text.len() - text.trim_start_matches(&away).len();
    let length = text.trim_matches(&away).len();
    crate::range(start, start + length)
}
