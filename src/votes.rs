//! Votes: the counts of each way of writing, and the usual one.
//!
//! The nodes of a list vote on a [`Question`]. Its [`Habit`] is the commonest answer if enough voters give it, or the
//! answer from the configuration. A [`Poll`] asks one question in several scopes. The numbers are a [`Criterion`] from
//! the table in [`criteria`], and shares are compared in one place, [`Share::is_reached`].

pub mod criteria;

pub use criteria::Criterion;

/// A share of a total, as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    part: usize,
    whole: usize,
}

impl Share {
    /// One half.
    pub const HALF: Self = Self { part: 1, whole: 2 };
    /// Two thirds.
    pub const TWO_THIRDS: Self = Self { part: 2, whole: 3 };

    /// Creates a share in percent.
    #[must_use]
    pub const fn percent(part: usize) -> Self {
        Self { part, whole: 100 }
    }

    /// Returns whether `with` of `all` are at least this share.
    #[must_use]
    pub const fn is_reached(self, with: usize, all: usize) -> bool {
        with * self.whole >= all * self.part
    }

    /// Returns whether `with` of `all` are more than this share.
    #[must_use]
    pub const fn is_exceeded(self, with: usize, all: usize) -> bool {
        with * self.whole > all * self.part
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.part, self.whole) {
            (part, 100) => write!(f, "{part} %"),
            (2, 3) => f.write_str("two thirds"),
            (1, 2) => f.write_str("half"),
            (part, whole) => write!(f, "{part} of {whole}"),
        }
    }
}

/// The numbers that an answer needs to be a habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quorum {
    /// The number of votes.
    pub votes: usize,
    /// Whether only the votes for the answer count towards that number.
    pub for_it: bool,
    /// The share of all votes that the answer needs.
    pub share: Share,
}

impl Quorum {
    /// Needs at least `votes` votes, and at least `percent` % of them must be for the answer.
    #[must_use]
    pub const fn new(votes: usize, percent: usize) -> Self {
        Self { votes, for_it: false, share: Share::percent(percent) }
    }

    /// Needs at least `votes` votes for the answer, which must be at least `percent` % of all votes.
    #[must_use]
    pub const fn for_it(votes: usize, percent: usize) -> Self {
        Self { votes, for_it: true, share: Share::percent(percent) }
    }

    /// Returns whether `with` of `all` votes are enough.
    #[must_use]
    pub const fn is_reached(self, with: usize, all: usize) -> bool {
        let counted = if self.for_it { with } else { all };
        counted >= self.votes && self.share.is_reached(with, all)
    }
}

/// The evidence for a habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// A vote.
    Votes {
        /// The votes for the answer.
        with: usize,
        /// All votes.
        all: usize,
    },
    /// The configuration.
    Pinned,
}

impl Evidence {
    /// Describes the evidence: `9 of 10` with the verb phrase "entries have `-`"; or that the configuration asks for
    /// "`-`".
    #[must_use]
    pub fn say(self, does: &str, asked: &str) -> String {
        match self {
            Self::Votes { with, all } => format!("{with} of {all} {does}"),
            Self::Pinned => format!("the configuration asks for {asked}"),
        }
    }
}

/// A habit of the list, with its evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habit<V> {
    /// The usual answer.
    pub value: V,
    /// The evidence.
    pub evidence: Evidence,
}

/// One question with its votes, and the answer from the configuration.
#[derive(Debug, Clone)]
pub struct Question<V> {
    criterion: &'static Criterion,
    votes: Vec<(V, usize)>,
    pinned: Option<V>,
}

impl<V: Copy + PartialEq> Question<V> {
    /// Creates a question without votes.
    #[must_use]
    pub const fn new(criterion: &'static Criterion) -> Self {
        Self { criterion, votes: Vec::new(), pinned: None }
    }

    /// Counts one vote. There are few answers, so the search is linear.
    pub fn vote(&mut self, value: V) {
        self.add(value, 1);
    }

