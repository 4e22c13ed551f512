//! Values that have a form of their own, checked while the file is read, so that an error knows its place.

use std::fmt;

use globset::{GlobBuilder, GlobMatcher};
#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    dates::{self, DateFormat, DateValue, MonthStyle, Order, Precision},
    list::SeparatorKind,
};

/// The longest pattern: a heading, a path or a URL is shorter, and time grows with it.
const LONGEST: usize = 1000;

/// A pattern of headings, letter case aside.
#[derive(Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(try_from = "String")]
#[cfg_attr(test, schemars(with = "String"))]
pub struct TitleGlob {
    text: String,
    matcher: GlobMatcher,
}

/// A pattern of URLs: `*` stands for any text, `?` for any character.
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
        return Err("an empty pattern fits nothing".to_owned());
    }
    if text.len() > LONGEST {
        return Err(format!("a pattern of more than {LONGEST} bytes"));
    }
    let glob = GlobBuilder::new(text).case_insensitive(fold_case).build();
    Ok(glob.map_err(|error| format!("`{text}` is no pattern: {}", error.kind()))?.compile_matcher())
}

impl TitleGlob {
    /// Whether a heading's text fits.
    #[must_use]
    pub fn fits(&self, title: &str) -> bool {
        self.matcher.is_match(title)
    }

    /// The pattern that fits this title alone.
    #[must_use]
    pub fn escape(title: &str) -> String {
        globset::escape(title)
    }
}

impl UrlGlob {
    /// Whether a URL fits.
    #[must_use]
    pub fn fits(&self, url: &str) -> bool {
        self.matcher.is_match(url)
    }
}

impl FileGlob {
    /// As written.
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
        // The patterns of `.gitignore` are globs with some marks around them.
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

/// What stands between an entry's link and its description.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(try_from = "String")]
#[cfg_attr(test, schemars(with = "String"))]
pub struct Separator {
    text: String,
    kind: SeparatorKind,
}

impl Separator {
    /// As written, blanks included.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it is.
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
                "`{text}` is no separator: write ` - `, ` – `, ` — ` or `: `, with at most one blank on either side"
            )
        })?;
        Ok(Self { text, kind })
    }
}

/// Badges in their order, by name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(try_from = "Vec<String>")]
#[cfg_attr(test, schemars(with = "Vec<String>"))]
pub struct BadgeOrder(Vec<String>);

impl BadgeOrder {
    /// At least two names, no two of them the same.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.0
    }
}

impl TryFrom<Vec<String>> for BadgeOrder {
    type Error = String;

    fn try_from(names: Vec<String>) -> Result<Self, String> {
        let small: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let again = small.iter().enumerate().find(|(at, name)| small[..*at].contains(name));
        match again {
            Some((at, _)) => Err(format!("`{}` stands here twice", names[at])),
            None if names.len() < 2 => Err("an order needs two badges or more".to_owned()),
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
    /// As the user wrote it.
    pub text: String,
    /// How it is written.
    pub written: DateFormat,
    /// How fine it is: a month or a day.
    pub precision: Precision,
}

impl DateExamples {
    /// All of them, each of another precision.
    #[must_use]
    pub fn all(&self) -> &[DateExample] {
        &self.0
    }

    /// The example of a precision.
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
            return Err("no example of a date".to_owned());
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
                "`{text}` is no date that is known here; write one like `Jan. 6, 2025`, `2025-01-06` or `Jan 2025`"
            ));
        };
        if !date.regular {
            return Err(format!("`{text}` has its spaces in unusual places, in which no date is written here"));
        }
        let precision = date.value.precision();
        // A day above 12 says by itself that it is no month.
        let tells_order = matches!(date.written.month, Some(MonthStyle::Number { .. }))
            && matches!(date.written.order, Order::Mdy | Order::Dmy | Order::Unclear)
            && !text.contains('.');
        let short = |what: &str| {
            let day = match precision {
                Precision::Day if tells_order => "the 25th of ",
                Precision::Day => "the 6th of ",
                Precision::Month | Precision::Year => "",
            };
            Err(format!("`{text}` does not show {what}; write {day}January 2025 in the form that you want"))
        };
        if date.written.order == Order::Unclear {
            return short("whether the month or the day stands first");
        }
        let style = match (date.value, date.written.month) {
            (DateValue::Impossible { .. }, _) => return Err(format!("`{text}` is on no calendar")),
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
                // Zeros stand before both or neither.
                (MonthStyle::Number { padded, .. }, Some(day)) if tells_order => day.padded = padded,
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
    /// In bytes: a kilobyte has 1000.
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
