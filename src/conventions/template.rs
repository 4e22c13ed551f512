//! How the list writes an entry: its parts in sequence, and what is between them.

use rustc_hash::FxHashMap;

use super::convention::{Convention, Topic};
use crate::{
    TextRange, TextSize,
    config::Separator,
    list::{Entry, GroupKind, List, label_word},
    votes::{Habit, Poll, Question, criteria},
};

/// A place for a part in the template of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot<'t> {
    /// The start of the entry, after its marker.
    Start,
    /// A nickname beside the title.
    Name,
    /// The title.
    Title,
    /// The end of a link: the bracket after its text, and its target.
    Url,
    /// A bare URL.
    Bare,
    /// One or more authors.
    Authors,
    /// The venue, without its year.
    Venue,
    /// The date.
    Date,
    /// The description.
    Description,
    /// A tag.
    Tag,
    /// A link named for the kind of page that it leads to, by its word; empty for other links beside the title.
    Label(&'t str),
    /// An image, with the link around it.
    Badge,
    /// The end of the entry.
    End,
}

impl Slot<'_> {
    /// Returns how the template shows the part.
    fn shown(self) -> &'static str {
        match self {
            Self::Start | Self::End => "",
            Self::Name => "{name}",
            Self::Title => "{title}",
            Self::Url => "]({url})",
            Self::Bare => "{url}",
            Self::Authors => "{authors}",
            Self::Venue => "{venue}",
            Self::Date => "{date}",
            Self::Description => "{description}",
            Self::Tag => "{tag}",
            Self::Label(_) => "{label}",
            Self::Badge => "{badge}",
        }
    }

    /// Returns the name for messages.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Start => "the start".to_owned(),
            Self::End => "the end".to_owned(),
            Self::Name => "the short name".to_owned(),
            Self::Url | Self::Bare => "the link".to_owned(),
            Self::Authors => "the authors".to_owned(),
            Self::Label("") => "another link".to_owned(),
            Self::Label(word) => format!("`{word}`"),
            Self::Title | Self::Venue | Self::Date | Self::Description => {
                format!("the {}", self.shown().trim_matches(['{', '}']))
            }
            Self::Tag => "a tag".to_owned(),
            Self::Badge => "a badge".to_owned(),
        }
    }
}

/// A part of an entry.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'t> {
    /// What it is.
    pub slot: Slot<'t>,
    /// The text as written, without the marks around it.
    pub range: TextRange,
}

/// Two parts that follow each other, or the start or end and the part beside it.
pub type Pair<'t> = (Slot<'t>, Slot<'t>);

/// The templates of a list's entries.
#[derive(Debug)]
pub struct Templates<'t> {
    /// What is between two parts.
    between: Poll<Pair<'t>, &'t str>,
    /// The separators between the link that names an entry and its description.
    pub(super) separators: Question<&'t str>,
}

/// The link that names an entry, and its description.
pub const DESCRIBED: Pair<'static> = (Slot::Url, Slot::Description);

impl<'t> Templates<'t> {
    /// Returns what the list has between two parts.
    #[must_use]
    pub fn between(&self, pair: Pair<'t>) -> Option<Habit<&'t str>> {
        self.between.habit(pair)
    }

    /// Returns the separator between the link that names an entry and its description, if the configuration asks for it.
    #[must_use]
    pub fn pinned(&self) -> Option<&'t str> {
        self.separators.pinned()
    }

    /// Returns how many entries have a text between two parts, and how many have both parts.
    #[must_use]
    pub fn votes(&self, pair: Pair<'t>, between: &'t str) -> (usize, usize) {
        self.between.of(pair).map_or((0, 0), |question| (question.count(between), question.total()))
    }

    /// Returns whether all entries write the same between any two parts, or none has a habit.
    #[must_use]
    pub fn is_uniform(&self) -> bool {
        let judged = |question: &Question<_>| !question.is_unanimous() && question.habit().is_some();
        self.pinned().is_none() && !self.between.iter().any(|(_, question)| judged(question))
    }

    pub(super) fn learn(list: &List<'t>, asked: Option<&'t Separator>) -> Self {
        let mut own = Self { between: Poll::new(&criteria::TEMPLATE), separators: Question::new(&criteria::SEPARATOR) };
        let mut placed = Vec::new();
        for entry in written_entries(list) {
            parts(list, entry, &mut placed);
            for two in placed.windows(2) {
                let between = list.text(TextRange::new(two[0].range.end(), two[1].range.start()));
                if is_words(between) {
                    continue;
                }
                let pair = (two[0].slot, two[1].slot);
                own.between.vote(pair, between);
                if pair == DESCRIBED && !between.contains('\n') {
                    own.separators.vote(separator_in(between).separator);
                }
            }
        }
        if let Some(asked) = asked {
            own.separators.pin(asked.text());
        }
        own
    }

    pub(super) fn describe(&self, list: &List<'t>, out: &mut Vec<Convention>) {
        if self.separators.total() > 0 || self.pinned().is_some() {
            let outcome = self.separators.outcome(str::to_owned);
            out.push(Convention::new(Topic::Separators, "entries", "described entries", outcome));
        }
        let (forms, texts) = forms(list);
        if forms.total() > 0 {
            let outcome = forms.outcome(|id| texts[id].clone());
            out.push(Convention::new(Topic::Template, "entries", "entries", outcome));
        }
    }
}

