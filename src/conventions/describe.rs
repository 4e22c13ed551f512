//! The conventions of a list as plain data, for people and programs that ask why a rule speaks or is silent.

use super::{
    Conventions,
    badges::{self, BadgeKind},
    entries,
    indents::{self, IndentScope, Indents},
    layout,
    order::{self, Candidate, Order},
    votes::{Quorum, Votes},
};
use crate::{
    TextRange,
    config::PaperForm,
    dates::{FormatVotes, Precision},
    hosts::Template,
    list::{DatePlace, EntryGroup, GroupRole, List},
};

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
    fn new<V: PartialEq>(
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
    fn pin(self, value: impl Into<String>) -> Self {
        Self { value: Some(value.into()), too_few: false, pinned: true, ..self }
    }

    /// What the configuration asks for where nothing has a vote.
    fn asked(topic: Topic, scope: impl Into<String>, voters: &'static str, value: impl Into<String>) -> Self {
        Self {
            topic,
            scope: scope.into(),
            question: None,
            range: None,
            voters,
            votes: 0,
            counts: Vec::new(),
            value: Some(value.into()),
            too_few: false,
            pinned: true,
        }
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
            out.push_str(&format!(", and {} more ways", others.len() - NAMED));
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
            Topic::EntryOrder => format!("the order {value}"),
            Topic::FullStops if value == NONE => "no full stop".to_owned(),
            Topic::Capitals => format!("a {value}"),
            Topic::BadgeOrder | Topic::PaperLinks => value.to_owned(),
            _ => format!("`{value}`"),
        }
    }
}

/// The value of what has none.
const NONE: &str = "none";

/// Ways beside the commonest one that a sentence names.
const NAMED: usize = 2;

/// Every question that a list's parts have voted on, by topic, and in a topic in the order of the text.
#[must_use]
pub fn describe(list: &List, conventions: &Conventions) -> Vec<Convention> {
    let mut out = Vec::new();
    bullets(conventions, &mut out);
    indentation(list, &mut out);
    orders(list, conventions, &mut out);
    for place in [DatePlace::Before, DatePlace::Behind, DatePlace::Field] {
        if let Some((_, votes)) = conventions.dates.iter().find(|(known, _)| *known == place) {
            dates(place, votes, &mut out);
        }
    }
    wording(conventions, &mut out);
    badges(conventions, &mut out);
    headings(list, &mut out);
    out
}

fn bullets(conventions: &Conventions, out: &mut Vec<Convention>) {
    let mut all: Vec<_> = conventions.markers.all().collect();
    all.sort_by_key(|(scope, _)| (!scope.contents, scope.depth));
    for (scope, votes) in all {
        let what = if scope.contents { "contents" } else { "entries" };
        let name = match scope.depth {
            0 => what.to_owned(),
            depth => format!("{what}, level {}", u64::from(depth) + 1),
        };
        let name_of = |marker: &u8| char::from(*marker).to_string();
        let row = Convention::new(Topic::Bullets, name, "items", (votes, layout::MARKER), name_of);
        out.push(match conventions.markers.pinned {
            Some(marker) => row.pin(name_of(&marker)),
            None => row,
        });
    }
}

/// That items begin at the margin.
const NOT_INDENTED: &str = "not at all";

fn indentation(list: &List, out: &mut Vec<Convention>) {
    let indents = Indents::learn(list);
    // That items begin at the margin is the rule; only where some do not is there a question.
    let asked = |scope: IndentScope, votes: &Votes<Option<&str>>| {
        votes.total() > if scope.inside.is_some() { 0 } else { votes.count(&Some("")) }
    };
    let mut all: Vec<_> = indents.all().filter(|&(scope, votes)| asked(scope, votes)).collect();
    all.sort_by_key(|(scope, _)| (!scope.contents, scope.inside));
    for (scope, votes) in all {
        let what = if scope.contents { "contents" } else { "entries" };
        let name = match scope.inside {
            None => what.to_owned(),
            Some(2) => format!("{what}, nested"),
            Some(columns) => format!("{what}, nested behind markers of {columns} columns"),
        };
        #[expect(clippy::ref_option_ref, reason = "a vote is named by reference")]
        let name_of = |indent: &Option<&str>| match *indent {
            Some("") => NOT_INDENTED.to_owned(),
            indent => indents::in_words(indent),
        };
        out.push(Convention::new(Topic::Indentation, name, "items", (votes, indents::quorum(scope, votes)), name_of));
    }
}

