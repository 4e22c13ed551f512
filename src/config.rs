//! What a user has asked for in `awesome-lint.toml`, as plain data.
//!
//! - `config.rs`: what a run goes by, and how a preset lies below it
//! - `file.rs`: the keys of the file
//! - `read.rs`: the names of rules, and their settings spelled out
//! - `rules.rs`: the table of rules, their levels and options
//! - `values.rs`: values that have a form of their own: an example of a date, a pattern of titles
//! - `error.rs`: what is wrong with a file, in words, with the place
//! - `awesome.toml`: the preset of that name
//!
//! A file is read by [`Config::parse`]; where it is found, the command line knows.

mod error;
mod file;
mod read;
mod rules;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod tests;
mod values;

pub use error::ConfigError;
pub use file::{Bullet, Conventions, Level, Order, PaperForm, Preset, Section};
pub use rules::{Levels, LinkDuplicate, OPTIONS, ProductName, ReadmeSize, Rules};
pub use values::{BadgeOrder, DateExample, DateExamples, FileGlob, Kilobytes, Separator, TitleGlob, UrlGlob};

use file::File;

use crate::{diagnostic::Severity, list::List};

/// What a run goes by besides the list itself. The default asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// Files that are not checked, as patterns of `.gitignore` relative to the configuration's folder.
    pub exclude: Vec<FileGlob>,
    /// Levels and options of rules.
    pub rules: Rules,
    /// What is not left to a vote.
    pub conventions: Conventions,
    /// What holds for parts of the list; the first that fits a section counts.
    pub sections: Vec<Section>,
}

impl Config {
    /// Reads a configuration file, which may name these rules. The preset that it names, or `preset` in its place, lies
    /// below it.
    ///
    /// # Errors
    /// Where the text is not TOML, or says something that has no meaning.
    pub fn parse(text: &str, preset: Option<Preset>, rules: &[&str]) -> Result<Self, ConfigError> {
        let file = read::read(text, Some(rules))?;
        let preset = preset.or(file.preset);
        let own = Self::from(file);
        Ok(match preset {
            Some(preset) => own.over(Self::preset(preset)),
            None => own,
        })
    }

    /// A preset alone.
    ///
    /// # Panics
    /// Never: the presets are part of the program, and tests read each.
    #[must_use]
    pub fn preset(preset: Preset) -> Self {
        Self::from(read::read(preset.text(), None).expect("a test reads each preset"))
    }

    /// This configuration where it says something, `base` where it does not.
    fn over(mut self, base: Self) -> Self {
        self.exclude.extend(base.exclude);
        self.sections.extend(base.sections);
        Self {
            exclude: self.exclude,
            rules: self.rules.over(base.rules),
            conventions: self.conventions.over(base.conventions),
            sections: self.sections,
        }
    }

    /// Whether a rule can find anything: it is on, or a part of the list has it on.
    #[must_use]
    pub fn runs(&self, rule: &str) -> bool {
        let parts = || self.sections.iter().filter_map(|section| section.rules.level(rule));
        self.rules.level(rule) != Some(Level::Off) || parts().any(|level| level != Level::Off)
    }

    /// For each section of a list the first of [`Config::sections`] that fits its heading or one above it; empty where
    /// there are none.
    #[must_use]
    pub fn sections_of(&self, list: &List) -> Vec<Option<&Section>> {
        if self.sections.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Option<usize>> = Vec::with_capacity(list.sections.len());
        for section in &list.sections {
            let own = section.heading.as_ref().and_then(|heading| {
                let title = heading.text.trim().trim_end_matches([':', '：']);
                self.sections.iter().position(|section| section.title.fits(title))
            });
            let above = section.parent.and_then(|parent| found.get(parent as usize).copied().flatten());
            found.push([own, above].into_iter().flatten().min());
        }
        found.into_iter().map(|index| Some(&self.sections[index?])).collect()
    }
}

impl From<File> for Config {
    fn from(file: File) -> Self {
        Self { exclude: file.exclude, rules: file.rules, conventions: file.conventions, sections: file.sections }
    }
}

impl Level {
    /// The severity of a rule that is on.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}
