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
    },
    segments::{self, is_titled},
};
use crate::{
    TextRange,
    markdown::{Kind, NodeRef, Tree},
};

/// The largest number of items that belong to one entry.
const MOST_ITEMS: usize = 24;

/// The length of the longest title, in bytes.
const LONGEST: usize = 400;

/// Returns the list below a paragraph that is only a title, if the items belong to the thing it names; or the bare URL.
pub(super) fn parts_below<'t>(list: &List, tree: &'t Tree<'t>, paragraph: NodeRef<'t, 't>) -> Option<NodeRef<'t, 't>> {
    let below = tree.following(paragraph)?;
    if below.kind() == Kind::Paragraph && is_titled(below.text()) {
        let is_url = || matches!(segments::bare_links(list, below).as_slice(), [url] if *url == below.range());
        let is_bare = !below.text().starts_with('[') && list.lead(paragraph.range()).is_none();
        return (is_bare && title(paragraph).is_some() && is_url()).then_some(below);
    }
    if !matches!(below.kind(), Kind::List { .. }) || title(paragraph).is_none() {
        return None;
    }
    let (mut items, mut fields, mut others) = (0, 0, 0);
    for item in below.children() {
        items += 1;
        match part(list, item) {
            Part::Field => fields += 1,
            Part::Link => others += 1,
            Part::Text => {}
            Part::Entry => return None,
        }
        if items > MOST_ITEMS {
            return None;
        }
    }
    (fields > 0 && fields >= others).then_some(below)
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
    /// A link after other text, or a bare one.
    Link,
    /// Text without a link.
    Text,
    /// A link that names a thing of its own, or a list.
    Entry,
}

fn part(list: &List, item: NodeRef) -> Part {
    let nested = item.children().any(|child| matches!(child.kind(), Kind::List { .. }));
    let links = &list.links[list.links_in(item.range())];
    let Some(lead) = links.iter().find(|link| link.can_lead()).filter(|_| !nested) else {
        return if nested { Part::Entry } else { Part::Text };
    };
    let start = item.children().next().map_or(item.range().start(), |first| first.range().start());
    let before = list.text(TextRange::new(start.min(lead.range.start()), lead.range.start()));
    let label = list.text(lead.label);
    let Some(end) = before.find([':', '：']).filter(|_| before.contains(char::is_alphanumeric)) else {
        let alone = !before.contains(char::is_alphanumeric);
        return match label_word(label) {
            Some(_) if alone => Part::Field,
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
}
