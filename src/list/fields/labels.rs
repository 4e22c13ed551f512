//! Words that name a kind of page: `paper`, `code`.

use crate::words::{self, WordSet};

/// Texts of links that name a kind of page rather than the subject of an entry, in lowercase letters.
static LABELS: WordSet<{ words::slots(LABELS_FILE) }> = WordSet::read(LABELS_FILE);
const LABELS_FILE: &str = include_str!("labels.txt");

/// Returns whether the text of a link names a kind of page.
#[must_use]
pub fn is_label(text: &str) -> bool {
    // Most titles are longer than any label, including its marks.
    if text.len() > 48 {
        return false;
    }
    let text = unmarked(text);
    // Neither an identifier nor a number names a thing.
    !text.contains(char::is_alphabetic) || text.ends_with("et al") || is_known(text)
}

/// Returns the word in the text of a link that names a kind of page, without brackets and other marks around it.
#[must_use]
pub fn label_word(text: &str) -> Option<&str> {
    if text.len() > 48 {
        return None;
    }
    let word = unmarked(text);
    is_known(word).then_some(word)
}

/// Returns a text without the marks around it.
fn unmarked(text: &str) -> &str {
    match text.as_bytes() {
        // Most texts have no marks around them.
        [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => text,
        _ => text.trim_matches(|c: char| !c.is_alphanumeric()),
    }
}

fn is_known(text: &str) -> bool {
    LABELS.contains(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for text in ["Paper", "[code]", "PDF", "论文", "Project Page", "🤗HF", "2303.15472", "", "[1]"] {
            assert!(is_label(text), "{text}");
        }
        for text in ["Papers", "Code Complete", "论", "2048 game"] {
            assert!(!is_label(text), "{text}");
        }
    }
}
