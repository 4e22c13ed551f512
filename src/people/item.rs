//! What is between two separators: a name or something else.

use std::ops::Range;

use super::{
    lexicon::{self, Class},
    shape::{Script, Shape},
};

/// The words between two separators, one by one.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    range: Range<usize>,
    words: usize,
    /// How many words have each trait.
    traits: [u8; TRAITS],
    /// The script, if it has no capitals.
    script: Option<Script>,
    last: Last,
    /// Whether a mark or a remark came after the words.
    pub(super) marked: bool,
}

/// What is counted among the words of an item.
#[derive(Debug, Clone, Copy)]
enum Trait {
    /// An initial.
    Initial,
    /// An initial with a full stop.
    Stop,
    /// An initial without one, other than the words "A" and "I".
    Letter,
    /// Capitals inside a word.
    Inner,
    /// An acronym.
    Acronym,
    /// A whole name in a script without capitals.
    FullName,
    /// `@name`.
    Handle,
    /// A group's word at the start, which can be its whole name.
    GroupFirst,
    /// A group's word before "of" or the like.
    GroupOf,
    /// A word of no name.
    Topic,
    /// A word that is a name only beside others.
    Double,
    /// "of" and the like.
    Glue,
    /// The article "A" at the start.
    Article,
}

/// One more than the last trait.
const TRAITS: usize = Trait::Article as usize + 1;

/// The last word of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Last {
    /// A word that can end a name.
    #[default]
    Name,
    /// A word that ends the name of a group.
    Group,
    /// A small word, which ends none.
    Small,
}

/// What came before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Before {
    #[default]
    Start,
    Comma,
    And,
    With,
    Either,
    Mark,
    /// A mark that follows a comma: `†` in `A. Leaf*,†, B. Cup`.
    MarkAlone,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// A person's name.
    Person {
        /// Whether each word has the usual shape of a name.
        regular: bool,
        /// Whether it has an initial that shows that it is a name.
        initial: bool,
    },
    /// Words that could be the title of something as well, unless most of the others are persons.
    Doubtful,
    /// Initials alone, which belong to a family name.
    Initials,
    /// One word, or a name in a script without capitals.
    Single,
    /// A group of people, such as a company.
    Group,
}

impl Nature {
    /// Returns whether this is the name of a person.
    pub(super) fn is_person(self) -> bool {
        matches!(self, Self::Person { .. })
    }
}

/// A name that was read.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) range: Range<usize>,
    pub(super) nature: Nature,
    pub(super) words: usize,
    /// What came before it.
    pub(super) before: Before,
}

impl Item {
    fn count(&self, wanted: Trait) -> usize {
        self.traits[wanted as usize].into()
    }

    fn has(&self, wanted: Trait) -> bool {
        self.count(wanted) > 0
    }

    fn note(&mut self, found: Trait, is_so: bool) {
        self.traits[found as usize] += u8::from(is_so);
    }

    /// Returns whether there is no word yet.
    pub(super) fn is_empty(&self) -> bool {
        self.words == 0
    }

    /// Returns whether these are initials alone: `R. J.`.
    pub(super) fn is_initials(&self) -> bool {
        self.words > 0 && self.count(Trait::Initial) == self.words
    }

    /// Returns whether another word in Chinese, Japanese or Korean is another name.
    pub(super) fn is_complete(&self) -> bool {
        self.script.is_some() && (self.words > 1 || self.has(Trait::FullName))
    }

    /// Returns where the words begin, if one of them is in no name.
    pub(super) fn start_of_title(&self) -> Option<usize> {
        self.has(Trait::Topic).then_some(self.range.start)
    }

    /// Takes "and" as a word of a group's name, if these words can be part of nothing else.
    pub(super) fn can_go_on(&mut self) -> bool {
        let goes_on = self.has(Trait::Topic) && self.last == Last::Name && !self.marked && !self.is_empty();
        if goes_on {
            self.last = Last::Small;
        }
        goes_on
    }

