//! Runs the command: the transcripts in `fixtures/cli`, and what no transcript can show.
#![cfg(feature = "cli")]

mod json;

use std::process::{Command, Stdio};

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
    command.args(["--select", "final-newline"]).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
    command
}

/// To write what the command prints into the transcripts: `TRYCMD=overwrite cargo test --test cli`.
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
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: cannot write to the standard output"));
    assert_eq!(output.status.code(), Some(2));
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

/// Paths are looked up where a repository is, and GitHub tells small letters from capitals.
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
    // A folder that is no repository says nothing about what lies beside the list elsewhere.
    assert_eq!(run(), (Some(0), String::new()));
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let (status, printed) = run();
    let expected = [
        "README.md:4:13: error[link-relative] `docs/brewing.md` leads nowhere: the repository has no `docs/brewing.md`",
        "README.md:5:17: error[link-relative] `Contributing.md` leads nowhere: the repository has no `Contributing.md`",
        "README.md:9:18: error[link-relative] `docs/brewing.md#water` leads nowhere: \
         the repository has no `docs/brewing.md`",
    ];
    assert_eq!(printed.lines().collect::<Vec<_>>(), expected);
    assert_eq!(status, Some(1));
}

/// A fix that was not needed leaves the file alone: no build tool or editor sees a change.
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
