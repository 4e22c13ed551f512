//! The date format of a list, decided by a vote among its dates.
//!
//! A format is decided in parts. Each part is decided by the dates that show it: the 12th says nothing about zeros
//! before one-digit days, and May says nothing about abbreviations. Dates are free to differ in undecided parts.

use chrono::{Datelike, NaiveDate};

use super::{Date, DateFormat, DateValue, Order, Precision, find, question::Answered, questions::DateQuestions};

/// The votes of a list's dates, separately for months and days.
#[derive(Debug, Clone, Default)]
pub struct DateVotes {
    months: DateQuestions,
    days: DateQuestions,
}

/// The format that the dates of a list share.
#[derive(Debug, Clone)]
pub struct DateHabit {
    votes: DateVotes,
}

impl DateVotes {
    /// Creates a habit without votes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts a date. Years have no questions to vote on, and ambiguous or impossible dates have no vote.
    pub fn add(&mut self, date: &Date) {
        match date.value {
            DateValue::Month { month, .. } => self.months.vote(date.written, month, None),
            DateValue::Day(day) => self.days.vote(date.written, day.month(), Some(day.day())),
            DateValue::Year(_) | DateValue::Ambiguous { .. } | DateValue::Impossible { .. } => {}
        }
    }

    /// Pins dates of a precision to the format of an example, ignoring the votes.
    pub fn pin(&mut self, example: &str, written: DateFormat, precision: Precision) {
        match precision {
            Precision::Year => {}
            Precision::Month => self.months.pin(example, written),
            Precision::Day => self.days.pin(example, written),
        }
    }

    /// Returns the example that dates of a precision are pinned to.
    #[must_use]
    pub fn pinned(&self, precision: Precision) -> Option<&str> {
        self.questions(precision)?.pinned()
    }

    /// Returns the decisions of the dates; none if there are no decisions.
    #[must_use]
    pub fn habit(&self) -> Option<DateHabit> {
        let pinned = self.months.pinned().is_some() || self.days.pinned().is_some();
        let decided = pinned
            || [Precision::Month, Precision::Day]
                .iter()
                .any(|&at| self.answered(at).iter().any(|one| one.outcome.value.is_some()));
        decided.then(|| DateHabit { votes: self.clone() })
    }

    /// Returns the questions that the dates of a precision have voted on.
    #[must_use]
    pub fn answered(&self, precision: Precision) -> Vec<Answered> {
        self.questions(precision).map_or_else(Vec::new, DateQuestions::answered)
    }

    fn questions(&self, precision: Precision) -> Option<&DateQuestions> {
        match precision {
            Precision::Year => None,
            Precision::Month => Some(&self.months),
            Precision::Day => Some(&self.days),
        }
    }
}

impl DateHabit {
    /// Returns the text that should replace the date. Returns none if the date follows the others, if nothing is
    /// decided, or if the date is or would become ambiguous or impossible.
    #[must_use]
    pub fn expected(&self, date: &Date) -> Option<String> {
        let questions = self.votes.questions(date.value.precision())?;
        let target = questions.target(date)?;
        let same = || target == date.written || target.write(date.value) == date.written.write(date.value);
        if date.regular && same() {
            return None;
        }
        let text = target.write(date.value)?;
        // A text that does not parse to the same value, such as `06/10/2025`, is not suggested, unless the
        // configuration defines its order.
        let read = find(&text, 0.into()).next()?;
        let same = read.value == date.value
            || questions.pinned().is_some() && self.resolve(&read).is_some_and(|day| Some(day) == date.value.day());
        (same && usize::from(read.range.len()) == text.len()).then_some(text)
    }

    /// Returns the example in the configuration for a date.
    #[must_use]
    pub fn pinned(&self, date: &Date) -> Option<&str> {
        self.votes.pinned(date.value.precision())
    }

