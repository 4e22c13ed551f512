//! The style of headings.

use super::convention::{Convention, Topic};
use crate::{
    characters::spaces_in_words,
    list::{Heading, List},
    votes::{Habit, Poll, Question, criteria},
};

/// The style of a list's headings.
#[derive(Debug)]
pub struct Headings<'t> {
    /// The style of the headings of each level.
    pub style: Poll<u8, HeadingStyle>,
    /// The spaces between hashes and text.
    pub spaces: Question<&'t str>,
    /// Whether headings of each level end in a mark, and the same by a milder criterion for full stops.
    marks: Poll<u8, bool>,
    stops: Poll<u8, bool>,
}

/// The style of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingStyle {
    /// `## Title`
    Open,
    /// `## Title ##`
    Closed,
    /// `Title` over a line of dashes or equals signs.
    Underlined,
}

impl HeadingStyle {
    /// Returns the style of a heading as written.
    #[must_use]
    pub fn of(heading: &str) -> Self {
        if !heading.starts_with('#') {
            return Self::Underlined;
        }
        let kept = heading.trim_end_matches('#');
        let is_empty = || kept.trim_end_matches(['#', ' ', '\t']).is_empty();
        // `# C#` is not closed, and `##` alone is an empty heading.
        let is_closed = kept.len() < heading.len() && kept.ends_with([' ', '\t']) && !is_empty();
        if is_closed { Self::Closed } else { Self::Open }
    }

    /// Describes the style, as a phrase for one heading.
    #[must_use]
    pub fn does(self) -> &'static str {
        match self {
            Self::Open => "begins with hashes",
            Self::Closed => "has hashes on both sides",
            Self::Underlined => "is underlined",
        }
    }

    /// Describes the style, as a phrase for several headings.
    #[must_use]
    pub fn plural_phrase(self) -> &'static str {
        match self {
            Self::Open => "only begin with hashes",
            Self::Closed => "have hashes on both sides",
            Self::Underlined => "are underlined",
        }
    }
}

/// Returns the spaces between the hashes of a heading and its text, with the byte offset of the first.
#[must_use]
pub fn spaces_after_hashes<'t>(list: &List<'t>, heading: &Heading) -> Option<(usize, &'t str)> {
    let text = list.text(heading.range);
    let after = text.trim_start_matches('#');
    let gap = &after[..after.len() - after.trim_start_matches([' ', '\t']).len()];
    let hashes = text.len() - after.len();
    let titled = !after[gap.len()..].starts_with(['#', '\n', '\r']) && gap.len() < after.len();
    (hashes > 0 && titled && !gap.is_empty()).then(|| (usize::from(heading.range.start()) + hashes, gap))
}

/// Returns whether a character at the end of a heading is punctuation with no text to introduce.
#[must_use]
pub fn is_end_mark(c: char) -> bool {
    matches!(c, ':' | ';' | ',' | '.' | '：' | '；' | '，' | '、' | '。')
}

impl<'t> Headings<'t> {
    pub(super) fn learn(list: &List<'t>) -> Self {
        let mut headings = Self {
            style: Poll::new(&criteria::HEADING_STYLE),
            spaces: Question::new(&criteria::HEADING_SPACES),
            marks: Poll::new(&criteria::HEADING_MARK),
            stops: Poll::new(&criteria::HEADING_STOP),
        };
        for section in &list.sections {
            let Some(heading) = &section.heading else { continue };
            if !heading.html {
                headings.style.vote(section.level, HeadingStyle::of(list.text(heading.range)));
            }
            if let Some((_, gap)) = spaces_after_hashes(list, heading) {
                headings.spaces.vote(gap);
            }
            // A title may end in a full stop if a link comes after it.
            let title = list.text(heading.content).split(" [").next().unwrap_or_default().trim_end();
            for marked in [&mut headings.marks, &mut headings.stops] {
                marked.vote(section.level, title.ends_with(is_end_mark));
            }
        }
        headings
    }

    /// Returns the style of a level.
    #[must_use]
    pub fn style(&self, level: u8) -> Option<Habit<HeadingStyle>> {
        self.style.habit(level)
    }

    /// Returns whether headings of a level usually have a mark at their end. Titles of papers end in a full stop in
    /// many lists, if their links come after it.
    #[must_use]
    pub fn end_in_marks(&self, level: u8, is_stop: bool) -> bool {
        let marks = if is_stop { &self.stops } else { &self.marks };
        // Marks can be fewer than half of the votes where few suffice, so the leader says nothing.
        marks.of(level).is_some_and(|question| question.holds_for(true))
    }

    pub(super) fn describe(&self, out: &mut Vec<Convention>) {
        let name = |level: u8| format!("level {level}");
        for (level, question) in self.style.iter() {
            let outcome = question.outcome(|style| style.plural_phrase().to_owned());
            out.push(Convention::new(Topic::Headings, name(level), "headings", outcome).question("style"));
        }
        if self.spaces.total() > 0 {
            let outcome = self.spaces.outcome(|gap| format!("have {} after the hashes", spaces_in_words(gap)));
            out.push(Convention::new(Topic::Headings, "headings", "headings", outcome).question("spaces"));
        }
        let marks = self.marks.iter().map(|(level, question)| (level, question, "mark at the end"));
        let stops = self.stops.iter().map(|(level, question)| (level, question, "mark at the end, for full stops"));
        for (level, question, asked) in marks.chain(stops).filter(|(_, question, _)| question.count(true) > 0) {
            let marked = "end in a mark";
            let mut outcome = question.outcome(|mark| if mark { marked } else { "end in no mark" }.to_owned());
            outcome.value = question.holds_for(true).then(|| marked.to_owned());
            out.push(Convention::new(Topic::Headings, name(level), "headings", outcome).question(asked));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles() {
        for (text, expected) in [
            ("## A", HeadingStyle::Open),
            ("## A ##", HeadingStyle::Closed),
            ("# A #", HeadingStyle::Closed),
            ("# C#", HeadingStyle::Open),
            ("# ##", HeadingStyle::Open),
            ("#", HeadingStyle::Open),
            ("A\n---", HeadingStyle::Underlined),
        ] {
            assert_eq!(HeadingStyle::of(text), expected, "{text}");
        }
    }
}
