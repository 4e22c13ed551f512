//! Which piece of an entry is its title: what each piece looks like, and where the other entries of the group have
//! theirs.

use rustc_hash::FxHashMap;

use super::{
    pieces::{Class, Piece},
    roles::Role,
    tokens::{Bracket, TokenKind, marks},
};

/// A place in which entries can have their title: what the piece there is and how it is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Slot {
    kind: u8,
    marks: u8,
    bracket: Bracket,
    cell: u8,
    later: bool,
    lead: bool,
    nth: u8,
}

/// A piece that can be the title.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    piece: u32,
    slot: Slot,
    score: i16,
    /// Whether it is a bare URL, which hardly is a title.
    is_url: bool,
    /// Whether it looks like names, so that only the place of the others' titles makes it one.
    is_names: bool,
}

/// Returns the pieces of an entry that can be its title. `header` tells the role of a column, `repeated` whether the
/// text of a link stands in several entries.
pub(super) fn candidates(
    pieces: &[Piece],
    header: impl Fn(u8) -> Option<Role>,
    repeated: impl Fn(&Piece) -> bool,
    is_paper: impl Fn(&Piece) -> bool,
    found: &mut Vec<Candidate>,
) {
    found.clear();
    let mut linked = false;
    for (at, piece) in pieces.iter().enumerate() {
        if piece.inside || found.len() >= MOST {
            continue;
        }
        let is_names = piece.class == Class::People && piece.sure && piece.link().is_none();
        let repeated = |piece: &Piece| header(piece.token.cell) != Some(Role::Title) && repeated(piece);
        let Some(mut score) = score(piece, linked, &repeated) else { continue };
        // A link within a sentence, behind the link that begins the entry.
        let is_inner = piece.link().is_some() && at > 1 && {
            let last = &pieces[at - 1];
            let sentence = last.class == Class::Words && last.link().is_none() && last.open && last.words > 2;
            sentence && last.token.line == piece.token.line && last.token.cell == piece.token.cell
        };
        if is_inner && linked {
            score -= 20;
        }
        if is_nickname(pieces, at, &is_paper) {
            score -= 35;
        }
        linked |= piece.link().is_some() && score >= TITLED;
        match header(piece.token.cell) {
            Some(Role::Title) if piece.token.cell > 0 => score += 25,
            Some(_) if piece.token.cell > 0 => score -= 35,
            _ => {}
        }
        let mut slot = Slot {
            kind: match piece.token.kind {
                TokenKind::Text => 0,
                TokenKind::Code => 1,
                TokenKind::Link(_) => 2,
                TokenKind::Image(_) => 3,
            },
            marks: piece.token.marks & !marks::CODE,
            bracket: piece.token.bracket,
            cell: piece.token.cell,
            later: piece.token.line > 0 && piece.token.cell == 0,
            lead: piece.lead && piece.link().is_none(),
            nth: 0,
        };
        slot.nth = found.iter().filter(|other| Slot { nth: 0, ..other.slot } == slot).count().min(3) as u8;
        let is_url = piece.class == Class::Url;
        found.push(Candidate { piece: at as u32, slot, score: score as i16, is_url, is_names });
    }
}

/// Returns whether a piece is a nickname in front of the title of a paper: `**TeaNet** Brewing with Networks [paper](u)`.
fn is_nickname(pieces: &[Piece], at: usize, is_paper: &impl Fn(&Piece) -> bool) -> bool {
    let (piece, next, last) = (&pieces[at], pieces.get(at + 1), pieces.get(at + 2));
    let is_title = |next: &Piece| {
        let plain = next.token.kind == TokenKind::Text && next.token.marks == 0;
        let beside = matches!(next.token.separator, b' ' | b':');
        plain && beside && next.class == Class::Words && next.capital && next.words >= 4
    };
    piece.has(marks::STRONG) && piece.words <= 4 && next.is_some_and(is_title) && last.is_some_and(is_paper)
}

/// The number of candidates that are looked at in one entry.
const MOST: usize = 24;

/// The score from which a piece looks like a title.
const TITLED: i32 = 40;

