//! Services that have closed or accept no new content.

use super::parts::{UrlParts, lower_host};

/// A closed service: its hosts in lowercase letters, paths that it still serves, and its fate.
struct Retired {
    hosts: &'static [&'static str],
    kept: &'static [&'static str],
    fate: &'static str,
}

/// The services, with the announcements of their owners.
const RETIRED: &[Retired] = &[
    // <https://github.blog/changelog/2022-04-25-git-io-deprecation/>
    Retired { hosts: &["git.io"], kept: &[], fate: "GitHub's shortener, takes no new links since 2022" },
    // <https://rawgit.com/>
    Retired { hosts: &["rawgit.com", "cdn.rawgit.com"], kept: &[], fate: "RawGit, closed since 2018" },
    Retired { hosts: &["arxiv-vanity.com"], kept: &[], fate: "arXiv Vanity, closed" },
    Retired { hosts: &["paperswithcode.com"], kept: &[], fate: "Papers with Code, closed in 2025" },
    // Links from Google's own applications still work.
    // <https://developers.googleblog.com/en/google-url-shortener-links-will-no-longer-be-available/>
    Retired {
        hosts: &["goo.gl"],
        kept: &["/maps", "/photos", "/forms", "/app"],
        fate: "Google's shortener, drops its links since 2025",
    },
    Retired { hosts: &["plus.google.com"], kept: &[], fate: "Google+, closed in 2019" },
    Retired { hosts: &["gitorious.org"], kept: &[], fate: "Gitorious, closed in 2015" },
    Retired { hosts: &["codeplex.com"], kept: &[], fate: "CodePlex, closed in 2017" },
    // <https://www.travis-ci.com/blog/2021-05-07-orgshutdown/>
    Retired {
        hosts: &["travis-ci.org", "api.travis-ci.org"],
        kept: &[],
        fate: "Travis CI's first site, closed in 2021",
    },
    // <https://github.blog/news-insights/product-news/sunsetting-atom/>
    Retired { hosts: &["atom.io"], kept: &[], fate: "the editor Atom, closed in 2022" },
    Retired { hosts: &["bintray.com", "dl.bintray.com"], kept: &[], fate: "Bintray, closed in 2021" },
    Retired { hosts: &["storify.com"], kept: &[], fate: "Storify, closed in 2018" },
    Retired { hosts: &["gratipay.com", "gittip.com"], kept: &[], fate: "Gratipay, closed in 2017" },
    Retired { hosts: &["lgtm.com"], kept: &[], fate: "LGTM, closed in 2022" },
];

/// Returns the fate of the service that a URL leads to; none if it is not known to have closed.
#[must_use]
pub fn retired(url: &str) -> Option<&'static str> {
    let parts = UrlParts::split(url);
    if !parts.is_web() {
        return None;
    }
    let found = of_host(&lower_host(parts.host))?;
    let serves =
        |folder: &str| parts.path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    (!found.kept.iter().any(|folder| serves(folder))).then_some(found.fate)
}

/// Returns whether the service at a host, in lowercase letters, has closed.
pub(super) fn is_retired(host: &str) -> bool {
    of_host(host).is_some()
}

fn of_host(host: &str) -> Option<&'static Retired> {
    let host = host.strip_prefix("www.").unwrap_or(host);
    // Each project on CodePlex had its own subdomain.
    let host = if host.ends_with(".codeplex.com") { "codeplex.com" } else { host };
    RETIRED.iter().find(|retired| retired.hosts.contains(&host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_has_closed() {
        for (url, closed) in [
            ("https://git.io/abc", true),
            ("http://GIT.io", true),
            ("https://cdn.rawgit.com/tea/pot/main/leaf.svg", true),
            ("http://www.arxiv-vanity.com/papers/2401.00001/", true),
            ("https://goo.gl/abc", true),
            ("https://goo.gl/mapsabc", true),
            ("https://goo.gl/maps/abc", false),
            ("https://forms.gle/abc", false),
            ("https://tea.codeplex.com/", true),
            ("https://travis-ci.com/tea/pot", false),
            ("https://example.org/git.io", false),
            ("https://digit.io/abc", false),
            ("git.io/abc", false),
            ("", false),
        ] {
            assert_eq!(retired(url).is_some(), closed, "{url}");
        }
    }
}
