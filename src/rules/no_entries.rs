//! `no-entries`: nothing in the file was recognised as an entry.

use crate::{
    diagnostic::Severity,
    range,
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule = Rule { severity: Severity::Error, checks: &[Check::List(check)], ..rule!("no-entries") };

fn check(cx: &mut Context) {
    if !cx.list.entries.is_empty() {
        return;
    }
    let text = cx.list.source.text;
    let body = usize::from(cx.list.source.body);
    let start = body + text[body..].len() - text[body..].trim_start().len();
    let first_line = text[start..].lines().next().unwrap_or_default();
    let links = cx.list.links.len();
    let message = match links {
        0 => "0 entries recognised: the file has no links".to_owned(),
        1 => "0 entries recognised in a file with 1 link".to_owned(),
        _ => format!("0 entries recognised in a file with {links} links"),
    };
    cx.report(range(start, start + first_line.len()), message)
        .help("an entry is a list item or a table row with a link; is this the right file?");
}
