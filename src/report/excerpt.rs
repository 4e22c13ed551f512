//! Extracts the lines of a finding from the text, for miette to draw.
//!
//! miette prints whole source lines, reads the source from its start for each finding, counts columns in bytes and prints
//! control characters (measured with miette 7.6). So it gets excerpts instead: only the lines of the finding, clipped to
//! the terminal's width around the marked text, with control and invisible characters made visible, and with the true
//! position as the name of the source. The work for one excerpt depends on the terminal's width, not on the length of
//! the line.

use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

use super::visible::{self, Shown};
use crate::{diagnostic::Diagnostic, source::Source};

/// Marks the place where a line was clipped.
const CUT: char = '…';
/// Represents a line ending that is part of a finding.
const LINE_END: char = '⏎';

/// The excerpts of one finding, as a source for miette, with the spans to mark in them.
#[derive(Debug, Default)]
pub(super) struct Excerpts {
    pub(super) labels: Vec<LabeledSpan>,
    parts: Vec<Part>,
}

/// Adjacent lines, each shown once.
#[derive(Debug)]
struct Part {
    /// `path:line:column` of the first mark.
    name: String,
    /// The first line, 0-based.
    line: usize,
    /// The number of lines.
    lines: usize,
    /// The start of the text in miette's offsets.
    start: usize,
    text: String,
}

/// A range to mark, cut to its first line.
#[derive(Debug, Clone)]
struct Mark<'d> {
    range: Range<usize>,
    /// Whether the range covers the end of the line.
    over_end: bool,
    /// 0-based.
    line: usize,
    message: Option<&'d str>,
}

impl Excerpts {
    /// Returns the excerpts for `diagnostic`, with lines of at most `width` columns.
    pub(super) fn new(diagnostic: &Diagnostic, source: &Source, path: &str, width: usize) -> Self {
        let primary = (diagnostic.range, None);
        let labels = diagnostic.labels.iter().map(|label| (label.range, Some(&*label.message)));
        let mut marks: Vec<Mark> = std::iter::once(primary)
            .chain(labels)
            .map(|(range, message)| Mark::new(range.into(), message, source))
            .collect();
        marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
        let mut excerpts = Self::default();
        let mut rest = marks.as_slice();
        while let Some(first) = rest.first() {
            let room = width.saturating_sub(first.digits() + "  │ ".chars().count()).max(20);
            let (window, taken) = Window::around(source.text, rest, room);
            excerpts.push(source, path, &window, &rest[..taken]);
            rest = &rest[taken..];
        }
        excerpts
    }

    fn push(&mut self, source: &Source, path: &str, window: &Window, marks: &[Mark]) {
        let first = &marks[0];
        let named = marks.iter().find(|mark| mark.message.is_none()).unwrap_or(first);
        let at = source.position(crate::offset(named.range.start));
        let name = format!("{path}:{}:{}", at.line, at.column);
        let next = self.parts.last().map_or(0, |part| part.start + part.text.len() + 2);
        match self.parts.last_mut() {
            Some(part) if part.line + part.lines == first.line => {
                part.lines += 1;
                part.text.push('\n');
                if named.message.is_none() {
                    part.name = name;
                }
            }
            _ => self.parts.push(Part { name, line: first.line, lines: 1, start: next, text: String::new() }),
        }
        let part = self.parts.last_mut().expect("one was there or was pushed");
        for (mark, shown) in marks.iter().zip(window.render(source.text, marks, &mut part.text)) {
            let span = SourceSpan::from((part.start + shown.start, shown.len()));
            self.labels.push(match mark.message {
                None => LabeledSpan::new_primary_with_span(None, span),
                Some(message) => LabeledSpan::new_with_span(Some(visible::visible(message).into_owned()), span),
            });
        }
    }
}

impl SourceCode for Excerpts {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inside =
            |part: &&Part| part.start <= span.offset() && span.offset() + span.len() <= part.start + part.text.len();
        // Refuse a span over two parts, so that miette draws a box for each.
        let part = self.parts.iter().find(inside).ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(MietteSpanContents::new_named(
            part.name.clone(),
            part.text.as_bytes(),
            (part.start, part.text.len()).into(),
            part.line,
            0,
            part.lines,
        )))
    }
}

impl<'d> Mark<'d> {
    fn new(range: Range<usize>, message: Option<&'d str>, source: &Source) -> Self {
        let line = source.position(crate::offset(range.start)).line - 1;
        let marked = &source.text[range.clone()];
        let Some(newline) = memchr::memchr(b'\n', marked.as_bytes()) else {
            return Self { range, over_end: false, line, message };
        };
        let kept = marked[..newline].strip_suffix('\r').map_or(newline, str::len);
        Self { range: range.start..range.start + kept, over_end: true, line, message }
    }

    /// Returns the number of digits of the line number.
    fn digits(&self) -> usize {
        (self.line + 1).to_string().len()
    }
}

/// The part of a line that is shown.
#[derive(Debug)]
struct Window {
    range: Range<usize>,
    /// Whether the line was clipped before the range.
    cut_before: bool,
    /// Whether the line was clipped after the range.
    cut_after: bool,
}

