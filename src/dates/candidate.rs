//! What can be a date by its form alone.

use chrono::NaiveDate;

use super::{DateFormat, DateValue};

/// A date by its form alone; what stands around it may show that it is none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) written: DateFormat,
    pub(super) value: DateValue,
    pub(super) kind: Kind,
}

/// What else a date may be by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing.
    Plain,
    /// A version, as `2024.5` and `2023.1.2`: no date behind a word, unless that is arXiv.
    VersionLike,
    /// Two years, as `2011-12`: a date only where it is alone.
    YearsLike,
    /// A year: a date only where it is alone.
    Year,
    /// A day whose month is misspelt, as `Setp. 6, 2024`: a date only where it is alone in brackets or other marks.
    Misspelt,
}

/// A day; one outside the calendar only where the form is certain to be a date.
pub(super) fn day_value(year: i32, month: u32, day: u32, certain: bool) -> Option<DateValue> {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => Some(DateValue::Day(day)),
        None => certain.then_some(DateValue::Impossible { year, month, day }),
    }
}
