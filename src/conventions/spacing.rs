//! The spaces between a bullet and its text.

use super::{
    convention::{Convention, Topic},
    indents::{columns, indent},
};
use crate::{
    characters::spaces_in_words,
    list::{EntryGroup, GroupKind, GroupRole, List},
    votes::{Habit, Poll, criteria},
};

/// With more spaces than this, an item begins with indented code.
/// <https://spec.commonmark.org/0.31.2/#list-items>
const MOST: usize = 4;

/// The spaces after the bullets of a list, with contents lists separate.
#[derive(Debug)]
pub struct BulletSpaces<'t> {
    poll: Poll<bool, &'t str>,
}

/// A bullet at the start of a line with text after it.
#[derive(Debug, Clone, Copy)]
pub struct SpacedBullet<'t> {
    /// The byte offset of the bullet.
    pub start: usize,
    /// The byte offset of the item's end.
    pub end: usize,
    /// The column of the bullet, from 0.
    pub column: usize,
    /// The column of its text, from 0.
    pub text_column: usize,
    /// The spaces between them.
    pub gap: &'t str,
}

/// Returns whether the bullets of a group are compared, and if so, whether with those of contents lists.
#[must_use]
pub fn scope(group: &EntryGroup) -> Option<bool> {
    let is_compared = matches!(group.kind, GroupKind::Bullets { .. }) && !group.enclosed;
    is_compared.then_some(group.role == GroupRole::Contents)
}

/// Returns the bullets of a group that are compared.
pub fn bullets<'l, 't>(
    list: &'l List<'t>,
    group: &'l EntryGroup,
) -> impl Iterator<Item = SpacedBullet<'t>> + use<'l, 't> {
    group.items.iter().filter_map(move |item| {
        let (start, end) = (usize::from(item.start()), usize::from(item.end()));
        let column = columns(indent(list, start)?, 0);
        let after = list.source.text[start..end].get(1..)?;
        let gap = &after[..after.len() - after.trim_start_matches([' ', '\t']).len()];
        let text_column = columns(gap, column + 1);
        let has_text = !gap.is_empty() && gap.len() < after.len() && !after[gap.len()..].starts_with(['\n', '\r']);
        (has_text && text_column - column - 1 <= MOST).then_some(SpacedBullet { start, end, column, text_column, gap })
    })
}

impl<'t> BulletSpaces<'t> {
    pub(super) fn learn(list: &List<'t>) -> Self {
        let mut poll = Poll::new(&criteria::BULLET_SPACES);
        for group in &list.groups {
            if let Some(contents) = scope(group) {
                bullets(list, group).for_each(|bullet| poll.vote(contents, bullet.gap));
            }
        }
        Self { poll }
    }

    /// Returns the spaces after the bullets of contents lists, or of the others.
    #[must_use]
    pub fn habit(&self, contents: bool) -> Option<Habit<&'t str>> {
        self.poll.habit(contents)
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        for (contents, question) in self.poll.iter() {
            let scope = if contents { "contents" } else { "entries" };
            out.push(Convention::new(Topic::BulletSpaces, scope, "items", question.outcome(spaces_in_words)));
        }
    }
}
