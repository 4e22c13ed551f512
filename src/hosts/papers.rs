//! Papers, by the registries that name them: arXiv, digital object identifiers, OpenReview, the ACL Anthology.
//!
//! A new registry is a variant of [`Registry`] and of [`Paper`], with a reader of its URLs.

use std::borrow::Cow;

use super::{
    arxiv::{self, ArxivForm, ArxivId, ArxivUrl},
    parts::{UrlParts, percent_decoded},
    sites::Site,
};
use crate::text::strip_suffix_ignore_case;

/// A registry that gives identifiers to papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Registry {
    /// arXiv.
    Arxiv,
    /// The registries of digital object identifiers.
    Doi,
    /// The ACL Anthology.
    Anthology,
    /// OpenReview.
    OpenReview,
}

impl Registry {
    /// All registries. One that more readers know comes earlier.
    pub const ALL: [Self; 4] = [Self::Arxiv, Self::Doi, Self::Anthology, Self::OpenReview];

    /// Returns the name in data: `arxiv`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Arxiv => "arxiv",
            Self::Doi => "doi",
            Self::Anthology => "anthology",
            Self::OpenReview => "openreview",
        }
    }

    /// Returns the name of the site on which a paper of this registry is published; none if the registry has papers of
    /// any publisher, or has a field of its own in BibTeX.
    #[must_use]
    pub const fn site_name(self) -> Option<&'static str> {
        match self {
            Self::Arxiv | Self::Doi => None,
            Self::Anthology => Some("ACL Anthology"),
            Self::OpenReview => Some("OpenReview"),
        }
    }

    /// Returns whether two identifiers that differ only in case are different papers.
    #[must_use]
    pub const fn is_case_sensitive(self) -> bool {
        matches!(self, Self::OpenReview)
    }

    /// Returns the paper with an identifier in the form of [`Paper::identifier`].
    #[must_use]
    pub fn paper(self, identifier: &str) -> Option<Paper<'_>> {
        match self {
            Self::Arxiv => ArxivId::parse(identifier).map(Paper::Arxiv),
            Self::Doi => Some(Paper::Doi(identifier)),
            Self::Anthology => is_anthology_id(identifier).then_some(Paper::Anthology(identifier)),
            Self::OpenReview => is_submission(identifier).then_some(Paper::OpenReview(identifier)),
        }
    }
}

/// A paper, with its identifier as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper<'s> {
    /// A paper on arXiv.
    Arxiv(ArxivId<'s>),
    /// A digital object identifier, without its resolver.
    Doi(&'s str),
    /// A paper of the ACL Anthology.
    Anthology(&'s str),
    /// A submission to OpenReview.
    OpenReview(&'s str),
}

impl<'s> Paper<'s> {
    pub(super) fn of(parts: &UrlParts<'s>, site: Site) -> Option<Self> {
        match site {
            Site::Arxiv | Site::ArxivMirror | Site::ArxivView | Site::HuggingFace => {
                ArxivUrl::of(parts, site).map(|url| Self::Arxiv(url.id))
            }
            Site::Doi | Site::Acm => match ArxivUrl::of(parts, site) {
                Some(url) => Some(Self::Arxiv(url.id)),
                None => doi(parts, site).map(Self::Doi),
            },
            Site::OpenReview => submission(parts).map(Self::OpenReview),
            Site::Anthology | Site::AclWeb => anthology(parts, site).map(Self::Anthology),
            Site::Github | Site::Youtube | Site::YoutuBe | Site::Shields | Site::Badgen | Site::Other => None,
        }
    }

    /// Returns the registry.
    #[must_use]
    pub const fn registry(&self) -> Registry {
        match self {
            Self::Arxiv(_) => Registry::Arxiv,
            Self::Doi(_) => Registry::Doi,
            Self::Anthology(_) => Registry::Anthology,
            Self::OpenReview(_) => Registry::OpenReview,
        }
    }

    /// Returns the identifier without version and without the escapes of a URL.
    #[must_use]
    pub fn identifier(&self) -> Cow<'s, str> {
        match *self {
            Self::Arxiv(id) => Cow::Borrowed(id.id),
            Self::Doi(doi) => percent_decoded(doi.trim_end_matches('/')),
            Self::Anthology(id) | Self::OpenReview(id) => Cow::Borrowed(id),
        }
    }

    /// Returns whether both are the same paper of one registry.
    #[must_use]
    pub fn same(&self, other: &Paper) -> bool {
        if let (Self::Arxiv(one), Paper::Arxiv(other)) = (self, other) {
            return one.same(other);
        }
        let (one, two) = (self.identifier(), other.identifier());
        let is_same = if self.registry().is_case_sensitive() { one == two } else { one.eq_ignore_ascii_case(&two) };
        is_same && self.registry() == other.registry()
    }

    /// Returns two parts of the identifier that are the same for all spellings of it: the first ignoring case, the
    /// second as written.
    pub(super) fn key(&self) -> (&'s str, &'s str) {
        match *self {
            Self::Arxiv(id) => id.key(),
            Self::Doi(doi) => (doi.trim_end_matches('/'), ""),
            Self::Anthology(id) => (id, ""),
            Self::OpenReview(id) => ("", id),
        }
    }

    /// Returns the year, and the month (1 to 12) if known, in which the identifier says that the paper appeared.
    #[must_use]
    pub fn appeared(&self) -> Option<(i32, Option<u32>)> {
        match self {
            Self::Arxiv(id) => id.month().map(|(year, month)| (year, Some(month))),
            Self::Anthology(id) => anthology_year(id).map(|year| (year, None)),
            Self::Doi(_) | Self::OpenReview(_) => None,
        }
    }

    /// Returns the registry's own URL of the paper.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::Arxiv(id) => arxiv::url_of(id.id, None, ArxivForm::Abstract),
            Self::Doi(doi) => format!("https://doi.org/{doi}"),
            Self::Anthology(id) => format!("https://aclanthology.org/{id}/"),
            Self::OpenReview(id) => format!("https://openreview.net/forum?id={id}"),
        }
    }
}

