//! The keys of `awesome-lint.toml`. Their comments are the descriptions in `awesome-lint.schema.json`.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    rules::{Levels, Rules},
    values::{BadgeOrder, DateExamples, FileGlob, Separator, TitleGlob},
};

/// The configuration of awesome-lint.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(JsonSchema), schemars(title = "awesome-lint.toml"))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct File {
    /// A published style to follow. The other settings of this file override it.
    pub(super) preset: Option<Preset>,
    /// Files that are not checked, as `.gitignore` patterns relative to this file's folder. Files that are named on the
    /// command line are checked anyway, unless it has `--force-exclude`.
    pub(super) exclude: Vec<FileGlob>,
    /// The level of each rule, or a table with its level and options.
    pub(super) rules: Rules,
    /// The conventions of the list. Conventions that are not set here are learned from the list.
    pub(super) conventions: Conventions,
    /// Settings for single sections.
    pub(super) sections: Vec<Section>,
}

/// A published style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// The style that the list of awesome lists requires.
    Awesome,
}

impl Preset {
    /// All presets.
    pub const ALL: [Self; 1] = [Self::Awesome];

    /// Returns the name in the configuration file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Awesome => "awesome",
        }
    }

    /// Returns the preset as the text of a configuration file.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Awesome => include_str!("awesome.toml"),
        }
    }
}

/// Whether a rule runs, and the severity of its findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Its findings never fail a run by default.
    Info,
    /// Its findings fail a run.
    Warning,
    /// Its findings fail a run, even with `--fail-on error`.
    Error,
}

/// The conventions of the list. Conventions that are not set here are learned from the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Conventions {
    /// The bullet of all bullet lists.
    pub bullet: Option<Bullet>,
    /// The separator between an entry's link and its description, including spaces: `" - "`.
    pub separator: Option<Separator>,
    /// Whether descriptions end in a full stop.
    pub full_stop: Option<bool>,
    /// Whether descriptions begin with a capital letter. With `false`, either is allowed.
    pub capital: Option<bool>,
    /// An example of how dates are written: the 6th of January of any year, `"Jan. 6, 2025"`, or the 25th if the 6th
    /// would be ambiguous, `"25/01/2025"`; or the month, `"2025-01"`; or a list of a day and a month.
    pub date: Option<DateExamples>,
    /// The order of the badges of an entry, by the names that `awesome-lint conventions` prints: `["arXiv", "stars"]`.
    pub badge_order: Option<BadgeOrder>,
    /// The arXiv page of a paper that links should lead to.
    pub paper_links: Option<PaperForm>,
    /// The order of each group of entries.
    pub order: Option<Order>,
}

impl Conventions {
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            bullet: self.bullet.or(base.bullet),
            separator: self.separator.or(base.separator),
            full_stop: self.full_stop.or(base.full_stop),
            capital: self.capital.or(base.capital),
            date: self.date.or(base.date),
            badge_order: self.badge_order.or(base.badge_order),
            paper_links: self.paper_links.or(base.paper_links),
            order: self.order.or(base.order),
        }
    }
}

/// Settings for single sections. The first table whose title matches a section applies, to its subsections too.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Section {
    /// The heading of the section, ignoring case. `*` matches any text, `?` any character.
    pub title: TitleGlob,
    /// The order of the section's entries.
    #[serde(default)]
    pub order: Option<Order>,
    /// The levels of rules in this section.
    #[serde(default)]
    pub rules: Levels,
}

/// A bullet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub enum Bullet {
    /// `-`
    #[serde(rename = "-")]
    Dash,
    /// `*`
    #[serde(rename = "*")]
    Star,
    /// `+`
    #[serde(rename = "+")]
    Plus,
}

impl Bullet {
    /// Returns the character as a byte.
    #[must_use]
    pub fn byte(self) -> u8 {
        match self {
            Self::Dash => b'-',
            Self::Star => b'*',
            Self::Plus => b'+',
        }
    }
}

/// A page of a paper on arXiv.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PaperForm {
    /// The abstract: `arxiv.org/abs/…`.
    Abs,
    /// The PDF: `arxiv.org/pdf/…`.
    Pdf,
    /// The HTML page: `arxiv.org/html/…`.
    Html,
}

/// The order of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// By date, the newest on top.
    NewestFirst,
    /// By date, the oldest on top.
    OldestFirst,
    /// By title.
    Alphabetical,
    /// In no particular order, so that `entry-order` reports nothing.
    None,
}
