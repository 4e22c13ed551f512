//! The hosts that the project knows, as tables.

use super::parts::lower_host;
use crate::words::WordSet;

/// A host whose URLs have a grammar that the project reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Site {
    /// `arxiv.org`.
    Arxiv,
    /// Another name of `arxiv.org`.
    ArxivMirror,
    /// A site that shows arXiv's papers by their identifiers.
    ArxivView,
    HuggingFace,
    Github,
    Doi,
    /// Their pages are named by digital object identifiers.
    Acm,
    OpenReview,
    /// The ACL Anthology.
    Anthology,
    /// Its former host.
    AclWeb,
    Youtube,
    /// YouTube's short host.
    YoutuBe,
    /// shields.io, and services with its grammar.
    Shields,
    /// badgen.net.
    Badgen,
    Other,
}

/// Which site a host is, letter case aside.
pub(super) fn site(host: &str) -> Site {
    site_of_lower(&lower_host(host))
}

pub(super) fn site_of_lower(host: &str) -> Site {
    match host {
        "arxiv.org" => Site::Arxiv,
        "www.arxiv.org" | "export.arxiv.org" | "browse.arxiv.org" => Site::ArxivMirror,
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
        // `web3.arxiv.org`: one of the machines behind the site.
        _ if host.strip_prefix("web").and_then(|rest| rest.strip_suffix(".arxiv.org")).is_some_and(is_number) => {
            Site::ArxivMirror
        }
        _ => Site::Other,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Hosts known to serve their pages by `https:`.
static HTTPS_HOSTS: WordSet = WordSet::new(&[
    "aaai.org",
    "aclanthology.org",
    "aclweb.org",
    "addons.mozilla.org",
    "ai.google",
    "ai.googleblog.com",
    "ai.meta.com",
    "amazon.com",
    "apache.org",
    "apps.apple.com",
    "ar5iv.org",
    "arxiv.org",
    "awesome.re",
    "badgen.net",
    "bit.ly",
    "bitbucket.org",
    "blog.google",
    "blog.rust-lang.org",
    "books.google.com",
    "browse.arxiv.org",
    "chrome.google.com",
    "circleci.com",
    "cloud.google.com",
    "codeberg.org",
    "codecov.io",
    "codeforces.com",
    "codepen.io",
    "colab.research.google.com",
    "coursera.org",
    "cran.r-project.org",
    "crates.io",
    "creativecommons.org",
    "dev.to",
    "developer.apple.com",
    "developer.chrome.com",
    "developer.mozilla.org",
    "developers.google.com",
    "discord.com",
    "discord.gg",
    "dl.acm.org",
    "doc.rust-lang.org",
    "docker.com",
    "docs.google.com",
    "docs.python.org",
    "docs.rs",
    "docs.scala-lang.org",
    "doi.org",
    "drive.google.com",
    "dx.doi.org",
    "eclipse.org",
    "ecva.net",
    "export.arxiv.org",
    "facebook.com",
    "fedoraproject.org",
    "figshare.com",
    "gist.github.com",
    "git-scm.com",
    "git.io",
    "github.blog",
    "github.com",
    "gitlab.com",
    "gitter.im",
    "gnu.org",
    "godoc.org",
    "golang.org",
    "goodreads.com",
    "google.com",
    "groups.google.com",
    "hackage.haskell.org",
    "hexdocs.pm",
    "hf.co",
    "hub.docker.com",
    "huggingface.co",
    "i.creativecommons.org",
    "i.imgur.com",
    "ieeexplore.ieee.org",
    "imdb.com",
    "img.shields.io",
    "imgur.com",
    "infoq.com",
    "instagram.com",
    "itunes.apple.com",
    "jmlr.org",
    "jsonapi.org",
    "kaggle.com",
    "kubernetes.io",
    "leetcode.com",
    "link.springer.com",
    "linkedin.com",
    "m.youtube.com",
    "maps.google.com",
    "marketplace.visualstudio.com",
    "mathoverflow.net",
    "mathworks.com",
    "medium.com",
    "metacpan.org",
    "microsoft.com",
    "mirrors.creativecommons.org",
    "mozilla.org",
    "nodejs.org",
    "npmjs.com",
    "npmjs.org",
    "nuget.org",
    "openaccess.thecvf.com",
    "openai.com",
    "openreview.net",
    "oracle.com",
    "packagist.org",
    "papers.neurips.cc",
    "papers.nips.cc",
    "paperswithcode.com",
    "pkg.go.dev",
    "play.google.com",
    "proceedings.mlr.press",
    "proceedings.neurips.cc",
    "pub.dev",
    "pypi.org",
    "pypi.python.org",
    "python.org",
    "pytorch.org",
    "quora.com",
    "readthedocs.org",
    "reddit.com",
    "research.google",
    "research.google.com",
    "rubygems.org",
    "rust-lang.org",
    "scala-lang.org",
    "scholar.google.com",
    "semanticscholar.org",
    "serverfault.com",
    "shields.io",
    "sites.google.com",
    "slack.com",
    "slideshare.net",
    "soundcloud.com",
    "sourceforge.net",
    "stackexchange.com",
    "stackoverflow.com",
    "static.googleusercontent.com",
    "superuser.com",
    "t.me",
    "telegram.me",
    "tensorflow.org",
    "towardsdatascience.com",
    "translate.google.com",
    "travis-ci.org",
    "trello.com",
    "twitch.tv",
    "twitter.com",
    "udemy.com",
    "vimeo.com",
    "visualstudio.com",
    "web.archive.org",
    "web.stanford.edu",
    "wiki.archlinux.org",
    "wikipedia.org",
    "x.com",
    "youtu.be",
    "youtube-nocookie.com",
    "youtube.com",
    "zenodo.org",
    "zhihu.com",
]);

/// Parents whose direct children all serve `https:`: one certificate covers one level of names.
static HTTPS_PARENTS: WordSet = WordSet::new(&[
    "apache.org",
    "arxiv.org",
    "blogspot.com",
    "github.io",
    "githubusercontent.com",
    "gitlab.io",
    "medium.com",
    "netlify.app",
    "readthedocs.io",
    "stackexchange.com",
    "substack.com",
    "vercel.app",
    "wikipedia.org",
    "wordpress.com",
]);

/// Whether the host, in lower case, is known to serve its pages by `https:`.
pub(super) fn serves_https(host: &str) -> bool {
    let bare = host.strip_prefix("www.").unwrap_or(host);
    HTTPS_HOSTS.contains(bare)
        || bare.split_once('.').is_some_and(|(child, parent)| !child.is_empty() && HTTPS_PARENTS.contains(parent))
}

/// Whether the project knows the host, in lower case, well enough to say how its URLs are written.
pub(super) fn is_known(host: &str) -> bool {
    site_of_lower(host) != Site::Other || serves_https(host)
}

/// Endings of host names that no file name is likely to have, so that `example.org/a` without a scheme is a host.
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
        // A name two levels below has no certificate of its own.
        for host in ["example.org", "a.b.github.io", ".github.io", "github.io.example.org", ""] {
            assert!(!serves_https(host), "{host}");
        }
    }
}
