//! Votes: how often each way of writing is used, and which one is the list's own.

/// How often each value occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Votes<V> {
    tallies: Vec<(V, usize)>,
}

impl<V> Default for Votes<V> {
    fn default() -> Self {
        Self { tallies: Vec::new() }
    }
}

/// What a convention rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// A vote.
    Votes {
        /// The votes for it.
        with: usize,
        /// All votes.
        all: usize,
    },
    /// The configuration.
    Pinned,
}

impl Evidence {
    /// `9 of 10` and what they do, "entries have `-`"; or that the configuration asks for it, "`-`".
    #[must_use]
    pub fn say(self, does: &str, asked: &str) -> String {
        match self {
            Self::Votes { with, all } => format!("{with} of {all} {does}"),
            Self::Pinned => format!("the configuration asks for {asked}"),
        }
    }
}

/// What a value needs to be a convention.
#[derive(Debug, Clone, Copy)]
pub struct Quorum {
    /// Votes in all.
    pub votes: usize,
    /// Of a hundred votes.
    pub percent: usize,
}

impl<V: PartialEq> Votes<V> {
    /// Counts one vote. Values are few, so they are searched in turn.
    pub fn add(&mut self, value: V) {
        match self.tallies.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => self.tallies.push((value, 1)),
        }
    }

    /// All votes.
    #[must_use]
    pub fn total(&self) -> usize {
        self.tallies.iter().map(|(_, count)| count).sum()
    }

    /// Whether all votes are for one value.
    #[must_use]
    pub fn is_unanimous(&self) -> bool {
        self.tallies.len() < 2
    }

    /// The votes for one value.
    #[must_use]
    pub fn count(&self, value: &V) -> usize {
        self.tallies.iter().find(|(known, _)| known == value).map_or(0, |(_, count)| *count)
    }

    /// The commonest value and its votes; of equally common ones the first seen.
    #[must_use]
    pub fn leader(&self) -> Option<(&V, usize)> {
        let best = self.tallies.iter().map(|(_, count)| *count).max()?;
        self.tallies.iter().find(|(_, count)| *count == best).map(|(value, count)| (value, *count))
    }

    /// The commonest value, where it has enough of enough votes.
    #[must_use]
    pub fn convention(&self, quorum: Quorum) -> Option<&V> {
        let (value, count) = self.leader()?;
        let total = self.total();
        (total >= quorum.votes && count * 100 >= total * quorum.percent).then_some(value)
    }

    /// Every value with its votes, commonest first.
    pub fn ranked(&self) -> Vec<(&V, usize)> {
        let mut all: Vec<_> = self.tallies.iter().map(|(value, count)| (value, *count)).collect();
        all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUORUM: Quorum = Quorum { votes: 5, percent: 80 };

    fn votes(values: &str) -> Votes<char> {
        let mut votes = Votes::default();
        values.chars().for_each(|value| votes.add(value));
        votes
    }

    #[test]
    fn a_convention_needs_enough_of_enough_votes() {
        assert_eq!(votes("aaaa").convention(QUORUM), None);
        assert_eq!(votes("aaaab").convention(QUORUM), Some(&'a'));
        assert_eq!(votes("aaabb").convention(QUORUM), None);
        assert_eq!(votes("").convention(QUORUM), None);
    }

    #[test]
    fn the_first_seen_leads_a_draw() {
        assert_eq!(votes("ba").leader(), Some((&'b', 1)));
        assert_eq!(votes("bcca").ranked()[0], (&'c', 2));
    }
}
