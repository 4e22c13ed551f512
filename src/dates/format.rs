//! The format of a date.

use std::fmt::{self, Write};

use chrono::Datelike;

use super::DateValue;

/// The sequence of year, month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// Year, month, day; also `2024-05`, and a year on its own.
    Ymd,
    /// Month, day, year; also `05/2024` and `May 2024`.
    Mdy,
    /// Day, month, year.
    Dmy,
    /// `10/06/2025`, `05/05/2025`: the month or the day comes first, and the text does not show which.
    Unclear,
}

/// The separator between the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Separator {
    /// `2024-05-01`
    Dash,
    /// `2024/05/01`
    Slash,
    /// `2024.05.01`
    Dot,
    /// `2024年5月1日`
    Han,
}

impl Separator {
    /// Returns the character, if the same one separates all numbers.
    #[must_use]
    pub fn as_char(self) -> Option<char> {
        match self {
            Self::Dash => Some('-'),
            Self::Slash => Some('/'),
            Self::Dot => Some('.'),
            Self::Han => None,
        }
    }
}

/// The format of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MonthStyle {
    /// `05`, `5`.
    Number {
        /// Whether it has two digits; meaningless for October to December.
        padded: bool,
        /// The separator between the numbers.
        separator: Separator,
    },
    /// `Jun`, `Jun.`, `Sept.`; May counts as an abbreviation.
    Abbreviated {
        /// Whether a full stop follows.
        dot: bool,
        /// Whether September is `Sept` rather than `Sep`; meaningless for other months.
        sept: bool,
    },
    /// `June`, `June.`.
    Full {
        /// Whether a full stop follows.
        dot: bool,
    },
}

/// The format of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DayStyle {
    /// Whether it has two digits; meaningless for the 10th to the 31st.
    pub padded: bool,
    /// `3rd` rather than `3`.
    pub ordinal: bool,
}

/// The format of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum YearStyle {
    /// `2024`.
    Full,
    /// `24`, `'24`.
    Short {
        /// Whether an apostrophe comes before it.
        apostrophe: bool,
    },
}

/// The format of a date. It has one precision: without `day` it writes months, without `month` years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateFormat {
    /// The sequence.
    pub order: Order,
    /// The month.
    pub month: Option<MonthStyle>,
    /// The day.
    pub day: Option<DayStyle>,
    /// Whether a comma comes before the year, after a month that is written by name.
    pub comma: bool,
    /// The year. Only a year on its own and the year after a month's name can be short.
    pub year: YearStyle,
}

