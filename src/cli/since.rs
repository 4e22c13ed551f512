//! `--changed-since`: keeps the findings on lines that changed since a Git revision.
//!
//! `git` provides the old text of each file, and the comparison is done here. So the text that is compared is the text
//! that was checked, and the user's settings for `git diff` have no influence.

use std::{
    collections::HashMap,
    ffi::{OsStr, OsString},
    io::ErrorKind,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Failure, files::Input};
use crate::{
    TextRange,
    diagnostic::Diagnostic,
    range,
    source::{LineEnding, Source},
};

/// A revision, resolved to a commit in each repository of a run.
#[derive(Debug)]
pub(super) struct Since {
    revision: String,
    /// By the repository's top folder.
    commits: HashMap<PathBuf, String>,
}

/// The lines of a text that differ from the old text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Changes {
    /// Whole lines with their line endings, sorted and disjoint.
    lines: Vec<TextRange>,
}

impl Since {
    /// Resolves `revision` in the repository of each input. If it and the current commit have diverged, their merge base
    /// is used, so that the changes of other branches do not count.
    pub(super) fn new(revision: &str, inputs: &[Input], stdin_name: Option<&str>) -> Result<Self, Failure> {
        let mut since = Self { revision: revision.to_owned(), commits: HashMap::new() };
        for input in inputs {
            let path = match (input, stdin_name) {
                (Input::File(path), _) => path,
                (Input::Stdin, Some(name)) => Path::new(name),
                (Input::Stdin, None) => {
                    return Err(Failure(
                        "`--changed-since` needs the name of the file on standard input; set it with \
                         `--stdin-filename`"
                            .to_owned(),
                    ));
                }
            };
            // A file that was deleted in the meantime is reported when it is read.
            let Some(place) = Place::of(path) else { continue };
            let Some(root) = place.root() else {
                let path = path.display();
                return Err(Failure(format!(
                    "{path}: `--changed-since` needs a Git repository, and this file is in none; remove the option"
                )));
            };
            if !since.commits.contains_key(root) {
                let commit = commit(revision, root).map_err(Failure)?;
                since.commits.insert(root.to_owned(), commit);
            }
        }
        Ok(since)
    }

    /// Returns the changed lines in `text`, which is the text of the file at `path`.
    pub(super) fn changes(&self, path: &Path, text: &str) -> Result<Changes, String> {
        let known = Place::of(path).and_then(|place| {
            let commit = self.commits.get(place.root()?)?;
            Some((commit, place))
        });
        let Some((commit, place)) = known else { return Err("moved while it was read; run again".to_owned()) };
        match old_text(commit, &place)? {
            Some(old) => Ok(Changes::between(&String::from_utf8_lossy(&old), text)),
            None => Ok(Changes { lines: vec![range(0, text.len())] }),
        }
    }

    /// Returns the revision as the user wrote it.
    pub(super) fn revision(&self) -> &str {
        &self.revision
    }
}

impl Changes {
    fn between(old: &str, new: &str) -> Self {
        // If only the line endings of the whole file differ from what Git would check out, no line has changed.
        let converted = line_ending(old).zip(line_ending(new)).is_some_and(|(old, new)| old != new);
        let compared = |text| -> Vec<&str> {
            let bare = |line: &'_ str| if converted { line.trim_end_matches(['\r', '\n']).len() } else { line.len() };
            str::split_inclusive(text, '\n').map(|line| &line[..bare(line)]).collect()
        };
        let mut starts = vec![0];
        starts.extend(new.split_inclusive('\n').scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        }));
        let (old, new) = (compared(old), compared(new));
        let mut changed: Vec<TextRange> = Vec::new();
        for op in capture_diff_slices(Algorithm::Histogram, &old, &new) {
            let mut lines = match op {
                DiffOp::Equal { .. } => continue,
                DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => op.new_range(),
            };
            if lines.is_empty() {
                // For deleted lines, the line below, or the line above at the end of the text.
                lines.start = lines.start.min(new.len().saturating_sub(1));
                lines.end = (lines.start + 1).min(new.len());
            }
            changed.push(range(starts[lines.start], starts[lines.end]));
        }
        Self { lines: changed }
    }

    /// Whether a finding points at a changed line.
    pub(super) fn touch(&self, text: &str, found: &Diagnostic) -> bool {
        let mut places = std::iter::once(found.range).chain(found.labels.iter().map(|label| label.range));
        places.any(|place| {
            let (start, end) = lines_of(text, place);
            let at = self.lines.partition_point(|line| usize::from(line.end()) <= start);
            self.lines.get(at).is_some_and(|line| usize::from(line.start()) < end)
                // A text that has become empty has one line of zero bytes.
                || (text.is_empty() && !self.lines.is_empty())
        })
    }
}

/// Returns the line ending of all lines, or `None` if they differ.
fn line_ending(text: &str) -> Option<LineEnding> {
    Source::new(text).ok().filter(|source| source.odd_line_endings == 0).map(|source| source.line_ending)
}

/// Returns the whole lines of a range. An offset after the last line ending belongs to the last line.
fn lines_of(text: &str, place: TextRange) -> (usize, usize) {
    let (start, end) = (usize::from(place.start()), usize::from(place.end()));
    let start = if start == text.len() && text.ends_with('\n') { start - 1 } else { start };
    // The line ending at the end of a range belongs to its last line.
    let last = end.saturating_sub(1).max(start);
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..start]).map_or(0, |at| at + 1);
    let end = memchr::memchr(b'\n', &bytes[last..]).map_or(bytes.len(), |at| last + at + 1);
    (start, end)
}

/// The location of a file with symbolic links resolved.
struct Place {
    folder: PathBuf,
    name: OsString,
}

