//! Segments of paragraphs and of HTML that could each be an entry.

use super::super::{Link, List, fields::is_label, html};
use crate::{
    TextRange,
    markdown::{Kind, NodeRef},
    text::starts_with_ignore_case,
};

/// The smallest number of lines in a paragraph that can each be an entry.
const ENOUGH_LINES: usize = 3;

/// Returns whether a paragraph begins like an entry: with a link, bold or quoted text, or a URL.
pub(super) fn is_titled(text: &str) -> bool {
    let mut text = text;
    loop {
        text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii_punctuation());
        // GitHub shows `:newspaper:` as an emoji.
        let Some((name, rest)) = text.strip_prefix(':').and_then(|rest| rest.split_once(':')) else { break };
        if name.is_empty()
            || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-'))
        {
            break;
        }
        text = rest;
    }
    text.starts_with(['[', '"', '“']) && !text.starts_with("[!")
        || ["**", "__", "http://", "https://", "<http"].iter().any(|start| text.starts_with(start))
}

/// Returns the number of entries that a paragraph with links can be.
pub(super) fn titled(list: &List, block: NodeRef) -> usize {
    if is_titled(block.text()) { lines(list, block).len().max(1) } else { 0 }
}

/// Returns the lines of a paragraph, if they end in `<br>`, two spaces or a backslash and nearly each begins with its
/// own title. Authors and labelled links below a title belong to one entry.
pub(super) fn lines(list: &List, block: NodeRef) -> Vec<TextRange> {
    let mut found: Vec<TextRange> = Vec::new();
    let mut others = 0;
    let mut start = block.range().start();
    let ends = block.children().filter(|node| is_break(*node)).map(NodeRef::range);
    for end in ends.chain([TextRange::empty(block.range().end())]) {
        let line = trimmed(list, TextRange::new(start, end.start()));
        start = end.end();
        if line.is_empty() {
            continue;
        }
        let lead = list.lead(line);
        match found.last_mut() {
            _ if lead.is_some_and(|lead| is_own_line(list, line, lead)) => found.push(line),
            // A line with a link and without a title belongs to an entry of several lines.
            Some(last) if lead.is_none() => {
                *last = last.cover(line);
                others += 1;
            }
            _ => return Vec::new(),
        }
    }
    if found.len() >= ENOUGH_LINES && others <= 1 { found } else { Vec::new() }
}

fn is_break(node: NodeRef) -> bool {
    node.kind() == Kind::HardBreak || node.kind() == Kind::Html && starts_with_ignore_case(node.text(), "<br")
}

/// Returns whether a line begins with a title, rather than with a link that is only a label.
fn is_own_line(list: &List, line: TextRange, lead: &Link) -> bool {
    let label = list.text(lead.label);
    let first = !list.text(TextRange::new(line.start(), lead.range.start())).contains(char::is_alphanumeric);
    is_titled(list.text(line)) && !(first && !lead.label.is_empty() && is_label(label))
}

/// Returns the segments of a piece of HTML that have links.
pub(super) fn of_html(list: &List, block: NodeRef) -> Vec<TextRange> {
    parts(list, block).into_iter().filter(|part| list.leads(*part)).collect()
}

/// Returns the rows, items and terms of a piece of HTML, or its lines between `<br>`.
fn parts(list: &List, block: NodeRef) -> Vec<TextRange> {
    let base = usize::from(block.range().start());
    let text = block.text();
    let mut found = Vec::new();
    let mut open: Option<html::Tag> = None;
    let mut start = block.range().start();
    let mut lines = Vec::new();
    for tag in html::tags(text, base) {
        let opens = !tag.closing && PARTS.iter().any(|name| tag.is(name));
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
            lines.push(trimmed(list, TextRange::new(start, tag.range.end())));
            start = tag.range.end();
        }
    }
    found.extend(open.map(|open| TextRange::new(open.range.start(), block.range().end())));
    if found.is_empty() && lines.len() > 1 {
        lines.push(trimmed(list, TextRange::new(start, block.range().end())));
        return lines;
    }
    found
}

/// Tags that begin a segment, and tags whose end closes the last one.
const PARTS: [&str; 3] = ["tr", "li", "dt"];
const WHOLES: [&str; 6] = ["table", "tbody", "thead", "ul", "ol", "dl"];

/// Returns the links of a block, if a reader sees only links and images there.
pub(super) fn bare_links(list: &List, block: NodeRef) -> Vec<TextRange> {
    let mut found: Vec<TextRange> = Vec::new();
    let mut at = block.range().start();
    let is_empty =
        |start, end| !html::visible_text(list.text(TextRange::new(start, end))).contains(char::is_alphanumeric);
    for link in list.links[list.links_in(block.range())].iter().filter(|link| link.can_lead()) {
        let end = if link.html { end_of_link(list, block, link) } else { link.range.end() };
        if link.range.start() < at || !is_empty(at, link.range.start()) {
            return Vec::new();
        }
        found.push(TextRange::new(link.range.start(), end));
        at = end;
    }
    if is_empty(at, block.range().end()) { found } else { Vec::new() }
}

