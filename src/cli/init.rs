//! The command `init`: writes what a repository needs to have its list checked, and overwrites nothing.

use std::{
    fs::{self, File},
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use super::{Failure, Status, config::NAMES, console, files};
use crate::{conventions::Conventions, export, list::List, markdown::Tree, report::visible, source::Source};

const PRE_COMMIT: &str = ".pre-commit-config.yaml";
const WORKFLOW: &str = ".github/workflows/awesome-lint.yml";

/// A hook that runs the installed program, for a file that has other hooks already.
const HOOK: &str = "  - repo: local
    hooks:
      - id: awesome-lint
        name: awesome-lint
        # `awesome-lint` has to be on the PATH; it mends what needs no judgement and reports the rest.
        entry: awesome-lint --fix --force-exclude
        language: system
        types: [markdown]
        require_serial: true
        files: (?i)(^|/)readme([._-][a-z]+)*[.]md$
";

/// Nothing is published under a name that could stand here, so the address is left to whoever takes the file.
const WORKFLOW_TEXT: &str = "# Checks the list on each push and pull request.
name: awesome-lint
on: [push, pull_request]
permissions:
  contents: read
jobs:
  awesome-lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      # REPLACE this line: OWNER/REPOSITORY is where awesome-lint lies on GitHub, REVISION a tag or commit of it.
      - uses: OWNER/REPOSITORY@REVISION
";

/// A file to write.
struct Wanted {
    /// From the repository's root.
    name: &'static str,
    text: String,
    /// What is left to do once it is written, if anything.
    then: &'static str,
    /// What to do where the file is there already: an order, and the text that goes with it.
    otherwise: (&'static str, String),
}

/// Writes the files for the list at `path`, by default the README here.
pub(super) fn run(path: Option<&Path>, dry_run: bool) -> Result<Status, Failure> {
    let input = files::find_one(path)?;
    let name = input.name();
    let failure = |error: String| Failure(format!("{name}: {error}"));
    let files::Input::File(list) = &input else {
        return Err(Failure("`init` writes files beside the list, so it needs one; name it".to_owned()));
    };
    let bytes = input.read().map_err(failure)?;
    let source = Source::from_bytes(&bytes).map_err(|error| failure(error.to_string()))?;
    let config = configuration(&source);
    let root = root_of(list);
    let wanted = [
        Wanted { name: NAMES[0], text: config.clone(), then: "", otherwise: ("this is what it would say", config) },
        Wanted {
            name: PRE_COMMIT,
            text: format!("# Hooks for https://pre-commit.com\nrepos:\n{HOOK}"),
            then: "; `pre-commit install` lets it run before each commit",
            otherwise: ("add this to its `repos`", HOOK.to_owned()),
        },
        Wanted {
            name: WORKFLOW,
            text: WORKFLOW_TEXT.to_owned(),
            then: "; replace OWNER/REPOSITORY@REVISION in it by where awesome-lint lies",
            otherwise: ("this is what it would say", WORKFLOW_TEXT.to_owned()),
        },
    ];
    for wanted in wanted {
        let there = is_there(&root, wanted.name);
        let said = match there {
            Some(there) => left_alone(there, &root.join(there), &wanted),
            None if dry_run => format!("would write {}:\n\n{}\n", wanted.name, indented(&wanted.text)),
            None => {
                write(&root, &wanted)?;
                format!("wrote {}{}\n", visible(&root.join(wanted.name).display().to_string()), wanted.then)
            }
        };
        console::print(&said)?;
    }
    Ok(Status::Clean)
}

fn configuration(source: &Source) -> String {
    let tree = Tree::parse(source);
    let list = List::read(source, &tree);
    export::config::write(&list, &Conventions::learn(&list))
}

/// The root of the repository that a file lies in, or its folder; as short as the user has named it.
fn root_of(list: &Path) -> PathBuf {
    let folder = list.parent().unwrap_or(Path::new(""));
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(full) = here.canonicalize() else { return folder.to_path_buf() };
    match full.ancestors().position(|above| above.join(".git").exists()) {
        Some(0) | None => folder.to_path_buf(),
        Some(_) => full.ancestors().find(|above| above.join(".git").exists()).unwrap_or(&full).to_path_buf(),
    }
}

/// The file that is there already, by this name or, for the configuration, by its other one.
fn is_there(root: &Path, name: &'static str) -> Option<&'static str> {
    let names = if name == NAMES[0] { NAMES.to_vec() } else { vec![name] };
    names.into_iter().find(|name| root.join(name).symlink_metadata().is_ok())
}

fn left_alone(name: &str, path: &Path, wanted: &Wanted) -> String {
    let has_it = fs::read_to_string(path).is_ok_and(|text| text.contains("awesome-lint"));
    if NAMES.iter().all(|config| *config != name) && has_it {
        return format!("left {name} as it is; it has awesome-lint already\n");
    }
    let (order, text) = &wanted.otherwise;
    format!("left {name} as it is; {order}:\n\n{}\n", indented(text))
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect()
}

fn write(root: &Path, wanted: &Wanted) -> Result<(), Failure> {
    let path = root.join(wanted.name);
    let written = || {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        // Never over a file that has come into being meanwhile.
        File::create_new(&path)?.write_all(wanted.text.as_bytes())
    };
    written().map_err(|error: std::io::Error| {
        let why = match error.kind() {
            ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => error.to_string(),
        };
        Failure(format!("cannot write {}: {why}", path.display()))
    })
}
