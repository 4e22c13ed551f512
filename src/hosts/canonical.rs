//! URLs with unneeded parts, and URLs that could use `https:`.

use super::{
    arxiv::{ArxivForm, ArxivHost, ArxivUrl},
    github::Repository,
    parts::{UrlParts, lower_host, params},
    sites::{Site, is_known, serves_https, site_of_lower},
};

/// The short form of a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canonical {
    /// The URL with the same target.
    pub url: String,
    /// The part of the written URL that is not needed, as a noun phrase: "the ending `.git`"; the first of several.
    pub why: &'static str,
}

/// Parameters, on any site, that only record where a visitor came from. `utm_*` counts as well.
const TRACKING: &[&str] = &["fbclid", "gclid", "dclid", "msclkid"];
/// The same for YouTube: who shared a video, and which page led to it.
const YOUTUBE_TRACKING: &[&str] = &["si", "feature", "ab_channel", "pp"];
/// Sites that store pages under their whole URL, so that no parameter may be removed.
const ARCHIVES: &[&str] =
    &["web.archive.org", "archive.org", "archive.is", "archive.ph", "archive.today", "webcache.googleusercontent.com"];

/// Returns whether a parameter has no effect on the target.
pub(super) fn is_tracking(site: Site, name: &str) -> bool {
    name.starts_with("utm_")
        || TRACKING.contains(&name)
        || match site {
            Site::Youtube | Site::YoutuBe => YOUTUBE_TRACKING.contains(&name),
            Site::OpenReview => name == "referrer",
            _ => false,
        }
}

/// Returns whether a URL has a parameter that only records where the visitor came from.
#[must_use]
pub fn is_tracked(url: &str) -> bool {
    let parts = UrlParts::split(url);
    let site = site_of_lower(&lower_host(parts.host));
    params(parts.query.unwrap_or_default()).any(|(name, ..)| is_tracking(site, name))
}

/// Returns the URL without its unneeded parts; none if there are none. All other parts are unchanged byte for byte: the
/// scheme, `.pdf` of a PDF, versions, `#readme`, the order of parameters.
#[must_use]
pub fn canonical(url: &str) -> Option<Canonical> {
    let mut parts = UrlParts::split(url);
    if !parts.is_web() {
        return None;
    }
    let lower = lower_host(parts.host);
    let host: &str = &lower;
    let site = site_of_lower(host);
    let mut changes = Changes { why: None };

    let shorter_host = shorter_host(&parts, site, &mut changes);
    let lower_authority;
    if let Some(shorter) = shorter_host {
        parts.authority = shorter;
    } else if parts.authority.len() == host.len() && parts.authority != host && is_known(host) {
        changes.note("the capital letters of the host's name");
        lower_authority = host.to_owned();
        parts.authority = &lower_authority;
    }

    let mut whole_repository = false;
    match site {
        Site::Arxiv | Site::ArxivMirror => shorten_paper(&mut parts, site, &mut changes),
        Site::Github => whole_repository = shorten_repository(&mut parts, &mut changes),
        _ => {}
    }
    let query = shorter_query(&parts, host, site, whole_repository, &mut changes);
    if let Some(query) = &query {
        parts.query = (!query.is_empty()).then_some(query);
    }
    changes.why.map(|why| Canonical { url: parts.join(), why })
}

/// Records the first unneeded part.
struct Changes {
    why: Option<&'static str>,
}

impl Changes {
    fn note(&mut self, why: &'static str) {
        self.why.get_or_insert(why);
    }
}

fn shorter_host(parts: &UrlParts, site: Site, changes: &mut Changes) -> Option<&'static str> {
    // A port or a user would be lost.
    if parts.authority.len() != parts.host.len() {
        return None;
    }
    let has_www = parts.host.get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www."));
    match site {
        Site::Github if has_www => {
            changes.note("the prefix `www.`");
            Some("github.com")
        }
        Site::ArxivMirror if has_www => {
            changes.note("the prefix `www.`");
            Some("arxiv.org")
        }
        // Other pages stay: programs are asked to use `export.`.
        Site::ArxivMirror if ArxivUrl::of(parts, site).is_some_and(|url| url.host == ArxivHost::Mirror) => {
            changes.note("the mirror's name");
            Some("arxiv.org")
        }
        _ => None,
    }
}

