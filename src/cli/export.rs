//! The command `export`: writes one list as data.

use std::path::Path;

use super::{
    Failure, Status,
    args::{ExportFormat, When},
    console, files,
};
use crate::{
    export::{Export, bibtex, csv, json},
    list::List,
    markdown::Tree,
    source::Source,
};

/// Writes the list at `path`, by default the README in this folder, to `output` or to standard output.
pub(super) fn run(path: Option<&Path>, format: ExportFormat, output: Option<&Path>) -> Result<Status, Failure> {
    let input = files::find_one(path)?;
    if let Some(output) = output {
        files::refuse_as_output(std::slice::from_ref(&input), output)?;
    }
    let name = input.name();
    let failure = |error: String| Failure(format!("{name}: {error}"));
    let bytes = input.read().map_err(failure)?;
    let source = Source::from_bytes(&bytes).map_err(|error| failure(error.to_string()))?;
    let tree = Tree::parse(&source);
    let export = Export::read(&name, &List::read(&source, &tree));
    let text = match format {
        ExportFormat::Json => json::write(&export),
        ExportFormat::Csv => csv::write(&export),
        ExportFormat::Bibtex => bibtex::write(&export),
    };
    if export.entries.is_empty() {
        console::warn(When::Auto, &format!("{name}: no entries found"));
    } else if text.is_empty() {
        let hosts = "arXiv, DOI, ACL Anthology, OpenReview";
        console::warn(When::Auto, &format!("{name}: no papers found ({hosts})"));
    }
    let Some(output) = output else { return console::print(&text) };
    files::write_output(output, &text).map(|()| Status::Clean)
}
