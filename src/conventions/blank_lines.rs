//! The blank lines of a list: above headings, between entries, and several in a row.

use std::ops::Range;

use super::convention::{Convention, Topic};
use crate::{
    TextRange,
    list::{EntryGroup, GroupKind, Heading, List},
    range,
    source::is_blank,
    votes::{Poll, Question, criteria},
};

/// The use of blank lines in a list.
#[derive(Debug)]
pub struct BlankLines {
    /// Whether headings have a blank line above.
    pub above_heading: Question<bool>,
    /// The number of blank lines above a heading that has any.
    pub above_heading_count: Question<usize>,
    /// For each pair of block kinds, whether there are several blank lines in a row between them.
    several: Poll<Seam, bool>,
    /// All runs of blank lines outside of code and HTML, except those at the end of the text.
    pub runs: Vec<BlankRun>,
}

/// The blocks before and after blank lines, as far as lists space them differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seam {
    /// The level of the heading after the blank lines; 0 for any other block.
    level: u8,
    /// Whether a heading comes before the blank lines.
    below_heading: bool,
}

/// A run of blank lines.
#[derive(Debug, Clone, Copy)]
pub struct BlankRun {
    /// The byte range.
    pub place: TextRange,
    /// The number of lines.
    pub lines: usize,
    seam: Seam,
}

impl BlankLines {
    pub(super) fn learn(list: &List) -> Self {
        let mut own = Self {
            above_heading: Question::new(&criteria::BLANK_ABOVE_HEADING),
            above_heading_count: Question::new(&criteria::BLANK_LINES_ABOVE_HEADING),
            several: Poll::new(&criteria::BLANK_LINES),
            runs: blank_runs(list),
        };
        for heading in list.sections.iter().filter_map(|section| section.heading.as_ref()) {
            if let Some(lines) = lines_above(list, heading) {
                own.above_heading.vote(lines > 0);
                if lines > 0 {
                    own.above_heading_count.vote(lines);
                }
            }
        }
        for run in &own.runs {
            own.several.vote(run.seam, run.lines > 1);
        }
        own
    }

    /// Returns whether the list usually has several blank lines in this place: always if there are few such places, or
    /// usually if there are many. Their exact number rarely matters to authors.
    #[must_use]
    pub fn is_habit(&self, run: &BlankRun) -> bool {
        let above_headings = self.above_heading_count.habit().map(|habit| habit.value);
        self.several.of(run.seam).is_some_and(|question| question.holds_for(true))
            || run.seam.level > 0 && above_headings == Some(run.lines)
    }

    pub(super) fn describe(&self, list: &List, out: &mut Vec<Convention>) {
        let row = |scope: String, voters, outcome| Convention::new(Topic::BlankLines, scope, voters, outcome);
        if self.above_heading.total() > 0 {
            let outcome = self.above_heading.outcome(|some| if some { ONE_ABOVE } else { NONE_ABOVE }.to_owned());
            let above = row("headings".to_owned(), "headings", outcome).question("a blank line");
            out.push(above.only(ONE_ABOVE));
        }
        // Usually there is one blank line; the question arises only if some headings have more.
        if self.above_heading_count.ranked().iter().any(|(lines, _)| *lines > 1) {
            let lines = |lines: usize| {
                if lines == 1 {
                    "1 blank line above them".to_owned()
                } else {
                    format!("{lines} blank lines above them")
                }
            };
            let outcome = self.above_heading_count.outcome(lines);
            out.push(row("headings".to_owned(), "headings", outcome).question("how many"));
        }
        for (seam, question) in self.several.iter().filter(|(_, question)| question.count(true) > 0) {
            let several = "several blank lines";
            let outcome = question.outcome(|some| if some { several } else { "one blank line" }.to_owned());
            out.push(row(seam.name(), "places", outcome).only(several));
        }
        for group in &list.groups {
            if let Some(question) = between_entries(list, group).filter(|question| !question.is_unanimous()) {
                let one = "a blank line";
                let outcome = question.outcome(|some| if some { one } else { "no blank line" }.to_owned());
                let gaps = row(super::path(list, group), "gaps", outcome).at(group.range);
                out.push(gaps.only(one));
            }
        }
    }
}

