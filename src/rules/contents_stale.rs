//! `contents-stale`: the contents list does not show the sections as they are.

use std::ops::Range;

use html_escape::decode_html_entities;
use rustc_hash::FxHashMap;

use crate::{
    TextRange,
    conventions::{contents::Contents, order::longest_run},
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    lint::CONTENTS_RULE,
    list::{ContentsItem, EntryGroup, GeneratedKind, GroupKind, Section, SectionId},
    markdown::LinkStyle,
    rule::{Check, Context, Fixes, Rule},
    rules::moves::{Moves, Target},
    suggest,
};

pub(super) static RULE: Rule = Rule {
    name: CONTENTS_RULE,
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/contents-stale.md"),
    checks: &[Check::List(check)],
};

/// Of a hundred items that name sections, how many must have the heading's text before the others are told.
const SAME_TEXT_PERCENT: usize = 90;
/// Of a hundred items, how many must stand in the order of the sections before the others are told.
const IN_ORDER_PERCENT: usize = 75;
/// The same for many items: in a long list, one in six elsewhere is no slip but another order.
const MANY: usize = 10;
const MANY_IN_ORDER_PERCENT: usize = 85;
/// Neighbouring items, and how many of a hundred must stand in order, before lists of few items are judged as well.
const STRICT_PAIRS: usize = 10;
const STRICT_PERCENT: usize = 90;
/// Items that show a habit.
const ENOUGH: usize = 5;

fn check(cx: &mut Context) {
    if cx.list.contents.is_empty() {
        return;
    }
    let contents = Contents::learn(cx.list);
    check_missing(&contents, cx);
    check_twice(&contents, cx);
    check_texts(&contents, cx);
    check_order(&contents, cx);
}

fn heading_text(section: &Section) -> &str {
    section.heading.as_ref().map_or("", |heading| &heading.text)
}

fn check_missing(contents: &Contents, cx: &mut Context) {
    for missing in &contents.missing {
        let section = cx.list.section(missing.section);
        let Some(heading) = &section.heading else { continue };
        let message = format!(
            "the contents lack `{}`, they name {} of the {} others of its kind",
            heading.text,
            missing.named,
            missing.siblings - 1
        );
        let before = above(contents, missing.section, cx);
        // The first of its siblings stands behind the item of the section around it.
        let around = || contents.leads_to.iter().position(|&led| led.is_some() && led == section.parent);
        if before.or_else(around).is_some_and(|item| is_misspelled(item + 1, &heading.text, contents, cx)) {
            continue;
        }
        let fix = before.and_then(|item| add(item, section, cx));
        let label = before.map(|item| cx.list.contents[item].range);
        let finding = cx.report(heading.content, message);
        finding.help("readers who look for it in the contents take it for missing");
        if let Some(place) = label {
            finding.label(place, "it belongs after this");
        }
        finding.fix = fix;
    }
}

/// The item of the nearest sibling above a section.
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

/// Whether an item leads nowhere and has nearly the text of a heading: it is that heading's, and `link-anchor` tells it.
fn is_misspelled(item: usize, heading: &str, contents: &Contents, cx: &Context) -> bool {
    contents.leads_to.get(item).is_some_and(Option::is_none)
        && suggest::closest(label(&cx.list.contents[item], cx), [heading]).is_some()
}

/// An item like the one above it.
fn add(item: usize, section: &Section, cx: &Context) -> Option<Fix> {
    let heading = section.heading.as_ref()?;
    let item = &cx.list.contents[item];
    let link = &cx.list.links[item.link as usize];
    let text = cx.list.source.text;
    let start = usize::from(item.range.start());
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let bullet = text[start..link.range.start().into()].trim_end();
    let plain = matches!(bullet, "-" | "*" | "+") && text[line..start].trim().is_empty() && !link.html;
    let behind = text[usize::from(link.range.end())..].lines().next().unwrap_or_default();
    let marked = |c: char| matches!(c, '[' | ']' | '<' | '>' | '*' | '_' | '`' | '\\' | '|' | '&' | '!');
    let simple = cx.text(heading.content) == heading.text && !heading.text.contains(marked);
    let unique = !heading.slug.is_empty() && !heading.html;
    if !plain || !behind.trim().is_empty() || !simple || !unique || link.style != LinkStyle::Inline {
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
    Some(if safe { Fix::safe(Phase::Content, title, edits) } else { Fix::needs_review(Phase::Content, title, edits) })
}

/// Items that lead to one section twice, with one text. Under two items, a third may be told on purpose.
fn check_twice(contents: &Contents, cx: &mut Context) {
    let mut seen: FxHashMap<(u32, SectionId, String), usize> = FxHashMap::default();
    let (mut by_letters, mut places) = (None, None);
    for (at, &section) in contents.leads_to.iter().enumerate() {
        let Some(section) = section.filter(|&section| contents.named[section as usize] > 1) else { continue };
        let item = &cx.list.contents[at];
        let first_at = *seen.entry((item.group, section, letters(label(item, cx)))).or_insert(at);
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
                let message = format!("a second item leads to `{text}`, none to the other section of that name");
                let (slug, place_of_twin) = (twin.slug.clone(), twin.content);
                cx.report(place, message)
                    .help(format!("the anchor of the other section is `#{slug}`"))
                    .label(first, "the first item")
                    .label(place_of_twin, "the other section");
            }
            None => {
                let places = places.get_or_insert_with(|| places_of(&sets(cx), cx));
                if places[first_at] != places[at] {
                    continue;
                }
                cx.report(place, format!("the contents name `{text}` twice"))
                    .help("take one of the two out")
                    .label(first, "the first item");
            }
        }
    }
}

