//! The conventions of the contents list: its sections, their texts, and their order.

mod items;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::convention::{Convention, Topic};
use crate::{
    hosts::{Target, percent_decoded},
    list::{ContentsItem, GroupRole, List, Section, SectionId, SectionRole},
    votes::{Question, Share, criteria},
    words,
};
pub use items::{ItemOrder, letters, sets};

/// Words at the start of the headings of sections about the list itself, which contents often leave out.
static HOUSEKEEPING: LazyLock<Vec<&str>> = LazyLock::new(|| words::read(include_str!("housekeeping.txt")).collect());

/// The contents of a list, matched with its sections.
#[derive(Debug, Default)]
pub struct Contents {
    /// For each item of `List::contents`, the section that it leads to.
    pub leads_to: Vec<Option<SectionId>>,
    /// For each section, the number of items that lead to it.
    pub named: Vec<u32>,
    /// Sections that are missing from the contents, although nearly all of their siblings are there.
    pub missing: Vec<Missing>,
    /// The votes on whether the contents name a section, among siblings.
    names: Names,
    /// The votes on whether items have the text of their heading, and the items that do not.
    pub texts: Option<items::Texts>,
    /// The order of each list of items.
    pub orders: Vec<ItemOrder>,
    /// The votes on whether neighbouring items are in the order of their sections.
    pub neighbours: Option<Question<bool>>,
}

/// A section that is missing from the contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// The section.
    pub section: SectionId,
    /// The number of siblings that the contents name. If there are few siblings, all sections of the level count, or
    /// those of the level and of the levels above.
    pub named: usize,
    /// The number of these sections, including the missing one.
    pub siblings: usize,
}

impl Contents {
    /// Learns from a list; empty if the list has no contents.
    #[must_use]
    pub fn learn(list: &List) -> Self {
        let Some(first) = list.groups.iter().find(|group| group.role == GroupRole::Contents) else {
            return Self::default();
        };
        let places = Places::new(list);
        let links = list.contents.iter().map(|item| &list.links[item.link as usize]);
        let leads_to: Vec<_> = links
            .map(|link| match link.target {
                Target::Anchor(anchor) => places.section(anchor),
                _ => None,
            })
            .collect();
        let mut named = vec![0; list.sections.len()];
        leads_to.iter().flatten().for_each(|&section| named[section as usize] += 1);
        // Links next to the items name sections as well: `- [A](#a) · [B](#b)`.
        let mut linked: Vec<bool> = named.iter().map(|&count| count > 0).collect();
        for link in &list.links {
            let beside = link.section == 0 || list.section(link.section).role == SectionRole::Contents;
            if let Target::Anchor(anchor) = link.target
                && beside
                && let Some(section) = places.section(anchor)
            {
                linked[section as usize] = true;
            }
        }
        let (mut missing, names) = missing(list, first.section, &linked);
        if !missing.is_empty() {
            // An item in a comment, or one that leads elsewhere, counts too.
            let range = list.section(first.section).range;
            let written = list.source.text[range].to_lowercase();
            missing.retain(|missing| {
                list.section(missing.section).heading.as_ref().is_some_and(|heading| {
                    let text = heading.text.to_lowercase();
                    !text.is_empty()
                        && !written.contains(&format!("[{text}]"))
                        && !written.contains(&format!("(#{})", heading.slug))
                })
            });
        }
        let mut own = Self { leads_to, named, missing, names, ..Self::default() };
        own.texts = Some(items::Texts::learn(list, &own.leads_to));
        let (orders, neighbours) = items::orders(list, &own);
        own.orders = orders;
        own.neighbours = Some(neighbours);
        own
    }

