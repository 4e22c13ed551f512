//! Checks `--changed-since` in repositories that each test creates. Skipped if `git` is not installed.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "helpers of tests, which say what they skip")]

use std::{
    ffi::OsStr,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

/// A repository with one commit, independent of the machine's configuration.
struct Repository {
    folder: TempDir,
}

impl Repository {
    /// None if there is no `git`.
    fn with(files: &[(&str, &str)]) -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("skipped: git is not installed");
            return None;
        }
        let repository = Self { folder: tempfile::tempdir().unwrap() };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        for (name, text) in files {
            repository.write(name, text);
        }
        repository.commit();
        Some(repository)
    }

    fn path(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.folder.path().join(Path::new(name.as_ref()))
    }

    fn write(&self, name: impl AsRef<OsStr>, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message=change"]);
    }

    fn git(&self, args: &[&str]) -> String {
        git_in(self.folder.path(), args)
    }

    /// Runs the command; returns its output and its status.
    fn lint(&self, args: &[&str]) -> (String, String, Option<i32>) {
        lint_in(self.folder.path(), args)
    }

    /// Returns the lines with findings of a full run, as `name:line`.
    fn found_since(&self, revision: &str) -> Vec<String> {
        let (out, error, status) = self.lint(&["--output-format", "concise", "--changed-since", revision, "."]);
        assert_ne!(status, Some(2), "{error}");
        let place = |line: &str| Some(line.split(": ").next()?.rsplit_once(':')?.0.to_owned());
        let shown = out.lines().filter(|line| line.contains(": "));
        shown.filter(|line| line.contains("trailing-whitespace")).filter_map(place).collect()
    }
}

