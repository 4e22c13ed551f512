//! Dates with the name of a month before the year. They are the commonest dates and are parsed by hand, backwards from
//! the year: compiling an expression for them would take longer than reading a small list.

use super::{
    DateFormat, DateValue, DayStyle, MonthStyle, Order, YearStyle,
    candidate::{Candidate, Kind, day_value},
    format::MONTHS,
};

/// The length of the longest month, and one more letter for a mistake.
const LONGEST_SLIP: usize = 10;

/// Returns the date that ends in the year at `year_at`, after the text `before`.
pub(super) fn before(before: &str, year_at: usize, year: i32) -> Option<Candidate> {
    let words = Words::read(before)?;
    words.date(year_at - before.len(), year_at, year).or_else(|| words.misspelt(year_at - before.len(), year_at, year))
}

/// Text that can be the month and the day of a date.
struct Words<'t> {
    /// Letters that can be the name of a month.
    name: &'t str,
    /// The offset of the letters.
    at: usize,
    /// Whether a full stop comes after them.
    dot: bool,
    /// The day before the name, and its offset: `6`, `6th of`.
    first: Option<(Day, usize)>,
    /// The day after the name.
    second: Option<Day>,
    /// Whether a comma comes at the end.
    comma: bool,
}

/// A number of one or two digits.
#[derive(Clone, Copy)]
struct Day {
    value: u32,
    padded: bool,
    ordinal: bool,
}

impl<'t> Words<'t> {
    fn read(before: &'t str) -> Option<Self> {
        let end = before.trim_end_matches(' ');
        let (end, gap, comma) = match (end.strip_suffix(','), end.strip_suffix('，')) {
            (Some(end), _) => (end.trim_end_matches(' '), end.len() - end.trim_end_matches(' ').len(), true),
            (None, Some(end)) if end.ends_with(' ') => return None,
            (None, Some(end)) => (end, 0, true),
            (None, None) => (end, 0, false),
        };
        let (rest, second) = match without_day(end) {
            // A longer number is not a day.
            Some((rest, _)) if rest.ends_with(|c: char| c.is_ascii_digit()) => return None,
            Some((rest, day)) => (rest.trim_end_matches(' '), Some(day)),
            None if gap > 1 => return None,
            None => (end, None),
        };
        let (rest, dot) = rest.strip_suffix('.').map_or((rest, false), |rest| (rest, true));
        let at = rest.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let (head, name) = rest.split_at(at);
        if name.len() < 3 {
            return None;
        }
        let head = head.strip_suffix("of ").unwrap_or(head);
        let first = without_day(head.strip_suffix(' ').unwrap_or(head)).map(|(rest, day)| (day, rest.len()));
        Some(Self { name, at, dot, first, second, comma })
    }

    /// Returns dates like `Jun. 6, 2024`, `6th June 2024`, `Dec., 2023`; `start` is the offset of the words in the
    /// text.
    fn date(&self, start: usize, year_at: usize, year: i32) -> Option<Candidate> {
        let (month, full) = (1..).zip(MONTHS).find(|(_, full)| full[..3].eq_ignore_ascii_case(&self.name[..3]))?;
        let is_sept = self.name.eq_ignore_ascii_case("sept");
        if self.name.len() != 3 && !is_sept && !self.name.eq_ignore_ascii_case(full) {
            return None;
        }
        let is_full = month != 5 && self.name.len() == full.len();
        // `may 2024` can be ordinary words, and `DEC 2024` can be a name as well as a month.
        let in_capitals = || self.name.bytes().all(|byte| byte.is_ascii_uppercase());
        let has_day = self.first.is_some() || self.second.is_some();
        if !(full.starts_with(self.name) || has_day || self.dot && in_capitals()) {
            return None;
        }
        let (order, day, at) = match (self.first, self.second) {
            (_, Some(day)) => (Order::Mdy, Some(day), self.at),
            (Some((day, at)), None) => (Order::Dmy, Some(day), at),
            (None, None) => (Order::Mdy, None, self.at),
        };
        let value = match day {
            Some(day) => day_value(year, month, day.value, true)?,
            None => DateValue::Month { year, month },
        };
        let month = if is_full {
            MonthStyle::Full { dot: self.dot }
        } else {
            MonthStyle::Abbreviated { dot: self.dot, sept: is_sept }
        };
        let day = day.map(|day| DayStyle { padded: day.padded && !day.ordinal, ordinal: day.ordinal });
        let written = DateFormat { order, month: Some(month), day, comma: self.comma, year: YearStyle::Full };
        Some(Candidate { start: start + at, end: year_at + 4, written, value, kind: Kind::Plain })
    }

