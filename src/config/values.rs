//! Values with a syntax of their own. They are checked while the file is read, so that an error has a position.

use std::fmt;

use globset::{GlobBuilder, GlobMatcher};
#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    dates::{self, DateFormat, DateValue, MonthStyle, Order, Precision},
    list::SeparatorKind,
};

/// The maximum length of a pattern in bytes. Headings, paths and URLs are shorter, and matching time grows with it.
const LONGEST: usize = 1000;

/// A pattern of headings, ignoring case.
#[derive(Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(try_from = "String")]
#[cfg_attr(test, schemars(with = "String"))]
pub struct TitleGlob {
    text: String,
    matcher: GlobMatcher,
}

/// A pattern of URLs: `*` matches any text, `?` any character.
#[derive(Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(try_from = "String")]
#[cfg_attr(test, schemars(with = "String"))]
pub struct UrlGlob {
    text: String,
    matcher: GlobMatcher,
}

/// A pattern of files, as in `.gitignore`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(try_from = "String")]
#[cfg_attr(test, schemars(with = "String"))]
pub struct FileGlob(String);

fn glob(text: &str, fold_case: bool) -> Result<GlobMatcher, String> {
    if text.trim().is_empty() {
        return Err("an empty pattern matches nothing".to_owned());
    }
    if text.len() > LONGEST {
        return Err(format!("the pattern is longer than {LONGEST} bytes"));
    }
    let glob = GlobBuilder::new(text).case_insensitive(fold_case).build();
    Ok(glob.map_err(|error| format!("`{text}` is not a valid pattern: {}", error.kind()))?.compile_matcher())
}

impl TitleGlob {
    /// Whether a heading's text matches.
    #[must_use]
    pub fn fits(&self, title: &str) -> bool {
        self.matcher.is_match(title)
    }

    /// Returns the pattern that matches only this title.
    #[must_use]
    pub fn escape(title: &str) -> String {
        globset::escape(title)
    }
}

impl UrlGlob {
    /// Whether a URL matches.
    #[must_use]
    pub fn fits(&self, url: &str) -> bool {
        self.matcher.is_match(url)
    }
}

impl FileGlob {
    /// Returns the pattern as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for TitleGlob {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Ok(Self { matcher: glob(&text, true)?, text })
    }
}

impl TryFrom<String> for UrlGlob {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Ok(Self { matcher: glob(&text, false)?, text })
    }
}

impl TryFrom<String> for FileGlob {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        // A `.gitignore` pattern is a glob with optional marks around it.
        glob(text.trim_start_matches('!').trim_matches('/'), false)?;
        Ok(Self(text))
    }
}

impl fmt::Debug for TitleGlob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TitleGlob").field(&self.text).finish()
    }
}

impl fmt::Debug for UrlGlob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UrlGlob").field(&self.text).finish()
    }
}

impl PartialEq for TitleGlob {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl PartialEq for UrlGlob {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for TitleGlob {}
impl Eq for UrlGlob {}

/// The separator between an entry's link and its description.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(try_from = "String")]
#[cfg_attr(test, schemars(with = "String"))]
pub struct Separator {
    text: String,
    kind: SeparatorKind,
}

impl Separator {
    /// Returns the separator as written, including spaces.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the kind of separator.
    #[must_use]
    pub fn kind(&self) -> SeparatorKind {
        self.kind
    }
}

impl TryFrom<String> for Separator {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let kind = SeparatorKind::of_text(&text).ok_or_else(|| {
            format!(
                "`{text}` is not a separator: write ` - `, ` – `, ` — ` or `: `, with at most one space on either side"
            )
        })?;
        Ok(Self { text, kind })
    }
}

/// The names of badges in order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(try_from = "Vec<String>")]
#[cfg_attr(test, schemars(with = "Vec<String>"))]
pub struct BadgeOrder(Vec<String>);

impl BadgeOrder {
    /// Returns at least two names, without duplicates.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.0
    }
}

impl TryFrom<Vec<String>> for BadgeOrder {
    type Error = String;

    fn try_from(names: Vec<String>) -> Result<Self, String> {
        let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let repeated = lower.iter().enumerate().find(|(at, name)| lower[..*at].contains(name));
        match repeated {
            Some((at, _)) => Err(format!("`{}` is listed twice", names[at])),
            None if names.len() < 2 => Err("an order needs at least two badges".to_owned()),
            None => Ok(Self(names)),
        }
    }
}

/// One date, or several of different precision, as examples of how dates are written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(try_from = "OneOrMore")]
#[cfg_attr(test, schemars(with = "OneOrMore"))]
pub struct DateExamples(Vec<DateExample>);

