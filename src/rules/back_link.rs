//! `back-link`: a section without the link back to the contents that the others have.

use rustc_hash::FxHashMap;

use crate::{
    TextRange, TextSize,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts::Target,
    list::{GroupRole, List, SectionId, SectionRole},
    markdown::Kind,
    offset,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "back-link",
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/back-link.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

/// Sections with the link, and how many of a hundred must have it, before it is missed in others.
const SECTIONS: usize = 5;
const PERCENT: usize = 80;

/// A paragraph that is nothing but a link into the same text.
struct BackLink<'t> {
    text: &'t str,
    url: &'t str,
    /// Whether it is the last block of its section.
    last: bool,
}

fn check(cx: &mut Context) {
    let list = cx.list;
    let blocks: Vec<_> = list.tree.blocks().collect();
    let mut links: FxHashMap<SectionId, BackLink> = FxHashMap::default();
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind() == Kind::Paragraph) {
        let mut inside = list.links_in(block.range());
        let (Some(only), None) = (inside.next(), inside.next()) else { continue };
        let link = &list.links[only];
        let marks = block.text().len() - usize::from(link.range.len());
        if matches!(link.target, Target::Anchor(_))
            && marks <= 12
            && link.badge.is_none()
            && !block.text().contains('\n')
        {
            let last = blocks.get(at + 1).is_none_or(|next| matches!(next.kind(), Kind::Heading(_)));
            links.insert(link.section, BackLink { text: block.text(), url: link.url, last });
        }
    }
    if links.len() < SECTIONS {
        return;
    }
    let mut full = vec![false; list.sections.len()];
    for group in list.groups.iter().filter(|group| group.role == GroupRole::Entries && !group.entries.is_empty()) {
        full[group.section as usize] = true;
    }
    for level in 1..=6 {
        let wanted = |&id: &usize| full[id] && list.sections[id].level == level;
        let sections: Vec<usize> = (0..list.sections.len()).filter(wanted).collect();
        let own = sections.iter().filter_map(|&id| links.get(&(id as SectionId)));
        let Some(first) = own.clone().next().filter(|_| own.clone().count() >= SECTIONS) else { continue };
        let leads_back = |id: usize| links.contains_key(&(id as SectionId)) || links_to(first.url, id, list);
        let lacking: Vec<usize> = sections.iter().copied().filter(|&id| !leads_back(id)).collect();
        let (count, total) = (sections.len() - lacking.len(), sections.len());
        if count * 100 < total * PERCENT {
            continue;
        }
        let same = own.clone().all(|link| link.last && link.text == first.text);
        for id in lacking {
            let section = &list.sections[id];
            let Some(heading) = &section.heading else { continue };
            let body = cx.text(section.range);
            // The contents stand directly above it.
            if id > 0 && list.sections[id - 1].role == SectionRole::Contents {
                continue;
            }
            if section.range.end() == TextSize::of(list.source.text) {
                continue;
            }
            let message = format!(
                "`{}` has no link back as {count} of {total} sections of level {level} do: `{}`",
                heading.text, first.text
            );
            let fix = same.then(|| {
                let newline = list.source.line_ending.as_str();
                let end = usize::from(section.range.start()) + body.trim_end().len();
                let added = format!("{newline}{newline}{}", first.text);
                Fix::needs_review(Phase::Content, "add it at the end", vec![Edit::insert(offset(end), added)])
            });
            cx.report(heading.content, message).fix = fix;
        }
    }
}

/// Whether a link in a section leads to `url`, also behind its subsections, or where it runs into the last entry.
fn links_to(url: &str, id: usize, list: &List) -> bool {
    let section = &list.sections[id];
    let behind = list.sections[id + 1..].iter().find(|next| next.level <= section.level);
    let end = behind.map_or(TextSize::of(list.source.text), |next| next.range.start());
    list.links[list.links_in(TextRange::new(section.range.start(), end))].iter().any(|link| link.url == url)
}
