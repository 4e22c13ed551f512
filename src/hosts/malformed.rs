//! URLs that a browser cannot follow as intended.
//!
//! - `scheme.rs`: the scheme is missing, mistyped or doubled, or stray text comes before it
//! - `host.rs`: impossible hosts
//! - `ends.rs`: spaces and stray marks copied from the text around a URL
//! - `known.rs`: URLs that the grammar of a known host rules out
//! - `badge.rs`: images that a badge service cannot generate

mod badge;
mod ends;
mod host;
mod known;
mod scheme;

pub use badge::badge_malformed;
pub(super) use host::is_sticky;

use scheme::is_web_start;

use super::{
    parts::UrlParts,
    sites::{Site, site},
};

/// A defect of a URL, with its repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// The defect, as a phrase that follows the URL in a sentence: "has no `https://`".
    pub what: String,
    /// The intended URL, if there is only one possibility.
    pub repair: Option<String>,
}

impl Malformed {
    fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), repair: None }
    }

    /// Adds a repair, unless the repaired URL is malformed too.
    fn or_repair(mut self, repair: impl Into<String>) -> Self {
        let repair = repair.into();
        if well_formed(&repair) {
            self.repair = Some(repair);
        }
        self
    }
}

fn well_formed(url: &str) -> bool {
    malformed(url).is_none()
}

/// Returns the defect of a link's target, if it has one. Empty targets, anchors, relative paths and schemes outside the
/// web are accepted.
#[must_use]
pub fn malformed(url: &str) -> Option<Malformed> {
    if url.is_empty() || url.starts_with('#') {
        return None;
    }
    if let Some(defect) = scheme::defect(url) {
        return Some(defect);
    }
    let parts = UrlParts::split(url);
    if parts.authority.is_empty() && is_web_start(url) {
        return Some(Malformed::new("names no host"));
    }
    if !parts.is_web() {
        return None;
    }
    if let Some(defect) = host::defect(url, &parts) {
        return Some(defect);
    }
    let site = site(parts.host);
    ends::defect(url, &parts, site).or_else(|| known::defect(url, &parts, site))
}

