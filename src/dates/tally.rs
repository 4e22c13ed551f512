//! Counting the votes on one question.

/// Votes that a question needs before a list is said to have decided it.
const MIN_VOTES: u32 = 5;
/// `Sep` or `Sept` concerns one month of twelve, so fewer must do.
pub(super) const MIN_SEPTEMBERS: u32 = 3;

/// The votes on one question.
#[derive(Debug, Clone)]
pub(super) struct Tally<T> {
    /// What is asked, as a person would call it.
    name: &'static str,
    /// What votes: "dates", "one-digit days".
    voters: &'static str,
    /// What a voter does, as a phrase: "write the month by name".
    phrase: fn(T) -> &'static str,
    min_votes: u32,
    counts: Vec<(T, u32)>,
    /// What is decided whatever the votes.
    pinned: Option<T>,
}

impl<T: Copy + Eq> Tally<T> {
    pub(super) fn new(name: &'static str, voters: &'static str, phrase: fn(T) -> &'static str) -> Self {
        Self { name, voters, phrase, min_votes: MIN_VOTES, counts: Vec::new(), pinned: None }
    }

    pub(super) fn min_votes(self, min_votes: u32) -> Self {
        Self { min_votes, ..self }
    }

    pub(super) fn pin(&mut self, choice: T) {
        self.pinned = Some(choice);
    }

    pub(super) fn vote(&mut self, choice: T) {
        match self.counts.iter_mut().find(|(other, _)| *other == choice) {
            Some((_, count)) => *count += 1,
            None => self.counts.push((choice, 1)),
        }
    }

    fn total(&self) -> u32 {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    fn count(&self, choice: T) -> u32 {
        self.counts.iter().find(|(other, _)| *other == choice).map_or(0, |(_, count)| *count)
    }

    /// What the voters have decided. Two thirds of them suffice: of the first list that the project was
    /// made for, 5 of 7 one-digit days are unpadded, and its owner holds the two others for slips.
    pub(super) fn decided(&self) -> Option<T> {
        self.pinned.or_else(|| self.leading().filter(|_| self.total() >= self.min_votes))
    }

    /// What two thirds of the voters do, few as they may be: for dates that are rewritten anyway.
    pub(super) fn leading(&self) -> Option<T> {
        if self.pinned.is_some() {
            return self.pinned;
        }
        let (choice, count) = *self.counts.iter().max_by_key(|(_, count)| count)?;
        (u64::from(count) * 3 >= u64::from(self.total()) * 2).then_some(choice)
    }

    /// "14 of 17 dates here abbreviate the month".
    pub(super) fn evidence(&self, choice: T) -> String {
        format!("{} of {} {} here {}", self.count(choice), self.total(), self.voters, (self.phrase)(choice))
    }

    /// None where nobody has voted.
    pub(super) fn facet(&self) -> Option<Facet> {
        let mut counts: Vec<_> = self.counts.iter().map(|&(choice, count)| ((self.phrase)(choice), count)).collect();
        counts.sort_by_key(|&(phrase, count)| (std::cmp::Reverse(count), phrase));
        (!counts.is_empty()).then(|| Facet {
            name: self.name,
            voters: self.voters,
            counts,
            holds: self.decided().is_some(),
        })
    }
}

/// One question about how dates are written, and the votes on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// What is asked: "separator".
    pub name: &'static str,
    /// What has a vote: "dates", "one-digit days".
    pub voters: &'static str,
    /// What they do, as a phrase that goes on with `voters`, and how many; the most first.
    pub counts: Vec<(&'static str, u32)>,
    /// Whether the first is the list's convention.
    pub holds: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(yes: usize, no: usize) -> Tally<bool> {
        let mut tally = Tally::new("comma", "dates", |comma| if comma { "have a comma" } else { "have none" });
        (0..yes).for_each(|_| tally.vote(true));
        (0..no).for_each(|_| tally.vote(false));
        tally
    }

    #[test]
    fn holds_at_five_votes_and_two_thirds() {
        for (yes, no, expected) in [
            (0, 0, None),
            (4, 0, None),
            (5, 0, Some(true)),
            (3, 2, None),
            (4, 2, Some(true)),
            (5, 2, Some(true)),
            (5, 3, None),
            (2, 5, Some(false)),
            (6, 6, None),
        ] {
            assert_eq!(tally(yes, no).decided(), expected, "{yes} against {no}");
        }
        assert_eq!(tally(2, 1).min_votes(MIN_SEPTEMBERS).decided(), Some(true));
    }

    #[test]
    fn says_what_was_counted() {
        assert_eq!(tally(5, 2).evidence(true), "5 of 7 dates here have a comma");
        let facet = tally(2, 5).facet().unwrap();
        assert_eq!(facet.counts, [("have none", 5), ("have a comma", 2)]);
        assert!(facet.holds);
        assert_eq!(tally(0, 0).facet(), None);
    }
}
