//! `heading-level`: a heading skips a level below its parent heading.

use std::collections::HashMap;

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts::Target,
    list::{Section, SectionId, SectionRole},
    range,
    rule::{Check, Context, Fixes, Rule},
    votes::Share,
};

pub(super) static RULE: Rule =
    Rule { fixes: Fixes::Sometimes, checks: &[Check::List(check)], ..rule!("heading-level") };

/// The number of sections under one heading from which a skipped level is on purpose.
const MANY: usize = 8;

/// A section under which other sections skip a level.
struct Skip {
    parent: SectionId,
    first: SectionId,
    /// The number of sections directly under it that skip the level.
    sections: usize,
    /// The number of levels that each of them skips at least.
    levels: u8,
}

fn check(cx: &mut Context) {
    let sections = &cx.list.sections;
    let mut used = [0_usize; 7];
    sections
        .iter()
        .filter(|section| section.heading.is_some())
        .for_each(|section| used[usize::from(section.level)] += 1);
    let title = sections.iter().position(|section| section.heading.is_some());
    let mut skips: Vec<Skip> = Vec::new();
    // The index in `skips` of each parent: other sections may come between siblings.
    let mut by_parent = vec![None; sections.len()];
    for (id, section) in sections.iter().enumerate() {
        let Some(parent) = section.parent else { continue };
        let above = cx.list.section(parent).level;
        let is_html = |section: &Section| section.heading.as_ref().is_some_and(|heading| heading.html);
        // A section below a heading that is an item is not part of it. The title of a list may be a link to the list.
        if is_item(section, cx) || Some(parent as usize) != title && is_item(cx.list.section(parent), cx) {
            continue;
        }
        if above == 0 || section.level <= above + 1 || is_html(section) || is_html(cx.list.section(parent)) {
            continue;
        }
        let levels = section.level - above - 1;
        match by_parent[parent as usize] {
            Some(at) => {
                let skip: &mut Skip = &mut skips[at];
                skip.sections += 1;
                skip.levels = skip.levels.min(levels);
            }
            None => {
                by_parent[parent as usize] = Some(skips.len());
                skips.push(Skip { parent, first: id as SectionId, sections: 1, levels });
            }
        }
    }
    if skips.is_empty() {
        return;
    }
    let habits = Habits::learn(used, &skips, cx);
    for skip in skips {
        report(&skip, &habits, cx);
    }
}

/// The counts that show whether a level is skipped on purpose.
struct Habits<'h> {
    /// The number of headings of each level.
    used: [usize; 7],
    /// For each level, the number of headings that are entries or link to another page.
    items: [usize; 7],
    /// For each level, the number of sections with subsections, and of those whose subsections skip a level.
    parents: [(usize, usize); 7],
    /// The index of the section with the contents; the last one if there are several.
    contents: usize,
    /// The number of headings for each pair of level and text.
    texts: HashMap<(u8, &'h str), usize>,
}

impl<'h> Habits<'h> {
    fn learn(used: [usize; 7], skips: &[Skip], cx: &Context<'_, 'h>) -> Self {
        let sections = &cx.list.sections;
        let contents = sections.iter().rposition(|section| section.role == SectionRole::Contents).unwrap_or(0);
        let mut habits = Self { used, items: [0; 7], parents: [(0, 0); 7], contents, texts: HashMap::new() };
        let mut counted = vec![false; sections.len()];
        for section in sections {
            let Some(heading) = &section.heading else { continue };
            let item = is_item(section, cx);
            habits.items[usize::from(section.level)] += usize::from(item);
            *habits.texts.entry((section.level, heading.text.as_str())).or_default() += 1;
            let parent = section.parent.filter(|_| !item);
            if let Some(parent) = parent.filter(|&parent| !std::mem::replace(&mut counted[parent as usize], true)) {
                habits.parents[usize::from(cx.list.section(parent).level)].0 += 1;
            }
        }
        for skip in skips {
            habits.parents[usize::from(cx.list.section(skip.parent).level)].1 += 1;
        }
        habits
    }

