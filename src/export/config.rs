//! A configuration file for one list, with its conventions and the votes for them.

use std::fmt::Write as _;

use crate::{
    config::{DateExample, TitleGlob},
    conventions::{
        Convention, Conventions, Topic,
        badges::BadgeKind,
        order::{GroupOrder, Order, SMALLEST, asked},
    },
    dates::{self, DateVotes, Precision},
    list::{EntryGroup, GroupRole, List, Section, SectionId, SeparatorKind},
};

/// Returns the text of `awesome-lint.toml` for a list. Keys without a convention in the list are commented out.
#[must_use]
pub fn write(list: &List, conventions: &Conventions) -> String {
    let rows = conventions.describe();
    let mut out = String::from(
        "# Configuration of awesome-lint. The conventions below are those of the list when this file was written. Remove a\n\
         # line to let awesome-lint learn the convention from the list. All keys: docs/configuration.md of awesome-lint.\n\n\
         # Files that are not checked, as in .gitignore:\n\
         # exclude = [\"vendor/\"]\n\n\
         [conventions]\n",
    );
    let of = |topic: Topic| rows.iter().filter(move |row| row.topic == topic);
    let bullets: Vec<&Convention> = of(Topic::Bullets).collect();
    key(&mut out, "bullet", agreed(&bullets).map(|value| quoted(&value)), &bullets, "\"-\"");
    let rows_of = |topic| of(topic).take(1).collect::<Vec<_>>();
    let separators = rows_of(Topic::Separators);
    let separator = agreed(&separators).filter(|value| SeparatorKind::of_text(value).is_some());
    key(&mut out, "separator", separator.map(|value| quoted(&value)), &separators, "\" - \"");
    let stops: Vec<&Convention> = of(Topic::FullStops).collect();
    let stop = stops
        .iter()
        .map(|row| row.outcome.value.as_deref().map(|value| value != "none"))
        .reduce(|a, b| a.filter(|_| a == b));
    key(&mut out, "full-stop", stop.flatten().map(|stop| stop.to_string()), &stops, "true");
    let capitals = rows_of(Topic::Capitals);
    key(&mut out, "capital", agreed(&capitals).map(|_| "true".to_owned()), &capitals, "true");
    dates(&mut out, conventions);
    badge_order(&mut out, conventions);
    orders(&mut out, list, conventions);
    out.push_str("\n[rules]\n# The level of a rule: \"off\", \"info\", \"warning\" or \"error\"; `awesome-lint rules` lists them all.\n");
    out.push_str("# entry-order = \"off\"\n");
    out
}

/// Writes a key with the votes above it, commented out if there is no value.
fn key(out: &mut String, name: &str, value: Option<String>, rows: &[&Convention], example: &str) {
    for row in rows {
        let scope = if rows.len() > 1 { format!("{}: ", row.scope) } else { String::new() };
        let _ = writeln!(out, "# {scope}{}", row.sentence().replace(['\n', '\r'], " "));
    }
    match value {
        Some(value) => {
            let _ = writeln!(out, "{name} = {value}");
        }
        None => {
            let _ = writeln!(out, "# {name} = {example}");
        }
    }
}

/// Returns the value that all rows share.
fn agreed(rows: &[&Convention]) -> Option<String> {
    let (first, others) = rows.split_first()?;
    let value = first.outcome.value.clone()?;
    others.iter().all(|row| row.outcome.value.as_ref() == Some(&value)).then_some(value)
}

/// Returns a TOML string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out + "\""
}

fn dates(out: &mut String, conventions: &Conventions) {
    let mut examples = Vec::new();
    for (precision, probes) in
        [(Precision::Day, ["2025-01-06", "January 6th, 2025"]), (Precision::Month, ["2025-01", "January, 2025"])]
    {
        let mut forms = conventions.dates.iter().filter(|(_, votes)| !votes.answered(precision).is_empty());
        let first = forms.next().and_then(|(_, votes)| example(votes, probes));
        if let Some(first) = first
            && forms.all(|(_, votes)| example(votes, probes).as_ref() == Some(&first))
        {
            examples.push(quoted(&first));
        }
    }
    out.push_str("# Dates, by example: the 6th of January 2025, or that month\n");
    let _ = match examples.as_slice() {
        [] => writeln!(out, "# date = \"Jan. 6, 2025\""),
        [one] => writeln!(out, "date = {one}"),
        several => writeln!(out, "date = [{}]", several.join(", ")),
    };
}

