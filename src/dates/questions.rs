//! The questions on which dates of one precision vote, and the decisions that follow.

use chrono::Datelike;

use super::{
    Date, DateFormat, DateValue, DayStyle, MonthStyle, Order, Separator, YearStyle,
    question::{Answered, DateQuestion},
};
use crate::votes::{Share, criteria};

/// The questions. Those about numbers apply only to dates in numbers, those about names only to the others.
#[derive(Debug, Clone)]
pub(super) struct DateQuestions {
    named: DateQuestion<bool>,
    number_order: DateQuestion<Order>,
    separator: DateQuestion<Separator>,
    number_month_padded: DateQuestion<bool>,
    number_day_padded: DateQuestion<bool>,
    zeros: Zeros,
    name_order: DateQuestion<Order>,
    names_full: DateQuestion<bool>,
    /// The months of four and five letters have a question of their own: a common style never abbreviates them.
    short_names_full: DateQuestion<bool>,
    long_names_full: DateQuestion<bool>,
    abbreviation_dot: DateQuestion<bool>,
    full_name_dot: DateQuestion<bool>,
    sept: DateQuestion<bool>,
    comma: DateQuestion<bool>,
    name_day_padded: DateQuestion<bool>,
    ordinal: DateQuestion<bool>,
    full_year: DateQuestion<bool>,
    /// The example from the configuration, which overrides the votes.
    pinned: Option<String>,
}

/// How zeros go together in dates in numbers whose month and day both have one digit.
#[derive(Debug, Clone, Default)]
struct Zeros {
    /// Each form of month and day, padded or not, with its dates.
    counts: [((bool, bool), usize); 4],
}

impl Zeros {
    fn add(&mut self, month: bool, day: bool) {
        let at = usize::from(month) * 2 + usize::from(day);
        self.counts[at] = ((month, day), self.counts[at].1 + 1);
    }

    /// Returns whether at least half of the dates have a form; true if there are no dates.
    fn is_usual(&self, form: impl Fn(bool, bool) -> bool) -> bool {
        let all = self.counts.iter().map(|(_, count)| count).sum();
        let with = self.counts.iter().filter(|((month, day), _)| form(*month, *day)).map(|(_, count)| count).sum();
        Share::HALF.is_reached(with, all)
    }
}

impl Default for DateQuestions {
    fn default() -> Self {
        Self {
            named: DateQuestion::new("month", "dates", |yes| {
                if yes { "write the month by name" } else { "write the month as a number" }
            }),
            number_order: DateQuestion::new("order of numbers", "dates in numbers", order),
            separator: DateQuestion::new("separator", "dates in numbers", |mark| match mark {
                Separator::Dash => "put `-` between the numbers",
                Separator::Slash => "put `/` between the numbers",
                Separator::Dot => "put `.` between the numbers",
                Separator::Han => "put `年` and `月` after the numbers",
            }),
            number_month_padded: DateQuestion::new("zero before a month", "one-digit months", zero),
            number_day_padded: DateQuestion::new("zero before a day, dates in numbers", "one-digit days", zero),
            zeros: Zeros::default(),
            name_order: DateQuestion::new("order with a month's name", "dates with a month's name", order),
            names_full: DateQuestion::new("name", "dates", full),
            short_names_full: DateQuestion::new(
                "March, April, June, July",
                "dates in March, April, June and July",
                full,
            ),
            long_names_full: DateQuestion::new("longer months", "dates in months with long names", full),
            abbreviation_dot: DateQuestion::new("full stop after an abbreviation", "abbreviated months", dot),
            full_name_dot: DateQuestion::new("full stop after a full name", "full names of months", dot),
            sept: DateQuestion::by(&criteria::SEPTEMBER, "September", "abbreviated Septembers", |yes| {
                if yes { "are `Sept`" } else { "are `Sep`" }
            }),
            comma: DateQuestion::new("comma before the year", "dates with a month's name", |yes| {
                if yes { "have a comma before the year" } else { "have no comma before the year" }
            }),
            name_day_padded: DateQuestion::new("zero before a day", "one-digit days", zero),
            ordinal: DateQuestion::new("ordinal days", "days", |yes| {
                if yes { "are written like `3rd`" } else { "are written like `3`" }
            }),
            full_year: DateQuestion::new("year", "dates", |full| {
                if full { "write the year with four digits" } else { "write the year with two digits" }
            }),
            pinned: None,
        }
    }
}