    /// Counts several votes for one answer.
    pub fn add(&mut self, value: V, votes: usize) {
        match self.votes.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += votes,
            None if votes > 0 => self.votes.push((value, votes)),
            None => {}
        }
    }

    /// Pins the habit to `value`, ignoring the votes.
    pub fn pin(&mut self, value: V) {
        self.pinned = Some(value);
    }

    /// Replaces the criterion.
    pub fn judge_by(&mut self, criterion: &'static Criterion) {
        self.criterion = criterion;
    }

    /// Returns the answer from the configuration.
    #[must_use]
    pub fn pinned(&self) -> Option<V> {
        self.pinned
    }

    /// Returns the number of votes.
    #[must_use]
    pub fn total(&self) -> usize {
        self.votes.iter().map(|(_, count)| count).sum()
    }

    /// Returns the votes for one answer.
    #[must_use]
    pub fn count(&self, value: V) -> usize {
        self.votes.iter().find(|(known, _)| *known == value).map_or(0, |(_, count)| *count)
    }

    /// Returns whether all votes are for one answer.
    #[must_use]
    pub fn is_unanimous(&self) -> bool {
        self.votes.len() < 2
    }

    /// Returns the commonest answer and its votes; of equally common answers, the first.
    #[must_use]
    pub fn leader(&self) -> Option<(V, usize)> {
        let best = self.votes.iter().map(|(_, count)| *count).max()?;
        self.votes.iter().find(|(_, count)| *count == best).copied()
    }

    /// Returns the habit: the pinned answer, or the commonest one if it meets the criterion.
    #[must_use]
    pub fn habit(&self) -> Option<Habit<V>> {
        if let Some(value) = self.pinned {
            return Some(Habit { value, evidence: Evidence::Pinned });
        }
        let (value, with) = self.leader()?;
        let all = self.total();
        self.criterion.is_met(with, all).then_some(Habit { value, evidence: Evidence::Votes { with, all } })
    }

    /// Returns whether `value` meets the criterion, even if another answer has more votes.
    #[must_use]
    pub fn holds_for(&self, value: V) -> bool {
        self.criterion.is_met(self.count(value), self.total())
    }

    /// Returns the answer that has the share for a habit, however few the votes.
    #[must_use]
    pub fn tendency(&self) -> Option<V> {
        let (value, with) = self.leader()?;
        let is_enough = self.criterion.quorums.iter().any(|quorum| quorum.share.is_reached(with, self.total()));
        self.pinned.or(is_enough.then_some(value))
    }

    /// Returns whether there are too few votes for a habit.
    #[must_use]
    pub fn is_too_small(&self) -> bool {
        let all = self.total();
        self.pinned.is_none() && self.criterion.quorums.iter().all(|quorum| all < quorum.votes)
    }

    /// Returns every answer with its votes, the commonest first.
    pub fn ranked(&self) -> Vec<(V, usize)> {
        let mut all = self.votes.clone();
        all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        all
    }
}

/// The outcome of a question for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The number of all votes.
    pub votes: usize,
    /// The verb phrase and the votes of each answer, the commonest first.
    pub counts: Vec<(String, usize)>,
    /// The habit; none if the voters disagree or are too few. Rules that ask for it then report nothing.
    pub value: Option<String>,
    /// Whether there is no habit only because there are too few voters.
    pub too_few: bool,
    /// Whether the habit comes from the configuration.
    pub pinned: bool,
}

impl<V: Copy + PartialEq> Question<V> {
    /// Returns the outcome of the question, with a name for each answer.
    #[must_use]
    pub fn outcome(&self, name: impl Fn(V) -> String) -> Outcome {
        Outcome {
            votes: self.total(),
            counts: self.ranked().into_iter().map(|(value, count)| (name(value), count)).collect(),
            value: self.habit().map(|habit| name(habit.value)),
            too_few: self.is_too_small(),
            pinned: self.pinned.is_some(),
        }
    }
}

/// One question in several scopes, such as the bullets at each depth.
#[derive(Debug, Clone)]
pub struct Poll<S, V> {
    criterion: &'static Criterion,
    questions: Vec<(S, Question<V>)>,
}

impl<S: Copy + PartialEq, V: Copy + PartialEq> Poll<S, V> {
    /// Creates a poll without votes.
    #[must_use]
    pub const fn new(criterion: &'static Criterion) -> Self {
        Self { criterion, questions: Vec::new() }
    }

    /// Returns the question of a scope, and creates it if it has no votes yet. There are few scopes, so the search is
    /// linear.
    pub fn of_mut(&mut self, scope: S) -> &mut Question<V> {
        self.entry(scope).1
    }

