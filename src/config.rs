//! The configuration of `awesome-lint.toml`, as plain data.
//!
//! - `config.rs`: the configuration of a run, and how it is merged with a preset
//! - `file.rs`: the keys of the file
//! - `read.rs`: checks the names of rules and normalises their settings
//! - `rules.rs`: the table of rules, with their levels and options
//! - `values.rs`: values with a syntax of their own, such as examples of dates and patterns of titles
//! - `error.rs`: errors in a file, with their position
//! - `awesome.toml`: the preset of that name
//!
//! [`Config::parse`] reads the text of a file. The command line finds the file.

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

/// The configuration of a run. The default sets nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// Files that are not checked, as `.gitignore` patterns relative to the configuration's folder.
    pub exclude: Vec<FileGlob>,
    /// Levels and options of rules.
    pub rules: Rules,
    /// Conventions that are set, so that no vote is needed.
    pub conventions: Conventions,
    /// Settings for single sections. The first one that matches a section applies.
    pub sections: Vec<Section>,
}

impl Config {
    /// Reads a configuration file. `rules` are the names of all rules. The settings of the file override those of its
    /// preset; `preset` replaces that preset.
    ///
    /// # Errors
    /// If the text is not valid TOML, or a key or value is unknown.
    pub fn parse(text: &str, preset: Option<Preset>, rules: &[&str]) -> Result<Self, ConfigError> {
        let file = read::read(text, Some(rules))?;
        let preset = preset.or(file.preset);
        let own = Self::from(file);
        Ok(match preset {
            Some(preset) => own.over(Self::preset(preset)),
            None => own,
        })
    }

    /// Returns a preset without further settings.
    ///
    /// # Panics
    /// Never: the presets are part of the program, and a test reads each.
    #[must_use]
    pub fn preset(preset: Preset) -> Self {
        Self::from(read::read(preset.text(), None).expect("a test reads each preset"))
    }

    /// Merges two configurations. The settings of `self` override those of `base`.
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

    /// Whether a rule is enabled for the list or for one of its sections.
    #[must_use]
    pub fn runs(&self, rule: &str) -> bool {
        let in_sections = || self.sections.iter().filter_map(|section| section.rules.level(rule));
        self.rules.level(rule) != Some(Level::Off) || in_sections().any(|level| level != Level::Off)
    }

    /// Returns, for each section of a list, the first of [`Config::sections`] that matches its heading or a parent
    /// heading. Empty if there are no such settings.
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
    /// Returns the severity of findings, or `None` for a disabled rule.
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