/// Returns the votes on the lines of entries, each part replaced by its name: `[{title}]({url}) - {description}`. Lines
/// with words that are in no part have no vote.
fn forms(list: &List) -> (Question<usize>, Vec<String>) {
    let mut votes = Question::new(&criteria::TEMPLATE);
    let mut texts: Vec<String> = Vec::new();
    let mut known = FxHashMap::default();
    let mut placed = Vec::new();
    for entry in written_entries(list) {
        parts(list, entry, &mut placed);
        let mut form = String::new();
        let mut plain = placed.len() > 2;
        for two in placed.windows(2) {
            let between = list.text(TextRange::new(two[0].range.end(), two[1].range.start()));
            plain &= !is_words(between);
            form.push_str(&between.replace('\n', "↵"));
            match two[1].slot {
                Slot::Label(word) if !word.is_empty() => form.push_str(list.text(two[1].range)),
                slot => form.push_str(slot.shown()),
            }
        }
        if plain {
            votes.vote(*known.entry(form).or_insert_with_key(|form| {
                texts.push(form.clone());
                texts.len() - 1
            }));
        }
    }
    (votes, texts)
}

/// Returns the entries that are written in lines: those of lists.
pub fn written_entries<'l, 't>(list: &'l List<'t>) -> impl Iterator<Item = &'l Entry> + use<'l, 't> {
    let is_list = |kind| matches!(kind, GroupKind::Bullets { .. } | GroupKind::Numbered { .. });
    list.entries.iter().filter(move |entry| is_list(list.groups[entry.group as usize].kind))
}

/// Replaces what `found` holds by the parts of an entry in sequence, between its start and its end.
pub fn parts<'t>(list: &List<'t>, entry: &Entry, found: &mut Vec<Placed<'t>>) {
    found.clear();
    let own = list.own_range(entry);
    let mut add = |slot, range: TextRange| found.push(Placed { slot, range });
    for (slot, range) in [
        (Slot::Name, entry.name),
        (Slot::Title, entry.title),
        (Slot::Venue, entry.venue),
        (Slot::Date, entry.date.map(|date| list.dates[date as usize].written.range)),
        (Slot::Description, entry.description),
    ] {
        if let Some(range) = range {
            add(slot, range);
        }
    }
    // Words after a separator that are in no part stand where others have a description.
    if entry.description.is_none()
        && let Some(rest) = list.text_after_separator(entry)
        && !list.authors_of(entry).chain(list.tags_of(entry)).any(|range| range.start() == rest.start())
    {
        add(Slot::Description, rest);
    }
    list.authors_of(entry).for_each(|range| add(Slot::Authors, range));
    list.tags_of(entry).for_each(|range| add(Slot::Tag, range));
    list.badges_of(entry).iter().for_each(|badge| add(Slot::Badge, badge.range));
    for link in list.links_of(entry).iter().filter(|link| link.badge.is_none() && !link.html) {
        if link.label.is_empty() {
            add(Slot::Bare, link.range);
            continue;
        }
        if !entry.title.is_some_and(|title| link.label.contains_range(title)) {
            add(Slot::Label(label_word(list.text(link.label)).unwrap_or_default()), link.label);
        }
        // `[Tea][]`
        let collapsed = list.source.text[link.range.end().into()..].starts_with("[]");
        let end = link.range.end() + TextSize::from(2 * u32::from(collapsed));
        add(Slot::Url, TextRange::new(link.label.end(), end));
    }
    found.sort_by_key(|placed| (placed.range.start(), std::cmp::Reverse(placed.range.end())));
    // What is inside another part is part of it.
    let mut end = own.start();
    found.retain(|placed| {
        let outside = placed.range.start() >= end && placed.range.end() <= own.end();
        end = if outside { placed.range.end() } else { end };
        outside
    });
    let text = list.text(own);
    let start = usize::from(own.start()) + text.len() - text.trim_start().len();
    let last = usize::from(own.start()) + text.trim_end().len();
    let empty = |at: usize| TextRange::empty(crate::offset(at));
    found.insert(0, Placed { slot: Slot::Start, range: empty(start) });
    found.push(Placed { slot: Slot::End, range: empty(last.max(start)) });
}

/// What is between two parts: the marks that end the first, the separator, and the marks that begin the second.
#[derive(Debug, Clone, Copy)]
pub struct Between<'t> {
    /// Brackets, quotes and marks at the start.
    pub before: &'t str,
    /// The separator with its spaces.
    pub separator: &'t str,
    /// Brackets, quotes and marks at the end.
    pub after: &'t str,
}

/// Returns the separator in what is between two parts.
#[must_use]
pub fn separator_in(between: &str) -> Between<'_> {
    let closes = |c: char| matches!(c, ')' | ']' | '*' | '_' | '~' | '`' | '"' | '”' | '»' | '>');
    let opens = |c: char| matches!(c, '(' | '[' | '*' | '_' | '~' | '`' | '"' | '“' | '«' | '<' | '!');
    let rest = between.trim_start_matches(closes);
    let separator = rest.trim_end_matches(opens);
    let before = &between[..between.len() - rest.len()];
    Between { before, separator, after: &rest[separator.len()..] }
}

/// Returns whether a text between two parts has words, apart from tags and entities.
#[must_use]
pub fn is_words(between: &str) -> bool {
    let mut until = None;
    between.char_indices().any(|(at, c)| {
        match c {
            '<' => until = Some('>'),
            // `&rlm;`
            '&' if between[at..].split(';').next().is_some_and(|name| name.len() < 9) => until = Some(';'),
            _ if until == Some(c) => until = None,
            _ => return until.is_none() && c.is_alphanumeric(),
        }
        false
    })
}