    /// Like [`Poll::of_mut`], and also returns the scope as it was first named.
    pub fn entry(&mut self, scope: S) -> (S, &mut Question<V>) {
        let at = self.questions.iter().position(|(known, _)| *known == scope).unwrap_or_else(|| {
            self.questions.push((scope, Question::new(self.criterion)));
            self.questions.len() - 1
        });
        let (scope, question) = &mut self.questions[at];
        (*scope, question)
    }

    /// Counts one vote in a scope.
    pub fn vote(&mut self, scope: S, value: V) {
        self.of_mut(scope).vote(value);
    }

    /// Returns the question of a scope; none if it has no votes.
    #[must_use]
    pub fn of(&self, scope: S) -> Option<&Question<V>> {
        self.questions.iter().find(|(known, _)| *known == scope).map(|(_, question)| question)
    }

    /// Returns the habit of a scope.
    #[must_use]
    pub fn habit(&self, scope: S) -> Option<Habit<V>> {
        self.of(scope)?.habit()
    }

    /// Returns every scope with votes, in the order of the first votes.
    pub fn iter(&self) -> impl Iterator<Item = (S, &Question<V>)> {
        self.questions.iter().map(|(scope, question)| (*scope, question))
    }

    /// Like [`Poll::iter`], mutable, to pin answers or to replace the criterion.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (S, &mut Question<V>)> {
        self.questions.iter_mut().map(|(scope, question)| (*scope, question))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static FIVE: Criterion =
        Criterion { convention: "letter", voters: "each", quorums: &[Quorum::new(5, 80)], compared_with: "all" };
    static FOR_IT: Criterion = Criterion { quorums: &[Quorum::for_it(4, 40)], ..FIVE };
    static EITHER: Criterion = Criterion { quorums: &[Quorum::new(4, 100), Quorum::new(8, 60)], ..FIVE };

    fn votes(criterion: &'static Criterion, values: &str) -> Question<char> {
        let mut question = Question::new(criterion);
        values.chars().for_each(|value| question.vote(value));
        question
    }

    #[test]
    fn a_habit_needs_enough_of_enough_votes() {
        for (criterion, values, habit) in [
            (&FIVE, "", None),
            (&FIVE, "aaaa", None),
            (&FIVE, "aaaab", Some('a')),
            (&FIVE, "aaabb", None),
            (&FOR_IT, "aaab", None),
            (&FOR_IT, "aaaabbb", Some('a')),
            (&EITHER, "aaaa", Some('a')),
            (&EITHER, "aaaab", None),
            (&EITHER, "aaaaabbb", Some('a')),
            (&EITHER, "aaaaabbbb", None),
        ] {
            assert_eq!(votes(criterion, values).habit().map(|habit| habit.value), habit, "{values}");
        }
        assert_eq!(votes(&FIVE, "abaaa").habit().unwrap().evidence, Evidence::Votes { with: 4, all: 5 });
    }

    #[test]
    fn a_pinned_answer_is_the_habit_whatever_the_votes() {
        let mut question = votes(&FIVE, "aaaaa");
        question.pin('b');
        assert_eq!(question.habit(), Some(Habit { value: 'b', evidence: Evidence::Pinned }));
        assert!(!question.is_too_small());
    }

    #[test]
    fn few_show_a_tendency() {
        assert_eq!(votes(&FIVE, "aa").tendency(), Some('a'));
        assert_eq!(votes(&FIVE, "ab").tendency(), None);
        assert!(votes(&FIVE, "aa").is_too_small());
    }

    #[test]
    fn the_first_given_answer_leads_a_draw() {
        assert_eq!(votes(&FIVE, "ba").leader(), Some(('b', 1)));
        assert_eq!(votes(&FIVE, "bcca").ranked()[0], ('c', 2));
    }

    #[test]
    fn scopes_are_asked_apart() {
        let mut poll = Poll::new(&FIVE);
        (0..5).for_each(|_| poll.vote("one", 'a'));
        poll.vote("two", 'b');
        assert_eq!(poll.habit("one").map(|habit| habit.value), Some('a'));
        assert_eq!((poll.habit("two"), poll.habit("three")), (None, None));
        assert_eq!(poll.iter().count(), 2);
    }
}
