//! Checks the text around a candidate, which may show that it is not a date: it can be part of a version, an address, a
//! file name or a range.

use super::{
    Wrapper,
    candidate::{Candidate, Kind},
    format::MONTHS,
};
use crate::text::{ceil, floor};

/// The number of bytes searched for the other bracket of a date that shares its brackets.
const REACH: usize = 120;

/// The length of the longest word of a date in bytes, and one more: `2024-05-01`, `September`.
const WORD: usize = 12;

/// Returns the wrapper of a date, and whether the date is alone in it; none if the candidate is not a date.
pub(super) fn wrapper_of_date(text: &str, date: &Candidate) -> Option<(Wrapper, bool)> {
    let (before, after) = (&text[..date.start], &text[date.end..]);
    if !may_stand_before(before) || !may_stand_after(after) || is_in_range(before, after) {
        return None;
    }
    let (wrapper, alone) = wrapper(before, after);
    let is_date = match date.kind {
        Kind::Plain => true,
        Kind::VersionLike => {
            let word = before.trim_end();
            alone || !word.ends_with(char::is_alphanumeric) || ends_with_arxiv(word)
        }
        Kind::YearsLike => alone,
        Kind::Year => alone && !is_link(before, after, wrapper),
        Kind::Misspelt => alone && wrapper != Wrapper::None,
    };
    is_date.then_some((wrapper, alone))
}

/// Returns whether a date can begin after this text.
fn may_stand_before(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return true };
    let rest = &before[..before.len() - last.len_utf8()];
    match last {
        ':' => !rest.ends_with(|c: char| c.is_ascii_digit()) && !ends_with_arxiv(rest),
        ',' | '–' | '—' => !rest.ends_with(|c: char| c.is_ascii_digit()),
        '_' | '-' | '/' | '.' | '=' | '&' | '%' | '#' | '@' | '+' | '~' | '$' | '^' | '\\' | '<' | '\'' | '’' => {
            false
        }
        _ => !is_letter_or_digit(last),
    }
}

/// Returns whether a date can end before this text.
fn may_stand_after(after: &str) -> bool {
    let mut rest = after.chars();
    let Some(first) = rest.next() else { return true };
    let second = rest.next();
    match first {
        ',' | ':' => !second.is_some_and(|c| c.is_ascii_digit()),
        '.' | '\\' => !second.is_some_and(|c| c.is_ascii_alphanumeric()),
        '_' | '-' | '/' | '=' | '&' | '%' | '#' | '@' | '+' | '~' | '$' | '^' => false,
        _ => !is_letter_or_digit(first),
    }
}

/// Returns whether a character continues a word. Letters without case, such as Chinese ones, can be next to a date
/// without a space.
fn is_letter_or_digit(c: char) -> bool {
    c.is_ascii_alphanumeric() || c.is_numeric() || c.is_lowercase() || c.is_uppercase()
}

fn ends_with_arxiv(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 5 && bytes[bytes.len() - 5..].eq_ignore_ascii_case(b"arxiv")
}

/// Returns whether a dash connects a date to another: `June 23 - June 29, 2024`.
fn is_in_range(before: &str, after: &str) -> bool {
    let dashes = ['-', '–', '—', '~', '～', '〜'];
    let from = before.trim_end_matches(' ').strip_suffix(dashes).map(|rest| rest.trim_end_matches(' '));
    let to = after.trim_start_matches(' ').strip_prefix(dashes).map(|rest| rest.trim_start_matches(' '));
    let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '|' | '*' | '<' | '>');
    // A few bytes are enough for a date's words, and keep a text with many dashes from being read many times.
    let last = |rest: &str| {
        rest[ceil(rest, rest.len().saturating_sub(WORD))..].rsplit(ends).next().is_some_and(is_part_of_date)
    };
    let first = |rest: &str| rest[..floor(rest, WORD)].split(ends).next().is_some_and(is_part_of_date);
    from.is_some_and(last) || to.is_some_and(first)
}

/// Returns whether a word can be part of a date: a number, or a month's name.
fn is_part_of_date(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ';', ':']);
    let number = ["st", "nd", "rd", "th"].iter().find_map(|letters| word.strip_suffix(letters)).unwrap_or(word);
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.'));
    digits || word.len() >= 3 && MONTHS.iter().any(|month| *month == word || month[..3] == *word || word == "Sept")
}

