//! `entry-repeats-name`: a description begins by repeating the entry's name.

use crate::{
    diagnostic::Severity,
    list::Entry,
    range,
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule =
    Rule { severity: Severity::Info, checks: &[Check::Entry(check)], ..rule!("entry-repeats-name") };

fn check(entry: &Entry, cx: &mut Context) {
    let Some((title, at)) = entry.title.zip(cx.list.text_after_separator(entry)) else { return };
    let marks = ['*', '_', '`', ' '];
    let name = cx.text(title).trim_matches(marks);
    let text = cx.text(at).trim_start_matches(marks);
    let Some(start) = text.get(..name.len()).filter(|start| !name.is_empty() && start.eq_ignore_ascii_case(name))
    else {
        return;
    };
    // "Tea is a drink", "Tea: a drink"; in "Tea bags for all" the name is only a part of the sentence.
    let after = text[name.len()..].trim_start_matches(['*', '_', '`']);
    let verbs = [" is ", " are ", " was ", ": ", " - ", " – ", " — "];
    if !verbs.iter().any(|verb| after.starts_with(verb)) {
        return;
    }
    let from = usize::from(at.end()) - text.len();
    cx.report(range(from, from + start.len()), format!("the description repeats the name `{start}`"))
        .help("begin with what the entry is: readers have just read the name");
}
