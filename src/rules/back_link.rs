//! `back-link`: a section has no link back to the contents, but most of the others do.

use crate::{
    TextSize,
    edit::{Edit, Fix, Phase},
    list::SectionRole,
    offset,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Sometimes, checks: &[Check::List(check)], ..rule!("back-link") };

fn check(cx: &mut Context) {
    let list = cx.list;
    for level in &cx.conventions.back_links().levels {
        let Some(habit) = level.question.habit().filter(|habit| habit.value) else { continue };
        let why = habit.evidence.say(&format!("sections of level {} have one", level.level), "one");
        for &id in &level.lacking {
            let section = list.section(id);
            let Some(heading) = &section.heading else { continue };
            // The contents are directly above it.
            if id > 0 && list.section(id - 1).role == SectionRole::Contents {
                continue;
            }
            if section.range.end() == TextSize::of(list.source.text) {
                continue;
            }
            let first = level.first.text;
            let fix = level.is_uniform.then(|| {
                let newline = list.source.line_ending.as_str();
                let end = usize::from(section.range.start()) + cx.text(section.range).trim_end().len();
                let added = format!("{newline}{newline}{first}");
                Fix::needs_review(
                    Phase::Content,
                    "add it at the end of the section",
                    vec![Edit::insert(offset(end), added)],
                )
            });
            let message = format!("`{}` has no link back to the contents: {why}", heading.text);
            cx.report(heading.content, message).help(format!("add `{first}` at the end of the section")).fix = fix;
        }
    }
}
