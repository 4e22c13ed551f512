//! `badge-missing`: an entry has no badge of a kind that nearly all similar entries have.

use crate::{
    conventions::badges::{BadgeKind, Subject, has, only_subject},
    edit::{Edit, Fix, Phase},
    hosts,
    list::{Badge, Entry},
    offset,
    rule::{Check, Context, Fixes, Rule},
    text::line_start,
    votes::Share,
};

pub(super) static RULE: Rule =
    Rule { fixes: Fixes::Sometimes, checks: &[Check::List(check)], ..rule!("badge-missing") };

fn check(cx: &mut Context) {
    let expected: Vec<_> = cx.conventions.badges.expected().collect();
    for (kind, evidence) in expected {
        for entry in &cx.list.entries {
            let Some(subject) = only_subject(cx.list, entry, kind) else { continue };
            if has(cx.list, entry, kind) || !used_beside(cx, entry, kind) || is_replaced(cx, entry, kind) {
                continue;
            }
            let badge = BadgeKind::Template(kind);
            let fix = insertion(cx, entry, kind, &subject);
            let place = entry.title.unwrap_or(entry.head);
            let name = badge.name();
            let what = match subject {
                Subject::Paper(_) => "papers",
                Subject::Repository(_) => "repositories",
            };
            let why = evidence.say(&format!("entries with {what} have one"), "one");
            let finding = cx.report(place, format!("`{}` has no {name} badge: {why}", subject.text()));
            finding.help("add one: readers expect it, because the other entries have one");
            if let Some(edit) = fix {
                finding.fix(Fix::safe(Phase::Content, format!("add the {name} badge"), vec![edit]));
            }
        }
    }
}

/// Whether at least half of the other entries of the group that could have the badge have it. In news and in lists of
/// other lists, none has it.
fn used_beside(cx: &Context, entry: &Entry, kind: &str) -> bool {
    let group = &cx.list.groups[entry.group as usize];
    let others = group.entries.iter().filter(|&&id| id != entry.id).map(|&id| cx.list.entry(id));
    let (mut with, mut all) = (0, 0);
    for other in others.filter(|other| only_subject(cx.list, other, kind).is_some()) {
        all += 1;
        with += usize::from(has(cx.list, other, kind));
    }
    with > 0 && Share::HALF.is_reached(with, all)
}

/// Whether another badge of the entry replaces the missing one: it has the usual alternative text of this kind, or
/// becomes a badge of this kind when its URL is fixed.
fn is_replaced(cx: &Context, entry: &Entry, kind: &str) -> bool {
    let becomes_kind = |badge: &Badge| {
        let repair = hosts::badge_malformed(badge.url).and_then(|defect| defect.repair);
        repair.is_some_and(|repair| hosts::template(&repair).is_some_and(|template| template.kind == kind))
    };
    if cx.list.badges_of(entry).iter().any(becomes_kind) {
        return true;
    }
    let Some(usual) = nearest(cx, entry, kind).map(|model| cx.text(model.alt)).filter(|alt| !alt.is_empty()) else {
        return false;
    };
    cx.list.badges_of(entry).iter().any(|badge| cx.text(badge.alt) == usual)
}

/// Returns the edit that adds a badge to an entry, modelled on the badge of the nearest entry that has one.
fn insertion(cx: &Context, entry: &Entry, kind: &str, subject: &Subject) -> Option<Edit> {
    let model = nearest(cx, entry, kind)?;
    let text = cx.list.source.text;
    let written = written_for(cx, model, kind, subject)?;
    let model_start = usize::from(model.range.start());
    let line_start = line_start(text, model_start);
    let indent = &text[line_start..model_start];
    let own_line = indent.trim().is_empty();
    let mut kinds = cx.list.badges_of(entry).iter().filter(|badge| badge.plain);
    let next = kinds.clone().find(|badge| {
        BadgeKind::of(badge)
            .is_some_and(|other| cx.conventions.badges.precedes(BadgeKind::Template(kind), other).is_some())
    });
    let separator = if own_line { format!("{}{indent}", cx.list.source.line_ending.as_str()) } else { " ".to_owned() };
    if let Some(next) = next {
        return Some(Edit::insert(next.range.start(), format!("{written}{separator}")));
    }
    if let Some(last) = kinds.next_back() {
        return Some(Edit::insert(last.range.end(), format!("{separator}{written}")));
    }
    // The entry has no badges: the new one gets a line below the first line of the entry.
    let head_end = usize::from(entry.head.end());
    let first_line = text[usize::from(entry.head.start())..head_end].find(['\r', '\n']);
    let end = first_line.map_or(head_end, |at| usize::from(entry.head.start()) + at);
    let link = cx.list.link_of(entry)?;
    (own_line && usize::from(link.range.end()) <= end)
        .then(|| Edit::insert(offset(end), format!("{separator}{written}")))
}

/// Returns a badge of the kind from the nearest entry that has one. Entries of the same group come first.
fn nearest<'c>(cx: &Context<'_, 'c>, entry: &Entry, kind: &str) -> Option<&'c Badge<'c>> {
    let badge_of = |other: &Entry| {
        let badges = cx.list.badges_of(other).iter();
        badges
            .filter(|badge| badge.plain && badge.link.is_some())
            .find(|badge| badge.template.is_some_and(|template| template.kind == kind))
    };
    let before = cx.list.entries[..entry.id as usize].iter().rev();
    let after = cx.list.entries[entry.id as usize + 1..].iter();
    let same_group = |other: &&Entry| other.group == entry.group;
    before
        .clone()
        .filter(same_group)
        .find_map(badge_of)
        .or_else(|| after.clone().filter(same_group).find_map(badge_of))
        .or_else(|| before.clone().find_map(badge_of).or_else(|| after.clone().find_map(badge_of)))
}

/// Returns the source text of a badge like `model` for another paper or repository.
fn written_for(cx: &Context, model: &Badge, kind: &str, subject: &Subject) -> Option<String> {
    let link = cx.list.link_around(model)?;
    let own = Subject::of_target(&link.target)?;
    let template = cx.conventions.badges.spelling(kind).map(|habit| habit.value).or(model.template)?;
    let target = link.url.replacen(&own.text(), &subject.text(), 1);
    if !target.contains(&subject.text()) {
        return None;
    }
    Some(format!("[![{}]({})]({target})", cx.text(model.alt), template.render(&subject.text())))
}
