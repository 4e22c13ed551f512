//! `emphasis-marker`: emphasis marked by another character than the list's.

use crate::{
    TextRange,
    conventions::votes::{Quorum, Votes},
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    markdown::Kind,
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "emphasis-marker",
    severity: Severity::Info,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/emphasis-marker.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

/// What emphasis of one strength must share before the others are reported: two marks often have two uses.
const QUORUM: Quorum = Quorum { votes: 10, percent: 90 };

fn check(cx: &mut Context) {
    let mut votes: [Votes<u8>; 2] = Default::default();
    let nodes = || cx.list.tree.nodes_of([Kind::Emphasis, Kind::Strong]);
    for node in nodes() {
        votes[usize::from(node.kind() == Kind::Strong)].add(mark(node.text()));
    }
    let own = [votes[0].convention(QUORUM).copied(), votes[1].convention(QUORUM).copied()];
    let departs = |strong: bool, text: &str| own[usize::from(strong)].is_some_and(|own| own != mark(text));
    let found: Vec<(bool, TextRange)> = nodes()
        .map(|node| (node.kind() == Kind::Strong, node))
        .filter(|(strong, node)| departs(*strong, node.text()))
        .map(|(strong, node)| (strong, node.range()))
        .collect();
    for (strong, place) in found {
        let Some(own) = own[usize::from(strong)] else { continue };
        let votes = &votes[usize::from(strong)];
        let length = 1 + usize::from(strong);
        let written = &cx.text(place)[..length];
        let marker: String = std::iter::repeat_n(char::from(own), length).collect();
        let (what, count) = (if strong { "strong text" } else { "emphasis" }, votes.count(&own));
        let message = format!("{what} is marked `{written}`, {count} of {} here are marked `{marker}`", votes.total());
        let fix = is_plain(place, length, cx).then(|| {
            let (start, end) = (usize::from(place.start()), usize::from(place.end()));
            let edits = vec![
                Edit::replace(range(start, start + length), &*marker),
                Edit::replace(range(end - length, end), &*marker),
            ];
            Fix::safe(Phase::Layout, format!("write `{marker}`"), edits)
        });
        cx.report(place, message).fix = fix;
    }
}

fn mark(text: &str) -> u8 {
    text.bytes().next().unwrap_or(b'*')
}

/// Whether other marks leave everything as it is: blanks beside them, or brackets and the like, in front with a letter
/// on the inner side, and no marks inside.
/// <https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis>
fn is_plain(place: TextRange, length: usize, cx: &Context) -> bool {
    let text = cx.list.source.text;
    let (start, end) = (usize::from(place.start()), usize::from(place.end()));
    let inner = text[start..end].get(length..end - start - length).unwrap_or_default();
    let is_mark = |c: char| matches!(c, '(' | ')' | '[' | ']' | ',' | '.' | ':');
    let (before, behind) = (text[..start].chars().next_back(), text[end..].chars().next());
    // Between two marks it could close an emphasis as well as open one.
    let opens = inner.starts_with(char::is_alphanumeric);
    before.is_none_or(|c| c.is_whitespace() || is_mark(c) && opens)
        && behind.is_none_or(|c| c.is_whitespace() || is_mark(c))
        && !inner.is_empty()
        && !inner.contains(['*', '_', '\\', '\n'])
}
