//! Reports: the findings of each file, then a summary of what was seen, found and fixed.

mod concise;
mod conventions;
mod excerpt;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod rdjson;
mod sarif;
mod statistics;
mod summary;
mod visible;
mod wrap;

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use crate::{
    diagnostic::{Diagnostic, Severity},
    edit::Applicability,
    lint::Findings,
    list::Coverage,
    source::Source,
};

pub use self::{
    concise::Concise,
    conventions::Described,
    full::Full,
    github::Github,
    gitlab::Gitlab,
    json::Json,
    junit::Junit,
    rdjson::Rdjson,
    sarif::Sarif,
    statistics::Statistics,
    summary::{closing, count, fixes},
    visible::visible,
    wrap::wrap,
};

/// An output format for findings. One value is used for all files, from several threads at once.
pub trait Report: Sync {
    /// Returns the findings of one file.
    fn file(&self, file: &Checked) -> String;

    /// Writes the whole output. `files` are the results of [`Report::file`], `totals` the sums over all files.
    ///
    /// # Errors
    /// If `out` returns an error.
    fn write(&self, out: &mut dyn Write, files: &[&str], totals: &Totals) -> io::Result<()>;

    /// Returns the whole output as a string.
    fn document(&self, files: &[&str], totals: &Totals) -> String {
        let mut out = Vec::new();
        self.write(&mut out, files, totals).expect("a vector takes all that is written to it");
        String::from_utf8(out).expect("what is written is text")
    }
}

/// Writes the result of each file, with a separator between them.
fn write_joined<'f>(
    out: &mut dyn Write,
    files: impl IntoIterator<Item = &'f &'f str>,
    separator: &str,
) -> io::Result<()> {
    for (at, file) in files.into_iter().enumerate() {
        if at > 0 {
            out.write_all(separator.as_bytes())?;
        }
        out.write_all(file.as_bytes())?;
    }
    Ok(())
}

/// One file and what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'c> {
    /// The path, as the user wrote it.
    pub path: &'c str,
    /// The text that the findings point into.
    pub source: &'c Source<'c>,
    /// The findings, sorted by position.
    pub findings: &'c Findings,
}

/// The options of reports for people.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The lowest severity that is shown. Findings below it are only counted.
    pub shown: Severity,
    /// Print only findings.
    pub quiet: bool,
    /// Print colours.
    pub colour: bool,
    /// The columns of the terminal, or `None` if the output is no terminal.
    pub width: Option<usize>,
}

impl Style {
    fn shows(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.severity >= self.shown
    }
}

/// Sums over files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Files that were checked.
    pub files: usize,
    /// Files and folders that could not be read.
    pub unread: usize,
    /// What the files contain.
    pub coverage: Coverage,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings of severity info.
    pub infos: usize,
    /// Findings that `--fix` can fix.
    pub fixable: usize,
    /// Findings that `--fix` can fix only with `--unsafe-fixes`.
    pub fixable_unsafely: usize,
    /// Findings and fixes, by the name of the rule.
    pub rules: BTreeMap<&'static str, RuleTotals>,
}

/// Sums of one rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RuleTotals {
    /// Findings that are left.
    pub found: usize,
    /// Findings that `--fix` can fix.
    pub fixable: usize,
    /// Findings that `--fix` can fix only with `--unsafe-fixes`.
    pub fixable_unsafely: usize,
    /// Fixes that were applied.
    pub fixed: usize,
}

impl Totals {
    /// Returns the sums of one file. `fixed` has the number of applied fixes of each rule.
    #[must_use]
    pub fn of(findings: &Findings, fixed: &[(&'static str, usize)]) -> Self {
        let mut totals = Self { files: 1, coverage: findings.coverage, ..Self::default() };
        for diagnostic in &findings.diagnostics {
            match diagnostic.severity {
                Severity::Error => totals.errors += 1,
                Severity::Warning => totals.warnings += 1,
                Severity::Info => totals.infos += 1,
            }
            let rule = totals.rules.entry(diagnostic.rule).or_default();
            rule.found += 1;
            match diagnostic.fix.as_ref().map(|fix| fix.applicability) {
                Some(Applicability::Safe) => {
                    totals.fixable += 1;
                    rule.fixable += 1;
                }
                Some(Applicability::Unsafe) => {
                    totals.fixable_unsafely += 1;
                    rule.fixable_unsafely += 1;
                }
                None => {}
            }
        }
        for &(rule, count) in fixed {
            totals.rules.entry(rule).or_default().fixed += count;
        }
        totals
    }

    /// Adds the sums of other files.
    pub fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.unread += other.unread;
        self.coverage.sections += other.coverage.sections;
        self.coverage.entries += other.coverage.entries;
        self.coverage.links += other.coverage.links;
        self.coverage.dates += other.coverage.dates;
        self.coverage.dates_in_prose += other.coverage.dates_in_prose;
        self.coverage.badges += other.coverage.badges;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.fixable += other.fixable;
        self.fixable_unsafely += other.fixable_unsafely;
        for (name, more) in &other.rules {
            let rule = self.rules.entry(name).or_default();
            rule.found += more.found;
            rule.fixable += more.fixable;
            rule.fixable_unsafely += more.fixable_unsafely;
            rule.fixed += more.fixed;
        }
    }

    /// Returns the number of findings of this severity or a higher one.
    #[must_use]
    pub fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Info => self.errors + self.warnings + self.infos,
        }
    }

    /// Returns the number of fixes that were applied.
    #[must_use]
    pub fn fixed(&self) -> usize {
        self.rules.values().map(|rule| rule.fixed).sum()
    }
}

/// Returns the style of a severity, for reports without a theme.
fn colour(severity: Severity) -> anstyle::Style {
    let colour = match severity {
        Severity::Error => anstyle::AnsiColor::Red,
        Severity::Warning => anstyle::AnsiColor::Yellow,
        Severity::Info => anstyle::AnsiColor::Blue,
    };
    colour.on_default().bold()
}

#[cfg(test)]
mod tests;
