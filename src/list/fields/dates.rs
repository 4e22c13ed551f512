//! The dates of entries, and the position of each within its entry.

use super::{
    super::{DatePlace, Entry, List},
    assign::Fields,
    pieces::Piece,
    tokens::TokenKind,
};
use crate::{
    TextRange, TextSize,
    dates::{self, DateValue, YearStyle},
    text::has_digit,
};

/// The years with which dates are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Years {
    /// Years of four digits.
    Full,
    /// Years of two digits after the name of a month.
    Short,
}

/// Returns whether the dates of a list show that `June 24` is a month of 2024: many are months by name, and none is a
/// day with the name of its month.
pub(super) fn are_months(dates: &[dates::Date]) -> bool {
    /// The number of months that is enough.
    const ENOUGH: usize = 5;
    let mut months = 0;
    for date in dates.iter().filter(|date| date.written.is_named()) {
        if matches!(date.value, DateValue::Day(_)) {
            return false;
        }
        months += usize::from(date.written.year == YearStyle::Full);
    }
    months >= ENOUGH
}

/// Finds the dates in the texts of an entry, among them those in the texts of its links.
pub(super) fn find(list: &List, entry: &Entry, own: TextRange, years: Years, found: &mut Vec<dates::Date>) {
    let mut at = own.start();
    let mut images = list.badges_of(entry).iter().map(|badge| badge.image).peekable();
    let mut links = list.links_of(entry).iter().peekable();
    let mut read = |range: TextRange| {
        let (text, base) = (list.text(range), range.start());
        match years {
            // Most texts have no digit, and none is as short as a year.
            _ if range.len() < TextSize::from(4) || !has_digit(text) => {}
            Years::Full => found.extend(dates::find(text, base)),
            Years::Short => found.extend(dates::short_years(text, base).filter(|date| date.written.is_named())),
        }
    };
    while at < own.end() {
        let image_first = match (links.peek(), images.peek()) {
            (Some(link), Some(image)) => image.start() < link.range.start(),
            (None, Some(_)) => true,
            _ => false,
        };
        let next = if image_first { images.next() } else { links.peek().map(|link| link.range) };
        read(TextRange::new(at, next.map_or(own.end(), |next| next.start().max(at)).min(own.end())));
        if !image_first
            && let Some(link) = links.next()
            && link.badge.is_none()
            && !link.html
        {
            read(link.label);
        }
        at = next.map_or(own.end(), |next| next.end().max(at));
    }
}

/// Returns the position of a date within its entry: none of its own in prose, which no piece names.
pub(super) fn place(
    list: &List,
    at: usize,
    title: Option<&Piece>,
    piece: Option<&Piece>,
    fields: &Fields,
) -> DatePlace {
    let Some(piece) = piece else { return DatePlace::Prose };
    let entry = &list.entries[at];
    if fields.description.is_some_and(|all| all.contains_range(piece.range())) {
        return DatePlace::Prose;
    }
    let anchor = title.map(Piece::range).or_else(|| list.link_of(entry).map(|link| link.range));
    match (piece.token.kind, anchor) {
        (TokenKind::Image(_), _) => DatePlace::Badge,
        _ if piece.token.cell > 0 && title.is_none_or(|title| title.token.cell != piece.token.cell) => DatePlace::Field,
        _ if piece.key.is_some() => DatePlace::Field,
        (_, Some(anchor)) if piece.range().start() < anchor.start() => DatePlace::Before,
        _ => DatePlace::After,
    }
}
