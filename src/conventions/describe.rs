//! The conventions of a list as plain data, for people and programs that ask why a rule speaks or is silent.

use super::{
    Conventions,
    badges::{self, BadgeKind},
    layout,
    order::{self, GroupOrder, Order},
    votes::{Quorum, Votes},
};
use crate::{
    TextRange,
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
}

/// What a convention is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// The markers of bullet lists.
    Bullets,
    /// The order of each group of entries.
    EntryOrder,
    /// How dates are written.
    Dates,
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
            Self::EntryOrder => "entry-order",
            Self::Dates => "dates",
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
            Self::EntryOrder => "Order of entries",
            Self::Dates => "Dates",
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
            Self::Bullets => format!("have `{value}`"),
            Self::EntryOrder if value == Order::Alphabetical.name() => "stand in alphabetical order".to_owned(),
            Self::EntryOrder => format!("stand {value}"),
            Self::Dates => value.to_owned(),
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

/// Ways beside the commonest one that a sentence names.
const NAMED: usize = 2;

/// Every question that a list's parts have voted on, by topic, and in a topic in the order of the text.
#[must_use]
pub fn describe(list: &List, conventions: &Conventions) -> Vec<Convention> {
    let mut out = Vec::new();
    bullets(conventions, &mut out);
    orders(list, conventions, &mut out);
    for place in [DatePlace::Before, DatePlace::Behind, DatePlace::Field] {
        if let Some((_, votes)) = conventions.dates.iter().find(|(known, _)| *known == place) {
            dates(place, votes, &mut out);
        }
    }
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
        out.push(Convention::new(Topic::Bullets, name, "items", (votes, layout::MARKER), name_of));
    }
}

fn orders(list: &List, conventions: &Conventions, out: &mut Vec<Convention>) {
    for (group, order) in list.groups.iter().zip(&conventions.orders) {
        let size = group.entries.len();
        if group.role != GroupRole::Entries || size < order::SMALLEST {
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
        });
    }
}

/// The longest run of each order, the longest first.
fn best_runs(candidates: &[GroupOrder]) -> Vec<(Order, usize)> {
    let mut best: Vec<(Order, usize)> = Vec::new();
    for candidate in candidates {
        match best.iter_mut().find(|(order, _)| *order == candidate.order) {
            Some((_, run)) => *run = (*run).max(candidate.run()),
            None => best.push((candidate.order, candidate.run())),
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
            });
        }
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