fn shorten_paper(parts: &mut UrlParts, site: Site, changes: &mut Changes) {
    let Some(url) = ArxivUrl::of(parts, site) else { return };
    if url.form == ArxivForm::Abstract && !url.extension.is_empty() && url.rest.is_empty() {
        changes.note("the ending of a file on an abstract's page");
        parts.path = &parts.path[..parts.path.len() - url.extension.len()];
    }
    drop_empty(parts, changes);
}

/// Returns whether it is a whole repository.
fn shorten_repository(parts: &mut UrlParts, changes: &mut Changes) -> bool {
    let Some(repository) = Repository::of_path(parts.path) else { return false };
    if !repository.is_whole() {
        return false;
    }
    let without_slash = parts.path.trim_end_matches('/');
    let without_git = without_slash.strip_suffix(".git").unwrap_or(without_slash);
    if without_git.len() < without_slash.len() {
        changes.note("the ending `.git`");
    } else if without_slash.len() < parts.path.len() {
        changes.note("the slash at the end");
    }
    parts.path = without_git;
    drop_empty(parts, changes);
    true
}

/// Removes a `?` or `#` with no text after it.
fn drop_empty(parts: &mut UrlParts, changes: &mut Changes) {
    if parts.fragment == Some("") {
        changes.note("the `#` at the end");
        parts.fragment = None;
    }
    if parts.query == Some("") {
        changes.note("the `?`");
        parts.query = None;
    }
}

/// Returns the query without unneeded parameters; none if all of them are needed.
fn shorter_query(
    parts: &UrlParts,
    host: &str,
    site: Site,
    whole_repository: bool,
    changes: &mut Changes,
) -> Option<String> {
    let query = parts.query?;
    // After a URL in the path or query, parameters may belong to that URL.
    if query.contains("://") || parts.path.contains(":/") || ARCHIVES.contains(&host) {
        return None;
    }
    let is_readme = |name: &str, value: &str| whole_repository && name == "tab" && value == "readme-ov-file";
    if !params(query).any(|(name, value, _)| is_readme(name, value) || is_tracking(site, name)) {
        return None;
    }
    let mut shorter = String::with_capacity(query.len());
    for (name, value, param) in params(query) {
        if is_readme(name, value) {
            changes.note("the readme's tab");
        } else if is_tracking(site, name) {
            changes.note("a tracking parameter");
        } else {
            if !shorter.is_empty() {
                shorter.push('&');
            }
            shorter.push_str(param);
        }
    }
    Some(shorter)
}

/// Returns whether a URL names a page over unencrypted `http:`.
#[must_use]
pub fn is_plain_http(url: &str) -> bool {
    url.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://"))
}

/// Returns the URL with `https:`, if it has `http:` and its host is known to serve the same pages over `https:`.
#[must_use]
pub fn secure(url: &str) -> Option<String> {
    is_securable(url).then(|| format!("https{}", &url[4..]))
}

