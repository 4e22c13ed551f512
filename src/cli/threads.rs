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

/// Threads that run the guard need the stack that the main thread has: its parser recurses.
const STACK: usize = 8 << 20;

/// Texts of fewer bytes are checked sooner than a thread is started.
const WORTH_A_THREAD: u64 = 128 << 10;

/// Returns what comes of each input, in the order of the inputs.
pub(super) fn in_parallel<T: Send>(inputs: &[Input], work: impl Fn(&Input) -> T + Sync) -> Result<Vec<T>, Failure> {
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).build();
    let pool = pool.map_err(|error| Failure(format!("cannot start threads: {error}; name one file")))?;
    Ok(pool.install(|| inputs.par_iter().with_max_len(1).map(&work).collect()))
}

/// Whether a run is long enough for two threads, and has but one file for them.
pub(super) fn are_worth_two(inputs: &[Input]) -> bool {
    matches!(inputs, [Input::File(path)] if std::fs::metadata(path).is_ok_and(|found| found.len() >= WORTH_A_THREAD))
}

/// Lends a second thread to some work, if it is worth one and one can be had. It saves a quarter of a run on a list of
/// 400 KB (8.8 ms with one thread, 6.8 ms with two; all numbers here are medians of 150 interleaved runs by hyperfine on
/// two processors). How many processors there are is not asked: the answer takes longer than to start a thread in vain.
pub(super) fn with_second<T>(is_worth_it: bool, work: impl FnOnce(Option<ForkJoin>) -> T) -> T {
    // The pool that a thread is made part of stays for good, and a run that watches comes here again.
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

/// Leaves the processor on which this thread runs to the one that it has started, if there is another to go to. Linux can
/// queue a new thread behind the old one while another processor is idle, and looks for a better place only at one of its
/// next ticks, some milliseconds later: by then the whole run is over. A thread that was given a place of its own has
/// started long before it is needed. It saves 1.4 ms of 8.2 ms on a list of 400 KB.
#[cfg(target_os = "linux")]
fn make_room() {
    use rustix::thread::{sched_getaffinity, sched_getcpu, sched_setaffinity};

    let Ok(allowed) = sched_getaffinity(None) else { return };
    let mut others = allowed;
    others.unset(sched_getcpu());
    if others.count() > 0 && sched_setaffinity(None, &others).is_ok() {
        // It was moved at once, and may go where it likes from now on. This fails only where the processors that are
        // allowed have changed meanwhile, and then it is bound to some of those.
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

/// Keeps the second thread from falling asleep between two pieces of work: to wake it takes a quarter of a millisecond,
/// and it is needed again in a few. It saves 1 ms of 7.8 ms on a list of 400 KB.
fn stay_awake(done: &AtomicBool) {
    const PATIENCE: Duration = Duration::from_millis(5);
    // Run by the first, this would wait for itself.
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
