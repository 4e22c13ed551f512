//! Where nodes stand, for finding those of a range.

use std::ops::Range;

use crate::{TextRange, TextSize};

/// Bytes of a block: in lists about as many as an entry has.
const BLOCK: usize = 256;

/// The starts of nodes in document order. A search begins at the block of the text that it asks about, and needs but a
/// few steps from there.
#[derive(Debug, Default)]
pub(super) struct Starts {
    starts: Vec<TextSize>,
    /// For each block how many nodes start before it.
    before: Vec<u32>,
}

impl Starts {
    /// Of a text of so many bytes.
    pub(super) fn new(starts: Vec<TextSize>, bytes: usize) -> Self {
        let mut before = Vec::with_capacity(bytes / BLOCK + 1);
        for (at, start) in starts.iter().enumerate() {
            before.resize(before.len().max(usize::from(*start) / BLOCK + 1), at as u32);
        }
        before.resize(before.len().max(bytes / BLOCK + 1), starts.len() as u32);
        Self { starts, before }
    }

    /// The nodes that start in a range.
    pub(super) fn within(&self, range: TextRange) -> Range<usize> {
        let from = self.first_from(range.start(), 0);
        from..self.first_from(range.end(), from)
    }

    /// The first node that does not start before a place, and is none of the first `from`.
    fn first_from(&self, place: TextSize, from: usize) -> usize {
        let block = self.before.get(usize::from(place) / BLOCK).map_or(self.starts.len(), |&before| before as usize);
        let from = from.max(block);
        from + self.starts[from..].iter().take_while(|&&start| start < place).count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn finds_what_stands_within(mut starts in prop::collection::vec(0_u32..2000, 0..40), a in 0_u32..2000, b in 0_u32..2000) {
            starts.sort_unstable();
            let starts: Vec<TextSize> = starts.into_iter().map(TextSize::from).collect();
            let (from, to) = (TextSize::from(a.min(b)), TextSize::from(a.max(b)));
            let found = Starts::new(starts.clone(), 2000).within(TextRange::new(from, to));
            let place = |end: TextSize| starts.partition_point(|start| *start < end);
            prop_assert_eq!(found, place(from)..place(to));
        }
    }
}
