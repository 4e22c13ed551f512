//! The message that a user sees if this program panics.

use std::{io::Write as _, panic};

/// Replaces the message of a panic with one that says that the program has a bug.
pub(super) fn report_panics() {
    panic::set_hook(Box::new(|panic| {
        if is_caught() {
            return;
        }
        let payload = panic.payload();
        let text = payload.downcast_ref::<&str>().copied();
        let what = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic");
        let place = panic.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
        let _ = writeln!(
            std::io::stderr().lock(),
            "error: this is a bug in awesome-lint {}, and nothing was written for this file: {what}{place}; \
             please report it together with the file",
            env!("CARGO_PKG_VERSION"),
        );
    }));
}

/// Whether the panic is one that this program expects and catches.
fn is_caught() -> bool {
    crate::guard::reading()
}
