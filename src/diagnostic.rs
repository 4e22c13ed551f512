//! Findings of rules: the [`Diagnostic`] type of the linter, the fixer and each report.

use std::borrow::Cow;

use crate::{TextRange, edit::Fix};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// May be on purpose; fails a run only with `--fail-on info`.
    Info,
    /// Differs from a convention of the list, or is clearly a mistake.
    Warning,
    /// Wrong for any reader.
    Error,
}

impl Severity {
    /// Returns the word for the severity in configuration files and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Another place that belongs to a finding, with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The bytes that it points at.
    pub range: TextRange,
    /// A few words: "first used here".
    pub message: Cow<'static, str>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The name of the rule that reports it.
    pub rule: &'static str,
    /// The severity.
    pub severity: Severity,
    /// What is wrong and what was expected. Begins with a lowercase letter and ends without a full stop.
    pub message: String,
    /// What to do.
    pub help: Option<Cow<'static, str>>,
    /// The bytes that it is about.
    pub range: TextRange,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// The fix, if there is one.
    pub fix: Option<Fix>,
}
