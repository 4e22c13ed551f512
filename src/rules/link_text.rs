//! `link-text`: the text or the target of a link begins or ends with spaces or invisible characters.

use crate::{
    TextRange,
    characters::{LineDirection, is_directional, is_invisible, is_space},
    edit::{Edit, Fix, Phase},
    list::Link,
    markdown::LinkStyle,
    range,
    rule::{Check, Context, Fixes, Rule},
    text::on_one_line,
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Always, checks: &[Check::List(check)], ..rule!("link-text") };

fn check(cx: &mut Context) {
    let mut direction = LineDirection::default();
    for link in cx.list.links.iter().filter(|link| link.style == LinkStyle::Inline && !link.html) {
        check_label(link, &mut direction, cx);
        check_target(link, cx);
    }
}

fn check_label(link: &Link, direction: &mut LineDirection, cx: &mut Context) {
    let text = cx.list.source.text;
    let label = cx.text(link.label);
    let start = usize::from(link.label.start());
    // Right-to-left text needs the characters that set its direction.
    let mut is_edge =
        |c: char| is_space(c) || is_invisible(c) && !(is_directional(c) && direction.is_right_to_left(text, start));
    let head = label.len() - label.trim_start_matches(&mut is_edge).len();
    if head == label.len() {
        // A text that consists only of such characters has no edges.
        return;
    }
    let tail = label.trim_end_matches(is_edge).len();
    if head == 0 && tail == label.len() {
        return;
    }
    let before = text[..link.range.start().into()].chars().next_back();
    let after = text[link.range.end().into()..].chars().next();
    let mut edits = Vec::new();
    let mut parts = Vec::new();
    for (at, outside, neighbour) in [
        (range(start, start + head), link.range.start(), before),
        (range(start + tail, start + label.len()), link.range.end(), after),
    ] {
        if at.is_empty() {
            continue;
        }
        parts.push(at);
        // A space that separates the link from a word moves out of the link. Any other is removed.
        if text[at].contains(char::is_whitespace) && neighbour.is_some_and(char::is_alphanumeric) {
            edits.push(Edit::insert(outside, " "));
        }
        edits.push(Edit::delete(at));
    }
    let all_plain = parts.iter().all(|&at| text[at].chars().all(|c| c == ' ' || c == '\t'));
    let what = if all_plain { "spaces" } else { "invisible characters" };
    let shown = on_one_line(&label[head..tail]);
    let edge = match (head > 0, tail < label.len()) {
        (true, true) => "at both ends",
        (true, false) => "at the start",
        _ => "at the end",
    };
    let finding = cx.report(parts[0], format!("{what} {edge} of the text of the link `{shown}`"));
    finding.help("remove them: they are underlined with the link, or copied with its text");
    finding.fix(Fix::safe(Phase::Content, "remove them", edits));
    if let Some(&end) = parts.get(1) {
        finding.label(end, "the other end");
    }
}

fn check_target(link: &Link, cx: &mut Context) {
    let Some(destination) = link.destination.filter(|destination| !destination.is_empty()) else { return };
    let text = cx.list.source.text;
    let open = usize::from(link.label.end()) + 2;
    let (start, end) = (usize::from(destination.start()), usize::from(destination.end()));
    if open > start || !text[open..start].chars().all(|c| c == ' ') {
        return;
    }
    let close = usize::from(link.range.end()) - 1;
    if open == start && end == close {
        return;
    }
    let after = if text[end..close].chars().all(|c| c == ' ') {
        range(end, close)
    } else {
        TextRange::empty(destination.end())
    };
    let padding: Vec<TextRange> = [range(open, start), after].into_iter().filter(|part| !part.is_empty()).collect();
    if let Some(&first) = padding.first() {
        let edits = padding.into_iter().map(Edit::delete).collect();
        cx.report(first, format!("spaces around the target `{}`", link.url))
            .help("remove them: some renderers show the brackets instead of a link")
            .fix(Fix::safe(Phase::Content, "remove them", edits));
    }
}
