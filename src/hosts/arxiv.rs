//! URLs that name a paper on arXiv; `id.rs` has the identifiers.

mod id;

use super::{
    parts::UrlParts,
    sites::{Site, site},
};
use crate::text::{strip_prefix_ignore_case, strip_suffix_ignore_case};

pub use id::ArxivId;
pub(super) use id::Flaw;

/// The form of a paper at a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArxivForm {
    /// `/abs/`, or any other page about the paper.
    Abstract,
    /// `/pdf/`.
    Pdf,
    /// `/html/`.
    Html,
    /// The source and other files.
    Other,
}

/// The site that shows a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArxivHost {
    /// `arxiv.org`.
    Main,
    /// Another name of the same site: `www.`, `export.`, `browse.`, `download.`, `web3.arxiv.org`.
    Mirror,
    /// The resolver of digital object identifiers.
    Doi,
    /// Another site that shows arXiv's papers: ar5iv, alphaXiv, Hugging Face…
    View,
}

/// A URL that names a paper on arXiv.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArxivUrl<'s> {
    /// The paper.
    pub id: ArxivId<'s>,
    /// The form of the paper.
    pub form: ArxivForm,
    /// The site.
    pub host: ArxivHost,
    /// The ending as written, such as `.pdf`; empty if there is none.
    pub extension: &'s str,
    /// The path after identifier and ending: `/x1.png` of `/html/2401.00001v1/x1.png`.
    pub rest: &'s str,
}

impl<'s> ArxivUrl<'s> {
    /// Reads a URL; none if it does not name a paper on arXiv, or has an impossible identifier.
    #[must_use]
    pub fn parse(url: &'s str) -> Option<Self> {
        let parts = UrlParts::split(url);
        Self::of(&parts, site(parts.host))
    }

    pub(super) fn of(parts: &UrlParts<'s>, site: Site) -> Option<Self> {
        if !parts.is_web() {
            return None;
        }
        let place = place(parts, site)?;
        let (token, rest) = token(place.token);
        let (token, extension) = without_extension(token);
        Some(Self { id: ArxivId::parse(token)?, form: place.form, host: place.host, extension, rest })
    }
}

/// Returns arXiv's own URL of a paper.
#[must_use]
pub fn url_of(id: &str, version: Option<u32>, form: ArxivForm) -> String {
    let folder = match form {
        ArxivForm::Pdf => "pdf",
        ArxivForm::Html => "html",
        ArxivForm::Abstract | ArxivForm::Other => "abs",
    };
    match version {
        Some(version) => format!("https://arxiv.org/{folder}/{id}v{version}"),
        None => format!("https://arxiv.org/{folder}/{id}"),
    }
}

/// The part of a URL that must be an identifier.
pub(super) struct Place<'s> {
    pub(super) form: ArxivForm,
    pub(super) host: ArxivHost,
    /// The path, starting at the identifier.
    pub(super) token: &'s str,
}

/// The folders of arXiv's own site that hold papers
/// (<https://github.com/arXiv/arxiv-browse>, `browse/routes/ui.py`).
const FOLDERS: &[(&str, ArxivForm)] = &[
    ("abs", ArxivForm::Abstract),
    ("pdf", ArxivForm::Pdf),
    ("html", ArxivForm::Html),
    ("format", ArxivForm::Other),
    ("src", ArxivForm::Other),
    ("e-print", ArxivForm::Other),
    ("ps", ArxivForm::Other),
    ("bibtex", ArxivForm::Other),
];

pub(super) fn place<'s>(parts: &UrlParts<'s>, site: Site) -> Option<Place<'s>> {
    let path = parts.path.strip_prefix('/')?;
    let (folder, token) = path.split_once('/')?;
    let (form, host) = match site {
        Site::Arxiv | Site::ArxivMirror => {
            let host = if site == Site::Arxiv { ArxivHost::Main } else { ArxivHost::Mirror };
            if folder == "ftp" {
                // `/ftp/arxiv/papers/2401/2401.00001.pdf`; older papers in that folder have no archive in the path.
                let token = token.rsplit('/').next()?;
                return Some(Place { form: ArxivForm::Pdf, host, token });
            }
            (FOLDERS.iter().find(|(name, _)| *name == folder)?.1, host)
        }
        Site::Doi => {
            if folder != "10.48550" {
                return None;
            }
            let token = strip_prefix_ignore_case(token, "arxiv.")?;
            return Some(Place { form: ArxivForm::Abstract, host: ArxivHost::Doi, token });
        }
        Site::ArxivView => {
            let form = match folder {
                "abs" | "overview" | "papers" | "arxiv" => ArxivForm::Abstract,
                "pdf" => ArxivForm::Pdf,
                "html" => ArxivForm::Html,
                _ => return None,
            };
            (form, ArxivHost::View)
        }
        // Other pages of that folder list the papers of a day: `/papers/date/…`.
        Site::HuggingFace if folder == "papers" && token.starts_with(|c: char| c.is_ascii_digit()) => {
            (ArxivForm::Abstract, ArxivHost::View)
        }
        _ => return None,
    };
    Some(Place { form, host, token })
}

