//! The progress of a long run, on one line of the terminal that is cleared at the end.

use std::{
    io::{self, IsTerminal as _},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    sync::mpsc,
    thread,
    time::Duration,
};

use super::console;

/// The progress of shorter runs is not shown.
const PATIENCE: Duration = Duration::from_millis(500);
/// The time between two updates of the line.
const STEP: Duration = Duration::from_millis(100);
/// The width of the bar in columns. The whole line fits on a terminal of 40 columns.
const WIDTH: usize = 16;

/// Runs `work` on `total` files. `work` calls its argument once for each finished file. If `shown` is set and standard
/// error is a terminal, a line shows how many files are finished.
pub(super) fn with<T>(total: usize, shown: bool, work: impl FnOnce(&(dyn Fn() + Sync)) -> T) -> T {
    if !shown || !io::stderr().is_terminal() {
        return work(&|| {});
    }
    let done = AtomicUsize::new(0);
    thread::scope(|scope| {
        // It is dropped when the work ends, even by a panic.
        let (_ended, ends) = mpsc::channel::<()>();
        let done = &done;
        scope.spawn(move || show(done, total, &ends));
        work(&|| {
            done.fetch_add(1, Relaxed);
        })
    })
}

fn show(done: &AtomicUsize, total: usize, ends: &mpsc::Receiver<()>) {
    let mut pause = PATIENCE;
    let mut columns = 0;
    while ends.recv_timeout(pause) == Err(mpsc::RecvTimeoutError::Timeout) {
        let line = line(done.load(Relaxed), total);
        columns = line.len();
        console::say(&format!("\r{line}"));
        pause = STEP;
    }
    if columns > 0 {
        // Spaces, since not every terminal has a code that clears the line.
        console::say(&format!("\r{:columns$}\r", ""));
    }
}

fn line(done: usize, total: usize) -> String {
    let filled = done * WIDTH / total.max(1);
    format!("[{:WIDTH$}] {done} of {total} files", "#".repeat(filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_fits_and_never_gets_shorter() {
        assert_eq!(line(0, 300), "[                ] 0 of 300 files");
        assert_eq!(line(150, 300), "[########        ] 150 of 300 files");
        assert_eq!(line(9999, 9999), "[################] 9999 of 9999 files");
        assert!(line(9999, 9999).len() < 40);
    }

    #[test]
    fn the_work_is_done() {
        let done = with(3, false, |tick| {
            tick();
            7
        });
        assert_eq!(done, 7);
    }
}