/// Returns whether a URL has `http:` and its host is known to serve the same pages over `https:`.
#[must_use]
pub fn is_securable(url: &str) -> bool {
    if !is_plain_http(url) {
        return false;
    }
    let parts = UrlParts::split(url);
    // A different port is a different service.
    parts.authority.len() == parts.host.len() && serves_https(&lower_host(parts.host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortens() {
        let cases = [
            ("https://www.arxiv.org/abs/2401.00001", "https://arxiv.org/abs/2401.00001", "the prefix `www.`"),
            ("http://export.arxiv.org/abs/2401.00001v2", "http://arxiv.org/abs/2401.00001v2", "the mirror's name"),
            (
                "https://browse.arxiv.org/pdf/2401.00001.pdf",
                "https://arxiv.org/pdf/2401.00001.pdf",
                "the mirror's name",
            ),
            ("https://web3.arxiv.org/abs/cs/0112017", "https://arxiv.org/abs/cs/0112017", "the mirror's name"),
            (
                "https://arxiv.org/abs/2401.00001.pdf",
                "https://arxiv.org/abs/2401.00001",
                "the ending of a file on an abstract's page",
            ),
            ("https://arxiv.org/pdf/2401.00001?", "https://arxiv.org/pdf/2401.00001", "the `?`"),
            ("https://arxiv.org/abs/2401.00001#", "https://arxiv.org/abs/2401.00001", "the `#` at the end"),
            ("https://github.com/octo/tool.git", "https://github.com/octo/tool", "the ending `.git`"),
            ("https://github.com/octo/tool/", "https://github.com/octo/tool", "the slash at the end"),
            ("https://github.com/octo/tool/#readme", "https://github.com/octo/tool#readme", "the slash at the end"),
            ("https://github.com/octo/tool?tab=readme-ov-file", "https://github.com/octo/tool", "the readme's tab"),
            (
                "https://github.com/octo/tool?tab=readme-ov-file#usage",
                "https://github.com/octo/tool#usage",
                "the readme's tab",
            ),
            (
                "https://github.com/octo/tool/?a=b&tab=readme-ov-file&utm_source=c&d",
                "https://github.com/octo/tool?a=b&d",
                "the slash at the end",
            ),
            ("https://www.github.com/octo", "https://github.com/octo", "the prefix `www.`"),
            ("https://WWW.GitHub.com/Octo/Tool", "https://github.com/Octo/Tool", "the prefix `www.`"),
            ("https://GitHub.com/Octo", "https://github.com/Octo", "the capital letters of the host's name"),
            ("https://Medium.com/@octo", "https://medium.com/@octo", "the capital letters of the host's name"),
            ("https://example.org/?utm_source=a&b=c&utm_x=d#e", "https://example.org/?b=c#e", "a tracking parameter"),
            ("https://example.org?utm_source=a", "https://example.org", "a tracking parameter"),
            ("https://例え.テスト/?fbclid=a", "https://例え.テスト/", "a tracking parameter"),
            ("https://youtu.be/abcdefghijk?si=x&t=3", "https://youtu.be/abcdefghijk?t=3", "a tracking parameter"),
            (
                "https://www.youtube.com/watch?v=abcdefghijk&ab_channel=x&pp=y",
                "https://www.youtube.com/watch?v=abcdefghijk",
                "a tracking parameter",
            ),
            (
                "https://openreview.net/forum?id=aB3_-xyz12&referrer=%5Ba%5D(%2Fb)&noteId=c",
                "https://openreview.net/forum?id=aB3_-xyz12&noteId=c",
                "a tracking parameter",
            ),
        ];
        for (url, shorter, why) in cases {
            assert_eq!(canonical(url), Some(Canonical { url: shorter.to_owned(), why }), "{url}");
            assert_eq!(canonical(shorter), None, "{shorter}");
        }
    }

    #[test]
    fn keeps_what_is_needed() {
        for url in [
            "",
            "#a",
            "docs/a.md/",
            "https://arxiv.org/abs/2401.00001v1",
            "https://arxiv.org/pdf/2401.00001.pdf",
            "https://export.arxiv.org/api/query?id_list=2401.00001",
            "https://ar5iv.labs.arxiv.org/html/2401.00001",
            "https://github.com/octo/tool#readme",
            "https://github.com/octo/tool/tree/main/",
            "https://github.com/octo/",
            "https://github.com/octo/tool/blob/main/a.git",
            "https://github.com/octo/tool?tab=License-1-ov-file",
            "https://github.com/octo/tool/blob/main/a.md?tab=readme-ov-file",
            "https://gist.github.com/octo/0123abcd.git",
            "https://Example.org/A",
            "https://www.example.org/",
            "https://example.org/?si=a&feature=b&referrer=c",
            "https://www.youtube.com/watch?v=abcdefghijk&t=3s",
            "https://web.archive.org/web/2020/https://example.org/?utm_source=a",
            "https://example.org/go?url=https://example.com/?a&utm_source=b",
            "https://example.org/?",
            "mailto:a@example.org?utm_source=b",
        ] {
            assert_eq!(canonical(url), None, "{url}");
        }
    }

    #[test]
    fn secures() {
        let cases = [
            ("http://arxiv.org/abs/2401.00001", Some("https://arxiv.org/abs/2401.00001")),
            ("HTTP://www.YouTube.com/", Some("https://www.YouTube.com/")),
            ("http://octo.github.io/a?b#c", Some("https://octo.github.io/a?b#c")),
            ("http://example.org/", None),
            ("http://arxiv.org:8080/", None),
            ("http://notgithub.com/", None),
            ("https://arxiv.org/", None),
            ("http:/arxiv.org/", None),
            ("arxiv.org", None),
        ];
        for (url, expected) in cases {
            assert_eq!(secure(url).as_deref(), expected, "{url}");
        }
        assert!(is_plain_http("http://example.org"));
        assert!(!is_plain_http("https://example.org"));
        assert!(!is_plain_http("http:/é"));
    }
}
