//! The typed list: sections, groups of entries, and what entries are made of.
//!
//! - `list.rs`: the types, and how they find each other
//! - `build.rs`: from the Markdown tree to groups and entries
//! - `nodes.rs`: links, images, anchors and sections
//! - `contents.rs`: which lists are the contents, and what they hold
//! - `entry_shapes.rs`: entries that are neither list items nor table rows
//! - `segments.rs`: the parts of paragraphs and of HTML among them
//! - `query.rs`: what a list is asked
//! - `titled_lists.rs`: titles outside lists, with a list of links below
//! - `entry.rs`: the parts of an entry
//! - `description.rs`: what stands behind an entry's link
//! - `entry_dates.rs`: dates, and where in an entry each stands
//! - `generated.rs`: what a generator owns
//! - `heading.rs`: headings and GitHub's anchors
//! - `html.rs`: tags and attributes inside HTML
//! - `moves.rs`: fixes that move whole items of a group
//!
//! Nodes of one kind stand in one vector in document order and name each other by index, so that a node's
//! links, badges and dates are a slice. Strings are slices of the text.

mod build;
mod contents;
mod description;
mod entry;
mod entry_dates;
mod entry_shapes;
mod generated;
mod heading;
mod html;
mod moves;
mod nodes;
mod query;
mod segments;
mod titled_lists;

use std::ops::Range;

use crate::{
    TextRange,
    hosts::{ImageKind, Target, Template},
    markdown::{LinkStyle, Tree},
    source::Source,
};

pub use crate::dates::Date as WrittenDate;
pub use description::{Separator, SeparatorKind};
pub use entry::{is_label, label_word};
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

/// An awesome list.
#[derive(Debug)]
pub struct List<'t> {
    /// Its text.
    pub source: &'t Source<'t>,
    /// Its Markdown.
    pub tree: &'t Tree<'t>,
    /// The first is the part before the first heading; one more for each heading.
    pub sections: Vec<Section>,
    /// Groups of entries, and contents lists.
    pub groups: Vec<EntryGroup>,
    /// Entries, nested ones behind the entry they stand in.
    pub entries: Vec<Entry>,
    /// Every link of the text, those in HTML, tables and prose too; not the images.
    pub links: Vec<Link<'t>>,
    /// Every image.
    pub badges: Vec<Badge<'t>>,
    /// The dates of entries.
    pub dates: Vec<Date>,
    /// Items of contents lists.
    pub contents: Vec<ContentsItem>,
    /// What `#x` can lead to.
    pub anchors: Anchors,
    /// Parts that a generator writes anew; no fix touches them.
    pub generated: Vec<Generated<'t>>,
    /// Front matter, code and HTML blocks, and code spans of several lines: bytes that no layout rule touches.
    pub opaque: Vec<TextRange>,
}

/// A heading and what stands under it, up to the next heading of any level.
#[derive(Debug, Clone)]
pub struct Section {
    /// None for the part before the first heading.
    pub heading: Option<Heading>,
    /// 0 before the first heading, else 1 to 6.
    pub level: u8,
    /// The nearest section above with a lower level.
    pub parent: Option<SectionId>,
    /// From the heading to before the next one.
    pub range: TextRange,
    /// What it is for.
    pub role: SectionRole,
}

/// What a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SectionRole {
    /// Holds the contents list.
    Contents,
    /// Anything else, entries as a rule.
    Entries,
    /// Its heading, or the whole of it, is an entry.
    Entry,
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The whole line, or both lines where it is underlined.
    pub range: TextRange,
    /// Its text as written, without marks.
    pub content: TextRange,
    /// Its text as a reader sees it, images as their alternative text left out.
    pub text: String,
    /// GitHub's anchor, suffix included.
    pub slug: String,
    /// Whether it is an HTML tag.
    pub html: bool,
}

/// What holds the entries of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupKind {
    /// A bullet list; its marker is `-`, `*` or `+`.
    Bullets {
        /// The marker's byte.
        marker: u8,
    },
    /// A numbered list; its delimiter is `.` or `)`.
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
    /// Parts of a piece of HTML: table rows, list items, or lines.
    Html,
}

/// Entries that stand together: one list, or one table.
#[derive(Debug, Clone)]
pub struct EntryGroup {
    /// Its own index.
    pub id: GroupId,
    /// What holds the entries.
    pub kind: GroupKind,
    /// Where it stands.
    pub section: SectionId,
    /// The entry it is nested in.
    pub parent: Option<EntryId>,
    /// How many lists it is nested in: 0 for one that stands in none.
    pub depth: u32,
    /// The whole list or table.
    pub range: TextRange,
    /// What it lists.
    pub role: GroupRole,
    /// Its items or body rows, whole and in order: from the marker to the last byte that is no blank.
    pub items: Vec<TextRange>,
    /// The entries among them, not those nested deeper.
    pub entries: Vec<EntryId>,
    /// Whether it stands in a block quote or HTML, where no fix moves anything.
    pub enclosed: bool,
}

