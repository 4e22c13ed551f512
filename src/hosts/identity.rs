//! Compares the targets of URLs.

use std::hash::{Hash, Hasher};

use memchr::memchr2;

use super::{
    Registry, Target,
    canonical::is_tracking,
    parts::{UrlParts, lower_host, params},
    sites::{Site, site_of_lower},
    target,
};

/// A key that is equal for two spellings of the same target. It borrows from the URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Identity<'s>(Key<'s>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'s> {
    /// The two parts of [`Paper::key`](super::Paper::key).
    Paper(Registry, Folded<'s>, &'s str),
    /// The start time in a video makes a different target.
    Video(&'s str, Option<&'s str>),
    Repository {
        owner: Folded<'s>,
        name: Folded<'s>,
        part: &'s str,
        query: Query<'s>,
        fragment: &'s str,
    },
    Page {
        host: Folded<'s>,
        path: &'s str,
        query: Query<'s>,
        fragment: &'s str,
    },
    /// Other schemes such as `mailto:`, as written.
    Other(&'s str),
}

/// Text that is compared ignoring case.
#[derive(Debug, Clone, Copy)]
struct Folded<'s>(&'s str);

impl PartialEq for Folded<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(other.0)
    }
}

impl Eq for Folded<'_> {}

impl Hash for Folded<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.bytes().for_each(|byte| state.write_u8(byte.to_ascii_lowercase()));
    }
}

/// A query that is compared without its tracking parameters.
#[derive(Debug, Clone, Copy)]
struct Query<'s> {
    text: &'s str,
    site: Site,
    /// Whether the parameter for the readme's tab, which GitHub shows by default, is ignored too.
    whole_repository: bool,
}

impl<'s> Query<'s> {
    fn params(self) -> impl Iterator<Item = &'s str> {
        params(self.text)
            .filter(move |(name, value, param)| {
                let readme = self.whole_repository && *name == "tab" && *value == "readme-ov-file";
                !param.is_empty() && !readme && !is_tracking(self.site, name)
            })
            .map(|(.., param)| param)
    }
}

impl PartialEq for Query<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.params().eq(other.params())
    }
}

impl Eq for Query<'_> {}

impl Hash for Query<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        if !self.text.is_empty() {
            self.params().for_each(|param| param.hash(state));
        }
        state.write_u8(0xfe);
    }
}

/// Returns the identity of a link's target; none for anchors, relative paths and empty targets.
#[must_use]
pub fn identity(url: &str) -> Option<Identity<'_>> {
    identity_of(url, target(url))
}

/// Like [`identity`], for a URL whose target is known.
#[must_use]
pub fn identity_of<'s>(url: &'s str, target: Target<'s>) -> Option<Identity<'s>> {
    // The identity of most targets needs no parsing.
    let parts = || {
        if memchr2(b'?', b'#', url.as_bytes()).is_some() { UrlParts::split(url) } else { UrlParts::default() }
    };
    let key = match target {
        Target::Empty | Target::Anchor(_) | Target::File(_) => return None,
        Target::Paper(paper) => {
            let (folded, exact) = paper.key();
            Key::Paper(paper.registry(), Folded(folded), exact)
        }
        Target::Video(id) => {
            let parts = parts();
            Key::Video(id, parts.param("t").or_else(|| parts.param("start")))
        }
        Target::Repository(repository) => {
            let parts = parts();
            let whole = repository.is_whole();
            let fragment = parts.fragment.unwrap_or_default();
            Key::Repository {
                owner: Folded(repository.owner),
                name: Folded(repository.name),
                part: repository.part,
                query: Query { text: parts.query.unwrap_or_default(), site: Site::Github, whole_repository: whole },
                fragment: if whole && matches!(fragment, "readme" | "readme-ov-file") { "" } else { fragment },
            }
        }
        Target::Page => page(&UrlParts::split(url)),
        Target::Other => Key::Other(url),
    };
    Some(Identity(key))
}

