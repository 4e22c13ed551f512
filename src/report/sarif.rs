//! SARIF 2.1.0, for code-scanning pages (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>), within
//! what GitHub takes (<https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>).

use std::{
    io::{self, Write},
    path::Path,
};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Checked, Report, Style, Totals, fingerprint::Fingerprints, json::to_json, write_joined};
use crate::{
    TextRange,
    diagnostic::{Diagnostic, Severity},
    edit::Fix,
    rule::Rule,
    rules::RULES,
    source::Source,
};

/// One SARIF log for all files.
#[derive(Debug, Clone, Copy)]
pub struct Sarif {
    /// The options of the report.
    pub style: Style,
}

impl Report for Sarif {
    fn file(&self, file: &Checked) -> String {
        let uri = uri(file.path);
        let mut fingerprints = Fingerprints::new(file);
        let shown = file.findings.diagnostics.iter().filter(|finding| self.style.shows(finding));
        let results = shown.map(|finding| {
            to_json(&SarifResult {
                rule_id: finding.rule,
                rule_index: RULES.iter().position(|rule| rule.name == finding.rule),
                level: level(finding.severity),
                message: Text { text: message(finding) },
                locations: [Location::new(&uri, finding.range, file.source, None)],
                related_locations: finding
                    .labels
                    .iter()
                    .map(|label| Location::new(&uri, label.range, file.source, Some(&label.message)))
                    .collect(),
                partial_fingerprints: PartialFingerprints { line: fingerprints.next(finding) },
                fixes: finding.fix.iter().map(|fix| change(fix, &uri, file.source)).collect(),
            })
        });
        results.collect::<Vec<_>>().join(",")
    }

    fn write(&self, out: &mut dyn Write, files: &[&str], totals: &Totals) -> io::Result<()> {
        let rules: Vec<Value> = RULES.iter().map(|rule| descriptor(rule)).collect();
        let driver = json!({
            "name": env!("CARGO_PKG_NAME"),
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        });
        // Each file's results are JSON already, made on its own thread: only the frame is missing.
        write!(
            out,
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
             \"tool\":{{\"driver\":{driver}}},\
             \"automationDetails\":{{\"id\":\"awesome-lint/\"}},\
             \"invocations\":[{{\"executionSuccessful\":{}}}],\
             \"columnKind\":\"unicodeCodePoints\",\
             \"results\":[",
            totals.unread == 0,
        )?;
        write_joined(out, files.iter().filter(|results| !results.is_empty()), ",")?;
        out.write_all(b"]}]}\n")
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Returns the message with its help: a code-scanning page shows nothing else next to the line.
fn message(finding: &Diagnostic) -> String {
    match &finding.help {
        Some(help) => format!("{}: {help}", finding.message),
        None => finding.message.clone(),
    }
}

fn descriptor(rule: &Rule) -> Value {
    // Without `name`: by 3.49.7 of the standard, it must not repeat the identifier.
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.summary()},
        "fullDescription": {"text": rule.summary()},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"tags": [rule.name.split('-').next().unwrap_or_default()], "precision": "high"},
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'c> {
    rule_id: &'static str,
    rule_index: Option<usize>,
    level: &'static str,
    message: Text<String>,
    locations: [Location<'c>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'c>>,
    partial_fingerprints: PartialFingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Value>,
}

#[derive(Serialize)]
struct PartialFingerprints {
    /// The version in this key increases when the input of fingerprints changes.
    #[serde(rename = "awesomeLint/v1")]
    line: String,
}

#[derive(Serialize)]
struct Text<T> {
    text: T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'c> {
    physical_location: PhysicalLocation<'c>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<&'c str>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'c> {
    artifact_location: ArtifactLocation<'c>,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation<'c> {
    uri: &'c str,
}

/// A range, 1-based. Columns count Unicode scalar values. The end is exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl Region {
    fn new(range: TextRange, source: &Source) -> Self {
        let (start, end) = (source.position(range.start()), source.position(range.end()));
        Self { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
    }
}

impl<'c> Location<'c> {
    fn new(uri: &'c str, range: TextRange, source: &Source, message: Option<&'c str>) -> Self {
        Self {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri },
                region: Region::new(range, source),
            },
            message: message.map(|text| Text { text }),
        }
    }
}

fn change(fix: &Fix, uri: &str, source: &Source) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        json!({
            "deletedRegion": Region::new(edit.range(), source),
            "insertedContent": {"text": edit.content},
        })
    });
    json!({
        "description": {"text": fix.title},
        "artifactChanges": [{
            "artifactLocation": {"uri": uri},
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

/// The characters that the segments of a path may contain (<https://www.rfc-editor.org/rfc/rfc3986#section-3.3>), and `/`.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns a path as a URI reference. Relative paths stay relative; they start at the repository's root.
fn uri(path: &str) -> String {
    if Path::new(path).is_absolute()
        && let Ok(url) = url::Url::from_file_path(path)
    {
        return url.into();
    }
    let path = path.replace('\\', "/");
    utf8_percent_encode(path.strip_prefix("./").unwrap_or(&path), PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        for (path, expected) in [
            ("README.md", "README.md"),
            ("./docs/a b.md", "docs/a%20b.md"),
            ("茶%.md", "%E8%8C%B6%25.md"),
            ("a:b.md", "a%3Ab.md"),
            ("<stdin>", "%3Cstdin%3E"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