/// Returns the date as this list would write it, or `None` if a question is open: both probes, which are written
/// differently, must give the same text.
fn example(votes: &DateVotes, probes: [&str; 2]) -> Option<String> {
    let habit = votes.habit()?;
    let written = |probe: &str| {
        let date = dates::find(probe, 0.into()).next()?;
        Some(habit.expected(&date).unwrap_or_else(|| probe.to_owned()))
    };
    let [one, other] = probes.map(written);
    let example = one.filter(|one| other.as_ref() == Some(one))?;
    DateExample::try_from(example.clone()).is_ok().then_some(example)
}

fn badge_order(out: &mut String, conventions: &Conventions) {
    let own = &conventions.badges;
    let kinds = own.ordered_kinds();
    // Sort each kind by the number of kinds after it, which gives the whole order.
    let after = |kind: BadgeKind| kinds.iter().filter(|other| own.precedes(kind, **other).is_some()).count();
    let mut sorted: Vec<(usize, BadgeKind)> = kinds.iter().map(|kind| (after(*kind), *kind)).collect();
    sorted.sort_by_key(|(after, _)| std::cmp::Reverse(*after));
    let total = sorted.len() > 1 && sorted.iter().rev().enumerate().all(|(place, (after, _))| place == *after);
    if total {
        let names: Vec<String> = sorted.iter().map(|(_, kind)| quoted(&kind.name())).collect();
        let _ = writeln!(out, "# The badges of an entry\nbadge-order = [{}]", names.join(", "));
    }
}

fn orders(out: &mut String, list: &List, conventions: &Conventions) {
    let groups: Vec<(&EntryGroup, Option<&GroupOrder>)> = list
        .groups
        .iter()
        .zip(conventions.orders())
        .filter(|(group, _)| group.role == GroupRole::Entries && !conventions.markers.is_part(group.id))
        .map(|(group, order)| (group, order.as_ref()))
        .collect();
    // The configured order also applies to small groups and to those without an order.
    let keeps = |(group, learned): (&EntryGroup, Option<&GroupOrder>), order: Order| {
        let pinned = asked(list, group, order);
        match (pinned, learned) {
            (Some(asked), Some(learned)) => learned.order == order && asked.in_run == learned.in_run,
            (Some(asked), None) => asked.run() == asked.in_run.len(),
            (None, learned) => learned.is_none(),
        }
    };
    out.push_str("# The order of entries: \"newest-first\", \"oldest-first\", \"alphabetical\" or \"none\"\n");
    let mut shown = groups.iter().filter(|(group, _)| group.entries.len() >= SMALLEST).map(|(_, order)| *order);
    let first = shown.next().flatten().map(|order| order.order);
    if let Some(order) = first
        && shown.all(|other| other.is_some_and(|other| other.order == order))
        && groups.iter().all(|&group| keeps(group, order))
    {
        let _ = writeln!(out, "order = {}", name(order));
        return;
    }
    out.push_str("# order = \"newest-first\"\n");
    let mut seen: Vec<SectionId> = Vec::new();
    for (group, order) in &groups {
        let Some(order) = order.map(|order| order.order) else { continue };
        let section = list.section(group.section);
        let inside = |id: SectionId| {
            std::iter::successors(Some(id), |&id| list.section(id).parent).any(|id| id == group.section)
        };
        let is_only = list
            .sections
            .iter()
            .filter(|other| title(other).map(|title| title.1) == title(section).map(|title| title.1))
            .count()
            == 1;
        let Some(heading) = title(section).filter(|_| is_only && !seen.contains(&group.section)) else { continue };
        if !groups.iter().filter(|(other, _)| inside(other.section)).all(|&other| keeps(other, order)) {
            continue;
        }
        seen.push(group.section);
        let glob = TitleGlob::escape(heading.0);
        let _ = write!(out, "\n[[sections]]\ntitle = {}\norder = {}\n", quoted(&glob), name(order));
    }
}

/// Returns the text of a section's heading, as a pattern would be written for it, and the same in lower case.
fn title(section: &Section) -> Option<(&str, String)> {
    let text = section.heading.as_ref()?.text.trim().trim_end_matches([':', '：']);
    Some((text, text.to_lowercase()))
}

fn name(order: Order) -> &'static str {
    match order {
        Order::NewestFirst => "\"newest-first\"",
        Order::OldestFirst => "\"oldest-first\"",
        Order::Alphabetical => "\"alphabetical\"",
        Order::Identifier => "\"none\"",
    }
}

#[cfg(test)]
mod tests;
