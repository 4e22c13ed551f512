//! `entry-order`: an entry is not where the order of its group puts it.

use crate::{
    TextRange,
    conventions::order::{GroupOrder, Order, fits_otherwise},
    edit::Applicability,
    list::{Date, Entry, EntryGroup, Goal, Moves},
    rule::{Check, Context, Fixes, Rule},
    text::on_one_line,
    text::shortened,
    votes::Share,
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Sometimes, checks: &[Check::Group(check)], ..rule!("entry-order") };

fn check(group: &EntryGroup, cx: &mut Context) {
    let Some(order) = cx.conventions.orders().get(group.id as usize).and_then(Option::as_ref) else { return };
    if order.run() == order.in_run.len() {
        return;
    }
    let parts = parts(group, cx);
    let found = misplaced(group, order, &parts, cx);
    if found.is_empty() {
        return;
    }
    let mut moved = vec![false; order.in_run.len()];
    for found in &found {
        moved[found.entry] = true;
    }
    let moves = (!group.enclosed).then(|| Moves::new(&group.items, &parts, &moved, cx.list));
    // The year of a venue can be that of another event, and `12.10` a slip for `23.10`.
    let mut dates = group.entries.iter().filter_map(|&id| cx.list.date_of(cx.list.entry(id)));
    let by_date = order.order != Order::Alphabetical;
    let by_mention = by_date && !order.pinned && dates.any(Date::is_mention);
    let why = if order.pinned {
        format!("the configuration asks for this order: {}", order.order.name())
    } else {
        let (run, size) = (order.run(), order.in_run.len());
        format!("{run} of {size} entries of this group are in order, {}", order.order.name())
    };
    for Misplaced { entry, neighbour, word, to, place } in found {
        let of = |index: usize| cx.list.entry(group.entries[index]);
        let (own, other) = (key(of(entry), order.order, cx), key(of(neighbour), order.order, cx));
        let (range, label) = (title_range(of(entry)), title_range(of(neighbour)));
        let title = format!("move it {word} {other}");
        let mut fix = moves.as_ref().and_then(|moves| moves.fix(entry, to, place, title));
        if let Some(fix) = fix.as_mut().filter(|_| by_mention || by_date && is_doubtful(of(entry), cx)) {
            fix.applicability = Applicability::Unsafe;
        }
        let finding = cx.report(range, format!("{own} belongs {word} {other}"));
        finding.help(why.clone()).label(label, format!("it belongs {word} this"));
        finding.fix = fix;
    }
}

/// Whether the date of an entry is probably wrong: in the future, or long before its paper appeared.
fn is_doubtful(entry: &Entry, cx: &Context) -> bool {
    /// The number of months from which a date before the paper is wrong.
    const EARLY: i32 = 6;
    let day = cx.list.date_of(entry).and_then(|date| date.written.value.earliest());
    let is_ahead = day.zip(cx.today).is_some_and(|(day, today)| day > today);
    is_ahead || cx.list.months_before_paper(entry).is_some_and(|months| months >= EARLY)
}

/// An entry that is out of order.
struct Misplaced {
    /// Its index in the group. The neighbour is an index in the group, too.
    entry: usize,
    /// The entry in the run that shows where this one belongs.
    neighbour: usize,
    /// The side of the neighbour where it belongs.
    word: &'static str,
    to: Goal,
    /// Its position in the ordered group.
    place: usize,
}

