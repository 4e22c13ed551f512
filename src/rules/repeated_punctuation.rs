//! `repeated-punctuation`: a punctuation mark is repeated.

use std::ops::Range;

use memchr::memmem;

use crate::{
    diagnostic::Severity,
    markdown::Kind,
    range,
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule =
    Rule { severity: Severity::Info, checks: &[Check::List(check)], ..rule!("repeated-punctuation") };

fn check(cx: &mut Context) {
    let text = cx.list.source.text;
    let mut runs: Vec<Range<usize>> = Vec::new();
    for pair in ["!!", "??", ",,", ".."] {
        runs.extend(memmem::find_iter(text.as_bytes(), pair).filter_map(|at| run(text, at)));
    }
    if runs.is_empty() {
        return;
    }
    runs.sort_by_key(|run| run.start);
    let mut runs = runs.into_iter().peekable();
    for node in cx.list.tree.nodes_of([Kind::Text]) {
        let (start, end) = (usize::from(node.range().start()), usize::from(node.range().end()));
        while runs.next_if(|run| run.start < start).is_some() {}
        while let Some(run) = runs.next_if(|run| run.start < end) {
            let marks = &text[run.clone()];
            cx.report(range(run.start, run.end), format!("`{marks}` repeats a mark: one `{}` is enough", &marks[..1]));
        }
    }
}

/// Returns the run of one mark that starts here, if a word comes before it and a space or the end of the line after it.
fn run(text: &str, start: usize) -> Option<Range<usize>> {
    let mark = text[start..].chars().next()?;
    let before = text[..start].chars().next_back()?;
    if !before.is_alphanumeric() && !matches!(before, ')' | '"' | '”') {
        return None;
    }
    let end = text.len() - text[start..].trim_start_matches(mark).len();
    // Three or more full stops are an ellipsis.
    let trails = mark == '.' && end - start > 2;
    let ends = text[end..].chars().next().is_none_or(char::is_whitespace);
    (ends && !trails).then_some(start..end)
}
