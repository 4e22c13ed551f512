//! The record of a paper.

use std::fmt::Write as _;

use super::{
    Paper,
    latex::{latex, names, verbatim},
};
use crate::{
    hosts::Registry,
    venues::{self, Kind},
};

/// Returns the type of the record, and the field that has the venue.
fn placed(venue: Option<Kind>) -> (&'static str, &'static str) {
    match venue {
        Some(Kind::Conference) => ("inproceedings", "booktitle"),
        Some(Kind::Journal | Kind::Preprint) => ("article", "journal"),
        Some(Kind::Publisher) | None => ("misc", "publisher"),
    }
}

/// Writes the record of a paper.
pub(super) fn write(paper: &Paper, key: &str, out: &mut String) {
    let kind = paper.venue.map(|venue| venues::kind(venue.name));
    let (record, place) = placed(kind);
    let _ = write!(out, "@{record}{{{key}");
    let mut field = |name: &str, value: &str| {
        let _ = write!(out, ",\n  {name:<13} = {value}");
    };
    if !paper.authors.is_empty() {
        field("author", &format!("{{{}}}", names(paper.authors, paper.et_al)));
    }
    if let Some(title) = paper.title {
        field("title", &format!("{{{{{}}}}}", latex(title)));
    }
    if let Some(venue) = paper.venue {
        field(place, &format!("{{{}}}", latex(venue.name)));
    }
    let (year, month) = year_and_month(paper, kind);
    if let Some(year) = year {
        field("year", &format!("{{{year}}}"));
    }
    if let Some(month) = month.and_then(|month| MONTHS.get(month as usize - 1)) {
        field("month", month);
    }
    if let Some(id) = paper.identifier(Registry::Arxiv) {
        field("eprint", &format!("{{{id}}}"));
        field("archivePrefix", "{arXiv}");
        // Only identifiers of the old scheme contain it.
        if let Some((class, _)) = id.split_once('/') {
            field("primaryClass", &format!("{{{class}}}"));
        }
    }
    if let Some(doi) = paper.identifier(Registry::Doi) {
        field("doi", &format!("{{{}}}", verbatim(doi)));
    }
    let site = paper.papers().find_map(|paper| paper.registry().site_name());
    if let Some(site) = site.filter(|_| paper.venue.is_none()) {
        field("howpublished", &format!("{{{site}}}"));
    }
    let url = paper.papers().next().map_or_else(String::new, |paper| paper.url());
    field("url", &format!("{{{}}}", verbatim(&url)));
    out.push_str("\n}\n");
}

/// Returns the year and month. Of a preprint, they are those that an identifier tells, or else those of the date in the
/// list. A paper in a journal or at a conference appeared later than its preprint: the date beside the venue comes first.
fn year_and_month(paper: &Paper, kind: Option<Kind>) -> (Option<i32>, Option<u32>) {
    let is_published = matches!(kind, Some(Kind::Conference | Kind::Journal));
    let of_venue = paper.venue.filter(|_| is_published).and_then(|venue| venue.date);
    let mut parts = of_venue.or(paper.date).unwrap_or_default().split('-');
    let year = parts.next().and_then(|year| year.parse().ok());
    let month = parts.next().and_then(|month| month.parse().ok());
    let is_later = |registry| registry != Registry::Arxiv || of_venue.is_none();
    match paper.papers().filter(|paper| is_later(paper.registry())).find_map(|paper| paper.appeared()) {
        Some((known, Some(month))) => (Some(known), Some(month)),
        Some((known, None)) => (Some(known), month.filter(|_| year == Some(known))),
        None => (year, month),
    }
}

/// BibTeX's names of the months. Each style prints them in its own way.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
