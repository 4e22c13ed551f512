//! The indentation of items: nested items are measured from their parent item, others from the margin.

use super::convention::{Convention, Topic};
use crate::{
    list::{EntryGroup, GroupId, GroupKind, GroupRole, List},
    votes::{Habit, Poll, criteria},
};

/// A tab reaches to the next multiple of this many columns.
/// <https://spec.commonmark.org/0.31.2/#tabs>
const TAB: usize = 4;

/// A set of items that share an indentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct IndentScope {
    /// Whether they are items of the contents list.
    pub contents: bool,
    /// For nested items, the number of columns from the parent item's bullet to its text: items below `- x` can have
    /// less indentation than items below `10. x`.
    pub inside: Option<usize>,
}

/// The parent item of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around<'t> {
    /// The spaces before its bullet.
    pub indent: &'t str,
    /// The column of its text, from 0.
    pub text_column: usize,
}

/// The indentation of the items of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indented<'t> {
    /// The group.
    pub group: GroupId,
    /// The items that it is compared with.
    pub scope: IndentScope,
    /// The parent item; none for a group that is not nested.
    pub around: Option<Around<'t>>,
    /// Whether it directly follows another list at the same level, ignoring blank lines.
    pub follows: bool,
}

/// The indentation of a list's items.
#[derive(Debug)]
pub struct Indents<'t> {
    /// The lists whose items' indentation can be measured, in document order.
    pub groups: Vec<Indented<'t>>,
    /// The votes; the answer is none for an indentation that does not begin like that of the parent item.
    poll: Poll<IndentScope, Option<&'t str>>,
}

impl<'t> Indents<'t> {
    /// Counts the votes.
    #[must_use]
    pub fn learn(list: &List<'t>) -> Self {
        let mut indents = Self { groups: Vec::new(), poll: Poll::new(&criteria::INDENT) };
        // The groups around the current one, by depth.
        let mut open: Vec<&EntryGroup> = Vec::new();
        let mut beside: Vec<Option<usize>> = Vec::new();
        for group in &list.groups {
            if !matches!(group.kind, GroupKind::Bullets { .. } | GroupKind::Numbered { .. }) || group.enclosed {
                continue;
            }
            open.truncate(group.depth as usize);
            let parent = open.last().copied();
            beside.truncate(group.depth as usize + 1);
            beside.resize(group.depth as usize + 1, None);
            let before = beside[group.depth as usize].replace(group.range.end().into());
            let nested = group.depth as usize == open.len();
            open.push(group);
            if !nested {
                continue;
            }
            let start = usize::from(group.range.start());
            let follows = before.is_some_and(|end| list.source.text[end..start].trim().is_empty());
            let around = match parent {
                None => None,
                Some(parent) => match around(list, parent, group) {
                    Some(around) => Some(around),
                    None => continue,
                },
            };
            let contents = group.role == GroupRole::Contents;
            let inside = around.map(|around| around.text_column - columns(around.indent, 0));
            let scope = IndentScope { contents, inside };
            indents.groups.push(Indented { group: group.id, scope, around, follows });
            indents.vote(list, group, scope, around);
        }
        // Items off the margin are a habit only if nearly all are off it: items at the margin are correct in every
        // other list.
        for (_, own) in indents.poll.iter_mut().filter(|(scope, _)| scope.inside.is_none()) {
            if own.leader().is_some_and(|(indent, _)| indent != Some("")) {
                own.judge_by(&criteria::OFF_MARGIN);
            }
        }
        indents
    }

    fn vote(&mut self, list: &List<'t>, group: &EntryGroup, scope: IndentScope, around: Option<Around<'t>>) {
        let question = self.poll.of_mut(scope);
        for item in &group.items {
            if let Some(indent) = indent(list, item.start().into()) {
                question.vote(relative(indent, around));
            }
        }
    }

    /// Returns the indentation of a scope.
    #[must_use]
    pub fn habit(&self, scope: IndentScope) -> Option<Habit<&'t str>> {
        let habit = self.poll.habit(scope)?;
        Some(Habit { value: habit.value?, evidence: habit.evidence })
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        // Items usually begin at the margin; the question arises only if some do not.
        let mut all: Vec<_> = self
            .poll
            .iter()
            .filter(|(scope, own)| scope.inside.is_some() || own.count(Some("")) < own.total())
            .collect();
        all.sort_by_key(|(scope, _)| (!scope.contents, scope.inside));
        for (scope, question) in all {
            let what = if scope.contents { "contents" } else { "entries" };
            let name = match scope.inside {
                None => what.to_owned(),
                Some(2) => format!("{what}, nested"),
                Some(columns) => format!("{what}, nested after markers of {columns} columns"),
            };
            let indent = |indent| match indent {
                Some("") => "not at all".to_owned(),
                indent => in_words(indent),
            };
            out.push(Convention::new(Topic::Indentation, name, "items", question.outcome(indent)));
        }
    }
}

/// Returns the parent item of a group; none if it does not begin its line.
fn around<'t>(list: &List<'t>, parent: &EntryGroup, group: &EntryGroup) -> Option<Around<'t>> {
    let following = parent.items.partition_point(|item| item.start() <= group.range.start());
    let item = parent.items.get(following.checked_sub(1)?)?;
    let indent = indent(list, item.start().into())?;
    let text = list.text(*item);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marker = columns(indent, 0) + digits + 1;
    let spaces = &text[digits + 1..];
    let spaces = &spaces[..spaces.len() - spaces.trim_start_matches([' ', '\t']).len()];
    let text_column = columns(spaces, marker);
    // More spaces begin indented code, and before a line ending there are no spaces.
    let text_column = if (1..=TAB).contains(&(text_column - marker)) { text_column } else { marker + 1 };
    Some(Around { indent, text_column })
}

/// Returns the spaces before an item's bullet; none if there is other text before it.
#[must_use]
pub fn indent<'t>(list: &List<'t>, item: usize) -> Option<&'t str> {
    let before = &list.source.text[..item];
    let spaces = &before[before.trim_end_matches([' ', '\t']).len()..];
    let line = &before[..before.len() - spaces.len()];
    (line.is_empty() || line.ends_with(['\n', '\u{feff}'])).then_some(spaces)
}

/// Returns an indentation, measured from that of the parent item.
#[must_use]
pub fn relative<'t>(indent: &'t str, around: Option<Around>) -> Option<&'t str> {
    match around {
        Some(around) => indent.strip_prefix(around.indent),
        None => Some(indent),
    }
}

/// Returns the column after `spaces` that begin at the column `from`.
#[must_use]
pub fn columns(spaces: &str, from: usize) -> usize {
    spaces.bytes().fold(from, |at, byte| if byte == b'\t' { at - at % TAB + TAB } else { at + 1 })
}

/// Describes an indentation.
#[must_use]
pub fn in_words(indent: Option<&str>) -> String {
    let Some(indent) = indent else { return "by tabs and spaces".to_owned() };
    let tabs = indent.bytes().filter(|byte| *byte == b'\t').count();
    match (tabs, indent.len() - tabs) {
        (0, 1) => "by 1 space".to_owned(),
        (0, spaces) => format!("by {spaces} spaces"),
        (1, 0) => "by a tab".to_owned(),
        (tabs, 0) => format!("by {tabs} tabs"),
        _ => "by tabs and spaces".to_owned(),
    }
}
