//! The blocks and inlines of a text as a flat tree of byte ranges; the only module that names pulldown-cmark.
//!
//! - `markdown.rs`: the tree, and how it is walked
//! - `build.rs`: from the parser's events to the tree
//! - `pieces.rs`: a long text, read in pieces
//! - `defined.rs`: the targets that one piece defines for the others
//! - `destination.rs`: where the targets of links are written
//!
//! Nodes stand in document order, each before its children, with the index of the node behind its
//! subtree: the whole tree is one allocation, and a walk is a loop. Ranges are repaired so that no block
//! ends in blanks. Text runs are split at GFM's bare URLs, which pulldown-cmark does not know
//! (<https://github.github.com/gfm/#autolinks-extension->).

mod build;
mod chunks;
mod defined;
mod destination;

use std::{borrow::Cow, mem::discriminant};

use crate::{
    TextRange,
    fork_join::ForkJoin,
    source::{Source, SourceError},
    text::starts_with_ignore_case,
};
use build::Builder;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph; also the text of a tight list item, which pulldown-cmark gives no paragraph of its own.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A block quote.
    Quote,
    /// A fenced or indented code block.
    CodeBlock,
    /// Raw HTML between paragraphs; comments too.
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
    /// The header row.
    TableHead,
    /// A body row.
    TableRow,
    /// A cell without its pipes.
    TableCell,
    /// A thematic break.
    Rule,
    /// A footnote's definition.
    Footnote,
    /// Plain text.
    Text,
    /// A code span, backticks included.
    Code,
    /// Inline HTML.
    Html,
    /// A line break that renders as a blank.
    SoftBreak,
    /// Two blanks or a backslash at the end of a line.
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
    /// Whether it stands between blocks rather than in a line of text.
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

/// How a link is written.
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

/// What belongs to a link or image beside its range and children.
#[derive(Debug, Clone)]
pub struct LinkData<'s> {
    /// How it is written.
    pub style: LinkStyle,
    /// The target with escapes and entities resolved.
    pub url: Cow<'s, str>,
    /// Where the target is written, without `<` and `>`; for a reference, inside its definition.
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
    /// As written.
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

/// A text and its Markdown: what linting and proving start from, read once for both.
#[derive(Debug)]
pub struct Document<'s> {
    /// The text.
    pub source: Source<'s>,
    /// Its Markdown.
    pub tree: Tree<'s>,
    /// Shares the work of reading by two, also of what becomes of the text.
    pub join: Option<ForkJoin>,
}

impl<'s> Document<'s> {
    /// Reads a text.
    ///
    /// # Errors
    /// As [`Source::new`].
    pub fn new(text: &'s str) -> Result<Self, SourceError> {
        Self::with(text, None)
    }

    /// Reads a text, with the work shared by two if it can be.
    ///
    /// # Errors
    /// As [`Source::new`].
    pub fn with(text: &'s str, join: Option<ForkJoin>) -> Result<Self, SourceError> {
        let source = Source::new(text)?;
        let tree = Tree::parse_with(&source, join);
        Ok(Self { source, tree, join })
    }
}

/// A node of a [`Tree`]: a cheap pointer.
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
    /// What it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.tree.nodes[self.index as usize].kind
    }

    /// Its bytes, without blanks at the end.
    #[must_use]
    pub fn range(self) -> TextRange {
        self.tree.nodes[self.index as usize].range
    }

    /// Its text as written.
    #[must_use]
    pub fn text(self) -> &'s str {
        &self.tree.text[self.range()]
    }

    /// What belongs to a link or image.
    #[must_use]
    pub fn link(self) -> Option<&'t LinkData<'s>> {
        match self.kind() {
            Kind::Link(at) | Kind::Image(at) => Some(&self.tree.links[at as usize]),
            _ => None,
        }
    }

    /// The nodes directly in it.
    pub fn children(self) -> impl Iterator<Item = NodeRef<'t, 's>> {
        self.tree.siblings(self.index + 1, self.end())
    }

    /// All nodes in it, itself not included, in document order.
    pub fn descendants(self) -> impl Iterator<Item = NodeRef<'t, 's>> {
        let tree = self.tree;
        (self.index + 1..self.end()).map(move |index| NodeRef { tree, index })
    }

    /// A number that grows in document order; the nodes inside it have the numbers up to [`NodeRef::end`].
    #[must_use]
    pub fn index(self) -> u32 {
        self.index
    }

    /// The number of the first node behind it and all that is in it.
    #[must_use]
    pub fn end(self) -> u32 {
        self.tree.nodes[self.index as usize].end
    }
}

impl<'s> Tree<'s> {
    /// Parses the Markdown of a source: its text behind byte-order mark and front matter.
    #[must_use]
    pub fn parse(source: &Source<'s>) -> Self {
        Self::parse_with(source, None)
    }

    /// The same, with the work shared by two if it can be.
    #[must_use]
    pub fn parse_with(source: &Source<'s>, join: Option<ForkJoin>) -> Self {
        chunks::parse(source, join)
    }

    /// The blocks that stand in no other block.
    pub fn blocks(&self) -> impl Iterator<Item = NodeRef<'_, 's>> {
        self.siblings(0, self.len())
    }

    /// The block behind one that stands in no other block.
    #[must_use]
    pub fn following(&self, block: NodeRef) -> Option<NodeRef<'_, 's>> {
        (block.end() < self.len()).then(|| NodeRef { tree: self, index: block.end() })
    }

    /// All nodes in document order.
    pub fn nodes(&self) -> impl Iterator<Item = NodeRef<'_, 's>> {
        (0..self.len()).map(|index| NodeRef { tree: self, index })
    }

    /// Returns all nodes of some kinds in document order, whatever data belongs to them: `Kind::Link(0)` asks for all
    /// links.
    pub fn nodes_of<const N: usize>(&self, kinds: [Kind; N]) -> impl Iterator<Item = NodeRef<'_, 's>> {
        let kinds = kinds.map(|kind| discriminant(&kind));
        self.nodes().filter(move |node| kinds.contains(&discriminant(&node.kind())))
    }

    /// How many links and images it has.
    #[must_use]
    pub fn link_count(&self) -> usize {
        self.links.len()
    }

    fn len(&self) -> u32 {
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

/// Whether code or HTML, as written, is closed by nothing in it but by the end of what it stands in: by no fence, nor by
/// what <https://spec.commonmark.org/0.31.2/#html-blocks> asks for.
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

/// Whether code, as written, begins with a fence and ends with the one that closes it.
/// <https://spec.commonmark.org/0.31.2/#fenced-code-blocks>
#[must_use]
pub fn is_fenced(code: &str) -> bool {
    let Some(mark @ ('`' | '~')) = code.chars().next() else { return false };
    let opening = code.len() - code.trim_start_matches(mark).len();
    // Blanks may stand around it; of a tab, not every parser knows.
    let last = code.lines().skip(1).last().unwrap_or_default().trim_matches(' ');
    last.len() >= opening && last.trim_start_matches(mark).is_empty()
}
