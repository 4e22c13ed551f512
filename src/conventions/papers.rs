//! The pages of arXiv papers that a list links to.

use super::convention::{Convention, Topic};
use crate::{
    config::PaperForm,
    hosts::{ArxivForm, ArxivHost, ArxivUrl},
    list::{Link, List},
    votes::{Question, criteria},
};

/// The pages of arXiv papers that a list links to. Many lists mix them.
#[derive(Debug)]
pub struct PaperLinks {
    /// The page.
    pub form: Question<ArxivForm>,
    /// The votes on whether a link leads to a particular version.
    pub versioned: Question<bool>,
}

/// Returns the name of a page.
#[must_use]
pub fn form_name(form: ArxivForm) -> &'static str {
    match form {
        ArxivForm::Pdf => "the PDF",
        ArxivForm::Html => "the HTML page",
        ArxivForm::Abstract | ArxivForm::Other => "the abstract",
    }
}

/// A link of an entry to a paper on arXiv, not to a place inside it.
#[derive(Debug, Clone, Copy)]
pub struct PaperLink<'l, 't> {
    /// The link.
    pub link: &'l Link<'t>,
    /// The page that it leads to.
    pub form: ArxivForm,
    /// Whether that is the page of one version.
    pub versioned: bool,
}

/// Returns the links of entries to papers on arXiv, without links to places inside a paper.
pub fn links<'l, 't>(list: &'l List<'t>) -> impl Iterator<Item = PaperLink<'l, 't>> + use<'l, 't> {
    let links = list.links.iter().filter(|link| link.entry.is_some() && !link.repeats && link.target.arxiv().is_some());
    links.filter_map(|link| {
        // The commonest links show by their first letters that they lead to an abstract.
        if link.needs_no_url_check && !is_pdf(link.url) {
            return Some(PaperLink { link, form: ArxivForm::Abstract, versioned: false });
        }
        let url = url_of(link)?;
        Some(PaperLink { link, form: url.form, versioned: url.id.version.is_some() })
    })
}

/// Returns the URL of a link to a paper on arXiv; none if it leads to a place inside it.
#[must_use]
pub fn url_of<'t>(link: &Link<'t>) -> Option<ArxivUrl<'t>> {
    ArxivUrl::parse(link.url).filter(|url| is_page(url, link.url))
}

/// Returns whether a usual URL of a paper, which leads to its abstract or its PDF, leads to the PDF.
fn is_pdf(url: &str) -> bool {
    let web = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    web.is_some_and(|rest| rest.starts_with("arxiv.org/pdf/"))
}

/// Returns whether a URL leads to a paper on arXiv, and not to a place inside it.
fn is_page(url: &ArxivUrl, text: &str) -> bool {
    url.host == ArxivHost::Main
        && url.form != ArxivForm::Other
        && url.rest.trim_matches('/').is_empty()
        && !text.contains(['?', '#'])
}

impl PaperLinks {
    pub(super) fn learn(list: &List, asked: Option<PaperForm>) -> Self {
        let mut papers =
            Self { form: Question::new(&criteria::PAPER_FORM), versioned: Question::new(&criteria::PAPER_FORM) };
        for paper in links(list) {
            papers.form.vote(paper.form);
            papers.versioned.vote(paper.versioned);
        }
        if let Some(asked) = asked {
            papers.form.pin(match asked {
                PaperForm::Abs => ArxivForm::Abstract,
                PaperForm::Pdf => ArxivForm::Pdf,
                PaperForm::Html => ArxivForm::Html,
            });
        }
        papers
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        if self.form.total() > 0 || self.form.pinned().is_some() {
            let outcome = self.form.outcome(|form| form_name(form).to_owned());
            out.push(Convention::new(Topic::PaperLinks, "entries", "arXiv links", outcome).question("page"));
        }
        if self.versioned.count(true) > 0 {
            let latest = "the latest version";
            let outcome = self.versioned.outcome(|one| if one { "one version" } else { latest }.to_owned());
            let row = Convention::new(Topic::PaperLinks, "entries", "arXiv links", outcome).question("version");
            out.push(row.only(latest));
        }
    }
}
