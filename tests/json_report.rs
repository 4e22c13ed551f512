//! Checks the shape of the JSON report, key by key: other programs rely on it.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)] // A panic is how a test fails, also in helper functions.

use std::{fs, path::Path, process::Command};

use serde_json::Value;

/// Runs the command; returns its output and exit status. `args` are words.
fn run(folder: &Path, args: &str) -> (Value, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
    let command = command.current_dir(folder).args(["--output-format", "json"]).args(args.split(' '));
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.ends_with("}\n") && text.matches('\n').count() == 1, "one line: {text}");
    (serde_json::from_str(&text).unwrap(), output.status.code().unwrap())
}

/// Returns the values of an object with exactly these keys in this order.
fn fields<'v, const N: usize>(value: &'v Value, keys: [&str; N]) -> [&'v Value; N] {
    let object = value.as_object().unwrap_or_else(|| panic!("no object: {value}"));
    let found: Vec<_> = object.keys().map(String::as_str).collect();
    let mut expected = keys.to_vec();
    // The parser sorts the keys.
    expected.sort_unstable();
    assert_eq!(found, expected);
    keys.map(|key| &value[key])
}

fn number(value: &Value) -> usize {
    value.as_u64().unwrap_or_else(|| panic!("no number: {value}")).try_into().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

fn items(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no array: {value}"))
}

fn one_of(value: &Value, names: &[&str]) {
    assert!(names.contains(&text(value)), "{value}");
}

fn text_or_null(value: &Value) {
    assert!(value.is_null() || value.as_str().is_some_and(|text| !text.is_empty()), "{value}");
}

/// Returns the bytes of a range of `source`, and checks that its line and column agree with its offset.
fn check_location(value: &Value, source: &str) {
    let offsets = fields(value, ["start", "end"]).map(|place| {
        let [line, column, offset] = fields(place, ["line", "column", "offset"]).map(number);
        let before = &source[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        assert_eq!((line, column), (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1));
        offset
    });
    assert!(offsets[0] <= offsets[1], "{value}");
}

/// Checks one diagnostic; returns its severity and whether `--fix` fixes it.
fn check_diagnostic<'v>(value: &'v Value, source: &str) -> (&'v str, bool) {
    let keys = ["rule", "severity", "message", "help", "url", "location", "labels", "fix"];
    let [rule, severity, message, help, url, location, labels, fix] = fields(value, keys);
    assert!(awesome_lint::rules::find(text(rule)).is_some(), "{rule}");
    one_of(severity, &["error", "warning", "info"]);
    assert!(!text(message).is_empty());
    text_or_null(help);
    text_or_null(url);
    check_location(location, source);
    for label in items(labels) {
        let [message, location] = fields(label, ["message", "location"]);
        assert!(!text(message).is_empty());
        check_location(location, source);
    }
    if fix.is_null() {
        return (text(severity), false);
    }
    let [title, applicability, edits] = fields(fix, ["title", "applicability", "edits"]);
    assert!(!text(title).is_empty());
    one_of(applicability, &["safe", "unsafe"]);
    assert!(!items(edits).is_empty());
    for edit in items(edits) {
        let [location, content] = fields(edit, ["location", "content"]);
        check_location(location, source);
        let _: &str = text(content);
    }
    (text(severity), applicability == "safe")
}

/// Checks a document about files of `folder` after a run. Returns the paths, and the numbers of errors, warnings and
/// infos, of fixable findings and of fixes made.
fn check_document(document: &Value, folder: &Path) -> (Vec<String>, [usize; 5]) {
    let [version, files, summary] = fields(document, ["version", "files", "summary"]);
    assert_eq!(version, 1);
    let keys = ["files", "errors", "warnings", "infos", "fixable", "fixed"];
    let [count, errors, warnings, infos, fixable, fixed] = fields(summary, keys).map(number);
    let mut found = [0; 4];
    let mut paths = Vec::new();
    for file in items(files) {
        let [path, coverage, diagnostics] = fields(file, ["path", "coverage", "diagnostics"]);
        for seen in fields(coverage, ["sections", "entries", "links", "dates", "dates_in_prose", "badges"]) {
            number(seen);
        }
        let source = fs::read_to_string(folder.join(text(path))).unwrap();
        for diagnostic in items(diagnostics) {
            let (severity, is_fixable) = check_diagnostic(diagnostic, &source);
            let place = ["error", "warning", "info"].iter().position(|name| *name == severity).unwrap();
            found[place] += 1;
            found[3] += usize::from(is_fixable);
        }
        paths.push(text(path).to_owned());
    }
    assert_eq!(found, [errors, warnings, infos, fixable]);
    assert_eq!(count, paths.len());
    (paths, [errors, warnings, infos, fixable, fixed])
}

/// Creates a folder with a copy of each list of the fixtures; returns the names of the copies.
fn copies() -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let mut names = Vec::new();
    for entry in fs::read_dir("fixtures/lists").unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap() + ".md";
        fs::write(folder.path().join(&name), fs::read(entry.path().join("README.md")).unwrap()).unwrap();
        names.push(name);
    }
    names.sort();
    (folder, names)
}

#[test]
fn findings() {
    let (folder, names) = copies();
    let (document, status) = run(folder.path(), &names.join(" "));
    let (paths, [errors, warnings, _, fixable, fixed]) = check_document(&document, folder.path());
    assert_eq!(paths, names);
    assert!(errors > 0 && warnings > 0 && fixable > 0);
    assert_eq!((fixed, status), (0, 1));
}

/// The report describes the remaining findings, in the text as it is written.
#[test]
fn what_fixes_leave() {
    for options in ["--fix", "--fix --unsafe-fixes"] {
        let (folder, names) = copies();
        let (before, _) = run(folder.path(), &names.join(" "));
        let before = check_document(&before, folder.path()).1;
        let (document, status) = run(folder.path(), &format!("{options} {}", names.join(" ")));
        let (paths, after) = check_document(&document, folder.path());
        assert_eq!(paths, names);
        assert!(after[4] >= before[3] && after[3] == 0, "{options}: {before:?} {after:?}");
        assert!(after[..2] <= before[..2]);
        assert_eq!(status, i32::from(after[0] + after[1] > 0));
        let (again, _) = run(folder.path(), &names.join(" "));
        assert_eq!(check_document(&again, folder.path()).1[..4], after[..4]);
    }
}

/// Files that cannot be read are reported on standard error, not here; the others are all listed.
#[test]
fn unreadable_files() {
    let (folder, names) = copies();
    fs::write(folder.path().join("latin.md"), b"# Caf\xe9\n").unwrap();
    for options in ["", "--fix "] {
        let args = format!("{options}missing.md {} latin.md {}", names[0], names[1]);
        let (document, status) = run(folder.path(), &args);
        assert_eq!(check_document(&document, folder.path()).0, names[..2]);
        assert_eq!(status, 2);
    }
    let (document, status) = run(folder.path(), "latin.md missing.md");
    assert_eq!(check_document(&document, folder.path()), (Vec::new(), [0; 5]));
    assert_eq!(status, 2);
}
