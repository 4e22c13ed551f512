//! Words that say what a word beside or in a name is.

use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};
use unicase::Ascii;

use crate::words;

/// What the lexicon says about a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Joins two names: "and".
    And,
    /// Joins two names, but not two words of a group's name.
    With,
    /// Joins two names, or two parts of one: "y".
    Either,
    /// Stands for more names: "others".
    Others,
    /// "et al." as one word.
    EtAl,
    /// Comes before the first name: "by".
    Start,
    /// Comes before the first name, or is in the name of a group: "Authors".
    Label,
    /// A small word in the name of a group: "of".
    Glue,
    /// Belongs to the name before it: "Jr".
    Suffix,
    /// A rank or degree, which is no part of a name: "Dr".
    Rank,
    /// A word in lower case in the name of a person: "von".
    Particle,
    /// A word in the name of a group: "University".
    Group,
    /// A word that is in no person's name.
    Topic,
    /// A thing's name or common word that is a person's name too: "Julia".
    Double,
}

static LEXICON: LazyLock<FxHashMap<Ascii<&'static str>, Class>> = LazyLock::new(|| {
    let lists = [
        (include_str!("common.txt"), Class::Topic),
        (include_str!("topics.txt"), Class::Topic),
        (include_str!("doubles.txt"), Class::Double),
        (include_str!("particles.txt"), Class::Particle),
        (include_str!("organisations.txt"), Class::Group),
    ];
    let words = lists.into_iter().flat_map(|(file, class)| words::read(file).map(move |word| (word, class)));
    let joints = words::read_pairs(include_str!("joints.txt")).map(|(word, class)| (word, joint(class)));
    // Without room for all from the start, the map would be moved several times.
    let mut lexicon = FxHashMap::with_capacity_and_hasher(3500, FxBuildHasher);
    lexicon.extend(words.chain(joints).map(|(word, class)| (Ascii::new(word), class)));
    lexicon
});

/// Returns the class that `joints.txt` names.
fn joint(name: &str) -> Class {
    match name {
        "and" => Class::And,
        "with" => Class::With,
        "either" => Class::Either,
        "others" => Class::Others,
        "etal" => Class::EtAl,
        "start" => Class::Start,
        "label" => Class::Label,
        "glue" => Class::Glue,
        "suffix" => Class::Suffix,
        _ => Class::Rank,
    }
}

/// The longest word in lower case that can be in a list of names, in bytes.
const LONGEST_LOWER: usize = 16;

/// Returns the class of a word in lower case. Most prose is rejected by the first of them, often by its length.
pub(super) fn lower(word: &str) -> Option<Class> {
    if word.len() > LONGEST_LOWER || word.len() > 7 && word.is_ascii() && !word.starts_with("co") {
        return None;
    }
    class(word)
}

/// Returns the class of a word. Case matters for acronyms only: "AI" is not "Ai".
pub(super) fn class(word: &str) -> Option<Class> {
    let (known, class) = LEXICON.get_key_value(&Ascii::new(word))?;
    let is_acronym = !known.bytes().any(|byte| byte.is_ascii_lowercase());
    (!is_acronym || known.as_ref() == word).then_some(*class)
}

/// Ends of long English words that no name has.
const ENDINGS: [&str; 12] = [
    "tion", "tions", "ness", "ments", "ology", "ological", "ability", "ibility", "ization", "izing", "istics", "graphy",
];

/// Returns whether a word with a capital is no part of a person's name.
pub(super) fn is_topic(word: &str) -> bool {
    match class(word) {
        Some(class) => class == Class::Topic,
        None => word.len() >= 8 && ENDINGS.iter().any(|end| word.ends_with(end)),
    }
}

/// Returns whether a name in Chinese or Korean ends in a word for a group.
pub(super) fn ends_in_group(word: &str) -> bool {
    // These words have two to four characters of three bytes.
    [6, 9, 12].into_iter().any(|len| {
        let tail = word.len().checked_sub(len).and_then(|at| word.get(at..));
        tail.is_some_and(|tail| class(tail) == Some(Class::Group))
    })
}

static SURNAMES: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut surnames: Vec<char> = words::read(include_str!("surnames.txt")).flat_map(str::chars).collect();
    surnames.sort_unstable();
    surnames
});

/// Returns whether a word starts with a family name in Chinese or Korean and has the length of a whole name.
pub(super) fn is_full_name(word: &str) -> bool {
    let first = word.chars().next();
    first.is_some_and(|first| SURNAMES.binary_search(&first).is_ok()) && (2..=4).contains(&word.chars().count())
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::*;

    #[test]
    fn no_word_has_two_classes() {
        let files = [
            include_str!("common.txt"),
            include_str!("topics.txt"),
            include_str!("doubles.txt"),
            include_str!("particles.txt"),
            include_str!("organisations.txt"),
        ];
        let words = files.into_iter().flat_map(words::read);
        let mut seen = FxHashSet::default();
        for word in words.chain(words::read_pairs(include_str!("joints.txt")).map(|(word, _)| word)) {
            assert!(seen.insert(Ascii::new(word)), "{word} is listed twice");
        }
    }

    #[test]
    fn lower_case_words_fit_in_the_limit() {
        for (word, class) in LEXICON.iter().filter(|(_, class)| !matches!(class, Class::Topic | Class::Group)) {
            if word.starts_with(char::is_lowercase) {
                assert_eq!(lower(word), Some(*class), "{word}");
            }
        }
    }

    #[test]
    fn classes_of_words() {
        for (word, expected) in [
            ("and", Some(Class::And)),
            ("von", Some(Class::Particle)),
            ("UNIVERSITY", Some(Class::Group)),
            ("AI", Some(Class::Group)),
            ("Ai", None),
            ("Learning", Some(Class::Topic)),
            ("Julia", Some(Class::Double)),
            ("Leaf", None),
        ] {
            assert_eq!(class(word), expected, "{word}");
        }
        assert!(is_topic("Disentanglization") && !is_topic("Clement"));
        assert!(ends_in_group("茶叶大学") && !ends_in_group("王小明"));
        assert!(is_full_name("王小明") && is_full_name("김철수") && !is_full_name("茶壶") && !is_full_name("王"));
    }
}
