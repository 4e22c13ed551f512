//! The blocks and inlines of a text as a flat tree of byte ranges. Only this module uses pulldown-cmark.
//!
//! - `markdown.rs`: the tree, and how to walk it
//! - `build.rs`: from the parser's events to the tree
//! - `chunks.rs`: reads a long text in chunks
//! - `defined.rs`: link targets that one chunk defines for the others
//! - `destination.rs`: the positions of link targets
//!
//! Nodes are in document order, each before its children, with the index of the node after its subtree: the whole tree
//! is one allocation, and a walk is a loop. Ranges are repaired so that no block ends in spaces. Text runs are split at
//! GFM's bare URLs, which pulldown-cmark does not support (<https://github.github.com/gfm/#autolinks-extension->).

mod build;
mod chunks;
mod defined;
mod destination;

use std::{borrow::Cow, mem::discriminant};

use crate::{
    TextRange, TextSize,
    fork_join::ForkJoin,
    source::{Source, SourceError},
    text::starts_with_ignore_case,
};
use build::Builder;

/// The kind of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph, or the text of a tight list item, for which pulldown-cmark has no paragraph.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A block quote.
    Quote,
    /// A fenced or indented code block.
    CodeBlock,
    /// Raw HTML between paragraphs, including comments.
    HtmlBlock,
    /// A list, numbered or with bullets.
    List {
        /// Whether it is numbered.
        ordered: bool,
    },
    /// An item of a list.
    Item,
    /// A table: one `TableHead`, then rows.
    Table,
    /// The header row of a table.
    TableHead,
    /// A body row of a table.
    TableRow,
    /// A table cell without its pipes.
    TableCell,
    /// A thematic break.
    Rule,
    /// A footnote's definition.
    Footnote,
    /// Plain text.
    Text,
    /// A code span, including its backticks.
    Code,
    /// Inline HTML.
    Html,
    /// A line break that renders as a space.
    SoftBreak,
    /// Two spaces or a backslash at the end of a line.
    HardBreak,
    /// `*x*` or `_x_`.
    Emphasis,
    /// `**x**` or `__x__`.
    Strong,
    /// `~~x~~`.
    Strikethrough,
    /// A link; its data is `Tree::links[n]`.
    Link(u32),
    /// An image; its data is `Tree::links[n]`.
    Image(u32),
    /// The box of a task item.
    TaskMarker,
    /// `[^x]`.
    FootnoteReference,
}

impl Kind {
    /// Returns whether the node is a block rather than part of a line of text.
    #[must_use]
    pub fn is_block(self) -> bool {
        use Kind::*;
        matches!(
            self,
            Paragraph
                | Heading(_)
                | Quote
                | CodeBlock
                | HtmlBlock
                | List { .. }
                | Item
                | Table
                | TableHead
                | TableRow
                | TableCell
                | Rule
                | Footnote
        )
    }
}

/// The syntax of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkStyle {
    /// `[text](destination)`.
    Inline,
    /// `[text][label]`, `[text][]` or `[text]`.
    Reference,
    /// `<https://…>` or `<a@b>`.
    Angle,
    /// A URL on its own.
    Bare,
}

/// The data of a link or image in addition to its range and children.
#[derive(Debug, Clone)]
pub struct LinkData<'s> {
    /// The syntax.
    pub style: LinkStyle,
    /// The target with escapes and entities resolved.
    pub url: Cow<'s, str>,
    /// The byte range of the target, without `<` and `>`; for a reference, inside its definition.
    pub destination: Option<TextRange>,
    /// The text or alternative text as written, without brackets.
    pub label: TextRange,
    /// Whether it has a title.
    pub titled: bool,
}

/// `[label]: destination "title"`.
#[derive(Debug, Clone)]
pub struct Definition<'s> {
    /// The whole line or lines.
    pub range: TextRange,
    /// The label as written.
    pub label: Cow<'s, str>,
    /// The target, decoded.
    pub url: Cow<'s, str>,
    /// Whether it has a title.
    pub titled: bool,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    kind: Kind,
    range: TextRange,
    end: u32,
}

/// The parsed text.
#[derive(Debug)]
pub struct Tree<'s> {
    /// The text that was parsed.
    pub text: &'s str,
    nodes: Vec<Node>,
    links: Vec<LinkData<'s>>,
    /// Link definitions in document order.
    pub definitions: Vec<Definition<'s>>,
}

/// A text and its parsed Markdown. Linting and the guard both start from it, so it is parsed once.
#[derive(Debug)]
pub struct Document<'s> {
    /// The text.
    pub source: Source<'s>,
    /// The parsed Markdown.
    pub tree: Tree<'s>,
    /// Runs two tasks at once while parsing, and later while linting the text.
    pub join: Option<ForkJoin>,
}

impl<'s> Document<'s> {
    /// Parses a text.
    ///
    /// # Errors
    /// See [`Source::new`].
    pub fn new(text: &'s str) -> Result<Self, SourceError> {
        Self::with(text, None)
    }

    /// Parses a text, on two threads if `join` provides a second one.
    ///
    /// # Errors
    /// See [`Source::new`].
    pub fn with(text: &'s str, join: Option<ForkJoin>) -> Result<Self, SourceError> {
        let source = Source::new(text)?;
        let tree = Tree::parse_with(&source, join);
        Ok(Self { source, tree, join })
    }
}

/// A reference to a node of a [`Tree`]; cheap to copy.
#[derive(Clone, Copy)]
pub struct NodeRef<'t, 's> {
    tree: &'t Tree<'s>,
    index: u32,
}

impl std::fmt::Debug for NodeRef<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.kind(), self.text())
    }
}

