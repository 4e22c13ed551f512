//! Words that look like the acronym of a conference: `QWXZ 2020`, `QuOops 2017`.

use super::{
    tokens::{Gap, Token},
    years,
};
use crate::words::{self, WordSet};

/// Words in capitals that are no venues, although lists put years beside them.
static OTHERS: WordSet<{ words::slots(OTHERS_FILE) }> = WordSet::read(OTHERS_FILE);
const OTHERS_FILE: &str = include_str!("no_venues.txt");

/// Starts of surnames with two capitals: `McCarthy 1960`.
const SURNAMES: [&str; 9] = ["Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "O"];

/// Returns whether a word could be an acronym by its first letters. A cheap look that rejects prose.
pub(super) fn may_start(text: &str) -> bool {
    let mut capitals = 0;
    for byte in text.bytes().take(14) {
        match byte {
            b'A'..=b'Z' if capitals == 1 => return true,
            b'A'..=b'Z' => capitals += 1,
            b'@' => return true,
            b' ' => return false,
            _ => {}
        }
    }
    false
}

/// Returns the number of tokens of an acronym at the start of the tokens, which a year follows or, if `after_year`,
/// precedes.
pub(super) fn acronym(text: &str, tokens: &[Token], after_year: bool) -> Option<usize> {
    let ends = |(index, token): (usize, &Token)| {
        let is_joined = match token.gap {
            Gap::Glued | Gap::Hyphen | Gap::At => true,
            Gap::Joint => tokens[index - 1].end + 1 == token.start,
            Gap::Apostrophe | Gap::Space | Gap::Break => false,
        };
        (!is_joined || years::is_year(text, token)).then_some(index)
    };
    let count = tokens.iter().enumerate().skip(1).find_map(ends).unwrap_or(tokens.len());
    let word = &text[tokens[0].start..tokens[count - 1].end];
    let year = tokens.get(count).filter(|token| years::is_year(text, token));
    let shape = Shape::of(word)?;
    let fits = match year {
        _ if after_year => shape.letters >= 4 && shape.is_capital,
        // A name and a year with a comma between them are as often an author and a year.
        Some(year) if year.gap == Gap::Break => shape.letters >= 4 && shape.is_capital,
        // Versions: `ES2015`, `VOC2012`.
        Some(year) if year.gap == Gap::Glued => shape.letters >= 4 && shape.is_capital,
        Some(year) if year.end - year.start == 2 => true,
        Some(_) => shape.letters >= 3,
        None => false,
    };
    let is_other = || word.split(['-', '/', '&', '@']).chain([word]).any(|part| OTHERS.contains(part));
    (fits && !is_other()).then_some(count)
}

/// The letters of a word that may be an acronym.
struct Shape {
    letters: usize,
    /// Whether all letters are capitals.
    is_capital: bool,
}

impl Shape {
    fn of(word: &str) -> Option<Self> {
        let (mut letters, mut capitals, mut digits) = (0, 0, 0);
        for byte in word.bytes() {
            match byte {
                b'A'..=b'Z' => (letters, capitals) = (letters + 1, capitals + 1),
                b'a'..=b'z' => letters += 1,
                b'0'..=b'9' => digits += 1,
                b'-' | b'/' | b'&' | b'@' => {}
                _ => return None,
            }
        }
        // Sizes and versions have their digit at the end: `LAION5B`.
        let ends_in_letters = word.len() - word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len() >= 2;
        // `LLMs 2023`, and words in which only a hyphen separates two capitals (`Zero-Shot`).
        let is_plural = letters == capitals + 1 && word.ends_with('s');
        let is_title = capitals < letters && word.contains('-');
        let is_surname = capitals == 2
            && letters > 3
            && SURNAMES.iter().any(|start| {
                word.strip_prefix(start).is_some_and(|rest| rest.bytes().next().is_some_and(|b| b.is_ascii_uppercase()))
            });
        let fits = (2..=12).contains(&letters)
            && digits <= 1
            && ends_in_letters
            && (capitals >= 2 || word.contains('@'))
            && !(is_plural || is_title || is_surname);
        fits.then_some(Self { letters, is_capital: letters == capitals })
    }
}
