//! Checks `--watch`: the command runs beside the test, which changes files and waits for the output.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails, also in what the tests share")]

use std::{
    fs,
    io::{BufRead as _, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

/// Far longer than a run takes, for busy machines.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running watch. Dropping it ends the process.
struct Watch {
    child: Child,
    /// The lines on standard output and standard error, whose order is not known.
    lines: [Receiver<String>; 2],
}

impl Watch {
    fn start(folder: &Path, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
        command.args(["--watch", "--output-format", "concise", "--select", "final-newline,trailing-whitespace"]);
        command.args(args).current_dir(folder).env("NO_COLOR", "1");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = [lines(child.stdout.take().unwrap()), lines(child.stderr.take().unwrap())];
        Self { child, lines }
    }

    /// Waits for a line that begins with a text.
    fn wait_for(&self, start: &str) {
        let mut seen = Vec::new();
        let is_message = ["note: ", "error: "].iter().any(|label| start.starts_with(label));
        while let Ok(line) = self.lines[usize::from(is_message)].recv_timeout(PATIENCE) {
            if line.starts_with(start) {
                return;
            }
            seen.push(line);
        }
        panic!("no line begins with {start:?}: {seen:?}");
    }
}

/// Reads the lines of a stream as they arrive.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (send, lines) = channel();
    thread::spawn(move || BufReader::new(stream).lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
    lines
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for reports in the order of the changes.
#[test]
fn each_change_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("README.md");
    fs::write(&list, "# Tea \n").unwrap();
    let watch = Watch::start(folder.path(), &[]);
    watch.wait_for("README.md:1:6: warning[trailing-whitespace]");
    watch.wait_for("note: watching 1 file; press Ctrl-C to stop");
    // The file is written in place.
    fs::write(&list, "# Tea\n\nA \n").unwrap();
    watch.wait_for("README.md:3:2: warning[trailing-whitespace]");
    watch.wait_for("note: watching");
    // Another file replaces it, as many editors save.
    let other = folder.path().join("README.md~");
    fs::write(&other, "# Tea\n\nB\n\nC \n").unwrap();
    fs::rename(&other, &list).unwrap();
    watch.wait_for("README.md:5:2: warning[trailing-whitespace]");
    watch.wait_for("note: watching");
    // It is removed and created again.
    fs::remove_file(&list).unwrap();
    watch.wait_for("error: no README.md in this folder");
    watch.wait_for("note: watching 0 files");
    fs::write(&list, "# Tea").unwrap();
    watch.wait_for("README.md:1:5: warning[final-newline]");
    watch.wait_for("note: watching 1 file");
    // A configuration with a mistake appears and is then fixed.
    let config = folder.path().join("awesome-lint.toml");
    fs::write(&config, "rules = 1\n").unwrap();
    watch.wait_for("note: watching 1 file");
    fs::write(&config, "[rules]\nfinal-newline = \"error\"\n").unwrap();
    watch.wait_for("README.md:1:5: error[final-newline]");
}

#[test]
fn a_new_list_in_a_folder_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("README.md"), "# Tea\n").unwrap();
    let watch = Watch::start(folder.path(), &["."]);
    watch.wait_for("note: watching 1 file");
    fs::create_dir(folder.path().join("docs")).unwrap();
    fs::write(folder.path().join("docs/README.md"), "# Tea").unwrap();
    watch.wait_for("docs/README.md:1:5: warning[final-newline]");
    watch.wait_for("note: watching 2 files");
}

#[test]
fn a_watch_of_nothing_ends() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("README.md"), "# Tea\n").unwrap();
    for (args, expected) in [
        (&["--watch", "missing.md"][..], "error: missing.md: no such file"),
        (&["--watch", "-"], "error: `--watch` needs files"),
        (&["--watch", "--select", "tea"], "error: no rule is named `tea`"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
        let output = command.args(args).current_dir(folder.path()).stdin(Stdio::null()).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.starts_with(expected), "{error}");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
    }
}

/// Closes the pipe, as `| head` does when it has enough lines.
#[test]
fn a_watch_that_nobody_reads_ends() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("README.md"), "# Tea").unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
    command.args(["--watch", "--quiet"]).current_dir(folder.path());
    assert_eq!(command.stdout(writer).stderr(Stdio::null()).status().unwrap().code(), Some(1));
}
