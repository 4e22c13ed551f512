//! BibTeX for papers with an identifier: on arXiv, with a DOI, in the ACL Anthology or on OpenReview.
//!
//! Entries for arXiv have the fields that <https://info.arxiv.org/help/hypertex/bibstyles/index.html> recommends. Lists
//! do not name journals, and their authors cannot be read reliably, so all entries are `@misc` without authors. A key is
//! made from the identifier, so it stays the same when the list changes.

use std::fmt::Write as _;

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
        paper.write(&paper.key(&mut keys), &mut out);
    }
    out
}

/// Returns the papers of an entry: its own, with all identifiers from its links, and other papers that it links to.
fn papers_of(entry: &Entry) -> Vec<Paper<'_>> {
    let mut own = Paper {
        title: entry.title.as_deref().or(entry.name.as_deref()),
        date: entry.date.as_ref().and_then(|date| date.iso.as_deref()),
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

    fn write(&self, key: &str, out: &mut String) {
        let _ = write!(out, "@misc{{{key}");
        let mut field = |name: &str, value: &str| {
            let _ = write!(out, ",\n  {name:<13} = {value}");
        };
        if let Some(title) = self.title {
            field("title", &format!("{{{{{}}}}}", latex(title)));
        }
        let (year, month) = self.year_and_month();
        if let Some(year) = year {
            field("year", &format!("{{{year}}}"));
        }
        if let Some(month) = month.and_then(|month| MONTHS.get(month as usize - 1)) {
            field("month", month);
        }
        if let Some(id) = self.identifier(Registry::Arxiv) {
            field("eprint", &format!("{{{id}}}"));
            field("archivePrefix", "{arXiv}");
            // Only identifiers of the old scheme contain it.
            if let Some((class, _)) = id.split_once('/') {
                field("primaryClass", &format!("{{{class}}}"));
            }
        }
        if let Some(doi) = self.identifier(Registry::Doi) {
            field("doi", &format!("{{{}}}", verbatim(doi)));
        }
        if let Some(site) = self.papers().find_map(|paper| paper.registry().site_name()) {
            field("howpublished", &format!("{{{site}}}"));
        }
        let url = self.papers().next().map_or_else(String::new, |paper| paper.url());
        field("url", &format!("{{{}}}", verbatim(&url)));
        out.push_str("\n}\n");
    }

    /// Returns the year and month that an identifier tells, or else those of the date in the list.
    fn year_and_month(&self) -> (Option<i32>, Option<u32>) {
        let mut parts = self.date.unwrap_or_default().split('-');
        let year = parts.next().and_then(|year| year.parse().ok());
        let month = parts.next().and_then(|month| month.parse().ok());
        match self.papers().find_map(|paper| paper.appeared()) {
            Some((known, Some(month))) => (Some(known), Some(month)),
            Some((known, None)) => (Some(known), month.filter(|_| year == Some(known))),
            None => (year, month),
        }
    }
}

