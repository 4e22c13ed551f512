//! Work that two can share. The core starts no thread: who has some can lend them.

use std::fmt;

/// Runs two pieces of work, in any order or at once, and returns when both are done.
#[derive(Clone, Copy)]
pub struct ForkJoin(pub fn(Job, Job));

/// A piece of work that is done once.
pub type Job<'j> = &'j mut (dyn FnMut() + Send);

impl ForkJoin {
    /// What comes of two pieces of work.
    pub(crate) fn both<A: Send, B: Send>(self, one: impl Fn() -> A + Sync, other: impl Fn() -> B + Sync) -> (A, B) {
        let (mut first, mut second) = (None, None);
        (self.0)(&mut || first = Some(one()), &mut || second = Some(other()));
        let done = "both pieces of work were done";
        (first.expect(done), second.expect(done))
    }
}

impl fmt::Debug for ForkJoin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ForkJoin")
    }
}
