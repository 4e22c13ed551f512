//! Empty sections.

use super::convention::{Convention, Topic};
use crate::{
    hosts::Target,
    list::{List, Section, SectionId, SectionRole},
    votes::{Question, criteria},
};

/// The sections without subsections, and whether they are empty.
#[derive(Debug)]
pub struct Sections {
    /// The empty ones.
    pub empty: Vec<EmptySection>,
    /// The votes on whether they have content.
    filled: Question<bool>,
}

/// A heading without content below it.
#[derive(Debug, Clone, Copy)]
pub struct EmptySection {
    /// The section.
    pub id: SectionId,
    /// Whether a heading of a higher level comes next, so that the content of this one cannot be determined.
    pub is_mixed: bool,
}

/// A list with more empty sections than this can be a template that is not filled in yet.
const FEW: usize = 4;

impl Sections {
    pub(super) fn learn(list: &List) -> Self {
        let mut own = Self { empty: Vec::new(), filled: Question::new(&criteria::SECTION_FILLED) };
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
            let body = &list.source.text[usize::from(heading.range.end())..section.range.end().into()];
            // A heading that is a link can be an entry or a pointer.
            let linked = list.links_in(heading.range).next().is_some();
            let is_empty = !linked && !heading.html && !is_sentence(&heading.text) && shows_nothing(body);
            own.filled.vote(!is_empty);
            if is_empty {
                let is_mixed = next.is_some_and(|next| next.parent == section.parent && next.level < section.level);
                own.empty.push(EmptySection { id: id as SectionId, is_mixed });
            }
        }
        own
    }

    /// Returns whether the list seems to be a template with many sections to fill in.
    #[must_use]
    pub fn is_form(&self) -> bool {
        self.empty.len() > FEW && !self.filled.holds_for(true)
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        if !self.empty.is_empty() {
            let yes = "have something in them";
            let outcome = self.filled.outcome(|filled| if filled { yes } else { "are empty" }.to_owned());
            out.push(Convention::new(Topic::Sections, "sections", "sections", outcome).only(yes));
        }
    }
}

/// Returns whether a heading is a link to elsewhere: an entry that is written as a heading, at any level.
fn leads_away(section: &Section, list: &List) -> bool {
    section.heading.as_ref().is_some_and(|heading| {
        list.links[list.links_in(heading.range)].iter().any(|link| {
            link.badge.is_none() && !matches!(link.target, Target::Anchor(_)) && list.text(link.label).len() > 3
        })
    })
}

/// Returns whether a heading is only text in a large font.
fn is_sentence(heading: &str) -> bool {
    heading.ends_with(['.', '!', '?', '。', '！', '？'])
        || heading.contains([':', '：'])
        || heading.chars().count() > 60
}

/// Returns whether a text displays nothing: spaces, comments, thematic breaks and line breaks.
fn shows_nothing(mut body: &str) -> bool {
    loop {
        body = body.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '_'));
        if body.is_empty() {
            return true;
        }
        let Some(tag) = body.strip_prefix('<') else { return false };
        if let Some(comment) = tag.strip_prefix("!--") {
            let Some((_, after)) = comment.split_once("-->") else { return true };
            body = after;
            continue;
        }
        let Some((inner, after)) = tag.split_once('>') else { return false };
        let name = inner.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if !["br", "hr", "a", "p", "div"].contains(&name.to_ascii_lowercase().as_str()) {
            return false;
        }
        body = after;
    }
}
