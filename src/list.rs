//! The typed list: sections, groups of entries, and the elements of entries.
//!
//! - `list.rs`: the types and the links between them
//! - `build.rs`: from the Markdown tree to the list, in steps
//! - `nodes.rs`: links, images, anchors and sections
//! - `shapes.rs`, `shapes/`: groups of entries, in every shape that lists give them
//! - `contents.rs`: the contents lists and their items
//! - `fields.rs`, `fields/`: what the parts of an entry mean
//! - `query.rs`: questions that rules ask of a list; `distinct.rs`: entries with one title that are two things
//! - `generated.rs`: the parts that a generator writes
//! - `heading.rs`: headings and GitHub's anchors
//! - `html.rs`: tags and attributes inside HTML
//! - `moves.rs`: fixes that move whole items of a group
//!
//! Nodes of one kind are in one vector, in document order, and refer to each other by index, so a node's links, badges
//! and dates are a slice. Strings are slices of the text.

mod build;
mod contents;
mod distinct;
mod fields;
mod generated;
mod heading;
mod html;
mod moves;
mod nodes;
mod query;
mod shapes;

use std::ops::Range;

use crate::{
    TextRange,
    dates::Precision,
    hosts::{ImageKind, Target, Template},
    markdown::{LinkStyle, Tree},
    source::Source,
};

pub use crate::dates::Date as WrittenDate;
pub use fields::{Role, Separator, SeparatorKind, is_label, label_word};
pub use generated::{Generated, GeneratedKind};
pub use heading::{Anchors, slug};
pub(crate) use html::plain_text;
pub(crate) use moves::{Goal, Moves};

/// Index of a section in [`List::sections`].
pub type SectionId = u32;
/// Index of a group in [`List::groups`].
pub type GroupId = u32;
/// Index of an entry in [`List::entries`].
pub type EntryId = u32;
/// Index of a link in [`List::links`].
pub type LinkId = u32;
/// Index of a badge in [`List::badges`].
pub type BadgeId = u32;
/// Index of a date in [`List::dates`].
pub type DateId = u32;
/// Index of a part in [`List::parts`].
pub type PartId = u32;

/// An awesome list.
#[derive(Debug)]
pub struct List<'t> {
    /// The text.
    pub source: &'t Source<'t>,
    /// The parsed Markdown.
    pub tree: &'t Tree<'t>,
    /// The sections: first the part before the first heading, then one for each heading.
    pub sections: Vec<Section>,
    /// Groups of entries, including contents lists.
    pub groups: Vec<EntryGroup>,
    /// The entries; nested entries come after the entry that contains them.
    pub entries: Vec<Entry>,
    /// Every link of the text, including those in HTML, tables and prose. Images are not included.
    pub links: Vec<Link<'t>>,
    /// Every image.
    pub badges: Vec<Badge<'t>>,
    /// The dates of entries.
    pub dates: Vec<Date>,
    /// The authors and tags of entries.
    pub parts: Vec<Part>,
    /// Items of contents lists.
    pub contents: Vec<ContentsItem>,
    /// The targets that an anchor `#x` can lead to.
    pub anchors: Anchors,
    /// Regions that a generator rewrites; no fix changes them.
    pub generated: Vec<Generated<'t>>,
    /// Front matter, code and HTML blocks, and code spans of several lines: bytes that layout rules skip.
    pub opaque: Vec<TextRange>,
}

/// A heading and the text below it, up to the next heading of any level.
#[derive(Debug, Clone)]
pub struct Section {
    /// The heading; none for the part before the first heading.
    pub heading: Option<Heading>,
    /// The heading level, 1 to 6; 0 before the first heading.
    pub level: u8,
    /// The nearest section above that has a lower level.
    pub parent: Option<SectionId>,
    /// From the start of the heading to the start of the next one.
    pub range: TextRange,
    /// The purpose of the section.
    pub role: SectionRole,
}

