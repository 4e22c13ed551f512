//! Work on several threads.

use std::{
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use rayon::prelude::*;

use super::{Failure, files::Input};
use crate::fork_join::ForkJoin;

/// The stack size of threads that run the guard. Its parser recurses, so they need as much as the main thread.
const STACK: usize = 8 << 20;

/// Checking a text of fewer bytes takes less time than starting a thread.
const WORTH_A_THREAD: u64 = 128 << 10;

/// Runs `work` on each input and returns the results in the order of the inputs.
pub(super) fn in_parallel<T: Send>(inputs: &[Input], work: impl Fn(&Input) -> T + Sync) -> Result<Vec<T>, Failure> {
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).build();
    let pool = pool.map_err(|error| Failure(format!("cannot start threads: {error}; name one file")))?;
    Ok(pool.install(|| inputs.par_iter().with_max_len(1).map(&work).collect()))
}

/// Whether a run has only one file, which is large enough for two threads.
pub(super) fn are_worth_two(inputs: &[Input]) -> bool {
    matches!(inputs, [Input::File(path)] if std::fs::metadata(path).is_ok_and(|found| found.len() >= WORTH_A_THREAD))
}

/// Runs `work` with a second thread if it is worth it and a thread can be started. This saves a quarter of a run on a
/// list of 400 KB (8.8 ms with one thread, 6.8 ms with two; all numbers here are medians of 150 interleaved runs with
/// hyperfine on two processors). It does not ask for the number of processors: that takes longer than to start a thread
/// in vain.
pub(super) fn with_second<T>(is_worth_it: bool, work: impl FnOnce(Option<ForkJoin>) -> T) -> T {
    // A thread cannot leave the pool that it has joined, and with `--watch` this function runs several times.
    static POOL: OnceLock<Option<rayon::ThreadPool>> = OnceLock::new();
    static HAS_STARTED: AtomicBool = AtomicBool::new(false);
    let build = || {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).use_current_thread().stack_size(STACK);
        pool.start_handler(|_| HAS_STARTED.store(true, Ordering::Relaxed)).build().ok()
    };
    let Some(pool) = is_worth_it.then(|| POOL.get_or_init(build).as_ref()).flatten() else { return work(None) };
    let done = AtomicBool::new(false);
    pool.in_place_scope(|scope| {
        scope.spawn(|_| stay_awake(&done));
        let _end = Finally(&done);
        work(Some(ForkJoin(|one, other| {
            if !HAS_STARTED.load(Ordering::Relaxed) {
                make_room();
            }
            rayon::join(one, other);
        })))
    })
}

/// Moves this thread to another processor, if there is one, so that the new thread can start on the current one. Linux
/// may queue a new thread on the processor of the old one although another is idle, and balances the load only at one of
/// its next ticks, some milliseconds later, when the whole run is over. If the new thread got a processor of its own, it
/// started long before it is needed. This saves 1.4 ms of 8.2 ms on a list of 400 KB.
#[cfg(target_os = "linux")]
fn make_room() {
    use rustix::thread::{sched_getaffinity, sched_getcpu, sched_setaffinity};

    let Ok(allowed) = sched_getaffinity(None) else { return };
    let mut others = allowed;
    others.unset(sched_getcpu());
    if others.count() > 0 && sched_setaffinity(None, &others).is_ok() {
        // The thread has moved; allow all processors again. This fails only if the allowed processors have changed in
        // the meantime, and then the thread stays on some of those.
        let _ = sched_setaffinity(None, &allowed);
    }
}

/// No other system is known to need it.
#[cfg(not(target_os = "linux"))]
fn make_room() {}

/// Sets a flag when it is dropped.
struct Finally<'f>(&'f AtomicBool);

impl Drop for Finally<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

/// Keeps the second thread awake between two pieces of work: it takes a quarter of a millisecond to wake it, and it is
/// needed again within a few. This saves 1 ms of 7.8 ms on a list of 400 KB.
fn stay_awake(done: &AtomicBool) {
    const PATIENCE: Duration = Duration::from_millis(5);
    // The first thread would wait for itself.
    let is_second = rayon::current_thread_index() != Some(0);
    let mut idle_since = Instant::now();
    while is_second && !done.load(Ordering::Acquire) && idle_since.elapsed() < PATIENCE {
        if rayon::yield_now() == Some(rayon::Yield::Executed) {
            idle_since = Instant::now();
        } else {
            thread::yield_now();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic;

    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_thread_that_made_room_may_go_anywhere() {
        let allowed = || rustix::thread::sched_getaffinity(None).unwrap();
        let before = allowed();
        make_room();
        assert!(allowed() == before);
    }

    #[test]
    fn both_pieces_are_done() {
        for _ in 0..3 {
            let (mut left, mut right) = (0, 0);
            with_second(true, |join| join.unwrap().0(&mut || left += 1, &mut || right += 2));
            assert_eq!((left, right), (1, 2));
        }
    }

    #[test]
    fn a_bug_in_either_is_not_lost() {
        for bug_in_first in [true, false] {
            let work = || {
                with_second(true, |join| {
                    join.unwrap().0(&mut || assert!(!bug_in_first), &mut || assert!(bug_in_first));
                });
            };
            assert!(panic::catch_unwind(work).is_err());
        }
    }
}