/// What a group lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupRole {
    /// The sections of the list.
    Contents,
    /// Entries, or headings of nested groups.
    Entries,
    /// Parts of one entry, or plain text.
    Other,
}

/// An entry of the list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its own index.
    pub id: EntryId,
    /// The group it stands in.
    pub group: GroupId,
    /// Where it stands.
    pub section: SectionId,
    /// From the marker to the last byte that is no blank, nested groups included; a table's whole row.
    pub range: TextRange,
    /// The bullet, or number and delimiter; empty in a table.
    pub marker: TextRange,
    /// Its first paragraph, or the row's first cell with text.
    pub head: TextRange,
    /// The link that the entry is about: the first that is no badge.
    pub link: Option<LinkId>,
    /// What it calls itself, as written: its link's text, or the bold or quoted text where the link's text is
    /// but a label ("paper").
    pub title: Option<TextRange>,
    /// A short name that stands before the title, as written: bold text before the link.
    pub name: Option<TextRange>,
    /// What stands directly behind its link, in lists and where the link names it: ` - `.
    pub separator: Option<Separator>,
    /// From behind the separator to the end of its first paragraph.
    pub description: Option<TextRange>,
    /// Its own links: those before its first nested entry.
    pub links: Range<LinkId>,
    /// Its own images.
    pub badges: Range<BadgeId>,
    /// Its own dates.
    pub dates: Range<DateId>,
    /// Groups nested in it.
    pub children: Vec<GroupId>,
}

/// A link.
#[derive(Debug, Clone)]
pub struct Link<'t> {
    /// Its own index.
    pub id: LinkId,
    /// The whole link as written.
    pub range: TextRange,
    /// Its text as written, without brackets; empty for a bare URL.
    pub label: TextRange,
    /// Where its target is written, without `<` and `>`.
    pub destination: Option<TextRange>,
    /// How it is written.
    pub style: LinkStyle,
    /// Whether it is an HTML tag; `destination` then holds the attribute's value.
    pub html: bool,
    /// The target, decoded.
    pub url: &'t str,
    /// What the target names.
    pub target: Target<'t>,
    /// Whether nothing in the target can be malformed, left out or closed.
    pub needs_no_url_check: bool,
    /// Whether its target is written elsewhere and belongs to an earlier link too: `[a][x] [b][x]`.
    pub repeats: bool,
    /// The badge that is its text.
    pub badge: Option<BadgeId>,
    /// The entry it stands in, the innermost one.
    pub entry: Option<EntryId>,
    /// Where it stands.
    pub section: SectionId,
}

/// An image; as a rule one that shows a number or a label.
#[derive(Debug, Clone)]
pub struct Badge<'t> {
    /// Its own index.
    pub id: BadgeId,
    /// The link around the image where there is one, else the image.
    pub range: TextRange,
    /// The image as written.
    pub image: TextRange,
    /// Its alternative text as written.
    pub alt: TextRange,
    /// Where the image's URL is written.
    pub destination: Option<TextRange>,
    /// Whether it is an HTML tag.
    pub html: bool,
    /// Whether it is written `![alt](url)` or, linked, `[![alt](url)](url)`, with nothing else inside.
    pub plain: bool,
    /// The image's URL, decoded.
    pub url: &'t str,
    /// What the image shows.
    pub shows: ImageKind<'t>,
    /// How the image's URL is spelled, for a number of a whole repository or a label for a paper.
    pub template: Option<Template<'t>>,
    /// The link around it.
    pub link: Option<LinkId>,
    /// The entry it stands in, the innermost one.
    pub entry: Option<EntryId>,
    /// A number that it shares with those in the same paragraph or table cell only.
    pub block: u32,
}

/// A date of an entry.
#[derive(Debug, Clone)]
pub struct Date {
    /// Its own index.
    pub id: DateId,
    /// The entry it stands in.
    pub entry: EntryId,
    /// How it is written and what it means.
    pub written: WrittenDate,
    /// Where in its entry it stands.
    pub place: DatePlace,
}

/// Where in an entry a date stands; dates are compared with those in the same kind of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DatePlace {
    /// Before the entry's title.
    Before,
    /// After the entry's title, in brackets of its own.
    After,
    /// The value of a field: `Date: 2024-05-01`, or a table cell.
    Field,
    /// In prose, or inside a title: not this entry's date.
    Prose,
}

/// An item of a contents list.
#[derive(Debug, Clone)]
pub struct ContentsItem {
    /// The list it stands in.
    pub group: GroupId,
    /// Its link.
    pub link: LinkId,
    /// The item, nested items included.
    pub range: TextRange,
    /// 0 for items that stand in no other item.
    pub depth: u32,
}

/// What was recognised: printed after each run, since a checker that sees nothing finds nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Headings that are neither the list's title nor entries.
    pub sections: usize,
    /// Entries, nested ones too.
    pub entries: usize,
    /// Links, those in prose too; not the images.
    pub links: usize,
    /// Dates of entries.
    pub dates: usize,
    /// Images that show a number or a label.
    pub badges: usize,
}
