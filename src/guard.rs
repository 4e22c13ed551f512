//! Proves that a pass of fixes has changed only what its phase may change.
//!
//! The proof is read with `markdown`, a parser that shares nothing with the one the rules look through, so
//! that a mistake of the first shows here; and with the first one too, since `markdown` makes mistakes of its
//! own. Only the parts around the edits are read, each with an unchanged neighbour on either side, and of a row
//! of a table whose pipes stay only the changed cells; that everything else is the same bytes at the top level of
//! the text is what the first parser says. Both texts become a sequence of what a reader sees, and the two are
//! compared as the phase demands:
//!
//! - `Layout`: equal.
//! - `Order`: equal, but whole entries, and links or images within one line of text, may have
//!   changed places, and numbered items their numbers.
//! - `Content`: words and targets differ only where the edits are, structure only on their lines.

use std::{cell::Cell, cell::OnceCell};

use crate::{
    TextRange,
    edit::{Edit, Phase, splice},
    markdown::{Document, Tree},
    range,
};

mod cells;
mod compare;
mod content;
mod limits;
mod markdown_rs;
mod pulldown;
mod token;
mod units;

pub use markdown_rs::reading;

use cells::{Change, Proved};
use content::Touched;
use limits::Unreadable;
use markdown_rs::Labels;
use token::Token;
use units::{Pair, Side, Stretch, Window, units};

/// What was done to prove a pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// What a user should know of it: where the second parser could not read.
    pub notes: Vec<String>,
    /// Bytes that were read of both texts.
    pub bytes_read: usize,
}

/// Why a pass is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What would be lost or gained, as a clause: "the link https://… would disappear".
    pub message: String,
    /// Where, in the text before: a stretch for each place that does not stand the proof. The edits of the
    /// pass that touch none of them are sound.
    pub places: Vec<TextRange>,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl Reason {
    fn everywhere(before: &str, message: impl Into<String>) -> Self {
        Self { message: message.into(), places: vec![range(0, before.len())] }
    }
}

/// Proves one pass; [`Guard`] proves several attempts on one text.
///
/// # Errors
/// Where the proof fails, and where `after` is not `before` with the edits made.
pub fn verify(before: &str, after: &str, edits: &[Edit], phase: Phase) -> Result<Proof, Reason> {
    let read = |text| Document::new(text).map_err(|error| Reason { message: error.to_string(), places: Vec::new() });
    let (before, after) = (read(before)?, read(after)?);
    Guard::new(&before).verify(&after, edits, phase)
}

/// A text that is about to be changed.
#[derive(Debug)]
pub struct Guard<'r, 's> {
    text: Text<'r, 's>,
    bytes_read: Cell<usize>,
}

impl<'r, 's> Guard<'r, 's> {
    /// Takes the text before the change.
    #[must_use]
    pub fn new(before: &'r Document<'s>) -> Self {
        Self { text: Text::new(before), bytes_read: Cell::new(0) }
    }

    /// Bytes that all proofs so far have read, also the failed ones: what they cost.
    #[must_use]
    pub fn bytes_read(&self) -> usize {
        self.bytes_read.get()
    }

