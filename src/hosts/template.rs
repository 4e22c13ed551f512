//! The template of a badge's URL: its spelling without the repository or paper.

use super::{
    ImageKind, Repository,
    parts::{UrlParts, offset_in, params},
    shields::{GithubBadge, shows},
    sites::{Site, site},
    static_badge::written_text,
};

/// The URL of a badge's image with a gap for the repository or the identifier. Two badges are spelled alike if their
/// templates are equal, and a template can be filled in for another repository or paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Template<'s> {
    /// The kind of badge: badges of one kind are compared, such as `github/stars`, `github/commit-activity/m`, `arxiv`.
    pub kind: &'s str,
    /// The URL before the gap; the whole URL if there is no gap (only arXiv's name).
    pub prefix: &'s str,
    /// The URL after the gap; none if there is no gap.
    pub suffix: Option<&'s str>,
}

impl Template<'_> {
    /// Returns the URL for another repository (`owner/name`) or another paper (its identifier).
    #[must_use]
    pub fn render(&self, subject: &str) -> String {
        let Some(suffix) = self.suffix else { return self.prefix.to_owned() };
        let is_static = self.kind == ARXIV && !self.prefix.contains('?');
        let subject = if is_static { written_text(subject) } else { subject.to_owned() };
        [self.prefix, &subject, suffix].concat()
    }

    /// Returns the URL for another repository.
    #[must_use]
    pub fn render_repository(&self, repository: &Repository) -> String {
        self.render(&format!("{}/{}", repository.owner, repository.name))
    }

    /// Returns whether badges of both templates look alike: shields.io generates the same image with `.svg` and without
    /// (<https://shields.io/docs/>).
    #[must_use]
    pub fn looks_like(&self, other: &Template) -> bool {
        let bare = |text: &str| match text.split_once(".svg") {
            Some((before, after)) if after.is_empty() || after.starts_with('?') => [before, after].concat(),
            _ => text.to_owned(),
        };
        self.prefix.contains("//img.shields.io/")
            && bare(self.prefix) == bare(other.prefix)
            && self.suffix.map(bare) == other.suffix.map(bare)
    }

    /// Returns the parameter `label` as written. A reader sees it, so badges may have different labels on purpose.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        let (_, query) = self.suffix.unwrap_or(self.prefix).split_once('?')?;
        params(query).find_map(|(name, value, _)| (name == "label").then_some(value))
    }
}

/// The kind of a label for a paper on arXiv.
const ARXIV: &str = "arxiv";

/// Returns the template of a badge from its image's URL. Returns none if it shows neither a number of a whole
/// repository nor a label for a paper on arXiv, or if its URL contains the repository or paper more than once.
#[must_use]
pub fn template(url: &str) -> Option<Template<'_>> {
    template_of(url, &shows(url))
}

/// Like [`template`], for an image whose content is known.
#[must_use]
pub fn template_of<'s>(url: &'s str, shows: &ImageKind<'s>) -> Option<Template<'s>> {
    match shows {
        ImageKind::Repository { .. } => repository_template(url),
        ImageKind::Arxiv(None) => Some(Template { kind: ARXIV, prefix: url, suffix: None }),
        ImageKind::Arxiv(Some(id)) => {
            let version = id.version.map_or(0, |version| 2 + version.checked_ilog10().unwrap_or_default() as usize);
            cut(url, ARXIV, offset_in(url, id.id), id.id.len() + version, id.id)
        }
        ImageKind::Badge | ImageKind::Picture => None,
    }
}

fn repository_template(url: &str) -> Option<Template<'_>> {
    let parts = UrlParts::split(url);
    if !matches!(site(parts.host), Site::Shields | Site::Badgen) {
        return None;
    }
    let path = parts.path.strip_prefix('/')?;
    let badge = GithubBadge::of_path(path)?;
    // A branch or a label belongs to this repository only; the count of all downloads does not.
    if !badge.rest.is_empty() && badge.metric != "downloads" {
        return None;
    }
    let repository = badge.repository;
    let kind_end = offset_in(path, badge.metric) + badge.metric.len();
    // `.git` after the name belongs to the spelling: if the list's badges do not have it, no badge needs it.
    let length = repository.owner.len() + 1 + repository.name.len();
    cut(url, &path[..kind_end], offset_in(url, repository.owner), length, repository.name)
}

