//! Compares the order of the items with the order of their sections.

use crate::{
    TextRange,
    conventions::contents::{Contents, ItemOrder, heading_text, item_text, letters},
    list::{EntryGroup, Goal, GroupKind, Moves, SectionId},
    rule::Context,
    votes::Question,
};

/// Reports sibling items that are in a different order from their sections.
pub(super) fn check_order(contents: &Contents, cx: &mut Context) {
    let strict = contents.neighbours.as_ref().and_then(Question::habit).is_some_and(|habit| habit.value);
    for order in &contents.orders {
        check_siblings(order, strict, cx);
    }
}

/// Returns for each item the index of the set that contains it.
pub(super) fn places_of(sets: &[Vec<usize>], cx: &Context) -> Vec<usize> {
    let mut places = vec![0; cx.list.contents.len()];
    for (place, set) in sets.iter().enumerate() {
        for &item in set {
            places[item] = place;
        }
    }
    places
}

/// The number of items from which alphabetical order is not by chance.
const SORTED_BY_CHANCE: usize = 5;

fn check_siblings(order: &ItemOrder, strict: bool, cx: &mut Context) {
    let (led, run) = (&order.items, &order.in_run);
    let Some(&(first, _)) = led.first() else { return };
    let group = &cx.list.groups[cx.list.contents[first].group as usize];
    let holds = strict || order.question.holds_for(true);
    if order.question.is_unanimous() || !holds || cx.conventions.markers.is_part(group.id) {
        return;
    }
    let in_run = order.question.count(true);
    let names: Vec<String> =
        led.iter().map(|&(item, _)| letters(item_text(cx.list, &cx.list.contents[item]))).collect();
    if names.len() >= SORTED_BY_CHANCE && names.is_sorted() {
        return;
    }
    let mut sections: Vec<_> = led.iter().map(|&(_, section)| section).collect();
    sections.sort_unstable();
    // An item for one of two sections of the same name may be meant for the other.
    let twins = |slug: &str| cx.list.anchors.has(&format!("{slug}-1"));
    let distinct = sections.windows(2).all(|pair| pair[0] != pair[1]);
    // Sections above the contents, such as news, may be listed at the end of the contents.
    let movable = |&(_, section): &(usize, SectionId)| {
        let heading = cx.list.section(section).heading.as_ref();
        section > group.section && heading.is_some_and(|heading| !twins(&heading.slug))
    };
    let distinct = distinct && led.iter().all(movable);
    let outside: Vec<bool> = led.iter().zip(run).map(|(item, mark)| !*mark && movable(item)).collect();
    let ranges: Vec<TextRange> = led.iter().map(|&(item, _)| cx.list.contents[item].range).collect();
    let moves = (distinct && led.len() == order.size && is_movable(group))
        .then(|| Moves::new(&ranges, &vec![0; ranges.len()], &outside, cx.list));
    // The items that stay, by their positions among all, with their sections.
    let stays: Vec<_> = (0..led.len()).filter(|&at| run[at]).map(|at| (at, led[at].1)).collect();
    for at in (0..led.len()).filter(|&at| outside[at]) {
        let (item, section) = led[at];
        let below = stays.get(stays.partition_point(|(_, other)| *other <= section));
        let above = stays.partition_point(|(_, other)| *other < section).checked_sub(1).map(|at| &stays[at]);
        // An item that is too far up belongs after another one; an item that is too far down belongs before one.
        let (word, neighbour) = match (below, above) {
            (_, Some(above)) if above.0 > at => ("after", above),
            (Some(below), _) => ("before", below),
            _ => continue,
        };
        let text = |section| heading_text(cx.list.section(section));
        let message =
            format!("`{}` comes {word} `{}` in the text but not in the contents", text(section), text(neighbour.1));
        let to = below.map_or(Goal::After(neighbour.0), |below| Goal::Before(below.0));
        let title = format!("move it {word} `{}`", text(neighbour.1));
        let fix = moves.as_ref().and_then(|moves| moves.fix(at, to, section as usize, title));
        let place = cx.list.links[cx.list.contents[item].link as usize].range;
        let other = cx.list.links[cx.list.contents[led[neighbour.0].0].link as usize].range;
        let finding = cx.report(place, message);
        finding
            .help(format!("{in_run} of {} items here are in the order of their sections", led.len()))
            .label(other, format!("it belongs {word} this"));
        finding.fix = fix;
    }
}

fn is_movable(group: &EntryGroup) -> bool {
    matches!(group.kind, GroupKind::Bullets { .. }) && !group.enclosed
}
