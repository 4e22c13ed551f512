//! Parts of HTML that could each be an entry: rows, items, terms, lines, paragraphs.

use super::{
    super::{List, html},
    trimmed,
};
use crate::{TextRange, markdown::NodeRef};

/// Returns the segments of a piece of HTML that have links. Its paragraphs, or the whole piece, count only if they begin
/// with a link in words.
pub(super) fn of_block(list: &List, block: NodeRef) -> Vec<TextRange> {
    let rows = parts(list, block, &PARTS);
    if !rows.is_empty() {
        return rows.into_iter().filter(|part| list.leads(*part) && !list.shows_people(*part)).collect();
    }
    for name in ["details", "p"] {
        let parts = parts(list, block, &[name]);
        if parts.len() > 1 {
            return parts.into_iter().filter(|part| is_named(list, *part)).collect();
        }
    }
    let whole = trimmed(list, block.range());
    if is_named(list, whole) { vec![whole] } else { Vec::new() }
}

/// Returns whether a piece of HTML begins with a link that a reader sees as words, and is not laid out like the head of
/// a page.
fn is_named(list: &List, part: TextRange) -> bool {
    let Some(lead) = list.lead(part).filter(|lead| lead.badge.is_none()) else { return false };
    let seen = |range| html::visible_text(list.text(range)).contains(char::is_alphanumeric);
    !seen(TextRange::new(part.start(), lead.range.start()))
        && seen(lead.label)
        && !html::tags(list.text(part), part.start().into())
            .any(|tag| tag.is("div") || tag.attribute("align").is_some())
}

/// Returns the rows, items and terms of a piece of HTML, or its lines between `<br>`.
fn parts(list: &List, block: NodeRef, names: &[&str]) -> Vec<TextRange> {
    let base = usize::from(block.range().start());
    let text = block.text();
    let mut found = Vec::new();
    let mut open: Option<html::Tag> = None;
    let mut start = block.range().start();
    let mut lines = Vec::new();
    for tag in html::tags(text, base) {
        let opens = !tag.closing && names.iter().any(|name| tag.is(name));
        // The definition of a term comes after the term's end.
        let closes = tag.closing && open.is_some_and(|open| open.is(tag.name) && !open.is("dt") || tag.is("dl"));
        // An opening tag ends the segment before it if that segment's closing tag was left out.
        if (opens || closes || tag.closing && WHOLES.iter().any(|name| tag.is(name)))
            && let Some(open) = open.take()
        {
            let end = if closes && open.is(tag.name) { tag.range.end() } else { tag.range.start() };
            found.push(trimmed(list, TextRange::new(open.range.start(), end)));
        }
        if opens {
            open = Some(tag);
        } else if tag.is("br") {
            lines.push(unwrapped(list, TextRange::new(start, tag.range.end())));
            start = tag.range.end();
        }
    }
    found.extend(open.map(|open| TextRange::new(open.range.start(), block.range().end())));
    if found.is_empty() && lines.len() > 1 {
        lines.push(unwrapped(list, TextRange::new(start, block.range().end())));
        return lines;
    }
    found
}

/// Returns a line of HTML without the tags at its start that only lay it out: it begins where a reader sees it begin.
fn unwrapped(list: &List, line: TextRange) -> TextRange {
    let mut start = line.start();
    for tag in html::tags(list.text(line), line.start().into()) {
        let layout = tag.closing || ["p", "div", "center", "hr", "br"].iter().any(|name| tag.is(name));
        if !layout || !list.text(TextRange::new(start, tag.range.start())).trim().is_empty() {
            break;
        }
        start = tag.range.end();
    }
    trimmed(list, TextRange::new(start, line.end()))
}

/// Tags that begin a segment, and tags whose end closes the last one.
const PARTS: [&str; 3] = ["tr", "li", "dt"];
const WHOLES: [&str; 6] = ["table", "tbody", "thead", "ul", "ol", "dl"];

#[cfg(test)]
mod tests {
    use crate::{list::List, markdown::Document};

