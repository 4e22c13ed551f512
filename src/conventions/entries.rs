//! How entries are worded: what parts link and description, how descriptions begin and end, how labels are
//! spelled.

use super::votes::{Evidence, Quorum, Votes};
use crate::{
    TextRange, config,
    list::{Entry, List, SeparatorKind, label_word},
    text::sentence::{self, Ending},
};

/// A separator is the list's own where nine in ten of at least ten entries have it.
pub(super) const SEPARATOR: Quorum = Quorum { votes: 10, percent: 90 };
/// Half of all lists end some descriptions so and some otherwise: only a habit with few exceptions is one.
pub(super) const STOP: Quorum = Quorum { votes: 10, percent: 90 };
/// The same for the first letter.
pub(super) const CAPITAL: Quorum = Quorum { votes: 10, percent: 90 };
/// A label's spelling is the list's own where nine in ten of at least ten have it.
const LABEL: Quorum = Quorum { votes: 10, percent: 90 };

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

impl<'t> From<&'t config::Separator> for Spelling<'t> {
    fn from(separator: &'t config::Separator) -> Self {
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
#[derive(Debug, Default)]
pub struct Entries<'t> {
    /// What parts link and description.
    pub separators: Votes<Spelling<'t>>,
    /// The full stops of descriptions, none for those that end in a word; those with Chinese or Japanese in them
    /// are the second.
    pub stops: [Votes<Option<char>>; 2],
    /// Whether descriptions begin with a capital, of those that begin with a letter that has two forms.
    pub capitals: Votes<bool>,
    /// The spellings of each label.
    pub labels: Vec<Votes<&'t str>>,
    /// What is not left to the vote.
    pub pinned: Pinned<'t>,
}

/// The wording that the configuration asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pinned<'t> {
    /// What parts link and description.
    pub separator: Option<Spelling<'t>>,
    /// Whether descriptions end in a full stop.
    pub full_stop: Option<bool>,
    /// Whether they begin with a capital.
    pub capital: Option<bool>,
}

/// What a list does, and what that rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habit<V> {
    /// What it does.
    pub own: V,
    /// Why.
    pub evidence: Evidence,
}

impl<V: Copy + PartialEq> Habit<V> {
    fn of(votes: &Votes<V>, quorum: Quorum) -> Option<Self> {
        let own = *votes.convention(quorum)?;
        Some(Self { own, evidence: Evidence::Votes { with: votes.count(&own), all: votes.total() } })
    }

    fn pinned(own: V) -> Self {
        Self { own, evidence: Evidence::Pinned }
    }
}

impl<'t> Entries<'t> {
    pub(super) fn learn(list: &List<'t>) -> Self {
        let mut entries = Self::default();
        for entry in &list.entries {
            entries.vote(list, entry);
        }
        for link in list.links.iter().filter(|link| link.entry.is_some() && link.badge.is_none()) {
            if let Some(word) = label_word(list.text(link.label)) {
                match entries.labels_of_mut(word) {
                    Some(votes) => votes.add(word),
                    None => {
                        let mut votes = Votes::default();
                        votes.add(word);
                        entries.labels.push(votes);
                    }
                }
            }
        }
        entries
    }

    fn vote(&mut self, list: &List<'t>, entry: &Entry) {
        let Some(spelling) = Spelling::of(list, entry) else { return };
        self.separators.add(spelling);
        let Some(description) = entry.description.map(|at| list.text(at)) else { return };
        let script = usize::from(sentence::has_han(description));
        match sentence::ending(description) {
            Ending::Stop(stop) => self.stops[script].add(Some(stop)),
            Ending::Word => self.stops[script].add(None),
            Ending::Other => {}
        }
        if let Some(capital) = is_capital(list, entry, description) {
            self.capitals.add(capital);
        }
    }

    fn labels_of_mut(&mut self, word: &str) -> Option<&mut Votes<&'t str>> {
        self.labels.iter_mut().find(|votes| is_of(votes, word))
    }

    /// The list's separator.
    #[must_use]
    pub fn separator(&self) -> Option<Habit<Spelling<'t>>> {
        self.pinned.separator.map(Habit::pinned).or_else(|| Habit::of(&self.separators, SEPARATOR))
    }

    /// The full stop at the end of descriptions like this one: which, or none.
    #[must_use]
    pub fn stop(&self, description: &str) -> Option<Habit<Option<char>>> {
        let votes = &self.stops[usize::from(sentence::has_han(description))];
        match self.pinned.full_stop {
            None => Habit::of(votes, STOP),
            Some(false) => Some(Habit::pinned(None)),
            Some(true) => Some(Habit::pinned(Some(self.pinned_stop(sentence::has_han(description))))),
        }
    }

    /// The full stop that descriptions have where the configuration asks for one: which it is, is the list's own
    /// choice.
    pub(super) fn pinned_stop(&self, han: bool) -> char {
        let used = self.stops[usize::from(han)].ranked().into_iter().find_map(|(stop, _)| *stop);
        used.unwrap_or(if han { '。' } else { '.' })
    }

    /// Whether descriptions begin with a capital.
    #[must_use]
    pub fn capital(&self) -> Option<Habit<bool>> {
        self.pinned.capital.map(Habit::pinned).or_else(|| Habit::of(&self.capitals, CAPITAL))
    }

    /// The list's spelling of a label.
    #[must_use]
    pub fn label(&self, word: &str) -> Option<Habit<&'t str>> {
        Habit::of(self.labels.iter().find(|votes| is_of(votes, word))?, LABEL)
    }
}

fn is_of(votes: &Votes<&str>, word: &str) -> bool {
    votes.leader().is_some_and(|(known, _)| known.eq_ignore_ascii_case(word))
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
