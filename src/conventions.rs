//! What this list does, learnt by a vote among its entries.

use crate::list::List;

/// What a list does.
#[derive(Debug, Default)]
pub struct Conventions {}

impl Conventions {
    /// Takes the votes.
    #[must_use]
    pub fn learn(_list: &List) -> Self {
        Self::default()
    }
}
