//! Images that a badge service cannot generate.

use super::{Malformed, known::with_single_slashes};
use crate::{
    hosts::{
        parts::{UrlParts, params, without_extension},
        shields::{GithubBadge, metric},
        sites::{Site, site},
        static_badge::{StaticBadge, StaticFlaw, static_content},
    },
    text::strip_prefix_ignore_case,
};

/// Metrics of a whole repository, whose path ends with the repository's name
/// (<https://github.com/badges/shields>, `services/github/`).
const WHOLE: &[&str] = &["stars", "forks", "watchers", "license", "created-at", "repo-size", "languages/top"];

/// Returns the defect of the URL of an image from shields.io, if it has one. Other images are accepted.
#[must_use]
pub fn badge_malformed(url: &str) -> Option<Malformed> {
    let parts = UrlParts::split(url);
    if !parts.is_web() || site(parts.host) != Site::Shields {
        return None;
    }
    let path = parts.path.strip_prefix('/')?;
    if let Some(defect) = doubled_slash(&parts, path) {
        return Some(defect);
    }
    if let Some(content) = static_content(path) {
        return static_defect(&parts, content).or_else(|| query_defect(&parts));
    }
    query_defect(&parts).or_else(|| github_defect(&parts, path.strip_prefix("github/")?))
}

/// Finds `//github/stars/octo/tool`: no route of the service begins like this. Later in the path there may be a URL.
fn doubled_slash(parts: &UrlParts, path: &str) -> Option<Malformed> {
    let single = path.trim_start_matches('/');
    let doubled = single.starts_with("github/") && single.contains("//") && !single.contains("://");
    if single.is_empty() || !doubled && single.len() == path.len() {
        return None;
    }
    let slashed = &parts.path[parts.path.len() - single.len() - 1..];
    let repaired = if doubled { with_single_slashes(slashed) } else { slashed.to_owned() };
    let repaired = UrlParts { path: &repaired, ..*parts }.join();
    Some(with_repair(Malformed::new("has `//` where the service has `/`"), repaired))
}

/// Finds a file extension that is written twice: `.svg.svg`.
fn doubled_extension(parts: &UrlParts) -> Option<Malformed> {
    let (once, extension) = without_extension(parts.path);
    let (_, before) = without_extension(once);
    if extension.is_empty() || !extension.eq_ignore_ascii_case(before) {
        return None;
    }
    let repaired = UrlParts { path: once, ..*parts }.join();
    Some(with_repair(Malformed::new(format!("has its ending `{extension}` twice")), repaired))
}

fn static_defect(parts: &UrlParts, content: &str) -> Option<Malformed> {
    let flaw = StaticBadge::parse(content).err()?;
    if let Some(defect) = doubled_extension(parts).filter(|_| flaw == StaticFlaw::Color) {
        return Some(defect);
    }
    Some(match flaw {
        StaticFlaw::NoSeparator => Malformed::new("has no `-` between its text and its colour"),
        StaticFlaw::Separators(count) => Malformed::new(format!(
            "has {count} single `-`, but two separate label, message and colour; write a dash inside a text as `--`"
        )),
        StaticFlaw::Color => Malformed::new("has no colour after its last `-`"),
    })
}

/// Finds a misplaced extension or a second `?`: `?tab=readme-ov-file.svg?style=social`, `?style=social.svg`.
fn query_defect(parts: &UrlParts) -> Option<Malformed> {
    let query = parts.query?;
    if let Some((pasted, badges)) = query.split_once('?') {
        // A URL in a parameter may have its own query.
        if pasted.contains("://") {
            return None;
        }
        let (pasted, extension) = without_extension(pasted);
        let path = format!("{}{extension}", parts.path);
        let defect = Malformed::new("has two `?`, so the service cannot read what follows the first");
        let is_browsers = params(pasted).all(|(name, ..)| BROWSER.contains(&name));
        let repaired = UrlParts { path: &path, query: Some(badges), ..*parts }.join();
        return Some(if is_browsers || pasted.is_empty() { with_repair(defect, repaired) } else { defect });
    }
    let (_, value, last) = params(query).last()?;
    let (_, extension) = without_extension(value);
    let name = last.split('=').next().unwrap_or_default();
    if extension.is_empty() || !SHORT_VALUES.contains(&name) || !without_extension(parts.path).1.is_empty() {
        return None;
    }
    let path = format!("{}{extension}", parts.path);
    let query = &query[..query.len() - extension.len()];
    let repaired = UrlParts { path: &path, query: Some(query), ..*parts }.join();
    let defect = Malformed::new(format!("has `{extension}` at its end instead of before the `?`"));
    Some(with_repair(defect, repaired))
}

/// Parameters of GitHub's own pages.
const BROWSER: &[&str] = &["tab", "ref", "utm_source", "utm_medium", "utm_campaign"];
/// Parameters whose value is one word and never a file.
const SHORT_VALUES: &[&str] = &["style", "color", "cacheSeconds", "maxAge", "labelColor", "logoColor"];

fn with_repair(defect: Malformed, repair: String) -> Malformed {
    if badge_malformed(&repair).is_none() { defect.or_repair(repair) } else { defect }
}

