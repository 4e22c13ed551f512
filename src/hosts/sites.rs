//! Tables of the hosts that the project knows.

use super::parts::lower_host;
use crate::words::{self, WordSet};

/// A site whose URLs have a grammar that the project reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Site {
    /// `arxiv.org`.
    Arxiv,
    /// A mirror of `arxiv.org`.
    ArxivMirror,
    /// A site that shows arXiv's papers by identifier.
    ArxivView,
    HuggingFace,
    Github,
    Doi,
    /// A publisher whose pages are named by digital object identifiers.
    Acm,
    OpenReview,
    /// The ACL Anthology.
    Anthology,
    /// The former host of the ACL Anthology.
    AclWeb,
    Youtube,
    /// YouTube's short host.
    YoutuBe,
    /// shields.io, and services with the same grammar.
    Shields,
    /// badgen.net.
    Badgen,
    Other,
}

/// Returns the site of a host, ignoring case.
pub(super) fn site(host: &str) -> Site {
    site_of_lower(&lower_host(host))
}

pub(super) fn site_of_lower(host: &str) -> Site {
    match host {
        "arxiv.org" => Site::Arxiv,
        "www.arxiv.org" | "export.arxiv.org" | "browse.arxiv.org" | "download.arxiv.org" => Site::ArxivMirror,
        "ar5iv.labs.arxiv.org"
        | "ar5iv.org"
        | "www.ar5iv.org"
        | "alphaxiv.org"
        | "www.alphaxiv.org"
        | "arxiv-vanity.com"
        | "www.arxiv-vanity.com"
        | "papers.cool"
        | "scirate.com" => Site::ArxivView,
        "huggingface.co" | "www.huggingface.co" | "hf.co" => Site::HuggingFace,
        "github.com" | "www.github.com" => Site::Github,
        "doi.org" | "www.doi.org" | "dx.doi.org" => Site::Doi,
        "dl.acm.org" => Site::Acm,
        "openreview.net" | "www.openreview.net" => Site::OpenReview,
        "aclanthology.org" | "www.aclanthology.org" | "aclanthology.info" | "www.aclanthology.info" => Site::Anthology,
        "aclweb.org" | "www.aclweb.org" => Site::AclWeb,
        "youtube.com"
        | "www.youtube.com"
        | "m.youtube.com"
        | "music.youtube.com"
        | "youtube-nocookie.com"
        | "www.youtube-nocookie.com" => Site::Youtube,
        "youtu.be" | "www.youtu.be" => Site::YoutuBe,
        "img.shields.io"
        | "shields.io"
        | "www.shields.io"
        | "raster.shields.io"
        | "custom-icon-badges.demolab.com"
        | "custom-icon-badges.herokuapp.com" => Site::Shields,
        "badgen.net" | "flat.badgen.net" => Site::Badgen,
        // `web3.arxiv.org` is one of the site's servers.
        _ if host.strip_prefix("web").and_then(|rest| rest.strip_suffix(".arxiv.org")).is_some_and(is_number) => {
            Site::ArxivMirror
        }
        _ => Site::Other,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Hosts that are known to serve their pages over `https:`.
static HTTPS_HOSTS: WordSet<{ words::slots(HTTPS_HOSTS_FILE) }> = WordSet::read(HTTPS_HOSTS_FILE);
const HTTPS_HOSTS_FILE: &str = include_str!("https_hosts.txt");

/// Parent domains whose direct subdomains all serve `https:`. A certificate covers one level of names.
static HTTPS_PARENTS: WordSet<{ words::slots(HTTPS_PARENTS_FILE) }> = WordSet::read(HTTPS_PARENTS_FILE);
const HTTPS_PARENTS_FILE: &str = include_str!("https_parents.txt");

/// Returns whether the host, in lowercase letters, is known to serve its pages over `https:`.
pub(super) fn serves_https(host: &str) -> bool {
    let bare = host.strip_prefix("www.").unwrap_or(host);
    HTTPS_HOSTS.contains(bare)
        || bare.split_once('.').is_some_and(|(child, parent)| !child.is_empty() && HTTPS_PARENTS.contains(parent))
}

/// Returns whether the project knows the host, in lowercase letters, well enough to check its URLs.
pub(super) fn is_known(host: &str) -> bool {
    site_of_lower(host) != Site::Other || serves_https(host)
}

/// Endings of host names that are unlikely for a file name, so that `example.org/a` without a scheme counts as a host.
pub(super) const HOST_ENDINGS: &[&str] = &["com", "org", "net", "edu", "gov", "io", "dev", "cn", "info"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_hosts_in_any_case() {
        assert_eq!(site("GitHub.com"), Site::Github);
        assert_eq!(site("web7.arxiv.org"), Site::ArxivMirror);
        assert_eq!(site("web.arxiv.org"), Site::Other);
        assert_eq!(site("notgithub.com"), Site::Other);
        assert_eq!(site("gıthub.com"), Site::Other);
        assert_eq!(site(&"a".repeat(300)), Site::Other);
    }

    #[test]
    fn knows_who_serves_https() {
        for host in ["arxiv.org", "www.youtube.com", "octo.github.io", "en.wikipedia.org", "raw.githubusercontent.com"]
        {
            assert!(serves_https(host), "{host}");
        }
        // A name two levels below is not covered by the certificate.
        for host in ["example.org", "a.b.github.io", ".github.io", "github.io.example.org", ""] {
            assert!(!serves_https(host), "{host}");
        }
    }
}
