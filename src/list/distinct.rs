//! Entries with one title that are two things, such as two events or two editions.

use super::{Entry, GroupKind, List};
use crate::{TextRange, range, text::cells};

impl List<'_> {
    /// Returns whether two entries with one title say that they are different things: by another date, by another
    /// edition in the bracket after the title, or by another text in a cell of their table.
    #[must_use]
    pub fn are_distinct(&self, one: &Entry, other: &Entry) -> bool {
        let dates = self.date_of(one).zip(self.date_of(other));
        let editions = self.edition(one).zip(self.edition(other));
        dates.is_some_and(|(one, other)| one.written.value.compare(other.written.value).is_ne())
            || editions.is_some_and(|(one, other)| !one.eq_ignore_ascii_case(other))
            || self.rows_differ(one, other)
    }

    /// Returns whether two entries are rows of one table and have different texts in a cell beside their titles.
    #[must_use]
    pub fn rows_differ(&self, one: &Entry, other: &Entry) -> bool {
        if one.group != other.group || self.groups[one.group as usize].kind != GroupKind::Table {
            return false;
        }
        let rows = cells(self.text(one.range)).zip(cells(self.text(other.range)));
        rows.map(|(cell, beside)| (self.told(one, cell), self.told(other, beside)))
            .any(|(cell, beside)| cell.zip(beside).is_some_and(|(cell, beside)| cell != beside))
    }

    /// Returns the text with a number in the bracket directly after the title: `2nd ed.` of `[Tea](u) (2nd ed.)`.
    fn edition(&self, entry: &Entry) -> Option<&str> {
        let title = entry.title?;
        let link = self.link_of(entry).map(|link| link.range).filter(|link| link.contains_range(title));
        let after = &self.source.text[link.unwrap_or(title).end().into()..entry.range.end().into()];
        let marks = [' ', '*', '_', '"', '”', '»'];
        let (edition, _) = after.trim_start_matches(marks).strip_prefix('(')?.split_once([')', '\n'])?;
        edition.contains(|c: char| c.is_ascii_digit()).then(|| edition.trim())
    }

    /// Returns the letters and digits in a cell of a row, in lowercase letters; none if the cell says nothing about the
    /// entry. That is the case for a title, for a cell that contains only links or badges, and for a number that is no
    /// year: it counts rows or stars.
    fn told(&self, entry: &Entry, (from, to): (usize, usize)) -> Option<String> {
        let start = usize::from(entry.range.start());
        let cell = range(start + from, start + to);
        if entry.title.is_some_and(|title| cell.contains_range(title)) {
            return None;
        }
        // Both are sorted. A row can have thousands of cells.
        let (links, badges) = (self.links_of(entry), self.badges_of(entry));
        let links = &links[links.partition_point(|link| link.range.start() < cell.start())..];
        let badges = &badges[badges.partition_point(|badge| badge.range.start() < cell.start())..];
        let links = links.iter().map(|link| link.range).take_while(|range| range.start() < cell.end());
        let badges = badges.iter().map(|badge| badge.range).take_while(|range| range.start() < cell.end());
        let mut hidden: Vec<TextRange> = links.chain(badges).collect();
        hidden.sort_unstable_by_key(|hidden| hidden.start());
        let mut told = String::new();
        let mut at = cell.start();
        for hidden in hidden.into_iter().chain([TextRange::empty(cell.end())]) {
            let plain = self.text(TextRange::new(at, hidden.start().max(at)));
            told.extend(plain.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
            at = hidden.end().max(at);
        }
        let is_count = told.bytes().all(|byte| byte.is_ascii_digit()) && !matches!(told.parse(), Ok(1900..=2099_u16));
        (!is_count).then_some(told)
    }
}
