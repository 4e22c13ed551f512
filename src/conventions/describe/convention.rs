//! One question of a list, its votes, and how it is said.

use super::super::{
    order::Order,
    votes::{Quorum, Votes},
};
use crate::TextRange;

/// One question that the parts of a list have voted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Convention {
    /// What it is about.
    pub topic: Topic,
    /// Which part of the list: "contents", "behind the title", "stars", the path of a section.
    pub scope: String,
    /// What is asked, where a scope has several questions: "comma before the year".
    pub question: Option<&'static str>,
    /// Where the scope is, where it is one place.
    pub range: Option<TextRange>,
    /// What has a vote: "items", "one-digit days".
    pub voters: &'static str,
    /// How many of them there are.
    pub votes: usize,
    /// What they do and how many do it, the most first. Entries may stand in several orders, so these numbers
    /// need not add up to the votes.
    pub counts: Vec<(String, usize)>,
    /// What the list does; none where its parts disagree or are too few. The rules that need it are then silent.
    pub value: Option<String>,
    /// Whether there is none only because the parts are too few.
    pub too_few: bool,
    /// Whether the configuration asks for it, whatever the votes.
    pub pinned: bool,
}

/// What a convention is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// The markers of bullet lists.
    Bullets,
    /// How far the items of lists are indented.
    Indentation,
    /// The order of each group of entries.
    EntryOrder,
    /// How dates are written.
    Dates,
    /// What stands between an entry's link and its description.
    Separators,
    /// Whether descriptions end in a full stop.
    FullStops,
    /// Whether descriptions begin with a capital.
    Capitals,
    /// The page of a paper that links lead to.
    PaperLinks,
    /// The URLs of badges of one kind.
    BadgeSpelling,
    /// Which of two kinds of badges stands first.
    BadgeOrder,
    /// Whether entries have a badge that they could have.
    BadgePresence,
    /// The blank lines above headings.
    BlankLines,
}

impl Topic {
    /// Its name, in kebab case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bullets => "bullets",
            Self::Indentation => "indentation",
            Self::EntryOrder => "entry-order",
            Self::Dates => "dates",
            Self::Separators => "separators",
            Self::FullStops => "full-stops",
            Self::Capitals => "capitals",
            Self::PaperLinks => "paper-links",
            Self::BadgeSpelling => "badge-spelling",
            Self::BadgeOrder => "badge-order",
            Self::BadgePresence => "badge-presence",
            Self::BlankLines => "blank-lines",
        }
    }

    /// Its name, as a heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Bullets => "Bullets",
            Self::Indentation => "Indentation",
            Self::EntryOrder => "Order of entries",
            Self::Dates => "Dates",
            Self::Separators => "Separators",
            Self::FullStops => "Full stops",
            Self::Capitals => "Capitals",
            Self::PaperLinks => "Links to papers",
            Self::BadgeSpelling => "Spelling of badges",
            Self::BadgeOrder => "Order of badges",
            Self::BadgePresence => "Badges that entries have",
            Self::BlankLines => "Blank lines",
        }
    }

    /// The verb and the value, to go on with the voters: "have `-`", "stand newest first".
    #[must_use]
    pub fn phrase(self, value: &str) -> String {
        match self {
            Self::Indentation if value == NOT_INDENTED => "are not indented".to_owned(),
            Self::Indentation => format!("are indented {value}"),
            Self::Bullets | Self::Separators => format!("have `{value}`"),
            Self::EntryOrder if value == Order::Alphabetical.name() => "stand in alphabetical order".to_owned(),
            Self::EntryOrder => format!("stand {value}"),
            Self::Dates => value.to_owned(),
            Self::FullStops if value == NONE => "end without a full stop".to_owned(),
            Self::FullStops => format!("end in `{value}`"),
            Self::Capitals => format!("begin with a {value}"),
            Self::PaperLinks => format!("lead to {value}"),
            Self::BadgeSpelling => format!("are `{value}`"),
            Self::BadgeOrder | Self::BadgePresence => format!("have {value}"),
            Self::BlankLines => format!("have {value} above them"),
        }
    }
}

impl Convention {
    pub(super) fn new<V: PartialEq>(
        topic: Topic,
        scope: impl Into<String>,
        voters: &'static str,
        (votes, quorum): (&Votes<V>, Quorum),
        name: impl Fn(&V) -> String,
    ) -> Self {
        let total = votes.total();
        Self {
            topic,
            scope: scope.into(),
            question: None,
            range: None,
            voters,
            votes: total,
            counts: votes.ranked().into_iter().map(|(value, count)| (name(value), count)).collect(),
            value: votes.convention(quorum).map(name),
            too_few: total < quorum.votes,
            pinned: false,
        }
    }

    /// Has the configuration ask for `value`.
    pub(super) fn pin(self, value: impl Into<String>) -> Self {
        Self { value: Some(value.into()), too_few: false, pinned: true, ..self }
    }

    /// What the configuration asks for where nothing has a vote.
    pub(super) fn asked(
        topic: Topic,
        scope: impl Into<String>,
        voters: &'static str,
        value: impl Into<String>,
    ) -> Self {
        let nobody: Votes<&str> = Votes::default();
        let quorum = Quorum { votes: 0, percent: 100 };
        Self::new(topic, scope, voters, (&nobody, quorum), |value| (*value).to_owned()).pin(value)
    }

    /// The vote in words: "14 of 15 entries stand newest first", with what the others do where there is no
    /// convention.
    #[must_use]
    pub fn sentence(&self) -> String {
        let (all, voters) = (self.votes, self.voters);
        let words = |(value, count): &(String, usize), voters: &str| {
            format!("{count} of {all}{voters} {}", self.topic.phrase(value))
        };
        let voters = format!(" {voters}");
        if let Some(value) = self.value.as_ref().filter(|_| self.pinned) {
            let own = self.counts.iter().find(|(other, _)| other == value);
            let asked = format!("the configuration asks for {}", self.asked_for(value));
            return own.map_or(asked.clone(), |own| format!("{asked}: {}", words(own, &voters)));
        }
        if let Some(value) = &self.value {
            let own = self.counts.iter().find(|(other, _)| other == value);
            return own.map_or_else(|| self.topic.phrase(value), |own| words(own, &voters));
        }
        let Some((first, others)) = self.counts.split_first() else {
            return format!("no convention: the{voters} have no one thing to sort them by");
        };
        let mut out = format!("no convention: {}", words(first, &voters));
        for other in others.iter().take(NAMED) {
            out.push_str(", ");
            out.push_str(&words(other, ""));
        }
        if others.len() > NAMED {
            let more = others.len() - NAMED;
            out.push_str(&format!(", and {more} more {}", if more == 1 { "way" } else { "ways" }));
        }
        if self.too_few {
            out.push_str("; too few to tell");
        }
        out
    }
}

impl Convention {
    /// A value behind "the configuration asks for".
    fn asked_for(&self, value: &str) -> String {
        match self.topic {
            Topic::EntryOrder if value == NONE => "no order".to_owned(),
            Topic::EntryOrder => format!("the order `{value}`"),
            Topic::FullStops if value == NONE => "no full stop".to_owned(),
            Topic::Capitals => format!("a {value}"),
            Topic::BadgeOrder | Topic::PaperLinks => value.to_owned(),
            _ => format!("`{value}`"),
        }
    }
}

/// The value of what has none.
pub(super) const NONE: &str = "none";

/// Ways beside the commonest one that a sentence names.
const NAMED: usize = 2;

/// That items begin at the margin.
pub(super) const NOT_INDENTED: &str = "not at all";
