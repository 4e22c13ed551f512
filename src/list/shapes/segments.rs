//! Segments of paragraphs and quotes that could each be an entry.

use super::{
    super::{Link, List, html},
    html_parts,
    titles::{ends_in_labels, is_first, is_own_line, is_titled},
    trimmed,
};
use crate::{
    TextRange,
    markdown::{Kind, NodeRef},
    text::starts_with_ignore_case,
};

/// The smallest number of lines in a paragraph that can each be an entry.
const ENOUGH_LINES: usize = 3;

/// A way to write entries outside lists and tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// A paragraph, or a line of one, that begins with its title.
    Titled,
    /// A paragraph, or a line of one, that ends in links to the pages of the thing it describes.
    Cited,
    /// A paragraph in a block quote.
    Quote,
    /// A row, an item or a line of HTML.
    Html,
}

impl Way {
    /// All ways, in the order of their numbers.
    pub(super) const ALL: [Self; 4] = [Self::Titled, Self::Cited, Self::Quote, Self::Html];
}

/// Returns the way in which a block could hold entries, and their ranges.
pub(super) fn of_block(list: &List, block: NodeRef) -> Option<(Way, Vec<TextRange>)> {
    match block.kind() {
        Kind::Paragraph => of_paragraph(list, block),
        Kind::Quote => of_quote(list, block).map(|parts| (Way::Quote, parts)),
        Kind::HtmlBlock => Some((Way::Html, html_parts::of_block(list, block))).filter(|(_, parts)| !parts.is_empty()),
        _ => None,
    }
}

fn of_paragraph(list: &List, block: NodeRef) -> Option<(Way, Vec<TextRange>)> {
    let way = if is_titled(block.text()) {
        Way::Titled
    } else if ends_in_labels(list, block.range()) {
        Way::Cited
    } else {
        return None;
    };
    let lines = lines(list, block);
    Some((way, if lines.is_empty() { vec![block.range()] } else { lines }))
}

