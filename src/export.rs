//! The list as data, for sites and scripts that do not want to parse Markdown.
//!
//! - `export.rs`: the exported types
//! - `read.rs`: converts the typed list to these types
//! - `plain.rs`: text as a reader sees it
//! - `config.rs`: a configuration file with the conventions of the list
//! - `json.rs`, `csv.rs`, `bibtex.rs`: the output formats
//!
//! The export contains only what the list says. `docs/export.md` documents what users can rely on.

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

use crate::hosts::Registry;

/// A list as data.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(title = "awesome-lint export", deny_unknown_fields))]
pub struct Export {
    /// The version of this format. Later minor versions of the program may add keys, but do not remove keys or change
    /// their meaning.
    #[cfg_attr(test, schemars(range(min = 1, max = 1)))]
    pub version: u32,
    /// The path of the file, as given on the command line.
    pub path: String,
    /// The first heading, if its level is 1.
    pub title: Option<String>,
    /// The headings in document order, without the title and without headings that are entries.
    pub sections: Vec<Section>,
    /// The entries in document order. Nested entries come after their parent.
    pub entries: Vec<Entry>,
}

/// A section of the list.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Section {
    /// The text of the heading.
    pub title: String,
    /// GitHub's anchor for the heading, without `#`.
    pub slug: Option<String>,
    /// The level of the heading.
    #[cfg_attr(test, schemars(range(min = 1, max = 6)))]
    pub level: u8,
    /// The titles of the sections that contain it, the outermost first.
    pub path: Vec<String>,
    /// The first line of the heading, from 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub line: usize,
}

/// An entry of the list. All texts are plain text on one line, as a reader sees them.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Entry {
    /// What the entry is called. Without venue and date, if the same link contains them.
    pub title: Option<String>,
    /// A nickname or acronym beside the title.
    pub name: Option<String>,
    /// The people or groups who made it, each by name, as written.
    pub authors: Vec<String>,
    /// Whether there are more authors than these: the list says "et al." or "and others".
    pub et_al: bool,
    /// The conference, journal, preprint server or publisher, as written, without its year.
    pub venue: Option<String>,
    /// Short labels that classify it, such as a licence, a language or a price. May contain one text twice, from two
    /// columns of a table.
    pub tags: Vec<String>,
    /// The prose that describes it. Without authors, venue, date and tags.
    pub description: Option<String>,
    /// The target of the main link.
    pub url: Option<String>,
    /// All links.
    pub links: Vec<Link>,
    /// The papers, repositories and videos that the links and badges refer to.
    pub identifiers: Identifiers,
    /// The date of the entry, also the year of its venue: `CVPR'23`. The most precise one if there are several.
    pub date: Option<Date>,
    /// The badges.
    pub badges: Vec<Badge>,
    /// The non-empty cells of a table row.
    pub fields: Vec<Field>,
    /// The text of the whole entry, without nested entries.
    pub text: String,
    /// The titles of the sections that contain the entry, the outermost first, followed by the texts of parent list items
    /// that are not entries.
    pub path: Vec<String>,
    /// The innermost of these sections, as an index into `sections`, from 0.
    pub section: Option<usize>,
    /// The parent entry, as an index into `entries`, from 0.
    pub parent: Option<usize>,
    /// The Markdown or HTML element that contains the entry.
    pub carrier: Carrier,
    /// The first line of the entry, from 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub line: usize,
}

/// A link.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Link {
    /// The text of the link, or the alternative text of its image. For a bare URL, this URL as written.
    pub label: Option<String>,
    /// The target, with spaces and control characters escaped.
    pub url: String,
    /// The kind of target.
    pub kind: LinkKind,
    /// The identifier of the paper, repository or video that the target refers to.
    pub identifier: Option<String>,
    /// Whether the link contains an image.
    pub image: bool,
}

/// The kind of a link's target.
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
    /// A repository on GitHub, or a page or file in one.
    GitHub,
    /// A video on YouTube.
    YouTube,
    /// Any other web page.
    Page,
    /// A file in the list's repository.
    File,
    /// An anchor in the list.
    Anchor,
    /// A URL with a scheme other than `http` and `https`.
    Other,
}

/// The identifiers from an entry's links and badges, without duplicates. The identifier of the main link comes first.
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
    /// The date in ISO 8601, as precise as it is known: `2024`, `2024-05` or `2024-05-01`. Null for a day that does not
    /// exist. For `10/06/2025`, only the year is known.
    #[cfg_attr(test, schemars(regex(pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")))]
    pub iso: Option<String>,
    /// The precision of `iso`.
    pub precision: Option<Precision>,
    /// The date as written in the list.
    pub written: String,
}

/// The precision of a date.
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

/// An image from a badge service.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Badge {
    /// `arxiv`, or the repository metric that the badge shows, as named in the service's URLs: `stars`.
    pub kind: Option<String>,
    /// The paper or repository that the badge shows.
    pub identifier: Option<String>,
    /// The alternative text.
    pub alt: Option<String>,
    /// The URL of the image.
    pub image: String,
    /// The target of the badge's link.
    pub url: Option<String>,
}

/// A cell of a table.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "cli", derive(Serialize))]
#[cfg_attr(test, derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Field {
    /// The text of the column header. May be empty.
    pub name: String,
    /// The text of the cell.
    pub text: String,
}

/// The Markdown or HTML element that contains an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(Serialize), serde(rename_all = "lowercase"))]
#[cfg_attr(test, derive(JsonSchema))]
pub enum Carrier {
    /// A list item with a bullet.
    Bullet,
    /// A list item with a number.
    Number,
    /// A table row.
    Row,
    /// A paragraph.
    Paragraph,
    /// A heading, or a whole section.
    Heading,
    /// An element in a block of HTML.
    Html,
}

impl From<Registry> for LinkKind {
    fn from(registry: Registry) -> Self {
        match registry {
            Registry::Arxiv => Self::Arxiv,
            Registry::Doi => Self::Doi,
            Registry::OpenReview => Self::OpenReview,
            Registry::Anthology => Self::Anthology,
        }
    }
}

impl LinkKind {
    /// Returns the registry of a paper.
    #[must_use]
    pub fn registry(self) -> Option<Registry> {
        Registry::ALL.into_iter().find(|&registry| self == registry.into())
    }

    /// Returns the name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Arxiv => Registry::Arxiv.name(),
            Self::Doi => Registry::Doi.name(),
            Self::OpenReview => Registry::OpenReview.name(),
            Self::Anthology => Registry::Anthology.name(),
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
    /// Returns the name in JSON.
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
    /// Returns the name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }
}
