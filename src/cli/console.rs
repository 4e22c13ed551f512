//! The two streams.

use std::{
    io::{self, ErrorKind, IsTerminal, Write},
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

use anstream::{AutoStream, ColorChoice};
use anstyle::AnsiColor;

use super::{Failure, Status, args::When};
use crate::report::visible;

/// Whether nobody reads the standard output any more.
static READER_IS_GONE: AtomicBool = AtomicBool::new(false);

/// Whether nobody reads the standard output any more, as far as printing has shown.
pub(super) fn reader_is_gone() -> bool {
    READER_IS_GONE.load(Relaxed)
}

/// Clears the terminal on the standard output with what has scrolled out of it; does nothing where it is none.
pub(super) fn clear() {
    if is_terminal() {
        // Where this fails, so does what is printed next, which says so.
        let _ = print("\x1b[H\x1b[2J\x1b[3J");
    }
}

/// Prints to the standard output.
pub(super) fn print(text: &str) -> Result<Status, Failure> {
    print_with(|out| out.write_all(text.as_bytes()))
}

/// Prints what `write` writes to the standard output. A reader that has gone away (`| head`) is a quiet end.
pub(super) fn print_with(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Status, Failure> {
    let mut out = AutoStream::new(io::stdout().lock(), ColorChoice::AlwaysAnsi);
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot write to the standard output: {error}")))
        }
        Err(_) => {
            READER_IS_GONE.store(true, Relaxed);
            Ok(Status::Clean)
        }
        Ok(()) => Ok(Status::Clean),
    }
}

/// Prints to the standard error, as it is.
pub(super) fn say(text: &str) {
    // Where this fails there is nobody left to tell.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Prints one line on what went wrong.
pub(super) fn error(when: When, message: &str) {
    labelled(when, AnsiColor::Red, "error", message);
}

/// Prints one line on what should be looked at.
pub(super) fn warn(when: When, message: &str) {
    labelled(when, AnsiColor::Yellow, "warning", message);
}

/// Prints one line on what is good to know.
pub(super) fn note(when: When, message: &str) {
    labelled(when, AnsiColor::Blue, "note", message);
}

fn labelled(when: When, colour: AnsiColor, label: &str, message: &str) {
    let style = if colours(when, &io::stderr()) { colour.on_default().bold() } else { anstyle::Style::new() };
    say(&format!("{style}{label}{style:#}: {}\n", visible(message)));
}

/// Whether a stream takes colours: <https://no-color.org> and <https://bixense.com/clicolors/>.
pub(super) fn colours<S: anstream::stream::RawStream>(when: When, stream: &S) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => !matches!(AutoStream::choice(stream), ColorChoice::Never),
    }
}

/// Whether a person reads the standard output.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Columns of the terminal on the standard output; `None` where it is none.
pub(super) fn width() -> Option<usize> {
    if !is_terminal() {
        return None;
    }
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
}