/// Returns the paragraphs of a quote that each begin an entry, with those that belong to it.
fn of_quote(list: &List, quote: NodeRef) -> Option<Vec<TextRange>> {
    // `> [!NOTE]` is a remark.
    if quote.text().trim_start_matches(['>', ' ']).starts_with("[!") {
        return None;
    }
    let mut found: Vec<TextRange> = Vec::new();
    for child in quote.children() {
        let titled = child.kind() == Kind::Paragraph && is_titled(child.text()) && list.leads(child.range());
        match found.last_mut() {
            _ if titled => match lines(list, child) {
                lines if lines.is_empty() => found.push(child.range()),
                lines => found.extend(lines),
            },
            Some(last) => *last = last.cover(child.range()),
            None => return None,
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Returns the paragraph of a block, or the first one of a quote.
pub(super) fn first_paragraph(block: NodeRef) -> Option<TextRange> {
    match block.kind() {
        Kind::Quote => block.children().next().map(NodeRef::range),
        _ => Some(block.range()),
    }
}

/// Returns the lines of a paragraph, if each begins with a bullet that lost its space, and a link; or the rows of a table
/// that is not read as one.
pub(super) fn lost(list: &List, block: NodeRef) -> Vec<TextRange> {
    let text = block.text();
    if text.starts_with('|') {
        return lost_rows(list, block);
    }
    let is_lost =
        |text: &str| text.starts_with(['•', '·']) || text.starts_with(['*', '-', '+']) && text[1..].starts_with('[');
    let first_is_text = || block.children().next().is_some_and(|first| first.kind() == Kind::Text);
    if !is_lost(text) || !first_is_text() {
        return Vec::new();
    }
    let lines = split(list, block, is_any_break);
    let each = |line: &TextRange| is_lost(list.text(*line)) && list.leads(*line);
    if lines.len() >= ENOUGH_LINES && lines.iter().all(each) { lines } else { Vec::new() }
}

/// Returns the rows with links of a table that Markdown does not read as one: a blank line cut it in two, or its first
/// rows have different numbers of cells.
fn lost_rows(list: &List, block: NodeRef) -> Vec<TextRange> {
    let mut rows = split(list, block, is_any_break);
    let is_row = |row: &TextRange| list.text(*row).strip_prefix('|').is_some_and(|cells| cells.contains('|'));
    if !rows.iter().all(is_row) {
        return Vec::new();
    }
    rows.retain(|row| list.leads(*row));
    rows
}

/// Returns the lines of a paragraph that are each an entry. Lines that end in `<br>`, two spaces or a backslash are, if
/// nearly each begins with its own title; authors and labelled links below a title belong to one entry. Other lines are
/// shown as one, so every single one must begin with the link that names it, or end in its links.
pub(super) fn lines(list: &List, block: NodeRef) -> Vec<TextRange> {
    let shown = titled_lines(list, split(list, block, is_break));
    if !shown.is_empty() || !block.text().contains('\n') {
        return shown;
    }
    let written = split(list, block, is_any_break);
    let each = |line: &TextRange| {
        list.lead(*line).is_some_and(|lead| {
            is_own_line(list, *line, lead) && (is_first(list, *line, lead) || ends_in_labels(list, *line))
        })
    };
    if written.len() >= ENOUGH_LINES && written.iter().all(each) { written } else { Vec::new() }
}

fn titled_lines(list: &List, lines: Vec<TextRange>) -> Vec<TextRange> {
    let mut found: Vec<TextRange> = Vec::new();
    let mut others = 0;
    for line in lines {
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

/// Returns the parts of a paragraph between breaks, without those that are empty.
fn split(list: &List, block: NodeRef, is_break: fn(NodeRef) -> bool) -> Vec<TextRange> {
    let mut start = block.range().start();
    let ends = block.children().filter(|node| is_break(*node)).map(NodeRef::range);
    let lines = ends.chain([TextRange::empty(block.range().end())]).map(|end| {
        let line = trimmed(list, TextRange::new(start, end.start()));
        start = end.end();
        line
    });
    lines.filter(|line| !line.is_empty()).collect()
}

fn is_break(node: NodeRef) -> bool {
    node.kind() == Kind::HardBreak || node.kind() == Kind::Html && starts_with_ignore_case(node.text(), "<br")
}

fn is_any_break(node: NodeRef) -> bool {
    node.kind() == Kind::SoftBreak || is_break(node)
}

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
        assert_eq!(three("").len(), 3);
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

    /// Returns the number of entries in a text that repeats a line six times.
    fn six(line: &str) -> usize {
        let lines: String = (0..6).map(|at| line.replace('@', &at.to_string())).collect();
        entries(&format!("# Awesome Tea\n\n## Leaves\n\n{lines}")).len()
    }

    #[test]
    fn paragraphs_with_titles_are_entries() {
        for line in [
            "• [Tool@](https://x.org/@) - steeps\n\n",
            "@\\. [Tool@](https://x.org/@) - steeps\n\n",
            "@、[Tool@](https://x.org/@)\n\n",
            "2024-01-0@: [Tool@](https://x.org/@)\n\n",
            "**@.** [Tool@](https://x.org/@)\n\n",
            "&nbsp; <a href=\"https://x.org/@\">Tool@</a>\n\n",
            "![tea](@.png)\n**[Tool@](https://x.org/@)**\n\n",
            ":star: <b><a href=\"https://x.org/@\">Tool@</a></b><br>\n",
            "[Tool@](https://x.org/@) - steeps\n",
        ] {
            assert_eq!(six(line), 6, "{line}");
        }
        for line in
            ["Tea, or [Tool@](https://x.org/@)\n\n", "- 5 [Tool@](#leaves)\n", "![Tool@](https://x.org/@.png)\n\n"]
        {
            assert_eq!(six(line), 0, "{line}");
        }
    }

    #[test]
    fn paragraphs_that_end_in_the_links_of_a_work_are_entries() {
        for line in [
            "A. Leaf. How Tea Steeps @. 2024. [[PDF]](https://x.org/@) [[Code]](https://x.org/c@)\n\n",
            "*How Tea Steeps @*, 2024 [\\[PDF\\]](https://x.org/@).\n\n",
            "A. Leaf. How Tea Steeps @. 2024. https://arxiv.org/abs/2401.0001@\n\n",
            "How Tea Steeps @ <br> A. Leaf <br> [[PDF](https://x.org/@)]\n\n",
            "How Tea Steeps @ [[PDF](https://x.org/@)]\n",
            "How Tea Steeps @ [<a href=\"https://x.org/@\">PDF</a>]\n\n",
        ] {
            assert_eq!(six(line), 6, "{line}");
        }
        for line in ["Read the [paper](https://x.org/@)\n\n", "How Tea Steeps @ [[PDF](https://x.org/@)] and more\n\n"]
        {
            assert_eq!(six(line), 0, "{line}");
        }
    }

    #[test]
    fn quotes_are_entries_if_a_list_writes_them_so() {
        for line in [
            "> **[Tool@](https://x.org/@)** <kbd>MIT</kbd><br>Steeps.\n\n",
            "> [Tool@](https://x.org/@)\n>\n> Steeps [well](https://x.org/w@).\n\n",
            "> - [Tool@](https://x.org/@)\n\n",
        ] {
            assert_eq!(six(line), 6, "{line}");
        }
        let document = Document::new("> [A](https://x.org/a)\n\n> [B](https://x.org/b)\n").unwrap();
        let list = List::read(&document.source, &document.tree);
        assert!(list.entries.len() == 2 && list.groups.iter().all(|group| group.enclosed), "{:?}", list.groups);
        let list = |quotes: usize| {
            format!("- [Cup](https://x.org/)\n\n# Tea\n\n{}", "> [A](https://x.org/a)\n\n".repeat(quotes))
        };
        assert_eq!(entries(&list(2)).len(), 1);
        assert_eq!(entries(&list(5)).len(), 6);
        assert_eq!(six("> [!NOTE]\n> [Tool@](https://x.org/@)\n\n"), 0);
    }

    #[test]
    fn next_to_a_list_prose_is_no_entry() {
        let with = |line: &str| {
            let lines: String =
                (0..6).map(|at| format!("## S{at}\n\n{line}\n\n### T{at}\n\n- [Cup](https://x.org/)\n\n")).collect();
            entries(&lines).len()
        };
        assert_eq!(with("[Tea](https://x.org/) is a hot drink."), 6);
        assert_eq!(with("[Tea](https://x.org/) - A hot drink."), 12);
        let under_list = "- [Cup](https://x.org/)\n\n[Tea](https://x.org/a)\n\n[Tea](https://x.org/b)\n\n".repeat(3);
        assert_eq!(entries(&under_list).len(), 3);
    }

    #[test]
    fn lines_that_lost_their_bullet_and_rows_that_lost_their_table_are_entries() {
        let list = "- [Cup](https://x.org/)\n\n";
        let lines = "*[A](https://x.org/a) x\n*[B](https://x.org/b)\n*[C](https://x.org/c)\n";
        assert_eq!(entries(&format!("{list}{lines}")).len(), 4);
        assert_eq!(entries(&format!("{list}*[A](https://x.org/a)*\n")).len(), 1);
        let rows = "| [A](https://x.org/a) | x |\n| [B](https://x.org/b) | x\n";
        assert_eq!(entries(&format!("{list}{rows}")).len(), 3);
        let broken = "| Name | Note |\n|---|\n";
        assert_eq!(entries(&format!("{list}{broken}{rows}")).len(), 3);
        assert_eq!(entries(&format!("{list}|A| [B](https://x.org/b)\nx\n")).len(), 1);
    }
}
