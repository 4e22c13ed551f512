//! Proves that a pass of fixes changes only what its phase may change.
//!
//! The proof reads the text with two parsers. The second one, `markdown`, shares no code with the first one, which the
//! rules use, so it reveals mistakes of the first. The first one is used too, because `markdown` has mistakes as well.
//! Only the parts around the edits are read, each with an unchanged neighbour on either side. Of a table row whose
//! pipes stay, only the changed cells are read. The first parser decides that everything else consists of the same
//! bytes at the top level of the text. Both texts become a sequence of tokens that readers see, and the phase decides
//! how the two are compared:
//!
//! - `Layout`: equal.
//! - `Order`: equal, but whole entries may move, links or images may move within one line of text, and numbered items
//!   may change their numbers.
//! - `Content`: words and targets differ only where the edits are, and structure differs only on their lines.

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

/// The result of a proof that succeeded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// Notes for the user: where the second parser could not read.
    pub notes: Vec<String>,
    /// The number of bytes of both texts that were read.
    pub bytes_read: usize,
}

/// Why a pass is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The loss or gain, as a clause: "the link https://… would disappear".
    pub message: String,
    /// The ranges of the text before for which the proof fails. The edits of the pass that touch none of them are
    /// accepted.
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

/// Proves one pass. [`Guard`] proves several attempts on one text.
///
/// # Errors
/// Fails if the proof fails, or if `after` is not `before` with the edits applied.
pub fn verify(before: &str, after: &str, edits: &[Edit], phase: Phase) -> Result<Proof, Reason> {
    let read = |text| Document::new(text).map_err(|error| Reason { message: error.to_string(), places: Vec::new() });
    let (before, after) = (read(before)?, read(after)?);
    Guard::new(&before).verify(&after, edits, phase)
}

/// Proves passes on one text.
#[derive(Debug)]
pub struct Guard<'r, 's> {
    text: Text<'r, 's>,
    bytes_read: Cell<usize>,
}

impl<'r, 's> Guard<'r, 's> {
    /// Returns a guard for the text before the change.
    #[must_use]
    pub fn new(before: &'r Document<'s>) -> Self {
        Self { text: Text::new(before), bytes_read: Cell::new(0) }
    }

    /// Returns the number of bytes that all proofs so far have read, including failed ones, as a measure of their cost.
    #[must_use]
    pub fn bytes_read(&self) -> usize {
        self.bytes_read.get()
    }

    /// Proves one pass. The edits are sorted and do not overlap.
    ///
    /// # Errors
    /// Fails like [`verify`].
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
            // Where the parsers disagree, either of them may be right.
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
                "a part of the text was checked with the first parser only: the second one {}",
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

    /// Returns the lines of the front matter without trailing spaces, and without blank lines.
    fn front_matter(&self) -> Vec<&'s str> {
        let lines = self.front_matter.unwrap_or_default().lines();
        lines.map(str::trim_end).filter(|line| !line.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests;
