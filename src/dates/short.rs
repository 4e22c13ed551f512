//! Dates with a year of two digits: `June 24`, `Jun. '24`, `'24`.

use super::{
    Date, DateFormat, DateValue, YearStyle,
    candidate::{Candidate, Kind},
    context, named,
};
use crate::{TextSize, range, text::ceil};

/// The number of bytes before a year in which the name of a month is looked for: `September., '`.
const REACH: usize = 24;

/// The first year of the last century that two digits can mean: `'70` is 1970, and `69` is 2069.
const PIVOT: i32 = 70;

/// Returns the months of a run of text whose year has two digits, and `'24` if it is alone in its brackets or in the
/// text. `base` is the offset of the text in the file.
///
/// `June 24` is a day as often as a month: the other dates of a list must show which. So [`super::find()`] does not return
/// these dates.
pub fn short_years(text: &str, base: TextSize) -> impl Iterator<Item = Date> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some((year_at, year)) = next_year(text, from) {
            let floor = std::mem::replace(&mut from, year_at + 2);
            let Some(date) = candidate(text, floor, year_at, year) else { continue };
            if let Some((wrapper, alone)) = context::wrapper_of_date(text, &date) {
                return Some(Date {
                    range: range(date.start, date.end) + base,
                    written: date.written,
                    value: date.value,
                    wrapper,
                    alone,
                    regular: date.written.writes(date.value, &text[date.start..date.end]),
                });
            }
        }
        None
    })
}

/// Returns the month that `23.10` means in a column of such months. The year comes first, and nothing else is in the text.
#[must_use]
pub fn short_month(text: &str) -> Option<DateValue> {
    let (year, month) = text.split_once(['.', '-', '/'])?;
    let number = |text: &str| {
        let is_number = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse().ok())?
    };
    let (year, month): (u32, u32) = (number(year)?, number(month)?);
    (1..=12).contains(&month).then_some(DateValue::Month { year: 2000 + year as i32, month })
}

/// Returns the next number of two digits, and the year that it means.
fn next_year(text: &str, mut from: usize) -> Option<(usize, i32)> {
    let bytes = text.as_bytes();
    loop {
        let start = from + bytes.get(from..)?.iter().position(u8::is_ascii_digit)?;
        from = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if from == start + 2 {
            let number = text[start..from].parse::<i32>().ok()?;
            return Some((start, number + if number < PIVOT { 2000 } else { 1900 }));
        }
    }
}

fn candidate(text: &str, floor: usize, year_at: usize, year: i32) -> Option<Candidate> {
    let before = &text[..year_at];
    let unmarked = before.strip_suffix(['\'', '’', '‘']);
    let style = YearStyle::Short { apostrophe: unmarked.is_some() };
    let end = year_at + 2;
    let mark_at = unmarked.map_or(year_at, str::len);
    // `June24` is a name.
    let is_in_word = unmarked.is_none() && before.ends_with(|c: char| c.is_ascii_alphabetic());
    if is_in_word || continues(&text[end..]) {
        return None;
    }
    let start = ceil(text, floor.max(mark_at.saturating_sub(REACH)));
    if let Some(month) = text.get(start..mark_at).and_then(|before| named::before(before, mark_at, year)) {
        // With a day before or after the month, the number is no year.
        let is_month = matches!(month.value, DateValue::Month { .. });
        let written = DateFormat { year: style, ..month.written };
        return is_month.then_some(Candidate { end, written, ..month });
    }
    unmarked.is_some().then_some(Candidate {
        start: mark_at,
        end,
        written: DateFormat { year: style, ..DateFormat::YEAR },
        value: DateValue::Year(year),
        kind: Kind::Year,
    })
}

