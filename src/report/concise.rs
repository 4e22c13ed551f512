//! One line per finding: `path:line:column: severity[rule] message`.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use super::{Checked, Report, Style, Totals, colour, summary::write_closed, visible};
use crate::diagnostic::Diagnostic;

/// One line per finding.
#[derive(Debug, Clone, Copy)]
pub struct Concise {
    /// The options of the report.
    pub style: Style,
}

/// Writes a finding on one line. `path` is printed without changes.
pub(super) fn line(out: &mut String, path: &str, file: &Checked, diagnostic: &Diagnostic, style: &Style) {
    let at = file.source.position(diagnostic.range.start());
    let severity = diagnostic.severity.name();
    let _ = write!(out, "{path}:{}:{}: ", at.line, at.column);
    if style.colour {
        let colour = colour(diagnostic.severity);
        let _ = write!(out, "{colour}{severity}{colour:#}");
    } else {
        out.push_str(severity);
    }
    for part in ["[", diagnostic.rule, "] ", &visible(&diagnostic.message), "\n"] {
        out.push_str(part);
    }
}

impl Report for Concise {
    fn file(&self, file: &Checked) -> String {
        let mut out = String::new();
        let path = visible(file.path);
        for diagnostic in file.findings.diagnostics.iter().filter(|diagnostic| self.style.shows(diagnostic)) {
            line(&mut out, &path, file, diagnostic, &self.style);
        }
        out
    }

    fn write(&self, out: &mut dyn Write, files: &[&str], totals: &Totals) -> io::Result<()> {
        write_closed(out, files, totals, &self.style)
    }
}
