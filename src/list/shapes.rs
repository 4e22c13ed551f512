//! The shapes of entries: which blocks, items, rows, lines and tags are entries.
//!
//! - `shapes.rs`: groups of entries
//! - `items.rs`: the items of lists and rows of tables
//! - `survey.rs`: which other shapes a list uses
//! - `segments.rs`: parts of paragraphs and quotes
//! - `html_parts.rs`: parts of HTML
//! - `titles.rs`: how the text of an entry outside lists begins and ends
//! - `titled_lists.rs`: titles outside lists, with the list or paragraphs that belong to them

mod html_parts;
mod items;
mod segments;
mod survey;
mod titled_lists;
mod titles;

use std::ops::Range;

use super::{Entry, EntryGroup, EntryId, GroupId, GroupKind, GroupRole, Link, List, SectionId, SectionRole};
use crate::{
    TextRange, TextSize,
    hosts::Target,
    markdown::{Kind, NodeRef},
};
pub(super) use items::group_kind;
use survey::{Cursor, EntryShape, EntryShapes};

/// Lists nested deeper than this are read as text.
pub(super) const DEEPEST: u32 = 32;

impl<'t> List<'t> {
    /// Reads the groups and their entries.
    pub(super) fn read_groups(&mut self) {
        let tree = self.tree;
        let entry_shapes = EntryShapes::survey(self, tree);
        let mut cursor = Cursor::default();
        let mut open: Option<GroupId> = None;
        let mut read = 0;
        // The entry that owns the rest of its section, with the end of its range.
        let mut owner: Option<(EntryId, TextSize)> = None;
        for block in tree.blocks() {
            if block.index() < read {
                continue;
            }
            let section = cursor.at(self, block);
            owner = owner.filter(|(_, end)| block.range().start() < *end);
            let parent = owner.map(|(entry, _)| entry);
            let place = Place { section: section as SectionId, parent, depth: 0, enclosed: false };
            if parent.is_some() {
                self.read_block(block, place);
                continue;
            }
            match entry_shapes.carried(self, block, section) {
                EntryShape::Nothing => self.read_block(block, place),
                EntryShape::Titled(end) => {
                    read = end.end();
                    self.carry_titled(&mut open, block, end, place);
                }
                EntryShape::Owner(whole) => {
                    self.carry(&mut open, GroupKind::Headings, &[whole], block.range(), place);
                    owner = Some((self.entries.len() as EntryId - 1, whole.end()));
                }
                EntryShape::Parts(kind, parts) => {
                    let head = segments::first_paragraph(block).unwrap_or(block.range());
                    if kind == GroupKind::Html {
                        open = None;
                    }
                    self.carry(&mut open, kind, &parts, head, place);
                }
            }
        }
    }

    /// Adds entries to the open group. Opens a new group if the kind differs or, for paragraphs, if the section does.
    fn carry(
        &mut self,
        open: &mut Option<GroupId>,
        kind: GroupKind,
        ranges: &[TextRange],
        head: TextRange,
        place: Place,
    ) {
        let joined = open.filter(|&id| {
            let group = &self.groups[id as usize];
            group.kind == kind && (kind == GroupKind::Headings || group.section == place.section)
        });
        let id = joined.unwrap_or_else(|| {
            let enclosed = Place { enclosed: true, ..place };
            self.open_group(ranges[0], kind, enclosed, Vec::new())
        });
        *open = Some(id);
        // A heading belongs to the section above the one it opens.
        let section = match kind {
            GroupKind::Headings => {
                self.sections[place.section as usize].role = SectionRole::Entry;
                self.section(place.section).parent.unwrap_or(place.section)
            }
            _ => place.section,
        };
        let place = Place { section, ..place };
        for &range in ranges {
            // A segment has no text of its own apart from its head.
            let head = if kind == GroupKind::Html || ranges.len() > 1 { range } else { head };
            let links = self.links_in(range);
            self.add_entry(id, range, TextRange::empty(range.start()), head, links, place);
            let group = &mut self.groups[id as usize];
            group.items.push(range);
            group.range = group.range.cover(range);
        }
    }