    /// Returns dates like `Setp. 6, 2024`, with a word that is one mistake away from the name of exactly one month and
    /// begins like it.
    fn misspelt(&self, start: usize, year_at: usize, year: i32) -> Option<Candidate> {
        let day = self.second.filter(|day| self.comma && !day.ordinal)?;
        if self.name.len() > LONGEST_SLIP {
            return None;
        }
        let word = self.name.to_ascii_lowercase();
        let is_slip = |name: &str| strsim::osa_distance(&word, &name.to_ascii_lowercase()) == 1;
        let mut meant = (1..).zip(MONTHS).filter(|(month, full)| {
            full.as_bytes()[0].eq_ignore_ascii_case(&word.as_bytes()[0])
                && (is_slip(&full[..3]) || is_slip(full) || *month == 9 && is_slip(&full[..4]))
        });
        let (month, full) = meant.next().filter(|_| meant.next().is_none())?;
        let value = day_value(year, month, day.value, false)?;
        let month = if word.len() > 4 && is_slip(full) {
            MonthStyle::Full { dot: self.dot }
        } else {
            MonthStyle::Abbreviated { dot: self.dot, sept: false }
        };
        let day = Some(DayStyle { padded: day.padded, ordinal: false });
        let written = DateFormat { order: Order::Mdy, month: Some(month), day, comma: true, year: YearStyle::Full };
        Some(Candidate { start: start + self.at, end: year_at + 4, written, value, kind: Kind::Misspelt })
    }
}

/// Takes one or two digits, including an ordinal's letters after them, off the end of a text.
fn without_day(text: &str) -> Option<(&str, Day)> {
    let letters = ["st", "nd", "rd", "th"].iter().find_map(|letters| text.strip_suffix(letters));
    let number = letters.unwrap_or(text);
    let digits = number.bytes().rev().take(2).take_while(u8::is_ascii_digit).count();
    let (rest, digits) = number.split_at(number.len() - digits);
    let value = digits.parse().ok()?;
    Some((rest, Day { value, padded: digits.len() == 2, ordinal: letters.is_some() }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    fn found(text: &str) -> Option<usize> {
        Some(Words::read(text)?.date(0, text.len(), 2024)?.start)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// The hand-written parser finds exactly what this expression finds, except for an ordinal directly before the
        /// month.
        #[test]
        fn reads_as_the_expression_says(
            words in prop::collection::vec(
                prop::sample::select(&[
                    "6", "30", "123", "06", "th ", "st,", " ", " ", "  ", "of ", "Jan", "June", "june", "Sept", "May", "DEC",
                    "Augst", "September", ".", ",", "，", "(", "in ", "x",
                ][..]),
                1..7,
            )
        ) {
            let text = words.concat() + " ";
            let expression = Regex::new(concat!(
                "(?:([0-9]{1,2})(st|nd|rd|th)? ?(?:of )?)?",
                "((?i-u:Jan|January|Feb|February|Mar|March|Apr|April|May|June?|July?|Aug|August|Sept?|September|Oct|October",
                r"|Nov|November|Dec|December))(\.)?",
                "( ?,|，)?(?: *([0-9]{1,2})(st|nd|rd|th)?( *,|，)?)? *$",
            ));
            let matched = expression.unwrap().captures(&text);
            let matched = matched.filter(|found| {
                let name = found.get(3).unwrap().as_str();
                let spelled = MONTHS.iter().any(|month| month.starts_with(name));
                let capitals = found.get(4).is_some() && name.bytes().all(|byte| byte.is_ascii_uppercase());
                let day = found.get(1).or(found.get(6));
                let two_commas = found.get(5).is_some() && found.get(6).is_some();
                (spelled || capitals || day.is_some()) && !two_commas
            });
            let expected = matched.map(|found| {
                let after = found.get(6).is_some();
                let start = if after { found.get(3) } else { found.get(1).or(found.get(3)) };
                start.unwrap().start()
            });
            let apart = |at: &usize| !text[..*at].ends_with(|c: char| c.is_ascii_alphanumeric());
            // A text that continues a word or a number is not a date, for both parsers.
            prop_assert_eq!(found(&text).filter(apart), expected.filter(apart), "{:?}", text);
        }
    }
}
