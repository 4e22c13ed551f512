//! Checks the laws on real lists, if `../shared/corpus` exists.

mod common;

use std::{fs, path::PathBuf};

use awesome_lint::{
    config::Config,
    conventions::Conventions,
    export,
    lint::{Options, lint},
    list::List,
    markdown::Document,
};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/lists");
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
    files.sort();
    let trials = if files.is_empty() {
        vec![Trial::test("corpus of real lists: skipped, it is not here", || Ok(())).with_ignored_flag(true)]
    } else {
        files
            .into_iter()
            .map(|file| {
                let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                Trial::test(name, move || laws(&file))
            })
            .collect()
    };
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn laws(file: &PathBuf) -> Result<(), Failed> {
    let Ok(text) = String::from_utf8(fs::read(file)?) else { return Ok(()) };
    let fixed = common::check_laws(&text)?;
    common::check_crlf(&text, &fixed)?;
    check_template(&text)
}

/// The configuration from `init` describes the list, so it changes only the wording of findings.
fn check_template(text: &str) -> Result<(), Failed> {
    let document = Document::new(text)?;
    let list = List::read(&document.source, &document.tree);
    let written = export::config::write(&list, &Conventions::learn(&list));
    let config = Config::parse(&written, None, &awesome_lint::rules::NAMES).map_err(|error| format!("{error:?}"))?;
    let found = |options: &Options| -> Vec<_> {
        let found = lint(&document.source, options).diagnostics;
        found.into_iter().map(|found| (found.rule, found.range)).collect()
    };
    let with = Options { config: config.into(), ..Options::default() };
    if found(&Options::default()) == found(&with) {
        return Ok(());
    }
    Err(format!("with this file, the findings are others:\n{written}").into())
}
