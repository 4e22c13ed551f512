//! The forms of dates: candidates around a number of four digits. Forms with a month's name are in `named.rs`.

use crate::text::ceil;
use std::{ops::RangeInclusive, sync::LazyLock};

use chrono::NaiveDate;
use regex::{Captures, Regex};

use super::{
    DateFormat, DateValue, DayStyle, MonthStyle, Order, Separator, YearStyle,
    candidate::{Candidate, Kind, day_value},
    named,
};

/// Numbers that can be a year. 2048 is excluded: it is a power of two and a game far more often than a year.
pub const YEARS: RangeInclusive<i32> = 1900..=2047;

/// The number of bytes before a year that can belong to its date: `30th of September., ` and some spaces.
const REACH: usize = 32;

// Groups are accessed by number: looking one up by name costs more than the match.

// 1: month, 2: day.
static HAN: LazyLock<Regex> = LazyLock::new(|| regex("^年 ?([0-9]{1,2}) ?月(?: ?([0-9]{1,2}) ?日)?"));

// 1: first number, 2: separator, 3: second number, 4: second separator.
static NUMBERS_BEFORE: LazyLock<Regex> = LazyLock::new(|| regex("(?:([0-9]{1,2})([-/.]))?([0-9]{1,2})([-/.])$"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns are constants, and each is used by a test")
}

/// Returns the date whose year can be the number at `year_at`; the date must not begin before `floor`.
pub(super) fn candidate(text: &str, floor: usize, year_at: usize) -> Option<Candidate> {
    let year_end = year_at + 4;
    let year: i32 = text[year_at..year_end].parse().ok()?;
    if !YEARS.contains(&year) {
        return None;
    }
    let bytes = text.as_bytes();
    let next = bytes.get(year_end).copied();
    if matches!(next, Some(b'-' | b'/' | b'.' | 0xe5))
        && let Some(date) = year_first(text, year_at, year)
    {
        return Some(date);
    }
    let before = &text[window(text, floor, year_at)..year_at];
    let date = match before.bytes().next_back() {
        Some(b'-' | b'/' | b'.') if before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit()) => {
            numbers_before(before, year_at, year)
        }
        // The last one is the last byte of a full-width comma.
        Some(b' ' | b'.' | b',' | 0x8c) => named::before(before, year_at, year),
        _ => None,
    };
    date.or(Some(Candidate {
        start: year_at,
        end: year_end,
        written: DateFormat::YEAR,
        value: DateValue::Year(year),
        kind: Kind::Year,
    }))
}

/// Returns where to start reading the text before a year.
fn window(text: &str, floor: usize, year_at: usize) -> usize {
    ceil(text, floor.max(year_at.saturating_sub(REACH)))
}

/// Reads dates that begin with the year: `2024-05-01`, `2024.5`, `2024年5月`.
fn year_first(text: &str, year_at: usize, year: i32) -> Option<Candidate> {
    let rest = &text[year_at + 4..];
    let (separator, (month, padded), day, length) = match first_separator(rest) {
        // The commonest forms are parsed by hand: compiling an expression takes longer than reading a small list.
        Some(separator) => {
            let month = first_number(&rest[1..])?;
            let after = &rest[1 + digits(month)..];
            let day = first_separator(after).and_then(|second| Some((second, first_number(&after[1..])?)));
            if day.is_some_and(|(second, _)| second != separator) {
                return None;
            }
            let day = day.map(|(_, day)| day);
            (separator, month, day, 1 + digits(month) + day.map_or(0, |day| 1 + digits(day)))
        }
        None => {
            let found = HAN.captures(rest)?;
            (Separator::Han, number(&found, 1)?, number(&found, 2), found.get_match().len())
        }
    };
    let certain = separator == Separator::Han || padded && day.is_some_and(|(_, padded)| padded);
    let value = match day {
        Some((day, _)) => day_value(year, month, day, certain)?,
        None if (1..=12).contains(&month) => DateValue::Month { year, month },
        None => return None,
    };
    let kind = match (separator, day) {
        (Separator::Dot, None) => Kind::VersionLike,
        (Separator::Dot, Some(_)) if !certain || matches!(value, DateValue::Impossible { .. }) => Kind::VersionLike,
        (Separator::Dash, None) if i32::try_from(month).is_ok_and(|month| month == (year + 1) % 100) => Kind::YearsLike,
        _ => Kind::Plain,
    };
    Some(Candidate {
        start: year_at,
        end: year_at + 4 + length,
        written: DateFormat {
            order: Order::Ymd,
            month: Some(MonthStyle::Number { padded, separator }),
            day: day.map(|(_, padded)| DayStyle { padded, ordinal: false }),
            comma: false,
            year: YearStyle::Full,
        },
        value,
        kind,
    })
}