impl Place {
    fn of(path: &Path) -> Option<Self> {
        let file = path.canonicalize().or_else(|_| {
            // The name for standard input may be that of no existing file.
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Ok::<_, std::io::Error>(folder.canonicalize()?.join(path.file_name().unwrap_or_default()))
        });
        let file = file.ok()?;
        Some(Self { folder: file.parent()?.to_owned(), name: file.file_name()?.to_owned() })
    }

    /// Returns the top folder of the innermost repository.
    fn root(&self) -> Option<&Path> {
        self.folder.ancestors().find(|above| above.join(".git").exists())
    }
}

/// Returns the merge base of `revision` and the current commit in the repository at `root`, or `revision` if there is
/// none.
fn commit(revision: &str, root: &Path) -> Result<String, String> {
    let unknown = || {
        let root = root.display();
        format!(
            "`--changed-since`: no revision `{revision}` in the repository at {root}; `git fetch` it first \
             (in CI, check out with the whole history)"
        )
    };
    // Git would take it for an option.
    if revision.is_empty() || revision.starts_with('-') {
        return Err(unknown());
    }
    let found = git(root, ["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")])?;
    let Some(commit) = line(&found) else {
        return Err(if found.stderr.is_empty() { unknown() } else { complaint(&found) });
    };
    // There is no common ancestor in a shallow clone, for example.
    let base = git(root, ["merge-base", &commit, "HEAD"])?;
    Ok(line(&base).unwrap_or(commit))
}

/// Returns the text of a file in a commit as a checkout would write it, or `None` if the commit has no such file.
fn old_text(commit: &str, place: &Place) -> Result<Option<Vec<u8>>, String> {
    let mut object = OsString::from(format!("{commit}:./"));
    object.push(&place.name);
    let args = [OsStr::new("cat-file"), OsStr::new("--filters"), &object];
    let found = git(&place.folder, args)?;
    if found.status.success() {
        return Ok(Some(found.stdout));
    }
    let args = ["--literal-pathspecs", "ls-tree", "-z", commit, "--"].map(OsStr::new);
    let listed = git(&place.folder, args.into_iter().chain([place.name.as_os_str()]))?;
    let is_file = listed.stdout.split(|&byte| byte == b' ').nth(1) == Some(b"blob");
    if listed.status.success() && !is_file { Ok(None) } else { Err(complaint(&found)) }
}

fn git<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> Result<Output, String> {
    let mut command = Command::new("git");
    command.current_dir(folder).args(args).stdin(Stdio::null());
    // A hook runs with variables for its own repository, but the file may be in another one.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => "`--changed-since` needs the program `git`, which is not installed".to_owned(),
        _ => format!("`--changed-since`: cannot run `git`: {error}"),
    })
}

/// Returns the output, which is one line, or `None` if the command failed or printed nothing.
fn line(output: &Output) -> Option<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    Some(text.trim().to_owned()).filter(|text| output.status.success() && !text.is_empty())
}

/// Returns the error message of Git.
fn complaint(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let first = text.lines().next().unwrap_or("no reason given");
    format!("`--changed-since`: git: {}", first.trim_start_matches("fatal: "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Label, Severity};

    fn finding(place: (usize, usize), label: Option<(usize, usize)>) -> Diagnostic {
        let range = |(start, end)| crate::range(start, end);
        Diagnostic {
            rule: "final-newline",
            severity: Severity::Warning,
            message: String::new(),
            help: None,
            range: range(place),
            labels: label.map(|place| Label { range: range(place), message: "".into() }).into_iter().collect(),
            fix: None,
        }
    }

    #[test]
    fn changed_lines() {
        for (old, new, expected) in [
            ("", "", &[][..]),
            ("a\nb\n", "a\nb\n", &[]),
            ("", "a\n", &["a\n"]),
            ("a\nb\n", "a\n茶\nb\n", &["茶\n"]),
            ("a\nb\nc\n", "a\nB\nc\n", &["B\n"]),
            // A deletion counts for the line below it, and at the end for the last line.
            ("a\nb\nc\n", "a\nc\n", &["c\n"]),
            ("a\nb\n", "a\n", &["a\n"]),
            ("a\n", "", &[""]),
            // The line ending belongs to its line.
            ("a\nb", "a\nb\n", &["b\n"]),
            ("a\r\nb\r\n", "a\nb\r\n", &["a\n"]),
        ] {
            let changes = Changes::between(old, new);
            let lines: Vec<&str> = changes.lines.iter().map(|&line| &new[line]).collect();
            assert_eq!(lines, expected, "{old:?} {new:?}");
        }
    }

    #[test]
    fn findings_on_changed_lines() {
        let new = "one\ntwo\n\nfour\nfive\n";
        let changes = Changes::between("one\n\nfour\n", new);
        assert_eq!(changes.lines, [range(4, 8), range(14, 19)]);
        for (place, label, expected) in [
            ((0, 3), None, false),
            // The line ending is not part of the next line.
            ((0, 4), None, false),
            ((0, 5), None, true),
            // Empty ranges at the start and at the end of a line.
            ((4, 4), None, true),
            ((7, 7), None, true),
            ((8, 8), None, false),
            ((9, 13), None, false),
            // The whole text, and the position after its end.
            ((0, 19), None, true),
            ((19, 19), None, true),
            // Labels.
            ((9, 13), Some((15, 16)), true),
            ((9, 13), Some((0, 3)), false),
        ] {
            assert_eq!(changes.touch(new, &finding(place, label)), expected, "{place:?} {label:?}");
        }
        let emptied = Changes::between("a\n", "");
        assert!(emptied.touch("", &finding((0, 0), None)));
    }
}
