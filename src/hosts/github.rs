//! GitHub's repositories.

/// A repository and what of it a URL names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repository<'s> {
    /// As written.
    pub owner: &'s str,
    /// As written, without `.git`.
    pub name: &'s str,
    /// The path behind `owner/name/`, empty for the repository itself.
    pub part: &'s str,
}
