//! What the `markdown` crate cannot read in reasonable time or at all.

/// Why a text is not given to it, or was given in vain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It panicked.
    Panic,
    /// More bytes than are read at once.
    Large,
    /// Blocks or marks nested or repeated as no person writes them.
    Deep,
}

impl Unreadable {
    pub(super) fn why(self) -> &'static str {
        match self {
            Self::Panic => "it panics on it",
            Self::Large => "it is too large",
            Self::Deep => "it is nested too deeply",
        }
    }
}

/// Read at once, in bytes. 100 KB take about 25 ms.
const LARGEST: usize = 512 * 1024;
/// Containers that a line may open or continue: 8,000 take 10 s.
const CONTAINERS: usize = 100;
/// Indentation of a line, as nested lists have it.
const INDENTATION: usize = 400;
/// Marks in one run: `[` 25,000 times takes 110 ms, nested emphasis more.
const RUN: usize = 1_000;
/// Brackets that are opened and not closed.
const UNCLOSED: usize = 2_000;

/// Nested blocks and inlines, as the first parser sees them. The crate frees its tree recursively.
pub(super) const DEPTH: usize = 200;

/// Refuses what takes more than linear time.
pub(super) fn check(text: &str) -> Result<(), Unreadable> {
    if text.len() > LARGEST {
        return Err(Unreadable::Large);
    }
    let (mut run, mut open) = (0_usize, 0_usize);
    for &byte in text.as_bytes() {
        match byte {
            b'[' => open += 1,
            b']' => open = open.saturating_sub(1),
            _ => {}
        }
        run = if matches!(byte, b'[' | b'*' | b'_' | b'!' | b'`' | b'<' | b'~' | b'&') { run + 1 } else { 0 };
        if run > RUN || open > UNCLOSED {
            return Err(Unreadable::Deep);
        }
    }
    if text.split(['\n', '\r']).all(|line| shallow(line.as_bytes())) { Ok(()) } else { Err(Unreadable::Deep) }
}

/// Whether a line starts with few container markers and blanks.
fn shallow(line: &[u8]) -> bool {
    let (mut containers, mut blanks) = (0, 0);
    let mut at = 0;
    while let Some(&byte) = line.get(at) {
        let blank_follows = line.get(at + 1).is_none_or(|next| matches!(next, b' ' | b'\t'));
        match byte {
            b' ' => blanks += 1,
            b'\t' => blanks += 4,
            b'>' => containers += 1,
            b'-' | b'*' | b'+' | b'.' | b')' if blank_follows => containers += 1,
            b'0'..=b'9' => {}
            _ => break,
        }
        at += 1;
    }
    containers <= CONTAINERS && blanks <= INDENTATION + 2 * CONTAINERS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_texts_are_refused() {
        for (text, refused) in [
            ("- a\n  - b\n\n***\n------\n".to_owned(), false),
            (format!("{}\n", "-".repeat(5_000)), false),
            (format!("|{}\n", " --- |".repeat(300)), false),
            (format!("{}a\n", "- ".repeat(101)), true),
            (format!("{}a\n", "> ".repeat(101)), true),
            (format!("{}a\n", "1. ".repeat(101)), true),
            (format!("{}a\n", " ".repeat(1_000)), true),
            ("[".repeat(1_001), true),
            ("*_".repeat(501), true),
            ("[a ".repeat(2_001), true),
            ("[a](b) ".repeat(10_000), false),
            ("a".repeat(600_000), true),
        ] {
            assert_eq!(check(&text).is_err(), refused, "{:?}", &text[..20.min(text.len())]);
        }
    }
}
