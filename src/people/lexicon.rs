//! Words that say what a word beside or in a name is.

use crate::words::{self, Lines, Table, WordSet};

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

/// The class of each word, and whether it is written in capitals, as an acronym.
static LEXICON: Table<(Class, bool), SLOTS> = {
    let mut lexicon = Table::new((Class::Topic, false));
    let mut at = 0;
    while at < LISTS.len() {
        let (file, class) = LISTS[at];
        let mut lines = Lines::of(file);
        while let Some(word) = lines.next() {
            lexicon.insert(word, (class, !has_small(word)));
        }
        at += 1;
    }
    let mut lines = Lines::of(JOINTS);
    while let Some((word, class)) = lines.next_pair() {
        lexicon.insert(word, (joint(class), !has_small(word)));
    }
    lexicon
};

/// Words with their class.
const LISTS: [(&str, Class); 5] = [
    (include_str!("common.txt"), Class::Topic),
    (include_str!("topics.txt"), Class::Topic),
    (include_str!("doubles.txt"), Class::Double),
    (include_str!("particles.txt"), Class::Particle),
    (include_str!("organisations.txt"), Class::Group),
];

/// Words, each with the name of its class.
const JOINTS: &str = include_str!("joints.txt");

const SLOTS: usize = {
    let (mut slots, mut at) = (words::slots(JOINTS), 0);
    while at < LISTS.len() {
        slots += words::slots(LISTS[at].0);
        at += 1;
    }
    slots
};

/// Returns the class that `joints.txt` names.
const fn joint(name: &[u8]) -> Class {
    match name {
        b"and" => Class::And,
        b"with" => Class::With,
        b"either" => Class::Either,
        b"others" => Class::Others,
        b"etal" => Class::EtAl,
        b"start" => Class::Start,
        b"label" => Class::Label,
        b"glue" => Class::Glue,
        b"suffix" => Class::Suffix,
        _ => Class::Rank,
    }
}

/// Returns whether a word has a small letter of ASCII.
const fn has_small(word: &[u8]) -> bool {
    let mut at = 0;
    while at < word.len() && !word[at].is_ascii_lowercase() {
        at += 1;
    }
    at < word.len()
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
    let (class, is_acronym) = LEXICON.get(word)?;
    (!is_acronym || !has_small(word.as_bytes())).then_some(class)
}

/// Ends of long English words that no name has.
const ENDINGS: [&str; 12] = [
    "tion", "tions", "ness", "ments", "ology", "ological", "ability", "ibility", "ization", "izing", "istics", "graphy",
];

/// Returns whether a word with a capital is no part of a person's name.
pub(super) fn is_topic(word: &str) -> bool {
    match class(word) {
        Some(class) => class == Class::Topic,
        None => has_topic_ending(word),
    }
}

/// Returns whether a word of no class ends as no name does.
pub(super) fn has_topic_ending(word: &str) -> bool {
    word.len() >= 8 && ENDINGS.iter().any(|end| word.ends_with(end))
}

/// Returns whether a name in Chinese or Korean ends in a word for a group.
pub(super) fn ends_in_group(word: &str) -> bool {
    // These words have two to four characters of three bytes.
    [6, 9, 12].into_iter().any(|len| {
        let tail = word.len().checked_sub(len).and_then(|at| word.get(at..));
        tail.is_some_and(|tail| class(tail) == Some(Class::Group))
    })
}

/// The first characters of family names in Chinese and Korean.
static SURNAMES: WordSet<{ SURNAMES_FILE.len() }> = {
    let (mut surnames, mut lines) = (WordSet::new(()), Lines::of(SURNAMES_FILE));
    while let Some(line) = lines.next() {
        let mut at = 0;
        // All of them have three bytes.
        while at < line.len() {
            surnames.insert(words::part(line, at, at + 3), ());
            at += 3;
        }
    }
    surnames
};
const SURNAMES_FILE: &str = include_str!("surnames.txt");

/// Returns whether a word starts with a family name in Chinese or Korean and has the length of a whole name.
pub(super) fn is_full_name(word: &str) -> bool {
    word.get(..3).is_some_and(|first| SURNAMES.contains(first)) && (2..=4).contains(&word.chars().count())
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;
    use unicase::Ascii;

    use super::*;

    /// Returns all words of the lexicon.
    fn all() -> impl Iterator<Item = &'static str> {
        let words = LISTS.into_iter().flat_map(|(file, _)| words::read(file));
        words.chain(words::read_pairs(JOINTS).map(|(word, _)| word))
    }

    #[test]
    fn no_word_has_two_classes() {
        let mut seen = FxHashSet::default();
        for word in all() {
            assert!(seen.insert(Ascii::new(word)), "{word} is listed twice");
        }
    }

    #[test]
    fn lower_case_words_fit_in_the_limit() {
        for word in all().filter(|word| word.starts_with(char::is_lowercase)) {
            let class = class(word);
            assert!(class.is_some(), "{word}");
            if !matches!(class, Some(Class::Topic | Class::Group)) {
                assert_eq!(lower(word), class, "{word}");
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
