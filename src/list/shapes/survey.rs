//! Entries that are neither list items nor table rows: paragraphs, quotes, headings, whole sections, and HTML.
//!
//! Prose has links too. So a way to write entries counts only if the list uses it repeatedly, and a paragraph counts
//! only in a section that has no list or table. Entries found here are checked like any other, but never moved.

use super::{
    super::{GroupKind, Link, List},
    segments::{self, Way},
    titled_lists, titles,
};
use crate::{
    TextRange, TextSize,
    hosts::Target,
    markdown::{Kind, NodeRef, Tree},
    votes::Share,
};

/// The ways in which a list writes entries, in addition to list items and table rows.
#[derive(Debug, Default)]
pub(super) struct EntryShapes {
    /// Whether the list writes entries in each of these ways.
    ways: [bool; Way::ALL.len()],
    /// For each level, whether headings that are links are entries.
    headings: [bool; 7],
    /// For each level, whether sections without lists are entries, each about one thing.
    sections: [bool; 7],
    /// For each section, what it has.
    found: Vec<Found>,
    /// The paragraphs that are titles of the blocks below.
    titles: Vec<u32>,
    /// Whether the text has no such entries, and no list or table with links either.
    bare: bool,
}

/// What a section has.
#[derive(Debug, Default, Clone)]
struct Found {
    /// What its lists and tables are of.
    listed: Listed,
    /// Links outside lists and tables.
    linked: bool,
    /// A code block.
    code: bool,
    /// The number of paragraphs and segments of HTML that could each be an entry.
    pieces: usize,
    /// The end of the last block above a thematic break.
    end: TextSize,
    /// A thematic break.
    ended: bool,
}

/// What the lists and tables of a section are of.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Listed {
    /// It has none with links.
    #[default]
    Nothing,
    /// The links of one thing.
    Fields,
    /// Things with links.
    Things,
}

/// The number of paragraphs, headings or sections that form a way to write entries.
const ENOUGH: usize = 5;

/// The number of sections with code that form a way to write entries: most texts show how to install something.
const ENOUGH_CODE: usize = 20;

/// The part of everything listed that quotes and HTML must reach, in percent; less is remarks, sponsors and authors.
const PART: usize = 10;

/// The part of a top-level block that is an entry.
pub(super) enum EntryShape<'t> {
    /// A paragraph that is only a title, with the blocks below up to this one.
    Titled(NodeRef<'t, 't>),
    /// A heading with what belongs to it: its line, or the text below as well.
    Owner(TextRange),
    /// These segments of a paragraph, a quote or a piece of HTML.
    Parts(GroupKind, Vec<TextRange>),
    /// No entry.
    Nothing,
}

impl EntryShapes {
    /// Counts the ways in which a list could write entries.
    pub(super) fn survey(list: &List, tree: &Tree) -> Self {
        let mut shapes = Self { found: vec![Found::default(); list.sections.len()], ..Self::default() };
        let mut section = Cursor::default();
        let mut counts = [0; Way::ALL.len()];
        let (mut items, mut sentences) = (0, 0);
        let mut linked_headings = [0; 7];
        let mut all_headings = [0; 7];
        let mut read = 0;
        for block in tree.blocks() {
            let section = section.at(list, block);
            let found = &mut shapes.found[section];
            if block.kind() == Kind::Rule || leads_back(list, block) {
                found.ended = true;
            } else if !found.ended {
                found.end = block.range().end();
            }
            if block.index() < read {
                continue;
            }
            if matches!(block.kind(), Kind::Paragraph | Kind::List { ordered: true })
                && let Some(end) = titled_lists::parts_below(list, tree, block)
            {
                read = end.end();
                shapes.titles.push(block.index());
                counts[Way::Titled as usize] += 1;
                // The section is about more than its heading names.
                found.pieces += 2;
                continue;
            }
            if let Some(end) = titled_lists::details_below(list, tree, block) {
                read = end.end();
                counts[Way::Html as usize] += 1;
                found.pieces += 1;
                continue;
            }
            let leads = list.leads(block.range());
            if let Some(level) = heading_level(list, block, section) {
                all_headings[level] += 1;
                linked_headings[level] += usize::from(leads && section > 1);
                found.linked |= leads && block.kind() == Kind::HtmlBlock;
                continue;
            }
            match block.kind() {
                Kind::List { .. } if leads && titled_lists::are_parts(list, block) => {
                    found.listed = found.listed.max(Listed::Fields);
                    items += 1;
                }
                Kind::List { .. } | Kind::Table if leads => {
                    found.listed = Listed::Things;
                    items += block.children().count();
                }
                Kind::Quote
                    if leads
                        && block.children().any(|child| matches!(child.kind(), Kind::List { .. } | Kind::Table)) =>
                {
                    found.listed = Listed::Things;
                    items += 1;
                }
                Kind::CodeBlock => found.code = true,
                Kind::Paragraph | Kind::HtmlBlock | Kind::Quote if leads => {
                    found.linked |= block.kind() != Kind::Quote;
                    if let Some((way, parts)) = segments::of_block(list, block) {
                        if parts.len() == 1 && titles::reads_on(list, block) {
                            sentences += 1;
                        } else {
                            counts[way as usize] += if block.kind() == Kind::Paragraph { 1 } else { parts.len() };
                        }
                        found.pieces += if way == Way::Cited { 1 } else { parts.len() };
                    }
                }
                _ => {}
            }
        }
        if items == 0 {
            counts[Way::Titled as usize] += sentences;
        }
        shapes.choose_ways(counts, items);
        shapes.bare &= linked_headings[2..].iter().all(|count| *count == 0);
        for level in 2..7 {
            shapes.headings[level] =
                linked_headings[level] >= ENOUGH && Share::HALF.is_reached(linked_headings[level], all_headings[level]);
        }
        shapes.find_sections(list);
        shapes
    }