/// Returns how much a piece looks like a title by itself, in tenths.
fn score(piece: &Piece, linked: bool, repeated: &impl Fn(&Piece) -> bool) -> Option<i32> {
    let token = &piece.token;
    let long = if piece.words >= 3 { 10 } else { 0 };
    let (lead, sure, strong) = (piece.lead, piece.sure, piece.has(marks::STRONG));
    let mut score = match (token.kind, piece.class) {
        (_, Class::Key(_) | Class::Stop) => return None,
        (TokenKind::Image(_), _) => 12,
        (TokenKind::Link(_), Class::Words | Class::People) if repeated(piece) => if_else(lead, 42, 20),
        (TokenKind::Link(_), Class::People) if sure => if_else(lead, 36, 20),
        (TokenKind::Link(_), Class::Words | Class::People) => 50 + long,
        // `Paper: https://…`
        (TokenKind::Link(_), Class::Url | Class::Number) if piece.key == Some(Role::Label) => return None,
        (TokenKind::Link(_), Class::Url) | (TokenKind::Code, Class::Words) => 15,
        (TokenKind::Link(_), _) => 10,
        (_, Class::Number | Class::Label | Class::Url | Class::Mark | Class::Date) => return None,
        (_, Class::Venue) if sure => return None,
        (_, Class::People) if sure => return lead.then_some(0),
        (_, Class::Words | Class::People) if piece.has(marks::QUOTED) => if_else(linked, 25, 52 + long),
        (_, Class::Venue) => 10,
        (_, Class::People) if lead => if_else(strong, 48, 32),
        (_, Class::People) => 5,
        (_, Class::Words) if strong && (lead || !linked) => 45 + long,
        (_, Class::Words) if piece.has(marks::HEADING) => 50,
        (_, Class::Words) if lead => 30 + if_else(long > 0, 15, 0),
        (_, Class::Words) => if_else(linked, 8, 22 + long),
    };
    if token.bracket != Bracket::None {
        score -= 28;
    }
    if piece.has(marks::STRIKE) {
        score -= 5;
    }
    match piece.key {
        Some(Role::Title) => score += 60,
        Some(_) => score -= 25,
        None => {}
    }
    if token.cell == 0 {
        score -= 10 * i32::from(token.line.min(2)) + 15 * i32::from(token.nested);
    }
    Some(score)
}

const fn if_else(condition: bool, yes: i32, no: i32) -> i32 {
    if condition { yes } else { no }
}

/// The places of the titles of several entries.
#[derive(Debug, Default)]
pub(super) struct Votes {
    slots: FxHashMap<Slot, u32>,
    all: u32,
}

/// The bonus from which what looks like names is a title, since the others have theirs there.
const NAMES: i32 = 27;

/// More than any score.
const NEVER: i32 = 1000;

/// The number of entries that can decide where the others have their title.
const ENOUGH: u32 = 4;

impl Votes {
    pub(super) fn add(&mut self, slot: Slot) {
        *self.slots.entry(slot).or_default() += 1;
        self.all += 1;
    }

    pub(super) fn is_enough(&self) -> bool {
        self.all >= ENOUGH
    }

    /// Returns the piece that is the title, by its own looks and by the place of the others.
    pub(super) fn choose(&self, candidates: &[Candidate]) -> Option<usize> {
        let bonus = |candidate: &Candidate| {
            let votes = self.slots.get(&candidate.slot).copied().unwrap_or(0);
            // Half of the entries are as good as nothing, nearly all of them as a title's looks.
            let most = if candidate.is_url { 10 } else { 45 };
            let bonus =
                if self.is_enough() { (most * i64::from(votes) / i64::from(self.all.max(1))) as i32 } else { 0 };
            if candidate.is_names && bonus < NAMES { -NEVER } else { bonus }
        };
        best(candidates, bonus).filter(|best| !best.is_names || bonus(best) >= NAMES).map(|best| best.piece as usize)
    }
}

/// Returns the place of the piece that looks most like a title by itself.
pub(super) fn best_slot(candidates: &[Candidate]) -> Option<Slot> {
    let best = best(candidates, |candidate| if_else(candidate.is_names, -NEVER, 0))?;
    (!best.is_names).then_some(best.slot)
}

fn best(candidates: &[Candidate], bonus: impl Fn(&Candidate) -> i32) -> Option<&Candidate> {
    if let [only] = candidates {
        return Some(only);
    }
    // The first of equal ones.
    candidates.iter().rev().max_by_key(|candidate| i32::from(candidate.score) + bonus(candidate))
}
