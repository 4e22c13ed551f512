//! Whether the longest run of a group shows its order, or is one that chance produces.

use super::{Candidate, Order};
use crate::votes::criteria;

/// The number of other groups with the same order that support a group's order.
const SUPPORTERS: usize = 2;

/// The largest chance at which a run still shows an order.
const LARGEST: f64 = 0.01;

/// What all groups say of an order.
pub(super) struct Support {
    pub(super) order: Order,
    /// The groups that are completely in order.
    perfect: usize,
    /// The groups that could be in order.
    judged: usize,
    /// Of the groups that are large enough to show the order alone, those that do.
    with: usize,
    /// Those that do not.
    without: usize,
}

impl Support {
    /// Counts the groups on which an order was tried.
    pub(super) fn of(order: Order, tried: &[Vec<Candidate>]) -> Self {
        let candidates = tried.iter().flatten().filter(|candidate| candidate.order == order);
        let mut own = Self { order, perfect: 0, judged: 0, with: 0, without: 0 };
        for candidate in candidates {
            let (run, size) = (candidate.run, candidate.in_run.len());
            own.judged += 1;
            own.perfect += usize::from(run == size);
            if criteria::ORDER_ALONE.is_met(run, size) {
                own.with += 1;
            } else if criteria::ORDER_ALONE.is_met(size, size) {
                own.without += 1;
            }
        }
        own
    }
}

impl Candidate<'_> {
    /// Returns whether the run shows that the group has this order.
    pub(super) fn holds(&self, support: Option<&Support>) -> bool {
        let (run, size) = (self.run, self.in_run.len());
        let is_supported = |support: &Support| {
            let others = support.perfect - usize::from(run == size);
            others >= SUPPORTERS && criteria::ORDER_SUPPORT.is_met(support.perfect, support.judged)
        };
        let without = support.map_or(0.0, |support| to_float(support.without) / to_float(support.with.max(1)));
        criteria::ORDER_ALONE.is_met(run, size) && self.is_no_chance(without)
            || criteria::ORDER_SUPPORTED.is_met(run, size) && support.is_some_and(is_supported)
    }

    /// Returns whether chance is unlikely to produce such a run, in a list in which `without` groups are not in this
    /// order for each group that is: the more groups there are, the more of them look sorted.
    ///
    /// A few different years are in order by chance much more often than as many different titles.
    fn is_no_chance(&self, without: f64) -> bool {
        self.ln_chance() + without.max(1.0).ln() < LARGEST.ln()
    }

    /// Returns the natural logarithm of an upper estimate of the chance that entries with these keys, shuffled, have a
    /// run of this length.
    ///
    /// There are as many ways to choose the entries outside the run as there are subsets of that size. The others are
    /// in order in one of their permutations, or in several if keys are equal.
    fn ln_chance(&self) -> f64 {
        let (size, run) = (self.in_run.len(), self.run);
        let others = size - run;
        let subsets = ln_factorial(size) - ln_factorial(run) - ln_factorial(others);
        let mut equal = 0.0;
        let (mut streak, mut last) = (0, None);
        for at in (0..size).filter(|at| self.in_run[*at]) {
            let same = last.is_some_and(|last| self.keys.compare(self.order, last, at).is_eq());
            streak = if same { streak + 1 } else { 1 };
            equal += (f64::from(streak)).ln();
            last = Some(at);
        }
        subsets + equal - ln_factorial(run)
    }
}

/// Returns a number of entries or groups as a float.
fn to_float(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

fn ln_factorial(number: usize) -> f64 {
    (2..=number).map(|factor| to_float(factor).ln()).sum()
}

#[cfg(test)]
mod tests {
    use super::super::{Keys, Order};
    use super::*;

    fn years(years: &[i32]) -> Candidate<'static> {
        let keys = years.iter().map(|year| (*year, 0, 0)).collect();
        Candidate::new(Order::OldestFirst, Keys::Dates(keys), years.len())
    }

    #[test]
    fn different_keys_show_an_order_sooner_than_equal_ones() {
        // Six of seven: 7 / 6! is just below one in a hundred.
        let six = years(&[2001, 2002, 2003, 2009, 2004, 2005, 2006]);
        assert!(six.is_no_chance(0.0));
        assert!(!six.is_no_chance(2.0));
        // Two years in order: 5! 5! / 10! is 1 in 252, 4! 4! / 8! is 1 in 70.
        assert!(years(&[2001, 2001, 2001, 2001, 2001, 2002, 2002, 2002, 2002, 2002]).is_no_chance(0.0));
        assert!(!years(&[2001, 2001, 2001, 2001, 2002, 2002, 2002, 2002]).is_no_chance(0.0));
        // One entry that is out of order can be in many places.
        assert!(!years(&[2001, 2001, 2002, 2001, 2001, 2001, 2002, 2002, 2002, 2002]).is_no_chance(0.0));
    }
}
