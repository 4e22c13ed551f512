//! Votes: how often each way of writing is used, and which one is the list's own.
//!
//! A [`Question`] is put to the parts of a list that can answer it. Its [`Habit`] is the commonest answer, where enough
//! of enough voters give it, or what the configuration asks for. A [`Poll`] puts one question in several scopes. What
//! is enough is a [`Criterion`] of the table in [`criteria`], and is compared in one place, [`Share::is_reached`].

pub mod criteria;

pub use criteria::Criterion;

/// A part of a whole, as a fraction.
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

    /// So many of a hundred.
    #[must_use]
    pub const fn percent(part: usize) -> Self {
        Self { part, whole: 100 }
    }

    /// Whether `with` of `all` are at least this share.
    #[must_use]
    pub const fn is_reached(self, with: usize, all: usize) -> bool {
        with * self.whole >= all * self.part
    }

    /// Whether `with` of `all` are more than this share.
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

/// What an answer needs to be a habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quorum {
    /// How many votes.
    pub votes: usize,
    /// Whether these are votes for the answer rather than votes in all.
    pub for_it: bool,
    /// The share of all votes that the answer needs.
    pub share: Share,
}

impl Quorum {
    /// At least `votes` votes, of which the answer has `percent` of a hundred.
    #[must_use]
    pub const fn new(votes: usize, percent: usize) -> Self {
        Self { votes, for_it: false, share: Share::percent(percent) }
    }

    /// At least `votes` votes for the answer, which are `percent` of a hundred.
    #[must_use]
    pub const fn for_it(votes: usize, percent: usize) -> Self {
        Self { votes, for_it: true, share: Share::percent(percent) }
    }

    /// Whether `with` of `all` votes are enough.
    #[must_use]
    pub const fn is_reached(self, with: usize, all: usize) -> bool {
        let counted = if self.for_it { with } else { all };
        counted >= self.votes && self.share.is_reached(with, all)
    }
}

/// What a habit rests on.
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

/// What a list does, and what that rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habit<V> {
    /// What it does.
    pub value: V,
    /// Why.
    pub evidence: Evidence,
}

/// One question, how often each answer was given, and the answer that the configuration asks for.
#[derive(Debug, Clone)]
pub struct Question<V> {
    criterion: &'static Criterion,
    votes: Vec<(V, usize)>,
    pinned: Option<V>,
}

impl<V: Copy + PartialEq> Question<V> {
    /// Nobody has voted yet.
    #[must_use]
    pub const fn new(criterion: &'static Criterion) -> Self {
        Self { criterion, votes: Vec::new(), pinned: None }
    }

    /// Counts one vote. Answers are few, so they are searched in turn.
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

    /// Has `value` be the habit, whatever the votes.
    pub fn pin(&mut self, value: V) {
        self.pinned = Some(value);
    }

    /// Has another criterion decide what is enough.
    pub fn judge_by(&mut self, criterion: &'static Criterion) {
        self.criterion = criterion;
    }

    /// What the configuration asks for.
    #[must_use]
    pub fn pinned(&self) -> Option<V> {
        self.pinned
    }

    /// All votes.
    #[must_use]
    pub fn total(&self) -> usize {
        self.votes.iter().map(|(_, count)| count).sum()
    }

    /// The votes for one answer.
    #[must_use]
    pub fn count(&self, value: V) -> usize {
        self.votes.iter().find(|(known, _)| *known == value).map_or(0, |(_, count)| *count)
    }

    /// Whether nobody has given another answer than the first.
    #[must_use]
    pub fn is_unanimous(&self) -> bool {
        self.votes.len() < 2
    }

    /// The commonest answer and its votes; of equally common ones the first given.
    #[must_use]
    pub fn leader(&self) -> Option<(V, usize)> {
        let best = self.votes.iter().map(|(_, count)| *count).max()?;
        self.votes.iter().find(|(_, count)| *count == best).copied()
    }

    /// The answer that is the list's own: the pinned one, or the commonest one where it has enough of enough votes.
    #[must_use]
    pub fn habit(&self) -> Option<Habit<V>> {
        if let Some(value) = self.pinned {
            return Some(Habit { value, evidence: Evidence::Pinned });
        }
        let (value, with) = self.leader()?;
        let all = self.total();
        self.criterion.is_met(with, all).then_some(Habit { value, evidence: Evidence::Votes { with, all } })
    }

    /// Whether `value` has enough of enough votes, even where another answer has more.
    #[must_use]
    pub fn holds_for(&self, value: V) -> bool {
        self.criterion.is_met(self.count(value), self.total())
    }

    /// The answer with the share that a habit needs, however few have voted.
    #[must_use]
    pub fn tendency(&self) -> Option<V> {
        let (value, with) = self.leader()?;
        let is_enough = self.criterion.quorums.iter().any(|quorum| quorum.share.is_reached(with, self.total()));
        self.pinned.or(is_enough.then_some(value))
    }

    /// Whether more votes are needed before there can be a habit.
    #[must_use]
    pub fn is_too_small(&self) -> bool {
        let all = self.total();
        self.pinned.is_none() && self.criterion.quorums.iter().all(|quorum| all < quorum.votes)
    }

    /// Every answer with its votes, the commonest first.
    pub fn ranked(&self) -> Vec<(V, usize)> {
        let mut all = self.votes.clone();
        all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        all
    }
}

/// What became of a question, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// All votes.
    pub votes: usize,
    /// What the voters do and how many do it, the most first.
    pub counts: Vec<(String, usize)>,
    /// What the list does; none where the voters disagree or are too few. The rules that ask are then silent.
    pub value: Option<String>,
    /// Whether there is none only because the voters are too few.
    pub too_few: bool,
    /// Whether the configuration asks for it, whatever the votes.
    pub pinned: bool,
}

impl<V: Copy + PartialEq> Question<V> {
    /// What became of the question, with a name for each answer.
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
    /// Nobody has voted yet.
    #[must_use]
    pub const fn new(criterion: &'static Criterion) -> Self {
        Self { criterion, questions: Vec::new() }
    }

    /// The question of a scope, which is new where nobody in it has voted. Scopes are few, so they are searched in turn.
    pub fn of_mut(&mut self, scope: S) -> &mut Question<V> {
        self.entry(scope).1
    }

    /// As [`Poll::of_mut`], with the scope as it was first named.
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

    /// The question of a scope in which somebody has voted.
    #[must_use]
    pub fn of(&self, scope: S) -> Option<&Question<V>> {
        self.questions.iter().find(|(known, _)| *known == scope).map(|(_, question)| question)
    }

    /// The habit of a scope.
    #[must_use]
    pub fn habit(&self, scope: S) -> Option<Habit<V>> {
        self.of(scope)?.habit()
    }

    /// Every scope in which somebody has voted, in the order of the first votes.
    pub fn iter(&self) -> impl Iterator<Item = (S, &Question<V>)> {
        self.questions.iter().map(|(scope, question)| (*scope, question))
    }

    /// As [`Poll::iter`], to pin or to judge by another criterion.
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