/// The English names of the months.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl DateFormat {
    /// The format of a year on its own.
    pub const YEAR: Self = Self { order: Order::Ymd, month: None, day: None, comma: false, year: YearStyle::Full };

    /// Returns whether the month is written by name.
    #[must_use]
    pub fn is_named(self) -> bool {
        matches!(self.month, Some(MonthStyle::Abbreviated { .. } | MonthStyle::Full { .. }))
    }

    /// Returns the format with `order` in place of an unclear order of month and day; other formats are returned
    /// unchanged.
    pub(super) fn read_as(self, order: Order) -> Self {
        match (self.order, order, self.month, self.day) {
            (Order::Unclear, Order::Mdy, ..) => Self { order, ..self },
            // The unclear order was read with the month first.
            (Order::Unclear, Order::Dmy, Some(MonthStyle::Number { padded, separator }), Some(day)) => Self {
                order,
                month: Some(MonthStyle::Number { padded: day.padded, separator }),
                day: Some(DayStyle { padded, ..day }),
                ..self
            },
            _ => self,
        }
    }

    /// Writes a value in this format. Returns none if the value is coarser or finer than the format, ambiguous or
    /// impossible, or if the format does not support the order: precision is neither added nor lost.
    #[must_use]
    pub fn write(self, value: DateValue) -> Option<String> {
        let mut text = String::new();
        self.write_to(value, &mut text).ok().map(|()| text)
    }

    /// Returns whether `text` is exactly the value in this format.
    pub(super) fn writes(self, value: DateValue, text: &str) -> bool {
        let mut same = Same(text);
        self.write_to(value, &mut same).is_ok() && same.0.is_empty()
    }

    fn write_to(self, value: DateValue, to: &mut impl Write) -> fmt::Result {
        let (year, month, day) = match (value, self.month, self.day) {
            (DateValue::Year(year), None, None) => return write!(to, "{}", self.year_of(year)),
            (DateValue::Month { year, month }, Some(_), None) => (year, month, None),
            (DateValue::Day(date), Some(_), Some(style)) => (date.year(), date.month(), Some((date.day(), style))),
            _ => return Err(fmt::Error),
        };
        match self.month {
            Some(MonthStyle::Number { padded, separator }) => {
                let month = Number { value: month, padded };
                let day = day.map(|(value, style)| Number { value, padded: style.padded });
                self.write_numbers(to, separator, year, month, day)
            }
            Some(style) => self.write_named(to, style, year, month, day),
            None => Err(fmt::Error),
        }
    }

    fn year_of(self, value: i32) -> Year {
        Year { value, style: self.year }
    }

    fn write_numbers(
        self,
        to: &mut impl Write,
        separator: Separator,
        year: i32,
        month: Number,
        day: Option<Number>,
    ) -> fmt::Result {
        let Some(mark) = separator.as_char() else {
            return match (self.order, day) {
                (Order::Ymd, Some(day)) => write!(to, "{year}年{month}月{day}日"),
                (Order::Ymd, None) => write!(to, "{year}年{month}月"),
                _ => Err(fmt::Error),
            };
        };
        match (self.order, day) {
            (Order::Ymd, Some(day)) => write!(to, "{year}{mark}{month}{mark}{day}"),
            (Order::Mdy, Some(day)) => write!(to, "{month}{mark}{day}{mark}{year}"),
            (Order::Dmy, Some(day)) => write!(to, "{day}{mark}{month}{mark}{year}"),
            (Order::Unclear, Some(day)) if day.value == month.value => {
                write!(to, "{month}{mark}{day}{mark}{year}")
            }
            (Order::Ymd, None) => write!(to, "{year}{mark}{month}"),
            (Order::Mdy, None) => write!(to, "{month}{mark}{year}"),
            _ => Err(fmt::Error),
        }
    }

    fn write_named(
        self,
        to: &mut impl Write,
        style: MonthStyle,
        year: i32,
        month: u32,
        day: Option<(u32, DayStyle)>,
    ) -> fmt::Result {
        let full = *MONTHS.get(month.wrapping_sub(1) as usize).ok_or(fmt::Error)?;
        let (name, dot) = match style {
            MonthStyle::Abbreviated { dot, sept: true } if month == 9 => (&full[..4], dot),
            MonthStyle::Abbreviated { dot, .. } => (&full[..3], dot),
            MonthStyle::Full { dot } => (full, dot),
            MonthStyle::Number { .. } => return Err(fmt::Error),
        };
        let year = self.year_of(year);
        let dot = if dot { "." } else { "" };
        let comma = if self.comma { "," } else { "" };
        let day = day.map(|(value, style)| {
            let ordinal = if style.ordinal { ordinal(value) } else { "" };
            (Number { value, padded: style.padded }, ordinal)
        });
        match (self.order, day) {
            (Order::Mdy, Some((day, ordinal))) => write!(to, "{name}{dot} {day}{ordinal}{comma} {year}"),
            (Order::Dmy, Some((day, ordinal))) => write!(to, "{day}{ordinal} {name}{dot}{comma} {year}"),
            (Order::Mdy, None) => write!(to, "{name}{dot}{comma} {year}"),
            _ => Err(fmt::Error),
        }
    }
}

/// Writes a year.
#[derive(Clone, Copy)]
struct Year {
    value: i32,
    style: YearStyle,
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.style {
            YearStyle::Full => write!(f, "{}", self.value),
            YearStyle::Short { apostrophe } => {
                let mark = if apostrophe { "'" } else { "" };
                write!(f, "{mark}{:02}", self.value.rem_euclid(100))
            }
        }
    }
}

/// Writes a month or day as a number.
#[derive(Clone, Copy)]
struct Number {
    value: u32,
    padded: bool,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.padded { write!(f, "{:02}", self.value) } else { write!(f, "{}", self.value) }
    }
}

/// Returns the letters after an ordinal number.
fn ordinal(number: u32) -> &'static str {
    match (number % 10, number) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// Compares the output with a text, piece by piece.
struct Same<'t>(&'t str);

