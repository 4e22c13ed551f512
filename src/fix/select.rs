//! Selects the fixes of a lint that can be applied together.

use std::{cmp::Ordering, collections::BTreeMap, ops::Range};

use crate::{
    diagnostic::Diagnostic,
    edit::{Applicability, Edit, Fix, Phase, fits},
};

/// A fix that may be applied.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'d> {
    pub(super) rule: &'static str,
    pub(super) fix: &'d Fix,
}

impl Candidate<'_> {
    /// From the start of its first edit to the end of its last.
    fn span(&self) -> (usize, usize) {
        let ends = |edit: &Edit| (usize::from(edit.range().start()), usize::from(edit.range().end()));
        let start = self.fix.edits.iter().map(|edit| ends(edit).0).min().unwrap_or_default();
        (start, self.fix.edits.iter().map(|edit| ends(edit).1).max().unwrap_or_default())
    }

    /// The sort key: place, rule and edits. It does not depend on the order in which rules ran.
    fn order(&self, other: &Self) -> Ordering {
        (self.span(), self.rule, &self.fix.edits).cmp(&(other.span(), other.rule, &other.fix.edits))
    }
}

/// Fixes that are not tried again, with their edits at their places in the current text.
#[derive(Debug, Default)]
pub(super) struct Excluded(Vec<(&'static str, Vec<Edit>)>);

impl Excluded {
    pub(super) fn add(&mut self, rule: &'static str, edits: Vec<Edit>) {
        self.0.push((rule, edits));
    }

    fn contains(&self, candidate: &Candidate) -> bool {
        self.0.iter().any(|(rule, edits)| *rule == candidate.rule && *edits == candidate.fix.edits)
    }

    /// Moves the places with the text. A fix whose bytes have changed is dropped, because it is a different fix now.
    pub(super) fn shift(&mut self, made: &[Edit]) {
        self.0.retain_mut(|(_, edits)| {
            for edit in edits {
                let range = edit.range();
                let before = made.partition_point(|made| made.range().end() <= range.start());
                if made.get(before).is_some_and(|made| made.range().start() < range.end()) {
                    return false;
                }
                let shift: i64 = made[..before]
                    .iter()
                    .map(|made| made.content.len().cast_signed() as i64 - i64::from(u32::from(made.range().len())))
                    .sum();
                let moved = |at: crate::TextSize| u32::try_from(i64::from(u32::from(at)) + shift).ok();
                let (Some(start), Some(end)) = (moved(range.start()), moved(range.end())) else { return false };
                let place = crate::TextRange::new(start.into(), end.into());
                let moved = Edit::replace(place, std::mem::take(&mut edit.content));
                *edit = match edit.turn {
                    Some(turn) => moved.in_turn(turn),
                    None => moved,
                };
            }
            true
        });
    }
}

/// Returns the fixes of one phase that may be applied.
pub(super) fn candidates<'d>(
    diagnostics: &'d [Diagnostic],
    phase: Phase,
    accept: Applicability,
    excluded: &Excluded,
    rules_excluded: &[&str],
) -> Vec<Candidate<'d>> {
    let fixes = diagnostics.iter().filter_map(|diagnostic| {
        let fix = diagnostic.fix.as_ref()?;
        let candidate = Candidate { rule: diagnostic.rule, fix };
        let wanted = fix.phase == phase
            && fix.applicability >= accept
            && !rules_excluded.contains(&diagnostic.rule)
            && !excluded.contains(&candidate);
        wanted.then_some(candidate)
    });
    fixes.collect()
}

/// A fix and the reason why it is refused.
pub(super) type Refused<'d> = (Candidate<'d>, String);

/// Returns the fixes that do not conflict, where the first in order wins, and those that cannot be applied at all.
pub(super) fn choose<'d>(text: &str, mut candidates: Vec<Candidate<'d>>) -> (Vec<Candidate<'d>>, Vec<Refused<'d>>) {
    candidates.sort_by(Candidate::order);
    let mut taken: BTreeMap<(usize, usize), &'d Edit> = BTreeMap::new();
    let (mut chosen, mut refused) = (Vec::new(), Vec::new());
    for candidate in candidates {
        if let Err(reason) = check(text, &candidate.fix.edits) {
            refused.push((candidate, reason));
        } else if candidate.fix.edits.iter().all(|edit| goes_with(edit, &taken)) {
            taken.extend(candidate.fix.edits.iter().map(|edit| (key(edit), edit)));
            chosen.push(candidate);
        }
    }
    (chosen, refused)
}

fn key(edit: &Edit) -> (usize, usize) {
    (edit.range().start().into(), edit.range().end().into())
}

fn goes_with(edit: &Edit, taken: &BTreeMap<(usize, usize), &Edit>) -> bool {
    let (start, end) = key(edit);
    // The chosen edits do not overlap, so only the last ones that start before the end of this one can conflict.
    let near = taken.range(..=(end, usize::MAX)).rev().take_while(|((_, other_end), _)| *other_end >= start);
    near.into_iter().all(|(&(other_start, other_end), other)| {
        let apart = other_end == start || end == other_start;
        let inserts = start == end || other_start == other_end;
        let in_turn = || edit.turn.zip(other.turn).is_some_and(|(own, other)| own.group == other.group);
        *other == edit || apart && (!inserts || in_turn())
    })
}

/// Checks edits for mistakes that do not depend on their meaning.
fn check(text: &str, edits: &[Edit]) -> Result<(), String> {
    fits(text, edits)?;
    let idle = |edit: &Edit| text.get(Range::from(edit.range())) == Some(&*edit.content);
    if edits.iter().all(idle) {
        return Err("the fix changes nothing".to_owned());
    }
    Ok(())
}
