//! Titles outside lists: a paragraph that names a paper, and a list of its links below.
//!
//! ```md
//! **How Leaves Wither**
//!
//! - Paper: https://arxiv.org/abs/2401.00001
//! - Code: https://github.com/example/leaves
//! ```
//!
//! Such a paragraph looks like the name of a group of entries, so the items decide: they begin with a word for the
//! target of their link, and none has its own title. A bare URL below counts as well.

use super::{
    super::{
        List,
        fields::{is_label, label_word},
        html,
    },
    segments,
    titles::{ends_in_labels, is_titled},
};
use crate::{
    TextRange,
    markdown::{Kind, NodeRef, Tree},
    text::starts_with_ignore_case,
};

/// The largest number of items that belong to one entry.
const MOST_ITEMS: usize = 24;

/// The largest number of paragraphs below a title.
const MOST_PARAGRAPHS: usize = 4;

/// The length of the longest title, in bytes.
const LONGEST: usize = 400;

/// Returns the last block of the entry that a paragraph names, if the paragraph is only a title: the list of its links,
/// the bare URL, or the paragraph that ends in its links.
pub(super) fn parts_below<'t>(list: &List, tree: &'t Tree<'t>, paragraph: NodeRef<'t, 't>) -> Option<NodeRef<'t, 't>> {
    let below = tree.following(paragraph)?;
    if paragraph.kind() != Kind::Paragraph {
        // The only item of a list, whose second paragraph is not indented, so that the next number begins a new list.
        let is_item = || paragraph.children().nth(1).is_none() && list.lead(paragraph.range()).is_none();
        let is_list = matches!(paragraph.kind(), Kind::List { ordered: true });
        return if is_list && is_item() { paragraphs_below(list, tree, below) } else { None };
    }
    match below.kind() {
        Kind::List { .. } => (title(paragraph).is_some() && are_parts(list, below)).then_some(below),
        Kind::Paragraph => {
            let is_bare = list.lead(paragraph.range()).is_none() && title(paragraph).is_some();
            if !is_bare {
                return None;
            }
            if is_titled(below.text()) && !below.text().starts_with('[') {
                let is_url = matches!(segments::bare_links(list, below).as_slice(), [url] if *url == below.range());
                return is_url.then_some(below);
            }
            paragraphs_below(list, tree, below)
        }
        _ => None,
    }
}

/// Returns the first of a few paragraphs that ends in links to the pages of the thing named above: after its authors,
/// or alone.
fn paragraphs_below<'t>(list: &List, tree: &'t Tree<'t>, first: NodeRef<'t, 't>) -> Option<NodeRef<'t, 't>> {
    let mut below = first;
    for _ in 0..MOST_PARAGRAPHS {
        if below.kind() != Kind::Paragraph {
            return None;
        }
        if ends_in_labels(list, below.range()) {
            return Some(below);
        }
        if is_titled(below.text()) {
            return None;
        }
        below = tree.following(below)?;
    }
    None
}

/// Returns the end of what the `<details>` in a piece of HTML hide, if that is about the one thing that the summary
/// names: a few paragraphs with links, or the list of its links.
pub(super) fn details_below<'t>(list: &List, tree: &'t Tree<'t>, open: NodeRef<'t, 't>) -> Option<NodeRef<'t, 't>> {
    if open.kind() != Kind::HtmlBlock || !starts_with_ignore_case(open.text(), "<details") || list.leads(open.range()) {
        return None;
    }
    let is_closed = html::tags(open.text(), 0).any(|tag| tag.is("details") && tag.closing);
    let mut below = tree.following(open).filter(|_| !is_closed)?;
    let mut leads = false;
    for _ in 0..MOST_PARAGRAPHS {
        match below.kind() {
            Kind::Paragraph => leads |= list.leads(below.range()),
            Kind::List { .. } if are_parts(list, below) => leads = true,
            Kind::HtmlBlock => {
                return (leads && starts_with_ignore_case(below.text(), "</details")).then_some(below);
            }
            _ => return None,
        }
        below = tree.following(below)?;
    }
    None
}