/// Returns a digital object identifier as written, without its resolver: `10.1000/182`.
///
/// The grammar: <https://www.doi.org/the-identifier/resources/handbook/>, section 2.2.
fn doi<'s>(parts: &UrlParts<'s>, site: Site) -> Option<&'s str> {
    let path = parts.path.strip_prefix('/')?;
    let doi = match site {
        Site::Doi => path,
        Site::Acm => {
            let path = path.strip_prefix("doi/")?;
            ["abs/", "pdf/", "full/", "fullHtml/", "epdf/", "book/"]
                .iter()
                .find_map(|form| path.strip_prefix(form))
                .unwrap_or(path)
        }
        _ => return None,
    };
    let after = doi.strip_prefix("10.")?;
    let (registrant, name) = after.split_once('/').or_else(|| after.split_once("%2F"))?;
    let is_registrant = !registrant.is_empty() && registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (is_registrant && !name.is_empty()).then_some(doi)
}

/// Returns the identifier of a submission to OpenReview; identifiers are case-sensitive.
fn submission<'s>(parts: &UrlParts<'s>) -> Option<&'s str> {
    if !matches!(parts.path, "/forum" | "/pdf" | "/attachment") {
        return None;
    }
    let id = parts.param("id")?;
    is_submission(id).then_some(id)
}

pub(super) fn is_submission(id: &str) -> bool {
    id.len() >= 5 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Returns the identifier of a paper of the ACL Anthology: `2022.acl-long.577` or `P18-1001`.
///
/// The grammar: <https://aclanthology.org/info/ids/>.
fn anthology<'s>(parts: &UrlParts<'s>, site: Site) -> Option<&'s str> {
    let path = parts.path.trim_end_matches('/');
    let last = match site {
        Site::Anthology => path.strip_prefix('/')?.trim_start_matches("papers/"),
        // `/anthology/P18-1001` and `/anthology/P/P18/P18-1001.pdf`.
        Site::AclWeb => path.strip_prefix("/anthology/")?.rsplit('/').next()?,
        _ => return None,
    };
    let id = [".pdf", ".bib"].iter().find_map(|ending| strip_suffix_ignore_case(last, ending)).unwrap_or(last);
    is_anthology_id(id).then_some(id)
}

