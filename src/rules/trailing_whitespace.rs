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
    yields_to: &["final-newline"],
    page: include_str!("../../rules/trailing-whitespace.md"),
    checks: &[Check::List(check)],
};

/// Lines that end in blanks, and how many of a hundred lines with text, before they are a habit.
const MANY: usize = 20;
const HABIT_PERCENT: usize = 25;

fn check(cx: &mut Context) {
    let source = cx.list.source;
    let mut breaks: Option<Vec<Range<usize>>> = None;
    let mut opaque = cx.list.opaque.iter().peekable();
    let first = cx.diagnostics.len();
    let (mut texts, mut ends) = (0, 0);
    for line in source.lines() {
        let text = source.text[line.clone()].trim_end_matches(['\n', '\r']);
        let kept = text.trim_end_matches([' ', '\t']).len();
        texts += usize::from(kept > 0);
        if kept == text.len() || line.start < source.body.into() {
            continue;
        }
        let (from, to) = (line.start + kept, line.start + text.len());
        while opaque.next_if(|next| usize::from(next.end()) <= from).is_some() {}
        if opaque.peek().is_some_and(|next| usize::from(next.start()) <= from) {
            continue;
        }
        // What follows `- ` is in the item; without the blank, not every parser sees it there.
        if text[..kept].ends_with(['-', '*', '+', '>', '.', ')']) && is_bare_marker(&text[..kept]) {
            continue;
        }
        // Without the blank, the backslash would break the line.
        if text[..kept].ends_with('\\') {
            continue;
        }
        // Not every parser takes a tab for a blank behind the hashes that close a heading.
        if text[..kept].ends_with('#') && text[kept..].contains('\t') {
            continue;
        }
        let breaks = breaks.get_or_insert_with(|| {
            let nodes = cx.list.tree.nodes_of([Kind::HardBreak]);
            nodes.map(|node| node.range().into()).collect()
        });
        let before = breaks.partition_point(|at| at.end < to);
        if kept > 0 && breaks.get(before).is_some_and(|at| at.start <= to) {
            continue;
        }
        ends += usize::from(kept > 0);
        let what = if kept == 0 { "spaces on an empty line" } else { "spaces at the end of the line" };
        cx.report(range(from, to), what).help("they change nothing that a reader sees").fix(Fix::safe(
            Phase::Layout,
            "remove them",
            vec![Edit::delete(range(from, to))],
        ));
    }
    // What a script or a hand does at every fourth line, or every second entry, is how the list is written.
    let entries = cx.list.entries.len();
    if ends >= MANY && (ends * 100 >= texts * HABIT_PERCENT || ends * 2 >= entries && entries >= MANY) {
        cx.diagnostics[first..].iter_mut().for_each(|finding| finding.severity = Severity::Info);
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
