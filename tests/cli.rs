//! Runs the command: the transcripts in `fixtures/cli`, and tests that need more than a transcript.
#![cfg(feature = "cli")]

use std::process::{Command, Stdio};

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
    command.args(["--select", "final-newline"]).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
    command
}

/// To update the transcripts with the command's output: `TRYCMD=overwrite cargo test --test cli`.
#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .env("RUST_BACKTRACE", "0")
        .case("fixtures/cli/*.trycmd")
        .case("fixtures/cli/*.toml");
}

#[test]
fn a_reader_that_has_gone_away_is_a_quiet_end() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = command().arg("fixtures/cli/check.in").stdout(writer).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_a_failure() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = command().arg("fixtures/cli/check.in").stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: cannot write to standard output"));
    assert_eq!(output.status.code(), Some(2));
    for option in ["--help", "--version"] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = command().arg(option).stdout(full).stderr(Stdio::piped()).output().unwrap();
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: cannot write to standard output"));
        assert_eq!(output.status.code(), Some(2), "{option}");
    }
}

/// The same under another name.
#[cfg(unix)]
#[test]
fn nothing_is_printed_over_a_list() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("README.md");
    let text = "# Tea\n\n- [A]()\n";
    std::fs::write(&list, text).unwrap();
    std::fs::hard_link(&list, folder.path().join("hard.md")).unwrap();
    std::os::unix::fs::symlink(&list, folder.path().join("soft.md")).unwrap();
    for name in ["README.md", "hard.md", "soft.md"] {
        for args in [&["--output-format", "json", "--output-file", name, "README.md"][..], &["export", "-o", name]] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
            let output = command.args(args).current_dir(folder.path()).output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{args:?}");
            assert!(String::from_utf8_lossy(&output.stderr).contains("is the list itself"), "{args:?}");
            assert_eq!(std::fs::read_to_string(&list).unwrap(), text);
        }
    }
}

#[test]
fn many_files_are_reported_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<_> = (0..60).map(|number| format!("{number}.md")).collect();
    for name in &names {
        std::fs::write(folder.path().join(name), "# Awesome Tea").unwrap();
    }
    let args = ["--quiet", "--output-format", "concise"];
    let output = command().args(args).args(&names).current_dir(folder.path()).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let order: Vec<_> = printed.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(order, names);
}

/// Paths are looked up in a repository, and GitHub distinguishes upper and lower case.
#[cfg(target_os = "linux")]
#[test]
fn relative_links_are_looked_up_in_the_repository() {
    let folder = tempfile::tempdir().unwrap();
    let list = "# Awesome Tea\n\n\
        - [Contributing](contributing.md)\n\
        - [Brewing](docs/brewing.md)\n\
        - [Letter case](Contributing.md)\n\
        - [Folder](docs)\n\
        - [Folder with a slash](docs/)\n\
        - [Part](docs/leaves.md#green)\n\
        - [Part of none](docs/brewing.md#water)\n\
        - [From the top](/docs/leaves.md)\n\
        - [Outside](../../issues)\n";
    std::fs::create_dir(folder.path().join("docs")).unwrap();
    for (name, text) in [("README.md", list), ("contributing.md", "Ask.\n"), ("docs/leaves.md", "## Green\n")] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
        let args = ["--select", "link-relative", "--quiet", "--output-format", "concise", "README.md"];
        let output = command.args(args).env("NO_COLOR", "1").current_dir(folder.path()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    // Without a repository, nothing is known about other files beside the list.
    assert_eq!(run(), (Some(0), String::new()));
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let (status, printed) = run();
    let expected = [
        "README.md:4:13: error[link-relative] `docs/brewing.md` leads nowhere: `docs/brewing.md` does not exist",
        "README.md:5:17: error[link-relative] `Contributing.md` leads nowhere: `Contributing.md` does not exist",
        "README.md:9:18: error[link-relative] `docs/brewing.md#water` leads nowhere: \
         `docs/brewing.md` does not exist",
    ];
    assert_eq!(printed.lines().collect::<Vec<_>>(), expected);
    assert_eq!(status, Some(1));
}

/// A fix that changes nothing does not write the file, so build tools and editors see no change.
#[test]
fn a_clean_file_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("README.md");
    std::fs::write(&path, "# Awesome Tea\n").unwrap();
    let long_ago = std::time::SystemTime::UNIX_EPOCH;
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    assert!(command().arg("--fix").arg(&path).output().unwrap().status.success());
    assert_eq!(std::fs::metadata(&path).unwrap().modified().unwrap(), long_ago);
}

