//! Refuses text that the `markdown` crate cannot read in reasonable time or at all.
//!
//! Times are for release builds of version 1.0.0.

/// Why the crate does not read a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It panicked.
    Panic,
    /// It would take more than linear time. No person writes such text.
    Slow,
    /// The text is nested more deeply than any person nests.
    Deep,
}

impl Unreadable {
    pub(super) fn why(self) -> &'static str {
        match self {
            Self::Panic => "panics on it",
            Self::Slow => "would take too long",
            Self::Deep => "does not read such deep nesting",
        }
    }
}

/// The limit of nested blocks and inlines, by the tree of the first parser. The crate frees its tree recursively.
pub(super) const DEPTH: usize = 200;

/// The limit of bytes that are read at once. 100 KB take about 25 ms.
const LARGEST: usize = 128 * 1024;
/// The limit of containers that a line opens or continues: 8,000 take 10 s.
const CONTAINERS: usize = 100;
/// The limit of the indentation of a line, in columns.
const INDENTATION: usize = 600;
/// The limit of marks in one run: `[` 25,000 times takes 110 ms, nested emphasis takes more.
const RUN: usize = 1_000;
/// The limit of brackets that are opened but not closed.
const UNCLOSED: usize = 2_000;
/// The limit of comments and similar HTML that are opened but not closed. The crate searches for each end up to the end
/// of the text, so that `<?` 30,000 times takes 17 s.
const COMMENTS: usize = 200;
/// The limit of emphasis marks and brackets in one block: 30,000 take 1.3 s.
const MARKS: usize = 5_000;
/// The limit of lines in one block, and of blank lines in a row: 30,000 take 700 ms.
const LINES: usize = 5_000;

/// Refuses text that takes more than linear time.
pub(super) fn check(text: &str) -> Result<(), Unreadable> {
    let bytes = text.as_bytes();
    if bytes.len() > LARGEST {
        return Err(Unreadable::Slow);
    }
    let (mut run, mut brackets, mut comments, mut marks, mut lines) = (0_usize, 0_usize, 0_usize, 0_usize, 0_usize);
    let mut blank = false;
    let mut start = true;
    for (at, &byte) in bytes.iter().enumerate() {
        if std::mem::replace(&mut start, byte == b'\n') {
            let line = Line::read(&bytes[at..]);
            if line.containers > CONTAINERS || line.indentation > INDENTATION {
                return Err(Unreadable::Slow);
            }
            if line.starts_block || line.blank != blank {
                (marks, lines) = (0, 0);
            }
            blank = line.blank;
            lines += 1;
        }
        match byte {
            b'[' => brackets += 1,
            b']' => brackets = brackets.saturating_sub(1),
            b'<' if matches!(bytes.get(at + 1), Some(b'!' | b'?')) => comments += 1,
            b'>' => comments = comments.saturating_sub(1),
            _ => {}
        }
        marks += usize::from(matches!(byte, b'*' | b'_' | b'~' | b'['));
        run = if matches!(byte, b'[' | b'*' | b'_' | b'!' | b'`' | b'<' | b'~' | b'&') { run + 1 } else { 0 };
        if run > RUN || brackets > UNCLOSED || comments > COMMENTS || marks > MARKS || lines > LINES {
            return Err(Unreadable::Slow);
        }
    }
    Ok(())
}

/// The start of a line.
#[derive(Debug, Default)]
struct Line {
    containers: usize,
    /// The indentation in columns. A tab counts as four.
    indentation: usize,
    blank: bool,
    /// Whether it certainly ends the paragraph above, like a bullet, a heading or a table row.
    starts_block: bool,
}

impl Line {
    fn read(bytes: &[u8]) -> Self {
        let mut line = Self::default();
        for (at, &byte) in bytes.iter().enumerate() {
            let space_follows = bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
            match byte {
                b' ' => line.indentation += 1,
                b'\t' => line.indentation += 4,
                b'-' | b'*' | b'+' | b'.' | b')' if space_follows => {
                    line.starts_block |= matches!(byte, b'-' | b'*' | b'+');
                    line.containers += 1;
                }
                b'>' => line.containers += 1,
                b'0'..=b'9' => {}
                b'#' | b'|' => {
                    line.starts_block |= line.containers == 0;
                    break;
                }
                b'\r' | b'\n' => {
                    line.blank = line.containers == 0;
                    break;
                }
                _ => break,
            }
        }
        line
    }
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
            ("* [a](b) - *c* _d_\n".repeat(6_000), false),
            ("| [a](b) | *c* |\n".repeat(6_000), false),
            ("[a](b) c.\n\n".repeat(6_000), false),
            ("<!-- a -->\n- b\n".repeat(6_000), false),
            (format!("{}a\n", "- ".repeat(101)), true),
            (format!("{}a\n", "> ".repeat(101)), true),
            (format!("{}a\n", "1. ".repeat(101)), true),
            (format!("{}a\n", " ".repeat(1_000)), true),
            ("[".repeat(1_001), true),
            ("*_".repeat(501), true),
            ("[a ".repeat(2_001), true),
            ("[a](b) ".repeat(5_001), true),
            ("a*".repeat(5_001), true),
            ("<?".repeat(201), true),
            ("<!-- ".repeat(201), true),
            ("a\n".repeat(5_001), true),
            ("> a\n".repeat(5_001), true),
            ("\n".repeat(5_001), true),
            ("a".repeat(600_000), true),
        ] {
            assert_eq!(check(&text).is_err(), refused, "{:?}", &text[..20.min(text.len())]);
        }
    }
}
