//! `final-newline`: none, or several, line endings at the end of the file.

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "final-newline",
    severity: Severity::Warning,
    fixes: Fixes::Always,
    page: include_str!("../../rules/final-newline.md"),
    checks: &[Check::List(check)],
};

fn check(cx: &mut Context) {
    let source = cx.list.source;
    // Blanks at the end of a code block are code.
    let code = cx.list.opaque.last().map_or(0, |last| usize::from(last.end()));
    let kept = source.text.trim_end_matches([' ', '\t', '\r', '\n']).len().max(code);
    let end = source.text.len();
    let newline = source.line_ending.as_str();
    if kept <= source.body.into() || &source.text[kept..] == newline {
        return;
    }
    let lines = source.text[kept..].matches('\n').count();
    let message = match lines {
        0 => "no line ending at the end of the file".to_owned(),
        1 => "spaces at the end of the file".to_owned(),
        2 => "a blank line at the end of the file".to_owned(),
        _ => format!("{} blank lines at the end of the file", lines - 1),
    };
    let last = source.text[..kept].chars().next_back().map_or(0, char::len_utf8);
    let at = if lines < 2 { range(kept - last, kept) } else { range(kept, end) };
    cx.report(at, message).fix(Fix::safe(
        Phase::Layout,
        "end the file with one line ending",
        vec![Edit::replace(range(kept, end), newline)],
    ));
}