fn orders(list: &List, conventions: &Conventions, out: &mut Vec<Convention>) {
    for (group, order) in list.groups.iter().zip(&conventions.orders) {
        let size = group.entries.len();
        let pinned = order.as_ref().is_some_and(|own| own.pinned);
        if group.role != GroupRole::Entries || size < order::SMALLEST && !pinned {
            continue;
        }
        let (value, counts) = match order {
            Some(own) => (Some(own.order.name().to_owned()), vec![(own.order, own.run())]),
            None => (None, best_runs(&order::candidates(list, group))),
        };
        let judged = counts.first().is_some_and(|&(order, run)| order != Order::Identifier && run == size);
        out.push(Convention {
            topic: Topic::EntryOrder,
            scope: path(list, group),
            question: None,
            range: Some(group.range),
            voters: "entries",
            votes: size,
            counts: counts.into_iter().map(|(order, run)| (order.name().to_owned(), run)).collect(),
            too_few: value.is_none() && judged,
            value,
            pinned,
        });
    }
}

/// The longest run of each order, the longest first.
fn best_runs(candidates: &[Candidate]) -> Vec<(Order, usize)> {
    let mut best: Vec<(Order, usize)> = Vec::new();
    for candidate in candidates {
        match best.iter_mut().find(|(order, _)| *order == candidate.order) {
            Some((_, run)) => *run = (*run).max(candidate.run),
            None => best.push((candidate.order, candidate.run)),
        }
    }
    best.sort_by_key(|(_, run)| std::cmp::Reverse(*run));
    best
}

/// The headings above a group, without the list's title.
fn path(list: &List, group: &EntryGroup) -> String {
    let mut names = Vec::new();
    let mut next = Some(group.section);
    while let Some(section) = next.map(|id| list.section(id)) {
        if let Some(heading) = &section.heading
            && (section.level > 1 || names.is_empty())
        {
            names.push(heading.text.trim().trim_end_matches([':', '：']));
        }
        next = section.parent;
    }
    names.reverse();
    if names.is_empty() { "before the first heading".to_owned() } else { names.join(" › ") }
}

fn dates(place: DatePlace, votes: &FormatVotes, out: &mut Vec<Convention>) {
    let place = match place {
        DatePlace::Before => "before the title",
        DatePlace::Behind => "behind the title",
        DatePlace::Field => "in fields",
        DatePlace::Prose => "in prose",
    };
    for (precision, what) in [(Precision::Day, "to the day"), (Precision::Month, "to the month")] {
        if let Some(example) = votes.pinned(precision) {
            out.push(Convention::asked(Topic::Dates, format!("{place}, {what}"), "dates", example));
            continue;
        }
        for facet in votes.facets(precision) {
            let counts: Vec<_> = facet.counts.iter().map(|&(does, count)| (does.to_owned(), count as usize)).collect();
            out.push(Convention {
                topic: Topic::Dates,
                scope: format!("{place}, {what}"),
                question: Some(facet.name),
                range: None,
                voters: facet.voters,
                votes: counts.iter().map(|(_, count)| count).sum(),
                value: counts.first().filter(|_| facet.holds).map(|(does, _)| does.clone()),
                // All agree, and still it does not hold.
                too_few: !facet.holds && counts.len() == 1,
                counts,
                pinned: false,
            });
        }
    }
}

