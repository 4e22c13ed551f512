//! The positions of link targets.

use crate::{TextRange, range};

/// Returns the byte range of a slice of `text` within it.
pub(super) fn place_in(text: &str, slice: &str) -> Option<TextRange> {
    let start = (slice.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (start + slice.len() <= text.len() && !slice.is_empty()).then(|| range(start, start + slice.len()))
}

/// Returns the byte range of the destination of an inline link whose label ends at `label_end`. Needed for destinations
/// with escapes and for empty ones. <https://spec.commonmark.org/0.31.2/#link-destination>
pub(super) fn written_destination(text: &str, label_end: usize) -> Option<TextRange> {
    let rest = text[label_end..].strip_prefix("](")?;
    let mut at = label_end + 2 + (rest.len() - rest.trim_start().len());
    let rest = &text[at..];
    if let Some(inner) = rest.strip_prefix('<') {
        at += 1;
        let end = unescaped(inner, |c| c == '>')?;
        return Some(range(at, at + end));
    }
    let mut depth = 0_usize;
    let end = unescaped(rest, |c| match c {
        '(' => {
            depth += 1;
            false
        }
        ')' if depth == 0 => true,
        ')' => {
            depth -= 1;
            false
        }
        c => c.is_ascii_whitespace(),
    })?;
    Some(range(at, at + end))
}

/// Returns the position of the first character that satisfies `stop` and has no backslash before it.
fn unescaped(text: &str, mut stop: impl FnMut(char) -> bool) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if stop(c) {
            return Some(at);
        }
    }
    None
}
