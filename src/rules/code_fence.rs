//! `code-fence`: code fenced by another character than the list's.

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
    name: "code-fence",
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/code-fence.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

/// What the fences of a list must share before the others are reported.
const QUORUM: Quorum = Quorum { votes: 5, percent: 80 };

fn check(cx: &mut Context) {
    let mut votes = Votes::default();
    let blocks: Vec<(char, TextRange)> =
        cx.list.tree.nodes_of([Kind::CodeBlock]).filter_map(|node| Some((fence(node.text())?, node.range()))).collect();
    for (mark, _) in &blocks {
        votes.add(*mark);
    }
    let Some(&own) = votes.convention(QUORUM) else { return };
    let count = votes.count(&own);
    for (mark, place) in blocks.into_iter().filter(|(mark, _)| *mark != own) {
        let (text, start) = (cx.text(place), usize::from(place.start()));
        let first_line = text.lines().next().unwrap_or_default();
        let length = marks(text, mark);
        if needs_other(text, first_line, own) {
            continue;
        }
        let first_line = first_line.len();
        let message = format!("the fence is of {}, {count} of {} here are of {}", name(mark), votes.total(), name(own));
        let last = text.rfind('\n').map_or(0, |at| at + 1);
        let closing = text[last..].trim_start_matches([' ', '>', '\t']);
        let closes = last > 0 && closing.trim_end().chars().all(|c| c == mark) && closing.trim_end().len() >= length;
        let fix = closes.then(|| {
            let fence: String = std::iter::repeat_n(own, length).collect();
            let end = text.trim_end().len();
            let closing_at = end - closing.trim_end().len();
            let edits = vec![
                Edit::replace(range(start, start + length), &*fence),
                Edit::replace(range(start + closing_at, start + end), fence),
            ];
            Fix::safe(Phase::Layout, format!("fence it with {}", name(own)), edits)
        });
        cx.report(range(start, start + first_line), message).fix = fix;
    }
}

/// Whether a block that is fenced otherwise would end early, or be none: a line of its code looks like a fence, or
/// backticks stand in its info string (<https://spec.commonmark.org/0.31.2/#info-strings>).
fn needs_other(text: &str, first_line: &str, own: char) -> bool {
    let is_fence = |line: &str| marks(line.trim_start_matches([' ', '>', '\t']), own) >= 3;
    own == '`' && first_line.contains(own) || text.lines().skip(1).any(is_fence)
}

fn name(mark: char) -> &'static str {
    if mark == '`' { "backticks" } else { "tildes" }
}

fn fence(block: &str) -> Option<char> {
    ['`', '~'].into_iter().find(|&mark| marks(block, mark) >= 3)
}

fn marks(block: &str, mark: char) -> usize {
    block.len() - block.trim_start_matches(mark).len()
}