    /// Adds a word; false if it cannot be part of a name.
    pub(super) fn push(&mut self, text: &str, mut range: Range<usize>, shape: Shape) -> bool {
        if let Shape::Marked { len } = shape {
            range.end = range.start + len as usize;
        }
        let word = &text[range.clone()];
        let is_first = self.is_empty();
        let before = std::mem::take(&mut self.last);
        match shape {
            Shape::Initial { stop } => {
                self.note(Trait::Initial, true);
                self.note(Trait::Stop, stop);
                self.note(Trait::Letter, !stop && word != "A" && (word != "I" || !is_first));
                self.note(Trait::Article, is_first && !stop && word == "A");
            }
            Shape::Name | Shape::Caps | Shape::Inner | Shape::Marked { .. } => {
                self.note(Trait::Inner, shape == Shape::Inner);
                self.note(Trait::Acronym, shape == Shape::Caps && is_acronym(word));
                self.push_classed(word, is_first);
            }
            Shape::Lower => {
                self.last = Last::Small;
                self.note(Trait::Glue, lexicon::lower(word) != Some(Class::Particle));
                self.note(Trait::GroupOf, before == Last::Group);
            }
            Shape::Eastern(script) => {
                if self.script.is_none() && !is_first {
                    return false;
                }
                self.script = Some(script);
                self.note(Trait::FullName, lexicon::is_full_name(word));
                if lexicon::ends_in_group(word) {
                    self.last = Last::Group;
                }
            }
            Shape::Handle => self.note(Trait::Handle, true),
            Shape::Suffix | Shape::Rank | Shape::Odd => return false,
        }
        if is_first {
            self.range.start = range.start;
        }
        self.words += 1;
        self.range.end = range.end;
        self.words <= MOST_WORDS && (self.script.is_none() || matches!(shape, Shape::Eastern(_)))
    }

    /// Notes what the lexicon says about a word with a capital.
    fn push_classed(&mut self, word: &str, is_first: bool) {
        match lexicon::class(word) {
            Some(Class::Group | Class::Label) => {
                self.last = Last::Group;
                self.note(Trait::GroupFirst, is_first);
            }
            Some(Class::Double) => self.note(Trait::Double, true),
            Some(Class::Glue | Class::And | Class::With | Class::Start | Class::Topic) => self.note(Trait::Topic, true),
            class => {
                // `Open-Source`.
                let has_topic = || word.split(['-', '‐', '‑']).any(lexicon::is_topic);
                let is_topic = class.is_none() && lexicon::has_topic_ending(word);
                self.note(Trait::Topic, is_topic || word.contains('-') && has_topic());
            }
        }
    }

    /// Adds a suffix such as "Jr.".
    pub(super) fn extend(&mut self, end: usize) {
        self.range.end = end;
    }

    /// Returns the name; none if this cannot be one.
    pub(super) fn name(&self, text: &str) -> Option<Name> {
        let nature = self.nature(&text[self.range.clone()])?;
        Some(Name { range: self.range.clone(), nature, words: self.words, before: Before::Start })
    }

    fn nature(&self, text: &str) -> Option<Nature> {
        if self.last == Last::Small || self.has(Trait::Handle) && self.words > 1 {
            return None;
        }
        if let Some(script) = self.script {
            return self.eastern_nature(text, script);
        }
        let topic = self.has(Trait::Topic);
        let is_plain_group = self.has(Trait::GroupFirst) && !topic && !self.has(Trait::Glue);
        if self.last == Last::Group || self.has(Trait::GroupOf) || is_plain_group {
            return Some(Nature::Group);
        }
        let is_regular = !self.has(Trait::Inner) && !self.has(Trait::Acronym);
        if self.has(Trait::Glue) || self.has(Trait::Article) || self.words > MOST_WORDS_OF_PERSON {
            return None;
        }
        if topic {
            return (is_regular && (2..4).contains(&self.words)).then_some(Nature::Doubtful);
        }
        if self.is_initials() {
            return Some(Nature::Initials);
        }
        if self.words == 1 {
            return (!self.has(Trait::Double)).then_some(Nature::Single);
        }
        // `Vitamin C` is none.
        let initial = self.has(Trait::Stop) || self.has(Trait::Letter) && self.words > 2;
        Some(Nature::Person { regular: is_regular, initial })
    }

    fn eastern_nature(&self, text: &str, script: Script) -> Option<Nature> {
        let count = text.chars().filter(|c| c.is_alphabetic()).count();
        if self.last == Last::Group {
            return (count <= LONGEST_EASTERN_GROUP).then_some(Nature::Group);
        }
        // A word of two characters is a common word as often as a name.
        if self.has(Trait::FullName) && self.words == 1 {
            return Some(Nature::Person { regular: count == 3, initial: false });
        }
        let lengths = match script {
            Script::Han => 3..=5,
            Script::Kana => 2..=12,
            Script::Hangul | Script::Other => return None,
        };
        lengths.contains(&count).then_some(Nature::Single)
    }
}

/// The most words in the name of a group.
const MOST_WORDS: usize = 9;
/// The most words in the name of a person.
const MOST_WORDS_OF_PERSON: usize = 5;
/// The most characters in the name of a group in Chinese, Japanese or Korean.
const LONGEST_EASTERN_GROUP: usize = 20;

/// Returns whether a word in capitals is an acronym rather than a name or two initials.
fn is_acronym(word: &str) -> bool {
    word.len() > 2 && !word.contains(|c: char| !c.is_ascii() || "AEIOUY".contains(c))
}
