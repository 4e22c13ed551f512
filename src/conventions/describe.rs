//! The conventions of a list as plain data, for people and programs that ask why a rule speaks or is silent: here which
//! questions there are, in `convention.rs` what is known of one and how it is said.

mod convention;

use super::{
    Conventions,
    badges::{self, BadgeKind, Badges},
    entries,
    indents::{self, IndentScope, Indents},
    layout,
    order::{self, Candidate, Order},
    votes::Votes,
};
use crate::{
    config::PaperForm,
    dates::{FormatVotes, Precision},
    hosts::Template,
    list::{DatePlace, EntryGroup, GroupRole, List},
    suggest,
};

pub use convention::{Convention, Topic};
use convention::{NONE, NOT_INDENTED};

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
    for (group, order) in list.groups.iter().zip(conventions.orders(list)) {
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
    if let Some(pinned) = own.pinned {
        let order = pinned.join(" before ") + &unknown_badges(own, pinned);
        out.push(Convention::asked(Topic::BadgeOrder, pinned.join(", "), "entries", order));
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

/// Says which of the names that the configuration has are those of no badge.
fn unknown_badges(own: &Badges, pinned: &[String]) -> String {
    let spelled = own.spellings.iter().map(|(kind, _)| BadgeKind::Template(kind));
    let paired = own.pairs.iter().flat_map(|((first, second), _)| [*first, *second]);
    let mut names: Vec<String> = spelled.chain(paired).map(BadgeKind::name).collect();
    names.sort();
    names.dedup();
    let is_known = |name: &&String| names.iter().any(|own| own.to_lowercase() == name.to_lowercase());
    let (_, unknown): (Vec<&String>, Vec<&String>) = pinned.iter().partition(is_known);
    let Some(first) = unknown.first() else { return String::new() };
    let nearest = suggest::closest(first, names.iter().map(String::as_str));
    let guess = nearest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
    let unknown: Vec<String> = unknown.iter().map(|name| format!("`{name}`")).collect();
    format!(", but the list has no badge {}{guess}", unknown.join(" or "))
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