    fn explain(&self, skip: &Skip, cx: &Context) -> bool {
        let (above, section) = (cx.list.section(skip.parent), cx.list.section(skip.first));
        let (level, parent_level) = (usize::from(section.level), usize::from(above.level));
        // A list that never uses the level skips it on purpose.
        let never = self.used[parent_level + 1] == 0;
        // Small headings directly below the title or above the contents are notes on the list.
        let parent = skip.parent as usize;
        let under_title = cx.list.sections.iter().position(|section| section.heading.is_some());
        let notes = above.level == 1 && under_title == Some(parent) || parent < self.contents;
        let (parents, skipping) = self.parents[parent_level];
        let usual = skipping > 1 && Share::HALF.is_reached(skipping, parents) || skip.sections >= MANY;
        let items = Share::HALF.is_exceeded(self.items[level], self.used[level]);
        let label = section.heading.as_ref().is_some_and(|heading| {
            self.texts.get(&(section.level, heading.text.as_str())).is_some_and(|&count| count > 2)
        });
        never || notes || usual || items || label
    }
}

/// Whether a heading is an entry or a line of news that is set as a heading: it links to another page.
fn is_item(section: &Section, cx: &Context) -> bool {
    let Some(heading) = &section.heading else { return true };
    let links = &cx.list.links[cx.list.links_in(heading.range)];
    section.role == SectionRole::Entry || links.iter().any(|link| !matches!(link.target, Target::Anchor(_)))
}

fn report(skip: &Skip, habits: &Habits, cx: &mut Context) {
    let (above, section) = (cx.list.section(skip.parent), cx.list.section(skip.first));
    let (Some(parent), Some(heading)) = (&above.heading, &section.heading) else { return };
    let skipped = above.level + 1;
    let others = match skip.sections {
        1 => String::new(),
        2 => ", as has another heading".to_owned(),
        count => format!(", as have {} other headings", count - 1),
    };
    let message = format!(
        "`{}` has level {}, but its parent heading `{}` has level {}{others}",
        heading.text, section.level, parent.text, above.level
    );
    let habit = habits.explain(skip, cx);
    let fix = raise(skip, cx);
    let place = parent.content;
    let finding = cx.report(heading.range, message);
    if habit {
        finding.severity(Severity::Info);
    }
    finding
        .help(format!("use level {skipped}: screen readers go from level to level"))
        .label(place, "the parent heading");
    finding.fix = fix;
}

/// Returns the fix that raises each heading under the parent by the number of skipped levels.
fn raise(skip: &Skip, cx: &Context) -> Option<Fix> {
    let level = cx.list.section(skip.parent).level;
    let inside = cx.list.sections[skip.parent as usize + 1..].iter().take_while(|section| section.level > level);
    let mut edits = Vec::new();
    for section in inside {
        let heading = section.heading.as_ref()?;
        if section.level < level + 1 + skip.levels {
            return None;
        }
        let start = usize::from(heading.range.start());
        if !cx.text(heading.range).starts_with("##") {
            return None;
        }
        edits.push(Edit::delete(range(start, start + usize::from(skip.levels))));
        if let Some(closing) = closing_hashes(cx.text(heading.range), section.level) {
            let end = usize::from(heading.range.end());
            edits.push(Edit::delete(range(end - usize::from(skip.levels).min(closing), end)));
        }
    }
    Some(Fix::needs_review(Phase::Content, "raise these headings", edits))
}

/// Returns the range of the closing hashes of a heading. None where their number differs from the opening ones.
fn closing_hashes(heading: &str, level: u8) -> Option<usize> {
    let kept = heading.trim_end_matches('#');
    let closing = heading.len() - kept.len();
    (closing == usize::from(level) && kept.ends_with([' ', '\t'])).then_some(closing)
}
