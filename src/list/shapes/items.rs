//! Items of lists and rows of tables.

use std::ops::Range;

use super::{
    super::{EntryId, GroupId, GroupKind, GroupRole, Link, List, SectionRole, fields::is_label},
    DEEPEST, Place, titled_lists,
};
use crate::{
    TextRange, TextSize,
    hosts::is_user_picture,
    markdown::{Kind, NodeRef},
    votes::Share,
};

impl<'t> List<'t> {
    pub(super) fn read_list(&mut self, node: NodeRef<'t, 't>, ordered: bool, place: Place) -> GroupId {
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
            let tables = || item.node.children().filter(|child| child.kind() == Kind::Table);
            let has_nested = nested().next().is_some() || tables().next().is_some();
            let own_fields = place.parent.is_some() && !item.leads_first;
            let is_entry = if own_fields {
                false
            } else if item.leads {
                true
            } else if has_nested {
                let is_of_one = |list| {
                    self.are_fields(list) || titled_lists::are_parts(self, list) || titled_lists::is_url(self, list)
                };
                !item.head.is_empty() && nested().any(is_of_one)
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
                for table in tables() {
                    self.read_table(table, Place { parent, depth: place.depth + 1, ..place });
                }
            }
        }
        group
    }

    pub(super) fn read_table(&mut self, node: NodeRef<'t, 't>, place: Place) {
        let rows: Vec<_> = node.children().filter(|row| row.kind() == Kind::TableRow).collect();
        let group =
            self.open_group(node.range(), GroupKind::Table, place, rows.iter().map(|row| row.range()).collect());
        let leads = |row: &NodeRef| {
            self.links[self.links_in(row.range())].iter().any(Link::can_lead) && !self.shows_people(row.range())
        };
        let led: Vec<bool> = rows.iter().map(leads).collect();
        // Where most rows have a link, one without is a thing that has none yet.
        let count = led.iter().filter(|leads| **leads).count();
        let mostly_led = count > 0 && Share::HALF.is_reached(count, rows.len());
        for (row, leads) in rows.into_iter().zip(led) {
            if leads || mostly_led && row.children().next().is_some_and(|cell| !cell.text().trim().is_empty()) {
                let (range, links) = (row.range(), self.links_in(row.range()));
                self.add_entry(group, range, TextRange::empty(range.start()), range, links, place);
            }
        }
    }

    pub(in crate::list) fn item(&self, node: NodeRef<'t, 't>) -> Item<'t> {
        let mut head: Option<TextRange> = None;
        for child in node.children() {
            match child.kind() {
                Kind::TaskMarker => {}
                Kind::Paragraph | Kind::Heading(_) | Kind::HtmlBlock if head.is_none() => {
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

    /// Returns whether a row shows people rather than things: its first picture is a user's.
    pub(super) fn shows_people(&self, range: TextRange) -> bool {
        let first = self.badges.partition_point(|badge| badge.image.start() < range.start());
        self.badges.get(first).is_some_and(|badge| badge.image.start() < range.end() && is_user_picture(badge.url))
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

/// Returns the blocks of an item up to its first nested list or table: authors and links are often in the second
/// paragraph, in a quote, or below code or a picture.
fn own_text(node: NodeRef) -> Option<TextRange> {
    let own = node.children().take_while(|child| !matches!(child.kind(), Kind::List { .. } | Kind::Table));
    own.map(NodeRef::range).reduce(TextRange::cover)
}

/// Returns the kind of group for a list.
pub(in crate::list) fn group_kind(list: NodeRef, ordered: bool) -> GroupKind {
    let mut first = list.text().bytes();
    if ordered {
        GroupKind::Numbered { delimiter: first.find(|byte| !byte.is_ascii_digit()).unwrap_or(b'.') }
    } else {
        GroupKind::Bullets { marker: first.next().unwrap_or(b'-') }
    }
}

/// A list item after inspection.
pub(in crate::list) struct Item<'t> {
    node: NodeRef<'t, 't>,
    /// The first paragraph.
    pub(in crate::list) head: TextRange,
    /// Whether the head has a link that can be an entry's main link.
    leads: bool,
    /// Whether only marks come before that link, and the text of the link names a thing.
    leads_first: bool,
    /// The links of the head.
    links: Range<usize>,
}

#[cfg(test)]
mod tests {
    use crate::{list::List, markdown::Document};

    /// Returns the first line of each entry of a text, with its number of links.
    fn entries(text: &str) -> Vec<(&str, usize)> {
        let document = Document::new(text).unwrap();
        let list = List::read(&document.source, &document.tree);
        let first = |entry: &crate::list::Entry| {
            let start = usize::from(entry.range.start());
            (text[start..].lines().next().unwrap_or_default(), entry.links.len())
        };
        list.entries.iter().map(first).collect()
    }

    #[test]
    fn an_item_owns_the_list_of_its_links() {
        for (text, links) in [
            ("- **Tea**\n  - Hot\n  - Site: https://x.org/a\n", 1),
            ("- **Tea**\n  - [[Paper]](https://x.org/a) [[Code]](https://x.org/b)\n", 2),
            ("- **Tea**\n  - https://x.org/a\n", 1),
            ("- **Tea**\n  > [site](https://x.org/a)\n", 1),
            ("- **Tea**\n\n  ```\n  steep\n  ```\n\n  [site](https://x.org/a)\n", 1),
        ] {
            assert_eq!(entries(text), [("- **Tea**", links)], "{text}");
        }
        for text in [
            "- Tea\n  - https://x.org/a\n  - https://x.org/b\n",
            "- Tea\n  - [Cup](https://x.org/a)\n  - [Mug](https://x.org/b)\n",
        ] {
            assert!(entries(text).iter().all(|(line, _)| *line != "- Tea") && entries(text).len() == 2, "{text}");
        }
    }

    #[test]
    fn rows_of_tables_in_items_are_entries() {
        let text = "- **Tea**\n\n  | a | b |\n  |---|---|\n  | [Cup](https://x.org/a) | c |\n  | [Mug](https://x.org/b) | d |\n";
        assert_eq!(entries(text), [("| [Cup](https://x.org/a) | c |", 1), ("| [Mug](https://x.org/b) | d |", 1)]);
    }

    #[test]
    fn a_row_without_links_is_an_entry_among_rows_with_links() {
        let table = |rows: &str| format!("| a | b |\n|---|---|\n{rows}");
        let cup = "| [Cup](https://x.org/a) | c |\n";
        assert_eq!(entries(&table(&format!("{cup}| Mug | d |\n|  | e |\n"))).len(), 1);
        assert_eq!(entries(&table(&format!("{cup}{cup}| Mug | d |\n|  | e |\n"))).len(), 3);
        assert_eq!(entries(&table("| Cup | c |\n")).len(), 0);
        let person = "| [![x](https://avatars.githubusercontent.com/u/1)](https://github.com/x) | x |\n";
        assert_eq!(entries(&table(person)).len(), 0);
    }
}
