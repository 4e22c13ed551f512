//! `section-empty`: a heading with nothing under it.

use crate::{
    diagnostic::Severity,
    hosts::Target,
    list::{List, Section, SectionId, SectionRole},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "section-empty",
    severity: Severity::Warning,
    fixes: Fixes::Never,
    page: include_str!("../../rules/section-empty.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

/// Of a hundred sections without others in them, so many are empty in a list that is but begun.
const FORM_PERCENT: usize = 25;

fn check(cx: &mut Context) {
    let list = cx.list;
    let mut empty = Vec::new();
    let mut leaves = 0;
    let title = list.sections.iter().position(|section| section.heading.is_some()).unwrap_or(0);
    for (id, section) in list.sections.iter().enumerate().skip(title + 1) {
        let Some(heading) = &section.heading else { continue };
        let next = list.sections.get(id + 1);
        if section.role == SectionRole::Entry
            || heading.text.is_empty()
            || next.is_some_and(|next| next.parent == Some(id as SectionId) || leads_away(next, list))
        {
            continue;
        }
        leaves += 1;
        let body = &list.source.text[usize::from(heading.range.end())..section.range.end().into()];
        // A heading with a link of its own can be an entry or a pointer.
        let linked = list.links_in(heading.range).next().is_some();
        if !linked && !heading.html && !is_sentence(&heading.text) && is_blank(body) {
            // Beside a heading of a higher level, what it stands over cannot be told.
            let mixed = next.is_some_and(|next| next.parent == section.parent && next.level < section.level);
            empty.push((heading, mixed));
        }
    }
    // A list with many of them is a form that is yet to be filled.
    let form = empty.len() * 100 > leaves * FORM_PERCENT && empty.len() > 4;
    for (heading, mixed) in empty {
        let finding = cx.report(heading.content, format!("the section `{}` is empty", heading.text));
        if form || mixed {
            finding.severity(Severity::Info);
        }
        finding.help("fill it or take it out; readers come here from the contents for nothing");
    }
}

/// Whether a heading is a link to elsewhere: an entry that is written as one, whatever its level.
fn leads_away(section: &Section, list: &List) -> bool {
    section.heading.as_ref().is_some_and(|heading| {
        list.links[list.links_in(heading.range)].iter().any(|link| {
            link.badge.is_none() && !matches!(link.target, Target::Anchor(_)) && list.text(link.label).len() > 3
        })
    })
}

/// Whether a heading is text that is but written large.
fn is_sentence(heading: &str) -> bool {
    heading.ends_with(['.', '!', '?', '。', '！', '？'])
        || heading.contains([':', '：'])
        || heading.chars().count() > 60
}

/// Whether nothing of it is shown: blanks, comments, rules and line breaks.
fn is_blank(mut body: &str) -> bool {
    loop {
        body = body.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '_'));
        if body.is_empty() {
            return true;
        }
        let Some(tag) = body.strip_prefix('<') else { return false };
        if let Some(comment) = tag.strip_prefix("!--") {
            let Some((_, behind)) = comment.split_once("-->") else { return true };
            body = behind;
            continue;
        }
        let Some((inner, behind)) = tag.split_once('>') else { return false };
        let name = inner.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if !["br", "hr", "a", "p", "div"].contains(&name.to_ascii_lowercase().as_str()) {
            return false;
        }
        body = behind;
    }
}
