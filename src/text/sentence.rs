//! The beginning and the end of a description.

use std::sync::LazyLock;

use crate::words;

/// The end of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// A full stop after a word, quote or bracket.
    Stop(char),
    /// A word.
    Word,
    /// Any other end, which is no evidence: another mark, a link, code, an image, a URL.
    Other,
}

/// Returns the end of a description.
#[must_use]
pub fn ending(description: &str) -> Ending {
    let mut chars = description.trim_end().chars();
    let Some(last) = chars.next_back() else { return Ending::Other };
    if is_stop(last) {
        // `...` trails off; `!.` and similar ends are other mistakes.
        let before = chars.next_back();
        let ends_word = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '"' | '”' | '`' | '*' | '）'));
        return if ends_word { Ending::Stop(last) } else { Ending::Other };
    }
    let token = description.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_mark = |byte: &u8| matches!(byte, b'@' | b'<' | b']' | b'`' | b'\\');
    let is_url = || token.contains("://") || token.contains("www.") || token.as_bytes().iter().any(is_mark);
    if last.is_alphanumeric() && ends_sentences(last) && !is_url() { Ending::Word } else { Ending::Other }
}

/// Returns the last word of a description without the full stop after it.
#[must_use]
pub fn last_word(description: &str) -> &str {
    let text = description.trim_end().trim_end_matches(is_stop);
    text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// Returns the first word of a description, up to a space or a mark that names do not contain.
#[must_use]
pub fn first_word(description: &str) -> &str {
    let end = description.find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '!' | '?' | ')'));
    description[..end.unwrap_or(description.len())].trim_end_matches(['.', '\'', '"'])
}

/// Returns whether a character is a full stop of a script that has one
/// (<https://www.unicode.org/reports/tr29/#Sentence_Boundaries>).
fn is_stop(c: char) -> bool {
    matches!(c, '.' | '。' | '．' | '।' | '۔')
}

/// Returns whether sentences in this letter's script end in `.` or `。`, so that a full stop can be missing.
fn ends_sentences(c: char) -> bool {
    c < '\u{530}' || matches!(c, '\u{1e00}'..='\u{1fff}' | '\u{ac00}'..='\u{d7a3}') || is_han(c)
}

/// Returns whether a text contains Chinese or Japanese.
#[must_use]
pub fn has_han(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_han)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Words that have no capital at the start of a sentence, sorted: commands, packages, particles of people's names, and
/// `by` before the name of an author.
static SMALL: LazyLock<Vec<&str>> = LazyLock::new(|| words::read(include_str!("small_names.txt")).collect());

/// Returns whether a word without an initial capital can be a name: a known name, or a word with a capital, a digit or
/// a mark inside.
#[must_use]
pub fn is_small_name(word: &str) -> bool {
    let odd = |c: char| !c.is_lowercase() && !matches!(c, '-' | '\'' | '’');
    let stem = word.split(['-', '\'', '’']).next().unwrap_or(word);
    // `libtea`, `tea-like`: words with such elements are usually names.
    let library = word.starts_with("lib") && !["libr", "libe", "liba"].iter().any(|start| word.starts_with(start));
    let made = ["-like", "-compatible", "-inspired", "-style"].iter().any(|end| word.ends_with(end));
    library
        || made
        || word.chars().skip(1).any(odd)
        || SMALL.binary_search(&word).is_ok()
        || SMALL.binary_search(&stem).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(SMALL.is_sorted());
    }

    #[test]
    fn endings() {
        for (text, ending_is) in [
            ("A drink.", Ending::Stop('.')),
            ("A drink (hot).", Ending::Stop('.')),
            ("一种饮料。", Ending::Stop('。')),
            ("A drink", Ending::Word),
            ("Le thé", Ending::Word),
            ("Напиток", Ending::Word),
            ("Ποτό", Ending::Word),
            ("一种饮料", Ending::Word),
            ("Runs on Node.js", Ending::Word),
            ("A drink...", Ending::Other),
            ("A drink!", Ending::Other),
            ("مشروب", Ending::Other),
            ("पेय", Ending::Other),
            ("A drink `hot`", Ending::Other),
            ("A [drink](https://example.org)", Ending::Other),
            ("A [drink][tea]", Ending::Other),
            ("See https://example.org/tea", Ending::Other),
            ("A drink 🍵", Ending::Other),
            ("", Ending::Other),
        ] {
            assert_eq!(ending(text), ending_is, "{text}");
        }
    }

    #[test]
    fn first_words_that_may_be_small() {
        for text in [
            "npm package",
            "iOS app",
            "jQuery plugin",
            "k8s tool",
            "pip-like",
            "pywal-like",
            "libyaml interface",
            "scikit-learn, for data",
            "vim: a way",
        ] {
            assert!(is_small_name(first_word(text)), "{text}");
        }
        for text in ["simple tool", "élégant", "простой", "open-source tea", "library of tea", "a drink"] {
            assert!(!is_small_name(first_word(text)), "{text}");
        }
    }
}