/// Reads dates in numbers that end in the year: `05/2024`, `06/25/2024`, `25.06.2024`.
fn numbers_before(before: &str, year_at: usize, year: i32) -> Option<Candidate> {
    let found = NUMBERS_BEFORE.captures(before)?;
    let separator = first_separator(&found[4])?;
    let second = number(&found, 3)?;
    let Some(first) = number(&found, 1) else {
        let (month, padded) = second;
        return (separator == Separator::Slash && (1..=12).contains(&month)).then(|| Candidate {
            start: year_at - found.get_match().len(),
            end: year_at + 4,
            written: DateFormat {
                order: Order::Mdy,
                month: Some(MonthStyle::Number { padded, separator }),
                day: None,
                comma: false,
                year: YearStyle::Full,
            },
            value: DateValue::Month { year, month },
            kind: Kind::Plain,
        });
    };
    if found[2] != found[4] {
        return None;
    }
    let (order, value) = month_or_day_first(year, first, second, separator)?;
    let (month, day) = if order == Order::Dmy { (second, first) } else { (first, second) };
    let unsure = separator == Separator::Dot && !(month.1 && day.1);
    Some(Candidate {
        start: year_at - found.get_match().len(),
        end: year_at + 4,
        written: DateFormat {
            order,
            month: Some(MonthStyle::Number { padded: month.1, separator }),
            day: Some(DayStyle { padded: day.1, ordinal: false }),
            comma: false,
            year: YearStyle::Full,
        },
        value,
        kind: if unsure { Kind::VersionLike } else { Kind::Plain },
    })
}

/// Returns which of two numbers before a year is the month. With dots the day comes first, as is usual for dates with
/// dots.
fn month_or_day_first(
    year: i32,
    first: (u32, bool),
    second: (u32, bool),
    separator: Separator,
) -> Option<(Order, DateValue)> {
    let month_first = NaiveDate::from_ymd_opt(year, first.0, second.0);
    let day_first = NaiveDate::from_ymd_opt(year, second.0, first.0);
    match (month_first, day_first) {
        (_, Some(day)) if separator == Separator::Dot => Some((Order::Dmy, DateValue::Day(day))),
        (Some(day), Some(other)) if day == other => Some((Order::Unclear, DateValue::Day(day))),
        (Some(month_first), Some(day_first)) => Some((Order::Unclear, DateValue::Ambiguous { month_first, day_first })),
        (Some(day), None) => Some((Order::Mdy, DateValue::Day(day))),
        (None, Some(day)) => Some((Order::Dmy, DateValue::Day(day))),
        (None, None) if !(first.1 && second.1) => None,
        (None, None) if (1..=12).contains(&second.0) => {
            Some((Order::Dmy, DateValue::Impossible { year, month: second.0, day: first.0 }))
        }
        (None, None) if (1..=12).contains(&first.0) => {
            Some((Order::Mdy, DateValue::Impossible { year, month: first.0, day: second.0 }))
        }
        (None, None) => None,
    }
}

/// Reads a group of one or two digits: its value, and whether it has two.
fn number(found: &Captures, group: usize) -> Option<(u32, bool)> {
    let digits = found.get(group)?.as_str();
    Some((digits.parse().ok()?, digits.len() == 2))
}

/// Reads the one or two digits at the start of a text: their value, and whether there are two.
fn first_number(text: &str) -> Option<(u32, bool)> {
    let length = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    Some((text[..length].parse().ok()?, length == 2))
}

/// Returns the number of digits of a number.
fn digits((_, two): (u32, bool)) -> usize {
    1 + usize::from(two)
}

fn first_separator(text: &str) -> Option<Separator> {
    match text.bytes().next()? {
        b'-' => Some(Separator::Dash),
        b'/' => Some(Separator::Slash),
        b'.' => Some(Separator::Dot),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// The hand-written parser finds exactly what this expression finds.
        #[test]
        fn reads_as_the_expression_says(
            pieces in prop::collection::vec(prop::sample::select(&["5", "06", "12", "123", "-", "/", ".", "月", " "][..]), 0..5)
        ) {
            let text = format!("2024{}", pieces.concat());
            let expression = Regex::new("^[0-9]{4}([-/.])([0-9]{1,2})(?:([-/.])([0-9]{1,2}))?").unwrap();
            let found = expression.captures(&text);
            let one_mark = found.filter(|found| found.get(3).is_none_or(|second| second.as_str() == &found[1]));
            if let Some(date) = year_first(&text, 0, 2024) {
                let found = one_mark.expect("the expression finds it too");
                prop_assert_eq!(date.end, found.get_match().len(), "{:?}", &text);
                prop_assert_eq!(date.written.day.is_some(), found.get(4).is_some(), "{:?}", &text);
            } else if let Some(found) = one_mark {
                // Numbers outside the calendar.
                let month: u32 = found[2].parse().unwrap();
                let day = found.get(4).map_or(Ok(1), |day| day.as_str().parse::<u32>()).unwrap();
                prop_assert!(NaiveDate::from_ymd_opt(2024, month, day).is_none(), "{:?}", &text);
            }
        }
    }
}