    /// Explains why [`DateHabit::expected`] returns another text, as the vote counts of the questions on which the date
    /// differs: "14 of 17 dates here abbreviate the month". Empty if the date does not differ.
    #[must_use]
    pub fn evidence(&self, date: &Date) -> String {
        if self.expected(date).is_none() {
            return String::new();
        }
        let reasons =
            self.votes.questions(date.value.precision()).map_or_else(Vec::new, |questions| questions.reasons(date));
        if reasons.is_empty() { "its spelling or its spaces are unusual".to_owned() } else { reasons.join("; ") }
    }

    /// Returns the day that an ambiguous date means if it has the month or the day first, as the other dates do.
    #[must_use]
    pub fn resolve(&self, date: &Date) -> Option<NaiveDate> {
        let DateValue::Ambiguous { month_first, day_first } = date.value else { return None };
        match self.votes.days.number_order()? {
            Order::Mdy => Some(month_first),
            Order::Dmy => Some(day_first),
            Order::Ymd | Order::Unclear => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        find(text, 0.into()).next().unwrap_or_else(|| panic!("{text}"))
    }

    fn votes(texts: &[&str]) -> DateVotes {
        let mut votes = DateVotes::new();
        for text in texts {
            votes.add(&date(text));
        }
        votes
    }

    fn check(texts: &[&str], cases: &[(&str, Option<&str>)]) {
        let habit = votes(texts).habit().unwrap();
        for (text, expected) in cases {
            let date = date(text);
            assert_eq!(habit.expected(&date).as_deref(), *expected, "{text}");
            assert_eq!(habit.evidence(&date).is_empty(), expected.is_none(), "{text}");
        }
    }

    /// Abbreviations with a full stop, days without zeros, and the mistakes that such lists contain.
    const PAPERS: [&str; 15] = [
        "Feb. 21, 2025",
        "Dec. 17, 2024",
        "Dec. 4, 2024",
        "Dec. 7, 2024",
        "Oct. 27, 2024",
        "May. 13, 2024",
        "Jan. 5, 2025",
        "Nov. 29, 2024",
        "Oct. 8, 2024",
        "Oct. 6, 2024",
        "Oct. 08, 2024",
        "June. 23, 2024",
        "Jun. 12, 2024",
        "June. 05, 2024",
        "April. 26, 2024",
    ];

    #[test]
    fn papers() {
        check(
            &PAPERS,
            &[
                ("June. 06, 2024", Some("Jun. 6, 2024")),
                ("April. 25, 2024", Some("Apr. 25, 2024")),
                ("Oct. 09, 2024", Some("Oct. 9, 2024")),
                ("Oct 9 2024", Some("Oct. 9, 2024")),
                ("Oct.9, 2024", Some("Oct. 9, 2024")),
                ("9th Oct., 2024", Some("Oct. 9, 2024")),
                ("2024-10-09", Some("Oct. 9, 2024")),
                ("2024/5/9", Some("May. 9, 2024")),
                ("September 3, 2024", Some("Sep. 3, 2024")),
                ("Sept. 3, 2024", None),
                ("May. 14, 2024", None),
                ("May 14, 2024", None),
                ("Aug. 12, 2024", None),
                ("10/06/2025", None),
                ("Feb. 30, 2025", None),
                ("Dec., 2024", None),
                ("2024-10", None),
            ],
        );
    }

    #[test]
    fn evidence_counts() {
        let habit = votes(&PAPERS).habit().unwrap();
        assert_eq!(
            habit.evidence(&date("June. 06, 2024")),
            "11 of 14 dates here abbreviate the month; 5 of 7 one-digit days here have no zero before them"
        );
        assert_eq!(habit.evidence(&date("2024-10-09")), "15 of 15 dates here write the month by name");
        assert_eq!(habit.evidence(&date("Oct.19, 2024")), "its spelling or its spaces are unusual");
        assert_eq!(habit.evidence(&date("Oct. 19, 2024")), "");
    }

    #[test]
    fn numbers() {
        let iso = ["2024-05-01", "2024-05-12", "2023-10-09", "2024-11-30", "2022-12-22"];
        check(
            &iso,
            &[
                ("2024/05/01", Some("2024-05-01")),
                // Two padded days are too few to require zeros, but rewritten dates get them.
                ("2024-05-1", None),
                ("2024.5.1", Some("2024-05-01")),
                ("May 1, 2024", Some("2024-05-01")),
                ("25.06.2024", Some("2024-06-25")),
                ("2024年6月2日", Some("2024-06-02")),
                ("06/06/2024", Some("2024-06-06")),
                ("06/07/2024", None),
                ("2024-12-12", None),
                ("2024-05", None),
            ],
        );
        let months = ["2021.6", "2021.7", "2020.12", "2022.1", "2023.10", "2021.3", "2021.4"];
        check(&months, &[("2021.06", Some("2021.6")), ("2021-06", Some("2021.6")), ("2021.11", None)]);
        let slashes = ["05/2024", "06/2024", "11/2023", "12/2023", "01/2022", "02/2022", "03/2022"];
        check(&slashes, &[("2024-05", Some("05/2024")), ("Oct 2023", Some("10/2023")), ("5/2024", Some("05/2024"))]);
    }

    /// Dates of two hands: those of the last year have zeros, the others have none.
    const TWO_HANDS: [&str; 13] = [
        "2024-06-07",
        "2024-05-03",
        "2024-03-08",
        "2024-02-27",
        "2023-5-12",
        "2023-4-2",
        "2023-3-30",
        "2023-2-21",
        "2023-1-14",
        "2022-12-20",
        "2022-9-20",
        "2022-8-11",
        "2022-7-2",
    ];

    #[test]
    fn zeros_before_months_and_days_go_together() {
        // Two thirds of the months have no zero, but where the day shows zeros too, most have.
        let votes_of_two = votes(&TWO_HANDS);
        let habit = votes_of_two.habit().unwrap();
        for text in TWO_HANDS {
            assert_eq!(habit.expected(&date(text)), None, "{text}");
        }
        assert_eq!(habit.expected(&date("2024/06/07")).as_deref(), Some("2024-06-07"));
        let answered = votes_of_two.answered(Precision::Day);
        let zeros = answered.iter().filter(|one| one.name.starts_with("zero before a"));
        assert!(zeros.clone().count() == 2 && zeros.clone().all(|one| one.outcome.value.is_none()));
        // A date whose month loses its zero also loses that of its day, as the few similar dates have none.
        let bare = ["2024-6-7", "2024-5-3", "2024-3-8", "2024-2-27", "2023-5-12", "2023-4-22"];
        check(&bare, &[("2024-06-07", Some("2024-6-7")), ("2024-06-17", Some("2024-6-17")), ("2024-6-07", None)]);
        // Half of the similar dates is not enough for a new form.
        let half = ["2024-6-7", "2024-05-03", "2024-2-27", "2023-5-12", "2023-4-22", "2023-3-30", "2023-2-21"];
        check(&half, &[("2024-06-07", None), ("2024-06-17", Some("2024-6-17"))]);
        // A list can have zeros before its days alone.
        let days = ["2024.6.07", "2024.5.03", "2024.3.08", "2024.2.07", "2023.5.02", "2023.4.22"];
        check(&days, &[("2024.06.07", Some("2024.6.07")), ("2024.6.7", Some("2024.6.07"))]);
    }

    #[test]
    fn does_not_make_a_date_ambiguous() {
        let days_first = ["25/06/2024", "26/06/2024", "27/06/2024", "28/06/2024", "29/06/2024"];
        check(&days_first, &[("2024-06-30", Some("30/06/2024")), ("2024-06-10", None)]);
    }

    #[test]
    fn short_months_in_full_are_a_style_of_their_own() {
        let mixed = [
            "Jan. 11, 2024",
            "Feb. 11, 2024",
            "Aug. 11, 2024",
            "Oct. 11, 2024",
            "Nov. 11, 2024",
            "Dec. 11, 2024",
            "March 11, 2024",
            "April 11, 2024",
            "June 11, 2024",
            "July 11, 2024",
            "June 12, 2024",
            "July 12, 2024",
        ];
        check(
            &mixed,
            &[
                ("June 20, 2024", None),
                ("Jun. 20, 2024", Some("June 20, 2024")),
                ("January 20, 2024", Some("Jan. 20, 2024")),
            ],
        );
    }

    #[test]
    fn what_is_not_decided_is_kept() {
        // Full stops are undecided, commas are decided.
        let texts = ["Jan, 2023", "Feb., 2023", "Mar, 2023", "Apr., 2023", "Jun, 2023", "Jul., 2023"];
        check(
            &texts,
            &[
                ("Oct., 2023", None),
                ("Oct, 2023", None),
                ("Oct. 2023", Some("Oct., 2023")),
                ("October. 2023", Some("Oct., 2023")),
                // Whether to abbreviate is undecided, and a number gives no hint.
                ("2023-10", None),
                ("2023-05", None),
            ],
        );
        assert!(votes(&["Jan. 2023", "Feb. 2023", "Mar. 2023", "Apr. 2023"]).habit().is_none());
        assert!(votes(&["2023", "2022", "2021", "2020", "2019", "2018"]).habit().is_none());
    }

    #[test]
    fn september_follows_its_like() {
        let sept = ["Sept. 2023", "Sept. 2022", "Sep. 2023", "Jan. 2023", "Feb. 2023"];
        check(&sept, &[("Sep. 2021", Some("Sept. 2021")), ("September 2021", Some("Sept. 2021")), ("Oct. 2021", None)]);
    }

    #[test]
    fn ambiguous_dates_follow_the_order_of_the_list() {
        let texts = ["06/25/2024", "06/26/2024", "06/27/2024", "06/28/2024", "06/29/2024"];
        let habit = votes(&texts).habit().unwrap();
        assert_eq!(habit.resolve(&date("10/06/2025")), NaiveDate::from_ymd_opt(2025, 10, 6));
        assert_eq!(habit.resolve(&date("10/16/2025")), None);
        assert_eq!(votes(&PAPERS).habit().unwrap().resolve(&date("10/06/2025")), None);
    }

    #[test]
    fn a_pinned_order_tells_which_day_is_meant() {
        let mut votes = votes(&PAPERS);
        votes.pin("25/01/2025", date("25/01/2025").written, Precision::Day);
        let habit = votes.habit().unwrap();
        for (text, expected) in [
            ("Oct. 12, 2024", Some("12/10/2024")),
            ("Sep. 9, 2024", Some("09/09/2024")),
            ("Jun. 30, 2024", Some("30/06/2024")),
            // Only the list's owner knows which day this is.
            ("10/06/2024", None),
            ("12/10/2024", None),
        ] {
            assert_eq!(habit.expected(&date(text)).as_deref(), expected, "{text}");
        }
        assert_eq!(habit.resolve(&date("12/10/2024")), NaiveDate::from_ymd_opt(2024, 10, 12));
    }

    #[test]
    fn answered_tell_the_counts() {
        let answered = votes(&PAPERS).answered(Precision::Day);
        let zero = answered.iter().find(|one| one.name == "zero before a day").unwrap();
        let counts = [("have no zero before them".to_owned(), 5), ("have a zero before them".to_owned(), 2)];
        assert_eq!((&zero.outcome.counts[..], zero.outcome.value.as_ref()), (&counts[..], Some(&counts[0].0)));
        assert!(votes(&PAPERS).answered(Precision::Month).is_empty());
        assert!(votes(&PAPERS).answered(Precision::Year).is_empty());
    }
}
