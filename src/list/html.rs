//! Tags and attributes inside HTML, in the ranges that the Markdown parser reports as HTML.
//!
//! The module reads only what lists need: tags with quoted or unquoted attribute values. Comments and declarations are
//! skipped. The grammar: <https://spec.commonmark.org/0.31.2/#raw-html>.

use html_escape::decode_html_entities;
use memchr::{memchr, memmem};

use crate::{TextRange, range, text::ceil};

/// A tag as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'s> {
    /// The name as written.
    pub(super) name: &'s str,
    /// Whether it is `</x>`.
    pub(super) closing: bool,
    /// From `<` to `>`.
    pub(super) range: TextRange,
    /// The text between the name and `>`.
    attributes: &'s str,
    /// The byte offset of `attributes`.
    attributes_at: usize,
}

impl<'s> Tag<'s> {
    /// Returns whether the tag has this name, ignoring case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Returns the level, 1 to 6, of `h1` to `h6`.
    pub(super) fn heading_level(&self) -> Option<u8> {
        match self.name.as_bytes() {
            [b'h' | b'H', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        }
    }

    /// Returns the value of an attribute and its byte range, without quotes.
    pub(super) fn attribute(&self, name: &str) -> Option<(&'s str, TextRange)> {
        let text = self.attributes;
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            while at < bytes.len() && !matches!(bytes[at], b'=' | b' ' | b'\t' | b'\n' | b'\r' | b'/') {
                at += 1;
            }
            let found = &text[start..at];
            let after = skip_spaces(bytes, at);
            if bytes.get(after) != Some(&b'=') {
                at = ceil(text, after.max(start + 1));
                continue;
            }
            let value = skip_spaces(bytes, after + 1);
            let (from, to, next) = match bytes.get(value) {
                Some(&quote @ (b'"' | b'\'')) => {
                    let end = memchr(quote, &bytes[value + 1..]).map_or(bytes.len(), |found| value + 1 + found);
                    (value + 1, end, end + 1)
                }
                _ => {
                    let length = bytes[value..].iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
                    (value, value + length, value + length)
                }
            };
            if found.eq_ignore_ascii_case(name) {
                let place = range(self.attributes_at + from, self.attributes_at + to);
                return Some((&text[from..to], place));
            }
            at = next;
        }
        None
    }
}

fn skip_spaces(bytes: &[u8], from: usize) -> usize {
    from + bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// Returns the tags in a piece of HTML at the byte offset `base`.
pub(super) fn tags(text: &str, base: usize) -> impl Iterator<Item = Tag<'_>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += memchr(b'<', bytes.get(at..)?)?;
            if bytes[at..].starts_with(b"<!--") {
                at += memmem::find(&bytes[at..], b"-->")? + 3;
                continue;
            }
            let closing = bytes.get(at + 1) == Some(&b'/');
            let name_at = at + 1 + usize::from(closing);
            let name_end = name_at
                + bytes[name_at.min(bytes.len())..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
                    .count();
            if name_end == name_at {
                at += 1;
                continue;
            }
            let end = end_of_tag(bytes, name_end)?;
            let tag = Tag {
                name: &text[name_at..name_end],
                closing,
                range: range(base + at, base + end + 1),
                attributes: &text[name_end..end],
                attributes_at: base + name_end,
            };
            at = end + 1;
            return Some(tag);
        }
    })
}

/// Returns the position of the `>` that ends a tag, ignoring those inside quotes.
fn end_of_tag(bytes: &[u8], from: usize) -> Option<usize> {
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if bytes[at - 1] == b'=' || bytes[at - 1].is_ascii_whitespace() => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Tags that are displayed with at least a space between their contents.
const APART: [&str; 18] =
    ["br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "p", "summary", "td", "th", "tr", "ul"];

/// Returns the visible text of a piece of HTML: entities resolved, and a space between cells, items and lines.
pub(crate) fn plain_text(text: &str) -> String {
    let mut apart = String::with_capacity(text.len());
    let mut at = 0;
    for tag in tags(text, 0).filter(|tag| APART.iter().any(|name| tag.is(name))) {
        let start = usize::from(tag.range.start());
        apart.push_str(&text[at..start]);
        apart.push(' ');
        at = start;
    }
    apart.push_str(&text[at..]);
    decode_html_entities(&visible_text(&apart)).into_owned()
}

/// Returns the visible text of a piece of HTML, without tags and comments.
pub(super) fn visible_text(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for tag in tags(text, 0) {
        out.push_str(&text[at..tag.range.start().into()]);
        at = tag.range.end().into();
    }
    out.push_str(&text[at..]);
    let mut clean = String::new();
    let mut rest = out.as_str();
    while let Some(open) = rest.find("<!--") {
        clean.push_str(&rest[..open]);
        rest = rest[open..].find("-->").map_or("", |close| &rest[open + close + 3..]);
    }
    clean.push_str(rest);
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes() {
        let text = "<p>x <!-- <a href='no'> --> <A data-x href = \"u v\" title='>'>y</a><img src=z alt>";
        let found: Vec<_> = tags(text, 10).collect();
        let names: Vec<_> = found.iter().map(|tag| (tag.name, tag.closing)).collect();
        assert_eq!(names, [("p", false), ("A", false), ("a", true), ("img", false)]);
        let (value, place) = found[1].attribute("HREF").unwrap();
        assert_eq!(value, "u v");
        assert_eq!(&text[usize::from(place.start()) - 10..usize::from(place.end()) - 10], "u v");
        assert_eq!(found[3].attribute("src").unwrap().0, "z");
        assert_eq!(found[3].attribute("alt"), None);
    }

    #[test]
    fn broken_html_ends_quietly() {
        for text in ["<", "<a", "<a href='", "</", "<!-- ", "<a é= \"", "< a>", "<é>"] {
            tags(text, 0).for_each(|tag| assert!(tag.attribute("nothing").is_none()));
        }
    }

    #[test]
    fn visible_text_has_no_tags() {
        assert_eq!(visible_text("<b>Big</b> <!-- no --> <i>deal</i>"), "Big  deal");
    }

    #[test]
    fn plain_text_keeps_cells_apart() {
        assert_eq!(plain_text("<td><b>A</b>c</td><TD>B &amp; C<br/>D"), " Ac  B & C D");
    }
}
