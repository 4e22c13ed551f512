//! `trailing-whitespace`: blanks at a line's end that break no line.

use std::ops::Range;

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
    let mut breaks: Option<Vec<Range<usize>>> = None;
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
        // What follows `- ` is in the item; without the blank, not every parser sees it there.
        if is_bare_marker(&text[..kept]) {
            continue;
        }
        // Without the blank, the backslash would break the line.
        if text[..kept].ends_with('\\') {
            continue;
        }
        let breaks = breaks.get_or_insert_with(|| {
            let nodes = cx.list.tree.nodes().filter(|node| node.kind() == Kind::HardBreak);
            nodes.map(|node| node.range().into()).collect()
        });
        let before = breaks.partition_point(|at| at.end < to);
        if kept > 0 && breaks.get(before).is_some_and(|at| at.start <= to) {
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

/// Whether a line is the marker of an item, or markers of quotes and items, and nothing else.
fn is_bare_marker(line: &str) -> bool {
    let is_marker = |word: &str| {
        let number = word.strip_suffix(['.', ')']).unwrap_or_default();
        matches!(word, "-" | "*" | "+" | ">") || !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    // `* * *` is a rule, and no item in an item.
    let is_rule = |mark: char| line.matches(mark).count() > 2 && line.chars().all(|c| c == mark || c.is_whitespace());
    if is_rule('*') || is_rule('-') {
        return false;
    }
    let mut words = line.split_ascii_whitespace();
    words.next_back().is_some_and(|last| last != ">" && is_marker(last)) && words.all(is_marker)
}