fn wording(conventions: &Conventions, out: &mut Vec<Convention>) {
    let own = &conventions.entries;
    let mut add = |row: Convention, pinned: Option<String>| {
        let row = match pinned {
            Some(value) => row.pin(value),
            None => row,
        };
        if row.votes > 0 || row.pinned {
            out.push(row);
        }
    };
    let votes = (&own.separators, entries::SEPARATOR);
    let row = Convention::new(Topic::Separators, "entries", "described entries", votes, ToString::to_string);
    add(row, own.pinned.separator.map(|separator| separator.to_string()));
    let scopes = [(false, "descriptions"), (true, "descriptions in Chinese or Japanese")];
    for (votes, (han, scope)) in own.stops.iter().zip(scopes) {
        let name = |stop: &Option<char>| stop.map_or(NONE.to_owned(), String::from);
        let row = Convention::new(Topic::FullStops, scope, "descriptions", (votes, entries::STOP), name);
        if votes.total() > 0 {
            let pinned = own.pinned.full_stop.map(|stop| name(&stop.then(|| own.pinned_stop(han))));
            add(row, pinned);
        }
    }
    let votes = (&own.capitals, entries::CAPITAL);
    let name = |capital: &bool| if *capital { "capital" } else { "small letter" }.to_owned();
    let mut row = Convention::new(Topic::Capitals, "descriptions", "descriptions", votes, name);
    // That most begin with a small letter forbids a capital to none.
    row.value = row.value.filter(|value| value == "capital");
    add(row, own.pinned.capital.filter(|capital| *capital).map(|capital| name(&capital)));
    if let Some(form) = conventions.paper_links {
        let page = match form {
            PaperForm::Abs => "the abstract",
            PaperForm::Pdf => "the PDF",
            PaperForm::Html => "the HTML page",
        };
        out.push(Convention::asked(Topic::PaperLinks, "entries", "links", page));
    }
}

fn badges(conventions: &Conventions, out: &mut Vec<Convention>) {
    let own = &conventions.badges;
    let name = |kind| BadgeKind::Template(kind).name();
    for (kind, votes) in &own.spellings {
        let spelled = |template: &Template| template.render(if *kind == "arxiv" { "ID" } else { "OWNER/NAME" });
        let votes = (votes, badges::SPELLING);
        out.push(Convention::new(Topic::BadgeSpelling, name(kind), "badges", votes, spelled));
    }
    if let Some(pinned) = own.pinned.filter(|pinned| pinned.len() > 1) {
        out.push(Convention::asked(Topic::BadgeOrder, pinned.join(", "), "entries", pinned.join(" before ")));
    }
    // Where every entry has labels of its own there are more pairs than entries.
    for ((first, second), votes) in own.pairs.iter().filter(|(_, votes)| votes.total() >= badges::ORDER.votes) {
        let (first, second) = (first.name(), second.name());
        let order = |forward: &bool| {
            if *forward { format!("{first} before {second}") } else { format!("{second} before {first}") }
        };
        let scope = format!("{first}, {second}");
        out.push(Convention::new(Topic::BadgeOrder, scope, "entries", (votes, badges::ORDER), order));
    }
    for (kind, votes) in &own.presence {
        let voters = if *kind == "arxiv" { "entries with papers" } else { "entries with repositories" };
        let has = |has: &bool| if *has { "one".to_owned() } else { "none".to_owned() };
        let mut row = Convention::new(Topic::BadgePresence, name(kind), voters, (votes, badges::PRESENCE), has);
        // That nearly all entries lack a badge forbids it to none.
        row.value = row.value.filter(|value| value == "one");
        out.push(row);
    }
}

fn headings(list: &List, out: &mut Vec<Convention>) {
    let text = list.source.text;
    let (mut any, mut number) = (Votes::default(), Votes::default());
    for heading in list.sections.iter().filter_map(|section| section.heading.as_ref()) {
        let before = &text[..heading.range.start().into()];
        if heading.html || heading.range.start() <= list.source.body || before.trim_end().is_empty() {
            continue;
        }
        let lines = before[before.trim_end().len()..].matches('\n').count().saturating_sub(1);
        any.add(lines > 0);
        if lines > 0 {
            number.add(lines);
        }
    }
    if any.total() == 0 {
        return;
    }
    let some = |some: &bool| if *some { "a blank line".to_owned() } else { "none".to_owned() };
    let mut row = Convention::new(Topic::BlankLines, "headings", "headings", (&any, layout::BLANK_LINES), some);
    row.value = row.value.filter(|_| any.convention(layout::BLANK_LINES) == Some(&true));
    row.question = Some("a blank line");
    out.push(row);
    // One is the rule; only where some have more is there a question.
    if number.ranked().iter().any(|(lines, _)| **lines > 1) {
        let lines =
            |lines: &usize| if *lines == 1 { "1 blank line".to_owned() } else { format!("{lines} blank lines") };
        let mut row = Convention::new(Topic::BlankLines, "headings", "headings", (&number, layout::BLANK_LINES), lines);
        row.question = Some("how many");
        out.push(row);
    }
}

#[cfg(test)]
mod tests;
