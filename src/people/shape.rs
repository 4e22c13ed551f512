//! The shape of a word, by which names are told from other words.

/// The shape of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `J.`, `J`, `R.J.`, `J.-P.`; with its full stop or without.
    Initial {
        /// Whether a full stop says that it is one.
        stop: bool,
    },
    /// A capital, then small letters; further capitals only after a hyphen or apostrophe, or a particle: `McLeaf`.
    Name,
    /// Capitals alone, at least two.
    Caps,
    /// Capitals inside: `TensorFlow`.
    Inner,
    /// Small letters alone.
    Lower,
    /// Chinese, Japanese or Korean.
    Eastern(Script),
    /// `@name`.
    Handle,
    /// A name with digits directly after it, which are marks.
    Marked {
        /// The bytes before the digits.
        len: u32,
    },
    /// A rank or degree.
    Rank,
    /// "Jr." and the like.
    Suffix,
    /// None of these.
    Odd,
}

/// The scripts without capitals in which names are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// Chinese characters, with or without the syllables of Japanese.
    Han,
    /// Japanese syllables alone.
    Kana,
    /// Korean.
    Hangul,
    /// Any other script.
    Other,
}

/// Returns the script of a character, see <https://www.unicode.org/Public/UCD/latest/ucd/Blocks.txt>.
pub(super) fn script(c: char) -> Script {
    match c {
        '\u{3005}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Script::Han,
        '\u{3040}'..='\u{30ff}' => Script::Kana,
        '\u{ac00}'..='\u{d7a3}' => Script::Hangul,
        _ => Script::Other,
    }
}

/// Returns whether a character is a letter, a combining mark or an ASCII digit.
pub(super) fn is_part_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && (c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}'))
}

impl Shape {
    /// Returns the shape of a word without digits.
    pub(super) fn of(word: &str) -> Self {
        if let Some(shape) = Self::of_letters(word.as_bytes()) {
            return shape;
        }
        let Some(first) = word.chars().next() else { return Self::Odd };
        if script(first) != Script::Other {
            return Self::eastern(word);
        }
        if first.is_lowercase() {
            return Self::lower(word);
        }
        if is_initials(word) {
            return Self::Initial { stop: false };
        }
        if !first.is_uppercase() || ends_as_verb(word) {
            // Signs for a letter: `&Eacute;`.
            return if word.starts_with(['&', '{']) { Self::Name } else { Self::Odd };
        }
        let (mut capitals, mut small, mut inner) = (0, 0, None);
        let mut begins = true;
        for (at, c) in word.char_indices() {
            if c.is_uppercase() {
                capitals += 1;
                inner = inner.or((!begins && small > 0).then_some(at));
            } else if c.is_alphabetic() {
                small += 1;
            }
            begins = matches!(c, '-' | '‐' | '‑' | '\'' | '’' | 'ʼ' | '.' | '&');
        }
        match inner {
            None if capitals > 1 && small == 0 => Self::Caps,
            None => Self::Name,
            Some(at) if is_prefix(&word[..at]) => Self::Name,
            Some(_) => Self::Inner,
        }
    }

    /// Returns the shape of a word that has only letters of ASCII, in the usual order of capitals and small letters.
    fn of_letters(word: &[u8]) -> Option<Self> {
        let (first, rest) = word.split_first()?;
        let is_small = rest.iter().all(u8::is_ascii_lowercase);
        match first {
            b'a'..=b'z' if is_small => Some(Self::Lower),
            b'A'..=b'Z' if rest.is_empty() => Some(Self::Initial { stop: false }),
            b'A'..=b'Z' if is_small => Some(Self::Name),
            b'A'..=b'Z' if rest.iter().all(u8::is_ascii_uppercase) => Some(Self::Caps),
            _ => None,
        }
    }

    /// Returns the shape of a word that begins with a small letter.
    fn lower(word: &str) -> Self {
        if word.chars().all(|c| c.is_lowercase() || matches!(c, '\u{300}'..='\u{36f}' | '.')) {
            return Self::Lower;
        }
        // `d'Angelo`, `al-Leaf`, `dePaul`.
        let Some(at) = word.find(char::is_uppercase) else { return Self::Odd };
        let prefix = word[..at].trim_end_matches(['-', '‐', '‑', '\'', '’', 'ʼ']);
        let is_name = matches!(prefix, "d" | "l" | "t" | "s") || is_prefix(prefix);
        if is_name && word[at..].chars().skip(1).all(|c| !c.is_uppercase()) { Self::Name } else { Self::Odd }
    }

    fn eastern(word: &str) -> Self {
        let mut found = Script::Kana;
        for c in word.chars().filter(|c| *c != '・') {
            match (script(c), found) {
                (Script::Hangul, Script::Han) | (Script::Han | Script::Kana, Script::Hangul) | (Script::Other, _) => {
                    return Self::Odd;
                }
                (Script::Kana, _) => {}
                (script, _) => found = script,
            }
        }
        Self::Eastern(found)
    }
}

/// Returns whether a word is one or more initials: `J`, `R.J`, `J.-P`.
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut letters = part.trim_start_matches('-').chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    })
}

/// Returns whether a word ends as the short form of a verb, or as a genitive: `Don't`, `Leaf's`.
fn ends_as_verb(word: &str) -> bool {
    let end = word.rfind(['\'', '’']).map_or("", |at| &word[at..]);
    let end = end.trim_start_matches(['\'', '’']);
    matches!(end, "s" | "t" | "re" | "ll" | "ve" | "m" | "d")
}

/// Returns whether a capital can follow these letters in one name: `McLeaf`, `LeLeaf`.
fn is_prefix(letters: &str) -> bool {
    matches!(letters, "Fitz" | "fitz") || super::lexicon::class(letters) == Some(super::lexicon::Class::Particle)
}
