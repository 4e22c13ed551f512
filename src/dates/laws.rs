//! Laws that hold for every text, format and list.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

fn separators() -> impl Strategy<Value = Separator> {
    prop_oneof![Just(Separator::Dash), Just(Separator::Slash), Just(Separator::Dot), Just(Separator::Han)]
}

fn month_styles() -> impl Strategy<Value = MonthStyle> {
    prop_oneof![
        (any::<bool>(), separators()).prop_map(|(padded, separator)| MonthStyle::Number { padded, separator }),
        (any::<bool>(), any::<bool>()).prop_map(|(dot, sept)| MonthStyle::Abbreviated { dot, sept }),
        any::<bool>().prop_map(|dot| MonthStyle::Full { dot }),
    ]
}

fn formats() -> impl Strategy<Value = DateFormat> {
    let orders = prop_oneof![Just(Order::Ymd), Just(Order::Mdy), Just(Order::Dmy), Just(Order::Unclear)];
    let days = proptest::option::of(
        (any::<bool>(), any::<bool>()).prop_map(|(padded, ordinal)| DayStyle { padded: padded && !ordinal, ordinal }),
    );
    prop_oneof![
        1 => Just(DateFormat::YEAR),
        20 => (orders, month_styles(), days, any::<bool>())
            .prop_map(|(order, month, day, comma)| DateFormat { order, month: Some(month), day, comma, year: YearStyle::Full }),
    ]
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (1900_i32..=2047, 1_u32..=366)
        .prop_filter_map("a day of a leap year", |(year, day)| NaiveDate::from_yo_opt(year, day))
}

/// Returns a value with the precision of the format.
fn value(format: DateFormat, day: NaiveDate) -> DateValue {
    match (format.month, format.day) {
        (None, _) => DateValue::Year(day.year()),
        (Some(_), None) => DateValue::Month { year: day.year(), month: day.month() },
        (Some(_), Some(_)) => DateValue::Day(day),
    }
}

/// Formats that `write` supports, but that no list uses and `find` does not read.
fn is_read(format: DateFormat) -> bool {
    let month_before_year = format.day.is_none() && format.order == Order::Mdy;
    match format.month {
        Some(MonthStyle::Number { separator, .. }) => {
            let ordinal = format.day.is_some_and(|day| day.ordinal);
            // `05.2024` is too much like other numbers, and `06.05.2024` begins with the day.
            let other = format.order == Order::Mdy && separator == Separator::Dot;
            !(ordinal || other || month_before_year && separator == Separator::Dash)
        }
        _ => true,
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(format in formats(), day in days()) {
        let value = value(format, day);
        if let Some(text) = format.write(value).filter(|_| is_read(format)) {
            let found: Vec<_> = find(&text, 0.into()).collect();
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!(usize::from(found[0].range.len()), text.len());
            prop_assert!(found[0].alone && found[0].regular);
            if let DateValue::Ambiguous { month_first, day_first } = found[0].value {
                prop_assert!(format.order != Order::Ymd && !format.is_named());
                prop_assert!(month_first == day || day_first == day);
            } else {
                prop_assert_eq!(found[0].value, value, "{}", text);
                prop_assert_eq!(found[0].written.write(value), Some(text));
            }
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in "[ 0-9年月日./,JuneSptMayé()\\[\\]`*\\\\:–'’-]{0,60}", base in 0_u32..1000) {
        for dates in [find(&text, base.into()).collect::<Vec<_>>(), short_years(&text, base.into()).collect()] {
            let mut end = base;
            for date in dates {
                let (from, to) = (u32::from(date.range.start()), u32::from(date.range.end()));
                prop_assert!(end <= from && from < to && to as usize <= text.len() + base as usize);
                end = to;
                prop_assert!(text.get((from - base) as usize..(to - base) as usize).is_some());
            }
        }
    }

    #[test]
    fn any_unicode_is_read_without_panic(before in any::<String>(), after in any::<String>(), format in formats(), day in days()) {
        let date = format.write(value(format, day)).unwrap_or_default();
        let text = format!("{before}{date}{after}");
        for date in find(&text, 0.into()).chain(short_years(&text, 0.into())) {
            prop_assert!(text.get(usize::from(date.range.start())..usize::from(date.range.end())).is_some());
        }
    }

    /// However mixed a list is, a suggested date has the same meaning and is accepted afterwards.
    #[test]
    fn what_is_asked_for_is_accepted(
        kinds in proptest::collection::vec(formats(), 1..4),
        dates in proptest::collection::vec((any::<prop::sample::Index>(), days()), 1..40),
        other in formats(),
        day in days(),
    ) {
        let mut votes = DateVotes::new();
        let written = |format: DateFormat, day| {
            let text = format.write(value(format, day))?;
            find(&text, 0.into()).next()
        };
        for (kind, day) in dates {
            if let Some(date) = written(kinds[kind.index(kinds.len())], day) {
                votes.add(&date);
            }
        }
        if let (Some(habit), Some(date)) = (votes.habit(), written(other, day))
            && let Some(text) = habit.expected(&date)
        {
            prop_assert!(!habit.evidence(&date).is_empty());
            let again = find(&text, 0.into()).next().unwrap();
            prop_assert_eq!(again.value, date.value);
            prop_assert_eq!(habit.expected(&again), None, "{}", text);
        }
    }
}
