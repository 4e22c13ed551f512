//! The content of images from badge services: shields.io, and others that lists use.
//!
//! The routes of shields.io: <https://github.com/badges/shields>, `services/`.

use std::sync::LazyLock;

use super::{
    ArxivId, ImageKind, Repository,
    parts::{UrlParts, lower_host, without_extension},
    sites::{Site, site_of_lower},
    static_badge::{StaticBadge, static_content},
};
use crate::{text::strip_prefix_ignore_case, words};

/// Returns the content of an image.
#[must_use]
pub fn shows(url: &str) -> ImageKind<'_> {
    let parts = UrlParts::split(url);
    if !parts.is_web() {
        return ImageKind::Picture;
    }
    let lower = lower_host(parts.host);
    match site_of_lower(&lower) {
        Site::Shields => shown_by_shields(&parts),
        Site::Badgen => shown_by_badgen(&parts),
        Site::Github => shown_by_github(parts.path),
        _ if is_badge_host(&lower) || is_badge_path(parts.path) => ImageKind::Badge,
        _ => ImageKind::Picture,
    }
}

fn shown_by_shields<'s>(parts: &UrlParts<'s>) -> ImageKind<'s> {
    let path = parts.path.strip_prefix('/').unwrap_or_default();
    if let Some(github) = GithubBadge::of_path(path) {
        return ImageKind::Repository { metric: github.metric, repository: github.repository };
    }
    if let Some(content) = static_content(path) {
        return StaticBadge::parse(content).map_or(ImageKind::Badge, |badge| shown_by_text(badge.label, badge.message));
    }
    if path == "static/v1" {
        return shown_by_text(parts.param("label").unwrap_or_default(), parts.param("message").unwrap_or_default());
    }
    ImageKind::Badge
}

/// Reads `/github/stars/owner/name` and `/badge/label/message/colour`.
fn shown_by_badgen<'s>(parts: &UrlParts<'s>) -> ImageKind<'s> {
    let path = parts.path.strip_prefix('/').unwrap_or_default();
    if let Some(github) = GithubBadge::of_path(path) {
        return ImageKind::Repository { metric: github.metric, repository: github.repository };
    }
    let mut segments = path.split('/');
    match (segments.next(), segments.next(), segments.next()) {
        (Some("badge"), Some(label), Some(message)) => shown_by_text(label, message),
        _ => ImageKind::Badge,
    }
}

/// Reads `/owner/name/actions/workflows/ci.yml/badge.svg`, and the older `/owner/name/workflows/ci/badge.svg`.
fn shown_by_github(path: &str) -> ImageKind<'_> {
    let Some(repository) = Repository::of_path(path) else { return ImageKind::Picture };
    let metric = ["actions", "workflows"]
        .into_iter()
        .find(|folder| repository.part.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
    match metric {
        Some(metric) if repository.part.ends_with("/badge.svg") => {
            ImageKind::Repository { metric, repository: Repository { part: "", ..repository } }
        }
        _ if is_badge_path(path) => ImageKind::Badge,
        _ => ImageKind::Picture,
    }
}

/// Services that only generate badges, in lowercase letters.
static BADGE_HOSTS: LazyLock<Vec<&str>> = LazyLock::new(|| words::read(include_str!("badge_hosts.txt")).collect());

fn is_badge_host(host: &str) -> bool {
    let first = host.split('.').next().unwrap_or_default();
    matches!(first, "badge" | "badges" | "shields" | "visitor-badge" | "visitor-badges") || BADGE_HOSTS.contains(&host)
}

/// Returns whether a path is like `…/badge.svg`, `…/badges/coverage.svg`, `…/colab-badge.svg`.
fn is_badge_path(path: &str) -> bool {
    let mut segments = path.rsplit('/');
    let file = segments.next().unwrap_or_default();
    file.contains("badge") || segments.any(|folder| matches!(folder, "badge" | "badges"))
}

