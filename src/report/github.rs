//! Workflow commands, which GitHub shows next to the lines of a pull request
//! (<https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-an-error-message>).

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use super::{Checked, Report, Style, Totals, summary::write_closed, visible};
use crate::diagnostic::{Diagnostic, Severity};

/// One command per finding, the most severe of a file first: GitHub shows ten errors and ten warnings of a step.
#[derive(Debug, Clone, Copy)]
pub struct Github {
    /// The options of the report.
    pub style: Style,
}

impl Report for Github {
    fn file(&self, file: &Checked) -> String {
        let mut shown: Vec<_> = file.findings.diagnostics.iter().filter(|found| self.style.shows(found)).collect();
        shown.sort_by_key(|found| std::cmp::Reverse(found.severity));
        let mut out = String::new();
        for found in shown {
            command(&mut out, file, found);
        }
        out
    }

    fn write(&self, out: &mut dyn Write, files: &[&str], totals: &Totals) -> io::Result<()> {
        write_closed(out, files, totals, &self.style)
    }
}

fn command(out: &mut String, file: &Checked, found: &Diagnostic) {
    let name = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (start, end) = (file.source.position(found.range.start()), file.source.position(found.range.end()));
    let _ = write!(
        out,
        "::{name} title={},file={},line={}",
        property(&format!("awesome-lint: {}", found.rule)),
        property(file.path.strip_prefix("./").unwrap_or(file.path)),
        start.line,
    );
    // GitHub takes columns only if the finding is on one line.
    if start.line == end.line {
        let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
    } else {
        let _ = write!(out, ",endLine={}", end.line);
    }
    // A log prints the text without changes.
    let mut message = visible(&found.message).into_owned();
    if let Some(help) = &found.help {
        let _ = write!(message, "\n{}", visible(help));
    }
    let _ = writeln!(out, "::{}", data(&message));
}

/// Escapes a message as GitHub's toolkit does.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property as GitHub's toolkit does.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
