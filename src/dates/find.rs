//! Dates in a run of text.
//!
//! Every form has a year of four digits. A scan of the bytes finds those; only there are the regular
//! expressions run, anchored at the year: one on what follows it, two on what stands before it.

use std::{ops::RangeInclusive, sync::LazyLock};

use chrono::NaiveDate;
use memchr::memchr2;
use regex::{Captures, Regex};

use super::{
    Date, DateFormat, DateValue, DayStyle, MonthStyle, Order, Separator,
    context::{self, Kind},
    format::MONTHS,
};
use crate::{TextSize, range};

/// Numbers that can be a year. 2048 is a power of two and a game far oftener than a year.
pub const YEARS: RangeInclusive<i32> = 1900..=2047;

/// Bytes before a year that can belong to its date: `30th of September., ` and some blanks.
const REACH: usize = 32;

static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        "^[0-9]{4}(?:(?<sep>[-/.])(?<month>[0-9]{1,2})(?:(?<sep2>[-/.])(?<day>[0-9]{1,2}))?",
        "|年 ?(?<hmonth>[0-9]{1,2}) ?月(?: ?(?<hday>[0-9]{1,2}) ?日)?)",
    ))
});

static NUMBERS_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| regex("(?:(?<first>[0-9]{1,2})(?<sep>[-/.]))?(?<second>[0-9]{1,2})(?<sep2>[-/.])$"));

static NAME_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        "(?:(?<before>[0-9]{1,2})(?<ord>st|nd|rd|th)? ?(?:of )?)?",
        "(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?",
        r"|Sep(?:t|tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?<dot>\.)?",
        "(?<comma>,)?(?: *(?<after>[0-9]{1,2})(?<ord2>st|nd|rd|th)?(?<comma2>,)?)? *$",
    ))
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns are constants, and each is used by a test")
}

/// A date by its form alone; what stands around it may show that it is none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) written: DateFormat,
    pub(super) value: DateValue,
    pub(super) kind: Kind,
}

/// The dates of a run of text, in order. The text is taken as written, with brackets and marks around its
/// dates; `base` is its place in the file. A URL in it is seen as such only by the characters around its
/// numbers, so leave link targets out. A year counts only where it is alone in its brackets or in the text.
pub fn find(text: &str, base: TextSize) -> impl Iterator<Item = Date> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(year_at) = next_year(text.as_bytes(), at) {
            let floor = std::mem::replace(&mut at, year_at + 4);
            let found = candidate(text, floor, year_at)
                .and_then(|date| Some((date, context::wrapper_of_date(text, &date)?)))
                .map(|(date, (wrapper, alone))| {
                    at = date.end;
                    Date {
                        range: range(date.start, date.end) + base,
                        written: date.written,
                        value: date.value,
                        wrapper,
                        alone,
                        regular: regular(text, &date),
                    }
                });
            if found.is_some() {
                return found;
            }
        }
        None
    })
}

/// The next number of four digits that can be a year.
fn next_year(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = memchr2(b'1', b'2', text.get(at..)?) {
        let start = at + found;
        at = start + 1;
        let century = text.get(start..start + 2);
        let alone = (start == 0 || !text[start - 1].is_ascii_digit())
            && !text.get(start + 4).is_some_and(u8::is_ascii_digit)
            && text.get(start + 2..start + 4).is_some_and(|rest| rest.iter().all(u8::is_ascii_digit));
        if alone && (century == Some(b"19") || century == Some(b"20")) {
            return Some(start);
        }
    }
    None
}

