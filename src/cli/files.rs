//! Finds and reads the files that the paths of the command line name.

use std::{
    borrow::Cow,
    collections::HashSet,
    ffi::OsStr,
    fs,
    io::{self, ErrorKind, Read as _},
    path::{Path, PathBuf},
};

use clap::CommandFactory as _;
use ignore::{DirEntry, WalkBuilder};
use same_file::Handle;

use super::{Failure, args::Cli};
use crate::suggest;

/// A text to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// Reads all bytes.
    pub(super) fn read(&self) -> Result<Vec<u8>, String> {
        match self {
            Self::Stdin => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map_err(|error| error.to_string())?;
                Ok(bytes)
            }
            Self::File(path) => fs::read(path).map_err(|error| why(&error, path)),
        }
    }

    /// Returns the name for reports.
    pub(super) fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Stdin => Cow::Borrowed("<stdin>"),
            Self::File(path) => path.to_string_lossy(),
        }
    }
}

/// Refuses an output file that is one of the inputs, even under another name.
pub(super) fn refuse_as_output(inputs: &[Input], output: &Path) -> Result<(), Failure> {
    // A file that does not exist yet is no input.
    let Ok(place) = Handle::from_path(output) else { return Ok(()) };
    let is_output = |input: &Input| match input {
        Input::Stdin => false,
        Input::File(list) => Handle::from_path(list).is_ok_and(|list| list == place),
    };
    if inputs.iter().any(is_output) {
        return Err(Failure(format!("`{}` is the list itself; choose another file", output.display())));
    }
    Ok(())
}

/// Writes the output of a run to a file.
pub(super) fn write_output(file: &Path, text: &str) -> Result<(), Failure> {
    fs::write(file, text).map_err(|error| Failure(format!("cannot write `{}`: {error}", file.display())))
}

/// Returns the input that `path` names: a file, or the readme of a folder, by default of the current folder.
pub(super) fn find_one(path: Option<&Path>) -> Result<Input, Failure> {
    let Some(path) = path else { return here() };
    if is_stdin(path) {
        return Ok(Input::Stdin);
    }
    let failure = |why: &str| Failure(format!("{}: {why}", path.display()));
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            own_readme(path).map(Input::File).ok_or_else(|| failure("no README.md in this folder; name the file"))
        }
        Ok(_) => Ok(Input::File(path.to_path_buf())),
        Err(error) => Err(failure(&why(&error, path))),
    }
}

/// Returns the readme of the current folder.
fn here() -> Result<Input, Failure> {
    own_readme(Path::new("")).map(Input::File).ok_or_else(|| {
        Failure("no README.md in this folder; name a file, or use `.` to search its subfolders".to_owned())
    })
}

/// Returns the inputs that `paths` name, in order and each once, and the problems, one line each.
pub(super) fn find(paths: &[PathBuf]) -> Result<(Vec<Input>, Vec<String>), Failure> {
    if paths.iter().any(|path| is_stdin(path)) {
        return match paths {
            [_] => Ok((vec![Input::Stdin], Vec::new())),
            _ => Err(Failure("`-` cannot be combined with other paths; check files in a separate run".to_owned())),
        };
    }
    if paths.is_empty() {
        return Ok((vec![here()?], Vec::new()));
    }
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => search(path, &mut found, &mut problems),
            Ok(_) => found.push(path.clone()),
            Err(error) => problems.push(format!("{}: {}", path.display(), why(&error, path))),
        }
    }
    if found.len() > 1 {
        // A README.md is often a link to another one, and two threads must not write one file.
        let mut seen = HashSet::new();
        found.retain(|path| fs::canonicalize(path).map_or(true, |target| seen.insert(target)));
    }
    Ok((found.into_iter().map(Input::File).collect(), problems))
}

/// Whether a path of the command line means standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Returns the readme in a folder, without its subfolders.
fn own_readme(folder: &Path) -> Option<PathBuf> {
    let usual = folder.join("README.md");
    if usual.is_file() {
        return Some(usual);
    }
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut names: Vec<_> = fs::read_dir(here).ok()?.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    names.sort();
    names.iter().filter(|name| is_readme(name)).map(|name| folder.join(name)).find(|path| path.is_file())
}

fn is_readme(name: &OsStr) -> bool {
    name.eq_ignore_ascii_case("README.md")
}

/// Finds the readmes in a folder and its subfolders. The readme of a folder comes before those of its subfolders.
fn search(folder: &Path, found: &mut Vec<PathBuf>, problems: &mut Vec<String>) {
    let walk = WalkBuilder::new(folder).hidden(false).require_git(false).filter_entry(is_searched).build();
    let (mut here, mut failed) = (Vec::new(), false);
    for entry in walk {
        match entry {
            Ok(entry) if is_readme(entry.file_name()) && entry.path().is_file() => {
                let path = entry.into_path();
                here.push(path.strip_prefix("./").map_or_else(|_| path.clone(), Path::to_path_buf));
            }
            Ok(_) => {}
            Err(error) => {
                failed = true;
                problems.push(why_not_searched(&error));
            }
        }
    }
    if here.is_empty() && !failed {
        problems.push(format!("{}: no README.md in this folder or its subfolders; name the file", folder.display()));
    }
    // Sort a folder before its contents.
    here.sort_by(|a, b| (a.parent(), a).cmp(&(b.parent(), b)));
    found.append(&mut here);
}

