//! Applies fixes, phase by phase, until nothing is left to fix.
//!
//! Linting takes most of the time, so the result of each lint is reused as far as possible: a text without findings is
//! linted once, and a text with one pass of each phase four times.

use std::{
    collections::{BTreeMap, HashMap, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

use crate::{
    diagnostic::Diagnostic,
    edit::{Applicability, Edit, Phase},
    fork_join::ForkJoin,
    lint::{self, Findings},
    list::Coverage,
    markdown::Document,
};

use typed_arena::Arena;

mod attempt;
mod select;

use attempt::attempt;
use select::{Candidate, Excluded, candidates, choose};

/// The limit of passes of one phase. A rule whose fix leads to the next finding needs a few.
const PASSES: usize = 20;
/// The limit of rounds through all three phases.
const ROUNDS: usize = 10;

/// The result of fixing a text.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The text with the fixes applied.
    pub text: String,
    /// The rules that changed the text and the number of their applied fixes, sorted by name.
    pub applied: Vec<(&'static str, usize)>,
    /// The number of passes that changed the text.
    pub passes: usize,
    /// Fixes that the guard refused.
    pub refused: Vec<Refusal>,
    /// Rules that undid each other's fixes, sorted. Their fixes of that cycle are not applied.
    pub cycle: Vec<&'static str>,
    /// Other notes for the user.
    pub notes: Vec<String>,
    /// The findings in the final text.
    pub findings: Findings,
}

/// A fix that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its rule.
    pub rule: &'static str,
    /// What would be lost: "the link https://… would disappear".
    pub reason: String,
}

/// Lints a text and applies each fix that is at least as safe as `accept`.
///
/// A text that [`Document::new`] refuses is returned unchanged, with a note.
#[must_use]
pub fn fix(source_text: &str, options: &lint::Options, accept: Applicability) -> Outcome {
    let texts = Arena::new();
    let (mut coverage, mut suppressed) = (Coverage::default(), 0);
    let mut outcome = converge(source_text, &texts, options.join, accept, |reading| {
        let findings = lint::lint_tree(&reading.source, &reading.tree, options);
        (coverage, suppressed) = (findings.coverage, findings.suppressed);
        findings.diagnostics
    });
    outcome.findings.coverage = coverage;
    outcome.findings.suppressed = suppressed;
    outcome
}

/// Like [`fix`], with any linter. `texts` keeps the texts in between, so that each is parsed once for linting and
/// proving.
fn converge<'a>(
    text: &'a str,
    texts: &'a Arena<String>,
    join: Option<ForkJoin>,
    accept: Applicability,
    mut lint: impl FnMut(&Document) -> Vec<Diagnostic>,
) -> Outcome {
    let reading = match Document::with(text, join) {
        Ok(reading) => reading,
        Err(error) => return Outcome { text: text.to_owned(), notes: vec![error.to_string()], ..Outcome::default() },
    };
    let diagnostics = lint(&reading);
    let mut run = Run {
        reading,
        texts,
        diagnostics,
        accept,
        applied: BTreeMap::new(),
        passes: 0,
        refused: Vec::new(),
        excluded: Excluded::default(),
        cycle: Vec::new(),
        given_up: Vec::new(),
        notes: Vec::new(),
        steps: vec![Step { rules: Vec::new(), applied: BTreeMap::new() }],
        seen: HashMap::from([(hash(text), 0)]),
    };
    for _ in 0..ROUNDS {
        for phase in [Phase::Content, Phase::Order, Phase::Layout] {
            let settled = (0..PASSES).any(|_| !run.pass(phase, &mut lint));
            if !settled {
                run.give_up(phase, &format!("{PASSES} passes"));
            }
        }
        // Layout is finished or given up. The last lint shows whether it led to fixes of an earlier phase.
        if !run.has_work(Phase::Content) && !run.has_work(Phase::Order) {
            return run.finish();
        }
    }
    for phase in [Phase::Content, Phase::Order] {
        run.give_up(phase, &format!("{ROUNDS} rounds"));
    }
    run.finish()
}

/// A change of the text, or the original text.
struct Step {
    /// The rules that changed it.
    rules: Vec<&'static str>,
    /// All fixes applied so far.
    applied: BTreeMap<&'static str, usize>,
}