/// Returns whether the items of a list belong to the thing that is named above it.
pub(super) fn are_parts(list: &List, parts: NodeRef) -> bool {
    let (mut items, mut fields, mut others) = (0, 0, 0);
    for item in parts.children() {
        items += 1;
        match part(list, item) {
            Part::Field => fields += 1,
            Part::Url | Part::Link => others += 1,
            Part::Text => {}
            Part::Entry => return false,
        }
        if items > MOST_ITEMS {
            return false;
        }
    }
    fields > 0 && fields >= others
}

/// Returns whether a list is only the URL of the thing that is named above it. Several URLs are several things.
pub(super) fn is_url(list: &List, parts: NodeRef) -> bool {
    let mut items = parts.children();
    items.next().is_some_and(|item| matches!(part(list, item), Part::Url)) && items.next().is_none()
}

/// Returns the title in a paragraph that has nothing else: the bold text or link at its start.
pub(super) fn title(paragraph: NodeRef) -> Option<TextRange> {
    let text = paragraph.text();
    let ends_in_colon = text.trim_end_matches(['*', '_']).ends_with([':', '：']);
    if text.len() > LONGEST || text.contains('\n') || !is_titled(text) || ends_in_colon {
        return None;
    }
    let first = paragraph.children().find(|node| !is_mark(*node))?;
    let title = match first.kind() {
        Kind::Strong => first.descendants().find(|node| matches!(node.kind(), Kind::Link(_))).unwrap_or(first),
        Kind::Link(_) => first,
        _ => return None,
    };
    let inner = match title.link() {
        Some(link) => link.label,
        None => {
            let mut inner = title.children().map(NodeRef::range);
            inner.next().map(|start| inner.last().map_or(start, |end| start.cover(end)))?
        }
    };
    Some(inner)
}

/// Returns whether a node is an emoji or another mark before a title.
fn is_mark(node: NodeRef) -> bool {
    node.kind() == Kind::Text && !node.text().contains(char::is_alphanumeric)
}

/// The kind of an item.
enum Part {
    /// A link after a word for its target.
    Field,
    /// A URL and nothing else.
    Url,
    /// A link after other text.
    Link,
    /// Text without a link.
    Text,
    /// A link that names a thing of its own, or a list.
    Entry,
}

fn part(list: &List, item: NodeRef) -> Part {
    if item.children().any(|child| matches!(child.kind(), Kind::List { .. })) {
        return Part::Entry;
    }
    let links = &list.links[list.links_in(item.range())];
    let Some(lead) = links.iter().find(|link| link.can_lead()) else { return Part::Text };
    let start = item.children().next().map_or(item.range().start(), |first| first.range().start());
    let before = list.text(TextRange::new(start.min(lead.range.start()), lead.range.start()));
    let label = list.text(lead.label);
    let Some(end) = before.find([':', '：']).filter(|_| before.contains(char::is_alphanumeric)) else {
        let alone = !before.contains(char::is_alphanumeric);
        return match label_word(label) {
            Some(_) if alone => Part::Field,
            None if alone
                && lead.label.is_empty()
                && lead.badge.is_none()
                && lead.range.end() == item.range().end() =>
            {
                Part::Url
            }
            None if alone && !is_label(label) && lead.badge.is_none() => Part::Entry,
            _ => Part::Link,
        };
    };
    // `Code (PyTorch): …`
    let key = before[..end].split(['(', '（']).next().unwrap_or_default();
    if label_word(key).is_some() { Part::Field } else { Part::Link }
}

#[cfg(test)]
mod tests {
    use crate::{
        list::{GroupKind, GroupRole, List},
        markdown::Document,
    };

    /// Returns the titles of a text's entries, each with its number of links.
    fn entries(text: &str) -> Vec<(String, usize)> {
        let document = Document::new(text).unwrap();
        let list = List::read(&document.source, &document.tree);
        let link_counts = |entry: &crate::list::Entry| {
            (entry.title.map_or_else(String::new, |title| list.text(title).to_owned()), entry.links.len())
        };
        list.entries.iter().map(link_counts).collect()
    }

