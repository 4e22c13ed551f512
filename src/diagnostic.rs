//! What a rule has found: one [`Diagnostic`] type for the linter, the fixer and every report.

use std::borrow::Cow;

use crate::{TextRange, edit::Fix};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; never fails a run.
    Info,
    /// Departs from the list's own convention, or clearly careless.
    Warning,
    /// Wrong for any reader.
    Error,
}

impl Severity {
    /// The word that users write and read.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A second place that belongs to a finding, with what it has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The bytes it points at.
    pub range: TextRange,
    /// A few words: "first used here".
    pub message: Cow<'static, str>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The name of the rule, as in `rules/`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The thing found and the thing expected; begins in lower case, ends without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<Cow<'static, str>>,
    /// The bytes it is about.
    pub range: TextRange,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// How to mend it.
    pub fix: Option<Fix>,
}
