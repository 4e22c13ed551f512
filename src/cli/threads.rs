//! Work on several threads.

use std::{
    panic,
    sync::{Mutex, PoisonError},
    thread,
};

use rayon::prelude::*;

use super::{Failure, files::Input};
use crate::lint::Job;

/// Threads that run the guard need the stack that the main thread has: its parser recurses.
const STACK: usize = 8 << 20;

/// Texts of fewer bytes are checked sooner than a thread is started.
pub(super) const WORTH_A_THREAD: usize = 128 << 10;

/// Does the work of the largest files first, so that no thread is left alone with one at the end; what comes of
/// it stands in the order of the inputs.
pub(super) fn in_parallel<T: Send>(inputs: &[Input], work: impl Fn(&Input) -> T + Sync) -> Result<Vec<T>, Failure> {
    let size = |input: &Input| match input {
        Input::Stdin => 0,
        Input::File(path) => std::fs::metadata(path).map_or(0, |found| found.len()),
    };
    let mut queue: Vec<(usize, &Input)> = inputs.iter().enumerate().collect();
    queue.sort_by_cached_key(|(_, input)| std::cmp::Reverse(size(input)));
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).build();
    let pool = pool.map_err(|error| Failure(format!("cannot start threads: {error}; name one file")))?;
    let mut done: Vec<(usize, T)> =
        pool.install(|| queue.into_iter().par_bridge().map(|(place, input)| (place, work(input))).collect());
    done.sort_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, done)| done).collect())
}

/// Does two pieces of work at once; one after the other where no second thread can be had. How many processors there are
/// is not asked: the answer takes longer than to start a thread in vain.
pub(super) fn both(one: Job, other: Job) {
    let other = Mutex::new(Some(other));
    let take_other = || {
        let other = other.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(other) = other {
            other();
        }
    };
    thread::scope(|scope| {
        let second = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, take_other);
        one();
        match second.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(())) => {}
            Ok(Err(bug)) => panic::resume_unwind(bug),
            Err(_) => take_other(),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_pieces_are_done() {
        let (mut left, mut right) = (0, 0);
        both(&mut || left += 1, &mut || right += 2);
        assert_eq!((left, right), (1, 2));
    }

    #[test]
    fn a_bug_in_either_is_not_lost() {
        for bug_in_first in [true, false] {
            let found = panic::catch_unwind(|| both(&mut || assert!(!bug_in_first), &mut || assert!(bug_in_first)));
            assert!(found.is_err());
        }
    }
}
