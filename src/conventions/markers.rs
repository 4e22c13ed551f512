//! The bullets of a list, at each depth.

use super::convention::{Convention, Topic};
use crate::{
    list::{EntryGroup, GroupId, GroupKind, GroupRole, List},
    votes::{Habit, Poll, criteria},
};

/// Markers by what the items are and how deep they are nested.
#[derive(Debug)]
pub struct Markers {
    poll: Poll<MarkerScope, u8>,
    /// Groups that another bullet splits from the group beside them, sorted.
    parts: Vec<GroupId>,
}

/// Items that share a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkerScope {
    /// Whether they are the contents list.
    pub contents: bool,
    /// How deep they are nested.
    pub depth: u32,
}

impl Markers {
    /// Takes the votes, unless `pinned` is what all bullets should be.
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

    /// Whether a bullet that is not the list's own splits a group from the one beside it: what is one list to the
    /// reader is two to Markdown, and neither can be judged as a whole.
    #[must_use]
    pub fn is_part(&self, group: GroupId) -> bool {
        self.parts.binary_search(&group).is_ok()
    }

    /// The items that a group's items are compared with.
    #[must_use]
    pub fn scope(group: &EntryGroup) -> MarkerScope {
        MarkerScope { contents: group.role == GroupRole::Contents, depth: group.depth }
    }

    /// The marker of a scope.
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
            // Text stands between them.
            ("- a\n- b\n- c\n- d\n\nText.\n\n* e\n", &[]),
            // No bullet is the list's own.
            ("- a\n- b\n* c\n* d\n- e\n", &[]),
            // The parts are nested in one item.
            ("- a\n  - b\n  - c\n  * d\n  - e\n  - f\n", &[1, 2, 3]),
            // They are nested in two.
            ("- a\n  - b\n  - c\n- d\n  * e\n- f\n  - g\n  - h\n", &[]),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }
}
