//! The outcome of one question, for people and programs.

use crate::{TextRange, votes::Outcome};

/// One question with votes, and its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Convention {
    /// The topic.
    pub topic: Topic,
    /// The part of the list: "contents", "after the title", "stars", the path of a section.
    pub scope: String,
    /// The question, if a scope has several: "comma before the year".
    pub question: Option<&'static str>,
    /// The position of the scope, if it is in one place.
    pub range: Option<TextRange>,
    /// The voters: "items", "one-digit days".
    pub voters: &'static str,
    /// The votes. The counts for orders need not add up, because entries may be in several orders.
    pub outcome: Outcome,
}

/// Declares the topics with their names in JSON and their titles.
macro_rules! topics {
    ($($topic:ident: $name:literal, $title:literal, $does:literal;)*) => {
        /// The topic of a convention.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Topic {
            $(#[doc = concat!($title, ".")] $topic),*
        }

        impl Topic {
            /// Returns the name in JSON.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$topic => $name),* }
            }

            /// Returns the name as a heading.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$topic => $title),* }
            }

            /// Returns the verb phrase of voters with the value `{}`.
            fn does(self) -> &'static str {
                match self { $(Self::$topic => $does),* }
            }
        }
    };
}

topics! {
    Bullets: "bullets", "Bullets", "have `{}`";
    Indentation: "indentation", "Indentation", "are indented {}";
    BulletSpaces: "bullet-spaces", "Spaces after bullets", "have {}";
    EntryOrder: "entry-order", "Order of entries", "are {}";
    Dates: "dates", "Dates", "{}";
    DatePresence: "date-presence", "What entries have", "{}";
    Template: "template", "Templates of entries", "are `{}`";
    Separators: "separators", "Separators", "have `{}`";
    FullStops: "full-stops", "Full stops", "end in `{}`";
    Capitals: "capitals", "Capitals", "begin with a {}";
    Parts: "parts", "Parts of entries", "have {}";
    Labels: "labels", "Labels", "are `{}`";
    LinkTexts: "link-texts", "Texts of links", "{}";
    LinkBrackets: "link-brackets", "Brackets around links", "{}";
    PaperLinks: "paper-links", "Links to papers", "lead to {}";
    BadgeSpelling: "badge-spelling", "Spelling of badges", "are `{}`";
    BadgeOrder: "badge-order", "Order of badges", "have {}";
    BadgePresence: "badge-presence", "Badges that entries have", "have {}";
    BadgeTexts: "badge-texts", "Texts of badges", "have {}";
    Contents: "contents", "Contents", "{}";
    BackLinks: "back-links", "Links back to the contents", "{}";
    Sections: "sections", "Sections", "{}";
    Headings: "headings", "Headings", "{}";
    Emphasis: "emphasis", "Emphasis", "are marked `{}`";
    CodeFences: "code-fences", "Code fences", "are {}";
    ThematicBreaks: "thematic-breaks", "Thematic breaks", "are `{}`";
    BlankLines: "blank-lines", "Blank lines", "have {}";
    LineEnds: "line-ends", "Ends of lines", "{}";
}

impl Topic {
    /// Returns the verb and the value, to follow the voters: "have `-`", "are newest first".
    #[must_use]
    pub fn phrase(self, value: &str) -> String {
        match (self, value) {
            (Self::Indentation, NOT_INDENTED) => "are not indented".to_owned(),
            (Self::EntryOrder, ALPHABETICAL) => "are in alphabetical order".to_owned(),
            (Self::FullStops, NONE) => "end without a full stop".to_owned(),
            _ => self.does().replace("{}", value),
        }
    }

    /// Returns a value as it follows "the configuration asks for".
    fn asked_for(self, value: &str) -> String {
        match self {
            Self::EntryOrder if value == NONE => "no order".to_owned(),
            Self::EntryOrder => format!("the order `{value}`"),
            Self::FullStops if value == NONE => "no full stop".to_owned(),
            Self::Capitals => format!("a {value}"),
            Self::BadgeOrder | Self::PaperLinks => value.to_owned(),
            _ => format!("`{value}`"),
        }
    }
}

/// The value of voters that do not have the thing.
pub(super) const NONE: &str = "none";

/// The value of items at the margin.
pub(super) const NOT_INDENTED: &str = "not at all";

/// The value of entries that are sorted by title.
pub(super) const ALPHABETICAL: &str = "alphabetical";

/// The largest number of minority values that a sentence names.
const NAMED: usize = 2;

impl Convention {
    pub(super) fn new(topic: Topic, scope: impl Into<String>, voters: &'static str, outcome: Outcome) -> Self {
        Self { topic, scope: scope.into(), question: None, range: None, voters, outcome }
    }

    /// Creates the row of a question without votes that has a value from the configuration.
    pub(super) fn asked(
        topic: Topic,
        scope: impl Into<String>,
        voters: &'static str,
        value: impl Into<String>,
    ) -> Self {
        let outcome = Outcome { votes: 0, counts: Vec::new(), value: Some(value.into()), too_few: false, pinned: true };
        Self::new(topic, scope, voters, outcome)
    }

    /// Adds a name for the question.
    pub(super) fn question(self, question: &'static str) -> Self {
        Self { question: Some(question), ..self }
    }

    /// Adds the position.
    pub(super) fn at(self, range: TextRange) -> Self {
        Self { range: Some(range), ..self }
    }

    /// Keeps the convention only if the answer is `value`: no rule asks for any other.
    pub(super) fn only(mut self, value: &str) -> Self {
        if self.outcome.value.as_deref() != Some(value) {
            self.outcome.value = None;
            self.outcome.pinned = false;
        }
        self
    }

    /// Returns whether there is an outcome to show: votes, or a value from the configuration.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        !self.outcome.counts.is_empty() || self.outcome.pinned
    }

    /// Describes the vote: "14 of 15 entries are newest first", with the minority if there is no convention.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Outcome { votes, counts, value, too_few, pinned } = &self.outcome;
        let words = |(value, count): &(String, usize), voters: &str| {
            format!("{count} of {votes}{voters} {}", self.topic.phrase(value))
        };
        let voters = format!(" {}", self.voters);
        if let Some(value) = value {
            let own = counts.iter().find(|(other, _)| other == value).map(|own| words(own, &voters));
            if *pinned {
                let asked = format!("the configuration asks for {}", self.topic.asked_for(value));
                return own.map_or(asked.clone(), |own| format!("{asked}: {own}"));
            }
            return own.unwrap_or_else(|| self.topic.phrase(value));
        }
        let Some((first, others)) = counts.split_first() else {
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
        if *too_few {
            out.push_str("; too few to tell");
        }
        out
    }
}
