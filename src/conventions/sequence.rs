//! For two kinds of things, which one comes first.

use crate::votes::{Criterion, Evidence, Poll, Question};

/// Two kinds of things in sorted order.
#[derive(Debug, Clone, Copy)]
pub struct Pair<K>(pub K, pub K);

impl<K: PartialEq> PartialEq for Pair<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 && self.1 == other.1 || self.0 == other.1 && self.1 == other.0
    }
}

/// For each pair of kinds, the votes on which one comes first when both are present.
#[derive(Debug)]
pub struct Sequences<K> {
    /// The votes on whether the first of a pair comes first.
    poll: Poll<Pair<K>, bool>,
}

impl<K: Copy + PartialEq> Sequences<K> {
    pub(super) const fn new(criterion: &'static Criterion) -> Self {
        Self { poll: Poll::new(criterion) }
    }

    /// Counts one vote for each two things in a sequence that are of different kinds.
    pub(super) fn vote<T>(&mut self, things: &[T], kind: impl Fn(&T) -> K) {
        for (at, first) in things.iter().enumerate() {
            let first = kind(first);
            for second in things[at + 1..].iter().map(&kind).filter(|second| *second != first) {
                let (pair, question) = self.poll.entry(Pair(first, second));
                let forward = pair.0 == first;
                question.vote(forward);
            }
        }
    }

    /// Returns the evidence that the first kind comes before the second; none if the list has no such habit.
    #[must_use]
    pub fn precedes(&self, first: K, second: K) -> Option<Evidence> {
        let (pair, question) = self.poll.iter().find(|(pair, _)| *pair == Pair(first, second))?;
        let habit = question.habit()?;
        (habit.value == (pair.0 == first)).then_some(habit.evidence)
    }

    /// Returns each pair that has votes, with those for the first coming first.
    pub fn iter(&self) -> impl Iterator<Item = (Pair<K>, &Question<bool>)> {
        self.poll.iter()
    }
}
