//! `final-newline`: the file does not end with exactly one line ending.

use crate::{
    edit::{Edit, Fix, Phase},
    range,
    rule::{Check, Context, Fixes, Rule},
    text::line_start,
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Always, checks: &[Check::List(check)], ..rule!("final-newline") };

fn check(cx: &mut Context) {
    let source = cx.list.source;
    // Spaces at the end of a code block are code.
    let code = cx.list.opaque.last().map_or(0, |last| usize::from(last.end()));
    let kept = source.text.trim_end_matches([' ', '\t', '\r', '\n']).len().max(code);
    let end = source.text.len();
    // One line ending is right in either form, also after spaces.
    let after = &source.text[kept..];
    let first = kept + after.len() - after.trim_start_matches([' ', '\t']).len();
    if kept <= source.body.into() || matches!(&source.text[first..], "\n" | "\r\n") {
        return;
    }
    let lines = after.matches('\n').count();
    let message = match lines {
        0 => "no line ending at the end of the file".to_owned(),
        1 => "spaces after the last line ending of the file".to_owned(),
        2 => "a blank line at the end of the file".to_owned(),
        _ => format!("{} blank lines at the end of the file", lines - 1),
    };
    let at = match lines {
        0 => {
            let last = source.text[..kept].chars().next_back().map_or(0, char::len_utf8);
            range(kept - last, kept)
        }
        1 => range(line_start(source.text, end), end),
        _ => range(first, end),
    };
    let edit = Edit::replace(range(kept, end), source.line_ending.as_str());
    cx.report(at, message).fix(Fix::safe(Phase::Layout, "end the file with one line ending", vec![edit]));
}