fn page<'s>(parts: &UrlParts<'s>) -> Key<'s> {
    let host = parts.authority.rsplit_once('@').map_or(parts.authority, |(_, host)| host);
    let bare = match host.get(..4) {
        Some(www) if www.eq_ignore_ascii_case("www.") => &host[4..],
        _ => host,
    };
    Key::Page {
        host: Folded(bare),
        path: parts.path.strip_suffix('/').unwrap_or(parts.path),
        query: Query {
            text: parts.query.unwrap_or_default(),
            site: if parts.query.is_some() { site_of_lower(&lower_host(parts.host)) } else { Site::Other },
            whole_repository: false,
        },
        fragment: parts.fragment.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, RandomState};

    use super::*;

    #[test]
    fn equal_targets_have_equal_identities() {
        let groups: [&[&str]; 9] = [
            &[
                "https://arxiv.org/abs/2401.00001",
                "http://www.arxiv.org/pdf/2401.00001v2.pdf",
                "https://doi.org/10.48550/arXiv.2401.00001",
                "https://huggingface.co/papers/2401.00001",
            ],
            &["https://arxiv.org/abs/math.GT/0309136", "https://arxiv.org/pdf/math/0309136v1"],
            &[
                "https://github.com/octo/tool",
                "http://www.github.com/Octo/Tool.git",
                "https://github.com/octo/tool/#readme",
                "https://github.com/octo/tool?tab=readme-ov-file",
                "https://github.com/octo/tool?utm_source=x&tab=readme-ov-file#readme",
            ],
            &["https://github.com/octo/tool/tree/main/a", "https://github.com/OCTO/tool/tree/main/a/"],
            &["https://doi.org/10.1000/ABC", "http://dx.doi.org/10.1000/abc"],
            &["https://www.youtube.com/watch?v=abcdefghijk", "https://youtu.be/abcdefghijk?si=x"],
            &["https://openreview.net/forum?id=aB3_-xyz12", "https://openreview.net/pdf?id=aB3_-xyz12"],
            &[
                "https://example.org",
                "http://www.Example.org/",
                "https://example.org/?utm_source=a&fbclid=b",
                "//example.org?",
            ],
            &["https://example.org/a?b=c&d", "https://example.org/a/?utm_medium=x&b=c&gclid=y&d"],
        ];
        let state = RandomState::new();
        for group in groups {
            for url in group {
                assert_eq!(identity(url), identity(group[0]), "{url}");
                assert_eq!(state.hash_one(identity(url)), state.hash_one(identity(group[0])), "{url}");
            }
        }
        for (at, group) in groups.iter().enumerate() {
            for other in &groups[at + 1..] {
                assert_ne!(identity(group[0]), identity(other[0]));
            }
        }
    }

    #[test]
    fn different_targets_differ() {
        let pairs = [
            ("https://github.com/octo/tool", "https://github.com/octo/tool/tree/main"),
            ("https://github.com/octo/tool", "https://github.com/octo/tool#usage"),
            ("https://github.com/octo/tool", "https://github.com/octo/tool?tab=License-1-ov-file"),
            ("https://youtu.be/abcdefghijk", "https://youtu.be/abcdefghijK"),
            ("https://youtu.be/abcdefghijk?t=1", "https://youtu.be/abcdefghijk?t=2"),
            ("https://example.org/a", "https://example.org/A"),
            ("https://example.org/a", "https://example.org/a#b"),
            ("https://example.org/a?b=1", "https://example.org/a?b=2"),
            ("https://example.org/a?feature=1", "https://example.org/a?feature=2"),
            ("https://example.org/", "https://sub.example.org/"),
            ("https://example.org:8080/", "https://example.org/"),
            ("mailto:a@example.org", "mailto:b@example.org"),
        ];
        for (a, b) in pairs {
            assert_ne!(identity(a), identity(b), "{a} {b}");
        }
        for url in ["", "#a", "docs/a.md", "github.com/octo/tool"] {
            assert_eq!(identity(url), None, "{url}");
        }
    }
}
