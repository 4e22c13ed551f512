//! `contents-stale`: the contents list leaves out a section, names one twice or by another name, or has a different
//! order.

mod order;

use rustc_hash::FxHashMap;

use crate::{
    conventions::contents::{Contents, heading_text, item_text, letters, sets},
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts::{Target, percent_decoded},
    list::{ContentsItem, GeneratedKind, Section, SectionId},
    markdown::LinkStyle,
    range,
    rule::{Check, Context, Fixes, Rule},
    suggest,
    text::line_start,
    votes::Share,
};
use order::{check_order, places_of};

pub(super) static RULE: Rule = Rule {
    fixes: Fixes::Sometimes,
    checks: &[Check::List(check)],
    writes: Some(GeneratedKind::Contents),
    ..rule!("contents-stale")
};

fn check(cx: &mut Context) {
    if cx.list.contents.is_empty() {
        return;
    }
    let contents = cx.conventions.contents();
    check_missing(contents, cx);
    check_twice(contents, cx);
    check_texts(contents, cx);
    check_dead(contents, cx);
    check_order(contents, cx);
}

fn check_missing(contents: &Contents, cx: &mut Context) {
    for missing in &contents.missing {
        let section = cx.list.section(missing.section);
        let Some(heading) = &section.heading else { continue };
        let message = format!(
            "the contents leave out `{}`: they name {} of its {} siblings",
            heading.text,
            missing.named,
            missing.siblings - 1
        );
        let before = above(contents, missing.section, cx);
        // The item of the first sibling comes directly after the item of the parent section.
        let around = || contents.leads_to.iter().position(|&led| led.is_some() && led == section.parent);
        if before.or_else(around).is_some_and(|item| is_misspelled(item + 1, &heading.text, contents, cx)) {
            continue;
        }
        let fix = before.and_then(|item| add(item, section, cx));
        let label = before.map(|item| cx.list.contents[item].range);
        let finding = cx.report(heading.content, message);
        finding.help("add it: readers who look for it in the contents think that it does not exist");
        if let Some(place) = label {
            finding.label(place, "it belongs after this");
        }
        finding.fix = fix;
    }
}

/// Returns the item of the nearest sibling above a section.
fn above(contents: &Contents, section: SectionId, cx: &Context) -> Option<usize> {
    let own = cx.list.section(section);
    let siblings = (0..section).rev().take_while(|&id| Some(id) != own.parent);
    let mut siblings = siblings.filter(|&id| {
        let sibling = cx.list.section(id);
        sibling.parent == own.parent && sibling.level == own.level && contents.named[id as usize] > 0
    });
    let sibling = siblings.next()?;
    contents.leads_to.iter().position(|&led| led == Some(sibling))
}

/// Whether an item leads nowhere and has nearly the text of a heading. Then it is meant for that heading and only its
/// anchor is wrong.
fn is_misspelled(item: usize, heading: &str, contents: &Contents, cx: &Context) -> bool {
    contents.leads_to.get(item).is_some_and(Option::is_none)
        && suggest::closest(item_text(cx.list, &cx.list.contents[item]), [heading]).is_some()
}

