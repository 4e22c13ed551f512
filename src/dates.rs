//! Dates in every form that lists use.
//!
//! - `dates.rs`: the types of dates and their meaning
//! - `find.rs`: finds dates in a run of text
//! - `candidate.rs`: texts that have the form of a date
//! - `forms.rs`: finds candidates around a year
//! - `named.rs`: finds candidates with a month's name
//! - `short.rs`: finds dates with a year of two digits
//! - `context.rs`: checks the text around a candidate
//! - `format.rs`: the format of a date
//! - `votes.rs`: the format of a list, by a vote among its dates
//! - `questions.rs`: the questions of that vote
//! - `question.rs`: one question, with its wording
//!
//! All functions are pure. The tests of `find.rs` show every form, those of `context.rs` texts that only look like
//! dates.

mod candidate;
mod context;
mod find;
mod format;
mod forms;
#[cfg(test)]
mod laws;
mod named;
mod question;
mod questions;
mod short;
mod votes;

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate};

use crate::TextRange;

pub use find::find;
pub use format::{DateFormat, DayStyle, MonthStyle, Order, Separator, YearStyle};
pub use forms::YEARS;
pub use question::Answered;
pub use short::{short_month, short_years};
pub use votes::{DateHabit, DateVotes};

/// A date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The date alone, without brackets.
    pub range: TextRange,
    /// The format.
    pub written: DateFormat,
    /// The value.
    pub value: DateValue,
    /// The brackets or marks directly around it.
    pub wrapper: Wrapper,
    /// Whether the date is alone in its wrapper, or in the text if it has no wrapper: false in `(Mar. 20, 2025, CVPR
    /// 2025)`.
    pub alone: bool,
    /// Whether the spaces are those of its format: false for `Jun.6, 2024` and `17th of May 2024`.
    pub regular: bool,
}

/// The brackets or marks directly around a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wrapper {
    /// Nothing.
    None,
    /// `(…)`, including full-width parentheses.
    Parens,
    /// `[…]` or `【…】`.
    Brackets,
    /// `\[…\]`.
    EscapedBrackets,
    /// A code span.
    Code,
    /// `**…**`.
    Bold,
}

/// The value of a date in the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateValue {
    /// A whole year.
    Year(i32),
    /// A whole month.
    Month {
        /// The year.
        year: i32,
        /// 1 to 12.
        month: u32,
    },
    /// A day.
    Day(NaiveDate),
    /// `10/06/2025`: one of two days, which the form does not distinguish.
    Ambiguous {
        /// The day if the month comes first.
        month_first: NaiveDate,
        /// The day if the day comes first.
        day_first: NaiveDate,
    },
    /// A day that is not in the calendar, in a form that can only be a date.
    Impossible {
        /// The year.
        year: i32,
        /// As written, 0 to 99.
        month: u32,
        /// As written, 0 to 99.
        day: u32,
    },
}

/// The precision of a date, ordered from coarse to fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A year.
    Year,
    /// A month of a year.
    Month,
    /// A day.
    Day,
}

impl DateValue {
    /// Returns the precision; ambiguous and impossible dates count as days.
    #[must_use]
    pub fn precision(self) -> Precision {
        match self {
            Self::Year(_) => Precision::Year,
            Self::Month { .. } => Precision::Month,
            Self::Day(_) | Self::Ambiguous { .. } | Self::Impossible { .. } => Precision::Day,
        }
    }

    /// Returns the year.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Year(year) | Self::Month { year, .. } | Self::Impossible { year, .. } => year,
            Self::Day(day) | Self::Ambiguous { month_first: day, .. } => day.year(),
        }
    }

    /// Returns the month, 1 to 12, if it is certain.
    #[must_use]
    pub fn month(self) -> Option<u32> {
        match self {
            Self::Month { month, .. } => Some(month),
            Self::Day(day) => Some(day.month()),
            Self::Impossible { month, .. } => (1..=12).contains(&month).then_some(month),
            Self::Year(_) | Self::Ambiguous { .. } => None,
        }
    }

    /// Returns the day of the month, if it is certain.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }

    /// Returns the first day that the date can mean; none for an impossible date.
    #[must_use]
    pub fn earliest(self) -> Option<NaiveDate> {
        match self {
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            Self::Month { year, month } => NaiveDate::from_ymd_opt(year, month, 1),
            Self::Day(day) => Some(day),
            Self::Ambiguous { month_first, day_first } => Some(month_first.min(day_first)),
            Self::Impossible { .. } => None,
        }
    }

    /// Compares at the coarser precision of the two: a month equals each of its days, and an ambiguous day counts as
    /// its year. This is not a total order, so use it only to sort dates of one precision, or in a stable sort.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        let years = self.year().cmp(&other.year());
        let (Some(mine), Some(theirs)) = (self.month(), other.month()) else { return years };
        let months = years.then(mine.cmp(&theirs));
        let (Some(mine), Some(theirs)) = (self.day(), other.day()) else { return months };
        mine.cmp(&theirs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> DateValue {
        DateValue::Day(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn compares_at_the_coarser_precision() {
        use Ordering::*;
        let month = |year, month| DateValue::Month { year, month };
        for (a, b, expected) in [
            (DateValue::Year(2024), day(2024, 6, 1), Equal),
            (DateValue::Year(2023), day(2024, 1, 1), Less),
            (month(2024, 6), day(2024, 6, 30), Equal),
            (month(2024, 12), month(2025, 3), Less),
            // Months without a leading zero must not sort as text.
            (month(2025, 3), month(2025, 12), Less),
            (day(2024, 10, 18), day(2024, 10, 7), Greater),
            (DateValue::Impossible { year: 2024, month: 2, day: 30 }, day(2024, 2, 1), Equal),
            (DateValue::Impossible { year: 2024, month: 13, day: 1 }, day(2024, 2, 1), Equal),
            (DateValue::Impossible { year: 2024, month: 3, day: 31 }, day(2024, 2, 1), Greater),
        ] {
            assert_eq!(a.compare(b), expected, "{a:?} {b:?}");
            assert_eq!(b.compare(a), expected.reverse(), "{b:?} {a:?}");
        }
    }

    #[test]
    fn the_earliest_day_of_an_ambiguous_date_is_the_lesser() {
        let date = find("10/06/2025", 0.into()).next().unwrap();
        assert_eq!(date.value.earliest(), NaiveDate::from_ymd_opt(2025, 6, 10));
        assert_eq!(date.value.precision(), Precision::Day);
    }
}
