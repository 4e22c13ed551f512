//! The targets that URLs name. Only this module knows the grammar of URLs on particular hosts.
//!
//! - `parts.rs`: splits a URL into its parts; `sites.rs`: the tables of hosts
//! - `arxiv.rs`, `github.rs`, `youtube.rs`: the targets of URLs on these hosts; `papers.rs`: papers, by registry
//! - `shields.rs`, `static_badge.rs`: the content of images from badge services; `template.rs`: the templates of their
//!   URLs
//! - `malformed/`: URLs that lead nowhere; `canonical.rs`: URLs with unneeded parts; `identity.rs`: equal targets
//! - `retired.rs`: services that have closed; `plain.rs`: URLs that no rule needs to check
//! - `mention.rs`: targets that a text names
//!
//! All functions take a URL and return slices of it. They are cheap enough to be called for every link.

pub mod arxiv;
pub mod canonical;
pub mod github;
pub mod identity;
pub mod malformed;
mod mention;
mod papers;
pub mod parts;
mod plain;
mod retired;
pub mod shields;
mod sites;
pub mod static_badge;
pub mod template;
pub mod youtube;

pub use arxiv::{ArxivForm, ArxivHost, ArxivId, ArxivUrl};
pub use canonical::{Canonical, canonical, is_plain_http, is_securable, is_tracked, secure};
pub use github::{Repository, is_user_picture, pages_owner};
pub use identity::{Identity, identity, identity_of};
pub use malformed::{Malformed, badge_malformed, malformed};
pub use mention::names_another;
pub use papers::{Paper, Registry};
pub use parts::{UrlParts, percent_decoded};
pub use plain::target_and_plain;
pub use retired::retired;
pub use shields::shows;
pub use static_badge::StaticBadge;
pub use template::{Template, template, template_of};

use memchr::memchr2;
use sites::{Site, site};

/// The target of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'s> {
    /// Nothing: `[x]()`.
    Empty,
    /// A paper in any form (abstract, PDF, another site's view of it).
    Paper(Paper<'s>),
    /// A repository on GitHub, or a part of one.
    Repository(Repository<'s>),
    /// A video on YouTube.
    Video(&'s str),
    /// A place in the same text, without the `#`.
    Anchor(&'s str),
    /// A relative path, without query and fragment: a file of the same repository.
    File(&'s str),
    /// Any other web page.
    Page,
    /// Another scheme: `mailto:`, `ftp:`, `tel:`.
    Other,
}

impl<'s> Target<'s> {
    /// Returns the paper on arXiv that the link leads to.
    #[must_use]
    pub const fn arxiv(&self) -> Option<ArxivId<'s>> {
        match self {
            Self::Paper(Paper::Arxiv(id)) => Some(*id),
            _ => None,
        }
    }
}

/// The content of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageKind<'s> {
    /// A number of a GitHub repository (`stars`, `forks`, `last-commit`…).
    Repository {
        /// The metric as it is written in the badge service's path.
        metric: &'s str,
        /// The repository.
        repository: Repository<'s>,
    },
    /// A label for a paper on arXiv, with the paper's identifier if the image has it.
    Arxiv(Option<ArxivId<'s>>),
    /// Any other label or number from a badge service.
    Badge,
    /// A picture.
    Picture,
}

impl ImageKind<'_> {
    /// Returns whether the image comes from a badge service.
    #[must_use]
    pub fn is_badge(&self) -> bool {
        !matches!(self, Self::Picture)
    }
}

/// Returns the target of a link. A malformed URL has the target that its text names: `github.com/o/r` names a file.
#[must_use]
pub fn target(url: &str) -> Target<'_> {
    if url.is_empty() {
        return Target::Empty;
    }
    if let Some(anchor) = url.strip_prefix('#') {
        return Target::Anchor(anchor);
    }
    of_repository(url).unwrap_or_else(|| of_parts(&UrlParts::split(url)))
}

/// Returns the target of a link to GitHub. Half of all links are of this kind and need not be split into all their
/// parts: that saves 4 % of the instructions of a run on a list of 400 KB (callgrind).
fn of_repository(url: &str) -> Option<Target<'_>> {
    let path = url.strip_prefix("https://github.com").filter(|path| path.starts_with('/'))?;
    let bare = memchr2(b'?', b'#', path.as_bytes()).is_none();
    bare.then(|| Repository::of_path(path).map_or(Target::Page, Target::Repository))
}

fn of_parts<'s>(parts: &UrlParts<'s>) -> Target<'s> {
    if !parts.is_web() {
        return if parts.scheme.is_empty() { Target::File(parts.path) } else { Target::Other };
    }
    named(parts, site(parts.host)).unwrap_or(Target::Page)
}

