//! The text and the brackets of links.

use super::convention::{Convention, Topic};
use crate::{
    list::{Link, List},
    markdown::LinkStyle,
    votes::{Question, criteria},
};

/// The text and the brackets of a list's links.
#[derive(Debug)]
pub struct Links {
    /// The votes on whether the links of entries have a text.
    pub with_text: Question<bool>,
    /// The votes on whether links with a bracket next to them have one on both sides.
    pub in_brackets: Question<bool>,
    /// The votes on whether links of entries have no bracket next to them, from those that have none or one.
    pub without_brackets: Question<bool>,
    /// The votes on whether texts of links have their own brackets: `[[Paper]](u)`.
    pub text_in_brackets: Question<bool>,
}

/// The brackets directly around a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brackets {
    /// `[[a](u)]`
    Both,
    /// `[[a](u)`
    Opened,
    /// `[a](u)]`
    Closed,
    /// `[a](u)`
    Neither,
}

impl Brackets {
    /// Returns the brackets around a link.
    #[must_use]
    pub fn around(list: &List, link: &Link) -> Self {
        let text = list.source.text.as_bytes();
        let (start, end) = (usize::from(link.range.start()), usize::from(link.range.end()));
        let opened = start > 0 && text[start - 1] == b'[' && (start < 2 || text[start - 2] != b'\\');
        match (opened, text.get(end) == Some(&b']')) {
            (true, true) => Self::Both,
            (true, false) => Self::Opened,
            (false, true) => Self::Closed,
            (false, false) => Self::Neither,
        }
    }
}

/// Returns whether the brackets of a link are compared with those of others.
#[must_use]
pub fn is_bracketable(link: &Link) -> bool {
    link.entry.is_some() && !link.html && link.style == LinkStyle::Inline
}

impl Links {
    pub(super) fn learn(list: &List) -> Self {
        let mut links = Self {
            with_text: Question::new(&criteria::LINK_TEXT),
            in_brackets: Question::new(&criteria::LINK_BRACKETS),
            without_brackets: Question::new(&criteria::NO_LINK_BRACKETS),
            text_in_brackets: Question::new(&criteria::TEXT_BRACKETS),
        };
        for link in &list.links {
            if link.entry.is_some() {
                links.with_text.vote(link.style != LinkStyle::Bare);
            }
            if link.style == LinkStyle::Inline && !link.html {
                let label = list.text(link.label);
                links.text_in_brackets.vote(label.starts_with('[') && label.ends_with(']'));
            }
            if is_bracketable(link) {
                match Brackets::around(list, link) {
                    Brackets::Both => links.in_brackets.vote(true),
                    Brackets::Neither => links.without_brackets.vote(true),
                    Brackets::Opened | Brackets::Closed => {
                        links.in_brackets.vote(false);
                        links.without_brackets.vote(false);
                    }
                }
            }
        }
        links
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        let rows = [
            (&self.with_text, Topic::LinkTexts, ["have a text", "are bare URLs"]),
            (&self.in_brackets, Topic::LinkBrackets, ["have a pair of brackets around them", "have half a pair"]),
            (&self.text_in_brackets, Topic::LinkTexts, ["have a text in brackets", "have a text without brackets"]),
        ];
        for (question, topic, [yes, no]) in rows.into_iter().filter(|(question, ..)| !question.is_unanimous()) {
            let outcome = question.outcome(|answer| if answer { yes } else { no }.to_owned());
            out.push(Convention::new(topic, "links", "links", outcome).only(yes));
        }
        if self.in_brackets.count(true) == 0 && !self.without_brackets.is_unanimous() {
            let (yes, no) = ("have no brackets around them", "have half a pair");
            let outcome = self.without_brackets.outcome(|answer| if answer { yes } else { no }.to_owned());
            out.push(Convention::new(Topic::LinkBrackets, "links", "links", outcome).only(yes));
        }
    }
}
