//! Entries that are neither list items nor table rows: paragraphs, headings, whole sections, and HTML.
//!
//! Prose has links too, so a way to write entries counts only where the list uses it again and again, and a
//! paragraph only in a section that has no list or table of its own. What is read here is judged like any
//! entry, but never moved.

use std::ops::Range;

use super::{List, entry::can_lead, html};
use crate::{
    TextRange,
    hosts::Target,
    markdown::{Kind, NodeRef, Tree},
    range,
};

/// The ways in which a list writes entries, apart from list items and table rows.
#[derive(Debug, Default)]
pub(super) struct Carriers {
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
}

/// Paragraphs, headings or sections that make a way to write entries.
const ENOUGH: usize = 5;

/// What of a top-level block is an entry.
pub(super) enum Carried {
    /// The whole block, or the heading's line.
    Block,
    /// The section that the heading opens.
    Section,
    /// These parts of a piece of HTML.
    Parts(Vec<TextRange>),
    /// Nothing.
    Nothing,
}

impl Carriers {
    /// Counts the ways in which a list could write entries.
    pub(super) fn survey(list: &List, tree: &Tree) -> Self {
        let mut carriers =
            Self { listed: vec![false; list.sections.len()], pieces: vec![0; list.sections.len()], ..Self::default() };
        let mut section = Cursor::default();
        let (mut paragraphs, mut others) = (0, 0);
        let mut linked_headings = [0; 7];
        let mut all_headings = [0; 7];
        let mut linked = vec![false; list.sections.len()];
        for block in tree.blocks() {
            let section = section.at(list, block);
            let leads = list.leads(block.range());
            match block.kind() {
                Kind::List { .. } | Kind::Table | Kind::Quote if leads => {
                    carriers.listed[section] = true;
                    others += 1;
                }
                Kind::Heading(level) => {
                    all_headings[usize::from(level)] += 1;
                    linked_headings[usize::from(level)] += usize::from(leads && section > 1);
                }
                Kind::Paragraph if leads => {
                    linked[section] = true;
                    let titled = usize::from(is_titled(block.text()));
                    paragraphs += titled;
                    carriers.pieces[section] += titled;
                }
                Kind::HtmlBlock if leads => {
                    linked[section] = true;
                    carriers.pieces[section] += linked_parts(list, block).len();
                }
                _ => {}
            }
        }
        // Where there is nothing else, few are enough.
        carriers.paragraphs = paragraphs >= ENOUGH || others == 0 && paragraphs > 0;
        for level in 2..7 {
            carriers.headings[level] =
                linked_headings[level] >= ENOUGH && linked_headings[level] * 2 >= all_headings[level];
        }
        carriers.find_sections(list, &linked);
        carriers
    }

    /// A level at which most sections have links but no list, and no section below them.
    fn find_sections(&mut self, list: &List, linked: &[bool]) {
        for level in 2..7 {
            let of_level =
                || list.sections.iter().enumerate().filter(|(_, section)| usize::from(section.level) == level);
            let all = of_level().count();
            let single = of_level().filter(|&(at, _)| linked[at] && self.is_about_one_thing(list, at)).count();
            self.sections[level] = single >= ENOUGH && single * 10 >= all * 6 && !self.headings[level];
        }
    }

    /// What of a block is an entry.
    pub(super) fn carried(&self, list: &List, block: NodeRef, section: usize) -> Carried {
        match block.kind() {
            Kind::Heading(level) if self.headings[usize::from(level)] && list.leads(block.range()) => Carried::Block,
            Kind::Heading(_) => {
                let leads = list.leads(list.sections[section].range);
                if leads && self.is_single(list, section) { Carried::Section } else { Carried::Nothing }
            }
            _ if self.is_single(list, section) => Carried::Nothing,
            Kind::Paragraph
                if self.paragraphs && !self.listed[section] && is_titled(block.text()) && list.leads(block.range()) =>
            {
                Carried::Block
            }
            Kind::HtmlBlock => {
                let parts = linked_parts(list, block);
                if parts.len() > 1 { Carried::Parts(parts) } else { Carried::Nothing }
            }
            _ => Carried::Nothing,
        }
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

/// Whether a paragraph begins as an entry does: with a link, bold or quoted text.
fn is_titled(text: &str) -> bool {
    let mut text = text;
    loop {
        text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii_punctuation());
        // `:newspaper:` is shown as an emoji.
        let Some((name, rest)) = text.strip_prefix(':').and_then(|rest| rest.split_once(':')) else { break };
        if name.is_empty()
            || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-'))
        {
            break;
        }
        text = rest;
    }
    text.starts_with(['[', '"', '“']) && !text.starts_with("[!") || text.starts_with("**") || text.starts_with("__")
}

/// The parts of a piece of HTML that have links.
fn linked_parts(list: &List, block: NodeRef) -> Vec<TextRange> {
    parts(block).into_iter().filter(|part| list.leads(*part)).collect()
}

/// The rows and items of a piece of HTML, else its lines between `<br>`.
fn parts(block: NodeRef) -> Vec<TextRange> {
    let base = usize::from(block.range().start());
    let text = block.text();
    let mut found = Vec::new();
    let mut open: Option<TextRange> = None;
    let mut breaks = vec![0];
    for tag in html::tags(text, base) {
        if tag.is("tr") || tag.is("li") {
            // An opening tag ends the part before it where its own end was left out.
            if let Some(start) = open.take() {
                let end = if tag.closing { tag.range.end() } else { tag.range.start() };
                found.push(TextRange::new(start.start(), end));
            }
            if !tag.closing {
                open = Some(tag.range);
            }
        } else if tag.is("br") {
            breaks.push(usize::from(tag.range.end()) - base);
        }
    }
    if found.is_empty() && breaks.len() > 2 {
        breaks.push(text.len());
        let lines = breaks.windows(2).map(|pair| pair[0]..pair[1]);
        found.extend(lines.map(|line| trimmed(text, line)).map(|line| range(base + line.start, base + line.end)));
    }
    found
}

fn trimmed(text: &str, line: Range<usize>) -> Range<usize> {
    let slice = &text[line.clone()];
    let start = line.start + slice.len() - slice.trim_start().len();
    start..start.max(line.start + slice.trim_end().len())
}

impl List<'_> {
    /// Whether a range has a link that an entry can be about.
    fn leads(&self, range: TextRange) -> bool {
        let links = &self.links[self.links_in(range)];
        links.iter().any(|link| can_lead(link) && !matches!(link.target, Target::Empty))
    }
}
