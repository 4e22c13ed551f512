//! The separator between an entry's link and its description.

use super::super::{GroupKind, List};
use crate::{TextRange, characters::is_space, range, text::is_rest_of_shortcode};

/// The separator between an entry's link and its description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Separator {
    /// The byte range, including the spaces around it.
    pub range: TextRange,
    /// The kind of separator.
    pub kind: SeparatorKind,
}

/// The marks that separate a link from a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SeparatorKind {
    /// `-`, one or more.
    Hyphen,
    /// `–`.
    EnDash,
    /// `—`, one or more.
    EmDash,
    /// `:` or `：`.
    Colon,
}

impl SeparatorKind {
    fn of(mark: char) -> Option<Self> {
        Some(match mark {
            '-' => Self::Hyphen,
            '–' => Self::EnDash,
            '—' => Self::EmDash,
            ':' | '：' => Self::Colon,
            _ => return None,
        })
    }

    /// Returns the kind of the separator in a text that is only a separator, with at most one space on either side;
    /// none for other texts.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        let marks = text.strip_prefix(' ').unwrap_or(text);
        let marks = marks.strip_suffix(' ').unwrap_or(marks);
        let mark = marks.chars().next()?;
        let kind = Self::of(mark)?;
        let count = marks.chars().count();
        let spaced = (text.starts_with(' '), text.ends_with(' '));
        (marks.chars().all(|other| other == mark) && kind.is_mark(count, spaced)).then_some(kind)
    }

    /// Returns whether `count` marks, with a space before or after them, separate a link from a description.
    fn is_mark(self, count: usize, (before, after): (bool, bool)) -> bool {
        match self {
            Self::Hyphen => (before || after) && count <= 3,
            Self::EnDash => (before || after) && count == 1,
            Self::EmDash => count <= 2,
            Self::Colon => count == 1 && (after || !before),
        }
    }
}

/// Finds the separator of a list item. It is directly after the link that names the entry, only a short name can come before
/// that link, and text follows.
pub(super) fn separator(list: &List, at: usize) -> Option<Separator> {
    let entry = &list.entries[at];
    let in_list =
        matches!(list.groups[entry.group as usize].kind, GroupKind::Bullets { .. } | GroupKind::Numbered { .. });
    let (text, head) = (list.source.text, entry.head);
    let link = list.link_of(entry).filter(|link| in_list && !link.html && list.is_named_by(entry, link))?;
    if !head.contains_range(link.range) {
        return None;
    }
    let before = TextRange::new(head.start(), link.range.start());
    if entry.name.is_none() && text[before].contains(char::is_alphanumeric) {
        return None;
    }
    let after_link = &text[usize::from(link.range.end())..head.end().into()];
    // The end of the emphasis around the link. Another mark begins emphasis in the text that follows.
    let is_emphasis = |byte: &u8| matches!(byte, b'*' | b'_');
    let opened = text[before].bytes().rev().take_while(is_emphasis).count();
    let rest = &after_link[after_link.bytes().take(opened).take_while(is_emphasis).count()..];
    let start = usize::from(head.end()) - rest.len();
    let marks = rest.trim_start_matches(is_space);
    let mark = marks.chars().next()?;
    let kind = SeparatorKind::of(mark)?;
    let after = marks.trim_start_matches(mark);
    let description = after.trim_start_matches(is_space);
    let (spaced_before, spaced_after) = (marks.len() < rest.len(), description.len() < after.len());
    let count = (marks.len() - after.len()) / mark.len_utf8();
    // `[x](u)-based` is a word, `[x](u) -> y` an arrow, `[x](u)::y` a path.
    let is_mark = kind.is_mark(count, (spaced_before, spaced_after))
        && match kind {
            SeparatorKind::Hyphen => !after.starts_with('>'),
            SeparatorKind::Colon => !is_rest_of_shortcode(description),
            SeparatorKind::EnDash | SeparatorKind::EmDash => true,
        };
    if !is_mark || description.trim().is_empty() || description.starts_with(['\n', '\r']) {
        return None;
    }
    let from = usize::from(head.end()) - description.len();
    Some(Separator { range: range(start, from), kind })
}

#[cfg(test)]
mod tests {
    use crate::{list::List, markdown::Document};

    #[test]
    fn separators_come_directly_after_the_link() {
        for (item, separator, description) in [
            ("[Tea](https://example.org) - A *drink*.", " - ", "A *drink*."),
            ("**[Tea](https://example.org)** – Grün", " – ", "Grün"),
            ("[Tea](https://example.org): 一种饮料。", ": ", "一种饮料。"),
            ("[Tea](https://example.org)：一种饮料", "：", "一种饮料"),
            ("[Tea](https://example.org)—hot\n  and sweet", "—", "hot\n  and sweet"),
            ("**Tea**: [Tea and Time](https://example.org) -- Slow", " -- ", "Slow"),
        ] {
            let text = format!("- {item}\n");
            let document = Document::new(&text).unwrap();
            let list = List::read(&document.source, &document.tree);
            let entry = &list.entries[0];
            assert_eq!(entry.separator.map(|found| list.text(found.range)), Some(separator), "{item}");
            assert_eq!(list.text_after_separator(entry).map(|found| list.text(found)), Some(description), "{item}");
            assert_eq!(entry.description.map(|found| list.text(found)), Some(description), "{item}");
        }
    }

    #[test]
    fn prose_has_no_separator() {
        for item in [
            "[Tea](https://example.org)-based drinks",
            "[Tea](https://example.org) by A. Leaf - A drink",
            "Drink [tea](https://example.org) - it helps",
            "[Paper](https://example.org) - Tea and Time",
            "[Tea](https://example.org) -> Coffee",
            "[Tea](https://example.org) :tea: Coffee",
            "[Tea](https://example.org):tea: Coffee",
            "[Tea](https://example.org)*- A drink*",
            "[Tea](https://example.org) -",
            "[Tea](https://example.org)",
        ] {
            let text = format!("- {item}\n");
            let document = Document::new(&text).unwrap();
            let list = List::read(&document.source, &document.tree);
            assert!(list.entries[0].separator.is_none(), "{item}");
        }
    }
}