/// Returns the wrapper directly around a date, ignoring spaces inside brackets, and whether the date is alone in it.
fn wrapper(before: &str, after: &str) -> (Wrapper, bool) {
    let (left, right) = (before.trim_end_matches(' '), after.trim_start_matches(' '));
    let opened = opening(before, left);
    let closed = closing(after, right);
    if let Some(wrapper) = opened {
        if closed == opened {
            return (wrapper, true);
        }
        let near = &right[..floor(right, REACH)];
        let line = near.split('\n').next().unwrap_or(near);
        if line.contains(mark(wrapper).1) {
            return (wrapper, false);
        }
    }
    if let Some(wrapper) = closed {
        let near = &left[ceil(left, left.len().saturating_sub(REACH))..];
        let line = near.rsplit('\n').next().unwrap_or(near);
        let (open, close) = mark(wrapper);
        let is_open = match (line.rfind(open), line.rfind(close)) {
            (Some(at), Some(end)) => at > end,
            (at, _) => at.is_some(),
        };
        // Marks that are the same at both ends are weak evidence.
        if is_open && !matches!(wrapper, Wrapper::Code | Wrapper::Bold) {
            return (wrapper, false);
        }
    }
    // Trims only towards the date, which keeps a text of spaces and many dates linear.
    (Wrapper::None, before.trim_end().is_empty() && after.trim_start().is_empty())
}

fn opening(before: &str, left: &str) -> Option<Wrapper> {
    if before.ends_with('`') {
        return Some(Wrapper::Code);
    }
    if before.ends_with("**") {
        return Some(Wrapper::Bold);
    }
    match left.chars().next_back()? {
        '(' | '（' => Some(Wrapper::Parens),
        '[' if left.ends_with("\\[") => Some(Wrapper::EscapedBrackets),
        '[' | '【' => Some(Wrapper::Brackets),
        _ => None,
    }
}

fn closing(after: &str, right: &str) -> Option<Wrapper> {
    if after.starts_with('`') {
        return Some(Wrapper::Code);
    }
    if after.starts_with("**") {
        return Some(Wrapper::Bold);
    }
    match right.chars().next()? {
        ')' | '）' => Some(Wrapper::Parens),
        ']' | '】' => Some(Wrapper::Brackets),
        '\\' if right.starts_with("\\]") => Some(Wrapper::EscapedBrackets),
        _ => None,
    }
}

/// Returns the opening and the closing text of a wrapper.
fn mark(wrapper: Wrapper) -> (&'static [char], &'static [char]) {
    match wrapper {
        Wrapper::Parens => (&['(', '（'], &[')', '）']),
        Wrapper::Brackets | Wrapper::EscapedBrackets => (&['[', '【'], &[']', '】']),
        Wrapper::Code => (&['`'], &['`']),
        Wrapper::Bold => (&['*'], &['*']),
        Wrapper::None => (&[], &[]),
    }
}

/// Returns whether the brackets around a number belong to a link or image: `[2024](…)`, `[text][2024]`.
fn is_link(before: &str, after: &str, wrapper: Wrapper) -> bool {
    wrapper == Wrapper::Brackets
        && (after.trim_start_matches(' ').strip_prefix(']').is_some_and(|rest| rest.starts_with(['(', '[', ':']))
            || before.trim_end_matches(' ').strip_suffix('[').is_some_and(|rest| rest.ends_with([']', '!', '^'])))
}

#[cfg(test)]
mod tests {
    use super::Wrapper::{self, *};
    use crate::dates::find;

