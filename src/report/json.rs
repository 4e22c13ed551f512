//! Version 1 of the JSON report. Lines and columns count from 1, columns in Unicode scalar values;
//! offsets count bytes. Later versions may add keys, but do not remove keys or change their meaning.

use std::io::{self, Write};

use serde::Serialize;

use super::{Checked, Report, Totals, write_joined};
use crate::{
    TextRange,
    diagnostic::Diagnostic,
    edit::{Applicability, Fix},
    list::Coverage,
    source::{Position, Source},
};

/// One JSON document for all files.
#[derive(Debug, Clone, Copy)]
pub struct Json;

impl Report for Json {
    fn file(&self, file: &Checked) -> String {
        to_json(&File {
            path: file.path,
            coverage: file.findings.coverage.into(),
            diagnostics: file.findings.diagnostics.iter().map(|found| Finding::new(found, file.source)).collect(),
        })
    }

    fn write(&self, out: &mut dyn Write, files: &[&str], totals: &Totals) -> io::Result<()> {
        // Each file is JSON already, made on its own thread: only the frame is missing.
        let summary = to_json(&Summary {
            files: totals.files,
            errors: totals.errors,
            warnings: totals.warnings,
            infos: totals.infos,
            fixable: totals.fixable,
            fixed: totals.fixed(),
        });
        out.write_all(b"{\"version\":1,\"files\":[")?;
        write_joined(out, files, ",")?;
        writeln!(out, "],\"summary\":{summary}}}")
    }
}

pub(super) fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("structs of strings and numbers are always JSON")
}

#[derive(Serialize)]
struct File<'c> {
    path: &'c str,
    coverage: Seen,
    diagnostics: Vec<Finding<'c>>,
}

#[derive(Serialize)]
pub(super) struct Seen {
    sections: usize,
    entries: usize,
    links: usize,
    dates: usize,
    dates_in_prose: usize,
    badges: usize,
}

#[derive(Serialize)]
struct Finding<'c> {
    rule: &'static str,
    severity: &'static str,
    message: &'c str,
    help: Option<&'c str>,
    /// The rule's page on the web, or null if there is no such page.
    url: Option<&'c str>,
    location: Location,
    labels: Vec<Label<'c>>,
    fix: Option<Mend<'c>>,
}

#[derive(Serialize)]
struct Label<'c> {
    message: &'c str,
    location: Location,
}

#[derive(Serialize)]
struct Mend<'c> {
    title: &'c str,
    applicability: &'static str,
    edits: Vec<Change<'c>>,
}

#[derive(Serialize)]
struct Change<'c> {
    location: Location,
    content: &'c str,
}

#[derive(Serialize)]
struct Location {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    offset: usize,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    fixable: usize,
    fixed: usize,
}

impl<'c> Finding<'c> {
    fn new(found: &'c Diagnostic, source: &Source) -> Self {
        let labels = found.labels.iter();
        Self {
            rule: found.rule,
            severity: found.severity.name(),
            message: &found.message,
            help: found.help.as_deref(),
            url: None,
            location: Location::new(found.range, source),
            labels: labels
                .map(|label| Label { message: &label.message, location: Location::new(label.range, source) })
                .collect(),
            fix: found.fix.as_ref().map(|fix| Mend::new(fix, source)),
        }
    }
}

impl<'c> Mend<'c> {
    fn new(fix: &'c Fix, source: &Source) -> Self {
        let change = |edit: &'c crate::edit::Edit| Change {
            location: Location::new(edit.range(), source),
            content: &edit.content,
        };
        Self {
            title: &fix.title,
            applicability: match fix.applicability {
                Applicability::Safe => "safe",
                Applicability::Unsafe => "unsafe",
            },
            edits: fix.edits.iter().map(change).collect(),
        }
    }
}

impl Location {
    fn new(range: TextRange, source: &Source) -> Self {
        Self { start: source.position(range.start()).into(), end: source.position(range.end()).into() }
    }
}

impl From<Coverage> for Seen {
    fn from(seen: Coverage) -> Self {
        let Coverage { sections, entries, links, dates, dates_in_prose, badges } = seen;
        Self { sections, entries, links, dates, dates_in_prose, badges }
    }
}

impl From<Position> for Place {
    fn from(at: Position) -> Self {
        Self { line: at.line, column: at.column, offset: at.offset }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{
        diagnostic::Severity,
        edit::{Edit, Phase},
        lint::Findings,
        range,
    };

    #[test]
    fn the_shape_is_the_contract() {
        let text = "# 茶\n\n- é👍 \u{1b}x\n";
        let source = Source::new(text).unwrap();
        let at = text.find('x').unwrap();
        let mut found = Diagnostic {
            rule: "link-text",
            severity: Severity::Warning,
            message: "a \"quoted\" \u{1b}".into(),
            help: None,
            range: range(at, at + 1),
            labels: Vec::new(),
            fix: None,
        };
        found.label(range(2, 5), "here");
        found.fix(Fix::needs_review(Phase::Content, "write `y`", vec![Edit::replace(range(at, at + 1), "y")]));
        let findings = Findings {
            diagnostics: vec![found],
            coverage: Coverage { sections: 1, entries: 2, links: 3, dates: 4, dates_in_prose: 6, badges: 5 },
            suppressed: 0,
        };
        let file = Json.file(&Checked { path: "a b.md", source: &source, findings: &findings });
        let document = Json.document(&[&file, &file], &Totals::of(&findings, &[("final-newline", 2)]));
        let document: Value = serde_json::from_str(&document).unwrap();
        let place = |line: u32, column: u32, offset: usize| json!({"line": line, "column": column, "offset": offset});
        let location = json!({"start": place(3, 7, at), "end": place(3, 8, at + 1)});
        let expected = json!({
            "path": "a b.md",
            "coverage": {"sections": 1, "entries": 2, "links": 3, "dates": 4, "dates_in_prose": 6, "badges": 5},
            "diagnostics": [{
                "rule": "link-text", "severity": "warning", "message": "a \"quoted\" \u{1b}",
                "help": null, "url": null, "location": location,
                "labels": [{"message": "here", "location": {"start": place(1, 3, 2), "end": place(1, 4, 5)}}],
                "fix": {"title": "write `y`", "applicability": "unsafe",
                    "edits": [{"location": location, "content": "y"}]},
            }],
        });
        assert_eq!(
            document,
            json!({"version": 1, "files": [expected, expected],
                "summary": {"files": 1, "errors": 0, "warnings": 1, "infos": 0, "fixable": 0, "fixed": 2}})
        );
    }
}
