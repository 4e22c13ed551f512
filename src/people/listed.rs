//! The names of a text that is known to be a list of authors, such as a cell below the header "Authors".

use std::ops::Range;

use super::{People, parts::has_group_word, whole};

/// Reads a text of which only names are expected. If [`whole`] cannot read it, since a name has a shape that names seldom
/// have, the text is split at its commas. A text that is no list of short parts is one name.
#[must_use]
pub fn listed(text: &str) -> People {
    whole(text).unwrap_or_else(|| {
        let (end, mut others) = before_others(text);
        let mut names = split(text, end);
        // `Ann Leaf et al., Cup University`.
        for name in &mut names {
            let (length, more) = before_others(&text[name.clone()]);
            name.end = name.start + length;
            others |= more;
        }
        if !names.iter().all(|name| is_short(&text[name.clone()])) {
            names.truncate(1);
            names[0] = 0..end;
        }
        People { names: names.into_iter().filter_map(|name| trimmed(text, name)).collect(), sure: false, others }
    })
}

/// Ways to write "et al." at the end of a text, in lowercase letters.
const OTHERS: [&str; 8] = ["et al.", "et al", "et.al.", "et. al.", "et.al", "and others", "etc.", "etc"];

/// What is around names, but not part of them.
const AROUND: [char; 12] = [' ', '\u{a0}', '*', '_', '\\', ',', ';', '、', '，', '；', '&', '†'];

/// Returns the byte where the names end, and whether "et al." follows.
fn before_others(text: &str) -> (usize, bool) {
    let names = text.trim_end_matches(AROUND);
    let rest = OTHERS.iter().find_map(|others| crate::text::strip_suffix_ignore_case(names, others));
    let rest = rest.filter(|rest| rest.ends_with(AROUND) && !rest.trim_end_matches(AROUND).is_empty());
    rest.map_or((text.len(), false), |rest| (rest.len(), true))
}

/// Splits a text at its commas, at `&` and at "and" between two persons. Among names with commas, a full stop between two
/// full names is a mistake for one.
fn split(text: &str, end: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    // Brackets and braces are closed before the next name.
    let mut depth = 0_usize;
    for (at, c) in text[..end].char_indices() {
        match c {
            '(' | '[' | '{' | '（' => depth += 1,
            ')' | ']' | '}' | '）' => depth = depth.saturating_sub(1),
            ',' | ';' | '，' | '、' | '；' if depth == 0 => {
                parts.push(start..at);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(start..end);
    let stop = if parts.len() > 1 { ". " } else { "" };
    parts.into_iter().flat_map(|part| in_two(text, part, stop)).flatten().collect()
}

/// Splits a part in which two names are not separated by a comma. An empty `stop` separates nothing.
fn in_two(text: &str, part: Range<usize>, stop: &str) -> [Option<Range<usize>>; 2] {
    let own = &text[part.clone()];
    let at = |separator: &str| {
        let (before, after) = own.split_once(separator).filter(|_| !separator.is_empty())?;
        let are_names = match separator {
            " & " => !after.contains('&') && !before.trim().is_empty(),
            " and " => is_full_name(before) && is_full_name(after) && !has_group_word(own),
            _ => is_full_name(before) && is_full_name(after),
        };
        let start = part.start + before.len();
        are_names.then(|| [Some(part.start..start), Some(start + separator.len()..part.end)])
    };
    [" & ", " and ", stop].into_iter().find_map(at).unwrap_or([Some(part.clone()), None])
}

/// Whether a text has two words, the last of which is too long for an initial.
fn is_full_name(text: &str) -> bool {
    let mut words = text.split_whitespace().rev();
    words.next().is_some_and(|last| last.len() >= 3 && !last.contains('.')) && words.next().is_some()
}

/// The words at the end of a company's name, after a comma.
const COMPANY: [&str; 6] = ["Inc", "Inc.", "LLC", "Ltd", "Ltd.", "GmbH"];

/// Whether a text can be one name in a list.
fn is_short(text: &str) -> bool {
    const MOST_WORDS: usize = 5;
    let text = text.trim();
    text.split_whitespace().count() <= MOST_WORDS && !COMPANY.contains(&text)
}

/// Returns a name without what is around it; none if nothing is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let name = &text[range.clone()];
    let rest = name.trim_start_matches(['.', ' ']).trim_start_matches(AROUND);
    let rest = crate::text::strip_prefix_ignore_case(rest, "and ").unwrap_or(rest).trim_start_matches(AROUND);
    let start = range.start + name.len() - rest.len();
    let name = rest.trim_end_matches(AROUND);
    (!name.is_empty()).then(|| start..start + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_shape_are_split() {
        for (text, expected, others) in [
            ("Ann Leaf, Bob Cup", "Ann Leaf|Bob Cup", false),
            ("Ann Leaf et.al.", "Ann Leaf", true),
            ("Ann Leaf, tEa7 and 4cups", "Ann Leaf|tEa7 and 4cups", false),
            ("Ann Leaf, tEa7, and 4cups", "Ann Leaf|tEa7|4cups", false),
            ("Ann Le{\"{a}}f et al", "Ann Le{\"{a}}f", true),
            ("Ann 7eaf, Bob Cup. Cy Mug, Di Pot", "Ann 7eaf|Bob Cup|Cy Mug|Di Pot", false),
            ("Ann 7eaf, St. Cup, Di Pot*,", "Ann 7eaf|St. Cup|Di Pot", false),
            ("Ann 7eaf (Tea Lab, Cup), Bob Cup", "Ann 7eaf (Tea Lab, Cup)|Bob Cup", false),
            ("Ann 7eaf & cups", "Ann 7eaf|cups", false),
            ("Ann 7eaf, Bob Q Cup and C-D. Mug", "Ann 7eaf|Bob Q Cup|C-D. Mug", false),
            ("7eaf Institute of Cups and Mugs", "7eaf Institute of Cups and Mugs", false),
            ("Ann Leaf et al., TLCP<br>", "Ann Leaf|TLCP<br>", true),
            (". Ann 7eaf, etc", "Ann 7eaf", true),
            ("7eaf Cups, Inc.", "7eaf Cups, Inc.", false),
            (
                "The people who poured, stirred and drank all of the tea",
                "The people who poured, stirred and drank all of the tea",
                false,
            ),
            ("*", "", false),
        ] {
            let people = listed(text);
            let names: Vec<_> = people.names.iter().map(|name| &text[name.clone()]).collect();
            assert_eq!((names.join("|").as_str(), people.others), (expected, others), "{text}");
        }
    }
}