/// Returns the fix that adds an item written like the one above it.
fn add(item: usize, section: &Section, cx: &Context) -> Option<Fix> {
    let heading = section.heading.as_ref()?;
    let item = &cx.list.contents[item];
    let link = &cx.list.links[item.link as usize];
    let text = cx.list.source.text;
    let start = usize::from(item.range.start());
    let line = line_start(text, start);
    let bullet = text[start..link.range.start().into()].trim_end();
    let plain = matches!(bullet, "-" | "*" | "+") && text[line..start].trim().is_empty() && !link.html;
    let after = text[usize::from(link.range.end())..].lines().next().unwrap_or_default();
    let marked = |c: char| matches!(c, '[' | ']' | '<' | '>' | '*' | '_' | '`' | '\\' | '|' | '&' | '!');
    let simple = cx.text(heading.content) == heading.text && !heading.text.contains(marked);
    let unique = !heading.slug.is_empty() && !heading.html;
    if !plain || !after.trim().is_empty() || !simple || !unique || link.style != LinkStyle::Inline {
        return None;
    }
    let newline = cx.list.source.line_ending.as_str();
    let before = &text[line..link.range.start().into()];
    let added = format!("{newline}{before}[{}](#{})", heading.text, heading.slug);
    let safe = cx
        .list
        .generated
        .iter()
        .any(|part| part.kind == GeneratedKind::Contents && part.range.contains_range(item.range));
    let title = format!("add `{}` to the contents", heading.text);
    let edits = vec![Edit::insert(item.range.end(), added)];
    Some(Fix::safe_if(safe, Phase::Content, title, edits))
}

/// Reports items that lead to the same section twice with the same text. Under different parent items, the repetition
/// may be on purpose.
fn check_twice(contents: &Contents, cx: &mut Context) {
    let mut seen: FxHashMap<(u32, SectionId, String), usize> = FxHashMap::default();
    let (mut by_letters, mut places) = (None, None);
    for (at, &section) in contents.leads_to.iter().enumerate() {
        let Some(section) = section.filter(|&section| contents.named[section as usize] > 1) else { continue };
        let item = &cx.list.contents[at];
        let first_at = *seen.entry((item.group, section, letters(item_text(cx.list, item)))).or_insert(at);
        if first_at == at {
            continue;
        }
        let (first, place) = (cx.list.contents[first_at].range, cx.list.links[item.link as usize].range);
        let text = heading_text(cx.list.section(section));
        let unnamed = |section: SectionId| contents.named[section as usize] == 0;
        let by_letters = by_letters.get_or_insert_with(|| headings_by_letters(cx, unnamed));
        let twin = by_letters.get(&letters(text)).map(|&twin| cx.list.section(twin));
        match twin.and_then(|twin| twin.heading.as_ref()) {
            Some(twin) => {
                let message = format!("a second item leads to `{text}`: none leads to the other section of that name");
                let (slug, place_of_twin) = (twin.slug.clone(), twin.content);
                cx.report(place, message)
                    .help(format!("link one of them to the other section: `#{slug}`"))
                    .label(first, "the first item")
                    .label(place_of_twin, "the other section");
            }
            None => {
                let places = places.get_or_insert_with(|| places_of(&sets(cx.list), cx));
                if places[first_at] != places[at] {
                    continue;
                }
                cx.report(place, format!("the contents name `{text}` twice"))
                    .help("remove one of them")
                    .label(first, "the first item");
            }
        }
    }
}

/// Returns the first section for each heading text, among the sections that are wanted.
fn headings_by_letters(cx: &Context, wanted: impl Fn(SectionId) -> bool) -> FxHashMap<String, SectionId> {
    let mut found = FxHashMap::default();
    for (id, section) in cx.list.sections.iter().enumerate().skip(1).filter(|(id, _)| wanted(*id as SectionId)) {
        found.entry(letters(heading_text(section))).or_insert(id as SectionId);
    }
    found
}