    pub(super) fn describe(&self, list: &List, out: &mut Vec<Convention>) {
        let row = |scope: String, voters, question: &Question<bool>, [yes, no]: [&str; 2]| {
            let outcome = question.outcome(|answer| if answer { yes } else { no }.to_owned());
            Convention::new(Topic::Contents, scope, voters, outcome).only(yes)
        };
        for (siblings, question) in &self.names {
            let scope = siblings.name(list);
            out.push(
                row(scope, "sections", question, ["are in the contents", "are missing there"]).question("sections"),
            );
        }
        let texts = self.texts.iter().map(|texts| &texts.question).filter(|question| question.total() > 0);
        for question in texts {
            let does = ["have the text of their section's heading", "have another text"];
            out.push(row("items".to_owned(), "items", question, does).question("texts"));
        }
        let does = ["are in the order of their sections", "are in another order"];
        for order in self.orders.iter().filter(|order| order.items.len() > 1) {
            let first = &list.contents[order.items[0].0];
            out.push(row("order".to_owned(), "items", &order.question, does).at(first.range).question("order"));
        }
        for question in self.neighbours.iter().filter(|question| !question.is_unanimous()) {
            out.push(row("order, all lists".to_owned(), "neighbours", question, does).question("order"));
        }
    }
}

/// Returns the text of a section's heading.
#[must_use]
pub fn heading_text(section: &Section) -> &str {
    section.heading.as_ref().map_or("", |heading| &heading.text)
}

/// Returns the text of an item's link.
#[must_use]
pub fn item_text<'t>(list: &List<'t>, item: &ContentsItem) -> &'t str {
    list.text(list.links[item.link as usize].label)
}

/// Maps anchors to sections.
struct Places<'l, 't> {
    list: &'l List<'t>,
    slugs: FxHashMap<&'l str, SectionId>,
}

impl<'l, 't> Places<'l, 't> {
    fn new(list: &'l List<'t>) -> Self {
        let headed = list.sections.iter().enumerate();
        let slugs = headed.filter_map(|(id, section)| Some((&*section.heading.as_ref()?.slug, id as SectionId)));
        Self { list, slugs: slugs.collect() }
    }

    fn section(&self, anchor: &str) -> Option<SectionId> {
        let decoded = percent_decoded(anchor);
        let slug = |anchor: &str| self.slugs.get(anchor).copied();
        slug(&decoded).or_else(|| slug(&decoded.to_lowercase())).or_else(|| self.tagged(&decoded)).or_else(|| {
            let near = self.list.anchors.nearest(&decoded)?;
            slug(near).or_else(|| self.tagged(near))
        })
    }

    /// Returns the section that an HTML anchor marks: the anchor is inside its heading or directly above.
    fn tagged(&self, anchor: &str) -> Option<SectionId> {
        let tag = self.list.anchors.tag(anchor)?;
        let next_id = self.list.sections.partition_point(|section| section.range.start() <= tag.start());
        let inside = next_id.checked_sub(1)?;
        let heading = self.list.sections[inside].heading.as_ref();
        if heading.is_some_and(|heading| heading.range.contains_range(tag)) {
            return Some(inside as SectionId);
        }
        let next = self.list.sections.get(next_id)?;
        let between = &self.list.source.text[usize::from(tag.end())..next.range.start().into()];
        let between = between.trim_start().trim_start_matches("</a>").trim();
        between.is_empty().then_some(next_id as SectionId)
    }
}

type Names = Vec<(Siblings, Question<bool>)>;

