//! How a list is laid out: its markers, and the blank lines between its entries.

use super::votes::{Quorum, Votes};
use crate::list::{EntryGroup, GroupKind, GroupRole, List};

/// A marker is the list's own where four in five of at least five items bear it.
pub(super) const MARKER: Quorum = Quorum { votes: 5, percent: 80 };

/// Markers by what the items are and how deep they are nested.
#[derive(Debug, Default)]
pub struct Markers {
    votes: Vec<(MarkerScope, Votes<u8>)>,
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
        markers
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
        self.votes(scope)?.convention(MARKER).copied()
    }

    /// Every scope and its votes.
    pub fn all(&self) -> impl Iterator<Item = (MarkerScope, &Votes<u8>)> {
        self.votes.iter().map(|(scope, votes)| (*scope, votes))
    }
}
