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
    /// A published style to hold the list to. What this file says itself comes first.
    pub(super) preset: Option<Preset>,
    /// Files that are not checked, as patterns of `.gitignore` relative to this file's folder. Files that are named on
    /// the command line are checked all the same, unless it has `--force-exclude`.
    pub(super) exclude: Vec<FileGlob>,
    /// For each rule its level, or a table with its level and options.
    pub(super) rules: Rules,
    /// What the list does. What is not said here is learnt from the list.
    pub(super) conventions: Conventions,
    /// What holds for parts of the list.
    pub(super) sections: Vec<Section>,
}

/// A published style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// What the list of awesome lists asks of the lists that it takes in.
    Awesome,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 1] = [Self::Awesome];

    /// The word that users write.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Awesome => "awesome",
        }
    }

    /// What it says, as a configuration file.
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
    /// It does not run.
    Off,
    /// Its findings never fail a run by default.
    Info,
    /// Its findings fail a run.
    Warning,
    /// Its findings fail a run, also with `--fail-on error`.
    Error,
}

/// What the list does. What is not said here is learnt from the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Conventions {
    /// The bullet of all bullet lists.
    pub bullet: Option<Bullet>,
    /// What stands between an entry's link and its description, blanks included: `" - "`.
    pub separator: Option<Separator>,
    /// Whether descriptions end in a full stop.
    pub full_stop: Option<bool>,
    /// Whether descriptions begin with a capital; `false` asks for nothing.
    pub capital: Option<bool>,
    /// The 6th of January of some year as dates are written here, `"Jan. 6, 2025"`, the 25th where that could be two days,
    /// `"25/01/2025"`; or a month, `"2025-01"`; or a list of both.
    pub date: Option<DateExamples>,
    /// The badges of an entry in their order, by the names that `awesome-lint conventions` prints: `["arXiv", "stars"]`.
    pub badge_order: Option<BadgeOrder>,
    /// The page of a paper on arXiv that links lead to.
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

/// What holds for parts of the list. The first table whose title fits a section counts, for the sections in it too.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Section {
    /// The heading of the section, letter case aside; `*` stands for any text, `?` for any character.
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
    /// Its byte.
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
    /// In no order, so that `entry-order` says nothing.
    None,
}
