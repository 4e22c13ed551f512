//! One question about the format of dates, with its wording.

use crate::votes::{Criterion, Outcome, Question, criteria};

/// A question with the names of the question and of its answers.
#[derive(Debug, Clone)]
pub(super) struct DateQuestion<V> {
    /// The question's name for people.
    name: &'static str,
    /// The voters: "dates", "one-digit days".
    voters: &'static str,
    /// Describes what a voter does, as a phrase: "write the month by name".
    phrase: fn(V) -> &'static str,
    question: Question<V>,
}

impl<V: Copy + PartialEq> DateQuestion<V> {
    pub(super) fn new(name: &'static str, voters: &'static str, phrase: fn(V) -> &'static str) -> Self {
        Self::by(&criteria::DATE_FORM, name, voters, phrase)
    }

    pub(super) fn by(
        criterion: &'static Criterion,
        name: &'static str,
        voters: &'static str,
        phrase: fn(V) -> &'static str,
    ) -> Self {
        Self { name, voters, phrase, question: Question::new(criterion) }
    }

    pub(super) fn pin(&mut self, answer: V) {
        self.question.pin(answer);
    }

    pub(super) fn vote(&mut self, answer: V) {
        self.question.vote(answer);
    }

    /// Returns the decision of the voters.
    pub(super) fn decided(&self) -> Option<V> {
        self.question.habit().map(|habit| habit.value)
    }

    /// Returns whether a voter has given an answer.
    pub(super) fn has(&self, answer: V) -> bool {
        self.question.count(answer) > 0
    }

    /// Returns the answer of the most voters, however few they are: for dates that are rewritten anyway.
    pub(super) fn tendency(&self) -> Option<V> {
        self.question.tendency()
    }

    /// Describes the votes for an answer: "14 of 17 dates here abbreviate the month".
    pub(super) fn evidence(&self, answer: V) -> String {
        let (with, all) = (self.question.count(answer), self.question.total());
        format!("{with} of {all} {} here {}", self.voters, (self.phrase)(answer))
    }

    /// Describes the votes; none if there are no votes.
    pub(super) fn answered(&self) -> Option<Answered> {
        let mut outcome = self.question.outcome(|answer| (self.phrase)(answer).to_owned());
        outcome.counts.sort_by(|(a, some), (b, others)| others.cmp(some).then_with(|| a.cmp(b)));
        (outcome.votes > 0).then_some(Answered { name: self.name, voters: self.voters, outcome })
    }
}

/// One question about the format of dates, and its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The question's name: "separator".
    pub name: &'static str,
    /// The voters: "dates", "one-digit days".
    pub voters: &'static str,
    /// The answers with their votes, as phrases that follow `voters`.
    pub outcome: Outcome,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(yes: usize, no: usize) -> DateQuestion<bool> {
        let mut question = DateQuestion::new("comma", "dates", |yes| if yes { "have a comma" } else { "have none" });
        (0..yes).for_each(|_| question.vote(true));
        (0..no).for_each(|_| question.vote(false));
        question
    }

    #[test]
    fn decided_by_five_votes_and_two_thirds() {
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
            assert_eq!(question(yes, no).decided(), expected, "{yes} against {no}");
        }
    }

    #[test]
    fn says_what_was_counted() {
        assert_eq!(question(5, 2).evidence(true), "5 of 7 dates here have a comma");
        let answered = question(2, 5).answered().unwrap();
        assert_eq!(answered.outcome.counts, [("have none".to_owned(), 5), ("have a comma".to_owned(), 2)]);
        assert_eq!(answered.outcome.value.as_deref(), Some("have none"));
        assert_eq!(question(0, 0).answered(), None);
    }
}