fn order(order: Order) -> &'static str {
    match order {
        Order::Ymd => "begin with the year",
        Order::Mdy => "begin with the month",
        Order::Dmy => "begin with the day",
        Order::Unclear => "begin with the month or the day",
    }
}

fn zero(padded: bool) -> &'static str {
    if padded { "have a zero before them" } else { "have no zero before them" }
}

fn full(full: bool) -> &'static str {
    if full { "write the month in full" } else { "abbreviate the month" }
}

fn dot(dot: bool) -> &'static str {
    if dot { "have a full stop after them" } else { "have no full stop after them" }
}

impl DateQuestions {
    pub(super) fn vote(&mut self, format: DateFormat, month: u32, day: Option<u32>) {
        let Some(style) = format.month else { return };
        self.named.vote(format.is_named());
        self.full_year.vote(format.year == YearStyle::Full);
        if let MonthStyle::Number { padded, separator } = style {
            // `05/05/2025` does not show the order.
            if format.order != Order::Unclear {
                self.number_order.vote(format.order);
            }
            self.separator.vote(separator);
            if month < 10 {
                self.number_month_padded.vote(padded);
            }
            if let (Some(day), Some(style)) = (day, format.day)
                && day < 10
            {
                self.number_day_padded.vote(style.padded);
                if month < 10 {
                    self.zeros.add(padded, style.padded);
                }
            }
            return;
        }
        self.name_order.vote(format.order);
        self.comma.vote(format.comma);
        match style {
            _ if month == MAY => {}
            MonthStyle::Abbreviated { dot, sept } => {
                self.vote_full(month, false);
                self.abbreviation_dot.vote(dot);
                if month == SEPTEMBER {
                    self.sept.vote(sept);
                }
            }
            MonthStyle::Full { dot } => {
                self.vote_full(month, true);
                self.full_name_dot.vote(dot);
            }
            MonthStyle::Number { .. } => {}
        }
        if let (Some(day), Some(style)) = (day, format.day) {
            self.ordinal.vote(style.ordinal);
            if day < 10 && !style.ordinal {
                self.name_day_padded.vote(style.padded);
            }
        }
    }

    /// Answers all questions as an example does.
    pub(super) fn pin(&mut self, example: &str, written: DateFormat) {
        let Some(style) = written.month else { return };
        self.pinned = Some(example.to_owned());
        self.named.pin(written.is_named());
        self.full_year.pin(written.year == YearStyle::Full);
        if let MonthStyle::Number { padded, separator } = style {
            self.number_order.pin(written.order);
            self.separator.pin(separator);
            self.number_month_padded.pin(padded);
            if let Some(day) = written.day {
                self.number_day_padded.pin(day.padded);
            }
            return;
        }
        self.name_order.pin(written.order);
        self.comma.pin(written.comma);
        let full = matches!(style, MonthStyle::Full { .. });
        for question in [&mut self.names_full, &mut self.short_names_full, &mut self.long_names_full] {
            question.pin(full);
        }
        match style {
            MonthStyle::Full { dot } => self.full_name_dot.pin(dot),
            MonthStyle::Abbreviated { dot, .. } => self.abbreviation_dot.pin(dot),
            MonthStyle::Number { .. } => {}
        }
        if let Some(day) = written.day {
            self.ordinal.pin(day.ordinal);
            if !day.ordinal {
                self.name_day_padded.pin(day.padded);
            }
        }
    }

    /// Returns the example that answers all questions.
    pub(super) fn pinned(&self) -> Option<&str> {
        self.pinned.as_deref()
    }

    fn vote_full(&mut self, month: u32, full: bool) {
        self.names_full.vote(full);
        if is_short(month) { self.short_names_full.vote(full) } else { self.long_names_full.vote(full) }
    }

    /// Returns the votes on whether a month is written in full: those of all months, unless months of its own length
    /// have decided otherwise.
    fn names_full_of(&self, month: u32) -> &DateQuestion<bool> {
        let own = if is_short(month) { &self.short_names_full } else { &self.long_names_full };
        match (own.decided(), self.names_full.decided()) {
            (Some(own_full), Some(full)) if own_full != full => own,
            (_, Some(_)) => &self.names_full,
            _ => own,
        }
    }

    /// Returns the order of dates in numbers.
    pub(super) fn number_order(&self) -> Option<Order> {
        self.number_order.decided()
    }