    /// Returns the entries of a text as written.
    fn entries(text: &str) -> Vec<String> {
        let document = Document::new(text).unwrap();
        let list = List::read(&document.source, &document.tree);
        list.entries.iter().map(|entry| list.text(entry.range).to_owned()).collect()
    }

    #[test]
    fn terms_items_and_rows_of_html_are_entries() {
        for (text, expected) in [
            (
                "<dl>\n<dt><a href=\"https://x.org/a\">A</a></dt><dd>Hot</dd>\n<dt><a href=\"https://x.org/b\">B</a></dt>\n<dd>Cold</dd>\n</dl>\n",
                [
                    "<dt><a href=\"https://x.org/a\">A</a></dt><dd>Hot</dd>",
                    "<dt><a href=\"https://x.org/b\">B</a></dt>\n<dd>Cold</dd>",
                ],
            ),
            (
                "<ul>\n<li><a href=\"https://x.org/a\">A</a>\n<li><a href=\"https://x.org/b\">B</a>\n</ul>\n",
                ["<li><a href=\"https://x.org/a\">A</a>", "<li><a href=\"https://x.org/b\">B</a>"],
            ),
            (
                "<table><tr><td><a href=\"https://x.org/a\">A</a></td></tr>\n<tr><td><a href=\"https://x.org/b\">B</a>",
                ["<tr><td><a href=\"https://x.org/a\">A</a></td></tr>", "<tr><td><a href=\"https://x.org/b\">B</a>"],
            ),
        ] {
            assert_eq!(entries(text), expected, "{text}");
        }
    }

    #[test]
    fn paragraphs_and_details_of_html_are_entries() {
        for line in [
            "<p><a href=\"https://x.org/@\">Tool@</a> steeps</p>\n",
            "<p>\n<a href=\"https://x.org/@\">Tool@</a> steeps</p>\n\n",
            "<details>\n<summary><a href=\"https://x.org/@\">Tool@</a></summary>\n<p>Steeps.</p>\n</details>\n\n",
            "<details><summary>Tool@</summary>\n\nSteeps. [Site](https://x.org/@)\n\n</details>\n\n",
            "<table>\n\n<tr>\n<td><a href=\"https://x.org/@\">Tool@</a></td>\n\n</tr>\n</table>\n\n",
        ] {
            let text: String = (0..6).map(|at| line.replace('@', &at.to_string())).collect();
            assert_eq!(entries(&format!("## Tea\n\n{text}")).len(), 6, "{line}");
        }
        for line in [
            "<details><summary>Tea</summary>\n\n- [Tool](https://x.org/@)\n\n</details>\n\n",
            "<p align=\"center\"><a href=\"https://x.org/@\">Tool@</a></p>\n\n",
        ] {
            let text: String = (0..6).map(|at| line.replace('@', &at.to_string())).collect();
            let found = entries(&text);
            assert!(found.iter().all(|entry| entry.starts_with('-')), "{line}: {found:?}");
        }
    }

    #[test]
    fn a_line_begins_where_a_reader_sees_it_begin() {
        let text = "<p>\n<a href=\"https://x.org/a\">A</a> x<br>\n<a href=\"https://x.org/b\">B</a><br>\n</p>\n";
        assert_eq!(entries(text), ["<a href=\"https://x.org/a\">A</a> x<br>", "<a href=\"https://x.org/b\">B</a><br>"]);
    }

    #[test]
    fn sponsors_and_contributors_are_no_entries() {
        let list: String = (0..20).map(|at| format!("- [Tool](https://x.org/{at})\n")).collect();
        let person = "<tr><td><a href=\"https://github.com/x\"><img src=\"https://avatars.githubusercontent.com/u/1\"></a></td></tr>\n";
        assert_eq!(entries(&format!("{list}\n<table>\n{}</table>\n", person.repeat(9))).len(), 20);
        assert_eq!(entries(&format!("{list}\n<ul>\n<li><a href=\"https://x.org/a\">A</a></li>\n</ul>\n")).len(), 20);
    }
}