/// Whether to search a folder. Hidden folders have no lists, except `.github`, whose readme GitHub shows.
fn is_searched(entry: &DirEntry) -> bool {
    let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
    entry.depth() == 0 || !is_hidden || entry.file_name() == ".github"
}

/// Returns why a file cannot be read and what to do.
pub(super) fn why(error: &io::Error, path: &Path) -> String {
    match error.kind() {
        ErrorKind::NotFound => format!("no such file{}", guess(path)),
        ErrorKind::IsADirectory => "this is a folder; name the list in it".to_owned(),
        ErrorKind::PermissionDenied => "permission denied; make it readable".to_owned(),
        _ => error.to_string(),
    }
}

/// Returns why a folder was not searched. The message of `ignore` would name the folder twice.
fn why_not_searched(error: &ignore::Error) -> String {
    if let ignore::Error::WithDepth { err, .. } = error {
        return why_not_searched(err);
    }
    match (error, error.io_error()) {
        (ignore::Error::WithPath { path, .. }, Some(cause)) if cause.kind() == ErrorKind::PermissionDenied => {
            format!("{}: {}", path.display(), why(cause, path))
        }
        _ => error.to_string(),
    }
}

fn guess(path: &Path) -> String {
    if path.is_symlink() {
        return "; the symbolic link is broken".to_owned();
    }
    let Some(name) = path.file_name().and_then(OsStr::to_str) else { return String::new() };
    let folder = path.parent().unwrap_or(Path::new(""));
    if folder.as_os_str().is_empty() && !name.contains('.') {
        if name == "lint" {
            return "; checking a list needs no command".to_owned();
        }
        let cli = Cli::command();
        let commands = cli.get_subcommands().map(clap::Command::get_name);
        if let Some(command) = suggest::closest(name, commands) {
            return format!("; did you mean the command `{command}`?");
        }
        let mut options = cli.get_arguments().filter_map(clap::Arg::get_long).chain(["version"]);
        if let Some(option) = options.find(|option| *option == name) {
            return format!("; did you mean `--{option}`?");
        }
    }
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(here).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    suggest::closest(name, names.iter().map(String::as_str))
        .map_or_else(String::new, |guess| format!("; did you mean `{}`?", folder.join(guess).display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, if *file == ".gitignore" { "vendor\n" } else { "" }).unwrap();
        }
        folder
    }

    /// Returns what is found, relative to the folder and with `/`.
    fn found(folder: &tempfile::TempDir, paths: &[&str]) -> (Vec<String>, usize) {
        let paths: Vec<_> = paths.iter().map(|path| folder.path().join(path)).collect();
        let (inputs, problems) = find(&paths).unwrap();
        let name = |input| match input {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => {
                path.strip_prefix(folder.path()).unwrap().to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
            }
        };
        (inputs.into_iter().map(name).collect(), problems.len())
    }

    #[test]
    fn a_folder_is_searched_its_own_readme_first() {
        let folder = tree(&[
            "z.md",
            "readme.md",
            "a/README.md",
            "a/b/ReadMe.MD",
            "b/README.md/x",
            ".github/README.md",
            ".cache/README.md",
            "vendor/README.md",
            ".gitignore",
        ]);
        let expected = ["readme.md", ".github/README.md", "a/README.md", "a/b/ReadMe.MD"];
        assert_eq!(found(&folder, &[""]), (expected.map(str::to_owned).to_vec(), 0));
    }

    #[test]
    fn files_keep_their_order_and_come_once() {
        let folder = tree(&["b.md", "a.md", "c/README.md"]);
        let expected = ["b.md", "c/README.md", "a.md"].map(str::to_owned).to_vec();
        assert_eq!(found(&folder, &["b.md", "c", "a.md", "b.md", "c/../a.md"]), (expected, 0));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_and_its_target_are_one_file() {
        let folder = tree(&["docs/README.md"]);
        std::os::unix::fs::symlink("docs/README.md", folder.path().join("README.md")).unwrap();
        assert_eq!(found(&folder, &[""]), (vec!["README.md".to_owned()], 0));
    }

    #[cfg(unix)]
    #[test]
    fn a_broken_link_is_reported_as_such() {
        let folder = tree(&["a.md"]);
        let link = folder.path().join("README.md");
        std::os::unix::fs::symlink("gone.md", &link).unwrap();
        let (inputs, problems) = find(&[link]).unwrap();
        assert_eq!(inputs, []);
        assert!(problems[0].ends_with("README.md: no such file; the symbolic link is broken"), "{problems:?}");
    }

    #[test]
    fn one_input_is_a_file_or_a_folders_own_readme() {
        let folder = tree(&["readme.md", "b.md", "below/c/README.md"]);
        let one = |path: &str| find_one(Some(&folder.path().join(path)));
        assert_eq!(one("").unwrap(), Input::File(folder.path().join("readme.md")));
        assert_eq!(one("b.md").unwrap(), Input::File(folder.path().join("b.md")));
        assert!(one("below").is_err() && one("c.md").is_err());
        assert_eq!(find_one(Some(Path::new("-"))).unwrap(), Input::Stdin);
    }

    #[test]
    fn a_missing_file_does_not_stop_the_run() {
        let folder = tree(&["a.md", "empty/x"]);
        assert_eq!(found(&folder, &["b.md", "empty", "a.md"]), (vec!["a.md".to_owned()], 2));
    }

    #[test]
    fn stdin_cannot_be_combined_with_files() {
        assert_eq!(find(&["-".into()]).unwrap().0, [Input::Stdin]);
        assert!(find(&["-".into(), "a.md".into()]).is_err());
    }
}
