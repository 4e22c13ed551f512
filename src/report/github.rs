//! Workflow commands, which GitHub shows beside the lines of a pull request
//! (<https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-an-error-message>).

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use super::{Checked, Report, Style, Totals, summary::write_closed, visible};
use crate::diagnostic::{Diagnostic, Severity};

/// One command a finding, the gravest of a file first: GitHub shows ten errors and ten warnings of a step.
#[derive(Debug, Clone, Copy)]
pub struct Github {
    /// What is shown.
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
    // Columns are taken only where the finding stands in one line.
    if start.line == end.line {
        let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
    } else {
        let _ = write!(out, ",endLine={}", end.line);
    }
    // A log shows the text as it is.
    let mut message = visible(&found.message).into_owned();
    if let Some(help) = &found.help {
        let _ = write!(message, "\n{}", visible(help));
    }
    let _ = writeln!(out, "::{}", data(&message));
}

/// What GitHub's own toolkit escapes in a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What it escapes in the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