    /// Returns the date's format, with all decided questions changed to the decision and all others unchanged. Returns
    /// none if the date would change between number and name and the list has not decided how to write the other form.
    pub(super) fn target(&self, date: &Date) -> Option<DateFormat> {
        let month = date.value.month()?;
        date.value.earliest()?;
        if self.named.decided().unwrap_or(date.written.is_named()) {
            self.named_target(date.written, month)
        } else {
            self.number_target(date, month)
        }
    }

    /// Returns the decision on zeros before months in numbers, if it holds where a month and a day show zeros together.
    fn month_zero(&self) -> Option<bool> {
        let is_usual = |padded: &bool| self.pinned.is_some() || self.zeros.is_usual(|month, _| month == *padded);
        self.number_month_padded.decided().filter(is_usual)
    }

    /// Returns the decision on zeros before days in numbers, if it holds where a month and a day show zeros together.
    fn day_zero(&self) -> Option<bool> {
        let is_usual = |padded: &bool| self.pinned.is_some() || self.zeros.is_usual(|_, day| day == *padded);
        self.number_day_padded.decided().filter(is_usual)
    }

    fn number_target(&self, date: &Date, month: u32) -> Option<DateFormat> {
        let own = date.written;
        let own = self.number_order.decided().map_or(own, |order| own.read_as(order));
        let style = match own.month? {
            MonthStyle::Number { padded, separator } => Some((padded, separator)),
            MonthStyle::Abbreviated { .. } | MonthStyle::Full { .. } => None,
        };
        let own_order = style.is_some().then_some(own.order);
        let order = self.number_order.decided().or(own_order)?;
        let separator = self.separator.decided().or(style.map(|(_, separator)| separator))?;
        // A date that is rewritten anyway gets the zeros that similar dates have, so that it is not unusual in a new
        // way.
        let rewritten = style.is_none_or(|(_, own)| separator != own) || own_order != Some(order);
        let zero = |decided: Option<bool>, question: &DateQuestion<bool>, rewritten: bool, own: Option<bool>| {
            decided.or_else(|| question.tendency().filter(|_| rewritten)).or(own)
        };
        let own_zero = style.map(|(padded, _)| padded).or((month > 9).then_some(true));
        let mut padded = zero(self.month_zero(), &self.number_month_padded, rewritten, own_zero)?;
        let mut day = match own.day {
            Some(day) => {
                let rewritten = rewritten || own_zero.is_some_and(|own| own != padded && month < 10);
                let own = style.is_some().then_some(day.padded);
                let padded = zero(self.day_zero(), &self.number_day_padded, rewritten, own)?;
                Some(DayStyle { padded, ordinal: false })
            }
            None => None,
        };
        // Two votes on parts must not make a form that no one writes, such as `2024-6-07`.
        if let (Some(to), DateValue::Day(value)) = (&mut day, date.value)
            && month < 10
            && value.day() < 10
            && to.padded != padded
            && self.pinned.is_none()
            && !self.zeros.is_usual(|month, day| (month, day) == (padded, to.padded))
        {
            (padded, to.padded) = match (style, own.day) {
                (Some((padded, _)), Some(day)) => (padded, day.padded),
                _ => (true, true),
            };
        }
        Some(DateFormat {
            order,
            month: Some(MonthStyle::Number { padded, separator }),
            day,
            comma: false,
            year: YearStyle::Full,
        })
    }

    fn named_target(&self, own: DateFormat, month: u32) -> Option<DateFormat> {
        let named = own.is_named();
        let (own_full, own_dot, own_sept) = match own.month? {
            MonthStyle::Number { .. } => (None, None, None),
            MonthStyle::Abbreviated { dot, sept } => (Some(false), Some(dot), Some(sept)),
            MonthStyle::Full { dot } => (Some(true), Some(dot), None),
        };
        let style = if named && month == MAY {
            own.month?
        } else if self.names_full_of(month).decided().or(own_full)? {
            MonthStyle::Full { dot: self.full_name_dot.decided().or(own_dot)? }
        } else {
            let sept = self.sept.decided().or(own_sept).unwrap_or(false);
            MonthStyle::Abbreviated { dot: self.abbreviation_dot.decided().or(own_dot)?, sept }
        };
        let day = match own.day {
            Some(day) => {
                let ordinal = self.ordinal.decided().or(named.then_some(day.ordinal))?;
                let padded = self.name_day_padded.decided().or(named.then_some(day.padded));
                Some(DayStyle { padded: !ordinal && padded?, ordinal })
            }
            None => None,
        };
        Some(DateFormat {
            order: self.name_order.decided().or(named.then_some(own.order))?,
            month: Some(style),
            day,
            comma: self.comma.decided().or(named.then_some(own.comma))?,
            year: if self.full_year.decided() == Some(true) { YearStyle::Full } else { own.year },
        })
    }

