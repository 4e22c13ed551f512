//! Where marks stand in a text.

use std::ops::Range;

use memchr::{memchr_iter, memmem};

/// The places of a mark in a text, asked about from its start to its end: most runs of text are short, and one search
/// over the whole is much cheaper than one in each.
pub(super) struct Places<'s> {
    found: Box<dyn Iterator<Item = usize> + 's>,
    next: Option<usize>,
    /// Of the mark, in bytes.
    length: usize,
}

impl<'s> Places<'s> {
    pub(super) fn schemes(text: &'s str, part: Range<usize>) -> Self {
        const MARK: &str = "://";
        let bytes = &text.as_bytes()[part.clone()];
        // Colons stand in few other places, and a search for one byte costs half.
        let found = memchr_iter(b':', bytes).filter(|&at| bytes[at..].starts_with(MARK.as_bytes()));
        Self::new(found.map(move |at| at + part.start), MARK)
    }

    pub(super) fn www(text: &'s str, part: Range<usize>) -> Self {
        const MARK: &str = "www.";
        let found = memmem::find_iter(&text.as_bytes()[part.clone()], MARK);
        Self::new(found.map(move |at| at + part.start), MARK)
    }

    fn new(mut found: impl Iterator<Item = usize> + 's, mark: &str) -> Self {
        let next = found.next();
        Self { found: Box::new(found), next, length: mark.len() }
    }

    /// Whether one stands in a range that begins behind all ranges before.
    pub(super) fn any_in(&mut self, at: &Range<usize>) -> bool {
        while self.next.is_some_and(|next| next < at.start) {
            self.next = self.found.next();
        }
        self.next.is_some_and(|next| next + self.length <= at.end)
    }
}
