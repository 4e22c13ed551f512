//! Dates in every form that lists have them.
//!
//! - `dates.rs`: what a date is and what it means
//! - `find.rs`: dates in a run of text
//! - `candidate.rs`: what can be a date by its form
//! - `forms.rs`: finds these around a year
//! - `named.rs`: what can be one by the name of a month
//! - `context.rs`: what stands around a date, and whether it is one
//! - `format.rs`: how a date is written
//! - `votes.rs`: the format of a list, by a vote among its dates
//! - `questions.rs`: the questions of that vote
//! - `question.rs`: one question, with the words for it
//!
//! All functions are pure. The tests of `find.rs` show every form, those of `context.rs` what only looks like one.

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
mod votes;

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate};

use crate::TextRange;

pub use find::find;
pub use format::{DateFormat, DayStyle, MonthStyle, Order, Separator};
pub use forms::YEARS;
pub use question::Answered;
pub use votes::{DateHabit, DateVotes};

/// A date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The date alone, without brackets.
    pub range: TextRange,
    /// How it is written.
    pub written: DateFormat,
    /// What it means.
    pub value: DateValue,
    /// What directly encloses it.
    pub wrapper: Wrapper,
    /// Whether it shares its wrapper, or where there is none the text, with nothing else: false in
    /// `(Mar. 20, 2025, CVPR 2025)`.
    pub alone: bool,
    /// Whether it is spaced as its format spaces it: false for `Jun.6, 2024` and `17th of May 2024`.
    pub regular: bool,
}

/// What directly encloses a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wrapper {
    /// Nothing.
    None,
    /// `(…)`, also the full-width ones.
    Parens,
    /// `[…]`, also `【…】`.
    Brackets,
    /// `\[…\]`.
    EscapedBrackets,
    /// A code span.
    Code,
    /// `**…**`.
    Bold,
}

/// What a date means, in the Gregorian calendar.
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
    /// `10/06/2025`: one of two days, and the form does not say which.
    Ambiguous {
        /// The day where the month stands first.
        month_first: NaiveDate,
        /// The day where the day stands first.
        day_first: NaiveDate,
    },
    /// No day of the calendar, in a form that leaves no doubt that one was meant.
    Impossible {
        /// The year.
        year: i32,
        /// As written, 0 to 99.
        month: u32,
        /// As written, 0 to 99.
        day: u32,
    },
}

/// How fine a date is; ordered from coarse to fine.
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
    /// How fine it is; what is ambiguous or impossible was meant as a day.
    #[must_use]
    pub fn precision(self) -> Precision {
        match self {
            Self::Year(_) => Precision::Year,
            Self::Month { .. } => Precision::Month,
            Self::Day(_) | Self::Ambiguous { .. } | Self::Impossible { .. } => Precision::Day,
        }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Year(year) | Self::Month { year, .. } | Self::Impossible { year, .. } => year,
            Self::Day(day) | Self::Ambiguous { month_first: day, .. } => day.year(),
        }
    }

    /// The month, 1 to 12, where it is certain.
    #[must_use]
    pub fn month(self) -> Option<u32> {
        match self {
            Self::Month { month, .. } => Some(month),
            Self::Day(day) => Some(day.month()),
            Self::Impossible { month, .. } => (1..=12).contains(&month).then_some(month),
            Self::Year(_) | Self::Ambiguous { .. } => None,
        }
    }

    /// The day, where it is certain.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }

    /// The first day that it can mean; None where there is none.
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

    /// Compares at the coarser precision of the two: a month equals each of its days, and an ambiguous day
    /// is but a year. No total order, so sort by it only dates of one precision, or stably.
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
            // Unpadded months must not sort as text.
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
