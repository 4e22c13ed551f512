//! GitLab's Code Quality report (<https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>).

use std::io::{self, Write};

use serde::Serialize;

use super::{Checked, Report, Style, Totals, fingerprint::Fingerprints, json::to_json, write_joined};
use crate::diagnostic::Severity;

/// One JSON array for all files.
#[derive(Debug, Clone, Copy)]
pub struct Gitlab {
    /// The options of the report.
    pub style: Style,
}

#[derive(Serialize)]
struct Issue<'c> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'c>,
}

#[derive(Serialize)]
struct Location<'c> {
    path: &'c str,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
}

impl Report for Gitlab {
    fn file(&self, file: &Checked) -> String {
        let mut fingerprints = Fingerprints::new(file);
        let place = |at| {
            let at = file.source.position(at);
            Place { line: at.line, column: at.column }
        };
        let shown = file.findings.diagnostics.iter().filter(|found| self.style.shows(found));
        let issues = shown.map(|found| {
            to_json(&Issue {
                // GitLab does not show the name of the check.
                description: format!("{}: {}", found.rule, found.message),
                check_name: found.rule,
                fingerprint: fingerprints.next(found),
                severity: match found.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Info => "info",
                },
                location: Location {
                    path: file.path.strip_prefix("./").unwrap_or(file.path),
                    positions: Positions { begin: place(found.range.start()), end: place(found.range.end()) },
                },
            })
        });
        issues.collect::<Vec<_>>().join(",\n")
    }

    fn write(&self, out: &mut dyn Write, files: &[&str], _: &Totals) -> io::Result<()> {
        out.write_all(b"[")?;
        write_joined(out, files.iter().filter(|issues| !issues.is_empty()), ",\n")?;
        out.write_all(b"]\n")
    }
}
