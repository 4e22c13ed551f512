//! Breaks long texts at blanks, so that what a reader may copy, a URL above all, stays whole.

use unicode_width::UnicodeWidthStr as _;

/// Breaks `text` into lines of at most `width` columns, each but the first behind `indent`, which is not counted.
/// A word that is wider than a line has a line of its own.
#[must_use]
pub fn wrap(text: &str, width: usize, indent: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut columns = 0;
    for word in text.split(' ') {
        let is_plain = word.bytes().fold(true, |plain, byte| plain & byte.is_ascii_graphic());
        let word_columns = if is_plain { word.len() } else { word.width() };
        if columns > 0 && columns + 1 + word_columns > width {
            out.push('\n');
            out.push_str(indent);
            columns = 0;
        } else if !out.is_empty() {
            out.push(' ');
            columns += 1;
        }
        out.push_str(word);
        columns += word_columns;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_only() {
        for (text, expected) in [
            ("", ""),
            ("one two", "one two"),
            ("one two three", "one two\n  three"),
            ("see https://example.org/a/b now", "see\n  https://example.org/a/b\n  now"),
            ("https://example.org/a/b", "https://example.org/a/b"),
            // Columns, not characters.
            ("茶茶茶 é茶", "茶茶茶\n  é茶"),
            ("`a  b` c d", "`a  b` c\n  d"),
        ] {
            assert_eq!(wrap(text, 8, "  "), expected, "{text:?}");
        }
    }
}
