//! Which sections the contents list names, and which kind of section it leaves out.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::votes::Quorum;
use crate::{
    hosts::{Target, percent_decoded},
    list::{GroupRole, List, SectionId, SectionRole},
    words,
};

/// Siblings are named by the contents where four in five of at least four are.
const NAMED: Quorum = Quorum { votes: 4, percent: 80 };

/// Few siblings borrow evidence from all sections of their level.
const NAMED_AT_LEVEL: Quorum = Quorum { votes: 10, percent: 90 };

/// Words that open the headings of sections about the list itself, which contents often leave out.
static HOUSEKEEPING: LazyLock<Vec<&str>> = LazyLock::new(|| words::read(include_str!("housekeeping.txt")).collect());

/// The contents of a list, seen beside its sections.
#[derive(Debug, Default)]
pub struct Contents {
    /// For each item of `List::contents` the section that it leads to.
    pub leads_to: Vec<Option<SectionId>>,
    /// By section: how many items lead to it.
    pub named: Vec<u32>,
    /// Sections that the contents lack, though they name four in five of its siblings.
    pub missing: Vec<Missing>,
}

/// A section that the contents lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// The section.
    pub section: SectionId,
    /// How many of its siblings the contents name; where these are few, of all sections of its level, or of its
    /// level and those above.
    pub named: usize,
    /// How many of these there are, itself included.
    pub siblings: usize,
}

impl Contents {
    /// Looks at a list; empty where it has no contents.
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
        // Links beside the items name a section as well: `- [A](#a) · [B](#b)`.
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
        let mut missing = missing(list, first.section, &linked);
        if !missing.is_empty() {
            // An item in a comment, or one that leads elsewhere, says enough.
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
        Self { leads_to, named, missing }
    }
}

/// From anchors to sections.
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

    /// The section that an HTML anchor marks: the one in whose heading it stands, or above whose heading.
    fn tagged(&self, anchor: &str) -> Option<SectionId> {
        let tag = self.list.anchors.tag(anchor)?;
        let behind = self.list.sections.partition_point(|section| section.range.start() <= tag.start());
        let inside = behind.checked_sub(1)?;
        let heading = self.list.sections[inside].heading.as_ref();
        if heading.is_some_and(|heading| heading.range.contains_range(tag)) {
            return Some(inside as SectionId);
        }
        let next = self.list.sections.get(behind)?;
        let between = &self.list.source.text[usize::from(tag.end())..next.range.start().into()];
        let between = between.trim_start().trim_start_matches("</a>").trim();
        between.is_empty().then_some(behind as SectionId)
    }
}

fn missing(list: &List, contents: SectionId, linked: &[bool]) -> Vec<Missing> {
    let mut full = vec![false; list.sections.len()];
    for entry in list.groups.iter().filter(|group| group.role == GroupRole::Entries && !group.entries.is_empty()) {
        full[entry.section as usize] = true;
    }
    for id in (0..list.sections.len()).rev() {
        if let Some(parent) = list.sections[id].parent.filter(|_| full[id]) {
            full[parent as usize] = true;
        }
    }
    let mut siblings: FxHashMap<(Option<SectionId>, u8), Siblings> = FxHashMap::default();
    for (id, section) in list.sections.iter().enumerate().skip(contents as usize + 1) {
        let Some(heading) = &section.heading else { continue };
        let own = siblings.entry((section.parent, section.level)).or_default();
        if linked[id] {
            own.named += 1;
            own.named_full += usize::from(full[id]);
        } else if section.role == SectionRole::Entries && !is_housekeeping(&heading.text) {
            if full[id] { own.lacking.push(id as SectionId) } else { own.without_entries.push(id as SectionId) }
        }
    }
    for own in siblings.values_mut() {
        // Where the sections that are named have no entries either, their like needs none.
        if own.named_full * 2 < own.named {
            let has_text = |&id: &SectionId| {
                let section = list.section(id);
                let behind = section.heading.as_ref().map_or(section.range.start(), |heading| heading.range.end());
                !list.source.text[behind.into()..section.range.end().into()].trim().is_empty()
            };
            own.lacking.extend(own.without_entries.iter().copied().filter(has_text));
        }
    }
    let mut levels = [(0, 0); 7];
    for ((_, level), own) in &siblings {
        let (named, total) = &mut levels[usize::from(*level)];
        *named += own.named;
        *total += own.named + own.lacking.len();
    }
    let mut missing = Vec::new();
    for ((_, level), own) in siblings {
        let (named, total) = (own.named, own.named + own.lacking.len());
        let at_level = levels[usize::from(level)];
        let upper = &levels[..=usize::from(level)];
        let upper = upper.iter().fold((0, 0), |sum, level| (sum.0 + level.0, sum.1 + level.1));
        // Few siblings borrow evidence, unless they speak against it themselves.
        let most = named * 3 >= total * 2;
        let all_but_one = most || total <= NAMED.votes && own.lacking.len() == 1;
        let all_others = upper.1 > NAMED.votes && upper.0 + 1 == upper.1;
        let (named, siblings) = if holds(NAMED, named, total) {
            (named, total)
        } else if all_but_one && holds(NAMED_AT_LEVEL, at_level.0, at_level.1) {
            at_level
        } else if most && (all_others || holds(NAMED_AT_LEVEL, upper.0, upper.1)) {
            upper
        } else {
            continue;
        };
        missing.extend(own.lacking.into_iter().map(|section| Missing { section, named, siblings }));
    }
    missing.sort_unstable_by_key(|missing| missing.section);
    missing
}

/// Sections of one level with the same section above.
#[derive(Default)]
struct Siblings {
    /// How many of them the contents name.
    named: usize,
    /// How many of these have entries.
    named_full: usize,
    /// Those that they do not name.
    lacking: Vec<SectionId>,
    /// The same, of those without entries.
    without_entries: Vec<SectionId>,
}

fn holds(quorum: Quorum, votes: usize, total: usize) -> bool {
    total >= quorum.votes && votes * 100 >= total * quorum.percent
}

fn is_housekeeping(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    // A shortcode stands for a picture: `:hand: Make a Contribution`.
    let words = lower.strip_prefix(':').and_then(|rest| rest.split_once(": ")).map_or(&*lower, |(_, words)| words);
    let words = words.trim_start_matches(|c: char| !c.is_alphabetic());
    words.is_empty() || words.contains("contribut") || HOUSEKEEPING.iter().any(|start| words.starts_with(start))
}
