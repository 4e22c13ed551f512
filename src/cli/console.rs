//! Printing to standard output and standard error.

use std::{
    io::{self, ErrorKind, IsTerminal, Write},
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

use anstream::{AutoStream, ColorChoice};
use anstyle::AnsiColor;

use super::{Failure, Status, args::When};
use crate::report::visible;

/// Whether the reader of standard output has closed it.
static READER_IS_GONE: AtomicBool = AtomicBool::new(false);

/// Whether the reader of standard output has closed it, as noticed when printing.
pub(super) fn reader_is_gone() -> bool {
    READER_IS_GONE.load(Relaxed)
}

/// Clears the terminal on standard output, including its scrollback. Does nothing if standard output is no terminal.
pub(super) fn clear() {
    if is_terminal() {
        // If this fails, so does the next print, which reports the error.
        let _ = print("\x1b[H\x1b[2J\x1b[3J");
    }
}

/// Prints to standard output.
pub(super) fn print(text: &str) -> Result<Status, Failure> {
    print_with(|out| out.write_all(text.as_bytes()))
}

/// Prints what `write` writes to standard output. A reader that closes the stream (`| head`) is no error.
pub(super) fn print_with(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Status, Failure> {
    let mut out = AutoStream::new(io::stdout().lock(), ColorChoice::AlwaysAnsi);
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot write to standard output: {error}")))
        }
        Err(_) => {
            READER_IS_GONE.store(true, Relaxed);
            Ok(Status::Clean)
        }
        Ok(()) => Ok(Status::Clean),
    }
}

/// Prints to standard error, without changes.
pub(super) fn say(text: &str) {
    // There is no other place to report a failure.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Prints an error on one line.
pub(super) fn error(when: When, message: &str) {
    labelled(when, AnsiColor::Red, "error", message);
}

/// Prints a warning on one line.
pub(super) fn warn(when: When, message: &str) {
    labelled(when, AnsiColor::Yellow, "warning", message);
}

/// Prints a note on one line.
pub(super) fn note(when: When, message: &str) {
    labelled(when, AnsiColor::Blue, "note", message);
}

fn labelled(when: When, colour: AnsiColor, label: &str, message: &str) {
    let style = if colours(when, &io::stderr()) { colour.on_default().bold() } else { anstyle::Style::new() };
    say(&format!("{style}{label}{style:#}: {}\n", visible(message)));
}

/// Whether to print colours to a stream, by <https://no-color.org> and <https://bixense.com/clicolors/>.
pub(super) fn colours<S: anstream::stream::RawStream>(when: When, stream: &S) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => !matches!(AutoStream::choice(stream), ColorChoice::Never),
    }
}

/// Whether standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Returns the columns of the terminal on standard output, or `None` if it is no terminal.
pub(super) fn width() -> Option<usize> {
    if !is_terminal() {
        return None;
    }
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
}
