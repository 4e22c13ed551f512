//! Titles outside a group's order that fit another way of sorting.

use super::{
    letters::{Marked, has_marks},
    titles::{COLLATIONS, Key, leading_text, sort_key},
};
use crate::list::{EntryGroup, List};

/// Returns whether an entry of a group in alphabetical order fits between its neighbours in the run if titles are
/// compared in another common way.
pub(crate) fn fits_otherwise(
    list: &List,
    group: &EntryGroup,
    entry: usize,
    (above, below): (Option<usize>, Option<usize>),
) -> bool {
    let title = |index: usize| leading_text(list, list.entry(group.entries[index]));
    let Some(own) = title(entry) else { return false };
    let fits = |key: &dyn Fn(&str) -> String| {
        let own = key(own);
        let after = above.and_then(title).is_none_or(|above| key(above) <= own);
        let before = below.and_then(title).is_none_or(|below| own <= key(below));
        after && before
    };
    let excusing = COLLATIONS.iter().filter(|collation| collation.excuses).map(|collation| collation.key);
    let mut ways = excusing
        .chain([(|title, _, out| out.push_str(&collated(title))) as Key, |_, key, out| out.push_str(&subtitled(key))]);
    let marked = [Some(own), above.and_then(title), below.and_then(title)];
    let marked = if marked.iter().flatten().any(|title| has_marks(title)) { &Marked::ALL[..] } else { &[] };
    let fits = ways.any(|key| {
        let key = |title: &str| {
            let mut out = String::new();
            key(title, &sort_key(title), &mut out);
            out
        };
        fits(&key) || marked.iter().any(|marked| fits(&|title| marked.spell(&key(title))))
    });
    fits || above
        .and_then(title)
        .zip(below.and_then(title))
        .is_some_and(|(above, below)| fits_by_a_word(own, above, below))
}

/// Returns whether a title fits between two others by one of its later words ("Leaf by Willow" among the W's), or by
/// the words after the first if the two others have the first words in common.
fn fits_by_a_word(own: &str, above: &str, below: &str) -> bool {
    /// The number of words that are tried.
    const WORDS: usize = 8;
    let (own, above, below) = (sort_key(own), sort_key(above), sort_key(below));
    let starts = |text: &str| -> Vec<usize> {
        let later_words = text.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, c)| at + c.len_utf8());
        let letters = |&at: &usize| text[at..].starts_with(char::is_alphanumeric);
        later_words.filter(letters).take(WORDS).collect()
    };
    let between = |own: &str, above: &str, below: &str| above <= own && own <= below;
    let starts_of_own = starts(&own);
    if starts_of_own.iter().any(|&at| between(&own[at..], &above, &below)) {
        return true;
    }
    let shared = starts(&above).into_iter().rfind(|&at| below.get(..at) == Some(&above[..at]));
    shared.is_some_and(|at| {
        between(&own, &above[at..], &below[at..])
            || starts_of_own.iter().any(|&start| between(&own[start..], &above[at..], &below[at..]))
    })
}

/// Returns a title in lowercase letters whose marks sort as in locale-aware programs: before digits and letters, in the
/// order of the default collation (<https://www.unicode.org/charts/collation/>).
fn collated(title: &str) -> String {
    const MARKS: &str = " _-–—,;:!?.'‘’\"“”()[]{}@*/\\&#%`^+<=>|~$";
    let plain = title.trim().to_lowercase().replace(['*', '`'], "");
    let place = |c: char| MARKS.chars().position(|mark| mark == c).and_then(|at| u8::try_from(at + 1).ok());
    plain.chars().map(|c| if c.is_alphanumeric() { c } else { place(c).map_or(c, char::from) }).collect()
}

/// Returns a key that sorts above all titles that begin with it, ignoring its subtitle.
fn subtitled(key: &str) -> String {
    key.replace(':', "\u{1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_fit_by_a_word() {
        assert!(fits_by_a_word("Leaf by Willow", "Walnut", "Yew"));
        assert!(fits_by_a_word("Birch Kit", "tea-alder-pot", "tea-cedar-pot"));
        assert!(!fits_by_a_word("Birch Kit", "Oak", "Pine"));
        assert!(!fits_by_a_word("Birch", "é", "ü"));
    }

    #[test]
    fn a_subtitle_counts_last() {
        assert!(subtitled("tea: water") < subtitled("tea leaves"));
    }

    #[test]
    fn marks_sort_before_letters() {
        let sorted = ["#tea", "A — b", "A b", "Node Notes", "Node: Up", "Node.js"];
        let keys: Vec<String> = sorted.iter().map(|title| collated(title)).collect();
        assert!(keys[2..].is_sorted() && keys[0] < keys[1], "{keys:?}");
        assert!(collated("Node: Up") < collated("node.js"));
    }
}