/// Returns the entries outside the run, except those that another order or their series puts where they are.
fn misplaced(group: &EntryGroup, order: &GroupOrder, parts: &[usize], cx: &Context) -> Vec<Misplaced> {
    let size = order.in_run.len();
    let mut places = vec![0; size];
    order.sorted.iter().enumerate().for_each(|(place, &index)| places[index] = place);
    // For each entry, the last entry of the run before it.
    let near = |indices: &mut dyn Iterator<Item = usize>| {
        let (mut near, mut last) = (vec![None; size], None);
        for index in indices {
            near[index] = last;
            last = if order.in_run[index] { Some(index) } else { last };
        }
        near
    };
    // The positions in the group as it is written, and as it would be in order.
    let (above, below) = (near(&mut (0..size)), near(&mut (0..size).rev()));
    let mut ordered = order.sorted.iter().copied();
    let (previous, next) = (near(&mut ordered.clone()), near(&mut ordered.by_ref().rev()));
    let mut found = Vec::new();
    for entry in (0..size).filter(|entry| !order.in_run[*entry]) {
        let is_in_place = if order.order == Order::Alphabetical {
            fits_otherwise(cx.list, group, entry, (above[entry], below[entry]))
        } else {
            is_in_series(group, entry, cx)
        };
        if is_in_place {
            continue;
        }
        // A neighbour that stays shows where the entry belongs: after it, if the entry has to move down.
        let (word, neighbour) = match (next[entry], previous[entry]) {
            (_, Some(previous)) if previous > entry => ("after", previous),
            (Some(next), _) => ("before", next),
            _ => continue,
        };
        // An entry in another part of the list is sorted within that part.
        if parts[entry] != parts[neighbour] {
            continue;
        }
        // All entries that belong between two neighbours go to one offset, where they can be put in order.
        let to = match next[entry] {
            Some(next) if parts[next] == parts[entry] => Goal::Before(next),
            _ => Goal::After(neighbour),
        };
        found.push(Misplaced { entry, neighbour, word, to, place: places[entry] });
    }
    found
}

/// Returns for each entry the part of its list. In a list without blank lines between entries, the few blank lines
/// split it into parts.
fn parts(group: &EntryGroup, cx: &Context) -> Vec<usize> {
    let gap = |pair: &[TextRange]| {
        let between = cx.text(TextRange::new(pair[0].end(), pair[1].start()));
        between.bytes().filter(|byte| *byte == b'\n').count() > 1
    };
    let gaps = group.items.windows(2).filter(|pair| gap(pair)).count();
    let mut parts = Vec::with_capacity(group.items.len());
    let mut part = 0;
    for (index, _) in group.items.iter().enumerate() {
        let is_split = index > 0
            && !Share::percent(25).is_exceeded(gaps, group.items.len())
            && gap(&group.items[index - 1..=index]);
        part += usize::from(is_split);
        parts.push(part);
    }
    parts
}

/// Whether an entry is next to another one of its series: `TeaNet II` stays next to `TeaNet`, regardless of their
/// dates.
fn is_in_series(group: &EntryGroup, entry: usize, cx: &Context) -> bool {
    let name = |index: usize| series(cx.text(title_range(cx.list.entry(*group.entries.get(index)?))));
    let Some(own) = name(entry) else { return false };
    let beside = [entry.checked_sub(1), Some(entry + 1)];
    beside.into_iter().flatten().any(|index| name(index) == Some(own))
}

/// Returns the name that a title begins with, such as `TeaNet`. None for a plain word or a label.
fn series(title: &str) -> Option<&str> {
    let title = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name = title.split(|c: char| c.is_whitespace() || c == ':').next()?;
    let is_name = name.chars().skip(1).any(|c| c.is_uppercase() || c.is_numeric());
    (is_name && name.chars().count() > 3).then_some(name)
}

/// Returns the part of the entry that its order compares, for messages: its title and date, or only its title.
fn key(entry: &Entry, order: Order, cx: &Context) -> String {
    let title = entry.title.map_or(entry.head, |title| title);
    let title = on_one_line(cx.text(title));
    let short = shortened(&title, 48);
    match cx.list.date_of(entry).filter(|_| order != Order::Alphabetical) {
        Some(date) => format!("`{short}` ({})", cx.text(date.written.range)),
        None => format!("`{short}`"),
    }
}

fn title_range(entry: &Entry) -> TextRange {
    entry.title.unwrap_or(entry.head)
}
