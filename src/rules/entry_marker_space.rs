//! `entry-marker-space`: `-[x](u)` is no list item, so the entry vanishes in the text above.

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    list::{GroupKind, GroupRole},
    markdown::Kind,
    range,
    rule::{Check, Context, Fixes, Rule},
    source::LineCursor,
};

pub(super) static RULE: Rule = Rule {
    name: "entry-marker-space",
    severity: Severity::Error,
    fixes: Fixes::Always,
    page: include_str!("../../rules/entry-marker-space.md"),
    checks: &[Check::List(check)],
};

fn check(cx: &mut Context) {
    let bullets = cx.list.groups.iter().any(|group| {
        matches!(group.kind, GroupKind::Bullets { .. }) && group.role == GroupRole::Entries && !group.enclosed
    });
    if !bullets {
        return;
    }
    let text = cx.list.source.text;
    let mut found = Vec::new();
    let mut lines = LineCursor::new(text);
    let mut before: Option<(Kind, usize)> = None;
    for node in cx.list.tree.nodes() {
        let start = usize::from(node.range().start());
        if matches!(node.kind(), Kind::Link(_) | Kind::Strong)
            && let Some((Kind::Text, end)) = before
            && end == start
            && text[..end].ends_with(['-', '*', '+'])
        {
            let line = lines.at(end - 1).start;
            let has_link = node.kind() != Kind::Strong || node.descendants().any(|node| node.link().is_some());
            if text[line..end - 1].trim().is_empty() && has_link {
                found.push((end, node.range()));
            }
        }
        before = Some((node.kind(), node.range().end().into()));
    }
    for (end, link) in found {
        let (marker, shown) = (&text[end - 1..end], cx.text(link));
        let shown = match shown.char_indices().nth(60) {
            Some((cut, _)) => format!("{}…", &shown[..cut]),
            None => shown.to_owned(),
        };
        cx.report(
            range(end - 1, end),
            format!("`{marker}{shown}` is not a list item: there is no space after the `{marker}`"),
        )
        .help("Markdown takes the line for text, and the entry runs into the one above")
        .fix(Fix::safe(
            Phase::Content,
            "add a space after the bullet",
            vec![Edit::insert(crate::offset(end), " ")],
        ));
    }
}
