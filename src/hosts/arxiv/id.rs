//! arXiv's identifiers: <https://info.arxiv.org/help/arxiv_identifier.html>.

use std::borrow::Cow;

use crate::text::strip_prefix_ignore_case;

/// An identifier without its version: `2401.00001` or `hep-th/9901001`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArxivId<'s> {
    /// The identifier as written, without version. In the URL of a static badge it may contain escapes, which
    /// [`ArxivId::plain`] removes.
    pub id: &'s str,
    /// The version: `3` of `v3`.
    pub version: Option<u32>,
}

/// The reason why a text in the place of an identifier is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::hosts) enum Flaw {
    /// The number of digits after the full stop differs from that of identifiers of that month.
    Digits { found: usize, expected: usize },
    /// The month is not in the calendar, or the scheme was not in use yet.
    Month,
    /// The number is zero: the papers of each month are counted from 1.
    Zero,
    /// `v` without a number, or a number that cannot be a version.
    Version,
    /// The text does not have the shape of an identifier.
    Shape,
}

/// The first month with five-digit numbers.
const FIVE_DIGITS: u32 = 1501;
/// The first month of the scheme `YYMM.NNNN`.
const NEW_SCHEME: u32 = 704;

impl<'s> ArxivId<'s> {
    /// Reads a text that is exactly an identifier; `arXiv:` may come before it.
    #[must_use]
    pub fn parse(text: &'s str) -> Option<Self> {
        Self::check(text).ok()
    }

    pub(in crate::hosts) fn check(text: &'s str) -> Result<Self, Flaw> {
        let text = strip_prefix_ignore_case(text, "arxiv:").unwrap_or(text);
        if is_new(text) { new_scheme(text) } else { old_scheme(text, text.rfind('/').ok_or(Flaw::Shape)?) }
    }

    /// Returns the year and the month (1 to 12) of the paper's announcement, from the identifier.
    #[must_use]
    pub fn month(&self) -> Option<(i32, u32)> {
        let id = self.plain();
        let (archive, number) = key(&id);
        let number: u32 = number.get(..4)?.parse().ok()?;
        let (year, month) = (number / 100, number % 100);
        let century = if !archive.is_empty() && year >= 91 { 1900 } else { 2000 };
        (1..=12).contains(&month).then(|| (century + year.cast_signed(), month))
    }

    /// Returns the identifier as arXiv writes it, without the escapes `--` and `%2F` for dash and slash in the URL of a
    /// static badge.
    #[must_use]
    pub fn plain(&self) -> Cow<'s, str> {
        if !self.id.contains(['-', '%']) {
            return Cow::Borrowed(self.id);
        }
        Cow::Owned(self.id.replace("--", "-").replace("%2F", "/").replace("%2f", "/"))
    }

    /// Returns whether both name the same paper, ignoring the version, case, the escapes of a badge and the subject
    /// class (`math.GT/0309136` is `math/0309136`).
    #[must_use]
    pub fn same(&self, other: &ArxivId) -> bool {
        let (own, others) = (self.plain(), other.plain());
        let (archive, number) = key(&own);
        let (other_archive, other_number) = key(&others);
        number == other_number && archive.eq_ignore_ascii_case(other_archive)
    }

    /// Returns the archive without its subject class (none in the new scheme), and the number.
    pub(in crate::hosts) fn key(&self) -> (&'s str, &'s str) {
        key(self.id)
    }

    /// Reads an identifier of the old scheme whose slash is escaped, as in the URL of a static badge:
    /// `hep--th%2F9901001` (<https://shields.io/badges/static-badge>).
    pub(in crate::hosts) fn escaped(text: &'s str) -> Option<Self> {
        let (archive, number) = text.rsplit_once("%2F").or_else(|| text.rsplit_once("%2f"))?;
        let plain = format!("{}/{number}", archive.replace("--", "-"));
        let read = ArxivId::parse(&plain)?;
        let (_, digits) = read.id.split_once('/')?;
        Some(Self { id: &text[..text.len() - number.len() + digits.len()], version: read.version })
    }
}

fn key(id: &str) -> (&str, &str) {
    if is_new(id) {
        return ("", id);
    }
    match id.split_once('/') {
        Some((archive, number)) => (archive.split('.').next().unwrap_or_default(), number),
        None => ("", id),
    }
}

/// Returns whether an identifier can only be one of the new scheme: no archive begins with a digit.
fn is_new(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_digit())
}

fn new_scheme(text: &str) -> Result<ArxivId<'_>, Flaw> {
    let bytes = text.as_bytes();
    if bytes.len() < 6 || !bytes[..4].iter().all(u8::is_ascii_digit) || bytes[4] != b'.' {
        return Err(Flaw::Shape);
    }
    let found = bytes[5..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if found == 0 {
        return Err(Flaw::Shape);
    }
    let (id, tail) = text.split_at(5 + found);
    let version = version(tail)?;
    let month: u32 = id[..4].parse().map_err(|_| Flaw::Shape)?;
    if !(1..=12).contains(&(month % 100)) || month < NEW_SCHEME {
        return Err(Flaw::Month);
    }
    let expected = if month < FIVE_DIGITS { 4 } else { 5 };
    if found != expected {
        return Err(Flaw::Digits { found, expected });
    }
    if id[5..].bytes().all(|byte| byte == b'0') {
        return Err(Flaw::Zero);
    }
    Ok(ArxivId { id, version })
}

