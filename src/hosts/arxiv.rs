//! arXiv's identifiers.

/// An identifier without its version: `2401.00001` or `hep-th/9901001`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArxivId<'s> {
    /// As written, without version.
    pub id: &'s str,
    /// `3` of `v3`.
    pub version: Option<u32>,
}

impl ArxivId<'_> {
    /// The year and month of its announcement, from the identifier.
    #[must_use]
    pub fn month(&self) -> Option<(i32, u32)> {
        None
    }
}
