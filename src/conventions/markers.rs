//! The bullets of a list, for each depth.

use super::convention::{Convention, Topic};
use crate::{
    list::{EntryGroup, GroupId, GroupKind, GroupRole, List},
    votes::{Habit, Poll, criteria},
};

/// The bullets, by the kind of items and their depth.
#[derive(Debug)]
pub struct Markers {
    poll: Poll<MarkerScope, u8>,
    /// Groups that a different bullet splits from the adjacent group, sorted.
    parts: Vec<GroupId>,
}

/// A set of items that share a bullet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkerScope {
    /// Whether they are items of the contents list.
    pub contents: bool,
    /// The nesting depth.
    pub depth: u32,
}

impl Markers {
    /// Counts the votes, unless all bullets are `pinned`.
    pub(super) fn learn(list: &List, pinned: Option<u8>) -> Self {
        let mut poll = Poll::new(&criteria::BULLET);
        for group in &list.groups {
            if let GroupKind::Bullets { marker } = group.kind {
                let question = poll.of_mut(Self::scope(group));
                question.add(marker, group.items.len());
                if let Some(pinned) = pinned {
                    question.pin(pinned);
                }
            }
        }
        let mut markers = Self { poll, parts: Vec::new() };
        markers.parts = markers.find_parts(list);
        markers
    }

    fn find_parts(&self, list: &List) -> Vec<GroupId> {
        let mut parts = Vec::new();
        if self.poll.iter().all(|(_, question)| question.is_unanimous()) {
            return parts;
        }
        // The last group of each depth.
        let mut beside: Vec<Option<&EntryGroup>> = Vec::new();
        for group in &list.groups {
            beside.resize(group.depth as usize + 1, None);
            let before = beside[group.depth as usize].replace(group);
            let Some(before) = before.filter(|before| before.kind != group.kind) else { continue };
            let (start, end) = (before.range.end().into(), group.range.start().into());
            let between = list.source.text.get(start..end).unwrap_or("-");
            let is_odd = |group: &EntryGroup| match group.kind {
                GroupKind::Bullets { marker } => self.habit(Self::scope(group)).map(|own| own.value != marker),
                _ => None,
            };
            if between.trim().is_empty() && is_odd(before).zip(is_odd(group)).is_some_and(|(a, b)| a || b) {
                parts.extend([before.id, group.id]);
            }
        }
        parts.sort_unstable();
        parts
    }

    /// Returns whether an unusual bullet splits a group from the adjacent one. They are one list to the reader and two
    /// in Markdown, so neither can be checked as a whole.
    #[must_use]
    pub fn is_part(&self, group: GroupId) -> bool {
        self.parts.binary_search(&group).is_ok()
    }

    /// Returns the set of items that a group's items are compared with.
    #[must_use]
    pub fn scope(group: &EntryGroup) -> MarkerScope {
        MarkerScope { contents: group.role == GroupRole::Contents, depth: group.depth }
    }

    /// Returns the bullet of a scope.
    #[must_use]
    pub fn habit(&self, scope: MarkerScope) -> Option<Habit<u8>> {
        self.poll.habit(scope)
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        let mut all: Vec<_> = self.poll.iter().collect();
        all.sort_by_key(|(scope, _)| (!scope.contents, scope.depth));
        for (scope, question) in all {
            let what = if scope.contents { "contents" } else { "entries" };
            let name = match scope.depth {
                0 => what.to_owned(),
                depth => format!("{what}, level {}", u64::from(depth) + 1),
            };
            let marker = |marker: u8| char::from(marker).to_string();
            out.push(Convention::new(Topic::Bullets, name, "items", question.outcome(marker)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{markdown::Tree, source::Source};

    fn parts(text: &str) -> Vec<GroupId> {
        let source = Source::new(text).unwrap();
        let tree = Tree::parse(&source);
        let list = List::read(&source, &tree);
        let markers = Markers::learn(&list, None);
        (0..list.groups.len() as GroupId).filter(|&group| markers.is_part(group)).collect()
    }

    #[test]
    fn an_odd_bullet_parts_a_list() {
        for (text, expected) in [
            ("- a\n- b\n- c\n- d\n- e\n", &[][..]),
            ("- a\n- b\n- c\n- d\n* e\n", &[0, 1]),
            ("- a\n- b\n* c\n- d\n- e\n", &[0, 1, 2]),
            ("- a\n- b\n\n* c\n\n- d\n- e\n", &[0, 1, 2]),
            // There is text between them.
            ("- a\n- b\n- c\n- d\n\nText.\n\n* e\n", &[]),
            // No bullet is the usual one.
            ("- a\n- b\n* c\n* d\n- e\n", &[]),
            // The groups are nested in one item.
            ("- a\n  - b\n  - c\n  * d\n  - e\n  - f\n", &[1, 2, 3]),
            // They are nested in two.
            ("- a\n  - b\n  - c\n- d\n  * e\n- f\n  - g\n  - h\n", &[]),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }
}
