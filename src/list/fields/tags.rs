//! The tags in one text: `Search, Maps (free)`.

use super::{
    super::{List, Part},
    roles::Role,
    tokens::trimmed,
};
use crate::{TextRange, range};

/// Texts that say that there is no tag.
const NONE: [&str; 5] = ["n/a", "tbd", "tba", "none", "nil"];

/// Adds the tags in a text to the list's parts. Commas within brackets separate nothing.
pub(super) fn split(list: &mut List, whole: TextRange) {
    let text = list.text(whole);
    let base = usize::from(whole.start());
    // Numbers in a text are one tag: `128k, 256k`.
    let numbers = text.bytes().any(|byte| byte.is_ascii_digit());
    let (mut depth, mut from) = (0_usize, 0);
    let mut add = |from: usize, to: usize| {
        let tag = trimmed(list, range(base + from, base + to), char::is_whitespace);
        let word = list.text(tag).trim_matches(['*', '_', '`']);
        if !word.is_empty() && !NONE.iter().any(|none| word.eq_ignore_ascii_case(none)) {
            list.parts.push(Part { role: Role::Tag, range: tag });
        }
    };
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            ',' | '，' | '、' | ';' if depth == 0 && !numbers => {
                add(from, at);
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    add(from, text.len());
}
