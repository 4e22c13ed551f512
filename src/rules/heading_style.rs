//! `heading-style`: a heading written in another way than the list's others.

use crate::{
    conventions::headings::HeadingStyle,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    list::Heading,
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "heading-style",
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/heading-style.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

fn check(cx: &mut Context) {
    let headings = cx.conventions.headings();
    for section in &cx.list.sections {
        let Some(heading) = section.heading.as_ref().filter(|heading| !heading.html) else { continue };
        let (level, style) = (section.level, HeadingStyle::of(cx.text(heading.range)));
        let Some(habit) = headings.style(level).filter(|habit| habit.value != style) else { continue };
        let others = habit.value.plural_phrase();
        let why = habit.evidence.say(&format!("of level {level} {others}"), others);
        let fix = rewrite(heading, level, style, habit.value, cx);
        cx.report(heading.range, format!("the heading {}, {why}", style.does()))
            .help("one way of writing headings is easier to search and edit")
            .fix = fix;
    }
}

fn rewrite(heading: &Heading, level: u8, style: HeadingStyle, own: HeadingStyle, cx: &Context) -> Option<Fix> {
    let content = cx.text(heading.content);
    if content.is_empty() || content.contains(['\n', '\r']) || content.ends_with(['#', '\\']) {
        return None;
    }
    let hashes = "#".repeat(usize::from(level));
    let (start, end) = (usize::from(heading.range.start()), usize::from(heading.range.end()));
    let behind = range(heading.content.end().into(), end);
    let (title, edits) = match (style, own) {
        (HeadingStyle::Closed, HeadingStyle::Open) => ("take the closing hashes out", vec![Edit::delete(behind)]),
        (HeadingStyle::Open, HeadingStyle::Closed) => {
            ("close it with hashes", vec![Edit::replace(behind, format!(" {hashes}"))])
        }
        (HeadingStyle::Underlined, HeadingStyle::Open) => {
            let before = range(start, heading.content.start().into());
            ("begin it with hashes", vec![Edit::replace(before, format!("{hashes} ")), Edit::delete(behind)])
        }
        // The other ways would have to look at what a line may begin with.
        _ => return None,
    };
    Some(Fix::safe(Phase::Layout, title, edits))
}
