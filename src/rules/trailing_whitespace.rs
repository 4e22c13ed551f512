//! `trailing-whitespace`: blanks at a line's end that break no line.

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    markdown::Kind,
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "trailing-whitespace",
    severity: Severity::Warning,
    fixes: Fixes::Always,
    page: include_str!("../../rules/trailing-whitespace.md"),
    checks: &[Check::List(check)],
};

fn check(cx: &mut Context) {
    let source = cx.list.source;
    let mut breaks: Option<Vec<usize>> = None;
    let mut opaque = cx.list.opaque.iter().peekable();
    for line in source.lines() {
        let text = source.text[line.clone()].trim_end_matches(['\n', '\r']);
        let kept = text.trim_end_matches([' ', '\t']).len();
        if kept == text.len() || line.start < source.body.into() {
            continue;
        }
        let (from, to) = (line.start + kept, line.start + text.len());
        while opaque.next_if(|next| usize::from(next.end()) <= from).is_some() {}
        if opaque.peek().is_some_and(|next| usize::from(next.start()) <= from) {
            continue;
        }
        // The last blank lines are the business of final-newline.
        if kept == 0 && source.text[to..].trim().is_empty() {
            break;
        }
        // Without the blank, the backslash would break the line.
        if text[..kept].ends_with('\\') {
            continue;
        }
        let breaks = breaks.get_or_insert_with(|| {
            let nodes = cx.list.tree.nodes().filter(|node| node.kind() == Kind::HardBreak);
            nodes.map(|node| node.range().start().into()).collect()
        });
        let before = breaks.partition_point(|at| *at < from);
        if kept > 0 && breaks.get(before).is_some_and(|at| *at <= to) {
            continue;
        }
        let what = if kept == 0 { "spaces on an empty line" } else { "spaces at the end of the line" };
        cx.report(range(from, to), what).help("they change nothing that a reader sees").fix(Fix::safe(
            Phase::Layout,
            "remove them",
            vec![Edit::delete(range(from, to))],
        ));
    }
}
