//! `emphasis-marker`: emphasis has a different marker from the list's other emphasis.

use crate::{
    TextRange,
    conventions::marks::emphasis_mark,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    markdown::Kind,
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    severity: Severity::Info,
    fixes: Fixes::Sometimes,
    checks: &[Check::List(check)],
    ..rule!("emphasis-marker")
};

fn check(cx: &mut Context) {
    let marks = cx.conventions.marks();
    let habits = [false, true].map(|strong| marks.emphasis.habit(strong));
    let nodes = cx.list.tree.nodes_of([Kind::Emphasis, Kind::Strong]);
    let odd = nodes.filter_map(|node| {
        let strong = node.kind() == Kind::Strong;
        let habit = habits[usize::from(strong)].filter(|habit| habit.value != emphasis_mark(node.text()))?;
        Some((strong, habit, node.range()))
    });
    let odd: Vec<_> = odd.collect();
    for (strong, habit, place) in odd {
        let length = 1 + usize::from(strong);
        let written = &cx.text(place)[..length];
        let marker: String = std::iter::repeat_n(char::from(habit.value), length).collect();
        let what = if strong { "strong text" } else { "emphasis" };
        let why = habit.evidence.say(&format!("here are marked with `{marker}`"), &format!("`{marker}`"));
        let message = format!("{what} is marked with `{written}`: {why}");
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

/// Whether other marks would be read in the same way. Outside them are spaces or punctuation such as brackets (before
/// the opening mark only if a letter follows it), and there are no marks inside.
/// <https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis>
fn is_plain(place: TextRange, length: usize, cx: &Context) -> bool {
    let text = cx.list.source.text;
    let (start, end) = (usize::from(place.start()), usize::from(place.end()));
    let inner = text[start..end].get(length..end - start - length).unwrap_or_default();
    let is_mark = |c: char| matches!(c, '(' | ')' | '[' | ']' | ',' | '.' | ':');
    let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
    // Between two punctuation marks, it could also close emphasis.
    let opens = inner.starts_with(char::is_alphanumeric);
    before.is_none_or(|c| c.is_whitespace() || is_mark(c) && opens)
        && after.is_none_or(|c| c.is_whitespace() || is_mark(c))
        && !inner.is_empty()
        && !inner.contains(['*', '_', '\\', '\n'])
}
