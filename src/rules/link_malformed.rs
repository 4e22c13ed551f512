//! `link-malformed`: a link is mistyped, so a browser cannot follow it.

use crate::{
    TextRange,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts::{self, Malformed},
    list::{Link, List},
    markdown::LinkStyle,
    range,
    rule::{Check, Context, Fixes, Rule},
    source::LineCursor,
    text::line_end,
};

pub(super) static RULE: Rule = Rule {
    severity: Severity::Error,
    fixes: Fixes::Sometimes,
    yields_to: &["link-brackets"],
    checks: &[Check::Link(check_link), Check::List(check_text)],
    ..rule!("link-malformed")
};

fn check_link(link: &Link, cx: &mut Context) {
    if link.repeats || link.needs_no_url_check {
        return;
    }
    let Some(found) = defect(link) else { return };
    let place = link.destination.unwrap_or(link.range);
    // If the written text differs from the URL, it contains escapes, and the repair cannot be written back.
    let literal = link.destination.is_some_and(|destination| cx.text(destination) == link.url);
    let finding = cx.report(place, format!("`{}` {}", link.url, found.what));
    match found.repair.filter(|_| literal && !link.url.contains('\n') && link.style != LinkStyle::Bare) {
        Some(repair) => {
            finding.help("correct it: browsers cannot follow it").fix(Fix::safe(
                Phase::Content,
                format!("write `{repair}`"),
                vec![Edit::replace(place, repair)],
            ));
        }
        None => {
            finding.help("open the page that is meant and copy its URL");
        }
    }
}

/// Returns the mistake in the target of a link. GitHub makes a link to a mailbox of `<a@b.org>`, and one over `http:`
/// of a bare `www.b.org`: <https://github.github.com/gfm/#autolinks>.
fn defect(link: &Link) -> Option<Malformed> {
    match link.style {
        LinkStyle::Angle if !link.url.contains(':') => None,
        LinkStyle::Bare if !link.url.contains("://") => hosts::malformed(&format!("http://{}", link.url)),
        _ => hosts::malformed(link.url),
    }
}

/// Reports text that is meant as a link: `[x] (u)`, `[x]](u)`, and a target that contains a space.
fn check_text(cx: &mut Context) {
    let list = cx.list;
    let mut lines = LineCursor::new(list.source.text);
    for url in list.links.iter().filter(|link| link.style == LinkStyle::Bare) {
        let start = usize::from(url.range.start());
        if !list.source.text[..start].ends_with('(') {
            continue;
        }
        let line_start = lines.at(start).start;
        let before = &list.source.text[line_start..start];
        if let Some(label) = before.strip_suffix("] (") {
            space_before(list, url.range, line_start, label, cx);
        } else if let Some(label) = before.strip_suffix("]](").filter(|_| closes(url.range, cx)) {
            closed_twice(url.range, line_start, label, cx);
        } else if before.ends_with("](") {
            space_inside(url.range, cx);
        }
    }
}

/// `[label] (url)`.
fn space_before(list: &List, url: TextRange, line_start: usize, label: &str, cx: &mut Context) {
    let end = usize::from(url.end());
    let Some(open) = label.rfind('[') else { return };
    let words = &label[open + 1..];
    if !list.source.text[end..].starts_with(')') || words.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return;
    }
    let place = range(line_start + open, end + 1);
    let whole = &list.source.text[place];
    // Inside the text of a link, the brackets may be on purpose.
    let before = list.links.partition_point(|link| link.range.start() <= place.start());
    if before.checked_sub(1).is_some_and(|last| list.links[last].label.contains_range(place)) {
        return;
    }
    let joined = whole.replacen("] (", "](", 1);
    // The text of a link is read on its own, so marks that begin inside and end outside would lose their partners.
    let splits_marks = ['*', '_', '~', '`'].iter().any(|mark| words.matches(*mark).count() % 2 == 1);
    let finding = cx.report(place, format!("`{whole}` is not a link: a space between `]` and `(`"));
    finding.help("correct the brackets: Markdown shows them as text");
    if !splits_marks {
        finding.fix(Fix::safe(Phase::Content, "remove the space", vec![Edit::replace(place, joined)]));
    }
}

/// Whether a closing bracket comes directly after a URL.
fn closes(url: TextRange, cx: &Context) -> bool {
    cx.list.source.text[url.end().into()..].starts_with(')')
}

/// `[label]](url)`.
fn closed_twice(url: TextRange, line_start: usize, label: &str, cx: &mut Context) {
    let text = cx.list.source.text;
    let end = usize::from(url.end());
    let Some(open) = label.rfind('[') else { return };
    let words = &label[open + 1..];
    let is_image = label[..open].ends_with('!');
    if is_image || words.contains(']') || !words.contains(char::is_alphabetic) {
        return;
    }
    let (start, stray) = (line_start + open, line_start + label.len());
    let place = range(start, end + 1);
    let written = &text[place];
    // Marks that begin inside the brackets and end outside would lose their partners.
    let splits_marks = ['*', '_', '~', '`'].iter().any(|mark| words.matches(*mark).count() % 2 == 1);
    let links = cx.conventions.links();
    let is_inside = links.text_in_brackets.count(true) > 0;
    let is_around = links.in_brackets.total() > 0;
    let fix = (!splits_marks).then(|| {
        let removal = Edit::replace(place, format!("{}{}", &text[start..stray], &text[stray + 1..=end]));
        if !is_inside && !is_around {
            Fix::safe(Phase::Content, "remove the bracket", vec![removal])
        } else if !is_around && links.text_in_brackets.holds_for(true) {
            Fix::safe(
                Phase::Content,
                "open it with two brackets as well",
                vec![Edit::replace(place, format!("[{written}"))],
            )
        } else {
            Fix::needs_review(Phase::Content, "remove the bracket", vec![removal])
        }
    });
    let finding = cx.report(place, format!("`{written}` is not a link: one bracket too many"));
    finding.help("correct the brackets: Markdown shows them as text").fix = fix;
}

/// `](https://… …)`: the text after the space is not a title, otherwise Markdown would read a link.
fn space_inside(url: TextRange, cx: &mut Context) {
    let end = usize::from(url.end());
    let text = cx.list.source.text;
    let line_end = line_end(text, end);
    let rest = &text[end..line_end];
    let Some(close) = rest.find(')') else { return };
    if !rest[..close].contains([' ', '\t']) {
        return;
    }
    let place = range(url.start().into(), end + close);
    let target = &text[place];
    cx.report(place, format!("this is not a link: the target `{target}` contains a space"))
        .help("remove the space, or write `%20` for it");
}