fn found_in(folder: &std::path::Path, args: &[&str]) -> (String, String, Option<i32>) {
    let args = [&["--quiet", "--output-format", "concise"], args].concat();
    let output = command().args(args).current_dir(folder).output().expect("the program was built for this test");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("reports are UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code())
}

/// A folder that contains a link to itself is searched once. A link to a list is followed if it is named.
#[cfg(unix)]
#[test]
fn links_in_a_circle_are_walked_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::create_dir(path("docs")).unwrap();
    std::fs::write(path("docs/README.md"), "# Awesome Tea").unwrap();
    for (target, link) in
        [("..", "docs/up"), (".", "docs/here"), ("README.MD", "readme.md"), ("readme.md", "README.MD")]
    {
        std::os::unix::fs::symlink(target, path(link)).unwrap();
    }
    let (out, error, status) = found_in(folder.path(), &["."]);
    assert_eq!((out.lines().count(), error.as_str(), status), (1, "", Some(1)), "{out}");
    // A circular link that is named is an error, and does not stop the run.
    let (out, error, status) = found_in(folder.path(), &["readme.md", "docs"]);
    assert_eq!((out.lines().count(), error.lines().count(), status), (1, 1, Some(2)), "{out}{error}");
    assert!(error.starts_with("error: readme.md: "), "{error}");
}

/// Special characters in a name neither stop the run nor control the terminal.
#[cfg(target_os = "linux")]
#[test]
fn file_names_may_be_anything() {
    use std::os::unix::ffi::OsStrExt as _;

    let folder = tempfile::tempdir().unwrap();
    let names: [&[u8]; 6] = [b"a b", b"new\nline", b"caf\xe9", b"\x1b[31mred", "茶".as_bytes(), b"it's \"so\""];
    for name in names {
        let below = folder.path().join(std::ffi::OsStr::from_bytes(name));
        std::fs::create_dir(&below).unwrap();
        std::fs::write(below.join("README.md"), "# Awesome Tea").unwrap();
    }
    let (out, error, status) = found_in(folder.path(), &["."]);
    assert_eq!((out.lines().count(), error.as_str(), status), (names.len(), "", Some(1)), "{out}");
    assert!(!out.contains('\x1b'), "{out:?}");
    for format in ["full", "json", "sarif", "github", "gitlab", "junit", "rdjson"] {
        let output = command().args(["--output-format", format, "."]).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}");
        // The server compares the name in a workflow command with the names in the repository.
        assert!(format == "github" || !output.stdout.contains(&0x1b), "{format}");
    }
    let fixed = command().args(["--quiet", "--fix", "."]).current_dir(folder.path()).output().unwrap();
    assert_eq!(fixed.status.code(), Some(0), "{}", String::from_utf8_lossy(&fixed.stderr));
    for name in names {
        let list = folder.path().join(std::ffi::OsStr::from_bytes(name)).join("README.md");
        assert_eq!(std::fs::read_to_string(list).unwrap(), "# Awesome Tea\n");
    }
}

/// A list that was removed, a folder without permission, a pipe: the other lists are checked.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_read_does_not_stop_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), "# Awesome Tea").unwrap();
    std::fs::write(folder.path().join("z.md"), "# Awesome Tea").unwrap();
    // The memory of a process is a file that cannot be read from its start.
    let (out, error, status) = found_in(folder.path(), &["a.md", "/proc/self/mem", "gone.md", "z.md"]);
    assert_eq!((out.lines().count(), status), (2, Some(2)), "{out}{error}");
    let (mut lines, mut expected) = (error.lines(), ["gone.md: no such file", "/proc/self/mem: "].into_iter());
    assert!(
        lines.by_ref().zip(expected.by_ref()).all(|(line, start)| line.starts_with(&format!("error: {start}"))),
        "{error}"
    );
    assert_eq!((lines.next(), expected.next()), (None, None), "{error}");
}

/// Lists are created and removed during the search: each run ends, and the output only names files that vanished.
#[test]
fn a_file_that_vanishes_during_the_walk_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = |number: usize| folder.path().join(format!("{number}"));
    for number in 0..40 {
        std::fs::create_dir(path(number)).unwrap();
        std::fs::write(path(number).join("README.md"), "# Awesome Tea\n").unwrap();
    }
    let ended = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !ended.load(std::sync::atomic::Ordering::Relaxed) {
                for number in 0..40 {
                    let _ = std::fs::rename(path(number), folder.path().join("away"));
                    let _ = std::fs::rename(folder.path().join("away"), path(number));
                }
            }
        });
        for _ in 0..10 {
            let (out, error, status) = found_in(folder.path(), &["."]);
            assert_eq!(out, "");
            assert_eq!(status, Some(if error.is_empty() { 0 } else { 2 }), "{error}");
            for line in error.lines() {
                assert!(line.starts_with("error: ") && line.contains("o such file"), "{error}");
            }
        }
        ended.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

/// An excluded file is passed through unchanged, or not at all.
#[test]
fn an_excluded_input_that_is_no_text_is_refused() {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    std::fs::write(folder.path().join("awesome-lint.toml"), "exclude = [\"README.md\"]\n").unwrap();
    for (bytes, status, printed) in [(&b"# Tea"[..], 0, &b"# Tea"[..]), (b"# T\xff", 2, b"")] {
        let mut run = command();
        run.args(["--fix", "--force-exclude", "--stdin-filename", "README.md", "-"]).current_dir(folder.path());
        let mut run = run.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        run.stdin.take().unwrap().write_all(bytes).unwrap();
        let output = run.wait_with_output().unwrap();
        assert_eq!((output.status.code(), &output.stdout[..]), (Some(status), printed));
    }
}
