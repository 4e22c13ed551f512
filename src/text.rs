//! Small text helpers that are independent of Markdown.
//!
//! - `text.rs`: lines, character boundaries, spaces, case, shortcodes and shortening
//! - `cells.rs`: the cells of a table row
//! - `sentence.rs`: the beginning and the end of a description

mod cells;
pub mod sentence;

use std::borrow::Cow;

use memchr::{memchr, memrchr};

pub(crate) use cells::cells;

/// Returns the start of the line that contains the byte at `at`.
#[must_use]
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |newline| newline + 1)
}

/// Returns the end of the line that contains the byte at `at`: its line feed, or the end of the text.
#[must_use]
pub(crate) fn line_end(text: &str, at: usize) -> usize {
    memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |newline| at + newline)
}

/// Returns whether a text has a digit of ASCII. Looks at several bytes at once, so at all of them.
pub(crate) fn has_digit(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | byte.is_ascii_digit())
}

/// Returns the last character boundary at or before a byte offset.
#[must_use]
pub(crate) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Returns the first character boundary at or after a byte offset.
#[must_use]
pub(crate) fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// Joins the words of a text on one line, separated by single spaces.
#[must_use]
pub(crate) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Shortens a text for a message: its first `most` characters, and an ellipsis if there are more.
#[must_use]
pub(crate) fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

/// Returns whether `text` starts with the ASCII text `start`, ignoring case.
#[must_use]
pub(crate) fn starts_with_ignore_case(text: &str, start: &str) -> bool {
    strip_prefix_ignore_case(text, start).is_some()
}

/// Returns the text after `prefix`, if it starts with that, ignoring ASCII case.
#[must_use]
pub(crate) fn strip_prefix_ignore_case<'s>(text: &'s str, prefix: &str) -> Option<&'s str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// Returns the text before `suffix`, if it ends with that, ignoring ASCII case.
#[must_use]
pub(crate) fn strip_suffix_ignore_case<'s>(text: &'s str, suffix: &str) -> Option<&'s str> {
    let at = text.len().checked_sub(suffix.len())?;
    let tail = text.get(at..)?;
    tail.eq_ignore_ascii_case(suffix).then(|| &text[..at])
}

/// Returns whether the text after a colon is the rest of `:name:`, which GitHub shows as an emoji.
#[must_use]
pub(crate) fn is_rest_of_shortcode(rest: &str) -> bool {
    rest.trim_start_matches(is_shortcode_char).starts_with(':')
}

/// Returns whether a text ends in `:name:`, which GitHub shows as an emoji.
#[must_use]
pub(crate) fn ends_in_shortcode(text: &str) -> bool {
    let Some(inner) = text.strip_suffix(':') else { return false };
    let before = inner.trim_end_matches(is_shortcode_char);
    before.len() < inner.len() && before.ends_with(':')
}

fn is_shortcode_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_start_and_end_at_line_feeds() {
        let text = "ab\r\ncé\n\nd";
        for (at, line) in [(0, "ab\r"), (3, "ab\r"), (4, "cé"), (7, "cé"), (8, ""), (9, "d"), (10, "d")] {
            assert_eq!(&text[line_start(text, at)..line_end(text, at)], line, "{at}");
        }
    }

    #[test]
    fn boundaries_are_the_nearest() {
        let text = "é茶";
        assert_eq!([0, 1, 2, 3, 4, 5, 9].map(|at| floor(text, at)), [0, 0, 2, 2, 2, 5, 5]);
        assert_eq!([0, 1, 2, 3, 4, 5, 9].map(|at| ceil(text, at)), [0, 2, 2, 5, 5, 5, 5]);
    }

    #[test]
    fn one_space_is_between_words() {
        for (text, expected) in [("", ""), (" a  b\tc ", "a b c"), ("a\u{a0}b\r\nc", "a b c"), ("茶\u{3000}b", "茶 b")]
        {
            assert_eq!(on_one_line(text), expected, "{text:?}");
        }
    }

    #[test]
    fn long_texts_are_shortened_by_characters() {
        for (text, expected) in [("", ""), ("茶é", "茶é"), ("茶éa", "茶éa"), ("茶éab", "茶éa…")] {
            assert_eq!(shortened(text, 3), expected);
        }
    }

    #[test]
    fn starts_and_ends_are_cut_off_in_any_case() {
        for (text, after, before) in [
            ("Ab", Some(""), Some("")),
            ("aBc", Some("c"), None),
            ("éab", None, Some("é")),
            ("a", None, None),
            ("aé", None, None),
        ] {
            assert_eq!(strip_prefix_ignore_case(text, "ab"), after, "{text}");
            assert_eq!(starts_with_ignore_case(text, "ab"), after.is_some(), "{text}");
            assert_eq!(strip_suffix_ignore_case(text, "ab"), before, "{text}");
        }
    }

    #[test]
    fn shortcodes_have_a_name() {
        for (text, expected) in [
            ("Tea :tea:", true),
            (":+1:", true),
            ("a::b:", true),
            ("Tea:", false),
            ("::", false),
            ("12:30 tea:", false),
            (":té:", false),
        ] {
            assert_eq!(ends_in_shortcode(text), expected, "{text}");
        }
        for (rest, expected) in [("tea: x", true), ("+1:", true), (": x", true), ("tea x:", false), ("", false)] {
            assert_eq!(is_rest_of_shortcode(rest), expected, "{rest}");
        }
    }
}