const ONE_ABOVE: &str = "a blank line above them";
const NONE_ABOVE: &str = "none above them";

impl Seam {
    fn name(self) -> String {
        match (self.below_heading, self.level) {
            (false, 0) => "between blocks".to_owned(),
            (true, 0) => "below headings".to_owned(),
            (false, level) => format!("above headings of level {level}"),
            (true, level) => format!("between headings, above level {level}"),
        }
    }
}

/// Returns the number of blank lines above a heading and the comments that belong to it (`<!-- omit in toc -->`).
/// Returns none for headings in HTML, and for a heading at the start of the list.
#[must_use]
pub fn lines_above(list: &List, heading: &Heading) -> Option<usize> {
    if heading.html || heading.range.start() <= list.source.body {
        return None;
    }
    let mut before = &list.source.text[..heading.range.start().into()];
    loop {
        let kept = before.trim_end();
        let lines = before[kept.len()..].matches('\n').count().saturating_sub(1);
        if lines > 0 || !kept.ends_with("-->") {
            return (!kept.is_empty()).then_some(lines);
        }
        before = &kept[..kept.rfind("<!--")?];
    }
}

/// Returns the votes on whether entries of a group have a blank line above; none for groups in which blank lines cannot
/// be counted.
#[must_use]
pub fn between_entries(list: &List, group: &EntryGroup) -> Option<Question<bool>> {
    if group.kind == GroupKind::Table || group.enclosed {
        return None;
    }
    let mut question = Question::new(&criteria::BLANK_BETWEEN_ENTRIES);
    gaps(group).for_each(|gap| question.vote(is_spaced(list, &gap)));
    Some(question)
}

/// Returns the bytes between each two items of a group.
pub fn gaps(group: &EntryGroup) -> impl Iterator<Item = Range<usize>> {
    group.items.windows(2).map(|pair| pair[0].end().into()..pair[1].start().into())
}

/// Returns whether a gap contains a blank line.
#[must_use]
pub fn is_spaced(list: &List, gap: &Range<usize>) -> bool {
    list.source.text[gap.clone()].matches('\n').count() > 1
}

/// Returns all blank lines of a list except those at its end, which separate nothing.
fn blank_runs(list: &List) -> Vec<BlankRun> {
    let source = list.source;
    let headings = list.sections.iter().filter_map(|section| Some((section.heading.as_ref()?, section.level)));
    let mut headings = headings.filter(|(heading, _)| !heading.html).peekable();
    let mut runs = Vec::new();
    let mut opaque = list.opaque.iter().peekable();
    let mut run: Option<(Range<usize>, usize)> = None;
    let mut below_heading = false;
    for line in source.lines() {
        let text = &source.text[line.clone()];
        let blank = is_blank(text) && line.start >= source.body.into();
        while opaque.next_if(|next| usize::from(next.end()) <= line.start).is_some() {}
        let inside = opaque.peek().is_some_and(|next| usize::from(next.start()) < line.start);
        if blank && !inside {
            let (run, lines) = run.get_or_insert((line.clone(), 0));
            run.end = line.end;
            *lines += 1;
            continue;
        }
        // An underlined heading has two lines.
        while headings.next_if(|(heading, _)| usize::from(heading.range.end()) <= line.start).is_some() {}
        let level = headings.peek().filter(|(heading, _)| usize::from(heading.range.start()) < line.end);
        let level = level.map_or(0, |(_, level)| *level);
        if let Some((run, lines)) = run.take() {
            runs.push(BlankRun { place: range(run.start, run.end), lines, seam: Seam { level, below_heading } });
        }
        below_heading = level > 0;
    }
    runs
}