pub(super) fn is_anthology_id(id: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut pieces = id.split('.');
    match (pieces.next(), pieces.next(), pieces.next(), pieces.next()) {
        (Some(year), Some(volume), Some(number), None) => {
            year.len() == 4
                && digits(year)
                && digits(number)
                && volume.split_once('-').is_some_and(|(venue, name)| {
                    let is_word = |text: &str| {
                        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                    };
                    is_word(venue) && is_word(name)
                })
        }
        (Some(old), None, ..) => {
            let bytes = old.as_bytes();
            bytes.len() == 8
                && bytes[0].is_ascii_alphabetic()
                && bytes[3] == b'-'
                && bytes[1..3].iter().chain(&bytes[4..]).all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

/// Returns 2022 for `2022.acl-long.577` and 2018 for `P18-1001`. The Anthology's oldest papers are from 1952.
/// <https://aclanthology.org/info/ids/>
fn anthology_year(id: &str) -> Option<i32> {
    match id.split_once('.') {
        Some((year, _)) => year.parse().ok(),
        None => {
            let year: i32 = id.get(1..3)?.parse().ok()?;
            Some(if year >= 50 { 1900 + year } else { 2000 + year })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Target, identity, target},
        *,
    };

    #[test]
    fn reads_papers() {
        let cases = [
            ("https://doi.org/10.1000/ABC.1(2)", Target::Paper(Paper::Doi("10.1000/ABC.1(2)"))),
            ("http://dx.doi.org/10.1000/182", Target::Paper(Paper::Doi("10.1000/182"))),
            ("https://doi.org/10.1000%2F182", Target::Paper(Paper::Doi("10.1000%2F182"))),
            ("https://dl.acm.org/doi/10.1145/1.2", Target::Paper(Paper::Doi("10.1145/1.2"))),
            ("https://dl.acm.org/doi/pdf/10.1145/1.2?download=true", Target::Paper(Paper::Doi("10.1145/1.2"))),
            ("https://doi.org/10.48550/ARXIV.2401.0001", Target::Paper(Paper::Doi("10.48550/ARXIV.2401.0001"))),
            ("https://doi.org/11.1000/182", Target::Page),
            ("https://doi.org/10.1000", Target::Page),
            ("https://openreview.net/forum?id=aB3_-xyz12&noteId=q", Target::Paper(Paper::OpenReview("aB3_-xyz12"))),
            ("https://openreview.net/pdf?id=aB3_-xyz12", Target::Paper(Paper::OpenReview("aB3_-xyz12"))),
            (
                "https://openreview.net/attachment?id=aB3_-xyz12&name=pdf",
                Target::Paper(Paper::OpenReview("aB3_-xyz12")),
            ),
            ("https://openreview.net/group?id=Venue.cc/2024", Target::Page),
            ("https://openreview.net/forum?id=a.b", Target::Page),
            ("https://aclanthology.org/2022.acl-long.577/", Target::Paper(Paper::Anthology("2022.acl-long.577"))),
            ("https://aclanthology.org/P18-1001.pdf", Target::Paper(Paper::Anthology("P18-1001"))),
            ("https://www.aclweb.org/anthology/P/P18/P18-1001.pdf", Target::Paper(Paper::Anthology("P18-1001"))),
            ("https://www.aclweb.org/anthology/2020.acl-main.1/", Target::Paper(Paper::Anthology("2020.acl-main.1"))),
            ("https://aclanthology.info/papers/P18-1001", Target::Paper(Paper::Anthology("P18-1001"))),
            ("https://aclanthology.org/venues/acl/", Target::Page),
            ("https://aclanthology.org/volumes/2022.acl-long/", Target::Page),
            ("https://aclanthology.org/", Target::Page),
            ("https://www.aclweb.org/portal/", Target::Page),
        ];
        for (url, expected) in cases {
            assert_eq!(target(url), expected, "{url}");
        }
    }

    #[test]
    fn papers_say_what_their_identifiers_say() {
        // URL; registry, identifier, year and month, the registry's URL
        for (url, registry, identifier, appeared, own) in [
            (
                "https://arxiv.org/pdf/2401.00001v2",
                Registry::Arxiv,
                "2401.00001",
                Some((2024, Some(1))),
                "https://arxiv.org/abs/2401.00001",
            ),
            (
                "https://dl.acm.org/doi/abs/10.1145/1.2",
                Registry::Doi,
                "10.1145/1.2",
                None,
                "https://doi.org/10.1145/1.2",
            ),
            ("https://doi.org/10.1000%2F182", Registry::Doi, "10.1000/182", None, "https://doi.org/10.1000/182"),
            (
                "https://aclanthology.org/P18-1001.pdf",
                Registry::Anthology,
                "P18-1001",
                Some((2018, None)),
                "https://aclanthology.org/P18-1001/",
            ),
            (
                "https://aclanthology.org/2022.acl-long.577",
                Registry::Anthology,
                "2022.acl-long.577",
                Some((2022, None)),
                "https://aclanthology.org/2022.acl-long.577/",
            ),
            (
                "https://openreview.net/pdf?id=aB3_-xyz12",
                Registry::OpenReview,
                "aB3_-xyz12",
                None,
                "https://openreview.net/forum?id=aB3_-xyz12",
            ),
        ] {
            let Target::Paper(paper) = target(url) else { panic!("{url}") };
            assert_eq!((paper.registry(), &*paper.identifier(), paper.appeared()), (registry, identifier, appeared));
            let named = registry.paper(identifier).unwrap();
            assert_eq!(named.url(), own, "{url}");
            assert!(named.same(&paper), "{url}");
            // Identities do not read the escapes of a URL.
            assert_eq!(identity(own) == identity(url), !url.contains('%'), "{url}");
        }
    }

    #[test]
    fn papers_are_the_same_ignoring_case_where_their_registry_does() {
        let same = |one: Paper, other: Paper| one.same(&other);
        assert!(same(Paper::Doi("10.1000/ABC/"), Paper::Doi("10.1000/abc")));
        assert!(same(Paper::Anthology("P18-1001"), Paper::Anthology("p18-1001")));
        assert!(!same(Paper::OpenReview("aaaaB"), Paper::OpenReview("aaaab")));
        assert!(!same(Paper::Anthology("P18-1001"), Paper::Doi("P18-1001")));
        for registry in Registry::ALL {
            let is_exact = registry.is_case_sensitive();
            for id in ["hep-th/9901001", "10.1000/abc", "p18-1001", "aaaab"] {
                let upper = id.to_ascii_uppercase();
                if let Some((one, other)) = registry.paper(id).zip(registry.paper(&upper)) {
                    assert_eq!(one.same(&other), !is_exact, "{registry:?} {id}");
                }
            }
        }
    }
}
