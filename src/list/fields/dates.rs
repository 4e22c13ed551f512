//! The dates of entries, and the position of each within its entry.

use super::super::{Date, DateId, DatePlace, Entry, GroupKind, List};
use std::ops::Range;

use crate::{
    TextRange,
    dates::{self, Wrapper},
    offset,
    source::LineCursor,
};

/// Reads the dates of all entries.
pub(in crate::list) fn read(list: &mut List) {
    let mut found = Vec::new();
    let mut lines = LineCursor::new(list.source.text);
    let mut at = Vec::with_capacity(list.entries.len());
    for index in 0..list.entries.len() {
        let start = found.len();
        let entry = &list.entries[index];
        let end = list.entries.get(index + 1).filter(|next| entry.range.contains_range(next.range));
        let own = TextRange::new(entry.marker.end(), end.map_or(entry.range.end(), |next| next.range.start()));
        for gap in gaps(list, entry, own) {
            for written in dates::find(list.text(gap), gap.start()) {
                let line = lines.at(written.range.start().into());
                let place = place(list, entry, own, &line, &written);
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

/// Returns the gaps between the links and images of a range, in document order.
fn gaps<'l>(list: &'l List, entry: &Entry, own: TextRange) -> impl Iterator<Item = TextRange> + use<'l> {
    let mut links = list.links_of(entry).iter().map(|link| link.range).peekable();
    let mut images = list.badges_of(entry).iter().map(|badge| badge.image).peekable();
    let mut at = own.start();
    std::iter::from_fn(move || {
        while at < own.end() {
            let image_first = match (links.peek(), images.peek()) {
                (Some(link), Some(image)) => image.start() < link.start(),
                (None, Some(_)) => true,
                _ => false,
            };
            let next = if image_first { images.next() } else { links.next() };
            let gap = TextRange::new(at, next.map_or(own.end(), |next| next.start().max(at)));
            at = next.map_or(own.end(), |next| next.end().max(at));
            if !gap.is_empty() {
                return Some(gap);
            }
        }
        None
    })
}

/// Classifies the position of a date within its entry.
fn place(list: &List, entry: &Entry, own: TextRange, line: &Range<usize>, date: &dates::Date) -> DatePlace {
    let text = list.source.text;
    let (start, end) = (usize::from(date.range.start()), usize::from(date.range.end()));
    let line_start = line.start.max(own.start().into());
    let line_end = line.end.min(own.end().into()).max(end);
    let before = text[line_start..start].trim_matches(MARKS);
    if list.groups[entry.group as usize].kind == GroupKind::Table {
        let after = text[end..line_end].trim_start_matches(MARKS);
        let alone = (before.is_empty() || before.ends_with('|')) && (after.is_empty() || after.starts_with('|'));
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
    let last = text[end..line_end].trim_start_matches(MARKS).trim_end().is_empty();
    if (wrapped && (directly || last && date.alone)) || (last && before.ends_with([',', '.', ')', ']'])) {
        DatePlace::After
    } else {
        DatePlace::Prose
    }
}

/// Marks that can be next to a date without belonging to a word.
const MARKS: &[char] = &[' ', '\t', '*', '_', '[', ']', '(', ')', '`', '\\', '.', ',', '~'];

/// Returns whether the text before a date on its line is the key of a field.
fn is_key(before: &str) -> bool {
    let before = before.trim_start_matches(['-', '*', '+', ' ']);
    before.len() <= 48 && before.ends_with([':', '：']) && before.split_whitespace().count() <= 3
}
