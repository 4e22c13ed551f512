//! `heading-title`: the list has no title, or a second one.

use crate::{
    diagnostic::Severity,
    markdown::Kind,
    range,
    rule::{Check, Context, Rule},
    votes::Share,
};

pub(super) static RULE: Rule = Rule { checks: &[Check::List(check)], ..rule!("heading-title") };

fn check(cx: &mut Context) {
    let list = cx.list;
    let mut titles = list.sections.iter().filter(|section| section.level == 1);
    let first = titles.next().and_then(|section| section.heading.as_ref());
    let second = titles.next().and_then(|section| section.heading.as_ref());
    match (first, second) {
        (None, _) => check_none(cx),
        (Some(first), Some(second)) => {
            let count = titles.count() + 2;
            let sections = list.sections.len() - 1;
            // In a list with several sections of level 1, those are on purpose.
            let habit = count > 2 || Share::HALF.is_exceeded(count, sections) || !is_mistake(cx);
            let message = match count {
                2 => format!("`{}` is a second heading of level 1: the title is `{}`", second.text, first.text),
                _ => format!("{count} headings have level 1: the title is `{}`", first.text),
            };
            let place = first.content;
            let finding = cx.report(second.content, message);
            if habit {
                finding.severity(Severity::Info);
            }
            finding.help("give sections level 2 or lower: a page has one title").label(place, "the title");
        }
        (Some(_), None) => {}
    }
}

/// Whether the second heading of level 1 looks like a section with the wrong level, not like a part of the page: other
/// sections have level 2, and it has no subsections.
fn is_mistake(cx: &Context) -> bool {
    /// The number of sections of level 2 that show the usual level.
    const ENOUGH: usize = 3;
    let sections = &cx.list.sections;
    let mut titles = sections.iter().enumerate().filter(|(_, section)| section.level == 1).map(|(id, _)| id);
    let (Some(first), Some(second)) = (titles.next(), titles.next()) else { return false };
    let leads = sections[..first].iter().all(|section| section.heading.is_none());
    let html = sections[second].heading.as_ref().is_some_and(|heading| heading.html);
    let leaf = sections.get(second + 1).is_none();
    let others = sections.iter().filter(|section| section.level == 2).count();
    leads && !html && leaf && others >= ENOUGH
}

/// Reports a list without a title. An image or the front matter may be the title.
fn check_none(cx: &mut Context) {
    let list = cx.list;
    let first = list.sections.get(1).and_then(|section| section.heading.as_ref());
    let first_heading = first.map_or(list.source.text.len(), |heading| heading.range.end().into());
    let image =
        list.badges.iter().any(|badge| usize::from(badge.image.start()) < first_heading && !badge.shows.is_badge());
    let titled = list.source.front_matter.is_some_and(|range| cx.text(range).contains("title"));
    let Some(block) = list.tree.blocks().find(|block| !matches!(block.kind(), Kind::HtmlBlock)) else { return };
    if image || titled || list.entries.is_empty() {
        return;
    }
    if let Some(first) = first.filter(|first| first.range == block.range() && !first.text.is_empty()) {
        let level = list.sections[1].level;
        let message = format!("the list has no title: its first heading `{}` has level {level}", first.text);
        // A file other than the README often has no title.
        let meant = cx.text(first.content).to_ascii_lowercase().contains("awesome");
        cx.report(first.content, message)
            .severity(if meant { Severity::Warning } else { Severity::Info })
            .help("give the title level 1: `# Awesome …`");
        return;
    }
    let start = usize::from(block.range().start());
    let line = block.text().lines().next().unwrap_or_default().trim_end();
    cx.report(range(start, start + line.len()), "the list has no title: no heading has level 1")
        .severity(Severity::Info)
        .help("begin with `# Awesome …`: search engines and indexes of lists show the title");
}
