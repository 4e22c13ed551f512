//! What a text is as a whole: a date, a venue, names.

use super::{Class, Dates, Found, Pieces, words_in};
use crate::{
    TextRange,
    dates::{self, DateFormat, DateValue, Wrapper},
    list::fields::{labels::label_word, tokens::trimmed},
    people, range,
    text::has_digit,
    venues,
    words::{self, WordSet},
};

/// Words in brackets that classify.
static MARKS: WordSet<{ words::slots(MARKS_FILE) }> = WordSet::read(MARKS_FILE);
const MARKS_FILE: &str = include_str!("marks.txt");

/// What the bytes of a text show at a glance. Most texts are prose or titles, and are neither names nor venues.
struct Look {
    /// The number of words.
    words: u32,
    /// The number of words of four letters or more that begin with a small letter.
    small: u32,
    /// Whether there is a digit.
    digit: bool,
    /// Whether there is what can stand between two names.
    joined: bool,
}

impl Look {
    fn at(text: &str) -> Self {
        let mut look = Self { words: 0, small: 0, digit: false, joined: false };
        let (mut begins, mut letters) = (true, 0);
        for &byte in text.as_bytes() {
            match byte {
                b' ' | b'\t' | b'\n' => begins = true,
                b'0'..=b'9' => {
                    look.digit = true;
                    (begins, letters) = (false, 0);
                }
                b',' | b';' | b'&' | b'<' | b'[' | b'.' => {
                    look.joined = true;
                    letters = 0;
                }
                // Other scripts have other signs between names.
                0x80.. => {
                    look.joined = true;
                    (begins, letters) = (false, 0);
                }
                _ if begins => {
                    look.words += 1;
                    (begins, letters) = (false, u32::from(byte.is_ascii_lowercase()));
                }
                b'a'..=b'z' if letters > 0 => {
                    letters += 1;
                    if letters == 4 {
                        look.small += 1;
                        if look.is_prose() {
                            return look;
                        }
                    }
                }
                _ => letters = 0,
            }
        }
        look
    }

    /// Returns whether a text is a sentence: names, venues and dates have few small words.
    fn is_prose(&self) -> bool {
        self.small > 2
    }

    /// Returns whether a text can be nothing but names. One name has few words, and nothing is between two of them that
    /// is not seen.
    fn can_be_names(&self) -> bool {
        self.joined || self.words <= 7
    }
}

impl Pieces<'_, '_> {
    /// Returns what a text is as a whole; none for words.
    pub(super) fn classify(&self, at: TextRange, dates: &mut Dates) -> Option<Found> {
        self.classify_in(at, false, dates)
    }

    /// Returns what the text of a link is as a whole; none for words.
    pub(super) fn classify_link(&self, at: TextRange, dates: &mut Dates) -> Option<Found> {
        self.classify_in(at, true, dates)
    }

    fn classify_in(&self, at: TextRange, in_link: bool, dates: &mut Dates) -> Option<Found> {
        /// The length from which a text is neither a date nor a venue, in bytes.
        const LONG: usize = 120;
        let text = self.text(at);
        let found = |class, sure, date| Some(Found { class, sure, range: at, date });
        let look = Look::at(text);
        if look.is_prose() {
            return label_word(text).and_then(|_| found(Class::Label, true, None));
        }
        // The text of a link always has brackets.
        let before = &self.list.source.text[..at.start().into()];
        let bracketed = !in_link && before.ends_with(['(', '[', '（', '【']);
        if text.len() <= LONG {
            if let Some(date) = self.date(at, dates) {
                return found(Class::Date, true, Some(date));
            }
            // A title of several words can begin like the name of a journal.
            let is_title = in_link && look.words > 4 && !look.digit;
            if !is_title && let Some(venue) = self.venue_of(at, dates) {
                return Some(venue);
            }
            if bracketed && MARKS.contains(text) {
                return found(Class::Mark, true, None);
            }
            if label_word(text).is_some() {
                return found(Class::Label, true, None);
            }
            if !text.contains(char::is_alphabetic) {
                return found(Class::Number, true, None);
            }
        }
        // One name alone is never sure, and so no title that it could be is told from others by it.
        let is_first = in_link && self.found.len() == self.first && !look.joined && !text.contains(" and ");
        if is_first || !look.can_be_names() {
            return None;
        }
        // `(@Tea Lab)`, `by Tea Lab`
        let named = text.strip_prefix('@').filter(|_| bracketed).or_else(|| people::after_by(text));
        if let Some(named) = named.filter(|named| people::whole(named).is_some() || words_in(named) <= 3) {
            let start = usize::from(at.start()) + (named.as_ptr() as usize - text.as_ptr() as usize);
            let range = range(start, start + named.len());
            return Some(Found { class: Class::People, sure: true, range, date: None });
        }
        people::whole(text).and_then(|people| found(Class::People, people.sure, None))
    }

    /// Returns the number of the date that a text is. Adds it to the dates if its own piece alone shows it.
    pub(super) fn date(&self, at: TextRange, dates: &mut Dates) -> Option<u16> {
        if !has_digit(self.text(at)) {
            return None;
        }
        let alone = |at| trimmed(self.list, at, |c| !c.is_alphanumeric());
        let own = alone(at);
        if let Some(known) = dates.iter().position(|date| alone(date.range) == own) {
            return u16::try_from(known).ok();
        }
        let date = dates::find(self.text(own), own.start()).next().filter(|date| alone(date.range) == own)?;
        dates.push(date);
        u16::try_from(dates.len() - 1).ok()
    }

    /// Returns the venue that a text is, perhaps with a date beside it: `arXiv, May 2023`.
    fn venue_of(&self, at: TextRange, dates: &mut Dates) -> Option<Found> {
        let start = usize::from(at.start());
        if let Some(venue) = venues::whole(self.text(at)) {
            return Some(Self::venue(start, &venue, dates));
        }
        let known = dates.iter().position(|date| at.contains_range(date.range))?;
        let date = dates[known].range;
        let sides = [TextRange::new(at.start(), date.start()), TextRange::new(date.end(), at.end())];
        sides.into_iter().find_map(|side| {
            let venue = venues::whole(self.text(side)).filter(|venue| venue.known)?;
            let start = usize::from(side.start());
            let range = range(start + venue.name.start, start + venue.name.end);
            Some(Found { class: Class::Venue, sure: true, range, date: u16::try_from(known).ok() })
        })
    }

    /// Returns the class of a venue in a text that begins at `start`, and adds the date that stands with it.
    pub(super) fn venue(start: usize, venue: &venues::Venue, dates: &mut Dates) -> Found {
        let date = venue.when.as_ref().and_then(|when| {
            let value = match when.month {
                Some(month) => DateValue::Month { year: when.year, month },
                None => DateValue::Year(when.year),
            };
            let at = range(start + when.range.start, start + when.range.end);
            Self::mention(at, value, dates)
        });
        let range = range(start + venue.name.start, start + venue.name.end);
        Found { class: Class::Venue, sure: venue.known || date.is_some(), range, date }
    }

    /// Returns the number of the date in a place that only its surroundings show to be one, and adds it to the dates.
    pub(super) fn mention(at: TextRange, value: DateValue, dates: &mut Dates) -> Option<u16> {
        let known = dates.iter().position(|date| date.range.contains_range(at));
        let known = known.unwrap_or_else(|| {
            dates.push(dates::Date {
                range: at,
                written: DateFormat::YEAR,
                value,
                wrapper: Wrapper::None,
                alone: false,
                regular: false,
            });
            dates.len() - 1
        });
        u16::try_from(known).ok()
    }
}