    /// Returns the questions that have votes, the broadest first.
    pub(super) fn answered(&self) -> Vec<Answered> {
        // What is not applied is no convention.
        let zero = |question: &DateQuestion<bool>, applied: Option<bool>| {
            question.answered().map(|mut one| {
                one.outcome.value = one.outcome.value.filter(|_| applied.is_some());
                one
            })
        };
        let zeros =
            [zero(&self.number_month_padded, self.month_zero()), zero(&self.number_day_padded, self.day_zero())];
        // Years of four digits are no question where all have them.
        let has_short_years = self.full_year.has(false);
        let flags = [
            &self.names_full,
            &self.short_names_full,
            &self.long_names_full,
            &self.abbreviation_dot,
            &self.full_name_dot,
            &self.sept,
            &self.comma,
            &self.name_day_padded,
            &self.ordinal,
        ];
        [self.named.answered(), self.number_order.answered(), self.separator.answered(), self.name_order.answered()]
            .into_iter()
            .chain(flags.map(DateQuestion::answered))
            .chain(zeros)
            .chain([self.full_year.answered().filter(|_| has_short_years)])
            .flatten()
            .collect()
    }

    /// Returns the vote counts of the questions on which a date differs from its target.
    pub(super) fn reasons(&self, date: &Date) -> Vec<String> {
        if let Some(example) = &self.pinned {
            return vec![format!("the configuration asks for dates like `{example}`")];
        }
        let own = date.written;
        let (Some(target), Some(month)) = (self.target(date), date.value.month()) else { return Vec::new() };
        if own.is_named() != target.is_named() {
            return vec![self.named.evidence(target.is_named())];
        }
        let mut reasons = Vec::new();
        if own.order != target.order {
            let question = if target.is_named() { &self.name_order } else { &self.number_order };
            reasons.push(question.evidence(target.order));
        }
        match (own.month, target.month) {
            (
                Some(MonthStyle::Number { padded, separator }),
                Some(MonthStyle::Number { padded: to_padded, separator: to_separator }),
            ) => {
                if separator != to_separator {
                    reasons.push(self.separator.evidence(to_separator));
                }
                if padded != to_padded && month < 10 {
                    reasons.push(self.number_month_padded.evidence(to_padded));
                }
            }
            (
                Some(MonthStyle::Abbreviated { dot, sept }),
                Some(MonthStyle::Abbreviated { dot: to_dot, sept: to_sept }),
            ) => {
                if dot != to_dot {
                    reasons.push(self.abbreviation_dot.evidence(to_dot));
                }
                if sept != to_sept && month == SEPTEMBER {
                    reasons.push(self.sept.evidence(to_sept));
                }
            }
            (Some(MonthStyle::Full { dot }), Some(MonthStyle::Full { dot: to_dot })) if dot != to_dot => {
                reasons.push(self.full_name_dot.evidence(to_dot));
            }
            (Some(from), Some(to)) if from != to => {
                let full = matches!(to, MonthStyle::Full { .. });
                reasons.push(self.names_full_of(month).evidence(full));
            }
            _ => {}
        }
        if own.year != target.year {
            reasons.push(self.full_year.evidence(target.year == YearStyle::Full));
        }
        if own.comma != target.comma {
            reasons.push(self.comma.evidence(target.comma));
        }
        if let (Some(own), Some(to), DateValue::Day(day)) = (own.day, target.day, date.value) {
            if own.ordinal != to.ordinal {
                reasons.push(self.ordinal.evidence(to.ordinal));
            } else if own.padded != to.padded && day.day() < 10 && !to.ordinal {
                let question = if target.is_named() { &self.name_day_padded } else { &self.number_day_padded };
                reasons.push(question.evidence(to.padded));
            }
        }
        reasons
    }
}

const MAY: u32 = 5;
const SEPTEMBER: u32 = 9;

/// Returns whether the month is March, April, June or July. Many lists write these in full next to abbreviations of
/// longer names.
fn is_short(month: u32) -> bool {
    matches!(month, 3 | 4 | 6 | 7)
}