    /// Decides which ways count, given the number of blocks for each and the number of items and rows.
    fn choose_ways(&mut self, counts: [usize; Way::ALL.len()], items: usize) {
        let total = items + counts.iter().sum::<usize>();
        for (way, count) in Way::ALL.into_iter().zip(counts) {
            let (enough, part) = match way {
                // A text without any other entries needs only one.
                _ if way != Way::Html && count == total => (1, 0),
                Way::Titled | Way::Cited => (ENOUGH, 0),
                Way::Quote => (ENOUGH, PART),
                Way::Html => (2, PART),
            };
            self.ways[way as usize] = count >= enough && Share::percent(part).is_reached(count, total);
        }
        let alone = self.found.iter().all(|found| found.pieces < 2);
        self.bare = items == 0 && counts[Way::Titled as usize] == 0 && alone;
    }

    /// Decides for each level whether most of its sections are each about one thing: they have links, or code, but no
    /// list of things and no subsection.
    fn find_sections(&mut self, list: &List) {
        for level in 2..7 {
            let of_level =
                || list.sections.iter().enumerate().filter(|(_, section)| usize::from(section.level) == level);
            let all = of_level().count();
            let count = |has: fn(&Found) -> bool| {
                of_level().filter(|&(at, _)| has(&self.found[at]) && self.is_about_one_thing(list, at)).count()
            };
            let (linked, code) =
                (count(|found| found.linked || found.listed == Listed::Fields), count(|found| found.code));
            let most = |count, enough| count >= enough && Share::percent(60).is_reached(count, all);
            self.sections[level] = (most(linked, ENOUGH) || most(code, ENOUGH_CODE)) && !self.headings[level];
        }
    }

    /// Returns the part of a block that is an entry.
    pub(super) fn carried<'t>(&self, list: &List<'t>, block: NodeRef<'t, 't>, section: usize) -> EntryShape<'t> {
        let found = &self.found[section];
        let single = self.is_single(list, section);
        if let Some(level) = heading_level(list, block, section) {
            let leads = list.leads(block.range());
            return if self.headings[level] && leads {
                EntryShape::Owner(if found.listed == Listed::Things {
                    block.range()
                } else {
                    self.owned(block, section)
                })
            } else if single && (found.linked || found.listed == Listed::Fields || found.code || leads) {
                EntryShape::Owner(self.owned(block, section))
            } else {
                EntryShape::Nothing
            };
        }
        let hidden =
            if self.ways[Way::Html as usize] { titled_lists::details_below(list, list.tree, block) } else { None };
        if let Some(end) = hidden.filter(|_| !single) {
            return EntryShape::Titled(end);
        }
        match block.kind() {
            _ if single => EntryShape::Nothing,
            Kind::Paragraph | Kind::List { .. } if self.titles.binary_search(&block.index()).is_ok() => {
                titled_lists::parts_below(list, list.tree, block).map_or(EntryShape::Nothing, EntryShape::Titled)
            }
            Kind::Paragraph | Kind::Quote | Kind::HtmlBlock if list.leads(block.range()) => {
                self.segments(list, block, section)
            }
            _ => EntryShape::Nothing,
        }
    }

    /// Returns a heading and the text of its section up to a thematic break.
    fn owned(&self, heading: NodeRef, section: usize) -> TextRange {
        heading.range().cover_offset(self.found[section].end.max(heading.range().end()))
    }

    fn segments<'t>(&self, list: &List<'t>, block: NodeRef<'t, 't>, section: usize) -> EntryShape<'t> {
        let kind = if block.kind() == Kind::HtmlBlock { GroupKind::Html } else { GroupKind::Paragraphs };
        let lost = if block.kind() == Kind::Paragraph { segments::lost(list, block) } else { Vec::new() };
        if !lost.is_empty() {
            return EntryShape::Parts(kind, lost);
        }
        let in_prose = || kind == GroupKind::Paragraphs && self.found[section].listed != Listed::Nothing;
        if let Some((way, parts)) = segments::of_block(list, block)
            && self.ways[way as usize]
            && !in_prose()
        {
            return EntryShape::Parts(kind, parts);
        }
        // The links of a block that has nothing else, in a text without other entries: badges or logos.
        let links = if self.bare { segments::bare_links(list, block) } else { Vec::new() };
        if links.len() > 1 { EntryShape::Parts(kind, links) } else { EntryShape::Nothing }
    }

    /// Returns whether the whole section is one entry.
    fn is_single(&self, list: &List, section: usize) -> bool {
        self.sections[usize::from(list.sections[section].level)] && self.is_about_one_thing(list, section)
    }

    /// Returns whether a section has no list, no subsection, and at most one segment that could be an entry.
    fn is_about_one_thing(&self, list: &List, section: usize) -> bool {
        let found = &self.found[section];
        found.listed != Listed::Things && found.pieces <= 1 && is_leaf(list, section)
    }
}

