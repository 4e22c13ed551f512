//! Shows text that is longer than the screen in a pager.

use std::{
    ffi::OsString,
    io::{self, Write as _},
    process::{Command, Stdio},
};

use terminal_size::Height;

use super::{Failure, Status, console};

/// Prints to standard output. If that is a terminal with too few rows, the text goes through `$PAGER`, or `less` if the
/// variable is not set. An empty variable disables the pager.
pub(super) fn print(text: &str) -> Result<Status, Failure> {
    if !console::is_terminal() || !is_longer_than_the_screen(text) {
        return console::print(text);
    }
    let pager = std::env::var_os("PAGER").unwrap_or_else(|| OsString::from("less"));
    if show(&pager, text) { Ok(Status::Clean) } else { console::print(text) }
}

fn is_longer_than_the_screen(text: &str) -> bool {
    let size = terminal_size::terminal_size_of(io::stdout());
    // A terminal that does not know its size says 0.
    size.is_some_and(|(_, Height(rows))| rows > 0 && text.lines().count() >= usize::from(rows))
}

/// Runs the pager, and returns whether it has shown the text.
fn show(pager: &OsString, text: &str) -> bool {
    let Some(pager) = pager.to_str() else { return false };
    let mut words = pager.split_whitespace();
    let Some(program) = words.next() else { return false };
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    // As Git does: show colours, exit if the text fits on one screen, and do not clear the screen.
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(mut input) = child.stdin.take() {
        // A user who quits early closes the pipe, which is no error.
        let _ = input.write_all(text.as_bytes());
    }
    let _ = child.wait();
    true
}