    /// Proves one pass. The edits are sorted and do not overlap.
    ///
    /// # Errors
    /// As [`verify`].
    pub fn verify(&self, after: &Document, edits: &[Edit], phase: Phase) -> Result<Proof, Reason> {
        let before = &self.text;
        if splice(before.tree.text, edits).as_deref() != Ok(after.source.text) {
            return Err(Reason::everywhere(before.tree.text, "bytes outside the edits would change"));
        }
        let after = Text::new(after);
        if before.front_matter() != after.front_matter() {
            let places = vec![range(0, before.body.max(1).min(before.tree.text.len()))];
            return Err(Reason { message: "the front matter would change".to_owned(), places });
        }
        let (old_units, new_units) = (units(before.tree), units(after.tree));
        let (old, new) = (before.side(&old_units), after.side(&new_units));
        let touched = (phase == Phase::Content).then(|| Touched::both(old.text, new.text, edits));
        let pairs = units::pairs(old, new, edits);
        let proved = touched.as_ref().map_or_else(Proved::default, |touched| {
            let labels = || [before.labels(old), after.labels(new)];
            cells::prove(Change { before: old, after: new, edits, touched }, &pairs, labels)
        });
        let mut proof = Proof::default();
        self.count(&mut proof, proved.bytes_read);
        let settled = |(number, pair): (usize, &Pair)| {
            let settled = pair.is_unchanged(old, new) || proved.pairs.binary_search(&number).is_ok();
            settled.then_some((pair.before, pair.after))
        };
        let settled: Vec<(usize, usize)> = pairs.iter().enumerate().filter_map(settled).collect();
        let mut reasons: Vec<Reason> = Vec::new();
        for window in units::windows(old, new, &settled, phase == Phase::Order) {
            let compare = |(old, new): (Vec<Token>, Vec<Token>)| match (phase, &touched) {
                (Phase::Content, Some(touched)) => content::content(&old, &new, touched),
                (Phase::Order, _) => compare::order(&old, &new),
                _ => compare::layout(&old, &new),
            };
            // Where the parsers disagree, each may be the one that is right.
            let second = self.read((old, before), (new, &after), &window, &mut proof).map_or(Ok(()), compare);
            let compared = second
                .and_then(|()| compare((pulldown::read(old, &window.before), pulldown::read(new, &window.after))));
            if let Err(message) = compared {
                let place = window.before.text;
                reasons.push(Reason { message, places: vec![range(place.start, place.end)] });
            }
        }
        let mut reasons = reasons.into_iter();
        match reasons.next() {
            None => Ok(proof),
            Some(mut first) => {
                first.places.extend(reasons.flat_map(|reason| reason.places));
                Err(first)
            }
        }
    }

    fn count(&self, proof: &mut Proof, bytes: usize) {
        proof.bytes_read += bytes;
        self.bytes_read.set(self.bytes_read.get() + bytes);
    }

    /// Reads both sides of a window with the second parser, or notes why it cannot.
    fn read(
        &self,
        before: (Side, &Text<'_, '_>),
        after: (Side, &Text<'_, '_>),
        window: &Window,
        proof: &mut Proof,
    ) -> Option<(Vec<Token>, Vec<Token>)> {
        self.count(proof, window.before.text.len() + window.after.text.len());
        let read = |(side, text): (Side, &Text<'_, '_>), stretch: &Stretch| {
            if pulldown::is_deep(side, stretch) {
                return Err(Unreadable::Deep);
            }
            markdown_rs::read(side, stretch, text.labels(side))
        };
        let both = read(before, &window.before).and_then(|old| Ok((old, read(after, &window.after)?)));
        if let Err(unreadable) = both {
            let note = format!(
                "a part of the text was proved with the first parser only: of the second, {}",
                unreadable.why()
            );
            if !proof.notes.contains(&note) {
                proof.notes.push(note);
            }
        }
        both.ok()
    }
}

/// A text as the first parser sees it.
#[derive(Debug)]
struct Text<'r, 's> {
    tree: &'r Tree<'s>,
    body: usize,
    front_matter: Option<&'s str>,
    labels: OnceCell<Labels>,
}

impl<'r, 's> Text<'r, 's> {
    fn new(reading: &'r Document<'s>) -> Self {
        let source = &reading.source;
        Self {
            tree: &reading.tree,
            body: source.body.into(),
            front_matter: source.front_matter.map(|range| &source.text[range]),
            labels: OnceCell::new(),
        }
    }

    fn side<'u>(&self, units: &'u [units::Unit<'r, 's>]) -> Side<'u, 'r, 's> {
        Side { text: self.tree.text, body: self.body, tree: self.tree, units }
    }

    fn labels(&self, side: Side) -> &Labels {
        self.labels.get_or_init(|| markdown_rs::labels(side))
    }

    /// The lines of the front matter without blanks at their ends.
    fn front_matter(&self) -> Vec<&'s str> {
        let lines = self.front_matter.unwrap_or_default().lines();
        lines.map(str::trim_end).filter(|line| !line.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests;
