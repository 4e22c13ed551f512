//! The shapes of entries: which blocks, items, rows, lines and tags are entries.
//!
//! - `shapes.rs`: groups of entries, and the items of lists and rows of tables
//! - `survey.rs`: which other shapes a list uses
//! - `segments.rs`: parts of paragraphs and of HTML
//! - `titled_lists.rs`: titles outside lists, with a list of links below

mod segments;
mod survey;
mod titled_lists;

use std::ops::Range;

use super::{
    Entry, EntryGroup, EntryId, GroupId, GroupKind, GroupRole, Link, List, SectionId, SectionRole, fields::is_label,
};
use crate::{
    TextRange, TextSize,
    hosts::Target,
    markdown::{Kind, NodeRef},
    votes::Share,
};
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
        for block in tree.blocks() {
            if block.index() < read {
                continue;
            }
            let section = cursor.at(self, block);
            let place = Place { section: section as SectionId, parent: None, depth: 0, enclosed: false };
            match entry_shapes.carried(self, block, section) {
                EntryShape::Nothing => self.read_block(block, place),
                EntryShape::Block if block.kind() == Kind::Paragraph => {
                    self.carry(&mut open, GroupKind::Paragraphs, &[block.range()], block.range(), place);
                }
                EntryShape::Titled(parts) => {
                    read = parts.end();
                    self.carry_titled(&mut open, block, parts, place);
                }
                EntryShape::Block => self.carry(&mut open, GroupKind::Headings, &[block.range()], block.range(), place),
                EntryShape::Section => {
                    let range = self.sections[section].range;
                    let length = self.text(range).trim_end().len();
                    let whole = TextRange::at(range.start(), TextSize::from(length as u32));
                    self.carry(&mut open, GroupKind::Headings, &[whole], block.range(), place);
                }
                EntryShape::Parts(parts) if block.kind() == Kind::Paragraph => {
                    self.carry(&mut open, GroupKind::Paragraphs, &parts, block.range(), place);
                }
                EntryShape::Parts(parts) => {
                    open = None;
                    self.carry(&mut open, GroupKind::Html, &parts, block.range(), place);
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

    /// Adds a paragraph and the list or URL below it as one entry.
    fn carry_titled(
        &mut self,
        open: &mut Option<GroupId>,
        paragraph: NodeRef<'t, 't>,
        parts: NodeRef<'t, 't>,
        place: Place,
    ) {
        let whole = paragraph.range().cover(parts.range());
        self.carry(open, GroupKind::Paragraphs, &[whole], paragraph.range(), place);
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
                self.read_list(block, ordered, place);
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

    fn read_list(&mut self, node: NodeRef<'t, 't>, ordered: bool, place: Place) -> GroupId {
        let items: Vec<Item> = node.children().map(|item| self.item(item)).collect();
        let group = self.open_group(
            node.range(),
            group_kind(node, ordered),
            place,
            items.iter().map(|item| item.node.range()).collect(),
        );
        if self.is_contents(node, place) || self.continues_contents(node, group, place) {
            self.groups[group as usize].role = GroupRole::Contents;
            self.sections[place.section as usize].role = SectionRole::Contents;
            self.read_contents(node, group, place);
            return group;
        }
        let led = items.iter().filter(|item| item.leads).count();
        let mostly_led = led > 0 && Share::HALF.is_reached(led, items.len());
        for item in &items {
            let nested = || item.node.children().filter(|child| matches!(child.kind(), Kind::List { .. }));
            let has_nested = nested().next().is_some();
            let own_fields = place.parent.is_some() && !item.leads_first;
            let is_entry = if own_fields {
                false
            } else if item.leads {
                true
            } else if has_nested {
                nested().any(|list| self.are_fields(list))
            } else {
                mostly_led && !item.head.is_empty()
            };
            let parent = if is_entry { Some(self.push_entry(group, item, place)) } else { place.parent };
            if place.depth < DEEPEST {
                for list in nested() {
                    let Kind::List { ordered } = list.kind() else { continue };
                    let inside = Place { parent, depth: place.depth + 1, ..place };
                    let child = self.read_list(list, ordered, inside);
                    if let Some(parent) = parent.filter(|_| is_entry) {
                        self.entries[parent as usize].children.push(child);
                    }
                }
            }
        }
        group
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

    pub(super) fn item(&self, node: NodeRef<'t, 't>) -> Item<'t> {
        let mut head: Option<TextRange> = None;
        for child in node.children() {
            match child.kind() {
                Kind::TaskMarker => {}
                Kind::Paragraph | Kind::Heading(_) if head.is_none() => {
                    head = Some(child.range());
                    break;
                }
                kind if kind.is_block() => break,
                _ => head = Some(head.map_or(child.range(), |head| head.cover(child.range()))),
            }
        }
        let head = head.unwrap_or(TextRange::empty(node.range().end()));
        let links = self.links_in(own_text(node).unwrap_or(head).cover(head));
        let lead = self.links[links.clone()].iter().find(|link| link.can_lead());
        let leads_first = lead.filter(|link| head.contains_range(link.range)).is_some_and(|link| {
            let before = self.text(TextRange::new(head.start(), link.range.start()));
            !before.chars().any(char::is_alphanumeric) && !is_label(self.text(link.label))
        });
        Item { node, head, leads: lead.is_some(), leads_first, links }
    }

    fn push_entry(&mut self, group: GroupId, item: &Item, place: Place) -> EntryId {
        let text = item.node.text();
        let marker = text.bytes().take_while(u8::is_ascii_digit).count() + 1;
        let start = item.node.range().start();
        let marker = TextRange::at(start, TextSize::from(marker as u32));
        self.add_entry(group, item.node.range(), marker, item.head, item.links.clone(), place)
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

    fn read_table(&mut self, node: NodeRef<'t, 't>, place: Place) {
        let rows: Vec<_> = node.children().filter(|row| row.kind() == Kind::TableRow).collect();
        let group =
            self.open_group(node.range(), GroupKind::Table, place, rows.iter().map(|row| row.range()).collect());
        for row in rows {
            let (range, links) = (row.range(), self.links_in(row.range()));
            if self.links[links.clone()].iter().any(Link::can_lead) {
                self.add_entry(group, range, TextRange::empty(range.start()), range, links, place);
            }
        }
    }

    /// Returns the links in a range.
    pub(crate) fn links_in(&self, range: TextRange) -> Range<usize> {
        let first_from = |place| self.links.partition_point(|link| link.range.start() < place);
        first_from(range.start())..first_from(range.end())
    }

    /// Returns whether the items of a nested list are elements of the entry above: each begins with a key and a colon.
    fn are_fields(&self, list: NodeRef<'t, 't>) -> bool {
        list.children().all(|item| {
            let head = self.text(self.item(item).head);
            let key: String = head.chars().take_while(|c| !matches!(c, ':' | '：' | '\n')).take(40).collect();
            key.chars().count() < 40
                && head[key.len()..].starts_with([':', '：'])
                && !key.contains(['[', ']', '<'])
                && !key.ends_with("http")
                && !key.ends_with("https")
        })
    }
}

impl Link<'_> {
    /// Returns whether the link can be the main link of an entry.
    pub(super) fn can_lead(&self) -> bool {
        !matches!(self.target, Target::Anchor(_) | Target::Other)
    }
}

/// Returns the paragraphs of an item up to its first nested list: authors and links are often in the second one.
fn own_text(node: NodeRef) -> Option<TextRange> {
    let own = node.children().take_while(|child| !matches!(child.kind(), Kind::List { .. }));
    own.filter(|child| child.kind() == Kind::Paragraph).map(NodeRef::range).reduce(TextRange::cover)
}

/// Returns the kind of group for a list.
pub(super) fn group_kind(list: NodeRef, ordered: bool) -> GroupKind {
    let mut first = list.text().bytes();
    if ordered {
        GroupKind::Numbered { delimiter: first.find(|byte| !byte.is_ascii_digit()).unwrap_or(b'.') }
    } else {
        GroupKind::Bullets { marker: first.next().unwrap_or(b'-') }
    }
}

/// The context of a block.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) section: SectionId,
    pub(super) parent: Option<EntryId>,
    pub(super) depth: u32,
    pub(super) enclosed: bool,
}

/// A list item after inspection.
pub(super) struct Item<'t> {
    node: NodeRef<'t, 't>,
    /// The first paragraph.
    pub(super) head: TextRange,
    /// Whether the head has a link that can be an entry's main link.
    leads: bool,
    /// Whether only marks come before that link, and the text of the link names a thing.
    leads_first: bool,
    /// The links of the head.
    links: Range<usize>,
}
