//! What a URL names. Nothing else in the project knows a host's grammar.

pub mod arxiv;
pub mod github;

pub use arxiv::ArxivId;
pub use github::Repository;

/// What the target of a link names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'s> {
    /// Nothing: `[x]()`.
    Empty,
    /// A paper on arXiv, whatever its form (abstract, PDF, DOI, another site's view of it).
    Paper(ArxivId<'s>),
    /// A repository on GitHub or a part of it.
    Repository(Repository<'s>),
    /// A digital object identifier, without its resolver.
    Doi(&'s str),
    /// A submission to OpenReview.
    OpenReview(&'s str),
    /// A paper of the ACL Anthology.
    Anthology(&'s str),
    /// A video on YouTube.
    Video(&'s str),
    /// A place in the same text, without the `#`.
    Anchor(&'s str),
    /// A relative path: a file of the same repository.
    File(&'s str),
    /// Any other page of the web.
    Page,
    /// Another scheme: `mailto:`, `ftp:`, `tel:`.
    Other,
}

/// What an image shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows<'s> {
    /// A number of a GitHub repository (`stars`, `forks`, `last-commit`…).
    Repository {
        /// As the badge service's path has it.
        metric: &'s str,
        /// Whose number.
        repository: Repository<'s>,
    },
    /// A label for a paper on arXiv, with its identifier where the image has it.
    Arxiv(Option<ArxivId<'s>>),
    /// Any other label or number that a badge service makes.
    Badge,
    /// A picture.
    Picture,
}

impl Shows<'_> {
    /// Whether a badge service made it.
    #[must_use]
    pub fn is_badge(&self) -> bool {
        !matches!(self, Self::Picture)
    }
}

/// What the target of a link names.
#[must_use]
pub fn target(_url: &str) -> Target<'_> {
    Target::Page
}

/// What an image shows.
#[must_use]
pub fn shows(_url: &str) -> Shows<'_> {
    Shows::Picture
}
