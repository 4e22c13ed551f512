//! Builds the tree from the parser's events.

use std::{borrow::Cow, ops::Range, sync::LazyLock};

use linkify::{LinkFinder, LinkKind};
use memchr::memmem::Finder;
use pulldown_cmark::{BrokenLink, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag};

use super::{
    Definition, Kind, LinkData, LinkStyle, Node, Tree,
    chunks::ends_at_heading,
    defined::Defined,
    destination::{place_in, written_destination},
};
use crate::{TextRange, TextSize, range, text::starts_with_ignore_case};

/// What a bare URL has in it. The searches are set up once: most texts are short, and most have neither.
static WWW: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("www."));
static SCHEME_END: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("://"));

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// Builds a tree from events, one by one.
pub(super) struct Builder<'s> {
    text: &'s str,
    nodes: Vec<Node>,
    links: Vec<LinkData<'s>>,
    definitions: Vec<Definition<'s>>,
    open: Vec<Open>,
    /// The number of links and images around the current position: bare URLs inside them are text.
    links_open: usize,
    /// The number of block quotes around the current position.
    quotes_open: usize,
    /// A run of text that is not yet in `nodes`.
    run: Option<Range<usize>>,
}

/// A node whose end is not known yet.
struct Open {
    index: u32,
    /// The furthest end of any node inside it.
    reach: Option<TextSize>,
}

impl<'s> Builder<'s> {
    /// Creates a builder for a part of the text.
    pub(super) fn new(text: &'s str, part: Range<usize>) -> Self {
        Self {
            text,
            nodes: Vec::with_capacity(part.len() / 16),
            links: Vec::with_capacity(part.len() / 64),
            definitions: Vec::new(),
            open: Vec::new(),
            links_open: 0,
            quotes_open: 0,
            run: None,
        }
    }

    /// Adds a chunk of the text, which begins where the last one ended. Its links find their targets in the chunk
    /// itself or in `defined`, the definitions of another chunk.
    pub(super) fn read(&mut self, chunk: Range<usize>, defined: &Defined<'_, 's>) {
        let base = chunk.start;
        let lookup = |link: BrokenLink<'s>| defined.target(&link.reference);
        let parser = Parser::new_with_broken_link_callback(&self.text[chunk], options(), Some(lookup));
        let mut events = parser.into_offset_iter();
        for (event, at) in events.by_ref() {
            self.event(&event, at.start + base..at.end + base);
        }
        self.flush();
        let definitions = events.reference_definitions().iter().map(|(label, definition)| Definition {
            range: range(definition.span.start + base, definition.span.end + base),
            label: Cow::Owned(label.to_string()),
            url: match place_in(self.text, &definition.dest) {
                Some(place) => Cow::Borrowed(&self.text[place]),
                None => Cow::Owned(definition.dest.to_string()),
            },
            titled: definition.title.as_ref().is_some_and(|title| !title.is_empty()),
        });
        self.definitions.extend(definitions);
    }

    /// Returns whether a heading after the text so far would end its last block.
    pub(super) fn is_closed(&self) -> bool {
        self.nodes.last().is_none_or(|last| ends_at_heading(last.kind, &self.text[last.range]))
    }

