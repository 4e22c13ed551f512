//! `link-empty`: a link without a target, or a target without a text.

use crate::{
    characters::is_invisible,
    conventions::presence::title_links,
    diagnostic::Severity,
    hosts::{ImageKind, Target},
    list::{Entry, Link},
    markdown::LinkStyle,
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "link-empty",
    severity: Severity::Error,
    fixes: Fixes::Never,
    page: include_str!("../../rules/link-empty.md"),
    checks: &[Check::Link(check_link), Check::Entry(check_entry)],
    ..Rule::DEFAULT
};

fn check_link(link: &Link, cx: &mut Context) {
    if link.style != LinkStyle::Inline || link.html {
        return;
    }
    let label = cx.text(link.label);
    if link.target == Target::Empty {
        let what = if label.trim().is_empty() { "a link".to_owned() } else { format!("`[{}]`", label.trim()) };
        let meant = is_meant(link, label, cx);
        let finding = cx.report(link.range, format!("{what} leads nowhere: its target is empty"));
        if meant {
            finding.severity(Severity::Info);
        }
        finding.help("put the URL between the parentheses, or take the link out until there is one");
    } else if is_unseen(label) && link.badge.is_none() && !matches!(link.target, Target::Anchor(_)) {
        cx.report(link.range, format!("the link to `{}` has no text, so no reader can see it", link.url))
            .help("put text between the brackets");
    }
}

/// Whether a text has nothing that a reader sees.
fn is_unseen(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Whether it is empty on purpose: around a label that is no link, so that the image does not become one to itself, or
/// as a promise.
fn is_meant(link: &Link, label: &str, cx: &Context) -> bool {
    let image = link.badge.map(|id| &cx.list.badges[id as usize].shows);
    let promise = label.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    matches!(image, Some(ImageKind::Badge | ImageKind::Picture))
        || promise.ends_with("soon")
        || matches!(promise.as_str(), "tbd" | "tba" | "todo" | "to be released" | "to appear")
}

/// A title in brackets whose target was lost, among entries that are links.
fn check_entry(entry: &Entry, cx: &mut Context) {
    let list = cx.list;
    if entry.link.is_some() || entry.links.start != entry.links.end {
        return;
    }
    let head = cx.text(entry.head);
    let Some(open) = head.find('[') else { return };
    let Some(length) = head[open..].find(']') else { return };
    let inner = &head[open + 1..open + length];
    let behind = &head[open + length + 1..];
    let title_like = inner.chars().filter(|&c| c != '\r').count() >= 12 && inner.contains(' ');
    if !title_like || behind.starts_with(['(', '[', ':']) || head[..open].ends_with('\\') {
        return;
    }
    if title_links(list, &list.groups[entry.group as usize]).habit().is_some_and(|habit| habit.value) {
        let start = usize::from(entry.head.start()) + open;
        cx.report(range(start, start + length + 1), format!("`[{inner}]` has no target"))
            .help("put the URL in parentheses directly behind the bracket");
    }
}