    #[test]
    fn a_title_and_the_list_of_its_links_are_one_entry() {
        for (text, title, links) in [
            ("**Tea**\n\n- Paper: [arXiv](https://x.org/a)\n- Code: [GitHub](https://x.org/b)\n", "Tea", 2),
            ("**Tea**\n* A. Cup, B. Mug\n* [[Paper]](https://x.org/a) [[Code]](https://x.org/b)\n", "Tea", 2),
            ("**Tea & *Time***\n\n1. arxiv: <https://x.org/a>\n2. Code (Rust): https://x.org/b\n", "Tea & *Time*", 2),
            ("🍵 **茶** (2024)\n\n- 论文：https://x.org/a\n\n- 简介：热\n", "茶", 1),
            ("**[Tea](https://x.org/)**\n\n- Code: https://x.org/b\n", "Tea", 2),
            ("[Tea](https://x.org/)\n\n- Code: https://x.org/b\n", "Tea", 2),
            ("**Tea**\n\n<https://x.org/a>\n", "Tea", 1),
            ("**Tea**\n\nhttps://x.org/a\n", "Tea", 1),
        ] {
            assert_eq!(entries(text), [(title.to_owned(), links)], "{text}");
        }
    }

    #[test]
    fn a_group_of_entries_keeps_its_own() {
        for (text, expected) in [
            ("**Tea**\n\n- [Cup](https://x.org/a)\n- [Paper](https://x.org/b)\n", 2),
            ("**Tea**\n\n- How Leaves Wither: A Study. [[Paper](https://x.org/a)]\n", 1),
            ("**Tea**\n\n- Cup: https://x.org/a\n- Mug: https://x.org/b\n- Code: https://x.org/c\n", 3),
            ("**Tea:**\n\n- Paper: https://x.org/a\n- Code: https://x.org/b\n", 2),
            ("**Tea** is hot:\n\n- Paper: https://x.org/a\n- Code: https://x.org/b\n", 2),
            ("Tea\n\n- Paper: https://x.org/a\n- Code: https://x.org/b\n", 2),
            ("**Tea**\n\n- Leaves\n  - Paper: https://x.org/a\n- Code: https://x.org/b\n", 2),
            ("**Tea**\n\nText\n\n- Paper: https://x.org/a\n- Code: https://x.org/b\n", 2),
        ] {
            assert_eq!(entries(text).len(), expected, "{text}");
        }
        let many: String = (0..30).map(|at| format!("- Paper: https://x.org/{at}\n")).collect();
        assert_eq!(entries(&format!("**Tea**\n\n{many}")).len(), 30);
    }

    #[test]
    fn the_list_stays_a_group_of_its_own() {
        let document = Document::new("**Tea**\n\n- Paper: https://x.org/a\n- Code: https://x.org/b\n").unwrap();
        let list = List::read(&document.source, &document.tree);
        let [titles, parts] = list.groups.as_slice() else { panic!("{:?}", list.groups) };
        assert_eq!((titles.kind, titles.role), (GroupKind::Paragraphs, GroupRole::Entries));
        assert_eq!((parts.kind, parts.role), (GroupKind::Bullets { marker: b'-' }, GroupRole::Other));
        assert_eq!((parts.parent, parts.items.len()), (Some(0), 2));
        assert_eq!(list.entries[0].children, [1]);
    }

    #[test]
    fn a_title_and_the_paragraphs_below_are_one_entry() {
        for (text, title, links) in [
            ("**Tea**\n\nA. Leaf\n\nCUP 2024. [[PDF](https://x.org/a)] [[Code](https://x.org/b)]\n", "Tea", 2),
            ("**Tea**\n\n[Paper](https://x.org/a) | [Code](https://x.org/b)\n", "Tea", 2),
        ] {
            assert_eq!(entries(text), [(title.to_owned(), links)], "{text}");
        }
        let numbered =
            "1. How Tea Steeps\n\nA. Leaf [[PDF](https://x.org/a)]\n\n2. Cups\n\nB. Cup [[PDF](https://x.org/b)]\n";
        assert_eq!(entries(numbered).len(), 2);
        assert_eq!(entries("**Tea**\n\nSome prose with a [link](https://x.org/a).\n").len(), 0);
    }
}
