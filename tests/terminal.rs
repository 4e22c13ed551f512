//! Checks the interactive output: the help, the manual page, completions, small terminals and pagers.
//!
//! Terminals are simulated by `script` of util-linux. Programs that are not installed are skipped with a note.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "helpers of tests, which say what they skip")]

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

const BIN: &str = env!("CARGO_BIN_EXE_awesome-lint");

fn printed(args: &[&str]) -> String {
    let mut command = Command::new(BIN);
    let output = command.args(args).env("NO_COLOR", "1").env("COLUMNS", "80").output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{args:?}");
    text(&output.stdout).to_owned()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Runs a program on a text; none if it is not installed.
fn checked_by(program: &str, args: &[&str], input: &str) -> Option<Output> {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        eprintln!("skipped: {program} is not installed");
        return None;
    };
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    Some(child.wait_with_output().unwrap())
}

/// Runs a shell command line on a terminal with so many rows and columns; returns the terminal's output and the status,
/// or none if no terminal can be created.
fn on_terminal(line: &str, (rows, columns): (u16, u16)) -> Option<(String, Option<i32>)> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let line = format!("stty rows {rows} cols {columns}; {line}");
    let mut command = Command::new("script");
    command.args(["--quiet", "--return", "--command", &line, "/dev/null"]).stdin(Stdio::null());
    command.env("TERM", "xterm").env_remove("NO_COLOR").env_remove("LESS").env_remove("COLUMNS");
    let Ok(output) = command.env_remove("CI").output() else {
        eprintln!("skipped: script is not installed");
        return None;
    };
    Some((String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n"), output.status.code()))
}

#[test]
fn the_help_is_one_screen_with_an_example() {
    for option in ["--help", "-h"] {
        let help = printed(&[option]);
        let lines = help.lines().count();
        assert!((24..=40).contains(&lines), "{lines} lines\n{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 80), "{help}");
        assert!(help.contains("awesome-lint --fix README.md"), "{help}");
    }
}

#[test]
fn the_command_help_knows_everything() {
    let help = printed(&["help"]);
    for line in printed(&["--help"]).lines().filter(|line| line.starts_with("      --")) {
        let option = line.split_whitespace().next().unwrap();
        assert!(help.contains(option), "{option}");
    }
    for word in ["--stdin-filename", "completions", "man", "- rdjson", "Exit status:", "--version"] {
        assert!(help.contains(word), "{word}");
    }
    assert!(printed(&["help", "explain"]).contains("awesome-lint explain <RULE>"));
}

#[test]
fn completions_are_scripts() {
    for (shell, checker) in [("bash", "bash"), ("zsh", "zsh"), ("fish", "fish"), ("powershell", ""), ("elvish", "")] {
        let script = printed(&["completions", shell]);
        for word in ["changed-since", "explain", "completions"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        // The scripts of the other shells do not complete values.
        assert_eq!(script.contains("badge-mismatch"), ["bash", "zsh", "fish"].contains(&shell), "{shell}");
        if !checker.is_empty()
            && let Some(output) = checked_by(checker, &["-n"], &script)
        {
            assert!(output.status.success() && output.stderr.is_empty(), "{shell}: {}", text(&output.stderr));
        }
    }
    // The suggestions of bash for a partial word.
    let begun = "COMP_WORDS=(awesome-lint explain entry-s); COMP_CWORD=2; \
                 _awesome__lint awesome-lint entry-s explain; echo \"${COMPREPLY[*]}\"";
    let script = format!("{}\n{begun}", printed(&["completions", "bash"]));
    if let Some(output) = checked_by("bash", &[], &script) {
        assert_eq!(text(&output.stdout), "entry-separator entry-shape\n", "{}", text(&output.stderr));
    }
}

#[test]
fn the_manual_page_is_one() {
    let page = printed(&["man"]);
    for word in [".TH ", ".SH NAME", ".SH SYNOPSIS", ".SH COMMANDS", ".SH EXAMPLES", ".SH \"EXIT STATUS\""] {
        assert!(page.contains(word), "{word}\n{page}");
    }
    // Every option, including those hidden in the short help, with its description.
    assert!(page.replace('\\', "").contains("--stdin-filename"), "{page}");
    assert!(page.contains("Name to report for standard input"), "{page}");
    if let Some(output) = checked_by("groff", &["-man", "-Tutf8", "-ww", "-P-c"], &page) {
        assert!(output.status.success() && output.stderr.is_empty(), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("awesome-lint --fix README.md"), "{}", text(&output.stdout));
    }
    if let Some(output) = checked_by("mandoc", &["-T", "lint", "-W", "error"], &page) {
        assert!(output.status.success(), "{}", text(&output.stdout));
    }
}

#[test]
fn a_page_in_a_pipe_is_markdown() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/date-format.md")).unwrap();
    assert_eq!(printed(&["explain", "date-format"]), page);
}

#[test]
fn a_page_on_a_terminal_is_rendered() {
    let Some((shown, status)) = on_terminal(&format!("PAGER= {BIN} explain date-format"), (24, 50)) else { return };
    assert_eq!(status, Some(0), "{shown}");
    assert!(shown.starts_with("\x1b[1mdate-format\x1b[0m\n\n"), "{shown}");
    assert!(shown.contains("\x1b[1mWhy\x1b[0m") && shown.contains("  \x1b[2mreported:\x1b[0m\n"), "{shown}");
    assert!(!shown.contains("```") && !shown.contains("\n## "), "{shown}");
    let Some((plain, _)) = on_terminal(&format!("NO_COLOR=1 PAGER= {BIN} explain date-format"), (24, 50)) else {
        return;
    };
    assert!(plain.starts_with("date-format\n\n") && !plain.contains('\x1b'), "{plain}");
    for line in plain.lines().filter(|line| !line.starts_with("    ")) {
        assert!(line.chars().count() <= 50, "{line}");
    }
}

#[test]
fn what_is_longer_than_the_screen_is_paged() {
    let explain = |pager: &str, rows| on_terminal(&format!("PAGER={pager} {BIN} explain date-format"), (rows, 80));
    let Some((plain, _)) = explain("", 24) else { return };
    let lines = u16::try_from(plain.lines().count()).unwrap();
    // The output of `tr` shows that it ran; its arguments are split at spaces.
    let (paged, status) = explain("'tr a-m A-M'", 24).unwrap();
    assert!(paged.contains("DAtE-ForMAt") && status == Some(0), "{paged}");
    assert_eq!(explain("'tr a-m A-M'", lines + 1).unwrap().0, plain, "it fits");
    // A pager that does not exist, one that quits at once, one that fails.
    assert_eq!(explain("no-such-pager", 24).unwrap(), (plain.clone(), Some(0)));
    assert_eq!(explain("true", 24).unwrap(), (String::new(), Some(0)));
    assert_eq!(explain("'head -n 1'", 24).unwrap().1, Some(0));
    assert_eq!(explain("false", 24).unwrap().1, Some(0));
    // Without the variable, and in a pipe.
    let piped = on_terminal(&format!("PAGER=true {BIN} explain date-format | cat"), (24, 80)).unwrap().0;
    assert!(piped.starts_with("# date-format\n"), "{piped}");
}

/// A named pipe that is written late makes a run as long as the test needs.
#[test]
fn a_long_run_shows_how_far_it_is() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), "# Tea\n").unwrap();
    let slow = |then: &str| {
        let pipe = "rm -f slow.md; mkfifo slow.md; (sleep 1; printf '# Tea\\n' > slow.md) &";
        let folder = folder.path().display();
        on_terminal(&format!("cd {folder}; {pipe} {BIN} --select final-newline a.md slow.md {then}"), (24, 40))
    };
    let Some((shown, status)) = slow("") else { return };
    assert_eq!(status, Some(0), "{shown}");
    let bar = "\r[########        ] 1 of 2 files";
    assert!(shown.contains(bar), "{shown:?}");
    // The progress line is erased completely.
    assert!(shown.rsplit('\r').next().unwrap().starts_with("0 sections"), "{shown:?}");
    assert!(!slow("--quiet").unwrap().0.contains("files"), "quiet");
    assert!(!slow("2> messages; cat messages").unwrap().0.contains("1 of 2 files"), "no terminal");
    // A short run shows no progress.
    let quick = format!("cd {}; {BIN} --select final-newline a.md a.md", folder.path().display());
    assert!(!on_terminal(&quick, (24, 40)).unwrap().0.contains('['));
}