impl Write for Same<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(piece).ok_or(fmt::Error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    const PLAIN: DayStyle = DayStyle { padded: false, ordinal: false };
    const PADDED: DayStyle = DayStyle { padded: true, ordinal: false };
    const ORDINAL: DayStyle = DayStyle { padded: false, ordinal: true };

    fn number(order: Order, separator: Separator, padded: bool, day: Option<DayStyle>) -> DateFormat {
        DateFormat {
            order,
            month: Some(MonthStyle::Number { padded, separator }),
            day,
            comma: false,
            year: YearStyle::Full,
        }
    }

    fn named(order: Order, month: MonthStyle, day: Option<DayStyle>, comma: bool) -> DateFormat {
        DateFormat { order, month: Some(month), day, comma, year: YearStyle::Full }
    }

    fn day(year: i32, month: u32, day: u32) -> DateValue {
        DateValue::Day(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn writes_each_form() {
        use {MonthStyle::*, Order::*, Separator::*, YearStyle::Short};
        let short = Abbreviated { dot: true, sept: false };
        let bare = Abbreviated { dot: false, sept: true };
        let month = DateValue::Month { year: 2024, month: 9 };
        for (format, value, expected) in [
            (DateFormat::YEAR, DateValue::Year(2016), "2016"),
            (number(Ymd, Dash, true, Some(PADDED)), day(2024, 5, 1), "2024-05-01"),
            (number(Ymd, Dot, false, Some(PADDED)), day(2020, 6, 9), "2020.6.09"),
            (number(Mdy, Slash, false, Some(PLAIN)), day(2024, 5, 30), "5/30/2024"),
            (number(Dmy, Dot, true, Some(PADDED)), day(2024, 5, 1), "01.05.2024"),
            (number(Unclear, Slash, true, Some(PADDED)), day(2024, 5, 5), "05/05/2024"),
            (number(Ymd, Han, false, Some(PLAIN)), day(2024, 5, 1), "2024年5月1日"),
            (number(Ymd, Han, false, None), month, "2024年9月"),
            (number(Ymd, Dot, false, None), month, "2024.9"),
            (number(Mdy, Slash, true, None), month, "09/2024"),
            (named(Mdy, short, Some(PLAIN), true), day(2024, 6, 6), "Jun. 6, 2024"),
            (named(Mdy, Full { dot: false }, Some(PADDED), false), day(2024, 6, 6), "June 06 2024"),
            (named(Dmy, Full { dot: false }, Some(ORDINAL), false), day(2024, 6, 22), "22nd June 2024"),
            (named(Mdy, bare, Some(ORDINAL), true), day(2023, 9, 13), "Sept 13th, 2023"),
            (named(Mdy, bare, None, false), month, "Sept 2024"),
            (named(Mdy, short, None, true), month, "Sep., 2024"),
            (DateFormat { year: Short { apostrophe: true }, ..named(Mdy, short, None, false) }, month, "Sep. '24"),
            (DateFormat { year: Short { apostrophe: false }, ..DateFormat::YEAR }, DateValue::Year(2007), "07"),
        ] {
            assert_eq!(format.write(value).as_deref(), Some(expected));
            assert!(format.writes(value, expected));
            assert!(!format.writes(value, &expected[1..]) && !format.writes(value, &format!("{expected}0")));
        }
    }

    #[test]
    fn never_raises_or_loses_precision() {
        use {Order::*, Separator::*};
        let days = number(Ymd, Dash, true, Some(PADDED));
        let months = number(Ymd, Dash, true, None);
        let month = DateValue::Month { year: 2024, month: 5 };
        assert_eq!(days.write(month), None);
        assert_eq!(days.write(DateValue::Year(2024)), None);
        assert_eq!(months.write(day(2024, 5, 1)), None);
        assert_eq!(months.write(DateValue::Year(2024)), None);
        assert_eq!(DateFormat::YEAR.write(month), None);
        assert_eq!(days.write(DateValue::Impossible { year: 2024, month: 2, day: 30 }), None);
        assert_eq!(number(Unclear, Slash, true, Some(PADDED)).write(day(2024, 5, 6)), None);
        assert_eq!(number(Mdy, Han, true, None).write(month), None);
        // A text cannot contain months outside the calendar, but the type allows them.
        let named = named(Mdy, MonthStyle::Full { dot: false }, None, false);
        assert_eq!(named.write(DateValue::Month { year: 2024, month: 0 }), None);
        assert_eq!(named.write(DateValue::Month { year: 2024, month: 13 }), None);
    }
}