/// What [`crate::rules`]' `blank-lines` goes by.
const HEADINGS: Quorum = Quorum { votes: 5, percent: 80 };

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
    let mut row = Convention::new(Topic::BlankLines, "headings", "headings", (&any, HEADINGS), some);
    row.value = row.value.filter(|_| any.convention(HEADINGS) == Some(&true));
    row.question = Some("a blank line");
    out.push(row);
    // One is the rule; only where some have more is there a question.
    if number.ranked().iter().any(|(lines, _)| **lines > 1) {
        let lines =
            |lines: &usize| if *lines == 1 { "1 blank line".to_owned() } else { format!("{lines} blank lines") };
        let mut row = Convention::new(Topic::BlankLines, "headings", "headings", (&number, HEADINGS), lines);
        row.question = Some("how many");
        out.push(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{markdown::Tree, source::Source};

    fn of(text: &str) -> Vec<Convention> {
        let source = Source::new(text).unwrap();
        let tree = Tree::parse(&source);
        let list = List::read(&source, &tree);
        describe(&list, &Conventions::learn(&list))
    }

    /// The sentences on a topic, each behind its scope.
    fn said(text: &str, topic: Topic) -> Vec<String> {
        let all = of(text);
        all.iter().filter(|one| one.topic == topic).map(|one| format!("{}: {}", one.scope, one.sentence())).collect()
    }

    fn entries(lines: &[&str]) -> String {
        let lines = lines.iter().enumerate();
        let lines = lines.map(|(at, line)| line.replace('@', &format!("(https://example.org/{at})")) + "\n");
        format!("# Awesome Tea\n\n## Leaves:\n\n{}", lines.collect::<String>())
    }

    #[test]
    fn bullets_by_what_they_list() {
        let text = entries(&["- [A]@", "- [B]@", "- [C]@", "- [D]@", "", "text", "", "* [E]@"]);
        assert_eq!(said(&text, Topic::Bullets), ["entries: 4 of 5 items have `-`"]);
        let text = text.replace("- [A]", "+ [A]").replace("- [B]", "+ [B]");
        let expected = "entries: no convention: 2 of 5 items have `+`, 2 of 5 have `-`, 1 of 5 have `*`";
        assert_eq!(said(&text, Topic::Bullets), [expected]);
        assert_eq!(
            said(&entries(&["- [A]@", "- [B]@"]), Topic::Bullets),
            ["entries: no convention: 2 of 2 items have `-`; too few to tell"]
        );
    }

    #[test]
    fn orders_by_section() {
        let sorted = ["- [A]@", "- [B]@", "- [C]@", "- [D]@", "- [E]@", "- [F]@", "- [G]@", "- [H]@"];
        let mut odd = sorted;
        odd[..7].rotate_left(1);
        let mut mixed = sorted;
        mixed.reverse();
        let undated = ["- (2024-01) [A]@", "- text", "- (2024-03) [茶]@", "- (2024-04) [D]@", "- (2024-05) [E]@"];
        for (lines, expected) in [
            (&sorted[..], "8 of 8 entries stand in alphabetical order"),
            (&odd[..], "7 of 8 entries stand in alphabetical order"),
            (&mixed[..], "no convention: 1 of 8 entries stand in alphabetical order"),
            (&sorted[..5], "no convention: 5 of 5 entries stand in alphabetical order; too few to tell"),
            (&undated[..], "no convention: the entries have no one thing to sort them by"),
        ] {
            assert_eq!(said(&entries(lines), Topic::EntryOrder), [format!("Leaves: {expected}")], "{lines:?}");
        }
        assert_eq!(said(&entries(&sorted[..3]), Topic::EntryOrder), [""; 0]);
        let at = of(&entries(&sorted)).iter().find_map(|one| one.range).unwrap();
        assert_eq!(usize::from(at.start()), entries(&sorted).find("- [A]").unwrap());
    }

    #[test]
    fn dates_by_place_and_question() {
        let days = ["- (2024-01-02) [A]@", "- (2024-02-03) [B]@", "- (2024-3-04) [C]@", "- (2024-05-14) [D]@"];
        let more = ["- (2024-06-7) [E]@", "- [F]@ (May 2024)"];
        let text = entries(&[&days[..], &more[..]].concat());
        let all = of(&text);
        let dates: Vec<_> = all.iter().filter(|one| one.topic == Topic::Dates).collect();
        let zero = dates.iter().find(|one| one.question.is_some_and(|asked| asked.starts_with("zero before a day")));
        let zero = zero.unwrap();
        assert_eq!(zero.scope, "before the title, to the day");
        assert_eq!(
            zero.sentence(),
            "no convention: 3 of 4 one-digit days have a zero before them, \
            1 of 4 have no zero before them"
        );
        let separator = dates.iter().find(|one| one.question == Some("separator")).unwrap();
        assert_eq!(separator.value.as_deref(), Some("put `-` between the numbers"));
        assert_eq!((separator.votes, separator.too_few), (5, false));
        let month = dates.iter().find(|one| one.scope == "behind the title, to the month").unwrap();
        assert_eq!((month.votes, month.too_few, &month.value), (1, true, &None));
    }

    #[test]
    fn badges() {
        let star = |name: &str, query: &str| {
            format!(
                "- [{name}](https://github.com/tea/{name}) ![](https://img.shields.io/badge/x-{name}-red) \
                 ![stars](https://img.shields.io/github/stars/tea/{name}{query})\n"
            )
        };
        let plain: String = ["a", "b", "c", "d"].map(|name| star(name, "")).concat();
        let text = format!("{plain}{}- [f](https://github.com/tea/f)\n", star("e", "?style=flat"));
        assert_eq!(
            said(&text, Topic::BadgeSpelling),
            ["stars: 4 of 5 badges are `https://img.shields.io/github/stars/OWNER/NAME`"]
        );
        assert_eq!(said(&text, Topic::BadgeOrder), ["x, stars: 5 of 5 entries have x before stars"]);
        assert_eq!(
            said(&text, Topic::BadgePresence),
            ["stars: no convention: 5 of 6 entries with repositories have one, 1 of 6 have none"]
        );
    }

    #[test]
    fn blank_lines_above_headings() {
        let headings = |gaps: &[usize]| {
            let part = |gap: &usize| format!("text\n{}## Leaves\n\n", "\n".repeat(*gap));
            gaps.iter().map(part).collect::<String>()
        };
        for (gaps, expected) in [
            (&[1, 1, 1, 1, 0][..], &["4 of 5 headings have a blank line above them"][..]),
            (&[0, 0, 0, 0, 0], &["no convention: 5 of 5 headings have none above them"]),
            (
                &[2, 2, 2, 2, 2, 1],
                &["6 of 6 headings have a blank line above them", "5 of 6 headings have 2 blank lines above them"],
            ),
            (&[1], &["no convention: 1 of 1 headings have a blank line above them; too few to tell"]),
        ] {
            let expected: Vec<_> = expected.iter().map(|sentence| format!("headings: {sentence}")).collect();
            assert_eq!(said(&headings(gaps), Topic::BlankLines), expected, "{gaps:?}");
        }
    }

    #[test]
    fn nothing_to_describe() {
        assert_eq!(of(""), []);
        assert_eq!(of("text\n"), []);
    }
}
