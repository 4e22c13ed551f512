//! Presence: things that nearly all entries of a group, sections or lines have.

use rustc_hash::FxHashMap;

use super::convention::{Convention, Topic};
use crate::{
    TextRange, TextSize,
    hosts::Target,
    list::{EntryGroup, GroupKind, GroupRole, List, SectionId},
    markdown::Kind,
    votes::{Question, criteria},
};

/// Returns the votes on whether the entries of a group have dates; none for groups whose entries cannot be reliably
/// distinguished.
#[must_use]
pub fn dates(list: &List, group: &EntryGroup) -> Option<Question<bool>> {
    if group.role != GroupRole::Entries || group.kind == GroupKind::Html {
        return None;
    }
    let mut question = Question::new(&criteria::DATE_PRESENCE);
    // A date in prose can be that of another thing.
    let sure =
        group.entries.iter().map(|&id| list.entry(id)).filter(|entry| entry.date.is_some() || entry.dates.is_empty());
    sure.for_each(|entry| question.vote(entry.date.is_some()));
    Some(question)
}

/// Returns the votes on whether the titles of a group's entries are links.
#[must_use]
pub fn title_links(list: &List, group: &EntryGroup) -> Question<bool> {
    let mut question = Question::new(&criteria::TITLE_LINK);
    group.entries.iter().for_each(|&id| question.vote(list.entry(id).link.is_some()));
    question
}

pub(super) fn describe(list: &List, out: &mut Vec<Convention>) {
    for group in &list.groups {
        let mut add = |question: Question<bool>, [yes, no]: [&str; 2]| {
            if question.count(true) > 0 {
                let outcome = question.outcome(|has| if has { yes } else { no }.to_owned());
                let row = Convention::new(Topic::DatePresence, super::path(list, group), "entries", outcome);
                out.push(row.at(group.range).only(yes));
            }
        };
        if let Some(question) = dates(list, group) {
            add(question, ["have a date", "have none"]);
        }
        let links = title_links(list, group);
        if !links.is_unanimous() {
            add(links, ["have a link", "have no link"]);
        }
    }
}

/// The links back to the contents at the ends of sections.
#[derive(Debug, Default)]
pub struct BackLinks<'t> {
    /// The links back in each section.
    links: FxHashMap<SectionId, BackLink<'t>>,
    /// The sections of each level, if some of them link back.
    pub levels: Vec<BackLinkLevel<'t>>,
}

/// A paragraph that consists only of a link into the same text.
#[derive(Debug, Clone, Copy)]
pub struct BackLink<'t> {
    /// The text as written.
    pub text: &'t str,
    /// The target.
    url: &'t str,
    /// Whether it is the last block of its section.
    last: bool,
}

/// The sections of one level, some of which have a link back.
#[derive(Debug)]
pub struct BackLinkLevel<'t> {
    /// The level of their headings.
    pub level: u8,
    /// The first link back.
    pub first: BackLink<'t>,
    /// Whether all links have the same text and are at the end of their section.
    pub is_uniform: bool,
    /// The sections without a link back.
    pub lacking: Vec<SectionId>,
    /// The votes on whether sections link back.
    pub question: Question<bool>,
}

impl<'t> BackLinks<'t> {
    pub(super) fn learn(list: &List<'t>) -> Self {
        let mut own = Self { links: links_back(list), levels: Vec::new() };
        if own.links.is_empty() {
            return own;
        }
        let mut full = vec![false; list.sections.len()];
        for group in list.groups.iter().filter(|group| group.role == GroupRole::Entries && !group.entries.is_empty()) {
            full[group.section as usize] = true;
        }
        for level in 1..=6 {
            let ids = 0..list.sections.len() as SectionId;
            let sections = ids.filter(|&id| full[id as usize] && list.section(id).level == level).collect();
            own.levels.extend(own.level(list, level, sections));
        }
        own
    }

    fn level(&self, list: &List, level: u8, sections: Vec<SectionId>) -> Option<BackLinkLevel<'t>> {
        let own: Vec<BackLink> = sections.iter().filter_map(|id| self.links.get(id).copied()).collect();
        let first = *own.first()?;
        let mut question = Question::new(&criteria::BACK_LINK);
        let mut lacking = Vec::new();
        for id in sections {
            let leads_back = self.links.contains_key(&id) || leads_to(first.url, id, list);
            question.vote(leads_back);
            if !leads_back {
                lacking.push(id);
            }
        }
        let is_uniform = own.iter().all(|link| link.last && link.text == first.text);
        Some(BackLinkLevel { level, first, is_uniform, lacking, question })
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        for level in &self.levels {
            let yes = "link back";
            let outcome = level.question.outcome(|back| if back { yes } else { "do not link back" }.to_owned());
            out.push(
                Convention::new(Topic::BackLinks, format!("level {}", level.level), "sections", outcome).only(yes),
            );
        }
    }
}

fn links_back<'t>(list: &List<'t>) -> FxHashMap<SectionId, BackLink<'t>> {
    let blocks: Vec<_> = list.tree.blocks().collect();
    let mut found = FxHashMap::default();
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind() == Kind::Paragraph) {
        let mut inside = list.links_in(block.range());
        let (Some(only), None) = (inside.next(), inside.next()) else { continue };
        let link = &list.links[only];
        let text = list.text(block.range());
        let marks = text.len() - usize::from(link.range.len());
        if matches!(link.target, Target::Anchor(_)) && marks <= 12 && link.badge.is_none() && !text.contains('\n') {
            let last = blocks.get(at + 1).is_none_or(|next| matches!(next.kind(), Kind::Heading(_)));
            found.insert(link.section, BackLink { text, url: link.url, last });
        }
    }
    found
}

/// Returns whether a link in a section leads to `url`, including after its subsections, or inside the last entry.
fn leads_to(url: &str, id: SectionId, list: &List) -> bool {
    let section = list.section(id);
    let next = list.sections[id as usize + 1..].iter().find(|next| next.level <= section.level);
    let end = next.map_or(TextSize::of(list.source.text), |next| next.range.start());
    list.links[list.links_in(TextRange::new(section.range.start(), end))].iter().any(|link| link.url == url)
}
