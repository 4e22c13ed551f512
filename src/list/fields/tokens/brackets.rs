//! Brackets and quotes around tokens.

use super::{Bracket, Tokens, marks};

impl Tokens<'_, '_> {
    /// Divides the run at its brackets and quotes.
    pub(super) fn flush(&mut self) {
        let Some((start, end)) = self.run.take() else { return };
        let text = self.list.source.text;
        let bytes = text.as_bytes();
        let (mut from, mut at) = (start, start);
        while let Some(next) = bytes[at..end].iter().position(|byte| CLASSES[usize::from(*byte)]) {
            at += next;
            let quoted = self.open.iter().any(|(open, _)| *open == Bracket::Straight);
            let (length, bracket, edge) = edge(text, at, (start, end), quoted);
            match edge {
                Edge::Open => {
                    self.piece(from, at);
                    self.open.push((bracket, self.found.len()));
                    from = at + length;
                }
                Edge::Close => {
                    if let Some(depth) = self.open.iter().rposition(|(open, _)| *open == bracket) {
                        self.piece(from, at);
                        self.close(depth);
                        from = at + length;
                    }
                }
                Edge::None => {}
            }
            at += length;
        }
        self.piece(from, end);
    }

    fn close(&mut self, depth: usize) {
        let (bracket, first) = self.open[depth];
        self.open.truncate(depth);
        if first >= self.found.len() {
            return;
        }
        let quotes = matches!(bracket, Bracket::Quote | Bracket::Straight);
        let outermost = self.open.is_empty() || quotes;
        if outermost {
            self.brackets = self.brackets.saturating_add(1);
        }
        for token in &mut self.found[first..] {
            if quotes {
                token.marks |= marks::QUOTED;
            } else if token.bracket == Bracket::None {
                token.bracket = bracket;
            }
            if outermost {
                token.group = self.brackets;
            }
        }
        self.state.separator = b' ';
    }
}

/// What a character is to the brackets.
enum Edge {
    Open,
    Close,
    None,
}

/// Bytes with which a bracket or a quote begins.
const CLASSES: [bool; 256] = {
    let mut table = [false; 256];
    let begins = [b'[', b']', b'(', b')', b'"', 0xc2, 0xe2, 0xe3, 0xef];
    let mut at = 0;
    while at < begins.len() {
        table[begins[at] as usize] = true;
        at += 1;
    }
    table
};

/// Returns the length in bytes of the character at `at`, and what it is in a run, of which the first and last byte are
/// given; a straight quote closes one that is open.
fn edge(text: &str, at: usize, (start, end): (usize, usize), quoted: bool) -> (usize, Bracket, Edge) {
    let Some(c) = text[at..].chars().next() else { return (1, Bracket::None, Edge::None) };
    let (bracket, edge) = match c {
        '(' | '（' => (Bracket::Round, Edge::Open),
        ')' | '）' => (Bracket::Round, Edge::Close),
        '[' | '【' => (Bracket::Square, Edge::Open),
        ']' | '】' => (Bracket::Square, Edge::Close),
        '“' | '«' | '「' | '『' | '《' => (Bracket::Quote, Edge::Open),
        '”' | '»' | '」' | '』' | '》' => (Bracket::Quote, Edge::Close),
        '"' if quoted => (Bracket::Straight, Edge::Close),
        '"' => {
            // Not the sign for inches.
            let opens = !text[start..at].ends_with(char::is_alphanumeric)
                && !text[at + 1..end].starts_with(char::is_whitespace);
            (Bracket::Straight, if opens { Edge::Open } else { Edge::None })
        }
        _ => (Bracket::None, Edge::None),
    };
    (c.len_utf8(), bracket, edge)
}
