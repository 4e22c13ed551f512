//! `blank-lines`: the list has several blank lines in a row, or a heading or an entry has none above it.

use crate::{
    conventions::blank_lines::{between_entries, gaps, is_spaced, lines_above},
    edit::{Edit, Fix, Phase},
    list::EntryGroup,
    offset, range,
    rule::{Check, Context, Fixes, Rule},
    text::line_start,
};

pub(super) static RULE: Rule = Rule {
    fixes: Fixes::Always,
    checks: &[Check::List(check_runs), Check::List(check_headings), Check::Group(check_entries)],
    ..rule!("blank-lines")
};

fn check_runs(cx: &mut Context) {
    let blank_lines = cx.conventions.blank_lines();
    for run in blank_lines.runs.iter().filter(|run| run.lines > 1 && !blank_lines.is_habit(run)) {
        let newline = cx.list.source.line_ending.as_str();
        cx.report(run.place, format!("{} blank lines in a row", run.lines))
            .help("leave one: the others change nothing that readers see")
            .fix(Fix::safe(Phase::Layout, "leave one blank line", vec![Edit::replace(run.place, newline)]));
    }
}

fn check_headings(cx: &mut Context) {
    let list = cx.list;
    let Some(habit) = cx.conventions.blank_lines().above_heading.habit().filter(|habit| habit.value) else { return };
    let why = habit.evidence.say("headings have one", "one");
    for heading in list.sections.iter().filter_map(|section| section.heading.as_ref()) {
        let at = usize::from(heading.range.start());
        let above = list.source.text[..at].trim_end();
        // A comment belongs to the heading below it.
        if lines_above(list, heading) == Some(0) && !above.ends_with("-->") && !list.ends_in_open_block(above.len()) {
            report(at, format!("no blank line above this heading: {why}"), cx);
        }
    }
}

/// Reports entries without a blank line above in a group where most have one. In the opposite case, a fix would change
/// how the list is rendered.
fn check_entries(group: &EntryGroup, cx: &mut Context) {
    let Some(question) = between_entries(cx.list, group).filter(|question| !question.is_unanimous()) else { return };
    let Some(habit) = question.habit().filter(|habit| habit.value) else { return };
    let why = habit.evidence.say("entries of this group have one", "one");
    for (gap, item) in gaps(group).zip(&group.items[1..]) {
        if !is_spaced(cx.list, &gap) && gap_is_line(&gap, cx) && !cx.list.ends_in_open_block(gap.start) {
            report(item.start().into(), format!("no blank line above this entry: {why}"), cx);
        }
    }
}

/// Whether the items before and after a gap are on different lines.
fn gap_is_line(gap: &std::ops::Range<usize>, cx: &Context) -> bool {
    cx.list.source.text[gap.clone()].contains('\n')
}

/// Reports the line that contains the byte at `at`, from there to its end.
fn report(at: usize, message: String, cx: &mut Context) {
    let text = cx.list.source.text;
    let line = line_start(text, at);
    let end = at + text[at..].find(['\r', '\n']).unwrap_or(text.len() - at);
    let newline = cx.list.source.line_ending.as_str();
    cx.report(range(at, end), message).fix(Fix::safe(
        Phase::Layout,
        "add a blank line above it",
        vec![Edit::insert(offset(line), newline)],
    ));
}
