//! The command `conventions`: prints the conventions of one list, with the votes.

use std::path::Path;

use super::{
    Failure, Status,
    args::{ConfigArgs, TableFormat, When},
    config::Configs,
    console, files,
};
use crate::{config::Config, conventions::Conventions, list::List, markdown::Tree, report::Described, source::Source};

/// Prints the conventions of the list at `path`, by default the README in this folder.
pub(super) fn run(path: Option<&Path>, args: &ConfigArgs, format: TableFormat) -> Result<Status, Failure> {
    let input = files::find_one(path)?;
    let configs = match Configs::read(std::slice::from_ref(&input), args, None, &[]) {
        Ok(configs) => configs,
        Err(problem) => return Ok(problem.print(When::Auto)),
    };
    let none = Config::default();
    let config = configs.of(&input).map_or(&none, |found| &found.config);
    let name = input.name();
    let failure = |error: String| Failure(format!("{name}: {error}"));
    let bytes = input.read().map_err(failure)?;
    let source = Source::from_bytes(&bytes).map_err(|error| failure(error.to_string()))?;
    let tree = Tree::parse(&source);
    let list = List::read(&source, &tree);
    let conventions = Conventions::learn_with(&list, config).describe();
    let described = Described { path: &name, source: &source, coverage: list.coverage(), conventions: &conventions };
    console::print(&match format {
        TableFormat::Text => described.text(),
        TableFormat::Json => described.json(),
    })
}