#[derive(Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(untagged, expecting = "expected a date in quotes, or a list of them")]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// A date as an example of how dates are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateExample {
    /// The date as the user wrote it.
    pub text: String,
    /// The format of the date.
    pub written: DateFormat,
    /// The precision: a month or a day.
    pub precision: Precision,
}

impl DateExamples {
    /// Returns all examples. Their precisions differ.
    #[must_use]
    pub fn all(&self) -> &[DateExample] {
        &self.0
    }

    /// Returns the example with this precision.
    #[must_use]
    pub fn of(&self, precision: Precision) -> Option<&DateExample> {
        self.0.iter().find(|example| example.precision == precision)
    }
}

impl TryFrom<OneOrMore> for DateExamples {
    type Error = String;

    fn try_from(texts: OneOrMore) -> Result<Self, String> {
        let texts = match texts {
            OneOrMore::One(text) => vec![text],
            OneOrMore::More(texts) => texts,
        };
        if texts.is_empty() {
            return Err("the list has no example of a date".to_owned());
        }
        let mut examples: Vec<DateExample> = Vec::new();
        for text in texts {
            let example = DateExample::try_from(text)?;
            if let Some(other) = examples.iter().find(|other| other.precision == example.precision) {
                return Err(format!("`{}` and `{}` are examples of the same kind of date", other.text, example.text));
            }
            examples.push(example);
        }
        Ok(Self(examples))
    }
}

impl TryFrom<String> for DateExample {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let found = dates::find(&text, 0.into()).next().filter(|date| usize::from(date.range.len()) == text.len());
        let Some(date) = found else {
            return Err(format!(
                "`{text}` is not a date in a known form; write one like `Jan. 6, 2025`, `2025-01-06` or `Jan 2025`"
            ));
        };
        if !date.regular {
            return Err(format!("`{text}` has spaces in unusual places"));
        }
        let precision = date.value.precision();
        // A day above 12 cannot be a month.
        let shows_order = matches!(date.written.month, Some(MonthStyle::Number { .. }))
            && matches!(date.written.order, Order::Mdy | Order::Dmy | Order::Unclear)
            && !text.contains('.');
        let short = |what: &str| {
            let day = match precision {
                Precision::Day if shows_order => "the 25th of ",
                Precision::Day => "the 6th of ",
                Precision::Month | Precision::Year => "",
            };
            Err(format!("`{text}` does not show {what}; write {day}January 2025 in the form that you want"))
        };
        if date.written.order == Order::Unclear {
            return short("whether the month or the day comes first");
        }
        let style = match (date.value, date.written.month) {
            (DateValue::Impossible { .. }, _) => return Err(format!("`{text}` does not exist in the calendar")),
            (DateValue::Year(_), _) | (_, None) => return short("how months are written"),
            (DateValue::Day(_) | DateValue::Month { .. } | DateValue::Ambiguous { .. }, Some(style)) => style,
        };
        let (month, mut written) = (date.value.month().unwrap_or(1), date.written);
        match style {
            MonthStyle::Number { .. } if month > 9 => {
                return short("whether one-digit months have a zero before them");
            }
            MonthStyle::Abbreviated { .. } | MonthStyle::Full { .. } if month == 5 => {
                return short("whether months are abbreviated");
            }
            _ => {}
        }
        if date.value.day().is_some_and(|day| chrono::Datelike::day(&day) > 9) {
            match (style, &mut written.day) {
                // Either both day and month are padded with zeros, or neither.
                (MonthStyle::Number { padded, .. }, Some(day)) if shows_order => day.padded = padded,
                _ => return short("whether one-digit days have a zero before them"),
            }
        }
        Ok(Self { text, written, precision })
    }
}

/// A size in kilobytes, 1 to 4,000,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(try_from = "i64")]
pub struct Kilobytes(#[cfg_attr(test, schemars(range(min = 1, max = 4_000_000)))] u32);

impl Kilobytes {
    /// Returns the size in bytes. A kilobyte has 1000 bytes.
    #[must_use]
    pub fn bytes(self) -> usize {
        self.0 as usize * 1000
    }
}

impl TryFrom<i64> for Kilobytes {
    type Error = String;

    fn try_from(number: i64) -> Result<Self, String> {
        match u32::try_from(number) {
            Ok(kilobytes @ 1..=4_000_000) => Ok(Self(kilobytes)),
            _ => Err(format!("{number} is out of range: a size is 1 to 4000000 kB")),
        }
    }
}