/// The first section of each text, of those that are wanted.
fn headings_by_letters(cx: &Context, wanted: impl Fn(SectionId) -> bool) -> FxHashMap<String, SectionId> {
    let mut found = FxHashMap::default();
    for (id, section) in cx.list.sections.iter().enumerate().skip(1).filter(|(id, _)| wanted(*id as SectionId)) {
        found.entry(letters(heading_text(section))).or_insert(id as SectionId);
    }
    found
}

fn label<'c>(item: &ContentsItem, cx: &Context<'c>) -> &'c str {
    cx.text(cx.list.links[item.link as usize].label)
}

/// Items under another text than their sections', where nearly all have the same.
fn check_texts(contents: &Contents, cx: &mut Context) {
    let mut findings = Vec::new();
    let (mut same, mut all) = (0, 0);
    for (item, section) in cx.list.contents.iter().zip(&contents.leads_to) {
        let Some(section) = *section else { continue };
        let link = &cx.list.links[item.link as usize];
        let text = cx.text(link.label);
        let heading = heading_text(cx.list.section(section));
        let (own, theirs) = (letters(text), letters(heading));
        if link.html || own.is_empty() || theirs.is_empty() {
            continue;
        }
        all += 1;
        // What is but shortened is the same.
        if own == theirs || theirs.contains(&own) || own.contains(&theirs) {
            same += 1;
        } else {
            findings.push((link.label, section));
        }
    }
    if all < ENOUGH || same * 100 < all * SAME_TEXT_PERCENT {
        return;
    }
    if findings.is_empty() {
        return;
    }
    let by_letters = headings_by_letters(cx, |section| contents.named[section as usize] == 0);
    for (place, section) in findings {
        let written = cx.text(place);
        let Some(heading) = cx.list.section(section).heading.as_ref() else { continue };
        // One of that name in another part is not meant.
        let meant = by_letters.get(&letters(written)).map(|&meant| cx.list.section(meant));
        let meant = meant.filter(|meant| meant.parent == cx.list.section(section).parent);
        let meant = meant.and_then(|meant| meant.heading.as_ref());
        let message = match meant {
            Some(_) => format!("the item `{written}` leads to `{}`, not to the section of its name", heading.text),
            None => format!("the item `{written}` leads to a section called `{}`", heading.text),
        };
        let (content, slug) = (heading.content, meant.map(|meant| meant.slug.clone()));
        let severity = if slug.is_some() { Severity::Warning } else { Severity::Info };
        let finding = cx.report(place, message).severity(severity).label(content, "the section it leads to");
        if let Some(slug) = slug {
            finding.help(format!("the anchor of the section of its name is `#{slug}`"));
        } else {
            finding.help(format!("{same} of {all} items have the text of their section's heading"));
        }
    }
}

/// A text's letters and digits in small letters, without tags, shortcodes and numbers in front.
fn letters(text: &str) -> String {
    let text = &*decode_html_entities(text);
    let mut out = String::with_capacity(text.len());
    let mut tag = false;
    for c in text.chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            c if c.is_alphanumeric() && !tag => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    let short = out.trim_start_matches(|c: char| c.is_ascii_digit());
    if short.is_empty() { out } else { short.to_owned() }
}

/// Items beside each other that stand in another order than their sections.
fn check_order(contents: &Contents, cx: &mut Context) {
    let sets = sets(cx);
    // Neighbours, and how many of them stand as their sections do: evidence for lists of few items.
    let (mut ordered, mut all) = (0, 0);
    for pair in sets.iter().flat_map(|set| set.windows(2)) {
        if let (Some(a), Some(b)) = (contents.leads_to[pair[0]], contents.leads_to[pair[1]]) {
            all += 1;
            ordered += usize::from(a < b);
        }
    }
    let strict = all >= STRICT_PAIRS && ordered * 100 >= all * STRICT_PERCENT;
    for set in sets {
        check_siblings(&set, strict, contents, cx);
    }
}

/// The items of all contents, those of one list together.
fn sets(cx: &Context) -> Vec<Vec<usize>> {
    let mut sets = Vec::new();
    let mut end = 0;
    for items in cx.list.contents.chunk_by(|a, b| a.group == b.group) {
        let first = end;
        end += items.len();
        sets.extend(siblings(first..end, cx));
    }
    sets
}

