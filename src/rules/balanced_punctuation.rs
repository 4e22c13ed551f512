//! `balanced-punctuation`: a bracket in the text of an entry has no partner.

use crate::{
    diagnostic::Severity,
    markdown::{Kind, NodeRef},
    range,
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule = Rule {
    severity: Severity::Info,
    yields_to: &["link-brackets"],
    checks: &[Check::List(check)],
    ..rule!("balanced-punctuation")
};

fn check(cx: &mut Context) {
    let list = cx.list;
    let mut texts = list.tree.nodes().filter(|node| node.kind() == Kind::Text).peekable();
    let mut open = Vec::new();
    for entry in &list.entries {
        let head = entry.head;
        while texts.next_if(|text| text.range().start() < head.start()).is_some() {}
        open.clear();
        let mut stray = None;
        while let Some(text) = texts.next_if(|text| text.range().start() < head.end()) {
            stray = stray.or(match_marks(text, &mut open));
        }
        if let Some((at, mark)) = stray.or_else(|| open.first().copied()) {
            let what = if is_closing(mark) { "closed but never opened" } else { "opened but never closed" };
            cx.report(range(at, at + mark.len_utf8()), format!("`{mark}` is {what} in this entry"))
                .help("add the missing mark, or remove this one");
        }
    }
}

/// Matches the marks of a text with those that are open. Returns the first that closes none of them.
fn match_marks(node: NodeRef, open: &mut Vec<(usize, char)>) -> Option<(usize, char)> {
    let mut stray = None;
    let (text, base) = (node.text(), usize::from(node.range().start()));
    for at in possible_marks(text) {
        let Some((mark, kind)) = text[at..].chars().next().and_then(|mark| Some((mark, pair(mark)?))) else { continue };
        if open.last().is_some_and(|(_, last)| is_closing(mark) && pair(*last) == Some(kind)) {
            open.pop();
        } else if is_part_of_word(text, at, mark) {
            // Such a mark needs no partner.
        } else if is_closing(mark) {
            stray = stray.or(Some((base + at, mark)));
        } else {
            open.push((base + at, mark));
        }
    }
    stray
}

/// Returns the offsets at which a mark can begin, judged by its first byte, in order.
fn possible_marks(text: &str) -> impl Iterator<Item = usize> {
    // Most texts have none. A fold over all bytes becomes vector instructions, which a search for the first does not.
    let has_some = text.bytes().fold(false, |found, byte| found | begins_mark(byte));
    let bytes = if has_some { text.as_bytes() } else { &[] };
    bytes.iter().enumerate().filter(|(_, byte)| begins_mark(**byte)).map(|(at, _)| at)
}

/// Returns whether a mark can begin with a byte: `(`, `)`, `[`, `]`, and the first byte of the other marks in UTF-8.
fn begins_mark(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'[' | b']' | 0xe3 | 0xef)
}

/// Returns a number for each pair of marks. Full-width and plain brackets can be partners of each other. Straight
/// quotes and apostrophes have no direction, and `“` closes in some languages and opens in others.
fn pair(mark: char) -> Option<u8> {
    Some(match mark {
        '(' | ')' | '（' | '）' => 0,
        '[' | ']' | '［' | '］' => 1,
        '《' | '》' => 2,
        '「' | '」' => 3,
        '『' | '』' => 4,
        '【' | '】' => 5,
        _ => return None,
    })
}

fn is_closing(mark: char) -> bool {
    matches!(mark, ')' | '）' | ']' | '］' | '》' | '」' | '』' | '】')
}

/// Whether a bracket belongs to an enumeration (`a)`) or a face (`:-)`).
fn is_part_of_word(text: &str, at: usize, mark: char) -> bool {
    let mut before = text[..at].chars().rev();
    let last = before.next();
    let next = before.next();
    let is_eyes = |c: Option<char>| c == Some(':') || c == Some(';') && mark == ')';
    if matches!(mark, '(' | ')') && (is_eyes(last) || last == Some('-') && is_eyes(next)) {
        return true;
    }
    // `a)`, `10)` and `iii)` at the start of a word.
    let before = &text[..at];
    let word = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_ascii_lowercase()).len();
    let (rest, word) = before.split_at(before.len() - word);
    let is_item = word.len() == 1 || word.len() < 5 && word.bytes().all(|byte| b"0123456789ivx".contains(&byte));
    mark == ')' && !word.is_empty() && is_item && rest.chars().next_back().is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_found() {
        for mark in ('\0'..=char::MAX).filter(|&c| pair(c).is_some()) {
            assert_eq!(possible_marks(&format!("é{mark}a")).collect::<Vec<_>>(), [2], "{mark}");
        }
    }
}
