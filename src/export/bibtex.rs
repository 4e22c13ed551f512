//! BibTeX for papers with an identifier: on arXiv, with a DOI, in the ACL Anthology or on OpenReview.
//!
//! - `bibtex.rs`: the papers of a list
//! - `record.rs`: the record of a paper
//! - `latex.rs`: text and names as LaTeX and BibTeX read them
//!
//! Records of papers on arXiv have the fields that <https://info.arxiv.org/help/hypertex/bibstyles/index.html>
//! recommends. A key is made from the identifier, so it stays the same when the list changes.

mod latex;
mod record;
#[cfg(test)]
mod tests;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Entry, Export, Link, LinkKind, read::folded};
use crate::{
    hosts::{self, Registry},
    list::is_label,
};

/// The data about a paper.
#[derive(Debug, Default, Clone, Copy)]
struct Paper<'e> {
    title: Option<&'e str>,
    /// For each registry of [`Registry::ALL`], the identifier there.
    identifiers: [Option<&'e str>; Registry::ALL.len()],
    /// The date in the list, in ISO 8601.
    date: Option<&'e str>,
    authors: &'e [String],
    /// Whether there are more authors.
    et_al: bool,
    venue: Option<Venue<'e>>,
}

/// Where a paper appeared.
#[derive(Debug, Clone, Copy)]
struct Venue<'e> {
    name: &'e str,
    /// The date beside the venue, in ISO 8601.
    date: Option<&'e str>,
}

/// Returns the papers in the order of the list, without duplicates. Repeated papers are merged.
#[must_use]
pub fn write(export: &Export) -> String {
    let mut papers: Vec<Paper> = Vec::new();
    let mut known = FxHashMap::default();
    for paper in export.entries.iter().flat_map(papers_of) {
        let same = paper.identifiers().find_map(|(kind, id)| known.get(&(kind, folded(kind, id))).copied());
        // Two papers that share an identifier are a mistake in the list; both are kept.
        let same = same.filter(|&at: &usize| papers[at].agrees(&paper));
        let at = same.unwrap_or(papers.len());
        for (kind, id) in paper.identifiers() {
            known.entry((kind, folded(kind, id))).or_insert(at);
        }
        match papers.get_mut(at) {
            Some(earlier) => earlier.add(&paper),
            None => papers.push(paper),
        }
    }
    let mut out = String::new();
    let mut keys = FxHashSet::default();
    for paper in &papers {
        if !out.is_empty() {
            out.push('\n');
        }
        record::write(paper, &paper.key(&mut keys), &mut out);
    }
    out
}

/// Returns the papers of an entry: its own, with all identifiers from its links, and other papers that it links to.
fn papers_of(entry: &Entry) -> Vec<Paper<'_>> {
    let date = entry.date.as_ref().and_then(|date| date.iso.as_deref());
    let mut own = Paper {
        title: entry.title.as_deref().or(entry.name.as_deref()),
        date,
        authors: &entry.authors,
        et_al: entry.et_al,
        venue: entry.venue.as_deref().map(|name| Venue { name, date }),
        ..Paper::default()
    };
    let mut others = Vec::new();
    let is_main = |link: &&Link| entry.url.as_deref() == Some(&link.url);
    let main = entry.links.iter().find(is_main);
    for link in main.into_iter().chain(&entry.links) {
        let Some(id) = link.identifier.as_deref() else { continue };
        let label = link.label.as_deref().unwrap_or_default();
        let titled = !link.image && is_title(label) && !is_main(&link);
        if !titled && own.take(link.kind, id) {
            continue;
        }
        let mut other = Paper { title: titled.then_some(label), ..Paper::default() };
        if other.take(link.kind, id) {
            others.push(other);
        }
    }
    let own = Some(own).filter(|own| own.identifiers().next().is_some());
    own.into_iter().chain(others).collect()
}

/// Whether the text of a link can be a paper's title rather than a label: it has four words, or the same length in a
/// script without spaces.
fn is_title(label: &str) -> bool {
    let wide = label.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    !is_label(label) && (label.split_whitespace().count() >= 4 || wide >= 10)
}

impl<'e> Paper<'e> {
    /// Adds an identifier. Returns `false` if it is not that of a paper, or if the paper has another of the same kind.
    fn take(&mut self, kind: LinkKind, id: &'e str) -> bool {
        let mut registries = Registry::ALL.into_iter().zip(&mut self.identifiers);
        let Some((_, slot)) = registries.find(|(registry, _)| kind == (*registry).into()) else { return false };
        let taken = *slot.get_or_insert(id);
        folded(kind, taken) == folded(kind, id)
    }

    /// Whether no identifier of the other paper contradicts those of this one.
    fn agrees(&self, other: &Self) -> bool {
        let mut merged = *self;
        other.identifiers().all(|(kind, id)| merged.take(kind, id))
    }

    /// Fills in missing data from the other paper.
    fn add(&mut self, other: &Self) {
        self.title = self.title.or(other.title);
        self.date = self.date.or(other.date);
        self.venue = self.venue.or(other.venue);
        if self.authors.is_empty() {
            (self.authors, self.et_al) = (other.authors, other.et_al);
        }
        for (kind, id) in other.identifiers() {
            self.take(kind, id);
        }
    }

    fn identifiers(&self) -> impl Iterator<Item = (LinkKind, &'e str)> + use<'e> {
        let ids = Registry::ALL.into_iter().zip(self.identifiers);
        ids.filter_map(|(registry, id)| Some((registry.into(), id?)))
    }

    fn identifier(&self, registry: Registry) -> Option<&'e str> {
        self.identifiers().find(|(kind, _)| *kind == registry.into()).map(|(_, id)| id)
    }

    /// Returns the paper in each registry that names it.
    fn papers(&self) -> impl Iterator<Item = hosts::Paper<'e>> + use<'e> {
        let ids = Registry::ALL.into_iter().zip(self.identifiers);
        ids.filter_map(|(registry, id)| registry.paper(id?))
    }

    /// Returns the key, such as `arxiv-2401.00001`. BibTeX ignores case in keys.
    fn key(&self, taken: &mut FxHashSet<String>) -> String {
        let (kind, id) = self.identifiers().next().expect("what has no identifier is no paper");
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
        let base: String = id.chars().map(|c| if is_plain(c) { c } else { '-' }).collect();
        let base = format!("{}-{base}", kind.name());
        let mut key = base.clone();
        let mut count = 1;
        while !taken.insert(key.to_ascii_lowercase()) {
            count += 1;
            key = format!("{base}-{count}");
        }
        key
    }
}
