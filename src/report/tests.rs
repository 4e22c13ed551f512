//! One list with findings of every kind, in the formats that other programs read.

use serde_json::{Value, json};

use super::*;
use crate::{
    edit::{Edit, Fix, Phase},
    range,
};

const TEXT: &str = "# Tea\n\n- 茶 [Pot](http://example.org/%)\n- 茶 [Pot](http://example.org/%)\n";

/// A warning with a help, a label and a fix of two edits; the same on another line; an error over two lines; an info.
fn findings() -> Findings {
    let finding = |rule, severity, at, message: &str| Diagnostic {
        rule,
        severity,
        message: message.to_owned(),
        help: None,
        range: at,
        labels: Vec::new(),
        fix: None,
    };
    let pot = |from: usize| range(from, from + 3);
    let mut first = finding("link-text", Severity::Warning, pot(14), "100 % <odd>: \"Pot\", \u{1b}here");
    first.help("write it otherwise\u{7}");
    first.label(range(2, 5), "as here");
    let edits = vec![Edit::replace(range(9, 12), "tea"), Edit::insert(17.into(), "s")];
    first.fix(Fix::safe(Phase::Content, "write `Pots`", edits));
    let second = TEXT.rfind("Pot").unwrap();
    let mut same = first.clone();
    (same.range, same.labels, same.fix) = (pot(second), Vec::new(), None);
    let error = finding("blank-lines", Severity::Error, range(5, 7), "two lines");
    let info = finding("product-name", Severity::Info, range(2, 5), "worth a look");
    Findings { diagnostics: vec![info, error, first, same], ..Findings::default() }
}

fn write(report: &dyn Report) -> String {
    let source = Source::new(TEXT).unwrap();
    let (found, none) = (findings(), Findings::default());
    let files = [("./my list,a.md", &found), ("clean.md", &none)];
    let files = files.map(|(path, findings)| report.file(&Checked { path, source: &source, findings }));
    let mut totals = Totals::of(&found, &[]);
    totals.add(&Totals::of(&none, &[]));
    report.document(&[&files[0], &files[1]], &totals)
}

fn style(shown: Severity) -> Style {
    Style { shown, quiet: true, colour: false, width: None }
}

#[test]
fn github() {
    assert_eq!(
        write(&Github { style: style(Severity::Info) }),
        "\
::error title=awesome-lint%3A blank-lines,file=my list%2Ca.md,line=1,endLine=3::two lines
::warning title=awesome-lint%3A link-text,file=my list%2Ca.md,line=3,col=6,endColumn=9::100 %25 <odd>: \"Pot\", ␛here%0Awrite it otherwise␇
::warning title=awesome-lint%3A link-text,file=my list%2Ca.md,line=4,col=6,endColumn=9::100 %25 <odd>: \"Pot\", ␛here%0Awrite it otherwise␇
::notice title=awesome-lint%3A product-name,file=my list%2Ca.md,line=1,col=3,endColumn=6::worth a look
"
    );
    assert!(!write(&Github { style: style(Severity::Warning) }).contains("notice"));
}

#[test]
fn junit() {
    assert_eq!(
        write(&Junit { style: style(Severity::Warning) }),
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8"?>"#,
            r#"<testsuites name="awesome-lint" failures="3">"#,
            r#"<testsuite name="./my list,a.md" tests="3" failures="3" errors="0" skipped="0">"#,
            r#"<testcase name="blank-lines (line 1, column 6)" classname="./my list,a.md">"#,
            r#"<failure message="two lines" type="error">./my list,a.md:1:6: two lines</failure></testcase>"#,
            r#"<testcase name="link-text (line 3, column 6)" classname="./my list,a.md">"#,
            r#"<failure message="100 % &lt;odd&gt;: &quot;Pot&quot;, ␛here" type="warning">"#,
            "./my list,a.md:3:6: 100 % &lt;odd&gt;: &quot;Pot&quot;, ␛here\nwrite it otherwise␇</failure></testcase>",
            r#"<testcase name="link-text (line 4, column 6)" classname="./my list,a.md">"#,
            r#"<failure message="100 % &lt;odd&gt;: &quot;Pot&quot;, ␛here" type="warning">"#,
            "./my list,a.md:4:6: 100 % &lt;odd&gt;: &quot;Pot&quot;, ␛here\nwrite it otherwise␇</failure></testcase>",
            "</testsuite>",
            r#"<testsuite name="clean.md" tests="1" failures="0" errors="0" skipped="0">"#,
            r#"<testcase name="awesome-lint" classname="clean.md"/></testsuite></testsuites>"#,
            "\n"
        )
    );
}