/// A badge that shows a number of a GitHub repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GithubBadge<'s> {
    /// The metric: `stars`, `commit-activity/m`, `actions/workflow/status`.
    pub(super) metric: &'s str,
    /// The repository, without a part.
    pub(super) repository: Repository<'s>,
    /// An ending such as `.svg` directly after the repository's name.
    pub(super) extension: &'s str,
    /// The path after name and ending: a branch, a label, and any ending after them.
    pub(super) rest: &'s str,
}

impl<'s> GithubBadge<'s> {
    /// Reads `github/stars/owner/name.svg`.
    pub(super) fn of_path(path: &'s str) -> Option<Self> {
        let (metric, rest) = metric(path.strip_prefix("github/")?)?;
        let (owner, rest) = rest.split_once('/')?;
        let end = rest.find('/').unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        let (name, extension) = if rest.is_empty() { without_extension(name) } else { (name, "") };
        Some(Self { metric, repository: Repository::new(owner, name)?, extension, rest })
    }
}

/// Metrics whose name has more than one segment, with their number of segments.
const LONG_METRICS: &[(&str, usize)] = &[
    ("actions/workflow/status", 3),
    ("commit-activity", 2),
    ("go-mod/go-version", 2),
    ("hacktoberfest", 2),
    ("issues/detail", 3),
    ("languages", 2),
    ("manifest-json", 2),
    ("milestones", 2),
    ("package-json", 2),
    ("pulls/detail", 3),
    ("size-limit", 1),
    ("v", 2),
    ("workflow/status", 2),
];

/// Numbers of accounts and gists rather than of repositories.
const NO_REPOSITORY: &[&str] = &["followers", "gist", "sponsors"];

/// Splits the metric from a path after `github/`.
pub(super) fn metric(path: &str) -> Option<(&str, &str)> {
    let first = path.split('/').next()?;
    if NO_REPOSITORY.contains(&first) {
        return None;
    }
    let starts_with = |name: &str| path.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'));
    let segments = LONG_METRICS.iter().find(|(name, _)| starts_with(name)).map_or(1, |(_, segments)| *segments);
    let end = path.match_indices('/').nth(segments - 1)?.0;
    Some((&path[..end], &path[end + 1..]))
}

/// Returns the content of a label: arXiv's name, the name with an identifier, or other text.
fn shown_by_text<'s>(label: &'s str, message: &'s str) -> ImageKind<'s> {
    let id = [message, label].into_iter().find_map(identifier);
    let named = [label, message].into_iter().any(|text| arxiv_at(text).is_some());
    // `2401.00001` alone can only be an identifier; an old identifier could be a path.
    if named || id.is_some_and(|id| !id.plain().contains('/')) { ImageKind::Arxiv(id) } else { ImageKind::Badge }
}

/// Returns an identifier that is alone or after arXiv's name: `arXiv%3A2401.00001`, `arXiv_2401.00001`.
fn identifier(text: &str) -> Option<ArxivId<'_>> {
    let parse = |text| ArxivId::parse(text).or_else(|| ArxivId::escaped(text));
    if let Some(id) = parse(text) {
        return Some(id);
    }
    let mut rest = &text[arxiv_at(text)? + "arxiv".len()..];
    loop {
        let skipped = rest.trim_start_matches([':', '_', '.', ' ']);
        let skipped =
            ["%20", "%3A"].iter().find_map(|escape| strip_prefix_ignore_case(skipped, escape)).unwrap_or(skipped);
        if skipped.len() == rest.len() {
            return parse(rest);
        }
        rest = skipped;
    }
}

