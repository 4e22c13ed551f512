//! Checks the export of any text.

use std::collections::HashSet;

use awesome_lint::{
    export::{Export, bibtex, csv, json},
    list::List,
    markdown::Tree,
    source::Source,
};

/// Exports a text in every format.
pub(crate) fn all_formats(text: &str) -> [String; 3] {
    let export = read(text);
    [json::write(&export), csv::write(&export), bibtex::write(&export)]
}

fn read(text: &str) -> Export {
    let source = Source::new(text).expect("test texts are small");
    Export::read("README.md", &List::read(&source, &Tree::parse(&source)))
}

/// Checks that every entry and section that the run counts is in each format; an error names the missing ones.
pub(crate) fn check(text: &str) -> Result<(), String> {
    let source = Source::new(text).expect("test texts are small");
    let coverage = List::read(&source, &Tree::parse(&source)).coverage();
    let export = read(text);
    let [json, csv, bibtex] = all_formats(text);
    let read: serde_json::Value = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    let count = |key: &str| read[key].as_array().map_or(0, Vec::len);
    if (count("sections"), count("entries")) != (coverage.sections, coverage.entries) {
        return Err(format!("{} sections and {} entries in JSON: {coverage:?}", count("sections"), count("entries")));
    }
    let rows = ::csv::Reader::from_reader(csv.as_bytes()).into_records().collect::<Result<Vec<_>, _>>();
    let rows = rows.map_err(|error| format!("CSV: {error}"))?.len();
    if rows != coverage.entries {
        return Err(format!("{rows} rows in CSV: {coverage:?}"));
    }
    papers(&export, &bibtex)?;
    if !text.contains('\r') && all_formats(&text.replace('\n', "\r\n")) != [json, csv, bibtex] {
        return Err("with CRLF the export is another".into());
    }
    Ok(())
}

/// Checks that every identifier of a paper that an entry is about is in one record, and that records are well-formed.
fn papers(export: &Export, bibtex: &str) -> Result<(), String> {
    let mut keys = HashSet::new();
    let eprints = bibtex.lines().filter_map(|line| line.trim().strip_prefix("eprint        = {")?.strip_suffix("},"));
    let eprints: HashSet<_> = eprints.map(str::to_lowercase).collect();
    for record in bibtex.split_terminator("\n}\n") {
        let mut types = ["@misc{", "@article{", "@inproceedings{"].into_iter();
        let key =
            types.find_map(|start| record.trim_start().strip_prefix(start)).and_then(|rest| rest.split(',').next());
        let key = key.ok_or_else(|| format!("no record of BibTeX: {record}"))?;
        if !keys.insert(key.to_lowercase()) {
            return Err(format!("BibTeX has the key {key} twice"));
        }
        let count = |mark| record.matches(mark).count();
        if count('{') != count('}') + 1 {
            return Err(format!("BibTeX with unbalanced braces: {record}"));
        }
    }
    for entry in &export.entries {
        for id in &entry.identifiers.arxiv {
            let linked = entry.links.iter().any(|link| link.identifier.as_ref() == Some(id));
            if linked && !eprints.contains(&id.to_lowercase()) {
                return Err(format!("BibTeX lacks {id}"));
            }
        }
    }
    Ok(())
}
