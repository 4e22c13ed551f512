//! `heading-duplicate`: two sibling sections have the same heading.

use rustc_hash::FxHashMap;

use crate::{
    list::SectionRole,
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule = Rule { checks: &[Check::List(check)], ..rule!("heading-duplicate") };

fn check(cx: &mut Context) {
    let list = cx.list;
    let mut seen = FxHashMap::default();
    for section in list.sections.iter().filter(|section| section.role != SectionRole::Entry) {
        let Some(heading) = &section.heading else { continue };
        // Headings that are links form a contents list.
        let links = &list.links[list.links_in(heading.range)];
        if heading.text.is_empty() || links.iter().any(|link| link.range == heading.content) {
            continue;
        }
        let key = (section.parent, section.level, &*heading.text);
        let first = *seen.entry(key).or_insert(heading.content);
        if first != heading.content {
            let line = list.source.position(first.start()).line;
            cx.report(heading.content, format!("a second section `{}`: the first is on line {line}", heading.text))
                .help(format!("merge the two or rename one: until then, links to this one need `#{}`", heading.slug))
                .label(first, "the first");
        }
    }
}
