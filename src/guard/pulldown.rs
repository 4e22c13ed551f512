//! Makes tokens from the tree of the first parser.
//!
//! Words are as they are written, including escapes and entities. This is the same on both sides of a comparison, and
//! stricter. The numbers of items and the titles of definitions are only compared by the second parser.

use super::{
    limits::DEPTH,
    token::{Kind, Token, Writer},
    units::{Side, Stretch, Unit},
};
use crate::markdown::{Definition, Kind as Node, LinkStyle, NodeRef};

/// Whether a stretch is nested too deeply for the second parser.
pub(super) fn is_deep(side: Side, stretch: &Stretch) -> bool {
    let mut ends: Vec<u32> = Vec::new();
    side.units[stretch.units.clone()].iter().filter_map(|unit| unit.node).any(|unit| {
        ends.clear();
        unit.descendants().any(|node| {
            while ends.last().is_some_and(|&end| end <= node.index()) {
                ends.pop();
            }
            ends.push(node.end());
            ends.len() > DEPTH
        })
    })
}

/// Returns the tokens of a stretch.
pub(super) fn read(side: Side, stretch: &Stretch) -> Vec<Token> {
    let mut reader = Reader::default();
    for unit in &side.units[stretch.units.clone()] {
        match unit.node {
            Some(node) => reader.unit(node),
            None => reader.definition(side, unit),
        }
    }
    reader.writer.tokens
}

/// Returns the tokens of a table cell.
pub(super) fn cell(cell: NodeRef) -> Vec<Token> {
    let mut reader = Reader::default();
    reader.unit(cell);
    reader.writer.tokens
}

#[derive(Default)]
struct Reader {
    writer: Writer,
    /// The ends of open nodes: the number of the first node after each, and the token to write there.
    open: Vec<(u32, End)>,
    /// Whether a block contains the inlines. The text of a tight item has no block of its own.
    paragraph: bool,
    /// The number of the first node after the last image.
    image_end: u32,
}

enum End {
    Leaf,
    Container,
    Mark(Kind, usize),
}

impl Reader {
    fn definition(&mut self, side: Side, unit: &Unit) {
        let found = |definition: &&Definition| (unit.start..unit.end).contains(&definition.range.start().into());
        if let Some(definition) = side.tree.definitions.iter().find(found) {
            let text = format!("[{}]: {}", definition.label.replace("\r\n", "\n"), definition.url);
            self.writer.block(Kind::Definition, &text, definition.range.into());
        }
    }

    fn unit(&mut self, unit: NodeRef) {
        self.node(unit);
        for node in unit.descendants() {
            self.close(node.index());
            self.node(node);
        }
        self.close(unit.end());
    }

    fn close(&mut self, index: u32) {
        while let Some((_, end)) = self.open.pop_if(|(end, _)| *end <= index) {
            match end {
                End::Leaf => self.paragraph = false,
                End::Container => {
                    self.writer.level -= 1;
                    self.paragraph = false;
                }
                End::Mark(kind, at) => self.writer.inline(kind, "".into(), at..at),
            }
        }
    }