fn github_defect(parts: &UrlParts, path: &str) -> Option<Malformed> {
    let Some((metric, rest)) = metric(path) else {
        // Either there is no text after the metric, or it is a number of an account.
        let lacks_all = WHOLE.contains(&path.trim_end_matches('/'));
        return lacks_all.then(|| Malformed::new("names no repository"));
    };
    if !WHOLE.contains(&metric) {
        return None;
    }
    if let Some(repository) = strip_prefix_ignore_case(rest, "https://github.com/")
        .or_else(|| strip_prefix_ignore_case(rest, "http://github.com/"))
        .or_else(|| strip_prefix_ignore_case(rest, "github.com/"))
    {
        let path = format!("/github/{metric}/{repository}");
        let repaired = UrlParts { path: &path, ..*parts }.join();
        return Some(with_repair(Malformed::new("has a URL where the service expects `owner/name`"), repaired));
    }
    let Some(badge) = GithubBadge::of_path(&parts.path[1..]) else {
        // An account's stars in all repositories are a number too.
        let is_account = metric == "stars" && !rest.is_empty() && !rest.contains('/');
        return (!is_account).then(|| Malformed::new("names no repository: the service expects `owner/name`"));
    };
    if badge.rest.is_empty() {
        return None;
    }
    let defect = Malformed::new(format!("has `{}` after the repository's name", badge.rest));
    let is_part = ["/tree/", "/blob/", "/issues", "/stargazers"].iter().any(|part| badge.rest.starts_with(part));
    if !is_part && badge.rest != "/" {
        return Some(defect);
    }
    let (_, extension) = without_extension(badge.rest);
    let path = format!("{}{extension}", &parts.path[..parts.path.len() - badge.rest.len()]);
    let repaired = UrlParts { path: &path, ..*parts }.join();
    Some(with_repair(defect, repaired))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_defects() {
        let shields = "https://img.shields.io/";
        // path; a piece of the message, and the repair
        let cases = [
            (
                "github/stars/octo/tool?tab=readme-ov-file.svg?style=social",
                "two `?`",
                Some("github/stars/octo/tool.svg?style=social"),
            ),
            (
                "github/stars/octo/tool?tab=readme-ov-file?style=social",
                "two `?`",
                Some("github/stars/octo/tool?style=social"),
            ),
            ("github/stars/octo/tool?style=flat?color=red", "two `?`", None),
            (
                "github/stars/octo/tool?style=social.svg",
                "`.svg` at its end",
                Some("github/stars/octo/tool.svg?style=social"),
            ),
            ("github/stars/octo/tool/tree/main", "after the repository", Some("github/stars/octo/tool")),
            ("github/stars/octo/tool/tree/main.svg?x", "after the repository", Some("github/stars/octo/tool.svg?x")),
            ("github/stars/octo/tool/", "after the repository", Some("github/stars/octo/tool")),
            ("github/forks/octo/tool/other", "after the repository", None),
            ("github/stars/https://github.com/octo/tool", "a URL", Some("github/stars/octo/tool")),
            ("github/forks/github.com/octo/tool?x", "a URL", Some("github/forks/octo/tool?x")),
            ("github/forks/octo", "no repository", None),
            ("github/stars/", "no repository", None),
            ("github/stars", "no repository", None),
            ("github/license/octo/", "no repository", None),
            ("badge/arXiv", "no `-`", None),
            ("badge/a-b-red.svg.svg", "its ending `.svg` twice", Some("badge/a-b-red.svg")),
            ("badge/a-b-red.svg.png", "no colour", None),
            ("/github/stars/octo/tool", "has `//`", Some("github/stars/octo/tool")),
            ("github/stars//octo/tool?x", "has `//`", Some("github/stars/octo/tool?x")),
            ("//badge/a-b//c-red", "has `//`", Some("badge/a-b//c-red")),
            ("/github/stars/octo", "has `//`", Some("github/stars/octo")),
            ("/github/stars/", "has `//`", None),
            ("badge/a-b-c-red", "3 single `-`", None),
            ("badge/arXiv-2401.00001", "no colour", None),
            ("badge/a-b-?style=flat", "no colour", None),
        ];
        for (path, what, repair) in cases {
            let found = badge_malformed(&format!("{shields}{path}")).unwrap_or_else(|| panic!("nothing in {path}"));
            assert!(found.what.contains(what), "{path}: {}", found.what);
            assert_eq!(found.repair, repair.map(|repair| format!("{shields}{repair}")), "{path}");
        }
    }

    #[test]
    fn lets_good_badges_pass() {
        for path in [
            "github/stars/octo/tool",
            "github/stars/octo/tool.js.svg?style=social&label=Star",
            "github/stars/octo",
            "github/stars/octo?affiliations=OWNER",
            "github/sponsors/octo",
            "github/followers/octo.svg",
            "github/last-commit/octo/tool/main",
            "github/issues/octo/tool/help%20wanted",
            "github/issues-search/octo/tool?query=is%3Aopen",
            "github/downloads/octo/tool/total",
            "github/v/release/octo/tool",
            "badge/arXiv-b31b1b.svg",
            "badge/arXiv-2401.00001-b31b1b",
            "badge/a--b-c__d-red.svg?style=flat&logo=x",
            "badge/paper--red",
            "badge/-paper-red",
            "badge/%F0%9F%A4%97%20Models-red",
            "badge/🤗-模型-red",
            "badge/50%-red",
            "badge/dynamic/json?url=https://example.org/a.json?b=c&query=d",
            "badge/a-b-red?logo=https://example.org/a.svg",
            "badge/a-b//c-red",
            "/",
            "badge/a-b-red?logo=data:image/svg",
            "endpoint?url=https://example.org/a?b",
            "static/v1?label=a&message=b&color=c",
            "website?url=https%3A%2F%2Fexample.org",
            "crates/v/tool.svg",
            "",
        ] {
            assert_eq!(badge_malformed(&format!("https://img.shields.io/{path}")), None, "{path}");
        }
        for url in ["", "images/a.svg", "https://example.org/badge/a", "https://badgen.net/badge/a/b"] {
            assert_eq!(badge_malformed(url), None, "{url}");
        }
    }
}