fn git_in(folder: &Path, args: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"])
        .args(["-c", "protocol.file.allow=always", "-c", "core.hooksPath=/dev/null"])
        .args(args)
        .output()
        .unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn lint_in(folder: &Path, args: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
    command.current_dir(folder).args(args).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

/// Generates a list of about 400 KB with old findings.
fn generated(entries: usize) -> String {
    let mut text = "# Awesome Tea\n".to_owned();
    for entry in 0..entries {
        if entry % 100 == 0 {
            let _ = write!(text, "\n## Garden {}\n\n", entry / 100);
        }
        let space = if entry % 97 == 0 { " " } else { "" };
        let _ = writeln!(
            text,
            "- [Leaf {entry:05}](https://example.org/gardens/leaf/{entry:05}) - Tastes of number {entry}.{space}"
        );
    }
    text
}

#[test]
fn one_bad_entry_in_a_large_list_is_all_that_is_reported() {
    let old = generated(5200);
    assert!(old.len() > 400_000, "{}", old.len());
    let Some(repository) = Repository::with(&[("README.md", &old)]) else { return };
    repository.git(&["checkout", "--quiet", "-b", "branch"]);
    let before = "- [Leaf 02351]";
    let bad = "- [Leaf 02350b](htps://example.org/gardens/leaf/02350b) - Tastes of rain.\n";
    let new = old.replacen(before, &format!("{bad}{before}"), 1);
    let line = new.lines().position(|line| line == bad.trim_end()).unwrap() + 1;
    repository.write("README.md", &new);
    repository.commit();

    let (all, _, _) = repository.lint(&["--output-format", "concise"]);
    assert!(all.lines().count() > 40, "{all}");
    let (out, error, status) = repository.lint(&["--output-format", "concise", "--changed-since", "main"]);
    let findings: Vec<&str> = out.lines().filter(|line| line.starts_with("README.md:")).collect();
    assert_eq!(findings.len(), 1, "{out}");
    assert!(findings[0].starts_with(&format!("README.md:{line}:")), "{out}");
    assert!(findings[0].contains("link-malformed"), "{out}");
    assert_eq!(status, Some(1));
    assert!(error.starts_with("note: ") && error.contains(" findings on lines unchanged since `main`"), "{error}");

    // Nothing has changed since the branch itself.
    let (out, _, status) = repository.lint(&["--quiet", "--changed-since", "HEAD"]);
    assert_eq!((out.as_str(), status), ("", Some(0)));
}

const OLD: &str = "# Awesome Tea\n\n- [A](https://example.org/a) \n- [B](https://example.org/b)\n";

#[test]
fn committed_staged_and_unsaved_changes_count() {
    let Some(repository) = Repository::with(&[("README.md", OLD), ("docs/README.md", OLD)]) else { return };
    assert_eq!(repository.found_since("HEAD"), [""; 0]);
    let more = |text: &str, name: &str| format!("{text}- [{name}](https://example.org/{name}) \n");
    let committed = more(OLD, "c");
    repository.write("README.md", &committed);
    repository.commit();
    let staged = more(&committed, "d");
    repository.write("README.md", &staged);
    repository.git(&["add", "README.md"]);
    repository.write("README.md", &more(&staged, "e"));
    repository.write("new/README.md", OLD);
    let expected = ["README.md:5", "README.md:6", "README.md:7", "new/README.md:3"];
    assert_eq!(repository.found_since("HEAD~1"), expected);
    assert_eq!(repository.found_since("HEAD"), &expected[1..]);
    // From a subfolder, and by a path that leads up again.
    let (out, error, _) = lint_in(
        &repository.path("docs"),
        &["--output-format", "concise", "--select", "trailing-whitespace", "--changed-since", "HEAD~1", "../README.md"],
    );
    assert_eq!(out.lines().filter(|line| line.starts_with("../README.md:")).count(), 3, "{out}{error}");
}

/// Changes by others to the branch after this one left it do not count as changes of this one.
#[test]
fn a_branch_is_compared_with_where_it_left() {
    let Some(repository) = Repository::with(&[("README.md", OLD)]) else { return };
    repository.git(&["checkout", "--quiet", "-b", "branch"]);
    repository.write("README.md", &format!("{OLD}- [C](https://example.org/c) \n"));
    repository.commit();
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("README.md", &OLD.replace(") \n", ")\n"));
    repository.commit();
    repository.git(&["checkout", "--quiet", "branch"]);
    assert_eq!(repository.found_since("main"), ["README.md:5"]);
}

#[test]
fn the_exit_status_is_that_of_what_is_reported() {
    let Some(repository) = Repository::with(&[("README.md", OLD)]) else { return };
    let status = |args: &[&str]| repository.lint(args).2;
    assert_eq!(status(&["--select", "trailing-whitespace"]), Some(1));
    assert_eq!(status(&["--select", "trailing-whitespace", "--changed-since", "HEAD"]), Some(0));
    // A removed line counts as a change of the line below it.
    repository.write("README.md", &OLD.replace("\n\n", "\n"));
    assert_eq!(status(&["--select", "trailing-whitespace", "--changed-since", "HEAD"]), Some(1));
}

/// Git prints such names in quotes, or would split lines at them.
#[test]
fn file_names_may_be_anything() {
    let mut names: Vec<std::ffi::OsString> =
        ["a b.md", "-x.md", "q\"uote'.md", ":(top)a.md", "茶.md", "*.md", "ab.md"].map(Into::into).to_vec();
    #[cfg(target_os = "linux")]
    names.extend(["new\nline.md".into(), std::os::unix::ffi::OsStringExt::from_vec(b"caf\xe9.md".to_vec())]);
    let Some(repository) = Repository::with(&[]) else { return };
    for name in &names {
        repository.write(name, OLD);
    }
    repository.commit();
    for name in &names {
        let found = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
            let args = ["--quiet", "--output-format", "concise", "--select", "trailing-whitespace"];
            command.current_dir(repository.folder.path()).args(args).args(["--changed-since", "HEAD", "--"]).arg(name);
            let output = command.output().unwrap();
            assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{}", name.display());
            String::from_utf8_lossy(&output.stdout).lines().count()
        };
        assert_eq!(found(), 0, "{}", name.display());
        repository.write(name, &OLD.replace("/a) \n", "/b) \n"));
        assert_eq!(found(), 1, "{}", name.display());
    }
}

#[test]
fn settings_of_git_do_not_matter() {
    let Some(repository) = Repository::with(&[("README.md", OLD), (".gitattributes", "*.md -diff\n")]) else { return };
    repository.write("README.md", &format!("{OLD}- [C](https://example.org/c) \n"));
    for (key, value) in [
        ("diff.external", "/nonexistent"),
        ("diff.context", "9"),
        ("diff.interHunkContext", "9"),
        ("diff.noprefix", "true"),
        ("color.ui", "always"),
        ("core.quotePath", "true"),
    ] {
        repository.git(&["config", key, value]);
        assert_eq!(repository.found_since("HEAD"), ["README.md:5"], "{key}");
    }
    // A checkout with CRLF of a file stored with LF has not changed.
    repository.git(&["config", "core.autocrlf", "true"]);
    repository.write(".gitattributes", "*.md text\n");
    repository.write("README.md", &format!("{OLD}- [C](https://example.org/c) \n").replace('\n', "\r\n"));
    assert_eq!(repository.found_since("HEAD"), ["README.md:5"]);
    // Neither has one with LF where Git would write CRLF.
    repository.write("README.md", &format!("{OLD}- [C](https://example.org/c) \n"));
    assert_eq!(repository.found_since("HEAD"), ["README.md:5"]);
}

#[test]
fn the_standard_input_is_compared_with_the_file_of_its_name() {
    use std::{io::Write as _, process::Stdio};
    let Some(repository) = Repository::with(&[("README.md", OLD)]) else { return };
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
        command.current_dir(repository.folder.path()).args(args).stdin(Stdio::piped());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A run that ends with an error reads no files.
        let _ = child.stdin.take().unwrap().write_all(format!("{OLD}- [C](https://example.org/c) \n").as_bytes());
        let output = child.wait_with_output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let args = ["--quiet", "--output-format", "concise", "--changed-since", "HEAD", "--select", "trailing-whitespace"];
    let (out, error) = run(&[&args[..], &["--stdin-filename", "README.md", "-"]].concat());
    assert!(out.starts_with("README.md:5:") && out.lines().count() == 1, "{out}{error}");
    let (out, error) = run(&[&args[..], &["-"]].concat());
    assert!(out.is_empty() && error.contains("set it with `--stdin-filename`"), "{out}{error}");
}

#[test]
fn a_submodule_and_a_link_are_looked_up_where_they_lie() {
    let Some(inner) = Repository::with(&[("README.md", OLD)]) else { return };
    let Some(outer) = Repository::with(&[("README.md", OLD)]) else { return };
    outer.git(&["submodule", "--quiet", "add", inner.folder.path().to_str().unwrap(), "inner"]);
    outer.commit();
    outer.write("inner/README.md", &format!("{OLD}- [C](https://example.org/c) \n"));
    assert_eq!(outer.found_since("HEAD"), ["inner/README.md:5"]);
    // The outer repository's commits do not exist in the inner one.
    let commit = outer.git(&["rev-parse", "HEAD"]);
    let (_, error, status) = outer.lint(&["--changed-since", &commit, "inner"]);
    assert!(error.contains(&format!("no revision `{commit}` in the repository at ")), "{error}");
    assert!(error.lines().count() == 1 && error.contains("inner; "), "{error}");
    assert_eq!(status, Some(2));

    #[cfg(unix)]
    {
        outer.write("docs/list.md", OLD);
        std::os::unix::fs::symlink("list.md", outer.path("docs/README.md")).unwrap();
        outer.commit();
        outer.write("docs/list.md", &format!("{OLD}- [C](https://example.org/c) \n"));
        assert_eq!(outer.found_since("HEAD"), ["docs/README.md:5", "inner/README.md:5"]);
    }
}

#[test]
fn what_cannot_be_is_one_line() {
    let Some(repository) = Repository::with(&[("README.md", OLD), ("sub/README.md", OLD)]) else { return };
    for revision in
        ["no-such-branch", "0123456789abcdef0123456789abcdef01234567", "main..HEAD", "--all", "a b", "HEAD:"]
    {
        let (out, error, status) = repository.lint(&[&format!("--changed-since={revision}")]);
        assert_eq!((out.as_str(), status), ("", Some(2)), "{revision}");
        assert!(error.lines().count() == 1 && error.contains(&format!("no revision `{revision}` in")), "{error}");
        assert!(error.contains("`git fetch`"), "{error}");
    }
    let outside = tempfile::tempdir().unwrap();
    // The folder for temporary files may itself be in a repository.
    if !outside.path().ancestors().any(|above| above.join(".git").exists()) {
        let list = outside.path().join("list.md");
        fs::write(&list, OLD).unwrap();
        let (_, error, status) = repository.lint(&["--changed-since", "HEAD", "README.md", list.to_str().unwrap()]);
        assert_eq!((error.lines().count(), status), (1, Some(2)), "{error}");
        assert!(error.contains("list.md: ") && error.contains("this file is in none"), "{error}");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
    command.current_dir(repository.folder.path()).args(["--changed-since", "HEAD"]).env("PATH", outside.path());
    let output = command.output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(error, "error: `--changed-since` needs the program `git`, which is not installed\n");
    assert_eq!(output.status.code(), Some(2));
}

/// A commit hook runs with variables that point to its own repository.
#[test]
fn variables_of_a_hook_do_not_matter() {
    let Some(inner) = Repository::with(&[("README.md", OLD)]) else { return };
    let Some(other) = Repository::with(&[("README.md", "")]) else { return };
    let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
    command.current_dir(inner.folder.path()).env("GIT_DIR", other.path(".git")).env("GIT_INDEX_FILE", "nowhere");
    let output = command.args(["--quiet", "--changed-since", "HEAD"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}