    fn node(&mut self, node: NodeRef) {
        let at: std::ops::Range<usize> = node.range().into();
        let text = node.text();
        if node.index() < self.image_end {
            // The alternative text of an image is shown without marks.
            match node.kind() {
                Node::Text | Node::Code | Node::Html => self.writer.words(Kind::Alt, text, text, at.start),
                Node::SoftBreak | Node::HardBreak => self.writer.space(),
                _ => {}
            }
            return;
        }
        // With a line ending after it, a box without text becomes a task box.
        let bare_box = node.kind() == Node::TaskMarker
            && self
                .open
                .last()
                .is_some_and(|(end, container)| *end == node.end() && matches!(container, End::Container));
        if !node.kind().is_block() && (node.kind() != Node::TaskMarker || bare_box) && !self.paragraph {
            self.writer.block(Kind::Paragraph, "", at.start..at.start);
            self.paragraph = true;
        }
        if node.kind().is_block() {
            self.paragraph = false;
        }
        let end = at.end;
        match node.kind() {
            Node::Paragraph => self.leaf(Kind::Paragraph, node),
            Node::Heading(level) => self.leaf(Kind::Heading(level), node),
            Node::TableHead => self.leaf(Kind::Row { head: true }, node),
            Node::TableRow => self.leaf(Kind::Row { head: false }, node),
            Node::TableCell => {
                self.writer.inline(Kind::Cell, "".into(), at);
                self.paragraph = true;
            }
            Node::Rule => self.writer.block(Kind::Rule, "", at),
            Node::Quote => self.container(Kind::Quote, node),
            Node::Footnote => {
                self.writer.block(Kind::Footnote, text.split_once(':').map_or("", |(label, _)| label), at);
                self.writer.level += 1;
                self.open.push((node.end(), End::Container));
            }
            Node::Item => {
                let ordered = text.starts_with(|c: char| c.is_ascii_digit());
                let task = node.descendants().take(2).find(|inner| inner.kind() == Node::TaskMarker);
                let task = task.filter(|task| task.end() < node.end());
                let checked = task.map(|task| task.text() != "[ ]");
                // The number depends on the items before it. The second parser knows it.
                self.writer.block(Kind::Item { ordered, checked }, "", at);
                self.writer.level += 1;
                self.open.push((node.end(), End::Container));
            }
            Node::CodeBlock => self.writer.block(Kind::CodeBlock, &code(text), at),
            Node::HtmlBlock => {
                self.writer.block(Kind::HtmlBlock, "", at.start..at.start);
                self.writer.words(Kind::Html, text, text, at.start);
            }
            Node::TaskMarker if bare_box => self.writer.words(Kind::Word, text, text, at.start),
            Node::List { .. } | Node::Table | Node::TaskMarker => {}
            Node::Text => self.writer.words(Kind::Word, text, text, at.start),
            Node::Html => self.writer.words(Kind::Html, text, text, at.start),
            Node::Code => self.writer.inline(Kind::Code, text.trim_matches('`').replace("\r\n", "\n").into(), at),
            Node::FootnoteReference => self.writer.inline(Kind::FootnoteReference, text.into(), at),
            Node::SoftBreak => self.writer.space(),
            Node::HardBreak => self.writer.inline(Kind::Break, "".into(), at),
            Node::Emphasis => self.mark(Kind::Emphasis, node),
            Node::Strong => self.mark(Kind::Strong, node),
            Node::Strikethrough => self.mark(Kind::Strikethrough, node),
            Node::Link(_) | Node::Image(_) => {
                let Some(link) = node.link() else { return };
                let whole = at.clone();
                let text_end: usize = link.label.end().into();
                // A title and a label can span lines.
                let written = text[text_end.saturating_sub(at.start).min(text.len())..].replace("\r\n", "\n");
                let (to, at) = match link.style {
                    // The label is compared, because definitions are compared separately.
                    LinkStyle::Reference => (written, text_end..end),
                    // The tree does not store the title, so the source text is compared.
                    LinkStyle::Inline if link.titled => (format!("{} {written}", link.url), text_end..end),
                    LinkStyle::Inline => (link.url.to_string(), text_end..end),
                    LinkStyle::Angle | LinkStyle::Bare => (link.url.to_string(), at),
                };
                if matches!(node.kind(), Node::Image(_)) {
                    self.writer.target(Kind::Image, to.into(), at, whole);
                    self.image_end = node.end();
                } else {
                    self.writer.target(Kind::Link, to.into(), at.clone(), whole);
                    if node.end() == node.index() + 1 && matches!(link.style, LinkStyle::Angle | LinkStyle::Bare) {
                        self.writer.words(Kind::Word, &link.url, text, at.start);
                    }
                    self.open.push((node.end(), End::Mark(Kind::LinkEnd, end)));
                }
            }
        }
    }

    /// Writes a block that contains inlines.
    fn leaf(&mut self, kind: Kind, node: NodeRef) {
        self.writer.block(kind, "", node.range().into());
        self.paragraph = true;
        self.open.push((node.end(), End::Leaf));
    }

    fn container(&mut self, kind: Kind, node: NodeRef) {
        self.writer.block(kind, "", node.range().into());
        self.writer.level += 1;
        self.open.push((node.end(), End::Container));
    }

    fn mark(&mut self, kind: Kind, node: NodeRef) {
        self.writer.inline(kind, "".into(), node.range().into());
        self.open.push((node.end(), End::Mark(Kind::MarkEnd, node.range().end().into())));
    }
}

/// Returns the lines of a code block without its fences, and without the prefix of its containers.
fn code(text: &str) -> String {
    let fence = text.chars().next().filter(|c| matches!(c, '`' | '~'));
    let Some(fence) = fence else {
        return text.lines().flat_map(|line| ["\n", line.trim_start()]).collect();
    };
    let mut code = String::new();
    let lines = text.lines().enumerate();
    for (number, line) in lines {
        let line = line.trim_start();
        let bare = line.trim_start_matches(fence).trim();
        if number == 0 {
            code.push_str(bare);
        } else if !bare.is_empty() || !line.starts_with(fence) {
            code.push('\n');
            code.push_str(line);
        }
    }
    code
}
