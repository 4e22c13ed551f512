//! `code-fence`: a code block has a different fence from the list's other code blocks.

use crate::{
    TextRange,
    conventions::marks::{fence_length, fence_mark, fence_name},
    edit::{Edit, Fix, Phase},
    markdown::Kind,
    range,
    rule::{Check, Context, Fixes, Rule},
    text::line_start,
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Sometimes, checks: &[Check::List(check)], ..rule!("code-fence") };

fn check(cx: &mut Context) {
    let Some(habit) = cx.conventions.marks().fence.habit() else { return };
    let usual = habit.value;
    let nodes = cx.list.tree.nodes_of([Kind::CodeBlock]);
    let blocks: Vec<(char, TextRange)> =
        nodes.filter_map(|node| Some((fence_mark(node.text())?, node.range()))).collect();
    for (mark, place) in blocks.into_iter().filter(|(mark, _)| *mark != usual) {
        let (text, start) = (cx.text(place), usize::from(place.start()));
        let first_line = text.lines().next().unwrap_or_default();
        let length = fence_length(text, mark);
        if needs_other(text, first_line, usual) {
            continue;
        }
        let first_line = first_line.len();
        let why = habit.evidence.say(&format!("here have {}", fence_name(usual)), fence_name(usual));
        let message = format!("the code block is fenced with {}: {why}", fence_name(mark));
        let last = line_start(text, text.len());
        let closing = text[last..].trim_start_matches([' ', '>', '\t']);
        let closes = last > 0 && closing.trim_end().chars().all(|c| c == mark) && closing.trim_end().len() >= length;
        let fix = closes.then(|| {
            let fence: String = std::iter::repeat_n(usual, length).collect();
            let end = text.trim_end().len();
            let closing_at = end - closing.trim_end().len();
            let edits = vec![
                Edit::replace(range(start, start + length), &*fence),
                Edit::replace(range(start + closing_at, start + end), fence),
            ];
            Fix::safe(Phase::Layout, format!("fence it with {}", fence_name(usual)), edits)
        });
        cx.report(range(start, start + first_line), message).fix = fix;
    }
}

/// Whether a block with the usual fence would end early or be no code block: a line of its code looks like that fence,
/// or its info string contains backticks (<https://spec.commonmark.org/0.31.2/#info-strings>).
fn needs_other(text: &str, first_line: &str, usual: char) -> bool {
    let is_fence = |line: &str| fence_length(line.trim_start_matches([' ', '>', '\t']), usual) >= 3;
    usual == '`' && first_line.contains(usual) || text.lines().skip(1).any(is_fence)
}
