//! `list-marker`: a bullet other than the list's own.

use crate::{
    conventions::layout::Markers,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    list::{EntryGroup, GroupKind},
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "list-marker",
    severity: Severity::Warning,
    fixes: Fixes::Always,
    page: include_str!("../../rules/list-marker.md"),
    checks: &[Check::Group(check)],
};

fn check(group: &EntryGroup, cx: &mut Context) {
    let GroupKind::Bullets { marker } = group.kind else { return };
    let scope = Markers::scope(group);
    let Some(own) = cx.conventions.markers.convention(scope).filter(|own| *own != marker) else { return };
    let Some(first) = group.items.first() else { return };
    // `* - [ ] x`: two markers in a row are told apart by being two.
    let line = cx.list.source.text[..first.start().into()].rfind('\n').map_or(0, |at| at + 1);
    if group.enclosed || !cx.list.source.text[line..first.start().into()].trim().is_empty() {
        return;
    }
    // `+ --` would become a thematic break.
    let breaks = |item: &crate::TextRange| {
        let text = cx.text(*item).lines().next().unwrap_or_default().get(1..).unwrap_or_default();
        !text.trim().is_empty() && text.bytes().all(|byte| byte == own || matches!(byte, b' ' | b'\t'))
    };
    if group.items.iter().any(breaks) {
        return;
    }
    let votes = cx.conventions.markers.votes(scope).map_or((0, 0), |votes| (votes.count(&own), votes.total()));
    let (own, marker) = (char::from(own), char::from(marker));
    let what = match group.items.len() {
        1 => format!("the bullet is `{marker}`"),
        items => format!("the bullets of these {items} items are `{marker}`"),
    };
    let edits = group.items.iter().map(|item| {
        let at = usize::from(item.start());
        Edit::replace(range(at, at + 1), own)
    });
    let fix = Fix::safe(Phase::Layout, format!("write `{own}`"), edits.collect());
    let start = usize::from(first.start());
    cx.report(range(start, start + 1), format!("{what}, {} of {} items here have `{own}`", votes.0, votes.1))
        .help("Markdown begins a new list where the bullet changes")
        .fix(fix);
}