#[test]
fn findings_fit_a_narrow_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let words = "spoken of by people in gardens far away ".repeat(4);
    std::fs::write(folder.path().join("README.md"), format!("# Tea\n\n- [A](https://example.org/a) - {words} \n"))
        .unwrap();
    let line = |color| format!("cd {}; {BIN} --color {color} --select trailing-whitespace", folder.path().display());
    let Some((shown, status)) = on_terminal(&line("never"), (24, 40)) else { return };
    assert_eq!(status, Some(1), "{shown}");
    assert!(shown.contains("trailing-whitespace") && !shown.contains('\x1b'), "{shown}");
    for line in shown.lines() {
        assert!(line.chars().count() <= 40, "{line}\n{shown}");
    }
    assert!(on_terminal(&line("auto"), (24, 40)).unwrap().0.contains("\x1b["), "a terminal has colours");
    let plain = on_terminal(&format!("export NO_COLOR=1; {}", line("auto")), (24, 40)).unwrap().0;
    assert!(!plain.contains('\x1b'), "{plain}");
    let dumb = on_terminal(&format!("export TERM=dumb; {}", line("auto")), (24, 40)).unwrap().0;
    assert!(!dumb.contains('\x1b'), "{dumb}");
}

#[test]
fn a_watch_clears_the_terminal_and_no_pipe() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("README.md"), "# Tea\n").unwrap();
    let line = |then: &str| {
        let folder = folder.path().display();
        format!("cd {folder}; timeout 5 {BIN} --watch --select final-newline {then}& sleep 0.5; kill -INT $!; wait $!")
    };
    let Some((shown, _)) = on_terminal(&line(""), (24, 40)) else { return };
    assert!(shown.starts_with("\x1b[H\x1b[2J\x1b[3J0 sections"), "{shown:?}");
    let piped = on_terminal(&line("> out; cat out"), (24, 40)).unwrap().0;
    assert!(!piped.contains("\x1b[2J"), "{piped:?}");
}