/// Returns whether the identifiers of a site contain no punctuation, so a full stop after one is not part of it.
fn has_plain_identifiers(site: Site) -> bool {
    matches!(
        site,
        Site::Arxiv
            | Site::ArxivMirror
            | Site::ArxivView
            | Site::OpenReview
            | Site::Anthology
            | Site::AclWeb
            | Site::Youtube
            | Site::YoutuBe
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks cases of a URL, a piece of the message, and the repair.
    fn check(cases: &[(&str, &str, Option<&str>)]) {
        for (url, what, repair) in cases {
            let found = malformed(url).unwrap_or_else(|| panic!("nothing found in {url}"));
            assert!(found.what.contains(what), "{url}: {}", found.what);
            assert_eq!(found.repair.as_deref(), *repair, "{url}");
        }
    }

    #[test]
    fn finds_wrong_schemes() {
        check(&[
            ("github.com/octo/tool", "no `https://`", Some("https://github.com/octo/tool")),
            ("GitHub.com/octo/tool", "no `https://`", Some("https://GitHub.com/octo/tool")),
            (
                "www.youtube.com/watch?v=abcdefghijk",
                "no `https://`",
                Some("https://www.youtube.com/watch?v=abcdefghijk"),
            ),
            ("www.example.org", "no `https://`", None),
            ("example.com/a/b", "no `https://`", None),
            ("en.wikipedia.org/wiki/List", "no `https://`", Some("https://en.wikipedia.org/wiki/List")),
            ("github.com:443/octo/tool", "no `https://`", None),
            ("octo@example.org", "no `mailto:`", Some("mailto:octo@example.org")),
            ("https://https://github.com/octo/tool", "twice", Some("https://github.com/octo/tool")),
            ("http://http://example.org/a", "twice", Some("http://example.org/a")),
            ("https://http://github.com/octo/tool", "twice", Some("https://github.com/octo/tool")),
            ("https://http://example.org/", "twice", None),
            ("https://https//example.org/a", "twice", Some("https://example.org/a")),
            ("http:http://example.org", "twice", Some("http://example.org")),
            ("https:/example.org/a", "`https:/` instead of", Some("https://example.org/a")),
            ("https:///example.org/a", "`https:///` instead of", Some("https://example.org/a")),
            ("https//example.org/a", "`https//` instead of", Some("https://example.org/a")),
            ("https:example.org/a", "`https:` instead of", Some("https://example.org/a")),
            ("htps://example.org/a", "`htps://` instead of", Some("https://example.org/a")),
            ("htts://example.org", "`htts://` instead of", Some("https://example.org")),
            ("hhttps://example.org", "`hhttps://` instead of", Some("https://example.org")),
            ("ttps://example.org", "`ttps://` instead of", Some("https://example.org")),
            ("http:s//example.org", "`http:s//` instead of", Some("https://example.org")),
            ("http//github.com/octo/tool", "`http//` instead of", Some("https://github.com/octo/tool")),
            ("https;//example.org", "`https;//` instead of", Some("https://example.org")),
            ("https：//example.org", "`https：//` instead of", Some("https://example.org")),
            ("https:\\\\example.org", "`https:\\\\` instead of", Some("https://example.org")),
            ("(https://example.org", "begins with a stray `(`", Some("https://example.org")),
            ("(https://example.org/a_(b))", "begins with a stray `(`", Some("https://example.org/a_(b)")),
            ("【https://example.org/a", "begins with a stray `【`", Some("https://example.org/a")),
            ("[https://example.org](https://example.org)", "Markdown", Some("https://example.org")),
            ("[https://example.org/a](https://example.org/b)", "Markdown", None),
        ]);
    }

    #[test]
    fn finds_wrong_hosts() {
        check(&[
            ("https://", "names no host", None),
            ("https:///", "instead of", None),
            ("https://?a", "names no host", None),
            ("https://github.comOcto/tool", "no `/` after `github.com`", Some("https://github.com/Octo/tool")),
            ("https://github.comocto/tool", "no `/` after `github.com`", Some("https://github.com/octo/tool")),
            ("https://arxiv.orgabs/2401.00001", "no `/` after `arxiv.org`", Some("https://arxiv.org/abs/2401.00001")),
            ("https://github.comocto", "no `/` after `github.com`", None),
            ("https://example/a", "no full stop", None),
            ("https://link", "no full stop", None),
            ("https://example.org:port/a", "port", None),
            ("https://example.org:99999/a", "port", None),
            ("https://1.2.3.400/a", "address", None),
            ("https://exa mple.org/a", "space", Some("https://example.org/a")),
            ("https: //example.org/a", "space", Some("https://example.org/a")),
            ("https://exa<mple.org/", "host", None),
        ]);
    }

    #[test]
    fn finds_what_came_along_from_the_text() {
        check(&[
            ("https://example.org/a b", "space", Some("https://example.org/a%20b")),
            ("https://example.org/a, https://example.org/b", "two URLs", None),
            ("https://example.org/ahttps://example.org/b", "two URLs", None),
            ("https://example.org/a\u{200b}", "invisible", Some("https://example.org/a")),
            ("https://example.org/a\u{feff}b", "invisible", Some("https://example.org/ab")),
            ("https://example.org/a]", "stray `]`", Some("https://example.org/a")),
            ("https://example.org/a)", "stray `)`", Some("https://example.org/a")),
            ("https://example.org/a_(b))", "stray `)`", Some("https://example.org/a_(b)")),
            ("https://example.org/a）", "stray `）`", Some("https://example.org/a")),
            ("https://example.org/a。", "stray `。`", Some("https://example.org/a")),
            ("https://example.org/a>", "stray `>`", Some("https://example.org/a")),
            ("https://example.org/a\"", "stray `\"`", Some("https://example.org/a")),
            ("https://example.org/a.html.", "stray `.`", Some("https://example.org/a.html")),
            ("https://example.org/a/,", "stray `,`", Some("https://example.org/a/")),
            ("https://example.org,", "stray `,`", Some("https://example.org")),
            ("https://example.org/a.pdf),", "stray `),`", Some("https://example.org/a.pdf")),
            ("https://arxiv.org/abs/2401.00001.", "stray `.`", Some("https://arxiv.org/abs/2401.00001")),
            ("https://arxiv.org/abs/2401.00001])", "stray `])`", Some("https://arxiv.org/abs/2401.00001")),
            (
                "https://openreview.net/forum?id=aB3_-xyz12.",
                "stray `.`",
                Some("https://openreview.net/forum?id=aB3_-xyz12"),
            ),
            (
                "https://aclanthology.org/2022.acl-long.577.",
                "stray `.`",
                Some("https://aclanthology.org/2022.acl-long.577"),
            ),
            ("https://github.com/octo/tool,", "stray `,`", Some("https://github.com/octo/tool")),
            ("https://github.com/octo/tool.", "stray `.`", None),
        ]);
    }

    #[test]
    fn finds_what_known_hosts_rule_out() {
        check(&[
            ("https://github.com//octo/tool", "`//`", Some("https://github.com/octo/tool")),
            ("https://github.com/octo//tool", "`//`", Some("https://github.com/octo/tool")),
            ("https://github.com/https://github.com/octo/tool", "two URLs", Some("https://github.com/octo/tool")),
            ("https://arxiv.org/abs//2401.00001", "`//`", Some("https://arxiv.org/abs/2401.00001")),
            ("https://arxiv.org//pdf/2401.00001v2.pdf", "`//`", Some("https://arxiv.org/pdf/2401.00001v2.pdf")),
            ("https://arxiv.org/2401.00001", "no `abs/`", Some("https://arxiv.org/abs/2401.00001")),
            ("https://arxiv.org/2401.00001.pdf", "no `pdf/`", Some("https://arxiv.org/pdf/2401.00001.pdf")),
            ("https://arxiv.org/abs/abs/2401.00001", "`abs/` twice", Some("https://arxiv.org/abs/2401.00001")),
            ("https://arxiv.org/abs/2401.0001", "4 digits", None),
            ("https://arxiv.org/pdf/2401.000001.pdf", "6 digits", None),
            ("https://arxiv.org/abs/1401.00001", "5 digits", None),
            ("https://arxiv.org/abs/2413.00001", "month", None),
            ("https://arxiv.org/abs/0601.0001", "month", None),
            ("https://arxiv.org/abs/2401.00000", "number zero", None),
            ("https://arxiv.org/abs/2401.00001v", "version", Some("https://arxiv.org/abs/2401.00001")),
            ("https://arxiv.org/pdf/2401.00001v.pdf", "version", Some("https://arxiv.org/pdf/2401.00001.pdf")),
            ("https://arxiv.org/abs/", "no paper", None),
            ("https://arxiv.org/abs/link", "no valid arXiv identifier", None),
            ("https://arxiv.org/pdf/2401.00001.pds", "`.pds` instead", Some("https://arxiv.org/pdf/2401.00001.pdf")),
            (
                "https://arxiv.org/pdf/2401.00001v2.pfd",
                "`.pfd` instead",
                Some("https://arxiv.org/pdf/2401.00001v2.pdf"),
            ),
            ("https://arxiv.org/pdf/2401.00001.html", "no valid arXiv identifier", None),
            ("https://arxiv.org/abs/24010.0001", "no valid arXiv identifier", None),
            ("https://arxiv.org/abs/2401.00001%20", "stray `%20`", Some("https://arxiv.org/abs/2401.00001")),
            ("https://doi.org/10.48550/arXiv.2401.0001", "4 digits", None),
            ("https://huggingface.co/papers/2401.000001", "6 digits", None),
        ]);
    }

    #[test]
    fn lets_good_urls_pass() {
        for url in [
            "",
            "#a",
            "#",
            "?a=b",
            "docs/a.md",
            "./docs/a.md",
            "../README.md",
            "/LICENSE",
            "README_zh.md",
            "LICENSE",
            "路径/文件.md",
            "figures/a b.png",
            "v1.2/a.md",
            "logo.ai",
            "jquery.net.js",
            ".github/CONTRIBUTING.md",
            "Module::Name",
            "org.example.Class",
            "//example.org/a",
            "mailto:octo@example.org?subject=a b",
            "tel:+123",
            "vscode:extension/octo.tool",
            "itms-apps://itunes.apple.com/app/id1",
            "ftp://example.org/a",
            "javascript:void(0)",
            "data:image/png;base64,AAAA",
            "magnet:?xt=urn:btih:0",
            "HTTPS://EXAMPLE.ORG/",
            "https://example.org",
            "https://example.org?a=b",
            "https://example.org/a.",
            "https://en.wikipedia.org/wiki/Tool_(software)",
            "https://en.wikipedia.org/wiki/Octo_Inc.",
            "https://ja.wikipedia.org/wiki/名前。",
            "https://zh.wikipedia.org/wiki/工具（软件）",
            "https://zh.wikipedia.org/wiki/%E5%B7%A5%E5%85%B7",
            "https://example.org/a?b[]=c&d[e]=f",
            "https://example.org/a?b[]",
            "https://example.org/{id}",
            "https://example.org/~octo/a;b,c=d",
            "https://example.org/a#:~:text=one,two.",
            "https://web.archive.org/web/2020/https://example.org/a",
            "https://web.archive.org/web/2020id_/http://example.org/a",
            "https://example.org/?url=https://example.com/a",
            "https://example.org/?https://example.com/a",
            "https://example.org/share?text=Title:https://example.com",
            "https://example.org/#https://example.com",
            "https://r.example.org/http://example.com",
            "https://例え.テスト/路径?问=答",
            "https://bücher.example.org/",
            "https://xn--bcher-kva.example.org",
            "http://under_score.example.org/",
            "http://127.0.0.1:8080/a",
            "http://[2001:db8::1]/a",
            "http://localhost:3000",
            "http://localhost",
            "http://0xC0A80001",
            "http://3232235521/",
            "https://example.xn--p1ai/",
            "https://user@example.org/a",
            "https://example.org:8443/a",
            "https://example.org./a",
            "https://github.community/t/a",
            "https://githubcompare.example.org/a",
            "https://github.com",
            "https://github.com/",
            "https://github.com/octo",
            "https://github.com/octo/tool/blob/main//a.md",
            "https://github.com/octo/tool/wiki/Why%3F",
            "https://github.com/octo/tool/wiki/名前",
            "https://github.com/octo/tool/compare/a...b",
            "https://arxiv.org",
            "https://arxiv.org/",
            "https://arxiv.org/abs/2401.00001v2",
            "https://arxiv.org/abs/hep-th/9901001",
            "https://arxiv.org/abs/2401.00001?context=cs.CL",
            "https://arxiv.org/abs/2401.00001/",
            "https://arxiv.org/html/2401.00001v1/x1.png",
            "https://arxiv.org/ftp/cs/papers/0504/0504063.pdf",
            "https://arxiv.org/list/cs.CL/recent",
            "https://arxiv.org/search/?query=2401.1",
            "https://arxiv.org/a/octo_c_1",
            "https://huggingface.co/papers/date/2024-01-01",
            "https://huggingface.co/papers",
            "https://example.org/a'b",
            "https://example.org/a!",
            "https://example.org/a?",
            "https://example.org/a|b",
        ] {
            assert_eq!(malformed(url), None, "{url}");
        }
    }

    #[test]
    fn survives_anything() {
        let pieces = [
            "https",
            "http",
            ":",
            "/",
            "//",
            "é",
            "(",
            "）",
            " ",
            "github.com",
            "arxiv.org",
            "abs/",
            "2401.0",
            "@",
            "%",
            "",
        ];
        for a in pieces {
            for b in pieces {
                for c in pieces {
                    for d in pieces {
                        let url = [a, b, c, d].concat();
                        if let Some(Malformed { repair: Some(repair), .. }) = malformed(&url) {
                            assert_eq!(malformed(&repair), None, "{url}");
                        }
                    }
                }
            }
        }
    }
}
