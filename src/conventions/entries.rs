//! How entries are worded: what parts link and description, how descriptions begin and end, how labels are
//! spelled.

use super::convention::{Convention, NONE, Topic};
use crate::{
    TextRange,
    config::{self, Separator},
    list::{Entry, List, SeparatorKind, label_word},
    text::sentence::{self, Ending},
    votes::{Habit, Question, criteria},
};

/// A separator, two blanks or a tab for one blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelling<'t> {
    /// What it is.
    pub kind: SeparatorKind,
    mark: &'t str,
    before: bool,
    behind: bool,
}

impl std::fmt::Display for Spelling<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let blank = |is_there| if is_there { " " } else { "" };
        write!(f, "{}{}{}", blank(self.before), self.mark, blank(self.behind))
    }
}

impl<'t> From<&'t Separator> for Spelling<'t> {
    fn from(separator: &'t Separator) -> Self {
        let text = separator.text();
        Self { kind: separator.kind(), mark: text.trim(), before: text.starts_with(' '), behind: text.ends_with(' ') }
    }
}

impl<'t> Spelling<'t> {
    /// The separator of an entry.
    #[must_use]
    pub fn of(list: &List<'t>, entry: &Entry) -> Option<Self> {
        let separator = entry.separator?;
        let text = list.text(separator.range);
        Some(Self {
            kind: separator.kind,
            mark: text.trim(),
            before: text.starts_with(char::is_whitespace),
            behind: text.ends_with(char::is_whitespace),
        })
    }
}

/// How a list words its entries.
#[derive(Debug)]
pub struct Entries<'t> {
    /// What is between link and description.
    separator: Question<Spelling<'t>>,
    /// The full stops of descriptions, none for those that end in a word; those with Chinese or Japanese in them
    /// are the second.
    stops: [Question<Option<char>>; 2],
    /// Whether descriptions begin with a capital, of those that begin with a letter that has two forms.
    capital: Question<bool>,
    /// The spellings of each label.
    labels: Vec<Question<&'t str>>,
}

impl<'t> Entries<'t> {
    /// Takes the votes, but for what the configuration asks for.
    pub(super) fn learn(list: &List<'t>, asked: Option<&'t config::Conventions>) -> Self {
        let mut entries = Self {
            separator: Question::new(&criteria::SEPARATOR),
            stops: [Question::new(&criteria::FULL_STOP), Question::new(&criteria::FULL_STOP)],
            capital: Question::new(&criteria::CAPITAL),
            labels: Vec::new(),
        };
        for entry in &list.entries {
            entries.vote(list, entry);
        }
        for link in list.links.iter().filter(|link| link.entry.is_some() && link.badge.is_none()) {
            if let Some(word) = label_word(list.text(link.label)) {
                entries.vote_label(word);
            }
        }
        if let Some(asked) = asked {
            entries.pin(asked);
        }
        entries
    }

    fn vote(&mut self, list: &List<'t>, entry: &Entry) {
        let Some(spelling) = Spelling::of(list, entry) else { return };
        self.separator.vote(spelling);
        let Some(description) = entry.description.map(|at| list.text(at)) else { return };
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
        if let Some(separator) = asked.separator.as_ref().map(Spelling::from) {
            self.separator.pin(separator);
        }
        if let Some(capital) = asked.capital {
            self.capital.pin(capital);
        }
        if let Some(stops) = asked.full_stop {
            // Which full stop it is, is the list's own choice.
            for (question, usual) in self.stops.iter_mut().zip(['.', '。']) {
                let used = question.ranked().into_iter().find_map(|(stop, _)| stop);
                question.pin(stops.then_some(used.unwrap_or(usual)));
            }
        }
    }

    /// The list's separator.
    #[must_use]
    pub fn separator(&self) -> Option<Habit<Spelling<'t>>> {
        self.separator.habit()
    }

    /// The full stop at the end of descriptions like this one: which, or none.
    #[must_use]
    pub fn stop(&self, description: &str) -> Option<Habit<Option<char>>> {
        self.stops[usize::from(sentence::has_han(description))].habit()
    }

    /// Whether descriptions begin with a capital.
    #[must_use]
    pub fn capital(&self) -> Option<Habit<bool>> {
        self.capital.habit()
    }

    /// The list's spelling of a label.
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
        let separators = self.separator.outcome(|separator| separator.to_string());
        add(Convention::new(Topic::Separators, "entries", "described entries", separators));
        let scopes = ["descriptions", "descriptions in Chinese or Japanese"];
        for (question, scope) in self.stops.iter().zip(scopes).filter(|(question, _)| question.total() > 0) {
            let outcome = question.outcome(|stop| stop.map_or(NONE.to_owned(), String::from));
            add(Convention::new(Topic::FullStops, scope, "descriptions", outcome));
        }
        let capital = self.capital.outcome(|capital| if capital { CAPITAL } else { "small letter" }.to_owned());
        // That most begin with a small letter forbids a capital to none.
        add(Convention::new(Topic::Capitals, "descriptions", "descriptions", capital).only(CAPITAL));
        for spellings in &self.labels {
            if !spellings.is_too_small() || !spellings.is_unanimous() {
                let label = spellings.leader().map_or_else(String::new, |(label, _)| label.to_lowercase());
                add(Convention::new(Topic::Labels, label, "links", spellings.outcome(str::to_owned)));
            }
        }
    }
}

/// That descriptions begin with a capital.
const CAPITAL: &str = "capital";

fn is_of(spellings: &Question<&str>, word: &str) -> bool {
    spellings.leader().is_some_and(|(known, _)| known.eq_ignore_ascii_case(word))
}

/// Whether a description begins with a capital; none where its first word has none by nature: a name that is
/// written small, a number, a script without capitals, or the entry's own name.
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