fn candidate(text: &str, floor: usize, year_at: usize) -> Option<Candidate> {
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
        Some(b' ' | b'.' | b',') => name_before(before, year_at, year),
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

/// Where the text before a year is looked at from.
fn window(text: &str, floor: usize, year_at: usize) -> usize {
    let start = floor.max(year_at.saturating_sub(REACH));
    (start..=year_at).find(|&at| text.is_char_boundary(at)).unwrap_or(year_at)
}

/// `2024-05-01`, `2024.5`, `2024年5月`.
fn year_first(text: &str, year_at: usize, year: i32) -> Option<Candidate> {
    let found = YEAR_FIRST.captures(&text[year_at..])?;
    let separator = found.name("sep").map_or(Some(Separator::Han), |sep| separator(sep.as_str()))?;
    if let Some(second) = found.name("sep2")
        && second.as_str() != &found["sep"]
    {
        return None;
    }
    let (month, padded) = number(&found, "month").or_else(|| number(&found, "hmonth"))?;
    let day = number(&found, "day").or_else(|| number(&found, "hday"));
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
        end: year_at + found.get_match().len(),
        written: DateFormat {
            order: Order::Ymd,
            month: Some(MonthStyle::Number { padded, separator }),
            day: day.map(|(_, padded)| DayStyle { padded, ordinal: false }),
            comma: false,
        },
        value,
        kind,
    })
}

/// `05/2024`, `06/25/2024`, `25.06.2024`.
fn numbers_before(before: &str, year_at: usize, year: i32) -> Option<Candidate> {
    let found = NUMBERS_BEFORE.captures(before)?;
    let separator = separator(&found["sep2"])?;
    let second = number(&found, "second")?;
    let Some(first) = number(&found, "first") else {
        let (month, padded) = second;
        return (separator == Separator::Slash && (1..=12).contains(&month)).then(|| Candidate {
            start: year_at - found.get_match().len(),
            end: year_at + 4,
            written: DateFormat {
                order: Order::Mdy,
                month: Some(MonthStyle::Number { padded, separator }),
                day: None,
                comma: false,
            },
            value: DateValue::Month { year, month },
            kind: Kind::Plain,
        });
    };
    if found["sep"] != found["sep2"] {
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
        },
        value,
        kind: if unsure { Kind::VersionLike } else { Kind::Plain },
    })
}

/// Which of two numbers before a year is the month. With dots the day stands first, as wherever dates are
/// written with dots.
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

/// `Jun. 6, 2024`, `6th June 2024`, `Dec., 2023`.
fn name_before(before: &str, year_at: usize, year: i32) -> Option<Candidate> {
    let found = NAME_BEFORE.captures(before)?;
    let name = found.name("month")?;
    let month = (1..).zip(MONTHS).find(|(_, full)| full.starts_with(&name.as_str()[..3]))?.0;
    let is_full = month != 5 && name.as_str() == MONTHS[month as usize - 1];
    let dot = found.name("dot").is_some();
    let has = |group| found.name(group).is_some();
    let (order, day, ordinal, comma) = match (number(&found, "before"), number(&found, "after")) {
        // `Jun., 6 2024` is no form of a date.
        (_, Some(_)) if has("comma") => return None,
        (_, Some(day)) => (Order::Mdy, Some(day), has("ord2"), has("comma2")),
        (Some(day), None) => (Order::Dmy, Some(day), has("ord"), has("comma")),
        (None, None) => (Order::Mdy, None, false, has("comma")),
    };
    let start = if order == Order::Mdy { name.start() } else { found.get_match().start() };
    let value = match day {
        Some((day, _)) => day_value(year, month, day, true)?,
        None => DateValue::Month { year, month },
    };
    Some(Candidate {
        start: year_at - before.len() + start,
        end: year_at + 4,
        written: DateFormat {
            order,
            month: Some(if is_full {
                MonthStyle::Full { dot }
            } else {
                MonthStyle::Abbreviated { dot, sept: name.len() == 4 }
            }),
            day: day.map(|(_, padded)| DayStyle { padded: padded && !ordinal, ordinal }),
            comma,
        },
        value,
        kind: Kind::Plain,
    })
}

/// A group of one or two digits: its value, and whether it has two.
fn number(found: &Captures, group: &str) -> Option<(u32, bool)> {
    let digits = found.name(group)?.as_str();
    Some((digits.parse().ok()?, digits.len() == 2))
}

