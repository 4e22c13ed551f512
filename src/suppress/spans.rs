//! The ranges of a text in which one rule is disabled.

use crate::TextRange;

/// Why a rule is disabled in a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// A comment for this program, and the index of the name in it.
    Own { comment: usize, name: usize },
    /// A comment of another linter, or the configuration. It is not reported if it has no effect.
    Other,
}

#[derive(Debug, Clone, Copy)]
struct Span {
    start: u32,
    end: u32,
    cause: Cause,
}

/// The ranges of a text in which one rule is disabled. A lookup takes logarithmic time.
#[derive(Debug, Default)]
pub(super) struct Spans {
    file: Option<Cause>,
    /// Lines, which are identical or do not overlap.
    lines: Vec<Span>,
    /// Ranges between comments for this program, which do not overlap.
    ranges: Vec<Span>,
    /// Ranges of other causes, which do not overlap after [`Spans::finish`].
    silent: Vec<Span>,
}

impl Spans {
    pub(super) fn add_file(&mut self, cause: Cause) {
        self.file.get_or_insert(cause);
    }

    pub(super) fn add_line(&mut self, line: TextRange, cause: Cause) {
        self.lines.push(Span { start: line.start().into(), end: line.end().into(), cause });
    }

    /// A range of a comment for this program must not overlap the other ranges of such comments.
    pub(super) fn add_range(&mut self, range: TextRange, cause: Cause) {
        let span = Span { start: range.start().into(), end: range.end().into(), cause };
        if cause == Cause::Other { self.silent.push(span) } else { self.ranges.push(span) }
    }

    /// Sorts the ranges for lookups.
    pub(super) fn finish(&mut self) {
        for spans in [&mut self.lines, &mut self.ranges, &mut self.silent] {
            spans.sort_by_key(|span| (span.start, span.end));
        }
        self.silent.dedup_by(|next, span| {
            let joined = next.start <= span.end;
            if joined {
                span.end = span.end.max(next.end);
            }
            joined
        });
        // The first of several comments for one line has the effect.
        self.lines.dedup_by_key(|span| span.start);
    }

    /// Returns why the rule is disabled at a byte.
    pub(super) fn at(&self, at: u32) -> Option<Cause> {
        self.touching(TextRange::empty(at.into()))
    }

    /// Returns why the rule is disabled at a byte of a range, or at the place of an empty range.
    pub(super) fn touching(&self, place: TextRange) -> Option<Cause> {
        let (start, end) = (u32::from(place.start()), u32::from(place.end()));
        let find = |spans: &[Span]| {
            let next = spans.partition_point(|span| span.end <= start);
            spans.get(next).filter(|span| span.start < end.max(start + 1)).map(|span| span.cause)
        };
        find(&self.lines).or_else(|| find(&self.ranges)).or_else(|| find(&self.silent)).or(self.file)
    }
}
