//! The reviewdog diagnostic format (<https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>). Fixes become
//! suggested changes in a review.

use std::io::{self, Write};

use serde::Serialize;

use super::{Checked, Report, Style, Totals, json::to_json, write_joined};
use crate::{TextRange, diagnostic::Severity, edit::Fix, source::Source, text::line_start};

/// One JSON document for all files.
#[derive(Debug, Clone, Copy)]
pub struct Rdjson {
    /// The options of the report.
    pub style: Style,
}

#[derive(Serialize)]
struct Finding<'c> {
    message: String,
    location: Location<'c>,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'c>>,
}

#[derive(Serialize)]
struct Location<'c> {
    path: &'c str,
    range: Range,
}

#[derive(Serialize)]
struct Related<'c> {
    message: &'c str,
    location: Location<'c>,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

/// A position, 1-based. Columns count bytes. The end of a range is exclusive.
#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
}

impl Range {
    fn new(range: TextRange, source: &Source) -> Self {
        let place = |at| {
            let line = source.position(at).line;
            let column = usize::from(at) - line_start(source.text, at.into()) + 1;
            Place { line, column }
        };
        Self { start: place(range.start()), end: place(range.end()) }
    }
}

/// Returns a fix as one change from its first edit to its last, since users accept suggestions one by one.
fn suggestion(fix: &Fix, source: &Source) -> Option<Suggestion> {
    let whole = fix.edits.first()?.range().cover(fix.edits.last()?.range());
    let mut text = String::new();
    let mut at = whole.start();
    for edit in &fix.edits {
        text.push_str(&source.text[TextRange::new(at, edit.range().start())]);
        text.push_str(&edit.content);
        at = edit.range().end();
    }
    Some(Suggestion { range: Range::new(whole, source), text })
}

impl Report for Rdjson {
    fn file(&self, file: &Checked) -> String {
        let path = file.path.strip_prefix("./").unwrap_or(file.path);
        let shown = file.findings.diagnostics.iter().filter(|found| self.style.shows(found));
        let findings = shown.map(|found| {
            to_json(&Finding {
                message: match &found.help {
                    Some(help) => format!("{}\n{help}", found.message),
                    None => found.message.clone(),
                },
                location: Location { path, range: Range::new(found.range, file.source) },
                severity: match found.severity {
                    Severity::Error => "ERROR",
                    Severity::Warning => "WARNING",
                    Severity::Info => "INFO",
                },
                code: Code { value: found.rule },
                suggestions: found.fix.iter().filter_map(|fix| suggestion(fix, file.source)).collect(),
                related_locations: found
                    .labels
                    .iter()
                    .map(|label| Related {
                        message: &label.message,
                        location: Location { path, range: Range::new(label.range, file.source) },
                    })
                    .collect(),
            })
        });
        findings.collect::<Vec<_>>().join(",")
    }

    fn write(&self, out: &mut dyn Write, files: &[&str], _: &Totals) -> io::Result<()> {
        out.write_all(b"{\"source\":{\"name\":\"awesome-lint\"},\"diagnostics\":[")?;
        write_joined(out, files.iter().filter(|findings| !findings.is_empty()), ",")?;
        out.write_all(b"]}\n")
    }
}
