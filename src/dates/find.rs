//! Finds dates in a run of text.
//!
//! Every form has a year of four digits. A scan of the bytes finds candidates for years; `forms.rs` then looks for the
//! rest of the date in the text before and after each of them.

use memchr::memchr2;

use super::{Date, DateValue, MonthStyle, candidate::Candidate, context, forms::candidate};
use crate::{TextSize, range};

/// Returns the dates of a run of text in order. The text is read as written, with brackets and marks around its dates;
/// `base` is its offset in the file. URLs are recognised only by the characters around their numbers, so leave link
/// targets out. A year counts only if it is alone in its brackets or in the text.
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

/// Returns the next number of four digits that can be a year.
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

/// Returns whether the spaces in a date are those of its format. A date that the format cannot write has no spaces, or
/// none that anyone would change.
fn regular(text: &str, date: &Candidate) -> bool {
    // Numbers with a mark between them allow no spaces, and the format determines the rest.
    let marked = |style| matches!(style, MonthStyle::Number { separator, .. } if separator.as_char().is_some());
    date.written.month.is_none_or(marked)
        || !matches!(date.value, DateValue::Month { .. } | DateValue::Day(_))
        || date.written.writes(date.value, &text[date.start..date.end])
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::dates::{DayStyle, Order, Wrapper};

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
            // Inside a text, and in a run that starts late in the file.
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
    fn slips() {
        for text in [
            "JUN. 6, 2024",
            "jun. 6, 2024",
            "JUNE 6, 2024",
            "6 JUNE 2024",
            "Jun. 6 , 2024",
            "Jun. 6，2024",
            "Jun. 6 ,2024",
            "JUN. 6，2024",
        ] {
            assert_eq!((value(text), only(text).regular), (day(2024, 6, 6), false), "{text}");
            assert_eq!(usize::from(only(text).range.len()), text.len(), "{text}");
        }
        assert_eq!(value("JUN. 2024"), DateValue::Month { year: 2024, month: 6 });
        assert_eq!(value("Jun.，2024"), DateValue::Month { year: 2024, month: 6 });
        for (text, month) in [
            ("(Setp. 6, 2024)", 9),
            ("(Spe. 6, 2024)", 9),
            ("[Feburary 6, 2024]", 2),
            ("(Ocr 06, 2024)", 10),
            ("（Novemebr 6，2024）", 11),
            ("(Agu. 6 , 2024)", 8),
        ] {
            let date = only(text);
            assert_eq!((date.value, date.regular), (day(2024, month, 6), false), "{text}");
        }
    }

    #[test]
    fn what_is_too_far_from_a_date() {
        for text in [
            // One mistake away from two months, from no month, and with another letter.
            "(Jum. 6, 2024)",
            "(Mas. 6, 2024)",
            "(Vol. 6, 2024)",
            "(No. 6, 2024)",
            "(Sun. 6, 2024)",
            "(Art. 6, 2024)",
            // Not alone, or not in brackets.
            "Setp. 6, 2024",
            "(in Setp. 6, 2024)",
            // No day, or a day that is not in the calendar.
            "(Setp. 2024)",
            "(Setp. 61, 2024)",
            "(Setp. , 2024)",
            // Words.
            "may 2024",
            "may. 2024",
            "(MAY 2024)",
            "DEC 2024",
            "marſ 6, 2024",
        ] {
            assert_eq!(find(text, 0.into()).count(), 0, "{text}");
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