/// Returns whether a number goes on as another thing: `June 24, 2024`, `June 24 2024`, `24:30`, `24 %`.
fn continues(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', ',', '，', '\'', '’']);
    rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with('%')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{DateVotes, MonthStyle, Wrapper, find};

    fn month(year: i32, month: u32) -> DateValue {
        DateValue::Month { year, month }
    }

    #[test]
    fn reads_months_with_short_years() {
        for (text, found, value) in [
            ("June 24", "June 24", month(2024, 6)),
            ("Jun 24", "Jun 24", month(2024, 6)),
            ("Jun. 24", "Jun. 24", month(2024, 6)),
            ("Jun '24", "Jun '24", month(2024, 6)),
            ("Jun. ’24", "Jun. ’24", month(2024, 6)),
            ("June, 24", "June, 24", month(2024, 6)),
            ("Sept 09", "Sept 09", month(2009, 9)),
            ("Dec 98", "Dec 98", month(1998, 12)),
            ("*RSS, June 24*.", "June 24", month(2024, 6)),
            ("(June 24)", "June 24", month(2024, 6)),
            ("Tea, May 23, and more", "May 23", month(2023, 5)),
            ("茶（June 24）", "June 24", month(2024, 6)),
            ("'24", "'24", DateValue::Year(2024)),
            ("(’07)", "’07", DateValue::Year(2007)),
            ("12 cups, June 24", "June 24", month(2024, 6)),
        ] {
            let dates: Vec<_> = short_years(text, 100.into()).collect();
            assert_eq!(dates.len(), 1, "{text}: {dates:?}");
            let start = usize::from(dates[0].range.start()) - 100;
            assert_eq!(&text[start..start + usize::from(dates[0].range.len())], found, "{text}");
            assert_eq!(dates[0].value, value, "{text}");
            assert!(matches!(dates[0].written.year, YearStyle::Short { .. }), "{text}");
            assert_eq!(find(text, 0.into()).next(), None, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_years() {
        for text in [
            "",
            "24",
            "June",
            "June 4",
            "June 240",
            "June 2024",
            "June 24, 2024",
            "June 24 2024",
            "June 24th",
            "June 24-28",
            "June 24 - June 28",
            "June 24 – 28",
            "24 June",
            "3 June 24",
            "June 3, 24",
            "06/24",
            "06.24",
            "2024-06",
            "Tea 24",
            "may 24",
            "June 24%",
            "June24",
            "CVPR '24",
            "Tea '24 and more",
            "version 24",
            "1.24",
            "in the '90s",
            "June '24s",
        ] {
            assert_eq!(short_years(text, 0.into()).next(), None, "{text}");
        }
    }

    #[test]
    fn reads_a_short_year_before_its_month() {
        for (text, expected) in [("23.10", Some(month(2023, 10))), ("24-01", Some(month(2024, 1)))] {
            assert_eq!(short_month(text), expected, "{text}");
        }
        for text in ["", "23", "23.13", "23.00", "3.10", "23.1", "23.10.04", "2023.10", "+3.10", "23.1a"] {
            assert_eq!(short_month(text), None, "{text}");
        }
    }

    #[test]
    fn several_dates_of_a_text_are_in_order() {
        let found: Vec<_> = short_years("June 24; Jul. '23; (’22) Aug 21", 0.into()).map(|date| date.value).collect();
        assert_eq!(found, [month(2024, 6), month(2023, 7), DateValue::Year(2022), month(2021, 8)]);
    }

    #[test]
    fn styles_and_wrappers_are_those_of_other_dates() {
        let date = short_years("Tea (Jun. '24)", 0.into()).next().unwrap();
        assert_eq!((date.wrapper, date.alone, date.regular), (Wrapper::Parens, true, true));
        assert_eq!(date.written.month, Some(MonthStyle::Abbreviated { dot: true, sept: false }));
        assert_eq!(date.written.year, YearStyle::Short { apostrophe: true });
        assert!(!short_years("Jun.  24", 0.into()).next().unwrap().regular);
    }

    #[test]
    fn a_list_of_long_years_asks_for_a_long_year() {
        let texts = ["June 2024", "May 2024", "April 2024", "March 2024", "February 2024", "January 2024"];
        let mut votes = DateVotes::new();
        texts.iter().flat_map(|text| find(text, 0.into())).for_each(|date| votes.add(&date));
        let short = short_years("June 24", 0.into()).next().unwrap();
        votes.add(&short);
        let habit = votes.habit().unwrap();
        assert_eq!(habit.expected(&short).as_deref(), Some("June 2024"));
        assert_eq!(habit.evidence(&short), "6 of 7 dates here write the year with four digits");
        // A list of short years is left alone.
        let mut votes = DateVotes::new();
        texts
            .iter()
            .map(|text| text.replace("2024", "24"))
            .for_each(|text| votes.add(&short_years(&text, 0.into()).next().unwrap()));
        assert_eq!(votes.habit().unwrap().expected(&short), None);
        let long = find("June 2024", 0.into()).next().unwrap();
        votes.add(&long);
        assert_eq!(votes.habit().unwrap().expected(&long), None);
    }
}
