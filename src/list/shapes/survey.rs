//! Entries that are neither list items nor table rows: paragraphs, headings, whole sections, and HTML.
//!
//! Prose has links too. So a way to write entries counts only if the list uses it repeatedly, and a paragraph counts
//! only in a section that has no list or table. Entries found here are checked like any other, but never moved.

use super::{
    super::{Link, List},
    segments, titled_lists,
};
use crate::{
    TextRange,
    hosts::Target,
    markdown::{Kind, NodeRef, Tree},
    votes::Share,
};

/// The ways in which a list writes entries, in addition to list items and table rows.
#[derive(Debug, Default)]
pub(super) struct EntryShapes {
    /// Whether paragraphs that begin with a title are entries.
    paragraphs: bool,
    /// For each level, whether headings that are links are entries.
    headings: [bool; 7],
    /// For each level, whether sections without lists are entries, each about one thing.
    sections: [bool; 7],
    /// For each section, whether it has a list or a table with links.
    listed: Vec<bool>,
    /// For each section, the number of paragraphs and segments of HTML that could each be an entry.
    pieces: Vec<usize>,
    /// The nodes of the lists whose items are elements of the entry named by the paragraph above.
    parts: Vec<u32>,
    /// Whether the text has no such entries, and no list or table with links either.
    bare: bool,
}

/// The number of paragraphs, headings or sections that form a way to write entries.
const ENOUGH: usize = 5;

/// The part of a top-level block that is an entry.
pub(super) enum EntryShape<'t> {
    /// The whole block, or the line of the heading.
    Block,
    /// A paragraph that is only a title, with the list of its links below.
    Titled(NodeRef<'t, 't>),
    /// The section that the heading opens.
    Section,
    /// These segments of a paragraph or a piece of HTML.
    Parts(Vec<TextRange>),
    /// No entry.
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
                        // The section is about more than its heading names.
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
        // A text without any other entries needs only a few.
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

    /// Returns whether most sections of a level have links but no list and no subsection.
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

    /// Returns the part of a block that is an entry.
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

    /// Returns the links of a block that has nothing else, in a text without other entries: badges or logos.
    fn links<'t>(&self, list: &List, block: NodeRef) -> EntryShape<'t> {
        let links = if self.bare { segments::bare_links(list, block) } else { Vec::new() };
        if links.len() > 1 { EntryShape::Parts(links) } else { EntryShape::Nothing }
    }

    /// Returns whether the whole section is one entry.
    fn is_single(&self, list: &List, section: usize) -> bool {
        self.sections[usize::from(list.sections[section].level)] && self.is_about_one_thing(list, section)
    }

    /// Returns whether a section has no list, no subsection, and at most one segment that could be an entry.
    fn is_about_one_thing(&self, list: &List, section: usize) -> bool {
        !self.listed[section] && self.pieces[section] <= 1 && is_leaf(list, section)
    }
}

/// Returns whether a section has no subsections.
fn is_leaf(list: &List, section: usize) -> bool {
    list.sections.get(section + 1).is_none_or(|next| next.level <= list.sections[section].level)
}

/// Tracks the section of blocks that are visited in document order.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    section: usize,
}

impl Cursor {
    /// Returns the section of the next block.
    pub(super) fn at(&mut self, list: &List, block: NodeRef) -> usize {
        while list.sections.get(self.section + 1).is_some_and(|next| next.range.start() <= block.range().start()) {
            self.section += 1;
        }
        self.section
    }
}

impl List<'_> {
    /// Returns whether a range has a link that can be the main link of an entry.
    pub(super) fn leads(&self, range: TextRange) -> bool {
        self.lead(range).is_some()
    }

    /// Returns the first link of a range that can be the main link of an entry.
    pub(super) fn lead(&self, range: TextRange) -> Option<&Link<'_>> {
        let mut links = self.links[self.links_in(range)].iter();
        links.find(|link| link.can_lead() && !matches!(link.target, Target::Empty))
    }
}
