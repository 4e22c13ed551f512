//! Dates in every form that lists have them.

use crate::TextRange;

/// A date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The date alone, without brackets.
    pub range: TextRange,
}
