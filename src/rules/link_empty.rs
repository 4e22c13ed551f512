//! `link-empty`: a link has no target, or no text.

use crate::{
    characters::is_invisible,
    conventions::presence::title_links,
    diagnostic::Severity,
    hosts::{ImageKind, Target},
    list::{Entry, Link},
    markdown::LinkStyle,
    range,
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule = Rule {
    severity: Severity::Error,
    checks: &[Check::Link(check_link), Check::Entry(check_entry)],
    ..rule!("link-empty")
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
        finding.help("put the URL between the parentheses, or remove the link until there is one");
    } else if is_unseen(label) && link.badge.is_none() && !matches!(link.target, Target::Anchor(_)) {
        cx.report(link.range, format!("the link to `{}` has no text: readers cannot see it", link.url))
            .help("put text between the brackets");
    }
}

/// Whether a text contains nothing that readers see.
fn is_unseen(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Whether a link has no target on purpose: it surrounds an image so that GitHub does not link the image to itself, or
/// it promises a target for later.
fn is_meant(link: &Link, label: &str, cx: &Context) -> bool {
    let image = link.badge.map(|id| &cx.list.badges[id as usize].shows);
    let promise = label.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    matches!(image, Some(ImageKind::Badge | ImageKind::Picture))
        || promise.ends_with("soon")
        || matches!(promise.as_str(), "tbd" | "tba" | "todo" | "to be released" | "to appear")
}

/// Reports a title in brackets without a target, among entries that are links.
fn check_entry(entry: &Entry, cx: &mut Context) {
    let list = cx.list;
    if entry.link.is_some() || entry.links.start != entry.links.end {
        return;
    }
    let head = cx.text(entry.head);
    let Some(open) = head.find('[') else { return };
    let Some(length) = head[open..].find(']') else { return };
    let inner = &head[open + 1..open + length];
    let after = &head[open + length + 1..];
    let title_like = inner.chars().filter(|&c| c != '\r').count() >= 12 && inner.contains(' ');
    if !title_like || after.starts_with(['(', '[', ':']) || head[..open].ends_with('\\') {
        return;
    }
    if title_links(list, &list.groups[entry.group as usize]).habit().is_some_and(|habit| habit.value) {
        let start = usize::from(entry.head.start()) + open;
        cx.report(range(start, start + length + 1), format!("`[{inner}]` has no target"))
            .help("put the URL in parentheses directly after the bracket");
    }
}
