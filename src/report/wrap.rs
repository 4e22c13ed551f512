//! Wraps long texts at spaces only, so that URLs stay whole and can be copied.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// Wraps `text` to lines of at most `width` columns. All lines except the first begin with `indent`, which does not
/// count. A word that is wider than a line gets its own line.
#[must_use]
pub fn wrap(text: &str, width: usize, indent: &str) -> String {
    let options = Options::new(width)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).join(&format!("\n{indent}"))
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
