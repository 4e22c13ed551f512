//! The command `init`: writes the files that a repository needs to check its list. It overwrites nothing.

use std::{
    fs::{self, File},
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use super::{Failure, Status, config::NAMES, console, files};
use crate::{conventions::Conventions, export, list::List, markdown::Tree, report::visible, source::Source};

const PRE_COMMIT: &str = ".pre-commit-config.yaml";
const WORKFLOW: &str = ".github/workflows/awesome-lint.yml";

/// A hook that runs the installed program, to be added to a list of hooks.
const HOOK: &str = "  - repo: local
    hooks:
      - id: awesome-lint
        name: awesome-lint
        # `awesome-lint` must be on the PATH. It applies safe fixes and reports what is left.
        entry: awesome-lint --fix --force-exclude
        language: system
        types: [markdown]
        require_serial: true
        files: (?i)(^|/)readme([._-][a-z]+)*[.]md$
";

/// The workflow. The action is not published yet, so users fill in its address.
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
      # REPLACE this line: OWNER/REPOSITORY is the GitHub repository of awesome-lint, REVISION a tag or commit in it.
      - uses: OWNER/REPOSITORY@REVISION
";

/// A file to write.
struct Wanted {
    /// The path from the repository's root.
    name: &'static str,
    text: String,
    /// What the user must do once the file is written, or an empty string.
    then: &'static str,
    /// What the user can do if the file already exists: a sentence, and the text for it.
    otherwise: (&'static str, String),
}

/// Writes the files for the list at `path`, by default the README in this folder.
pub(super) fn run(path: Option<&Path>, dry_run: bool) -> Result<Status, Failure> {
    let input = files::find_one(path)?;
    let name = input.name();
    let failure = |error: String| Failure(format!("{name}: {error}"));
    let files::Input::File(list) = &input else {
        return Err(Failure(
            "`init` writes files next to the list and cannot use standard input; name the list".to_owned(),
        ));
    };
    let bytes = input.read().map_err(failure)?;
    let source = Source::from_bytes(&bytes).map_err(|error| failure(error.to_string()))?;
    let config = configuration(&source);
    let root = root_of(list);
    let wanted = [
        Wanted { name: NAMES[0], text: config.clone(), then: "", otherwise: ("it would contain", config) },
        Wanted {
            name: PRE_COMMIT,
            text: format!("# Hooks for https://pre-commit.com\nrepos:\n{HOOK}"),
            then: "; run `pre-commit install` to check the list before each commit",
            otherwise: ("add this to its `repos`", HOOK.to_owned()),
        },
        Wanted {
            name: WORKFLOW,
            text: WORKFLOW_TEXT.to_owned(),
            then: "; replace OWNER/REPOSITORY@REVISION in it with the address of awesome-lint",
            otherwise: ("it would contain", WORKFLOW_TEXT.to_owned()),
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

/// Returns the root of the repository that contains the file, or the file's folder if there is no repository.
fn root_of(list: &Path) -> PathBuf {
    let folder = list.parent().unwrap_or(Path::new(""));
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(full) = here.canonicalize() else { return folder.to_path_buf() };
    match full.ancestors().position(|above| above.join(".git").exists()) {
        Some(0) | None => folder.to_path_buf(),
        Some(_) => full.ancestors().find(|above| above.join(".git").exists()).unwrap_or(&full).to_path_buf(),
    }
}

/// Returns the name of the file if it exists. The configuration has two possible names.
fn is_there(root: &Path, name: &'static str) -> Option<&'static str> {
    let names = if name == NAMES[0] { NAMES.to_vec() } else { vec![name] };
    names.into_iter().find(|name| root.join(name).symlink_metadata().is_ok())
}

fn left_alone(name: &str, path: &Path, wanted: &Wanted) -> String {
    let has_it = fs::read_to_string(path).is_ok_and(|text| text.contains("awesome-lint"));
    if NAMES.iter().all(|config| *config != name) && has_it {
        return format!("left {name} unchanged; it already has awesome-lint\n");
    }
    let (order, text) = &wanted.otherwise;
    format!("left {name} unchanged; {order}:\n\n{}\n", indented(text))
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
        // Fails if the file was created in the meantime.
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