/// BibTeX's names of the months. Each style prints them in its own way.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Escapes text for LaTeX. BibTeX counts braces, so braces in the text become commands. Characters beyond ASCII stay.
/// The crate `biblatex` (0.12) is no alternative: it writes `\\`, `\^` and `\~`, which LaTeX reads as a line break and
/// accents, and single braces, which BibTeX counts.
fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '$' | '&' | '#' | '%' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Escapes only the characters that would end the field or the line, for URLs and identifiers.
fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in super::plain::url(text).chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bibtex(text: &str) -> String {
        let reading = crate::markdown::Document::new(text).unwrap();
        write(&Export::read("README.md", &crate::list::List::read(&reading.source, &reading.tree)))
    }

    fn keys(text: &str) -> Vec<String> {
        let lines = bibtex(text);
        lines.lines().filter_map(|line| line.strip_prefix("@misc{")?.strip_suffix(',')).map(str::to_owned).collect()
    }

    #[test]
    fn papers_have_the_fields_of_their_host() {
        for (item, expected) in [
            (
                "[Tea & 100% _Time_](https://arxiv.org/pdf/2401.00001v2) (May 2, 2024)",
                "@misc{arxiv-2401.00001,\n  title         = {{Tea \\& 100\\% Time}},\n  year          = {2024},\n  \
                 month         = jan,\n  eprint        = {2401.00001},\n  archivePrefix = {arXiv},\n  \
                 url           = {https://arxiv.org/abs/2401.00001}\n}\n",
            ),
            (
                "[Old Tea](https://arxiv.org/abs/hep-th/9901001)",
                "@misc{arxiv-hep-th-9901001,\n  title         = {{Old Tea}},\n  year          = {1999},\n  \
                 month         = jan,\n  eprint        = {hep-th/9901001},\n  archivePrefix = {arXiv},\n  \
                 primaryClass  = {hep-th},\n  url           = {https://arxiv.org/abs/hep-th/9901001}\n}\n",
            ),
            (
                "[Grüner Tee](https://doi.org/10.1000/A_(1)) (2023-06)",
                "@misc{doi-10.1000-A_-1-,\n  title         = {{Grüner Tee}},\n  year          = {2023},\n  \
                 month         = jun,\n  doi           = {10.1000/A_(1)},\n  \
                 url           = {https://doi.org/10.1000/A_(1)}\n}\n",
            ),
            (
                "**Tea Leaves in Time** [[paper]](https://aclanthology.org/P18-1001.pdf) \
                 [[review]](https://openreview.net/forum?id=aB3_-xyz12)",
                "@misc{anthology-P18-1001,\n  title         = {{Tea Leaves in Time}},\n  year          = {2018},\n  \
                 howpublished  = {ACL Anthology},\n  url           = {https://aclanthology.org/P18-1001/}\n}\n",
            ),
        ] {
            assert_eq!(bibtex(&format!("# Tea\n\n- {item}\n")), expected, "{item}");
        }
    }

    #[test]
    fn a_paper_comes_once() {
        for (items, expected) in [
            (
                "- [A](https://arxiv.org/abs/2401.00001)\n- [B](https://arxiv.org/pdf/2401.00001)\n",
                &["arxiv-2401.00001"][..],
            ),
            // By the second identifier.
            (
                "- [A](https://arxiv.org/abs/2401.00001) [doi](https://doi.org/10.1000/x)\n\
                 - [B](https://doi.org/10.1000/X)\n",
                &["arxiv-2401.00001"],
            ),
            // A later entry adds identifiers.
            (
                "- [A](https://doi.org/10.1000/x)\n\
                 - [B](https://doi.org/10.1000/x) [arXiv](https://arxiv.org/abs/2401.00001)\n\
                 - [C](https://arxiv.org/abs/2401.00001)\n",
                &["arxiv-2401.00001"],
            ),
            // One of the two identifiers is wrong, so both papers stay.
            (
                "- [A](https://doi.org/10.1000/x) [arXiv](https://arxiv.org/abs/2401.00001)\n\
                 - [B](https://arxiv.org/abs/2401.00002) [doi](https://doi.org/10.1000/x)\n",
                &["arxiv-2401.00001", "arxiv-2401.00002"],
            ),
            // Submissions differ by case, but keys do not.
            (
                "- [A](https://openreview.net/forum?id=aaaaB)\n- [B](https://openreview.net/forum?id=aaaab)\n",
                &["openreview-aaaaB", "openreview-aaaab-2"],
            ),
            // A tool, and the paper that it is based on.
            (
                "- [Kettle](https://github.com/octo/kettle) - From [A Study of Boiling Water](https://arxiv.org/abs/2401.00002).\n",
                &["arxiv-2401.00002"],
            ),
            ("- [Kettle](https://github.com/octo/kettle) - Boils water.\n", &[]),
        ] {
            assert_eq!(keys(items), expected, "{items}");
        }
    }

    #[test]
    fn the_title_is_that_of_the_paper() {
        let text = "- [Kettle](https://github.com/octo/kettle) - From [A Study of Boiling Water](https://arxiv.org/abs/2401.00002).\n\
                    - [Pot](https://github.com/octo/pot) [![arXiv](https://img.shields.io/badge/arXiv-2401.00003-b31b1b.svg)](https://arxiv.org/abs/2401.00003)\n";
        let found = bibtex(text);
        let titles: Vec<_> = found.lines().filter(|line| line.contains("title ")).map(str::trim).collect();
        assert_eq!(titles, ["title         = {{A Study of Boiling Water}},", "title         = {{Pot}},"]);
    }

    #[test]
    fn braces_stay_balanced() {
        for (text, escaped) in [
            ("a}b{c", "a\\textbraceright{}b\\textbraceleft{}c"),
            ("C:\\x", "C:\\textbackslash{}x"),
            ("$x^2$ ~ y", "\\$x\\textasciicircum{}2\\$ \\textasciitilde{} y"),
            ("茶 – é", "茶 – é"),
        ] {
            assert_eq!(latex(text), escaped);
        }
        assert_eq!(verbatim("10.1000/{a b}\\"), "10.1000/%7Ba%20b%7D%5C");
    }
}
