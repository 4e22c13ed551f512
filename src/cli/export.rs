//! The command `export`: one list as data.

use std::{fs, path::Path};

use super::{
    Failure, Status,
    args::{ExportFormat, When},
    console,
    files::{self, Input},
};
use crate::{
    export::{Export, bibtex, csv, json},
    list::List,
    markdown::Tree,
    source::Source,
};

/// Writes the list at `path`, by default the README here, to `output` or the standard output.
pub(super) fn run(path: Option<&Path>, format: ExportFormat, output: Option<&Path>) -> Result<Status, Failure> {
    let input = files::find_one(path)?;
    if let (Input::File(list), Some(output)) = (&input, output)
        && is_same(list, output)
    {
        return Err(Failure(format!("`{}` is the list itself; name another file", output.display())));
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
        console::warn(When::Auto, &format!("{name}: nothing was recognised as an entry"));
    } else if text.is_empty() {
        let hosts = "arXiv, DOI, ACL Anthology, OpenReview";
        console::warn(When::Auto, &format!("{name}: no entry names a paper ({hosts})"));
    }
    let Some(output) = output else { return console::print(&text) };
    let cannot = |error| Failure(format!("cannot write `{}`: {error}", output.display()));
    fs::write(output, text).map(|()| Status::Clean).map_err(cannot)
}

/// Whether two paths lead to one file.
fn is_same(list: &Path, output: &Path) -> bool {
    match (fs::canonicalize(list), fs::canonicalize(output)) {
        (Ok(list), Ok(output)) => list == output,
        _ => false,
    }
}