fn separator(mark: &str) -> Option<Separator> {
    match mark {
        "-" => Some(Separator::Dash),
        "/" => Some(Separator::Slash),
        "." => Some(Separator::Dot),
        _ => None,
    }
}

/// A day; one outside the calendar only where the form is certain to be a date.
fn day_value(year: i32, month: u32, day: u32, certain: bool) -> Option<DateValue> {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => Some(DateValue::Day(day)),
        None => certain.then_some(DateValue::Impossible { year, month, day }),
    }
}

/// Whether a date is spaced as its format spaces it. What the format cannot write has no blanks, or none
/// that anyone would change.
fn regular(text: &str, date: &Candidate) -> bool {
    !matches!(date.value, DateValue::Year(_) | DateValue::Month { .. } | DateValue::Day(_))
        || date.written.writes(date.value, &text[date.start..date.end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::Wrapper;

    fn only(text: &str) -> Date {
        let dates: Vec<_> = find(text, 0.into()).collect();
        assert_eq!(dates.len(), 1, "{text}: {dates:?}");
        dates[0]
    }

    fn value(text: &str) -> DateValue {
        only(text).value
    }

    fn day(year: i32, month: u32, day: u32) -> DateValue {
        DateValue::Day(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn every_form_of_a_day() {
        for text in [
            "2024-06-01",
            "2024/06/01",
            "2024.06.01",
            "2024/6/1",
            "2024.6.01",
            "Jun. 1, 2024",
            "June 1, 2024",
            "June. 01, 2024",
            "Jun 1 2024",
            "Jun.1, 2024",
            "1 Jun 2024",
            "01 June 2024",
            "1st June 2024",
            "1st of June 2024",
            "1st Jun., 2024",
            "June 1st, 2024",
            "2024年6月1日",
            "2024年06月01日",
            "2024年 6 月 1 日",
            "01.06.2024",
            "1.6.2024",
        ] {
            assert_eq!(value(text), day(2024, 6, 1), "{text}");
            assert_eq!(usize::from(only(text).range.len()), text.len(), "{text}");
            // Inside a text, and where a run of the file starts late.
            let inside = format!("émile（{text}）。");
            let found: Vec<_> = find(&inside, 100.into()).collect();
            assert_eq!(found.len(), 1, "{inside}");
            assert_eq!(usize::from(found[0].range.start()), 109, "{inside}");
        }
        assert_eq!(value("Sept. 3rd, 2023"), day(2023, 9, 3));
        assert_eq!(value("05/25/2024"), day(2024, 5, 25));
        assert_eq!(value("25/05/2024"), day(2024, 5, 25));
        assert_eq!(value("25-05-2024"), day(2024, 5, 25));
        assert_eq!(value("29 Feb 2024"), day(2024, 2, 29));
    }

    #[test]
    fn every_form_of_a_month() {
        for text in [
            "2023-12",
            "2023/12",
            "2023.12",
            "12/2023",
            "Dec., 2023",
            "Dec, 2023",
            "Dec. 2023",
            "Dec 2023",
            "Dec.2023",
            "December 2023",
            "December, 2023",
            "December., 2023",
            "2023年12月",
        ] {
            assert_eq!(value(text), DateValue::Month { year: 2023, month: 12 }, "{text}");
            assert_eq!(usize::from(only(text).range.len()), text.len(), "{text}");
        }
        assert_eq!(value("2024.5"), DateValue::Month { year: 2024, month: 5 });
        assert_eq!(value("5/2024"), DateValue::Month { year: 2024, month: 5 });
    }

    #[test]
    fn a_year_counts_only_alone() {
        for (text, wrapper) in [
            ("2016", Wrapper::None),
            (" 2016 ", Wrapper::None),
            ("A title (2016), by B", Wrapper::Parens),
            ("A title [2016]", Wrapper::Brackets),
            ("A title \\[2016\\]", Wrapper::EscapedBrackets),
            ("A title `2016`", Wrapper::Code),
            ("**2016**", Wrapper::Bold),
        ] {
            let date = only(text);
            assert_eq!((date.value, date.wrapper, date.alone), (DateValue::Year(2016), wrapper, true), "{text}");
        }
        for text in [
            "in 2016 we",
            "CVPR 2024",
            "(CVPR 2024)",
            "CVPR'23",
            "CVPR'2023",
            "[2016](https://example.org)",
            "[text][2016]",
            "[2016]: https://example.org",
            "![2016]",
            "(2048)",
            "(1848)",
            "(2012-2014)",
            "(20160)",
        ] {
            assert_eq!(find(text, 0.into()).count(), 0, "{text}");
        }
    }

    #[test]
    fn month_or_day_first() {
        let date = only("10/06/2025");
        let DateValue::Ambiguous { month_first, day_first } = date.value else { panic!("{date:?}") };
        assert_eq!(month_first, NaiveDate::from_ymd_opt(2025, 10, 6).unwrap());
        assert_eq!(day_first, NaiveDate::from_ymd_opt(2025, 6, 10).unwrap());
        for (text, order, expected) in [
            ("05/05/2025", Order::Unclear, day(2025, 5, 5)),
            ("06/25/2025", Order::Mdy, day(2025, 6, 25)),
            ("25/06/2025", Order::Dmy, day(2025, 6, 25)),
            ("10.06.2025", Order::Dmy, day(2025, 6, 10)),
        ] {
            assert_eq!((only(text).written.order, only(text).value), (order, expected), "{text}");
        }
    }

    #[test]
    fn impossible_only_where_a_date_is_meant() {
        for (text, month, day) in [
            ("Feb. 30, 2023", 2, 30),
            ("29 February 2023", 2, 29),
            ("Jun. 61, 2023", 6, 61),
            ("2023-13-01", 13, 1),
            ("2023.02.30", 2, 30),
            ("31/02/2023", 2, 31),
            ("02/30/2023", 2, 30),
            ("2023年2月30日", 2, 30),
        ] {
            assert_eq!(value(text), DateValue::Impossible { year: 2023, month, day }, "{text}");
        }
        for text in ["2023.13", "2023-13", "2023/13", "2023.13.1", "2023.2.30", "13/2023", "99/99/2023", "0/2023"] {
            assert_eq!(find(text, 0.into()).count(), 0, "{text}");
        }
    }

    #[test]
    fn how_it_is_written() {
        let format = only("June. 06, 2024").written;
        assert_eq!(format.month, Some(MonthStyle::Full { dot: true }));
        assert_eq!(format.day, Some(DayStyle { padded: true, ordinal: false }));
        assert!(format.comma);
        assert_eq!(only("May. 14, 2024").written.month, Some(MonthStyle::Abbreviated { dot: true, sept: false }));
        assert_eq!(only("Sept 2024").written.month, Some(MonthStyle::Abbreviated { dot: false, sept: true }));
        for (text, regular) in [
            ("Jun. 6, 2024", true),
            ("Jun.6, 2024", false),
            ("Jun. 6,  2024", false),
            ("17th of May 2024", false),
            ("17th May 2024", true),
            ("2024年 5月", false),
            ("10/06/2025", true),
            ("2020.6.09", true),
        ] {
            assert_eq!(only(text).regular, regular, "{text}");
        }
    }

    #[test]
    fn several_in_one_text() {
        let text = "2024-05-01, 05/2024 and Jun. 6, 2024 (2023)";
        let found: Vec<_> = find(text, 0.into()).map(|date| &text[date.range]).collect();
        assert_eq!(found, ["2024-05-01", "05/2024", "Jun. 6, 2024", "2023"]);
        let text = "CVPR 2023 Jun. 6, 2024 2025.5";
        let found: Vec<_> = find(text, 0.into()).map(|date| &text[date.range]).collect();
        assert_eq!(found, ["Jun. 6, 2024"]);
    }
}