/// Splits the identifier (two segments in the old scheme) from the text after it.
pub(super) fn token(text: &str) -> (&str, &str) {
    let old = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && strip_prefix_ignore_case(text, "arxiv:").is_none_or(|id| id.starts_with(|c: char| c.is_ascii_alphabetic()));
    let end = text.match_indices('/').nth(usize::from(old)).map_or(text.len(), |(at, _)| at);
    text.split_at(end)
}

/// Splits an ending such as `.pdf` from an identifier.
pub(super) fn without_extension(token: &str) -> (&str, &str) {
    for extension in [".pdf", ".ps", ".gz", ".md"] {
        if let Some(id) = strip_suffix_ignore_case(token, extension) {
            return (id, &token[id.len()..]);
        }
    }
    (token, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_urls() {
        use ArxivForm::*;
        use ArxivHost::*;
        // URL; identifier, version, form, host, ending, rest
        let cases = [
            ("https://arxiv.org/abs/2401.00001", ("2401.00001", None, Abstract, Main, "", "")),
            ("http://ArXiv.org/pdf/2401.00001v2.pdf#page=3", ("2401.00001", Some(2), Pdf, Main, ".pdf", "")),
            ("https://www.arxiv.org/pdf/2401.00001?x", ("2401.00001", None, Pdf, Mirror, "", "")),
            ("http://download.arxiv.org/pdf/2401.00001v1", ("2401.00001", Some(1), Pdf, Mirror, "", "")),
            ("https://web3.arxiv.org/abs/2401.00001/", ("2401.00001", None, Abstract, Mirror, "", "/")),
            ("https://export.arxiv.org/e-print/cs/0112017", ("cs/0112017", None, Other, Mirror, "", "")),
            ("https://arxiv.org/html/2401.00001v1/x1.png", ("2401.00001", Some(1), Html, Main, "", "/x1.png")),
            ("https://arxiv.org/abs/arXiv:hep-th/9901001v2", ("hep-th/9901001", Some(2), Abstract, Main, "", "")),
            ("https://arxiv.org/ftp/arxiv/papers/1801/1801.00001.pdf", ("1801.00001", None, Pdf, Main, ".pdf", "")),
            ("//arxiv.org/abs/1801.00001", ("1801.00001", None, Abstract, Main, "", "")),
            ("https://doi.org/10.48550/arXiv.2401.00001", ("2401.00001", None, Abstract, Doi, "", "")),
            ("https://ar5iv.labs.arxiv.org/html/2401.00001", ("2401.00001", None, Html, View, "", "")),
            ("https://www.alphaxiv.org/overview/2401.00001", ("2401.00001", None, Abstract, View, "", "")),
            ("https://huggingface.co/papers/2401.00001.md", ("2401.00001", None, Abstract, View, ".md", "")),
            ("https://www.arxiv-vanity.com/papers/2401.00001/", ("2401.00001", None, Abstract, View, "", "/")),
        ];
        for (url, (id, version, form, host, extension, rest)) in cases {
            let expected = ArxivUrl { id: ArxivId { id, version }, form, host, extension, rest };
            assert_eq!(ArxivUrl::parse(url), Some(expected), "{url}");
        }
        for url in [
            "https://arxiv.org",
            "https://arxiv.org/list/cs.CL/recent",
            "https://arxiv.org/abs/2401.0001",
            "https://arxiv.org/abs//2401.00001",
            "https://example.org/abs/2401.00001",
            "https://huggingface.co/papers/date/2024-01-01",
            "https://doi.org/10.1145/2401.00001",
            "ftp://arxiv.org/abs/2401.00001",
            "abs/2401.00001",
        ] {
            assert_eq!(ArxivUrl::parse(url), None, "{url}");
        }
    }

    #[test]
    fn writes_urls() {
        assert_eq!(url_of("2401.00001", None, ArxivForm::Abstract), "https://arxiv.org/abs/2401.00001");
        assert_eq!(url_of("cs/0112017", Some(2), ArxivForm::Pdf), "https://arxiv.org/pdf/cs/0112017v2");
    }
}
