//! Finds the contents lists and reads their items.

use super::{
    ContentsItem, GroupId, GroupRole, LinkId, List,
    shapes::{DEEPEST, Place, group_kind},
};
use crate::{
    hosts::Target,
    markdown::{Kind, NodeRef},
    votes::Share,
};

/// The largest number of one-item lists between such a list and the contents list that it belongs to.
const SINGLES: usize = 4;

impl<'t> List<'t> {
    /// Returns whether a list names the sections: at least nine in ten of its links lead into the same text.
    pub(super) fn is_contents(&self, node: NodeRef, place: Place) -> bool {
        let links = &self.links[self.links_in(node.range())];
        let anchors = links.iter().filter(|link| matches!(link.target, Target::Anchor(_))).count();
        place.parent.is_none() && anchors >= 2 && Share::percent(90).is_reached(anchors, links.len())
    }

    /// Returns whether a list of one item is directly next to a contents list: another bullet begins a new list.
    pub(super) fn continues_contents(&self, node: NodeRef<'t, 't>, group: GroupId, place: Place) -> bool {
        if !self.is_single(node) || place.depth > 0 || place.parent.is_some() {
            return false;
        }
        let before = self.groups[..group as usize].iter().rev().find(|other| other.depth == 0);
        let follows = before.is_some_and(|before| {
            let between = self.source.text.get(before.range.end().into()..node.range().start().into());
            before.role == GroupRole::Contents && between.is_some_and(|between| between.trim().is_empty())
        });
        let mut leads = false;
        let mut next = self.tree.following(node);
        for _ in 0..SINGLES {
            let Some(list) = next.filter(|next| matches!(next.kind(), Kind::List { .. })) else { break };
            leads = self.is_contents(list, place);
            if leads || !self.is_single(list) {
                break;
            }
            next = self.tree.following(list);
        }
        if self.links_in(node.range()).is_empty() { follows && leads } else { follows || leads }
    }

    /// Returns whether a list has one item, and every link in it leads into the same text.
    fn is_single(&self, list: NodeRef<'t, 't>) -> bool {
        let links = &self.links[self.links_in(list.range())];
        links.len() < 2
            && links.iter().all(|link| matches!(link.target, Target::Anchor(_)))
            && list.children().count() == 1
    }

    /// Reads the items of a contents list. Lists nested in it have groups of their own, for the layout rules.
    pub(super) fn read_contents(&mut self, list: NodeRef<'t, 't>, group: GroupId, place: Place) {
        for item in list.children() {
            let head = self.item(item).head;
            if let Some(link) = self.links_in(head).next() {
                let depth = place.depth - self.groups[group as usize].depth;
                self.contents.push(ContentsItem { group, link: link as LinkId, range: item.range(), depth });
            }
            for nested in item.children() {
                let Kind::List { ordered } = nested.kind() else { continue };
                if place.depth < DEEPEST {
                    let inside = Place { depth: place.depth + 1, ..place };
                    let items = nested.children().map(NodeRef::range).collect();
                    let own = self.open_group(nested.range(), group_kind(nested, ordered), inside, items);
                    self.groups[own as usize].role = GroupRole::Contents;
                    self.read_contents(nested, group, inside);
                }
            }
        }
    }
}
