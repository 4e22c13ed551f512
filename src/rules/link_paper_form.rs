//! `link-paper-form`: an arXiv link in another form than the list's own.

use crate::{
    config::PaperForm,
    conventions::votes::{Evidence, Quorum, Votes},
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts::{ArxivForm, ArxivHost, ArxivUrl, Target, arxiv},
    list::Link,
    markdown::LinkStyle,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "link-paper-form",
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/link-paper-form.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

/// Many lists mix the forms as their sources do: only near unanimity is a habit.
const FORM: Quorum = Quorum { votes: 10, percent: 95 };

/// Links of an entry that are compared: an entry can be as long as a file.
const BESIDE: usize = 50;

fn check(cx: &mut Context) {
    let list = cx.list;
    let mut forms = Votes::default();
    let mut versions = Votes::default();
    // With their URLs, but for plain ones of abstracts.
    let mut papers: Vec<(&Link, Option<ArxivUrl>)> = Vec::new();
    for link in &list.links {
        if link.entry.is_none() || link.repeats || !matches!(link.target, Target::Paper(_)) {
            continue;
        }
        // The commonest links show it by their first letters.
        if link.plain && !is_pdf(link.url) {
            forms.add(ArxivForm::Abstract);
            versions.add(false);
            papers.push((link, None));
            continue;
        }
        let Some(url) = plain(link) else { continue };
        forms.add(url.form);
        versions.add(url.id.version.is_some());
        papers.push((link, Some(url)));
    }
    let asked = cx.conventions.paper_links.map(|asked| match asked {
        PaperForm::Abs => ArxivForm::Abstract,
        PaperForm::Pdf => ArxivForm::Pdf,
        PaperForm::Html => ArxivForm::Html,
    });
    let form = asked.or_else(|| forms.convention(FORM).copied());
    let unversioned = versions.convention(FORM) == Some(&false);
    if form.is_none() && !unversioned {
        return;
    }
    if forms.count(&ArxivForm::Abstract) == forms.total() && versions.count(&false) == versions.total() {
        return;
    }
    for (link, url) in papers {
        if url.is_none() && form.is_none_or(|own| own == ArxivForm::Abstract) {
            continue;
        }
        let Some(url) = url.or_else(|| plain(link)) else { continue };
        if let Some(own) = form.filter(|own| *own != url.form) {
            if !is_meant(link, &url, cx) {
                let (with, all) = (forms.count(&own), forms.total());
                let evidence = if asked.is_some() { Evidence::Pinned } else { Evidence::Votes { with, all } };
                report_form(link, &url, own, evidence, cx);
            }
        } else if unversioned && url.id.version.is_some() {
            report_version(link, &url, (versions.count(&false), versions.total()), cx);
        }
    }
}

/// Whether a plain URL of a paper, which leads to its abstract or its PDF, leads to the PDF.
fn is_pdf(url: &str) -> bool {
    let web = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    web.is_some_and(|rest| rest.starts_with("arxiv.org/pdf/"))
}

/// The URL of a link, where it leads to a paper on arXiv and to no place in it.
fn plain<'t>(link: &Link<'t>) -> Option<ArxivUrl<'t>> {
    ArxivUrl::parse(link.url).filter(|url| is_plain(url, link.url))
}

/// Whether a URL leads to a paper on arXiv and to no place in it.
fn is_plain(url: &ArxivUrl, text: &str) -> bool {
    url.host == ArxivHost::Main
        && url.form != ArxivForm::Other
        && url.rest.trim_matches('/').is_empty()
        && !text.contains(['?', '#'])
}

/// Whether the link says itself that it leads to this form, or stands beside another one of the same paper.
fn is_meant(link: &Link, url: &ArxivUrl, cx: &Context) -> bool {
    let label = match link.badge {
        Some(badge) => cx.text(cx.list.badges[badge as usize].image),
        None => cx.text(link.label),
    };
    let names =
        |word: &str| label.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| part.eq_ignore_ascii_case(word));
    let named = match url.form {
        ArxivForm::Pdf => names("pdf"),
        ArxivForm::Html => names("html"),
        _ => names("abs") || names("abstract"),
    };
    let Some(entry) = link.entry else { return named };
    let beside = |other: &Link| {
        other.id != link.id && matches!(other.target, Target::Paper(id) if id.same(&url.id)) && other.url != link.url
    };
    named || cx.list.links_of(cx.list.entry(entry)).iter().take(BESIDE).any(beside)
}

fn report_form(link: &Link, url: &ArxivUrl, own: ArxivForm, evidence: Evidence, cx: &mut Context) {
    let place = link.destination.unwrap_or(link.range);
    let literal = link.destination.is_some_and(|destination| cx.text(destination) == link.url);
    let why = evidence.say(&format!("arXiv links here to {}", name(own)), name(own));
    let message = format!("`{}` leads to {} of a paper, {why}", link.url, name(url.form));
    let finding = cx.report(place, message);
    finding.help("readers expect the same page behind each link, and two forms hide duplicates");
    // Few papers have an HTML page.
    if !literal || link.style == LinkStyle::Bare || own == ArxivForm::Html {
        return;
    }
    let expected = arxiv::url_of(url.id.id, url.id.version, own);
    let (title, edits) = (format!("write `{expected}`"), vec![Edit::replace(place, expected)]);
    // The abstract's page leads on to the PDF, not the other way round; and where all others agree, the odd one out
    // was pasted.
    let odd_one_out = matches!(evidence, Evidence::Votes { with, all } if with + 1 == all)
        && own == ArxivForm::Abstract
        && url.form == ArxivForm::Pdf
        && url.id.version.is_none();
    let certain = evidence == Evidence::Pinned || odd_one_out;
    finding.fix(if certain {
        Fix::safe(Phase::Content, title, edits)
    } else {
        Fix::needs_review(Phase::Content, title, edits)
    });
}

fn report_version(link: &Link, url: &ArxivUrl, (with, all): (usize, usize), cx: &mut Context) {
    let place = link.destination.unwrap_or(link.range);
    let literal = link.destination.is_some_and(|destination| cx.text(destination) == link.url);
    let message =
        format!("`{}` leads to one version of a paper, {with} of {all} arXiv links here to the latest", link.url);
    let finding = cx.report(place, message).severity(Severity::Info);
    finding.help("a version may be meant, for one that was withdrawn or rewritten later");
    if literal && link.style != LinkStyle::Bare {
        let expected = arxiv::url_of(url.id.id, None, url.form);
        let title = format!("write `{expected}`");
        finding.fix(Fix::needs_review(Phase::Content, title, vec![Edit::replace(place, expected)]));
    }
}

fn name(form: ArxivForm) -> &'static str {
    match form {
        ArxivForm::Pdf => "the PDF",
        ArxivForm::Html => "the HTML page",
        ArxivForm::Abstract | ArxivForm::Other => "the abstract",
    }
}
