//! One line a finding: `path:line:column: severity[rule] message`.

use std::fmt::Write as _;

use super::{Checked, Report, Style, Totals, colour, summary::closed, visible};
use crate::diagnostic::Diagnostic;

/// One line a finding.
#[derive(Debug, Clone, Copy)]
pub struct Concise {
    /// What is shown.
    pub style: Style,
}

/// Writes a finding in one line; `path` is shown as it is.
pub(super) fn line(out: &mut String, path: &str, file: &Checked, diagnostic: &Diagnostic, style: &Style) {
    let at = file.source.position(diagnostic.range.start());
    let style = if style.colour { colour(diagnostic.severity) } else { anstyle::Style::new() };
    let _ = writeln!(
        out,
        "{path}:{}:{}: {style}{}{style:#}[{}] {}",
        at.line,
        at.column,
        diagnostic.severity.name(),
        diagnostic.rule,
        visible(&diagnostic.message),
    );
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

    fn document(&self, files: &[&str], totals: &Totals) -> String {
        closed(files, totals, &self.style)
    }
}