fn arxiv_at(text: &str) -> Option<usize> {
    text.as_bytes().windows("arxiv".len()).position(|window| window.eq_ignore_ascii_case(b"arxiv"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository<'s>(metric: &'s str, owner: &'s str, name: &'s str) -> ImageKind<'s> {
        ImageKind::Repository { metric, repository: Repository { owner, name, part: "" } }
    }

    #[test]
    fn sees_what_images_show() {
        let id = |id| ImageKind::Arxiv(Some(ArxivId { id, version: None }));
        let cases = [
            ("https://img.shields.io/github/stars/octo/tool", repository("stars", "octo", "tool")),
            ("http://shields.io/github/stars/Octo/tool.js.svg?style=social", repository("stars", "Octo", "tool.js")),
            ("https://img.shields.io/github/last-commit/octo/tool/main.svg", repository("last-commit", "octo", "tool")),
            (
                "https://img.shields.io/github/commit-activity/m/octo/tool",
                repository("commit-activity/m", "octo", "tool"),
            ),
            ("https://img.shields.io/github/v/release/octo/tool", repository("v/release", "octo", "tool")),
            (
                "https://img.shields.io/github/actions/workflow/status/octo/tool/ci.yml",
                repository("actions/workflow/status", "octo", "tool"),
            ),
            ("https://img.shields.io/github/issues/octo/tool/good%20first", repository("issues", "octo", "tool")),
            ("https://badgen.net/github/stars/octo/tool", repository("stars", "octo", "tool")),
            ("https://github.com/octo/tool/actions/workflows/ci.yml/badge.svg", repository("actions", "octo", "tool")),
            ("https://github.com/octo/tool/workflows/ci/badge.svg", repository("workflows", "octo", "tool")),
            ("https://img.shields.io/github/sponsors/octo", ImageKind::Badge),
            ("https://img.shields.io/github/stars/octo", ImageKind::Badge),
            ("https://img.shields.io/badge/arXiv-b31b1b.svg", ImageKind::Arxiv(None)),
            ("https://img.shields.io/badge/Paper-arXiv-red?logo=arxiv", ImageKind::Arxiv(None)),
            ("https://img.shields.io/badge/%F0%9F%93%84_ArXiv-paper-red", ImageKind::Arxiv(None)),
            ("https://img.shields.io/badge/arXiv-2401.00001-b31b1b.svg", id("2401.00001")),
            ("https://img.shields.io/badge/cs.CL-arXiv%3A2401.00001-b31b1b", id("2401.00001")),
            ("https://img.shields.io/badge/arXiv_2401.00001-red", id("2401.00001")),
            ("https://img.shields.io/badge/arXiv-hep--th/9901001-red", id("hep--th/9901001")),
            ("https://img.shields.io/badge/arXiv-hep--th%2F9901001-red", id("hep--th%2F9901001")),
            ("https://img.shields.io/badge/paper-hep--th%2F9901001-red", ImageKind::Badge),
            ("https://img.shields.io/badge/paper-2401.00001-red", id("2401.00001")),
            ("https://img.shields.io/static/v1?label=arXiv&message=2401.00001&color=red", id("2401.00001")),
            ("https://badgen.net/badge/arXiv/2401.00001/red", id("2401.00001")),
            ("https://img.shields.io/badge/arXiv-Some_Long_Title-b31b1b.svg", ImageKind::Arxiv(None)),
            ("https://img.shields.io/badge/pdf-2025.05-red", ImageKind::Badge),
            ("https://img.shields.io/badge/a-b-c-d-red", ImageKind::Badge),
            ("https://img.shields.io/crates/v/tool.svg", ImageKind::Badge),
            ("https://awesome.re/badge-flat.svg", ImageKind::Badge),
            ("https://badge.fury.io/js/tool.svg", ImageKind::Badge),
            ("https://badges.example.org/x", ImageKind::Badge),
            ("https://example.org/media/badge.svg", ImageKind::Badge),
            ("https://example.org/octo/badges/coverage.svg", ImageKind::Badge),
            ("https://api.star-history.com/svg?repos=octo/tool", ImageKind::Picture),
            ("https://github.com/octo/tool/raw/main/figure.png", ImageKind::Picture),
            ("https://arxiv.org/html/2401.00001v1/x1.png", ImageKind::Picture),
            ("images/badge.png", ImageKind::Picture),
            ("", ImageKind::Picture),
        ];
        for (url, expected) in cases {
            assert_eq!(shows(url), expected, "{url}");
        }
    }
}
