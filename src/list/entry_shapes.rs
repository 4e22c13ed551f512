//! Entries that are neither list items nor table rows: paragraphs, headings, whole sections, and HTML.
//!
//! Prose has links too, so a way to write entries counts only where the list uses it again and again, and a
//! paragraph only in a section that has no list or table of its own. What is read here is judged like any
//! entry, but never moved.

use super::{Link, List, entry::can_lead, segments, titled_lists};
use crate::{
    TextRange,
    hosts::Target,
    markdown::{Kind, NodeRef, Tree},
    votes::Share,
};

/// The ways in which a list writes entries, apart from list items and table rows.
#[derive(Debug, Default)]
pub(super) struct EntryShapes {
    /// Paragraphs that begin with a title.
    paragraphs: bool,
    /// By level: headings that are links.
    headings: [bool; 7],
    /// By level: sections without lists, each about one thing.
    sections: [bool; 7],
    /// By section: whether it has a list or a table with links.
    listed: Vec<bool>,
    /// By section: paragraphs and parts of HTML that could each be an entry.
    pieces: Vec<usize>,
    /// The lists, by their node, whose items are parts of what the paragraph above names.
    parts: Vec<u32>,
    /// Whether there is nothing of all this, nor any list or table with links.
    bare: bool,
}

/// Paragraphs, headings or sections that make a way to write entries.
const ENOUGH: usize = 5;

/// What of a top-level block is an entry.
pub(super) enum EntryShape<'t> {
    /// The whole block, or the heading's line.
    Block,
    /// A paragraph that is but a title, with the list of its links below.
    Titled(NodeRef<'t, 't>),
    /// The section that the heading opens.
    Section,
    /// These parts of a paragraph or a piece of HTML.
    Parts(Vec<TextRange>),
    /// Nothing.
    Nothing,
}

impl EntryShapes {
    /// Counts the ways in which a list could write entries.
    pub(super) fn survey(list: &List, tree: &Tree) -> Self {
        let mut entry_shapes =
            Self { listed: vec![false; list.sections.len()], pieces: vec![0; list.sections.len()], ..Self::default() };
        let mut section = Cursor::default();
        let (mut paragraphs, mut others) = (0, 0);
        let mut linked_headings = [0; 7];
        let mut all_headings = [0; 7];
        let mut linked = vec![false; list.sections.len()];
        for block in tree.blocks() {
            let section = section.at(list, block);
            if entry_shapes.parts.last() == Some(&block.index()) {
                continue;
            }
            let leads = list.leads(block.range());
            match block.kind() {
                Kind::List { .. } | Kind::Table | Kind::Quote if leads => {
                    entry_shapes.listed[section] = true;
                    others += 1;
                }
                Kind::Heading(level) => {
                    all_headings[usize::from(level)] += 1;
                    linked_headings[usize::from(level)] += usize::from(leads && section > 1);
                }
                Kind::Paragraph => {
                    if let Some(parts) = titled_lists::parts_below(list, tree, block) {
                        entry_shapes.parts.push(parts.index());
                        paragraphs += 1;
                        // The section is about more than its heading says.
                        entry_shapes.pieces[section] += 2;
                    } else if leads {
                        linked[section] = true;
                        let titled = segments::titled(list, block);
                        paragraphs += titled.min(1);
                        entry_shapes.pieces[section] += titled;
                    }
                }
                Kind::HtmlBlock if leads => {
                    linked[section] = true;
                    entry_shapes.pieces[section] += segments::of_html(list, block).len();
                }
                _ => {}
            }
        }
        // Where there is nothing else, few are enough.
        entry_shapes.paragraphs = paragraphs >= ENOUGH || others == 0 && paragraphs > 0;
        entry_shapes.bare = others == 0 && paragraphs == 0 && entry_shapes.pieces.iter().all(|pieces| *pieces < 2);
        for level in 2..7 {
            entry_shapes.headings[level] =
                linked_headings[level] >= ENOUGH && Share::HALF.is_reached(linked_headings[level], all_headings[level]);
            entry_shapes.bare &= linked_headings[level] == 0;
        }
        entry_shapes.find_sections(list, &linked);
        entry_shapes
    }

