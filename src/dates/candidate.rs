//! Texts that have the form of a date.

use chrono::NaiveDate;

use super::{DateFormat, DateValue};

/// A text with the form of a date; the text around it may show that it is not a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) written: DateFormat,
    pub(super) value: DateValue,
    pub(super) kind: Kind,
}

/// Other things that a text with this form can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing.
    Plain,
    /// A version, as `2024.5` and `2023.1.2`: not a date after a word, unless the word is arXiv.
    VersionLike,
    /// Two years, as `2011-12`: a date only if it is alone.
    YearsLike,
    /// A year: a date only if it is alone.
    Year,
    /// A day whose month is misspelt, as `Setp. 6, 2024`: a date only if it is alone in brackets or other marks.
    Misspelt,
}

/// Returns a day; a day outside the calendar only if the form is certain to be a date.
pub(super) fn day_value(year: i32, month: u32, day: u32, certain: bool) -> Option<DateValue> {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => Some(DateValue::Day(day)),
        None => certain.then_some(DateValue::Impossible { year, month, day }),
    }
}
