//! The ways to write a year, or a year and month, beside a venue.

use super::{
    When,
    tokens::{Gap, Token, apostrophe_before},
};

/// Years in which a venue may have been. Numbers outside are no years.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2039;

/// What a number beside a venue is, and the number of tokens that it has.
pub(super) enum Number {
    /// A year, or a year and month.
    When(When, usize),
    /// The identifier of a preprint, `2401.00001v2`.
    Identifier(usize),
}

/// Reads the number at the start of the tokens. `short` says that two digits can be a year here, since they directly
/// follow a known name (`CVPR22`, `AAAI-20`), and `preprint` that the venue numbers its papers by year and month
/// (<https://info.arxiv.org/help/arxiv_identifier.html>).
pub(super) fn read(text: &str, tokens: &[Token], short: bool, preprint: bool) -> Option<Number> {
    let (number, rest) = tokens.split_first().filter(|(number, _)| number.is_number)?;
    let digits = &text[number.start..number.end];
    let value: i32 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    let when = |year, month, start, end| When { range: start..end, year, month };
    if digits.len() == 2 {
        let apostrophe = apostrophe_before(&text[..number.start]);
        let is_year = number.gap == Gap::Apostrophe || short && matches!(number.gap, Gap::Glued | Gap::Hyphen);
        let year = if value <= YEARS.end() - 2000 { 2000 + value } else { 1900 + value };
        let start = number.start - apostrophe;
        return (is_year && YEARS.contains(&year)).then(|| Number::When(when(year, None, start, number.end), 1));
    }
    if digits.len() != 4 {
        return None;
    }
    let after = rest.first().filter(|next| next.is_number && next.start == number.end + 1);
    let mark = text.as_bytes().get(number.end).copied();
    if preprint {
        if let Some(next) = after.filter(|next| mark == Some(b'.') && (4..=5).contains(&(next.end - next.start))) {
            let is_version = |token: &Token| text[token.start..token.end].eq_ignore_ascii_case("v");
            let has_version = rest.get(1).is_some_and(|token| token.start == next.end && is_version(token))
                && rest.get(2).is_some_and(|token| token.is_number);
            return Some(Number::Identifier(if has_version { 4 } else { 2 }));
        }
        let (year, month) = (2000 + value / 100, u32::try_from(value % 100).ok()?);
        if !YEARS.contains(&value) && YEARS.contains(&year) && (1..=12).contains(&month) {
            return Some(Number::When(when(year, Some(month), number.start, number.end), 1));
        }
    }
    if !YEARS.contains(&value) {
        return None;
    }
    // `2020-3DV` has no month.
    let is_alone = |next: &&Token| rest.get(1).is_none_or(|token| token.start > next.end);
    let month = after.filter(|next| matches!(mark, Some(b'.' | b'-' | b'/')) && next.end - next.start <= 2);
    let month = month.filter(is_alone);
    Some(match month {
        Some(next) => {
            let month = text[next.start..next.end].parse().ok().filter(|month| (1..=12).contains(month))?;
            Number::When(when(value, Some(month), number.start, next.end), 2)
        }
        None => Number::When(when(value, None, number.start, number.end), 1),
    })
}

/// Returns whether a mention can start with the number in a range of bytes: a year, or part of a name (`3DV`, `37th`).
pub(super) fn may_start(text: &str, start: usize, end: usize) -> bool {
    match end - start {
        1 | 2 => text.as_bytes().get(end).is_some_and(u8::is_ascii_alphabetic) || apostrophe_before(&text[..start]) > 0,
        4 => matches!(text.as_bytes()[start], b'1' | b'2'),
        _ => false,
    }
}

/// Returns whether a number is written as a year that stands alone: four digits, or two after an apostrophe.
pub(super) fn is_year(text: &str, token: &Token) -> bool {
    match token.end - token.start {
        4 if token.is_number => text[token.start..token.end].parse().is_ok_and(|year| YEARS.contains(&year)),
        2 => token.is_number && token.gap == Gap::Apostrophe,
        _ => false,
    }
}