/// Returns the level of a heading, which is a piece of HTML that begins with one as well.
fn heading_level(list: &List, block: NodeRef, section: usize) -> Option<usize> {
    match block.kind() {
        Kind::Heading(level) => Some(level.into()),
        Kind::HtmlBlock => {
            let of_section = &list.sections[section];
            let is_heading = of_section.heading.is_some() && of_section.range.start() == block.range().start();
            is_heading.then(|| of_section.level.into())
        }
        _ => None,
    }
}

/// Returns whether a block is only a link to another part of the text: `[Back to top](#contents)`.
fn leads_back(list: &List, block: NodeRef) -> bool {
    let links = &list.links[list.links_in(block.range())];
    let is_text = matches!(block.kind(), Kind::Paragraph | Kind::HtmlBlock);
    is_text && !links.is_empty() && links.iter().all(|link| matches!(link.target, Target::Anchor(_)))
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

#[cfg(test)]
mod tests {
    use crate::{list::List, markdown::Document};

    /// Returns the entries of a text that repeats a section six times, each with its number of links.
    fn six(section: &str) -> Vec<(String, usize)> {
        let sections: String = (0..6).map(|at| section.replace('@', &at.to_string())).collect();
        let text = format!("# Awesome Tea\n\n## Leaves\n\n{sections}");
        let document = Document::new(&text).unwrap();
        let list = List::read(&document.source, &document.tree);
        list.entries.iter().map(|entry| (list.text(entry.range).to_owned(), entry.links.len())).collect()
    }

    #[test]
    fn a_heading_owns_the_text_below() {
        for (section, links) in [
            ("### [Tool@](https://x.org/@)\n\n*A. [Leaf](https://x.org/leaf)*\n\n", 2),
            ("### [Tool@](https://x.org/@)\n\n- License: MIT\n- [Docs](https://x.org/d@)\n\n", 2),
            ("### Tool@\n\nSteeps.\n\n- [Website](https://x.org/@)\n- [GitHub](https://x.org/g@)\n\n", 2),
            ("### Tool@\n\n[![stars](https://x.org/@.svg)](https://x.org/@)\n\nSteeps.\n\n", 1),
            ("<h3><a href=\"https://x.org/@\">Tool@</a></h3>\n\nSteeps.\n\n", 1),
        ] {
            let found = six(section);
            assert_eq!(found.len(), 6, "{section}: {found:?}");
            for (at, entry) in found.iter().enumerate() {
                assert_eq!(*entry, (section.trim_end().replace('@', &at.to_string()), links), "{section}");
            }
        }
    }

    #[test]
    fn a_heading_owns_neither_its_list_nor_what_is_below_a_break() {
        let heading = "### [Tool@](https://x.org/@)";
        for below in ["---\n\nSteeps.", "[Back to top](#leaves)\n\nSteeps."] {
            let found = six(&format!("{heading}\n\n{below}\n\n"));
            assert!(found.len() == 6 && found[0].0 == heading.replace('@', "0"), "{below}: {found:?}");
        }
        let found = six(&format!("{heading}\n\n- [Cup](https://x.org/c@)\n- [Mug](https://x.org/m@)\n\n"));
        assert!(found.len() == 18 && found[0].0 == heading.replace('@', "0"), "{found:?}");
    }

    #[test]
    fn sections_that_are_code_are_entries_where_there_are_many() {
        let section = "### Steep@\n\n```sh\nsteep @\n```\n\n";
        assert_eq!(six(section).len(), 0);
        assert_eq!(six(&section.repeat(4)).len(), 24);
    }
}