    /// A level at which most sections have links but no list, and no section below them.
    fn find_sections(&mut self, list: &List, linked: &[bool]) {
        for level in 2..7 {
            let of_level =
                || list.sections.iter().enumerate().filter(|(_, section)| usize::from(section.level) == level);
            let all = of_level().count();
            let single = of_level().filter(|&(at, _)| linked[at] && self.is_about_one_thing(list, at)).count();
            self.sections[level] =
                single >= ENOUGH && Share::percent(60).is_reached(single, all) && !self.headings[level];
        }
    }

    /// What of a block is an entry.
    pub(super) fn carried<'t>(&self, list: &List<'t>, block: NodeRef<'t, 't>, section: usize) -> EntryShape<'t> {
        match block.kind() {
            Kind::Heading(level) if self.headings[usize::from(level)] && list.leads(block.range()) => EntryShape::Block,
            Kind::Heading(_) => {
                let leads = list.leads(list.sections[section].range);
                if leads && self.is_single(list, section) { EntryShape::Section } else { EntryShape::Nothing }
            }
            _ if self.is_single(list, section) => EntryShape::Nothing,
            Kind::Paragraph => self.paragraph(list, block, section),
            Kind::HtmlBlock => {
                let parts = segments::of_html(list, block);
                if parts.len() > 1 { EntryShape::Parts(parts) } else { self.links(list, block) }
            }
            _ => EntryShape::Nothing,
        }
    }

    fn paragraph<'t>(&self, list: &List<'t>, block: NodeRef<'t, 't>, section: usize) -> EntryShape<'t> {
        let below = list.tree.following(block).filter(|next| self.parts.binary_search(&next.index()).is_ok());
        if let Some(parts) = below {
            return EntryShape::Titled(parts);
        }
        if !list.leads(block.range()) || self.listed[section] {
            return EntryShape::Nothing;
        }
        if !self.paragraphs || !segments::is_titled(block.text()) {
            return self.links(list, block);
        }
        let lines = segments::lines(list, block);
        if lines.is_empty() { EntryShape::Block } else { EntryShape::Parts(lines) }
    }

    /// The links of a block that has nothing else, where nothing else in the text is an entry: badges or logos.
    fn links<'t>(&self, list: &List, block: NodeRef) -> EntryShape<'t> {
        let links = if self.bare { segments::bare_links(list, block) } else { Vec::new() };
        if links.len() > 1 { EntryShape::Parts(links) } else { EntryShape::Nothing }
    }

    /// Whether the whole section is one entry.
    fn is_single(&self, list: &List, section: usize) -> bool {
        self.sections[usize::from(list.sections[section].level)] && self.is_about_one_thing(list, section)
    }

    /// Whether a section has no list, no section of its own, and not several pieces that could be entries.
    fn is_about_one_thing(&self, list: &List, section: usize) -> bool {
        !self.listed[section] && self.pieces[section] <= 1 && is_leaf(list, section)
    }
}

/// Whether no section stands in this one.
fn is_leaf(list: &List, section: usize) -> bool {
    list.sections.get(section + 1).is_none_or(|next| next.level <= list.sections[section].level)
}

/// Follows the sections of blocks that are visited in order.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    section: usize,
}

impl Cursor {
    /// The section of the next block.
    pub(super) fn at(&mut self, list: &List, block: NodeRef) -> usize {
        while list.sections.get(self.section + 1).is_some_and(|next| next.range.start() <= block.range().start()) {
            self.section += 1;
        }
        self.section
    }
}

impl List<'_> {
    /// Whether a range has a link that an entry can be about.
    pub(super) fn leads(&self, range: TextRange) -> bool {
        self.lead(range).is_some()
    }

    /// The first link of a range that an entry can be about.
    pub(super) fn lead(&self, range: TextRange) -> Option<&Link<'_>> {
        let mut links = self.links[self.links_in(range)].iter();
        links.find(|link| can_lead(link) && !matches!(link.target, Target::Empty))
    }
}
