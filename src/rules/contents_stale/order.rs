//! The order of items, seen beside that of their sections.

use std::ops::Range;

use super::{ENOUGH, heading_text, label, letters};
use crate::{
    TextRange,
    conventions::{contents::Contents, order::longest_run},
    list::{EntryGroup, Goal, GroupKind, Moves, SectionId},
    rule::Context,
};

/// Of a hundred items, how many must stand in the order of the sections before the others are told.
const IN_ORDER_PERCENT: usize = 75;
/// The same for many items: in a long list, one in six elsewhere is no slip but another order.
const MANY: usize = 10;
const MANY_IN_ORDER_PERCENT: usize = 85;
/// Neighbouring items, and how many of a hundred must stand in order, before lists of few items are judged as well.
const STRICT_PAIRS: usize = 10;
const STRICT_PERCENT: usize = 90;
/// Items beside each other that stand in another order than their sections.
pub(super) fn check_order(contents: &Contents, cx: &mut Context) {
    let sets = sets(cx);
    // Neighbours, and how many of them stand as their sections do: evidence for lists of few items.
    let (mut ordered, mut all) = (0, 0);
    for pair in sets.iter().flat_map(|set| set.windows(2)) {
        if let (Some(a), Some(b)) = (contents.leads_to[pair[0]], contents.leads_to[pair[1]]) {
            all += 1;
            ordered += usize::from(a < b);
        }
    }
    let strict = all >= STRICT_PAIRS && ordered * 100 >= all * STRICT_PERCENT;
    for set in sets {
        check_siblings(&set, strict, contents, cx);
    }
}

/// The items of all contents, those of one list together.
pub(super) fn sets(cx: &Context) -> Vec<Vec<usize>> {
    let mut sets = Vec::new();
    let mut end = 0;
    for items in cx.list.contents.chunk_by(|a, b| a.group == b.group) {
        let first = end;
        end += items.len();
        sets.extend(siblings(first..end, cx));
    }
    sets
}

/// For each item the set that it is in.
pub(super) fn places_of(sets: &[Vec<usize>], cx: &Context) -> Vec<usize> {
    let mut places = vec![0; cx.list.contents.len()];
    for (place, set) in sets.iter().enumerate() {
        for &item in set {
            places[item] = place;
        }
    }
    places
}

/// The items of one list each, nested lists apart.
fn siblings(items: Range<usize>, cx: &Context) -> Vec<Vec<usize>> {
    let mut done: Vec<Vec<usize>> = Vec::new();
    // The lists around the item that is looked at, by depth.
    let mut open: Vec<Vec<usize>> = Vec::new();
    for item in items {
        let depth = cx.list.contents[item].depth as usize;
        done.extend(open.drain((depth + 1).min(open.len())..).filter(|list| !list.is_empty()));
        while open.len() <= depth {
            open.push(Vec::new());
        }
        open[depth].push(item);
    }
    done.extend(open.into_iter().filter(|list| !list.is_empty()));
    done
}

fn check_siblings(items: &[usize], strict: bool, contents: &Contents, cx: &mut Context) {
    let Some(group) = items.first().map(|&item| &cx.list.groups[cx.list.contents[item].group as usize]) else { return };
    // Of two items for one section, one may be meant for another.
    let led = items.iter().filter_map(|&item| Some((item, contents.leads_to[item]?)));
    let led: Vec<(usize, SectionId)> = led.filter(|(_, section)| contents.named[*section as usize] == 1).collect();
    let run = longest_run(led.len(), |a, b| led[a].1.cmp(&led[b].1));
    let in_run = run.iter().filter(|mark| **mark).count();
    let percent = if led.len() < MANY { IN_ORDER_PERCENT } else { MANY_IN_ORDER_PERCENT };
    let enough = led.len() >= ENOUGH && in_run * 100 >= led.len() * percent;
    if in_run == led.len() || !(enough || strict) || cx.conventions.markers.is_part(group.id) {
        return;
    }
    let names: Vec<String> = led.iter().map(|&(item, _)| letters(label(&cx.list.contents[item], cx))).collect();
    if names.len() >= ENOUGH && names.is_sorted() {
        return;
    }
    let mut sections: Vec<_> = led.iter().map(|&(_, section)| section).collect();
    sections.sort_unstable();
    // An item for one of two sections of the same name may be meant for the other.
    let twins = |slug: &str| cx.list.anchors.has(&format!("{slug}-1"));
    let distinct = sections.windows(2).all(|pair| pair[0] != pair[1]);
    // What stands in front of the contents, as the news, may be told at their end.
    let movable = |&(_, section): &(usize, SectionId)| {
        let heading = cx.list.section(section).heading.as_ref();
        section > group.section && heading.is_some_and(|heading| !twins(&heading.slug))
    };
    let distinct = distinct && led.iter().all(movable);
    let outside: Vec<bool> = led.iter().zip(&run).map(|(item, mark)| !*mark && movable(item)).collect();
    let ranges: Vec<TextRange> = led.iter().map(|&(item, _)| cx.list.contents[item].range).collect();
    let moves = (distinct && led.len() == items.len() && is_movable(group))
        .then(|| Moves::new(&ranges, &vec![0; ranges.len()], &outside, cx.list));
    // The items that stay, by their places among all, with their sections.
    let stays: Vec<_> = (0..led.len()).filter(|&at| run[at]).map(|at| (at, led[at].1)).collect();
    for at in (0..led.len()).filter(|&at| outside[at]) {
        let (item, section) = led[at];
        let below = stays.get(stays.partition_point(|(_, other)| *other <= section));
        let above = stays.partition_point(|(_, other)| *other < section).checked_sub(1).map(|at| &stays[at]);
        // An item that stands too far up belongs behind something, and one too far down in front of something.
        let (word, neighbour) = match (below, above) {
            (_, Some(above)) if above.0 > at => ("after", above),
            (Some(below), _) => ("before", below),
            _ => continue,
        };
        let text = |section| heading_text(cx.list.section(section));
        let message =
            format!("`{}` stands {word} `{}` in the text, but not in the contents", text(section), text(neighbour.1));
        let to = below.map_or(Goal::After(neighbour.0), |below| Goal::Before(below.0));
        let title = match word {
            "after" => format!("move it behind `{}`", text(neighbour.1)),
            _ => format!("move it in front of `{}`", text(neighbour.1)),
        };
        let fix = moves.as_ref().and_then(|moves| moves.fix(at, to, section as usize, title));
        let place = cx.list.links[cx.list.contents[item].link as usize].range;
        let other = cx.list.links[cx.list.contents[led[neighbour.0].0].link as usize].range;
        let finding = cx.report(place, message);
        finding
            .help(format!("{in_run} of {} items here stand in the order of their sections", led.len()))
            .label(other, format!("it belongs {word} this"));
        finding.fix = fix;
    }
}

fn is_movable(group: &EntryGroup) -> bool {
    matches!(group.kind, GroupKind::Bullets { .. }) && !group.enclosed
}