/// Reports items whose text differs from the heading of their section, where nearly all have the same text.
fn check_texts(contents: &Contents, cx: &mut Context) {
    let Some(texts) = contents.texts.as_ref().filter(|texts| texts.tell_others_apart()) else { return };
    let (same, all) = (texts.question.count(true), texts.question.total());
    let is_habit = texts.question.holds_for(true);
    let by_letters = headings_by_letters(cx, |_| true);
    for &(place, section) in &texts.others {
        let written = cx.text(place);
        let Some(heading) = cx.list.section(section).heading.as_ref() else { continue };
        // A section of that name under another parent is not meant.
        let meant = by_letters.get(&letters(written)).map(|&meant| cx.list.section(meant));
        let meant = meant.filter(|meant| meant.parent == cx.list.section(section).parent);
        let meant = meant.and_then(|meant| meant.heading.as_ref());
        if meant.is_none() && !is_habit {
            continue;
        }
        let message = match meant {
            Some(_) => format!("the item `{written}` leads to `{}`: expected the section of its name", heading.text),
            None => format!("the item `{written}` leads to a section called `{}`", heading.text),
        };
        let (content, slug) = (heading.content, meant.map(|meant| meant.slug.clone()));
        let severity = if slug.is_some() { Severity::Warning } else { Severity::Info };
        let finding = cx.report(place, message).severity(severity).label(content, "the section it leads to");
        if let Some(slug) = slug {
            finding.help(format!("link to `#{slug}`, the anchor of the section of its name"));
        } else {
            finding.help(format!("{same} of {all} items have the text of their section's heading"));
        }
    }
}

/// Reports items between the markers of a generator that lead nowhere and do not have the name of a section. The
/// generator would remove them.
fn check_dead(contents: &Contents, cx: &mut Context) {
    let parts = cx.list.generated.iter().filter(|part| part.kind == GeneratedKind::Contents);
    let mut found = Vec::new();
    for part in parts {
        let inside = |item: &ContentsItem| part.range.contains_range(item.range);
        let items = (0..cx.list.contents.len()).filter(|&at| inside(&cx.list.contents[at]));
        let (live, dead): (Vec<usize>, Vec<usize>) = items.partition(|&at| !is_dead(at, contents, cx));
        // Where most items lead nowhere, the generator makes its anchors by other rules.
        if Share::HALF.is_reached(live.len(), live.len() + dead.len()) {
            found.extend(dead.into_iter().filter_map(|at| Some((at, remove(at, cx)?))));
        }
    }
    for (at, fix) in found {
        let item = &cx.list.contents[at];
        let message = format!("the contents name `{}`: no section has this name", item_text(cx.list, item));
        let place = cx.list.links[item.link as usize].label;
        cx.report(place, message).severity(Severity::Info).help("remove it, or run the generator again").fix(fix);
    }
}

fn is_dead(at: usize, contents: &Contents, cx: &Context) -> bool {
    let item = &cx.list.contents[at];
    let Target::Anchor(anchor) = cx.list.links[item.link as usize].target else { return false };
    let anchor = percent_decoded(anchor);
    let text = item_text(cx.list, item);
    let mut headings = cx.list.sections.iter().skip(1).map(heading_text);
    contents.leads_to[at].is_none()
        && !cx.list.anchors.has(&anchor)
        && cx.list.anchors.nearest(&anchor).is_none()
        && suggest::closest(text, headings.clone()).is_none()
        && !headings.any(|heading| letters(heading) == letters(text))
}

/// Returns the fix that removes the lines of an item. None where the item has more than a link.
fn remove(at: usize, cx: &Context) -> Option<Fix> {
    let item = &cx.list.contents[at];
    let link = &cx.list.links[item.link as usize];
    let nested = cx.list.contents.get(at + 1).is_some_and(|next| next.group == item.group && next.depth > item.depth);
    let text = cx.list.source.text;
    let (start, end) = (usize::from(item.range.start()), usize::from(item.range.end()));
    let line = line_start(text, start);
    let bullet = text[start..link.range.start().into()].trim_end();
    let only = matches!(bullet, "-" | "*" | "+")
        && text[line..start].trim().is_empty()
        && text[usize::from(link.range.end())..end].trim().is_empty();
    let after = text[end..].find('\n').map(|at| end + at + 1)?;
    if nested || !only || !text[end..after].trim().is_empty() {
        return None;
    }
    let title = format!("remove `{}` from the contents", item_text(cx.list, item));
    Some(Fix::safe(Phase::Content, title, vec![Edit::delete(range(line, after))]))
}
