//! The wording of entries: the beginning and the end of descriptions, and the spelling of labels.

use super::convention::{Convention, NONE, Topic};
use crate::{
    TextRange, config,
    list::{Entry, List},
    text::sentence::{self, Ending},
    votes::{Habit, Question, criteria},
};

/// The wording of a list's entries.
#[derive(Debug)]
pub struct Entries<'t> {
    /// The full stops of descriptions, none for those that end in a word. Descriptions in Chinese or Japanese are the
    /// second question.
    stops: [Question<Option<char>>; 2],
    /// The votes on whether descriptions begin with a capital letter, from those that begin with a letter that has
    /// upper and lower case.
    capital: Question<bool>,
    /// Whether the configuration asks for no capital letter, whatever the list does.
    is_capital_free: bool,
    /// The spellings of each label.
    labels: Vec<Question<&'t str>>,
}

impl<'t> Entries<'t> {
    /// Counts the votes, except where the configuration decides.
    pub(super) fn learn(list: &List<'t>, asked: Option<&'t config::Conventions>) -> Self {
        let mut entries = Self {
            stops: [Question::new(&criteria::FULL_STOP), Question::new(&criteria::FULL_STOP)],
            capital: Question::new(&criteria::CAPITAL),
            is_capital_free: false,
            labels: Vec::new(),
        };
        for entry in &list.entries {
            entries.vote(list, entry);
        }
        for link in list.links.iter().filter(|link| link.entry.is_some() && link.badge.is_none()) {
            if let Some(word) = list.label_of(link) {
                entries.vote_label(word);
            }
        }
        if let Some(asked) = asked {
            entries.pin(asked);
        }
        entries
    }

    fn vote(&mut self, list: &List<'t>, entry: &Entry) {
        let Some(description) = list.text_after_separator(entry).map(|at| list.text(at)) else { return };
        let script = usize::from(sentence::has_han(description));
        match sentence::ending(description) {
            Ending::Stop(stop) => self.stops[script].vote(Some(stop)),
            Ending::Word => self.stops[script].vote(None),
            Ending::Other => {}
        }
        if let Some(capital) = is_capital(list, entry, description) {
            self.capital.vote(capital);
        }
    }

    fn vote_label(&mut self, word: &'t str) {
        let at = self.labels.iter().position(|spellings| is_of(spellings, word)).unwrap_or_else(|| {
            self.labels.push(Question::new(&criteria::LABEL));
            self.labels.len() - 1
        });
        self.labels[at].vote(word);
    }

    fn pin(&mut self, asked: &'t config::Conventions) {
        self.is_capital_free = asked.capital == Some(false);
        if asked.capital == Some(true) {
            self.capital.pin(true);
        }
        if let Some(stops) = asked.full_stop {
            // Each list chooses its own kind of full stop.
            for (question, usual) in self.stops.iter_mut().zip(['.', '。']) {
                let used = question.ranked().into_iter().find_map(|(stop, _)| stop);
                question.pin(stops.then_some(used.unwrap_or(usual)));
            }
        }
    }

    /// Returns the full stop at the end of descriptions like this one: its text, or none.
    #[must_use]
    pub fn stop(&self, description: &str) -> Option<Habit<Option<char>>> {
        self.stops[usize::from(sentence::has_han(description))].habit()
    }

    /// Returns whether descriptions begin with a capital letter.
    #[must_use]
    pub fn capital(&self) -> Option<Habit<bool>> {
        self.capital.habit().filter(|_| !self.is_capital_free)
    }

    /// Returns the list's spelling of a label.
    #[must_use]
    pub fn label(&self, word: &str) -> Option<Habit<&'t str>> {
        self.labels.iter().find(|spellings| is_of(spellings, word))?.habit()
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        let mut add = |row: Convention| {
            if row.outcome.votes > 0 || row.outcome.pinned {
                out.push(row);
            }
        };
        let scopes = ["descriptions", "descriptions in Chinese or Japanese"];
        for (question, scope) in self.stops.iter().zip(scopes).filter(|(question, _)| question.total() > 0) {
            let outcome = question.outcome(|stop| stop.map_or(NONE.to_owned(), String::from));
            add(Convention::new(Topic::FullStops, scope, "descriptions", outcome));
        }
        let capital = self.capital.outcome(|capital| if capital { CAPITAL } else { "small letter" }.to_owned());
        // Most descriptions with a lowercase letter do not forbid a capital letter for the others.
        add(Convention::new(Topic::Capitals, "descriptions", "descriptions", capital).only(CAPITAL));
        for spellings in &self.labels {
            if !spellings.is_too_small() || !spellings.is_unanimous() {
                let label = spellings.leader().map_or_else(String::new, |(label, _)| label.to_lowercase());
                add(Convention::new(Topic::Labels, label, "links", spellings.outcome(str::to_owned)));
            }
        }
    }
}

/// The value of descriptions that begin with a capital letter.
const CAPITAL: &str = "capital";

fn is_of(spellings: &Question<&str>, word: &str) -> bool {
    spellings.leader().is_some_and(|(known, _)| known.eq_ignore_ascii_case(word))
}

/// Returns whether a description begins with a capital letter. Returns none if its first word has no capital by nature:
/// a name in lowercase letters, a number, a script without upper and lower case, or the entry's own name.
#[must_use]
pub fn is_capital(list: &List, entry: &Entry, description: &str) -> Option<bool> {
    let first = description.chars().next()?;
    if first.is_uppercase() {
        return Some(true);
    }
    let word = sentence::first_word(description);
    if !first.is_lowercase() || sentence::is_small_name(word) {
        return None;
    }
    // `bencode` for the entry "bencoder".
    let named = |text: &str| {
        let parts = text.split(|c: char| !c.is_alphanumeric());
        let longest = if word.len() < 4 { word.len() } else { word.len() + 3 };
        let mut parts = parts.filter(|part| part.len() <= longest);
        parts.any(|part| part.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
    };
    let in_title = entry.title.is_some_and(|title: TextRange| named(list.text(title)));
    let in_url = || list.link_of(entry).is_some_and(|link| named(link.url));
    (!in_title && !in_url()).then_some(false)
}