    /// Adds a paragraph and the list, URL or paragraphs below it as one entry.
    fn carry_titled(
        &mut self,
        open: &mut Option<GroupId>,
        paragraph: NodeRef<'t, 't>,
        parts: NodeRef<'t, 't>,
        place: Place,
    ) {
        let whole = paragraph.range().cover(parts.range());
        let kind = if paragraph.kind() == Kind::HtmlBlock { GroupKind::Html } else { GroupKind::Paragraphs };
        self.carry(open, kind, &[whole], paragraph.range(), place);
        let id = self.entries.len() as EntryId - 1;
        let child = match parts.kind() {
            Kind::List { ordered } => Some(self.read_list(parts, ordered, Place { parent: Some(id), ..place })),
            _ => None,
        };
        let entry = &mut self.entries[id as usize];
        entry.children.extend(child);
    }

    fn read_block(&mut self, block: NodeRef<'t, 't>, place: Place) {
        match block.kind() {
            Kind::List { ordered } => {
                let group = self.read_list(block, ordered, place);
                if let Some(parent) = place.parent {
                    self.entries[parent as usize].children.push(group);
                }
            }
            Kind::Table => self.read_table(block, place),
            Kind::Quote if place.depth < DEEPEST => {
                for child in block.children() {
                    self.read_block(child, Place { enclosed: true, depth: place.depth + 1, ..place });
                }
            }
            _ => {}
        }
    }

    pub(super) fn open_group(
        &mut self,
        range: TextRange,
        kind: GroupKind,
        place: Place,
        items: Vec<TextRange>,
    ) -> GroupId {
        let id = self.groups.len() as GroupId;
        self.groups.push(EntryGroup {
            id,
            kind,
            section: place.section,
            parent: place.parent,
            depth: place.depth,
            range,
            role: GroupRole::Other,
            entries: Vec::with_capacity(items.len()),
            items,
            enclosed: place.enclosed,
        });
        id
    }

    fn add_entry(
        &mut self,
        group: GroupId,
        range: TextRange,
        marker: TextRange,
        head: TextRange,
        links: Range<usize>,
        place: Place,
    ) -> EntryId {
        let id = self.entries.len() as EntryId;
        let own = &self.links[links];
        let link = own.iter().find(|link| link.can_lead() && link.badge.is_none());
        let link = link.or_else(|| own.iter().find(|link| link.can_lead()));
        let entry = Entry {
            id,
            group,
            section: place.section,
            range,
            marker,
            head,
            link: link.map(|link| link.id),
            title: None,
            name: None,
            venue: None,
            date: None,
            separator: None,
            description: None,
            parts: 0..0,
            links: 0..0,
            badges: 0..0,
            dates: 0..0,
            children: Vec::new(),
        };
        self.entries.push(entry);
        let group = &mut self.groups[group as usize];
        group.role = GroupRole::Entries;
        group.entries.push(id);
        id
    }

    /// Returns the links in a range.
    pub(crate) fn links_in(&self, range: TextRange) -> Range<usize> {
        let first_from = |place| self.links.partition_point(|link| link.range.start() < place);
        first_from(range.start())..first_from(range.end())
    }
}

impl Link<'_> {
    /// Returns whether the link can be the main link of an entry.
    pub(super) fn can_lead(&self) -> bool {
        !matches!(self.target, Target::Anchor(_) | Target::Other)
    }
}

/// Returns a range without the spaces at its edges.
fn trimmed(list: &List, range: TextRange) -> TextRange {
    let text = list.text(range);
    let start = usize::from(range.start()) + text.len() - text.trim_start().len();
    crate::range(start, start + text.trim().len())
}

/// The context of a block.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) section: SectionId,
    pub(super) parent: Option<EntryId>,
    pub(super) depth: u32,
    pub(super) enclosed: bool,
}
