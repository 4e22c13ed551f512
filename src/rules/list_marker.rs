//! `list-marker`: a bullet differs from the bullets of the list's other items.

use crate::{
    conventions::markers::Markers,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts::Target,
    list::{Entry, EntryGroup, GroupKind, GroupRole},
    range,
    rule::{Check, Context, Fixes, Rule},
    text::line_start,
    votes::{Evidence, Share},
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Always, checks: &[Check::Group(check)], ..rule!("list-marker") };

fn check(group: &EntryGroup, cx: &mut Context) {
    let GroupKind::Bullets { marker } = group.kind else { return };
    let scope = Markers::scope(group);
    let Some(habit) = cx.conventions.markers.habit(scope).filter(|usual| usual.value != marker) else { return };
    let usual = habit.value;
    let Some(first) = group.items.first() else { return };
    // `* - [ ] x`: two bullets in a row may differ on purpose.
    let line = line_start(cx.list.source.text, first.start().into());
    if group.enclosed || !cx.list.source.text[line..first.start().into()].trim().is_empty() {
        return;
    }
    // `+ --` would become a thematic break.
    let breaks = |item: &crate::TextRange| {
        let text = cx.text(*item).lines().next().unwrap_or_default().get(1..).unwrap_or_default();
        !text.trim().is_empty() && text.bytes().all(|byte| byte == usual || matches!(byte, b' ' | b'\t'))
    };
    if group.items.iter().any(breaks) {
        return;
    }
    let (usual, marker) = (char::from(usual), char::from(marker));
    let what = match group.items.len() {
        1 => format!("the bullet is `{marker}`"),
        items => format!("the bullets of these {items} items are `{marker}`"),
    };
    let edits = group.items.iter().map(|item| {
        let at = usize::from(item.start());
        Edit::replace(range(at, at + 1), usual)
    });
    let fix = Fix::safe(Phase::Layout, format!("write `{usual}`"), edits.collect());
    let start = usize::from(first.start());
    let apart = is_prose(group, cx) && stands_alone(group, cx);
    let why = habit.evidence.say(&format!("items here have `{usual}`"), &format!("`{usual}`"));
    let finding = cx.report(range(start, start + 1), format!("{what}: {why}"));
    if apart && habit.evidence != Evidence::Pinned {
        finding.severity(Severity::Info);
    }
    finding.help("use one bullet: Markdown begins a new list where the bullet changes").fix(fix);
}

/// Whether fewer than half of the items begin with a link to another page, as entries do.
fn is_prose(group: &EntryGroup, cx: &Context) -> bool {
    let begins = |entry: &Entry| {
        cx.list.link_of(entry).is_some_and(|link| {
            let before =
                &cx.list.source.text[entry.head.start().into()..link.range.start().max(entry.head.start()).into()];
            !matches!(link.target, Target::Anchor(_)) && !before.contains(char::is_alphanumeric)
        })
    };
    let linked = group.entries.iter().filter(|&&id| begins(cx.list.entry(id))).count();
    group.role == GroupRole::Other || !Share::HALF.is_reached(linked, group.items.len())
}

/// Whether no list is directly above or below. Then the bullet splits no list.
fn stands_alone(group: &EntryGroup, cx: &Context) -> bool {
    let text = cx.list.source.text;
    // A line of bullets is a thematic break, not an item.
    let is_item = |line: Option<&str>| {
        line.and_then(|line| line.trim_start().strip_prefix(['-', '*', '+']))
            .is_some_and(|item| item.starts_with([' ', '\t']) && item.contains(|c: char| !matches!(c, ' ' | '-' | '*')))
    };
    let above = text[..group.range.start().into()].trim_end();
    // An item above can have several lines, so an indented line counts as one.
    let above = above.lines().next_back();
    !is_item(above)
        && !above.is_some_and(|line| line.starts_with([' ', '\t']))
        && !is_item(text[group.range.end().into()..].trim_start().lines().next())
}