/// The purpose of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SectionRole {
    /// Holds the contents list.
    Contents,
    /// Any other section, usually one with entries.
    Entries,
    /// The heading, or the whole section, is an entry.
    Entry,
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The whole line; both lines for an underlined heading.
    pub range: TextRange,
    /// The text as written, without the heading's marks.
    pub content: TextRange,
    /// The text as a reader sees it, without alternative texts of images.
    pub text: String,
    /// GitHub's anchor, including the suffix of a repeated heading.
    pub slug: String,
    /// Whether it is an HTML tag.
    pub html: bool,
}

/// The kind of block that holds the entries of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupKind {
    /// A bullet list; the bullet is `-`, `*` or `+`.
    Bullets {
        /// The bullet's byte.
        marker: u8,
    },
    /// A numbered list; the delimiter is `.` or `)`.
    Numbered {
        /// The delimiter's byte.
        delimiter: u8,
    },
    /// The body rows of a table.
    Table,
    /// Paragraphs of one section.
    Paragraphs,
    /// Headings, or whole sections with their headings.
    Headings,
    /// Segments of a piece of HTML: table rows, list items, or lines.
    Html,
}

/// Entries in one list, one table or one run of paragraphs.
#[derive(Debug, Clone)]
pub struct EntryGroup {
    /// The group's own index.
    pub id: GroupId,
    /// The kind of block that holds the entries.
    pub kind: GroupKind,
    /// The section that contains the group.
    pub section: SectionId,
    /// The entry that contains the group, if it is nested.
    pub parent: Option<EntryId>,
    /// The nesting depth: the number of lists around the group, 0 at the top level.
    pub depth: u32,
    /// The whole list or table.
    pub range: TextRange,
    /// The kind of things listed.
    pub role: GroupRole,
    /// All items or body rows in document order, each from its marker to its last character that is not a space.
    pub items: Vec<TextRange>,
    /// The entries among the items, without those nested deeper.
    pub entries: Vec<EntryId>,
    /// Whether the group is in a block quote or in HTML, where fixes move nothing.
    pub enclosed: bool,
}

/// The kind of things that a group lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupRole {
    /// The sections of the list.
    Contents,
    /// Entries, or group headings with entries nested below.
    Entries,
    /// Elements of one entry, or plain text.
    Other,
}

/// An entry of the list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The entry's own index.
    pub id: EntryId,
    /// The group that contains the entry.
    pub group: GroupId,
    /// The section that contains the entry.
    pub section: SectionId,
    /// From the marker to the last character that is not a space, nested groups included; in a table, the whole row.
    pub range: TextRange,
    /// The bullet, or the number and its delimiter; empty in a table.
    pub marker: TextRange,
    /// The first paragraph, or the row's first cell with text.
    pub head: TextRange,
    /// The main link: the first that is not a badge.
    pub link: Option<LinkId>,
    /// The title as written: what the thing is called, without marks, quotes and brackets around it, and without a venue
    /// or date in the same text.
    pub title: Option<TextRange>,
    /// A nickname or acronym beside the title, as written: bold text before it.
    pub name: Option<TextRange>,
    /// The conference, journal, preprint server or publisher, without its year.
    pub venue: Option<TextRange>,
    /// The date of the thing: the most precise one outside of prose. The year of a venue counts.
    pub date: Option<DateId>,
    /// The separator directly after the main link, such as ` - `; only in lists, where the link names the entry.
    pub separator: Option<Separator>,
    /// The prose that describes the thing.
    pub description: Option<TextRange>,
    /// The entry's authors and tags.
    pub parts: Range<PartId>,
    /// The entry's own links: those before the first nested entry.
    pub links: Range<LinkId>,
    /// The entry's own images.
    pub badges: Range<BadgeId>,
    /// The entry's own dates.
    pub dates: Range<DateId>,
    /// The groups nested in the entry.
    pub children: Vec<GroupId>,
}