    pub(super) fn finish(mut self) -> Tree<'s> {
        self.definitions.sort_by_key(|definition| definition.range.start());
        Tree { text: self.text, nodes: self.nodes, links: self.links, definitions: self.definitions }
    }

    fn event(&mut self, event: &Event<'s>, at: Range<usize>) {
        match event {
            Event::Text(_) => self.text_run(at),
            Event::Start(tag) => {
                self.flush();
                self.start(tag, at);
            }
            Event::End(_) => {
                self.flush();
                self.close();
            }
            // The lines of an HTML block.
            Event::Html(_) => {}
            Event::Code(_) => self.leaf(Kind::Code, at),
            Event::InlineHtml(_) => self.leaf(Kind::Html, at),
            Event::SoftBreak => self.leaf(Kind::SoftBreak, at),
            Event::HardBreak => self.leaf(Kind::HardBreak, at),
            Event::Rule => self.leaf(Kind::Rule, self.trim(at)),
            Event::TaskListMarker(_) => self.task_marker(at),
            Event::FootnoteReference(_) => self.leaf(Kind::FootnoteReference, at),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.leaf(Kind::Text, at),
        }
    }

    fn text_run(&mut self, at: Range<usize>) {
        match &mut self.run {
            Some(run) if run.end == at.start => run.end = at.end,
            _ => {
                self.flush();
                self.run = Some(at);
            }
        }
    }

    fn leaf(&mut self, kind: Kind, at: Range<usize>) {
        self.flush();
        self.push(kind, at);
        self.finish_last();
    }

    /// Adds the box of a task, whose event comes inside the paragraph or heading that starts after it.
    fn task_marker(&mut self, at: Range<usize>) {
        let last = self.nodes.len().wrapping_sub(1);
        match (self.open.last_mut(), self.nodes.last().copied()) {
            (Some(open), Some(block))
                if open.index as usize == last && matches!(block.kind, Kind::Paragraph | Kind::Heading(_)) =>
            {
                open.index += 1;
                self.nodes.pop();
                self.leaf(Kind::TaskMarker, at);
                self.nodes.push(block);
            }
            _ => self.leaf(Kind::TaskMarker, at),
        }
    }

    fn push(&mut self, kind: Kind, at: Range<usize>) {
        self.nodes.push(Node { kind, range: range(at.start, at.end), end: 0 });
    }

    /// Closes the node that was pushed last.
    fn finish_last(&mut self) {
        let end = self.nodes.len() as u32;
        if let Some(node) = self.nodes.last_mut() {
            node.end = end;
            let reach = node.range.end();
            self.reach(reach);
        }
    }

    /// Records that a child of the open node ends here.
    fn reach(&mut self, end: TextSize) {
        if let Some(open) = self.open.last_mut() {
            open.reach = Some(open.reach.map_or(end, |reach| reach.max(end)));
        }
    }

    fn start(&mut self, tag: &Tag<'s>, at: Range<usize>) {
        let at = match tag {
            Tag::CodeBlock(_) => self.trim_newline(at),
            _ if is_inline(tag) => at,
            Tag::TableCell => self.within_row(self.trim(at)),
            _ => self.trim(at),
        };
        let kind = match tag {
            Tag::Heading { level, .. } => Kind::Heading(depth(*level)),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(_) => Kind::CodeBlock,
            Tag::HtmlBlock | Tag::MetadataBlock(_) => Kind::HtmlBlock,
            Tag::List(first) => Kind::List { ordered: first.is_some() },
            Tag::Item => Kind::Item,
            Tag::FootnoteDefinition(_) => Kind::Footnote,
            Tag::Table(_) => Kind::Table,
            Tag::TableHead => Kind::TableHead,
            Tag::TableRow => Kind::TableRow,
            Tag::TableCell => Kind::TableCell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strikethrough,
            Tag::Link { link_type, dest_url, title, .. } => {
                Kind::Link(self.link(*link_type, dest_url, !title.is_empty(), &at))
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                Kind::Image(self.link(*link_type, dest_url, !title.is_empty(), &at))
            }
            // The last four are extensions that are not enabled.
            Tag::Paragraph
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript => Kind::Paragraph,
        };
        self.quotes_open += usize::from(kind == Kind::Quote);
        self.links_open += usize::from(matches!(kind, Kind::Link(_) | Kind::Image(_) | Kind::CodeBlock));
        self.open.push(Open { index: self.nodes.len() as u32, reach: None });
        self.push(kind, at);
    }

    fn close(&mut self) {
        let Some(Open { index, reach: last }) = self.open.pop() else { return };
        let end = self.nodes.len() as u32;
        let node = &mut self.nodes[index as usize];
        node.end = end;
        let mut within = last;
        match node.kind {
            Kind::Link(at) | Kind::Image(at) => {
                self.links_open -= 1;
                let data = &mut self.links[at as usize];
                let opening = u32::from(matches!(node.kind, Kind::Image(_))) + 1;
                data.label = match (data.style, last) {
                    (LinkStyle::Angle | LinkStyle::Bare, _) | (_, None) => {
                        TextRange::empty(node.range.start() + TextSize::from(opening))
                    }
                    (_, Some(last)) => TextRange::new(node.range.start() + TextSize::from(opening), last),
                };
                if data.destination.is_none() && data.style == LinkStyle::Inline {
                    data.destination = written_destination(self.text, data.label.end().into());
                }
            }
            // The range from pulldown-cmark includes definitions after the last item.
            Kind::List { .. } => {
                node.range = TextRange::new(node.range.start(), last.unwrap_or(node.range.end()));
            }
            // Spaces at the end of a code block are code, even if the block ends an item.
            Kind::Item | Kind::Quote | Kind::Footnote => {
                self.quotes_open -= usize::from(node.kind == Kind::Quote);
                node.range = TextRange::new(node.range.start(), node.range.end().max(last.unwrap_or_default()));
            }
            // The last run of text can end in spaces that were trimmed from the block.
            Kind::Heading(_) | Kind::Paragraph | Kind::TableCell => {
                let end = node.range.end();
                if last.is_some_and(|last| last > end) {
                    for inner in &mut self.nodes[index as usize + 1..] {
                        inner.range = TextRange::new(inner.range.start().min(end), inner.range.end().min(end));
                    }
                    within = Some(end);
                }
            }
            Kind::CodeBlock => {
                self.links_open -= 1;
                self.nodes.truncate(index as usize + 1);
                self.nodes[index as usize].end = index + 1;
                within = None;
            }
            _ => {}
        }
        let own = self.nodes[index as usize].range.end();
        self.reach(within.map_or(own, |within| within.max(own)));
    }

    fn link(&mut self, kind: LinkType, url: &CowStr<'s>, titled: bool, at: &Range<usize>) -> u32 {
        let style = match kind {
            LinkType::Inline => LinkStyle::Inline,
            LinkType::Autolink | LinkType::Email => LinkStyle::Angle,
            _ => LinkStyle::Reference,
        };
        let (url, destination) = match url {
            CowStr::Borrowed(url) => (Cow::Borrowed(*url), place_in(self.text, url)),
            other => (Cow::Owned(other.to_string()), None),
        };
        self.links.push(LinkData { style, url, destination, label: range(at.start, at.start), titled });
        self.links.len() as u32 - 1
    }

    /// Returns a code block's range without the last line ending. Spaces at the end are code.
    fn trim_newline(&self, at: Range<usize>) -> Range<usize> {
        let text = &self.text[at.clone()];
        let text = text.strip_suffix('\n').unwrap_or(text);
        at.start..at.start + text.strip_suffix('\r').unwrap_or(text).len()
    }

    /// Returns the range of a cell that a short row does not have. The parser reports it after the row; it is empty and
    /// at the row's end.
    fn within_row(&self, at: Range<usize>) -> Range<usize> {
        let row = self.open.last().map_or(at.end, |row| self.nodes[row.index as usize].range.end().into());
        at.start.min(row)..at.end.min(row)
    }

    /// Returns a block's range without the spaces around it. A nested list's range starts in its indentation.
    fn trim(&self, mut at: Range<usize>) -> Range<usize> {
        let bytes = self.text.as_bytes();
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        at.start += bytes[at.clone()].iter().take_while(|byte| is_space(byte)).count();
        let quoted = self.quotes_open > 0;
        let is_end = |byte: &u8| is_space(byte) || *byte == b'>' && quoted;
        let trimmed = at.end - bytes[at.clone()].iter().rev().take_while(|byte| is_end(byte)).count();
        if trimmed == at.end {
            return at;
        }
        // The markers of a quote's empty lines are trimmed like spaces, but a `>` on the last line of text stays.
        let end = trimmed;
        let last_line = self.text[end..at.end].split(['\r', '\n']).next().unwrap_or_default();
        let end = end + last_line.trim_end_matches([' ', '\t']).len();
        at.start..end.max(at.start)
    }

    /// Adds the pending run of text, split at bare URLs.
    fn flush(&mut self) {
        let Some(run) = self.run.take() else { return };
        let text = &self.text[run.clone()];
        let www = self.links_open == 0 && WWW.find(text.as_bytes()).is_some();
        if self.links_open > 0 || !(www || SCHEME_END.find(text.as_bytes()).is_some()) {
            self.push(Kind::Text, run);
            self.finish_last();
            return;
        }
        let mut finder = LinkFinder::new();
        finder.kinds(&[LinkKind::Url]).url_must_have_scheme(!www);
        let mut at = run.start;
        for found in finder.links(text) {
            let url = found.as_str();
            if !["http://", "https://", "ftp://", "www."].iter().any(|start| starts_with_ignore_case(url, start)) {
                continue;
            }
            let place = run.start + found.start()..run.start + found.end();
            if at < place.start {
                self.push(Kind::Text, at..place.start);
                self.finish_last();
            }
            at = place.end;
            self.links.push(LinkData {
                style: LinkStyle::Bare,
                url: Cow::Borrowed(&self.text[place.clone()]),
                destination: Some(range(place.start, place.end)),
                label: range(place.start, place.start),
                titled: false,
            });
            self.push(Kind::Link(self.links.len() as u32 - 1), place);
            self.finish_last();
        }
        if at < run.end {
            self.push(Kind::Text, at..run.end);
            self.finish_last();
        }
    }
}

fn is_inline(tag: &Tag) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}
