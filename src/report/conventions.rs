//! The output of the command `conventions`.

use std::fmt::Write as _;

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::{
    json::{Seen, to_json},
    summary::{count, seen},
    visible,
};
use crate::{conventions::Convention, list::Coverage, source::Source};

/// One list and its conventions.
#[derive(Debug, Clone, Copy)]
pub struct Described<'c> {
    /// The path, as the user wrote it.
    pub path: &'c str,
    /// The text of the list.
    pub source: &'c Source<'c>,
    /// What the list contains.
    pub coverage: Coverage,
    /// The conventions, by topic.
    pub conventions: &'c [Convention],
}

/// The maximum width of the column for scopes. Longer scopes shift their sentence to the right.
const SCOPE: usize = 36;

impl Described<'_> {
    /// Returns the output for people: a line for each convention under the name of its topic.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("{}: {}\n", visible(self.path), seen(&self.coverage));
        for topic in self.conventions.chunk_by(|a, b| a.topic == b.topic) {
            let _ = writeln!(out, "\n{}", topic[0].topic.title());
            let (judged, unsorted): (Vec<_>, Vec<_>) = topic.iter().partition(|one| one.is_judged());
            let column = judged.iter().map(|one| self.scope(one).width()).filter(|width| *width <= SCOPE).max();
            for scope in judged.chunk_by(|a, b| self.scope(a) == self.scope(b)) {
                let mut name = self.scope(scope[0]);
                for sentence in sentences(scope) {
                    let gap = " ".repeat(column.unwrap_or(0).saturating_sub(name.width()));
                    let _ = writeln!(out, "  {name}{gap}  {}", visible(&sentence));
                    name.clear();
                }
            }
            if !unsorted.is_empty() {
                let groups = count(unsorted.len(), "group has", "groups have");
                let more = if judged.is_empty() { "" } else { "more " };
                let _ = writeln!(out, "  {more}{groups} no key that all entries could be sorted by");
            }
        }
        let judged = self.conventions.iter().filter(|one| one.is_judged());
        let (mut hold, mut all) = (0, 0);
        for one in judged {
            all += 1;
            hold += usize::from(one.outcome.value.is_some());
        }
        if all == 0 {
            out.push_str("\nno votes\n");
            return out;
        }
        let silent = if hold < all { "; where one does not, the rules that need it are silent" } else { "" };
        let all = count(all, "convention holds", "conventions hold");
        let _ = writeln!(out, "\n{hold} of {all}{silent}");
        out
    }

    fn scope(&self, one: &Convention) -> String {
        let line = one.range.map(|range| self.source.position(range.start()).line);
        let line = line.map_or_else(String::new, |line| format!(" (line {line})"));
        visible(&one.scope).into_owned() + &line
    }

    /// Returns the output for programs: one JSON document. Lines count from 1.
    #[must_use]
    pub fn json(&self) -> String {
        let row = |one: &Convention| Row {
            topic: one.topic.name(),
            scope: one.scope.clone(),
            question: one.question,
            line: one.range.map(|range| self.source.position(range.start()).line),
            value: one.outcome.value.clone(),
            pinned: one.outcome.pinned,
            voters: one.voters,
            votes: one.outcome.votes,
            counts: one
                .outcome
                .counts
                .iter()
                .map(|(value, votes)| Count { value: value.clone(), votes: *votes })
                .collect(),
        };
        let document = Document {
            version: 1,
            path: self.path,
            coverage: self.coverage.into(),
            conventions: self.conventions.iter().map(row).collect(),
        };
        to_json(&document) + "\n"
    }
}

/// Returns the sentences about one scope. Questions with too few votes share one line.
fn sentences(scope: &[&Convention]) -> Vec<String> {
    let (few, judged): (Vec<&Convention>, Vec<_>) = scope.iter().partition(|one| one.outcome.too_few);
    let mut out: Vec<String> = judged.iter().map(|one| one.sentence()).collect();
    match few.as_slice() {
        [] => {}
        [one] => out.push(one.sentence()),
        several => out.push(format!("no convention in {} questions: too few to tell", several.len())),
    }
    out
}

#[derive(Serialize)]
struct Document<'c> {
    version: u32,
    path: &'c str,
    coverage: Seen,
    conventions: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    topic: &'static str,
    scope: String,
    question: Option<&'static str>,
    line: Option<usize>,
    value: Option<String>,
    pinned: bool,
    voters: &'static str,
    votes: usize,
    counts: Vec<Count>,
}

#[derive(Serialize)]
struct Count {
    value: String,
    votes: usize,
}