/// A link.
#[derive(Debug, Clone)]
pub struct Link<'t> {
    /// The link's own index.
    pub id: LinkId,
    /// The whole link as written.
    pub range: TextRange,
    /// The text as written, without brackets; empty for a bare URL.
    pub label: TextRange,
    /// The byte range of the target as written, without `<` and `>`.
    pub destination: Option<TextRange>,
    /// The syntax of the link.
    pub style: LinkStyle,
    /// Whether it is an HTML tag; `destination` is then the range of the attribute's value.
    pub html: bool,
    /// The target, decoded.
    pub url: &'t str,
    /// The kind of target.
    pub target: Target<'t>,
    /// Whether the target cannot be malformed, shortened or retired, so rules on URLs skip it.
    pub needs_no_url_check: bool,
    /// Whether the target is written elsewhere and shared with an earlier link: `[a][x] [b][x]`.
    pub repeats: bool,
    /// The badge inside the link's text.
    pub badge: Option<BadgeId>,
    /// The innermost entry that contains the link.
    pub entry: Option<EntryId>,
    /// The section that contains the link.
    pub section: SectionId,
}

/// An image, usually a badge that shows a number or a label.
#[derive(Debug, Clone)]
pub struct Badge<'t> {
    /// The image's own index.
    pub id: BadgeId,
    /// The link around the image, or the image itself if it has no link.
    pub range: TextRange,
    /// The image as written.
    pub image: TextRange,
    /// The alternative text as written.
    pub alt: TextRange,
    /// The byte range of the image's URL.
    pub destination: Option<TextRange>,
    /// Whether it is an HTML tag.
    pub html: bool,
    /// Whether it is written `![alt](url)` or, linked, `[![alt](url)](url)`, with nothing else inside.
    pub plain: bool,
    /// The image's URL, decoded.
    pub url: &'t str,
    /// The kind of image.
    pub shows: ImageKind<'t>,
    /// The template of the image's URL, for a number of a whole repository or a label for a paper.
    pub template: Option<Template<'t>>,
    /// The link around it.
    pub link: Option<LinkId>,
    /// The innermost entry that contains the image.
    pub entry: Option<EntryId>,
    /// An identifier shared only by images in the same paragraph or table cell.
    pub block: u32,
}

/// The authors or a tag of an entry.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// [`Role::Authors`] or [`Role::Tag`].
    pub role: Role,
    /// The text as written. Several authors can be in one range.
    pub range: TextRange,
}

/// A date of an entry.
#[derive(Debug, Clone)]
pub struct Date {
    /// The date's own index.
    pub id: DateId,
    /// The entry that contains the date.
    pub entry: EntryId,
    /// The format and the value of the date.
    pub written: WrittenDate,
    /// The position of the date within the entry.
    pub place: DatePlace,
}

impl Date {
    /// Returns whether it is a date only by what is around it: `23` in `CVPR'23`, `2402` in `arXiv 2402`, `23.10` in a
    /// column of such months.
    #[must_use]
    pub fn is_mention(&self) -> bool {
        self.written.written.month.is_none() && !self.written.regular
    }

    /// Returns whether it is the year of a venue: `23` in `CVPR'23`.
    #[must_use]
    pub fn is_of_venue(&self) -> bool {
        self.is_mention() && self.written.value.precision() == Precision::Year
    }
}

/// The position of a date within its entry; dates are compared only with dates in the same position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DatePlace {
    /// Before the entry's title.
    Before,
    /// After the entry's title, in its own brackets.
    After,
    /// The value of a field: `Date: 2024-05-01`, or a table cell.
    Field,
    /// In the text of a badge.
    Badge,
    /// In prose or inside a title: not the date of this entry.
    Prose,
}

/// An item of a contents list.
#[derive(Debug, Clone)]
pub struct ContentsItem {
    /// The contents list that contains the item.
    pub group: GroupId,
    /// The item's link.
    pub link: LinkId,
    /// The item, nested items included.
    pub range: TextRange,
    /// The nesting depth of the item: 0 at the top level.
    pub depth: u32,
}

/// Counts of the nodes that the parser recognised. They are printed after each run, so that a list that was not
/// understood does not look like a list without mistakes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Headings, without the title of the list and those that are entries.
    pub sections: usize,
    /// Entries, including nested ones.
    pub entries: usize,
    /// Links, including those in prose; images are not included.
    pub links: usize,
    /// Dates of entries outside of prose: those that the rules judge.
    pub dates: usize,
    /// Dates in the prose of entries.
    pub dates_in_prose: usize,
    /// Images that show a number or a label.
    pub badges: usize,
}
