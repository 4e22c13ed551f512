//! Plain text as a reader sees it: on one line, without markup, with escapes and entities resolved.

use html_escape::decode_html_entities;

use crate::{
    TextRange,
    list::{List, plain_text},
    markdown::{Kind, NodeRef},
};

/// Converts ranges of a list to plain text. Finding the start of a range takes logarithmic time.
pub(super) struct Plain<'l, 't> {
    list: &'l List<'t>,
    nodes: Vec<NodeRef<'t, 't>>,
}

impl<'l, 't> Plain<'l, 't> {
    pub(super) fn new(list: &'l List<'t>) -> Self {
        Self { list, nodes: list.tree.nodes().collect() }
    }

    /// Returns the nodes that start in a range.
    pub(super) fn nodes(&self, range: TextRange) -> impl Iterator<Item = NodeRef<'t, 't>> {
        let from = self.nodes.partition_point(|node| node.range().start() < range.start());
        self.nodes[from..].iter().copied().take_while(move |node| node.range().start() < range.end())
    }

    /// Returns the text of a range. Images have no text.
    pub(super) fn text(&self, range: TextRange) -> String {
        self.read(range, false)
    }

    /// Returns the text of a range that is the alternative text of an image, or that contains only images.
    pub(super) fn alt(&self, range: TextRange) -> String {
        self.read(range, true)
    }

    fn read(&self, range: TextRange, images: bool) -> String {
        let mut out = String::new();
        let from = self.nodes.partition_point(|node| node.range().start() < range.start());
        let mut after_image = 0;
        // The text node around the start of the range begins before it.
        for node in &self.nodes[from.saturating_sub(1)..] {
            if node.range().start() >= range.end() {
                break;
            }
            let part = node.range().intersect(range).unwrap_or_default();
            if part.is_empty() || node.index() < after_image {
                continue;
            }
            let text = self.list.text(part);
            match node.kind() {
                Kind::Text => {
                    // For `\&amp;`, the tree has the text after the backslash.
                    let escaped =
                        text.starts_with('&') && self.list.source.text[..usize::from(part.start())].ends_with('\\');
                    let (literal, rest) = text.split_at(usize::from(escaped));
                    out.push_str(literal);
                    out.push_str(&decode_html_entities(rest));
                }
                Kind::Code => out.push_str(text.trim_matches('`')),
                Kind::Html | Kind::HtmlBlock => out.push_str(&plain_text(text)),
                Kind::Image(_) if !images => after_image = node.end(),
                // A bare URL.
                Kind::Link(_) if node.end() == node.index() + 1 => out.push_str(text),
                Kind::SoftBreak | Kind::HardBreak => out.push(' '),
                kind if kind.is_block() => out.push(' '),
                _ => {}
            }
        }
        tidy(&out)
    }
}

/// Returns a text on one line, without control characters.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Returns a URL that is one word and safe to print. Spaces and control characters are escaped, tabs and line endings
/// removed, as in <https://url.spec.whatwg.org/#concept-basic-url-parser>.
pub(super) fn url(url: &str) -> String {
    let url = url.trim();
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if matches!(c, '\t' | '\n' | '\r') {
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{markdown::Document, range};

    #[test]
    fn text_is_what_a_reader_sees() {
        for (written, seen) in [
            ("**Big** _deal_ ~~gone~~", "Big deal gone"),
            ("Tom &amp; Jerry &eacute;", "Tom & Jerry é"),
            (r"5 \* 3 \[x\] \&amp; \\", r"5 * 3 [x] &amp; \"),
            ("run `a &amp; b` now", "run a &amp; b now"),
            ("two\n  lines<br>three", "two lines three"),
            (
                "see [the *page*](https://example.org/a_b_c) at https://example.org",
                "see the page at https://example.org",
            ),
            ("![logo](a.png) Tea", "Tea"),
            ("a <b>bold</b><!-- not seen --> word", "a bold word"),
            ("a\u{1b}[31mb", "a [31mb"),
            ("茶 – **绿茶**。", "茶 – 绿茶。"),
        ] {
            let text = format!("{written}\n");
            let document = Document::new(&text).unwrap();
            let list = List::read(&document.source, &document.tree);
            assert_eq!(Plain::new(&list).text(range(0, written.len())), seen, "{written}");
        }
    }

    #[test]
    fn a_range_may_begin_within_a_text() {
        let text = "one **two three** four\n";
        let document = Document::new(text).unwrap();
        let list = List::read(&document.source, &document.tree);
        let plain = Plain::new(&list);
        assert_eq!(plain.text(range(10, 20)), "three fo");
        assert_eq!(plain.text(range(3, 3)), "");
    }

    #[test]
    fn urls_are_one_word() {
        for (written, clean) in [
            (" https://example.org/a b ", "https://example.org/a%20b"),
            ("https://example.org/é\u{1b}", "https://example.org/é%1B"),
            ("a\u{3000}b", "a%E3%80%80b"),
            ("https://example.org/\r\n\ta", "https://example.org/a"),
        ] {
            assert_eq!(url(written), clean);
        }
    }
}
