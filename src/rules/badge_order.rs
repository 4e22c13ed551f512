//! `badge-order`: the badges of an entry are in a different order from those of the list's other entries.

use crate::{
    conventions::badges::{BadgeKind, Badges},
    edit::{Edit, Fix, Phase},
    list::{Badge, Entry},
    rule::{Check, Context, Fixes, Rule},
    votes::Evidence,
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Sometimes, checks: &[Check::Entry(check)], ..rule!("badge-order") };

fn check(entry: &Entry, cx: &mut Context) {
    if entry.badges.len() < 2 {
        return;
    }
    let badges: Vec<(BadgeKind, &Badge)> = cx
        .list
        .badges_of(entry)
        .iter()
        .filter(|badge| badge.plain)
        .filter_map(|badge| BadgeKind::of(badge).map(|kind| (kind, badge)))
        .collect();
    for badges in badges.chunk_by(|(_, one), (_, next)| one.block == next.block) {
        check_block(badges, cx);
    }
}

/// Checks the badges of one paragraph or table cell.
fn check_block(badges: &[(BadgeKind, &Badge)], cx: &mut Context) {
    let badge_order = &cx.conventions.badges;
    let Some((first, second, evidence)) = out_of_order(badges, badge_order) else { return };
    let mut sorted = badges.to_vec();
    // The order is not known for each pair of kinds, so it is not a total order to sort by. Instead, each badge
    // moves up past those that it must precede.
    for at in 1..sorted.len() {
        let mut place = at;
        while place > 0 && badge_order.precedes(sorted[place].0, sorted[place - 1].0).is_some() {
            sorted.swap(place, place - 1);
            place -= 1;
        }
    }
    let edits: Vec<Edit> = badges
        .iter()
        .zip(&sorted)
        .filter(|((_, slot), (_, badge))| slot.id != badge.id)
        .map(|((_, slot), (_, badge))| Edit::replace(slot.range, cx.text(badge.range)))
        .collect();
    let in_order = out_of_order(&sorted, badge_order).is_none();
    let (early, late) = (badges[first].0.name(), badges[second].0.name());
    let finding = cx.report(
        badges[first].1.range,
        format!(
            "the {early} badge comes before the {late} badge: {}",
            evidence.say("entries have them the other way round", "them the other way round")
        ),
    );
    finding.help("put the badges in the same order in each entry: readers find a badge by its position");
    if in_order && !edits.is_empty() {
        finding.fix(Fix::safe(Phase::Order, "put the badges in the usual order", edits));
    }
}

/// Returns the first two badges in the wrong order, with the evidence for the other order.
fn out_of_order(badges: &[(BadgeKind, &Badge)], badge_order: &Badges) -> Option<(usize, usize, Evidence)> {
    (0..badges.len()).find_map(|first| {
        (first + 1..badges.len()).find_map(|second| {
            badge_order.precedes(badges[second].0, badges[first].0).map(|evidence| (first, second, evidence))
        })
    })
}
