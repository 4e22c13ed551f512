//! `blank-lines`: several blank lines in a row, none before a heading or between entries that are spaced apart.

use std::ops::Range;

use crate::{
    TextRange,
    conventions::{
        layout::BLANK_LINES,
        votes::{Quorum, Votes},
    },
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    list::{EntryGroup, GroupKind},
    offset, range,
    rule::{Check, Context, Fixes, Rule},
    source::is_blank,
};

pub(super) static RULE: Rule = Rule {
    name: "blank-lines",
    severity: Severity::Warning,
    fixes: Fixes::Always,
    page: include_str!("../../rules/blank-lines.md"),
    checks: &[Check::List(check_runs), Check::List(check_headings), Check::Group(check_entries)],
    ..Rule::DEFAULT
};

fn check_runs(cx: &mut Context) {
    let source = cx.list.source;
    let above_headings = lines_above_headings(cx);
    let runs = blank_runs(cx);
    let mut habits: Vec<(Seam, Votes<bool>)> = Vec::new();
    for run in &runs {
        let at = habits.iter().position(|(seam, _)| *seam == run.seam).unwrap_or_else(|| {
            habits.push((run.seam, Votes::default()));
            habits.len() - 1
        });
        habits[at].1.add(run.lines > 1);
    }
    let is_habit = |run: &BlankRun| {
        let votes = habits.iter().find(|(seam, _)| *seam == run.seam).map(|(_, votes)| votes);
        let has = |quorum| votes.and_then(|votes| votes.convention(quorum)) == Some(&true);
        HABIT.into_iter().any(has) || run.seam.level > 0 && above_headings == Some(run.lines)
    };
    for run in runs.iter().filter(|run| run.lines > 1 && !is_habit(run)) {
        let newline = source.line_ending.as_str();
        cx.report(run.place, format!("{} blank lines in a row", run.lines))
            .help("one blank line separates blocks; more change nothing that a reader sees")
            .fix(Fix::safe(Phase::Layout, "leave one", vec![Edit::replace(run.place, newline)]));
    }
}

/// Several blank lines where two blocks of these kinds meet are how a list is written: it does so always where it seldom
/// can, or as a rule where it often can. How many they are seldom matters to those who do.
const HABIT: [Quorum; 2] = [Quorum { votes: 4, percent: 100 }, Quorum { votes: 8, percent: 60 }];

/// What stands above blank lines and behind them, as far as people space it differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seam {
    /// Of the heading behind; 0 for any other block.
    level: u8,
    /// Whether a heading stands above.
    below_heading: bool,
}

/// Blank lines outside of code and HTML.
struct BlankRun {
    place: TextRange,
    lines: usize,
    seam: Seam,
}

/// All of a list but those at its end, which separate nothing.
fn blank_runs(cx: &Context) -> Vec<BlankRun> {
    let source = cx.list.source;
    let headings = cx.list.sections.iter().filter_map(|section| Some((section.heading.as_ref()?, section.level)));
    let mut headings = headings.filter(|(heading, _)| !heading.html).peekable();
    let mut runs = Vec::new();
    let mut opaque = cx.list.opaque.iter().peekable();
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

/// How many blank lines the list puts above its headings, where it is more than one.
fn lines_above_headings(cx: &Context) -> Option<usize> {
    let mut votes = Votes::default();
    for heading in cx.list.sections.iter().filter_map(|section| section.heading.as_ref()) {
        let before = &cx.list.source.text[..heading.range.start().into()];
        let lines = before[before.trim_end().len()..].matches('\n').count();
        if lines > 0 && !before.trim().is_empty() {
            votes.add(lines - 1);
        }
    }
    votes.convention(BLANK_LINES).copied().filter(|lines| *lines > 1)
}

/// Whether the line above the one that holds a byte is blank, or a comment, which can be about what it stands above
/// (`<!-- omit in toc -->`); `None` where there is no line above.
fn blank_above(text: &str, at: usize) -> Option<bool> {
    let start = text[..at].rfind('\n')?;
    let above = text[..start].rfind('\n').map_or(0, |before| before + 1);
    let above = &text[above..start];
    Some(is_blank(above) || above.trim_end().ends_with("-->"))
}

fn check_headings(cx: &mut Context) {
    let text = cx.list.source.text;
    let headings = cx.list.sections.iter().filter_map(|section| section.heading.as_ref());
    let starts: Vec<usize> = headings
        .filter(|heading| !heading.html && usize::from(heading.range.start()) > cx.list.source.body.into())
        .map(|heading| heading.range.start().into())
        .collect();
    let spaced = starts.iter().filter(|&&at| blank_above(text, at) == Some(true)).count();
    let total = starts.len();
    if total < BLANK_LINES.votes || spaced * 100 < total * BLANK_LINES.percent {
        return;
    }
    for at in starts {
        if blank_above(text, at) != Some(false) || cx.list.ends_in_open_block(text[..at].trim_end().len()) {
            continue;
        }
        let line = text[..at].rfind('\n').map_or(0, |before| before + 1);
        let end = at + text[at..].find(['\r', '\n']).unwrap_or(text.len() - at);
        let newline = cx.list.source.line_ending.as_str();
        cx.report(range(at, end), format!("no blank line above this heading: {spaced} of {total} here have one"))
            .fix(Fix::safe(Phase::Layout, "put a blank line above it", vec![Edit::insert(offset(line), newline)]));
    }
}

/// Entries that stand apart but for some. The other way round, a fix would change how the list is rendered.
fn check_entries(group: &EntryGroup, cx: &mut Context) {
    if group.kind == GroupKind::Table || group.enclosed || group.items.len() <= BLANK_LINES.votes {
        return;
    }
    let text = cx.list.source.text;
    let gaps: Vec<Range<usize>> =
        group.items.windows(2).map(|pair| pair[0].end().into()..pair[1].start().into()).collect();
    let lines = |gap: &Range<usize>| text[gap.clone()].matches('\n').count();
    let spaced = gaps.iter().filter(|gap| lines(gap) > 1).count();
    let total = gaps.len();
    if spaced == total || spaced * 100 < total * BLANK_LINES.percent {
        return;
    }
    for (gap, item) in gaps.iter().zip(&group.items[1..]).filter(|(gap, _)| lines(gap) == 1) {
        if cx.list.ends_in_open_block(gap.start) {
            continue;
        }
        let line = text[..gap.end].rfind('\n').map_or(0, |before| before + 1);
        let newline = cx.list.source.line_ending.as_str();
        let start = usize::from(item.start());
        let end = start + text[start..].find(['\r', '\n']).unwrap_or(text.len() - start);
        cx.report(
            range(start, end),
            format!("no blank line above this entry: {spaced} of {total} in this group have one"),
        )
        .fix(Fix::safe(Phase::Layout, "put a blank line above it", vec![Edit::insert(offset(line), newline)]));
    }
}
