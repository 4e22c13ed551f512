//! Work that two threads can share. The core starts no threads; a caller with threads can pass in a function that runs
//! two tasks.

use std::fmt;

/// Runs two tasks, in any order or at once, and returns when both are finished.
#[derive(Clone, Copy)]
pub struct ForkJoin(pub fn(Job, Job));

/// A task that runs once.
pub type Job<'j> = &'j mut (dyn FnMut() + Send);

impl ForkJoin {
    /// Returns the results of two tasks.
    pub(crate) fn both<A: Send, B: Send>(self, one: impl Fn() -> A + Sync, other: impl Fn() -> B + Sync) -> (A, B) {
        let (mut first, mut second) = (None, None);
        (self.0)(&mut || first = Some(one()), &mut || second = Some(other()));
        let done = "both tasks are finished";
        (first.expect(done), second.expect(done))
    }
}

impl fmt::Debug for ForkJoin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ForkJoin")
    }
}
