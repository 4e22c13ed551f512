//! How likely it is that chance puts the entries of a group in an order.

use super::Candidate;

/// The largest chance at which a run still shows an order.
const LARGEST: f64 = 0.01;

impl Candidate<'_> {
    /// Returns whether chance is unlikely to produce such a run, in a list in which `without` groups are not in this
    /// order for each group that is: the more groups there are, the more of them look sorted.
    ///
    /// A few different years are in order by chance much more often than as many different titles.
    pub(super) fn is_no_chance(&self, without: f64) -> bool {
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

fn ln_factorial(number: usize) -> f64 {
    (2..=number).map(|factor| (factor as f64).ln()).sum()
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
