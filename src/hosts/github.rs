//! Repositories on GitHub.

use memchr::memchr_iter;

use super::{
    parts::{UrlParts, lower_host},
    sites::{Site, site},
};
use crate::words::{self, WordSet};

/// A repository, and the part of it that a URL names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repository<'s> {
    /// The owner as written.
    pub owner: &'s str,
    /// The name as written, without `.git`.
    pub name: &'s str,
    /// The path after `owner/name/`; empty for the repository itself.
    pub part: &'s str,
}

/// First segments of paths that are GitHub's own pages, so no account has these names.
static RESERVED: WordSet<{ words::slots(RESERVED_FILE) }> = WordSet::read(RESERVED_FILE);
const RESERVED_FILE: &str = include_str!("github_pages.txt");

/// The length of the longest names of an account and of a repository, in bytes.
const OWNER_LENGTH: usize = 39;
const NAME_LENGTH: usize = 100;

impl<'s> Repository<'s> {
    /// Reads a URL of github.com; none if it does not name a repository.
    #[must_use]
    pub fn parse(url: &'s str) -> Option<Self> {
        let parts = UrlParts::split(url);
        (parts.is_web() && site(parts.host) == Site::Github).then(|| Self::of_path(parts.path))?
    }

    /// Returns whether both are the same repository, ignoring case and parts.
    #[must_use]
    pub fn same(&self, other: &Repository) -> bool {
        self.owner.eq_ignore_ascii_case(other.owner) && self.name.eq_ignore_ascii_case(other.name)
    }

    /// Returns whether it is the repository itself rather than a part of it.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.part.is_empty()
    }

    /// Reads `/owner/name/part`, as on github.com.
    pub(super) fn of_path(path: &'s str) -> Option<Self> {
        let path = path.strip_prefix('/')?;
        // One search finds both separators, because nearly every link of a list is read here.
        let mut slashes = memchr_iter(b'/', path.as_bytes());
        let (owner, rest) = path.split_at(slashes.next()?);
        let name = &rest[1..slashes.next().map_or(rest.len(), |at| at - owner.len())];
        let part = rest.get(name.len() + 2..).unwrap_or_default();
        let repository = Self::new(owner, name)?;
        Some(Self { part: part.trim_end_matches('/'), ..repository })
    }

    pub(super) fn new(owner: &'s str, name: &'s str) -> Option<Self> {
        let name = name.strip_suffix(".git").unwrap_or(name);
        (is_owner(owner) && is_name(name)).then_some(Self { owner, name, part: "" })
    }
}

/// Returns whether an account can have this name.
pub(super) fn is_owner(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= OWNER_LENGTH
        // Accounts that are managed by a company have an underscore.
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && !text.starts_with('-')
        && !RESERVED.contains(text)
}

/// Returns whether a repository can have this name.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= NAME_LENGTH
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        && !matches!(text, "." | "..")
}

/// Returns the account whose GitHub Pages a URL shows: `octo` of `https://octo.github.io/tool`. This only suggests the
/// repository `octo/tool` or `octo/octo.github.io`; it is not certain.
#[must_use]
pub fn pages_owner(url: &str) -> Option<&str> {
    let parts = UrlParts::split(url);
    let at = parts.host.len().checked_sub(".github.io".len())?;
    let is_pages = lower_host(parts.host).ends_with(".github.io");
    (parts.is_web() && is_pages && is_owner(&parts.host[..at])).then(|| &parts.host[..at])
}

/// Returns whether the URL of an image is a picture of a GitHub user or organization.
#[must_use]
pub fn is_user_picture(url: &str) -> bool {
    // Most images are badges: cheap to reject.
    url.contains("avatars")
        && UrlParts::split(url).host.starts_with("avatars")
        && url.contains(".githubusercontent.com/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_repositories() {
        // URL; owner, name, part
        let cases = [
            ("https://github.com/octo/tool", ("octo", "tool", "")),
            ("http://www.GitHub.com/Octo/Tool.git/", ("Octo", "Tool", "")),
            ("https://github.com/octo/tool/", ("octo", "tool", "")),
            ("https://github.com/octo/tool?tab=readme-ov-file#usage", ("octo", "tool", "")),
            ("https://github.com/octo/tool/tree/main/sub/", ("octo", "tool", "tree/main/sub")),
            ("https://github.com/octo/tool.js/blob/main/a%20b.md", ("octo", "tool.js", "blob/main/a%20b.md")),
            ("//github.com/octo-cat/.github", ("octo-cat", ".github", "")),
            ("https://github.com/octo_corp/tool", ("octo_corp", "tool", "")),
        ];
        for (url, (owner, name, part)) in cases {
            assert_eq!(Repository::parse(url), Some(Repository { owner, name, part }), "{url}");
        }
        for url in [
            "https://github.com",
            "https://github.com/octo",
            "https://github.com/octo/",
            "https://github.com//octo/tool",
            "https://github.com/topics/lists",
            "https://github.com/Sponsors/octo",
            "https://github.com/octo/tool,",
            "https://github.com/octo/名前",
            "https://github.com/octo/..",
            "https://gist.github.com/octo/0123abcd",
            "https://example.org/octo/tool",
            "github.com/octo/tool",
            "git://github.com/octo/tool.git",
        ] {
            assert_eq!(Repository::parse(url), None, "{url}");
        }
    }

    #[test]
    fn compares_names_in_any_case() {
        let a = Repository::parse("https://github.com/octo/tool").unwrap();
        assert!(a.same(&Repository::parse("https://github.com/Octo/TOOL/issues").unwrap()));
        assert!(!a.same(&Repository::parse("https://github.com/octo/tools").unwrap()));
    }

    #[test]
    fn finds_the_owner_of_pages() {
        assert_eq!(pages_owner("https://Octo.GitHub.io/tool/"), Some("Octo"));
        assert_eq!(pages_owner("https://github.io/tool/"), None);
        assert_eq!(pages_owner("https://a.b.github.io/tool/"), None);
        assert_eq!(pages_owner("https://例.github.io/"), None);
        assert_eq!(pages_owner("octo.github.io"), None);
    }
}
