//! How far a list indents its items: those that are nested, measured from the item they stand in, and those that are
//! not, measured from the margin.

use super::convention::{Convention, Topic};
use crate::{
    list::{EntryGroup, GroupId, GroupKind, GroupRole, List},
    votes::{Habit, Poll, criteria},
};

/// A tab reaches to the next multiple of this many columns.
/// <https://spec.commonmark.org/0.31.2/#tabs>
const TAB: usize = 4;

/// Items that share an indentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct IndentScope {
    /// Whether they are the contents list.
    pub contents: bool,
    /// For nested items how many columns lie between the marker of the item around them and its text: what stands
    /// in `- x` can be indented less than what stands in `10. x`.
    pub inside: Option<usize>,
}

/// The item that a group is nested in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around<'t> {
    /// The blanks before its marker.
    pub indent: &'t str,
    /// The column at which its text begins, from 0.
    pub text_column: usize,
}

/// Where the items of a group stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indented<'t> {
    /// The group.
    pub group: GroupId,
    /// What its items are compared with.
    pub scope: IndentScope,
    /// The item that it is nested in; none for a group that is not nested.
    pub around: Option<Around<'t>>,
    /// Whether it directly follows another list beside it, but for blank lines.
    pub follows: bool,
}

/// The indentation of a list's items.
#[derive(Debug)]
pub struct Indents<'t> {
    /// Each list whose items' indentation can be told, in document order.
    pub groups: Vec<Indented<'t>>,
    /// None stands for an indentation that does not begin like that of the item around it.
    poll: Poll<IndentScope, Option<&'t str>>,
}

impl<'t> Indents<'t> {
    /// Takes the votes.
    #[must_use]
    pub fn learn(list: &List<'t>) -> Self {
        let mut indents = Self { groups: Vec::new(), poll: Poll::new(&criteria::INDENT) };
        // The groups around the one that is looked at, by depth.
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
        // That items are off the margin is a habit only where nearly all are: those that are not are right everywhere
        // else.
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

    /// The indentation of a scope.
    #[must_use]
    pub fn habit(&self, scope: IndentScope) -> Option<Habit<&'t str>> {
        let habit = self.poll.habit(scope)?;
        Some(Habit { value: habit.value?, evidence: habit.evidence })
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        // Items usually begin at the margin; only where some do not is there a question.
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
                Some(columns) => format!("{what}, nested behind markers of {columns} columns"),
            };
            let indent = |indent| match indent {
                Some("") => "not at all".to_owned(),
                indent => in_words(indent),
            };
            out.push(Convention::new(Topic::Indentation, name, "items", question.outcome(indent)));
        }
    }
}

/// The item that a group is nested in, and none where that does not begin its line.
fn around<'t>(list: &List<'t>, parent: &EntryGroup, group: &EntryGroup) -> Option<Around<'t>> {
    let behind = parent.items.partition_point(|item| item.start() <= group.range.start());
    let item = parent.items.get(behind.checked_sub(1)?)?;
    let indent = indent(list, item.start().into())?;
    let text = list.text(*item);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marker = columns(indent, 0) + digits + 1;
    let blanks = &text[digits + 1..];
    let blanks = &blanks[..blanks.len() - blanks.trim_start_matches([' ', '\t']).len()];
    let text_column = columns(blanks, marker);
    // More blanks begin indented code, and none stand before a line ending.
    let text_column = if (1..=TAB).contains(&(text_column - marker)) { text_column } else { marker + 1 };
    Some(Around { indent, text_column })
}

/// The blanks before an item's marker, and none where something else stands there.
#[must_use]
pub fn indent<'t>(list: &List<'t>, item: usize) -> Option<&'t str> {
    let before = &list.source.text[..item];
    let blanks = &before[before.trim_end_matches([' ', '\t']).len()..];
    let line = &before[..before.len() - blanks.len()];
    (line.is_empty() || line.ends_with(['\n', '\u{feff}'])).then_some(blanks)
}

/// An indentation measured from that of the item around it.
#[must_use]
pub fn relative<'t>(indent: &'t str, around: Option<Around>) -> Option<&'t str> {
    match around {
        Some(around) => indent.strip_prefix(around.indent),
        None => Some(indent),
    }
}

/// The column behind blanks that begin at a column.
#[must_use]
pub fn columns(blanks: &str, from: usize) -> usize {
    blanks.bytes().fold(from, |at, byte| if byte == b'\t' { at - at % TAB + TAB } else { at + 1 })
}

/// An indentation in words.
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
