//! Applies the fixes of a pass that the guard accepts, and finds those that it refuses.

use std::ops::Range;

use super::select::{Candidate, Refused};
use crate::{
    TextRange,
    edit::{Edit, Phase, splice},
    fork_join::ForkJoin,
    guard::{Guard, Proof, Reason},
    markdown::Document,
};

use typed_arena::Arena;

/// The limit of attempts to find the fixes that the guard refuses.
const TRIALS: usize = 100;
/// The limit of bytes that these attempts read, as a multiple of the length of the text.
const EFFORT: usize = 8;
/// The smallest such limit, for small texts.
const SMALL: usize = 1 << 20;

/// The result of an attempt.
#[derive(Debug, Default)]
pub(super) struct Tried<'d, 'a> {
    /// The new text, if a fix could be applied.
    pub(super) reading: Option<Document<'a>>,
    /// The edits that changed it.
    pub(super) edits: Vec<Edit>,
    pub(super) made: Vec<Candidate<'d>>,
    pub(super) notes: Vec<String>,
}

/// Applies the chosen fixes. Those that the guard refuses go to `refused`.
pub(super) fn attempt<'d, 'a>(
    before: &Document,
    texts: &'a Arena<String>,
    phase: Phase,
    chosen: Vec<Candidate<'d>>,
    refused: &mut Vec<Refused<'d>>,
) -> Tried<'d, 'a> {
    if chosen.is_empty() {
        return Tried::default();
    }
    let mut search = Search {
        text: before.source.text,
        join: before.join,
        phase,
        guard: Guard::new(before),
        texts,
        trials: 0,
        sound: Vec::new(),
        refused,
    };
    match search.make(&chosen) {
        Ok(tried) => tried,
        Err(reason) => search.single_out(chosen, &reason),
    }
}

struct Search<'t, 's, 'a, 'd, 'r> {
    text: &'t str,
    join: Option<ForkJoin>,
    phase: Phase,
    guard: Guard<'t, 's>,
    /// Keeps the final text; texts of trials are dropped.
    texts: &'a Arena<String>,
    trials: usize,
    /// Suspects that the guard accepts.
    sound: Vec<Candidate<'d>>,
    refused: &'r mut Vec<Refused<'d>>,
}

/// Returns the edits of fixes, and the text that they result in.
fn made(text: &str, fixes: &[Candidate]) -> Result<(Vec<Edit>, String), Reason> {
    let mut edits: Vec<Edit> = fixes.iter().flat_map(|candidate| &candidate.fix.edits).cloned().collect();
    edits.sort();
    edits.dedup();
    let text = splice(text, &edits).map_err(|message| Reason { message, places: Vec::new() })?;
    Ok((edits, text))
}

fn read(text: &str, join: Option<ForkJoin>) -> Result<Document<'_>, Reason> {
    Document::with(text, join).map_err(|error| Reason { message: error.to_string(), places: Vec::new() })
}

impl<'d, 'a> Search<'_, '_, 'a, 'd, '_> {
    /// Whether the guard accepts fixes together.
    fn prove(&mut self, fixes: &[Candidate<'d>]) -> Result<Proof, Reason> {
        self.trials += 1;
        let (edits, text) = made(self.text, fixes)?;
        self.guard.verify(&read(&text, self.join)?, &edits, self.phase)
    }

    /// Applies fixes that the guard accepts together.
    fn make(&mut self, fixes: &[Candidate<'d>]) -> Result<Tried<'d, 'a>, Reason> {
        self.trials += 1;
        let (edits, text) = made(self.text, fixes)?;
        let reading = read(self.texts.alloc(text), self.join)?;
        let Proof { notes, .. } = self.guard.verify(&reading, &edits, self.phase)?;
        Ok(Tried { reading: Some(reading), edits, made: fixes.to_vec(), notes })
    }

    fn exhausted(&self) -> bool {
        self.trials > TRIALS || self.guard.bytes_read() > EFFORT * self.text.len() + SMALL
    }

    /// Finds the fixes that the guard refuses, by place, then by rule, then by halves, and applies the others.
    fn single_out(mut self, chosen: Vec<Candidate<'d>>, reason: &Reason) -> Tried<'d, 'a> {
        let (mut suspects, innocent): (Vec<_>, Vec<_>) =
            chosen.into_iter().partition(|candidate| reason.places.is_empty() || touches(candidate, &reason.places));
        let mut innocent = innocent;
        if suspects.is_empty() {
            suspects = std::mem::take(&mut innocent);
        }
        suspects.sort_by_key(|candidate| candidate.rule);
        let groups: Vec<Vec<_>> = suspects.chunk_by(|a, b| a.rule == b.rule).map(<[Candidate]>::to_vec).collect();
        if let [group] = &groups[..] {
            self.divide(group, reason);
        } else {
            for group in groups {
                self.settle(&group);
            }
        }
        let sound = std::mem::take(&mut self.sound);
        let all: Vec<_> = innocent.iter().chain(&sound).copied().collect();
        if all.is_empty() {
            return Tried::default();
        }
        // Fixes that are accepted one by one can be refused together. Then the suspects are not applied.
        self.make(&all).unwrap_or_else(|reason| {
            self.refuse(&sound, &reason);
            if innocent.is_empty() {
                return Tried::default();
            }
            self.make(&innocent).unwrap_or_else(|reason| {
                self.refuse(&innocent, &reason);
                Tried::default()
            })
        })
    }

    /// Tries fixes together with the suspects that were accepted.
    fn settle(&mut self, group: &[Candidate<'d>]) {
        let together: Vec<_> = self.sound.iter().chain(group).copied().collect();
        match self.prove(&together) {
            Ok(_) => self.sound.extend(group),
            Err(reason) => self.divide(group, &reason),
        }
    }

    /// Tries the halves of a group of fixes that was refused.
    fn divide(&mut self, group: &[Candidate<'d>], reason: &Reason) {
        if group.len() == 1 || self.exhausted() {
            self.refuse(group, reason);
            return;
        }
        let (left, right) = group.split_at(group.len() / 2);
        self.settle(left);
        self.settle(right);
    }

    fn refuse(&mut self, group: &[Candidate<'d>], reason: &Reason) {
        self.refused.extend(group.iter().map(|&candidate| (candidate, reason.message.clone())));
    }
}

fn touches(candidate: &Candidate, places: &[TextRange]) -> bool {
    candidate.fix.edits.iter().any(|edit| {
        let edit: Range<usize> = edit.range().into();
        places.iter().any(|&place| {
            let place: Range<usize> = place.into();
            edit.start <= place.end && edit.end >= place.start
        })
    })
}