impl<'t, 's> NodeRef<'t, 's> {
    /// Returns the kind of the node.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.tree.nodes[self.index as usize].kind
    }

    /// Returns the byte range, without spaces at the end.
    #[must_use]
    pub fn range(self) -> TextRange {
        self.tree.nodes[self.index as usize].range
    }

    /// Returns the text as written.
    #[must_use]
    pub fn text(self) -> &'s str {
        &self.tree.text[self.range()]
    }

    /// Returns the data of a link or image.
    #[must_use]
    pub fn link(self) -> Option<&'t LinkData<'s>> {
        match self.kind() {
            Kind::Link(at) | Kind::Image(at) => Some(&self.tree.links[at as usize]),
            _ => None,
        }
    }

    /// Returns the children of the node.
    pub fn children(self) -> impl Iterator<Item = NodeRef<'t, 's>> {
        self.tree.siblings(self.index + 1, self.end())
    }

    /// Returns all descendants of the node in document order, without the node itself.
    pub fn descendants(self) -> impl Iterator<Item = NodeRef<'t, 's>> {
        let tree = self.tree;
        (self.index + 1..self.end()).map(move |index| NodeRef { tree, index })
    }

    /// Returns the node's number. Numbers grow in document order, and descendants have the numbers up to
    /// [`NodeRef::end`].
    #[must_use]
    pub fn index(self) -> u32 {
        self.index
    }

    /// Returns the number of the first node after this one and its descendants.
    #[must_use]
    pub fn end(self) -> u32 {
        self.tree.nodes[self.index as usize].end
    }
}

impl<'s> Tree<'s> {
    /// Parses the Markdown of a source: the text after its byte-order mark and front matter.
    #[must_use]
    pub fn parse(source: &Source<'s>) -> Self {
        Self::parse_with(source, None)
    }

    /// Like [`Tree::parse`], on two threads if `join` provides a second one.
    #[must_use]
    pub fn parse_with(source: &Source<'s>, join: Option<ForkJoin>) -> Self {
        chunks::parse(source, join)
    }

    /// Returns the top-level blocks.
    pub fn blocks(&self) -> impl Iterator<Item = NodeRef<'_, 's>> {
        self.siblings(0, self.node_count())
    }

    /// Returns the top-level block after another one.
    #[must_use]
    pub fn following(&self, block: NodeRef) -> Option<NodeRef<'_, 's>> {
        (block.end() < self.node_count()).then(|| NodeRef { tree: self, index: block.end() })
    }

    /// Returns all nodes in document order.
    pub fn nodes(&self) -> impl Iterator<Item = NodeRef<'_, 's>> {
        (0..self.node_count()).map(|index| NodeRef { tree: self, index })
    }

    /// Returns the nodes that begin at a byte or after it, in document order.
    pub fn nodes_from(&self, start: TextSize) -> impl Iterator<Item = NodeRef<'_, 's>> {
        let first = self.nodes.partition_point(|node| node.range.start() < start);
        (first as u32..self.node_count()).map(|index| NodeRef { tree: self, index })
    }

    /// Returns all nodes of some kinds in document order, ignoring the data of the kind: `Kind::Link(0)` asks for all
    /// links.
    pub fn nodes_of<const N: usize>(&self, kinds: [Kind; N]) -> impl Iterator<Item = NodeRef<'_, 's>> {
        let kinds = kinds.map(|kind| discriminant(&kind));
        self.nodes().filter(move |node| kinds.contains(&discriminant(&node.kind())))
    }

    /// Returns the number of links and images.
    #[must_use]
    pub fn link_count(&self) -> usize {
        self.links.len()
    }

    /// Returns a node by its number.
    #[must_use]
    pub fn node(&self, index: u32) -> NodeRef<'_, 's> {
        NodeRef { tree: self, index }
    }

    /// Returns the number of nodes.
    #[must_use]
    pub fn node_count(&self) -> u32 {
        u32::try_from(self.nodes.len()).expect("fewer nodes than bytes, and those fit in 32 bits")
    }

    fn siblings(&self, from: u32, to: u32) -> impl Iterator<Item = NodeRef<'_, 's>> {
        let mut next = from;
        std::iter::from_fn(move || {
            let index = next;
            (index < to).then(|| {
                next = self.nodes[index as usize].end;
                NodeRef { tree: self, index }
            })
        })
    }
}

/// Returns whether the end of the surrounding block is the only thing that closes this code or HTML: it has no closing
/// fence, and none of the end conditions of <https://spec.commonmark.org/0.31.2/#html-blocks>.
#[must_use]
pub fn is_left_open(block: &str) -> bool {
    const CLOSED_BY: [(&str, &str); 8] = [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<?", "?>"),
        ("<!", ">"),
        ("<pre", "</pre>"),
        ("<script", "</script>"),
        ("<style", "</style>"),
        ("<textarea", "</textarea>"),
    ];
    if block.starts_with(['`', '~']) {
        return !is_fenced(block);
    }
    let closed_by = CLOSED_BY.iter().find(|(open, _)| starts_with_ignore_case(block, open));
    closed_by.is_some_and(|(open, close)| !block[open.len()..].to_ascii_lowercase().contains(close))
}

/// Returns whether code, as written, begins with a fence and ends with the fence that closes it.
/// <https://spec.commonmark.org/0.31.2/#fenced-code-blocks>
#[must_use]
pub fn is_fenced(code: &str) -> bool {
    let Some(mark @ ('`' | '~')) = code.chars().next() else { return false };
    let opening = code.len() - code.trim_start_matches(mark).len();
    // Spaces may surround the fence. Not every parser accepts a tab.
    let last = code.lines().skip(1).last().unwrap_or_default().trim_matches(' ');
    last.len() >= opening && last.trim_start_matches(mark).is_empty()
}
