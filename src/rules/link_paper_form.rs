//! `link-paper-form`: an arXiv link leads to a different form of its paper, or to one version of it, but the list's
//! other links do not.

use crate::{
    conventions::papers::{form_name, links, url_of},
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts::{ArxivForm, ArxivUrl, arxiv},
    list::Link,
    markdown::LinkStyle,
    rule::{Check, Context, Fixes, Rule},
    votes::{Evidence, Habit},
};

pub(super) static RULE: Rule =
    Rule { fixes: Fixes::Sometimes, checks: &[Check::List(check)], ..rule!("link-paper-form") };

/// The number of links of an entry that are compared. An entry can be as long as a file.
const BESIDE: usize = 50;

fn check(cx: &mut Context) {
    let list = cx.list;
    let papers = cx.conventions.papers();
    let form = papers.form.habit();
    let latest = papers.versioned.habit().filter(|habit| !habit.value);
    let is_settled = papers.form.is_unanimous() && papers.form.pinned().is_none() && papers.versioned.is_unanimous();
    if is_settled || form.is_none() && latest.is_none() {
        return;
    }
    for paper in links(list) {
        let other_form = form.filter(|habit| habit.value != paper.form);
        if other_form.is_none() && (latest.is_none() || !paper.versioned) {
            continue;
        }
        let Some(url) = url_of(paper.link) else { continue };
        if let Some(habit) = other_form {
            if !is_meant(paper.link, &url, cx) {
                report_form(paper.link, &url, habit, cx);
            }
        } else if let Some(habit) = latest {
            report_version(paper.link, &url, habit.evidence, cx);
        }
    }
}

/// Whether the text of the link names this form, or the entry has another link to the same paper.
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
        other.id != link.id && other.target.arxiv().is_some_and(|id| id.same(&url.id)) && other.url != link.url
    };
    named || cx.list.links_of(cx.list.entry(entry)).iter().take(BESIDE).any(beside)
}

fn report_form(link: &Link, url: &ArxivUrl, Habit { value: usual, evidence }: Habit<ArxivForm>, cx: &mut Context) {
    let place = link.destination.unwrap_or(link.range);
    let literal = link.destination.is_some_and(|destination| cx.text(destination) == link.url);
    let why = evidence.say(&format!("arXiv links here lead to {}", form_name(usual)), form_name(usual));
    let message = format!("`{}` leads to {} of a paper: {why}", link.url, form_name(url.form));
    let finding = cx.report(place, message);
    finding.help("use one form: readers expect the same page from each link, and two forms hide duplicates");
    // Few papers have an HTML page.
    if !literal || link.style == LinkStyle::Bare || usual == ArxivForm::Html {
        return;
    }
    let expected = arxiv::url_of(url.id.id, url.id.version, usual);
    let (title, edits) = (format!("write `{expected}`"), vec![Edit::replace(place, expected)]);
    // The page with the abstract links to the PDF, not the other way round. Where all other links agree, the only
    // different one was pasted.
    let is_only_one = matches!(evidence, Evidence::Votes { with, all } if with + 1 == all)
        && usual == ArxivForm::Abstract
        && url.form == ArxivForm::Pdf
        && url.id.version.is_none();
    let certain = evidence == Evidence::Pinned || is_only_one;
    finding.fix(Fix::safe_if(certain, Phase::Content, title, edits));
}

fn report_version(link: &Link, url: &ArxivUrl, evidence: Evidence, cx: &mut Context) {
    let place = link.destination.unwrap_or(link.range);
    let literal = link.destination.is_some_and(|destination| cx.text(destination) == link.url);
    let why = evidence.say("arXiv links here lead to the latest", "the latest");
    let message = format!("`{}` leads to one version of a paper: {why}", link.url);
    let finding = cx.report(place, message).severity(Severity::Info);
    finding.help("keep the version only if it is meant: the paper was withdrawn or rewritten later");
    if literal && link.style != LinkStyle::Bare {
        let expected = arxiv::url_of(url.id.id, None, url.form);
        let title = format!("write `{expected}`");
        finding.fix(Fix::needs_review(Phase::Content, title, vec![Edit::replace(place, expected)]));
    }
}