struct Run<'a> {
    reading: Document<'a>,
    texts: &'a Arena<String>,
    /// Of the text.
    diagnostics: Vec<Diagnostic>,
    accept: Applicability,
    applied: BTreeMap<&'static str, usize>,
    passes: usize,
    refused: Vec<Refusal>,
    excluded: Excluded,
    cycle: Vec<&'static str>,
    /// Rules whose fixes are no longer applied.
    given_up: Vec<&'static str>,
    notes: Vec<String>,
    /// One step for each text so far.
    steps: Vec<Step>,
    /// The index in `steps` for the hash of each text so far.
    seen: HashMap<u64, usize>,
}

impl<'a> Run<'a> {
    fn candidates(&self, phase: Phase) -> Vec<Candidate<'_>> {
        candidates(&self.diagnostics, phase, self.accept, &self.excluded, &self.given_up)
    }

    fn has_work(&self, phase: Phase) -> bool {
        !self.candidates(phase).is_empty()
    }

    /// Applies the fixes of a phase that do not conflict. Returns whether there may be more.
    fn pass(&mut self, phase: Phase, lint: &mut impl FnMut(&Document) -> Vec<Diagnostic>) -> bool {
        let diagnostics = std::mem::take(&mut self.diagnostics);
        let candidates = candidates(&diagnostics, phase, self.accept, &self.excluded, &self.given_up);
        let found = !candidates.is_empty();
        let (chosen, mut refused) = choose(self.reading.source.text, candidates);
        let tried = attempt(&self.reading, self.texts, phase, chosen, &mut refused);
        for (candidate, reason) in refused {
            self.excluded.add(candidate.rule, candidate.fix.edits.clone());
            let refusal = Refusal { rule: candidate.rule, reason };
            if !self.refused.contains(&refusal) {
                self.refused.push(refusal);
            }
        }
        for note in tried.notes {
            self.note(note);
        }
        match tried.reading {
            Some(reading) => {
                let rules = tried.made.iter().map(|candidate| candidate.rule).collect();
                self.advance(reading, &tried.edits, rules, lint);
            }
            None => self.diagnostics = diagnostics,
        }
        found
    }

    fn advance(
        &mut self,
        reading: Document<'a>,
        edits: &[Edit],
        mut rules: Vec<&'static str>,
        lint: &mut impl FnMut(&Document) -> Vec<Diagnostic>,
    ) {
        for rule in &rules {
            *self.applied.entry(rule).or_default() += 1;
        }
        rules.sort_unstable();
        rules.dedup();
        self.passes += 1;
        self.excluded.shift(edits);
        let hash = hash(reading.source.text);
        if let Some(&start) = self.seen.get(&hash) {
            // The text is the same as before the cycle.
            self.cycle.extend(rules);
            self.cycle.extend(self.steps.drain(start + 1..).flat_map(|step| step.rules));
            self.cycle.sort_unstable();
            self.cycle.dedup();
            self.given_up.extend(&self.cycle);
            self.applied.clone_from(&self.steps[start].applied);
            self.seen.retain(|_, step| *step <= start);
            self.note(format!("these rules undo each other, so none of them was applied: {}", self.cycle.join(", ")));
        } else {
            self.seen.insert(hash, self.steps.len());
            self.steps.push(Step { rules, applied: self.applied.clone() });
        }
        self.reading = reading;
        self.diagnostics = lint(&self.reading);
    }

    /// Gives up the rules that still have fixes in a phase.
    fn give_up(&mut self, phase: Phase, after: &str) {
        let mut rules: Vec<_> = self.candidates(phase).iter().map(|candidate| candidate.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        if !rules.is_empty() {
            self.note(format!("gave up after {after} with fixes left: {}", rules.join(", ")));
            self.given_up.extend(rules);
        }
    }

    fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn finish(self) -> Outcome {
        Outcome {
            text: self.reading.source.text.to_owned(),
            applied: self.applied.into_iter().filter(|&(_, count)| count > 0).collect(),
            passes: self.passes,
            refused: self.refused,
            cycle: self.cycle,
            notes: self.notes,
            findings: Findings { diagnostics: self.diagnostics, ..Findings::default() },
        }
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;
