//! The spellings of venues.

use rustc_hash::FxHashMap;

use super::convention::{Convention, Topic};
use crate::{
    TextRange,
    list::{Entry, List},
    votes::{Evidence, Question, criteria},
};

/// The spellings that the owners of these venues use.
const OWNERS: [&str; 8] = ["arXiv", "bioRxiv", "medRxiv", "ChemRxiv", "NeurIPS", "EuroSys", "OpenReview", "SIGGRAPH"];

/// How a list spells the venues of its entries.
#[derive(Debug)]
pub struct Venues<'t> {
    /// For each venue, its spellings.
    spellings: Vec<Question<&'t str>>,
    /// The venue of each spelling.
    known: FxHashMap<&'t str, usize>,
}

impl<'t> Venues<'t> {
    pub(super) fn learn(list: &List<'t>) -> Self {
        let mut own = Self { spellings: Vec::new(), known: FxHashMap::default() };
        let mut folded: FxHashMap<String, usize> = FxHashMap::default();
        for venue in list.entries.iter().filter_map(|entry| venue_of(list, entry)) {
            let text = list.text(venue);
            let at = *own.known.entry(text).or_insert_with(|| {
                *folded.entry(text.to_lowercase()).or_insert_with(|| {
                    own.spellings.push(Question::new(&criteria::VENUE));
                    own.spellings.len() - 1
                })
            });
            own.spellings[at].vote(text);
        }
        own
    }

    /// Returns how a venue is spelled: as most others in the list, or as its owner does where the list has no usual
    /// spelling; with the evidence of the list. None if the spelling is one of these.
    #[must_use]
    pub fn expected(&self, venue: &str) -> Option<(&'t str, Option<Evidence>)> {
        let question = &self.spellings[*self.known.get(venue)?];
        let owner = OWNERS.into_iter().find(|owner| owner.eq_ignore_ascii_case(venue));
        if question.is_unanimous() || owner == Some(venue) {
            return None;
        }
        match question.habit() {
            Some(habit) => (habit.value != venue).then_some((habit.value, Some(habit.evidence))),
            None => owner.filter(|_| !question.is_too_small()).map(|owner| (owner, None)),
        }
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        for question in self.spellings.iter().filter(|question| !question.is_unanimous()) {
            let venue = question.leader().map_or_else(String::new, |(venue, _)| venue.to_lowercase());
            out.push(Convention::new(Topic::Venues, venue, "entries", question.outcome(str::to_owned)));
        }
    }
}

/// Returns the venue of an entry, unless it is in the URL of a badge.
#[must_use]
pub fn venue_of(list: &List, entry: &Entry) -> Option<TextRange> {
    let in_badge = |venue: &TextRange| {
        let mut urls = list.badges_of(entry).iter().filter_map(|badge| badge.destination);
        urls.any(|url| url.contains_range(*venue))
    };
    entry.venue.filter(|venue| !in_badge(venue))
}