fn parsed(report: &dyn Report) -> Value {
    serde_json::from_str(&write(report)).unwrap()
}

#[test]
fn gitlab() {
    let issues = parsed(&Gitlab { style: style(Severity::Info) });
    let place = |line: u32, column: u32| json!({"line": line, "column": column});
    assert_eq!(
        issues[2],
        json!({
            "description": "link-text: 100 % <odd>: \"Pot\", \u{1b}here",
            "check_name": "link-text",
            "fingerprint": issues[2]["fingerprint"],
            "severity": "minor",
            "location": {
                "path": "my list,a.md",
                "positions": {"begin": place(3, 6), "end": place(3, 9)},
            },
        })
    );
    let severities: Vec<_> = (0..4).map(|at| issues[at]["severity"].as_str().unwrap()).collect();
    assert_eq!(severities, ["info", "major", "minor", "minor"]);
    let mut fingerprints: Vec<_> = (0..4).map(|at| issues[at]["fingerprint"].as_str().unwrap()).collect();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), 4);
}

#[test]
fn rdjson() {
    let document = parsed(&Rdjson { style: style(Severity::Info) });
    let span = |line: u32, from: u32, to: u32| json!({"start": {"line": line, "column": from}, "end": {"line": line, "column": to}});
    assert_eq!(document["source"], json!({"name": "awesome-lint"}));
    assert_eq!(
        document["diagnostics"][2],
        json!({
            "message": "100 % <odd>: \"Pot\", \u{1b}here\nwrite it otherwise\u{7}",
            // Columns count bytes.
            "location": {"path": "my list,a.md", "range": span(3, 8, 11)},
            "severity": "WARNING",
            "code": {"value": "link-text"},
            "suggestions": [{"range": span(3, 3, 11), "text": "tea [Pots"}],
            "related_locations": [
                {"message": "as here", "location": {"path": "my list,a.md", "range": span(1, 3, 6)}},
            ],
        })
    );
}

#[test]
fn sarif() {
    let log = parsed(&Sarif { style: style(Severity::Info) });
    let run = &log["runs"][0];
    assert_eq!((&log["version"], &run["columnKind"]), (&json!("2.1.0"), &json!("unicodeCodePoints")));
    let region = |line: u32, from: u32, to: u32| json!({"startLine": line, "startColumn": from, "endLine": line, "endColumn": to});
    let artifact = json!({"uri": "my%20list%2Ca.md"});
    let result = &run["results"][2];
    let index = result["ruleIndex"].as_u64().unwrap() as usize;
    let rule = &run["tool"]["driver"]["rules"][index];
    assert_eq!((&rule["id"], rule.get("name")), (&json!("link-text"), None));
    assert_eq!(
        *result,
        json!({
            "ruleId": "link-text",
            "ruleIndex": index,
            "level": "warning",
            "message": {"text": "100 % <odd>: \"Pot\", \u{1b}here: write it otherwise\u{7}"},
            "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region(3, 6, 9)}}],
            "relatedLocations": [{
                "physicalLocation": {"artifactLocation": artifact, "region": region(1, 3, 6)},
                "message": {"text": "as here"},
            }],
            "partialFingerprints": result["partialFingerprints"],
            "fixes": [{
                "description": {"text": "write `Pots`"},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": [
                    {"deletedRegion": region(3, 3, 4), "insertedContent": {"text": "tea"}},
                    {"deletedRegion": region(3, 9, 9), "insertedContent": {"text": "s"}},
                ]}],
            }],
        })
    );
    let levels: Vec<_> = (0..4).map(|at| run["results"][at]["level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["note", "error", "warning", "warning"]);
}
