//! The parts of a text in which one rule is off.

use crate::TextRange;

/// What a part comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// A comment for this program, and which of its names.
    Own { comment: usize, name: usize },
    /// Another linter's comment, or the configuration: nobody asks whether it has an effect.
    Other,
}

#[derive(Debug, Clone, Copy)]
struct Span {
    start: u32,
    end: u32,
    cause: Cause,
}

/// The parts of a text in which one rule is off. A lookup takes the logarithm of their number.
#[derive(Debug, Default)]
pub(super) struct Spans {
    file: Option<Cause>,
    /// Lines: two are the same or apart.
    lines: Vec<Span>,
    /// Ranges that comments of ours open and close: apart.
    ranges: Vec<Span>,
    /// Ranges of other causes; apart once they are finished.
    silent: Vec<Span>,
}

impl Spans {
    pub(super) fn add_file(&mut self, cause: Cause) {
        self.file.get_or_insert(cause);
    }

    pub(super) fn add_line(&mut self, line: TextRange, cause: Cause) {
        self.lines.push(Span { start: line.start().into(), end: line.end().into(), cause });
    }

    /// One of a comment for this program must lie apart from the others of such comments.
    pub(super) fn add_range(&mut self, range: TextRange, cause: Cause) {
        let span = Span { start: range.start().into(), end: range.end().into(), cause };
        if cause == Cause::Other { self.silent.push(span) } else { self.ranges.push(span) }
    }

    /// Sorts them, so that they can be looked up.
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
        // Of several for one line the first has the effect.
        self.lines.dedup_by_key(|span| span.start);
    }

    /// Why the rule is off at a byte.
    pub(super) fn at(&self, at: u32) -> Option<Cause> {
        self.touching(TextRange::empty(at.into()))
    }

    /// Why the rule is off at a byte of a range, or at the place of an empty one.
    pub(super) fn touching(&self, place: TextRange) -> Option<Cause> {
        let (start, end) = (u32::from(place.start()), u32::from(place.end()));
        let find = |spans: &[Span]| {
            let next = spans.partition_point(|span| span.end <= start);
            spans.get(next).filter(|span| span.start < end.max(start + 1)).map(|span| span.cause)
        };
        find(&self.lines).or_else(|| find(&self.ranges)).or_else(|| find(&self.silent)).or(self.file)
    }
}