fn old_scheme(text: &str, slash: usize) -> Result<ArxivId<'_>, Flaw> {
    let archive = &text[..slash];
    let number = &text[slash + 1..];
    let is_archive = archive.starts_with(|c: char| c.is_ascii_alphabetic()) && archive.bytes().all(is_archive_byte);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    if !is_archive || digits != 7 {
        return Err(Flaw::Shape);
    }
    let id = &text[..slash + 1 + digits];
    let version = version(&number[digits..])?;
    let month: u32 = number[..4].parse().map_err(|_| Flaw::Shape)?;
    if !(1..=12).contains(&(month % 100)) || (NEW_SCHEME..9101).contains(&month) {
        return Err(Flaw::Month);
    }
    if &number[4..7] == "000" {
        return Err(Flaw::Zero);
    }
    Ok(ArxivId { id, version })
}

fn is_archive_byte(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'.')
}

/// Splits `v3` from the end of an identifier.
fn version(tail: &str) -> Result<Option<u32>, Flaw> {
    if tail.is_empty() {
        return Ok(None);
    }
    let Some(number) = tail.strip_prefix(['v', 'V']) else { return Err(Flaw::Shape) };
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Flaw::Shape);
    }
    match number.parse() {
        Ok(version) if !number.starts_with('0') => Ok(Some(version)),
        _ => Err(Flaw::Version),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_identifiers() {
        // text; identifier, version, year and month
        let good = [
            ("2401.00001", ("2401.00001", None, (2024, 1))),
            ("2401.00001v3", ("2401.00001", Some(3), (2024, 1))),
            ("2401.00001V12", ("2401.00001", Some(12), (2024, 1))),
            ("arXiv:1412.9999", ("1412.9999", None, (2014, 12))),
            ("0704.0001", ("0704.0001", None, (2007, 4))),
            ("1501.00001", ("1501.00001", None, (2015, 1))),
            ("hep-th/9901001", ("hep-th/9901001", None, (1999, 1))),
            ("math.GT/0309136v2", ("math.GT/0309136", Some(2), (2003, 9))),
            ("cs/0703999", ("cs/0703999", None, (2007, 3))),
            ("ARXIV:cond-mat/0001001", ("cond-mat/0001001", None, (2000, 1))),
        ];
        for (text, (id, version, month)) in good {
            let read = ArxivId::parse(text).unwrap();
            assert_eq!((read.id, read.version, read.month()), (id, version, Some(month)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_none() {
        let bad = [
            ("2401.0001", Flaw::Digits { found: 4, expected: 5 }),
            ("2401.000001", Flaw::Digits { found: 6, expected: 5 }),
            ("1412.00001", Flaw::Digits { found: 5, expected: 4 }),
            ("2413.00001", Flaw::Month),
            ("2400.00001", Flaw::Month),
            ("0703.0001", Flaw::Month),
            ("2401.00000", Flaw::Zero),
            ("2401.00001v", Flaw::Version),
            ("2401.00001v0", Flaw::Version),
            ("2401.00001v01", Flaw::Version),
            ("2401.00001v99999999999", Flaw::Version),
            ("2401.00001.", Flaw::Shape),
            ("2401.00001é", Flaw::Shape),
            ("240100001", Flaw::Shape),
            ("2401.", Flaw::Shape),
            ("２４０１.00001", Flaw::Shape),
            ("", Flaw::Shape),
            ("arXiv:", Flaw::Shape),
            ("hep-th/9913001", Flaw::Month),
            ("hep-th/0704001", Flaw::Month),
            ("hep-th/9901000", Flaw::Zero),
            ("hep-th/990100", Flaw::Shape),
            ("/9901001", Flaw::Shape),
            ("a/b/9901001", Flaw::Shape),
        ];
        for (text, flaw) in bad {
            assert_eq!(ArxivId::check(text), Err(flaw), "{text}");
        }
    }

    #[test]
    fn compares() {
        let same = |a, b| ArxivId::parse(a).unwrap().same(&ArxivId::parse(b).unwrap());
        assert!(same("2401.00001", "arXiv:2401.00001v2"));
        assert!(same("math.GT/0309136", "MATH/0309136v1"));
        assert!(!same("math/0309136", "cs/0309136"));
        assert!(same("hep--th/9901001", "hep-th/9901001"));
        assert!(!same("2401.00001", "2401.00002"));
    }

    #[test]
    fn reads_escaped_identifiers() {
        for (text, expected) in [
            ("hep--th%2F9901001", Some(("hep--th%2F9901001", "hep-th/9901001", None, Some((1999, 1))))),
            ("cs%2f0112017v2", Some(("cs%2f0112017", "cs/0112017", Some(2), Some((2001, 12))))),
            ("hep--th/9901001", None),
            ("hep--th%2F99010", None),
            ("2401.00001", None),
            ("a%2F", None),
            ("", None),
        ] {
            let read = ArxivId::escaped(text);
            let expected = expected.map(|(id, plain, version, month)| (id, plain.to_owned(), version, month));
            assert_eq!(read.map(|id| (id.id, id.plain().into_owned(), id.version, id.month())), expected, "{text}");
        }
    }
}
