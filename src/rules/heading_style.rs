//! `heading-style`: a heading is written in a different way from the others of its level.

use crate::{
    conventions::headings::HeadingStyle,
    edit::{Edit, Fix, Phase},
    list::Heading,
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule =
    Rule { fixes: Fixes::Sometimes, checks: &[Check::List(check)], ..rule!("heading-style") };

fn check(cx: &mut Context) {
    let headings = cx.conventions.headings();
    for section in &cx.list.sections {
        let Some(heading) = section.heading.as_ref().filter(|heading| !heading.html) else { continue };
        let (level, style) = (section.level, HeadingStyle::of(cx.text(heading.range)));
        let Some(habit) = headings.style(level).filter(|habit| habit.value != style) else { continue };
        let others = habit.value.plural_phrase();
        let why =
            habit.evidence.say(&format!("headings of level {level} {others}"), &format!("headings that {others}"));
        let fix = rewrite(heading, level, style, habit.value, cx);
        cx.report(heading.range, format!("the heading {}: {why}", style.does()))
            .help("write all headings of a level in the same way: they are easier to search and edit")
            .fix = fix;
    }
}

fn rewrite(heading: &Heading, level: u8, style: HeadingStyle, usual: HeadingStyle, cx: &Context) -> Option<Fix> {
    let content = cx.text(heading.content);
    if content.is_empty() || content.contains(['\n', '\r']) || content.ends_with(['#', '\\']) {
        return None;
    }
    let hashes = "#".repeat(usize::from(level));
    let (start, end) = (usize::from(heading.range.start()), usize::from(heading.range.end()));
    let after = range(heading.content.end().into(), end);
    let (title, edits) = match (style, usual) {
        (HeadingStyle::Closed, HeadingStyle::Open) => ("remove the closing hashes", vec![Edit::delete(after)]),
        (HeadingStyle::Open, HeadingStyle::Closed) => {
            ("close it with hashes", vec![Edit::replace(after, format!(" {hashes}"))])
        }
        (HeadingStyle::Underlined, HeadingStyle::Open) => {
            let before = range(start, heading.content.start().into());
            ("begin it with hashes", vec![Edit::replace(before, format!("{hashes} ")), Edit::delete(after)])
        }
        // Other rewrites could change how the text at the start of the line is read.
        _ => return None,
    };
    Some(Fix::safe(Phase::Layout, title, edits))
}
