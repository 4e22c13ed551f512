//! `entry-order`: an entry outside its group's own order.

use crate::{
    TextRange,
    conventions::order::{GroupOrder, Order, fits_otherwise},
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    list::{Entry, EntryGroup},
    rule::{Check, Context, Fixes, Rule},
    source::LineCursor,
};

pub(super) static RULE: Rule = Rule {
    name: "entry-order",
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/entry-order.md"),
    checks: &[Check::Group(check)],
};

fn check(group: &EntryGroup, cx: &mut Context) {
    let Some(order) = cx.conventions.orders(cx.list).get(group.id as usize).and_then(Option::as_ref) else { return };
    let (run, size) = (order.run(), order.in_run.len());
    if run == size {
        return;
    }
    let fix = (!group.enclosed && can_move(group, cx)).then(|| sort(group, order, cx));
    let entry = |index: usize| cx.list.entry(group.entries[index]);
    let mut places = vec![0; size];
    order.sorted.iter().enumerate().for_each(|(place, &index)| places[index] = place);
    let parts = parts(group, cx);
    // The entries of the run that are next to each.
    let near = |indices: &mut dyn Iterator<Item = usize>| {
        let (mut near, mut last) = (vec![None; size], None);
        for index in indices {
            near[index] = last;
            last = if order.in_run[index] { Some(index) } else { last };
        }
        near
    };
    let (above, below) = (near(&mut (0..size)), near(&mut (0..size).rev()));
    let mut findings = Vec::new();
    for index in (0..size).filter(|index| !order.in_run[*index]) {
        let alphabetical = order.order == Order::Alphabetical;
        if alphabetical && fits_otherwise(cx.list, group, index, (above[index], below[index])) {
            continue;
        }
        let place = places[index];
        // A neighbour that stays where it is shows where the entry belongs: behind it, if that is further down.
        let below = order.sorted[place + 1..].iter().find(|&&next| order.in_run[next]);
        let above = order.sorted[..place].iter().rev().find(|&&next| order.in_run[next]);
        let (word, neighbour) = match (below, above) {
            (_, Some(&above)) if above > index => ("after", above),
            (Some(&below), _) => ("before", below),
            _ => continue,
        };
        // What stands in another part of the list is sorted there.
        if parts[index] != parts[neighbour] {
            continue;
        }
        let message =
            format!("{} belongs {word} {}", key(entry(index), order.order, cx), key(entry(neighbour), order.order, cx));
        findings.push((title_range(entry(index)), title_range(entry(neighbour)), word, message));
    }
    for (place, neighbour, word, message) in findings {
        let finding = cx.report(place, message);
        let name = order.order.name();
        let why = if order.pinned {
            format!("the configuration asks for this order: {name}")
        } else {
            format!("{run} of {size} entries of this group are in order, {name}")
        };
        finding.help(why).label(neighbour, format!("it belongs {word} this"));
        if let Some(fix) = &fix {
            finding.fix(fix.clone());
        }
    }
}

/// For each entry, the part of its list: in a list without blank lines between entries, the few that are there part it.
fn parts(group: &EntryGroup, cx: &Context) -> Vec<usize> {
    let gap = |pair: &[TextRange]| {
        let between = cx.text(TextRange::new(pair[0].end(), pair[1].start()));
        between.bytes().filter(|byte| *byte == b'\n').count() > 1
    };
    let gaps = group.items.windows(2).filter(|pair| gap(pair)).count();
    let mut parts = Vec::with_capacity(group.items.len());
    let mut part = 0;
    for (index, _) in group.items.iter().enumerate() {
        let parted = index > 0 && gaps * 4 <= group.items.len() && gap(&group.items[index - 1..=index]);
        part += usize::from(parted);
        parts.push(part);
    }
    parts
}

/// The entry as its order sees it: its date and title, or its title.
fn key(entry: &Entry, order: Order, cx: &Context) -> String {
    let title = entry.title.map_or(entry.head, |title| title);
    let title: String = cx.text(title).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = title.chars().take(48).collect();
    if short.len() < title.len() {
        short.push('…');
    }
    match cx.list.date_of(entry).filter(|_| order != Order::Alphabetical) {
        Some(date) => format!("`{short}` ({})", cx.text(date.written.range)),
        None => format!("`{short}`"),
    }
}

fn title_range(entry: &Entry) -> TextRange {
    entry.title.unwrap_or(entry.head)
}

/// Whether each item reads the same in the place of any other: one of several lines needs its own indentation,
/// and an open fence takes in what follows.
fn can_move(group: &EntryGroup, cx: &Context) -> bool {
    let text = cx.list.source.text;
    if group.items.iter().any(|item| cx.list.ends_in_open_block(item.end().into())) {
        return false;
    }
    let mut lines = LineCursor::new(text);
    let mut indentations = group.items.iter().map(|item| {
        let start = usize::from(item.start());
        let before = &text[lines.at(start).start..start];
        (before.len(), before.contains('\t'))
    });
    let first = indentations.next();
    indentations.all(|other| Some(other) == first) || group.items.iter().all(|&item| !cx.text(item).contains('\n'))
}

/// One edit from the first entry that changes its place to the last: whole entries, each gap between two
/// entries staying where it is.
fn sort(group: &EntryGroup, order: &GroupOrder, cx: &Context) -> Fix {
    let moved = |&place: &usize| order.sorted[place] != place;
    let first = (0..order.sorted.len()).find(moved).unwrap_or(0);
    let last = (0..order.sorted.len()).rev().find(moved).unwrap_or(0);
    let mut sorted = String::new();
    for place in first..=last {
        sorted.push_str(cx.text(group.items[order.sorted[place]]));
        if place < last {
            sorted.push_str(cx.text(TextRange::new(group.items[place].end(), group.items[place + 1].start())));
        }
    }
    let range = TextRange::new(group.items[first].start(), group.items[last].end());
    Fix::safe(Phase::Order, format!("sort this group, {}", order.order.name()), vec![Edit::replace(range, sorted)])
}
