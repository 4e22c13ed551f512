//! How a list is laid out: its markers, and the blank lines above its headings and between its entries.

use super::votes::{Evidence, Quorum, Votes};
use crate::list::{EntryGroup, GroupId, GroupKind, GroupRole, List};

/// A marker is the list's own where four in five of at least five items bear it.
pub(super) const MARKER: Quorum = Quorum { votes: 5, percent: 80 };

/// What most headings, and most entries of a group, must share before the others are told: a blank line above them,
/// and how many.
pub const BLANK_LINES: Quorum = Quorum { votes: 5, percent: 80 };

/// Markers by what the items are and how deep they are nested.
#[derive(Debug, Default)]
pub struct Markers {
    votes: Vec<(MarkerScope, Votes<u8>)>,
    /// Groups that another bullet parts from the group beside them, sorted.
    parts: Vec<GroupId>,
    /// The marker that the configuration asks for.
    pub(super) pinned: Option<u8>,
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
    pub(super) fn learn(list: &List) -> Self {
        let mut markers = Self::default();
        for group in &list.groups {
            let GroupKind::Bullets { marker } = group.kind else { continue };
            let scope = Self::scope(group);
            let votes = match markers.votes.iter_mut().find(|(known, _)| *known == scope) {
                Some((_, votes)) => votes,
                None => {
                    markers.votes.push((scope, Votes::default()));
                    &mut markers.votes.last_mut().expect("one was pushed in the line above").1
                }
            };
            for _ in &group.items {
                votes.add(marker);
            }
        }
        markers.parts = markers.find_parts(list);
        markers
    }

    /// Has all bullets be `marker`, whatever the votes.
    pub(super) fn pin(&mut self, list: &List, marker: u8) {
        self.pinned = Some(marker);
        self.parts = self.find_parts(list);
    }

    fn find_parts(&self, list: &List) -> Vec<GroupId> {
        let mut parts = Vec::new();
        if self.votes.iter().all(|(_, votes)| votes.is_unanimous()) {
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
                GroupKind::Bullets { marker } => self.convention(Self::scope(group)).map(|own| own != marker),
                _ => None,
            };
            if between.trim().is_empty() && is_odd(before).zip(is_odd(group)).is_some_and(|(a, b)| a || b) {
                parts.extend([before.id, group.id]);
            }
        }
        parts.sort_unstable();
        parts
    }

    /// Whether a bullet that is not the list's own parts a group from the one beside it: what is one list to the
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

    /// The votes of a scope.
    #[must_use]
    pub fn votes(&self, scope: MarkerScope) -> Option<&Votes<u8>> {
        self.votes.iter().find(|(known, _)| *known == scope).map(|(_, votes)| votes)
    }

    /// The marker of a scope.
    #[must_use]
    pub fn convention(&self, scope: MarkerScope) -> Option<u8> {
        self.pinned.or_else(|| self.votes(scope)?.convention(MARKER).copied())
    }

    /// What a scope's marker rests on.
    #[must_use]
    pub fn evidence(&self, scope: MarkerScope, marker: u8) -> Evidence {
        match self.pinned {
            Some(_) => Evidence::Pinned,
            None => {
                let (with, all) = self.votes(scope).map_or((0, 0), |votes| (votes.count(&marker), votes.total()));
                Evidence::Votes { with, all }
            }
        }
    }

    /// Every scope and its votes.
    pub fn all(&self) -> impl Iterator<Item = (MarkerScope, &Votes<u8>)> {
        self.votes.iter().map(|(scope, votes)| (*scope, votes))
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
        let markers = Markers::learn(&list);
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
