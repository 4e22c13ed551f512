//! `line-endings`: some lines end in CRLF, others in LF.

use crate::{
    edit::{Edit, Fix, Phase},
    range,
    rule::{Check, Context, Fixes, Rule},
    source::LineEnding,
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Always, checks: &[Check::List(check)], ..rule!("line-endings") };

fn check(cx: &mut Context) {
    let source = cx.list.source;
    if source.odd_line_endings == 0 {
        return;
    }
    let usual = source.line_ending;
    // Adjacent lines are one finding: a pasted block is one mistake.
    let mut run: Vec<Edit> = Vec::new();
    let mut runs = Vec::new();
    for line in source.lines() {
        let text = &source.text[line.clone()];
        let ending = if text.ends_with("\r\n") { LineEnding::Crlf } else { LineEnding::Lf };
        if text.ends_with('\n') && ending != usual {
            let start = line.end - ending.as_str().len();
            run.push(Edit::replace(range(start, line.end), usual.as_str()));
        } else if !run.is_empty() {
            runs.push(std::mem::take(&mut run));
        }
    }
    runs.extend(Some(run).filter(|run| !run.is_empty()));
    let (has, expected) = match usual {
        LineEnding::Lf => ("CRLF", "LF"),
        LineEnding::Crlf => ("LF", "CRLF"),
    };
    for edits in runs {
        let lines = match edits.len() {
            1 => "this line ends".to_owned(),
            lines => format!("{lines} lines end"),
        };
        let Some(first) = edits.first().map(Edit::range) else { continue };
        cx.report(first, format!("{lines} in {has}: most lines of the file end in {expected}"))
            .help("use one kind of line ending: mixed ones make diffs noisy")
            .fix(Fix::safe(Phase::Layout, format!("end them in {expected}"), edits));
    }
}