fn missing(list: &List, contents: SectionId, linked: &[bool]) -> (Vec<Missing>, Names) {
    let mut full = vec![false; list.sections.len()];
    for entry in list.groups.iter().filter(|group| group.role == GroupRole::Entries && !group.entries.is_empty()) {
        full[entry.section as usize] = true;
    }
    for id in (0..list.sections.len()).rev() {
        if let Some(parent) = list.sections[id].parent.filter(|_| full[id]) {
            full[parent as usize] = true;
        }
    }
    let mut parts: FxHashMap<Siblings, Part> = FxHashMap::default();
    for (id, section) in list.sections.iter().enumerate().skip(contents as usize + 1) {
        let Some(heading) = &section.heading else { continue };
        let part = parts.entry(Siblings { parent: section.parent, level: section.level }).or_default();
        if linked[id] {
            part.named += 1;
            part.named_full += usize::from(full[id]);
        } else if section.role == SectionRole::Entries && !is_housekeeping(&heading.text) {
            if full[id] { part.lacking.push(id as SectionId) } else { part.without_entries.push(id as SectionId) }
        }
    }
    // The numbers of named sections and of all.
    let mut levels = [(0, 0); 7];
    for (siblings, part) in &mut parts {
        // If the named sections have no entries either, similar sections need no item.
        if !Share::HALF.is_reached(part.named_full, part.named) {
            let has_text = |&id: &SectionId| {
                let section = list.section(id);
                let start = section.heading.as_ref().map_or(section.range.start(), |heading| heading.range.end());
                !list.source.text[start.into()..section.range.end().into()].trim().is_empty()
            };
            part.lacking.extend(part.without_entries.iter().copied().filter(has_text));
        }
        let (named, all) = &mut levels[usize::from(siblings.level)];
        *named += part.named;
        *all += part.all();
    }
    let mut missing = Vec::new();
    let mut names = Vec::new();
    for (siblings, part) in parts {
        if let Some((named, all)) = part.evidence(siblings.level, &levels) {
            missing.extend(part.lacking.iter().map(|&section| Missing { section, named, siblings: all }));
        }
        names.push((siblings, part.question()));
    }
    missing.sort_unstable_by_key(|missing| missing.section);
    names.retain(|(_, question)| question.count(true) > 0);
    names.sort_unstable_by_key(|(siblings, _)| *siblings);
    (missing, names)
}

/// Sections of one level with the same parent heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Siblings {
    parent: Option<SectionId>,
    level: u8,
}

impl Siblings {
    fn name(self, list: &List) -> String {
        let parent = self.parent.map(|id| heading_text(list.section(id)).trim()).filter(|text| !text.is_empty());
        parent.map_or_else(|| format!("level {}", self.level), |parent| format!("level {} in {parent}", self.level))
    }
}

/// Sibling sections, and which of them the contents name.
#[derive(Default)]
struct Part {
    /// The number of named siblings.
    named: usize,
    /// The number of named siblings that have entries.
    named_full: usize,
    /// The siblings that are not named.
    lacking: Vec<SectionId>,
    /// The siblings without entries that are not named.
    without_entries: Vec<SectionId>,
}

impl Part {
    fn all(&self) -> usize {
        self.named + self.lacking.len()
    }

    fn question(&self) -> Question<bool> {
        let mut question = Question::new(&criteria::CONTENTS_NAMES);
        question.add(true, self.named);
        question.add(false, self.lacking.len());
        question
    }

    /// Returns how many sections are named, and of how many, if that shows that the others are missing. Few siblings
    /// use the evidence of other sections, unless they contradict it themselves.
    fn evidence(&self, level: u8, levels: &[(usize, usize); 7]) -> Option<(usize, usize)> {
        let (own, few) = ((self.named, self.all()), criteria::CONTENTS_NAMES.quorums[0].votes);
        let holds = |(named, all)| criteria::CONTENTS_NAMES_AT_LEVEL.is_met(named, all);
        let upper = levels[..=usize::from(level)].iter().fold((0, 0), |sum, level| (sum.0 + level.0, sum.1 + level.1));
        let most = Share::TWO_THIRDS.is_reached(own.0, own.1);
        let all_but_one = most || own.1 <= few && self.lacking.len() == 1;
        let all_others = upper.1 > few && upper.0 + 1 == upper.1;
        if criteria::CONTENTS_NAMES.is_met(own.0, own.1) {
            Some(own)
        } else if all_but_one && holds(levels[usize::from(level)]) {
            Some(levels[usize::from(level)])
        } else {
            (most && (all_others || holds(upper))).then_some(upper)
        }
    }
}

fn is_housekeeping(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    // A shortcode shows a picture: `:hand: Make a Contribution`.
    let words = lower.strip_prefix(':').and_then(|rest| rest.split_once(": ")).map_or(&*lower, |(_, words)| words);
    let words = words.trim_start_matches(|c: char| !c.is_alphabetic());
    words.is_empty() || words.contains("contribut") || HOUSEKEEPING.iter().any(|start| words.starts_with(start))
}