fn named<'s>(parts: &UrlParts<'s>, site: Site) -> Option<Target<'s>> {
    match site {
        Site::Github => Repository::of_path(parts.path).map(Target::Repository),
        Site::Youtube | Site::YoutuBe => youtube::video_of(parts, site).map(Target::Video),
        _ => Paper::of(parts, site).map(Target::Paper),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_targets() {
        let repository = Repository { owner: "octo", name: "tool", part: "" };
        let paper = Target::Paper(Paper::Arxiv(ArxivId { id: "2401.00001", version: None }));
        let cases = [
            ("", Target::Empty),
            ("#a", Target::Anchor("a")),
            ("#", Target::Anchor("")),
            ("docs/a.md#b", Target::File("docs/a.md")),
            ("/LICENSE", Target::File("/LICENSE")),
            ("?a", Target::File("")),
            ("github.com/octo/tool", Target::File("github.com/octo/tool")),
            ("mailto:a@example.org", Target::Other),
            ("https:/example.org", Target::Other),
            ("https://github.com/octo/tool", Target::Repository(repository)),
            ("https://github.com/octo", Target::Page),
            ("https://octo.github.io/tool", Target::Page),
            ("https://arxiv.org/abs/2401.00001", paper),
            ("https://doi.org/10.48550/arXiv.2401.00001", paper),
            ("https://arxiv.org/list/cs.CL/recent", Target::Page),
            ("https://youtu.be/abcdefghijk", Target::Video("abcdefghijk")),
            ("https://例え.テスト/", Target::Page),
        ];
        for (url, expected) in cases {
            assert_eq!(target(url), expected, "{url}");
        }
    }

    /// Generates URLs from pieces that occur together in real lists, with any text between them.
    fn urls() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "https://",
            "http://",
            "//",
            "/",
            "?",
            "#",
            "&",
            "=",
            ".",
            ":",
            "-",
            "_",
            "%20",
            " ",
            "（",
            "é",
            ")",
            "](",
            "www.",
            "github.com",
            "octo",
            "tool",
            ".git",
            "tree/main",
            "readme",
            "tab=readme-ov-file",
            "utm_source=a",
            "arxiv.org",
            "export.",
            "abs/",
            "pdf/",
            "2401.00001",
            "2401.0001",
            "v2",
            ".pdf",
            "hep-th/9901001",
            "arXiv",
            "img.shields.io",
            "github/stars/",
            "badge/",
            "label=",
            ".svg",
            "youtu.be/",
            "abcdefghijk",
            "si=a",
            "doi.org/10.",
            "openreview.net/forum?id=",
            "example.org",
        ]);
        let starts = prop::sample::select(vec![
            "",
            "https://",
            "https://github.com/octo/tool",
            "http://www.GitHub.com/",
            "https://arxiv.org/abs/",
            "http://export.arxiv.org/pdf/",
            "https://img.shields.io/github/stars/octo/tool",
            "https://youtu.be/",
            "https://img.shields.io/badge/",
            "https://openreview.net/forum?id=aB3_-xyz12",
            "https://example.org/a",
        ]);
        let rest = prop::collection::vec(prop_oneof![8 => pieces.prop_map(str::to_owned), 1 => ".{0,3}"], 0..8);
        (starts, rest).prop_map(|(start, rest)| start.to_owned() + &rest.concat())
    }

    proptest! {
        // Add inputs that fail to a table of cases by hand.
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn answers_agree_with_each_other(url in urls()) {
            prop_assert_eq!(UrlParts::split(&url).join(), url.clone());
            let _ = (shows(&url), badge_malformed(&url));
            let (named, plain) = target_and_plain(&url);
            prop_assert_eq!(named, target(&url));
            if plain {
                prop_assert_eq!((malformed(&url), canonical(&url), retired(&url)), (None, None, None));
            }
            if let Some(Malformed { repair: Some(repair), .. }) = malformed(&url) {
                prop_assert_eq!(malformed(&repair), None);
            }
            if let Some(shorter) = canonical(&url) {
                prop_assert_eq!(canonical(&shorter.url), None);
                prop_assert_eq!(identity(&shorter.url), identity(&url));
            }
            if let Some(secured) = secure(&url) {
                prop_assert_eq!(identity(&secured), identity(&url));
            }
            if let Some(template) = template(&url) {
                let rendered = template.render(if template.kind == "arxiv" { "2312.00001" } else { "other/thing" });
                prop_assert_eq!(super::template(&rendered).map(|other| other.kind), Some(template.kind));
            }
        }
    }
}