/// Returns the position after the `</a>` of a link in HTML.
fn end_of_link(list: &List, block: NodeRef, link: &Link) -> crate::TextSize {
    let after = TextRange::new(link.range.end(), block.range().end());
    let mut tags = html::tags(list.text(after), after.start().into());
    tags.find(|tag| tag.is("a"))
        .map_or(after.end(), |tag| if tag.closing { tag.range.end() } else { tag.range.start() })
}

/// Returns a range without the spaces at its edges.
fn trimmed(list: &List, range: TextRange) -> TextRange {
    let text = list.text(range);
    let start = usize::from(range.start()) + text.len() - text.trim_start().len();
    crate::range(start, start + text.trim().len())
}

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
    fn lines_with_titles_are_entries() {
        let three = |end: &str| -> Vec<String> {
            let line = |at| format!("[Tool {at}](https://x.org/{at}) - steeps");
            entries(&format!("{}{end}\n{}{end}\n{}\n", line(1), line(2), line(3)))
        };
        for end in ["<br>", "<br />", "  ", "\\", "<BR>", "\\\r", "  \r"] {
            let found = three(end);
            assert_eq!(found.len(), 3, "{end:?}: {found:?}");
            assert_eq!(found[0], "[Tool 1](https://x.org/1) - steeps", "{end:?}");
            assert_eq!(found[2], "[Tool 3](https://x.org/3) - steeps", "{end:?}");
        }
        assert_eq!(three("").len(), 1);
        let named = "**A** [[paper](https://x.org/1)]<br>\n**B** [[paper](https://x.org/2)]<br>\n\n<br>\n";
        assert_eq!(entries(named).len(), 1);
        let named = "**A** [[paper](https://x.org/1)]<br>\n**B** [[paper](https://x.org/2)]<br>\n**C** [c](https://x.org/3)<br>\nlast\n";
        assert_eq!(entries(named).len(), 3);
    }

    #[test]
    fn an_entry_of_several_lines_is_one() {
        for text in [
            "**Tea** <br>\nA. Leaf <br>\n[[paper](https://x.org/1)] [[code](https://x.org/2)]\n",
            "[Tea](https://x.org/)<br>\n[Paper](https://x.org/1)<br>\n[Code](https://x.org/2)\n",
            "[Tea](https://x.org/)<br>\nSee [this](https://x.org/1)<br>\n[Cup](https://x.org/2)\n",
            "[Tea](https://x.org/)  \nA. Leaf  \nB. Cup\n",
            "[Tea](https://x.org/)  \n[Time](https://x.org/)\n",
        ] {
            assert_eq!(entries(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn where_nothing_else_is_an_entry_bare_links_are() {
        const BADGES: &str =
            "[![a](https://x.org/a.svg)](https://x.org/a)\n[![b](https://x.org/b.svg)](https://x.org/b)\n";
        const LOGOS: &str = "<p>\n<a href=\"https://x.org/a\"><img src=\"a.png\"></a>\n<a href=\"https://x.org/b\"><img src=\"b.png\"></a>\n</p>\n";
        for (text, expected) in [
            (BADGES.to_owned(), 2),
            (format!("# Tea\n\n{BADGES}"), 2),
            (LOGOS.to_owned(), 2),
            // Next to a list they are its badges and sponsors.
            (format!("{BADGES}\n- [Tea](https://x.org/)\n"), 1),
            (format!("{LOGOS}\n[Tea](https://x.org/)\n"), 1),
            // A single entry is not a list, and neither is prose.
            ("[![a](https://x.org/a.svg)](https://x.org/a)\n".to_owned(), 0),
            ("See <a href=\"https://x.org/a\">A</a> and <a href=\"https://x.org/b\">B</a>\n".to_owned(), 0),
            ("<p><a href=\"https://x.org/a\">A</a> or <a href=\"https://x.org/b\">B</a></p>\n".to_owned(), 0),
            // Broken HTML.
            ("<p><a href=\"https://x.org/a\">A <a href=\"https://x.org/b\">B</p>\n".to_owned(), 2),
        ] {
            assert_eq!(entries(&text).len(), expected, "{text}");
        }
        assert_eq!(entries(LOGOS)[1], "<a href=\"https://x.org/b\"><img src=\"b.png\"></a>");
    }

    #[test]
    fn urls_in_paragraphs_are_entries() {
        assert_eq!(
            entries("https://x.org/a\n\n<https://x.org/b> - Hot.\n"),
            ["https://x.org/a", "<https://x.org/b> - Hot."]
        );
        assert_eq!(entries("See https://x.org/a\n").len(), 0);
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
}
