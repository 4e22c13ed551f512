//! The list as data, for sites and scripts that would else read Markdown again.
//!
//! - `export.rs`: what is exported
//! - `read.rs`: from the typed list to that
//! - `plain.rs`: text as a reader sees it
//! - `config.rs`: a configuration file of what the list does
//! - `json.rs`, `csv.rs`, `bibtex.rs`: how it is written
//!
//! Nothing is made up: what the list does not say is left out. `docs/export.md` tells what users may rely on.

pub mod bibtex;
pub mod config;
#[cfg(feature = "cli")]
pub mod csv;
#[cfg(feature = "cli")]
pub mod json;
mod plain;
mod read;

#[cfg(test)]
use schemars::JsonSchema;
#[cfg(feature = "cli")]
use serde::Serialize;

/// A list as data.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(title = "awesome-lint export", deny_unknown_fields))]
pub struct Export {
    /// The version of this form. Later minor versions of the program may add keys; they remove none and change the
    /// meaning of none.
    #[cfg_attr(test, schemars(range(min = 1, max = 1)))]
    pub version: u32,
    /// The file, as it was named on the command line.
    pub path: String,
    /// The first heading, where it is of the first level.
    pub title: Option<String>,
    /// The headings in their order, but for the title and those that are entries.
    pub sections: Vec<Section>,
    /// The entries in their order, nested ones behind the entry they stand in.
    pub entries: Vec<Entry>,
}

/// A section of the list.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// GitHub's anchor for it, without `#`.
    pub slug: Option<String>,
    /// The heading's level.
    #[cfg_attr(test, schemars(range(min = 1, max = 6)))]
    pub level: u8,
    /// The titles of the sections that it stands in, the outermost first.
    pub path: Vec<String>,
    /// The heading's first line, from 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub line: usize,
}

/// An entry of the list. All texts are as a reader sees them, on one line.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Entry {
    /// What it calls itself.
    pub title: Option<String>,
    /// A short name that stands before the title.
    pub name: Option<String>,
    /// What stands behind its link and a dash or colon, or in a table's column for descriptions.
    pub description: Option<String>,
    /// The target of the link that it is about.
    pub url: Option<String>,
    /// All its links.
    pub links: Vec<Link>,
    /// The papers, repositories and videos that its links and badges name.
    pub identifiers: Identifiers,
    /// Its date.
    pub date: Option<Date>,
    /// Its badges.
    pub badges: Vec<Badge>,
    /// In a table, the cells that are not empty.
    pub fields: Vec<Field>,
    /// The whole entry without those nested in it.
    pub text: String,
    /// The titles of the sections that it stands in, the outermost first; then the texts of the list items above it
    /// that are no entries.
    pub path: Vec<String>,
    /// The innermost of these sections: an index of `sections`, from 0.
    pub section: Option<usize>,
    /// The entry that it is nested in: an index of `entries`, from 0.
    pub parent: Option<usize>,
    /// How it is written.
    pub carrier: Carrier,
    /// Its first line, from 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub line: usize,
}

/// A link.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Link {
    /// Its text, or the alternative text of the image that it is around.
    pub label: Option<String>,
    /// Its target, with blanks and control characters escaped.
    pub url: String,
    /// What the target is.
    pub kind: LinkKind,
    /// What the target names: a paper's, repository's or video's identifier.
    pub identifier: Option<String>,
    /// Whether it is around an image.
    pub image: bool,
}

/// What the target of a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(Serialize), serde(rename_all = "lowercase"))]
#[cfg_attr(test, derive(JsonSchema))]
pub enum LinkKind {
    /// A paper on arXiv.
    Arxiv,
    /// A digital object identifier.
    Doi,
    /// A submission to OpenReview.
    OpenReview,
    /// A paper of the ACL Anthology.
    Anthology,
    /// A repository on GitHub, or a part of one.
    GitHub,
    /// A video on YouTube.
    YouTube,
    /// Any other page of the web.
    Page,
    /// A file beside the list.
    File,
    /// A place in the list.
    Anchor,
    /// Another scheme than the web's.
    Other,
}

/// The identifiers of what an entry links to; each once, that of its main link first.
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Identifiers {
    /// Papers on arXiv, without version: `2401.00001`.
    #[cfg_attr(feature = "cli", serde(skip_serializing_if = "Vec::is_empty"))]
    pub arxiv: Vec<String>,
    /// Digital object identifiers: `10.1000/182`.
    #[cfg_attr(feature = "cli", serde(skip_serializing_if = "Vec::is_empty"))]
    pub doi: Vec<String>,
    /// Submissions to OpenReview.
    #[cfg_attr(feature = "cli", serde(skip_serializing_if = "Vec::is_empty"))]
    pub openreview: Vec<String>,
    /// Papers of the ACL Anthology: `2022.acl-long.577`.
    #[cfg_attr(feature = "cli", serde(skip_serializing_if = "Vec::is_empty"))]
    pub anthology: Vec<String>,
    /// Repositories: `owner/name`.
    #[cfg_attr(feature = "cli", serde(skip_serializing_if = "Vec::is_empty"))]
    pub github: Vec<String>,
    /// Videos.
    #[cfg_attr(feature = "cli", serde(skip_serializing_if = "Vec::is_empty"))]
    pub youtube: Vec<String>,
}

/// A date.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Date {
    /// By ISO 8601, as fine as it is known: `2024`, `2024-05` or `2024-05-01`; none for a day that no calendar has. Of
    /// `10/06/2025`, only the year is known.
    #[cfg_attr(test, schemars(regex(pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")))]
    pub iso: Option<String>,
    /// How fine that is.
    pub precision: Option<Precision>,
    /// As the list has it.
    pub written: String,
}

/// How fine a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(Serialize), serde(rename_all = "lowercase"))]
#[cfg_attr(test, derive(JsonSchema))]
pub enum Precision {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
}

/// An image that a badge service makes.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Badge {
    /// `arxiv`, or the number of a repository that it shows, as the service's URLs name it: `stars`.
    pub kind: Option<String>,
    /// The paper or repository that it shows.
    pub identifier: Option<String>,
    /// Its alternative text.
    pub alt: Option<String>,
    /// The image's URL.
    pub image: String,
    /// Where it leads.
    pub url: Option<String>,
}

/// A cell of a table.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Field {
    /// What the header says above it; may be empty.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// How an entry is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(Serialize), serde(rename_all = "lowercase"))]
#[cfg_attr(test, derive(JsonSchema))]
pub enum Carrier {
    /// An item with a bullet.
    Bullet,
    /// An item with a number.
    Number,
    /// A row of a table.
    Row,
    /// A paragraph.
    Paragraph,
    /// A heading, or a whole section.
    Heading,
    /// A part of a piece of HTML.
    Html,
}

impl LinkKind {
    /// As it is written in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Arxiv => "arxiv",
            Self::Doi => "doi",
            Self::OpenReview => "openreview",
            Self::Anthology => "anthology",
            Self::GitHub => "github",
            Self::YouTube => "youtube",
            Self::Page => "page",
            Self::File => "file",
            Self::Anchor => "anchor",
            Self::Other => "other",
        }
    }
}

impl Carrier {
    /// As it is written in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bullet => "bullet",
            Self::Number => "number",
            Self::Row => "row",
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::Html => "html",
        }
    }
}

impl Precision {
    /// As it is written in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }
}
