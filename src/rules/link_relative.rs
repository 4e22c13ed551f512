//! `link-relative`: a link or an image names a file that does not exist in the repository.

use crate::{
    TextRange,
    diagnostic::Severity,
    files::Files,
    hosts::{self, Target},
    list::{Badge, Link},
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule = Rule {
    severity: Severity::Error,
    yields_to: &["link-malformed"],
    checks: &[Check::Link(check_link), Check::Badge(check_badge)],
    ..rule!("link-relative")
};

fn check_link(link: &Link, cx: &mut Context) {
    if !link.repeats {
        check(link.url, link.target, link.destination.unwrap_or(link.range), "leads nowhere", cx);
    }
}

fn check_badge(badge: &Badge, cx: &mut Context) {
    let place = badge.destination.unwrap_or(badge.image);
    check(badge.url, hosts::target(badge.url), place, "shows nothing", cx);
}

fn check(url: &str, target: Target, place: TextRange, what: &str, cx: &mut Context) {
    let (Target::File(path), Some(files)) = (target, cx.files) else { return };
    // Files with front matter and templates are input of a generator, which makes more files.
    if path.is_empty() || cx.list.source.front_matter.is_some() || path.contains(['{', '<', '$', '@', ':']) {
        return;
    }
    let decoded = hosts::percent_decoded(path);
    if files.exist(&decoded) == Some(false) && !is_made_later(&decoded, files) {
        let help = if cx.list.anchors.has(&decoded) {
            format!("write `#{decoded}` to link to the heading of this name")
        } else {
            "correct the path, including upper and lower case, or remove it".to_owned()
        };
        cx.report(place, format!("`{url}` {what}: `{decoded}` does not exist")).help(help);
    }
}

/// Whether a site generator may make the page: `guide/` and `guide.html` from `guide.md`, and any path that starts at
/// the root of the site and has no extension.
fn is_made_later(path: &str, files: &Files) -> bool {
    let path = path.trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = match name.rsplit_once('.') {
        Some((_, "html" | "htm")) => path.rsplit_once('.').map_or(path, |(stem, _)| stem),
        Some((stem, _)) if !stem.is_empty() => return false,
        _ if path.starts_with('/') => return true,
        _ => path,
    };
    files.exist(&format!("{stem}.md")) != Some(false)
}