fn cut<'s>(url: &'s str, kind: &'s str, at: usize, length: usize, name: &str) -> Option<Template<'s>> {
    let (prefix, rest) = url.split_at_checked(at)?;
    let (_, suffix) = rest.split_at_checked(length)?;
    // `&link=https://github.com/owner/name`: in the template, it would still link to this repository.
    let again = suffix.split_once('?').is_some_and(|(_, query)| query.contains(name) && query.contains("://"));
    (!again).then_some(Template { kind, prefix, suffix: Some(suffix) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_and_renders() {
        // URL; kind, for another subject
        let cases = [
            (
                "https://img.shields.io/github/stars/octo/tool.svg?style=social&label=Star",
                ("github/stars", "https://img.shields.io/github/stars/new/thing.svg?style=social&label=Star"),
            ),
            (
                "https://img.shields.io/github/stars/octo/tool",
                ("github/stars", "https://img.shields.io/github/stars/new/thing"),
            ),
            (
                "http://img.shields.io/github/commit-activity/m/octo/tool.json",
                ("github/commit-activity/m", "http://img.shields.io/github/commit-activity/m/new/thing.json"),
            ),
            (
                "https://img.shields.io/github/downloads/octo/tool/total?x",
                ("github/downloads", "https://img.shields.io/github/downloads/new/thing/total?x"),
            ),
            (
                "https://badgen.net/github/stars/octo/tool.git",
                ("github/stars", "https://badgen.net/github/stars/new/thing.git"),
            ),
        ];
        for (url, (kind, rendered)) in cases {
            let template = template(url).unwrap();
            assert_eq!((template.kind, template.render("new/thing").as_str()), (kind, rendered), "{url}");
        }
        let cases = [
            (
                "https://img.shields.io/badge/arXiv-2401.00001v12-red.svg?x",
                "https://img.shields.io/badge/arXiv-hep--th%2F9901001-red.svg?x",
            ),
            (
                "https://img.shields.io/static/v1?label=arXiv&message=2401.00001",
                "https://img.shields.io/static/v1?label=arXiv&message=hep-th/9901001",
            ),
            ("https://img.shields.io/badge/arXiv-red.svg", "https://img.shields.io/badge/arXiv-red.svg"),
        ];
        for (url, rendered) in cases {
            let template = template(url).unwrap();
            assert_eq!((template.kind, template.render("hep-th/9901001").as_str()), ("arxiv", rendered), "{url}");
        }
    }

    #[test]
    fn compares_spellings() {
        let same = |a, b| template(a).unwrap() == template(b).unwrap();
        assert!(same("https://img.shields.io/github/stars/a/b?x", "https://img.shields.io/github/stars/octo/tool?x"));
        assert!(!same("https://img.shields.io/github/stars/a/b?x", "https://img.shields.io/github/stars/a/b.svg?x"));
        assert!(!same("https://img.shields.io/github/stars/a/b", "https://img.shields.io/github/forks/a/b"));
        // Escapes that an identifier needs do not make a different spelling.
        let new = "https://img.shields.io/badge/arXiv-2401.00001-red.svg";
        assert!(same("https://img.shields.io/badge/arXiv-hep--th/9901001-red.svg", new));
        assert!(same("https://img.shields.io/badge/arXiv-hep--th%2F9901001-red.svg", new));
        assert!(!same("https://img.shields.io/github/stars/a/b.git", "https://img.shields.io/github/stars/a/b"));
        assert_eq!(
            template("https://img.shields.io/github/stars/a/b?style=flat&label=Code").unwrap().label(),
            Some("Code")
        );
        assert_eq!(template("https://img.shields.io/github/stars/a/b").unwrap().label(), None);
    }

    #[test]
    fn has_none_where_nothing_can_be_replaced() {
        for url in [
            "https://img.shields.io/github/last-commit/octo/tool/main",
            "https://img.shields.io/github/stars/octo/tool?link=https://github.com/octo/tool",
            "https://github.com/octo/tool/actions/workflows/ci.yml/badge.svg",
            "https://img.shields.io/badge/a-b-red",
            "https://example.org/a.png",
            "",
        ] {
            assert_eq!(template(url), None, "{url}");
        }
    }
}
