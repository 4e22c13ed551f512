//! What became of one question, as people and programs read it.

use crate::{TextRange, votes::Outcome};

/// One question that the parts of a list have voted on, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Convention {
    /// What it is about.
    pub topic: Topic,
    /// Which part of the list: "contents", "after the title", "stars", the path of a section.
    pub scope: String,
    /// What is asked, where a scope has several questions: "comma before the year".
    pub question: Option<&'static str>,
    /// Where the scope is, where it is one place.
    pub range: Option<TextRange>,
    /// What has a vote: "items", "one-digit days".
    pub voters: &'static str,
    /// The votes. Entries may be in several orders, so those on an order need not add up.
    pub outcome: Outcome,
}

/// Declares the topics with their names for programs and their titles.
macro_rules! topics {
    ($($topic:ident: $name:literal, $title:literal, $does:literal;)*) => {
        /// What a convention is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Topic {
            $(#[doc = concat!($title, ".")] $topic),*
        }

        impl Topic {
            /// Its name in JSON.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$topic => $name),* }
            }

            /// Its name, as a heading.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$topic => $title),* }
            }

            /// What voters with the value `{}` do.
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
    DatePresence: "date-presence", "Dates that entries have", "{}";
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
    /// The verb and the value, to go on with the voters: "have `-`", "are newest first".
    #[must_use]
    pub fn phrase(self, value: &str) -> String {
        match (self, value) {
            (Self::Indentation, NOT_INDENTED) => "are not indented".to_owned(),
            (Self::EntryOrder, ALPHABETICAL) => "are in alphabetical order".to_owned(),
            (Self::FullStops, NONE) => "end without a full stop".to_owned(),
            _ => self.does().replace("{}", value),
        }
    }

    /// A value after "the configuration asks for".
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

/// The value of what has none.
pub(super) const NONE: &str = "none";

/// That items begin at the margin.
pub(super) const NOT_INDENTED: &str = "not at all";

/// That entries are sorted by title.
pub(super) const ALPHABETICAL: &str = "alphabetical";

/// Ways besides the commonest one that a sentence names.
const NAMED: usize = 2;

impl Convention {
    pub(super) fn new(topic: Topic, scope: impl Into<String>, voters: &'static str, outcome: Outcome) -> Self {
        Self { topic, scope: scope.into(), question: None, range: None, voters, outcome }
    }

    /// What the configuration asks for where nothing has a vote.
    pub(super) fn asked(
        topic: Topic,
        scope: impl Into<String>,
        voters: &'static str,
        value: impl Into<String>,
    ) -> Self {
        let outcome = Outcome { votes: 0, counts: Vec::new(), value: Some(value.into()), too_few: false, pinned: true };
        Self::new(topic, scope, voters, outcome)
    }

    /// The same with a name for what is asked.
    pub(super) fn question(self, question: &'static str) -> Self {
        Self { question: Some(question), ..self }
    }

    /// The same with its place.
    pub(super) fn at(self, range: TextRange) -> Self {
        Self { range: Some(range), ..self }
    }

    /// The same, a convention only if the answer is `value`: no rule asks for another.
    pub(super) fn only(mut self, value: &str) -> Self {
        if self.outcome.value.as_deref() != Some(value) {
            self.outcome.value = None;
            self.outcome.pinned = false;
        }
        self
    }

    /// Whether there is anything to say of it: somebody has voted, or the configuration asks for it.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        !self.outcome.counts.is_empty() || self.outcome.pinned
    }

    /// The vote in words: "14 of 15 entries are newest first", with what the others do where there is no convention.
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
