//! The dates of entries, and where in an entry each stands.

use super::{Date, DateId, DatePlace, Entry, GroupKind, List};
use crate::{
    TextRange,
    dates::{self, Wrapper},
    offset,
};

/// Reads the dates of all entries.
pub(super) fn read(list: &mut List) {
    let mut found = Vec::new();
    let mut at = Vec::with_capacity(list.entries.len());
    for index in 0..list.entries.len() {
        let start = found.len();
        let entry = &list.entries[index];
        let end = list.entries.get(index + 1).filter(|next| entry.range.contains_range(next.range));
        let own = TextRange::new(entry.marker.end(), end.map_or(entry.range.end(), |next| next.range.start()));
        for gap in gaps(list, entry, own) {
            for written in dates::find(list.text(gap), gap.start()) {
                let place = place(list, entry, own, &written);
                found.push(Date { id: found.len() as DateId, entry: entry.id, written, place });
            }
        }
        at.push(start as DateId..found.len() as DateId);
    }
    for (entry, dates) in list.entries.iter_mut().zip(at) {
        entry.dates = dates;
    }
    list.dates = found;
}

/// What is left of a range without its links and images.
fn gaps(list: &List, entry: &Entry, own: TextRange) -> Vec<TextRange> {
    let links = list.links_of(entry).iter().map(|link| link.range);
    let images = list.badges_of(entry).iter().map(|badge| badge.image);
    let mut taken: Vec<TextRange> = links.chain(images).collect();
    taken.sort_by_key(|range| range.start());
    let mut gaps = Vec::with_capacity(taken.len() + 1);
    let mut at = own.start();
    for range in taken {
        if range.start() > at {
            gaps.push(TextRange::new(at, range.start()));
        }
        at = at.max(range.end());
    }
    if at < own.end() {
        gaps.push(TextRange::new(at, own.end()));
    }
    gaps
}

/// Where in its entry a date stands.
fn place(list: &List, entry: &Entry, own: TextRange, date: &dates::Date) -> DatePlace {
    let text = list.source.text;
    let (start, end) = (usize::from(date.range.start()), usize::from(date.range.end()));
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1).max(own.start().into());
    let before = text[line_start..start].trim_matches(MARKS);
    if list.groups[entry.group as usize].kind == GroupKind::Table {
        let row_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let behind = text[end..row_end].trim_start_matches(MARKS);
        let alone = (before.is_empty() || before.ends_with('|')) && (behind.is_empty() || behind.starts_with('|'));
        return if alone { DatePlace::Field } else { DatePlace::Prose };
    }
    let title = entry.title.filter(|title| title.end() <= own.end());
    let on_first_line = line_start == usize::from(own.start());
    if on_first_line && before.is_empty() && title.is_none_or(|title| date.range.end() <= title.start()) {
        return DatePlace::Before;
    }
    if is_key(before) && !on_first_line {
        return DatePlace::Field;
    }
    let Some(anchor) = title.or(entry.link.map(|id| list.links[id as usize].range)) else { return DatePlace::Prose };
    if date.range.start() < anchor.end() {
        return DatePlace::Prose;
    }
    let link_end = list.link_of(entry).map_or(anchor.end(), |link| link.range.end()).max(anchor.end());
    let wrapped = date.wrapper != Wrapper::None;
    let directly = offset(start) >= link_end && text[link_end.into()..start].chars().all(|c| MARKS.contains(&c));
    let line_end = text[end..usize::from(own.end()).max(end)].find('\n').map_or(own.end().into(), |at| end + at);
    let last = text[end..line_end].trim_matches(MARKS).is_empty();
    if (wrapped && (directly || last && date.alone)) || (last && before.ends_with([',', '.', ')', ']'])) {
        DatePlace::Behind
    } else {
        DatePlace::Prose
    }
}

/// Marks that may stand around a date without being a word.
const MARKS: &[char] = &[' ', '\t', '*', '_', '[', ']', '(', ')', '`', '\\', '.', ',', '~'];

/// Whether the text before a date on its line is the key of a field.
fn is_key(before: &str) -> bool {
    let before = before.trim_start_matches(['-', '*', '+', ' ']);
    before.len() <= 48 && before.ends_with([':', '：']) && before.split_whitespace().count() <= 3
}
