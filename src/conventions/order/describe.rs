//! Describes the orders of all groups for people.

use super::{Candidate, GroupOrder, Order, SMALLEST, candidates};
use crate::{
    conventions::{
        convention::{Convention, Topic},
        path,
    },
    list::{GroupRole, List},
    votes::Outcome,
};

/// Describes the order of each group that is large enough to have one.
pub(in crate::conventions) fn describe(list: &List, orders: &[Option<GroupOrder>], out: &mut Vec<Convention>) {
    for (group, order) in list.groups.iter().zip(orders) {
        let size = group.entries.len();
        let pinned = order.as_ref().is_some_and(|own| own.pinned);
        if group.role != GroupRole::Entries || size < SMALLEST && !pinned {
            continue;
        }
        let (value, counts) = match order {
            Some(own) => (Some(own.order.name().to_owned()), vec![(own.order, own.run())]),
            None => (None, best_runs(&candidates(list, group))),
        };
        let judged = counts.first().is_some_and(|&(order, run)| order != Order::Identifier && run == size);
        let outcome = Outcome {
            votes: size,
            counts: counts.into_iter().map(|(order, run)| (order.name().to_owned(), run)).collect(),
            too_few: value.is_none() && judged,
            value,
            pinned,
        };
        out.push(Convention::new(Topic::EntryOrder, path(list, group), "entries", outcome).at(group.range));
    }
}

/// Returns the longest run of each order, the longest first.
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