impl Window {
    /// Returns a window of at most `room` columns around the first marks, and the number of marks in it. These are all
    /// on the same line.
    fn around(text: &str, marks: &[Mark], room: usize) -> (Self, usize) {
        let line = marks[0].line;
        let start = marks[0].range.start;
        // A column for each cut, for a line ending and for a mark after the last character.
        let room = room - 3;
        let mut end = marks[0].range.end;
        let mut taken = 1;
        for mark in marks[1..].iter().take_while(|mark| mark.line == line) {
            let wider = end.max(mark.range.end);
            if forwards(text, start, wider, room).0 < wider {
                break;
            }
            end = wider;
            taken += 1;
        }
        let (shown_end, marked) = forwards(text, start, end, room);
        let spare = room - marked.min(room);
        let (first, before) = backwards(text, start, spare);
        let (last, after) = forwards(text, shown_end, text.len(), spare);
        // If the line does not fit, the text before the marks gets at most two thirds of the columns, or more if there is
        // little text after them.
        let (first, last) = if before + after <= spare {
            (first, last)
        } else {
            let (first, before) = backwards(text, start, (spare * 2 / 3).max(spare - after.min(spare)));
            (first, forwards(text, shown_end, text.len(), spare - before).0)
        };
        // Labels are drawn below the mark, to the right.
        let labels = marks[..taken].iter().filter_map(|mark| mark.message);
        let label = labels.map(|message| message.chars().count() + "╰── ".chars().count()).max().unwrap_or(0);
        let first = first.max(backwards(text, start, room.saturating_sub(marked + label)).0);
        let bytes = text.as_bytes();
        let line_starts = first == 0 || bytes[first - 1] == b'\n';
        let line_ends = at_line_end(text, last);
        (Self { range: first..last, cut_before: !line_starts, cut_after: !line_ends }, taken)
    }

    /// Writes the window, and returns the ranges of the marks in the written text.
    fn render(&self, text: &str, marks: &[Mark], out: &mut String) -> Vec<Range<usize>> {
        if self.cut_before {
            out.push(CUT);
        }
        let mut shown = vec![out.len()..out.len(); marks.len()];
        let mut before = text[..self.range.start].chars().next_back();
        for (at, c) in text[self.range.clone()].char_indices() {
            let at = self.range.start + at;
            for (mark, shown) in marks.iter().zip(&mut shown) {
                if at <= mark.range.start {
                    *shown = out.len()..out.len();
                } else if at <= mark.range.end {
                    shown.end = out.len();
                }
            }
            visible::push(out, c, before);
            before = Some(c);
        }
        let end = out.len();
        if self.cut_after {
            out.push(CUT);
        } else if marks.iter().any(|mark| mark.over_end) {
            out.push(LINE_END);
        }
        for (mark, shown) in marks.iter().zip(&mut shown) {
            if mark.range.start >= self.range.end {
                shown.start = end;
            }
            if mark.range.end >= self.range.end {
                shown.end = end;
            }
            if mark.over_end || mark.range.end > self.range.end {
                shown.end = out.len();
            }
        }
        // miette draws no mark after the last character.
        if shown.iter().any(|shown| shown.is_empty() && shown.end == out.len()) {
            out.push(' ');
        }
        shown
    }
}

fn at_line_end(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at..];
    rest.is_empty() || rest.starts_with(b"\n") || rest.starts_with(b"\r\n")
}

/// Returns the end of a window of `room` columns from `start`, limited by `end` and the end of the line, and its columns.
fn forwards(text: &str, start: usize, end: usize, room: usize) -> (usize, usize) {
    let mut before = text[..start].chars().next_back();
    let mut columns = 0;
    let mut last = start;
    for (at, c) in text[start..end].char_indices().take(most_characters(room)) {
        let width = columns_of(c, before);
        if columns + width > room || at_line_end(text, start + at) {
            return (start + at, columns);
        }
        columns += width;
        last = start + at + c.len_utf8();
        before = Some(c);
    }
    (last, columns)
}

/// Returns the start of a window of `room` columns before `end`, limited by the start of the line, and its columns.
fn backwards(text: &str, end: usize, room: usize) -> (usize, usize) {
    let mut columns = 0;
    let mut first = end;
    let mut characters = text[..end].char_indices().rev().peekable();
    for _ in 0..most_characters(room) {
        let Some((at, c)) = characters.next() else { break };
        let width = columns_of(c, characters.peek().map(|&(_, before)| before));
        if c == '\n' || columns + width > room {
            break;
        }
        columns += width;
        first = at;
    }
    (first, columns)
}

/// The maximum number of characters in a window. Characters may have no width, so columns alone are no limit.
fn most_characters(room: usize) -> usize {
    room * 4
}

fn columns_of(c: char, before: Option<char>) -> usize {
    // A fast path for most characters: this function runs several times for each.
    if matches!(c, ' '..='~') {
        return 1;
    }
    match visible::shown(c, before) {
        Shown::Same => c.width().unwrap_or(0),
        Shown::Nothing => 0,
        Shown::Picture(_) => 1,
        Shown::Tab => visible::TAB.chars().count(),
        Shown::Code => visible::code(c).len(),
    }
}
