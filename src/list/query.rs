//! Questions that rules ask of a list: the elements of its nodes, and the counts of what was recognised.

use super::{
    Badge, Coverage, Date, DatePlace, Entry, EntryId, GroupKind, Link, List, Role, Section, SectionId, label_word,
};
use crate::{TextRange, dates::DateValue, hosts::ArxivId, markdown::is_left_open};

impl<'t> List<'t> {
    /// Returns whether code or HTML that only the end of its item closes ends at the byte `end`, ignoring spaces.
    #[must_use]
    pub fn ends_in_open_block(&self, end: usize) -> bool {
        let at = self.opaque.partition_point(|block| usize::from(block.end()) < end);
        let Some(&block) = self.opaque.get(at).filter(|block| usize::from(block.start()) < end) else { return false };
        is_left_open(self.text(block))
    }

    /// Returns the text of a range.
    #[must_use]
    pub fn text(&self, range: TextRange) -> &'t str {
        &self.source.text[range]
    }

    /// Returns the links of an entry.
    #[must_use]
    pub fn links_of(&self, entry: &Entry) -> &[Link<'t>] {
        &self.links[entry.links.start as usize..entry.links.end as usize]
    }

    /// Returns the images of an entry.
    #[must_use]
    pub fn badges_of(&self, entry: &Entry) -> &[Badge<'t>] {
        &self.badges[entry.badges.start as usize..entry.badges.end as usize]
    }

    /// Returns the dates of an entry.
    #[must_use]
    pub fn dates_of(&self, entry: &Entry) -> &[Date] {
        &self.dates[entry.dates.start as usize..entry.dates.end as usize]
    }

    /// Returns the date of an entry: the most precise one outside of prose.
    #[must_use]
    pub fn date_of(&self, entry: &Entry) -> Option<&Date> {
        entry.date.map(|id| &self.dates[id as usize])
    }

    /// Returns the paper that the links of an entry name. None where they name several or none.
    #[must_use]
    pub fn paper_of(&self, entry: &Entry) -> Option<ArxivId<'t>> {
        let mut papers = self.links_of(entry).iter().filter_map(|link| link.target.arxiv());
        let first = papers.next()?;
        papers.all(|other| other.same(&first)).then_some(first)
    }

    /// Returns the number of months by which the date of an entry is before its arXiv paper appeared; negative if it is
    /// later. A year alone counts as its last month: it is usually that of a conference.
    #[must_use]
    pub fn months_before_paper(&self, entry: &Entry) -> Option<i32> {
        let value = self.date_of(entry)?.written.value;
        let (year, month) = self.paper_of(entry)?.month()?;
        match (value, value.month()) {
            (DateValue::Impossible { .. } | DateValue::Ambiguous { .. }, _) => None,
            (_, Some(own)) => Some(year * 12 + month as i32 - (value.year() * 12 + own as i32)),
            (_, None) => Some((year - value.year() - 1) * 12),
        }
    }

    /// Returns the authors of an entry: ranges of one or more names.
    pub fn authors_of(&self, entry: &Entry) -> impl Iterator<Item = TextRange> {
        self.parts_of(entry, Role::Authors)
    }

    /// Returns the tags of an entry.
    pub fn tags_of(&self, entry: &Entry) -> impl Iterator<Item = TextRange> {
        self.parts_of(entry, Role::Tag)
    }

    fn parts_of(&self, entry: &Entry, role: Role) -> impl Iterator<Item = TextRange> {
        let parts = &self.parts[entry.parts.start as usize..entry.parts.end as usize];
        parts.iter().filter(move |part| part.role == role).map(|part| part.range)
    }

    /// Returns the text after the separator of an entry to the end of its first paragraph: the description and what
    /// follows it. Only list items have separators.
    #[must_use]
    pub fn text_after_separator(&self, entry: &Entry) -> Option<TextRange> {
        let start = entry.separator?.range.end();
        (start <= entry.head.end()).then(|| TextRange::new(start, entry.head.end()))
    }

    /// Returns whether the text of a link is the title of an entry, perhaps with a venue or a date beside it.
    #[must_use]
    pub fn is_named_by(&self, entry: &Entry, link: &Link) -> bool {
        entry.title.is_some_and(|title| link.label.contains_range(title) && !title.is_empty())
    }

    /// Returns the word of a link that is named for the kind of page it leads to. None for the title of an entry: a tool
    /// can be called `Docs`.
    #[must_use]
    pub fn label_of(&self, link: &Link<'t>) -> Option<&'t str> {
        let word = label_word(self.text(link.label))?;
        let is_title = link.entry.is_some_and(|id| self.is_named_by(self.entry(id), link));
        (!is_title).then_some(word)
    }

    /// Returns the main link of an entry.
    #[must_use]
    pub fn link_of(&self, entry: &Entry) -> Option<&Link<'t>> {
        entry.link.map(|id| &self.links[id as usize])
    }

    /// Returns the link around a badge.
    #[must_use]
    pub fn link_around(&self, badge: &Badge) -> Option<&Link<'t>> {
        badge.link.map(|id| &self.links[id as usize])
    }

    /// Returns an entry by its index.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id as usize]
    }

    /// Returns a section by its index.
    #[must_use]
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id as usize]
    }

    /// Counts the nodes that were recognised.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        let headed = self.sections.iter().filter(|section| section.heading.is_some());
        // The first heading is the title of the list if its level is 1.
        let titled = headed.clone().next().is_some_and(|section| section.level == 1);
        let are_entries = self.groups.iter().filter(|group| group.kind == GroupKind::Headings);
        let are_entries: usize = are_entries.map(|group| group.entries.len()).sum();
        let in_prose = self.dates.iter().filter(|date| date.place == DatePlace::Prose).count();
        Coverage {
            sections: headed.count() - usize::from(titled) - are_entries,
            entries: self.entries.len(),
            links: self.links.len(),
            dates: self.dates.len() - in_prose,
            dates_in_prose: in_prose,
            badges: self.badges.iter().filter(|badge| badge.shows.is_badge()).count(),
        }
    }
}
