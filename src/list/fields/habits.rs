//! What the entries of a group have in one place: what a doubtful piece is, the others say.

use rustc_hash::FxHashMap;

use super::{
    pieces::{Class, MANY_WORDS, Piece},
    tokens::TokenKind,
};

/// A place in an entry, beside its title.
///
/// Its marks, bracket, separator, line, cell, whether it is code, and whether it is before the title, each in one byte, so
/// that a map hashes one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Place(u64);

impl Place {
    pub(super) fn of(piece: &Piece, before: bool) -> Self {
        let token = &piece.token;
        // A title that ends in a question mark has no full stop after it.
        let separator = if token.separator == b'.' { b' ' } else { token.separator };
        Self(u64::from_le_bytes([
            token.marks,
            token.bracket as u8,
            separator,
            token.line.min(2),
            token.cell,
            u8::from(token.kind == TokenKind::Code),
            u8::from(before),
            0,
        ]))
    }
}

/// What stands in one place.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    /// Names that are sure.
    people: u32,
    /// What could be a name.
    names: u32,
    venues: u32,
    /// Words that are too long for names.
    prose: u32,
    all: u32,
}

/// What the entries of a group have in each place.
#[derive(Debug, Default)]
pub(super) struct Habits {
    places: FxHashMap<Place, Counts>,
}

impl Habits {
    pub(super) fn add(&mut self, piece: &Piece, place: Place) {
        let counts = self.places.entry(place).or_default();
        counts.all += 1;
        match piece.class {
            Class::People if piece.sure => counts.people += 1,
            Class::People => counts.names += 1,
            Class::Venue if piece.sure => counts.venues += 1,
            Class::Words if is_prose(piece) => counts.prose += 1,
            _ => {}
        }
    }

    /// Returns what the others say of a piece that may be names, a venue or words; none if they say nothing.
    pub(super) fn class_of(&self, piece: &Piece, place: Place) -> Option<Class> {
        if is_prose(piece) {
            return None;
        }
        let Counts { people, names, venues, prose, all } = *self.places.get(&place)?;
        if people + venues < ENOUGH {
            return None;
        }
        let (few_prose, hardly_prose) = (prose * 5 <= all, prose * 10 <= all);
        match piece.class {
            Class::People if few_prose && (people + names) * 2 >= all && people >= ENOUGH => Some(Class::People),
            Class::Words if hardly_prose && venues * 2 >= all => Some(Class::Venue),
            // A pen name, a group: what stands where the others have names.
            Class::Words if hardly_prose && (people + names) * 3 >= all * 2 && people >= ENOUGH && piece.words <= 4 => {
                Some(Class::People)
            }
            Class::Venue if venues * 4 >= all => Some(Class::Venue),
            _ => None,
        }
    }
}

/// The number of sure pieces in a place from which they say something of the others there.
const ENOUGH: u32 = 2;

/// Returns whether a piece is too long for names, or ends like a sentence.
fn is_prose(piece: &Piece) -> bool {
    piece.class == Class::Words && piece.words > 6 || piece.words >= MANY_WORDS
}