/// For each item the set that it is in.
fn places_of(sets: &[Vec<usize>], cx: &Context) -> Vec<usize> {
    let mut places = vec![0; cx.list.contents.len()];
    for (place, set) in sets.iter().enumerate() {
        for &item in set {
            places[item] = place;
        }
    }
    places
}

/// The items of one list each, nested lists apart.
fn siblings(items: Range<usize>, cx: &Context) -> Vec<Vec<usize>> {
    let mut done: Vec<Vec<usize>> = Vec::new();
    // The lists around the item that is looked at, by depth.
    let mut open: Vec<Vec<usize>> = Vec::new();
    for item in items {
        let depth = cx.list.contents[item].depth as usize;
        done.extend(open.drain((depth + 1).min(open.len())..).filter(|list| !list.is_empty()));
        while open.len() <= depth {
            open.push(Vec::new());
        }
        open[depth].push(item);
    }
    done.extend(open.into_iter().filter(|list| !list.is_empty()));
    done
}

fn check_siblings(items: &[usize], strict: bool, contents: &Contents, cx: &mut Context) {
    let Some(group) = items.first().map(|&item| &cx.list.groups[cx.list.contents[item].group as usize]) else { return };
    // Of two items for one section, one may be meant for another.
    let led = items.iter().filter_map(|&item| Some((item, contents.leads_to[item]?)));
    let led: Vec<(usize, SectionId)> = led.filter(|(_, section)| contents.named[*section as usize] == 1).collect();
    let run = longest_run(led.len(), |a, b| led[a].1.cmp(&led[b].1));
    let in_run = run.iter().filter(|mark| **mark).count();
    let percent = if led.len() < MANY { IN_ORDER_PERCENT } else { MANY_IN_ORDER_PERCENT };
    let enough = led.len() >= ENOUGH && in_run * 100 >= led.len() * percent;
    if in_run == led.len() || !(enough || strict) || cx.conventions.markers.is_part(group.id) {
        return;
    }
    let names: Vec<String> = led.iter().map(|&(item, _)| letters(label(&cx.list.contents[item], cx))).collect();
    if names.len() >= ENOUGH && names.is_sorted() {
        return;
    }
    let mut sections: Vec<_> = led.iter().map(|&(_, section)| section).collect();
    sections.sort_unstable();
    // An item for one of two sections of the same name may be meant for the other.
    let twins = |slug: &str| cx.list.anchors.has(&format!("{slug}-1"));
    let distinct = sections.windows(2).all(|pair| pair[0] != pair[1]);
    // What stands in front of the contents, as the news, may be told at their end.
    let movable = |&(_, section): &(usize, SectionId)| {
        let heading = cx.list.section(section).heading.as_ref();
        section > group.section && heading.is_some_and(|heading| !twins(&heading.slug))
    };
    let distinct = distinct && led.iter().all(movable);
    let outside: Vec<bool> = led.iter().zip(&run).map(|(item, mark)| !*mark && movable(item)).collect();
    let ranges: Vec<TextRange> = led.iter().map(|&(item, _)| cx.list.contents[item].range).collect();
    let moves = (distinct && led.len() == items.len() && is_movable(group))
        .then(|| Moves::new(&ranges, &vec![0; ranges.len()], &outside, cx));
    // The items that stay, by their places among all, with their sections.
    let stays: Vec<_> = (0..led.len()).filter(|&at| run[at]).map(|at| (at, led[at].1)).collect();
    for at in (0..led.len()).filter(|&at| outside[at]) {
        let (item, section) = led[at];
        let below = stays.get(stays.partition_point(|(_, other)| *other <= section));
        let above = stays.partition_point(|(_, other)| *other < section).checked_sub(1).map(|at| &stays[at]);
        // An item that stands too far up belongs behind something, and one too far down in front of something.
        let (word, neighbour) = match (below, above) {
            (_, Some(above)) if above.0 > at => ("after", above),
            (Some(below), _) => ("before", below),
            _ => continue,
        };
        let text = |section| heading_text(cx.list.section(section));
        let message =
            format!("`{}` stands {word} `{}` in the text, but not in the contents", text(section), text(neighbour.1));
        let to = below.map_or(Target::After(neighbour.0), |below| Target::Before(below.0));
        let title = match word {
            "after" => format!("move it behind `{}`", text(neighbour.1)),
            _ => format!("move it in front of `{}`", text(neighbour.1)),
        };
        let fix = moves.as_ref().and_then(|moves| moves.fix(at, to, section as usize, title, cx));
        let place = cx.list.links[cx.list.contents[item].link as usize].range;
        let other = cx.list.links[cx.list.contents[led[neighbour.0].0].link as usize].range;
        let finding = cx.report(place, message);
        finding
            .help(format!("{in_run} of {} items here stand in the order of their sections", led.len()))
            .label(other, format!("it belongs {word} this"));
        finding.fix = fix;
    }
}

fn is_movable(group: &EntryGroup) -> bool {
    matches!(group.kind, GroupKind::Bullets { .. }) && !group.enclosed
}