    fn dates(text: &str) -> Vec<&str> {
        find(text, 0.into()).map(|date| &text[date.range]).collect()
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            // Versions.
            "v2024.5",
            "Tool 2024.5",
            "Tool 2023.1.2",
            "1.2023.4",
            "2023.1.2.3",
            "2024.05.01.1",
            // Identifiers.
            "2004.12345",
            "arXiv:2012.07",
            "2012.07123v2",
            "CVE-2024-05",
            "model-2024-05-13",
            "ISBN 978-2024-05-1",
            "#2024-05-01",
            "20240501",
            "12024-05-01",
            "2024-05-011",
            // Times.
            "2024-05-01T10:00",
            // Addresses and files.
            "https://example.org/2024/05/01/post",
            "example.org/2024/05",
            "?from=2024-05-01&to=2024-06-01",
            "2024-05-01.pdf",
            "notes_2024-05-01",
            "2024-05-01_notes",
            "post-may-2024",
            // Ranges.
            "2012-2014",
            "2024-05-01/2024-05-07",
            "2024-05-01 - 2024-05-07",
            "2024.05–2024.06",
            "2024.05~",
            "June 23 - June 29, 2024",
            "23-29 June 2024",
            "23 – 29 June 2024",
            "May/June 2024",
            "May - June 2024",
            "the season 2010-11",
            // Words.
            "Mary 2024",
            "may 2024",
            "Mayé 2024",
            "éMay 2024",
            "Jun2024",
            "Jun., 6 2024",
            // Mixed separators and other numbers.
            "2020.9/9",
            "2020-9.9",
            "1/2/3/2024",
            "$2024.5",
            "2024.5%",
            "1,2024.5",
            "2024-05²",
            "２2024-05",
        ] {
            assert_eq!(dates(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_is_one_beside_other_text() {
        for (text, expected) in [
            ("Date: 2024.5", "2024.5"),
            ("*Date:*2024.5", "2024.5"),
            ("地址：2024.5", "2024.5"),
            ("发布于2024-05-01，开源", "2024-05-01"),
            ("[[pdf](x)], [[code](x)], 2021.6", "2021.6"),
            ("](x),2021.6", "2021.6"),
            (" 2020.6.09 ", "2020.6.09"),
            ("ends in 2024-05-01.", "2024-05-01"),
            ("ends in 2024/05, and", "2024/05"),
            ("2024-05-01<br>", "2024-05-01"),
            ("<td>2024/05</td>", "2024/05"),
            ("| 2024.05 | [A](x) |", "2024.05"),
            ("2024-05-01: a talk", "2024-05-01"),
            ("2024-05-01 10:00", "2024-05-01"),
            ("*2024-05*", "2024-05"),
            ("- June 29, 2024", "June 29, 2024"),
            ("GPT-4 - June 29, 2024", "June 29, 2024"),
            ("2024.05 - 3D scenes", "2024.05"),
            ("Day 6, June 14, 2024", "June 14, 2024"),
            ("Venue, Nov 2023\\", "Nov 2023"),
            ("[2010-11]", "2010-11"),
            ("[**arXiv 2024.02**]", "2024.02"),
            ("“May 2024”", "May 2024"),
        ] {
            assert_eq!(dates(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_encloses_a_date() {
        let cases: [(&str, Wrapper, bool); 17] = [
            ("T (Mar. 20, 2025) x", Parens, true),
            ("T ( Mar. 20, 2025 ) x", Parens, true),
            ("T （2025.3）", Parens, true),
            ("T (Mar. 20, 2025, CVPR 2025)", Parens, false),
            ("T (CVPR, Mar. 20, 2025)", Parens, false),
            ("T (a) b, Mar. 20, 2025)", None, false),
            ("T (Mar. 20, 2025\n)", None, false),
            ("**[2025/03]** T", Brackets, true),
            ("【2025.3】T", Brackets, true),
            ("\\[V\\] \\[2024.4\\]", EscapedBrackets, true),
            ("T `2024-05` x", Code, true),
            ("**2024-05** x", Bold, true),
            ("**2024-05 x** y", Bold, false),
            ("**x** 2024-05", None, false),
            ("x 2024-05 **y**", None, false),
            ("2024-05", None, true),
            ("\t2024-05 ", None, true),
        ];
        for (text, wrapper, alone) in cases {
            let date = find(text, 0.into()).next().unwrap_or_else(|| panic!("{text}"));
            assert_eq!((date.wrapper, date.alone), (wrapper, alone), "{text}");
        }
        let far = format!("T (2025-03-01 {})", "é".repeat(200));
        assert_eq!(find(&far, 0.into()).next().unwrap().wrapper, None, "{far}");
    }
}
